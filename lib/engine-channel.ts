/**
 * The only callback that C++ ever calls: takes a step's events and routes them to who waits for them.
 * It never throws, and runs no user code: listeners only note what happened and resolve promises.
 */

import { type ErrorCode, NextokenError } from './errors.js'
import { loadAddon } from './native.js'
import {
  EventKind,
  type NativeAddon,
  type NativeAnswer,
  type NativeEngine,
  type NativeFacts,
  type NativeModelSpec,
  type NativePlan,
  type NativeReadout,
  type NativeStats,
} from './native-types.js'

/** What an event tells the one who started its sequence. */
export type EventListener = (
  kind: EventKind,
  value: number,
  detail: number,
  message: string,
) => void

/** The order is that of `ErrorCode` in native/model/error.h. */
const nativeErrorCodes: readonly ErrorCode[] = [
  'ERR_NEXTOKEN_INTERNAL',
  'ERR_NEXTOKEN_FILE',
  'ERR_NEXTOKEN_INVALID_WEIGHTS',
  'ERR_NEXTOKEN_TENSOR',
  'ERR_NEXTOKEN_OUT_OF_MEMORY',
  'ERR_NEXTOKEN_DEVICE',
  'ERR_NEXTOKEN_ABORTED',
  'ERR_NEXTOKEN_INVALID_ARGUMENT',
]

export function nativeError(index: number, message: string): NextokenError {
  return new NextokenError(nativeErrorCodes[index] ?? 'ERR_NEXTOKEN_INTERNAL', message)
}

/** Listeners of an engine by sequence; 0 is the engine itself. */
const engines = new Map<number, Map<number, EventListener>>()
let connected: { readonly addon: NativeAddon; readonly channel: number } | undefined
let awaited = 0

function deliver(engine: number, events: Float64Array, message: string): void {
  const listeners = engines.get(engine)
  if (listeners === undefined) return
  for (let at = 0; at + 3 < events.length; at += 4) {
    const listener = listeners.get(events[at]!)
    try {
      listener?.(events[at + 1]! as EventKind, events[at + 2]!, events[at + 3]!, message)
    } catch (error) {
      // A bug of ours; reported as uncaught, but not thrown into native code.
      queueMicrotask(() => {
        throw error
      })
    }
  }
}

/** The add-on, with its events connected to this module. */
function connect(): { readonly addon: NativeAddon; readonly channel: number } {
  if (connected === undefined) {
    const addon = loadAddon()
    connected = { addon, channel: addon.openChannel(deliver) }
  }
  return connected
}

function createEngine(from: NativeModelSpec | number): NativeEngine {
  const { addon, channel } = connect()
  return addon.createEngine(from, channel)
}

function setReferenced(referenced: boolean): void {
  const { addon, channel } = connect()
  addon.setReferenced(channel, referenced)
}

/** While at least one `hold` is not released, the process stays alive for native events. */
export function hold(): void {
  if (awaited++ === 0) setReferenced(true)
}

export function release(): void {
  if (--awaited === 0) setReferenced(false)
}

/** Engines whose cache file is not settled yet: `process.exit` waits for nobody, and would leave a part of one. */
const keeping = new Set<NativeEngine>()
process.on('exit', () => {
  for (const engine of keeping) engine.release() // joins the thread that writes
})

/** Native errors carry a code already; they get our class here. */
function asNextokenError(error: unknown): unknown {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return new NextokenError(error.code as ErrorCode, error.message, { cause: error })
  }
  return error
}

/** One engine: a loaded model and its thread. */
export class EngineChannel {
  readonly #engine: NativeEngine
  readonly #listeners = new Map<number, EventListener>()
  #disposed: Promise<void> | undefined
  #kept: Promise<void> | undefined
  /** What is done once the engine has been told; undefined while there is nothing to tell. */
  #told: (() => void)[] | undefined

  private constructor(engine: NativeEngine) {
    this.#engine = engine
    engines.set(engine.id, this.#listeners)
  }

  /** Loads a model on the engine's own thread. */
  static async load(
    spec: NativeModelSpec,
    onProgress?: (share: number) => void,
    signal?: AbortSignal,
  ): Promise<EngineChannel> {
    let engine: NativeEngine
    try {
      engine = createEngine(spec)
    } catch (error) {
      throw asNextokenError(error)
    }
    const channel = new EngineChannel(engine)
    const abort = () => channel.#engine.dispose()
    signal?.addEventListener('abort', abort, { once: true })
    if (signal?.aborted) abort()
    hold()
    let kept = () => {}
    channel.#kept = new Promise<void>((resolve) => {
      kept = resolve
    })
    try {
      await new Promise<void>((resolve, reject) => {
        channel.#listeners.set(0, (kind, value, _detail, message) => {
          if (kind === EventKind.Loaded) resolve()
          else if (kind === EventKind.Kept) kept()
          else if (kind === EventKind.Failed) reject(nativeError(value, message))
          else if (kind === EventKind.Stopped) {
            reject(abortedError())
          } else if (kind === EventKind.LoadProgress && onProgress !== undefined) {
            queueMicrotask(() => onProgress(value))
          }
        })
      })
      if (signal?.aborted) {
        throw abortedError()
      }
    } catch (error) {
      release()
      engines.delete(engine.id)
      engine.release()
      throw error
    } finally {
      signal?.removeEventListener('abort', abort)
    }
    keeping.add(engine)
    channel.#kept = channel.#kept.finally(release)
    return channel
  }

  /** Runs `then`, which must not fail, once `facts()` tells what became of the cache; `dispose()` waits for both. */
  afterKeeping(then: () => Promise<void>): void {
    this.#kept = this.#kept?.then(then).finally(() => keeping.delete(this.#engine))
  }

  /** Joins a model that another environment of this process has loaded and shared. */
  static join(key: number): EngineChannel {
    try {
      return new EngineChannel(createEngine(key))
    } catch (error) {
      throw asNextokenError(error)
    }
  }

  get disposed(): boolean {
    return this.#disposed !== undefined
  }

  facts(): NativeFacts {
    return this.#engine.facts()
  }

  stats(): NativeStats {
    return this.#engine.stats()
  }

  share(): number {
    return this.#native(() => this.#engine.share())
  }

  /**
   * Starts a generation. Events come later, never during this call. Generations and readouts that start in one turn
   * of the event loop are in the same step from the first on.
   */
  start(ids: Int32Array, plan: NativePlan, credit: number, listener: EventListener): number {
    return this.#listen(
      this.#submit(() => this.#engine.submit(ids, plan, credit)),
      listener,
    )
  }

  #submit(call: () => number): number {
    const sequence = this.#native(call)
    this.afterTelling()
    return sequence
  }

  /**
   * Tells the engine of all requests and answers of this turn of the event loop, and the promises that follow at
   * once; `then` runs once the engine is at it. It must not throw.
   */
  afterTelling(then?: () => void): void {
    if (this.#told === undefined) {
      this.#told = []
      // Behind the promises that are settled already, and those that they settle.
      queueMicrotask(() => process.nextTick(() => this.#tell()))
    }
    if (then !== undefined) this.#told.push(then)
  }

  #tell(): void {
    const told = this.#told!
    this.#told = undefined
    this.#engine.flush()
    for (const then of told) then()
  }

  #listen(sequence: number, listener: EventListener): number {
    this.#listeners.set(sequence, (kind, value, detail, message) => {
      if (
        kind !== EventKind.Token &&
        kind !== EventKind.Top &&
        kind !== EventKind.Consult &&
        kind !== EventKind.PromptProgress &&
        kind !== EventKind.Started
      ) {
        this.#listeners.delete(sequence)
      }
      listener(kind, value, detail, message)
    })
    return sequence
  }

  /**
   * A copy of a resting sequence that rests as well: the same tokens, logits, plan and credit; no `Consult` is
   * told of it before its next token. Keys and values are shared. It ends with `Cancelled` where its source was
   * answered or cancelled before.
   */
  fork(sequence: number, listener: EventListener): number {
    return this.#listen(
      this.#native(() => this.#engine.fork(sequence)),
      listener,
    )
  }

  /**
   * Says what the next tokens of sequences are chosen from. For plans that consult by `logits` while the sequence
   * rests, by `mask` at any time. Arrays are copied. All that is answered in one turn of the event loop, and the
   * promises that follow at once, takes effect before the same step.
   * @throws NextokenError `ERR_NEXTOKEN_INVALID_ARGUMENT` for logits that are NaN, or Infinity.
   */
  answer(...answers: readonly NativeAnswer[]): void {
    for (const answer of answers) this.#native(() => this.#engine.answer(answer))
    this.afterTelling()
  }

  /** The logits `[vocabSize]` that a resting sequence waits with; the caller's own. */
  logitsOf(sequence: number): Float32Array {
    return this.#native(() => this.#engine.logitsOf(sequence))
  }

  /** The hidden state `[embeddingSize]` after the final norm, where its plan says `hidden`. */
  hiddenOf(sequence: number): Float32Array {
    return this.#native(() => this.#engine.hiddenOf(sequence))
  }

  grant(sequence: number, tokens: number): void {
    this.#engine.grant(sequence, tokens)
  }

  cancel(sequence: number): void {
    this.#engine.cancel(sequence)
  }

  /**
   * Fills the arrays of `readout`; `done` is when the engine has let go of them, which it does at the next
   * step after `cancel`. Throws at once where the engine takes no more.
   */
  read(ids: Int32Array, readout: NativeReadout): { done: Promise<void>; cancel(): void } {
    const sequence = this.#submit(() => this.#engine.submitReadout(ids, readout))
    return { done: this.#written(sequence), cancel: () => this.cancel(sequence) }
  }

  /** The keys and values of the ids as bytes. */
  async exportPrefix(ids: Int32Array, scope: number): Promise<Uint8Array> {
    const out = new Uint8Array(this.exportedBytes(ids.length))
    await this.#written(this.#submit(() => this.#engine.submitExport(ids, out, scope)))
    return out
  }

  async importPrefix(ids: Int32Array, data: Uint8Array, scope: number): Promise<void> {
    await this.#written(this.#submit(() => this.#engine.submitImport(ids, data, scope)))
  }

  exportedBytes(ids: number): number {
    return this.#engine.exportedBytes(ids)
  }

  /** Waits until the engine has done what `sequence` asks for, and lets go of its array. */
  async #written(sequence: number): Promise<void> {
    hold()
    try {
      await new Promise<void>((resolve, reject) => {
        this.#listeners.set(sequence, (kind, value, _detail, message) => {
          if (kind === EventKind.PromptProgress || kind === EventKind.Started) return
          if (kind === EventKind.Written) resolve()
          else if (kind === EventKind.Failed) reject(nativeError(value, message))
          else reject(disposedError())
        })
      })
    } finally {
      release()
      this.#listeners.delete(sequence)
      this.#engine.releaseArray(sequence)
    }
  }

  /** Leaves the model, which is freed unless others share it; the same promise at every call. */
  dispose(): Promise<void> {
    this.#disposed ??= (async () => {
      hold()
      try {
        for (const sequence of this.#listeners.keys()) if (sequence > 0) this.cancel(sequence)
        await this.#kept
        await new Promise<void>((resolve) => {
          this.#listeners.set(0, (kind) => {
            if (kind === EventKind.Stopped) resolve()
          })
          this.#engine.dispose()
        })
      } finally {
        release()
        engines.delete(this.#engine.id)
        keeping.delete(this.#engine) // also where nothing was to be done after keeping
        this.#engine.release()
      }
    })()
    return this.#disposed
  }

  /** Calls the add-on, whose errors get our class. */
  #native<T>(call: () => T): T {
    if (this.disposed) throw disposedError()
    try {
      return call()
    } catch (error) {
      throw asNextokenError(error)
    }
  }
}

export function disposedError(): NextokenError {
  return new NextokenError('ERR_NEXTOKEN_DISPOSED', 'the model is disposed')
}

export function abortedError(what = 'loading the model'): NextokenError {
  return new NextokenError('ERR_NEXTOKEN_ABORTED', `${what} was aborted`)
}

/** The version of the packed weights' layout. */
export function packedLayout(): number {
  return connect().addon.packedLayout
}

/** The largest product of `vector` with one of the first `count` rows, `[rows, vector.length]`. */
export function largestProduct(rows: Float32Array, count: number, vector: Float32Array): number {
  return connect().addon.largestProduct(rows, count, vector)
}

/** Which kernel table runs here, and which others this machine could run. */
export function instructionSets(): { active: string; available: string[] } {
  try {
    return connect().addon.instructionSets()
  } catch (error) {
    throw asNextokenError(error)
  }
}
