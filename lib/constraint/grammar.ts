/**
 * Grammars as text: GBNF, the notation of llama.cpp, with what W3C's EBNF writes in another way (strings in single
 * quotes, block comments, alternatives that begin a line).
 */

import { allCodePoints, type CodePoints, complement, union, utf8 } from './code-points.js'
import { call, choice, type Expression, type Rule, repeat, sequence, text } from './expression.js'

/** What is wrong with a grammar, and in which line and column. */
export class GrammarError extends Error {}

/**
 * Parses a grammar and returns the rule that the whole text has to match.
 * @throws GrammarError
 */
export function parseGrammar(source: string, root: string): Rule {
  return new Parser(source).parse(root)
}

const NAME = /[\w-]+/y
const SPACE = /(?:[ \t\r\n]|#[^\n]*|\/\*[\s\S]*?\*\/)*/y
const COUNTS = /\{\s*(\d*)\s*(,?)\s*(\d*)\s*\}/y
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }
const hexDigits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }

class Parser {
  readonly #source: string
  readonly #rules = new Map<string, Rule>()
  /** Where each rule is first used. */
  readonly #uses = new Map<string, number>()
  readonly #defined = new Set<string>()
  #at = 0

  constructor(source: string) {
    this.#source = source
  }

  parse(root: string): Rule {
    this.#skipSpace()
    while (this.#at < this.#source.length) this.#parseRule()
    for (const [name, at] of this.#uses) {
      if (!this.#defined.has(name)) throw this.#error(`the rule '${name}' is not defined`, at)
    }
    if (!this.#defined.has(root)) throw new GrammarError(`there is no rule '${root}'`)
    return this.#rules.get(root)!
  }

  #error(what: string, at = this.#at): GrammarError {
    const before = this.#source.slice(0, at).split('\n')
    return new GrammarError(
      `${what}, in line ${before.length}, column ${before.at(-1)!.length + 1}`,
    )
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#source)
    if (match === null) return undefined
    this.#at = pattern.lastIndex
    return match
  }

  #skipSpace(): void {
    this.#match(SPACE)
  }

  /** Takes the text, and the space behind it. */
  #take(literal: string): boolean {
    if (!this.#source.startsWith(literal, this.#at)) return false
    this.#at += literal.length
    this.#skipSpace()
    return true
  }

  #parseRule(): void {
    const start = this.#at
    const name = this.#match(NAME)?.[0]
    if (name === undefined) throw this.#error('a rule was expected, such as: name ::= "text"')
    if (this.#defined.has(name)) throw this.#error(`the rule '${name}' is defined twice`, start)
    this.#skipSpace()
    if (!this.#take('::=')) throw this.#error(`'::=' was expected after '${name}'`)
    this.#defined.add(name)
    this.#rule(name).body = this.#parseChoice()
    if (this.#at < this.#source.length && !this.#beginsRule()) {
      throw this.#error(`'${this.#source[this.#at]}' is not expected`)
    }
  }

  #rule(name: string): Rule {
    let rule = this.#rules.get(name)
    if (rule === undefined) {
      rule = { name, body: choice() }
      this.#rules.set(name, rule)
    }
    return rule
  }

  /** Whether a name and `::=` stand here: the rule before has no other end. */
  #beginsRule(): boolean {
    const start = this.#at
    const begins = this.#match(NAME) !== undefined
    this.#skipSpace()
    const found = begins && this.#source.startsWith('::=', this.#at)
    this.#at = start
    return found
  }

  #parseChoice(): Expression {
    const options: Expression[] = []
    do options.push(this.#parseSequence())
    while (this.#take('|'))
    return choice(...options)
  }

  #parseSequence(): Expression {
    const parts: Expression[] = []
    for (;;) {
      let part = this.#parseAtom()
      if (part === undefined) break
      for (let counts = this.#parseCounts(); counts !== undefined; counts = this.#parseCounts()) {
        part = repeat(part, ...counts)
      }
      parts.push(part)
    }
    return sequence(...parts)
  }

  #parseCounts(): [min: number, max: number] | undefined {
    if (this.#take('*')) return [0, Number.POSITIVE_INFINITY]
    if (this.#take('+')) return [1, Number.POSITIVE_INFINITY]
    if (this.#take('?')) return [0, 1]
    if (this.#source[this.#at] !== '{') return undefined
    const start = this.#at
    const [, low = '', comma, high = ''] = this.#match(COUNTS) ?? []
    if (comma === undefined || (low === '' && high === '')) {
      throw this.#error('counts must look like {2}, {2,}, {2,3} or {,3}', start)
    }
    this.#skipSpace()
    const min = Number(low)
    const max = comma === '' ? min : high === '' ? Number.POSITIVE_INFINITY : Number(high)
    if (max < min) throw this.#error(`the counts {${low},${high}} are out of order`, start)
    return [min, max]
  }

  /** Undefined where a sequence ends. */
  #parseAtom(): Expression | undefined {
    const next = this.#source[this.#at]
    if (next === '"' || next === "'") return text(this.#parseString(next))
    if (next === '[') return utf8(this.#parseClass())
    if (this.#take('.')) return utf8(allCodePoints)
    if (next === '(') {
      const start = this.#at
      this.#take('(')
      const inner = this.#parseChoice()
      if (!this.#take(')')) throw this.#error("the '(' is not closed", start)
      return inner
    }
    if (next === undefined || this.#beginsRule()) return undefined
    const start = this.#at
    const name = this.#match(NAME)?.[0]
    if (name === undefined) return undefined
    if (!this.#uses.has(name)) this.#uses.set(name, start)
    this.#skipSpace()
    return call(this.#rule(name))
  }

  #parseString(quote: string): string {
    const start = this.#at++
    let literal = ''
    for (;;) {
      const character = this.#parseCharacter()
      if (character === undefined) throw this.#error('the string is not closed', start)
      if (character.text === quote && !character.escaped) break
      literal += character.text
    }
    this.#skipSpace()
    return literal
  }

  #parseClass(): CodePoints {
    const start = this.#at++
    const negated = this.#source[this.#at] === '^'
    if (negated) this.#at++
    const ranges: [number, number][] = []
    for (;;) {
      const first = this.#parseCharacter()
      if (first === undefined) throw this.#error("the '[' is not closed", start)
      if (first.text === ']' && !first.escaped) break
      let last = first
      if (this.#source[this.#at] === '-' && this.#source[this.#at + 1] !== ']') {
        this.#at++
        last = this.#parseCharacter() ?? first
      }
      const range: [number, number] = [first.text.codePointAt(0)!, last.text.codePointAt(0)!]
      if (range[1] < range[0])
        throw this.#error(`the range ${first.text}-${last.text} is out of order`)
      ranges.push(range)
    }
    this.#skipSpace()
    return negated ? complement(union(ranges)) : union(ranges)
  }

  /** One character of a string or a class. */
  #parseCharacter(): { text: string; escaped: boolean } | undefined {
    const start = this.#at
    const point = this.#source.codePointAt(this.#at)
    if (point === undefined) return undefined
    const character = String.fromCodePoint(point)
    this.#at += character.length
    if (character !== '\\') return { text: character, escaped: false }
    const letter = this.#source[this.#at++]
    if (letter === undefined) return undefined
    const length = hexDigits[letter]
    if (length === undefined) {
      const literal = escapes[letter] ?? (/\w/.test(letter) ? undefined : letter)
      if (literal === undefined) throw this.#error(`\\${letter} is no known escape`, start)
      return { text: literal, escaped: true }
    }
    const hex = this.#source.slice(this.#at, this.#at + length)
    const value = new RegExp(`^[\\da-f]{${length}}$`, 'i').test(hex) ? Number.parseInt(hex, 16) : -1
    if (value < 0 || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) {
      throw this.#error(`\\${letter} needs ${length} hexadecimal digits of a character`, start)
    }
    this.#at += length
    return { text: String.fromCodePoint(value), escaped: true }
  }
}
