/**
 * Reads the files that describe a tokenizer: `vocab.json` with `merges.txt`, or `tokenizer.json`.
 */

import { NextokenError } from '../errors.js'
import { invalid, isRecord, quote, type Vocabulary, VocabularyBuilder } from './vocab.js'

/** Options of `Tokenizer.fromVocabAndMerges`. */
export interface VocabAndMergesOptions {
  /**
   * More special tokens and their ids. `<|endoftext|>` is always one if the vocabulary has it.
   * Default: none.
   */
  specialTokens?: Readonly<Record<string, number>> | ReadonlyMap<string, number>
  /** Put a space before text that does not begin with one. Default: false, as in GPT-2. */
  addPrefixSpace?: boolean
  /** What error messages call the first file. Default: `vocab.json`. */
  vocabName?: string
  /** What error messages call the second file. Default: `merges.txt`. */
  mergesName?: string
}

/** Options of `Tokenizer.fromTokenizerJson`. */
export interface TokenizerJsonOptions {
  /** What error messages call the file. Default: `tokenizer.json`. */
  name?: string
}

export function readVocabAndMerges(
  vocabJson: string,
  mergesText: string,
  options: VocabAndMergesOptions,
): Vocabulary {
  const { vocabName = 'vocab.json', mergesName = 'merges.txt', specialTokens = {} } = options
  const builder = new VocabularyBuilder()
  builder.addTokens(parseJson(vocabJson, vocabName), vocabName)
  const entries = specialTokens instanceof Map ? specialTokens : Object.entries(specialTokens)
  for (const [token, id] of entries) builder.addSpecial(token, id, 'specialTokens')

  const lines = withoutMark(mergesText).split('\n')
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!.endsWith('\r') ? lines[i]!.slice(0, -1) : lines[i]!
    // Only the first line may be a comment: `# #` and others that begin so are merges of GPT-2.
    if (line === '' || (i === 0 && line.startsWith('#version'))) continue
    addMergeLine(builder, line, () => `${mergesName}, line ${i + 1}`)
  }
  return builder.build(options.addPrefixSpace ?? false)
}

/**
 * What would change the ids is either done or refused by name. `truncation` and `padding` are
 * neither: they are the file's leftovers of one call's options, which Hugging Face's GPT-2
 * tokenizer sets anew for every call.
 */
export function readTokenizerJson(text: string, options: TokenizerJsonOptions): Vocabulary {
  const name = options.name ?? 'tokenizer.json'
  const file = parseJson(text, name)
  if (!isRecord(file) || !isRecord(file.model)) {
    throw invalid(`${name}: it must be an object with a "model" in it.`)
  }
  const { model } = file
  const unsupported = (what: string, value: unknown, supported: string) =>
    new NextokenError(
      'ERR_NEXTOKEN_UNSUPPORTED_TOKENIZER',
      `${name}: ${what} is ${describe(value)}; supported: ${supported}.`,
    )
  const refuse = (what: string, value: unknown, supported: string, isOff: boolean) => {
    if (!isOff) throw unsupported(what, value, supported)
  }
  // The first tokenizer.json of GPT-2 had no type in its model.
  refuse('model.type', model.type, '"BPE"', (model.type ?? 'BPE') === 'BPE')
  refuse('normalizer', file.normalizer, 'none', (file.normalizer ?? null) === null)
  refuse('model.dropout', model.dropout, 'none', !model.dropout)
  refuse('model.byte_fallback', model.byte_fallback, 'false', !model.byte_fallback)
  refuse('model.ignore_merges', model.ignore_merges, 'false', !model.ignore_merges)
  for (const affix of ['continuing_subword_prefix', 'end_of_word_suffix']) {
    refuse(`model.${affix}`, model[affix], 'none', !model[affix])
  }
  const splitter = onlyStep(file.pre_tokenizer, 'pretokenizers')
  refuse('pre_tokenizer', splitter, '"ByteLevel"', isStep(splitter, 'ByteLevel'))
  const { use_regex: usesPattern = true, add_prefix_space: addPrefixSpace } = splitter as Step
  refuse('pre_tokenizer.use_regex', usesPattern, 'true', usesPattern === true)
  if (typeof addPrefixSpace !== 'boolean') {
    throw invalid(`${name}: pre_tokenizer.add_prefix_space must be true or false.`)
  }
  const decoder = onlyStep(file.decoder, 'decoders')
  refuse('decoder', decoder, '"ByteLevel"', isStep(decoder, 'ByteLevel'))
  for (const step of stepsOf(file.post_processor, 'processors')) {
    refuse('post_processor', step, 'none that adds tokens', addsNothing(step))
  }

  const builder = new VocabularyBuilder()
  builder.addTokens(model.vocab, name)
  addAddedTokens(builder, file.added_tokens, name, unsupported)
  if (!Array.isArray(model.merges)) throw invalid(`${name}: model.merges must be a list.`)
  model.merges.forEach((merge: unknown, index) => {
    const where = () => `${name}, model.merges[${index}]`
    if (typeof merge === 'string') addMergeLine(builder, merge, where)
    else if (isPair(merge)) builder.addMerge(merge[0], merge[1], where)
    else throw invalid(`${where()}: a merge must be "a b" or ["a", "b"].`)
  })
  const unknown = model.unk_token ?? null
  if (typeof unknown === 'string') {
    builder.setUnknown(unknown, model.fuse_unk === true, `${name}, model.unk_token`)
  } else if (unknown !== null) {
    throw invalid(`${name}: model.unk_token must be a string or null.`)
  }
  return builder.build(addPrefixSpace)
}

function addMergeLine(builder: VocabularyBuilder, line: string, where: () => string): void {
  const space = line.indexOf(' ')
  if (space <= 0 || space === line.length - 1 || line.includes(' ', space + 1)) {
    throw invalid(`${where()}: ${quote(line)} is no merge: two tokens with one space between them.`)
  }
  builder.addMerge(line.slice(0, space), line.slice(space + 1), where)
}

function addAddedTokens(
  builder: VocabularyBuilder,
  addedTokens: unknown,
  name: string,
  unsupported: (what: string, value: unknown, supported: string) => NextokenError,
): void {
  const list = addedTokens ?? []
  if (!Array.isArray(list)) throw invalid(`${name}: added_tokens must be a list.`)
  list.forEach((added: unknown, index) => {
    const where = `${name}, added_tokens[${index}]`
    if (!isRecord(added) || typeof added.content !== 'string') {
      throw invalid(`${where}: it must be an object with a "content" in it.`)
    }
    // These change how the text around the token is cut.
    for (const flag of ['lstrip', 'rstrip', 'single_word']) {
      if (added[flag]) throw unsupported(`${flag} of ${quote(added.content)}`, true, 'false')
    }
    builder.addSpecial(added.content, added.id, where)
  })
}

type Step = Record<string, unknown>

function isStep(value: unknown, type: string): value is Step {
  return isRecord(value) && value.type === type
}

/** The steps of a sequence, or the value as the only step. Sequences in sequences stay refused. */
function stepsOf(value: unknown, list: string): unknown[] {
  const steps = isStep(value, 'Sequence') ? value[list] : undefined
  return Array.isArray(steps) ? steps : [value]
}

/** A sequence of one step means the same as the step alone. */
function onlyStep(value: unknown, list: string): unknown {
  const steps = stepsOf(value, list)
  return steps.length === 1 ? steps[0] : value
}

/** Whether a post-processor's step leaves the ids as they are. */
function addsNothing(step: unknown): boolean {
  // ByteLevel trims offsets into the text, which are not kept here.
  if ((step ?? null) === null || isStep(step, 'ByteLevel')) return true
  if (!isStep(step, 'TemplateProcessing') || !Array.isArray(step.single)) return false
  return step.single.length === 1 && isRecord(step.single[0]) && 'Sequence' in step.single[0]
}

function isPair(value: unknown): value is [string, string] {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    typeof value[0] === 'string' &&
    typeof value[1] === 'string'
  )
}

function describe(value: unknown): string {
  if (value === undefined) return 'missing'
  if (Array.isArray(value)) return 'a list'
  if (!isRecord(value)) return quote(String(value))
  return typeof value.type === 'string' ? quote(value.type) : 'an object'
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(withoutMark(text))
  } catch (cause) {
    throw invalid(`${name}: it is no JSON: ${(cause as Error).message}`, cause)
  }
}

/** The text without a byte-order mark, which editors leave at the beginning of files. */
function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text
}
