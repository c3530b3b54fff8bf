/** The public face: nothing but exports. */

export { instructionSets } from './engine-channel.js'
export { type ErrorCode, NextokenError } from './errors.js'
export { type FinishReason, Generation, type GenerationResult, Token } from './generation.js'
export { type LoadOptions, type Logits, loadModel, loadTokenizer, Model } from './model.js'
export type { ModelConfig, Precision } from './native-types.js'
export type { GenerateOptions, GenerationDefaults } from './sampling.js'
export { type DecodeOptions, type EncodeOptions, Tokenizer } from './tokenizer/index.js'
