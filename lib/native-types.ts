/**
 * The add-on's whole surface, typed. `native/binding` is its other half: a change here is a change
 * there. Nothing in this file runs.
 */

/** How weights are kept in memory. `int8` and `int4` have one scale for each group of 32 inputs. */
export type Precision = 'f32' | 'bf16' | 'int8' | 'int4'

/** Element types that weights may have on disk. */
export type Dtype = 'F32' | 'F16' | 'BF16'

export type Activation = 'gelu_new' | 'gelu' | 'relu'

/** The shape of a GPT-2 model. */
export interface ModelConfig {
  /** Number of tokens the model can name. */
  readonly vocabSize: number
  /** Most positions a sequence can have (`n_positions`). */
  readonly contextLength: number
  /** Width of the residual stream (`n_embd`). */
  readonly embeddingSize: number
  /** Number of decoder blocks (`n_layer`). */
  readonly layers: number
  /** Attention heads in a block (`n_head`); divides `embeddingSize`. */
  readonly heads: number
  /** Width of the MLP's hidden layer (`n_inner`, usually 4 x `embeddingSize`). */
  readonly innerSize: number
  /** Added to the variance in every layer norm. */
  readonly layerNormEpsilon: number
  /** The MLP's non-linearity. */
  readonly activation: Activation
  /** Attention scores are divided by sqrt(head size) (`scale_attn_weights`). */
  readonly scaleAttention: boolean
  /** Attention scores are also divided by (layer index + 1) (`scale_attn_by_inverse_layer_idx`). */
  readonly scaleAttentionByInverseLayer: boolean
}

/** Where one tensor lies: `files[file]`, bytes `byteOffset` to `byteOffset + byteLength`. */
export interface TensorEntry {
  /** GPT-2's name without the `transformer.` prefix, such as `h.0.attn.c_attn.weight`. */
  readonly name: string
  readonly dtype: Dtype
  readonly shape: readonly number[]
  /** Index into {@link TensorTable.files}. */
  readonly file: number
  readonly byteOffset: number
  readonly byteLength: number
}

/** What every reader in `formats/` makes of the files it reads. */
export interface TensorTable {
  /** Absolute paths. */
  readonly files: readonly string[]
  readonly tensors: readonly TensorEntry[]
}

/** What the add-on needs to load a model. */
export interface NativeModelSpec extends TensorTable {
  readonly config: ModelConfig
  readonly precision: Precision
  /** Worker threads, the engine's own included; >= 1. */
  readonly threads: number
}

/** One generation's sampling plan, as `sampling.ts` compiles it and `native/engine/plan.h` checks it. */
export interface NativePlan {
  /** New tokens at most; >= 1. */
  readonly maxTokens: number
  /** 0 is greedy. */
  readonly temperature: number
  /** 0 keeps all. */
  readonly topK: number
  /** 1 keeps all. */
  readonly topP: number
  /** Low and high 32 bits of the seed. */
  readonly seedLow: number
  readonly seedHigh: number
  /** Ids that end the generation. */
  readonly stopIds: Int32Array
}

/** Kinds of event, the fourth number of each event in a batch. */
export enum EventKind {
  /** `value` = token id, `detail` = its log-probability. */
  Token = 0,
  /** The sequence ended by a stop id; `value` = that id. */
  Stop = 1,
  /** The sequence ended by its plan's `maxTokens`. */
  Length = 2,
  /** The sequence ended because the context is full. */
  Context = 3,
  /** The sequence was cancelled; its memory is free. */
  Cancelled = 4,
  /** The sequence or the load failed; `value` = index into `nativeErrorCodes` of engine-channel.ts. */
  Failed = 5,
  /** The model is loaded. Sequence 0. */
  Loaded = 6,
  /** `value` = share of the work done, 0 to 1. Sequence 0. */
  LoadProgress = 7,
  /** All positions' logits are in the array that was passed in. */
  LogitsDone = 8,
  /** `value` = prompt tokens processed so far. */
  PromptProgress = 9,
  /** The engine's thread is about to end; no event follows. Sequence 0. */
  Stopped = 10,
}

/** Called once for every step: `events` holds 4 numbers for each event: sequence, kind, value, detail. */
export type StepCallback = (engine: number, events: Float64Array, message: string) => void

/** One loaded model and the thread that runs it. */
export interface NativeEngine {
  /** Names this engine in {@link StepCallback}. */
  readonly id: number
  /** Starts a generation; returns its sequence id at once. `credit`: tokens it may produce unread. */
  submit(ids: Int32Array, plan: NativePlan, credit: number): number
  /**
   * Computes the logits of every position into `out`, `[ids.length, vocabSize]`, which is kept alive
   * until `releaseLogits`.
   */
  submitLogits(ids: Int32Array, out: Float32Array): number
  releaseLogits(sequence: number): void
  /** Lets a sequence produce `count` more tokens. */
  grant(sequence: number, count: number): void
  cancel(sequence: number): void
  /** Asks the thread to end; pending sequences end with `Cancelled`, then comes `Stopped`. */
  dispose(): void
  /** After `Stopped`: joins the thread and frees everything. Idempotent. */
  release(): void
  /** Bytes of packed weights, and of key-value caches in use. */
  memory(): { weights: number; cache: number }
}

export interface NativeAddon {
  /** Must be called once before any engine is made. */
  setStepCallback(callback: StepCallback): void
  /** Whether an event is awaited: then the process stays alive for it. */
  setReferenced(referenced: boolean): void
  createEngine(spec: NativeModelSpec): NativeEngine
  /** The kernel table in use and those this machine can run. */
  instructionSets(): { active: string; available: string[] }
}
