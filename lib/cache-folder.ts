/**
 * The folder that keeps what is dear to make: packed weights and the tables of tokenizers.
 *
 * A file is named by what it is made of, so it never becomes wrong: at worst nobody asks for it any more.
 * There are no locks: whoever makes a file writes one of his own, and the last rename wins, with the same
 * content.
 */

import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'

/** The folder holds no more than this; what was not used for longest goes first. */
const MAX_BYTES = 8 * 2 ** 30
/** What was not used for so long goes, too. */
const MAX_UNUSED_MS = 30 * 24 * 3600_000
/** A temporary file this old was left behind by a process that was killed. */
const MAX_WRITING_MS = 3600_000

/** The names of our own files: nothing else in the folder is touched. */
const OURS = /^[0-9a-f]{64}\.[\w.]+\.(packed|tokenizer)(\.[0-9a-f]{12}\.tmp)?$/

/** The folder where the user does not name one; undefined where there is none. */
export function defaultCacheDir(): string | undefined {
  const { NEXTOKEN_CACHE_DIR, XDG_CACHE_HOME, LOCALAPPDATA } = process.env
  if (NEXTOKEN_CACHE_DIR !== undefined) return NEXTOKEN_CACHE_DIR || undefined
  try {
    if (process.platform === 'win32') {
      return join(LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'nextoken', 'Cache')
    }
    if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'nextoken')
    // The XDG specification has relative paths ignored.
    const named = XDG_CACHE_HOME !== undefined && isAbsolute(XDG_CACHE_HOME)
    return join(named ? XDG_CACHE_HOME : join(homedir(), '.cache'), 'nextoken')
  } catch {
    return undefined // a user without a home
  }
}

/** Makes the folder of `target`, and a name beside it for the file while it is written. */
export async function temporaryFor(target: string): Promise<string> {
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  return `${target}.${randomBytes(6).toString('hex')}.tmp`
}

/** Gives a written file its name, and removes from the folder what is too old or too much. */
export async function publish(temporary: string, target: string): Promise<void> {
  await rename(temporary, target)
  await tidy(dirname(target), target)
}

export async function discard(temporary: string): Promise<void> {
  await rm(temporary, { force: true }).catch(() => {})
}

/** Notes that a file was used. */
export async function touch(file: string): Promise<void> {
  const now = new Date()
  await utimes(file, now, now).catch(() => {}) // the folder may be somebody else's
}

async function tidy(folder: string, latest: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => OURS.test(name))
  const found = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name)
      const stats = await stat(path).catch(() => undefined) // another process was quicker
      return stats?.isFile() ? { path, size: stats.size, used: stats.mtimeMs } : undefined
    }),
  )
  const files = found.filter((file) => file !== undefined).sort((a, b) => b.used - a.used)
  let kept = (await stat(latest)).size
  for (const { path, size, used } of files) {
    if (path === latest) continue
    const most = path.endsWith('.tmp') ? MAX_WRITING_MS : MAX_UNUSED_MS
    if (kept + size <= MAX_BYTES && Date.now() - used <= most) kept += size
    else await discard(path)
  }
}
