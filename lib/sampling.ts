/** The policy of a generation: every option with its default and its check, compiled to a plan for the engine. */

import { randomBytes } from 'node:crypto'
import { NextokenError } from './errors.js'
import type { NativePlan } from './native-types.js'
import {
  checkBoolean,
  checkInteger,
  checkKnownKeys,
  checkNumber,
  checkOneOf,
  describe,
  MAX_TOP,
} from './options.js'

/** Options of `model.generate`. Unknown names are refused. */
export interface GenerateOptions {
  /**
   * New tokens at most, >= 1. Default: the model's `generation_config.json`, else half the context, as
   * in OpenAI's GPT-2 code. The context may end the generation earlier (`finishReason: 'context'`).
   */
  maxTokens?: number
  /** Divides the logits before the draw, 0 to 100. 0 takes the likeliest token. Default: 1. */
  temperature?: number
  /** Draws among the `topK` likeliest tokens; 0 keeps all. Default: 40, as in OpenAI's code. */
  topK?: number
  /**
   * Draws among the fewest tokens whose probability reaches `topP`, 0 < topP <= 1, after `topK`.
   * Default: 1, which keeps all.
   */
  topP?: number
  /** A whole number from 0 to 2^64 - 1: the same seed gives the same tokens. Default: random. */
  seed?: number | bigint
  /** The text ends before the first of these strings; they are not part of it. Default: none. */
  stop?: string | readonly string[]
  /** The likeliest tokens in each one's place, as `token.top`, 0 to 100 (or the vocabulary). Default: 0. */
  topLogprobs?: number
  /**
   * Whether the result has the prompt's log-probabilities, too (and its `topLogprobs`), as `model.score` with
   * `startToken: false` gives them: that of the first token is NaN. They are computed before the generation
   * begins, which finds the prompt's keys and values ready then. Default: false.
   */
  echo?: boolean
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
export interface GenerationDefaults {
  readonly maxTokens?: number
  readonly temperature?: number
  readonly topK?: number
  readonly topP?: number
}

/** A checked request. */
export interface SamplingPolicy {
  readonly plan: NativePlan
  readonly seed: bigint
  readonly stopStrings: readonly string[]
  readonly signal: AbortSignal | undefined
  /** Milliseconds. */
  readonly timeout: number | undefined
  readonly echo: boolean
}

const MAX_INT32 = 2 ** 31 - 1
const MAX_SEED = 2n ** 64n - 1n
const MAX_PRIORITY = 1000

const optionNames: readonly (keyof GenerateOptions)[] = [
  'maxTokens',
  'temperature',
  'topK',
  'topP',
  'seed',
  'stop',
  'topLogprobs',
  'echo',
  'signal',
  'timeout',
  'priority',
  'overflow',
  'keep',
]

function invalid(message: string): NextokenError {
  return new NextokenError('ERR_NEXTOKEN_INVALID_ARGUMENT', message)
}

function checkSeed(seed: unknown): bigint {
  if (seed === undefined) return randomSeed()
  const whole =
    typeof seed === 'bigint' ? seed : Number.isSafeInteger(seed) ? BigInt(seed as number) : -1n
  if (whole < 0n || whole > MAX_SEED) {
    throw invalid(`seed must be a whole number from 0 to 2^64 - 1, got ${describe(seed)}`)
  }
  return whole
}

/** 48 random bits: the number stays exact when it is written down and given back as a number. */
function randomSeed(): bigint {
  return BigInt(randomBytes(6).readUIntBE(0, 6))
}

function checkStop(stop: unknown): string[] {
  const list = stop === undefined ? [] : Array.isArray(stop) ? (stop as unknown[]) : [stop]
  for (const entry of list) {
    if (typeof entry !== 'string' || entry === '') {
      throw invalid(`stop must be a non-empty string or a list of them, got ${describe(entry)}`)
    }
  }
  return list as string[]
}

function checkSignal(signal: unknown): AbortSignal | undefined {
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw invalid(`signal must be an AbortSignal, got ${describe(signal)}`)
  }
  return signal
}

function checkOverflow(options: GenerateOptions, contextLength: number): 'stop' | 'slide' {
  const overflow = checkOneOf('overflow', options.overflow ?? 'stop', ['stop', 'slide'] as const)
  if (overflow === 'stop' && options.keep !== undefined) {
    throw invalid("keep is for overflow: 'slide', which was not given")
  }
  if (overflow === 'slide' && contextLength < 3) {
    throw invalid(
      `overflow: 'slide' needs a context of at least 3, this model has ${contextLength}`,
    )
  }
  return overflow
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
 * Checks options and fills in defaults; `stopIds` are the model's end-of-text ids, `scope` is that of the
 * prefixes that the generation may share.
 */
export function compilePolicy(
  options: GenerateOptions,
  defaults: GenerationDefaults,
  contextLength: number,
  stopIds: readonly number[],
  scope = 0,
): SamplingPolicy {
  checkKnownKeys(options, optionNames, 'generate')
  const fallbackTokens = defaults.maxTokens ?? Math.max(1, Math.floor(contextLength / 2))
  const seed = checkSeed(options.seed)
  const plan: NativePlan = {
    maxTokens: checkInteger('maxTokens', options.maxTokens ?? fallbackTokens, 1, MAX_INT32),
    temperature: checkNumber(
      'temperature',
      options.temperature ?? defaults.temperature ?? 1,
      0,
      100,
    ),
    topK: checkInteger('topK', options.topK ?? defaults.topK ?? 40, 0, MAX_INT32),
    topP: checkNumber('topP', options.topP ?? defaults.topP ?? 1, 0, 1, { minExclusive: true }),
    seedLow: Number(seed & 0xffffffffn),
    seedHigh: Number(seed >> 32n),
    stopIds: Int32Array.from(stopIds),
    topLogprobs: checkInteger('topLogprobs', options.topLogprobs ?? 0, 0, MAX_TOP),
    slide: checkOverflow(options, contextLength) === 'slide',
    keep: checkInteger('keep', options.keep ?? 0, 0, Math.max(0, contextLength - 2)),
    priority: checkInteger('priority', options.priority ?? 0, -MAX_PRIORITY, MAX_PRIORITY),
    scope,
  }
  return {
    plan,
    seed,
    stopStrings: checkStop(options.stop),
    signal: checkSignal(options.signal),
    timeout:
      options.timeout === undefined
        ? undefined
        : checkInteger('timeout', options.timeout, 1, MAX_INT32),
    echo: checkBoolean('echo', options.echo ?? false),
  }
}
