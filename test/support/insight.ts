/** What the tests of scoring and of looking into the model share: a model, its reference, exact copies of it. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadModel, type Model } from '../../dist/index.js'
import { ReferenceModel } from './reference.js'
import { type SyntheticConfig, writeSyntheticModel } from './synthetic-model.js'

export const config = { vocab_size: 257, n_positions: 64, n_embd: 48, n_layer: 3, n_head: 4 }
export const START = 256
const SEED = 11

type LoadOptions = Parameters<typeof loadModel>[1]

export class TestModel {
  readonly folder = mkdtempSync(join(tmpdir(), 'nextoken-insight-'))
  readonly reference: ReferenceModel
  readonly #loaded: Model[] = []

  constructor(readonly config: SyntheticConfig) {
    this.reference = new ReferenceModel(config, SEED)
    writeSyntheticModel(this.folder, config, { seed: SEED, tokenizer: 'bytes' })
  }

  async load(options: LoadOptions = {}): Promise<Model> {
    const model = await loadModel(this.folder, { precision: 'f32', threads: 2, ...options })
    this.#loaded.push(model)
    return model
  }

  async remove(): Promise<void> {
    await Promise.all(this.#loaded.map((model) => model.dispose()))
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** Loads that must not change a single bit of any result. */
export const variants: [name: string, options: LoadOptions][] = [
  ['one thread', { threads: 1 }],
  ['three threads', { threads: 3 }],
  ['no prefixes', { prefixCache: false }],
  ['one place', { maxConcurrent: 1, maxWaiting: 0 }],
  ['hardly any memory for keys and values', { kvCacheBytes: 1 }],
]

/** Token ids that look random, the same every time. */
export function someIds(count: number, seed: number, vocab = 256): number[] {
  let state = seed
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    return (state >>> 8) % vocab
  })
}

export function furthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new Error(`${a.length} and ${b.length} numbers`)
  return Array.from(a).reduce((most, value, at) => Math.max(most, Math.abs(value - b[at]!)), 0)
}

/** Runs `body` while generations and readings of others go on beside it. */
export async function inCompany<T>(model: Model, body: () => Promise<T>): Promise<T> {
  const company = [1, 2, 3].map((seed) =>
    model.generate(someIds(20 * seed, seed), { maxTokens: 4, seed }).result(),
  )
  const others = [model.score(someIds(50, 5)), model.embed([someIds(9, 6), someIds(31, 7)])]
  const result = await body()
  await Promise.all([...company, ...others])
  return result
}
