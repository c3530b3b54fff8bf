/** The public face: special tokens, odd inputs, what is remembered, and how long bad texts take. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Tokenizer } from '../../dist/tokenizer/index.js'
import { randomIntegers } from '../support/random.js'
import { endOfTextToken, gpt2Files, tokenizerJson } from './gpt2'
import { randomText, texts } from './texts'

const files = gpt2Files()
const tokenizer = Tokenizer.fromVocabAndMerges(files.vocabJson, files.mergesText)
const endOfText = '<|endoftext|>'

describe('the tokenizer of GPT-2', () => {
  it('knows its vocabulary', () => {
    expect(tokenizer.vocabSize).toBe(50257)
    expect(tokenizer.endOfText).toBe(50256)
    expect([...tokenizer.specialTokens]).toEqual([[endOfText, 50256]])
  })

  it('encodes what is known', () => {
    expect(tokenizer.encode('Hello world')).toEqual(Int32Array.of(15496, 995))
    expect(tokenizer.encode('Once upon a time')).toEqual(Int32Array.of(7454, 2402, 257, 640))
    expect(tokenizer.count('Once upon a time')).toBe(4)
  })

  it('reads white space as OpenAI does, not as JavaScript does', () => {
    // What tiktoken 0.14 and Hugging Face's tokenizers 0.23 give.
    const known: [string, number[]][] = [
      [' \ufeffक', [27332, 119, 123, 11976, 243]],
      ["\ufeff're", [171, 119, 123, 6, 260]],
      [' \x85a', [220, 126, 227, 64]],
      ['a \x85b', [64, 220, 126, 227, 65]],
      [' \u180ea', [28053, 254, 236, 64]],
      [' \x1ca', [220, 216, 64]],
      ['\u3000\u3000a', [5099, 222, 5099, 222, 64]],
    ]
    for (const [text, ids] of known) expect([...tokenizer.encode(text)]).toEqual(ids)
  })

  it('makes an empty array of an empty text', () => {
    expect(tokenizer.encode('')).toEqual(new Int32Array(0))
    expect(tokenizer.count('')).toBe(0)
    expect(tokenizer.encode('', { allowSpecial: true })).toEqual(new Int32Array(0))
  })

  it('gives arrays of their own, no larger than they look', () => {
    const first = tokenizer.encode('Hello')
    tokenizer.encode('world')
    expect(first).toEqual(Int32Array.of(15496))
    expect(first.buffer.byteLength).toBe(4)
  })

  it('refuses what is no string', () => {
    for (const text of [undefined, null, 5, ['a'], Buffer.from('a')]) {
      const refused = expect.objectContaining({
        name: 'NextokenError',
        code: 'ERR_NEXTOKEN_INVALID_ARGUMENT',
        message: expect.stringContaining('text must be a string'),
      })
      expect(() => tokenizer.encode(text as unknown as string)).toThrow(refused)
      expect(() => tokenizer.count(text as unknown as string)).toThrow(refused)
    }
  })
})

describe('special tokens', () => {
  it('are ordinary text unless they are asked for', () => {
    const ordinary = [27, 91, 437, 1659, 5239, 91, 29]
    expect([...tokenizer.encode(endOfText)]).toEqual(ordinary)
    expect([...tokenizer.encode(endOfText, {})]).toEqual(ordinary)
    expect([...tokenizer.encode(endOfText, { allowSpecial: false })]).toEqual(ordinary)
    expect([...tokenizer.encode(endOfText, { allowSpecial: [] })]).toEqual(ordinary)
    expect(tokenizer.count(endOfText)).toBe(7)
  })

  it('never come from ordinary text', () => {
    const part = fc.oneof(
      fc.constantFrom(endOfText, '<|', '|>', 'endoftext', '<', '|', '>', ' ', '\n'),
      fc.string({ unit: 'binary', maxLength: 5 }),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        expect(tokenizer.encode(parts.join(''))).not.toContain(50256)
      }),
    )
  })

  it('are found when they are', () => {
    for (const allowSpecial of [true, [endOfText]]) {
      const encode = (text: string) => [...tokenizer.encode(text, { allowSpecial })]
      expect(encode(endOfText)).toEqual([50256])
      expect(encode(`${endOfText}${endOfText}`)).toEqual([50256, 50256])
      expect(encode(`a ${endOfText} b`)).toEqual([64, 220, 50256, 275])
      expect(encode(`${endOfText}Hello world`)).toEqual([50256, 15496, 995])
      expect(encode('<|endoftext')).toEqual([...tokenizer.encode('<|endoftext')])
    }
  })

  it('cut the text: white space before one is at the end of a text', () => {
    const ids = tokenizer.encode(`a  ${endOfText}`, { allowSpecial: true })
    expect([...ids]).toEqual([...tokenizer.encode('a  '), 50256])
  })

  it('are found longest first, and only those that are allowed', () => {
    const json = tokenizerJson(files.vocab, files.merges, {
      added_tokens: [
        endOfTextToken,
        { id: 50257, content: '<a>', special: false },
        { id: 50258, content: '<a>b.*', special: true },
      ],
    })
    const more = Tokenizer.fromTokenizerJson(json)
    expect(more.vocabSize).toBe(50259)
    expect(more.specialTokens.get('<a>b.*')).toBe(50258)
    expect([...more.encode('<a>b.*<a>b', { allowSpecial: true })]).toEqual([50258, 50257, 65])
    expect([...more.encode('<a>b.*', { allowSpecial: ['<a>'] })]).toEqual([
      50257,
      ...more.encode('b.*'),
    ])
    expect(more.decode([50258, 50257])).toBe('<a>b.*<a>')
    expect(more.encode('<a>')).not.toContain(50257)
  })

  it('must exist to be allowed', () => {
    const refused = (message: string) =>
      expect.objectContaining({
        code: 'ERR_NEXTOKEN_INVALID_ARGUMENT',
        message: expect.stringContaining(message),
      })
    expect(() => tokenizer.encode('a', { allowSpecial: ['<s>'] })).toThrow(
      refused('"<s>" is no special token; known: "<|endoftext|>"'),
    )
    for (const allowSpecial of ['all', 1, null, {}]) {
      const options = { allowSpecial } as unknown as { allowSpecial: boolean }
      if (allowSpecial === null) expect(tokenizer.count(endOfText)).toBe(7)
      else expect(() => tokenizer.encode('a', options)).toThrow(refused('allowSpecial must be'))
    }
  })
})

describe('what is remembered', () => {
  it('does not change what comes out, however much there is of it', () => {
    const random = randomIntegers(7)
    const text = Array.from({ length: 40 }, () => randomText(random, 2000)).join(' ')
    const warm = Tokenizer.fromVocabAndMerges(files.vocabJson, files.mergesText)
    const first = warm.encode(text)
    for (const other of Object.values(texts)) warm.encode(other)
    expect(warm.encode(text)).toEqual(first)
    expect(warm.decode(first)).toBe(text)
  })

  it('is kept apart for words of every length', () => {
    const words: string[] = []
    for (let length = 1; length <= 70; length++) {
      for (const letter of 'aжक') words.push(letter.repeat(length), `${letter.repeat(length)}b`)
    }
    const cold = words.map((word) => tokenizer.encode(word))
    expect(words.map((word) => tokenizer.encode(word))).toEqual(cold)
    expect(words.map((_, i) => tokenizer.decode(cold[i]!))).toEqual(words)
  })
})

describe('a megabyte', () => {
  // Each takes well under a second; what is quadratic would take minutes.
  const traps: Record<string, string> = {
    'of one letter': 'a',
    'of spaces': ' ',
    'of line ends': '\n',
    'of exclamation marks': '!',
    'of digits': '7',
    'of apostrophes': "'",
    'of emoji': '\u{1f600}',
    'of Chinese': '人',
    'of lone surrogates': '\udc00',
    'of letters and spaces': 'a ',
    'of spaces and letters': '   a',
    'of nearly special tokens': '<|endoftext|',
    'of special tokens': '<|endoftext|>',
    'of no pattern': randomText(randomIntegers(1), 200_000),
  }
  it.each(Object.entries(traps))('%s', (name, unit) => {
    const text = unit.repeat(Math.ceil(1_000_000 / unit.length))
    const start = performance.now()
    const ids = tokenizer.encode(text, { allowSpecial: true })
    const decoded = tokenizer.decode(ids)
    expect(performance.now() - start).toBeLessThan(5000)
    const expected = name === 'of lone surrogates' ? text.replaceAll('\udc00', '\ufffd') : text
    expect(decoded === expected).toBe(true)
  })

  it('token by token', () => {
    const ids = tokenizer.encode(Object.values(texts).join(' ').repeat(150))
    const start = performance.now()
    const decoder = tokenizer.decoder()
    let text = ''
    for (const id of ids) text += decoder.push(id)
    text += decoder.flush()
    expect(performance.now() - start).toBeLessThan(5000)
    expect(text === tokenizer.decode(ids)).toBe(true)
  })
})
