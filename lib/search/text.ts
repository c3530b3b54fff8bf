/** The text of a search's tokens, and where a stop string ends it. */

import { StopMatcher } from '../stop-strings.js'
import type { Tokenizer } from '../tokenizer/index.js'

/** Bytes of a character that may have begun before the tokens that are looked at. */
const CUT_CHARACTER = 3

export class SearchText {
  readonly #tokenizer: Tokenizer | undefined
  readonly #stops: readonly string[]
  /** Tokens that hold the longest stop string at most. */
  readonly #reach: number

  constructor(tokenizer: Tokenizer | undefined, stops: readonly string[]) {
    this.#tokenizer = tokenizer
    this.#stops = stops
    this.#reach = CUT_CHARACTER + Math.max(0, ...stops.map((stop) => Buffer.byteLength(stop)))
  }

  /** Whether the newest token completes a stop string. */
  stops(ids: readonly number[]): boolean {
    if (this.#stops.length === 0) return false
    const newest = this.#decode(ids.slice(-this.#reach))
    return this.#stops.some((stop) => newest.includes(stop))
  }

  /** The text before the first stop string, and the ids of the tokens that it is made of. */
  of(ids: readonly number[]): { text: string; ids: readonly number[] } {
    const text = this.#decode(ids, true)
    if (this.#stops.length === 0) return { text, ids }
    const { safeLength, stopped } = new StopMatcher(this.#stops).push(text)
    if (!stopped) return { text, ids }
    let kept = 0
    while (this.#decode(ids.slice(0, kept)).length < safeLength) kept++
    return { text: text.slice(0, safeLength), ids: ids.slice(0, kept) }
  }

  /** A model may score more ids than its tokenizer has tokens (padding); those stand for no text. */
  #decode(ids: readonly number[], whole = false): string {
    const decoder = this.#tokenizer?.decoder()
    if (decoder === undefined) return ''
    let text = ''
    for (const id of ids) {
      try {
        text += decoder.push(id)
      } catch {}
    }
    return whole ? text + decoder.flush() : text
  }
}
