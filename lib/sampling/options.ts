/** The options of `model.generate` that say how the next token is chosen. Their policy is in the files beside. */

import type { LogitsProcessor, LogitsSampler } from './callbacks.js'
import type { SamplingPreset } from './presets.js'

/** Mirostat 2.0: keeps the surprise of the text near `tau` bits a token. */
export interface MirostatOptions {
  /** The surprise aimed at, in bits, 0.01 to 100. Default: 5. */
  tau?: number
  /** How fast it is corrected, 0.0001 to 1. Default: 0.1. */
  eta?: number
}

/** A temperature between `low` and `high`: the more evenly spread the probabilities, the higher. */
export interface DynamicTemperatureOptions {
  /** 0 <= low <= high. */
  low: number
  /** 0 < high <= 100. */
  high: number
  /** Of the entropy's share of the largest possible, 0 < exponent <= 100. Default: 1. */
  exponent?: number
}

/** "Exclude top choices": now and then all likely tokens but the least likely of them are left out. */
export interface XtcOptions {
  /** How often, 0 to 1. Default: 0.5. */
  probability?: number
  /** From which probability on a token is a likely one, 0.0001 to 0.5. Default: 0.1. */
  threshold?: number
}

/** "Don't repeat yourself": a token that would continue a repetition of `n` tokens loses multiplier x base^(n - allowedLength). */
export interface DryOptions {
  /** 0.0001 to 100. Default: 0.8. */
  multiplier?: number
  /** 1 to 100. Default: 1.75. */
  base?: number
  /** Repetitions of fewer tokens cost nothing; >= 1. Default: 2. */
  allowedLength?: number
  /** No repetition reaches across one of these. Default: a line break, `:`, `"` and `*`, where the model has a tokenizer. */
  sequenceBreakers?: readonly string[]
}

/** See docs/sampling.md for the order in which the options apply. */
export interface SamplingOptions {
  /**
   * A set of values for the options that follow: `greedy`, `precise`, `creative`, or `gpt2-original`, which is
   * temperature 1 and topK 40 as in OpenAI's code. An option that is given wins over the preset, the
   * preset wins over the model's `generation_config.json`. Default: none.
   */
  preset?: SamplingPreset

  /** Divides the logits before the draw, 0 to 100. 0 takes the likeliest token. Default: 1. */
  temperature?: number
  /** Takes the place of `temperature`. Default: none. */
  dynamicTemperature?: DynamicTemperatureOptions
  /** Draws among the `topK` likeliest tokens; 0 keeps all. Default: 40, as in OpenAI's code. */
  topK?: number
  /**
   * Draws among the fewest tokens whose probability reaches `topP`, 0 < topP <= 1, after `topK`.
   * Default: 1, which keeps all.
   */
  topP?: number
  /** Drops tokens less likely than `minP` times the likeliest, 0 to 1. Default: 0, which keeps all. */
  minP?: number
  /**
   * Locally typical sampling: keeps the tokens whose surprise is closest to what is to be expected, until
   * their probability reaches `typicalP`, 0 < typicalP <= 1. Default: 1, which keeps all.
   */
  typicalP?: number
  /** Drops tokens less likely than this, 0 <= epsilonCutoff < 1. Default: 0. */
  epsilonCutoff?: number
  /**
   * Eta sampling: drops tokens less likely than min(etaCutoff, sqrt(etaCutoff) x e^-entropy),
   * 0 <= etaCutoff < 1. Default: 0.
   */
  etaCutoff?: number
  /**
   * Drops tokens whose logit is more than so many standard deviations below the largest, 0 to 100. Default: 0,
   * which keeps all.
   */
  topNSigma?: number
  /** Default: none. */
  xtc?: XtcOptions
  /** In the place of topK, topP, minP, typicalP, epsilonCutoff, etaCutoff, topNSigma and xtc. Default: none. */
  mirostat?: MirostatOptions

  /**
   * Divides the positive logits, and multiplies the negative ones, of all tokens that occur in the prompt or
   * the text, 0.01 to 100. Default: 1, which changes nothing.
   */
  repetitionPenalty?: number
  /** Taken off the logit of every token that was generated already, -100 to 100. Default: 0. */
  presencePenalty?: number
  /** Taken off for every time that it was generated, -100 to 100. Default: 0. */
  frequencyPenalty?: number
  /**
   * The three penalties, and `dry`, look only at so many of the newest tokens, >= 1, the prompt's included.
   * Default: all; for `dry`, as many as the context holds.
   */
  penaltyWindow?: number
  /** Default: none. */
  dry?: DryOptions
  /** No `noRepeatNgram` tokens in a row come twice, the prompt included; 0 allows it. Default: 0. */
  noRepeatNgram?: number
  /** Added to the logits of these token ids, -100 to 100. Default: none. */
  logitBias?: ReadonlyMap<number, number> | Readonly<Record<number, number>>
  /** Token ids that are never drawn. Default: none. */
  bannedTokens?: ArrayLike<number>
  /**
   * Words or phrases that are never completed, as they are tokenized with and without a space before them.
   * Default: none.
   */
  bannedWords?: string | readonly string[]
  /** The first tokens, or the token at each place, counted from 0. Default: none. */
  forcedTokens?: ArrayLike<number> | ReadonlyMap<number, number> | Readonly<Record<number, number>>
  /** Neither end-of-text nor a token of `stop` is drawn before so many tokens; 0 to maxTokens. Default: 0. */
  minTokens?: number

  /**
   * Is called for each token with the logits of the model, `[vocabSize]`, which it may change in place: -Infinity
   * bans a token, NaN and Infinity are refused. All other options apply to what it leaves. It may be async: the
   * generation rests meanwhile, others go on. What it throws ends the generation, which rejects with that very error.
   * `speculation` has no effect. Default: none.
   */
  logitsProcessor?: LogitsProcessor
  /**
   * Is called for each token with the logits, `[vocabSize]`, after `logitsProcessor`, and returns the id of the token to
   * take. It stands in the place of all other options that say how a token is chosen: they are refused beside it, and
   * what the model's files say has no effect. It may be async, and throw, as `logitsProcessor`. Default: none.
   */
  sampler?: LogitsSampler
}

export const samplingOptionNames: readonly (keyof SamplingOptions)[] = [
  'preset',
  'temperature',
  'dynamicTemperature',
  'topK',
  'topP',
  'minP',
  'typicalP',
  'epsilonCutoff',
  'etaCutoff',
  'topNSigma',
  'xtc',
  'mirostat',
  'repetitionPenalty',
  'presencePenalty',
  'frequencyPenalty',
  'penaltyWindow',
  'dry',
  'noRepeatNgram',
  'logitBias',
  'bannedTokens',
  'bannedWords',
  'forcedTokens',
  'minTokens',
  'logitsProcessor',
  'sampler',
]
