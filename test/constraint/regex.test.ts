/** Regular expressions against JavaScript's own. */

import { describe, expect, it } from 'vitest'
import { utf8 } from '../../dist/constraint/code-points.js'
import {
  parseRegex,
  RegexError,
  regexExpression,
  regexLengths,
} from '../../dist/constraint/regex.js'
import { randomNumbers } from '../support/random.js'
import { ByteGrammar } from './texts.js'

function grammarOf(source: string, flags = '', search = false) {
  const body = regexExpression(parseRegex(source, flags, search), utf8)
  return new ByteGrammar({ name: 'regex', body })
}

const expressions = [
  'abc',
  'a|bc|',
  '(a|b)*abb',
  '(?:ab?){2,4}',
  '(?<name>a+?)b*?c??',
  'a{3}b{0}c{2,}',
  '[a-cx]+',
  '[^a-c]{2}',
  '[\\w-]{1,3}',
  '[a\\-c]+',
  '\\d+\\.\\d{2}',
  '\\D\\W\\S',
  '\\s?\\w\\t|\\n',
  '.{1,3}',
  '\\u00e9|\\xe8|\\u{1f44d}|\\ud83d\\ude00',
  '[à-ü]+|[😀-😎]{2}',
  '\\p{Lu}\\P{L}',
  '\\$\\^\\/\\[\\]\\(\\)\\{\\}\\*\\+\\?\\|\\\\',
  '[\\]\\\\^-]+',
  'x(?:)y()z',
  '(?:a*)*b',
  '(?:a|b?){2,3}c',
  '\\cJ|\\0|[\\b]',
]
const letters = [
  'a',
  'b',
  'c',
  'x',
  'y',
  'z',
  '-',
  '0',
  '7',
  '.',
  ' ',
  '\n',
  'é',
  'Ä',
  '😀',
  '_',
  '\\',
]

describe('regular expressions', () => {
  it.each(expressions)('%s matches the same texts', (source) => {
    const theirs = new RegExp(`^(?:${source})$`, 'u')
    const ours = grammarOf(source)
    const random = randomNumbers(7)
    for (let i = 0; i < 60; i++) {
      const written = ours.write(30, random)
      expect(theirs.test(written), JSON.stringify(written)).toBe(true)
      const [least, most] = regexLengths(parseRegex(source))
      const length = [...written].length
      expect(length >= least && length <= most).toBe(true)
    }
    for (let i = 0; i < 300; i++) {
      const text = Array.from(
        { length: Math.floor(random() * 5) },
        () => letters[Math.floor(random() * letters.length)],
      ).join('')
      expect(ours.matches(text), JSON.stringify(text)).toBe(theirs.test(text))
    }
  })

  it.each(['b', '^b', 'c$', '^a|b$', '^(?:a|b)+$', '(ab|c)', '^$', '^'])(
    '%s is found in the same texts',
    (source) => {
      const theirs = new RegExp(source, 'u')
      const ours = grammarOf(source, '', true)
      const random = randomNumbers(3)
      for (let i = 0; i < 300; i++) {
        const text = Array.from(
          { length: Math.floor(random() * 5) },
          () => 'abcé\n'[Math.floor(random() * 5)],
        ).join('')
        expect(ours.matches(text), JSON.stringify(text)).toBe(theirs.test(text))
      }
    },
  )

  it('knows the flag s', () => {
    expect(grammarOf('a.b').matches('a\nb')).toBe(false)
    expect(grammarOf('a.b', 'su').matches('a\nb')).toBe(true)
  })

  it.each([
    ['(a', '', /Unterminated group/],
    ['a{2,1}', '', /out of order/],
    ['a(?=b)', '', /lookahead is not supported, at character 2/],
    ['(?<!a)b', '', /lookbehind is not supported, at character 1/],
    ['(a)\\1', '', /back references are not supported, at character 4/],
    ['\\bword', '', /word boundaries are not supported, at character 1/],
    ['a(^b)', '', /'\^' is known only at the ends of the whole, at character 3/],
    ['a$b', '', /'\$' is known only at the ends of the whole|'b' is not expected/],
    ['a', 'i', /the flag 'i' is not supported/],
  ])('refuses %s %s', (source, flags, message) => {
    expect(() => parseRegex(source, flags)).toThrow(RegexError)
    expect(() => parseRegex(source, flags)).toThrow(message)
  })
})
