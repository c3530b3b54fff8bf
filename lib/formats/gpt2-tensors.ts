/** Which tensors a GPT-2 needs, and how they are found among those of a file. */

import { NextokenError } from '../errors.js'
import type { Dtype, ModelConfig, TensorEntry } from '../native-types.js'

/** A tensor that a file offers. `file`: index into the table's files. */
export interface OfferedTensor extends Omit<TensorEntry, 'dtype'> {
  readonly dtype: string
}

/** Every tensor of the model: the one table of names and shapes. Conv1D weights are [inputs, outputs]. */
export function expectedTensors(
  config: ModelConfig,
  tiedHead: boolean,
): { name: string; shape: readonly number[] }[] {
  const { vocabSize, contextLength, embeddingSize: width, innerSize: inner, layers } = config
  const tensors: { name: string; shape: readonly number[] }[] = []
  const add = (name: string, ...shape: number[]) => tensors.push({ name, shape })
  add('wte.weight', vocabSize, width)
  add('wpe.weight', contextLength, width)
  for (let layer = 0; layer < layers; layer++) {
    const block = `h.${layer}`
    for (const norm of ['ln_1', 'ln_2']) {
      add(`${block}.${norm}.weight`, width)
      add(`${block}.${norm}.bias`, width)
    }
    for (const [linear, inputs, outputs] of [
      ['attn.c_attn', width, 3 * width],
      ['attn.c_proj', width, width],
      ['mlp.c_fc', width, inner],
      ['mlp.c_proj', inner, width],
    ] as const) {
      add(`${block}.${linear}.weight`, inputs, outputs)
      add(`${block}.${linear}.bias`, outputs)
    }
  }
  add('ln_f.weight', width)
  add('ln_f.bias', width)
  if (!tiedHead) add('lm_head.weight', vocabSize, width)
  return tensors
}

/** Buffers that old checkpoints carry: the causal mask and its fill value. */
const ignored = /^h\.\d+\.attn\.(bias|masked_bias)$/

/**
 * The model's tensors among those offered, with or without the `transformer.` prefix.
 * @throws NextokenError `ERR_NEXTOKEN_TENSOR` where one is missing, double, or of another shape or type.
 */
export function selectTensors(
  config: ModelConfig,
  tiedHead: boolean,
  offered: readonly OfferedTensor[],
): TensorEntry[] {
  const byName = new Map<string, OfferedTensor>()
  for (const tensor of offered) {
    const name = tensor.name.replace(/^transformer\./, '')
    if (ignored.test(name)) continue
    if (byName.has(name)) {
      throw new NextokenError('ERR_NEXTOKEN_TENSOR', `tensor ${name} is there twice`)
    }
    byName.set(name, tensor)
    const layer = /^h\.(\d+)\./.exec(name)
    if (layer !== null && Number(layer[1]) >= config.layers) {
      throw new NextokenError(
        'ERR_NEXTOKEN_TENSOR',
        `tensor ${name} belongs to a layer beyond the ${config.layers} that the configuration names`,
      )
    }
  }
  return expectedTensors(config, tiedHead).map(({ name, shape }) => {
    const tensor = byName.get(name)
    if (tensor === undefined) {
      throw new NextokenError(
        'ERR_NEXTOKEN_TENSOR',
        `tensor ${name} [${shape.join(', ')}] is missing`,
      )
    }
    const sameShape =
      tensor.shape.length === shape.length && shape.every((size, i) => size === tensor.shape[i])
    if (!sameShape) {
      throw new NextokenError(
        'ERR_NEXTOKEN_TENSOR',
        `tensor ${name} has the shape [${tensor.shape.join(', ')}], expected [${shape.join(', ')}]`,
      )
    }
    if (!['F32', 'F16', 'BF16'].includes(tensor.dtype)) {
      throw new NextokenError(
        'ERR_NEXTOKEN_TENSOR',
        `tensor ${name} has the dtype ${tensor.dtype}, expected F32, F16 or BF16`,
      )
    }
    return { ...tensor, name, dtype: tensor.dtype as Dtype }
  })
}
