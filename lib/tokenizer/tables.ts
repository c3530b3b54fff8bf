/**
 * A vocabulary as bytes: its tables as they are in memory, so that reading them is hardly work. For this
 * library's own cache; the files that users have are read by files.ts.
 *
 *   32 bytes   SHA-256 of everything after it
 *   28 bytes   int32: magic number, then the sizes of the six parts
 *   parts      five int32 tables; a JSON text padded with spaces to a multiple of 4; the tokens' bytes
 */

import { createHash } from 'node:crypto'
import { MergeTable } from './bpe.js'
import { Vocabulary } from './vocab.js'

/** Raised whenever the tables change. Another byte order reads another number. */
export const TABLES_VERSION = 1
const MAGIC = 0x4e545400 + TABLES_VERSION
const HASH_BYTES = 32
const HEAD_NUMBERS = 7

interface Rest {
  readonly special: readonly (readonly [token: string, id: number])[]
  readonly addPrefixSpace: boolean
  readonly unknown: Vocabulary['unknown']
}

export function writeTables(vocabulary: Vocabulary): Buffer {
  const { starts, ends, byteTokens, bytes, special, addPrefixSpace, unknown } = vocabulary
  const { merges, slots } = vocabulary.merges
  const rest: Rest = { special: [...special], addPrefixSpace, unknown }
  let text = Buffer.from(JSON.stringify(rest))
  text = Buffer.concat([text, Buffer.alloc(-text.length & 3, ' ')])
  const tables = [starts, ends, byteTokens, merges, slots]
  const sizes = [...tables, text, bytes].map((part) => part.length)
  const head = Int32Array.of(MAGIC, ...sizes.slice(0, -1))
  const parts = [head, ...tables, text, bytes].map(asBytes)
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return Buffer.concat([hash.digest(), ...parts])
}

/** Undefined where the bytes are not what `writeTables` made. They belong to the vocabulary from now on. */
export function readTables(data: Buffer): Vocabulary | undefined {
  if (data.length < HASH_BYTES + 4 * HEAD_NUMBERS || data.byteOffset % 4 !== 0) return undefined
  const content = data.subarray(HASH_BYTES)
  const hash = createHash('sha256').update(content).digest()
  if (!hash.equals(data.subarray(0, HASH_BYTES))) return undefined
  let at = content.byteOffset
  const table = (length: number) => {
    const made = new Int32Array(content.buffer, at, length)
    at += made.byteLength
    return made
  }
  const [magic, ...sizes] = table(HEAD_NUMBERS)
  if (magic !== MAGIC) return undefined
  const [starts, ends, byteTokens, merges, slots] = sizes.slice(0, 5).map(table) as Five<Int32Array>
  const text = new Uint8Array(content.buffer, at, sizes[5])
  const bytes = data.subarray(at + text.length - data.byteOffset)
  const rest = JSON.parse(Buffer.from(text).toString()) as Rest
  return new Vocabulary(
    bytes,
    starts,
    ends,
    byteTokens,
    new MergeTable(merges, slots),
    new Map(rest.special),
    new Set(rest.special.map(([, id]) => id)),
    rest.addPrefixSpace,
    rest.unknown,
  )
}

type Five<T> = [T, T, T, T, T]

function asBytes(part: ArrayBufferView): Uint8Array {
  return new Uint8Array(part.buffer, part.byteOffset, part.byteLength)
}
