/** Where the loader looks for the add-on, in which order, and what it says when there is none. */

import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cleanEnvironment, root } from './support.js'

const built = join(root, 'build', 'Release', 'nextoken.node')
const here = `${process.platform}-${process.arch}`
const prebuild = `prebuilds/${here}/nextoken${process.platform === 'linux' ? '.glibc' : ''}.node`

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nextoken-loader-'))
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function put(path: string, from?: string): string {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  if (from) copyFileSync(from, file)
  else writeFileSync(file, 'not an add-on')
  return file
}

/** Loads in a process of its own; what was loaded, or the error. */
function load(options: { addon?: string; execPath?: string } = {}): {
  file?: string
  code?: string
  message?: string
  cause?: boolean
} {
  const script = `
    ${options.execPath ? `process.execPath = ${JSON.stringify(options.execPath)}` : ''}
    const { dlopen } = process
    let file
    process.dlopen = (module, name, ...rest) => { dlopen(module, name, ...rest); file = name }
    try {
      require('./dist/native.js').loadAddon().instructionSets()
      const required = Object.keys(require.cache).find((name) => name.endsWith('.node'))
      console.log(JSON.stringify({ file: required ?? file }))
    } catch ({ code, message, cause }) {
      console.log(JSON.stringify({ code, message, cause: cause !== undefined }))
    }`
  const env = cleanEnvironment()
  if (options.addon) env.NEXTOKEN_ADDON = options.addon
  const child = spawnSync(process.execPath, ['-e', script], { cwd: folder, env, encoding: 'utf8' })
  return JSON.parse(child.stdout)
}

describe('the loader', () => {
  test('takes the file that NEXTOKEN_ADDON names before all others', () => {
    put(prebuild, built)
    const named = put('elsewhere/mine.node', built)
    expect(load({ addon: named }).file).toBe(named)
  })

  test('does not pass over a NEXTOKEN_ADDON that does not load', () => {
    put(prebuild, built)
    for (const named of [put('elsewhere/broken.node'), join(folder, 'missing.node')]) {
      const { code, message, cause } = load({ addon: named })
      expect(code).toBe('ERR_NEXTOKEN_ADDON')
      expect(message).toContain(named)
      expect(cause).toBe(true)
    }
  })

  test('takes a prebuild before a local build', () => {
    const file = put(prebuild, built)
    put('build/Release/nextoken.node', built)
    expect(load().file).toBe(file)
  })

  test.each(['build/Release', 'build/Debug', 'build-cmake/Release'])('finds %s', (place) => {
    const file = put(`${place}/nextoken.node`, built)
    expect(load().file).toBe(file)
  })

  test('falls back to the local build where the prebuild does not load', () => {
    put(prebuild)
    const file = put('build/Release/nextoken.node', built)
    expect(load().file).toBe(file)
  })

  test('says in one sentence what was tried and what to do', () => {
    put(prebuild)
    put('prebuilds/plan9-mips/nextoken.node')
    const { code, message, cause } = load()
    expect(code).toBe('ERR_NEXTOKEN_ADDON')
    expect(message).toContain(`${here}${process.platform === 'linux' ? ' (glibc)' : ''}`)
    expect(message).toContain(`${prebuild}: `)
    expect(message).toContain('plan9-mips/nextoken.node')
    expect(message).toContain('build/Release/nextoken.node: not there')
    expect(message).toContain('npx nextoken build')
    expect(message).not.toContain('\n')
    expect(cause).toBe(true)
  })

  test.runIf(process.platform === 'linux')('tells musl by the loader that node names', () => {
    // The smallest ELF file with a PT_INTERP segment.
    const interpreter = Buffer.from('/lib/ld-musl-x86_64.so.1\0', 'latin1')
    const elf = Buffer.alloc(64 + 56 + interpreter.length)
    elf.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1])
    elf.writeBigUInt64LE(64n, 32)
    elf.writeUInt16LE(56, 54)
    elf.writeUInt16LE(1, 56)
    elf.writeUInt32LE(3, 64)
    elf.writeBigUInt64LE(120n, 64 + 8)
    elf.writeBigUInt64LE(BigInt(interpreter.length), 64 + 32)
    elf.set(interpreter, 120)
    const execPath = join(folder, 'node')
    writeFileSync(execPath, elf)
    const { message } = load({ execPath })
    expect(message).toContain(`${here} (musl)`)
    expect(message).toContain(`prebuilds/${here}/nextoken.musl.node: not there`)
  })
})
