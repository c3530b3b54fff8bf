/** Merging against the plain definition, for short pieces and for long ones. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MergeTable, merge } from '../../dist/tokenizer/bpe.js'
import { randomIntegers } from '../support/random.js'

type Merge = [left: number, right: number, result: number]

/** The definition: join the pair of the lowest rank, the leftmost of equals, until there is none. */
function mergeByDefinition(merges: Merge[], tokens: number[]): number[] {
  const ranks = new Map(merges.map(([left, right], rank) => [`${left} ${right}`, rank]))
  const rest = [...tokens]
  for (;;) {
    let lowest = Number.POSITIVE_INFINITY
    let at = -1
    for (let i = 0; i + 1 < rest.length; i++) {
      const rank = ranks.get(`${rest[i]} ${rest[i + 1]}`) ?? Number.POSITIVE_INFINITY
      if (rank < lowest) {
        lowest = rank
        at = i
      }
    }
    if (at < 0) return rest
    rest.splice(at, 2, merges[lowest]![2])
  }
}

function mergeByLibrary(merges: Merge[], tokens: number[]): number[] {
  const list = Int32Array.from(tokens)
  const count = merge(new MergeTable(Int32Array.from(merges.flat())), list, list.length)
  return [...list.subarray(0, count)]
}

/** Merges over a few first tokens; with `inOrder`, of tokens that were made before, as training does. */
function randomMerges(random: (limit: number) => number, inOrder: boolean): Merge[] {
  const letters = 1 + random(4)
  const count = random(30)
  return Array.from({ length: count }, (_, rank): Merge => {
    const known = inOrder ? letters + rank : letters + count
    return [random(known), random(known), letters + rank]
  })
}

describe('merging', () => {
  it.each([
    ['short pieces', 20],
    ['pieces about where the method changes', 85],
    ['long pieces', 300],
  ])('is as defined: %s', (_, longest) => {
    const random = randomIntegers(longest)
    for (let i = 0; i < 1500; i++) {
      const merges = randomMerges(random, i % 4 !== 0)
      const length = longest - random(Math.min(longest, 16))
      const tokens = Array.from({ length }, () => random(4))
      expect(mergeByLibrary(merges, tokens)).toEqual(mergeByDefinition(merges, tokens))
    }
  })

  it('merges runs of one token from the left', () => {
    const merges: Merge[] = [
      [0, 0, 1],
      [1, 1, 2],
      [2, 0, 3],
    ]
    for (let length = 0; length < 200; length++) {
      const tokens = new Array(length).fill(0)
      expect(mergeByLibrary(merges, tokens)).toEqual(mergeByDefinition(merges, tokens))
    }
  })

  it('leaves nothing and single tokens alone', () => {
    expect(mergeByLibrary([[0, 0, 1]], [])).toEqual([])
    expect(mergeByLibrary([[0, 0, 1]], [0])).toEqual([0])
    expect(mergeByLibrary([], [3, 2, 1])).toEqual([3, 2, 1])
  })

  it('takes the last rank of a pair that is listed twice', () => {
    // As Hugging Face's tokenizers do: 1 2 is merged first, because 0 1 comes last.
    const merges: Merge[] = [
      [0, 1, 3],
      [1, 2, 4],
      [0, 1, 3],
    ]
    expect(mergeByLibrary(merges, [0, 1, 2])).toEqual([0, 4])
  })
})

describe('the table of merges', () => {
  it('finds every pair and no other', () => {
    const pair = fc.tuple(fc.nat(50), fc.nat(50))
    fc.assert(
      fc.property(fc.uniqueArray(pair, { selector: String, maxLength: 200 }), (pairs) => {
        const table = new MergeTable(
          Int32Array.from(pairs.flatMap(([left, right], rank) => [left, right, 1000 + rank])),
        )
        const ranks = new Map(pairs.map((known, rank) => [String(known), rank]))
        for (let left = 0; left <= 50; left++) {
          for (let right = 0; right <= 50; right++) {
            const rank = ranks.get(String([left, right])) ?? 0x7fffffff
            expect(table.rank(left, right)).toBe(rank)
          }
        }
        pairs.forEach((_, rank) => {
          expect(table.result(rank)).toBe(1000 + rank)
        })
      }),
      { numRuns: 20 },
    )
  })
})
