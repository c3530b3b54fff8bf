/** A text that grows by what is appended to it and what the model generates. */

import { NextokenError } from './errors.js'
import type { Generation } from './generation.js'
import { checkString } from './options.js'
import { type GenerateOptions, slideWindow } from './sampling.js'

/** What a session needs of its model. */
export interface SessionModel {
  readonly contextLength: number
  ids(text: string | ArrayLike<number>): Int32Array
  decode(ids: readonly number[]): string
  generate(
    ids: Int32Array,
    options: GenerateOptions,
    scope: number,
    onEnd: (generation: Generation) => void,
  ): Generation
  save(file: string, ids: readonly number[], scope: number): Promise<void>
}

let scopes = 0

/**
 * A scope that nobody else of this process uses. The main thread and its workers count for themselves, so
 * each begins at a random place.
 */
export function nextScope(): number {
  if (scopes === 0) scopes = 1 + Math.floor(Math.random() * 2 ** 31)
  return scopes++
}

/**
 * Made by `model.session()`, `model.restore()` and `fork()`. One generation runs in it at a time.
 *
 * Pieces of text are tokenized one by one: `append('a'); append('b')` need not give the tokens of `'ab'`.
 */
export class Session {
  readonly #model: SessionModel
  readonly #scope: number
  #ids: number[]
  #running: Generation | undefined
  #disposed = false

  /** @internal */
  constructor(model: SessionModel, ids: number[], scope: number) {
    this.#model = model
    this.#ids = ids
    this.#scope = scope
  }

  /** The token ids that the next generation goes on from. */
  get ids(): readonly number[] {
    return this.#ids
  }

  /** Their text. With `overflow: 'slide'`, that is what the model still sees of the whole. */
  get text(): string {
    return this.#model.decode(this.#ids)
  }

  /**
   * Adds text or token ids at the end.
   * @throws NextokenError `ERR_NEXTOKEN_BUSY` while a generation runs, `ERR_NEXTOKEN_INVALID_ARGUMENT`,
   *   `ERR_NEXTOKEN_INVALID_TOKEN`, `ERR_NEXTOKEN_DISPOSED`.
   */
  append(text: string | ArrayLike<number>): this {
    this.#checkIdle()
    // Nothing adds nothing; as a whole prompt it would stand for the start token.
    if (text === undefined) {
      throw new NextokenError(
        'ERR_NEXTOKEN_INVALID_ARGUMENT',
        'text must be a string or a list of token ids, got undefined',
      )
    }
    const nothing = typeof text === 'string' ? text === '' : text?.length === 0
    if (!nothing) for (const id of this.#model.ids(text)) this.#ids.push(id)
    return this
  }

  /**
   * Continues the text, and adds what is generated to it: the `text` of the generation's result, however
   * it ends. Options as for `model.generate`.
   * @throws NextokenError as `model.generate`, and `ERR_NEXTOKEN_BUSY` while a generation runs.
   */
  generate(options: GenerateOptions = {}): Generation {
    this.#checkIdle()
    const { contextLength } = this.#model
    const keep = options.keep ?? 0
    const slides = options.overflow === 'slide'
    const ids = slides ? slideWindow(this.#ids, contextLength, keep) : this.#ids
    const generation = this.#model.generate(Int32Array.from(ids), options, this.#scope, (ended) => {
      if (this.#running === ended) this.#running = undefined
      if (this.#disposed) return
      let all = [...ids]
      for (const id of ended.committedIds) {
        all.push(id)
        if (slides) all = slideWindow(all, contextLength, keep)
      }
      this.#ids = all
    })
    this.#running = generation
    return generation
  }

  /**
   * A second session with the same text, that goes its own way. What both have in common stays in memory
   * once.
   */
  fork(): Session {
    this.#checkIdle()
    return new Session(this.#model, [...this.#ids], this.#scope)
  }

  /**
   * Writes the text's tokens with their keys and values to a file, for `model.restore`; computes first
   * what is not in memory. The file appears whole or not at all.
   * @throws NextokenError `ERR_NEXTOKEN_FILE`, `ERR_NEXTOKEN_BUSY`, `ERR_NEXTOKEN_DISPOSED`.
   */
  async save(file: string): Promise<void> {
    checkString('file', file)
    this.#checkIdle()
    await this.#model.save(file, [...this.#ids], this.#scope)
  }

  /** Cancels what runs in it. It cannot be used any more. Idempotent. */
  dispose(): void {
    this.#disposed = true
    this.#running?.cancel()
    this.#running = undefined
    this.#ids = []
  }

  [Symbol.dispose](): void {
    this.dispose()
  }

  #checkIdle(): void {
    if (this.#disposed) {
      throw new NextokenError('ERR_NEXTOKEN_DISPOSED', 'the session is disposed')
    }
    if (this.#running !== undefined) {
      throw new NextokenError(
        'ERR_NEXTOKEN_BUSY',
        'the session is generating; await that generation or cancel it first',
      )
    }
  }
}
