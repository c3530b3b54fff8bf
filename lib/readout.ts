/** How requests that look into the model are made: their inputs, their batches, their common options. */

import { abortedError, type EngineChannel } from './engine-channel.js'
import { NextokenError } from './errors.js'
import type { ModelConfig, NativeReadout } from './native-types.js'
import { checkInteger, checkSignal, describe } from './options.js'
import type { Tokenizer } from './tokenizer/index.js'

/** A token, and how likely the model finds it. */
export interface TokenLogprob {
  readonly id: number
  /**
   * The token's own text; U+FFFD stands for bytes that are no whole character. Empty where the model has no
   * tokenizer, or one without this token.
   */
  readonly text: string
  /** Natural logarithm of the probability under the model itself. */
  readonly logprob: number
}

/** A text, or its token ids. */
export type TextOrIds = string | ArrayLike<number>

/** Options of everything that looks into the model. */
export interface ReadOptions {
  /** Aborting rejects with `ERR_NEXTOKEN_ABORTED`; what runs for it ends at the next step. */
  signal?: AbortSignal
  /** As for `generate`: a whole number from -1000 to 1000. Default: 0. */
  priority?: number
}

export const readOptionNames = ['signal', 'priority'] as const

/** What looking into a model needs of it. */
export interface ReadableModel {
  readonly config: ModelConfig
  readonly channel: EngineChannel
  readonly tokenizer: Tokenizer | undefined
  /** The token that stands before a text, if the model names one. */
  readonly startId: number | undefined
  /** Checked token ids; those of an empty text are the start token. */
  ids(text: TextOrIds | undefined): Int32Array
}

/** Checked options. */
export interface ReadPolicy {
  readonly signal: AbortSignal | undefined
  readonly priority: number
}

export function checkReadOptions({ signal, priority }: ReadOptions): ReadPolicy {
  return {
    signal: checkSignal(signal),
    priority: checkInteger('priority', priority ?? 0, -1000, 1000),
  }
}

/** One request to the engine: the arrays to fill, without what all requests of a call have in common. */
export interface Reading extends Omit<Partial<NativeReadout>, 'priority'> {
  readonly ids: Int32Array
  /** Called when the arrays are filled. */
  readonly onDone?: () => void
}

const nothing: NativeReadout = {
  first: 0,
  sharesPrefix: false,
  priority: 0,
  top: 0,
  hiddenFirst: 0,
  hiddenCount: 0,
  lens: 0,
}

/**
 * Readings of one call that run at the same time: enough for full passes of short texts, fewer than the
 * default `maxConcurrent`, so that others find a place, too.
 */
const IN_FLIGHT = 24

/**
 * Fills the arrays of all readings; they share passes. A reading is taken when there is a place for it. If one
 * fails, so does the whole, and the rest ends.
 */
export async function readAll(
  { channel }: Pick<ReadableModel, 'channel'>,
  readings: Iterable<Reading>,
  { signal, priority }: ReadPolicy,
): Promise<void> {
  const running = new Map<Promise<void>, () => void>()
  let failure: unknown
  const fail = (error: unknown) => {
    failure ??= error
    for (const cancel of running.values()) cancel()
  }
  const start = ({ ids, onDone, ...wanted }: Reading) => {
    const { done, cancel } = channel.read(ids, { ...nothing, ...wanted, priority })
    const ended: Promise<void> = done
      .then(onDone)
      .catch(fail)
      .finally(() => running.delete(ended))
    running.set(ended, cancel)
  }
  const abort = () => fail(abortedError('the request'))
  if (signal?.aborted) abort()
  signal?.addEventListener('abort', abort, { once: true })
  try {
    for (const reading of readings) {
      while (running.size >= IN_FLIGHT) await Promise.race(running.keys())
      while (failure === undefined && !startIfRoom(() => start(reading), running.size > 0)) {
        await Promise.race(running.keys())
      }
      if (failure !== undefined) break
    }
  } catch (error) {
    fail(error)
  } finally {
    await Promise.all(running.keys())
    signal?.removeEventListener('abort', abort)
  }
  if (failure !== undefined) throw failure
}

/** False where the engine is full and there is one of ours to wait for. */
function startIfRoom(start: () => void, mayWait: boolean): boolean {
  try {
    start()
    return true
  } catch (error) {
    if (mayWait && error instanceof NextokenError && error.code === 'ERR_NEXTOKEN_BUSY')
      return false
    throw error
  }
}

/** Whether it is a list of texts, and not one text. An empty array is an empty list. */
export function isList(input: TextOrIds | readonly TextOrIds[]): input is readonly TextOrIds[] {
  return (
    Array.isArray(input) && (input.length === 0 || input.some((entry) => typeof entry !== 'number'))
  )
}

/** The ids of a text that may not be empty; `name` is what an error calls it. */
export function idsOfText(model: ReadableModel, text: unknown, name: string): Int32Array {
  const listLike = typeof text === 'object' && text !== null && 'length' in text
  if (typeof text !== 'string' && !listLike) {
    throw new NextokenError(
      'ERR_NEXTOKEN_INVALID_ARGUMENT',
      `${name} must be a string or a list of token ids, got ${describe(text)}`,
    )
  }
  if (text.length === 0) {
    throw new NextokenError('ERR_NEXTOKEN_INVALID_ARGUMENT', `${name} must not be empty`)
  }
  return model.ids(text as TextOrIds)
}

/** @throws NextokenError `ERR_NEXTOKEN_CONTEXT` unless the tokens have a place. */
export function checkFits({ config }: ReadableModel, name: string, tokens: number): void {
  if (tokens <= config.contextLength) return
  throw new NextokenError(
    'ERR_NEXTOKEN_CONTEXT',
    `${name} has ${tokens} tokens; this model's context holds ${config.contextLength}`,
  )
}

/** A list of numbers that a result holds. @throws NextokenError `ERR_NEXTOKEN_OUT_OF_MEMORY`. */
export function allocate(what: string, ...shape: number[]): Float32Array<ArrayBuffer> {
  const size = shape.reduce((product, each) => product * each, 1)
  try {
    return new Float32Array(size)
  } catch (cause) {
    throw new NextokenError(
      'ERR_NEXTOKEN_OUT_OF_MEMORY',
      `no memory for ${what}: ${shape.join(' x ')} numbers of 4 bytes`,
      { cause },
    )
  }
}

/** The token's own text, see {@link TokenLogprob}. */
export function tokenText(tokenizer: Tokenizer | undefined, id: number): string {
  try {
    return tokenizer?.tokenText(id) ?? ''
  } catch {
    return ''
  }
}

/** Ids and log-probabilities `[rows, count]` as the engine writes them, as one list of tokens a row. */
export function topTokens(
  { tokenizer }: Pick<ReadableModel, 'tokenizer'>,
  ids: Int32Array,
  logprobs: Float32Array,
  count: number,
): TokenLogprob[][] {
  const rows: TokenLogprob[][] = []
  for (let at = 0; at < ids.length; at += count) {
    const row: TokenLogprob[] = []
    for (let i = at; i < at + count; i++) {
      const id = ids[i]!
      row.push({ id, text: tokenText(tokenizer, id), logprob: logprobs[i]! })
    }
    rows.push(row)
  }
  return rows
}
