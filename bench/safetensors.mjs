// Writes the synthetic model as a Hugging Face folder: config and F32 safetensors, no tokenizer. Tokens of a
// model without one are passed on at once; with one, a token waits that ends inside a character, as random
// ones often do.

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bytesOf, writeWhole } from './files.mjs'
import { normEpsilon, tensors, values } from './model.mjs'

export function writeFolder(folder, shape) {
  mkdirSync(folder, { recursive: true })
  writeConfig(folder, shape)
  writeWhole(join(folder, 'model.safetensors'), safetensors(shape))
}

export function writeConfig(folder, shape, tied = true) {
  const config = {
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
    tie_word_embeddings: tied,
    // Random weights say "end of text" at random: without an id for it, no engine stops early.
    bos_token_id: null,
    eos_token_id: null,
    torch_dtype: 'float32',
  }
  writeFileSync(join(folder, 'config.json'), `${JSON.stringify(config, null, 2)}\n`)
}

function* safetensors(shape) {
  yield* safetensorsHeader([...tensors(shape)])
  for (const tensor of tensors(shape)) yield bytesOf(values(tensor))
}

// What stands before the F32 values of the tensors, { name, dims }, in their order.
export function* safetensorsHeader(tensors) {
  const header = { __metadata__: { format: 'pt' } }
  let at = 0
  for (const { name, dims } of tensors) {
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
}
