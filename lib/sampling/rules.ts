/** What changes the logits before the temperature, and what is drawn without asking them. */

import type { NativeLogitRules } from '../native-types.js'
import { checkInteger, checkKnownKeys, checkNumber, describe, invalidArgument } from '../options.js'
import type { Tokenizer } from '../tokenizer/index.js'
import { type Breakers, breakersOf } from './breakers.js'
import type { SamplingOptions } from './options.js'
import type { Settings } from './settings.js'
import { checkBans, checkBias, checkForced, checkTexts, flatten } from './tokens.js'

const MAX_INT32 = 2 ** 31 - 1
const defaultBreakers = ['\n', ':', '"', '*']

/** What the policy must know of the model. */
export interface RulesModel {
  readonly contextLength: number
  readonly vocabSize: number
  /** Undefined where it has none. */
  readonly tokenizer: Tokenizer | undefined
  /** @throws NextokenError where it has none. */
  readonly requireTokenizer: () => Tokenizer
}

export interface Rules {
  readonly rules: NativeLogitRules
  readonly forcedPositions: Int32Array
  readonly forcedIds: Int32Array
}

/** `stopIds`: all ids that end the generation. */
export function checkRules(
  options: SamplingOptions,
  settings: Settings,
  maxTokens: number,
  stopIds: readonly number[],
  model: RulesModel,
): Rules {
  const { vocabSize, contextLength } = model
  const { repetitionPenalty, presencePenalty, frequencyPenalty, penaltyWindow, noRepeatNgram } =
    settings
  const bias = checkBias(options.logitBias, vocabSize)
  const bans = checkBans(options, vocabSize, model.requireTokenizer)
  const forced = checkForced(options.forcedTokens, vocabSize)
  const dry = checkDry(options, model)
  const minTokens = checkInteger('minTokens', options.minTokens ?? 0, 0, MAX_INT32)
  if (minTokens > maxTokens) {
    throw invalidArgument(`minTokens (${minTokens}) is larger than maxTokens (${maxTokens})`)
  }
  checkForcedAgainst(forced, bans.ids, minTokens, stopIds)
  const never = new Set([...bans.ids, ...(minTokens > 0 ? stopIds : [])])
  if (never.size >= vocabSize) {
    throw invalidArgument('bannedTokens, bannedWords and minTokens leave no token to draw')
  }
  const penalises =
    repetitionPenalty !== 1 ||
    presencePenalty !== 0 ||
    frequencyPenalty !== 0 ||
    options.dry !== undefined
  if (penaltyWindow !== undefined && !penalises) {
    throw invalidArgument(
      'penaltyWindow is for repetitionPenalty, presencePenalty, frequencyPenalty and dry, none of which was given',
    )
  }
  return {
    rules: {
      biasIds: bias.ids,
      biasValues: bias.values,
      repetitionPenalty,
      presencePenalty,
      frequencyPenalty,
      penaltyWindow: penaltyWindow ?? 0,
      ...dry,
      dryRange: penaltyWindow ?? contextLength,
      noRepeatNgram,
      bannedIds: Int32Array.from(bans.ids),
      bannedSequences: flatten(bans.sequences),
      minTokens,
    },
    forcedPositions: Int32Array.from(forced, ([position]) => position),
    forcedIds: Int32Array.from(forced, ([, id]) => id),
  }
}

function checkForcedAgainst(
  forced: readonly [position: number, id: number][],
  banned: ReadonlySet<number>,
  minTokens: number,
  stopIds: readonly number[],
) {
  for (const [position, id] of forced) {
    if (banned.has(id)) {
      throw invalidArgument(
        `token ${id} is in forcedTokens, at ${position}, and among bannedTokens or bannedWords`,
      )
    }
    if (position < minTokens && stopIds.includes(id)) {
      throw invalidArgument(
        `forcedTokens ends the text at ${position} with token ${id}, before minTokens (${minTokens})`,
      )
    }
  }
}

function checkDry(options: SamplingOptions, model: RulesModel) {
  const { dry } = options
  if (dry === undefined) {
    const none = new Int32Array()
    return {
      dryMultiplier: 0,
      dryBase: 1,
      dryAllowedLength: 1,
      dryBreakers: none,
      dryBreakerSequences: none,
    }
  }
  checkKnownKeys(dry, ['multiplier', 'base', 'allowedLength', 'sequenceBreakers'], 'dry')
  const breakers = checkBreakers(dry.sequenceBreakers, model)
  return {
    dryMultiplier: checkNumber('dry.multiplier', dry.multiplier ?? 0.8, 0.0001, 100),
    dryBase: checkNumber('dry.base', dry.base ?? 1.75, 1, 100),
    dryAllowedLength: checkInteger('dry.allowedLength', dry.allowedLength ?? 2, 1, MAX_INT32),
    dryBreakers: Int32Array.from(breakers.ids),
    dryBreakerSequences: flatten(breakers.sequences),
  }
}

function checkBreakers(value: unknown, model: RulesModel): Breakers {
  const nothing = { ids: [], sequences: [] }
  if (value === undefined) {
    return inside(model, model.tokenizer ? breakersOf(defaultBreakers, model.tokenizer) : nothing)
  }
  if (!Array.isArray(value)) {
    throw invalidArgument(`dry.sequenceBreakers must be a list of strings, got ${describe(value)}`)
  }
  if (value.length === 0) return nothing
  const texts = checkTexts('dry.sequenceBreakers', value)
  return inside(model, breakersOf(texts, model.requireTokenizer()))
}

/** A tokenizer may know more ids than the model has. */
function inside({ vocabSize }: RulesModel, { ids, sequences }: Breakers): Breakers {
  return {
    ids: ids.filter((id) => id < vocabSize),
    sequences: sequences.filter((sequence) => sequence.every((id) => id < vocabSize)),
  }
}
