/** Checks of options that the whole library shares, with one form of message. */

import { NextokenError } from './errors.js'

const LONGEST_SHOWN = 60

/** The most tokens that `topLogprobs` and `logitLens` may ask for; a smaller vocabulary gives all it has. */
export const MAX_TOP = 100

/** A value as an error message shows it: short, with its type where that matters. */
export function describe(value: unknown): string {
  if (typeof value === 'string') {
    const shown = value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value
    return JSON.stringify(shown)
  }
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function') return 'a function'
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  return String(value)
}

export function invalidArgument(message: string): NextokenError {
  return new NextokenError('ERR_NEXTOKEN_INVALID_ARGUMENT', message)
}

function refuse(name: string, allowed: string, value: unknown): NextokenError {
  return invalidArgument(`${name} must be ${allowed}, got ${describe(value)}`)
}

/** @throws NextokenError unless `value` is a whole number in [min, max]. */
export function checkInteger(name: string, value: unknown, min: number, max: number): number {
  if (!Number.isInteger(value) || (value as number) < min || (value as number) > max) {
    throw refuse(name, `an integer from ${min} to ${max}`, value)
  }
  return value as number
}

/** @throws NextokenError unless `value` is a number from `min` to `max`; either may be excluded. */
export function checkNumber(
  name: string,
  value: unknown,
  min: number,
  max: number,
  { minExclusive = false, maxExclusive = false } = {},
): number {
  const fits =
    typeof value === 'number' &&
    (minExclusive ? value > min : value >= min) &&
    (maxExclusive ? value < max : value <= max)
  if (!fits) {
    const range = maxExclusive
      ? `from ${min} to below ${max}`
      : minExclusive
        ? `above ${min} and at most ${max}`
        : `from ${min} to ${max}`
    throw refuse(name, `a number ${range}`, value)
  }
  return value
}

/** @throws NextokenError unless `value` is a non-empty string. */
export function checkString(name: string, value: unknown): string {
  if (typeof value !== 'string' || value === '') throw refuse(name, 'a non-empty string', value)
  return value
}

/** @throws NextokenError unless `value` is one of `allowed`. */
export function checkOneOf<T extends string>(
  name: string,
  value: unknown,
  allowed: readonly T[],
): T {
  if (!allowed.includes(value as T)) {
    throw refuse(name, `one of ${allowed.map((entry) => `'${entry}'`).join(', ')}`, value)
  }
  return value as T
}

/** @throws NextokenError unless `value` is `true` or `false`. */
export function checkBoolean(name: string, value: unknown): boolean {
  if (typeof value !== 'boolean') throw refuse(name, 'true or false', value)
  return value
}

/** @throws NextokenError unless `value` is a function. */
export function checkFunction(name: string, value: unknown): void {
  if (typeof value !== 'function') throw refuse(name, 'a function', value)
}

/** @throws NextokenError unless `value` is an AbortSignal or undefined. */
export function checkSignal(value: unknown): AbortSignal | undefined {
  if (value !== undefined && !(value instanceof AbortSignal)) {
    throw refuse('signal', 'an AbortSignal', value)
  }
  return value
}

/** @throws NextokenError unless `options` is an object whose every key is in `names`. */
export function checkKnownKeys(options: unknown, names: readonly string[], what: string): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw refuse(`the options of ${what}`, 'an object', options)
  }
  for (const key of Object.keys(options)) {
    if (names.includes(key)) continue
    const near = names.find((name) => isNear(name.toLowerCase(), key.toLowerCase()))
    throw new NextokenError(
      'ERR_NEXTOKEN_INVALID_ARGUMENT',
      `${what} has no option ${describe(key)}${near ? `; did you mean '${near}'?` : ''} (its options are ${names.join(', ')})`,
    )
  }
}

/** Edit distance of at most two. */
function isNear(a: string, b: string): boolean {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]! <= 2
}
