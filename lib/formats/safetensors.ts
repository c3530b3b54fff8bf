/**
 * Reads the header of a safetensors file: names, types, shapes and byte ranges of its tensors. The data
 * itself is never read here.
 *
 * The format: 8 bytes, the header's length (little-endian); the header, a JSON object; the data, which
 * the tensors cover without gaps or overlaps.
 */

import { open, stat } from 'node:fs/promises'
import { NextokenError } from '../errors.js'
import { describe } from '../options.js'
import { parseObject } from './json.js'

/** One tensor as the file describes it. `byteOffset` counts from the start of the file. */
export interface StoredTensor {
  readonly name: string
  readonly dtype: string
  readonly shape: readonly number[]
  readonly byteOffset: number
  readonly byteLength: number
}

/** The format's own limit of a header. */
const MAX_HEADER_BYTES = 100_000_000

/** No tensor of a model has more; a longer list would only make a long message. */
const MAX_DIMENSIONS = 8

const dtypeBits = new Map(
  Object.entries({
    F64: 64,
    I64: 64,
    U64: 64,
    C64: 64,
    F32: 32,
    I32: 32,
    U32: 32,
    F16: 16,
    BF16: 16,
    I16: 16,
    U16: 16,
    F8_E5M2: 8,
    F8_E4M3: 8,
    F8_E8M0: 8,
    I8: 8,
    U8: 8,
    BOOL: 8,
  }),
)

function invalid(file: string, what: string): NextokenError {
  return new NextokenError(
    'ERR_NEXTOKEN_INVALID_WEIGHTS',
    `${file} is not a valid safetensors file: ${what}`,
  )
}

/**
 * @throws NextokenError `ERR_NEXTOKEN_FILE` where the file cannot be read,
 *   `ERR_NEXTOKEN_INVALID_WEIGHTS` where it is broken.
 */
export async function readSafetensors(file: string): Promise<StoredTensor[]> {
  let size = 0
  let text = ''
  let headerBytes = 0
  try {
    // Before it is opened: that would wait for a writer of a pipe.
    if (!(await stat(file)).isFile()) throw invalid(file, 'it is no file')
    const handle = await open(file, 'r')
    try {
      size = (await handle.stat()).size
      if (size < 8)
        throw invalid(file, `it has ${size} bytes, and its header's length alone takes 8`)
      const length = Buffer.alloc(8)
      await handle.read(length, 0, 8, 0)
      const wanted = length.readBigUInt64LE()
      if (wanted > BigInt(size - 8)) {
        throw invalid(file, `its header claims ${wanted} bytes, the file has ${size}`)
      }
      if (wanted > BigInt(MAX_HEADER_BYTES)) {
        throw invalid(
          file,
          `its header claims ${wanted} bytes, more than the format's ${MAX_HEADER_BYTES}`,
        )
      }
      headerBytes = Number(wanted)
      const header = Buffer.alloc(headerBytes)
      const { bytesRead } = await handle.read(header, 0, headerBytes, 8)
      if (bytesRead !== headerBytes) throw invalid(file, 'its header is cut off')
      try {
        text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(header)
      } catch (cause) {
        throw new NextokenError(
          'ERR_NEXTOKEN_INVALID_WEIGHTS',
          `${file} is not a valid safetensors file: its header is not UTF-8`,
          { cause },
        )
      }
    } finally {
      await handle.close()
    }
  } catch (cause) {
    if (cause instanceof NextokenError) throw cause
    throw new NextokenError(
      'ERR_NEXTOKEN_FILE',
      `cannot read ${file}: ${(cause as Error).message}`,
      {
        cause,
      },
    )
  }
  return parseHeader(text, file, 8 + headerBytes, size)
}

/** `dataStart`, `fileBytes`: where the data begins, and the size of the file. */
export function parseHeader(
  text: string,
  file: string,
  dataStart: number,
  fileBytes: number,
): StoredTensor[] {
  if (!text.startsWith('{')) throw invalid(file, "its header does not begin with '{'")
  const tensors: StoredTensor[] = []
  for (const [name, value] of parseObject(text, file, 'ERR_NEXTOKEN_INVALID_WEIGHTS')) {
    if (name === '__metadata__') {
      checkMetadata(value, file)
      continue
    }
    tensors.push(parseTensor(name, value, file, dataStart, fileBytes))
  }
  checkCoverage(tensors, file, dataStart, fileBytes)
  return tensors
}

/** The format allows texts only; they are not used. */
function checkMetadata(value: unknown, file: string): void {
  const texts =
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((entry) => typeof entry === 'string')
  if (!texts) throw invalid(file, 'its __metadata__ is not an object of strings')
}

function parseTensor(
  name: string,
  value: unknown,
  file: string,
  dataStart: number,
  fileBytes: number,
): StoredTensor {
  const broken = (what: string) =>
    invalid(file, `tensor ${JSON.stringify(name.slice(0, 100))} ${what}`)
  if (typeof value !== 'object' || value === null) throw broken('is not an object')
  const { dtype, shape, data_offsets: offsets } = value as Record<string, unknown>
  const bits = typeof dtype === 'string' ? dtypeBits.get(dtype) : undefined
  if (typeof dtype !== 'string' || bits === undefined) {
    throw broken(`has the unknown dtype ${describe(dtype)}`)
  }
  const isSize = (size: unknown): size is number =>
    Number.isSafeInteger(size) && (size as number) >= 0
  if (!Array.isArray(shape) || !shape.every(isSize)) {
    throw broken('has a shape that is not a list of sizes')
  }
  if (shape.length > MAX_DIMENSIONS) throw broken(`has ${shape.length} dimensions`)
  const elements = shape.reduce((product: number, size: number) => product * size, 1)
  const byteLength = (elements * bits) / 8
  if (!Number.isSafeInteger(elements) || !Number.isSafeInteger(byteLength)) {
    throw broken(`has the shape [${shape}], which is too large`)
  }
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isSize)) {
    throw broken('has data_offsets that are not two positions')
  }
  const [begin, end] = offsets as [number, number]
  if (begin > end || end > fileBytes - dataStart) {
    throw broken(`lies at [${begin}, ${end}] of ${fileBytes - dataStart} bytes of data`)
  }
  if (end - begin !== byteLength) {
    throw broken(`has ${end - begin} bytes, but ${dtype} [${shape}] takes ${byteLength}`)
  }
  return { name, dtype, shape, byteOffset: dataStart + begin, byteLength }
}

function checkCoverage(
  tensors: readonly StoredTensor[],
  file: string,
  dataStart: number,
  fileBytes: number,
): void {
  let at = dataStart
  for (const tensor of [...tensors].sort(
    (a, b) => a.byteOffset - b.byteOffset || a.byteLength - b.byteLength,
  )) {
    if (tensor.byteOffset !== at) {
      const what =
        tensor.byteOffset < at ? 'overlaps the tensor before it' : 'leaves a gap before it'
      throw invalid(file, `tensor ${JSON.stringify(tensor.name.slice(0, 100))} ${what}`)
    }
    at += tensor.byteLength
  }
  if (at !== fileBytes) {
    throw invalid(file, `its tensors end at byte ${at}, the file at ${fileBytes}`)
  }
}

/**
 * The file names of a sharded model, from the text of `model.safetensors.index.json`.
 * @returns the shard of every tensor.
 */
export function parseShardIndex(text: string, file: string): Map<string, string> {
  const map = parseObject(text, file, 'ERR_NEXTOKEN_INVALID_WEIGHTS').get('weight_map')
  if (typeof map !== 'object' || map === null || Array.isArray(map)) {
    throw new NextokenError('ERR_NEXTOKEN_INVALID_WEIGHTS', `${file} has no weight_map`)
  }
  const shards = new Map<string, string>()
  for (const [tensor, shard] of Object.entries(map)) {
    // Only plain file names: an index must not reach outside its folder.
    if (typeof shard !== 'string' || !/^[^/\\:\0]+$/.test(shard) || shard.startsWith('.')) {
      throw new NextokenError(
        'ERR_NEXTOKEN_INVALID_WEIGHTS',
        `${file} places tensor ${JSON.stringify(tensor.slice(0, 100))} in ${JSON.stringify(shard)}, which is not a file name`,
      )
    }
    shards.set(tensor, shard)
  }
  return shards
}
