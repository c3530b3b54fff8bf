/** The tokenizer as its users see it: text to ids and back. The files beside this one do it. */

import { NextokenError } from '../errors.js'
import { type DecodeOptions, decodeAll, StreamingDecoder, tokenText } from './decoder.js'
import { Encoder, TokenList } from './encoder.js'
import {
  readTokenizerJson,
  readVocabAndMerges,
  type TokenizerJsonOptions,
  type VocabAndMergesOptions,
} from './files.js'
import { readTables, TABLES_VERSION, writeTables } from './tables.js'
import { END_OF_TEXT, quote, type Vocabulary } from './vocab.js'

export type { DecodeOptions, StreamingDecoder, TokenizerJsonOptions, VocabAndMergesOptions }
export { TABLES_VERSION }

/** Options of {@link Tokenizer.encode}. */
export interface EncodeOptions {
  /**
   * Which special tokens the text may name: all, none, or those listed. Default: false, so that the
   * text of a user who writes `<|endoftext|>` is encoded as any other.
   */
  allowSpecial?: boolean | readonly string[]
}

/**
 * Byte-level BPE, with the same ids as OpenAI's GPT-2 for every text.
 *
 * @example
 * const tokenizer = Tokenizer.fromVocabAndMerges(vocabJson, mergesText)
 * tokenizer.encode('Hello world')      // Int32Array [15496, 995]
 * tokenizer.decode([15496, 995])       // 'Hello world'
 */
export class Tokenizer {
  /** The highest token id + 1. A model may have more rows: padding, which stands for no text. */
  readonly vocabSize: number
  /** The id of `<|endoftext|>`, if the vocabulary has it. */
  readonly endOfText: number | undefined
  /** The special tokens and their ids. */
  readonly specialTokens: ReadonlyMap<string, number>

  private readonly encoder: Encoder

  private constructor(private readonly vocabulary: Vocabulary) {
    this.encoder = new Encoder(vocabulary)
    this.vocabSize = vocabulary.size
    this.endOfText = vocabulary.special.get(END_OF_TEXT)
    this.specialTokens = vocabulary.special
  }

  /**
   * Makes a tokenizer of the contents of `vocab.json` and `merges.txt`, the files of OpenAI's
   * GPT-2.
   *
   * @throws NextokenError `ERR_NEXTOKEN_INVALID_TOKENIZER` if they are broken or do not fit
   *   together.
   */
  static fromVocabAndMerges(
    vocabJson: string,
    mergesText: string,
    options: VocabAndMergesOptions = {},
  ): Tokenizer {
    return new Tokenizer(readVocabAndMerges(vocabJson, mergesText, options))
  }

  /**
   * Makes a tokenizer of the content of a `tokenizer.json`. All its added tokens are special tokens
   * here.
   *
   * @throws NextokenError `ERR_NEXTOKEN_INVALID_TOKENIZER` if it is broken;
   *   `ERR_NEXTOKEN_UNSUPPORTED_TOKENIZER` if it is not byte-level BPE, or asks for more than that.
   */
  static fromTokenizerJson(text: string, options: TokenizerJsonOptions = {}): Tokenizer {
    return new Tokenizer(readTokenizerJson(text, options))
  }

  /** @internal What `toTables` made; undefined for anything else. */
  static fromTables(data: Buffer): Tokenizer | undefined {
    const vocabulary = readTables(data)
    return vocabulary && new Tokenizer(vocabulary)
  }

  /** @internal All that there is to know, quick to read again. */
  toTables(): Buffer {
    return writeTables(this.vocabulary)
  }

  /**
   * The token ids of a text. A lone surrogate is encoded as U+FFFD.
   *
   * @example
   * tokenizer.encode('a<|endoftext|>')                          // Int32Array [64, 27, 91, ...]
   * tokenizer.encode('a<|endoftext|>', { allowSpecial: true })  // Int32Array [64, 50256]
   *
   * @throws NextokenError `ERR_NEXTOKEN_INVALID_ARGUMENT` if `text` is no string, if `allowSpecial`
   *   names no special token, or if the vocabulary has no token for a byte of the text (GPT-2's has
   *   all 256).
   */
  encode(text: string, options: EncodeOptions = {}): Int32Array {
    if (typeof text !== 'string') {
      throw invalidArgument(`text must be a string, not ${typeof text}.`)
    }
    // English has a token for every four or five characters.
    const tokens = new TokenList((text.length >> 2) + 8)
    const special = this.allowedSpecial(options.allowSpecial ?? false)
    let start = 0
    if (special !== undefined) {
      for (const { 0: token, index } of text.matchAll(special)) {
        this.encoder.encode(text.slice(start, index), tokens)
        tokens.push(this.specialTokens.get(token)!)
        start = index + token.length
      }
    }
    this.encoder.encode(start === 0 ? text : text.slice(start), tokens)
    return tokens.toArray()
  }

  /** How many tokens `encode(text)` gives. */
  count(text: string): number {
    return this.encode(text).length
  }

  /**
   * The text of tokens. Bytes that are no UTF-8 become U+FFFD; nothing else is changed or left out.
   *
   * @throws NextokenError `ERR_NEXTOKEN_INVALID_TOKEN` if an id is no token of the vocabulary.
   */
  decode(ids: ArrayLike<number>, options: DecodeOptions = {}): string {
    if (typeof ids !== 'object' || ids === null || !Number.isInteger(ids.length)) {
      throw invalidArgument('ids must be an array of token ids.')
    }
    return decodeAll(this.vocabulary, ids, options.skipSpecial ?? false)
  }

  /** A decoder for a stream of tokens, which never cuts a character in half. */
  decoder(options: DecodeOptions = {}): StreamingDecoder {
    return new StreamingDecoder(this.vocabulary, options.skipSpecial ?? false)
  }

  /**
   * The text of one token by itself; U+FFFD where it is only a part of a character.
   *
   * @throws NextokenError `ERR_NEXTOKEN_INVALID_TOKEN` if there is no such token.
   */
  tokenText(id: number): string {
    return tokenText(this.vocabulary, id)
  }

  /**
   * The bytes of one token, a copy.
   *
   * @throws NextokenError `ERR_NEXTOKEN_INVALID_TOKEN` if there is no such token.
   */
  tokenBytes(id: number): Uint8Array {
    return this.vocabulary.bytesOf(id).slice()
  }

  /** Finds the allowed special tokens; of two that begin at one place, the longer. */
  private allowedSpecial(allow: boolean | readonly string[]): RegExp | undefined {
    if (typeof allow !== 'boolean' && !Array.isArray(allow)) {
      throw invalidArgument('allowSpecial must be true, false or an array of special tokens.')
    }
    const names = typeof allow === 'boolean' ? (allow ? [...this.specialTokens.keys()] : []) : allow
    for (const name of names) {
      if (!this.specialTokens.has(name)) {
        const known = [...this.specialTokens.keys()].map(quote).join(', ') || 'none'
        throw invalidArgument(
          `allowSpecial: ${quote(String(name))} is no special token; known: ${known}.`,
        )
      }
    }
    if (names.length === 0) return undefined
    const longestFirst = [...names].sort((a, b) => b.length - a.length)
    return new RegExp(longestFirst.map(escapeForRegExp).join('|'), 'g')
  }
}

function escapeForRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

function invalidArgument(message: string): NextokenError {
  return new NextokenError('ERR_NEXTOKEN_INVALID_ARGUMENT', message)
}
