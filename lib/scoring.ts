/** How likely a model finds a text: `score`, and `rank` and `classify`, which compare continuations. */

import { NextokenError } from './errors.js'
import {
  checkBoolean,
  checkInteger,
  checkKnownKeys,
  checkOneOf,
  checkString,
  describe,
  MAX_TOP,
} from './options.js'
import {
  checkFits,
  checkReadOptions,
  idsOfText,
  isList,
  type ReadableModel,
  type Reading,
  type ReadOptions,
  type ReadPolicy,
  readAll,
  readOptionNames,
  type TextOrIds,
  type TokenLogprob,
  topTokens,
} from './readout.js'

/** Options of `model.score`. Unknown names are refused. */
export interface ScoreOptions extends ReadOptions {
  /**
   * How far the window moves on in texts that are longer than the context, 1 to contextLength - 1. Each token
   * is scored once, with at least contextLength - stride tokens before it. Smaller is more exact and slower.
   * Default: half the context.
   */
  stride?: number
  /**
   * Whether the first token is scored, too, as what follows the start token (GPT-2: `<|endoftext|>`).
   * Default: true where the model has a start token and the text does not begin with it.
   */
  startToken?: boolean
  /** The likeliest tokens in each token's place, 0 to 100 (or the vocabulary). Default: 0. */
  topLogprobs?: number
}

/** How likely a text is. */
export interface Score {
  readonly ids: Int32Array
  /**
   * Natural logarithm of each token's probability, given those before it. The first is NaN where nothing
   * stands before it (see `startToken`).
   */
  readonly logprobs: Float32Array
  /** The sum of `logprobs`, NaN left out. */
  readonly totalLogprob: number
  /** exp(-totalLogprob / number of scored tokens). NaN where no token is scored. */
  readonly perplexity: number
  /** With `topLogprobs`: the likeliest tokens in each token's place, best first; none where it is NaN. */
  readonly top?: readonly (readonly TokenLogprob[])[]
}

const scoreOptionNames = [...readOptionNames, 'stride', 'startToken', 'topLogprobs'] as const

/** A piece of a text that is scored in one go. */
interface Window {
  readonly reading: Reading
  /** Where the first scored token stands in the text. */
  readonly at: number
  readonly rows: number
}

export async function score(
  model: ReadableModel,
  input: TextOrIds | readonly TextOrIds[],
  options: ScoreOptions,
): Promise<Score | Score[]> {
  checkKnownKeys(options, scoreOptionNames, 'score')
  const policy = checkReadOptions(options)
  const { contextLength, vocabSize } = model.config
  const most = Math.max(1, contextLength - 1)
  const stride = checkInteger('stride', options.stride ?? defaultStride(contextLength), 1, most)
  const top = Math.min(checkInteger('topLogprobs', options.topLogprobs ?? 0, 0, MAX_TOP), vocabSize)
  const startToken =
    options.startToken === undefined ? undefined : checkBoolean('startToken', options.startToken)
  if (startToken === true) startIdOf(model)
  const list = isList(input)
  const texts = list ? input : [input as TextOrIds]
  const prepared = texts.map((text, index) => {
    const ids = idsOfText(model, text, list ? `text ${index}` : 'text')
    const start = startToken ?? (model.startId !== undefined && ids[0] !== model.startId)
    return prepare(ids, start ? startIdOf(model) : undefined, contextLength, stride, top)
  })
  await readWindows(model, prepared, policy)
  const scores = prepared.map((each) => collect(model, each, top))
  return list ? scores : scores[0]!
}

/** The prompt of a generation, which goes on from the keys and values that this leaves. */
export async function scorePrompt(
  model: ReadableModel,
  ids: Int32Array,
  topLogprobs: number,
  policy: ReadPolicy,
): Promise<Score> {
  const { contextLength, vocabSize } = model.config
  const top = Math.min(topLogprobs, vocabSize)
  const prepared = prepare(ids, undefined, contextLength, defaultStride(contextLength), top, true)
  await readWindows(model, [prepared], policy)
  return collect(model, prepared, top)
}

function defaultStride(contextLength: number): number {
  return Math.max(1, Math.floor(contextLength / 2))
}

function readWindows(model: ReadableModel, prepared: readonly Prepared[], policy: ReadPolicy) {
  const readings = prepared.flatMap(({ windows }) => windows.map(({ reading }) => reading))
  return readAll(model, readings, policy)
}

function startIdOf({ startId, config }: ReadableModel): number {
  if (startId !== undefined && startId < config.vocabSize) return startId
  throw new NextokenError(
    'ERR_NEXTOKEN_INVALID_ARGUMENT',
    'startToken is true, but this model names no start token (bos_token_id)',
  )
}

interface Prepared {
  readonly ids: Int32Array
  readonly windows: readonly Window[]
}

/**
 * The windows of a text, as in Hugging Face's guide to the perplexity of models with a fixed length: window w
 * holds the `context` tokens from w x stride on, the start token counted, and scores those that the one
 * before did not hold.
 */
function prepare(
  ids: Int32Array,
  startId: number | undefined,
  context: number,
  stride: number,
  top: number,
  sharesPrefix = false,
): Prepared {
  const before = startId === undefined ? 0 : 1
  const all = new Int32Array(before + ids.length)
  if (startId !== undefined) all[0] = startId
  all.set(ids, before)
  const windows: Window[] = []
  // The last token of a window is only scored, so that a context of 1 has room for two.
  const size = Math.max(2, context)
  for (let begin = 0, scored = 1; scored < all.length; begin += stride) {
    const end = Math.min(begin + size, all.length)
    const rows = end - scored
    windows.push({
      at: scored - before,
      rows,
      reading: {
        ids: all.slice(begin, end - 1),
        first: scored - 1 - begin,
        sharesPrefix,
        targets: all.slice(scored, end),
        targetLogprobs: new Float32Array(rows),
        ...topArrays(top, rows),
      },
    })
    scored = end
  }
  return { ids, windows }
}

function topArrays(top: number, rows: number): Partial<Reading> {
  if (top === 0) return {}
  return { top, topIds: new Int32Array(rows * top), topLogprobs: new Float32Array(rows * top) }
}

function collect(model: ReadableModel, { ids, windows }: Prepared, top: number): Score {
  const logprobs = new Float32Array(ids.length).fill(Number.NaN)
  const likeliest: TokenLogprob[][] = Array.from(ids, () => [])
  for (const { at, rows, reading } of windows) {
    logprobs.set(reading.targetLogprobs!, at)
    if (top === 0) continue
    const tokens = topTokens(model, reading.topIds!, reading.topLogprobs!, top)
    for (let i = 0; i < rows; i++) likeliest[at + i] = tokens[i]!
  }
  let totalLogprob = 0
  let count = 0
  for (const logprob of logprobs) {
    if (Number.isNaN(logprob)) continue
    totalLogprob += logprob
    count++
  }
  const perplexity = Math.exp(-totalLogprob / count)
  return {
    ids,
    logprobs,
    totalLogprob,
    perplexity,
    ...(top > 0 && { top: likeliest }),
  }
}

/** Options of `model.rank`. Unknown names are refused. */
export interface RankOptions extends ReadOptions {
  /**
   * What is compared: `none`, the log-probability of the whole continuation, or `length`, the same divided by
   * its number of tokens. Default: `none`.
   */
  normalize?: 'none' | 'length'
}

/** A continuation, and how likely it is after the prompt. */
export interface RankedContinuation {
  /** Its place in the list that was given. */
  readonly index: number
  readonly continuation: TextOrIds
  /** Natural logarithm of its probability after the prompt: the sum over its tokens. */
  readonly logprob: number
  readonly tokens: number
  /** `logprob`, or the mean of a token with `normalize: 'length'`: what the order goes by. */
  readonly score: number
  /** The scores as probabilities among the continuations: softmax(score). */
  readonly probability: number
}

export async function rank(
  model: ReadableModel,
  prompt: TextOrIds | undefined,
  continuations: readonly TextOrIds[],
  options: RankOptions,
): Promise<RankedContinuation[]> {
  checkKnownKeys(options, [...readOptionNames, 'normalize'], 'rank')
  const policy = checkReadOptions(options)
  const normalize = checkNormalize(options.normalize)
  return rankBy(model, prompt, checkTexts('continuations', continuations), normalize, policy)
}

function checkNormalize(normalize: unknown): 'none' | 'length' {
  return checkOneOf('normalize', normalize ?? 'none', ['none', 'length'] as const)
}

function checkTexts(name: string, texts: readonly TextOrIds[]): readonly TextOrIds[] {
  if (Array.isArray(texts) && texts.length > 0) return texts
  throw new NextokenError(
    'ERR_NEXTOKEN_INVALID_ARGUMENT',
    `${name} must be a list with at least one entry, got ${describe(texts)}`,
  )
}

async function rankBy(
  model: ReadableModel,
  prompt: TextOrIds | undefined,
  continuations: readonly TextOrIds[],
  normalize: 'none' | 'length',
  policy: ReadPolicy,
): Promise<RankedContinuation[]> {
  // White space before a word is a part of its token: it goes over to the continuations.
  const [text, space] = typeof prompt === 'string' ? splitSpace(prompt) : [prompt, '']
  const promptIds = model.ids(text)
  const readings = continuations.map((each, index) => {
    const name = `continuations[${index}]`
    const ids = idsOfText(model, typeof each === 'string' && each ? space + each : each, name)
    checkFits(model, `the prompt with ${name}`, promptIds.length + ids.length - 1)
    const all = new Int32Array(promptIds.length + ids.length - 1)
    all.set(promptIds)
    all.set(ids.subarray(0, -1), promptIds.length)
    return {
      ids: all,
      first: promptIds.length - 1,
      sharesPrefix: true,
      targets: ids,
      targetLogprobs: new Float32Array(ids.length),
    }
  })
  // The first one leaves the prompt's keys and values to the others.
  await readAll(model, readings.slice(0, 1), policy)
  await readAll(model, readings.slice(1), policy)
  const scored = readings.map(({ targetLogprobs }, index) => {
    const logprob = targetLogprobs.reduce((sum, each) => sum + each, 0)
    const tokens = targetLogprobs.length
    const score = normalize === 'length' ? logprob / tokens : logprob
    return { index, continuation: continuations[index]!, logprob, tokens, score }
  })
  scored.sort((a, b) => b.score - a.score || a.index - b.index)
  const weights = scored.map(({ score }) => Math.exp(score - scored[0]!.score))
  const total = weights.reduce((sum, each) => sum + each, 0)
  return scored.map((each, at) => ({ ...each, probability: weights[at]! / total }))
}

function splitSpace(text: string): [text: string, space: string] {
  const end = text.trimEnd().length
  // A prompt of nothing but white space stays whole: something must be there.
  return end === 0 ? [text, ''] : [text.slice(0, end), text.slice(end)]
}

/** Options of `model.classify`. Unknown names are refused. */
export interface ClassifyOptions extends RankOptions {
  /**
   * The prompt, with `{text}` where the text and `{label}` where each label goes; what stands after the
   * label counts, too. `{label}` may be left out: then labels stand at the end, after a space. Default:
   * `'{text}\n\nLabel: {label}'`. Examples before it make few-shot prompts.
   */
  template?: string
}

/** A label, and how well it fits the text. */
export interface Classification {
  readonly label: string
  /** Among the labels; all together make 1. */
  readonly probability: number
  /** Natural logarithm of the probability of the label, and what follows it in the template, in its place. */
  readonly logprob: number
}

const DEFAULT_TEMPLATE = '{text}\n\nLabel: {label}'

export async function classify(
  model: ReadableModel,
  text: string,
  labels: readonly string[],
  options: ClassifyOptions,
): Promise<Classification[]> {
  checkKnownKeys(options, [...readOptionNames, 'normalize', 'template'], 'classify')
  const policy = checkReadOptions(options)
  const normalize = checkNormalize(options.normalize)
  const [before, after] = splitTemplate(options.template ?? DEFAULT_TEMPLATE)
  checkString('text', text)
  checkTexts('labels', labels)
  const seen = new Set(labels.map((label, index) => checkString(`labels[${index}]`, label)))
  if (seen.size < labels.length) {
    throw new NextokenError('ERR_NEXTOKEN_INVALID_ARGUMENT', 'labels must differ from each other')
  }
  // As functions, because `$` has a meaning in a replacement.
  const fill = (part: string) => part.replaceAll('{text}', () => text)
  const ranked = await rankBy(
    model,
    fill(before),
    labels.map((label) => label + fill(after)),
    normalize,
    policy,
  )
  return ranked.map(({ index, probability, logprob }) => ({
    label: labels[index]!,
    probability,
    logprob,
  }))
}

/** What stands before the label, and what after it. */
function splitTemplate(template: string): [before: string, after: string] {
  checkString('template', template)
  const parts = template.split('{label}')
  if (!template.includes('{text}') || parts.length > 2) {
    throw new NextokenError(
      'ERR_NEXTOKEN_INVALID_ARGUMENT',
      `template must hold {text}, and {label} at most once, got ${describe(template)}`,
    )
  }
  return parts.length === 1 ? [`${template.trimEnd()} `, ''] : [parts[0]!, parts[1]!]
}
