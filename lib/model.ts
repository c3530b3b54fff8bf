/** `loadModel`, and the model it gives. */

import { availableParallelism } from 'node:os'
import { EngineChannel } from './engine-channel.js'
import { NextokenError } from './errors.js'
import {
  readModelFolder,
  readTokenizerFiles,
  type TokenizerFiles,
} from './formats/huggingface-folder.js'
import { Generation } from './generation.js'
import { resolveModel } from './hub.js'
import type { ModelConfig, Precision } from './native-types.js'
import { checkInteger, checkKnownKeys, checkOneOf, checkString, describe } from './options.js'
import { compilePolicy, type GenerateOptions, type GenerationDefaults } from './sampling.js'
import { Tokenizer } from './tokenizer/index.js'

/** Options of {@link loadModel}. Unknown names are refused. */
export interface LoadOptions {
  /**
   * How weights are kept in memory: `f32` (4 bytes a weight), `bf16` (2), `int8` (1.06), `int4` (0.56).
   * `auto`, the default, is `int8`: close to `f32` in quality, at more than three times its speed.
   */
  precision?: 'auto' | Precision
  /** Threads that compute, 1 to 1024. Default: what the operating system grants this process. */
  threads?: number
  /** `cpu` is what this version has; `auto` is the default. */
  device?: 'auto' | 'cpu'
  /** Called with the share of the loading that is done, 0 to 1. */
  onProgress?: (share: number) => void
  /** Aborting rejects the promise with `ERR_NEXTOKEN_ABORTED` and frees everything. */
  signal?: AbortSignal
}

/** Logits of every position: `data[i * shape[1] + id]` is the score of token `id` after position i. */
export interface Logits {
  readonly data: Float32Array
  readonly shape: readonly [positions: number, vocabSize: number]
}

const precisions = ['auto', 'f32', 'bf16', 'int8', 'int4'] as const
const MAX_THREADS = 1024

/**
 * Loads a model.
 *
 * ```ts
 * const model = await loadModel()                  // the embedded default model
 * const gpt2 = await loadModel('./models/gpt2')    // a Hugging Face GPT-2 folder
 * ```
 *
 * @param source a folder with `config.json` and `model.safetensors`, or a file in it; without it, the
 *   default model that the package holds.
 * @throws NextokenError `ERR_NEXTOKEN_MODEL_NOT_FOUND`, `ERR_NEXTOKEN_FILE`,
 *   `ERR_NEXTOKEN_INVALID_CONFIG`, `ERR_NEXTOKEN_UNSUPPORTED_MODEL`, `ERR_NEXTOKEN_INVALID_WEIGHTS`,
 *   `ERR_NEXTOKEN_TENSOR`, `ERR_NEXTOKEN_INVALID_TOKENIZER`, `ERR_NEXTOKEN_ADDON`,
 *   `ERR_NEXTOKEN_OUT_OF_MEMORY`, `ERR_NEXTOKEN_ABORTED`, `ERR_NEXTOKEN_INVALID_ARGUMENT`.
 */
export async function loadModel(source?: string, options: LoadOptions = {}): Promise<Model> {
  if (source !== undefined) checkString('source', source)
  checkKnownKeys(options, ['precision', 'threads', 'device', 'onProgress', 'signal'], 'loadModel')
  const wanted = checkOneOf('precision', options.precision ?? 'auto', precisions)
  const precision: Precision = wanted === 'auto' ? 'int8' : wanted
  const threads = checkInteger(
    'threads',
    options.threads ?? Math.min(availableParallelism(), MAX_THREADS),
    1,
    MAX_THREADS,
  )
  checkOneOf('device', options.device ?? 'auto', ['auto', 'cpu'] as const)
  const { onProgress, signal } = options
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    throw new NextokenError(
      'ERR_NEXTOKEN_INVALID_ARGUMENT',
      `onProgress must be a function, got ${describe(onProgress)}`,
    )
  }
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new NextokenError(
      'ERR_NEXTOKEN_INVALID_ARGUMENT',
      `signal must be an AbortSignal, got ${describe(signal)}`,
    )
  }

  const folder = await resolveModel(source)
  const files = await readModelFolder(folder)
  const tokenizer = makeTokenizer(files.tokenizerFiles)
  const channel = await EngineChannel.load(
    { config: files.config, ...files.table, precision, threads },
    onProgress,
    signal,
  )
  const stopIds = new Set(files.eosTokenIds)
  return new Model(channel, {
    source: folder,
    config: files.config,
    precision,
    threads,
    tokenizer,
    generationDefaults: files.generationDefaults,
    stopIds: [...stopIds].filter((id) => id < files.config.vocabSize),
    startId: files.bosTokenId ?? tokenizer?.endOfText ?? files.eosTokenIds[0],
  })
}

/** Loads the tokenizer of a model folder alone; `source` as for {@link loadModel}. */
export async function loadTokenizer(source?: string): Promise<Tokenizer> {
  if (source !== undefined) checkString('source', source)
  const folder = await resolveModel(source)
  const tokenizer = makeTokenizer(await readTokenizerFiles(folder))
  if (tokenizer === undefined) {
    throw new NextokenError(
      'ERR_NEXTOKEN_FILE',
      `${folder} holds no tokenizer: neither vocab.json with merges.txt nor tokenizer.json`,
    )
  }
  return tokenizer
}

function makeTokenizer(files: TokenizerFiles | undefined): Tokenizer | undefined {
  if (files === undefined) return undefined
  return files.kind === 'json'
    ? Tokenizer.fromTokenizerJson(files.text)
    : Tokenizer.fromVocabAndMerges(files.vocabText, files.mergesText)
}

interface ModelFacts {
  readonly source: string
  readonly config: ModelConfig
  readonly precision: Precision
  readonly threads: number
  readonly tokenizer: Tokenizer | undefined
  readonly generationDefaults: GenerationDefaults
  readonly stopIds: readonly number[]
  readonly startId: number | undefined
}

/**
 * A loaded model. Any number of generations may run on it at the same time. It is freed by `dispose()`
 * or `await using`; the process can exit without it.
 */
export class Model implements AsyncDisposable {
  /** The folder it was loaded from. */
  readonly source: string
  readonly config: ModelConfig
  readonly precision: Precision
  readonly device = 'cpu'
  readonly threads: number
  /** Sampling options that the model's own files ask for. */
  readonly generationDefaults: GenerationDefaults

  readonly #channel: EngineChannel
  readonly #facts: ModelFacts

  /** @internal */
  constructor(channel: EngineChannel, facts: ModelFacts) {
    this.#channel = channel
    this.#facts = facts
    this.source = facts.source
    this.config = facts.config
    this.precision = facts.precision
    this.threads = facts.threads
    this.generationDefaults = facts.generationDefaults
  }

  /**
   * The model's tokenizer.
   * @throws NextokenError `ERR_NEXTOKEN_FILE` where the model folder has none.
   */
  get tokenizer(): Tokenizer {
    if (this.#facts.tokenizer === undefined) {
      throw new NextokenError(
        'ERR_NEXTOKEN_FILE',
        `the model in ${this.source} has no tokenizer; give and take token ids instead of text`,
      )
    }
    return this.#facts.tokenizer
  }

  /**
   * Continues a prompt. Nothing is computed before the generation is read.
   *
   * @param prompt text or token ids, shorter than the context; without it (or empty), the model starts
   *   from `<|endoftext|>`. Special tokens are not recognised in text.
   * @throws NextokenError `ERR_NEXTOKEN_INVALID_ARGUMENT`, `ERR_NEXTOKEN_INVALID_TOKEN`,
   *   `ERR_NEXTOKEN_CONTEXT`, `ERR_NEXTOKEN_DISPOSED`.
   */
  generate(prompt?: string | ArrayLike<number>, options: GenerateOptions = {}): Generation {
    const { contextLength } = this.config
    const policy = compilePolicy(
      options,
      this.generationDefaults,
      contextLength,
      this.#facts.stopIds,
    )
    const ids = this.#promptIds(prompt)
    if (ids.length >= contextLength) {
      throw new NextokenError(
        'ERR_NEXTOKEN_CONTEXT',
        `the prompt has ${ids.length} tokens; this model's context holds ${contextLength}, one of which must be left for the next token`,
      )
    }
    this.#checkUsable()
    if (policy.stopStrings.length > 0) void this.tokenizer
    return new Generation(this.#channel, ids, policy, this.#facts.tokenizer)
  }

  /**
   * The logits of every position, computed in one pass.
   *
   * @param ids token ids (or text), 1 to `config.contextLength` of them. The result takes
   *   4 x ids x vocabulary bytes: 200 KB a position for GPT-2.
   */
  async logits(ids: string | ArrayLike<number>): Promise<Logits> {
    const checked = this.#promptIds(ids)
    const { contextLength, vocabSize } = this.config
    if (checked.length > contextLength) {
      throw new NextokenError(
        'ERR_NEXTOKEN_CONTEXT',
        `${checked.length} tokens were given; this model's context holds ${contextLength}`,
      )
    }
    this.#checkUsable()
    const data = new Float32Array(checked.length * vocabSize)
    await this.#channel.logits(checked, data)
    return { data, shape: [checked.length, vocabSize] }
  }

  /** Bytes of native memory: packed weights, and the keys and values of running generations. */
  memory(): { weights: number; cache: number } {
    return this.#channel.memory()
  }

  /** Cancels what runs, ends the model's threads and frees its memory. Idempotent. */
  async dispose(): Promise<void> {
    await this.#channel.dispose()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.dispose()
  }

  #checkUsable(): void {
    if (this.#channel.disposed) {
      throw new NextokenError('ERR_NEXTOKEN_DISPOSED', 'the model is disposed')
    }
  }

  #promptIds(prompt: string | ArrayLike<number> | undefined): Int32Array {
    if (prompt === undefined || prompt === '') return this.#startIds()
    if (typeof prompt === 'string') return this.tokenizer.encode(prompt)
    if (typeof prompt !== 'object' || prompt === null || !Number.isSafeInteger(prompt.length)) {
      throw new NextokenError(
        'ERR_NEXTOKEN_INVALID_ARGUMENT',
        `prompt must be a string or a list of token ids, got ${describe(prompt)}`,
      )
    }
    if (prompt.length === 0) return this.#startIds()
    const { vocabSize } = this.config
    for (let i = 0; i < prompt.length; i++) {
      const id: unknown = prompt[i]
      if (!Number.isInteger(id) || (id as number) < 0 || (id as number) >= vocabSize) {
        throw new NextokenError(
          'ERR_NEXTOKEN_INVALID_TOKEN',
          `token id ${describe(id)} at index ${i} must be a whole number from 0 to ${vocabSize - 1}`,
        )
      }
    }
    return Int32Array.from(prompt)
  }

  #startIds(): Int32Array {
    const { startId } = this.#facts
    if (startId === undefined || startId >= this.config.vocabSize) {
      throw new NextokenError(
        'ERR_NEXTOKEN_INVALID_ARGUMENT',
        'this model names no start token (bos_token_id); a prompt is needed',
      )
    }
    return Int32Array.of(startId)
  }
}
