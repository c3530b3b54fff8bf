/** A loaded model: what can be asked of it. */

import type { Constraints } from './constraint/constraints.js'
import { type EngineChannel, instructionSets } from './engine-channel.js'
import { NextokenError } from './errors.js'
import { Generation } from './generation.js'
import {
  type EmbedOptions,
  embed,
  type NextOptions,
  type NextToken,
  next,
  type Trace,
  type TraceOptions,
  trace,
} from './insight.js'
import type { KvPrecision, ModelConfig, Precision } from './native-types.js'
import { checkString, describe } from './options.js'
import { allocate, type ReadableModel, readAll, type TextOrIds } from './readout.js'
import {
  compilePolicy,
  type GenerateOptions,
  type GenerationDefaults,
  type SamplingPolicy,
} from './sampling.js'
import {
  type Classification,
  type ClassifyOptions,
  classify,
  type RankedContinuation,
  type RankOptions,
  rank,
  type Score,
  type ScoreOptions,
  score,
  scorePrompt,
} from './scoring.js'
import {
  type BeamSearchOptions,
  type BeamText,
  beamSearch,
  type FoundText,
} from './search/beam-search.js'
import { type BestOfOptions, bestOf, type SampledText } from './search/best-of.js'
import { type ContrastiveSearchOptions, contrastiveSearch } from './search/contrastive-search.js'
import type { SearchableModel } from './search/options.js'
import { nextScope, Session, type SessionModel } from './session.js'
import { readSessionFile, type SessionIdentity, writeSessionFile } from './session-file.js'
import { type ModelStats, modelStats } from './stats.js'
import type { Tokenizer } from './tokenizer/index.js'

/** Logits of every position: `data[i * shape[1] + id]` is the score of token `id` after position i. */
export interface Logits {
  readonly data: Float32Array
  readonly shape: readonly [positions: number, vocabSize: number]
}

/**
 * A model that another thread of this process may use, too: what `model.share()` gives and `loadModel`
 * takes. A plain object: send it with `postMessage` or as `workerData`.
 */
export interface SharedModel {
  readonly kind: 'nextoken-shared-model'
  readonly processId: number
  readonly key: number
  readonly source: string
  readonly precision: Precision
  readonly kvPrecision: KvPrecision
}

/** What loading found out. */
export interface ModelFacts {
  readonly source: string
  readonly config: ModelConfig
  readonly precision: Precision
  readonly kvPrecision: KvPrecision
  readonly threads: number
  readonly weights: 'packed' | 'cached'
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
  /** How keys and values are kept. */
  readonly kvPrecision: KvPrecision
  readonly device = 'cpu'
  readonly threads: number
  /** Whether the weights were packed by this process, or mapped from the cache of an earlier load. */
  readonly weights: 'packed' | 'cached'
  /** Sampling options that the model's own files ask for. */
  readonly generationDefaults: GenerationDefaults

  readonly #channel: EngineChannel
  readonly #facts: ModelFacts
  #constraints: Constraints | undefined

  /** @internal */
  constructor(channel: EngineChannel, facts: ModelFacts) {
    this.#channel = channel
    this.#facts = facts
    this.source = facts.source
    this.config = facts.config
    this.precision = facts.precision
    this.kvPrecision = facts.kvPrecision
    this.threads = facts.threads
    this.weights = facts.weights
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
   * @param prompt text or token ids, shorter than the context unless `overflow` is `slide`; without it
   *   (or empty), the model starts from `<|endoftext|>`. Special tokens are not recognised in text.
   * @throws NextokenError `ERR_NEXTOKEN_INVALID_ARGUMENT`, `ERR_NEXTOKEN_INVALID_TOKEN`,
   *   `ERR_NEXTOKEN_CONTEXT`, `ERR_NEXTOKEN_DISPOSED`. Where too many wait already, reading the generation
   *   fails with `ERR_NEXTOKEN_BUSY`.
   */
  generate(prompt?: string | ArrayLike<number>, options: GenerateOptions = {}): Generation {
    return this.#generate(this.#promptIds(prompt), options, 0)
  }

  /**
   * Beam search: goes on with several texts side by side and finds those that are likely as a whole, best first.
   * The texts and scores are those of Hugging Face transformers.
   *
   * ```ts
   * const [best, second] = await model.beamSearch('The meaning of life is', { beams: 4, n: 2 })
   * ```
   *
   * @param prompt as for `generate`.
   * @returns `n` texts, fewer only where the time is up or hardly any token may come.
   * @throws NextokenError as `generate`; `ERR_NEXTOKEN_BUSY`, `ERR_NEXTOKEN_ABORTED`.
   */
  async beamSearch(prompt?: TextOrIds, options: BeamSearchOptions = {}): Promise<BeamText[]> {
    return beamSearch(this.#searchable, prompt, options)
  }

  /**
   * Contrastive search: takes likely tokens that make the text unlike what it was before, so that it neither wanders
   * off nor repeats itself. The text is that of Hugging Face transformers.
   * @throws NextokenError as `beamSearch`.
   */
  async contrastiveSearch(
    prompt?: TextOrIds,
    options: ContrastiveSearchOptions = {},
  ): Promise<FoundText> {
    return contrastiveSearch(this.#searchable, prompt, options)
  }

  /** Samples several texts, and gives those that the model finds the likeliest, best first. */
  async bestOf(prompt?: TextOrIds, options: BestOfOptions = {}): Promise<SampledText[]> {
    return bestOf(this.#searchable, prompt, options)
  }

  /**
   * A text that grows by what is appended and generated. Its keys and values stay in memory while there is
   * room, so going on costs only what is new.
   *
   * ```ts
   * const session = model.session('Once upon a time')
   * for await (const token of session.generate({ stop: '.' })) process.stdout.write(token.text)
   * session.append(' Then')
   * ```
   *
   * @param prompt where it begins; without it, at `<|endoftext|>`.
   */
  session(prompt?: string | ArrayLike<number>): Session {
    this.#checkUsable()
    return new Session(this.#sessionModel, [...this.#promptIds(prompt)], 0)
  }

  /**
   * A session that `session.save` wrote to a file. The file is refused unless this very model wrote it; in
   * another precision or on another kind of CPU, keys and values are computed anew.
   * @throws NextokenError `ERR_NEXTOKEN_INVALID_SESSION`, `ERR_NEXTOKEN_FILE`, `ERR_NEXTOKEN_DISPOSED`.
   */
  async restore(file: string): Promise<Session> {
    checkString('file', file)
    this.#checkUsable()
    const { ids, prefix } = await readSessionFile(file, this.#sessionIdentity())
    for (const id of ids) {
      if (id < 0 || id >= this.config.vocabSize) {
        throw new NextokenError(
          'ERR_NEXTOKEN_INVALID_SESSION',
          `${file} holds token id ${id}; this model's vocabulary has ${this.config.vocabSize}`,
        )
      }
    }
    // A file may say anything of keys and values; what it says is believed by this session alone.
    const scope = prefix === undefined ? 0 : nextScope()
    if (prefix !== undefined) await this.#channel.importPrefix(prefix.ids, prefix.data, scope)
    return new Session(this.#sessionModel, [...ids], scope)
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
    const logits = allocate('logits', checked.length, vocabSize)
    await readAll(this.#readable, [{ ids: checked, logits }], { signal: undefined, priority: 0 })
    return { data: logits, shape: [checked.length, vocabSize] }
  }

  /**
   * The most likely next tokens, best first; of equally likely ones, the smaller id first.
   *
   * @param prompt as for `generate`, up to `config.contextLength` tokens.
   * @throws NextokenError as all that look into the model: `ERR_NEXTOKEN_INVALID_ARGUMENT`,
   *   `ERR_NEXTOKEN_INVALID_TOKEN`, `ERR_NEXTOKEN_CONTEXT`, `ERR_NEXTOKEN_BUSY`, `ERR_NEXTOKEN_ABORTED`,
   *   `ERR_NEXTOKEN_OUT_OF_MEMORY`, `ERR_NEXTOKEN_DISPOSED`.
   */
  async next(prompt?: TextOrIds, options: NextOptions = {}): Promise<NextToken[]> {
    return next(this.#readable, prompt, options)
  }

  /**
   * How likely a text is: the log-probability of each of its tokens, given those before it, and the
   * perplexity. Texts may be of any length; those longer than the context are scored in windows (`stride`).
   *
   * @param texts a text or its token ids, not empty; or a list of them, which share their passes.
   */
  async score(text: TextOrIds, options?: ScoreOptions): Promise<Score>
  async score(texts: readonly TextOrIds[], options?: ScoreOptions): Promise<Score[]>
  async score(
    texts: TextOrIds | readonly TextOrIds[],
    options: ScoreOptions = {},
  ): Promise<Score | Score[]> {
    return score(this.#readable, texts, options)
  }

  /**
   * Continuations of a prompt, the likeliest first. White space at the end of the prompt is moved to the
   * beginning of each continuation, where GPT-2's tokens have it; both are tokenized for themselves.
   *
   * @param prompt as for `generate`.
   * @param continuations texts or lists of token ids, none of them empty.
   */
  async rank(
    prompt: TextOrIds | undefined,
    continuations: readonly TextOrIds[],
    options: RankOptions = {},
  ): Promise<RankedContinuation[]> {
    return rank(this.#readable, prompt, continuations, options)
  }

  /** Which of the labels fits a text best, by how likely each is in its place in the template; best first. */
  async classify(
    text: string,
    labels: readonly string[],
    options: ClassifyOptions = {},
  ): Promise<Classification[]> {
    return classify(this.#readable, text, labels, options)
  }

  /**
   * A text as a vector of `config.embeddingSize` numbers; with `pooling: 'none'`, one for each token.
   *
   * @param texts a text or its token ids, not empty and no longer than the context; or a list of them, which
   *   share their passes.
   */
  async embed(text: TextOrIds, options?: EmbedOptions): Promise<Float32Array>
  async embed(texts: readonly TextOrIds[], options?: EmbedOptions): Promise<Float32Array[]>
  async embed(
    texts: TextOrIds | readonly TextOrIds[],
    options: EmbedOptions = {},
  ): Promise<Float32Array | Float32Array[]> {
    return embed(this.#readable, texts, options)
  }

  /** What goes on inside the model while it reads a prompt: attention, hidden states, the logit lens. */
  async trace(prompt: TextOrIds | undefined, options: TraceOptions): Promise<Trace> {
    return trace(this.#readable, prompt, options)
  }

  /** What runs, what waits, how fast, and what the cache of keys and values holds. */
  stats(): ModelStats {
    return modelStats(this.#channel.stats())
  }

  /**
   * Bytes of native memory: packed weights, also where they are mapped from the cache; keys and values of
   * running sequences and remembered prefixes. The draft model's are part of both.
   */
  memory(): { weights: number; cache: number } {
    const { heldBytes, reusableBytes, draftBytes } = this.stats().cache
    return {
      weights: this.#channel.facts().weightBytes,
      cache: heldBytes + reusableBytes + draftBytes,
    }
  }

  /**
   * What another thread of this process needs to use this model, too: `loadModel(shared)` there joins this
   * engine, with its cache and its waiting line. Whoever disposes last frees it.
   */
  share(): SharedModel {
    this.#checkUsable()
    return {
      kind: 'nextoken-shared-model',
      processId: process.pid,
      key: this.#channel.share(),
      source: this.source,
      precision: this.precision,
      kvPrecision: this.kvPrecision,
    }
  }

  /**
   * Cancels what runs here; ends the model's threads and frees its memory unless it is shared. Waits for the file of
   * packed weights where that is being written. Idempotent.
   */
  async dispose(): Promise<void> {
    await this.#channel.dispose()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.dispose()
  }

  #generate(
    ids: Int32Array,
    options: GenerateOptions,
    scope: number,
    onEnd?: (generation: Generation) => void,
  ): Generation {
    const policy = this.#policy(ids, options, scope)
    const { priority, topLogprobs } = policy.plan
    const echo = (signal: AbortSignal) =>
      scorePrompt(this.#readable, ids, topLogprobs, { signal, priority })
    const context = {
      channel: this.#channel,
      source: this.source,
      tokenizer: this.#facts.tokenizer,
      contextLength: this.config.contextLength,
      ...(policy.echo && { scorePrompt: echo }),
      ...(policy.format !== undefined && { constraint: this.#ownConstraints.of(policy.format) }),
      ...(onEnd !== undefined && { onEnd }),
    }
    return new Generation(context, ids, policy)
  }

  /** What the options say of a generation that goes on from the ids. */
  #policy(ids: Int32Array, options: GenerateOptions, scope: number): SamplingPolicy {
    const { contextLength, vocabSize } = this.config
    const { stopIds, tokenizer } = this.#facts
    const model = {
      defaults: this.generationDefaults,
      contextLength,
      vocabSize,
      stopIds,
      tokenizer,
      requireTokenizer: () => this.tokenizer,
      prompt: ids,
      ids: (text: string | ArrayLike<number>, name: string) => this.#promptIds(text, name),
    }
    const policy = compilePolicy(options, model, scope)
    if (ids.length >= contextLength && !policy.plan.slide) {
      throw new NextokenError(
        'ERR_NEXTOKEN_CONTEXT',
        `the prompt has ${ids.length} tokens; this model's context holds ${contextLength}, one of which must be left for the next token (or overflow: 'slide')`,
      )
    }
    this.#checkUsable()
    if (policy.stopStrings.length > 0) void this.tokenizer
    return policy
  }

  /** What searches need of the model. */
  get #searchable(): SearchableModel {
    return {
      ...this.#readable,
      policy: (ids, options) => this.#policy(ids, options, 0),
      generate: (ids, options) => this.#generate(ids, options, 0),
    }
  }

  /** Loaded where a format is first asked for: most programs never do. */
  get #ownConstraints(): Constraints {
    if (this.#constraints === undefined) {
      const { Constraints } =
        require('./constraint/constraints.js') as typeof import('./constraint/constraints.js')
      const { vocabSize } = this.config
      this.#constraints = new Constraints(this.tokenizer, vocabSize, this.#facts.stopIds)
    }
    return this.#constraints
  }

  /** What `readout.ts` needs of the model. */
  get #readable(): ReadableModel {
    this.#checkUsable()
    return {
      config: this.config,
      channel: this.#channel,
      tokenizer: this.#facts.tokenizer,
      startId: this.#facts.startId,
      ids: (text) => this.#promptIds(text),
    }
  }

  /** What sessions may do with their model. */
  get #sessionModel(): SessionModel {
    return {
      contextLength: this.config.contextLength,
      ids: (text) => this.#promptIds(text),
      decode: (ids) => this.tokenizer.decode(ids),
      generate: (ids, options, scope, onEnd) => this.#generate(ids, options, scope, onEnd),
      save: async (file, ids, scope) => {
        this.#checkUsable()
        // The last token is always computed when a session goes on.
        const known = Int32Array.from(ids.slice(0, -1).slice(0, this.config.contextLength))
        const prefix =
          known.length === 0
            ? undefined
            : { ids: known, data: await this.#channel.exportPrefix(known, scope) }
        await writeSessionFile(file, this.#sessionIdentity(), { ids: Int32Array.from(ids), prefix })
      },
    }
  }

  #sessionIdentity(): SessionIdentity {
    return {
      model: this.#channel.facts().fingerprint,
      arithmetic: `${this.precision} ${this.kvPrecision} ${instructionSets().active}`,
      prefixBytes: (ids) => this.#channel.exportedBytes(ids),
    }
  }

  #checkUsable(): void {
    if (this.#channel.disposed) {
      throw new NextokenError('ERR_NEXTOKEN_DISPOSED', 'the model is disposed')
    }
  }

  #promptIds(prompt: string | ArrayLike<number> | undefined, name = 'prompt'): Int32Array {
    if (prompt === undefined || prompt === '') return this.#startIds()
    if (typeof prompt === 'string') return this.tokenizer.encode(prompt)
    if (typeof prompt !== 'object' || prompt === null || !Number.isSafeInteger(prompt.length)) {
      throw new NextokenError(
        'ERR_NEXTOKEN_INVALID_ARGUMENT',
        `${name} must be a string or a list of token ids, got ${describe(prompt)}`,
      )
    }
    if (prompt.length === 0) return this.#startIds()
    const { vocabSize } = this.config
    for (let i = 0; i < prompt.length; i++) {
      const id: unknown = prompt[i]
      if (!Number.isInteger(id) || (id as number) < 0 || (id as number) >= vocabSize) {
        throw new NextokenError(
          'ERR_NEXTOKEN_INVALID_TOKEN',
          `token id ${describe(id)} at index ${i}${name === 'prompt' ? '' : ` of ${name}`} must be a whole number from 0 to ${vocabSize - 1}`,
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
