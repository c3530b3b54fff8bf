/**
 * The automaton made deterministic, as far as texts have led: sets of its states, by number, and where each byte
 * leads from them. A set knows nothing of the rules that have called its own; it only tells that its rule may have
 * ended.
 */

import { invalidArgument } from '../options.js'
import { type Automaton, END } from './automaton.js'
import type { Distances } from './distances.js'

/** Where no text of the grammar leads. */
export const NOWHERE = -1
/** Where nobody has looked yet. */
const UNKNOWN = -2
/** No call since the set's own rule. */
export const NO_CALLS = 0

const MOST_MEMBERS = 10_000
/** Sets that are remembered between two tokens. */
const MOST_SETS = 10_000

/** Facts of sets by number, for who looks at many of them. */
export interface SetTables {
  /** By set and class of byte: where it leads. */
  readonly next: Int32Array
  /** 1 where the set's own rule may have ended. */
  readonly isEnd: Uint8Array
  /** Tokens that are enough to end that rule. */
  readonly distances: Float64Array
}

export class Recognizer {
  readonly automaton: Automaton
  readonly #distances: Distances
  readonly #classCount: number

  #tables: SetTables = {
    next: new Int32Array(0),
    isEnd: new Uint8Array(0),
    distances: new Float64Array(0),
  }
  /** By set: a state and the calls that led to it, again and again, in order. */
  readonly #members: (readonly number[])[] = []
  readonly #numbers = new Map<string, number>()
  /** The set in which a rule goes on in a state, after a call. */
  readonly #entries = new Map<number, number>()

  /** Of calls in a row: where the last goes on, those before it, and tokens to end them all. */
  readonly #returns = [END]
  readonly #before = [NO_CALLS]
  readonly #wanted = [0]
  readonly #calls = new Map<number, number>()

  constructor(automaton: Automaton, distances: Distances) {
    this.automaton = automaton
    this.#distances = distances
    this.#classCount = automaton.examples.length
  }

  /** Forgets all sets, whose numbers mean nothing any more, where there are too many. Returns whether it did. */
  tidy(): boolean {
    if (this.#members.length < MOST_SETS) return false
    this.#tables.next.fill(UNKNOWN)
    this.#members.length = 0
    this.#numbers.clear()
    this.#entries.clear()
    for (const list of [this.#returns, this.#before, this.#wanted]) list.length = 1
    this.#calls.clear()
    return true
  }

  /** They may be others after each `step`. */
  get tables(): SetTables {
    return this.#tables
  }

  isEnd(set: number): boolean {
    return this.#tables.isEnd[set] === 1
  }

  members(set: number): readonly number[] {
    return this.#members[set]!
  }

  /** Tokens that are enough to end a rule from one of its states. */
  distanceFrom(state: number): number {
    return this.#distances.of(state)
  }

  /** Where the last of the calls goes on. */
  returnOf(calls: number): number {
    return this.#returns[calls]!
  }

  /** The calls before the last. */
  before(calls: number): number {
    return this.#before[calls]!
  }

  /** All that may come from a state on, before any byte. */
  entry(state: number): number {
    let set = this.#entries.get(state)
    if (set === undefined) {
      set = this.#close([state, NO_CALLS])
      this.#entries.set(state, set)
    }
    return set
  }

  /** The set of states that read a byte next, in a rule that has called nothing. */
  among(states: Iterable<number>): number {
    const members = [...new Set(states)].map((state): [number, number] => [state, NO_CALLS])
    return this.#intern(members, false)
  }

  /** Where a byte leads. */
  step(set: number, byteClass: number): number {
    const at = set * this.#classCount
    const known = this.#tables.next[at + byteClass]!
    if (known !== UNKNOWN) return known
    const { classes, examples } = this.automaton
    const byte = examples[byteClass]!
    const members = this.#members[set]!
    const targets: number[] = []
    // The bytes around this one that lead to the same states.
    let first = 0
    let last = 255
    for (let i = 0; i < members.length; i += 2) {
      const { edges } = this.automaton.state(members[i]!)
      for (let edge = 0; edge < edges.length; edge += 3) {
        const low = edges[edge]!
        const high = edges[edge + 1]!
        if (byte < low) last = Math.min(last, low - 1)
        else if (byte > high) first = Math.max(first, high + 1)
        else {
          first = Math.max(first, low)
          last = Math.min(last, high)
          targets.push(edges[edge + 2]!, members[i + 1]!)
        }
      }
    }
    const next = targets.length === 0 ? NOWHERE : this.#close(targets)
    this.#tables.next.fill(next, at + classes[first]!, at + classes[last]! + 1)
    return next
  }

  /** Follows jumps, calls and ends until only states are left that read a byte. */
  #close(open: number[]): number {
    const seen = new Set<number>()
    const members: [state: number, calls: number][] = []
    let isEnd = false
    while (open.length > 0) {
      const calls = open.pop()!
      const id = open.pop()!
      const key = calls * 2 ** 32 + id
      if (seen.has(key)) continue
      seen.add(key)
      if (seen.size > MOST_MEMBERS) throw tooAmbiguous()
      if (id === END) {
        if (calls === NO_CALLS) isEnd = true
        else open.push(this.#returns[calls]!, this.#before[calls]!)
        continue
      }
      const { edges, jumps, rule, next } = this.automaton.state(id)
      if (edges.length > 0) members.push([id, calls])
      for (const target of jumps) open.push(target, calls)
      // A call that is a rule's last act does not come back there.
      if (rule >= 0) {
        open.push(this.automaton.starts[rule]!, next === END ? calls : this.#call(calls, next))
      }
    }
    return this.#intern(members, isEnd)
  }

  #call(before: number, next: number): number {
    const key = before * 2 ** 32 + next
    let calls = this.#calls.get(key)
    if (calls === undefined) {
      calls = this.#returns.push(next) - 1
      this.#before.push(before)
      this.#wanted.push(this.#wanted[before]! + this.distanceFrom(next))
      this.#calls.set(key, calls)
    }
    return calls
  }

  #intern(members: [state: number, calls: number][], isEnd: boolean): number {
    members.sort(([a, c], [b, d]) => a - b || c - d)
    const flat = members.flat()
    const key = `${isEnd ? '.' : ''}${flat}`
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const set = this.#members.push(flat) - 1
    this.#numbers.set(key, set)
    this.#reserve(set + 1)
    this.#tables.isEnd[set] = isEnd ? 1 : 0
    const least = (a: number, [id, calls]: [number, number]) =>
      Math.min(a, this.distanceFrom(id) + this.#wanted[calls]!)
    this.#tables.distances[set] = isEnd ? 0 : members.reduce(least, Number.POSITIVE_INFINITY)
    return set
  }

  #reserve(sets: number): void {
    const { next, isEnd, distances } = this.#tables
    const room = isEnd.length
    if (sets <= room) return
    const larger = Math.max(64, 2 * room)
    this.#tables = {
      next: new Int32Array(larger * this.#classCount).fill(UNKNOWN),
      isEnd: new Uint8Array(larger),
      distances: new Float64Array(larger),
    }
    this.#tables.next.set(next)
    this.#tables.isEnd.set(isEnd)
    this.#tables.distances.set(distances)
  }
}

export function tooAmbiguous(): Error {
  return invalidArgument(
    'format is too ambiguous: one text matches it in more ways than can be followed',
  )
}
