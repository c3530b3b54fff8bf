/** Decoding: at once and as a stream, the same and as the Encoding Standard says. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Tokenizer } from '../../dist/tokenizer/index.js'
import { byteAlphabet, gpt2Files, tokenizerJson } from './gpt2'
import { texts } from './texts'

const files = gpt2Files()
const tokenizer = Tokenizer.fromTokenizerJson(files.tokenizerJson)
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

function stream(from: Tokenizer, ids: ArrayLike<number>, options?: { skipSpecial?: boolean }) {
  const decoder = from.decoder(options)
  const parts = Array.from(ids, (id) => decoder.push(id))
  return [...parts, decoder.flush()]
}

/** A tokenizer whose ids are the bytes, so that any byte sequence can be decoded. */
const bytes = Tokenizer.fromTokenizerJson(
  tokenizerJson(Object.fromEntries(byteAlphabet.map((character, byte) => [character, byte])), []),
)

describe('decode', () => {
  it('undoes encode for every well-formed text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(tokenizer.decode(tokenizer.encode(text))).toBe(text)
      }),
      { numRuns: 2000 },
    )
  })

  it('takes any array of ids', () => {
    expect(tokenizer.decode([15496, 995])).toBe('Hello world')
    expect(tokenizer.decode(Int32Array.of(15496, 995))).toBe('Hello world')
    expect(tokenizer.decode({ length: 1, 0: 15496 })).toBe('Hello')
    expect(tokenizer.decode([])).toBe('')
  })

  it('keeps byte-order marks', () => {
    expect(tokenizer.decode(tokenizer.encode('\ufeff\ufeffa\ufeff'))).toBe('\ufeff\ufeffa\ufeff')
    expect(stream(tokenizer, tokenizer.encode('\ufeffa\ufeff')).join('')).toBe('\ufeffa\ufeff')
  })

  it('shows special tokens, or leaves them out', () => {
    const ids = [15496, 50256, 995]
    expect(tokenizer.decode(ids)).toBe('Hello<|endoftext|> world')
    expect(tokenizer.decode(ids, { skipSpecial: true })).toBe('Hello world')
    expect(stream(tokenizer, ids)).toEqual(['Hello', '<|endoftext|>', ' world', ''])
    expect(stream(tokenizer, ids, { skipSpecial: true })).toEqual(['Hello', '', ' world', ''])
  })

  it.each([50257, 100000, -1, 1.5, Number.NaN, '0', undefined, null, 2 ** 32])(
    'refuses %s',
    (id) => {
      const decoder = tokenizer.decoder()
      decoder.push(tokenizer.encode('é')[0]!)
      for (const decode of [
        () => tokenizer.decode([15496, id as number]),
        () => tokenizer.decode([15496, id as number], { skipSpecial: true }),
        () => decoder.push(id as number),
        () => tokenizer.tokenText(id as number),
        () => tokenizer.tokenBytes(id as number),
      ]) {
        expect(decode).toThrow(
          expect.objectContaining({
            code: 'ERR_NEXTOKEN_INVALID_TOKEN',
            message: expect.stringMatching(new RegExp(`token id ${id} .*50257`)),
          }),
        )
      }
    },
  )

  it('refuses what is no array', () => {
    for (const ids of [undefined, null, 5, 'abc', {}]) {
      expect(() => tokenizer.decode(ids as number[])).toThrow(
        expect.objectContaining({ code: 'ERR_NEXTOKEN_INVALID_ARGUMENT' }),
      )
    }
  })
})

describe('the streaming decoder', () => {
  it('gives together what decode gives, for any ids', () => {
    const id = fc.oneof(
      fc.integer({ min: 0, max: 50256 }),
      // The first 256 are single bytes: most of them parts of characters.
      fc.integer({ min: 0, max: 255 }),
    )
    fc.assert(
      fc.property(fc.array(id, { maxLength: 40 }), fc.boolean(), (ids, skipSpecial) => {
        const parts = stream(tokenizer, ids, { skipSpecial })
        expect(parts.join('')).toBe(tokenizer.decode(ids, { skipSpecial }))
      }),
      { numRuns: 5000 },
    )
  })

  it('decodes any bytes as the Encoding Standard says', () => {
    // The bytes at which UTF-8 changes its mind, more often than chance would have them.
    const edges = [0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0]
    edges.push(0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff, 0xbb, 0xbf)
    const byte = fc.oneof(fc.constantFrom(...edges), fc.integer({ min: 0, max: 255 }))
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 12 }), (ids) => {
        const expected = utf8.decode(Uint8Array.from(ids))
        expect(bytes.decode(ids)).toBe(expected)
        expect(stream(bytes, ids).join('')).toBe(expected)
      }),
      { numRuns: 20000 },
    )
  })

  it('gives each character with its last byte, never half of one', () => {
    for (const text of Object.values(texts)) {
      const encoded = new TextEncoder().encode(text)
      const expected: string[] = []
      for (const character of text) {
        const length = new TextEncoder().encode(character).length
        expected.push(...new Array(length - 1).fill(''), character)
      }
      expect(stream(bytes, encoded)).toEqual([...expected, ''])
    }
  })

  it('gives up on bytes as soon as they can be no character', () => {
    const pushed = (...ids: number[]) => stream(bytes, ids)
    expect(pushed(0xe2, 0x82)).toEqual(['', '', '\ufffd'])
    expect(pushed(0xe2, 0x41)).toEqual(['', '\ufffdA', ''])
    expect(pushed(0xe0, 0x80)).toEqual(['', '\ufffd\ufffd', ''])
    expect(pushed(0xed, 0xa0)).toEqual(['', '\ufffd\ufffd', ''])
    expect(pushed(0xf4, 0x90)).toEqual(['', '\ufffd\ufffd', ''])
    expect(pushed(0xf0, 0x9f, 0xf0, 0x9f)).toEqual(['', '', '\ufffd', '', '\ufffd'])
    expect(pushed(0xc0, 0xff, 0x80)).toEqual(['\ufffd', '\ufffd', '\ufffd', ''])
  })

  it('can be used again after flush, and is unharmed by a wrong id', () => {
    const decoder = bytes.decoder()
    expect(decoder.push(0xc3)).toBe('')
    expect(decoder.flush()).toBe('\ufffd')
    expect(decoder.flush()).toBe('')
    expect(decoder.push(0xc3)).toBe('')
    expect(() => decoder.push(256)).toThrow()
    expect(decoder.push(0xa9)).toBe('é')
  })

  it('does not share state between streams', () => {
    const [a, b] = [bytes.decoder(), bytes.decoder()]
    a.push(0xc3)
    expect(b.push(0x41)).toBe('A')
    expect(a.push(0xa9)).toBe('é')
  })
})

describe('single tokens', () => {
  it('have bytes and a text', () => {
    expect(tokenizer.tokenText(15496)).toBe('Hello')
    expect(tokenizer.tokenText(995)).toBe(' world')
    expect(bytes.tokenText(0xc3)).toBe('\ufffd')
    expect([...bytes.tokenBytes(0xc3)]).toEqual([0xc3])
    expect(tokenizer.tokenText(50256)).toBe('<|endoftext|>')
  })

  it('give a copy of their bytes', () => {
    tokenizer.tokenBytes(15496).fill(0)
    expect(tokenizer.decode([15496])).toBe('Hello')
  })
})
