/** Model folders: every form that is read, and every broken one that is refused, by name. */

import { execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { loadModel, loadTokenizer, NextokenError } from '../../dist/index.js'
import { randomIntegers } from '../support/random.js'
import { type SyntheticConfig, writeSyntheticModel } from '../support/synthetic-model.js'

const config: SyntheticConfig = {
  vocab_size: 257,
  n_positions: 16,
  n_embd: 12,
  n_layer: 2,
  n_head: 3,
}
const ids = [1, 2, 3, 4]

let root = ''
let folder = ''
let count = 0
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'nextoken-formats-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))
beforeEach(() => {
  folder = join(root, String(count++))
  writeSyntheticModel(folder, config, { seed: 1, tokenizer: 'bytes' })
})

async function logitsOf(path: string) {
  const model = await loadModel(path, { precision: 'f32', threads: 1 })
  try {
    return (await model.logits(ids)).data
  } finally {
    await model.dispose()
  }
}

async function failure(path = folder): Promise<NextokenError> {
  const error = await loadModel(path, { threads: 1 }).then(
    () => undefined,
    (caught: unknown) => caught,
  )
  expect(error).toBeInstanceOf(NextokenError)
  return error as NextokenError
}

function editConfig(edit: Record<string, unknown>) {
  const path = join(folder, 'config.json')
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...edit }))
}

type Header = Record<string, { dtype: string; shape: number[]; data_offsets: [number, number] }>

/** Rewrites the header of the weights file; the data stays. */
function editHeader(edit: (header: Header) => unknown, from = join(folder, 'model.safetensors')) {
  const file = readFileSync(from)
  const length = Number(file.readBigUInt64LE())
  const header = JSON.parse(file.subarray(8, 8 + length).toString())
  const edited = edit(header) ?? header
  const text = Buffer.from(typeof edited === 'string' ? edited : JSON.stringify(edited))
  const size = Buffer.alloc(8)
  size.writeBigUInt64LE(BigInt(text.length))
  writeFileSync(from, Buffer.concat([size, text, file.subarray(8 + length)]))
}

describe('forms', () => {
  it('prefixed names, shards, ignored buffers: all the same model', async () => {
    const expected = await logitsOf(folder)
    for (const options of [
      { prefix: true },
      { shards: 3 },
      { extras: true, prefix: true, shards: 2 },
    ]) {
      const other = join(root, `form-${JSON.stringify(options).replace(/\W/g, '')}`)
      writeSyntheticModel(other, config, { seed: 1, ...options })
      expect(await logitsOf(other)).toEqual(expected)
    }
    expect(await logitsOf(join(folder, 'model.safetensors'))).toEqual(expected)
  })

  it('an untied head is used, a tied one wins over a stored one', async () => {
    const tied = await logitsOf(folder)
    const untied = join(root, 'untied')
    writeSyntheticModel(untied, { ...config, tie_word_embeddings: false }, { seed: 1 })
    expect(await logitsOf(untied)).not.toEqual(tied)
    folder = untied
    editConfig({ tie_word_embeddings: true })
    expect(await logitsOf(untied)).toEqual(tied)
  })

  it('tokenizer.json serves where vocab.json and merges.txt are not there', async () => {
    const vocab = JSON.parse(readFileSync(join(folder, 'vocab.json'), 'utf8'))
    const expected = (await loadTokenizer(folder)).encode('Hello, wörld')
    rmSync(join(folder, 'vocab.json'))
    rmSync(join(folder, 'merges.txt'))
    writeFileSync(
      join(folder, 'tokenizer.json'),
      JSON.stringify({
        version: '1.0',
        added_tokens: [],
        normalizer: null,
        pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true },
        post_processor: null,
        decoder: { type: 'ByteLevel' },
        model: { type: 'BPE', vocab, merges: [] },
      }),
    )
    expect((await loadTokenizer(folder)).encode('Hello, wörld')).toEqual(expected)
  })

  it('a folder without a tokenizer works with ids', async () => {
    for (const name of ['vocab.json', 'merges.txt']) rmSync(join(folder, name))
    const model = await loadModel(folder, { threads: 1 })
    expect((await model.generate(ids, { maxTokens: 3 }).result()).ids).toHaveLength(3)
    expect(() => model.generate('text')).toThrow(
      expect.objectContaining({ code: 'ERR_NEXTOKEN_FILE' }),
    )
    await model.dispose()
  })

  it('generation_config.json gives the defaults, options win', async () => {
    writeFileSync(
      join(folder, 'generation_config.json'),
      JSON.stringify({ do_sample: false, max_new_tokens: 5, eos_token_id: [250], top_p: 0.9 }),
    )
    const model = await loadModel(folder, { threads: 1 })
    const one = await model.generate(ids, { seed: 1 }).result()
    expect(one.ids).toHaveLength(5)
    expect((await model.generate(ids, { seed: 2 }).result()).ids).toEqual(one.ids)
    expect((await model.generate(ids, { maxTokens: 2 }).result()).ids).toHaveLength(2)
    await model.dispose()
  })
})

describe('configurations that are refused', () => {
  it.each([
    [{ model_type: 'llama' }, 'ERR_NEXTOKEN_UNSUPPORTED_MODEL', 'llama'],
    [{ activation_function: 'swish' }, 'ERR_NEXTOKEN_UNSUPPORTED_MODEL', 'swish'],
    [{ add_cross_attention: true }, 'ERR_NEXTOKEN_UNSUPPORTED_MODEL', 'add_cross_attention'],
    [{ quantization_config: {} }, 'ERR_NEXTOKEN_UNSUPPORTED_MODEL', 'quantization_config'],
    [{ n_head: 5 }, 'ERR_NEXTOKEN_INVALID_CONFIG', 'n_head'],
    [{ n_head: 0 }, 'ERR_NEXTOKEN_INVALID_CONFIG', 'n_head'],
    [{ n_layer: -1 }, 'ERR_NEXTOKEN_INVALID_CONFIG', 'n_layer'],
    [{ n_layer: 1e300 }, 'ERR_NEXTOKEN_INVALID_CONFIG', 'n_layer'],
    [{ n_embd: 1.5 }, 'ERR_NEXTOKEN_INVALID_CONFIG', 'n_embd'],
    [{ vocab_size: '257' }, 'ERR_NEXTOKEN_INVALID_CONFIG', 'vocab_size'],
    [{ layer_norm_epsilon: 'x' }, 'ERR_NEXTOKEN_INVALID_CONFIG', 'layer_norm_epsilon'],
    [{ n_layer: 3 }, 'ERR_NEXTOKEN_TENSOR', 'h.2.'],
    [{ n_layer: 1 }, 'ERR_NEXTOKEN_TENSOR', 'h.1.'],
    [{ vocab_size: 258 }, 'ERR_NEXTOKEN_TENSOR', 'wte.weight'],
    [{ n_inner: 40 }, 'ERR_NEXTOKEN_TENSOR', 'c_fc'],
    [{ tie_word_embeddings: false }, 'ERR_NEXTOKEN_TENSOR', 'lm_head.weight'],
  ])('%o', async (edit, code, name) => {
    editConfig(edit)
    const error = await failure()
    expect(error.code).toBe(code)
    expect(error.message).toContain(name)
  })

  it('reorder_and_upcast_attn changes nothing here', async () => {
    const expected = await logitsOf(folder)
    editConfig({ reorder_and_upcast_attn: true })
    expect(await logitsOf(folder)).toEqual(expected)
  })

  it.each(['', '{', '[]', 'null', '{"a":1}'])('config.json holding %j', async (text) => {
    writeFileSync(join(folder, 'config.json'), text)
    expect((await failure()).code).toMatch(/^ERR_NEXTOKEN_(INVALID_CONFIG|UNSUPPORTED_MODEL)$/)
  })

  it('a broken generation_config.json', async () => {
    writeFileSync(join(folder, 'generation_config.json'), '{"top_p": 2}')
    expect(await failure()).toMatchObject({ code: 'ERR_NEXTOKEN_INVALID_CONFIG' })
  })
})

describe('files that are missing', () => {
  it.each([
    ['config.json', 'ERR_NEXTOKEN_MODEL_NOT_FOUND'],
    ['model.safetensors', 'ERR_NEXTOKEN_FILE'],
    ['merges.txt', 'ERR_NEXTOKEN_FILE'],
  ])('%s', async (name, code) => {
    rmSync(join(folder, name))
    const error = await failure()
    expect(error.code).toBe(code)
    expect(error.message).toContain(name)
  })

  it('the folder', async () => {
    expect((await failure(join(root, 'nowhere'))).code).toBe('ERR_NEXTOKEN_MODEL_NOT_FOUND')
    expect((await failure('some-owner/some-model')).message).toContain('download')
  })

  it('a shard, or a tensor in it', async () => {
    const sharded = join(root, 'sharded')
    const files = writeSyntheticModel(sharded, config, { seed: 1, shards: 2 })
    const shards = files.filter((name) => name.endsWith('.safetensors'))
    expect(shards).toHaveLength(2)
    cpSync(sharded, folder, { recursive: true })
    rmSync(join(folder, 'model.safetensors'), { force: true })
    renameSync(join(folder, shards[0]!), join(folder, 'kept'))
    expect((await failure()).message).toContain(shards[0])
    cpSync(join(folder, shards[1]!), join(folder, shards[0]!))
    expect((await failure()).code).toBe('ERR_NEXTOKEN_INVALID_WEIGHTS')
    for (const name of ['../elsewhere.safetensors', '/etc/passwd', 'a\\b', '', 7]) {
      writeFileSync(
        join(folder, 'model.safetensors.index.json'),
        JSON.stringify({ weight_map: { 'wte.weight': name } }),
      )
      expect((await failure()).code).toBe('ERR_NEXTOKEN_INVALID_WEIGHTS')
    }
  })

  it('pytorch_model.bin is named as what it is', async () => {
    renameSync(join(folder, 'model.safetensors'), join(folder, 'pytorch_model.bin'))
    expect((await failure()).message).toContain('pytorch_model.bin')
  })
})

describe('broken weights', () => {
  const wte = 'wte.weight'
  it.each<[string, (header: Header) => unknown]>([
    [
      'a shape of another size',
      (h) => {
        h[wte]!.shape = [256, 12]
      },
    ],
    [
      'a negative size',
      (h) => {
        h[wte]!.shape = [-257, -12]
      },
    ],
    [
      'a fractional size',
      (h) => {
        h[wte]!.shape = [257.5, 12]
      },
    ],
    [
      'a product that overflows',
      (h) => {
        h[wte]!.shape = [2 ** 52, 2 ** 52]
      },
    ],
    [
      'a shape that is no list',
      (h) => {
        h[wte]!.shape = 5 as never
      },
    ],
    [
      'an unknown dtype',
      (h) => {
        h[wte]!.dtype = 'F31'
      },
    ],
    [
      'a dtype of another name',
      (h) => {
        h[wte]!.dtype = '__proto__'
      },
    ],
    ['offsets backwards', (h) => void h[wte]!.data_offsets.reverse()],
    [
      'offsets beyond the file',
      (h) => {
        h[wte]!.data_offsets = [2 ** 50, 2 ** 50 + 12336]
      },
    ],
    [
      'negative offsets',
      (h) => {
        h[wte]!.data_offsets = [-12336, 0]
      },
    ],
    [
      'three offsets',
      (h) => {
        ;(h[wte]!.data_offsets as number[]).push(1)
      },
    ],
    [
      'a tensor over another',
      (h) => {
        h.again = { ...h[wte]! }
      },
    ],
    ['a gap', (h) => void delete h[wte]],
    [
      'null for a tensor',
      (h) => {
        h[wte] = null as never
      },
    ],
    [
      'a thousand dimensions',
      (h) => {
        h[wte]!.shape = new Array(1000).fill(1)
      },
    ],
    [
      'metadata that are no texts',
      (h) => {
        h.__metadata__ = { format: 1 } as never
      },
    ],
    ['an array', () => []],
    ['no JSON', () => '{"wte.weight": {'],
    ['NaN', () => '{"wte.weight": NaN}'],
    ['1e400', (h) => JSON.stringify(h).replace('[257,12]', '[1e400,12]')],
    ['nothing', () => ''],
    ['deep nesting', () => `{"a":${'['.repeat(50000)}`],
  ])('%s', async (_name, edit) => {
    editHeader(edit)
    expect((await failure()).code).toBe('ERR_NEXTOKEN_INVALID_WEIGHTS')
  })

  it.skipIf(process.platform === 'win32')('a pipe instead of a file, without waiting', async () => {
    const file = join(folder, 'model.safetensors')
    rmSync(file)
    execFileSync('mkfifo', [file])
    expect((await failure()).code).toBe('ERR_NEXTOKEN_INVALID_WEIGHTS')
    rmSync(file)
  })

  it('a tensor of another shape, type or name is named with what was expected', async () => {
    editHeader((h) => {
      h[wte]!.shape = [12, 257]
    })
    expect((await failure()).message).toMatch(/wte\.weight.*\[12, 257\].*\[257, 12\]/)
    editHeader((h) => {
      h[wte]!.shape = [257, 12]
      h[wte]!.dtype = 'I32'
    })
    expect((await failure()).message).toMatch(/wte\.weight.*I32.*F32/)
  })

  it('truncated and oversized files', async () => {
    const file = join(folder, 'model.safetensors')
    const whole = readFileSync(file)
    for (const size of [0, 4, 8, 100, whole.length - 1]) {
      truncateSync(file, size)
      expect((await failure()).code, `${size} bytes`).toBe('ERR_NEXTOKEN_INVALID_WEIGHTS')
      writeFileSync(file, whole)
    }
    writeFileSync(file, Buffer.concat([whole, Buffer.alloc(3)]))
    expect((await failure()).code).toBe('ERR_NEXTOKEN_INVALID_WEIGHTS')
    for (const length of [2n ** 63n, 2n ** 64n - 1n, BigInt(whole.length), 0n]) {
      const broken = Buffer.from(whole)
      broken.writeBigUInt64LE(length)
      writeFileSync(file, broken)
      expect((await failure()).code, `header of ${length}`).toBe('ERR_NEXTOKEN_INVALID_WEIGHTS')
    }
  })

  it('merges that do not fit the vocabulary', async () => {
    writeFileSync(join(folder, 'merges.txt'), '#version: 0.2\nq zzz\n')
    expect((await failure()).code).toBe('ERR_NEXTOKEN_INVALID_TOKENIZER')
  })

  it('NaN and infinite weights give tokens or an error that names them, never a crash', async () => {
    const file = join(folder, 'model.safetensors')
    const whole = readFileSync(file)
    const broken = Buffer.from(whole)
    for (let at = whole.length - 4000; at < whole.length - 4; at += 8) {
      broken.writeFloatLE(at % 16 === 0 ? Number.NaN : Number.POSITIVE_INFINITY, at)
    }
    writeFileSync(file, broken)
    for (const precision of ['f32', 'bf16', 'int8', 'int4'] as const) {
      const model = await loadModel(folder, { precision, threads: 1 })
      for (const options of [{}, { temperature: 0 }, { topK: 0 }, { topK: 0, topP: 0.5 }]) {
        const result = await model
          .generate(ids, { maxTokens: 3, ...options })
          .result()
          .catch((error) => error)
        if (result instanceof Error) {
          expect(result).toMatchObject({ code: 'ERR_NEXTOKEN_INVALID_WEIGHTS' })
        } else {
          expect(result.ids).toHaveLength(3)
          for (const id of result.ids) expect(id).toBeGreaterThanOrEqual(0)
        }
      }
      await model.dispose()
    }
  })
})

describe('mutations', () => {
  it('3,000 mutated files: a model or a NextokenError, never a crash', {
    timeout: 240_000,
  }, async () => {
    const names = ['model.safetensors', 'config.json', 'vocab.json', 'merges.txt']
    const originals = names.map((name) => readFileSync(join(folder, name)))
    const headerEnd = 8 + Number(originals[0]!.readBigUInt64LE())
    const next = randomIntegers(20261124)
    let loaded = 0
    let refused = 0
    for (let round = 0; round < 3000; round++) {
      const which = next(10) < 6 ? 0 : 1 + next(3)
      const original = originals[which]!
      let mutant = Buffer.from(original)
      // The weights' data may hold anything; what matters is the header.
      const reach = which === 0 ? headerEnd : original.length
      for (let edits = 1 + next(3); edits > 0; edits--) {
        const at = next(reach)
        const kind = next(5)
        if (kind === 0) mutant[at % mutant.length] = next(256)
        else if (kind === 1) mutant[at % mutant.length]! ^= 1 << next(8)
        else if (kind === 2)
          mutant = Buffer.concat([mutant.subarray(0, at), mutant.subarray(at + 1 + next(8))])
        else if (kind === 3) {
          const piece = mutant.subarray(next(reach), next(reach))
          mutant = Buffer.concat([mutant.subarray(0, at), piece, mutant.subarray(at)])
        } else {
          const digits = Buffer.from(
            ['-1', '1e99', '0', '9007199254740993', 'null', '""', '[]'][next(7)]!,
          )
          mutant = Buffer.concat([
            mutant.subarray(0, at),
            digits,
            mutant.subarray(at + digits.length),
          ])
        }
        if (mutant.length === 0) mutant = Buffer.from([0])
      }
      writeFileSync(join(folder, names[which]!), mutant)
      try {
        const model = await loadModel(folder, { threads: 1, precision: 'int8' })
        if (model.config.contextLength >= 2) {
          await model.generate([0], { maxTokens: 1 }).result()
        }
        await model.dispose()
        loaded++
      } catch (error) {
        if (!(error instanceof NextokenError)) throw error
        expect(error.code).not.toBe('ERR_NEXTOKEN_INTERNAL')
        refused++
      }
      writeFileSync(join(folder, names[which]!), original)
    }
    expect(refused).toBeGreaterThan(1000)
    expect(loaded).toBeGreaterThan(10)
  })
})
