/** Finds stop strings in text that arrives in pieces, and holds back what could become one. */

/** What may be passed on of the text so far. */
export interface StopResult {
  /** Total length of the text, from its start, that is certain to come before any stop string. */
  readonly safeLength: number
  /** A stop string was found: `safeLength` is where it starts. */
  readonly stopped: boolean
}

export class StopMatcher {
  readonly #stops: readonly string[]
  /** The end of the text that may still become a stop string. */
  #pending = ''
  /** Length of the text before `#pending`. */
  #passed = 0

  /** `stops`: non-empty strings. */
  constructor(stops: readonly string[]) {
    this.#stops = stops
  }

  /**
   * Adds a piece. The match that ends first counts (of those, the longest), so that the result does
   * not depend on how the text was cut into pieces.
   */
  push(text: string): StopResult {
    this.#pending += text
    let start = -1
    let end = Number.POSITIVE_INFINITY
    for (const stop of this.#stops) {
      const at = this.#pending.indexOf(stop)
      if (at < 0) continue
      const stopEnd = at + stop.length
      if (stopEnd < end || (stopEnd === end && at < start)) {
        start = at
        end = stopEnd
      }
    }
    if (start >= 0) return { safeLength: this.#passed + start, stopped: true }
    const held = this.#heldLength()
    const safe = this.#pending.length - held
    this.#passed += safe
    this.#pending = this.#pending.slice(safe)
    return { safeLength: this.#passed, stopped: false }
  }

  /** Length of the longest end of the text that is the beginning of a stop string. */
  #heldLength(): number {
    let longest = 0
    for (const stop of this.#stops) {
      const most = Math.min(stop.length - 1, this.#pending.length)
      for (let length = most; length > longest; length--) {
        if (stop.startsWith(this.#pending.slice(this.#pending.length - length))) {
          longest = length
          break
        }
      }
    }
    return longest
  }
}
