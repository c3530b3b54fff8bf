/** The sampling policy through the public face, against the reference in support/. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type GenerateOptions, loadModel, type Model, type SamplingPreset } from '../dist/index.js'
import { slideWindow } from '../dist/sampling.js'
import { END, factsOf, prompt, someOptions, VOCABULARY } from './support/sampling.js'
import { type ReferenceModel, referenceProbabilities } from './support/sampling-reference.js'
import { writeSyntheticModel } from './support/synthetic-model.js'

const CONTEXT = 64
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
  facts = factsOf(model)
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
