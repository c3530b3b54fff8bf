/** Sets of Unicode code points, and the bytes of UTF-8 that spell them. */

import { byte, choice, type Expression, sequence } from './expression.js'

/** Ranges, ends included, in ascending order and apart from each other. Surrogates are never part of a set. */
export type CodePoints = readonly (readonly [first: number, last: number])[]

const MAX_CODE_POINT = 0x10ffff
const FIRST_SURROGATE = 0xd800
const LAST_SURROGATE = 0xdfff

export const allCodePoints: CodePoints = [
  [0, FIRST_SURROGATE - 1],
  [LAST_SURROGATE + 1, MAX_CODE_POINT],
]

/** The set of all code points of ranges that may overlap, in any order. */
export function union(...sets: CodePoints[]): CodePoints {
  const sorted = sets.flat().sort(([a], [b]) => a - b)
  const merged: [number, number][] = []
  for (const [first, last] of sorted) {
    const before = merged.at(-1)
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last)
    else merged.push([first, last])
  }
  return intersection(merged, allCodePoints)
}

export function intersection(a: CodePoints, b: CodePoints): CodePoints {
  const common: [number, number][] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const first = Math.max(a[i]![0], b[j]![0])
    const last = Math.min(a[i]![1], b[j]![1])
    if (first <= last) common.push([first, last])
    if (a[i]![1] < b[j]![1]) i++
    else j++
  }
  return common
}

export function complement(set: CodePoints): CodePoints {
  const gaps: [number, number][] = []
  let next = 0
  for (const [first, last] of set) {
    if (first > next) gaps.push([next, first - 1])
    next = last + 1
  }
  if (next <= MAX_CODE_POINT) gaps.push([next, MAX_CODE_POINT])
  return intersection(gaps, allCodePoints)
}

export function codePointsOf(characters: string): CodePoints {
  return union(
    [...characters].map((character) => {
      const point = character.codePointAt(0)!
      return [point, point] as const
    }),
  )
}

export function has(set: CodePoints, point: number): boolean {
  return set.some(([first, last]) => first <= point && point <= last)
}

/** One character of the set. */
export function utf8(set: CodePoints): Expression {
  return choice(...set.flatMap(([first, last]) => spell(first, last)))
}

/** The last code points of one, two, three and four bytes. */
const lastOfLength = [0x7f, 0x7ff, 0xffff, MAX_CODE_POINT]

/** Cuts a range until each byte is a range of its own, whatever the others are. */
function spell(first: number, last: number): Expression[] {
  for (const most of lastOfLength) {
    if (first <= most && last > most) return [...spell(first, most), ...spell(most + 1, last)]
  }
  for (let bits = 6; bits <= 18; bits += 6) {
    const low = (1 << bits) - 1
    if (first >> bits === last >> bits || last <= 0x7f) continue
    if ((first & low) !== 0)
      return [...spell(first, first | low), ...spell((first | low) + 1, last)]
    if ((last & low) !== low)
      return [...spell(first, (last & ~low) - 1), ...spell(last & ~low, last)]
  }
  const from = bytesOf(first)
  const to = bytesOf(last)
  return [sequence(...from.map((value, i) => byte(value, to[i]!)))]
}

function bytesOf(point: number): number[] {
  if (point <= 0x7f) return [point]
  const bytes = []
  let rest = point
  let lead = 0x3f
  while (rest > lead) {
    bytes.unshift(0x80 | (rest & 0x3f))
    rest >>= 6
    lead >>= 1
  }
  return [(0xff & ~(2 * lead + 1)) | rest, ...bytes]
}
