/**
 * Byte-pair merging: given the tokens of a piece's bytes, joins the pair whose merge has the lowest
 * rank (the leftmost of equals) until no pair has a merge. The vocabulary's merges live here in a
 * flat hash table.
 */

const NO_MERGE = 0x7fffffff

/** Up to this many tokens a plain scan for the lowest rank is faster than keeping a heap. */
const SHORT = 80

/** The most merges there may be: `rank * POSITIONS + position` must stay an exact double. */
export const MAX_MERGES = 2 ** 22
const POSITIONS = 2 ** 31

/** The merges of a vocabulary: finds the rank of a pair, and what the pair becomes. */
export class MergeTable {
  /** rank + 1 of the pair that hashes here or before; 0 is a free place. At most half full. */
  readonly slots: Int32Array
  private readonly mask: number

  /**
   * Takes three numbers a merge, in order of rank: left token, right token, what they become. `slots` are
   * those of an earlier table of the same merges.
   */
  constructor(
    readonly merges: Int32Array,
    slots?: Int32Array,
  ) {
    if (slots !== undefined) {
      this.slots = slots
      this.mask = slots.length - 1
      return
    }
    const count = merges.length / 3
    let size = 16
    while (size < count * 2) size *= 2
    this.slots = new Int32Array(size)
    this.mask = size - 1
    for (let rank = 0; rank < count; rank++) {
      // A pair that is listed twice has its last rank, as in the reference implementations.
      this.slots[this.slotOf(merges[3 * rank]!, merges[3 * rank + 1]!)] = rank + 1
    }
  }

  /** The rank of the merge of two neighbours, or NO_MERGE, which is higher than any rank. */
  rank(left: number, right: number): number {
    const entry = this.slots[this.slotOf(left, right)]!
    return entry === 0 ? NO_MERGE : entry - 1
  }

  result(rank: number): number {
    return this.merges[3 * rank + 2]!
  }

  /** Where the pair is, or the free place where it would be. */
  private slotOf(left: number, right: number): number {
    const { slots, merges, mask } = this
    let hash = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b)
    hash ^= hash >>> 15
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = slots[slot]!
      if (entry === 0) return slot
      if (merges[3 * entry - 3] === left && merges[3 * entry - 2] === right) return slot
    }
  }
}

/** Merges the first `length` tokens in place and returns how many are left. */
export function merge(table: MergeTable, tokens: Int32Array, length: number): number {
  return length <= SHORT ? mergeShort(table, tokens, length) : mergeLong(table, tokens, length)
}

/** The rank of the pair that begins at each token. Shared, for merging is never re-entered. */
const shortRanks = new Int32Array(SHORT)

function mergeShort(table: MergeTable, tokens: Int32Array, length: number): number {
  const ranks = shortRanks
  for (let i = 0; i + 1 < length; i++) ranks[i] = table.rank(tokens[i]!, tokens[i + 1]!)
  let count = length
  while (count > 1) {
    let lowest = NO_MERGE
    let at = 0
    for (let i = 0; i + 1 < count; i++) {
      if (ranks[i]! < lowest) {
        lowest = ranks[i]!
        at = i
      }
    }
    if (lowest === NO_MERGE) break
    count--
    tokens[at] = table.result(lowest)
    for (let i = at + 1; i < count; i++) {
      tokens[i] = tokens[i + 1]!
      ranks[i - 1] = ranks[i]!
    }
    if (at > 0) ranks[at - 1] = table.rank(tokens[at - 1]!, tokens[at]!)
    if (at + 1 < count) ranks[at] = table.rank(tokens[at]!, tokens[at + 1]!)
  }
  return count
}

/**
 * The same in O(n log n), for a piece as long as the whole text: a linked list of the tokens and a
 * heap of the pairs. A pair in the heap may be out of date; it counts only while `ranks` still says
 * the same of its place.
 */
function mergeLong(table: MergeTable, tokens: Int32Array, length: number): number {
  const ranks = new Int32Array(length).fill(NO_MERGE)
  const next = new Int32Array(length)
  const previous = new Int32Array(length)
  // One pair leaves the heap for at most two that enter, and only length - 1 merges can happen.
  const heap = new PairHeap(2 * length)
  for (let i = 0; i < length; i++) {
    next[i] = i + 1
    previous[i] = i - 1
    if (i + 1 === length) break
    ranks[i] = table.rank(tokens[i]!, tokens[i + 1]!)
    if (ranks[i] !== NO_MERGE) heap.push(ranks[i]! * POSITIONS + i)
  }
  const pairAt = (at: number) => {
    const rank = table.rank(tokens[at]!, tokens[next[at]!]!)
    ranks[at] = rank
    if (rank !== NO_MERGE) heap.push(rank * POSITIONS + at)
  }
  while (heap.size > 0) {
    const pair = heap.pop()
    const rank = Math.floor(pair / POSITIONS)
    const at = pair - rank * POSITIONS
    if (ranks[at] !== rank) continue
    const absorbed = next[at]!
    const after = next[absorbed]!
    tokens[at] = table.result(rank)
    ranks[at] = NO_MERGE
    ranks[absorbed] = NO_MERGE
    next[at] = after
    if (after < length) {
      previous[after] = at
      pairAt(at)
    }
    if (previous[at]! >= 0) pairAt(previous[at]!)
  }
  let count = 0
  for (let i = 0; i < length; i = next[i]!) tokens[count++] = tokens[i]!
  return count
}

/** A binary heap of numbers, lowest first, with room for a known number of them. */
class PairHeap {
  size = 0
  private readonly items: Float64Array

  constructor(capacity: number) {
    this.items = new Float64Array(capacity)
  }

  push(item: number): void {
    const { items } = this
    let at = this.size++
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (items[parent]! <= item) break
      items[at] = items[parent]!
      at = parent
    }
    items[at] = item
  }

  pop(): number {
    const { items } = this
    const lowest = items[0]!
    const size = --this.size
    const item = items[size]!
    let at = 0
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && items[child + 1]! < items[child]!) child++
      if (items[child]! >= item) break
      items[at] = items[child]!
      at = child
    }
    items[at] = item
    return lowest
  }
}
