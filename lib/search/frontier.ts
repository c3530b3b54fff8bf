/**
 * The sequences of a search: they begin as one, go on side by side with the tokens they are told, and then wait to
 * be told again. Two that go on from the same one share the keys and values of what they have in common.
 */

import {
  abortedError,
  disposedError,
  type EngineChannel,
  type EventListener,
  hold,
  nativeError,
  release,
} from '../engine-channel.js'
import { EventKind, type NativePlan } from '../native-types.js'
import { type Reading, readAll } from '../readout.js'
import type { Candidate, Move } from './beams.js'

/** What ends a search from outside. */
export interface SearchLimits {
  /** Aborting makes what is awaited reject with `ERR_NEXTOKEN_ABORTED`. */
  readonly signal: AbortSignal | undefined
  /** Milliseconds. */
  readonly timeout: number | undefined
}

/** Tokens that may be taken without a reader's word: more than any context holds. */
const CREDIT = 2 ** 30

interface Sequence {
  readonly id: number
  /** What may come next, best first; complete once it rests. */
  row: Candidate[]
}

export class Frontier {
  readonly #channel: EngineChannel
  readonly #signal: AbortSignal | undefined
  readonly #timer: NodeJS.Timeout | undefined
  /** In the order of the last moves. */
  #sequences: readonly Sequence[] = []
  readonly #alive = new Set<Sequence>()
  /** Sequences that have not come to rest yet. */
  #busy = 0
  /** Aborts when the search is over from outside. */
  readonly #over = new AbortController()
  #timeIsUp = false
  #failure: { readonly error: unknown } | undefined
  #wake: (() => void) | undefined

  constructor(channel: EngineChannel, { signal, timeout }: SearchLimits) {
    this.#channel = channel
    this.#signal = signal
    if (signal?.aborted) throw abortedError('the search')
    signal?.addEventListener('abort', this.#onAbort, { once: true })
    if (timeout !== undefined) {
      // Whoever awaits the search keeps the process alive, not the timer.
      this.#timer = setTimeout(() => {
        this.#timeIsUp = true
        this.#over.abort()
        this.#wake?.()
      }, timeout).unref()
    }
  }

  /** Looks into the model within the limits of the search. False where the time is up. */
  async read(readings: readonly Reading[], priority: number): Promise<boolean> {
    try {
      await readAll({ channel: this.#channel }, readings, { signal: this.#over.signal, priority })
    } catch (error) {
      if (!this.#timeIsUp) throw error
    }
    return !this.#timeIsUp
  }

  /** Begins; `plan` consults by logits. */
  begin(ids: Int32Array, plan: NativePlan): void {
    const start = (listener: EventListener) => this.#channel.start(ids, plan, CREDIT, listener)
    this.#sequences = [this.#add(start)]
    this.#busy = 1
  }

  /** What may come next after each, once all rest; undefined where the time is up. */
  async rows(): Promise<readonly (readonly Candidate[])[] | undefined> {
    hold()
    try {
      while (this.#busy > 0 && this.#failure === undefined && !this.#timeIsUp) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
      }
    } finally {
      release()
    }
    if (this.#failure !== undefined) throw this.#failure.error
    return this.#timeIsUp ? undefined : this.#sequences.map(({ row }) => row)
  }

  /** The hidden state that a row comes from, where the plan says `hidden`. */
  hiddenOf(row: number): Float32Array {
    return this.#channel.hiddenOf(this.#sequences[row]!.id)
  }

  /** Goes on as the moves say: one sequence each, in their order. Who is nobody's parent ends. */
  advance(moves: readonly Move[]): void {
    const parents = this.#sequences
    const unused = new Set(parents)
    this.#sequences = moves.map(({ parent }) => {
      const from = parents[parent]!
      if (unused.delete(from)) return from
      return this.#add((listener) => this.#channel.fork(from.id, listener))
    })
    for (const sequence of unused) this.#drop(sequence)
    this.#busy = moves.length
    for (const [at, { token }] of moves.entries()) {
      const sequence = this.#sequences[at]!
      sequence.row = []
      this.#channel.answer({ sequence: sequence.id, token })
    }
  }

  /** Ends all of them. */
  end(): void {
    clearTimeout(this.#timer)
    this.#signal?.removeEventListener('abort', this.#onAbort)
    for (const sequence of this.#alive) this.#drop(sequence)
  }

  #add(start: (listener: EventListener) => number): Sequence {
    const listener: EventListener = (kind, value, detail, message) => {
      if (this.#alive.has(sequence)) this.#onEvent(sequence, kind, value, detail, message)
    }
    const sequence: Sequence = { id: start(listener), row: [] }
    this.#alive.add(sequence)
    return sequence
  }

  #drop(sequence: Sequence): void {
    this.#alive.delete(sequence)
    this.#channel.cancel(sequence.id)
  }

  #onEvent(
    sequence: Sequence,
    kind: EventKind,
    value: number,
    detail: number,
    message: string,
  ): void {
    switch (kind) {
      case EventKind.Top:
        sequence.row.push({ id: value, logprob: detail })
        break
      case EventKind.Consult:
        if (--this.#busy === 0) this.#wake?.()
        break
      case EventKind.Cancelled:
        this.#fail(disposedError())
        break
      case EventKind.Failed:
        this.#fail(nativeError(value, message))
        break
    }
  }

  #fail(error: unknown): void {
    this.#failure ??= { error }
    this.#wake?.()
  }

  readonly #onAbort = () => {
    this.#over.abort()
    this.#fail(abortedError('the search'))
  }
}
