/** The options that all searches share, and their checks. */

import type { EngineChannel } from '../engine-channel.js'
import type { Generation } from '../generation.js'
import type { ModelConfig, NativePlan } from '../native-types.js'
import { checkKnownKeys } from '../options.js'
import type { TextOrIds } from '../readout.js'
import type { SamplingOptions } from '../sampling/options.js'
import type { GenerateOptions, SamplingPolicy } from '../sampling.js'
import type { Tokenizer } from '../tokenizer/index.js'
import type { SearchLimits } from './frontier.js'
import { SearchText } from './text.js'

/** The options of `generate` that do not draw: the logit rules, where a text ends, and its place among others. */
export interface SearchOptions
  extends Pick<
      SamplingOptions,
      | 'repetitionPenalty'
      | 'presencePenalty'
      | 'frequencyPenalty'
      | 'penaltyWindow'
      | 'dry'
      | 'noRepeatNgram'
      | 'logitBias'
      | 'bannedTokens'
      | 'bannedWords'
      | 'minTokens'
    >,
    Pick<GenerateOptions, 'maxTokens' | 'stop' | 'priority'> {
  /** Aborting rejects with `ERR_NEXTOKEN_ABORTED`; what runs for it ends at the next step. */
  signal?: AbortSignal
  /**
   * Milliseconds, 1 to 2^31 - 1, time in the waiting line included. Then the search ends with what it has,
   * `finishReason: 'timeout'`. Default: none.
   */
  timeout?: number
}

const searchOptionNames = [
  'maxTokens',
  'stop',
  'minTokens',
  'repetitionPenalty',
  'presencePenalty',
  'frequencyPenalty',
  'penaltyWindow',
  'dry',
  'noRepeatNgram',
  'logitBias',
  'bannedTokens',
  'bannedWords',
  'priority',
  'signal',
  'timeout',
] as const satisfies readonly (keyof SearchOptions)[]

/** Why a text ended: a stop string, a stop id or end-of-text, `maxTokens`, the context, the `timeout`. */
export type SearchFinishReason = 'stop' | 'length' | 'context' | 'timeout'

/** What searching needs of a model. */
export interface SearchableModel {
  readonly config: ModelConfig
  readonly channel: EngineChannel
  readonly tokenizer: Tokenizer | undefined
  ids(prompt: TextOrIds | undefined): Int32Array
  policy(ids: Int32Array, options: GenerateOptions): SamplingPolicy
  generate(ids: Int32Array, options: GenerateOptions): Generation
}

/** A checked search. */
export interface SearchPolicy {
  readonly ids: Int32Array
  /** With nothing that steers it yet. */
  readonly plan: NativePlan
  /** New tokens at most, and what ends a text that has so many. */
  readonly most: number
  readonly limit: 'length' | 'context'
  readonly text: SearchText
  readonly limits: SearchLimits
}

/** `own`: the names of the options that this search has beside the common ones. */
export function checkSearch(
  model: SearchableModel,
  prompt: TextOrIds | undefined,
  options: SearchOptions,
  own: readonly string[],
  what: string,
): SearchPolicy {
  checkKnownKeys(options, [...own, ...searchOptionNames], what)
  const ids = model.ids(prompt)
  const common = Object.fromEntries(
    searchOptionNames
      .map((name) => [name, options[name]])
      .filter(([, value]) => value !== undefined),
  )
  const { plan, stopStrings, signal, timeout } = model.policy(ids, common)
  const room = model.config.contextLength - ids.length
  return {
    ids,
    plan: { ...plan, consult: 'logits', speculate: false },
    most: Math.min(plan.maxTokens, room),
    limit: plan.maxTokens <= room ? 'length' : 'context',
    text: new SearchText(model.tokenizer, stopStrings),
    limits: { signal, timeout },
  }
}
