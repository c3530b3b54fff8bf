// Writes the synthetic model as a Hugging Face folder: config, F32 safetensors, vocabulary.

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bytesOf, writeWhole } from './files.mjs'
import { normEpsilon, shape, tensors, values, vocabulary } from './model.mjs'

export function writeFolder(folder) {
  mkdirSync(folder, { recursive: true })
  writeJson(join(folder, 'config.json'), {
    model_type: 'gpt2',
    architectures: ['GPT2LMHeadModel'],
    activation_function: 'gelu_new',
    vocab_size: shape.vocab,
    n_positions: shape.context,
    n_ctx: shape.context,
    n_embd: shape.width,
    n_layer: shape.layers,
    n_head: shape.heads,
    layer_norm_epsilon: normEpsilon,
    tie_word_embeddings: true,
    // Random weights say "end of text" at random: without an id for it, no engine stops early.
    bos_token_id: null,
    eos_token_id: null,
    torch_dtype: 'float32',
  })
  const { tokens, merges } = vocabulary()
  writeJson(join(folder, 'vocab.json'), Object.fromEntries(tokens.map((text, id) => [text, id])))
  writeFileSync(join(folder, 'merges.txt'), `#version: 0.2\n${merges.join('\n')}\n`)
  writeWhole(join(folder, 'model.safetensors'), safetensors())
}

function* safetensors() {
  const header = { __metadata__: { format: 'pt' } }
  let at = 0
  for (const { name, dims } of tensors()) {
    const end = at + 4 * dims.reduce((a, b) => a * b)
    header[name] = { dtype: 'F32', shape: dims, data_offsets: [at, end] }
    at = end
  }
  // The data begins at a multiple of 8, so the header is padded with spaces.
  let text = JSON.stringify(header)
  text = text.padEnd(Math.ceil(text.length / 8) * 8)
  const size = Buffer.alloc(8)
  size.writeBigUInt64LE(BigInt(text.length))
  yield size
  yield Buffer.from(text)
  for (const tensor of tensors()) yield bytesOf(values(tensor))
}

function writeJson(path, value) {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`)
}
