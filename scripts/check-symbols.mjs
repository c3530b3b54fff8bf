// Fails where the built add-on needs a newer glibc or libstdc++ than the oldest supported Linux has.
//   node scripts/check-symbols.mjs [file.node]
import { execFileSync } from 'node:child_process'

/** Debian 10 and RHEL 8; node's own builds have the same floor. */
const newest = { GLIBC: '2.28', GLIBCXX: '3.4.25', CXXABI: '1.3.11' }

const file = process.argv[2] ?? 'build/Release/nextoken.node'
if (process.platform !== 'linux') {
  console.log('check-symbols: only Linux has symbol versions; nothing to check')
  process.exit(0)
}

function isNewer(version, limit) {
  const [a, b] = [version, limit].map((text) => text.split('.').map(Number))
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    if ((a[i] ?? 0) !== (b[i] ?? 0)) return (a[i] ?? 0) > (b[i] ?? 0)
  }
  return false
}

const table = execFileSync('objdump', ['-T', '-C', file], { encoding: 'utf8' })
const seen = {}
const offenders = []
for (const line of table.split('\n')) {
  const match = /\*UND\*.*\((GLIBC|GLIBCXX|CXXABI)_([\d.]+)\)\s+(.*)$/.exec(line)
  if (!match) continue
  const [, library, version, symbol] = match
  if (!seen[library] || isNewer(version, seen[library])) seen[library] = version
  if (isNewer(version, newest[library])) offenders.push(`${symbol} needs ${library}_${version}`)
}

if (Object.keys(seen).length === 0) offenders.push('no versioned symbol was found')
const limits = Object.entries(newest).map(([library, version]) => `${library}_${version}`)
for (const offender of offenders) console.error(`check-symbols: ${offender}`)
if (offenders.length > 0) {
  console.error(`check-symbols: ${file} must need nothing above ${limits.join(', ')}`)
  process.exitCode = 1
} else {
  const needs = Object.entries(seen).map(([library, version]) => `${library}_${version}`)
  console.log(`check-symbols: ${file} needs ${needs.join(', ')}`)
}
