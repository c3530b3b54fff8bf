/** The options of sampling that name tokens, words or places: checked, and turned into lists of ids. */

import { checkInteger, checkNumber, describe, invalidArgument } from '../options.js'
import type { Tokenizer } from '../tokenizer/index.js'
import type { SamplingOptions } from './options.js'

const MAX_INT32 = 2 ** 31 - 1
const LARGEST_BIAS = 100

type Entries = ReadonlyMap<number, number> | Readonly<Record<number, number>>

/** @throws NextokenError unless `value` is a list; typed arrays are, too. */
function checkList(name: string, value: unknown): unknown[] {
  const isList = Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value)
  if (!isList) throw invalidArgument(`${name} must be a list of token ids, got ${describe(value)}`)
  return Array.from(value as ArrayLike<unknown>)
}

function checkId(name: string, id: unknown, vocabSize: number): number {
  return checkInteger(`a token id of ${name}`, id, 0, vocabSize - 1)
}

/** Number pairs of a Map, or of an object whose keys are whole numbers; `or` is what else is allowed. */
function entriesOf(name: string, value: unknown, or = ''): [unknown, unknown][] {
  if (value instanceof Map) return [...value]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalidArgument(
      `${name} must be ${or}a Map or an object of numbers, got ${describe(value)}`,
    )
  }
  return Object.entries(value as Entries).map(([key, entry]) => [
    /^\d+$/.test(key) ? Number(key) : key,
    entry,
  ])
}

/** @throws NextokenError unless it is a non-empty string, or a list of them. */
export function checkTexts(name: string, value: unknown): string[] {
  const list = Array.isArray(value) ? (value as unknown[]) : [value]
  for (const entry of list) {
    if (typeof entry !== 'string' || entry === '') {
      throw invalidArgument(
        `${name} must be a non-empty string or a list of them, got ${describe(entry)}`,
      )
    }
  }
  return list as string[]
}

export function checkBias(value: SamplingOptions['logitBias'], vocabSize: number) {
  const entries = value === undefined ? [] : entriesOf('logitBias', value)
  const ids = entries.map(([id]) => checkId('logitBias', id, vocabSize))
  const values = entries.map(([, bias]) =>
    checkNumber('a value of logitBias', bias, -LARGEST_BIAS, LARGEST_BIAS),
  )
  return { ids: Int32Array.from(ids), values: Float32Array.from(values) }
}

/** Place -> id, in order of place. */
export function checkForced(
  value: SamplingOptions['forcedTokens'],
  vocabSize: number,
): [position: number, id: number][] {
  if (value === undefined) return []
  const isList = Array.isArray(value) || ArrayBuffer.isView(value)
  const entries: [unknown, unknown][] = isList
    ? [...checkList('forcedTokens', value).entries()]
    : entriesOf('forcedTokens', value, 'a list of token ids, ')
  return entries
    .map(([position, id]): [number, number] => [
      checkInteger('a place of forcedTokens', position, 0, MAX_INT32 - 1),
      checkId('forcedTokens', id, vocabSize),
    ])
    .sort(([a], [b]) => a - b)
}

export interface Bans {
  readonly ids: ReadonlySet<number>
  /** Of two tokens or more. */
  readonly sequences: readonly (readonly number[])[]
}

export function checkBans(
  { bannedTokens, bannedWords }: SamplingOptions,
  vocabSize: number,
  tokenizer: () => Tokenizer,
): Bans {
  const ids = new Set(
    bannedTokens === undefined
      ? []
      : checkList('bannedTokens', bannedTokens).map((id) => checkId('bannedTokens', id, vocabSize)),
  )
  const sequences = new Map<string, number[]>()
  for (const word of bannedWords === undefined ? [] : checkTexts('bannedWords', bannedWords)) {
    for (const text of /^\s/.test(word) ? [word] : [word, ` ${word}`]) {
      const tokens = [...tokenizer().encode(text)]
      if (tokens.length === 1) ids.add(tokens[0]!)
      else sequences.set(tokens.join(), tokens)
    }
  }
  return { ids, sequences: [...sequences.values()] }
}

/** Lists one after the other, each after its length, as `NativeLogitRules` has them. */
export function flatten(sequences: readonly (readonly number[])[]): Int32Array {
  return Int32Array.from(sequences.flatMap((sequence) => [sequence.length, ...sequence]))
}
