// What the model's arithmetic asks of a machine, and the shortest time that the measured machine needs for it.

// Bytes of a weight and of a key or value, and what is multiplied, for each precision of nextoken.
const precisions = {
  f32: { weight: 4, cached: 4, kind: 'f32' },
  bf16: { weight: 2, cached: 2, kind: 'bf16' },
  int8: { weight: 34 / 32, cached: 2, kind: 'int8' },
  int4: { weight: 18 / 32, cached: 2, kind: 'int8' },
}

export const multiplied = (precision) => precisions[precision].kind

const layerWeights = ({ width, layers }) => 12 * width * width * layers
const headWeights = ({ width, vocab }) => width * vocab

// What a step reads whatever the number of its tokens: every matrix once, the output head included.
export function matrixBytes(shape, precision) {
  return (layerWeights(shape) + headWeights(shape)) * precisions[precision].weight
}

// Seconds below which none of these can be, given the measured rates (GB/s of memory, billions of products a
// second). Work on which both walls bear takes as long as the slower of the two alone.
export function walls(shape, precision, { memory, multiplies }) {
  const { cached } = precisions[precision]
  const { width, layers } = shape
  const seconds = (bytes, products) => Math.max(bytes / memory, products / multiplies) / 1e9
  // Scores and sums over values, for one token that sees so many positions.
  const attention = (positions) => 2 * width * layers * positions
  const cacheBytes = (positions) => 2 * width * layers * positions * cached

  // `tokens` steps of `sequences` each, from `position` on.
  const decode = (position, tokens, sequences = 1) => {
    const seen = position + tokens / 2
    const bytes = matrixBytes(shape, precision) + sequences * cacheBytes(seen)
    const products = layerWeights(shape) + headWeights(shape) + attention(seen)
    return tokens * seconds(bytes, sequences * products)
  }
  // Only the last token of each prompt needs the head.
  const prefill = (length, sequences = 1) => {
    const products = length * (layerWeights(shape) + attention(length / 2)) + headWeights(shape)
    return seconds(matrixBytes(shape, precision), sequences * products)
  }
  return { decode, prefill }
}
