// The engines: how each keeps weights at a precision of nextoken's, and the files it loads.

import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { writeGguf } from './gguf.mjs'
import { onnxFiles, writeOnnx } from './onnx.mjs'
import { dataFolder } from './paths.mjs'
import { writeConfig, writeFolder } from './safetensors.mjs'

// The types that read as many bytes a weight, or nearly. onnxruntime has no product in bf16 on the CPU.
const ggufTypes = { f32: 'F32', bf16: 'BF16', int8: 'Q8_0', int4: 'Q4_0' }
const onnxTypes = { f32: 'fp32', int8: 'q8', int4: 'q4' }

// `files` writes what is not there yet and gives what is passed to the engine and all files that it reads.
// `serves`: takes sequences at any time.
export const engines = {
  nextoken: {
    types: { f32: 'f32', bf16: 'bf16', int8: 'int8', int4: 'int4' },
    files: folder,
    serves: true,
  },
  'node-llama-cpp': { types: ggufTypes, files: gguf, serves: true },
  'llama.cpp': { types: ggufTypes, files: gguf },
  'onnxruntime-node': { types: onnxTypes, files: onnx },
  'transformers.js': { types: onnxTypes, files: onnxFolder },
}

export const engineNames = Object.keys(engines)

// The engine's type for a precision, or undefined. `ggufType` stands in for the equivalent one.
export function typeFor(name, precision, ggufType) {
  const { types } = engines[name]
  return types === ggufTypes && ggufType ? ggufType : types[precision]
}

function folder({ name, shape }, _type, say) {
  const model = join(dataFolder, name, 'safetensors')
  const weights = join(model, 'model.safetensors')
  if (!existsSync(weights)) {
    say(`writing ${shape.title} as safetensors`)
    writeFolder(model, shape)
  }
  return { model, files: [weights] }
}

function gguf({ name, shape }, type, say) {
  mkdirSync(join(dataFolder, name), { recursive: true })
  const model = join(dataFolder, name, `${type}.gguf`)
  if (!existsSync(model)) {
    say(`writing ${shape.title} as GGUF, ${type}`)
    writeGguf(model, shape, type)
  }
  return { model, files: [model] }
}

function onnx({ name, shape }, type, say) {
  const parent = join(dataFolder, name, 'onnx')
  const model = join(parent, 'onnx', onnxFiles[type])
  if (!existsSync(model)) {
    say(`writing ${shape.title} as ONNX, ${type}`)
    writeOnnx(model, shape, type)
    writeConfig(parent, shape)
  }
  return { model, files: [model, `${model}_data`] }
}

function onnxFolder(named, type, say) {
  const { files } = onnx(named, type, say)
  return { model: join(dataFolder, named.name, 'onnx'), files }
}
