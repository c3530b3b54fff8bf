/**
 * GPT-2 models of any shape, made from a formula and written as Hugging Face folders. The same formula is in
 * `test/golden/make_golden.py`, whose fixtures hold such models' logits; `test/golden/README.md` explains it.
 */

import { createHash } from 'node:crypto'
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** The keys of `config.json` that shape the weights; the others are written as they are. */
export interface SyntheticConfig {
  vocab_size: number
  n_positions: number
  n_embd: number
  n_layer: number
  n_head: number
  /** 4 x `n_embd` if null or missing. */
  n_inner?: number | null
  activation_function?: string
  layer_norm_epsilon?: number
  scale_attn_weights?: boolean
  scale_attn_by_inverse_layer_idx?: boolean
  /** False for a model with an `lm_head.weight` of its own. */
  tie_word_embeddings?: boolean
  [key: string]: unknown
}

export type SyntheticDtype = 'F32' | 'F16' | 'BF16'

export interface SyntheticOptions {
  seed: number
  /** Element type in the file, 'F32' if missing; values are rounded to nearest, ties to even. */
  dtype?: SyntheticDtype
  /** Names begin with `transformer.`, as in a `GPT2LMHeadModel`'s checkpoint; `lm_head.weight` never does. */
  prefix?: boolean
  /** More than 1: that many files, and the index that names them. */
  shards?: number
  /** Adds what old checkpoints keep besides weights: each layer's `attn.bias` and `attn.masked_bias`. */
  extras?: boolean
  /** 'bytes': `vocab.json` and `merges.txt` of GPT-2's 256 byte tokens, and `<|endoftext|>` if there is room. */
  tokenizer?: 'none' | 'bytes'
  /** Whole weights, by name, in the place of the formula's. */
  weights?: Readonly<Record<string, Float32Array>>
}

/** Name and shape of each weight, in the order of the file; linear weights are [inputs, outputs]. */
export function syntheticShapes(config: SyntheticConfig): [name: string, shape: number[]][] {
  const width = config.n_embd
  const inner = config.n_inner ?? 4 * width
  const shapes: [string, number[]][] = [
    ['wte.weight', [config.vocab_size, width]],
    ['wpe.weight', [config.n_positions, width]],
  ]
  for (let layer = 0; layer < config.n_layer; layer++) {
    shapes.push(
      [`h.${layer}.ln_1.weight`, [width]],
      [`h.${layer}.ln_1.bias`, [width]],
      [`h.${layer}.attn.c_attn.weight`, [width, 3 * width]],
      [`h.${layer}.attn.c_attn.bias`, [3 * width]],
      [`h.${layer}.attn.c_proj.weight`, [width, width]],
      [`h.${layer}.attn.c_proj.bias`, [width]],
      [`h.${layer}.ln_2.weight`, [width]],
      [`h.${layer}.ln_2.bias`, [width]],
      [`h.${layer}.mlp.c_fc.weight`, [width, inner]],
      [`h.${layer}.mlp.c_fc.bias`, [inner]],
      [`h.${layer}.mlp.c_proj.weight`, [inner, width]],
      [`h.${layer}.mlp.c_proj.bias`, [width]],
    )
  }
  shapes.push(['ln_f.weight', [width]], ['ln_f.bias', [width]])
  if (config.tie_word_embeddings === false) {
    shapes.push(['lm_head.weight', [config.vocab_size, width]])
  }
  return shapes
}

/** The float32 values of one weight, named as in {@link syntheticShapes}. */
export function syntheticTensor(
  name: string,
  shape: readonly number[],
  seed: number,
): Float32Array<ArrayBuffer> {
  const values = new Float32Array(sizeOf(shape))
  fill(values, 0, name, shape, seed)
  return values
}

/** The SHA-256, in hex, of all weights' bytes in the order of {@link syntheticShapes}. */
export function syntheticDigest(
  config: SyntheticConfig,
  options: Pick<SyntheticOptions, 'seed' | 'dtype'>,
): string {
  const hash = createHash('sha256')
  for (const [name, shape] of syntheticShapes(config)) {
    for (const bytes of weightBytes(name, shape, options)) hash.update(bytes)
  }
  return hash.digest('hex')
}

/** Writes a model's folder, which is made if it is missing, and returns the names of its files. */
export function writeSyntheticModel(
  folder: string,
  config: SyntheticConfig,
  options: SyntheticOptions,
): string[] {
  const { dtype = 'F32', prefix = false, shards = 1, extras = false, tokenizer = 'none' } = options
  mkdirSync(folder, { recursive: true })
  const written: string[] = []
  const writeText = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    written.push(name)
  }

  const family = { model_type: 'gpt2', architectures: ['GPT2LMHeadModel'] }
  writeText('config.json', `${JSON.stringify({ ...family, ...config }, null, 2)}\n`)

  const tensors: StoredTensor[] = syntheticShapes(config).map(([name, shape]) => ({
    name: prefix && name !== 'lm_head.weight' ? `transformer.${name}` : name,
    dtype,
    shape,
    byteLength: sizeOf(shape) * (dtype === 'F32' ? 4 : 2),
    bytes: () => weightBytes(name, shape, options),
  }))
  if (extras) tensors.push(...attentionBuffers(config, prefix ? 'transformer.' : ''))

  if (shards === 1) {
    writeSafetensors(join(folder, 'model.safetensors'), tensors)
    written.push('model.safetensors')
  } else {
    if (!(shards > 1 && shards <= tensors.length)) {
      throw new RangeError(`${tensors.length} tensors cannot be put into ${shards} files`)
    }
    const digits = (number: number) => String(number).padStart(5, '0')
    const weightMap: Record<string, string> = {}
    for (let shard = 0; shard < shards; shard++) {
      const file = `model-${digits(shard + 1)}-of-${digits(shards)}.safetensors`
      const share = tensors.filter((_, at) => Math.floor((at * shards) / tensors.length) === shard)
      for (const { name } of share) weightMap[name] = file
      writeSafetensors(join(folder, file), share)
      written.push(file)
    }
    const size = tensors.reduce((sum, { byteLength }) => sum + byteLength, 0)
    const index = { metadata: { total_size: size }, weight_map: weightMap }
    writeText('model.safetensors.index.json', `${JSON.stringify(index, null, 2)}\n`)
  }

  if (tokenizer === 'bytes') {
    const tokens = byteTokens()
    if (config.vocab_size > tokens.length) tokens.push('<|endoftext|>')
    if (config.vocab_size < tokens.length) {
      throw new RangeError(`a vocabulary of ${config.vocab_size} has no room for 256 byte tokens`)
    }
    writeText(
      'vocab.json',
      JSON.stringify(Object.fromEntries(tokens.map((token, id) => [token, id]))),
    )
    writeText('merges.txt', '#version: 0.2\n')
  }
  return written
}

/** A tensor of a safetensors file; `bytes` makes its data, piece by piece. */
interface StoredTensor {
  name: string
  dtype: string
  shape: number[]
  byteLength: number
  bytes: () => Iterable<Uint8Array>
}

/** 8 bytes of header length, the header in JSON, padded so that the data begins at a multiple of 8, the data. */
function writeSafetensors(path: string, tensors: StoredTensor[]): void {
  const header: Record<string, unknown> = { __metadata__: { format: 'pt' } }
  let end = 0
  for (const { name, dtype, shape, byteLength } of tensors) {
    const start = end
    end += byteLength
    header[name] = { dtype, shape, data_offsets: [start, end] }
  }
  const text = Buffer.from(JSON.stringify(header))
  const start = Buffer.alloc(8 + Math.ceil(text.length / 8) * 8, ' ')
  start.writeBigUInt64LE(BigInt(start.length - 8))
  text.copy(start, 8)

  const file = openSync(path, 'w')
  try {
    writeAll(file, start)
    for (const tensor of tensors) {
      for (const bytes of tensor.bytes()) writeAll(file, bytes)
    }
  } finally {
    closeSync(file)
  }
}

/** A single write may stop short. */
function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
}

/**
 * The causal mask and what masked scores became, as checkpoints kept them: float32 in GPT-2's own files, one byte
 * an element in others. Layers take turns, so that a reader meets both; `dtype` does not apply.
 */
function attentionBuffers(config: SyntheticConfig, prefix: string): StoredTensor[] {
  const length = config.n_positions
  return Array.from({ length: config.n_layer }, (_, layer): StoredTensor[] => {
    const isFloat = layer % 2 === 0
    const mask = new (isFloat ? Float32Array : Uint8Array)(length * length)
    for (let row = 0; row < length; row++) mask.fill(1, row * length, row * length + row + 1)
    return [
      {
        name: `${prefix}h.${layer}.attn.bias`,
        dtype: isFloat ? 'F32' : 'BOOL',
        shape: [1, 1, length, length],
        byteLength: mask.byteLength,
        bytes: () => [bytesOf(mask)],
      },
      {
        name: `${prefix}h.${layer}.attn.masked_bias`,
        dtype: 'F32',
        shape: [],
        byteLength: 4,
        bytes: () => [bytesOf(Float32Array.of(-1e4))],
      },
    ]
  }).flat()
}

/** The byte alphabet in GPT-2's order: visible Latin-1 characters, then U+0100 and on for the other bytes. */
function byteTokens(): string[] {
  const range = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, at) => String.fromCharCode(from + at))
  return [
    ...range(0x21, 0x7e),
    ...range(0xa1, 0xac),
    ...range(0xae, 0xff),
    ...range(0x100, 0x100 + 67),
  ]
}

/** Elements made at a time: large models need no more memory than small ones. */
const PIECE = 1 << 20

/** A weight's bytes as the file keeps them. Each piece is overwritten by the next. */
function* weightBytes(
  name: string,
  shape: readonly number[],
  { seed, dtype = 'F32', weights = {} }: Pick<SyntheticOptions, 'seed' | 'dtype' | 'weights'>,
): Generator<Uint8Array> {
  const size = sizeOf(shape)
  const values = new Float32Array(Math.min(size, PIECE))
  const halves = new Uint16Array(dtype === 'F32' ? 0 : values.length)
  for (let start = 0; start < size; start += PIECE) {
    const piece = values.subarray(0, size - start)
    const given = weights[name]
    if (given === undefined) fill(piece, start, name, shape, seed)
    else piece.set(given.subarray(start, start + piece.length))
    if (dtype === 'F32') {
      yield bytesOf(piece)
      continue
    }
    const bits = new Uint32Array(piece.buffer, 0, piece.length)
    const round = dtype === 'F16' ? toFloat16 : toBfloat16
    for (let i = 0; i < bits.length; i++) halves[i] = round(bits[i]!)
    yield bytesOf(halves.subarray(0, piece.length))
  }
}

/** Fills `values` with the weight's elements from number `start` on. */
function fill(
  values: Float32Array,
  start: number,
  name: string,
  shape: readonly number[],
  seed: number,
): void {
  const key = fnv1a(`${name}#${seed}`)
  const [mean, deviation] = meanAndDeviation(name, shape)
  const scale = deviation / 37837
  for (let i = 0; i < values.length; i++) {
    const first = lowbias32(Math.imul(start + i, 0x9e3779b1) ^ key)
    const second = lowbias32(first ^ 0x9e3779b9)
    // Four 16-bit parts: nearly a normal distribution, of mean 131070 and standard deviation 37837.
    const total = (first >>> 16) + (first & 0xffff) + (second >>> 16) + (second & 0xffff)
    values[i] = mean + scale * (total - 131070)
  }
}

function meanAndDeviation(name: string, shape: readonly number[]): [mean: number, sd: number] {
  if (name.endsWith('.bias')) return [0, 0.1]
  if (`.${name}`.includes('.ln_')) return [1, 0.1]
  if (name === 'wte.weight' || name === 'lm_head.weight') return [0, 2 / Math.sqrt(shape[1]!)]
  if (name === 'wpe.weight') return [0, 1 / Math.sqrt(shape[1]!)]
  return [0, 1.25 / Math.sqrt(shape[0]!)]
}

/** The 32-bit FNV-1a hash of a text's UTF-8 bytes. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash
}

/** Wellons' 32-bit integer hash. */
function lowbias32(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
  return x ^ (x >>> 16)
}

/** The bits of a float32, which is no NaN, as those of the nearest float16. */
export function toFloat16(bits: number): number {
  const sign = (bits >>> 16) & 0x8000
  const exponent = (bits >>> 23) & 0xff
  if (exponent > 142) return sign | 0x7c00
  // Below 2^-14 the unit is always 2^-24; of a fraction in units of 2^(exponent - 150) that drops these bits.
  if (exponent < 113) {
    const dropped = 126 - exponent
    const fraction = (bits & 0x7fffff) | 0x800000
    return dropped > 24 ? sign : sign | shiftRounded(fraction, dropped)
  }
  // A carry out of the fraction goes into the exponent, and from the highest one to infinity, as it should.
  return sign | shiftRounded((bits & 0x7fffffff) - (112 << 23), 13)
}

/** The bits of a float32, which is no NaN, as those of the nearest bfloat16. */
export function toBfloat16(bits: number): number {
  return ((bits >>> 16) & 0x8000) | shiftRounded(bits & 0x7fffffff, 16)
}

/** `value >> count`, rounded to nearest and ties to even; `value` is not negative. */
function shiftRounded(value: number, count: number): number {
  const lastKept = (value >>> count) & 1
  return (value + ((1 << (count - 1)) - 1 + lastKept)) >>> count
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1)
}

/** Files are little-endian, and so is every machine that the add-on is built for. */
function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
}
