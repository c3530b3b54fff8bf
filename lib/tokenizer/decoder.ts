/** From tokens to text: all at once, or token by token without ever cutting a character in half. */

import type { Vocabulary } from './vocab.js'

/** Options of `decode` and `decoder`. */
export interface DecodeOptions {
  /** Leave special tokens such as `<|endoftext|>` out of the text. Default: false. */
  skipSpecial?: boolean
}

// A byte-order mark in a model's text is a character like any other, so it is kept. Never used with
// `stream`, so it has no state and one serves all.
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** The text of many tokens. Bytes that are no UTF-8 become U+FFFD as the Encoding Standard says. */
export function decodeAll(
  vocabulary: Vocabulary,
  ids: ArrayLike<number>,
  skipSpecial: boolean,
): string {
  let total = 0
  for (let i = 0; i < ids.length; i++) total += vocabulary.byteLength(ids[i]!)
  const bytes = new Uint8Array(total)
  let length = 0
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i]!
    if (skipSpecial && vocabulary.specialIds.has(id)) continue
    length = vocabulary.copyBytes(id, bytes, length)
  }
  return utf8.decode(bytes.subarray(0, length))
}

/**
 * Decodes a stream of tokens. What it returns, put together, is exactly what `decode` gives for all
 * the tokens at once; a token's bytes that begin a character wait until the character is complete.
 *
 * @example
 * const decoder = tokenizer.decoder()
 * for (const id of ids) process.stdout.write(decoder.push(id))
 * process.stdout.write(decoder.flush())
 */
export class StreamingDecoder {
  /** The bytes of an unfinished character: none to three. */
  private pending: Uint8Array = NO_BYTES

  /** @internal Use `tokenizer.decoder()`. */
  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly skipSpecial: boolean,
  ) {}

  /**
   * The text that this token completes: often the token's own, `''` in the middle of a character.
   *
   * @throws NextokenError `ERR_NEXTOKEN_INVALID_TOKEN` if the vocabulary has no such token; the
   *   decoder is as before.
   */
  push(id: number): string {
    const { vocabulary, pending } = this
    let bytes = vocabulary.bytesOf(id)
    if (this.skipSpecial && vocabulary.specialIds.has(id)) return ''
    if (pending.length > 0) {
      const joined = new Uint8Array(pending.length + bytes.length)
      joined.set(pending)
      joined.set(bytes, pending.length)
      bytes = joined
    }
    const complete = bytes.length - unfinishedLength(bytes)
    if (pending.length === 0 && complete === bytes.length) return tokenText(vocabulary, id)
    this.pending = bytes.subarray(complete)
    return utf8.decode(bytes.subarray(0, complete))
  }

  /** Bytes of an unfinished character wait for the next token. */
  get unfinished(): boolean {
    return this.pending.length > 0
  }

  /**
   * Ends the text: `''`, or one U+FFFD if a character is still unfinished. The decoder can then be
   * used anew.
   */
  flush(): string {
    const rest = utf8.decode(this.pending)
    this.pending = NO_BYTES
    return rest
  }
}

const NO_BYTES = new Uint8Array(0)

/** The text of one token by itself, made once: the commonest answer of `push`. */
export function tokenText(vocabulary: Vocabulary, id: number): string {
  const { texts } = vocabulary
  const known = texts[id]
  if (known !== undefined) return known
  const text = utf8.decode(vocabulary.bytesOf(id))
  texts[id] = text
  return text
}

/**
 * How many bytes at the end may still become a character. The text before them can be decoded by
 * itself: a byte that begins a character never continues another.
 */
function unfinishedLength(bytes: Uint8Array): number {
  const { length } = bytes
  for (let back = 1; back <= 3 && back <= length; back++) {
    const lead = bytes[length - back]!
    if (lead < 0x80) return 0
    if (lead < 0xc0) continue
    if (lead < 0xc2 || lead > 0xf4) return 0
    const needed = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
    if (back >= needed) return 0
    if (back === 1) return 1
    // By its second byte it may be overlong, a surrogate or beyond U+10FFFF: then it is over.
    const second = bytes[length - back + 1]!
    const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
    const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
    return second >= lowest && second <= highest ? back : 0
  }
  return 0
}
