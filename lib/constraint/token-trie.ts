/** The tokens of a vocabulary as a trie of their bytes, laid out in the order in which a walk visits it. */

import { setImmediate } from 'node:timers/promises'
import type { Tokenizer } from '../tokenizer/index.js'

/** Node 0 is the root, which stands for no byte. What is below a node follows it, up to `ends`. */
export interface TokenTrie {
  readonly bytes: Uint8Array
  readonly depths: Uint16Array
  /** The node after the last one below this one. */
  readonly ends: Int32Array
  /** The token that ends here, or -1. */
  readonly tokens: Int32Array
  /** By token: another one of the same bytes, or -1. */
  readonly twins: Int32Array
  /** Length of the longest token, in bytes. */
  readonly longest: number
  /** Ids are below this. */
  readonly vocabSize: number
}

/** Of short tokens and of long ones. */
export type TokenTries = readonly [short: TokenTrie, long: TokenTrie]

/** Few tokens have more bytes; in a trie of their own, they leave the others known to be short. */
const LONGEST_OF_MOST = 16
/** Tokens that are put in their place before the event loop has its turn. */
const AT_ONCE = 2048

/**
 * The tokens that are text: the special ones, those in `excluded` and empty ones are left out. Bytes that are no whole characters are taken as they are, so that parts of characters find their place.
 *
 * @param vocabSize the model's; a tokenizer may know more or fewer ids.
 */
export async function makeTokenTries(
  tokenizer: Tokenizer,
  vocabSize: number,
  excluded: readonly number[],
): Promise<TokenTries> {
  const left = new Set([...excluded, ...tokenizer.specialTokens.values()])
  const short = new Links(vocabSize)
  const long = new Links(vocabSize)
  for (let id = 0; id < Math.min(vocabSize, tokenizer.vocabSize); id++) {
    if (id % AT_ONCE === AT_ONCE - 1) await setImmediate()
    const bytes = left.has(id) ? undefined : bytesOf(id, tokenizer)
    if (bytes === undefined || bytes.length === 0) continue
    const links = bytes.length <= LONGEST_OF_MOST ? short : long
    links.add(bytes, id)
  }
  return [short.layOut(), long.layOut()]
}

/** A vocabulary may have gaps. */
function bytesOf(id: number, tokenizer: Tokenizer): Uint8Array | undefined {
  try {
    return tokenizer.tokenBytes(id)
  } catch {
    return undefined
  }
}

/** A trie while it grows: each node knows its last child, and that one's sibling before it. */
class Links {
  longest = 0
  readonly #vocabSize: number
  readonly #bytes = [0]
  readonly #tokens = [-1]
  readonly #twins: Int32Array
  readonly #children = [0]
  readonly #siblings = [0]
  /** By node and byte. */
  readonly #places = new Map<number, number>()

  constructor(vocabSize: number) {
    this.#vocabSize = vocabSize
    this.#twins = new Int32Array(vocabSize).fill(-1)
  }

  add(bytes: Uint8Array, id: number): void {
    let node = 0
    for (const byte of bytes) node = this.#child(node, byte)
    this.#twins[id] = this.#tokens[node]!
    this.#tokens[node] = id
    this.longest = Math.max(this.longest, bytes.length)
  }

  #child(node: number, byte: number): number {
    const key = node * 256 + byte
    const known = this.#places.get(key)
    if (known !== undefined) return known
    const added = this.#bytes.push(byte) - 1
    this.#places.set(key, added)
    this.#tokens.push(-1)
    this.#siblings.push(this.#children[node]!)
    this.#children.push(0)
    this.#children[node] = added
    return added
  }

  layOut(): TokenTrie {
    const count = this.#bytes.length
    const bytes = new Uint8Array(count)
    const depths = new Uint16Array(count)
    const ends = new Int32Array(count)
    const tokens = new Int32Array(count)
    /** Places of the nodes above the next one. */
    const above: number[] = []
    /** What is still to be placed, a node and its depth each time. */
    const open = [0, 0]
    let placed = 0
    while (open.length > 0) {
      const depth = open.pop()!
      const node = open.pop()!
      while (above.length > depth) ends[above.pop()!] = placed
      bytes[placed] = this.#bytes[node]!
      depths[placed] = depth
      tokens[placed] = this.#tokens[node]!
      above.push(placed++)
      for (let child = this.#children[node]!; child !== 0; child = this.#siblings[child]!) {
        open.push(child, depth + 1)
      }
    }
    while (above.length > 0) ends[above.pop()!] = placed
    const { longest } = this
    return { bytes, depths, ends, tokens, twins: this.#twins, longest, vocabSize: this.#vocabSize }
  }
}
