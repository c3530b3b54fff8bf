// The synthetic GPT-2 that every engine runs: its shape, its tensors, their values, its tokens.
// Speed does not depend on what the weights say, so made-up ones spare a download. Every tensor is
// drawn from its own name, so that each file format can be written alone and still agree with the rest.

export const shapes = {
  gpt2: { title: 'GPT-2 124M', vocab: 50257, context: 1024, width: 768, layers: 12, heads: 12 },
  xl: { title: 'GPT-2 XL 1.5B', vocab: 50257, context: 1024, width: 1600, layers: 48, heads: 25 },
  // Says nothing about speed; shows in seconds whether everything works.
  tiny: { title: 'a tiny GPT-2', vocab: 4096, context: 1024, width: 256, layers: 2, heads: 4 },
}
export const normEpsilon = 1e-5
export const endOfText = (shape) => shape.vocab - 1

// Hugging Face's names and its [in, out] layout of matrices (Conv1D).
export function* tensors({ vocab, context, width, layers }) {
  const spread = 0.02
  yield { name: 'wte.weight', dims: [vocab, width], spread }
  // Positions outweigh the rest. With a tied head the last token would otherwise be its own likeliest
  // successor, every text one token repeated, and equal texts no evidence of equal arithmetic.
  yield { name: 'wpe.weight', dims: [context, width], spread: 0.2 }
  for (let i = 0; i < layers; i++) {
    yield* norm(`h.${i}.ln_1`, width)
    yield* linear(`h.${i}.attn.c_attn`, width, 3 * width, spread)
    yield* linear(`h.${i}.attn.c_proj`, width, width, spread)
    yield* norm(`h.${i}.ln_2`, width)
    yield* linear(`h.${i}.mlp.c_fc`, width, 4 * width, spread)
    yield* linear(`h.${i}.mlp.c_proj`, 4 * width, width, spread)
  }
  yield* norm('ln_f', width)
}

function* norm(name, width) {
  yield { name: `${name}.weight`, dims: [width], centre: 1, spread: 0.1 }
  yield { name: `${name}.bias`, dims: [width], spread: 0.02 }
}

function* linear(name, inputs, outputs, spread) {
  yield { name: `${name}.weight`, dims: [inputs, outputs], spread, conv1d: true }
  yield { name: `${name}.bias`, dims: [outputs], spread: 0.01 }
}

// 65,536 samples of the normal distribution: drawing is then one look-up, not a logarithm and a sine.
const bell = (() => {
  const random = xorshift(0x9e3779b9)
  const unit = () => (random() + 0.5) / 2 ** 32
  return Float32Array.from(
    { length: 65536 },
    () => Math.sqrt(-2 * Math.log(unit())) * Math.cos(2 * Math.PI * unit()),
  )
})()

export function values({ name, dims, centre = 0, spread }) {
  const random = xorshift(hash(name))
  const data = new Float32Array(dims.reduce((a, b) => a * b))
  for (let i = 0; i < data.length; i++) data[i] = centre + spread * bell[random() >>> 16]
  return data
}

export function transpose(data, [rows, columns]) {
  const out = new Float32Array(data.length)
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) out[c * rows + r] = data[r * columns + c]
  }
  return out
}

// Token ids for a prompt. Different seeds share no prefix, so that no prefix cache can help.
export function prompt(shape, seed, length) {
  const random = xorshift(hash(`prompt ${seed}`))
  return Int32Array.from({ length }, () => random() % endOfText(shape))
}

// A valid byte-level BPE vocabulary with as many tokens as the shape says: 256 bytes, pairs of
// bytes as merges (50,000 in GPT-2's), and the end of text. It reads no text well; the prompts here are ids.
export function vocabulary(shape) {
  const bytes = byteAlphabet()
  const merges = []
  for (const a of bytes) {
    for (const b of bytes) {
      if (merges.length < shape.vocab - 257) merges.push([a, b])
    }
  }
  return {
    tokens: [...bytes, ...merges.map((pair) => pair.join('')), '<|endoftext|>'],
    merges: merges.map((pair) => pair.join(' ')),
  }
}

// GPT-2's printable stand-ins for the 256 bytes, in GPT-2's order of ids.
function byteAlphabet() {
  const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i)
  const printable = [...range(33, 126), ...range(161, 172), ...range(174, 255)]
  const others = 256 - printable.length
  return [...printable, ...range(256, 255 + others)].map((code) => String.fromCharCode(code))
}

function hash(text) {
  let h = 0x811c9dc5
  for (const char of text) h = Math.imul(h ^ char.codePointAt(0), 0x01000193)
  return h >>> 0 || 1
}

function xorshift(seed) {
  let x = seed
  return () => {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    return x >>> 0
  }
}
