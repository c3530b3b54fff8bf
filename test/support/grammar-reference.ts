/**
 * What a grammar matches, worked out as its definition says: by what is still to come, expression by expression.
 * Slow, and independent of the automaton, its sets and masks.
 */

import type { Expression } from '../../dist/constraint/expression.js'

/** What has to match, one after the other. */
type ToCome = { readonly head: Expression; readonly rest: ToCome } | null

interface Step {
  readonly first: number
  readonly last: number
  readonly rest: ToCome
}

/** A place in a text: all that may be to come there. */
export class ReferenceText {
  readonly mayEnd: boolean
  readonly #steps: readonly Step[]
  /** By byte; many tokens begin alike. */
  readonly #next = new Map<number, ReferenceText | undefined>()
  /** By all that is to come; many texts come to the same. */
  readonly #places: Map<string, ReferenceText>

  private constructor(open: readonly ToCome[], places: Map<string, ReferenceText>) {
    const each = open.map(steps)
    this.mayEnd = each.some(({ mayEnd }) => mayEnd)
    this.#steps = each.flatMap(({ steps }) => steps)
    this.#places = places
  }

  static of(expression: Expression): ReferenceText {
    return new ReferenceText([{ head: expression, rest: null }], new Map())
  }

  /** The place after these bytes; undefined where nothing goes on so. */
  after(bytes: Uint8Array): ReferenceText | undefined {
    let place: ReferenceText | undefined = this
    for (const byte of bytes) place = place === undefined ? undefined : place.#after(byte)
    return place
  }

  #after(byte: number): ReferenceText | undefined {
    if (!this.#next.has(byte)) {
      const open = new Map<string, ToCome>()
      for (const { first, last, rest } of this.#steps) {
        if (first <= byte && byte <= last) open.set(keyOf(rest), rest)
      }
      this.#next.set(byte, open.size === 0 ? undefined : this.#place(open))
    }
    return this.#next.get(byte)
  }

  #place(open: ReadonlyMap<string, ToCome>): ReferenceText {
    const key = [...open.keys()].sort().join('|')
    let place = this.#places.get(key)
    if (place === undefined) {
      place = new ReferenceText([...open.values()], this.#places)
      this.#places.set(key, place)
    }
    return place
  }
}

const numbers = new WeakMap<object, number>()
let known = 0

/** Equal for the same things to come. */
function keyOf(toCome: ToCome): string {
  let key = ''
  for (let at = toCome; at !== null; at = at.rest) {
    const { head } = at
    if (head.kind === 'text') key += `"${head.bytes}"`
    else if (head.kind === 'repeat') key += `${numberOf(head.body)}{${head.min},${head.max}}`
    else key += `${numberOf(head)};`
  }
  return key
}

function numberOf(value: object): number {
  if (!numbers.has(value)) numbers.set(value, known++)
  return numbers.get(value)!
}

type Parts = Extract<Expression, { kind: 'parts' }>
const expanded = new Map<Parts, Map<string, Expression>>()

/** Parts from one on, as choices; the same expression each time. */
function partsFrom(whole: Parts, from: number, isFirst: boolean, rest: ToCome): ToCome {
  const known = expanded.get(whole) ?? new Map<string, Expression>()
  expanded.set(whole, known)
  const make = (i: number, isFirst: boolean): Expression => {
    const key = `${i} ${isFirst}`
    let made = known.get(key)
    if (made === undefined) {
      const part = whole.parts[i]
      if (part === undefined) made = { kind: 'sequence', parts: [] }
      else {
        const after = { name: key, body: make(i + 1, false) }
        const without = { name: key, body: make(i + 1, isFirst) }
        const call = { kind: 'call', rule: after } as const
        const begun = isFirst ? [part.body, call] : [whole.separator, part.body, call]
        const options: Expression[] = [{ kind: 'sequence', parts: begun }]
        if (!part.isRequired) options.push({ kind: 'call', rule: without })
        made = { kind: 'choice', options }
      }
      known.set(key, made)
    }
    return made
  }
  return { head: make(from, isFirst), rest }
}

/** The bytes that may come first, and what comes after each. */
function steps(toCome: ToCome): { steps: Step[]; mayEnd: boolean } {
  const found: Step[] = []
  let mayEnd = false
  const seen = new Set<string>()
  const visit = (at: ToCome) => {
    const key = keyOf(at)
    if (seen.has(key)) return
    seen.add(key)
    if (at === null) {
      mayEnd = true
      return
    }
    const { head, rest } = at
    switch (head.kind) {
      case 'byte':
        found.push({ first: head.first, last: head.last, rest })
        break
      case 'text': {
        const [byte, ...others] = head.bytes
        if (byte === undefined) visit(rest)
        else {
          const after: ToCome =
            others.length === 0
              ? rest
              : { head: { kind: 'text', bytes: Uint8Array.from(others) }, rest }
          found.push({ first: byte, last: byte, rest: after })
        }
        break
      }
      case 'sequence':
        visit(head.parts.reduceRight<ToCome>((after, part) => ({ head: part, rest: after }), rest))
        break
      case 'choice':
        for (const option of head.options) visit({ head: option, rest })
        break
      case 'repeat': {
        const { body, min, max } = head
        if (min === 0) visit(rest)
        if (max > 0) {
          const again = { kind: 'repeat', body, min: Math.max(0, min - 1), max: max - 1 } as const
          visit({ head: body, rest: { head: again, rest } })
        }
        break
      }
      case 'parts':
        visit(partsFrom(head, 0, true, rest))
        break
      case 'call':
        visit({ head: head.rule.body, rest })
        break
    }
  }
  visit(toCome)
  return { steps: found, mayEnd }
}
