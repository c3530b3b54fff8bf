// Writes protocol buffers: as much of the format as ONNX files need.
// A message is a list of fields; each is [number, value], and the value's type says how it is written.

// Numbers and big integers are varints, floats must say so, strings and bytes are as they are, arrays are
// messages within, and undefined is left out.
export const float = (value) => ({ float: value })
export const packed = (values) => ({ packed: values })

export function message(fields) {
  return Buffer.concat(fields.flatMap(([number, value]) => field(number, value)))
}

const wire = { varint: 0, bytes: 2, fixed32: 5 }

function field(number, value) {
  if (value === undefined) return []
  const key = (type) => varint((number << 3) | type)
  if (typeof value === 'number' || typeof value === 'bigint')
    return [key(wire.varint), varint(value)]
  if (typeof value === 'object' && 'float' in value) {
    const bytes = Buffer.alloc(4)
    bytes.writeFloatLE(value.float)
    return [key(wire.fixed32), bytes]
  }
  const bytes = content(value)
  return [key(wire.bytes), varint(bytes.length), bytes]
}

function content(value) {
  if (typeof value === 'string') return Buffer.from(value)
  if (Array.isArray(value)) return message(value)
  if ('packed' in value) return Buffer.concat(value.packed.map(varint))
  return value
}

// Negative numbers are written as 64 bits of two's complement.
function varint(value) {
  let rest = BigInt.asUintN(64, BigInt(value))
  const bytes = []
  do {
    const low = Number(rest & 0x7fn)
    rest >>= 7n
    bytes.push(rest ? low | 0x80 : low)
  } while (rest)
  return Buffer.from(bytes)
}
