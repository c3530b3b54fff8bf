/** Numbers that look random, the same every time (Mulberry32). */

function randomBits(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return (t ^ (t >>> 14)) >>> 0
  }
}

/** From 0 to below 1. */
export function randomNumbers(seed: number): () => number {
  const next = randomBits(seed)
  return () => next() / 2 ** 32
}

/** Whole numbers from 0 to below a limit. */
export function randomIntegers(seed: number): (limit: number) => number {
  const next = randomBits(seed)
  return (limit) => next() % limit
}
