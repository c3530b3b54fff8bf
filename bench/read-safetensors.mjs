// Reads the tensors of a safetensors file of F32 or BF16 as F32, each when it is asked for.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'

// Name, without a leading "transformer.", -> { dims, data }.
export function readTensors(folder) {
  const file = readFileSync(join(folder, 'model.safetensors'))
  const length = Number(file.readBigUInt64LE(0))
  const { __metadata__, ...header } = JSON.parse(file.toString('utf8', 8, 8 + length))
  return new Map(
    Object.entries(header).map(
      ([
        name,
        {
          dtype,
          shape,
          data_offsets: [begin, end],
        },
      ]) => [
        name.replace(/^transformer\./, ''),
        {
          dims: shape,
          get data() {
            return floats(dtype, file.subarray(8 + length + begin, 8 + length + end))
          },
        },
      ],
    ),
  )
}

function floats(dtype, bytes) {
  if (dtype === 'F32') {
    const data = new Float32Array(bytes.length / 4)
    bytes.copy(Buffer.from(data.buffer))
    return data
  }
  if (dtype !== 'BF16') throw new Error(`a tensor is ${dtype}, neither F32 nor BF16`)
  const data = new Float32Array(bytes.length / 2)
  const bits = new Uint32Array(data.buffer)
  for (let i = 0; i < bits.length; i++) bits[i] = bytes.readUInt16LE(2 * i) << 16
  return data
}
