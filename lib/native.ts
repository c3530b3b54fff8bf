/** Finds and loads the native add-on; the only file that does. */

import { closeSync, existsSync, openSync, readdirSync, readSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { NextokenError } from './errors.js'
import type { NativeAddon } from './native-types.js'

type Libc = 'glibc' | 'musl'

/** A place that was tried and gave no add-on, and why. */
interface Attempt {
  readonly place: string
  readonly error: unknown
}

/** The package's root: the parent of dist/, and of lib/ when the tests run the sources. */
const root = join(__dirname, '..')

let loaded: NativeAddon | undefined

/** The add-on, loaded at the first call. */
export function loadAddon(): NativeAddon {
  loaded ??= findAddon()
  return loaded
}

function findAddon(): NativeAddon {
  const named = process.env.NEXTOKEN_ADDON
  if (named) {
    // A file that was asked for and does not load must not be passed over in silence.
    try {
      return open(resolve(named))
    } catch (cause) {
      throw new NextokenError(
        'ERR_NEXTOKEN_ADDON',
        `The add-on that NEXTOKEN_ADDON names, ${named}, could not be loaded on ${machine()}: ${reason(cause)}.`,
        { cause },
      )
    }
  }
  const attempts: Attempt[] = []
  const addon = loadPrebuild(attempts) ?? loadLocalBuild(attempts)
  if (addon) return addon
  const broken = attempts.find(({ error }) => !isMissing(error))
  throw new NextokenError('ERR_NEXTOKEN_ADDON', explain(attempts), { cause: broken?.error })
}

/**
 * The prebuilt add-on for this machine. Each path is a literal in a `try` of its own: that is how
 * bundlers see the files, and why they do not mind the ones that are not there.
 */
function loadPrebuild(attempts: Attempt[]): NativeAddon | undefined {
  const place = prebuildName()
  switch (place) {
    case 'prebuilds/linux-x64/nextoken.glibc.node':
      try {
        return require('../prebuilds/linux-x64/nextoken.glibc.node') as NativeAddon
      } catch (error) {
        attempts.push({ place, error })
      }
      break
    case 'prebuilds/linux-x64/nextoken.musl.node':
      try {
        return require('../prebuilds/linux-x64/nextoken.musl.node') as NativeAddon
      } catch (error) {
        attempts.push({ place, error })
      }
      break
    case 'prebuilds/linux-arm64/nextoken.glibc.node':
      try {
        return require('../prebuilds/linux-arm64/nextoken.glibc.node') as NativeAddon
      } catch (error) {
        attempts.push({ place, error })
      }
      break
    case 'prebuilds/linux-arm64/nextoken.musl.node':
      try {
        return require('../prebuilds/linux-arm64/nextoken.musl.node') as NativeAddon
      } catch (error) {
        attempts.push({ place, error })
      }
      break
    case 'prebuilds/darwin-x64/nextoken.node':
      try {
        return require('../prebuilds/darwin-x64/nextoken.node') as NativeAddon
      } catch (error) {
        attempts.push({ place, error })
      }
      break
    case 'prebuilds/darwin-arm64/nextoken.node':
      try {
        return require('../prebuilds/darwin-arm64/nextoken.node') as NativeAddon
      } catch (error) {
        attempts.push({ place, error })
      }
      break
    case 'prebuilds/win32-x64/nextoken.node':
      try {
        return require('../prebuilds/win32-x64/nextoken.node') as NativeAddon
      } catch (error) {
        attempts.push({ place, error })
      }
      break
    case 'prebuilds/win32-arm64/nextoken.node':
      try {
        return require('../prebuilds/win32-arm64/nextoken.node') as NativeAddon
      } catch (error) {
        attempts.push({ place, error })
      }
      break
    default:
      attempts.push({ place: 'prebuilds', error: new Error(`there is none for ${machine()}`) })
  }
  return undefined
}

function prebuildName(): string {
  const tag = process.platform === 'linux' ? `.${libc()}` : ''
  return `prebuilds/${process.platform}-${process.arch}/nextoken${tag}.node`
}

/** What `npx nextoken build`, node-gyp or cmake-js made here. */
function loadLocalBuild(attempts: Attempt[]): NativeAddon | undefined {
  const places = [findLocalBuild(), join('build-cmake', 'Release', 'nextoken.node')]
  for (const place of places) {
    try {
      return open(resolve(root, place))
    } catch (error) {
      attempts.push({ place: place.split(sep).join('/'), error })
    }
  }
  return undefined
}

/** node-gyp's output, relative to the root. */
function findLocalBuild(): string {
  const usual = join('build', 'Release', 'nextoken.node')
  try {
    const nodeGypBuild = require('node-gyp-build') as { resolve(folder: string): string }
    const found = relative(root, nodeGypBuild.resolve(root))
    // It ends at the prebuilds too; the one for this machine was tried and would only fail again.
    return found.startsWith('prebuilds') ? usual : found
  } catch {
    return usual
  }
}

/** Loads a file by a computed path; `require` of one is what bundlers cannot follow. */
function open(file: string): NativeAddon {
  if (!existsSync(file)) throw missing()
  const module = { exports: {} }
  process.dlopen(module, file)
  return module.exports as NativeAddon
}

function missing(): Error {
  return Object.assign(new Error('not there'), { code: 'ENOENT' })
}

function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code
  return code === 'ENOENT' || code === 'MODULE_NOT_FOUND'
}

function reason(error: unknown): string {
  if (isMissing(error)) return 'not there'
  const message = error instanceof Error ? error.message : String(error)
  return (message.split('\n')[0] as string).replace(/\.$/, '')
}

/** One sentence: which machine this is, what was tried, what lies here, what to do. */
function explain(attempts: readonly Attempt[]): string {
  const tried = attempts.map(({ place, error }) => `${place}: ${reason(error)}`).join('; ')
  const present = listPrebuilds()
  const found = present.length > 0 ? present.join(', ') : 'none'
  // Electron's renderers have no business with native code; the sandbox says so less clearly.
  const place =
    (process as { type?: string }).type === 'renderer'
      ? ', an Electron renderer (load it in the main or in a utility process)'
      : ''
  return (
    `No native add-on could be loaded on ${machine()}${place} (tried ${tried}; prebuilds here: ${found}): ` +
    'run "npx nextoken build" to compile it for this machine.'
  )
}

function listPrebuilds(): string[] {
  try {
    return readdirSync(join(root, 'prebuilds'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.node'))
      .map((name) => name.split(sep).join('/'))
      .sort()
  } catch {
    return []
  }
}

function machine(): string {
  const tag = process.platform === 'linux' ? ` (${libc()})` : ''
  return `${process.platform}-${process.arch}${tag} with Node ${process.version}`
}

let libcHere: Libc | undefined

/** Which C library this very process runs on: what its executable names as its loader. */
function libc(): Libc {
  libcHere ??= libcOf(elfInterpreter(process.execPath)) ?? libcOfReport()
  return libcHere
}

function libcOf(interpreter: string): Libc | undefined {
  if (interpreter.includes('/ld-musl-')) return 'musl'
  if (interpreter.includes('/ld-linux')) return 'glibc'
  return undefined
}

/** For an executable without a known loader (static, wrapped): node says on which glibc it runs. */
function libcOfReport(): Libc {
  const report = process.report?.getReport() as { header?: { glibcVersionRuntime?: string } }
  return report?.header?.glibcVersionRuntime === undefined ? 'musl' : 'glibc'
}

/** The PT_INTERP segment of a 64-bit little-endian ELF file, or '' where there is none. */
function elfInterpreter(file: string): string {
  let descriptor: number | undefined
  try {
    descriptor = openSync(file, 'r')
    const header = readAt(descriptor, 0, 64)
    if (header.readUInt32BE(0) !== 0x7f454c46 || header[4] !== 2 || header[5] !== 1) return ''
    const start = Number(header.readBigUInt64LE(32))
    const size = header.readUInt16LE(54)
    const count = header.readUInt16LE(56)
    const table = readAt(descriptor, start, size * count)
    for (let at = 0; at < table.length; at += size) {
      if (table.readUInt32LE(at) !== 3) continue
      const offset = Number(table.readBigUInt64LE(at + 8))
      const length = Math.min(Number(table.readBigUInt64LE(at + 32)), 4096)
      return readAt(descriptor, offset, length).toString('latin1')
    }
    return ''
  } catch {
    return ''
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

function readAt(descriptor: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  const read = readSync(descriptor, bytes, 0, length, position)
  return bytes.subarray(0, read)
}
