// Turns rows of floats into the tensor types of GGUF, rounding as llama.cpp's reference code does, and into
// the same codes and scales apart.

import { bytesOf } from './files.mjs'

// `id` is the type's number in GGUF; a block of `block` weights takes `bytes` bytes.
export const types = {
  F32: { id: 0, block: 1, bytes: 4, encode: bytesOf },
  F16: { id: 1, block: 1, bytes: 2, encode: (data) => bytesOf(Uint16Array.from(data, toHalf)) },
  BF16: { id: 30, block: 1, bytes: 2, encode: (data) => bytesOf(Uint16Array.from(data, toBrain)) },
  Q4_0: { id: 2, block: 32, bytes: 18, encode: encodeQ4 },
  Q8_0: { id: 8, block: 32, bytes: 34, encode: encodeQ8 },
}

const float = new Float32Array(1)
const bits = new Uint32Array(float.buffer)

function toBrain(value) {
  float[0] = value
  return (bits[0] + 0x7fff + ((bits[0] >>> 16) & 1)) >>> 16
}

// Round to nearest, ties to even. The weights here are finite and small: no overflow to handle.
function toHalf(value) {
  float[0] = value
  const sign = (bits[0] >>> 16) & 0x8000
  const magnitude = Math.abs(value)
  if (magnitude < 2 ** -14) return sign | roundEven(magnitude * 2 ** 24)
  const shifted = (bits[0] & 0x7fffffff) - (112 << 23)
  return sign | ((shifted + 0xfff + ((shifted >>> 13) & 1)) >>> 13)
}

function roundEven(value) {
  const floor = Math.floor(value)
  const rest = value - floor
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor
}

function encodeQ8(data) {
  const { codes, scales } = codes8(data)
  const out = Buffer.alloc((data.length / 32) * 34)
  for (const [block, scale] of scales.entries()) {
    out.writeUInt16LE(toHalf(scale), 34 * block)
    out.set(codes.subarray(32 * block, 32 * (block + 1)), 34 * block + 2)
  }
  return out
}

function encodeQ4(data) {
  const { codes, scales } = codes4(data)
  const out = Buffer.alloc((data.length / 32) * 18)
  for (const [block, scale] of scales.entries()) {
    out.writeUInt16LE(toHalf(scale), 18 * block)
    const from = 32 * block
    for (let i = 0; i < 16; i++) {
      out[18 * block + 2 + i] = codes[from + i] | (codes[from + i + 16] << 4)
    }
  }
  return out
}

// Codes from -127 to 127, a scale for each 32: weight = scale * code.
export function codes8(data) {
  const codes = new Int8Array(data.length)
  const scales = new Float32Array(data.length / 32)
  for (let from = 0; from < data.length; from += 32) {
    let largest = 0
    for (let i = 0; i < 32; i++) largest = Math.max(largest, Math.abs(data[from + i]))
    const scale = Math.fround(largest / 127)
    const inverse = scale ? Math.fround(1 / scale) : 0
    scales[from / 32] = scale
    for (let i = 0; i < 32; i++) codes[from + i] = roundAway(data[from + i] * inverse)
  }
  return { codes, scales }
}

const roundAway = (value) => Math.sign(value) * Math.floor(Math.abs(value) + 0.5)

// Codes from 0 to 15, a scale for each 32: weight = scale * (code - 8).
export function codes4(data) {
  const codes = new Uint8Array(data.length)
  const scales = new Float32Array(data.length / 32)
  for (let from = 0; from < data.length; from += 32) {
    // The weight of largest magnitude becomes -8, whatever its sign: the scale may be negative.
    let extreme = 0
    for (let i = 0; i < 32; i++) {
      if (Math.abs(data[from + i]) > Math.abs(extreme)) extreme = data[from + i]
    }
    const scale = Math.fround(extreme / -8)
    const inverse = scale ? Math.fround(1 / scale) : 0
    scales[from / 32] = scale
    for (let i = 0; i < 32; i++) {
      codes[from + i] = Math.min(15, Math.floor(data[from + i] * inverse + 8.5))
    }
  }
  return { codes, scales }
}
