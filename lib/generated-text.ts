/** The text of a generation as it grows: ids become tokens, held back until their text is certain. */

import type { TokenLogprob } from './readout.js'
import { StopMatcher } from './stop-strings.js'
import type { StreamingDecoder, Tokenizer } from './tokenizer/index.js'

/** One generated token. */
export class Token {
  constructor(
    readonly id: number,
    /**
     * The text that this token completes. Empty while the bytes of a character are incomplete; the
     * texts of all tokens together are the text of the generation.
     */
    readonly text: string,
    /** Natural logarithm of the token's probability under the model, before any sampling option. */
    readonly logprob: number,
    /** With `topLogprobs`: the likeliest tokens in its place, best first, under the model, too. */
    readonly top?: readonly TokenLogprob[],
  ) {}

  toString(): string {
    return this.text
  }
}

export class GeneratedText {
  readonly #tokenizer: Tokenizer | undefined
  readonly #decoder: StreamingDecoder | undefined
  readonly #stops: StopMatcher | undefined
  readonly #onToken: (token: Token) => void

  /** Tokens that wait: for a character to be complete, or to be clear of stop strings. */
  #held: Token[] = []
  /** Length of the text before the held tokens. */
  #heldStart = 0
  #decodedLength = 0
  /** Length of the text that is clear of stop strings. */
  #certainLength = 0
  #text = ''
  readonly #ids: number[] = []
  /** Whether a stop string took a part of the last token's text. */
  #cut = false

  /** `onToken` gets each token once its text is certain. Without a tokenizer, all texts are empty. */
  constructor(
    tokenizer: Tokenizer | undefined,
    stopStrings: readonly string[],
    onToken: (token: Token) => void,
  ) {
    this.#tokenizer = tokenizer
    this.#decoder = tokenizer?.decoder()
    if (stopStrings.length > 0) this.#stops = new StopMatcher(stopStrings)
    this.#onToken = onToken
  }

  /** The text that is certain. */
  get text(): string {
    return this.#text
  }

  /** Ids of the tokens that `text` is made of. */
  get ids(): readonly number[] {
    return this.#ids
  }

  /**
   * Ids that stand for the text. Where a stop string cut the last token, what is not the text of whole
   * tokens is tokenized anew.
   */
  get committedIds(): readonly number[] {
    if (!this.#cut) return this.#ids
    const tokenizer = this.#tokenizer!
    let kept = this.#ids.length - 1
    while (kept > 0) {
      const text = tokenizer.decode(this.#ids.slice(0, kept))
      // U+FFFD may be the beginning of a character that the cut token had gone on with.
      if (!text.endsWith('\ufffd') && this.#text.startsWith(text)) break
      kept--
    }
    const ids = this.#ids.slice(0, kept)
    return [...ids, ...tokenizer.encode(this.#text.slice(tokenizer.decode(ids).length))]
  }

  /** Adds a token; true where a stop string has ended the text. */
  push(id: number, logprob: number, top: readonly TokenLogprob[] | undefined): boolean {
    const text = this.#decode(id)
    this.#held.push(new Token(id, text, logprob, top))
    this.#decodedLength += text.length
    let stopped = false
    if (this.#stops === undefined) {
      this.#certainLength = this.#decodedLength
    } else if (text !== '') {
      const found = this.#stops.push(text)
      this.#certainLength = found.safeLength
      stopped = found.stopped
    }
    this.#passOn(this.#certainLength)
    if (stopped) this.#passOnCut(this.#certainLength)
    return stopped
  }

  /** No token follows: what was held back for a stop string that did not come, or as half a character, is text. */
  finish(): void {
    const rest = this.#decoder?.flush() ?? ''
    const last = this.#held.at(-1)
    if (rest !== '' && last !== undefined) {
      this.#held[this.#held.length - 1] = new Token(
        last.id,
        last.text + rest,
        last.logprob,
        last.top,
      )
    }
    for (const token of this.#held) this.#emit(token)
    this.#held = []
  }

  /** A model may score more ids than its tokenizer has tokens (padding); those stand for no text. */
  #decode(id: number): string {
    try {
      return this.#decoder?.push(id) ?? ''
    } catch {
      return ''
    }
  }

  /**
   * Passes on the held tokens whose text ends within the first `length` characters. The last one stays
   * while it has begun a character: should the text end here, U+FFFD becomes part of it.
   */
  #passOn(length: number): void {
    const most = this.#decoder?.unfinished ? this.#held.length - 1 : this.#held.length
    let count = 0
    while (count < most) {
      const token = this.#held[count]!
      if (this.#heldStart + token.text.length > length) break
      this.#heldStart += token.text.length
      this.#emit(token)
      count++
    }
    if (count > 0) this.#held.splice(0, count)
  }

  /** The token in which a stop string begins keeps the text before it; those after it are dropped. */
  #passOnCut(length: number): void {
    const token = this.#held[0]
    const text = token?.text.slice(0, length - this.#heldStart) ?? ''
    if (token !== undefined && text !== '') {
      this.#emit(new Token(token.id, text, token.logprob, token.top))
      this.#cut = text !== token.text
    }
    this.#held = []
  }

  #emit(token: Token): void {
    this.#text += token.text
    this.#ids.push(token.id)
    this.#onToken(token)
  }
}
