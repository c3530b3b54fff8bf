/**
 * How often each token is drawn through the public face, by chi-squared against the reference in support/. Where a
 * draw does not depend on those before it, 100,000 of them are made; else fewer, each in a generation of its own:
 * `NEXTOKEN_TEST_SCALE=2000` (percent) makes 100,000 of these, too.
 */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GenerateOptions, Model } from '../dist/index.js'
import { randomNumbers } from './support/random.js'
import {
  begun,
  END,
  FixedModel,
  factsOf,
  prompt,
  someOptions,
  truncating,
  VOCABULARY,
} from './support/sampling.js'
import {
  chiSquared,
  chiSquaredLimit,
  guidedLogits,
  type Past,
  type ReferenceModel,
  referenceProbabilities,
} from './support/sampling-reference.js'

const MANY = 100_000
const scale = Number(process.env.NEXTOKEN_TEST_SCALE ?? 100) / 100
const trials = (count: number) => Math.max(500, Math.min(MANY, Math.round(count * scale)))
const LONGEST = 250

const fixed = new FixedModel(512)
let model: Model
let facts: ReferenceModel
beforeAll(async () => {
  model = await fixed.load()
  facts = factsOf(model)
  const { data } = await model.logits(prompt)
  expect(data.subarray(-VOCABULARY)).toEqual(fixed.logits)
})
afterAll(() => fixed.remove())

type Names = readonly (keyof GenerateOptions)[]
/** What such an option does is the same for every token of a text. */
const constant = [
  ...truncating,
  'temperature',
  'dynamicTemperature',
  'logitBias',
  'bannedTokens',
] as const satisfies Names
/** These look at what stands before, or how many tokens do. */
const changing = [
  'mirostat',
  'repetitionPenalty',
  'presencePenalty',
  'frequencyPenalty',
  'dry',
  'noRepeatNgram',
  'bannedWords',
  'minTokens',
] as const satisfies Names

const numbered = (count: number) => Array.from({ length: count }, (_, i) => i)

/** What is expected of the first options that `make` gives which are clear-cut, and make a difference. */
function clearCase(
  make: (attempt: number) => GenerateOptions,
  past: Past,
  plain?: GenerateOptions,
) {
  const expectation = (options: GenerateOptions) =>
    referenceProbabilities(fixed.logits, options, past, facts)
  const without = plain === undefined ? '' : JSON.stringify(expectation(plain).p)
  for (let attempt = 0; attempt < 50; attempt++) {
    const options = make(attempt)
    const { p, borderline } = expectation(options)
    if (!borderline && JSON.stringify(p) !== without) return { options, p }
  }
  throw new Error('too few clear cases')
}

/** Returns of how many tokens that were kept nothing can be said, since so few draws may miss them. */
function compare(counts: readonly number[], p: readonly number[], options: GenerateOptions) {
  const about = JSON.stringify(options)
  const draws = counts.reduce((a, b) => a + b, 0)
  let faint = 0
  for (const [id, share] of p.entries()) {
    if (share === 0) expect(counts[id], `token ${id} was dropped: ${about}`).toBe(0)
    else if (share * draws < 15) faint++
    else expect(counts[id], `token ${id} was kept: ${about}`).toBeGreaterThan(0)
  }
  const { statistic, freedom } = chiSquared(counts, p)
  if (freedom > 0) expect(statistic, about).toBeLessThan(chiSquaredLimit(freedom))
  return { faint, freedom }
}

/** The first seed of each series, so that no two cases are drawn with the same random numbers. */
const firstSeed = (series: number) => series * 1_000_000

/** Counts of tokens in long texts, those at `forced` places aside. */
async function countInTexts(options: GenerateOptions, draws: number, series: number) {
  const counts = new Array<number>(VOCABULARY).fill(0)
  const forced = (options.forcedTokens ?? {}) as Readonly<Record<number, number>>
  let left = draws
  let misplaced = 0
  for (let seed = firstSeed(series); left > 0; seed += 32) {
    const runs = numbered(32).map((i) =>
      model.generate(prompt, { ...options, seed: seed + i, maxTokens: LONGEST }).result(),
    )
    // One text after the other, each to its end: where they end then changes no share.
    for (const { ids, finishReason } of await Promise.all(runs)) {
      const drawn = finishReason === 'stop' ? [...ids, END] : ids
      for (const [place, id] of drawn.entries()) {
        if (forced[place] !== undefined) misplaced += Number(id !== forced[place])
        else if (left-- > 0) counts[id]! += 1
      }
    }
  }
  expect(misplaced).toBe(0)
  return counts
}

/** Counts of the token after a text. */
async function countAfter(
  { prompt, generated }: Past,
  options: GenerateOptions,
  draws: number,
  series: number,
  of = model,
) {
  const counts = new Array<number>(VOCABULARY).fill(0)
  const forcedTokens = { ...generated, ...options.forcedTokens }
  const run = { ...options, forcedTokens, maxTokens: generated.length + 1 }
  for (let done = 0; done < draws; done += 1000) {
    const seed = firstSeed(series) + done
    const runs = numbered(Math.min(1000, draws - done)).map((i) =>
      of.generate([...prompt], { ...run, seed: seed + i }).result(),
    )
    for (const { ids } of await Promise.all(runs)) {
      if (generated.some((id, place) => ids[place] !== id)) expect(ids).toEqual(generated)
      counts[ids[generated.length] ?? END]! += 1
    }
  }
  return counts
}

const slow = { timeout: 300_000 }

describe('in long texts', () => {
  const past = { prompt, generated: [] }
  async function check(
    series: number,
    make: (attempt: number) => GenerateOptions,
    plain?: GenerateOptions,
  ) {
    const { options, p } = clearCase(make, past, plain)
    const draws = trials(MANY)
    return { ...compare(await countInTexts(options, draws, series), p, options), draws }
  }

  it('no option', slow, async () => {
    expect((await check(0, () => ({}))).freedom).toBe(39)
  })

  it.each(constant)('%s alone', slow, async (name) => {
    const make = (attempt: number) => someOptions(100 + attempt, [name])
    const { faint, freedom, draws } = await check(1 + constant.indexOf(name), make, { topK: 0 })
    expect(freedom).toBeGreaterThan(2)
    // All that is kept shows: what was drawn is the kept set.
    if (draws === MANY && truncating.some((each) => each === name)) expect(faint).toBe(0)
  })

  it('forcedTokens leaves the others as they are', slow, async () => {
    const places = numbered(LONGEST).filter((place) => place % 3 === 1)
    const forcedTokens = Object.fromEntries(places.map((place) => [place, place]))
    const { options, p } = clearCase(() => ({ topK: 0, topP: 0.8, temperature: 0.9 }), past)
    compare(await countInTexts({ ...options, forcedTokens }, trials(MANY), 50), p, options)
  })

  it.each(numbered(20))('some at random: %i', slow, async (number) => {
    const make = (attempt: number) => someOptions(40_000 + 100 * number + attempt, constant)
    await check(100 + number, make)
  })
})

describe('after a text that the rules look at', () => {
  const past = { prompt, generated: begun }
  async function check(
    series: number,
    make: (attempt: number) => GenerateOptions,
    plain?: GenerateOptions,
  ) {
    const { options, p } = clearCase(make, past, plain)
    return compare(await countAfter(past, options, trials(MANY / 20), series), p, options)
  }

  it.each(changing)('%s alone', slow, async (name) => {
    const make = (attempt: number) => someOptions(100 + attempt, [name])
    const plain = name === 'mirostat' ? {} : { topK: 0 }
    expect((await check(200 + changing.indexOf(name), make, plain)).freedom).toBeGreaterThan(2)
  })

  it.each(numbered(30))('some at random: %i', slow, async (number) => {
    await check(300 + number, (attempt) => someOptions(500 + 100 * number + attempt))
  })
})

describe('mirostat, whose bound follows what it has drawn', () => {
  const cases: GenerateOptions[] = [
    { mirostat: { tau: 3, eta: 0.2 } },
    { mirostat: { tau: 5.5, eta: 1 }, temperature: 1.3 },
    { mirostat: { tau: 4, eta: 0.1 }, repetitionPenalty: 1.2, penaltyWindow: 8, topK: 0 },
  ]

  it.each(cases)('%j', slow, async (options) => {
    const { tau, eta } = options.mirostat as { tau: number; eta: number }
    const uniform = randomNumbers(7)
    const bins = new Array<number>(64).fill(0)
    const bounds = { least: Infinity, most: 0 }
    for (let left = trials(MANY / 5), seed = firstSeed(450); left > 0; seed += 32) {
      const runs = numbered(32).map((i) =>
        model.generate(prompt, { ...options, seed: seed + i, maxTokens: LONGEST }).result(),
      )
      for (const { ids, finishReason } of await Promise.all(runs)) {
        let mu = 2 * tau
        const drawn = finishReason === 'stop' ? [...ids, END] : ids
        for (const [place, id] of drawn.entries()) {
          const past = { prompt, generated: drawn.slice(0, place), mu }
          const { p, borderline } = referenceProbabilities(fixed.logits, options, past, facts)
          // From there on, the bound is not known.
          if (borderline || left-- <= 0) break
          expect(p[id], `token ${id} was dropped by ${mu}`).toBeGreaterThan(0)
          bounds.least = Math.min(bounds.least, mu)
          bounds.most = Math.max(bounds.most, mu)
          // Where in its own distribution a token falls is uniform, whatever that distribution is.
          const before = p.reduce(
            (sum, x, other) => sum + (x > p[id]! || (x === p[id] && other < id) ? x : 0),
            0,
          )
          bins[Math.min(63, Math.floor(64 * (before + uniform() * p[id]!)))]! += 1
          mu -= eta * (-Math.log2(p[id]!) - tau)
        }
      }
    }
    expect(bounds.most - bounds.least).toBeGreaterThan(1)
    const { statistic, freedom } = chiSquared(bins, new Array<number>(64).fill(1 / 64))
    expect(statistic).toBeLessThan(chiSquaredLimit(freedom))
  })
})

/** What transformers' own processors, in its own order, make of one row of logits: test/golden/make_sampling.py. */
interface Fixture {
  transformers: string
  prompt: number[]
  generated: number[]
  /** Of these ids; those of all others are `others`. */
  logits: Record<string, number>
  others: number
  /** The row without the prompt. */
  unguided: Record<string, number>
  /** After the text above, unless a case has one of its own. */
  cases: ({ options: GenerateOptions; p: Record<string, number> } & Partial<Past>)[]
}

describe('where transformers has the option', () => {
  const file = join(import.meta.dirname, 'golden/sampling/cases.json')
  const fixture = JSON.parse(readFileSync(file, 'utf8')) as Fixture
  const rowOf = (known: Record<string, number>) => {
    const row = new Float32Array(VOCABULARY).fill(fixture.others)
    for (const [id, logit] of Object.entries(known)) row[Number(id)] = logit
    return row
  }
  const logits = rowOf(fixture.logits)
  const unguided = rowOf(fixture.unguided)
  const other = new FixedModel(64, logits)
  let otherModel: Model
  beforeAll(async () => {
    otherModel = await other.load()
    expect([fixture.prompt, fixture.generated]).toEqual([prompt, begun])
  })
  afterAll(() => other.remove())

  const cases = fixture.cases.map(({ options, p, ...own }) => {
    const row = new Array<number>(VOCABULARY).fill(0)
    for (const [id, share] of Object.entries(p)) row[Number(id)] = share
    const past: Past = { prompt, generated: begun, ...own }
    return { options: { topK: 0, ...options } as GenerateOptions, p: row, past }
  })

  it('the reference says the same', () => {
    let borderlines = 0
    for (const { options, p, past } of cases) {
      const scale = options.guidanceScale
      const row = scale === undefined ? logits : guidedLogits(logits, unguided, scale)
      const said = referenceProbabilities(row, options, past, facts)
      borderlines += Number(said.borderline)
      for (const [id, share] of p.entries()) {
        expect(Math.abs(said.p[id]! - share), `${id}: ${JSON.stringify(options)}`).toBeLessThan(
          1e-12,
        )
      }
    }
    expect(cases.length).toBe(119)
    expect(borderlines).toBe(0)
  })

  it('tokens are drawn by its probabilities', slow, async () => {
    for (const [number, { options, p, past }] of cases.entries()) {
      // Guided rows are compared in guidance.test.ts: this model says the same with and without a prompt.
      if (options.guidanceScale !== undefined) continue
      const counts = await countAfter(past, options, trials(500), 500 + number, otherModel)
      compare(counts, p, options)
    }
  })
})
