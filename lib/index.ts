/** The public face: nothing but exports. */

export type { Format } from './constraint/format.js'
export type { CacheUse, RequestEnd, RequestFirstToken, RequestStart } from './diagnostics.js'
export { instructionSets } from './engine-channel.js'
export { type ErrorCode, NextokenError } from './errors.js'
export { Token } from './generated-text.js'
export { type FinishReason, Generation, type GenerationResult } from './generation.js'
export type {
  EmbedOptions,
  NextOptions,
  NextToken,
  Tensor,
  Trace,
  TraceOptions,
} from './insight.js'
export { loadModel, loadTokenizer } from './load-model.js'
export type { DraftOptions, LoadOptions } from './load-options.js'
export { type Logits, Model, type SharedModel } from './model.js'
export type { KvPrecision, ModelConfig, Precision } from './native-types.js'
export type { ReadOptions, TextOrIds, TokenLogprob } from './readout.js'
export type { LogitsContext, LogitsProcessor, LogitsSampler } from './sampling/callbacks.js'
export type {
  DryOptions,
  DynamicTemperatureOptions,
  MirostatOptions,
  SamplingOptions,
  XtcOptions,
} from './sampling/options.js'
export type { SamplingPreset } from './sampling/presets.js'
export type { GenerateOptions, GenerationDefaults } from './sampling.js'
export type {
  Classification,
  ClassifyOptions,
  RankedContinuation,
  RankOptions,
  Score,
  ScoreOptions,
} from './scoring.js'
export type { BeamSearchOptions, BeamText, FoundText } from './search/beam-search.js'
export type { BestOfOptions, SampledText } from './search/best-of.js'
export type { ContrastiveSearchOptions } from './search/contrastive-search.js'
export type { SearchFinishReason, SearchOptions } from './search/options.js'
export { Session } from './session.js'
export type { ModelStats } from './stats.js'
export { type DecodeOptions, type EncodeOptions, Tokenizer } from './tokenizer/index.js'
