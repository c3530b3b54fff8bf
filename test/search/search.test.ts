/** Searches through the public face: what they find, whatever the places, the memory and the company. */

import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  type BeamSearchOptions,
  type ContrastiveSearchOptions,
  loadModel,
  type Model,
  NextokenError,
} from '../../dist/index.js'
import { inCompany, variants } from '../support/insight.js'
import { type SyntheticConfig, writeSyntheticModel } from '../support/synthetic-model.js'

interface Fixture {
  models: {
    random: { config: SyntheticConfig; seed: number }
    stories: { package: string; sha256: string }
  }
  cases: Case[]
}

interface Case {
  name: string
  method: 'beamSearch' | 'contrastiveSearch'
  model: 'random' | 'stories'
  prompt: number[]
  options: BeamSearchOptions & ContrastiveSearchOptions
  results: { ids: number[]; score: number; finishReason: string }[]
}

const { models, cases }: Fixture = JSON.parse(
  readFileSync(new URL('../golden/search/cases.json', import.meta.url), 'utf8'),
)

const stories = join(import.meta.dirname, '../../models', models.stories.package)
let random = ''
/** 256 byte tokens and end-of-text. */
let bytes = ''
const END = 256
const CONTEXT = 160
beforeAll(() => {
  random = mkdtempSync(join(tmpdir(), 'nextoken-search-'))
  bytes = mkdtempSync(join(tmpdir(), 'nextoken-search-'))
  writeSyntheticModel(random, models.random.config, { seed: models.random.seed })
  const shape = { vocab_size: END + 1, n_positions: CONTEXT, n_embd: 32, n_layer: 2, n_head: 2 }
  const config = { ...shape, eos_token_id: END, tie_word_embeddings: false }
  writeSyntheticModel(bytes, config, { seed: 2, tokenizer: 'bytes' })
})
afterAll(() => {
  for (const folder of [random, bytes]) rmSync(folder, { recursive: true, force: true })
})

type LoadOptions = Parameters<typeof loadModel>[1]
const loaded: Model[] = []
async function load(folder: string, options: LoadOptions = {}) {
  const model = await loadModel(folder, { precision: 'f32', threads: 2, ...options })
  loaded.push(model)
  return model
}
afterEach(async () => {
  await Promise.all(loaded.splice(0).map((model) => model.dispose()))
})

async function idle(model: Model) {
  const begin = performance.now()
  for (;;) {
    const { running, waiting, paused, cache } = model.stats()
    if (running + waiting + paused + cache.heldBytes === 0) return
    if (performance.now() - begin > 20_000) throw new Error('something still runs or is held')
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}

async function find(model: Model, { method, prompt, options }: Case) {
  const found = await model[method](prompt, options)
  return Array.isArray(found) ? found : [found]
}

describe.each(['random', 'stories'] as const)('the %s model', (name) => {
  let model: Model
  beforeAll(async () => {
    model = await loadModel(name === 'random' ? random : stories, { precision: 'f32', threads: 2 })
  })
  afterAll(() => model.dispose())

  if (name === 'stories') {
    it('is the one of the fixture; else run test/golden/make_search.py', () => {
      const bytes = readFileSync(join(stories, 'model.safetensors'))
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(models.stories.sha256)
    })
  }

  it.each(cases.filter((each) => each.model === name))('finds: $name', async (each) => {
    const found = await find(model, each)
    const facts = found.map(({ ids, finishReason }) => ({ ids, finishReason }))
    expect(facts).toEqual(each.results.map(({ ids, finishReason }) => ({ ids, finishReason })))
    for (const [at, text] of found.entries()) {
      if ('score' in text) expect(text.score).toBeCloseTo(each.results[at]!.score, 4)
    }
  })
})

describe('beam search', () => {
  const prompt = 'Once upon a time'

  it.each(variants)('finds the same with %s', async (_, options) => {
    const model = await load(bytes)
    const other = await load(bytes, options)
    for (const wanted of [
      { beams: 6, n: 6, maxTokens: 20, repetitionPenalty: 1.2 },
      { beams: 6, n: 6, groups: 3, maxTokens: 20, minTokens: 3 },
    ] as const) {
      const alone = await model.beamSearch(prompt, wanted)
      expect(await model.beamSearch(prompt, wanted)).toEqual(alone)
      expect(await other.beamSearch(prompt, wanted)).toEqual(alone)
    }
    const alone = await model.contrastiveSearch(prompt, { maxTokens: 20 })
    expect(await other.contrastiveSearch(prompt, { maxTokens: 20 })).toEqual(alone)
  })

  it('finds the same in company, which gets what it gets alone', async () => {
    const model = await load(bytes, { maxConcurrent: 4 })
    const wanted = { beams: 5, n: 5, maxTokens: 30 }
    const plain = { maxTokens: 40, seed: 7 }
    const alone = await model.beamSearch(prompt, wanted)
    const generated = (await model.generate('a', plain).result()).ids
    const together = await inCompany(model, () =>
      Promise.all([
        model.beamSearch(prompt, wanted),
        model.generate('a', plain).result(),
        model.beamSearch(prompt, wanted),
        model.contrastiveSearch(prompt, { maxTokens: 10 }),
      ]),
    )
    expect(together[0]).toEqual(alone)
    expect(together[1].ids).toEqual(generated)
    expect(together[2]).toEqual(alone)
    await idle(model)
  })

  it('with one beam is greedy, whatever ends the text', async () => {
    const model = await load(bytes)
    const text = await model.generate(prompt, { temperature: 0, maxTokens: 40 }).text()
    const stops = [text.slice(5, 6), text.slice(9, 12), [text.slice(20, 22), text.slice(30, 31)]]
    for (const stop of [undefined, ...stops]) {
      const common = { maxTokens: 40, noRepeatNgram: 3, ...(stop !== undefined && { stop }) }
      const greedy = await model.generate(prompt, { ...common, temperature: 0 }).result()
      const [found] = await model.beamSearch(prompt, { ...common, beams: 1 })
      const { text, ids, finishReason } = greedy
      expect(found).toMatchObject({ text, ids, finishReason })
    }
  })

  it('ends texts at stop strings, before which they end', async () => {
    const model = await load(bytes)
    const [free] = await model.beamSearch(prompt, { beams: 3, maxTokens: 24 })
    const stop = free!.text.slice(8, 10)
    const found = await model.beamSearch(prompt, { beams: 3, n: 3, maxTokens: 24, stop })
    const stopped = found.filter(({ finishReason }) => finishReason === 'stop')
    expect(stopped.length).toBeGreaterThan(0)
    for (const { text, ids } of found) {
      expect(text).not.toContain(stop)
      expect(model.tokenizer.decode(ids)).toBe(text)
    }
  })

  it('shares keys and values between the beams', async () => {
    const model = await load(bytes)
    const long = Array.from({ length: 128 }, (_, at) => (at * 7) % 200)
    let most = 0
    const timer = setInterval(() => {
      const { cache } = model.stats()
      most = Math.max(most, cache.heldBytes / cache.blockBytes)
    }, 0)
    await model.beamSearch(long, { beams: 16, maxTokens: 30 })
    clearInterval(timer)
    // Four blocks are the prompt's. A beam has one of its own; while they change hands there may be twice as many.
    expect(most).toBeGreaterThan(4)
    expect(most).toBeLessThanOrEqual(4 + 2 * 16)
    await idle(model)
  })
})

describe('what ends a search from outside', () => {
  const endless = { beams: 6, n: 2, maxTokens: 100, minTokens: 100 }
  const searches = [
    [
      'beamSearch',
      (model: Model, options: object) => model.beamSearch('a', { ...endless, ...options }),
    ],
    [
      'contrastiveSearch',
      (model: Model, options: object) =>
        model.contrastiveSearch('a', { maxTokens: 100, minTokens: 100, ...options }),
    ],
    [
      'bestOf',
      (model: Model, options: object) =>
        model.bestOf('a', { samples: 6, maxTokens: 100, minTokens: 100, ...options }),
    ],
  ] as const

  it.each(searches)('%s: an AbortSignal', async (_, search) => {
    const model = await load(bytes)
    await expect(search(model, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ERR_NEXTOKEN_ABORTED',
    })
    for (const steps of [0, 3, 10]) {
      const controller = new AbortController()
      const begin = model.stats().steps
      const searching = search(model, { signal: controller.signal })
      const timer = setInterval(() => {
        if (model.stats().steps >= begin + steps) controller.abort()
      }, 0)
      await expect(searching).rejects.toMatchObject({ code: 'ERR_NEXTOKEN_ABORTED' })
      clearInterval(timer)
      await idle(model)
    }
  })

  it.each(searches)('%s: its timeout', async (_, search) => {
    const model = await load(bytes)
    const found = [await search(model, { timeout: 5 })].flat()
    for (const { finishReason } of found) expect(finishReason).toBe('timeout')
    await idle(model)
  })

  it.each(searches)('%s: the model is disposed', async (_, search) => {
    const model = await load(bytes)
    const searching = search(model, {})
    setTimeout(() => model.dispose(), 5)
    await expect(searching).rejects.toMatchObject({ code: 'ERR_NEXTOKEN_DISPOSED' })
  })
})

describe('contrastive search', () => {
  it('is greedy where unlikeness does not count', async () => {
    const model = await load(bytes)
    const options = { maxTokens: 30, repetitionPenalty: 1.3, bannedTokens: [3, 4] }
    const greedy = await model.generate('a', { ...options, temperature: 0 }).result()
    const found = await model.contrastiveSearch('a', { ...options, alpha: 0 })
    expect(found.ids).toEqual(greedy.ids)
  })
})

describe('best of', () => {
  it('gives the texts of consecutive seeds, by their log-probability under the model', async () => {
    const model = await load(bytes)
    const sampling = { maxTokens: 12, temperature: 1.5, topK: 0, stop: [...Array(40).keys()] }
    const all = await Promise.all(
      [20, 21, 22, 23, 24].map(async (seed) => {
        const prompt = [64, 65]
        const { ids, finishReason } = await model.generate(prompt, { ...sampling, seed }).result()
        const { logprobs } = await model.score([...prompt, ...ids], { startToken: false })
        const sum = logprobs.slice(2).reduce((total, each) => total + each, 0)
        return { seed: BigInt(seed), ids, finishReason, sum, mean: sum / ids.length }
      }),
    )
    for (const by of ['sum', 'mean'] as const) {
      const found = await model.bestOf([64, 65], { ...sampling, samples: 5, n: 5, seed: 20, by })
      expect(found.map(({ score }) => score)).toEqual(
        found.map(({ score }) => score).sort((a, b) => b - a),
      )
      for (const { seed, ids, finishReason, score } of found) {
        const same = all.find((each) => each.seed === seed)!
        expect({ ids, finishReason }).toEqual({ ids: same.ids, finishReason: same.finishReason })
        // A stop id counts, which `score` has not seen.
        if (finishReason === 'length') expect(score).toBeCloseTo(same[by], 4)
        else expect(by === 'sum' ? score : score * (ids.length + 1)).toBeLessThan(same.sum)
      }
      expect(await model.bestOf([64, 65], { ...sampling, samples: 5, seed: 20, by })).toEqual([
        expect.objectContaining({ ids: found[0]!.ids, score: found[0]!.score }),
      ])
    }
  })
})

describe('what is refused', () => {
  it.each<[method: 'beamSearch' | 'contrastiveSearch' | 'bestOf', options: object, names: RegExp]>([
    ['beamSearch', { temperature: 0.5 }, /no option "temperature"/],
    ['beamSearch', { beams: 0 }, /beams must be an integer from 1 to 256, got 0/],
    ['beamSearch', { beams: 4, n: 5 }, /n must be an integer from 1 to 4, got 5/],
    ['beamSearch', { beams: 4, groups: 3 }, /groups \(3\) must divide beams \(4\)/],
    [
      'beamSearch',
      { beams: 4, groups: 2, diversityPenalty: 0 },
      /diversityPenalty must be a number above 0/,
    ],
    ['beamSearch', { diversityPenalty: 1 }, /diversityPenalty is for groups/],
    [
      'beamSearch',
      { earlyStopping: 'always' },
      /earlyStopping must be true, false or 'never', got "always"/,
    ],
    ['beamSearch', { lengthPenalty: Number.NaN }, /lengthPenalty must be a number from -10 to 10/],
    ['beamSearch', { maxTokens: 4, minTokens: 5 }, /minTokens/],
    ['contrastiveSearch', { alpha: 1.5 }, /alpha must be a number from 0 to 1, got 1.5/],
    ['contrastiveSearch', { topK: 0 }, /topK must be an integer from 1 to 100, got 0/],
    ['contrastiveSearch', { topP: 0.9 }, /no option "topP"/],
    [
      'bestOf',
      { temperature: 0 },
      /temperature 0 always gives the same text and contradicts samples/,
    ],
    ['bestOf', { samples: 2, n: 3 }, /n must be an integer from 1 to 2, got 3/],
    ['bestOf', { echo: true }, /no option "echo"/],
  ])('%s %o', async (method, options, message) => {
    const model = await load(bytes)
    const error: unknown = await model[method]('a', options).catch((reason) => reason)
    expect(error).toBeInstanceOf(NextokenError)
    expect(error).toMatchObject({
      code: 'ERR_NEXTOKEN_INVALID_ARGUMENT',
      message: expect.stringMatching(message),
    })
  })

  it('a prompt that fills the context', async () => {
    const model = await load(bytes)
    const full = Array(CONTEXT).fill(1)
    await expect(model.beamSearch(full)).rejects.toMatchObject({ code: 'ERR_NEXTOKEN_CONTEXT' })
    await expect(model.beamSearch(full.slice(1))).resolves.toMatchObject([
      { finishReason: 'context' },
    ])
  })
})
