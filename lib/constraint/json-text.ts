/** JSON's strings and white space as expressions. */

import {
  type CodePoints,
  codePointsOf,
  complement,
  has,
  intersection,
  union,
  utf8,
} from './code-points.js'
import {
  byte,
  call,
  choice,
  type Expression,
  never,
  nothing,
  type Rule,
  repeat,
  sequence,
  text,
} from './expression.js'

const UNLIMITED = Number.POSITIVE_INFINITY

const controls: CodePoints = [[0, 0x1f]]
const raw = complement(union(controls, codePointsOf('"\\')))
const shortEscapes: readonly (readonly [number, string])[] = [
  [0x22, '\\"'],
  [0x5c, '\\\\'],
  [0x08, '\\b'],
  [0x0c, '\\f'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
  [0x09, '\\t'],
]

/** One character of the set, in a string: as it is where JSON allows that, else in its shortest escape. */
export function jsonCharacter(set: CodePoints): Expression {
  const options = [utf8(intersection(set, raw))]
  for (const [point, spelt] of shortEscapes) if (has(set, point)) options.push(text(spelt))
  const known = union(shortEscapes.map(([point]) => [point, point] as const))
  for (const [first, last] of intersection(intersection(set, controls), complement(known))) {
    for (let point = first; point <= last; point++) {
      options.push(text(`\\u${point.toString(16).padStart(4, '0')}`))
    }
  }
  return choice(...options)
}

const hex = choice(byte(0x30, 0x39), byte(0x41, 0x46), byte(0x61, 0x66))
const letterD = choice(text('d'), text('D'))
/** Of `\u`: four digits that are no surrogate, or a pair of surrogates. */
const unicodeEscape = choice(
  sequence(choice(byte(0x30, 0x39), codes('abcefABCEF')), hex, hex, hex),
  sequence(letterD, byte(0x30, 0x37), hex, hex),
  sequence(letterD, codes('89abAB'), hex, hex, text('\\u'), letterD, codes('cdefCDEF'), hex, hex),
)

function codes(letters: string): Expression {
  return utf8(codePointsOf(letters))
}

/** Any character of a string, in every spelling. */
const anyCharacter = choice(
  utf8(raw),
  sequence(text('\\'), choice(codes('"\\/bfnrt'), sequence(text('u'), unicodeEscape))),
)

export function quoted(inner: Expression): Expression {
  return sequence(text('"'), inner, text('"'))
}

/** A string of so many characters. */
export function stringOfLength(least: number, most: number): Expression {
  if (most < least) return never
  if (least === 0 && most === UNLIMITED) return call(anyString)
  return quoted(repeat(anyCharacter, least, most))
}

export const anyString: Rule = {
  name: 'string',
  body: quoted(repeat(anyCharacter, 0, UNLIMITED)),
}

/** A key that is none of `names`; it has no escapes, so that it cannot be one in disguise. */
export function otherKey(names: readonly string[]): Expression {
  const rest = repeat(utf8(raw), 0, UNLIMITED)
  const differ = (endings: readonly string[]): Expression => {
    const byFirst = new Map<string, string[]>()
    for (const ending of endings) {
      const [first] = ending
      if (first === undefined) continue
      byFirst.set(first, [...(byFirst.get(first) ?? []), ending.slice(first.length)])
    }
    const others = intersection(raw, complement(codePointsOf([...byFirst.keys()].join(''))))
    const options = [sequence(utf8(others), rest)]
    for (const [first, after] of byFirst) {
      if (has(raw, first.codePointAt(0)!)) options.push(sequence(text(first), differ(after)))
    }
    if (!endings.includes('')) options.push(nothing)
    return choice(...options)
  }
  return quoted(differ(names))
}
