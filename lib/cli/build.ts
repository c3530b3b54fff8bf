/** `nextoken build`: compiles the native add-on where the package lies. */

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

export function build(): void {
  const script = join(__dirname, '..', '..', 'scripts', 'build-from-source.cjs')
  const { status, error } = spawnSync(process.execPath, [script], { stdio: 'inherit' })
  if (error) throw error
  process.exitCode = status ?? 1
}
