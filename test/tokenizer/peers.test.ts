/** The same ids as two independent implementations, with GPT-2's own vocabulary. */

import { Tokenizer as HuggingFaceTokenizer } from '@huggingface/tokenizers'
import { encode as gptTokenizerEncode } from 'gpt-tokenizer/encoding/r50k_base'
import { describe, expect, it } from 'vitest'
import { Tokenizer } from '../../dist/tokenizer/index.js'
import { randomIntegers } from '../support/random.js'
import { gpt2Files } from './gpt2'
import { randomText, texts } from './texts'

const files = gpt2Files()
const tokenizer = Tokenizer.fromVocabAndMerges(files.vocabJson, files.mergesText)
const fromJson = Tokenizer.fromTokenizerJson(files.tokenizerJson)
// Without the added token: this peer would find it in any text.
const huggingFace = new HuggingFaceTokenizer(
  { ...JSON.parse(files.tokenizerJson), added_tokens: [] },
  {},
)
// Ordinary text only, like `encode` here.
const gptTokenizer = (text: string) => gptTokenizerEncode(text, { disallowedSpecial: new Set() })

function expectSameAsPeers(text: string): void {
  const ids = [...tokenizer.encode(text)]
  expect(ids).toEqual(gptTokenizer(text))
  expect(ids).toEqual(huggingFace.encode(text).ids)
  expect([...fromJson.encode(text)]).toEqual(ids)
  expect(tokenizer.decode(ids)).toBe(text)
}

describe('the same ids as gpt-tokenizer and @huggingface/tokenizers', () => {
  it.each(Object.entries(texts))('%s', (_, text) => expectSameAsPeers(text))

  it('all texts together', () => expectSameAsPeers(Object.values(texts).join('\n')))

  it('every beginning and end of some texts', () => {
    for (const text of [texts.contractions!, texts.white!, texts.emoji!]) {
      const characters = [...text]
      for (let i = 0; i <= characters.length; i++) {
        expectSameAsPeers(characters.slice(0, i).join(''))
        expectSameAsPeers(characters.slice(i).join(''))
      }
    }
  })

  it('the text of every token of GPT-2', () => {
    for (let id = 0; id < tokenizer.vocabSize; id += 50) {
      let text = ''
      for (let i = id; i < Math.min(id + 50, tokenizer.vocabSize); i++)
        text += tokenizer.tokenText(i)
      expectSameAsPeers(text)
    }
  })

  it('random texts', () => {
    const random = randomIntegers(20190214)
    for (let i = 0; i < 1500; i++) {
      // Both peers read the pattern's `\s` as JavaScript does, so they are no oracle for these two.
      expectSameAsPeers(randomText(random, 1 + random(60)).replace(/[\x85\ufeff]/g, ''))
    }
  })

  it('every character of the first two planes', () => {
    const wrong: string[] = []
    for (let first = 0; first < 0x20000; first += 128) {
      if (first >= 0xd800 && first < 0xe000) continue
      let text = ''
      for (let c = first; c < first + 128; c++) text += `a${String.fromCodePoint(c, c)}a `
      if (tokenizer.encode(text).join() !== gptTokenizer(text).join())
        wrong.push(first.toString(16))
    }
    expect(wrong).toEqual([])
  })

  it('a lone surrogate is U+FFFD', () => {
    for (const text of [
      '\ud800',
      'a\udc00b',
      '\ud83d \ude00',
      '\ud83d\ud83d\ude00',
      '\udc00\ud800',
    ]) {
      const ids = [...tokenizer.encode(text)]
      expect(ids).toEqual(gptTokenizer(text))
      expect(tokenizer.decode(ids)).toBe(new TextDecoder().decode(new TextEncoder().encode(text)))
    }
  })
})
