/**
 * GPT-2's own tokenizer files, made again from the ranks that gpt-tokenizer ships: its list has the tokens in the
 * order of their ids, and the merge that makes a token is the pair that is left when its bytes are merged by the
 * tokens before it.
 */

import ranks from 'gpt-tokenizer/bpeRanks/r50k_base'

export interface Gpt2Files {
  vocabJson: string
  mergesText: string
  tokenizerJson: string
  /** The merges in order, spelt in the byte alphabet. */
  merges: [string, string][]
  vocab: Record<string, number>
}

/** The byte alphabet, written independently of the library's: printable Latin-1 first, then U+0100 and on. */
export const byteAlphabet: string[] = []
for (const [from, to] of [
  [0x21, 0x7e],
  [0xa1, 0xac],
  [0xae, 0xff],
] as const) {
  for (let byte = from; byte <= to; byte++) byteAlphabet[byte] = String.fromCodePoint(byte)
}
for (let byte = 0, next = 0x100; byte < 256; byte++) {
  byteAlphabet[byte] ??= String.fromCodePoint(next++)
}

let made: Gpt2Files | undefined

export function gpt2Files(): Gpt2Files {
  made ??= makeFiles()
  return made
}

/** A tokenizer.json with the given differences from GPT-2's. */
export function tokenizerJson(
  vocab: Record<string, number>,
  merges: unknown[],
  file: Record<string, unknown> = {},
  model: Record<string, unknown> = {},
): string {
  return JSON.stringify({
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [],
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true },
    post_processor: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: false },
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true },
    ...file,
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: '',
      end_of_word_suffix: '',
      fuse_unk: false,
      vocab,
      merges,
      ...model,
    },
  })
}

export const endOfTextToken = {
  id: 50256,
  content: '<|endoftext|>',
  special: true,
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: true,
}

function makeFiles(): Gpt2Files {
  const spelt = ranks.map((token) =>
    Array.from(typeof token === 'string' ? Buffer.from(token) : token, (b) => byteAlphabet[b]).join(
      '',
    ),
  )
  const rankOf = new Map(spelt.map((token, rank) => [token, rank]))
  const merges: [string, string][] = []
  for (let rank = 256; rank < spelt.length; rank++) {
    const parts = [...spelt[rank]!]
    while (parts.length > 2) {
      let lowest = rank
      let at = -1
      for (let i = 0; i + 1 < parts.length; i++) {
        const pair = rankOf.get(parts[i]! + parts[i + 1]!) ?? rank
        if (pair < lowest) {
          lowest = pair
          at = i
        }
      }
      if (at < 0) throw new Error(`the token ${spelt[rank]} cannot be merged from those before it`)
      parts.splice(at, 2, parts[at]! + parts[at + 1]!)
    }
    merges.push([parts[0]!, parts[1]!])
  }
  const vocab = Object.fromEntries([...spelt, '<|endoftext|>'].map((token, id) => [token, id]))
  const lines = merges.map((merge) => merge.join(' '))
  return {
    vocab,
    merges,
    vocabJson: JSON.stringify(vocab),
    mergesText: `#version: 0.2\n${lines.join('\n')}\n`,
    tokenizerJson: tokenizerJson(vocab, lines, { added_tokens: [endOfTextToken] }),
  }
}
