/** What happens to requests and to the cache, for whoever listens: channels of `node:diagnostics_channel`. */

import { type Channel, channel } from 'node:diagnostics_channel'
import type { FinishReason } from './generation.js'

/** On `nextoken:request:start`, when a generation is handed to the engine. */
export interface RequestStart {
  /** Numbers the generations of this thread; the same in all three messages. */
  readonly request: number
  /** The folder of the model. */
  readonly model: string
  readonly promptTokens: number
  readonly maxTokens: number
  readonly priority: number
}

/** On `nextoken:request:first-token`. */
export interface RequestFirstToken {
  readonly request: number
  readonly cachedTokens: number
  /** Milliseconds in the waiting line, and until the first token, both from the start. */
  readonly waitingMs: number
  readonly firstTokenMs: number
}

/** On `nextoken:request:end`. */
export interface RequestEnd {
  readonly request: number
  /** Undefined where it failed. */
  readonly finishReason: FinishReason | undefined
  readonly error: unknown
  readonly completionTokens: number
  /** Milliseconds from the start. */
  readonly totalMs: number
}

/** On `nextoken:cache`, after the load of a model that may be kept in the cache, when it is known what came of it. */
export interface CacheUse {
  /** The folder of the model. */
  readonly model: string
  /** Where its packed weights are kept. */
  readonly file: string
  readonly weights: 'packed' | 'cached'
  /** Whether the file was written by this load. */
  readonly stored: boolean
  /** Why it was not read, or not written. */
  readonly problem: string | undefined
}

const start = channel('nextoken:request:start')
const firstToken = channel('nextoken:request:first-token')
const end = channel('nextoken:request:end')
const cache = channel('nextoken:cache')

/** Subscribers are the user's code: they run in a microtask of their own, not inside the engine's callback. */
function publish(to: Channel, message: () => object): void {
  if (!to.hasSubscribers) return
  const made = message()
  queueMicrotask(() => to.publish(made))
}

export const diagnostics = {
  start: (message: () => RequestStart) => publish(start, message),
  firstToken: (message: () => RequestFirstToken) => publish(firstToken, message),
  end: (message: () => RequestEnd) => publish(end, message),
  cache: (message: () => CacheUse) => publish(cache, message),
}
