/** What every notation is turned into: a context-free grammar over bytes. */

export type Expression =
  /** One byte from `first` to `last`. */
  | { readonly kind: 'byte'; readonly first: number; readonly last: number }
  | { readonly kind: 'text'; readonly bytes: Uint8Array }
  | { readonly kind: 'sequence'; readonly parts: readonly Expression[] }
  /** Without options, nothing matches. */
  | { readonly kind: 'choice'; readonly options: readonly Expression[] }
  /** `max` may be Infinity. */
  | {
      readonly kind: 'repeat'
      readonly body: Expression
      readonly min: number
      readonly max: number
    }
  /** Parts in order, those that are required and any of the others, with a separator between two. */
  | {
      readonly kind: 'parts'
      readonly parts: readonly Part[]
      readonly separator: Expression
    }
  | { readonly kind: 'call'; readonly rule: Rule }

export interface Part {
  /** Does not match the empty text. */
  readonly body: Expression
  readonly isRequired: boolean
}

/** A part of a grammar that has a name, may be used in several places, and may use itself. All else is used once. */
export interface Rule {
  readonly name: string
  body: Expression
}

const utf8 = new TextEncoder()

/** Matches the empty text. */
export const nothing: Expression = { kind: 'sequence', parts: [] }
/** Matches no text at all. */
export const never: Expression = { kind: 'choice', options: [] }

export function byte(first: number, last = first): Expression {
  return { kind: 'byte', first, last }
}

export function text(literal: string): Expression {
  return literal === '' ? nothing : { kind: 'text', bytes: utf8.encode(literal) }
}

export function sequence(...parts: Expression[]): Expression {
  return parts.length === 1 ? parts[0]! : { kind: 'sequence', parts }
}

export function choice(...options: Expression[]): Expression {
  return options.length === 1 ? options[0]! : { kind: 'choice', options }
}

export function repeat(body: Expression, min: number, max: number): Expression {
  if (max === 0) return nothing
  return min === 1 && max === 1 ? body : { kind: 'repeat', body, min, max }
}

export function optional(body: Expression): Expression {
  return repeat(body, 0, 1)
}

/** One of several texts. What some of them begin with in common is read once. */
export function oneOf(texts: readonly string[]): Expression {
  return anyOfSorted([...new Set(texts)].map((each) => Buffer.from(each)).sort(Buffer.compare), 0)
}

/** Of texts that agree in their first bytes, what comes behind these. */
function anyOfSorted(texts: readonly Uint8Array[], agreed: number): Expression {
  const options: Expression[] = []
  for (let from = 0, to = 0; from < texts.length; from = to) {
    const first = texts[from]!
    while (to < texts.length && texts[to]![agreed] === first[agreed]) to++
    if (first.length === agreed) {
      options.push(nothing)
      continue
    }
    const last = texts[to - 1]!
    let end = agreed + 1
    while (end < first.length && first[end] === last[end]) end++
    const begin: Expression = { kind: 'text', bytes: first.subarray(agreed, end) }
    options.push(to - from === 1 ? begin : sequence(begin, anyOfSorted(texts.slice(from, to), end)))
  }
  return { kind: 'choice', options }
}

export function call(rule: Rule): Expression {
  return { kind: 'call', rule }
}
