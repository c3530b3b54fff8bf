/** The policy of a generation: every option with its default and its check, compiled to a plan for the engine. */

import { randomBytes } from 'node:crypto'
import { type CheckedFormat, checkFormat, type Format } from './constraint/format.js'
import type { NativePlan } from './native-types.js'
import {
  checkBoolean,
  checkInteger,
  checkKnownKeys,
  checkOneOf,
  checkSignal,
  describe,
  invalidArgument,
  MAX_TOP,
} from './options.js'
import { checkCallbacks, type LogitsCallbacks } from './sampling/callbacks.js'
import { checkGuidance, type GuidanceModel } from './sampling/guidance.js'
import { type SamplingOptions, samplingOptionNames } from './sampling/options.js'
import type { SamplingNumbers } from './sampling/presets.js'
import { checkRules, type RulesModel } from './sampling/rules.js'
import { checkSettings } from './sampling/settings.js'

/** Options of `model.generate`. Unknown names are refused. */
export interface GenerateOptions extends SamplingOptions {
  /**
   * New tokens at most, >= 1. Default: the model's `generation_config.json`, else half the context, as
   * in OpenAI's GPT-2 code. The context may end the generation earlier (`finishReason: 'context'`).
   */
  maxTokens?: number
  /** A whole number from 0 to 2^64 - 1: the same seed gives the same tokens. Default: random. */
  seed?: number | bigint
  /**
   * The text ends before the first of these strings or token ids; they are not part of it. Default: none.
   * End-of-text ends it in any case.
   */
  stop?: string | number | readonly (string | number)[]
  /** The likeliest tokens in each one's place, as `token.top`, 0 to 100 (or the vocabulary). Default: 0. */
  topLogprobs?: number
  /**
   * Whether the result has the prompt's log-probabilities, too (and its `topLogprobs`), as `model.score` with
   * `startToken: false` gives them: that of the first token is NaN. They are computed before the generation
   * begins, which finds the prompt's keys and values ready then. Default: false.
   */
  echo?: boolean
  /**
   * What the text must be: JSON of a schema, a regular expression, one of several choices, or a grammar; see
   * {@link Format} and docs/constrained-output.md. Only tokens that lead there are drawn, and the generation ends
   * with `finishReason: 'stop'` where nothing can follow. With few tokens left, those are drawn that bring the text
   * to its end: it is complete, unless it is stopped, cancelled or kept from it by bans. Default: none.
   */
  format?: Format
  /** Aborting ends the generation with what there is, `finishReason: 'cancelled'`. */
  signal?: AbortSignal
  /**
   * Milliseconds, 1 to 2^31 - 1, from the start of the generation, its time in the waiting line included.
   * Then it ends with what there is, `finishReason: 'timeout'`. Default: none.
   */
  timeout?: number
  /**
   * Who waits for a place, or for memory, goes in order of priority, higher first, then of arrival. A
   * whole number from -1000 to 1000. Default: 0.
   */
  priority?: number
  /**
   * Whether text may be taken several tokens at a time: what followed the last three tokens before, or what
   * the draft model says (`draft` of `loadModel`), is proposed, and the model verifies it in one pass. The
   * tokens are the same; it is done as far as measured times say that it pays. Default: true.
   */
  speculation?: boolean
  /**
   * What happens where prompt and text fill the context. `stop`, the default, ends the generation with
   * `finishReason: 'context'`. `slide` goes on with the first `keep` tokens and the newest half of the
   * others, floor((contextLength - keep) / 2), as if these were a new prompt: exact, at the cost of
   * computing them again. A prompt that is too long is cut in the same way.
   */
  overflow?: 'stop' | 'slide'
  /** Tokens at the beginning that `slide` never drops, 0 to contextLength - 2. Default: 0. */
  keep?: number
}

/** What a model's files say about generation. */
export interface GenerationDefaults extends Partial<SamplingNumbers> {
  readonly maxTokens?: number
}

/** What the policy must know of the model and the request. */
export interface PolicyModel extends RulesModel, GuidanceModel {
  readonly defaults: GenerationDefaults
  /** Its end-of-text ids. */
  readonly stopIds: readonly number[]
}

/** A checked request. */
export interface SamplingPolicy {
  readonly plan: NativePlan
  readonly seed: bigint
  readonly stopStrings: readonly string[]
  readonly callbacks: LogitsCallbacks | undefined
  readonly format: CheckedFormat | undefined
  readonly signal: AbortSignal | undefined
  /** Milliseconds. */
  readonly timeout: number | undefined
  readonly echo: boolean
}

const MAX_INT32 = 2 ** 31 - 1
export const MAX_SEED = 2n ** 64n - 1n
const MAX_PRIORITY = 1000

export const generateOptionNames: readonly (keyof GenerateOptions)[] = [
  'maxTokens',
  ...samplingOptionNames,
  'seed',
  'stop',
  'topLogprobs',
  'format',
  'echo',
  'signal',
  'timeout',
  'priority',
  'speculation',
  'overflow',
  'keep',
]

function checkSeed(seed: unknown): bigint {
  if (seed === undefined) return randomSeed()
  const whole =
    typeof seed === 'bigint' ? seed : Number.isSafeInteger(seed) ? BigInt(seed as number) : -1n
  if (whole < 0n || whole > MAX_SEED) {
    throw invalidArgument(`seed must be a whole number from 0 to 2^64 - 1, got ${describe(seed)}`)
  }
  return whole
}

/** 48 random bits: the number stays exact when it is written down and given back as a number. */
function randomSeed(): bigint {
  return BigInt(randomBytes(6).readUIntBE(0, 6))
}

function checkStop(stop: unknown, vocabSize: number) {
  const list = stop === undefined ? [] : Array.isArray(stop) ? (stop as unknown[]) : [stop]
  const strings: string[] = []
  const ids: number[] = []
  for (const entry of list) {
    if (typeof entry === 'string' && entry !== '') strings.push(entry)
    else if (typeof entry === 'number') ids.push(checkInteger('stop', entry, 0, vocabSize - 1))
    else {
      throw invalidArgument(
        `stop must be a non-empty string, a token id or a list of them, got ${describe(entry)}`,
      )
    }
  }
  return { strings, ids }
}

function checkOverflow(options: GenerateOptions, contextLength: number): 'stop' | 'slide' {
  const overflow = checkOneOf('overflow', options.overflow ?? 'stop', ['stop', 'slide'] as const)
  if (overflow === 'stop' && options.keep !== undefined) {
    throw invalidArgument("keep is for overflow: 'slide', which was not given")
  }
  if (overflow === 'slide' && contextLength < 3) {
    throw invalidArgument(
      `overflow: 'slide' needs a context of at least 3, this model has ${contextLength}`,
    )
  }
  return overflow
}

function checkFormatAgainst(options: GenerateOptions): CheckedFormat | undefined {
  if (options.format === undefined) return undefined
  const format = checkFormat(options.format)
  if (options.minTokens !== undefined && options.minTokens !== 0) {
    throw invalidArgument(
      'minTokens and format contradict each other: the format says where the text ends',
    )
  }
  if (options.forcedTokens !== undefined) {
    throw invalidArgument(
      'forcedTokens and format contradict each other; put what is forced into the format',
    )
  }
  return format
}

/**
 * What `overflow: 'slide'` leaves of tokens that fill the context: the rule of the engine's `slide`.
 * Tokens that are fewer stay as they are.
 */
export function slideWindow(ids: readonly number[], contextLength: number, keep: number): number[] {
  if (ids.length < contextLength) return [...ids]
  const newest = Math.floor((contextLength - keep) / 2)
  return [...ids.slice(0, keep), ...ids.slice(ids.length - newest)]
}

/**
 * Checks options and fills in defaults; `scope` is that of the prefixes that the generation may share.
 * @throws NextokenError `ERR_NEXTOKEN_INVALID_ARGUMENT`; `ERR_NEXTOKEN_FILE` for text where the model has no
 *   tokenizer.
 */
export function compilePolicy(
  options: GenerateOptions,
  model: PolicyModel,
  scope = 0,
): SamplingPolicy {
  checkKnownKeys(options, generateOptionNames, 'generate')
  const { defaults, contextLength, vocabSize } = model
  const fallbackTokens = defaults.maxTokens ?? Math.max(1, Math.floor(contextLength / 2))
  const seed = checkSeed(options.seed)
  const maxTokens = checkInteger('maxTokens', options.maxTokens ?? fallbackTokens, 1, MAX_INT32)
  const stop = checkStop(options.stop, vocabSize)
  const stopIds = [...new Set([...model.stopIds, ...stop.ids])]
  const { maxTokens: _, ...fileNumbers } = defaults
  const settings = checkSettings(options, fileNumbers)
  const callbacks = checkCallbacks(options)
  const overflow = checkOverflow(options, contextLength)
  const guidance = checkGuidance(options, overflow, model)
  const format = checkFormatAgainst(options)
  if (format !== undefined) model.requireTokenizer()
  const speculation = checkBoolean('speculation', options.speculation ?? true)
  const plan: NativePlan = {
    maxTokens,
    temperature: settings.temperature,
    dynamicTemperature: settings.dynamicTemperature,
    temperatureLow: settings.temperatureLow,
    temperatureHigh: settings.temperatureHigh,
    temperatureExponent: settings.temperatureExponent,
    topK: settings.topK,
    topP: settings.topP,
    truncation: settings.truncation,
    ...checkRules(options, settings, maxTokens, stopIds, model),
    seedLow: Number(seed & 0xffffffffn),
    seedHigh: Number(seed >> 32n),
    stopIds: Int32Array.from(stopIds),
    topLogprobs: checkInteger('topLogprobs', options.topLogprobs ?? 0, 0, MAX_TOP),
    topScores: 'model',
    speculate:
      speculation &&
      callbacks === undefined &&
      format === undefined &&
      guidance.unguided.length === 0,
    ...guidance,
    consult: callbacks !== undefined ? 'logits' : format !== undefined ? 'mask' : 'none',
    hidden: false,
    openEnded: false,
    slide: overflow === 'slide',
    keep: checkInteger('keep', options.keep ?? 0, 0, Math.max(0, contextLength - 2)),
    priority: checkInteger('priority', options.priority ?? 0, -MAX_PRIORITY, MAX_PRIORITY),
    scope,
  }
  return {
    plan,
    seed,
    stopStrings: stop.strings,
    callbacks,
    format,
    signal: checkSignal(options.signal),
    timeout:
      options.timeout === undefined
        ? undefined
        : checkInteger('timeout', options.timeout, 1, MAX_INT32),
    echo: checkBoolean('echo', options.echo ?? false),
  }
}
