/** Callbacks of users that see the logits of each token: their checks, and what they are asked and answer. */

import { checkFunction, checkInteger, describe, invalidArgument } from '../options.js'
import { type SamplingOptions, samplingOptionNames } from './options.js'

/** What a callback is told besides the logits. */
export interface LogitsContext {
  /** The ids of the prompt, then those generated so far. The same array at every call: it grows. */
  readonly ids: readonly number[]
  /** How many of them were generated; 0 where the first token is to be chosen. */
  readonly step: number
}

/** Changes the logits in place. */
export type LogitsProcessor = (logits: Float32Array, context: LogitsContext) => void | Promise<void>

/** Chooses a token by its id. */
export type LogitsSampler = (
  logits: Float32Array,
  context: LogitsContext,
) => number | Promise<number>

export interface LogitsCallbacks {
  readonly logitsProcessor: LogitsProcessor | undefined
  readonly sampler: LogitsSampler | undefined
}

/** Undefined where there are none. */
export function checkCallbacks(options: SamplingOptions): LogitsCallbacks | undefined {
  const { logitsProcessor, sampler } = options
  if (logitsProcessor === undefined && sampler === undefined) return undefined
  if (logitsProcessor !== undefined) checkFunction('logitsProcessor', logitsProcessor)
  if (sampler !== undefined) {
    checkFunction('sampler', sampler)
    const clashing = samplingOptionNames.filter(
      (name) => !besideSampler.includes(name) && options[name] !== undefined,
    )
    if (clashing.length > 0) {
      throw invalidArgument(
        `sampler chooses the token by itself and contradicts ${clashing.join(', ')}; give one or the other`,
      )
    }
  }
  return { logitsProcessor, sampler }
}

const besideSampler: readonly (keyof SamplingOptions)[] = ['logitsProcessor', 'sampler']

/** The callbacks of one generation at work. */
export class CallbackSteering {
  readonly #callbacks: LogitsCallbacks
  readonly #ids: number[]
  readonly #promptLength: number

  constructor(callbacks: LogitsCallbacks, prompt: Int32Array) {
    this.#callbacks = callbacks
    this.#ids = [...prompt]
    this.#promptLength = prompt.length
  }

  /** A token was generated. */
  accept(id: number): void {
    this.#ids.push(id)
  }

  /** What the engine goes on with. Rejects with what a callback throws, and where it gives what it must not. */
  async decide(logits: Float32Array): Promise<{ logits: Float32Array } | { token: number }> {
    const { logitsProcessor, sampler } = this.#callbacks
    const vocabSize = logits.length
    const context = { ids: this.#ids, step: this.#ids.length - this.#promptLength }
    if (logitsProcessor !== undefined) {
      const returned: unknown = await logitsProcessor(logits, context)
      checkProcessed(logits, returned, vocabSize, context.step)
    }
    if (sampler === undefined) return { logits }
    const token = await sampler(logits, context)
    return { token: checkInteger('what sampler returns', token, 0, vocabSize - 1) }
  }
}

function checkProcessed(logits: Float32Array, returned: unknown, vocabSize: number, step: number) {
  if (typeof returned === 'object' && returned !== null && returned !== logits) {
    throw invalidArgument(
      `logitsProcessor must change the logits in place and return nothing, got ${describe(returned)}`,
    )
  }
  if (logits.length !== vocabSize) {
    throw invalidArgument('logitsProcessor has transferred the logits to somebody else')
  }
  for (let id = 0; id < vocabSize; id++) {
    // Neither NaN nor Infinity is.
    if (logits[id]! < Infinity) continue
    throw invalidArgument(
      `logitsProcessor must leave numbers or -Infinity as logits, got ${logits[id]} for token ${id} in step ${step}`,
    )
  }
}
