/** One running generation: an async iterable of tokens, and its text and result as a whole. */

import type { Constraint } from './constraint/constraints.js'
import type { FormatSteering } from './constraint/steering.js'
import { diagnostics } from './diagnostics.js'
import { disposedError, type EngineChannel, hold, nativeError, release } from './engine-channel.js'
import { NextokenError } from './errors.js'
import { GeneratedText, type Token } from './generated-text.js'
import { EventKind } from './native-types.js'
import { type TokenLogprob, tokenText } from './readout.js'
import { CallbackSteering } from './sampling/callbacks.js'
import type { SamplingPolicy } from './sampling.js'
import type { Score } from './scoring.js'
import type { Tokenizer } from './tokenizer/index.js'

/** Why a generation ended: a stop string, a stop id or end-of-text, `maxTokens`, the context, a cancel, its `timeout`. */
export type FinishReason = 'stop' | 'length' | 'context' | 'cancelled' | 'timeout'

export interface GenerationResult {
  readonly text: string
  /** Ids of the tokens that `text` is made of. */
  readonly ids: readonly number[]
  readonly finishReason: FinishReason
  readonly usage: {
    readonly promptTokens: number
    readonly completionTokens: number
    /** Prompt tokens that were not computed, because their keys and values were in memory. */
    readonly cachedTokens: number
  }
  readonly timings: {
    /** Milliseconds from the start until the engine took it up. */
    readonly waitingMs: number
    /** Milliseconds from the start to the first token. */
    readonly firstTokenMs: number
    /** Milliseconds from the first token to the last. */
    readonly decodeMs: number
    /** Tokens after the first, over `decodeMs`. */
    readonly tokensPerSecond: number
  }
  /** The seed that gives these tokens again. */
  readonly seed: bigint
  /** With `echo`: how likely the prompt is. Missing where the generation was cancelled before that was known. */
  readonly prompt?: Score
}

/**
 * Tokens that the engine may produce before somebody reads them, beside those that a stop string holds back.
 * Large enough that a reader who is busy for a few milliseconds does not stop the engine, small enough to bound
 * what is computed in vain.
 */
const CREDIT = 32

/** What the one who makes a generation tells it, and wants to hear. */
export interface GenerationContext {
  readonly channel: EngineChannel
  /** The model's folder. */
  readonly source: string
  readonly tokenizer: Tokenizer | undefined
  /** With `echo`: what has to be known of the prompt first. */
  readonly scorePrompt?: (signal: AbortSignal) => Promise<Score>
  /** With `format`: what it means for this model. */
  readonly constraint?: Constraint
  readonly contextLength: number
  /** Called once, when it has ended in whatever way. */
  readonly onEnd?: (generation: Generation) => void
}

let requests = 0

/**
 * A generation. It starts when it is first read: by `for await`, `text()` or `result()`.
 *
 * ```ts
 * for await (const token of model.generate('Once upon a time')) process.stdout.write(token.text)
 * const { text, finishReason } = await model.generate('Hello', { maxTokens: 20 }).result()
 * ```
 *
 * Leaving the loop (`break`, an exception) cancels it and frees its memory.
 */
export class Generation implements AsyncIterable<Token> {
  /** The seed that gives the same tokens again. */
  readonly seed: bigint

  readonly #context: GenerationContext
  readonly #channel: EngineChannel
  readonly #prompt: Int32Array
  readonly #policy: SamplingPolicy
  readonly #text: GeneratedText
  readonly #steering: CallbackSteering | undefined
  #format: FormatSteering | undefined

  #sequence = 0
  #request = 0
  #started = false
  #iterated = false
  #draining = false
  #finishReason: FinishReason | undefined
  #failed = false
  #error: unknown

  #ready: Token[] = []
  #produced = 0
  #drawn = { count: 0, logprob: 0 }
  #cached = 0
  /** The likeliest tokens in the place of the next one. */
  #top: TokenLogprob[] = []
  #promptScore: Score | undefined
  readonly #scoring = new AbortController()
  #granted = 0

  #timer: NodeJS.Timeout | undefined
  #startTime = 0
  #takenTime = 0
  #firstTime = 0
  #lastTime = 0

  #wake: (() => void) | undefined
  #finished: Promise<void>
  #finish!: () => void

  /** @internal */
  constructor(context: GenerationContext, prompt: Int32Array, policy: SamplingPolicy) {
    this.#context = context
    this.#channel = context.channel
    this.#prompt = prompt
    this.#policy = policy
    this.seed = policy.seed
    this.#text = new GeneratedText(context.tokenizer, policy.stopStrings, (token) => {
      if (!this.#draining) this.#ready.push(token)
    })
    if (policy.callbacks !== undefined) {
      this.#steering = new CallbackSteering(policy.callbacks, prompt)
    }
    this.#finished = new Promise((resolve) => {
      this.#finish = resolve
    })
  }

  /** Why it ended; undefined while it runs. */
  get finishReason(): FinishReason | undefined {
    return this.#finishReason
  }

  /** Ends the generation now; what was generated so far stays. Safe at any time. */
  cancel(): void {
    this.#endEarly('cancelled')
  }

  /** Ids that stand for the text so far. @internal */
  get committedIds(): readonly number[] {
    return this.#text.committedIds
  }

  /** How many tokens were drawn, and their log-probability: those that ended the text are among them. @internal */
  get drawn(): { readonly count: number; readonly logprob: number } {
    return this.#drawn
  }

  /** The whole text. */
  async text(): Promise<string> {
    return (await this.result()).text
  }

  /** Everything about the generation, once it has ended. Rejects where it failed. */
  async result(): Promise<GenerationResult> {
    if (!this.#iterated && !this.#draining) {
      this.#draining = true
      this.#start()
    }
    await this.#waitFor(() => this.#finished)
    if (this.#failed) throw this.#error
    const decodeMs = this.#lastTime - this.#firstTime
    return {
      text: this.#text.text,
      ids: this.#text.ids,
      finishReason: this.#finishReason!,
      usage: {
        promptTokens: this.#prompt.length,
        completionTokens: this.#produced,
        cachedTokens: this.#cached,
      },
      timings: {
        waitingMs: this.#takenTime > 0 ? this.#takenTime - this.#startTime : 0,
        firstTokenMs: this.#produced > 0 ? this.#firstTime - this.#startTime : 0,
        decodeMs,
        tokensPerSecond: decodeMs > 0 ? ((this.#produced - 1) / decodeMs) * 1000 : 0,
      },
      seed: this.seed,
      ...(this.#promptScore !== undefined && { prompt: this.#promptScore }),
    }
  }

  /** The tokens as a web stream; cancelling it cancels the generation. */
  toReadableStream(): ReadableStream<Token> {
    const iterator = this[Symbol.asyncIterator]()
    return new ReadableStream<Token>(
      {
        async pull(controller) {
          const { done, value } = await iterator.next()
          if (done) controller.close()
          else controller.enqueue(value)
        },
        async cancel() {
          await iterator.return(undefined)
        },
      },
      { highWaterMark: 0 },
    )
  }

  [Symbol.asyncIterator](): AsyncGenerator<Token, void, undefined> {
    if (this.#iterated || this.#draining) {
      throw new NextokenError(
        'ERR_NEXTOKEN_INVALID_ARGUMENT',
        'a generation can be read once: iterate it, or await text() or result()',
      )
    }
    this.#iterated = true
    return this.#iterate()
  }

  async *#iterate(): AsyncGenerator<Token, void, undefined> {
    try {
      this.#start()
      for (;;) {
        let token = this.#ready.shift()
        while (token !== undefined) {
          yield token
          this.#acknowledge()
          token = this.#ready.shift()
        }
        if (this.#ended) break
        await this.#waitFor(
          () =>
            new Promise<void>((resolve) => {
              this.#wake = resolve
            }),
        )
      }
      if (this.#failed) throw this.#error
    } finally {
      this.cancel()
    }
  }

  get #ended(): boolean {
    return this.#finishReason !== undefined || this.#failed
  }

  /** Awaits native events and keeps the process alive for them. */
  async #waitFor(wait: () => Promise<void>): Promise<void> {
    if (this.#ended) return
    hold()
    try {
      await wait()
    } finally {
      release()
    }
  }

  #start(): void {
    if (this.#started || this.#ended) return
    const { signal, plan, timeout } = this.#policy
    if (signal?.aborted) {
      this.#end('cancelled')
      return
    }
    this.#request = ++requests
    this.#startTime = performance.now()
    diagnostics.start(() => ({
      request: this.#request,
      model: this.#context.source,
      promptTokens: this.#prompt.length,
      maxTokens: plan.maxTokens,
      priority: plan.priority,
    }))
    this.#started = true
    signal?.addEventListener('abort', this.#onAbort, { once: true })
    if (timeout !== undefined) {
      // Whoever awaits the generation keeps the process alive, not the timer.
      this.#timer = setTimeout(() => this.#endEarly('timeout'), timeout).unref()
    }
    const prepared = this.#prepare()
    if (prepared === undefined) {
      this.#submit()
      return
    }
    prepared.then(
      () => this.#submit(),
      (error) => {
        this.#scoring.abort()
        if (!this.#ended) this.#fail(error)
      },
    )
  }

  /** What has to be done before the engine begins; undefined where that is nothing. */
  #prepare(): Promise<unknown> | undefined {
    const { scorePrompt, constraint } = this.#context
    if (scorePrompt === undefined && constraint === undefined) return undefined
    return Promise.all([
      scorePrompt?.(this.#scoring.signal).then((score) => {
        this.#promptScore = score
      }),
      constraint?.steer(this.#policy.plan, this.#mostTokens).then((format) => {
        this.#format = format
      }),
    ])
  }

  /** Tokens that the plan and the context have room for. */
  get #mostTokens(): number {
    const { maxTokens, slide, unguided } = this.#policy.plan
    if (slide) return maxTokens
    const longest = Math.max(this.#prompt.length, unguided.length)
    return Math.min(maxTokens, this.#context.contextLength - longest)
  }

  #submit(): void {
    if (this.#ended) return
    if (this.#format?.isOver) {
      this.#end('stop')
      return
    }
    try {
      this.#sequence = this.#channel.start(
        this.#prompt,
        this.#policy.plan,
        CREDIT,
        (kind, value, detail, message) => this.#onEvent(kind, value, detail, message),
      )
      if (this.#format !== undefined) this.#channel.afterTelling(() => this.#sendMask())
    } catch (error) {
      this.#fail(error)
    }
  }

  /** Tells the engine what may come next, while its pass for that token runs. */
  #sendMask(): void {
    if (this.#ended || this.#policy.plan.consult !== 'mask') return
    try {
      const mask = this.#format?.mask
      if (mask !== undefined) this.#channel.answer({ sequence: this.#sequence, mask })
    } catch (error) {
      this.#breakOff(error)
    }
  }

  #endEarly(reason: 'cancelled' | 'timeout'): void {
    if (this.#ended) return
    this.#scoring.abort()
    if (this.#sequence !== 0) this.#channel.cancel(this.#sequence)
    this.#end(reason)
  }

  readonly #onAbort = () => this.cancel()

  #onEvent(kind: EventKind, value: number, detail: number, message: string): void {
    if (this.#ended) return
    switch (kind) {
      case EventKind.Token:
        this.#onToken(value, detail)
        break
      case EventKind.Top:
        this.#top.push({
          id: value,
          text: tokenText(this.#context.tokenizer, value),
          logprob: detail,
        })
        break
      case EventKind.Consult:
        // User code runs once the engine's callback is over.
        queueMicrotask(() => this.#consult())
        break
      case EventKind.Started:
        this.#takenTime = performance.now()
        this.#cached = value
        break
      case EventKind.Stop:
        this.#countDrawn(detail)
        this.#end('stop')
        break
      case EventKind.Length:
        this.#end('length')
        break
      case EventKind.Context:
        this.#end('context')
        break
      case EventKind.Cancelled:
        this.#fail(disposedError())
        break
      case EventKind.Failed:
        this.#fail(nativeError(value, message))
        break
    }
  }

  /** Asks the user's callbacks what the next token is chosen from. */
  async #consult(): Promise<void> {
    if (this.#ended) return
    try {
      const logits = this.#channel.logitsOf(this.#sequence)
      this.#format?.hide(logits)
      const decision = await this.#steering!.decide(logits)
      if (this.#ended) return
      if ('token' in decision) this.#format?.check(decision.token)
      this.#channel.answer({ sequence: this.#sequence, ...decision, mask: this.#format?.mask })
    } catch (error) {
      if (!this.#ended) this.#breakOff(error)
    }
  }

  #breakOff(error: unknown): void {
    this.#channel.cancel(this.#sequence)
    this.#fail(error)
  }

  /** Follows the text in its format, and ends it where nothing may follow. */
  #followFormat(id: number): void {
    if (this.#format === undefined || this.#ended) return
    try {
      this.#format.accept(id)
      if (this.#format.isOver) {
        this.#channel.cancel(this.#sequence)
        this.#end('stop')
      } else this.#sendMask()
    } catch (error) {
      this.#breakOff(error)
    }
  }

  #countDrawn(logprob: number): void {
    this.#drawn.count++
    this.#drawn.logprob += logprob
  }

  #onToken(id: number, logprob: number): void {
    this.#countDrawn(logprob)
    this.#steering?.accept(id)
    this.#lastTime = performance.now()
    if (this.#produced++ === 0) {
      this.#firstTime = this.#lastTime
      diagnostics.firstToken(() => ({
        request: this.#request,
        cachedTokens: this.#cached,
        waitingMs: this.#takenTime - this.#startTime,
        firstTokenMs: this.#firstTime - this.#startTime,
      }))
    }
    if (this.#text.push(id, logprob, this.#takeTop())) {
      this.#channel.cancel(this.#sequence)
      this.#end('stop')
    }
    this.#followFormat(id)
    this.#acknowledge()
    this.#notify()
  }

  #takeTop(): readonly TokenLogprob[] | undefined {
    if (this.#policy.plan.topLogprobs === 0) return undefined
    const top = this.#top
    this.#top = []
    return top
  }

  /**
   * Tells the engine, a few tokens at a time, that tokens were read. Those that are held back until their text is
   * certain count as well: nobody can read them, and more have to come before anybody can.
   */
  #acknowledge(): void {
    const due = this.#produced - this.#ready.length - this.#granted
    if (due < CREDIT / 4 || this.#ended) return
    this.#channel.grant(this.#sequence, due)
    this.#granted += due
  }

  #end(reason: FinishReason): void {
    if (this.#ended) return
    this.#text.finish()
    this.#finishReason = reason
    this.#settle()
  }

  #fail(error: unknown): void {
    this.#failed = true
    this.#error = error
    this.#settle()
  }

  #settle(): void {
    this.#policy.signal?.removeEventListener('abort', this.#onAbort)
    clearTimeout(this.#timer)
    if (this.#request > 0) {
      diagnostics.end(() => ({
        request: this.#request,
        finishReason: this.#finishReason,
        error: this.#error,
        completionTokens: this.#produced,
        totalMs: performance.now() - this.#startTime,
      }))
    }
    this.#context.onEnd?.(this)
    this.#finish()
    this.#notify()
  }

  #notify(): void {
    const wake = this.#wake
    this.#wake = undefined
    wake?.()
  }
}
