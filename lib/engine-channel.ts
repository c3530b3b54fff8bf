/**
 * The only callback that C++ ever calls: takes a step's events and routes them to who waits for them.
 * It never throws, and runs no user code: listeners only note what happened and resolve promises.
 */

import { type ErrorCode, NextokenError } from './errors.js'
import { loadAddon } from './native.js'
import {
  EventKind,
  type NativeAddon,
  type NativeEngine,
  type NativeModelSpec,
  type NativePlan,
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
]

export function nativeError(index: number, message: string): NextokenError {
  return new NextokenError(nativeErrorCodes[index] ?? 'ERR_NEXTOKEN_INTERNAL', message)
}

/** Listeners of an engine by sequence; 0 is the engine itself. */
const engines = new Map<number, Map<number, EventListener>>()
let connected: NativeAddon | undefined
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
function connect(): NativeAddon {
  if (connected === undefined) {
    const addon = loadAddon()
    addon.setStepCallback(deliver)
    connected = addon
  }
  return connected
}

/** While at least one `hold` is not released, the process stays alive for native events. */
export function hold(): void {
  if (awaited++ === 0) connect().setReferenced(true)
}

export function release(): void {
  if (--awaited === 0) connect().setReferenced(false)
}

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
      engine = connect().createEngine(spec)
    } catch (error) {
      throw asNextokenError(error)
    }
    const channel = new EngineChannel(engine)
    const abort = () => channel.#engine.dispose()
    signal?.addEventListener('abort', abort, { once: true })
    if (signal?.aborted) abort()
    hold()
    try {
      await new Promise<void>((resolve, reject) => {
        channel.#listeners.set(0, (kind, value, _detail, message) => {
          if (kind === EventKind.Loaded) resolve()
          else if (kind === EventKind.Failed) reject(nativeError(value, message))
          else if (kind === EventKind.Stopped) {
            reject(new NextokenError('ERR_NEXTOKEN_ABORTED', 'loading the model was aborted'))
          } else if (kind === EventKind.LoadProgress && onProgress !== undefined) {
            queueMicrotask(() => onProgress(value))
          }
        })
      })
      if (signal?.aborted) {
        throw new NextokenError('ERR_NEXTOKEN_ABORTED', 'loading the model was aborted')
      }
    } catch (error) {
      engines.delete(engine.id)
      engine.release()
      throw error
    } finally {
      release()
      signal?.removeEventListener('abort', abort)
      channel.#listeners.delete(0)
    }
    return channel
  }

  get disposed(): boolean {
    return this.#disposed !== undefined
  }

  memory(): { weights: number; cache: number } {
    return this.#engine.memory()
  }

  /** Starts a generation. Events come later, never during this call. */
  start(ids: Int32Array, plan: NativePlan, credit: number, listener: EventListener): number {
    this.#check()
    const sequence = this.#engine.submit(ids, plan, credit)
    this.#listeners.set(sequence, (kind, value, detail, message) => {
      if (kind !== EventKind.Token && kind !== EventKind.PromptProgress) {
        this.#listeners.delete(sequence)
      }
      listener(kind, value, detail, message)
    })
    return sequence
  }

  grant(sequence: number, tokens: number): void {
    this.#engine.grant(sequence, tokens)
  }

  cancel(sequence: number): void {
    this.#engine.cancel(sequence)
  }

  /** Computes the logits of every position into `out`. */
  async logits(ids: Int32Array, out: Float32Array): Promise<void> {
    this.#check()
    const sequence = this.#engine.submitLogits(ids, out)
    hold()
    try {
      await new Promise<void>((resolve, reject) => {
        this.#listeners.set(sequence, (kind, value, _detail, message) => {
          if (kind === EventKind.PromptProgress) return
          if (kind === EventKind.LogitsDone) resolve()
          else if (kind === EventKind.Failed) reject(nativeError(value, message))
          else reject(disposedError())
        })
      })
    } finally {
      release()
      this.#listeners.delete(sequence)
      this.#engine.releaseLogits(sequence)
    }
  }

  /** Ends the thread and frees the model; the same promise at every call. */
  dispose(): Promise<void> {
    this.#disposed ??= (async () => {
      hold()
      try {
        await new Promise<void>((resolve) => {
          this.#listeners.set(0, (kind) => {
            if (kind === EventKind.Stopped) resolve()
          })
          this.#engine.dispose()
        })
      } finally {
        release()
        engines.delete(this.#engine.id)
        this.#engine.release()
      }
    })()
    return this.#disposed
  }

  #check(): void {
    if (this.disposed) throw disposedError()
  }
}

export function disposedError(): NextokenError {
  return new NextokenError('ERR_NEXTOKEN_DISPOSED', 'the model is disposed')
}

/** Which kernel table runs here, and which others this machine could run. */
export function instructionSets(): { active: string; available: string[] } {
  try {
    return connect().instructionSets()
  } catch (error) {
    throw asNextokenError(error)
  }
}
