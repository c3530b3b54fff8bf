/** From text to tokens: cuts it into pieces, merges the bytes of each, remembers the result. */

import { NextokenError } from '../errors.js'
import { merge } from './bpe.js'
import { PieceCache } from './cache.js'
import { pieceEnd, preparePieces, widthAt } from './pretokenize.js'
import type { Vocabulary } from './vocab.js'

/** Longer pieces are not looked up: they hardly ever come again, and would not fit the cache. */
const LONGEST_CACHED = 48

/** A growing list of token ids. */
export class TokenList {
  private ids: Int32Array
  private length = 0

  constructor(expected: number) {
    this.ids = new Int32Array(expected)
  }

  push(id: number): void {
    if (this.length === this.ids.length) this.grow(1)
    this.ids[this.length++] = id
  }

  append(source: Int32Array, start: number, count: number): void {
    if (this.length + count > this.ids.length) this.grow(count)
    for (let i = 0; i < count; i++) this.ids[this.length++] = source[start + i]!
  }

  /** A copy of its own, so that the caller does not keep the spare room alive. */
  toArray(): Int32Array {
    return this.ids.slice(0, this.length)
  }

  private grow(needed: number): void {
    const larger = new Int32Array(Math.max(2 * this.ids.length, this.length + needed))
    larger.set(this.ids)
    this.ids = larger
  }
}

export class Encoder {
  private readonly cache = new PieceCache()
  /** The tokens of a short piece; three bytes is the most that one UTF-16 code unit can take. */
  private readonly scratch = new Int32Array(3 * LONGEST_CACHED)

  constructor(private readonly vocabulary: Vocabulary) {
    preparePieces()
  }

  /** Adds the tokens of ordinary text, in which special tokens have no meaning. */
  encode(text: string, output: TokenList): void {
    if (text === '') return
    if (this.vocabulary.addPrefixSpace && !text.startsWith(' ')) text = ` ${text}`
    const { cache } = this
    for (let start = 0; start < text.length; ) {
      const end = pieceEnd(text, start)
      if (end - start > LONGEST_CACHED) {
        const tokens = new Int32Array(3 * (end - start))
        output.append(tokens, 0, this.encodePiece(text, start, end, tokens))
      } else {
        const found = cache.find(text, start, end)
        if (found >= 0) {
          output.append(cache.words, found + 1, cache.words[found]! & 0xff)
        } else {
          const count = this.encodePiece(text, start, end, this.scratch)
          cache.store(text, start, end, this.scratch, count)
          output.append(this.scratch, 0, count)
        }
      }
      start = end
    }
  }

  private encodePiece(text: string, start: number, end: number, tokens: Int32Array): number {
    const count = this.bytesOf(text, start, end, tokens)
    return merge(this.vocabulary.merges, tokens, count)
  }

  /** Writes the piece's UTF-8 bytes as tokens; a lone surrogate becomes U+FFFD, as elsewhere. */
  private bytesOf(text: string, start: number, end: number, tokens: Int32Array): number {
    const { byteTokens } = this.vocabulary
    let count = 0
    let isComplete = true
    const put = (byte: number) => {
      const id = byteTokens[byte]!
      if (id < 0) isComplete = false
      tokens[count++] = id < 0 ? ~byte : id
    }
    for (let i = start; i < end; i++) {
      let code = text.charCodeAt(i)
      if (code >= 0x80) {
        if (code < 0x800) put(0xc0 | (code >> 6))
        else {
          if (widthAt(text, i) === 2) {
            i++
            code = 0x10000 + ((code & 0x3ff) << 10) + (text.charCodeAt(i) & 0x3ff)
            put(0xf0 | (code >> 18))
            put(0x80 | ((code >> 12) & 0x3f))
          } else {
            if ((code & 0xf800) === 0xd800) code = 0xfffd
            put(0xe0 | (code >> 12))
          }
          put(0x80 | ((code >> 6) & 0x3f))
        }
        code = 0x80 | (code & 0x3f)
      }
      put(code)
    }
    return isComplete ? count : this.fillUnknown(tokens, count)
  }

  /** Puts the unknown token where the vocabulary has none; there the list says `~byte`. */
  private fillUnknown(tokens: Int32Array, length: number): number {
    const { unknown } = this.vocabulary
    let count = 0
    let wasUnknown = false
    for (let i = 0; i < length; i++) {
      const id = tokens[i]!
      if (id >= 0) tokens[count++] = id
      else if (unknown === undefined) {
        const byte = (~id).toString(16).toUpperCase().padStart(2, '0')
        throw new NextokenError(
          'ERR_NEXTOKEN_INVALID_ARGUMENT',
          `text needs the byte 0x${byte}, and the vocabulary has neither a token for it nor an unknown token.`,
        )
      } else if (!(wasUnknown && unknown.fuse)) tokens[count++] = unknown.id
      wasUnknown = id < 0
    }
    return count
  }
}
