/** What is known of a tokenizer: tokens and their bytes, merges by number, special tokens. */

import { NextokenError } from '../errors.js'
import { MAX_MERGES, MergeTable } from './bpe.js'

/** Ids must stay below this: tables are as long as the highest id, and that comes from a file. */
const MAX_ID = 2 ** 22

/** The one special token of GPT-2: it ends a text and begins one from nothing. */
export const END_OF_TEXT = '<|endoftext|>'

/** Made by {@link VocabularyBuilder}; it does not change, but for remembered texts. */
export class Vocabulary {
  /** The texts of tokens by themselves, filled in as they are asked for. */
  readonly texts: string[] = []

  constructor(
    /**
     * All tokens' bytes; those of `id` go from `starts[id]` to `ends[id]`, and `ends[id]` is -1 in
     * a gap.
     */
    readonly bytes: Uint8Array,
    readonly starts: Int32Array,
    readonly ends: Int32Array,
    /** The token of each byte; -1 where there is none. */
    readonly byteTokens: Int32Array,
    readonly merges: MergeTable,
    readonly special: ReadonlyMap<string, number>,
    readonly specialIds: ReadonlySet<number>,
    readonly addPrefixSpace: boolean,
    readonly unknown: { readonly id: number; readonly fuse: boolean } | undefined,
  ) {}

  /** The highest id + 1. */
  get size(): number {
    return this.ends.length
  }

  /** How many bytes the token has; throws if there is no such token. */
  byteLength(id: number): number {
    const end = this.ends[id]
    // An id like '5' would find its place in the table as well as 5 does.
    if (end === undefined || end < 0 || typeof id !== 'number') throw this.noSuchToken(id)
    return end - this.starts[id]!
  }

  /** The bytes of a token, a view that must not be changed; throws if there is no such token. */
  bytesOf(id: number): Uint8Array {
    const length = this.byteLength(id)
    const start = this.starts[id]!
    return this.bytes.subarray(start, start + length)
  }

  /** Writes the bytes of a token that is known to exist; returns where they end. */
  copyBytes(id: number, target: Uint8Array, offset: number): number {
    const { bytes } = this
    const end = this.ends[id]!
    // Tokens have few bytes: a loop is faster than `set` with a view.
    for (let at = this.starts[id]!; at < end; at++) target[offset++] = bytes[at]!
    return offset
  }

  private noSuchToken(id: unknown): NextokenError {
    const { size } = this
    const isGap = Number.isInteger(id) && (id as number) >= 0 && (id as number) < size
    const why = isGap ? 'is a gap in' : 'is not in'
    return new NextokenError(
      'ERR_NEXTOKEN_INVALID_TOKEN',
      `The token id ${String(id)} ${why} the vocabulary, whose size is ${size} (ids from 0 to ${size - 1}).`,
    )
  }
}

/** Gathers the parts of a vocabulary and refuses what does not fit together. */
export class VocabularyBuilder {
  private readonly idOfToken = new Map<string, number>()
  /** Has holes where the ids have gaps. */
  private readonly tokenOfId: string[] = []
  private readonly special = new Map<string, number>()
  private readonly merges: number[] = []
  private unknown: Vocabulary['unknown']
  /** The lengths of all tokens: each UTF-16 code unit takes three bytes at most. */
  private units = 0

  /** Takes the `{ token: id }` object of the file named `source`. */
  addTokens(tokens: unknown, source: string): void {
    if (!isRecord(tokens)) {
      throw invalid(`${source}: the vocabulary must be an object { token: id }.`)
    }
    for (const token of Object.keys(tokens)) this.claim(token, tokens[token], source)
    if (this.tokenOfId.length === 0) throw invalid(`${source}: the vocabulary is empty.`)
  }

  /** Makes a token special, whether or not the vocabulary lists it. */
  addSpecial(token: string, id: unknown, source: string): void {
    if (token === '') throw invalid(`${source}: a special token has no text.`)
    const known = this.idOfToken.get(token)
    if (known === undefined) this.claim(token, id, source)
    else if (known !== id) {
      throw invalid(
        `${source}: the special token ${quote(token)} has the ids ${known} and ${show(id)}.`,
      )
    }
    this.special.set(token, id as number)
  }

  /** Adds the merge of the next rank; `where` tells where it stands, for messages. */
  addMerge(left: string, right: string, where: () => string): void {
    const leftId = this.idOfToken.get(left)
    const rightId = this.idOfToken.get(right)
    const result = this.idOfToken.get(left + right)
    if (leftId === undefined || rightId === undefined || result === undefined) {
      const missing = leftId === undefined ? left : rightId === undefined ? right : left + right
      throw invalid(
        `${where()}: the merge ${quote(`${left} ${right}`)} needs the token ${quote(missing)}, which the vocabulary lacks.`,
      )
    }
    if (this.merges.length >= 3 * MAX_MERGES) {
      throw invalid(`${where()}: there are more than ${MAX_MERGES} merges.`)
    }
    this.merges.push(leftId, rightId, result)
  }

  /** Names the token for bytes that have none; with `fuse`, one stands for several in a row. */
  setUnknown(token: string, fuse: boolean, source: string): void {
    const id = this.idOfToken.get(token)
    if (id === undefined) throw invalid(`${source}: ${quote(token)} is not in the vocabulary.`)
    this.unknown = { id, fuse }
  }

  /** With `addPrefixSpace`, text that does not begin with a space is encoded as if it did. */
  build(addPrefixSpace: boolean): Vocabulary {
    const endOfText = this.idOfToken.get(END_OF_TEXT)
    if (endOfText !== undefined) this.special.set(END_OF_TEXT, endOfText)
    const starts = new Int32Array(this.tokenOfId.length)
    const ends = new Int32Array(this.tokenOfId.length).fill(-1)
    const bytes = new Uint8Array(3 * this.units)
    let length = 0
    this.tokenOfId.forEach((token, id) => {
      starts[id] = length
      // A special token is written as it is read; only the others are spelt in the byte alphabet.
      const spelt = this.special.has(token) ? -1 : copySpelt(token, bytes, length)
      length = spelt >= 0 ? spelt : length + utf8.encodeInto(token, bytes.subarray(length)).written
      ends[id] = length
    })
    return new Vocabulary(
      bytes.slice(0, length),
      starts,
      ends,
      Int32Array.from(BYTE_ALPHABET, (character) => this.idOfToken.get(character) ?? -1),
      new MergeTable(Int32Array.from(this.merges)),
      this.special,
      new Set(this.special.values()),
      addPrefixSpace,
      this.unknown,
    )
  }

  private claim(token: string, id: unknown, source: string): void {
    if (typeof id !== 'number' || !Number.isInteger(id) || id < 0 || id >= MAX_ID) {
      throw invalid(
        `${source}: the id of ${quote(token)} is ${show(id)}, not an integer from 0 to ${MAX_ID - 1}.`,
      )
    }
    const other = this.tokenOfId[id]
    if (other !== undefined) {
      throw invalid(`${source}: ${quote(other)} and ${quote(token)} have the same id, ${id}.`)
    }
    this.idOfToken.set(token, id)
    this.tokenOfId[id] = token
    this.units += token.length
  }
}

/**
 * GPT-2's files spell bytes as characters that can be seen: a printable byte of Latin-1 is itself,
 * the others are U+0100 and on, in order. A space is `Ġ`.
 */
const BYTE_ALPHABET: readonly string[] = byteAlphabet()
const BYTE_OF_UNIT: readonly number[] = bytesOfUnits()

function byteAlphabet(): string[] {
  const isPrintable = (byte: number) =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xff && byte !== 0xad)
  let next = 0x100
  return Array.from({ length: 256 }, (_, byte) =>
    String.fromCharCode(isPrintable(byte) ? byte : next++),
  )
}

function bytesOfUnits(): number[] {
  const bytes: number[] = new Array(0x200).fill(-1)
  for (const [byte, character] of BYTE_ALPHABET.entries()) bytes[character.charCodeAt(0)] = byte
  return bytes
}

const utf8 = new TextEncoder()

/**
 * Writes the bytes that a token spells and returns where they end. -1 if it has other characters
 * than the byte alphabet's: then it was added by hand and means its own text, for Hugging Face's
 * decoder too.
 */
function copySpelt(token: string, bytes: Uint8Array, offset: number): number {
  for (let i = 0; i < token.length; i++) {
    const byte = BYTE_OF_UNIT[token.charCodeAt(i)] ?? -1
    if (byte < 0) return -1
    bytes[offset + i] = byte
  }
  return offset + token.length
}

export function invalid(message: string, cause?: unknown): NextokenError {
  const options = cause === undefined ? undefined : { cause }
  return new NextokenError('ERR_NEXTOKEN_INVALID_TOKENIZER', message, options)
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function show(id: unknown): string {
  return typeof id === 'number' ? String(id) : `of type ${id === null ? 'null' : typeof id}`
}

/** A piece of a file in a message: quoted, escaped, and no longer than a line. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
}
