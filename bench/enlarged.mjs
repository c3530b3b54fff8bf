// Writes a small trained model in the shape of a larger one: it says the same at the speed of the larger. What
// depends on the text, as speculation does, can so be timed at a size of which no trained weights are at hand.
//
// The hidden state stands there several times side by side, which leaves mean and variance as they were, so that
// every layer norm does the same. The matrices read its first copy; heads, inner neurons and layers that the
// larger model has beyond are zero. Tokens beyond the vocabulary get the logit -256.

import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bytesOf, writeWhole } from './files.mjs'
import { readTensors } from './read-safetensors.mjs'
import { safetensorsHeader, writeConfig } from './safetensors.mjs'

export function writeEnlarged(folder, source, shape) {
  const config = JSON.parse(readFileSync(join(source, 'config.json'), 'utf8'))
  const small = {
    vocab: config.vocab_size,
    width: config.n_embd,
    layers: config.n_layer,
    heads: config.n_head,
  }
  if (shape.width % small.width !== 0 || shape.width < 3 * small.width) {
    throw new Error(
      `a width of ${small.width} does not fit three times or more into ${shape.width}`,
    )
  }
  const found = readTensors(source)
  mkdirSync(folder, { recursive: true })
  writeConfig(folder, shape, false)
  writeWhole(join(folder, 'model.safetensors'), pieces(found, small, shape))
}

function* pieces(found, small, shape) {
  const tensors = [...enlarged(found, small, shape)]
  yield* safetensorsHeader(tensors)
  for (const { make } of tensors) yield bytesOf(make())
}

// Name, dims and values of each tensor of the large model.
function* enlarged(found, small, large) {
  const { width } = small
  const copies = large.width / width
  const headWidth = width / small.heads
  const largeHeadWidth = large.width / large.heads
  const get = (name) => {
    const tensor = found.get(name)
    if (tensor === undefined) throw new Error(`the model has no tensor ${name}`)
    return tensor.data
  }
  const inFirst = (i) => [i]
  const inAll = (i) => Array.from({ length: copies }, (_, copy) => copy * width + i)
  // Where number i of the heads' outputs stands among theirs.
  const inHeads = (i) => [Math.floor(i / headWidth) * largeHeadWidth + (i % headWidth)]
  // Queries, keys and values; the queries make up for the larger root that scores are divided by.
  const inProjections = (i) => [Math.floor(i / width) * large.width + inHeads(i % width)[0]]
  const rescale = Math.sqrt(largeHeadWidth / headWidth)
  const scaled = (i) => (i < width ? rescale : 1)

  const matrix = (name, dims, [rows, columns], toRows, toColumns, scale = () => 1) => ({
    name,
    dims,
    make: () => {
      const out = new Float32Array(dims[0] * dims[1])
      if (rows === 0) return out
      const data = get(name)
      for (let r = 0; r < rows; r++) {
        for (let c = 0; c < columns; c++) {
          const value = data[r * columns + c] * scale(c)
          for (const row of toRows(r))
            for (const column of toColumns(c)) out[row * dims[1] + column] = value
        }
      }
      return out
    },
  })
  const vector = (name, size, count, to, scale = () => 1) => ({
    name,
    dims: [size],
    make: () => {
      const out = new Float32Array(size)
      if (count === 0) return out
      const data = get(name)
      for (let i = 0; i < count; i++) for (const at of to(i)) out[at] = data[i] * scale(i)
      return out
    },
  })

  const positions = found.get('wpe.weight').dims[0]
  yield matrix('wte.weight', [large.vocab, large.width], [small.vocab, width], inFirst, inAll)
  yield matrix('wpe.weight', [large.context, large.width], [positions, width], inFirst, inAll)
  for (let i = 0; i < large.layers; i++) {
    const there = i < small.layers
    const of = (n) => (there ? n : 0)
    const norm = (name) => [
      vector(`${name}.weight`, large.width, of(width), inAll),
      vector(`${name}.bias`, large.width, of(width), inAll),
    ]
    const linear = (name, [rows, columns], [inputs, outputs], toRows, toColumns, scale) => [
      matrix(`${name}.weight`, [inputs, outputs], [of(rows), columns], toRows, toColumns, scale),
      vector(`${name}.bias`, outputs, of(columns), toColumns, scale),
    ]
    const inner = 4 * large.width
    yield* norm(`h.${i}.ln_1`)
    yield* linear(
      `h.${i}.attn.c_attn`,
      [width, 3 * width],
      [large.width, 3 * large.width],
      inFirst,
      inProjections,
      scaled,
    )
    yield* linear(`h.${i}.attn.c_proj`, [width, width], [large.width, large.width], inHeads, inAll)
    yield* norm(`h.${i}.ln_2`)
    yield* linear(`h.${i}.mlp.c_fc`, [width, 4 * width], [large.width, inner], inFirst, inFirst)
    yield* linear(`h.${i}.mlp.c_proj`, [4 * width, width], [inner, large.width], inFirst, inAll)
  }
  // The last copy is the constant 1, against which the tokens that there are not have their logit.
  yield vector('ln_f.weight', large.width, width, inFirst)
  yield {
    name: 'ln_f.bias',
    dims: [large.width],
    make: () => {
      const out = new Float32Array(large.width)
      out.set(get('ln_f.bias'))
      return out.fill(1, large.width - width)
    },
  }
  yield {
    name: 'lm_head.weight',
    dims: [large.vocab, large.width],
    make: () => {
      const out = new Float32Array(large.vocab * large.width)
      const data = get('wte.weight')
      for (let id = 0; id < large.vocab; id++) {
        const row = out.subarray(id * large.width, (id + 1) * large.width)
        if (id < small.vocab) row.set(data.subarray(id * width, (id + 1) * width))
        else row.fill(-256 / width, large.width - width)
      }
      return out
    },
  }
}
