/** A format at work in one generation: what may come next, as the engine and callbacks want to know it. */

import type { NativePlan } from '../native-types.js'
import { invalidArgument } from '../options.js'
import type { Tokenizer } from '../tokenizer/index.js'
import type { Matcher } from './matcher.js'

export class FormatSteering {
  readonly #matcher: Matcher
  readonly #tokenizer: Tokenizer
  readonly #stopIds: readonly number[]
  readonly #bannedIds: Int32Array
  /** Tokens that may still be generated. */
  #left: number
  /** What was last said of the next token. */
  #mask: Int32Array | undefined

  /**
   * @param left tokens that may be generated.
   * @throws NextokenError where they may not suffice for any text of the format.
   */
  constructor(matcher: Matcher, tokenizer: Tokenizer, plan: NativePlan, left: number) {
    this.#matcher = matcher
    this.#tokenizer = tokenizer
    this.#stopIds = [...plan.stopIds]
    this.#bannedIds = plan.rules.bannedIds
    this.#left = left
    const wanted = matcher.distance
    if (wanted > left && wanted < Number.POSITIVE_INFINITY) {
      throw invalidArgument(
        `format may take ${wanted} tokens for the shortest text; maxTokens and the context leave ${left}`,
      )
    }
    this.#look()
  }

  /** Whether the text is complete, and nothing more may come. */
  get isOver(): boolean {
    return this.#mask === undefined && this.#matcher.isComplete
  }

  /** The tokens that may come next, a bit each; undefined where no more may come. */
  get mask(): Int32Array | undefined {
    return this.#mask
  }

  /** A token was generated. */
  accept(id: number): void {
    this.#left--
    if (!this.#matcher.accept(this.#tokenizer.tokenBytes(id))) {
      throw invalidArgument(`token ${id} does not fit the format`)
    }
    this.#look()
  }

  /** Leaves the logits of what may come. */
  hide(logits: Float32Array): void {
    for (let id = 0; id < logits.length; id++) {
      if (!this.#allows(id)) logits[id] = Number.NEGATIVE_INFINITY
    }
  }

  /** @throws NextokenError where a callback has chosen a token that must not come. */
  check(token: number): void {
    if (!this.#allows(token)) {
      throw invalidArgument(
        `what sampler returns must fit the format, which token ${token} does not`,
      )
    }
  }

  #allows(id: number): boolean {
    return ((this.#mask?.[id >> 5] ?? 0) & (1 << (id & 31))) !== 0
  }

  #look(): void {
    this.#mask = undefined
    if (this.#left <= 0) return
    const { isComplete } = this.#matcher
    // With few tokens left, only those that bring the text to its end; all, where bans forbid just those.
    const words =
      this.#open(this.#left) ?? (isComplete ? undefined : this.#open(Number.POSITIVE_INFINITY))
    if (words === undefined && !isComplete) {
      throw invalidArgument(
        'format, bannedTokens and bannedWords leave no token of the vocabulary to go on with',
      )
    }
    if (words !== undefined && isComplete) {
      for (const id of this.#stopIds) words[id >> 5]! |= 1 << (id & 31)
      this.#ban(words)
    }
    this.#mask = words
  }

  /** What the format allows and nobody bans, stop ids aside; undefined where that is nothing. */
  #open(left: number): Int32Array | undefined {
    const words = this.#matcher.allowed(left)
    for (const id of this.#stopIds) words[id >> 5]! &= ~(1 << (id & 31))
    this.#ban(words)
    return words.some((word) => word !== 0) ? words : undefined
  }

  #ban(words: Int32Array): void {
    for (const id of this.#bannedIds) words[id >> 5]! &= ~(1 << (id & 31))
  }
}
