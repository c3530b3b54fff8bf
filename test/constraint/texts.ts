/** Texts of a grammar, written byte by byte. */

import { Automaton } from '../../dist/constraint/automaton.js'
import { Distances } from '../../dist/constraint/distances.js'
import type { Rule } from '../../dist/constraint/expression.js'
import { Masks } from '../../dist/constraint/masks.js'
import { Matcher } from '../../dist/constraint/matcher.js'
import { Recognizer } from '../../dist/constraint/recognizer.js'
import type { TokenTrie } from '../../dist/constraint/token-trie.js'

/** A vocabulary of the 256 bytes, each its own id. */
const bytes = Array.from({ length: 256 }, (_, byte) => byte)
const trie: TokenTrie = {
  bytes: Uint8Array.from([0, ...bytes]),
  depths: Uint16Array.from([0, ...bytes.map(() => 1)]),
  ends: Int32Array.from([257, ...bytes.map((byte) => byte + 2)]),
  tokens: Int32Array.from([-1, ...bytes]),
  twins: new Int32Array(256).fill(-1),
  longest: 1,
  vocabSize: 256,
}

export class ByteGrammar {
  readonly #recognizer: Recognizer
  readonly #masks: Masks

  constructor(rule: Rule) {
    const automaton = new Automaton(rule)
    this.#recognizer = new Recognizer(automaton, new Distances(automaton, trie))
    this.#masks = new Masks(this.#recognizer, trie)
  }

  begin(): Matcher {
    return new Matcher(this.#recognizer, [this.#masks])
  }

  matches(text: string): boolean {
    const matcher = this.begin()
    const all = Buffer.from(text)
    return (all.length === 0 || matcher.accept(all)) && matcher.isComplete
  }

  /** A random text of at most so many bytes, if there are texts that short. */
  write(most: number, random: () => number): string {
    const matcher = this.begin()
    const written: number[] = []
    while (matcher.canGoOn && !(matcher.isComplete && random() < 0.2)) {
      const mask = matcher.allowed(most - written.length)
      const allowed = bytes.filter((byte) => ((mask[byte >> 5]! >> (byte & 31)) & 1) === 1)
      if (allowed.length === 0) break
      const byte = allowed[Math.floor(random() * allowed.length)]!
      matcher.accept(Uint8Array.of(byte))
      written.push(byte)
    }
    if (!matcher.isComplete) throw new Error(`unfinished: ${Buffer.from(written)}`)
    return Buffer.from(written).toString()
  }
}
