// Checks the layout of the C++ files, or with --write puts it right.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const files = ['native', 'test/native'].flatMap((folder) => {
  try {
    return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(cc|h|inl)$/.test(name))
      .map((name) => join(folder, name))
      .sort()
  } catch {
    return []
  }
})

let binary
try {
  binary = createRequire(import.meta.url)('clang-format').getNativeBinary()
} catch (error) {
  // The package has no binary for some machines (arm64); there the check is left to others.
  console.warn(`format-cpp: skipped, ${error.message}`)
  process.exit(0)
}
const mode = process.argv.includes('--write') ? ['-i'] : ['--dry-run', '--Werror']
const { status, error } = spawnSync(binary, ['--style=file', ...mode, ...files], {
  cwd: root,
  stdio: 'inherit',
})
if (error) throw error
if (status !== 0 && mode.length > 1) console.error('format-cpp: "npm run format" puts this right')
process.exitCode = status ?? 1
