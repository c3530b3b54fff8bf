/** Which tokens may come: every bit of the masks, against a reference that reads each token byte by byte. */

import { beforeAll, describe, expect, it } from 'vitest'
import { Automaton } from '../../dist/constraint/automaton.js'
import { utf8 } from '../../dist/constraint/code-points.js'
import { Constraint } from '../../dist/constraint/constraints.js'
import type { Rule } from '../../dist/constraint/expression.js'
import { parseGrammar } from '../../dist/constraint/grammar.js'
import { schemaGrammar } from '../../dist/constraint/json-schema.js'
import type { Matcher } from '../../dist/constraint/matcher.js'
import { parseRegex, regexExpression } from '../../dist/constraint/regex.js'
import { makeTokenTries, type TokenTries } from '../../dist/constraint/token-trie.js'
import { loadTokenizer, Tokenizer } from '../../dist/index.js'
import { ReferenceText } from '../support/grammar-reference.js'
import { randomNumbers } from '../support/random.js'
import { gpt2Files } from '../tokenizer/gpt2.js'

const regex = (source: string): Rule => ({
  name: 'regex',
  body: regexExpression(parseRegex(source), utf8),
})
const grammars: Record<string, Rule> = {
  words: regex('[A-Z][a-z]+(, [a-z]+)*[.!?]'),
  'any text': regex('[^]*'),
  'parts of characters': regex('(日本|日曜|é+|[👍👎]){3,}|[\\u0800-\\u0fff]x'),
  counts: regex('([a-f ]|é){30,70}'),
  'a count before letters': regex('[ ,]{12,30}[a-z]{3,30}'),
  'a short count': regex('[A-Za-z ]{1,17}!'),
  'rules that end within a token': parseGrammar(
    'root ::= (outer word)+\nouter ::= inner "!"?\ninner ::= [ ,.?\\n\']{1,40}\nword ::= [a-z]{1,40}',
    'root',
  ),
  'counts in counts': regex('((ab|[c-z ]){2,40};){3,50}'),
  'lists of lists': parseGrammar('root ::= "[" (root | [0-9]+) ("," root)* "]"', 'root'),
  'right recursion': parseGrammar('root ::= "a" root | [b-z ]* "."', 'root'),
  ambiguity: parseGrammar(
    'root ::= (a | b)* "."\na ::= [a-z ]+ b?\nb ::= "the " | " the" | [a-m]*',
    'root',
  ),
  'nested rules': parseGrammar(
    'root ::= line+\nline ::= key ": " value "\\n"\nkey ::= [a-z]{1,40}\nvalue ::= key | ("\\"" [^"\\n]* "\\"") | value2\nvalue2 ::= "(" value ")"',
    'root',
  ),
  json: schemaGrammar({}, 2),
  'an object': schemaGrammar(
    {
      type: 'object',
      properties: {
        name: { type: 'string', minLength: 2, maxLength: 40 },
        list: { type: 'array', items: { type: ['number', 'null'] }, maxItems: 40 },
        other: { anyOf: [{ $ref: '#' }, { enum: ['x', 'xy', '"'] }] },
      },
      additionalProperties: { type: 'integer', minimum: -5, maximum: 300 },
    },
    1,
  ),
}

const isIn = (mask: Int32Array, id: number) => ((mask[id >> 5]! >> (id & 31)) & 1) === 1

/** Follows random texts and compares the masks on the way, for the tokens that `looksAt` picks. */
async function compare(
  rule: Rule,
  tokenizer: Tokenizer,
  tries: TokenTries,
  texts: number,
  looksAt: (id: number) => boolean,
) {
  const constraint = new Constraint(new Automaton(rule), tokenizer, async () => tries)
  const random = randomNumbers(5)
  const beginning = ReferenceText.of(rule.body)
  let compared = 0
  for (let text = 0; text < texts; text++) {
    const matcher: Matcher = await constraint.start()
    let reference = beginning
    for (let step = 0; step < 25; step++) {
      const mask = matcher.allowed(Number.POSITIVE_INFINITY)
      const allowed: number[] = []
      for (let id = 0; id < tokenizer.vocabSize; id++) {
        if (isIn(mask, id)) allowed.push(id)
        if (!looksAt(id)) continue
        const isText = id !== tokenizer.endOfText
        const fits = isText && reference.after(tokenizer.tokenBytes(id)) !== undefined
        if (fits !== isIn(mask, id)) {
          throw new Error(`token ${id} in step ${step} of text ${text}: ${fits}`)
        }
        compared++
      }
      expect(matcher.isComplete).toBe(reference.mayEnd)
      expect(matcher.canGoOn).toBe(allowed.length > 0)
      if (allowed.length === 0) break
      const bytes = tokenizer.tokenBytes(allowed[Math.floor(random() * allowed.length)]!)
      expect(matcher.accept(bytes)).toBe(true)
      reference = reference.after(bytes)!
    }
  }
  return compared
}

describe('masks', () => {
  let small: Tokenizer
  let smallTries: TokenTries
  beforeAll(async () => {
    small = await loadTokenizer()
    smallTries = await makeTokenTries(small, small.vocabSize, [])
  })

  it.each(Object.entries(grammars))('%s: every token of a small vocabulary', async (_, rule) => {
    expect(await compare(rule, small, smallTries, 4, () => true)).toBeGreaterThan(0)
  })

  it("some tokens of GPT-2's vocabulary, among them all that are no whole characters", async () => {
    const { vocabJson, mergesText } = gpt2Files()
    const tokenizer = Tokenizer.fromVocabAndMerges(vocabJson, mergesText)
    const tries = await makeTokenTries(tokenizer, tokenizer.vocabSize, [])
    const isPart = (id: number) => tokenizer.tokenText(id).includes('\ufffd')
    const parts = new Set(Array.from({ length: tokenizer.vocabSize }, (_, id) => id).filter(isPart))
    const isLong = (id: number) => tokenizer.tokenBytes(id).length > 16
    const looksAt = (id: number) =>
      id % 101 === 0 || parts.has(id) || isLong(id) || tokenizer.tokenText(id).includes('"')
    for (const name of ['parts of characters', 'any text', 'a short count', 'an object', 'json']) {
      const compared = await compare(grammars[name]!, tokenizer, tries, 1, looksAt)
      expect(compared).toBeGreaterThan(parts.size)
    }
  })
})
