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

/** How keys and values are kept: 4 or 2 bytes each. */
export type KvPrecision = 'f32' | 'f16'

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

/** Which weights, and how they are kept. */
export interface NativeWeightsSpec extends TensorTable {
  readonly config: ModelConfig
  readonly precision: Precision
  /** Names the files' content: models of equal ones share their packed weights in a process. */
  readonly identity: string
  /** A file with the packed weights, of an earlier load; '' for none. One that does not hold them is ignored. */
  readonly packedFile: string
  /** Where they are written if that does not help; '' for nowhere. There must be no such file. */
  readonly newPackedFile: string
}

/** What the add-on needs to load a model. */
export interface NativeModelSpec extends NativeWeightsSpec {
  /** Worker threads, the engine's own included; >= 1. */
  readonly threads: number
  /** A smaller model of the same vocabulary, to propose tokens. */
  readonly draft?: NativeWeightsSpec
  /** How keys and values are kept. */
  readonly kvPrecision: KvPrecision
  /** The most bytes that keys and values may take, the draft's too; one whole context is granted in any case. */
  readonly kvCacheBytes: number
  /** Whether prompts may start after a prefix that is in memory already. */
  readonly prefixCache: boolean
  /** Sequences that run at the same time, 1 to 512. */
  readonly maxConcurrent: number
  /** Sequences that wait for a place beyond these. */
  readonly maxWaiting: number
}

/**
 * What changes the logits before the temperature. Sequences are lists of ids, each after its length, of two
 * ids at least.
 */
export interface NativeLogitRules {
  readonly biasIds: Int32Array
  readonly biasValues: Float32Array
  /** 1 changes nothing. */
  readonly repetitionPenalty: number
  readonly presencePenalty: number
  readonly frequencyPenalty: number
  /** Newest tokens that the penalties look at; 0: all. */
  readonly penaltyWindow: number
  /** 0: no DRY. */
  readonly dryMultiplier: number
  readonly dryBase: number
  readonly dryAllowedLength: number
  /** Newest tokens that DRY looks at. */
  readonly dryRange: number
  readonly dryBreakers: Int32Array
  readonly dryBreakerSequences: Int32Array
  /** 0: no rule. */
  readonly noRepeatNgram: number
  readonly bannedIds: Int32Array
  readonly bannedSequences: Int32Array
  /** No stop id is drawn before. */
  readonly minTokens: number
}

/** What cuts the distribution down after the temperature, beside top-k and top-p. */
export interface NativeTruncation {
  /** 0 keeps all, here and below. */
  readonly topNSigma: number
  readonly minP: number
  /** 1 keeps all. */
  readonly typicalP: number
  readonly epsilonCutoff: number
  readonly etaCutoff: number
  readonly xtcProbability: number
  readonly xtcThreshold: number
  /** 0: no mirostat. */
  readonly mirostatTau: number
  readonly mirostatEta: number
}

/**
 * `mask`: the mask of the tokens that may come, given at any time before. `logits`: an answer to its logits,
 * which the event `Consult` tells of; it rests until then.
 */
export type Consult = 'none' | 'mask' | 'logits'

/** What a sequence's next token is chosen from. Where all is left out: from its own logits. */
export interface NativeAnswer {
  readonly sequence: number
  /** Is taken as it is. */
  readonly token?: number | undefined
  /** `[vocabSize]` in the place of its own; neither NaN nor Infinity. */
  readonly logits?: Float32Array | undefined
  /** `[ceil(vocabSize / 32)]`: a bit for each id that may be drawn; bit `id % 32` of word `id / 32`. */
  readonly mask?: Int32Array | undefined
}

/**
 * What the likeliest tokens are told with: their log-probabilities under the model; those that the rules leave of
 * its logits; or the former changed by the rules as if they were logits, and not normalised again.
 */
export type TopScores = 'model' | 'rules' | 'beams'

/** One generation's plan, as `sampling.ts` compiles it and `native/engine/plan.h` describes it. */
export interface NativePlan {
  /** New tokens at most; >= 1. */
  readonly maxTokens: number
  /** 0 is greedy. */
  readonly temperature: number
  /** Whether the temperature lies between the next two, by entropy, instead. */
  readonly dynamicTemperature: boolean
  readonly temperatureLow: number
  readonly temperatureHigh: number
  readonly temperatureExponent: number
  /** 0 keeps all. */
  readonly topK: number
  /** 1 keeps all. */
  readonly topP: number
  readonly rules: NativeLogitRules
  readonly truncation: NativeTruncation
  /** The token at each of these places of what is generated, from 0 on. */
  readonly forcedPositions: Int32Array
  readonly forcedIds: Int32Array
  /** Low and high 32 bits of the seed. */
  readonly seedLow: number
  readonly seedHigh: number
  /** Ids that end the generation. */
  readonly stopIds: Int32Array
  /** Likeliest tokens that are told with each one. */
  readonly topLogprobs: number
  readonly topScores: TopScores
  /** Whether it goes on in a window of its newest tokens once the context is full. */
  readonly slide: boolean
  /** Whether tokens may be proposed, by prompt lookup or a draft model, and verified several at a time. */
  readonly speculate: boolean
  /** What the sequence waits for before each of its tokens; see {@link NativeAnswer}. */
  readonly consult: Consult
  /** From 0 on; what it does to two rows of logits stands in `guide` of native/engine/steer.cc. */
  readonly guidanceScale: number
  /** Where the text without the prompt begins; empty: no guidance. Shorter than the context. */
  readonly unguided: Int32Array
  /** Of `logits`: whether the hidden state is kept with them, for `hiddenOf`. */
  readonly hidden: boolean
  /** Of `logits`: no token ends the sequence, but one after a full context; whoever answers does. */
  readonly openEnded: boolean
  /** First tokens that always stay in the window. */
  readonly keep: number
  /** Higher goes first. */
  readonly priority: number
  /** Prefixes are shared within a scope; 0 is everybody's. */
  readonly scope: number
}

/**
 * What is wanted of the positions from `first` on, `rows` of them: `Readout` of native/engine/readout.h. An
 * array that is missing is not wanted; the others are filled, and kept alive until `releaseArray`.
 */
export interface NativeReadout {
  readonly first: number
  /** Whether keys and values of known prefixes are used, and these are kept for others. */
  readonly sharesPrefix: boolean
  /** Higher goes first. */
  readonly priority: number
  /** `[rows, vocabSize]` */
  readonly logits?: Float32Array
  /** `[rows]`: the token whose log-probability after each position is wanted. */
  readonly targets?: Int32Array
  readonly targetLogprobs?: Float32Array
  /** Likeliest next tokens of each position, best first. */
  readonly top: number
  /** `[rows, top]` */
  readonly topIds?: Int32Array
  readonly topLogprobs?: Float32Array
  /** The residual stream before blocks `hiddenFirst`, ...; before block `layers` means after the final norm. */
  readonly hiddenFirst: number
  readonly hiddenCount: number
  /** `[hiddenCount, rows, embeddingSize]` */
  readonly hidden?: Float32Array
  /** `[layers, heads, rows, rows]`; needs `first` 0. */
  readonly attentions?: Float32Array
  /** Likeliest tokens if the final norm and the head stood before each block. */
  readonly lens: number
  /** `[layers + 1, rows, lens]` */
  readonly lensIds?: Int32Array
  readonly lensLogprobs?: Float32Array
}

/** Kinds of event, the fourth number of each event in a batch. */
export enum EventKind {
  /** `value` = token id, `detail` = its log-probability. */
  Token = 0,
  /** The sequence ended by a stop id. As `Token`. */
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
  /** What was asked for lies in the array that was passed in, or was taken from it. */
  Written = 8,
  /** `value` = prompt tokens processed so far. */
  PromptProgress = 9,
  /** Nothing of this handle runs any more; no event follows. Sequence 0. */
  Stopped = 10,
  /** The sequence left the waiting line; `value` = prompt tokens whose keys and values were known already. */
  Started = 11,
  /** One of the likeliest tokens, best first; the next `Token` is drawn at the same place. As `Token`. */
  Top = 12,
  /** The sequence rests with the logits of its next token; the likeliest, if wanted, have been told. */
  Consult = 13,
  /** What a later load can use lies in the cache, or cannot; after `Loaded`. Sequence 0. */
  Kept = 14,
}

/** Called once for every step: `events` holds 4 numbers for each event: sequence, kind, value, detail. */
export type StepCallback = (engine: number, events: Float64Array, message: string) => void

/** Counts since loading; the number of sequences and blocks are of now. */
export interface NativeStats {
  readonly running: number
  readonly waiting: number
  readonly paused: number
  readonly steps: number
  readonly stepMs: number
  readonly busyMs: number
  readonly promptTokens: number
  readonly cachedTokens: number
  readonly generatedTokens: number
  readonly proposedTokens: number
  readonly acceptedTokens: number
  /** Of these, by the draft model. */
  readonly draftProposedTokens: number
  readonly draftAcceptedTokens: number
  readonly prefixLookups: number
  readonly prefixHits: number
  readonly evictions: number
  readonly preemptions: number
  readonly blockBytes: number
  readonly blockPositions: number
  readonly blocks: number
  readonly blocksHeld: number
  readonly blocksReusable: number
  /** Bytes of the draft model's keys and values now. */
  readonly draftCacheBytes: number
}

/** What does not change once a model is loaded. */
export interface NativeFacts {
  readonly weightBytes: number
  /** Tells models apart, whatever their precision: 16 hexadecimal digits. */
  readonly fingerprint: string
  readonly threads: number
  /** Whether the packed weights are those of a file, mapped. */
  readonly fromCache: boolean
  /** Whether this load wrote `newPackedFile`. */
  readonly cacheWritten: boolean
  /** Why the file was not read or not written, where there was one; or ''. */
  readonly cacheProblem: string
}

/** One environment's handle of a loaded model and the thread that runs it. */
export interface NativeEngine {
  /** Names this engine in {@link StepCallback}. */
  readonly id: number
  /** Starts a generation; returns its sequence id at once. `credit`: tokens it may produce unread. */
  submit(ids: Int32Array, plan: NativePlan, credit: number): number
  /** Fills the arrays of `readout`, which are kept alive until `releaseArray`. */
  submitReadout(ids: Int32Array, readout: NativeReadout): number
  /** Writes the keys and values of the ids into `out`, `exportedBytes(ids.length)` long. */
  submitExport(ids: Int32Array, out: Uint8Array, scope: number): number
  /** Makes exported keys and values a known prefix of the scope. */
  submitImport(ids: Int32Array, data: Uint8Array, scope: number): number
  exportedBytes(ids: number): number
  releaseArray(sequence: number): void
  /** A copy of a resting sequence, which rests, too; keys and values are shared. Events as of its source. */
  fork(sequence: number): number
  /** Takes an answer, copied. */
  answer(answer: NativeAnswer): void
  /** Nothing that was submitted or answered need be heard before; what was takes effect before the same step. */
  flush(): void
  /** The logits that a resting sequence waits with, guided where its plan says so, copied: `[vocabSize]`. */
  logitsOf(sequence: number): Float32Array
  /** Its hidden state after the final norm, copied: `[embeddingSize]`, if its plan says `hidden`. */
  hiddenOf(sequence: number): Float32Array
  /** Lets a sequence produce `count` more tokens. */
  grant(sequence: number, count: number): void
  cancel(sequence: number): void
  /** Leaves the model; pending sequences end with `Cancelled`, then comes `Stopped`. */
  dispose(): void
  /** After `Stopped`: lets go of everything; the last handle frees the model. Idempotent. */
  release(): void
  /** A number by which `createEngine` in another environment of this process finds this model. */
  share(): number
  facts(): NativeFacts
  stats(): NativeStats
}

export interface NativeAddon {
  /** Opens a way for events and returns its number; each copy of this library needs its own. */
  openChannel(callback: StepCallback): number
  /** Whether an event is awaited there: then the process stays alive for it. */
  setReferenced(channel: number, referenced: boolean): void
  /** Loads a model, or joins the one that `share()` has given a number for. */
  createEngine(spec: NativeModelSpec | number, channel: number): NativeEngine
  /** The version of the packed weights' layout. */
  readonly packedLayout: number
  /** The largest product of `vector` with one of the first `count` rows, `[rows, vector.length]`. */
  largestProduct(rows: Float32Array, count: number, vector: Float32Array): number
  /** The kernel table in use and those this machine can run. */
  instructionSets(): { active: string; available: string[] }
}
