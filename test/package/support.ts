/** Makes the published package in a temporary folder, so that nothing in the checkout is touched. */

import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..', '..')

/** npm's own variables would make a child npm believe that it runs in the checkout. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^npm_|^NEXTOKEN_|^(NODE_OPTIONS|NODE_ENV|INIT_CWD)$|^VITEST/i.test(name),
  )
  return Object.fromEntries(kept)
}

/** Runs a command to its end; its output, both streams together, or an error that shows it. */
export function run(folder: string, command: string, ...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    env: cleanEnvironment(),
    maxBuffer: 64 << 20,
  })
  if (error) throw error
  const output = `${stdout}${stderr}`
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${output}`)
  return output
}

export interface Packed {
  /** The folder everything lies in; the caller removes it. */
  readonly folder: string
  /** The tarball, as it would be published. */
  readonly tarball: string
}

/** Copies the sources, compiles them, makes this machine's prebuilt add-on, packs. */
export function pack(): Packed {
  const folder = mkdtempSync(join(tmpdir(), 'nextoken-package-'))
  try {
    return { folder, tarball: packInto(folder) }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

function packInto(folder: string): string {
  const source = join(folder, 'source')
  mkdirSync(source)
  const wanted = ['lib', 'models', 'native', 'scripts', 'binding.gyp', 'package.json']
  wanted.push('tsconfig.json', 'CHANGELOG.md', 'LICENSE', 'README.md')
  for (const name of wanted) {
    if (existsSync(join(root, name)))
      cpSync(join(root, name), join(source, name), { recursive: true })
  }
  mkdirSync(join(source, 'prebuilds'))
  cpSync(join(root, 'prebuilds', 'README.md'), join(source, 'prebuilds', 'README.md'))
  symlinkSync(join(root, 'node_modules'), join(source, 'node_modules'))
  run(source, 'npm', 'run', 'build:ts')
  run(source, 'npm', 'run', 'prebuild')
  run(source, 'npm', 'pack', '--pack-destination', folder)
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))
  if (!tarball) throw new Error('npm pack made no tarball')
  return join(folder, tarball)
}

/** The package's files as [path inside the package, bytes]. */
export function listTarball(tarball: string): [path: string, size: number][] {
  return run('.', 'tar', '-tvzf', tarball)
    .trim()
    .split('\n')
    .map((line) => {
      const match = /^\S+\s+\S+\s+(\d+)\s.*? package\/(.*)$/.exec(line)
      if (!match) throw new Error(`unreadable listing: ${line}`)
      return [match[2]!, Number(match[1])]
    })
}
