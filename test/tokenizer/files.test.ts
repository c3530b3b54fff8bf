/** The files a tokenizer is made of: any vocabulary, and what is wrong with broken ones. */

import { describe, expect, it } from 'vitest'
import { Tokenizer } from '../../dist/tokenizer/index.js'
import { byteAlphabet, endOfTextToken, gpt2Files, tokenizerJson } from './gpt2'

const abc = { a: 0, b: 1, c: 2, Ġ: 3, ab: 4, Ġab: 5 }
const abcMerges = ['a b', 'Ġ ab']

function thrownBy(make: () => unknown): { code: string; message: string; name: string } {
  try {
    make()
  } catch (error) {
    return error as { code: string; message: string; name: string }
  }
  throw new Error('nothing was thrown')
}

function expectInvalid(make: () => unknown, ...parts: string[]): void {
  const error = thrownBy(make)
  expect(error).toMatchObject({ name: 'NextokenError', code: 'ERR_NEXTOKEN_INVALID_TOKENIZER' })
  for (const part of parts) expect(error.message).toContain(part)
}

const fromPair = (vocab: unknown, merges: string, options = {}) =>
  Tokenizer.fromVocabAndMerges(JSON.stringify(vocab), merges, options)
const fromJson = (file = {}, model = {}) =>
  Tokenizer.fromTokenizerJson(tokenizerJson(abc, abcMerges, file, model))

describe('vocab.json and merges.txt', () => {
  it('may have a comment, blank lines, CRLF, a byte-order mark, no last line end', () => {
    for (const merges of [
      'a b\nĠ ab',
      '#version: 0.2\na b\nĠ ab\n',
      '#version: 0.2\r\na b\r\n\r\nĠ ab\r\n\r\n',
      '\ufeff#version: 0.2\n\n\na b\nĠ ab',
    ]) {
      expect([...fromPair(abc, merges).encode('ab ab')]).toEqual([4, 5])
    }
    const marked = Tokenizer.fromVocabAndMerges(`\ufeff${JSON.stringify(abc)}`, 'a b')
    expect([...marked.encode('ab')]).toEqual([4])
  })

  it('may merge number signs: only the first line can be a comment', () => {
    const signs = fromPair({ '#': 0, '##': 1, '!': 2, '#!': 3 }, '# #\n# !\n')
    expect([...signs.encode('###!')]).toEqual([1, 3])
  })

  it('may have gaps between ids, and any order', () => {
    const gaps = fromPair({ b: 70, a: 3, ab: 1000 }, 'a b')
    expect(gaps.vocabSize).toBe(1001)
    expect([...gaps.encode('aba')]).toEqual([1000, 3])
    expect(gaps.decode([1000, 70])).toBe('abb')
    expect(thrownBy(() => gaps.decode([4]))).toMatchObject({
      code: 'ERR_NEXTOKEN_INVALID_TOKEN',
      message: expect.stringMatching(/4 is a gap .*1001/),
    })
  })

  it('may have names that objects already have', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']
    const letters = [...new Set(names.join(''))]
    let id = 0
    const entries = [...letters, ...names].map((token) => `${JSON.stringify(token)}: ${id++}`)
    const odd = Tokenizer.fromVocabAndMerges(`{${entries.join(', ')}}`, '')
    expect(odd.vocabSize).toBe(letters.length + names.length)
    for (const [i, name] of names.entries()) {
      expect(odd.tokenText(letters.length + i)).toBe(name)
      expect(odd.decode(odd.encode(name))).toBe(name)
    }
    expect(odd.specialTokens.size).toBe(0)
    expectInvalid(() => fromPair({ a: 0 }, '__proto__ a'), '__proto__')
  })

  it('take more special tokens', () => {
    for (const specialTokens of [
      { '<s>': 6, c: 2 },
      new Map([
        ['<s>', 6],
        ['c', 2],
      ]),
    ]) {
      const more = fromPair(abc, 'a b', { specialTokens })
      expect(more.endOfText).toBeUndefined()
      expect([...more.specialTokens]).toEqual([
        ['<s>', 6],
        ['c', 2],
      ])
      expect([...more.encode('a<s>bc', { allowSpecial: true })]).toEqual([0, 6, 1, 2])
      expect(more.decode([6, 0], { skipSpecial: true })).toBe('a')
    }
    expectInvalid(() => fromPair(abc, '', { specialTokens: { a: 5 } }), '"a"', '0 and 5')
    expectInvalid(() => fromPair(abc, '', { specialTokens: { '<s>': 5 } }), '"Ġab"', '"<s>"', '5')
    expectInvalid(() => fromPair(abc, '', { specialTokens: { '': 9 } }), 'no text')
    expectInvalid(() => fromPair(abc, '', { specialTokens: { '<s>': '9' } }), '"<s>"', 'string')
  })

  it('put a space before the text when asked', () => {
    const prefixed = fromPair(abc, 'a b\nĠ ab', { addPrefixSpace: true })
    expect([...prefixed.encode('ab')]).toEqual([5])
    expect([...prefixed.encode(' ab')]).toEqual([5])
    expect([...prefixed.encode('')]).toEqual([])
  })

  it('keep tokens that the byte alphabet cannot spell as they read', () => {
    expect(fromPair({ a: 0, 日本: 1, 'x y': 2 }, '').decode([1, 0, 2])).toBe('日本ax y')
  })

  it('need no byte that a text does not need', () => {
    const few = fromPair(abc, 'a b')
    expect(thrownBy(() => few.encode('abxc'))).toMatchObject({
      code: 'ERR_NEXTOKEN_INVALID_ARGUMENT',
      message: expect.stringContaining('0x78'),
    })
    expect(thrownBy(() => few.encode('é')).message).toContain('0xC3')
    expect([...few.encode('abc')]).toEqual([4, 2])
  })

  it.each<[string, unknown, string, string[]]>([
    ['no object', [], '', ['vocab.json', 'object']],
    ['nothing', {}, '', ['vocab.json', 'empty']],
    ['an id twice', { a: 0, b: 0 }, '', ['vocab.json', '"a"', '"b"', '0']],
    ['a negative id', { a: -1 }, '', ['vocab.json', '"a"', '-1']],
    ['half an id', { a: 0.5 }, '', ['"a"', '0.5']],
    ['an id that is a string', { a: '0' }, '', ['"a"', 'string']],
    ['no id', { a: null }, '', ['"a"', 'null']],
    ['an id beyond all vocabularies', { a: 2 ** 31 }, '', ['"a"', '2147483648']],
    [
      'a merge of an unknown token',
      abc,
      '#version\n\na b\na x',
      ['merges.txt, line 4', '"a x"', '"x"'],
    ],
    ['a merge into an unknown token', abc, 'a c', ['merges.txt, line 1', '"a c"', '"ac"']],
    ['a merge of one token', abc, 'ab', ['merges.txt, line 1', '"ab"']],
    ['a merge of three tokens', abc, 'a b c', ['merges.txt, line 1', '"a b c"']],
    ['a merge with a space too many', abc, 'a  b', ['merges.txt, line 1']],
    ['a merge with a space at the end', abc, 'a b ', ['merges.txt, line 1']],
    ['a late comment', abc, 'a b\n#version: 0.2', ['merges.txt, line 2', '#version:']],
  ])('may not have %s', (_, vocab, merges, parts) => {
    expectInvalid(() => fromPair(vocab, merges), ...parts)
  })

  it('must be JSON, and are called what they are called', () => {
    expectInvalid(() => Tokenizer.fromVocabAndMerges('{"a": 0', ''), 'vocab.json', 'JSON')
    const names = { vocabName: 'x/encoder.json', mergesName: 'x/vocab.bpe' }
    expectInvalid(() => fromPair({ a: -1 }, '', names), 'x/encoder.json')
    expectInvalid(() => fromPair({ a: 0 }, 'a a', names), 'x/vocab.bpe, line 1')
    expect(thrownBy(() => Tokenizer.fromVocabAndMerges('{', ''))).toHaveProperty('cause')
  })
})

describe('tokenizer.json', () => {
  it('may list merges as strings or pairs', () => {
    const pairs = [
      ['a', 'b'],
      ['Ġ', 'ab'],
    ]
    for (const merges of [abcMerges, pairs]) {
      expect([...fromJson({}, { merges }).encode('ab ab')]).toEqual([4, 5])
    }
  })

  it('may be as the first ones of GPT-2 were: without the type of the model', () => {
    expect([...fromJson({}, { type: undefined }).encode('ab')]).toEqual([4])
  })

  it('may wrap one step in a sequence, and have harmless post-processors', () => {
    const byteLevel = { type: 'ByteLevel', add_prefix_space: false }
    const template = { type: 'TemplateProcessing', single: [{ Sequence: { id: 'A', type_id: 0 } }] }
    for (const file of [
      { pre_tokenizer: { type: 'Sequence', pretokenizers: [byteLevel] } },
      { decoder: { type: 'Sequence', decoders: [byteLevel] } },
      { post_processor: null },
      { post_processor: template },
      { post_processor: { type: 'Sequence', processors: [byteLevel, template] } },
      { truncation: { max_length: 1 }, padding: { strategy: 'BatchLongest' } },
    ]) {
      expect([...fromJson(file).encode('ab ab')]).toEqual([4, 5])
    }
  })

  it('may ask for a space before text, also after a special token', () => {
    // What Hugging Face's tokenizers 0.23 gives for GPT-2 with add_prefix_space.
    const { vocab, merges } = gpt2Files()
    const prefixed = Tokenizer.fromTokenizerJson(
      tokenizerJson(vocab, merges, {
        added_tokens: [endOfTextToken],
        pre_tokenizer: { type: 'ByteLevel', add_prefix_space: true },
      }),
    )
    const encode = (text: string) => [...prefixed.encode(text, { allowSpecial: true })]
    expect(encode('Hello')).toEqual([18435])
    expect(encode('  Hello')).toEqual([220, 18435])
    expect(encode('\tx')).toEqual([220, 197, 87])
    expect(encode('a<|endoftext|>b <|endoftext|> c')).toEqual([257, 50256, 275, 220, 50256, 269])
  })

  it.each([
    [false, [4, 6, 6, 4], [6, 0, 6, 1, 6, 6, 5]],
    [true, [4, 6, 4], [6, 0, 6, 1, 6, 5]],
  ])('may have an unknown token, fused: %s', (fuse_unk, first, second) => {
    // What Hugging Face's tokenizers 0.23 gives.
    const vocab = { ...abc, '<unk>': 6 }
    const unknown = fromJson({}, { vocab, unk_token: '<unk>', fuse_unk })
    expect([...unknown.encode('abxxab')]).toEqual(first)
    expect([...unknown.encode('xaxbxx ab')]).toEqual(second)
  })

  it('may have merges out of order, as long as tokens exist', () => {
    // What Hugging Face's tokenizers 0.23 gives: "ab a" has the better rank as soon as "ab" is there.
    const vocab = { a: 0, b: 1, ab: 2, aba: 3 }
    const odd = fromJson({}, { vocab, merges: ['ab a', 'a b'] })
    expect([...odd.encode('abab')]).toEqual([3, 1])
  })

  it.each<[string, object, object]>([
    ['model.type is "WordPiece"', {}, { type: 'WordPiece' }],
    ['model.dropout is "0.1"', {}, { dropout: 0.1 }],
    ['model.byte_fallback is "true"', {}, { byte_fallback: true }],
    ['model.ignore_merges is "true"', {}, { ignore_merges: true }],
    ['model.continuing_subword_prefix is "##"', {}, { continuing_subword_prefix: '##' }],
    ['model.end_of_word_suffix is "</w>"', {}, { end_of_word_suffix: '</w>' }],
    ['normalizer is "NFC"', { normalizer: { type: 'NFC' } }, {}],
    ['pre_tokenizer is "null"', { pre_tokenizer: null }, {}],
    ['pre_tokenizer is missing', { pre_tokenizer: undefined }, {}],
    ['pre_tokenizer is "Whitespace"', { pre_tokenizer: { type: 'Whitespace' } }, {}],
    [
      'pre_tokenizer is "Sequence"',
      { pre_tokenizer: { type: 'Sequence', pretokenizers: [{ type: 'Digits' }, {}] } },
      {},
    ],
    [
      'pre_tokenizer.use_regex is "false"',
      { pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, use_regex: false } },
      {},
    ],
    ['decoder is "WordPiece"', { decoder: { type: 'WordPiece' } }, {}],
    ['decoder is "null"', { decoder: null }, {}],
    ['post_processor is "BertProcessing"', { post_processor: { type: 'BertProcessing' } }, {}],
    [
      'post_processor is "TemplateProcessing"',
      { post_processor: { type: 'TemplateProcessing', single: [{ SpecialToken: {} }, {}] } },
      {},
    ],
    ['lstrip of "<m>" is "true"', { added_tokens: [{ id: 9, content: '<m>', lstrip: true }] }, {}],
  ])('is refused if %s', (what, file, model) => {
    const error = thrownBy(() => fromJson(file, model))
    expect(error).toMatchObject({ code: 'ERR_NEXTOKEN_UNSUPPORTED_TOKENIZER' })
    expect(error.message).toContain(`tokenizer.json: ${what}; supported: `)
  })

  it.each<[string, object, object, string[]]>([
    ['has no vocabulary', {}, { vocab: undefined }, ['object']],
    ['has no merges', {}, { merges: null }, ['model.merges', 'list']],
    ['has a merge of no strings', {}, { merges: [['a', 5]] }, ['model.merges[0]']],
    ['has a merge of one', {}, { merges: ['a b', 'ab'] }, ['model.merges[1]', '"ab"']],
    ['has a merge that does not fit', {}, { merges: [['a', 'x']] }, ['model.merges[0]', '"x"']],
    ['has an unknown unk_token', {}, { unk_token: '<u>' }, ['"<u>"']],
    ['has an unk_token that is no string', {}, { unk_token: 5 }, ['unk_token']],
    ['has no list of added tokens', { added_tokens: {} }, {}, ['added_tokens']],
    ['has an added token without content', { added_tokens: [{ id: 7 }] }, {}, ['added_tokens[0]']],
    [
      'has an added token with two ids',
      { added_tokens: [{ id: 7, content: 'ab' }] },
      {},
      ['added_tokens[0]', '"ab"', '4 and 7'],
    ],
    ['has no add_prefix_space', { pre_tokenizer: { type: 'ByteLevel' } }, {}, ['add_prefix_space']],
  ])('is broken if it %s', (_, file, model, parts) => {
    expectInvalid(() => fromJson(file, model), 'okenizer', ...parts)
  })

  it('is broken if it is none at all', () => {
    for (const text of ['', 'null', '[]', '{}', '{"model": null}', '5', '{"model": []}']) {
      expectInvalid(() => Tokenizer.fromTokenizerJson(text), 'tokenizer.json')
    }
    expectInvalid(() => Tokenizer.fromTokenizerJson('{', { name: 'x/y.json' }), 'x/y.json')
  })

  it('has all 256 bytes in the alphabet of GPT-2', () => {
    const vocab = Object.fromEntries(byteAlphabet.map((character, byte) => [character, byte]))
    const bytes = fromJson({}, { vocab, merges: [] })
    for (let byte = 0; byte < 256; byte++) expect([...bytes.tokenBytes(byte)]).toEqual([byte])
    expect([...bytes.encode('é \n')]).toEqual([0xc3, 0xa9, 0x20, 0x0a])
  })
})
