// Fails where the built add-on uses AVX outside the namespaces that are entered only on CPUs with it.
//   node scripts/check-instructions.mjs [unstripped file.node]
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

const file = process.argv[2] ?? 'build/Release/nextoken.node'
if (process.arch !== 'x64' || process.platform !== 'linux') {
  console.log('check-instructions: only checked on Linux x64')
  process.exit(0)
}

/** Registers that only AVX and AVX-512 have, or a VEX/EVEX mnemonic (`v...`). */
const advanced = /%[yz]mm\d|%k[0-7]\b|^\s*[\da-f]+:\s+v(?!err|erw|mcall|mfunc)[a-z\d]+\s/

/** Is this (demangled) function itself in `nextoken::avx2...::` or `nextoken::avx512...::`? */
function mayUse(name) {
  let plain = name.replaceAll('(anonymous namespace)', 'anonymous')
  // Template arguments and parameters say nothing about where a function lives.
  for (let before = ''; before !== plain; ) {
    before = plain
    plain = plain.replace(/<[^<>]*>/g, '')
  }
  plain = plain.split('(')[0]
  return /(^|\s)nextoken::avx(2|512)[a-z\d]*::/.test(plain)
}

const objdump = spawn('objdump', ['-d', '--no-show-raw-insn', '-C', file], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
const ended = new Promise((resolve, reject) => objdump.on('error', reject).on('close', resolve))
const offenders = new Map()
let name = ''
let allowed = false
let inside = 0
for await (const line of createInterface({ input: objdump.stdout })) {
  const start = /^[\da-f]+ <(.*)>:$/.exec(line)
  if (start) {
    name = start[1]
    allowed = mayUse(name)
  } else if (advanced.test(line)) {
    if (allowed) inside++
    else if (!offenders.has(name)) offenders.set(name, line.trim())
  }
}

const status = await ended
for (const [offender, line] of offenders) {
  console.error(`check-instructions: ${offender || 'unnamed code'}: ${line}`)
}
if (status !== 0 || offenders.size > 0) {
  console.error(
    `check-instructions: ${offenders.size} functions of ${file} would crash on an old CPU`,
  )
  process.exitCode = 1
} else if (inside === 0) {
  console.error(`check-instructions: ${file} has no AVX kernels at all, or no symbols`)
  process.exitCode = 1
} else {
  console.log(`check-instructions: ${inside} AVX instructions, all inside their namespaces`)
}
