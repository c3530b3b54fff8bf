/** A Hugging Face GPT-2 folder: configuration, weights and tokenizer files, checked. */

import { access, readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { NextokenError } from '../errors.js'
import type { ModelConfig, TensorTable } from '../native-types.js'
import { type ParsedGenerationConfig, parseConfig, parseGenerationConfig } from './config.js'
import { type OfferedTensor, selectTensors } from './gpt2-tensors.js'
import { parseShardIndex, readSafetensors } from './safetensors.js'

export type TokenizerFiles =
  | { readonly kind: 'bpe'; readonly vocab: Buffer; readonly merges: Buffer }
  | { readonly kind: 'json'; readonly json: Buffer }

export interface ModelFiles {
  readonly config: ModelConfig
  readonly bosTokenId: number | undefined
  readonly eosTokenIds: readonly number[]
  readonly generationDefaults: ParsedGenerationConfig
  readonly table: TensorTable
  /**
   * Still being read, so that the weights can load meanwhile. Undefined where the folder has none: the model
   * then works with token ids.
   */
  readonly tokenizerFiles: Promise<TokenizerFiles | undefined>
}

/** Text files larger than this are no tokenizer or configuration. */
const MAX_TEXT_BYTES = 256 * 2 ** 20

/**
 * Reads everything but the weights' data.
 * @throws NextokenError `ERR_NEXTOKEN_MODEL_NOT_FOUND`, `ERR_NEXTOKEN_FILE`,
 *   `ERR_NEXTOKEN_INVALID_CONFIG`, `ERR_NEXTOKEN_UNSUPPORTED_MODEL`, `ERR_NEXTOKEN_INVALID_WEIGHTS`,
 *   `ERR_NEXTOKEN_TENSOR`; `tokenizerFiles`: `ERR_NEXTOKEN_FILE`.
 */
export async function readModelFolder(source: string): Promise<ModelFiles> {
  const folder = resolve(source)
  const tokenizerFiles = readTokenizerFiles(folder)
  tokenizerFiles.catch(() => {}) // whoever awaits it hears of it
  const weights = readWeights(folder)
  weights.catch(() => {})
  const configText = await readText(folder, 'config.json')
  if (configText === undefined) {
    throw new NextokenError(
      'ERR_NEXTOKEN_MODEL_NOT_FOUND',
      `${folder} is no model folder: it has no config.json`,
    )
  }
  const parsed = parseConfig(configText, join(folder, 'config.json'))
  const generationText = await readText(folder, 'generation_config.json')
  const generationDefaults =
    generationText === undefined
      ? {}
      : parseGenerationConfig(generationText, join(folder, 'generation_config.json'))
  const { files, tensors } = await weights
  return {
    config: parsed.config,
    bosTokenId: generationDefaults.bosTokenId ?? parsed.bosTokenId,
    eosTokenIds: generationDefaults.eosTokenIds ?? parsed.eosTokenIds,
    generationDefaults,
    table: { files, tensors: selectTensors(parsed.config, parsed.tiedHead, tensors) },
    tokenizerFiles,
  }
}

/** The tokenizer files alone; the folder needs no weights. */
export async function readTokenizerFiles(source: string): Promise<TokenizerFiles | undefined> {
  const folder = resolve(source)
  const [vocab, merges] = await Promise.all([
    readBytes(folder, 'vocab.json'),
    readBytes(folder, 'merges.txt'),
  ])
  if (vocab !== undefined && merges !== undefined) return { kind: 'bpe', vocab, merges }
  const json = await readBytes(folder, 'tokenizer.json')
  if (json !== undefined) return { kind: 'json', json }
  if (vocab === undefined && merges === undefined) return undefined
  const [there, missing] =
    vocab === undefined ? ['merges.txt', 'vocab.json'] : ['vocab.json', 'merges.txt']
  throw new NextokenError('ERR_NEXTOKEN_FILE', `${folder} has ${there} but no ${missing}`)
}

async function readWeights(folder: string): Promise<{ files: string[]; tensors: OfferedTensor[] }> {
  if (await exists(join(folder, 'model.safetensors'))) {
    return readShards(folder, ['model.safetensors'])
  }
  const indexName = 'model.safetensors.index.json'
  const indexText = await readText(folder, indexName)
  if (indexText === undefined) {
    const pickle = await exists(join(folder, 'pytorch_model.bin'))
    throw new NextokenError(
      'ERR_NEXTOKEN_FILE',
      `${folder} has neither model.safetensors nor ${indexName}${pickle ? '; its pytorch_model.bin is a format that is not read, convert it to safetensors' : ''}`,
    )
  }
  const index = parseShardIndex(indexText, join(folder, indexName))
  const names = [...new Set(index.values())].sort()
  const { files, tensors } = await readShards(folder, names)
  const offered = new Map(tensors.map((tensor) => [tensor.name, names[tensor.file]]))
  for (const [tensor, shard] of index) {
    if (offered.get(tensor) !== shard) {
      throw new NextokenError(
        'ERR_NEXTOKEN_INVALID_WEIGHTS',
        `${indexName} places tensor ${tensor} in ${shard}, which does not hold it`,
      )
    }
  }
  return { files, tensors }
}

async function readShards(folder: string, names: readonly string[]) {
  const files = names.map((name) => join(folder, name))
  const tensors: OfferedTensor[] = []
  for (const [file, path] of files.entries()) {
    for (const tensor of await readSafetensors(path)) tensors.push({ ...tensor, file })
  }
  return { files, tensors }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** The file's text, or undefined where there is none. */
async function readText(folder: string, name: string): Promise<string | undefined> {
  return (await readBytes(folder, name))?.toString()
}

async function readBytes(folder: string, name: string): Promise<Buffer | undefined> {
  const path = join(folder, name)
  try {
    const { size } = await stat(path)
    if (size > MAX_TEXT_BYTES) {
      throw new NextokenError(
        'ERR_NEXTOKEN_FILE',
        `${path} has ${size} bytes, too many for such a file`,
      )
    }
    return await readFile(path)
  } catch (cause) {
    if (cause instanceof NextokenError) throw cause
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new NextokenError(
      'ERR_NEXTOKEN_FILE',
      `cannot read ${path}: ${(cause as Error).message}`,
      {
        cause,
      },
    )
  }
}
