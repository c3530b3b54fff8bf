/**
 * How many tokens are enough to end a rule from each of its states, so that a text can be brought to its end before
 * its last token. From every state, some token leads to a state that needs one token fewer.
 */

import { type Automaton, END, type Run, type State } from './automaton.js'
import type { TokenTrie } from './token-trie.js'

export class Distances {
  readonly #automaton: Automaton
  readonly #trie: TokenTrie
  /** By byte: whether it is a token by itself. */
  readonly #isToken = new Uint8Array(256)
  readonly #ofRules: Float64Array
  readonly #ofStates: Float64Array
  /** To the end of a copy. */
  readonly #inRuns: ReadonlyMap<Run, Float64Array>

  constructor(automaton: Automaton, trie: TokenTrie) {
    this.#automaton = automaton
    this.#trie = trie
    for (let node = 1; node < trie.bytes.length; node = trie.ends[node]!) {
      if (trie.tokens[node]! >= 0) this.#isToken[trie.bytes[node]!] = 1
    }
    this.#ofRules = unknown(automaton.starts.length)
    this.#ofStates = unknown(automaton.states.length)
    this.#inRuns = new Map(automaton.runs.map((run) => [run, unknown(run.states.length)]))
    this.#settle()
  }

  /** To the end of the rule that the state is in; Infinity where the vocabulary does not suffice. */
  of(state: number): number {
    const place = this.#automaton.placeOf(state)
    if (place === undefined) return this.#ofStates[state]!
    const { run, copy, local } = place
    const begun = local > 0 ? this.#inRuns.get(run)![local]! : 0
    const missing = run.min - (local > 0 ? copy + 1 : copy)
    const wanted = missing > 0 ? missing * this.#inRuns.get(run)![run.start]! : 0
    return begun + wanted + this.of(run.next)
  }

  /** Distances only become smaller; they are looked at again until none does. */
  #settle(): void {
    const { states, starts, ends } = this.#automaton
    this.#ofStates[END] = 0
    const main = { states, known: this.#ofStates, distance: (target: number) => this.of(target) }
    const nets = [...this.#inRuns].map(([{ states }, known]) => {
      known[END] = 0
      return { states, known, distance: (target: number) => known[target]! }
    })
    const leaps = new Map([main, ...nets].map((net) => [net, this.#leaps(net.states)]))
    let changed = true
    const improve = (net: typeof main, first: number, last: number) => {
      for (let id = first; id < last; id++) {
        const found = this.#from(net.states[id]!, leaps.get(net)![id]!, net.distance)
        if (found >= net.known[id]!) continue
        net.known[id] = found
        changed = true
      }
    }
    while (changed) {
      changed = false
      for (const net of nets) improve(net, END + 1, net.states.length)
      // Most rules come before those that they call.
      for (let rule = starts.length - 1; rule >= 0; rule--) {
        improve(main, rule === 0 ? END + 1 : ends[rule - 1]!, ends[rule]!)
        this.#ofRules[rule] = this.of(starts[rule]!)
      }
    }
  }

  #from(
    { edges, jumps, rule, next }: State,
    leaps: readonly number[],
    distance: (target: number) => number,
  ): number {
    let least = rule < 0 ? Number.POSITIVE_INFINITY : this.#ofRules[rule]! + distance(next)
    for (const target of jumps) least = Math.min(least, distance(target))
    for (const target of leaps) least = Math.min(least, 1 + distance(target))
    for (let i = 0; i < edges.length; i += 3) {
      const after = 1 + distance(edges[i + 2]!)
      if (after < least && this.#hasToken(edges[i]!, edges[i + 1]!)) least = after
    }
    return least
  }

  #hasToken(first: number, last: number): boolean {
    for (let byte = first; byte <= last; byte++) if (this.#isToken[byte] === 1) return true
    return false
  }

  /** By state: where tokens of several bytes lead, as far as there is only one way. */
  #leaps(states: readonly State[]): number[][] {
    return states.map(({ edges }) => {
      const targets: number[] = []
      for (let i = 0; i < edges.length; i += 3) {
        let way: readonly number[] = edges.slice(i, i + 3)
        let node = 0
        while (way[0] === way[1]) {
          node = this.#child(node, way[0]!)
          if (node < 0) break
          const target = way[2]!
          if (node > 0 && this.#trie.tokens[node]! >= 0) targets.push(target)
          const state = states[target]
          if (state === undefined || state.jumps.length > 0 || state.edges.length !== 3) break
          way = state.edges
        }
      }
      return targets
    })
  }

  #child(node: number, byte: number): number {
    const { bytes, ends } = this.#trie
    for (let child = node + 1; child < ends[node]!; child = ends[child]!) {
      if (bytes[child] === byte) return child
    }
    return -1
  }
}

function unknown(length: number): Float64Array {
  return new Float64Array(length).fill(Number.POSITIVE_INFINITY)
}
