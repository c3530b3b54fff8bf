// Whether an engine computes what it should: its logits against those of nextoken in f32, of the same weights.

// Relative errors that quantisation explains, with a margin: another model is off by about 1.4.
const allowed = { f32: 0.001, bf16: 0.05, int8: 0.15, int4: 0.6 }

// Undefined where the engine gives no logits or there is no reference.
export function logitsError(record, reference) {
  const pairs = record.jobs.map(({ logits }, i) => [logits[0], reference?.jobs[i].logits[0]])
  if (pairs.some(([ours, theirs]) => !ours?.length || !theirs?.length)) return undefined
  let error = 0
  let size = 0
  for (const [given, wanted] of pairs) {
    for (let id = 0; id < wanted.length; id++) {
      error += (given[id] - wanted[id]) ** 2
      size += wanted[id] ** 2
    }
  }
  return Math.sqrt(error / size)
}

export const isAllowed = (error, precision) => error === undefined || error < allowed[precision]
