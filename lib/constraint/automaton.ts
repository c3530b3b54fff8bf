/**
 * A grammar as a machine over bytes: each rule is a net of states, and a state may call a rule and go on when that
 * has ended. It is not deterministic; the recognizer makes it so, as far as it is needed.
 *
 * A repetition with large counts is a run: one net that stands for as many copies of itself. The states of the copies
 * have numbers, but exist only while somebody looks at them.
 */

import type { Expression, Rule } from './expression.js'
import { Rules, RulesError } from './rules.js'

export interface State {
  /** First byte, last byte, target, again and again. */
  readonly edges: readonly number[]
  /** Where it goes without a byte. */
  readonly jumps: readonly number[]
  /** Number of the rule that it calls, or -1; it goes on in `next` then. */
  readonly rule: number
  readonly next: number
}

/** Copies of one net in a row. State 0 of each is the gate before it, and where a copy ends is the next gate. */
export interface Run {
  /** The number of the first gate. */
  readonly first: number
  readonly states: readonly State[]
  /** Where a copy begins. */
  readonly start: number
  readonly min: number
  /** May be Infinity: then copy `min` is followed by itself. */
  readonly max: number
  /** What follows the run. */
  readonly next: number
}

/** The state in which a rule has ended. */
export const END = 0

const FIRST_IN_RUNS = 2 ** 24
const MOST_STATES = 200_000
const MOST_IN_RUNS = 2 ** 31
/** Repetitions of more states than this are runs. */
const MOST_WRITTEN_OUT = 64
/** Rules whose texts are no longer than this, in bytes, are written out where they are called. */
const LONGEST_WRITTEN_OUT = 16

type Repeat = Extract<Expression, { kind: 'repeat' }>
type Parts = Extract<Expression, { kind: 'parts' }>

export class Automaton {
  readonly states: readonly State[]
  readonly runs: Run[] = []
  /** The first state of each rule; rule 0 is the root. */
  readonly starts: number[] = []
  /** The states of each rule end before these, those of the next rule begin there. */
  readonly ends: number[] = []
  /** Bytes of one class are never told apart. */
  readonly classes: Uint8Array
  /** One byte of each class. */
  readonly examples: readonly number[]

  readonly #rules: Rules
  readonly #numbers = new Map<Rule, number>()
  #inRuns = 0

  /** @throws RulesError */
  constructor(root: Rule) {
    this.#rules = new Rules(root)
    const net = new Net()
    this.states = net.states
    this.#numberOf(root)
    // Rules are numbered while others are built; a Map goes on with what is added meanwhile.
    for (const rule of this.#numbers.keys()) {
      this.starts.push(this.#build(rule.body, END, net))
      this.ends.push(net.states.length)
    }
    const nets = [net.states, ...this.runs.map(({ states }) => states)]
    const { classes, examples } = classesOf(nets.flat())
    this.classes = classes
    this.examples = examples
  }

  state(id: number): State {
    if (id < FIRST_IN_RUNS) return this.states[id]!
    const { run, copy, local } = this.placeOf(id)!
    const { states, first, start, min, max, next } = run
    const here = first + copy * states.length
    if (local === 0) {
      const jumps = copy < max ? [here + start] : []
      if (copy >= min) jumps.push(next)
      return { edges: [], jumps, rule: -1, next: -1 }
    }
    const after = copy === min && max === Number.POSITIVE_INFINITY ? here : here + states.length
    const place = (target: number) => (target === 0 ? after : here + target)
    const { edges, jumps, rule, next: then } = states[local]!
    return {
      edges: edges.map((value, i) => (i % 3 === 2 ? place(value) : value)),
      jumps: jumps.map(place),
      rule,
      next: rule < 0 ? -1 : place(then),
    }
  }

  /** The run, the copy and the state in it; undefined where the state is in no run. */
  placeOf(id: number): { run: Run; copy: number; local: number } | undefined {
    if (id < FIRST_IN_RUNS) return undefined
    let low = 0
    let high = this.runs.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.runs[middle]!.first <= id) low = middle
      else high = middle - 1
    }
    const run = this.runs[low]!
    const size = run.states.length
    const offset = id - run.first
    return { run, copy: Math.floor(offset / size), local: offset % size }
  }

  /**
   * A state that nobody who reads at most `bytes` bytes can tell from this one: in a run, all copies that are
   * farther than that from both counts are alike.
   */
  alike(id: number, bytes: number): number {
    const place = this.placeOf(id)
    if (place === undefined) return id
    const { run, copy } = place
    const { states, min, max } = run
    if (max - copy <= bytes + 1) return id
    if (copy < min && min - copy <= bytes + 1) return id
    return id - (copy - (copy < min ? 0 : min)) * states.length
  }

  #numberOf(rule: Rule): number {
    let number = this.#numbers.get(rule)
    if (number === undefined) {
      number = this.#numbers.size
      this.#numbers.set(rule, number)
    }
    return number
  }

  /** A state from which what matches `expression` leads to `next`. */
  #build(expression: Expression, next: number, net: Net): number {
    switch (expression.kind) {
      case 'byte':
        return net.edge(expression.first, expression.last, next)
      case 'text':
        return expression.bytes.reduceRight((target, byte) => net.edge(byte, byte, target), next)
      case 'sequence':
        return expression.parts.reduceRight((target, part) => this.#build(part, target, net), next)
      case 'choice': {
        const options = expression.options.filter((option) => this.#rules.isProductive(option))
        return net.choice(options.map((option) => this.#build(option, next, net)))
      }
      case 'repeat':
        return this.#repeat(expression, next, net)
      case 'parts':
        return this.#parts(expression, next, net)
      case 'call':
        return this.#call(expression.rule, next, net)
    }
  }

  #call(rule: Rule, next: number, net: Net): number {
    if (this.#isWrittenOut(rule)) {
      return net.once(rule, next, () => this.#build(rule.body, next, net))
    }
    return net.add({ edges: [], jumps: [], rule: this.#numberOf(rule), next })
  }

  #isWrittenOut(rule: Rule): boolean {
    return this.#rules.of(rule).longest <= LONGEST_WRITTEN_OUT
  }

  #repeat(expression: Repeat, next: number, net: Net): number {
    const { body, min, max } = expression
    if (!this.#rules.isProductive(body)) return next
    const isUnlimited = max === Number.POSITIVE_INFINITY
    const copies = isUnlimited ? min : max
    if (copies > 1 && copies * this.#weight(body) > MOST_WRITTEN_OUT) {
      // A run has no runs in it: there, the repetition is called.
      if (net.isOfRun) return this.#call({ name: 'repetition', body: expression }, next, net)
      return this.#addRun(expression, next)
    }
    let target = next
    if (isUnlimited) {
      const jumps: number[] = []
      target = net.add({ edges: [], jumps, rule: -1, next: -1 })
      jumps.push(this.#build(body, target, net), next)
    }
    for (let copy = copies; copy > 0; copy--) {
      target = this.#build(body, target, net)
      if (copy > min) target = net.fork(target, next)
    }
    return target
  }

  #parts({ parts, separator }: Parts, next: number, net: Net): number {
    // Where nothing has been written before, and where something has.
    let first = next
    let later = next
    for (const { body, isRequired } of [...parts].reverse()) {
      if (!this.#rules.isProductive(body)) continue
      const begin = this.#build(body, later, net)
      const separated = this.#build(separator, begin, net)
      first = isRequired ? begin : net.fork(begin, first)
      later = isRequired ? separated : net.fork(separated, later)
    }
    return first
  }

  #addRun({ body, min, max }: Repeat, next: number): number {
    const net = new Net(true)
    const start = this.#build(body, 0, net)
    const first = FIRST_IN_RUNS + this.#inRuns
    const gates = (max === Number.POSITIVE_INFINITY ? min : max) + 1
    this.#inRuns += gates * net.states.length
    if (this.#inRuns > MOST_IN_RUNS) {
      throw new RulesError('the counts of its repetitions are too large')
    }
    this.runs.push({ first, states: net.states, start, min, max, next })
    return first
  }

  /** About as many states as it takes. */
  #weight(expression: Expression): number {
    switch (expression.kind) {
      case 'byte':
        return 1
      case 'text':
        return expression.bytes.length
      case 'sequence':
        return expression.parts.reduce((sum, part) => sum + this.#weight(part), 0)
      case 'choice':
        return expression.options.reduce((sum, option) => sum + this.#weight(option), 1)
      case 'repeat': {
        const { body, min, max } = expression
        const copies = max === Number.POSITIVE_INFINITY ? min + 1 : max
        return Math.min(copies * this.#weight(body), MOST_WRITTEN_OUT)
      }
      case 'parts': {
        const each = this.#weight(expression.separator)
        return expression.parts.reduce((sum, { body }) => sum + each + this.#weight(body), 0)
      }
      case 'call':
        return this.#isWrittenOut(expression.rule) ? this.#weight(expression.rule.body) : 1
    }
  }
}

/** States while they are made. State 0 is where it ends. */
class Net {
  readonly states: State[] = [{ edges: [], jumps: [], rule: -1, next: -1 }]
  readonly #edges = new Map<number, number>()
  readonly #built = new Map<Rule, Map<number, number>>()

  constructor(readonly isOfRun = false) {}

  add(state: State): number {
    if (this.states.length >= MOST_STATES) {
      throw new RulesError(`it takes more than ${MOST_STATES} states`)
    }
    return this.states.push(state) - 1
  }

  /** Equal ones are made once: many characters have their last bytes in common. */
  edge(first: number, last: number, target: number): number {
    const key = (target * 256 + first) * 256 + last
    let state = this.#edges.get(key)
    if (state === undefined) {
      state = this.add({ edges: [first, last, target], jumps: [], rule: -1, next: -1 })
      this.#edges.set(key, state)
    }
    return state
  }

  /** One way or the other. */
  fork(one: number, other: number): number {
    return this.add({ edges: [], jumps: [one, other], rule: -1, next: -1 })
  }

  choice(starts: readonly number[]): number {
    const distinct = [...new Set(starts)]
    if (distinct.length === 1) return distinct[0]!
    const isPlain = (id: number) => {
      const state = this.states[id]
      return state !== undefined && state.edges.length > 0 && state.jumps.length === 0
    }
    return this.add({
      edges: distinct.filter(isPlain).flatMap((id) => this.states[id]!.edges),
      jumps: distinct.filter((id) => !isPlain(id)),
      rule: -1,
      next: -1,
    })
  }

  /** Calls `build` once for each rule and state after it. */
  once(rule: Rule, next: number, build: () => number): number {
    let byNext = this.#built.get(rule)
    if (byNext === undefined) {
      byNext = new Map()
      this.#built.set(rule, byNext)
    }
    let state = byNext.get(next)
    if (state === undefined) {
      state = build()
      byNext.set(next, state)
    }
    return state
  }
}

function classesOf(states: readonly State[]) {
  const begins = new Uint8Array(257)
  for (const { edges } of states) {
    for (let i = 0; i < edges.length; i += 3) {
      begins[edges[i]!] = 1
      begins[edges[i + 1]! + 1] = 1
    }
  }
  const classes = new Uint8Array(256)
  const examples: number[] = []
  for (let byte = 0; byte < 256; byte++) {
    if (byte === 0 || begins[byte] === 1) examples.push(byte)
    classes[byte] = examples.length - 1
  }
  return { classes, examples }
}
