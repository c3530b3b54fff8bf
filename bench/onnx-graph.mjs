// Puts an ONNX model together: nodes, inputs, outputs, and weights in a file beside it.

import { bytesOf } from './files.mjs'
import { message, packed } from './protobuf.mjs'

// ONNX's numbers of element types.
export const element = { float: 1, uint8: 2, int8: 3, int32: 6, int64: 7 }
const elementBytes = { [element.float]: 4, [element.uint8]: 1, [element.int8]: 1 }

// Weights begin at multiples of a page, so that their file can be mapped.
const alignment = 4096

// The field numbers are those of onnx.proto.
export class Graph {
  #weightsFile
  #weights = new Map()
  #weightsEnd = 0
  #initializers = []
  #nodes = []
  #inputs = []
  #outputs = []

  constructor(weightsFile) {
    this.#weightsFile = weightsFile
  }

  // All of these return the name of a value.

  input(name, type, dims) {
    this.#inputs.push([11, valueInfo(name, type, dims)])
    return name
  }

  output(name, type, dims) {
    this.#outputs.push([12, valueInfo(name, type, dims)])
    return name
  }

  constant(name, numbers, dims = [numbers.length]) {
    const data = bytesOf(BigInt64Array.from(numbers, BigInt))
    this.#initializers.push([5, [...tensor(name, element.int64, dims), [9, data]]])
    return name
  }

  // `bytes` makes the data when the file is written. A name that is there already is not added again.
  weight(name, type, dims, bytes) {
    if (this.#weights.has(name)) return name
    const size = elementBytes[type] * dims.reduce((a, b) => a * b)
    const offset = this.#weightsEnd
    this.#weightsEnd = Math.ceil((offset + size) / alignment) * alignment
    this.#weights.set(name, { bytes, size })
    const external = 1
    const place = { location: this.#weightsFile, offset: String(offset), length: String(size) }
    const entries = Object.entries(place).map(([key, value]) => [
      13,
      [
        [1, key],
        [2, value],
      ],
    ])
    this.#initializers.push([5, [...tensor(name, type, dims), ...entries, [14, external]]])
    return name
  }

  node(operator, inputs, attributes = {}, domain = '', output = `value_${this.#nodes.length}`) {
    return this.nodes(operator, inputs, attributes, domain, [output])[0]
  }

  // Outputs are names; '' leaves one out.
  nodes(operator, inputs, attributes, domain, outputs) {
    this.#nodes.push([
      1,
      [
        ...inputs.map((name) => [1, name]),
        ...outputs.map((name) => [2, name]),
        [3, `${operator}_${this.#nodes.length}`],
        [4, operator],
        ...Object.entries(attributes).map(([name, value]) => [5, attribute(name, value)]),
        [7, domain],
      ],
    ])
    return outputs
  }

  *weights() {
    for (const { bytes, size } of this.#weights.values()) {
      const data = bytes()
      if (data.length !== size) throw new Error(`a weight has ${data.length} bytes, not ${size}`)
      yield data
      yield Buffer.alloc((alignment - (size % alignment)) % alignment)
    }
  }

  model() {
    const irVersion = 10
    const opsets = [
      ['', 17],
      ['com.microsoft', 1],
    ]
    const graph = [
      ...this.#nodes,
      [2, 'gpt2'],
      ...this.#initializers,
      ...this.#inputs,
      ...this.#outputs,
    ]
    return message([
      [1, irVersion],
      [2, 'nextoken bench'],
      [7, graph],
      ...opsets.map(([domain, version]) => [
        8,
        [
          [1, domain],
          [2, version],
        ],
      ]),
    ])
  }
}

const tensor = (name, type, dims) => [
  [1, packed(dims)],
  [2, type],
  [8, name],
]

// A dimension is a number or a name.
function valueInfo(name, type, dims) {
  const shape = dims.map((dim) => [1, [[typeof dim === 'number' ? 1 : 2, dim]]])
  return [
    [1, name],
    [
      2,
      [
        [
          1,
          [
            [1, type],
            [2, shape],
          ],
        ],
      ],
    ],
  ]
}

function attribute(name, value) {
  const kinds = { float: 1, int: 2, ints: 7 }
  if (Array.isArray(value))
    return [
      [1, name],
      [8, packed(value)],
      [20, kinds.ints],
    ]
  return typeof value === 'number'
    ? [
        [1, name],
        [3, value],
        [20, kinds.int],
      ]
    : [
        [1, name],
        [2, value],
        [20, kinds.float],
      ]
}
