/** What a model thinks: the next tokens, hidden states, attention and the logit lens. */

import { NextokenError } from './errors.js'
import { checkBoolean, checkInteger, checkKnownKeys, checkOneOf, MAX_TOP } from './options.js'
import {
  allocate,
  checkFits,
  checkReadOptions,
  idsOfText,
  isList,
  type ReadableModel,
  type Reading,
  type ReadOptions,
  readAll,
  readOptionNames,
  type TextOrIds,
  type TokenLogprob,
  tokenText,
  topTokens,
} from './readout.js'

/** Numbers with their shape, the last index the fastest. */
export interface Tensor {
  readonly data: Float32Array
  readonly shape: readonly number[]
}

/** Options of `model.next`. Unknown names are refused. */
export interface NextOptions extends ReadOptions {
  /** How many tokens, 1 to the vocabulary's size. Default: 10. */
  top?: number
}

/** A token that may come next. */
export interface NextToken extends TokenLogprob {
  /** Under the model itself: temperature 1, no token left out. */
  readonly probability: number
}

export async function next(
  model: ReadableModel,
  prompt: TextOrIds | undefined,
  options: NextOptions,
): Promise<NextToken[]> {
  checkKnownKeys(options, [...readOptionNames, 'top'], 'next')
  const policy = checkReadOptions(options)
  const { vocabSize } = model.config
  const top = checkInteger('top', options.top ?? Math.min(10, vocabSize), 1, vocabSize)
  const ids = model.ids(prompt)
  checkFits(model, 'the prompt', ids.length)
  const topIds = new Int32Array(top)
  const topLogprobs = new Float32Array(top)
  const first = ids.length - 1
  await readAll(model, [{ ids, first, sharesPrefix: true, top, topIds, topLogprobs }], policy)
  return topTokens(model, topIds, topLogprobs, top)[0]!.map((token) => ({
    ...token,
    probability: Math.exp(token.logprob),
  }))
}

/** Options of `model.embed`. Unknown names are refused. */
export interface EmbedOptions extends ReadOptions {
  /**
   * `mean`: the mean of all tokens' vectors. `last`: the last token's, which alone has seen the whole text.
   * `none`: every token's, one after the other. Default: `mean`.
   */
  pooling?: 'mean' | 'last' | 'none'
  /**
   * Where the vectors are taken, numbered as Hugging Face's `hidden_states`: 0, the embeddings; n, after block
   * n; `config.layers`, after the last block and the final norm. Default: `config.layers`.
   */
  layer?: number
  /** Whether each vector is scaled to length 1; zero stays zero. Default: false. */
  normalize?: boolean
}

export async function embed(
  model: ReadableModel,
  input: TextOrIds | readonly TextOrIds[],
  options: EmbedOptions,
): Promise<Float32Array | Float32Array[]> {
  checkKnownKeys(options, [...readOptionNames, 'pooling', 'layer', 'normalize'], 'embed')
  const policy = checkReadOptions(options)
  const { layers, embeddingSize } = model.config
  const poolings = ['mean', 'last', 'none'] as const
  const pooling = checkOneOf('pooling', options.pooling ?? 'mean', poolings)
  const layer = checkInteger('layer', options.layer ?? layers, 0, layers)
  const normalize = checkBoolean('normalize', options.normalize ?? false)
  const list = isList(input)
  const texts = list ? input : [input as TextOrIds]
  const ids = texts.map((text, index) => {
    const name = list ? `text ${index}` : 'text'
    const checked = idsOfText(model, text, name)
    checkFits(model, name, checked.length)
    return checked
  })
  const vectors: Float32Array[] = []
  // One by one, so that many texts need no more memory than their vectors.
  function* readings(): Generator<Reading> {
    for (const [index, own] of ids.entries()) {
      const first = pooling === 'last' ? own.length - 1 : 0
      const hidden = allocate('hidden states', own.length - first, embeddingSize)
      const onDone = () => {
        const vector = pooling === 'mean' ? meanOfRows(hidden, embeddingSize) : hidden
        if (normalize) normalizeRows(vector, embeddingSize)
        vectors[index] = vector
      }
      yield { ids: own, first, hiddenFirst: layer, hiddenCount: 1, hidden, onDone }
    }
  }
  await readAll(model, readings(), policy)
  return list ? vectors : vectors[0]!
}

function meanOfRows(rows: Float32Array, width: number): Float32Array {
  const sums = new Float64Array(width)
  for (let at = 0; at < rows.length; at += width) {
    for (let d = 0; d < width; d++) sums[d]! += rows[at + d]!
  }
  return Float32Array.from(sums, (sum) => sum / (rows.length / width))
}

export function normalizeRows(rows: Float32Array, width: number): void {
  for (let at = 0; at < rows.length; at += width) {
    const row = rows.subarray(at, at + width)
    const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0))
    if (length === 0) continue
    for (let d = 0; d < width; d++) row[d]! /= length
  }
}

/** Options of `model.trace`: what is to be seen, at least one of them. Unknown names are refused. */
export interface TraceOptions extends ReadOptions {
  /** How much each position attends to each. Takes layers x heads x n x n x 4 bytes. Default: false. */
  attentions?: boolean
  /** The residual stream between the blocks. Default: false. */
  hiddenStates?: boolean
  /** How many of the likeliest tokens at each layer, 0 to 100 (or the vocabulary). Default: 0. */
  logitLens?: number
  /** The scores that the model ends with, as `model.logits` gives them. Default: false. */
  logits?: boolean
}

/** What went on inside the model; what was not asked for is missing. n: number of tokens. */
export interface Trace {
  readonly ids: Int32Array
  /** The text of each token by itself. */
  readonly tokens: readonly string[]
  /** `[layers, heads, n, n]`: row i says how position i attends to 0 ... i; it adds up to 1. */
  readonly attentions?: Tensor
  /** `[layers + 1, n, embeddingSize]`, numbered as `layer` of `embed`. */
  readonly hiddenStates?: Tensor
  /**
   * `logitLens[layer][position]`: the likeliest next tokens, best first, if the final norm and the head stood
   * there; layers as in `hiddenStates`. The last layer is what the model itself says.
   */
  readonly logitLens?: readonly (readonly (readonly TokenLogprob[])[])[]
  /** `[n, vocabSize]` */
  readonly logits?: Tensor
}

export async function trace(
  model: ReadableModel,
  prompt: TextOrIds | undefined,
  options: TraceOptions,
): Promise<Trace> {
  const names = ['attentions', 'hiddenStates', 'logitLens', 'logits'] as const
  checkKnownKeys(options, [...readOptionNames, ...names], 'trace')
  const policy = checkReadOptions(options)
  const { layers, heads, embeddingSize, vocabSize } = model.config
  const attentions = checkBoolean('attentions', options.attentions ?? false)
  const hiddenStates = checkBoolean('hiddenStates', options.hiddenStates ?? false)
  const logits = checkBoolean('logits', options.logits ?? false)
  const lens = Math.min(checkInteger('logitLens', options.logitLens ?? 0, 0, MAX_TOP), vocabSize)
  if (!attentions && !hiddenStates && !logits && lens === 0) {
    throw new NextokenError(
      'ERR_NEXTOKEN_INVALID_ARGUMENT',
      `trace needs at least one of ${names.join(', ')}`,
    )
  }
  const ids = model.ids(prompt)
  checkFits(model, 'the prompt', ids.length)
  const n = ids.length
  const states = layers + 1
  const tensor = (what: string, ...shape: number[]) => ({ data: allocate(what, ...shape), shape })
  const result = {
    ...(attentions && { attentions: tensor('attentions', layers, heads, n, n) }),
    ...(hiddenStates && { hiddenStates: tensor('hidden states', states, n, embeddingSize) }),
    ...(logits && { logits: tensor('logits', n, vocabSize) }),
  }
  const reading: Reading = {
    ids,
    lens,
    ...(lens > 0 && {
      lensIds: new Int32Array(states * n * lens),
      lensLogprobs: new Float32Array(states * n * lens),
    }),
    ...(result.attentions && { attentions: result.attentions.data }),
    ...(result.hiddenStates && {
      hiddenCount: states,
      hidden: result.hiddenStates.data,
    }),
    ...(result.logits && { logits: result.logits.data }),
  }
  await readAll(model, [reading], policy)
  return {
    ids,
    tokens: Array.from(ids, (id) => tokenText(model.tokenizer, id)),
    ...result,
    ...(lens > 0 && { logitLens: lensRows(model, reading, n, lens) }),
  }
}

function lensRows(
  model: ReadableModel,
  { lensIds, lensLogprobs }: Reading,
  n: number,
  lens: number,
): TokenLogprob[][][] {
  const rows = topTokens(model, lensIds!, lensLogprobs!, lens)
  return Array.from({ length: rows.length / n }, (_, layer) =>
    rows.slice(layer * n, (layer + 1) * n),
  )
}
