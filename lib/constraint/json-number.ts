/** JSON numbers within bounds, compared digit by digit, as decimals. */

import {
  byte,
  call,
  choice,
  type Expression,
  never,
  nothing,
  oneOf,
  optional,
  type Rule,
  repeat,
  sequence,
  text,
} from './expression.js'

/** Numbers have no more digits: a double tells all of these apart, so that no bound is missed by rounding. */
const MOST_DIGITS = 15

export interface Bound {
  readonly value: number
  readonly isInclusive: boolean
}

const LARGEST = 10 ** MOST_DIGITS - 1
/** The most multiples that are written out. */
export const MOST_LISTED = 1000
/** Where there are more, the remainders of their digits are counted, for multiples up to this one. */
export const LARGEST_COUNTED = 100

const digit = byte(0x30, 0x39)

export const anyInteger: Expression = choice(
  text('0'),
  sequence(optional(text('-')), byte(0x31, 0x39), repeat(digit, 0, MOST_DIGITS - 1)),
)

export const anyNumber: Expression = sequence(
  optional(text('-')),
  choice(text('0'), sequence(byte(0x31, 0x39), repeat(digit, 0, MOST_DIGITS - 1))),
  optional(sequence(text('.'), repeat(digit, 1, MOST_DIGITS))),
  optional(
    sequence(
      choice(text('e'), text('E')),
      optional(choice(text('+'), text('-'))),
      repeat(digit, 1, 2),
    ),
  ),
)

/** Decimals between two bounds, without exponents. */
export function numberBetween(low: Bound, high: Bound): Expression {
  const [from, to] = clamped(low, high)
  return signed(from, to, (least, most) => unsigned(least, most, MOST_DIGITS, 1))
}

/** Whole numbers between two bounds that are multiples of a whole number; undefined where that is too much. */
export function integerBetween(
  low: Bound,
  high: Bound,
  multipleOf: number,
): Expression | undefined {
  const [from, to] = clamped(low, high)
  const least = Math.ceil(from.value) + (Number.isInteger(from.value) && !from.isInclusive ? 1 : 0)
  const most = Math.floor(to.value) - (Number.isInteger(to.value) && !to.isInclusive ? 1 : 0)
  const first = Math.ceil(least / multipleOf) * multipleOf
  if (multipleOf > 1 && (most - first) / multipleOf < MOST_LISTED) {
    const listed: string[] = []
    for (let value = first; value <= most; value += multipleOf) listed.push(String(value))
    return oneOf(listed)
  }
  if (multipleOf > LARGEST_COUNTED) return undefined
  const inclusive = (value: number) => ({ value, isInclusive: true })
  return signed(inclusive(least), inclusive(most), (a, b) => unsigned(a, b, 0, multipleOf))
}

/** Bounds that allow more digits than are written are drawn in. */
function clamped(low: Bound, high: Bound): [Bound, Bound] {
  return [
    low.value < -LARGEST ? { value: -LARGEST, isInclusive: true } : low,
    high.value > LARGEST ? { value: LARGEST, isInclusive: true } : high,
  ]
}

/** Puts together what is below zero and what is not, which `between` makes. */
function signed(
  low: Bound,
  high: Bound,
  between: (low: Bound, high: Bound) => Expression,
): Expression {
  const options: Expression[] = []
  if (low.value < 0) {
    const nearest = high.value < 0 ? negated(high) : { value: 0, isInclusive: false }
    options.push(sequence(text('-'), between(nearest, negated(low))))
  }
  if (high.value >= 0) {
    options.push(between(low.value < 0 ? { value: 0, isInclusive: true } : low, high))
  }
  return choice(...options)
}

function negated({ value, isInclusive }: Bound): Bound {
  return { value: -value, isInclusive }
}

/** Of numbers that are not negative; `mostDigits` after the point and before it together, or 0: no point. */
function unsigned(low: Bound, high: Bound, mostDigits: number, multipleOf: number): Expression {
  if (low.value > high.value) return never
  const [lowWhole, lowFraction] = decimal(low.value)
  const [highWhole, highFraction] = decimal(high.value)
  const remainders = new Remainders(multipleOf)
  const options: Expression[] = []
  // Whole numbers that are longer than the lower bound and shorter than the upper one are all alike.
  const isAnyHighest = /^9+$/.test(highWhole) && high.isInclusive
  const firstFree = lowWhole.length + 1
  const lastFree = mostDigits > 0 ? 0 : highWhole.length - (isAnyHighest ? 0 : 1)
  if (firstFree <= lastFree) options.push(remainders.number(firstFree, lastFree))
  for (let length = lowWhole.length; length <= highWhole.length; length++) {
    if (firstFree <= length && length <= lastFree) continue
    const isLowest = length === lowWhole.length
    const isHighest = length === highWhole.length
    const range = new DigitRange(
      length,
      Math.max(0, mostDigits - length),
      isLowest ? lowWhole + lowFraction : '',
      low.isInclusive,
      isHighest ? highWhole + highFraction : '',
      high.isInclusive,
      remainders,
    )
    options.push(range.from(0, isLowest, isHighest, 0))
  }
  return choice(...options)
}

/** Digits before the point and after it. */
function decimal(value: number): [whole: string, fraction: string] {
  const [mantissa = '', exponent] = value.toExponential().split('e')
  const digits = mantissa.replace('.', '')
  const before = Number(exponent) + 1
  if (before <= 0) return ['0', '0'.repeat(-before) + digits]
  return [digits.slice(0, before).padEnd(before, '0'), digits.slice(before)]
}

/** Numbers with one count of digits before the point. */
class DigitRange {
  constructor(
    readonly whole: number,
    /** The most digits after the point. */
    readonly fraction: number,
    /** Digits of the lower bound, without the point; zeros follow. Empty where any digits may come, as below. */
    readonly low: string,
    readonly lowIsInclusive: boolean,
    readonly high: string,
    readonly highIsInclusive: boolean,
    readonly remainders: Remainders,
  ) {}

  /**
   * What may come from digit `at` on, where the digits before are those of the lower bound, of the upper, of both or
   * of neither, and leave a remainder.
   */
  from(at: number, isLow: boolean, isHigh: boolean, remainder: number): Expression {
    const isFirstOfMany = at === 0 && this.whole > 1
    if (!isLow && !isHigh && !isFirstOfMany) return this.#free(at, remainder)
    const options: Expression[] = []
    if (at >= this.whole && remainder === 0 && this.#mayEnd(at, isLow, isHigh))
      options.push(nothing)
    if (at < this.whole + this.fraction) {
      const least = isLow ? Number(this.low[at] ?? 0) : isFirstOfMany ? 1 : 0
      const most = isHigh ? Number(this.high[at] ?? 0) : 9
      for (let value = least; value <= most; ) {
        const staysLow = isLow && value === least
        const staysHigh = isHigh && value === most
        // Digits after which all is free are alike, unless remainders are counted.
        const isAlike = !staysLow && !staysHigh && this.remainders.multipleOf === 1
        const last = isAlike ? most - (isHigh ? 1 : 0) : value
        const rest = this.remainders.after(remainder, value)
        options.push(
          sequence(
            at === this.whole ? text('.') : nothing,
            byte(0x30 + value, 0x30 + last),
            this.from(at + 1, staysLow, staysHigh, rest),
          ),
        )
        value = last + 1
      }
    }
    return choice(...options)
  }

  #mayEnd(at: number, isLow: boolean, isHigh: boolean): boolean {
    const isZero = (digits: string) => /^0*$/.test(digits.slice(at))
    if (isLow && !(isZero(this.low) && this.lowIsInclusive)) return false
    return !(isHigh && isZero(this.high)) || this.highIsInclusive
  }

  #free(at: number, remainder: number): Expression {
    const { whole, fraction } = this
    if (fraction === 0) return this.remainders.digits(whole - at, whole - at, remainder)
    if (at > whole) return upTo(whole + fraction - at)
    const digits = repeat(digit, whole - at, whole - at)
    return sequence(digits, optional(sequence(text('.'), digit, upTo(fraction - 1))))
  }
}

const digitRules: Rule[] = []

/** At most so many digits; each count is one rule, since many bounds end with the same. */
function upTo(count: number): Expression {
  if (count === 0) return nothing
  digitRules[count] ??= {
    name: `at most ${count} digits`,
    body: optional(sequence(digit, upTo(count - 1))),
  }
  return call(digitRules[count])
}

/** Digits that make a multiple of a whole number. */
class Remainders {
  readonly #rules = new Map<string, Rule>()

  constructor(readonly multipleOf: number) {}

  after(remainder: number, value: number): number {
    return (remainder * 10 + value) % this.multipleOf
  }

  /** A number of so many digits. */
  number(least: number, most: number): Expression {
    if (this.multipleOf === 1) return sequence(byte(0x31, 0x39), repeat(digit, least - 1, most - 1))
    return this.#next(1, least - 1, most - 1, 0)
  }

  /** So many digits after which the remainder is 0. */
  digits(least: number, most: number, remainder: number): Expression {
    if (this.multipleOf === 1) return repeat(digit, least, most)
    const key = `${least} to ${most} digits after ${remainder}`
    let rule = this.#rules.get(key)
    if (rule === undefined) {
      rule = { name: key, body: never }
      this.#rules.set(key, rule)
      const end = least === 0 && remainder === 0 ? nothing : never
      const more = most === 0 ? never : this.#next(0, Math.max(0, least - 1), most - 1, remainder)
      rule.body = choice(end, more)
    }
    return call(rule)
  }

  /** A digit, and more behind it. */
  #next(first: number, least: number, most: number, remainder: number): Expression {
    const options: Expression[] = []
    for (let value = first; value <= 9; value++) {
      const rest = this.digits(least, most, this.after(remainder, value))
      options.push(sequence(text(String(value)), rest))
    }
    return choice(...options)
  }
}
