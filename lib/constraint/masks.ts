/** Which tokens a set of states can read, as bits; worked out by a walk through the trie of all tokens, and kept. */

import { NOWHERE, type Recognizer } from './recognizer.js'
import type { TokenTrie } from './token-trie.js'

/** Nodes by the class of their byte. */
export type Exits = readonly (readonly number[] | undefined)[]

/** The tokens that may come in a rule, whoever has called it. */
export interface LocalMask {
  /** Bit i of word j is token 32 j + i. */
  readonly words: Int32Array
  /** Where the rule may have ended: the nodes right below, by class of byte. */
  readonly exits: Exits
  /** Tokens that are enough to end the rule after the worst of these tokens. */
  readonly mostDistance: number
}

/** The trie's first node. */
const ROOT = 0
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
      const exits: number[][] = []
      const mostDistance = this.walk(set, ROOT, Number.POSITIVE_INFINITY, words, exits)
      mask = { words, exits, mostDistance }
      this.#masks.set(set, mask)
    }
    return mask
  }

  /** Allows, of all tokens, those that are within `mostDistance` of the rule's end; returns the exits. */
  allow(set: number, mostDistance: number, words: Int32Array): Exits {
    const exits: number[][] = []
    this.walk(set, ROOT, mostDistance, words, exits)
    return exits
  }

  /** A mask without tokens. */
  none(): Int32Array {
    return new Int32Array(Math.ceil(this.trie.vocabSize / 32))
  }

  /**
   * Sets the bits of those tokens at a node and below that the set can read, from the node's own byte on, if no more
   * than `mostDistance` tokens are needed after them to end its rule; adds the exits. Returns the largest distance
   * that it met.
   */
  walk(
    set: number,
    node: number,
    mostDistance: number,
    words: Int32Array,
    exits: number[][],
  ): number {
    const { bytes, depths, ends, tokens, twins } = this.trie
    const { classes, examples } = this.#recognizer.automaton
    const classCount = examples.length
    let { next, isEnd, distances } = this.#recognizer.tables
    const way = this.#way
    way[0] = set
    const begin = node === ROOT ? ROOT + 1 : node
    const top = depths[begin]! - 1
    const end = ends[node]!
    let worst = 0
    // Typed arrays and no calls: this loop may look at every token.
    for (let at = begin; at < end; ) {
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
      if (isEnd[reached] === 1) this.#addExits(at, exits)
      at++
    }
    return worst
  }

  #addExits(node: number, exits: number[][]): void {
    const { bytes, ends } = this.trie
    const { classes } = this.#recognizer.automaton
    for (let child = node + 1; child < ends[node]!; child = ends[child]!) {
      const byteClass = classes[bytes[child]!]!
      exits[byteClass] ??= []
      exits[byteClass].push(child)
    }
  }
}
