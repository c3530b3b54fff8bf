/** GBNF: what is read, and how what is wrong is told. */

import { describe, expect, it } from 'vitest'
import { Automaton } from '../../dist/constraint/automaton.js'
import { GrammarError, parseGrammar } from '../../dist/constraint/grammar.js'
import { ByteGrammar } from './texts.js'

const grammarOf = (source: string, root = 'root') => new ByteGrammar(parseGrammar(source, root))

describe('grammars', () => {
  it('read sums', () => {
    const sums = grammarOf(`
      # A sum of products.
      root    ::= product ([-+] product)*   # either sign
      product ::= factor ( "*" factor
                         | "/" factor )*
      factor  ::= number | "(" root ")"
      number  ::= [0-9]+ ("." [0-9]{1,2})?
    `)
    for (const text of ['1', '1+2*3', '((1.25))/4-5', '(1+(2*(3-4)))*5']) {
      expect(sums.matches(text), text).toBe(true)
    }
    for (const text of ['', '1+', '(1', '1.234', '1 + 2', '()']) {
      expect(sums.matches(text), text).toBe(false)
    }
  })

  it('read escapes, classes, counts and characters beyond ASCII', () => {
    const grammar = grammarOf(
      'root ::= "\\"\\\\\\n\\x41\\u00e9\\U0001F44D" [^a-z\\]\\-]{2} [à-ü]{,2} . \'single "\'? any-name_2{2,}\nany-name_2 ::= "x" | ""',
    )
    expect(grammar.matches('"\\\nAé👍A1éà日xx')).toBe(true)
    expect(grammar.matches('"\\\nAé👍A1日single "')).toBe(true)
    expect(grammar.matches('"\\\nAé👍Ab日')).toBe(false)
    expect(grammar.matches('"\\\nAé👍A-日')).toBe(false)
    expect(grammar.matches('"\\\nAé👍A1ààà')).toBe(true)
    expect(grammar.matches('"\\\nAé👍A1àààà')).toBe(false)
  })

  it('read rules over several lines, in any order, with another root', () => {
    const grammar = grammarOf(
      'b ::= "1"\n | "2" /* a choice */\n\n\na ::=\n b b\nroot ::= "x"',
      'a',
    )
    expect(grammar.matches('12')).toBe(true)
    expect(grammar.matches('x')).toBe(false)
  })

  it('read texts of any depth', () => {
    const grammar = grammarOf('root ::= "(" root? ")"')
    const depth = 5000
    expect(grammar.matches('('.repeat(depth) + ')'.repeat(depth))).toBe(true)
    expect(grammar.matches('('.repeat(depth) + ')'.repeat(depth - 1))).toBe(false)
  })

  it('count far without effort', () => {
    const grammar = grammarOf('root ::= ("ab"{1000}){2,1000000}{3}')
    expect(grammar.matches('ab'.repeat(6000))).toBe(true)
    expect(grammar.matches('ab'.repeat(5999))).toBe(false)
  })

  it('forget, in long texts, what was worked out long ago', () => {
    const grammar = grammarOf('root ::= word "!"\nword ::= [ab]{15000,15001} | "-"')
    const matcher = grammar.begin()
    const allowed = () => {
      const [first, second, third, fourth] = matcher.allowed(Number.POSITIVE_INFINITY)
      return [first! >>> 0, second! >>> 0, third! >>> 0, fourth! >>> 0]
    }
    for (let i = 0; i < 14_999; i++) expect(matcher.accept(Buffer.from('ab'[i % 2]!))).toBe(true)
    const letters = [0, 0, 0, 0b110]
    expect(allowed()).toEqual(letters)
    matcher.accept(Buffer.from('a'))
    expect(allowed()).toEqual([0, 0b10, 0, 0b110])
    matcher.accept(Buffer.from('b'))
    expect(allowed()).toEqual([0, 0b10, 0, 0])
    expect(matcher.accept(Buffer.from('!'))).toBe(true)
    expect([matcher.isComplete, matcher.canGoOn]).toEqual([true, false])
  })

  it('give up where a text can be read in too many ways', () => {
    const grammar = grammarOf('root ::= "a" root "b" | "a" root "c" | "d"')
    expect(grammar.matches('aadbc')).toBe(true)
    const matcher = grammar.begin()
    const read = () => {
      for (let i = 0; i < 30; i++) matcher.accept(Buffer.from('a'))
    }
    expect(read).toThrow(/format is too ambiguous/)
  })

  it.each([
    ['', /there is no rule 'root'/],
    ['root ::= a', /the rule 'a' is not defined, in line 1, column 10/],
    ['root ::= "a"\nroot ::= "b"', /the rule 'root' is defined twice, in line 2, column 1/],
    ['root ::= "a', /the string is not closed, in line 1, column 10/],
    ['root ::= "a" )', /'\)' is not expected, in line 1, column 14/],
    ['root ::= ("a"\n', /the '\(' is not closed, in line 1, column 10/],
    ['root ::= [a-', /the '\[' is not closed, in line 1, column 10/],
    ['root ::= [z-a]', /the range z-a is out of order/],
    ['root ::= "a"{3,2}', /the counts \{3,2\} are out of order/],
    ['root ::= "a"{x}', /counts must look like/],
    ['root ::= "\\q"', /\\q is no known escape/],
    ['root ::= "\\u12"', /\\u needs 4 hexadecimal digits/],
    ['root "a"', /'::=' was expected after 'root'/],
  ])('refuse %j', (source, message) => {
    expect(() => parseGrammar(source, 'root')).toThrow(GrammarError)
    expect(() => parseGrammar(source, 'root')).toThrow(message)
  })

  it.each([
    ['root ::= root "a" | "b"', /'root' begins with 'root'/],
    ['root ::= a\na ::= "x"? b\nb ::= a "y" | "z"', /'a' begins with 'b' begins with 'a'/],
    ['root ::= "a" root', /no finite text matches: 'root' has no end/],
    ['root ::= [^\\x00-\\U0010FFFF]', /no finite text matches/],
    ['root ::= "ab"{2000000000}', /too large/],
  ])('refuse what no machine can run: %s', (source, message) => {
    const rule = parseGrammar(source, 'root')
    expect(() => new Automaton(rule)).toThrow(message)
  })

  it('leave out what can never end', () => {
    const grammar = grammarOf('root ::= "a" (endless | "b") endless?\nendless ::= "c" endless')
    expect(grammar.matches('ab')).toBe(true)
    const matcher = grammar.begin()
    expect(matcher.accept(Buffer.from('ac'))).toBe(false)
    expect(matcher.accept(Buffer.from('ab'))).toBe(true)
    expect(matcher.canGoOn).toBe(false)
  })
})
