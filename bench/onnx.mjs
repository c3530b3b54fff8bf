// Writes the synthetic model as ONNX files, in the layout that transformers.js loads: a graph that takes the
// keys and values of earlier positions and gives those of all. Beside the standard's operators it uses
// onnxruntime's own fused ones, as its tools for language models do.

import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { bytesOf, writeWhole } from './files.mjs'
import { normEpsilon, tensors, transpose, values } from './model.mjs'
import { element, Graph } from './onnx-graph.mjs'
import { float } from './protobuf.mjs'
import { codes4 } from './quantize.mjs'

// How the matrices are kept, by transformers.js's names, and what it calls their files. q8: 8 bits, a scale for
// each output. q4: 4 bits, a scale for each 32 inputs of an output. Both quantise the inputs as they come.
export const onnxFiles = {
  fp32: 'model.onnx',
  q8: 'model_quantized.onnx',
  q4: 'model_q4.onnx',
}

const microsoft = 'com.microsoft'

export function writeOnnx(path, shape, typeName) {
  mkdirSync(dirname(path), { recursive: true })
  // Weights lie in a file of their own, which onnxruntime maps.
  const graph = new Graph(`${basename(path)}_data`)
  describe(graph, shape, typeName)
  writeWhole(`${path}_data`, graph.weights())
  writeFileSync(path, graph.model())
}

function describe(graph, shape, typeName) {
  const { width, layers, heads } = shape
  const size = width / heads
  const sources = new Map([...tensors(shape)].map((tensor) => [tensor.name, tensor]))
  const load = (name) => values(sources.get(name))
  const vector = (name) =>
    graph.weight(name, element.float, sources.get(name).dims, () => bytesOf(load(name)))
  const linear = (input, name, inputs, outputs) => {
    const matrix = () => load(`${name}.weight`)
    const bias = vector(`${name}.bias`)
    return products[typeName](graph, input, name, { inputs, outputs, matrix, bias })
  }

  const ids = graph.input('input_ids', element.int64, ['batch_size', 'sequence_length'])
  const positions = graph.input('position_ids', element.int64, ['batch_size', 'sequence_length'])
  const kept = graph.input('num_logits_to_keep', element.int64, [])

  const embedded = graph.node('Gather', [vector('wte.weight'), ids])
  let hidden = graph.node('Add', [
    embedded,
    graph.node('Gather', [vector('wpe.weight'), positions]),
  ])
  const norm = (name) => [vector(`${name}.weight`), vector(`${name}.bias`)]
  let normed = graph.node('LayerNormalization', [hidden, ...norm('h.0.ln_1')], {
    axis: -1,
    epsilon: float(normEpsilon),
  })
  // Adds a branch to the stream and normalises the sum: both come out.
  const join = (branch, name) => {
    const inputs = [hidden, branch, ...norm(name)]
    const attributes = { epsilon: float(normEpsilon) }
    const outputs = [`${name}.normed`, '', '', `${name}.sum`]
    graph.nodes('SkipLayerNormalization', inputs, attributes, microsoft, outputs)
    normed = outputs[0]
    hidden = outputs[3]
  }
  for (let i = 0; i < layers; i++) {
    const cache = ['key', 'value'].map((part) =>
      graph.input(`past_key_values.${i}.${part}`, element.float, [
        'batch_size',
        heads,
        'past_length',
        size,
      ]),
    )
    const projected = linear(normed, `h.${i}.attn.c_attn`, width, 3 * width)
    const present = ['key', 'value'].map((part) =>
      graph.output(`present.${i}.${part}`, element.float, [
        'batch_size',
        heads,
        'present_length',
        size,
      ]),
    )
    const parts = ['query', 'key', 'value'].map((part) => `h.${i}.attn.${part}`)
    graph.nodes('Split', [projected], { axis: -1 }, '', parts)
    const mixed = `h.${i}.attn.mixed`
    const attributes = { num_heads: heads, unidirectional: 1 }
    const operands = [...parts, '', '', '', ...cache]
    graph.nodes('MultiHeadAttention', operands, attributes, microsoft, [mixed, ...present])
    join(linear(mixed, `h.${i}.attn.c_proj`, width, width), `h.${i}.ln_2`)
    const wide = linear(normed, `h.${i}.mlp.c_fc`, width, 4 * width)
    const active = graph.node('FastGelu', [wide], {}, microsoft)
    const next = i + 1 < layers ? `h.${i + 1}.ln_1` : 'ln_f'
    join(linear(active, `h.${i}.mlp.c_proj`, 4 * width, width), next)
  }

  // Logits of the last positions only, as many as are asked for; 0 stands for all.
  const one = graph.constant('one', [1])
  const start = graph.node('Reshape', [graph.node('Neg', [kept]), one])
  const end = graph.constant('end', [2n ** 63n - 1n])
  const lasts = graph.node('Slice', [normed, start, end, one])
  const logits = graph.output('logits', element.float, ['batch_size', 'kept_length', shape.vocab])
  const head = () => transpose(load('wte.weight'), [shape.vocab, width])
  const dims = { inputs: width, outputs: shape.vocab, matrix: head, output: logits }
  products[typeName](graph, lasts, 'head', dims)
}

// One product with a matrix of [inputs, outputs], and its bias where there is one.
const products = {
  fp32(graph, input, name, { inputs, outputs, matrix, bias, output }) {
    const weight = graph.weight(`${name}.weight`, element.float, [inputs, outputs], () =>
      bytesOf(matrix()),
    )
    if (!bias) return graph.node('MatMul', [input, weight], {}, '', output)
    return graph.node('Add', [graph.node('MatMul', [input, weight]), bias], {}, '', output)
  },

  q8(graph, input, name, { inputs, outputs, matrix, bias, output }) {
    const quantised = once(() => perOutput(matrix(), outputs))
    const weight = graph.weight(`${name}.weight`, element.int8, [inputs, outputs], () =>
      bytesOf(quantised().codes),
    )
    const scales = graph.weight(`${name}.scales`, element.float, [outputs], () =>
      bytesOf(quantised().scales),
    )
    const zeros = graph.weight(
      `${name}.zeros`,
      element.int8,
      [outputs],
      () => new Uint8Array(outputs),
    )
    const operands = [input, weight, scales, zeros, ...(bias ? [bias] : [])]
    return graph.node('DynamicQuantizeMatMul', operands, {}, microsoft, output)
  },

  q4(graph, input, name, { inputs, outputs, matrix, bias, output }) {
    const quantised = once(() => codes4(transpose(matrix(), [inputs, outputs])))
    const groups = inputs / 32
    const weight = graph.weight(`${name}.weight`, element.uint8, [outputs, groups, 16], () =>
      nibbles(quantised().codes),
    )
    const scales = graph.weight(`${name}.scales`, element.float, [outputs * groups], () =>
      bytesOf(quantised().scales),
    )
    // Accuracy level 4 quantises the inputs, too: integers are multiplied.
    const attributes = { K: inputs, N: outputs, bits: 4, block_size: 32, accuracy_level: 4 }
    const operands = [input, weight, scales, ...(bias ? ['', '', bias] : [])]
    return graph.node('MatMulNBits', operands, attributes, microsoft, output)
  },
}

function nibbles(codes) {
  const bytes = new Uint8Array(codes.length / 2)
  for (let i = 0; i < bytes.length; i++) bytes[i] = codes[2 * i] | (codes[2 * i + 1] << 4)
  return bytes
}

// Codes from -127 to 127, a scale for each output.
function perOutput(matrix, outputs) {
  const scales = new Float32Array(outputs)
  for (let i = 0; i < matrix.length; i++) {
    scales[i % outputs] = Math.max(scales[i % outputs], Math.abs(matrix[i]) / 127)
  }
  const codes = Int8Array.from(matrix, (value, i) => Math.round(value / scales[i % outputs]))
  return { codes, scales }
}

function once(make) {
  let made
  return () => {
    made ??= make()
    return made
  }
}
