/** Reads `config.json` and `generation_config.json` of Hugging Face GPT-2 folders. */

import { NextokenError } from '../errors.js'
import type { Activation, ModelConfig } from '../native-types.js'
import { describe } from '../options.js'
import { parseObject } from './json.js'

export interface ParsedConfig {
  readonly config: ModelConfig
  /** The output head shares the token embedding. */
  readonly tiedHead: boolean
  readonly bosTokenId: number | undefined
  readonly eosTokenIds: readonly number[]
}

export interface ParsedGenerationConfig {
  readonly maxTokens?: number
  readonly temperature?: number
  readonly topK?: number
  readonly topP?: number
  readonly minP?: number
  readonly typicalP?: number
  readonly epsilonCutoff?: number
  readonly etaCutoff?: number
  readonly repetitionPenalty?: number
  readonly noRepeatNgram?: number
  readonly bosTokenId?: number
  readonly eosTokenIds?: readonly number[]
}

/** Names of activation functions with the formula they stand for; the last is an exact alias. */
const activations = new Map<string, Activation>([
  ['gelu_new', 'gelu_new'],
  ['gelu', 'gelu'],
  ['relu', 'relu'],
  ['gelu_pytorch_tanh', 'gelu_new'],
])

/** One file's settings, with checks that name the file, the setting, the value and what is allowed. */
class Settings {
  readonly #values: Map<string, unknown>

  constructor(
    text: string,
    readonly file: string,
  ) {
    this.#values = parseObject(text, file, 'ERR_NEXTOKEN_INVALID_CONFIG')
  }

  /** Undefined where it is absent or null, as Python's None. */
  get(name: string): unknown {
    return this.#values.get(name) ?? undefined
  }

  invalid(name: string, allowed: string): NextokenError {
    return new NextokenError(
      'ERR_NEXTOKEN_INVALID_CONFIG',
      `${this.file}: ${name} must be ${allowed}, got ${describe(this.get(name))}`,
    )
  }

  unsupported(what: string): NextokenError {
    return new NextokenError('ERR_NEXTOKEN_UNSUPPORTED_MODEL', `${this.file}: ${what}`)
  }

  integer(name: string, min: number, max: number): number | undefined {
    const value = this.get(name)
    if (value === undefined) return undefined
    if (!Number.isInteger(value) || (value as number) < min || (value as number) > max) {
      throw this.invalid(name, `an integer from ${min} to ${max}`)
    }
    return value as number
  }

  number(name: string, min: number, max: number): number | undefined {
    const value = this.get(name)
    if (value === undefined) return undefined
    if (typeof value !== 'number' || !(value >= min && value <= max)) {
      throw this.invalid(name, `a number from ${min} to ${max}`)
    }
    return value
  }

  boolean(name: string): boolean | undefined {
    const value = this.get(name)
    if (value !== undefined && typeof value !== 'boolean') throw this.invalid(name, 'true or false')
    return value
  }

  ids(name: string): number[] | undefined {
    const value = this.get(name)
    if (value === undefined) return undefined
    const list: unknown[] = Array.isArray(value) ? value : [value]
    if (
      !list.every(
        (id) => Number.isInteger(id) && (id as number) >= 0 && (id as number) <= MAX_INT32,
      )
    ) {
      throw this.invalid(name, 'a token id or a list of them')
    }
    return list as number[]
  }
}

const MAX_INT32 = 2 ** 31 - 1
const MAX_VOCAB = 2 ** 24
const MAX_POSITIONS = 2 ** 20
const MAX_WIDTH = 2 ** 16
const MAX_LAYERS = 2 ** 12

/**
 * @throws NextokenError `ERR_NEXTOKEN_INVALID_CONFIG` where a value is broken,
 *   `ERR_NEXTOKEN_UNSUPPORTED_MODEL` where the model is not a GPT-2 that can be computed here.
 */
export function parseConfig(text: string, file: string): ParsedConfig {
  const settings = new Settings(text, file)
  checkSupported(settings)

  const embeddingSize = settings.integer('n_embd', 1, MAX_WIDTH) ?? 768
  const heads = settings.integer('n_head', 1, MAX_WIDTH) ?? 12
  if (embeddingSize % heads !== 0) {
    throw settings.invalid('n_head', `a divisor of n_embd (${embeddingSize})`)
  }
  const name = settings.get('activation_function') ?? 'gelu_new'
  const activation = activations.get(name as string)
  if (activation === undefined) {
    const known = [...activations.keys()].join(', ')
    throw settings.unsupported(`activation_function is ${describe(name)}; known are ${known}`)
  }
  const config: ModelConfig = {
    vocabSize: settings.integer('vocab_size', 1, MAX_VOCAB) ?? 50257,
    contextLength:
      settings.integer('n_positions', 1, MAX_POSITIONS) ??
      settings.integer('n_ctx', 1, MAX_POSITIONS) ??
      1024,
    embeddingSize,
    layers: settings.integer('n_layer', 1, MAX_LAYERS) ?? 12,
    heads,
    innerSize: settings.integer('n_inner', 1, 4 * MAX_WIDTH) ?? 4 * embeddingSize,
    layerNormEpsilon: settings.number('layer_norm_epsilon', 0, 1) ?? 1e-5,
    activation,
    scaleAttention: settings.boolean('scale_attn_weights') ?? true,
    scaleAttentionByInverseLayer: settings.boolean('scale_attn_by_inverse_layer_idx') ?? false,
  }
  return {
    config,
    tiedHead: settings.boolean('tie_word_embeddings') ?? true,
    bosTokenId: settings.integer('bos_token_id', 0, MAX_INT32),
    eosTokenIds: settings.ids('eos_token_id') ?? [],
  }
}

function checkSupported(settings: Settings): void {
  const type = settings.get('model_type')
  const architectures = settings.get('architectures')
  // OpenAI's first folders name no model type; then the sizes have GPT-2's names.
  const named = Array.isArray(architectures) ? String(architectures[0]) : undefined
  if (type !== undefined ? type !== 'gpt2' : named !== undefined && !named.startsWith('GPT2')) {
    throw settings.unsupported(`model_type is ${describe(type ?? named)}; only gpt2 is known`)
  }
  if (type === undefined && named === undefined && settings.get('n_embd') === undefined) {
    throw settings.unsupported('neither model_type nor n_embd is given; this is no GPT-2')
  }
  if (settings.boolean('add_cross_attention')) {
    throw settings.unsupported('add_cross_attention is true; only decoders are known')
  }
  if (settings.get('quantization_config') !== undefined) {
    throw settings.unsupported(
      'quantization_config is given; only F32, F16 and BF16 weights are read',
    )
  }
  // reorder_and_upcast_attn changes the order of roundings in half precision, not the result: attention
  // is computed in f32 here, so it is honoured as it is.
}

/** @throws NextokenError `ERR_NEXTOKEN_INVALID_CONFIG`. */
export function parseGenerationConfig(text: string, file: string): ParsedGenerationConfig {
  const settings = new Settings(text, file)
  const greedy = settings.boolean('do_sample') === false
  const entries = {
    maxTokens: settings.integer('max_new_tokens', 1, MAX_INT32),
    temperature: greedy ? 0 : settings.number('temperature', 0, 100),
    topK: settings.integer('top_k', 0, MAX_INT32),
    topP: settings.number('top_p', Number.MIN_VALUE, 1),
    minP: settings.number('min_p', 0, 1),
    typicalP: settings.number('typical_p', Number.MIN_VALUE, 1),
    epsilonCutoff: settings.number('epsilon_cutoff', 0, 1 - Number.EPSILON),
    etaCutoff: settings.number('eta_cutoff', 0, 1 - Number.EPSILON),
    repetitionPenalty: settings.number('repetition_penalty', 0.01, 100),
    noRepeatNgram: settings.integer('no_repeat_ngram_size', 0, MAX_INT32),
    bosTokenId: settings.integer('bos_token_id', 0, MAX_INT32),
    eosTokenIds: settings.ids('eos_token_id'),
  }
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined))
}
