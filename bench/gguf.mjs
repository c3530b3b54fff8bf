// Writes the synthetic model as a GGUF file of architecture "gpt2", in the format of version 3.

import { writeWhole } from './files.mjs'
import { endOfText, normEpsilon, tensors, transpose, values, vocabulary } from './model.mjs'
import { types } from './quantize.mjs'

const alignment = 32
const kind = { u32: 4, f32: 6, string: 8, array: 9, i32: 5 }

// `typeName` is the type of the matrices; norms, biases and positions are always F32.
export function writeGguf(path, shape, typeName) {
  writeWhole(path, gguf(shape, typeName))
}

function* gguf(shape, typeName) {
  const list = [...ggufTensors(shape, typeName)]
  const metadata = [...describe(shape)]
  const infos = []
  let offset = 0
  for (const { name, dims, type } of list) {
    // GGUF lists the fastest-moving dimension first.
    infos.push(string(name), u32(dims.length), ...dims.toReversed().map(u64))
    infos.push(u32(type.id), u64(offset))
    offset += padded((dims.reduce((a, b) => a * b) / type.block) * type.bytes)
  }
  const head = Buffer.concat([
    Buffer.from('GGUF'),
    u32(3),
    u64(list.length),
    u64(metadata.length),
    ...metadata,
    ...infos,
  ])
  yield* withPadding(head)
  for (const { source, isMatrix, type } of list) {
    const data = values(source)
    const rows = isMatrix && source.conv1d ? transpose(data, source.dims) : data
    yield* withPadding(type.encode(rows))
  }
}

function* ggufTensors(shape, typeName) {
  for (const source of tensors(shape)) {
    const isMatrix = source.dims.length === 2 && source.name !== 'wpe.weight'
    const type = isMatrix ? types[typeName] : types.F32
    const dims = source.conv1d ? source.dims.toReversed() : source.dims
    yield { name: ggufName(source.name), source, dims, isMatrix, type }
    // The head is tied to the embedding, but a copy of its own is what converters write, and it
    // leaves the peer free to repack it.
    if (source.name === 'wte.weight') yield { name: 'output.weight', source, dims, isMatrix, type }
  }
}

const parts = {
  wte: 'token_embd',
  wpe: 'position_embd',
  ln_f: 'output_norm',
  ln_1: 'attn_norm',
  'attn.c_attn': 'attn_qkv',
  'attn.c_proj': 'attn_output',
  ln_2: 'ffn_norm',
  'mlp.c_fc': 'ffn_up',
  'mlp.c_proj': 'ffn_down',
}

function ggufName(name) {
  const [, layer, part, role] = name.match(/^(?:h\.(\d+)\.)?(.+)\.(weight|bias)$/)
  return `${layer === undefined ? '' : `blk.${layer}.`}${parts[part]}.${role}`
}

function* describe(shape) {
  const { title, vocab, context, width, layers, heads } = shape
  const { tokens, merges } = vocabulary(shape)
  const control = 3
  const normal = 1
  const number = (key, value) => entry(key, kind.u32, u32(value))
  yield entry('general.architecture', kind.string, string('gpt2'))
  yield entry('general.name', kind.string, string(`synthetic ${title}`))
  yield number('general.alignment', alignment)
  yield number('gpt2.context_length', context)
  yield number('gpt2.embedding_length', width)
  yield number('gpt2.feed_forward_length', 4 * width)
  yield number('gpt2.block_count', layers)
  yield number('gpt2.attention.head_count', heads)
  yield entry('gpt2.attention.layer_norm_epsilon', kind.f32, f32(normEpsilon))
  yield entry('tokenizer.ggml.model', kind.string, string('gpt2'))
  yield entry('tokenizer.ggml.pre', kind.string, string('gpt-2'))
  yield entry('tokenizer.ggml.tokens', kind.array, array(kind.string, tokens.map(string)))
  const tokenTypes = Array.from({ length: vocab }, (_, id) =>
    id === endOfText(shape) ? control : normal,
  )
  yield entry('tokenizer.ggml.token_type', kind.array, array(kind.i32, tokenTypes.map(u32)))
  yield entry('tokenizer.ggml.merges', kind.array, array(kind.string, merges.map(string)))
  yield number('tokenizer.ggml.bos_token_id', endOfText)
  yield number('tokenizer.ggml.eos_token_id', endOfText)
}

const entry = (key, type, value) => Buffer.concat([string(key), u32(type), value])
const array = (type, items) => Buffer.concat([u32(type), u64(items.length), ...items])
const string = (text) => Buffer.concat([u64(Buffer.byteLength(text)), Buffer.from(text)])

function u32(value) {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function u64(value) {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}

function f32(value) {
  const bytes = Buffer.alloc(4)
  bytes.writeFloatLE(value)
  return bytes
}

const padded = (size) => Math.ceil(size / alignment) * alignment

function* withPadding(bytes) {
  yield bytes
  yield Buffer.alloc(padded(bytes.length) - bytes.length)
}
