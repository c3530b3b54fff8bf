/**
 * The choice of contrastive search (Su et al. 2022, "A Contrastive Framework for Neural Text Generation"): likely
 * tokens whose hidden state is unlike all before it. Hidden states have length 1 here, so that their product is
 * their cosine.
 */

import { largestProduct } from '../engine-channel.js'
import { allocate } from '../readout.js'
import type { Candidate } from './beams.js'

/** The hidden states of a text so far. */
export class HiddenStates {
  readonly #rows: Float32Array
  #count: number

  /** `prompt`: the states of its tokens; there is room for `most` more. */
  constructor(prompt: Float32Array, width: number, most: number) {
    this.#count = prompt.length / width
    this.#rows = allocate('hidden states', this.#count + most, width)
    this.#rows.set(prompt)
  }

  add(state: Float32Array): void {
    this.#rows.set(state, this.#count * state.length)
    this.#count++
  }

  /** The cosine with the state that is most alike. */
  likeness(state: Float32Array): number {
    return largestProduct(this.#rows, this.#count, state)
  }
}

/** The place of the candidate with the best (1 - alpha) x probability - alpha x likeness; the first of equal ones. */
export function bestContrast(
  candidates: readonly Candidate[],
  likeness: readonly number[],
  alpha: number,
): number {
  const scores = candidates.map(
    ({ logprob }, at) => (1 - alpha) * Math.exp(logprob) - alpha * likeness[at]!,
  )
  return scores.reduce((best, score, at) => (score > scores[best]! ? at : best), 0)
}
