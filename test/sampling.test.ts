/** The sampling policy through the public face, against the reference in support/. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type GenerateOptions,
  loadModel,
  type Model,
  NextokenError,
  type SamplingPreset,
} from '../dist/index.js'
import { slideWindow } from '../dist/sampling.js'
import {
  chiSquaredLimit,
  type ReferenceModel,
  referenceProbabilities,
} from './support/sampling-reference.js'
import { writeSyntheticModel } from './support/synthetic-model.js'

const CONTEXT = 64
const VOCABULARY = 257
const END = 256
const shape = {
  vocab_size: VOCABULARY,
  n_positions: CONTEXT,
  n_embd: 32,
  n_layer: 1,
  n_head: 2,
  eos_token_id: END,
}

let folder = ''
let model: Model
let facts: ReferenceModel
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nextoken-sampling-'))
  writeSyntheticModel(folder, shape, { seed: 5, tokenizer: 'bytes' })
  model = await loadModel(folder, { precision: 'f32', threads: 1 })
  facts = {
    contextLength: CONTEXT,
    stopIds: [END],
    encode: (text) => [...model.tokenizer.encode(text)],
    tokenText: (id) => model.tokenizer.tokenText(id),
  }
})
afterAll(async () => {
  await model.dispose()
  rmSync(folder, { recursive: true, force: true })
})

async function idsOf(prompt: string | readonly number[], options: GenerateOptions, of = model) {
  return (await of.generate(prompt, options).result()).ids
}

async function logitsAfter(ids: readonly number[]): Promise<Float32Array> {
  const { data, shape } = await model.logits(ids)
  return data.subarray((shape[0] - 1) * shape[1])
}

/** The same numbers every time (Mulberry32). */
function randomNumbers(seed: number) {
  let state = seed
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (low: number, high: number) => low + Math.floor(uniform() * (high - low + 1))
  return { uniform, whole, between: (low: number, high: number) => low + uniform() * (high - low) }
}

const prompt = [...'a_rose_is_a_rose_is_a'].map((letter) => letter.charCodeAt(0) - 0x21)
/** Tokens that the text begins with, so that penalties have something to count. */
const begun = [64, 65, 64, 66, 64]

/** Some of the options, each with a random value; `only` picks one. */
function someOptions(seed: number, only?: keyof GenerateOptions): GenerateOptions {
  const { uniform, whole, between } = randomNumbers(seed)
  const ids = (count: number) => Array.from({ length: count }, () => whole(0, VOCABULARY - 1))
  const values: GenerateOptions = {
    temperature: between(0.4, 1.6),
    dynamicTemperature: {
      low: between(0.2, 0.7),
      high: between(0.8, 2),
      exponent: between(0.5, 2),
    },
    topK: whole(2, 60),
    topP: between(0.4, 0.98),
    minP: between(0.01, 0.2),
    typicalP: between(0.3, 0.95),
    epsilonCutoff: between(5e-4, 8e-3),
    etaCutoff: between(5e-4, 8e-3),
    topNSigma: between(1, 3),
    xtc: { probability: between(0.2, 0.8), threshold: between(0.01, 0.1) },
    mirostat: { tau: between(3, 6), eta: 0.2 },
    repetitionPenalty: between(1.1, 1.8),
    presencePenalty: between(-1, 2),
    frequencyPenalty: between(-0.5, 1),
    dry: { multiplier: between(0.5, 2), allowedLength: whole(1, 3), sequenceBreakers: ['z'] },
    noRepeatNgram: whole(1, 4),
    logitBias: Object.fromEntries(ids(5).map((id) => [id, between(-2, 3)])),
    bannedTokens: ids(20).filter((id) => !begun.includes(id)),
    bannedWords: ['ab', 'q', 'is a'],
    minTokens: begun.length + 1,
  }
  const names = Object.keys(values) as (keyof GenerateOptions)[]
  const chosen = names.filter((name) => (only === undefined ? uniform() < 0.35 : name === only))
  const options = Object.fromEntries(chosen.map((name) => [name, values[name]])) as GenerateOptions
  if (options.dynamicTemperature !== undefined) delete options.temperature
  if (options.mirostat !== undefined) {
    for (const name of [
      'topK',
      'topP',
      'minP',
      'typicalP',
      'epsilonCutoff',
      'etaCutoff',
      'topNSigma',
      'xtc',
    ] as const) {
      delete options[name]
    }
  } else {
    options.topK ??= 0
  }
  const penalises =
    options.repetitionPenalty ?? options.presencePenalty ?? options.frequencyPenalty ?? options.dry
  if (penalises !== undefined && uniform() < 0.5) options.penaltyWindow = whole(1, 20)
  return options
}

describe('the next token is drawn by the probabilities of the reference', () => {
  const DRAWS = 5000

  /**
   * Counts of the token after `begun` over many seeds, by chi-squared. `make` gives options until they are
   * clear-cut, and make a difference.
   */
  async function check(make: (attempt: number) => GenerateOptions, without?: GenerateOptions) {
    const logits = await logitsAfter([...prompt, ...begun])
    const expectation = (options: GenerateOptions) =>
      referenceProbabilities(logits, options, { prompt, generated: begun }, facts)
    const plain = without === undefined ? '' : JSON.stringify(expectation(without).p)
    let options = make(0)
    let { p, borderline } = expectation(options)
    for (let attempt = 1; borderline || JSON.stringify(p) === plain; attempt++) {
      expect(attempt, 'too few clear cases').toBeLessThan(50)
      options = make(attempt)
      ;({ p, borderline } = expectation(options))
    }

    const counts = new Array<number>(VOCABULARY).fill(0)
    const run = { ...options, forcedTokens: begun, maxTokens: begun.length + 1 }
    for (let begin = 0; begin < DRAWS; begin += 200) {
      const seeds = Array.from({ length: 200 }, (_, i) => 1000 + begin + i)
      for (const ids of await Promise.all(seeds.map((seed) => idsOf(prompt, { ...run, seed })))) {
        expect(ids.slice(0, begun.length)).toEqual(begun)
        counts[ids[begun.length] ?? END]! += 1
      }
    }
    const about = JSON.stringify(options)
    let statistic = 0
    let freedom = -1
    const rest = { expected: 0, count: 0 }
    for (const [id, share] of p.entries()) {
      const wanted = share * DRAWS
      if (share === 0) expect(counts[id], `token ${id} was dropped: ${about}`).toBe(0)
      if (wanted >= 15) expect(counts[id], `token ${id} was kept: ${about}`).toBeGreaterThan(0)
      if (wanted >= 5) {
        statistic += (counts[id]! - wanted) ** 2 / wanted
        freedom += 1
      } else {
        rest.expected += wanted
        rest.count += counts[id]!
      }
    }
    if (rest.expected >= 5) {
      statistic += (rest.count - rest.expected) ** 2 / rest.expected
      freedom += 1
    }
    if (freedom > 0) expect(statistic, about).toBeLessThan(chiSquaredLimit(freedom))
    return freedom
  }

  it.each([
    'temperature',
    'dynamicTemperature',
    'topK',
    'topP',
    'minP',
    'typicalP',
    'epsilonCutoff',
    'etaCutoff',
    'topNSigma',
    'xtc',
    'mirostat',
    'repetitionPenalty',
    'presencePenalty',
    'frequencyPenalty',
    'dry',
    'noRepeatNgram',
    'logitBias',
    'bannedTokens',
    'bannedWords',
    'minTokens',
  ] as const)('%s alone', { timeout: 120_000 }, async (name) => {
    const plain = name === 'mirostat' ? {} : { topK: 0 }
    expect(await check((attempt) => someOptions(100 + attempt, name), plain)).toBeGreaterThan(2)
  })

  it('no option', { timeout: 120_000 }, async () => {
    expect(await check(() => ({}))).toBeGreaterThan(2)
  })

  it.each(Array.from({ length: 30 }, (_, i) => i))(
    'some at random: %i',
    { timeout: 120_000 },
    async (number) => {
      await check((attempt) => someOptions(500 + 100 * number + attempt))
    },
  )
})

describe('a whole text', () => {
  /** Every token must be possible by the reference, and the only possible one where it is greedy. */
  async function follow(options: GenerateOptions) {
    const tau = options.mirostat?.tau ?? 5
    let mu = 2 * tau
    const generated: number[] = []
    let compared = 0
    for await (const { id, logprob } of model.generate(prompt, options)) {
      const text = [...prompt, ...generated]
      const past = options.overflow === 'slide' ? slidden(text) : text
      const logits = await logitsAfter(past)
      const { p, borderline } = referenceProbabilities(
        logits,
        options,
        { prompt, generated, mu },
        facts,
      )
      if (!borderline) {
        expect(p[id], `token ${generated.length}: ${JSON.stringify(options)}`).toBeGreaterThan(0)
        compared++
      }
      const largest = Math.max(...logits)
      const total = logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0)
      expect(logprob).toBeCloseTo(logits[id]! - largest - Math.log(total), 4)
      if (options.mirostat !== undefined) {
        mu -= (options.mirostat.eta ?? 0.1) * (-Math.log2(p[id]!) - tau)
      }
      generated.push(id)
    }
    expect(compared).toBeGreaterThan(generated.length / 2)
    return generated
  }

  /** What the model sees of a text that has slid, token by token. */
  function slidden(text: readonly number[]): number[] {
    let window = text.slice(0, prompt.length) as number[]
    for (const id of text.slice(prompt.length)) window = slideWindow([...window, id], CONTEXT, 0)
    return window
  }

  it('is possible by the reference, whatever the options', { timeout: 120_000 }, async () => {
    for (let i = 0; i < 25; i++) {
      const options = { ...someOptions(5000 + i), seed: i, maxTokens: 30 }
      await follow(options)
    }
  })

  it('is the likeliest one at temperature 0', { timeout: 120_000 }, async () => {
    for (const rules of [
      { repetitionPenalty: 1.5 },
      { noRepeatNgram: 2 },
      { frequencyPenalty: 1.5, presencePenalty: 1, penaltyWindow: 9 },
      { dry: { multiplier: 3 } },
      { bannedWords: ['a', 'the'], minTokens: 25 },
      { repetitionPenalty: 1.3, noRepeatNgram: 3, logitBias: new Map([[3, 2]]) },
    ]) {
      await follow({ ...rules, temperature: 0, maxTokens: 30 })
    }
  })

  it('remembers what has slid out of the context', { timeout: 120_000 }, async () => {
    const slide = { overflow: 'slide', maxTokens: 150, minTokens: 150 } as const
    const once = await follow({ ...slide, temperature: 0, noRepeatNgram: 1 })
    expect(new Set(once).size).toBe(150)
    await follow({ ...slide, seed: 3, mirostat: { tau: 3 }, repetitionPenalty: 1.2 })
  })

  it('is the same alone, in company and on an engine short of memory', {
    timeout: 120_000,
  }, async () => {
    const all = Array.from({ length: 24 }, (_, i) => ({
      ...someOptions(9000 + i),
      seed: i,
      maxTokens: 40,
    }))
    const alone: (readonly number[])[] = []
    for (const options of all) alone.push(await idsOf(prompt, options))
    expect(await Promise.all(all.map((options) => idsOf(prompt, options)))).toEqual(alone)
    // Room for one context: the others give up their blocks again and again.
    const small = await loadModel(folder, { precision: 'f32', threads: 2, kvCacheBytes: 0 })
    expect(await Promise.all(all.map((options) => idsOf(prompt, options, small)))).toEqual(alone)
    await small.dispose()
  })
})

describe('options that name tokens', () => {
  it('forcedTokens: the first ones, or places', async () => {
    const free = await idsOf(prompt, { maxTokens: 6, seed: 1 })
    expect(
      (await idsOf(prompt, { maxTokens: 6, seed: 1, forcedTokens: [1, 2] })).slice(0, 2),
    ).toEqual([1, 2])
    for (const forcedTokens of [new Map([[3, 7]]), { 3: 7 }]) {
      const ids = await idsOf(prompt, { maxTokens: 6, seed: 1, forcedTokens })
      expect(ids.slice(0, 4)).toEqual([...free.slice(0, 3), 7])
    }
    expect(await idsOf(prompt, { maxTokens: 6, forcedTokens: Int32Array.of(5, END) })).toEqual([5])
  })

  it('stop: a token id ends the text and is no part of it', async () => {
    const options = { maxTokens: 12, seed: 2, topK: 0 }
    const whole = await idsOf(prompt, options)
    const stop = whole[5]!
    const result = await model.generate(prompt, { ...options, stop: ['never', stop] }).result()
    expect(result.ids).toEqual(whole.slice(0, whole.indexOf(stop)))
    expect(result.finishReason).toBe('stop')
  })

  it('minTokens: neither end-of-text nor a stop id comes before', async () => {
    const logitBias = { [END]: 100, 7: 90 }
    expect(await idsOf(prompt, { logitBias, maxTokens: 9 })).toEqual([])
    const ids = await idsOf(prompt, { logitBias, maxTokens: 9, minTokens: 4, seed: 1 })
    expect(ids).toEqual([7, 7, 7, 7])
    expect(
      await idsOf(prompt, { logitBias, maxTokens: 9, minTokens: 4, stop: 7, seed: 1 }),
    ).toHaveLength(4)
  })

  it('bannedWords: with and without a space; of a phrase the end, where its beginning stands', async () => {
    const [i, s, space] = model.tokenizer.encode('is ')
    const pull = { temperature: 0, maxTokens: 2, logitBias: { [s!]: 60 } }
    expect(await idsOf([1, i!], pull)).toEqual([s, s])
    const after = await idsOf([1, i!], { ...pull, bannedWords: 'is' })
    expect(after[0]).not.toBe(s)
    expect(after[1]).toBe(s)
    expect(await idsOf([1, i!], { ...pull, bannedWords: ['s'] })).not.toContain(s)
    // ' s' is two tokens of this tokenizer; with the space given, only that form is meant.
    expect((await idsOf([1, space!], { ...pull, bannedWords: [' s'] }))[0]).not.toBe(s)
    expect((await idsOf([1, i!], { ...pull, bannedWords: [' s'] }))[0]).toBe(s)
  })

  it('where the rules about repetition leave nothing, they do not hold', async () => {
    const allowed = [1, 2, 3]
    const bannedTokens = Array.from({ length: VOCABULARY }, (_, id) => id).filter(
      (id) => !allowed.includes(id),
    )
    const ids = await idsOf([9], { bannedTokens, noRepeatNgram: 1, maxTokens: 8, seed: 1 })
    expect(ids).toHaveLength(8)
    expect([...ids.slice(0, 3)].sort()).toEqual(allowed)
    expect(ids.every((id) => allowed.includes(id))).toBe(true)
  })
})

describe('presets', () => {
  const values: Record<SamplingPreset, GenerateOptions> = {
    greedy: { temperature: 0 },
    precise: { temperature: 0.6, topK: 0, topP: 0.9, repetitionPenalty: 1.1 },
    creative: { temperature: 1.2, topK: 0, minP: 0.05 },
    'gpt2-original': { temperature: 1, topK: 40 },
  }
  const run = { maxTokens: 25, seed: 4 }

  it.each(Object.keys(values) as SamplingPreset[])('%s', async (preset) => {
    const ids = await idsOf(prompt, { ...run, preset })
    expect(ids).toEqual(await idsOf(prompt, { ...run, ...values[preset] }))
    const changed = { topK: 3, temperature: 0.8 }
    expect(await idsOf(prompt, { ...run, preset, ...changed })).toEqual(
      await idsOf(prompt, { ...run, ...values[preset], ...changed }),
    )
  })

  it('win over generation_config.json, which wins over the defaults', async () => {
    const other = mkdtempSync(join(tmpdir(), 'nextoken-presets-'))
    writeSyntheticModel(other, shape, { seed: 5, tokenizer: 'bytes' })
    const file = {
      temperature: 1.5,
      top_k: 0,
      min_p: 0.1,
      typical_p: 0.8,
      repetition_penalty: 1.7,
      no_repeat_ngram_size: 2,
      epsilon_cutoff: 0.001,
      eta_cutoff: 0.002,
    }
    writeFileSync(join(other, 'generation_config.json'), JSON.stringify(file))
    const configured = await loadModel(other, { precision: 'f32', threads: 1 })
    const asFile = {
      temperature: 1.5,
      topK: 0,
      minP: 0.1,
      typicalP: 0.8,
      repetitionPenalty: 1.7,
      noRepeatNgram: 2,
      epsilonCutoff: 0.001,
      etaCutoff: 0.002,
    }
    expect(configured.generationDefaults).toMatchObject(asFile)
    expect(await idsOf(prompt, run, configured)).toEqual(await idsOf(prompt, { ...run, ...asFile }))
    for (const preset of Object.keys(values) as SamplingPreset[]) {
      expect(await idsOf(prompt, { ...run, preset }, configured)).toEqual(
        await idsOf(prompt, { ...run, preset }),
      )
    }
    // Mirostat stands in the place of what the file and the preset cut.
    const mirostat = { ...run, mirostat: {}, preset: 'creative' } as const
    expect(await idsOf(prompt, mirostat, configured)).toEqual(
      await idsOf(prompt, { ...run, mirostat: {}, temperature: 1.2 }),
    )
    await configured.dispose()
    rmSync(other, { recursive: true, force: true })
  })
})

describe('bad options are refused by name', () => {
  const refused = (options: unknown): string => {
    try {
      model.generate('abc', options as GenerateOptions)
    } catch (error) {
      expect(error).toBeInstanceOf(NextokenError)
      expect(error).toMatchObject({ code: 'ERR_NEXTOKEN_INVALID_ARGUMENT' })
      return (error as Error).message
    }
    throw new Error(`${JSON.stringify(options)} was accepted`)
  }

  const bad: Record<string, unknown[]> = {
    preset: ['wild', 3, null],
    temperature: [-0.1, 100.1, Number.NaN, '1', null],
    dynamicTemperature: [
      1,
      {},
      { low: 1, high: 0.5 },
      { low: 0, high: 101 },
      { low: 0, high: 1, exponent: 0 },
      { low: 0, high: 1, top: 1 },
    ],
    topK: [-1, 1.5, '40', 2 ** 31],
    topP: [0, 1.1, Number.NaN],
    minP: [-0.1, 1.1, 'low'],
    typicalP: [0, 1.1],
    epsilonCutoff: [-0.1, 1],
    etaCutoff: [-0.1, 1],
    topNSigma: [-1, 101],
    xtc: [0.5, { probability: 2 }, { threshold: 0.6 }, { threshold: 0 }, { chance: 1 }],
    mirostat: [2, { tau: 0 }, { eta: 0 }, { eta: 2 }, { mu: 1 }],
    repetitionPenalty: [0, -1, 101],
    presencePenalty: [-101, 101, '1'],
    frequencyPenalty: [-101, 101, Number.NaN],
    penaltyWindow: [0, 1.5, -1],
    dry: [
      true,
      { multiplier: 0 },
      { base: 0.5 },
      { allowedLength: 0 },
      { sequenceBreakers: 'x' },
      { sequenceBreakers: [''] },
      { length: 2 },
    ],
    noRepeatNgram: [-1, 1.5],
    logitBias: [
      5,
      [1, 2],
      { a: 1 },
      { 257: 1 },
      { 1: 101 },
      new Map([[-1, 1]]),
      new Map([['1', 1]]),
    ],
    bannedTokens: [5, 'abc', [257], [-1], [1.5], ['a']],
    bannedWords: ['', [''], [5], 5],
    forcedTokens: [5, [257], { x: 1 }, new Map([[-1, 1]]), new Map([[0, 300]])],
    minTokens: [-1, 1.5],
    stop: ['', 257, -1, [1.5], {}, [null]],
  }
  it.each(Object.entries(bad))('%s', (name, values) => {
    for (const value of values) expect(refused({ [name]: value })).toContain(name)
  })

  it.each<[GenerateOptions, string[]]>([
    [{ mirostat: {}, topK: 5, minP: 0.1 }, ['mirostat', 'topK', 'minP']],
    [{ mirostat: {}, topP: 0.5, typicalP: 0.5 }, ['mirostat', 'topP', 'typicalP']],
    [{ mirostat: {}, xtc: {}, topNSigma: 1 }, ['mirostat', 'xtc', 'topNSigma']],
    [{ mirostat: {}, epsilonCutoff: 0.1, etaCutoff: 0.1 }, ['epsilonCutoff', 'etaCutoff']],
    [
      { temperature: 1, dynamicTemperature: { low: 0, high: 1 } },
      ['temperature', 'dynamicTemperature'],
    ],
    [{ temperature: 0, mirostat: {} }, ['temperature 0', 'mirostat']],
    [{ temperature: 0, xtc: {}, typicalP: 0.5 }, ['temperature 0', 'xtc', 'typicalP']],
    [{ preset: 'greedy', xtc: {} }, ["preset 'greedy'", 'xtc']],
    [{ minTokens: 11, maxTokens: 10 }, ['minTokens', 'maxTokens']],
    [{ forcedTokens: [5], bannedTokens: [5] }, ['forcedTokens', 'bannedTokens']],
    [{ forcedTokens: { 2: END }, minTokens: 3 }, ['forcedTokens', 'minTokens']],
    [{ penaltyWindow: 3 }, ['penaltyWindow', 'repetitionPenalty']],
    [
      { bannedTokens: Array.from({ length: 256 }, (_, i) => i), minTokens: 1 },
      ['bannedTokens', 'minTokens'],
    ],
  ])('%o contradict each other', (options, names) => {
    const message = refused(options)
    for (const name of names) expect(message).toContain(name)
  })

  it('what changes nothing is no contradiction', async () => {
    const harmless: GenerateOptions[] = [
      { temperature: 0, topK: 5, topP: 0.5, minP: 0.1, topNSigma: 1, typicalP: 1 },
      { mirostat: {}, topK: 0, topP: 1, minP: 0, typicalP: 1 },
      { preset: 'greedy', temperature: 1, xtc: {} },
    ]
    for (const options of harmless) {
      expect((await idsOf(prompt, { ...options, maxTokens: 3, minTokens: 3 })).length).toBe(3)
    }
    expect(await idsOf(prompt, { ...harmless[0], maxTokens: 9 })).toEqual(
      await idsOf(prompt, { temperature: 0, maxTokens: 9 }),
    )
  })
})
