/** Which tokens a set of states can read, as bits; worked out by a walk through the trie of all tokens, and kept. */

import { NOWHERE, type Recognizer } from './recognizer.js'
import type { TokenTrie } from './token-trie.js'

/** The tokens that may come in a rule, whoever has called it. */
export interface LocalMask {
  /** Bit i of word j is token 32 j + i. */
  readonly words: Int32Array
  /** Nodes where the rule may have ended, below which there are more tokens. */
  readonly exits: readonly number[]
  /** Tokens that are enough to end the rule after the worst of these tokens. */
  readonly mostDistance: number
}

/** Masks that are kept. */
const MOST_MASKS = 256

export class Masks {
  readonly trie: TokenTrie
  readonly #recognizer: Recognizer
  readonly #masks = new Map<number, LocalMask>()
  /** By depth in the trie: the set that the bytes on the way have led to. */
  readonly #way: Int32Array

  constructor(recognizer: Recognizer, trie: TokenTrie) {
    this.#recognizer = recognizer
    this.trie = trie
    this.#way = new Int32Array(trie.longest + 1)
  }

  /** Forgets all masks: sets have other numbers now. */
  clear(): void {
    this.#masks.clear()
  }

  /** The mask of a set, which must not be changed. */
  of(set: number): LocalMask {
    let mask = this.#masks.get(set)
    if (mask === undefined) {
      if (this.#masks.size >= MOST_MASKS) this.#masks.clear()
      const words = this.none()
      const exits: number[] = []
      const mostDistance = this.walk(set, 0, Number.POSITIVE_INFINITY, words, exits)
      mask = { words, exits, mostDistance }
      this.#masks.set(set, mask)
    }
    return mask
  }

  /** A mask without tokens. */
  none(): Int32Array {
    return new Int32Array(Math.ceil(this.trie.vocabSize / 32))
  }

  /**
   * Sets the bits of those tokens below a node that the set can read, if no more than `mostDistance` tokens are
   * needed after them to end its rule; adds the exits. Returns the largest distance that it met.
   */
  walk(
    set: number,
    node: number,
    mostDistance: number,
    words: Int32Array,
    exits: number[],
  ): number {
    const { bytes, depths, ends, tokens, twins } = this.trie
    const { classes, examples } = this.#recognizer.automaton
    const classCount = examples.length
    let { next, isEnd, distances } = this.#recognizer.tables
    const way = this.#way
    way[0] = set
    const top = depths[node]!
    const end = ends[node]!
    let worst = 0
    // Typed arrays and no calls: this loop looks at every token.
    for (let at = node + 1; at < end; ) {
      const depth = depths[at]! - top
      const before = way[depth - 1]!
      const byteClass = classes[bytes[at]!]!
      let reached = next[before * classCount + byteClass]!
      if (reached < NOWHERE) {
        reached = this.#recognizer.step(before, byteClass)
        ;({ next, isEnd, distances } = this.#recognizer.tables)
      }
      if (reached === NOWHERE) {
        at = ends[at]!
        continue
      }
      way[depth] = reached
      if (tokens[at]! >= 0) {
        const distance = distances[reached]!
        if (distance <= mostDistance) {
          if (distance > worst) worst = distance
          for (let id = tokens[at]!; id >= 0; id = twins[id]!) words[id >> 5]! |= 1 << (id & 31)
        }
      }
      if (isEnd[reached] === 1 && ends[at]! > at + 1) exits.push(at)
      at++
    }
    return worst
  }
}
