/** A draft model proposes tokens: the text is the same with and without, and only a fitting one is taken. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type GenerateOptions, type LoadOptions, loadModel, type Model } from '../dist/index.js'
import { writeSyntheticModel } from './support/synthetic-model.js'

const shape = { vocab_size: 257, n_positions: 128, n_embd: 64, n_head: 4 }
let root = ''
const folder = (name: string) => join(root, name)

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'nextoken-draft-'))
  // Weights depend on their names and the seed alone: the draft is the first block of the model.
  for (const [name, n_layer, n_positions] of [
    ['model', 12, 128],
    ['draft', 1, 64],
  ] as const) {
    writeSyntheticModel(
      folder(name),
      { ...shape, n_layer, n_positions },
      { seed: 5, tokenizer: 'bytes' },
    )
  }
  writeSyntheticModel(
    folder('larger'),
    { ...shape, n_layer: 1, vocab_size: 300 },
    { seed: 1, tokenizer: 'bytes' },
  )
  writeSyntheticModel(folder('ids'), { ...shape, n_layer: 1 }, { seed: 5 })
  writeSyntheticModel(folder('other'), { ...shape, n_layer: 1 }, { seed: 1, tokenizer: 'bytes' })
  const vocab: Record<string, number> = JSON.parse(
    readFileSync(join(folder('other'), 'vocab.json'), 'utf8'),
  )
  ;[vocab.a, vocab.b] = [vocab.b!, vocab.a!]
  writeFileSync(join(folder('other'), 'vocab.json'), JSON.stringify(vocab))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const load = (options: LoadOptions = {}): Promise<Model> =>
  loadModel(folder('model'), { threads: 1, precision: 'f32', ...options })

const plans: GenerateOptions[] = [
  { temperature: 0 },
  { topK: 0, temperature: 1.5 },
  { repetitionPenalty: 1.3, presencePenalty: 0.5, noRepeatNgram: 3 },
  { dry: {}, minP: 0.05, topK: 0 },
  { mirostat: {} },
  { stop: ['e', 'q'], temperature: 2 },
  { overflow: 'slide', keep: 3, maxTokens: 150 },
  { forcedTokens: [70, 71, 72], topLogprobs: 2 },
]

/** Everything that is told of each generation. */
async function run(model: Model, together: boolean, more: GenerateOptions = {}) {
  const one = async (plan: GenerateOptions, i: number) => {
    const generation = model.generate(`Once ${i}`, { maxTokens: 90, seed: i, ...plan, ...more })
    const tokens = []
    for await (const { id, text, logprob, top } of generation)
      tokens.push({ id, text, logprob, top })
    const { finishReason, usage } = await generation.result()
    return { tokens, finishReason, completionTokens: usage.completionTokens }
  }
  if (together) return Promise.all(plans.map(one))
  const results = []
  for (const [i, plan] of plans.entries()) results.push(await one(plan, i))
  return results
}

describe('a draft model', () => {
  it('changes no token and no log-probability, alone and in company', async () => {
    await using plain = await load({ prefixCache: false })
    const expected = await run(plain, false, { speculation: false })
    for (const draft of [
      folder('draft'),
      { source: folder('model'), precision: 'int4' as const },
    ]) {
      await using model = await load({ draft })
      expect(await run(model, false)).toEqual(expected)
      expect(await run(model, true)).toEqual(expected)
    }
    // Little memory: sequences are preempted, and the draft has room for one of them.
    await using small = await load({ draft: folder('draft'), kvCacheBytes: 0, maxConcurrent: 4 })
    expect(await run(small, true)).toEqual(expected)
  })

  it('is used as far as it pays, is counted, and takes memory', async () => {
    await using model = await load({ draft: folder('draft') })
    await using plain = await load()
    for (let seed = 0; seed < 10; seed++) {
      await model.generate('abc', { maxTokens: 60, seed, topK: 3 }).result()
    }
    const { speculation, cache } = model.stats()
    expect(speculation.draft.proposed).toBeGreaterThan(0)
    expect(speculation.draft.proposed).toBeLessThanOrEqual(speculation.proposed)
    expect(speculation.draft.accepted).toBeLessThanOrEqual(speculation.accepted)
    expect(cache.draftBytes).toBeGreaterThan(0)
    expect(model.memory().weights).toBeGreaterThan(plain.memory().weights)
    await plain.generate('abc', { maxTokens: 60 }).result()
    expect(plain.stats().speculation.draft).toEqual({ proposed: 0, accepted: 0 })
    expect(plain.stats().cache.draftBytes).toBe(0)
  })

  it('is not asked without speculation', async () => {
    await using model = await load({ draft: folder('draft') })
    await model.generate('abc', { maxTokens: 60, speculation: false }).result()
    expect(model.stats().speculation.proposed).toBe(0)
    expect(model.stats().cache.draftBytes).toBe(0)
  })

  it('serves those who share the model', async () => {
    await using model = await load({ draft: folder('draft') })
    await using same = await loadModel(model.share())
    const options = { maxTokens: 40, seed: 3 }
    const { ids } = await model.generate('abc', options).result()
    expect((await same.generate('abc', options).result()).ids).toEqual(ids)
  })

  it('needs no tokenizer', async () => {
    await using model = await load({ draft: folder('ids') })
    expect((await model.generate('abc', { maxTokens: 5, seed: 1 }).result()).ids).toHaveLength(5)
  })

  it.each<[draft: unknown, message: RegExp]>([
    [
      'larger',
      /^draft must have the model's vocabulary, but has 300 tokens where the model has 257$/,
    ],
    ['other', /^draft must .*, but its token \d+ is "b", the model's is "a"$/],
    ['', /^draft must be a non-empty string/],
    [7, /^draft must be a folder or \{ source, precision \}, got 7$/],
    [{ precision: 'f32' }, /^draft.source must be a non-empty string, got undefined$/],
    [{ source: 'draft', precision: 'f64' }, /^draft.precision must be one of .*, got "f64"$/],
    [{ source: 'draft', size: 1 }, /^draft has no option "size"/],
  ])('%j is refused', async (given, message) => {
    const draft = typeof given === 'string' && given !== '' ? folder(given) : given
    await expect(load({ draft: draft as string })).rejects.toMatchObject({
      code: 'ERR_NEXTOKEN_INVALID_ARGUMENT',
      message: expect.stringMatching(message),
    })
  })

  it('that is missing is named', async () => {
    await expect(load({ draft: folder('nowhere') })).rejects.toMatchObject({
      code: 'ERR_NEXTOKEN_MODEL_NOT_FOUND',
      message: expect.stringContaining('nowhere'),
    })
  })
})
