/** Classifier-free guidance against its definition in double precision; alone, in company, in sessions. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type GenerateOptions, loadModel, type Model } from '../dist/index.js'
import { ReferenceModel } from './support/reference.js'
import { guidedLogits, referenceLogits } from './support/sampling-reference.js'
import { writeSyntheticModel } from './support/synthetic-model.js'

const small = { vocab_size: 257, n_positions: 48, n_embd: 32, n_layer: 2, n_head: 4 }
const reference = new ReferenceModel(small, 7)

let folder = ''
let model: Model
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nextoken-guidance-'))
  writeSyntheticModel(folder, { ...small, bos_token_id: 256 }, { seed: 7, tokenizer: 'bytes' })
  model = await loadModel(folder, { precision: 'f32', threads: 2 })
})
afterAll(async () => {
  await model.dispose()
  rmSync(folder, { recursive: true, force: true })
})

async function idsOf(prompt: string | number[], options: GenerateOptions, of = model) {
  return (await of.generate(prompt, options).result()).ids
}

describe('guidance', () => {
  const prompt = [10, 20, 30, 40, 50]
  const cases: [string, GenerateOptions, number[]][] = [
    ['from the last token', { guidanceScale: 1.5 }, [50]],
    ['from a negative prompt', { guidanceScale: 3, negativePrompt: [7, 8] }, [7, 8]],
    [
      'from a longer one',
      { guidanceScale: 2, negativePrompt: Array(20).fill(9) },
      Array(20).fill(9),
    ],
    ['away from the prompt', { guidanceScale: 0.25, negativePrompt: [7] }, [7]],
    ['without the prompt', { guidanceScale: 0, negativePrompt: [7, 8] }, [7, 8]],
    ['before the rules', { guidanceScale: 1.5, repetitionPenalty: 1.3, logitBias: { 3: 4 } }, [50]],
  ]

  it.each(cases)('is what it is by definition: %s', async (_, options, negative) => {
    const seen: Float32Array[] = []
    const common: GenerateOptions = { ...options, maxTokens: 12, temperature: 0 }
    const ids = await idsOf(prompt, common)
    const watched = await idsOf(prompt, {
      ...common,
      logitsProcessor: (logits) => void seen.push(logits.slice()),
    })
    expect(watched).toEqual(ids)
    for (const [at, id] of ids.entries()) {
      const generated = ids.slice(0, at)
      const scores = guidedLogits(
        reference.logprobs([...prompt, ...generated]).at(-1)!,
        reference.logprobs([...negative, ...generated]).at(-1)!,
        options.guidanceScale!,
      )
      for (const [token, score] of scores.entries()) {
        expect(Math.abs(seen[at]![token]! - score)).toBeLessThan(2e-4 * (1 + Math.abs(score)))
      }
      const row = referenceLogits(
        scores,
        common,
        { prompt, generated },
        {
          contextLength: small.n_positions,
          stopIds: [],
          encode: () => [],
          tokenText: () => '',
        },
      )
      expect(row[id]!).toBeGreaterThan(Math.max(...row) - 1e-3)
    }
  })

  it('tells log-probabilities of the model itself', async () => {
    const generation = model.generate(prompt, {
      guidanceScale: 2,
      maxTokens: 4,
      seed: 1,
      topLogprobs: 2,
    })
    const ids = [...prompt]
    for await (const { id, logprob, top } of generation) {
      const expected = reference.logprobs(ids).at(-1)!
      expect(logprob).toBeCloseTo(expected[id]!, 4)
      expect(top![0]!.logprob).toBeCloseTo(Math.max(...expected), 4)
      ids.push(id)
    }
  })

  it('gives the same alone and in company, with one place, little memory or a known prefix', async () => {
    const options: GenerateOptions[] = cases.map(([, each], i) => ({
      ...each,
      maxTokens: 20,
      seed: i,
    }))
    const alone = []
    for (const each of options) alone.push(await idsOf(prompt, each))
    const plain = await idsOf(prompt, { maxTokens: 20, seed: 9 })
    const narrow = await loadModel(folder, {
      precision: 'f32',
      threads: 1,
      maxConcurrent: 1,
      kvCacheBytes: 1,
      prefixCache: false,
    })
    for (const of of [model, narrow]) {
      const together = await Promise.all([
        ...options.map((each) => idsOf(prompt, each, of)),
        ...options.map((each) => idsOf(prompt, { ...each, logitsProcessor: async () => {} }, of)),
        idsOf(prompt, { maxTokens: 20, seed: 9 }, of),
      ])
      expect(together).toEqual([...alone, ...alone, plain])
      expect(of.stats().cache.heldBytes).toBe(0)
    }
    await narrow.dispose()
  })

  it('takes a pass a token for both', async () => {
    const before = model.stats().steps
    await idsOf('abc', { guidanceScale: 1.5, maxTokens: 20, seed: 1 })
    expect(model.stats().steps - before).toBe(20)
  })

  it('of scale 1 is none', async () => {
    const options: GenerateOptions = { maxTokens: 10, seed: 4 }
    const expected = await idsOf('abc', options)
    expect(await idsOf('abc', { ...options, guidanceScale: 1, negativePrompt: 'x' })).toEqual(
      expected,
    )
    expect(await idsOf('abc', { ...options, guidanceScale: 1.2 })).not.toEqual(expected)
  })

  it('works in sessions, and ends where either text fills the context', async () => {
    const session = model.session('abc')
    const options: GenerateOptions = {
      guidanceScale: 1.5,
      negativePrompt: 'no',
      maxTokens: 5,
      seed: 2,
    }
    await session.generate(options).result()
    const ids = [...session.ids]
    expect(await idsOf([...model.tokenizer.encode('abc')], options)).toEqual(ids.slice(3))
    const { ids: more } = await session.generate(options).result()
    expect(await idsOf(ids, options)).toEqual(more)

    const long = { ...options, negativePrompt: Array(40).fill(5), maxTokens: 100 }
    expect(await model.generate('a', long).result()).toMatchObject({
      finishReason: 'context',
      usage: { completionTokens: 8 },
    })
  })

  it('is cancelled as a whole', async () => {
    const generation = model.generate('abc', { guidanceScale: 1.5, maxTokens: 40 })
    for await (const token of generation) if (token) break
    await idsOf('x', { maxTokens: 1 })
    const { running, waiting, paused, cache } = model.stats()
    expect({ running, waiting, paused, held: cache.heldBytes }).toEqual({
      running: 0,
      waiting: 0,
      paused: 0,
      held: 0,
    })
  })

  const refused: [GenerateOptions, RegExp][] = [
    [{ guidanceScale: -1 }, /guidanceScale must be a number from 0 to 100, got -1/],
    [{ guidanceScale: Infinity }, /guidanceScale must be/],
    [{ guidanceScale: NaN }, /guidanceScale must be/],
    [{ negativePrompt: 'x' }, /negativePrompt is for guidanceScale/],
    [{ guidanceScale: 2, negativePrompt: [300] }, /token id 300 at index 0 of negativePrompt/],
    [{ guidanceScale: 2, negativePrompt: 3 as never }, /negativePrompt must be a string or/],
    [{ guidanceScale: 2, negativePrompt: Array(48).fill(1) }, /negativePrompt has 48 tokens/],
    [{ guidanceScale: 2, overflow: 'slide' }, /guidanceScale .* contradicts overflow/],
  ]
  it.each(refused)('is refused: %o', (options, message) => {
    expect(() => model.generate('abc', options)).toThrow(message)
  })
})
