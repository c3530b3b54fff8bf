/**
 * The file of a saved session:
 *
 *   8 bytes    "NTSESSN1"
 *   32 bytes   SHA-256 of everything after it
 *   4 bytes    length of the header, little-endian
 *   header     JSON: model, arithmetic, ids, prefixIds
 *   ids        int32, little-endian
 *   data       keys and values of the first prefixIds ids, as the engine exports them
 */

import { createHash, randomBytes } from 'node:crypto'
import { open, realpath, rename, rm, stat } from 'node:fs/promises'
import { endianness } from 'node:os'
import { NextokenError } from './errors.js'

/** What the keys and values of a file depend on. */
export interface SessionIdentity {
  /** The model's fingerprint. A file of another model is refused. */
  readonly model: string
  /** How its numbers are computed. Keys and values of another arithmetic are left out. */
  readonly arithmetic: string
  /** Bytes of keys and values for so many ids; 0 where they do not fit the context. */
  prefixBytes(ids: number): number
}

export interface SessionContent {
  readonly ids: Int32Array
  readonly prefix: { readonly ids: Int32Array; readonly data: Uint8Array } | undefined
}

const MAGIC = Buffer.from('NTSESSN1')
const HEAD_BYTES = MAGIC.length + 32 + 4
const MAX_HEADER_BYTES = 4096
const MAX_IDS = 2 ** 28
/** Read and hashed at a time, so that the event loop is not held up. */
const CHUNK = 1 << 20

/** Writes beside the file and moves it into place. */
export async function writeSessionFile(
  file: string,
  identity: SessionIdentity,
  { ids, prefix }: SessionContent,
): Promise<void> {
  checkEndianness()
  const header = Buffer.from(
    JSON.stringify({
      model: identity.model,
      arithmetic: identity.arithmetic,
      ids: ids.length,
      prefixIds: prefix?.ids.length ?? 0,
    }),
  )
  const length = Buffer.alloc(4)
  length.writeUInt32LE(header.length)
  const parts = [length, header, bytesOf(ids), prefix?.data ?? new Uint8Array(0)]
  const target = await writableTarget(file)
  const temporary = `${target}.${randomBytes(6).toString('hex')}.tmp`
  try {
    const handle = await open(temporary, 'wx')
    try {
      const hash = createHash('sha256')
      let position = MAGIC.length + 32
      for (const chunk of chunksOf(parts)) {
        hash.update(chunk)
        await writeAll(handle, chunk, position)
        position += chunk.length
      }
      await writeAll(handle, Buffer.concat([MAGIC, hash.digest()]), 0)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, target)
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {})
    throw fileError('write', file, cause)
  }
}

/** @throws NextokenError `ERR_NEXTOKEN_INVALID_SESSION`, `ERR_NEXTOKEN_FILE`. */
export async function readSessionFile(
  file: string,
  identity: SessionIdentity,
): Promise<SessionContent> {
  checkEndianness()
  const invalid = (what: string) =>
    new NextokenError('ERR_NEXTOKEN_INVALID_SESSION', `${file} ${what}`)
  let handle: Handle
  try {
    // Before it is opened: that would wait for a writer of a pipe.
    if (!(await stat(file)).isFile()) throw invalid('is no file')
    handle = await open(file, 'r')
  } catch (cause) {
    throw fileError('read', file, cause)
  }
  try {
    const { size } = await handle.stat()
    const head = Buffer.alloc(HEAD_BYTES)
    if (size < HEAD_BYTES || (await readAll(handle, head, 0)) < HEAD_BYTES) {
      throw invalid('is too short to be a session')
    }
    if (!head.subarray(0, MAGIC.length).equals(MAGIC)) {
      throw invalid('is no session, or one of another version')
    }
    const headerBytes = head.readUInt32LE(HEAD_BYTES - 4)
    if (headerBytes > MAX_HEADER_BYTES || HEAD_BYTES + headerBytes > size) {
      throw invalid('has a broken header')
    }
    const headerText = Buffer.alloc(headerBytes)
    await readAll(handle, headerText, HEAD_BYTES)
    const header = parseHeader(headerText.toString('utf8'))
    if (header === undefined) throw invalid('has a broken header')
    if (header.model !== identity.model) throw invalid('was written by another model')
    const known = header.arithmetic === identity.arithmetic && header.prefixIds > 0
    const expected = known ? identity.prefixBytes(header.prefixIds) : undefined
    const idsAt = HEAD_BYTES + headerBytes
    const dataAt = idsAt + 4 * header.ids
    if (dataAt > size || (expected !== undefined && dataAt + expected !== size)) {
      throw invalid(`has ${size} bytes, not what its header says`)
    }

    // All sizes are checked against the file's own before anything of that size is allocated.
    const ids = new Int32Array(header.ids)
    const data = new Uint8Array(expected ?? 0)
    const hash = createHash('sha256')
    hash.update(head.subarray(HEAD_BYTES - 4)).update(headerText)
    for (const [target, at] of [
      [bytesOf(ids), idsAt],
      [data, dataAt],
    ] as const) {
      for (let done = 0; done < target.length; done += CHUNK) {
        const chunk = target.subarray(done, done + CHUNK)
        if ((await readAll(handle, chunk, at + done)) < chunk.length) throw invalid('was cut short')
        hash.update(chunk)
      }
    }
    const skipped = Buffer.alloc(Math.min(CHUNK, size))
    for (let at = dataAt + data.length; at < size; ) {
      const count = await readAll(handle, skipped, at)
      if (count === 0) throw invalid('was cut short')
      hash.update(skipped.subarray(0, count))
      at += count
    }
    if (!hash.digest().equals(head.subarray(MAGIC.length, MAGIC.length + 32))) {
      throw invalid('is broken: its checksum does not fit')
    }
    return { ids, prefix: known ? { ids: ids.subarray(0, header.prefixIds), data } : undefined }
  } catch (cause) {
    throw fileError('read', file, cause)
  } finally {
    await handle.close()
  }
}

/** The file that a link names; devices, pipes and folders are not replaced by a file. */
async function writableTarget(file: string): Promise<string> {
  try {
    const target = await realpath(file)
    if ((await stat(target)).isFile()) return target
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return file
    throw fileError('write', file, cause)
  }
  throw new NextokenError('ERR_NEXTOKEN_FILE', `cannot write ${file}: it exists and is no file`)
}

interface Header {
  readonly model: string
  readonly arithmetic: string
  readonly ids: number
  readonly prefixIds: number
}

function parseHeader(text: string): Header | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  const { model, arithmetic, ids, prefixIds } = value as Record<string, unknown>
  const count = (n: unknown, most: number) =>
    Number.isInteger(n) && (n as number) >= 0 && (n as number) <= most
  if (typeof model !== 'string' || typeof arithmetic !== 'string') return undefined
  if (!count(ids, MAX_IDS) || !count(prefixIds, ids as number) || ids === 0) return undefined
  return { model, arithmetic, ids: ids as number, prefixIds: prefixIds as number }
}

function bytesOf(ids: Int32Array): Uint8Array {
  return new Uint8Array(ids.buffer, ids.byteOffset, ids.byteLength)
}

function* chunksOf(parts: readonly Uint8Array[]): Generator<Uint8Array> {
  for (const part of parts) {
    for (let at = 0; at < part.length; at += CHUNK) yield part.subarray(at, at + CHUNK)
  }
}

type Handle = Awaited<ReturnType<typeof open>>

async function writeAll(handle: Handle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    done += (await handle.write(bytes, done, bytes.length - done, position + done)).bytesWritten
  }
}

/** Fills `bytes`, or as much of it as the file has; returns how much. */
async function readAll(handle: Handle, bytes: Uint8Array, position: number): Promise<number> {
  let done = 0
  while (done < bytes.length) {
    const { bytesRead } = await handle.read(bytes, done, bytes.length - done, position + done)
    if (bytesRead === 0) break
    done += bytesRead
  }
  return done
}

function fileError(what: string, file: string, cause: unknown): NextokenError {
  if (cause instanceof NextokenError) return cause
  const message = `cannot ${what} ${file}: ${(cause as Error).message}`
  return new NextokenError('ERR_NEXTOKEN_FILE', message, { cause })
}

/** Ids and data are written as they lie in memory. */
function checkEndianness(): void {
  if (endianness() !== 'LE') {
    throw new NextokenError(
      'ERR_NEXTOKEN_DEVICE',
      'sessions are saved on little-endian machines only',
    )
  }
}
