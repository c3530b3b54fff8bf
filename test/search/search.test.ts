/** Searches through the public face: what they find, whatever the load, the places and the company. */

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

const folders = {
  random: mkdtempSync(join(tmpdir(), 'nextoken-search-')),
  stories: join(import.meta.dirname, '../../models', models.stories.package),
}
writeSyntheticModel(folders.random, models.random.config, { seed: models.random.seed })
afterAll(() => rmSync(folders.random, { recursive: true, force: true }))

type LoadOptions = Parameters<typeof loadModel>[1]
const loaded: Model[] = []
async function load(from: keyof typeof folders, options: LoadOptions = {}) {
  const model = await loadModel(folders[from], { precision: 'f32', threads: 2, ...options })
  loaded.push(model)
  return model
}
afterEach(async () => {
  await Promise.all(loaded.splice(0).map((model) => model.dispose()))
})

async function find(model: Model, { method, prompt, options }: Case) {
  const found = await model[method](prompt, options)
  return Array.isArray(found) ? found : [found]
}

describe.each(['random', 'stories'] as const)('the %s model', (name) => {
  let model: Model
  beforeAll(async () => {
    model = await loadModel(folders[name], { precision: 'f32', threads: 2 })
  })
  afterAll(() => model.dispose())

  if (name === 'stories') {
    it('is the one of the fixture; else run test/golden/make_search.py', () => {
      const bytes = readFileSync(join(folders.stories, 'model.safetensors'))
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
