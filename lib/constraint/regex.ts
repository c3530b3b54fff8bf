/** JavaScript's regular expressions, as far as they are regular: what they match as a tree over sets of characters. */

import {
  allCodePoints,
  type CodePoints,
  codePointsOf,
  complement,
  intersection,
  union,
} from './code-points.js'
import { type Expression, repeat } from './expression.js'

export type RegexNode =
  | { readonly kind: 'set'; readonly set: CodePoints }
  | { readonly kind: 'sequence'; readonly parts: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly options: readonly RegexNode[] }
  | {
      readonly kind: 'repeat'
      readonly body: RegexNode
      readonly min: number
      readonly max: number
    }

/** What a regular expression says, and where: `message` begins with what is wrong. */
export class RegexError extends Error {}

const anything: RegexNode = {
  kind: 'repeat',
  body: { kind: 'set', set: allCodePoints },
  min: 0,
  max: Number.POSITIVE_INFINITY,
}

/**
 * Parses a regular expression. Its text is the whole text; with `search`, it may be found anywhere in it, unless
 * `^` and `$` hold it at the ends.
 *
 * @param flags of JavaScript; `s` and `u` are known. Characters are code points in any case.
 * @throws RegexError where it is broken, or asks for more than regular languages have.
 */
export function parseRegex(source: string, flags = '', search = false): RegexNode {
  checkSyntax(source, flags)
  const parser = new Parser(source, flags.includes('s'))
  const options = parser.parseWhole().map(({ body, anchoredStart, anchoredEnd }) => {
    if (!search) return body
    const parts = [...(anchoredStart ? [] : [anything]), body, ...(anchoredEnd ? [] : [anything])]
    return { kind: 'sequence', parts } as const
  })
  return { kind: 'choice', options }
}

/** Lets JavaScript itself find what is broken. */
function checkSyntax(source: string, flags: string): void {
  const unknown = [...flags].find((flag) => flag !== 's' && flag !== 'u')
  if (unknown !== undefined) throw new RegexError(`the flag '${unknown}' is not supported`)
  try {
    compileRegex(source)
  } catch (error) {
    throw new RegexError((error as Error).message, { cause: error })
  }
}

/** By JavaScript, with the flag u unless the text needs what it forbids: escapes where none are necessary. */
export function compileRegex(source: string): RegExp {
  try {
    return new RegExp(source, 'u')
  } catch {
    return new RegExp(source)
  }
}

/** The same tree as an expression, where `spell` says how a character of a set is written. */
export function regexExpression(
  node: RegexNode,
  spell: (set: CodePoints) => Expression,
): Expression {
  switch (node.kind) {
    case 'set':
      return spell(node.set)
    case 'sequence':
      return { kind: 'sequence', parts: node.parts.map((part) => regexExpression(part, spell)) }
    case 'choice':
      return { kind: 'choice', options: node.options.map((o) => regexExpression(o, spell)) }
    case 'repeat':
      return repeat(regexExpression(node.body, spell), node.min, node.max)
  }
}

/** The fewest and the most characters of what it matches. */
export function regexLengths(node: RegexNode): readonly [least: number, most: number] {
  switch (node.kind) {
    case 'set':
      return [1, 1]
    case 'sequence':
      return node.parts
        .map(regexLengths)
        .reduce(([least, most], [a, b]) => [least + a, most + b], [0, 0])
    case 'choice': {
      const lengths = node.options.map(regexLengths)
      return lengths.reduce(([least, most], [a, b]) => [Math.min(least, a), Math.max(most, b)])
    }
    case 'repeat': {
      const [least, most] = regexLengths(node.body)
      return [least * node.min, most === 0 ? 0 : most * node.max]
    }
  }
}

const digits = codePointsOf('0123456789')
const wordCharacters: CodePoints = union(digits, [[0x41, 0x5a]], [[0x61, 0x7a]], [[0x5f, 0x5f]])
const lineBreaks = codePointsOf('\n\r\u2028\u2029')
/** White space and line breaks of ECMAScript. */
const spaces: CodePoints = union(
  codePointsOf('\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff'),
  [[0x2000, 0x200a]],
)
const classes: Readonly<Record<string, CodePoints>> = {
  d: digits,
  D: complement(digits),
  w: wordCharacters,
  W: complement(wordCharacters),
  s: spaces,
  S: complement(spaces),
}
const controls: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 }

interface Alternative {
  readonly body: RegexNode
  readonly anchoredStart: boolean
  readonly anchoredEnd: boolean
}

class Parser {
  readonly #source: readonly string[]
  readonly #dotAll: boolean
  #at = 0

  constructor(source: string, dotAll: boolean) {
    this.#source = [...source]
    this.#dotAll = dotAll
  }

  /** The alternatives of the whole; only there, anchors are known, at the ends. */
  parseWhole(): Alternative[] {
    const alternatives: Alternative[] = []
    do {
      let anchoredStart = false
      while (this.#take('^')) anchoredStart = true
      const body = this.#parseSequence()
      let anchoredEnd = false
      while (this.#take('$')) anchoredEnd = true
      if (this.#next !== undefined && this.#next !== '|') this.#refuseHere()
      alternatives.push({ body, anchoredStart, anchoredEnd })
    } while (this.#take('|'))
    return alternatives
  }

  get #next(): string | undefined {
    return this.#source[this.#at]
  }

  #take(text: string): boolean {
    for (let i = 0; i < text.length; i++) {
      if (this.#source[this.#at + i] !== text[i]) return false
    }
    this.#at += text.length
    return true
  }

  #refuseHere(): never {
    const what =
      this.#next === '^' || this.#next === '$'
        ? `'${this.#next}' is known only at the ends of the whole`
        : `'${this.#next}' is not expected`
    throw this.#error(what)
  }

  #error(what: string, at = this.#at): RegexError {
    return new RegexError(`${what}, at character ${at + 1}`)
  }

  #parseSequence(): RegexNode {
    const parts: RegexNode[] = []
    for (;;) {
      const next = this.#next
      if (next === undefined || next === '|' || next === ')' || next === '$') break
      parts.push(this.#parseQuantified())
    }
    return parts.length === 1 ? parts[0]! : { kind: 'sequence', parts }
  }

  #parseQuantified(): RegexNode {
    const body = this.#parseAtom()
    const counts = this.#parseQuantifier()
    if (counts === undefined) return body
    // A lazy quantifier matches the same texts.
    this.#take('?')
    const [min, max] = counts
    if (max < min) throw this.#error('numbers out of order in a quantifier')
    return { kind: 'repeat', body, min, max }
  }

  #parseQuantifier(): [min: number, max: number] | undefined {
    if (this.#take('*')) return [0, Number.POSITIVE_INFINITY]
    if (this.#take('+')) return [1, Number.POSITIVE_INFINITY]
    if (this.#take('?')) return [0, 1]
    const counts = /^\{(\d+)(,(\d*))?\}/.exec(this.#source.slice(this.#at, this.#at + 40).join(''))
    if (counts === null) return undefined
    this.#at += counts[0].length
    const min = Number(counts[1])
    if (counts[2] === undefined) return [min, min]
    return [min, counts[3] === '' ? Number.POSITIVE_INFINITY : Number(counts[3])]
  }

  #parseAtom(): RegexNode {
    const start = this.#at
    if (this.#take('(')) return this.#parseGroup(start)
    if (this.#take('[')) return { kind: 'set', set: this.#parseClass() }
    if (this.#take('.')) {
      return { kind: 'set', set: this.#dotAll ? allCodePoints : complement(lineBreaks) }
    }
    if (this.#take('\\')) {
      if (this.#take('b') || this.#take('B'))
        throw this.#error('word boundaries are not supported', start)
      if (/[1-9k]/.test(this.#next ?? ''))
        throw this.#error('back references are not supported', start)
      return { kind: 'set', set: this.#parseEscape() }
    }
    if (this.#next === '^') this.#refuseHere()
    return { kind: 'set', set: codePointsOf(this.#source[this.#at++]!) }
  }

  #parseGroup(start: number): RegexNode {
    if (this.#take('?')) {
      if (this.#take('<')) {
        if (this.#next === '=' || this.#next === '!') {
          throw this.#error('lookbehind is not supported', start)
        }
        while (this.#source[this.#at++] !== '>');
      } else if (!this.#take(':')) {
        const what = this.#next === '=' || this.#next === '!' ? 'lookahead' : 'a group with flags'
        throw this.#error(`${what} is not supported`, start)
      }
    }
    const options: RegexNode[] = []
    do options.push(this.#parseSequence())
    while (this.#take('|'))
    if (!this.#take(')')) this.#refuseHere()
    return options.length === 1 ? options[0]! : { kind: 'choice', options }
  }

  #parseClass(): CodePoints {
    const negated = this.#take('^')
    const sets: CodePoints[] = []
    while (!this.#take(']')) {
      const first = this.#parseClassAtom()
      const ranges = this.#next === '-' && this.#source[this.#at + 1] !== ']'
      const low = ranges ? single(first) : undefined
      if (low === undefined) {
        sets.push(first)
        continue
      }
      this.#at++
      const last = this.#parseClassAtom()
      const high = single(last)
      if (high === undefined) sets.push(first, codePointsOf('-'), last)
      else sets.push([[low, high]])
    }
    const set = union(...sets)
    return negated ? complement(set) : set
  }

  #parseClassAtom(): CodePoints {
    if (!this.#take('\\')) return codePointsOf(this.#source[this.#at++]!)
    return this.#take('b') ? codePointsOf('\b') : this.#parseEscape()
  }

  /** What follows a backslash. */
  #parseEscape(): CodePoints {
    const start = this.#at - 1
    const letter = this.#source[this.#at++]!
    if (Object.hasOwn(classes, letter)) return classes[letter]!
    if (Object.hasOwn(controls, letter)) return point(controls[letter]!)
    if (letter === '0' && !/\d/.test(this.#next ?? '')) return point(0)
    if (/\d/.test(letter)) throw this.#error('octal escapes are not supported', start)
    const rest = this.#source.slice(this.#at, this.#at + 80).join('')
    if (letter === 'c' && /^[A-Za-z]/.test(rest)) {
      return point(this.#source[this.#at++]!.charCodeAt(0) % 32)
    }
    if (letter === 'x') {
      const hex = /^[\da-f]{2}/i.exec(rest)
      if (hex !== null) return this.#hex(hex[0].length, hex[0])
    }
    if (letter === 'u') {
      const pair = /^d[89ab][\da-f]{2}\\ud[c-f][\da-f]{2}/i.exec(rest)
      if (pair !== null) {
        const [high, low] = pair[0].split('\\u').map((hex) => Number.parseInt(hex, 16))
        this.#at += pair[0].length
        return point(String.fromCharCode(high!, low!).codePointAt(0)!)
      }
      const hex = /^[\da-f]{4}/i.exec(rest)
      if (hex !== null) return this.#hex(hex[0].length, hex[0])
      const braced = /^\{([\da-f]+)\}/i.exec(rest)
      if (braced !== null) return this.#hex(braced[0].length, braced[1]!)
    }
    if (letter === 'p' || letter === 'P') {
      const property = /^\{[\w=]+\}/.exec(rest)
      if (property !== null) {
        this.#at += property[0].length
        return codePointsWith(`\\${letter}${property[0]}`)
      }
    }
    return codePointsOf(letter)
  }

  #hex(length: number, digits: string): CodePoints {
    this.#at += length
    return point(Number.parseInt(digits, 16))
  }
}

function point(value: number): CodePoints {
  return intersection([[value, value]], allCodePoints)
}

/** The code point of a set of one. */
function single(set: CodePoints): number | undefined {
  return set.length === 1 && set[0]![0] === set[0]![1] ? set[0]![0] : undefined
}

const properties = new Map<string, CodePoints>()
/** Code points that are looked at together; divides 0x10000. */
const AT_ONCE = 0x1000

/** Those with a Unicode property, found by JavaScript among all code points, once. */
function codePointsWith(property: string): CodePoints {
  let set = properties.get(property)
  if (set === undefined) {
    const found = new RegExp(`${property}+`, 'gu')
    const ranges: [number, number][] = []
    for (const [first, last] of allCodePoints) {
      for (let from = first; from <= last; from += AT_ONCE) {
        const count = Math.min(AT_ONCE, last + 1 - from)
        const points = String.fromCodePoint(...Array.from({ length: count }, (_, i) => from + i))
        // Blocks begin where characters of two units do.
        const units = from > 0xffff ? 2 : 1
        for (const { 0: run, index } of points.matchAll(found)) {
          const begin = from + index / units
          ranges.push([begin, begin + run.length / units - 1])
        }
      }
    }
    set = union(ranges)
    properties.set(property, set)
  }
  return set
}
