/** Scores, ranks, classes, and the log-probabilities of a generation, against a float64 reference. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadModel, type Model, type Score, type TokenLogprob } from '../dist/index.js'
import { goldenCases } from './support/golden.js'
import {
  config,
  furthest,
  inCompany,
  START,
  someIds,
  TestModel,
  variants,
} from './support/insight.js'
import { logSoftmax } from './support/reference.js'
import { writeSyntheticModel } from './support/synthetic-model.js'

const CONTEXT = config.n_positions
const test = new TestModel({ ...config, bos_token_id: START })
let model: Model
beforeAll(async () => {
  model = await test.load()
})
afterAll(() => test.remove())

/** The log-probability of each token of `all` but the first, by the loop of Hugging Face's guide. */
function referenceScores(all: readonly number[], stride: number): number[] {
  const scores: number[] = []
  let previousEnd = 0
  for (let begin = 0; begin < all.length; begin += stride) {
    const end = Math.min(begin + CONTEXT, all.length)
    const window = all.slice(begin, end)
    const logprobs = test.reference.logprobs(window)
    for (let at = Math.max(previousEnd, 1); at < end; at++) {
      scores.push(logprobs[at - 1 - begin]![all[at]!]!)
    }
    previousEnd = end
    if (end === all.length) break
  }
  return scores
}

const likeliest = (row: Float64Array, count: number) =>
  Array.from(row, (logprob, id) => ({ id, logprob }))
    .sort((a, b) => b.logprob - a.logprob || a.id - b.id)
    .slice(0, count)

describe('score', () => {
  it('is the log-probability of each token given those before it', async () => {
    const ids = someIds(CONTEXT - 1, 1)
    const { logprobs, totalLogprob, perplexity, ids: scored } = await model.score(ids)
    expect([...scored]).toEqual(ids)
    const expected = referenceScores([START, ...ids], 1)
    expect(furthest(logprobs, expected)).toBeLessThan(1e-4)
    const total = expected.reduce((sum, each) => sum + each, 0)
    expect(totalLogprob).toBeCloseTo(total, 3)
    expect(perplexity / Math.exp(-total / ids.length)).toBeCloseTo(1, 5)
  })

  it("agrees with the golden logits at GPT-2's own width and vocabulary", async () => {
    const golden = goldenCases().find(({ name }) => name === 'gpt2-width')!
    const folder = mkdtempSync(join(tmpdir(), 'nextoken-scoring-'))
    try {
      writeSyntheticModel(folder, golden.config, golden)
      await using other = await loadModel(folder, { precision: 'f32' })
      const { logprobs, top } = await other.score(golden.ids, {
        startToken: false,
        topLogprobs: 100,
      })
      const vocab = golden.config.vocab_size
      let compared = 0
      for (const [row, position] of golden.positions.entries()) {
        const next = golden.ids[position + 1]
        if (next === undefined) continue
        const logits = golden.logits.subarray(row * vocab, (row + 1) * vocab)
        const expected = logSoftmax(Float64Array.from(logits))
        for (const { id, logprob } of [
          ...top![position + 1]!,
          { id: next, logprob: logprobs[position + 1]! },
        ]) {
          expect(Math.abs(logprob - expected[id]!)).toBeLessThan(1e-4)
          compared++
        }
      }
      // Two of the positions that are kept have a next token.
      expect(compared).toBe(2 * 101)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('takes text as its tokens', async () => {
    const text = 'Ein Text, größer'
    expect(await model.score(text)).toEqual(await model.score(model.tokenizer.encode(text)))
  })

  it('leaves the first token out where nothing stands before it', async () => {
    const ids = someIds(9, 2)
    const { logprobs, perplexity } = await model.score(ids, { startToken: false })
    expect(logprobs[0]).toBeNaN()
    const expected = referenceScores(ids, 1)
    expect(furthest(logprobs.subarray(1), expected)).toBeLessThan(1e-4)
    const total = logprobs.subarray(1).reduce((sum, each) => sum + each, 0)
    expect(perplexity).toBeCloseTo(Math.exp(-total / 8), 3)
    // A text that brings its start token is taken as it is.
    const [brought, put] = await model.score([[START, ...ids], ids])
    expect(brought!.logprobs[0]).toBeNaN()
    expect([...brought!.logprobs.subarray(1)]).toEqual([...put!.logprobs])
    const doubled = await model.score([START, ...ids], { startToken: true })
    const twice = referenceScores([START, START, ...ids], 1)
    expect(furthest(doubled.logprobs, twice)).toBeLessThan(1e-4)
    expect((await model.score([7], { startToken: false })).perplexity).toBeNaN()
  })

  it('needs no start token', async () => {
    const nameless = new TestModel({ ...config, vocab_size: 256 })
    try {
      const other = await nameless.load()
      const { logprobs } = await other.score([1, 2, 3])
      expect(logprobs[0]).toBeNaN()
      expect(logprobs[2]).toBeLessThan(0)
      await expect(other.score([1, 2], { startToken: true })).rejects.toThrow(/startToken/)
    } finally {
      await nameless.remove()
    }
  })

  it.each([1, 7, 32, CONTEXT - 1])('slides over long texts, stride %i', async (stride) => {
    for (const length of [CONTEXT, CONTEXT + 1, CONTEXT + stride + 5]) {
      const ids = someIds(length, 30 + length)
      const { logprobs } = await model.score(ids, { stride, startToken: false })
      expect(furthest(logprobs.subarray(1), referenceScores(ids, stride))).toBeLessThan(1e-4)
      const started = await model.score(ids, { stride })
      expect(furthest(started.logprobs, referenceScores([START, ...ids], stride))).toBeLessThan(
        1e-4,
      )
    }
  })

  it('has a default stride of half the context', async () => {
    const ids = someIds(3 * CONTEXT, 4)
    expect(await model.score(ids)).toEqual(await model.score(ids, { stride: CONTEXT / 2 }))
  })

  it('tells the likeliest tokens in each place', async () => {
    const ids = someIds(2 * CONTEXT, 5)
    const options = { topLogprobs: 4, stride: 20, startToken: false }
    const { top, logprobs } = await model.score(ids, options)
    expect(top![0]).toEqual([])
    const whole = await model.score(ids, { ...options, topLogprobs: 100 })
    const first = test.reference.logprobs(ids.slice(0, CONTEXT))
    ids.slice(1).forEach((id, index) => {
      const at = index + 1
      expect(top![at]).toEqual(whole.top![at]!.slice(0, 4))
      const own = whole.top![at]!.find((token) => token.id === id)
      if (own !== undefined) expect(own.logprob).toBe(logprobs[at])
      if (at >= CONTEXT) return
      const expected = likeliest(first[at - 1]!, 4)
      expect(top![at]!.map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
      expect(top![at]![0]!.text).toBe(model.tokenizer.tokenText(expected[0]!.id))
    })
  })

  it('scores many texts as it scores each, bit by bit', async () => {
    const texts = Array.from({ length: 70 }, (_, at) => someIds(1 + ((at * 13) % 90), at))
    const together = await model.score(texts, { stride: 10, topLogprobs: 1 })
    expect(together).toHaveLength(70)
    for (const [at, text] of texts.entries()) {
      expect(together[at]).toEqual(await model.score(text, { stride: 10, topLogprobs: 1 }))
    }
    expect(await model.score([])).toEqual([])
    expect(await model.score(['Hallo', [1, 2]])).toEqual([
      await model.score('Hallo'),
      await model.score([1, 2]),
    ])
  })

  it.each(variants)('gives the same bits with %s, and in any company', async (_name, options) => {
    const other = await test.load(options)
    const texts = [someIds(150, 1), someIds(40, 2), someIds(3, 3)]
    const expected = await model.score(texts, { topLogprobs: 3 })
    expect(await other.score(texts, { topLogprobs: 3 })).toEqual(expected)
    if (options?.maxWaiting === 0) return
    expect(await inCompany(other, () => other.score(texts, { topLogprobs: 3 }))).toEqual(expected)
  })

  it('agrees with the logits of the same precision', async () => {
    for (const precision of ['bf16', 'int8', 'int4'] as const) {
      const other = await test.load({ precision, kvPrecision: 'f16' })
      const ids = someIds(20, 8)
      const { logprobs } = await other.score(ids, { startToken: false })
      const { data, shape } = await other.logits(ids)
      for (let at = 1; at < ids.length; at++) {
        const row = data.subarray((at - 1) * shape[1], at * shape[1])
        const total = row.reduce((sum, logit) => sum + Math.exp(logit), 0)
        expect(logprobs[at]).toBeCloseTo(row[ids[at]!]! - Math.log(total), 4)
      }
    }
  })
})

describe('log-probabilities of a generation', () => {
  const prompt = someIds(12, 20)
  const options = { maxTokens: 10, seed: 3, topLogprobs: 5 } as const

  it('are the likeliest tokens in each place', async () => {
    const ids = [...prompt]
    const tops: (readonly TokenLogprob[])[] = []
    for await (const token of model.generate(prompt, options)) {
      const expected = await model.next(ids, { top: 5 })
      expect(token.top).toEqual(expected.map(({ id, text, logprob }) => ({ id, text, logprob })))
      const own = token.top!.find(({ id }) => id === token.id)
      if (own !== undefined) expect(own.logprob).toBe(token.logprob)
      tops.push(token.top!)
      ids.push(token.id)
    }
    expect(tops).toHaveLength(10)
    for await (const { top } of model.generate(prompt, { maxTokens: 2, topLogprobs: 100 })) {
      expect(top).toHaveLength(100)
    }
    for await (const { top } of model.generate(prompt, { maxTokens: 2 }))
      expect(top).toBeUndefined()
  })

  it('include those of the prompt with echo', async () => {
    const result = await model.generate(prompt, { ...options, echo: true }).result()
    expect(result.prompt).toEqual(await model.score(prompt, { startToken: false, topLogprobs: 5 }))
    const plain = await model.generate(prompt, options).result()
    expect(plain.prompt).toBeUndefined()
    expect(result.ids).toEqual(plain.ids)
    const long = someIds(3 * CONTEXT, 4)
    const sliding = model.generate(long, { maxTokens: 1, overflow: 'slide', echo: true })
    expect((await sliding.result()).prompt).toEqual(await model.score(long, { startToken: false }))
    const alone = await model.generate('', { maxTokens: 1, echo: true }).result()
    expect([...alone.prompt!.ids]).toEqual([START])
    expect(alone.prompt!.logprobs[0]).toBeNaN()
  })

  it('leave the prompt computed for the generation', async () => {
    const fresh = await test.load()
    const { usage } = await fresh.generate(someIds(50, 77), { maxTokens: 1, echo: true }).result()
    expect(usage.cachedTokens).toBe(49)
  })

  it('with echo end at once when cancelled', async () => {
    const generation = model.generate(prompt, { echo: true })
    const result = generation.result()
    generation.cancel()
    expect((await result).finishReason).toBe('cancelled')
    expect((await result).prompt).toBeUndefined()
  })
})

describe('rank', () => {
  const prompt = someIds(40, 40)
  const continuations = [someIds(3, 41), someIds(1, 42), someIds(8, 43), someIds(3, 41)]

  /** What `rank` sums up: the scores of the continuation's tokens after the prompt. */
  async function expected(): Promise<Score[]> {
    return model.score(
      continuations.map((each) => [...prompt, ...each]),
      { startToken: false },
    )
  }

  it('orders by the probability of the whole', async () => {
    const ranked = await model.rank(prompt, continuations)
    const scores = await expected()
    for (const { index, continuation, logprob, tokens, score } of ranked) {
      const own = scores[index]!.logprobs.subarray(prompt.length)
      expect(logprob).toBe(own.reduce((sum, each) => sum + each, 0))
      expect(tokens).toBe(own.length)
      expect(score).toBe(logprob)
      expect(continuation).toBe(continuations[index])
    }
    const order = ranked.map(({ logprob }) => logprob)
    expect(order).toEqual([...order].sort((a, b) => b - a))
    // Equal ones in the order in which they were given.
    const places = ranked.map(({ index }) => index)
    expect(places.indexOf(3)).toBe(places.indexOf(0) + 1)
    expect(ranked.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12)
    const odds = ranked[1]!.probability / ranked[0]!.probability
    expect(odds).toBeCloseTo(Math.exp(ranked[1]!.score - ranked[0]!.score), 10)
  })

  it('orders by the mean of a token with normalize: length', async () => {
    const ranked = await model.rank(prompt, continuations, { normalize: 'length' })
    for (const { logprob, tokens, score } of ranked) expect(score).toBe(logprob / tokens)
    const order = ranked.map(({ score }) => score)
    expect(order).toEqual([...order].sort((a, b) => b - a))
  })

  it('computes the prompt once', async () => {
    const fresh = await test.load()
    await fresh.rank(prompt, [[1], [2], [3], [4]])
    expect(fresh.stats().cachedTokens).toBe(3 * (prompt.length - 1))
  })

  it('moves white space from the prompt to the continuations', async () => {
    const bare = await model.rank('It was', [' good', ' bad'])
    const moved = await model.rank('It was ', ['good', 'bad'])
    const scores = (list: typeof bare) => list.map(({ index, logprob }) => ({ index, logprob }))
    expect(scores(moved)).toEqual(scores(bare))
    expect(moved[0]!.continuation).toBe(['good', 'bad'][moved[0]!.index])
  })

  it.each(variants)('gives the same bits with %s', async (_name, options) => {
    const other = await test.load(options)
    const expected = await model.rank(prompt, continuations)
    expect(await other.rank(prompt, continuations)).toEqual(expected)
    expect(await other.rank(prompt, continuations)).toEqual(expected)
  })

  it('classifies by the labels in their place', async () => {
    const template = 'Q: {text} A: {label}.'
    const classes = await model.classify('$& sky', ['red', 'blue'], { template })
    const ranked = await model.rank('Q: $& sky A:', [' red.', ' blue.'])
    expect(classes).toEqual(
      ranked.map(({ index, probability, logprob }) => ({
        label: ['red', 'blue'][index],
        probability,
        logprob,
      })),
    )
    const plain = await model.classify('sky', ['red', 'blue'])
    expect(plain).toEqual(
      await model.classify('sky', ['red', 'blue'], { template: '{text}\n\nLabel:' }),
    )
  })
})

describe('requests', () => {
  it('end when their signal aborts', async () => {
    const reason = { code: 'ERR_NEXTOKEN_ABORTED' }
    await expect(model.score('a', { signal: AbortSignal.abort() })).rejects.toMatchObject(reason)
    const controller = new AbortController()
    const running = model.score(
      Array.from({ length: 200 }, (_, at) => someIds(60, at)),
      { signal: controller.signal },
    )
    setImmediate(() => controller.abort())
    await expect(running).rejects.toMatchObject(reason)
    expect(model.stats()).toMatchObject({ running: 0, waiting: 0 })
    expect(await model.score('a')).toEqual(await model.score('a'))
  })

  it('end when the model is disposed', async () => {
    const other = await test.load()
    const running = other.score(Array.from({ length: 200 }, (_, at) => someIds(60, at)))
    const failed = expect(running).rejects.toMatchObject({ code: 'ERR_NEXTOKEN_DISPOSED' })
    await other.dispose()
    await failed
    await expect(other.score('a')).rejects.toMatchObject({ code: 'ERR_NEXTOKEN_DISPOSED' })
  })

  it('are refused where too many wait', async () => {
    const large = new TestModel({ ...config, n_positions: 1024 })
    try {
      const other = await large.load({ maxConcurrent: 1, maxWaiting: 0 })
      // It takes far longer than the next call needs to come.
      const blocker = other.trace(someIds(1024, 1), { logitLens: 100 })
      await expect(other.score([1])).rejects.toMatchObject({ code: 'ERR_NEXTOKEN_BUSY' })
      await blocker
    } finally {
      await large.remove()
    }
  })

  it.each<[RegExp, () => Promise<unknown>]>([
    [/stride must be an integer from 1 to 63, got 64/, () => model.score('a', { stride: 64 })],
    [/topLogprobs must be an integer from 0 to 100/, () => model.score('a', { topLogprobs: 101 })],
    [/startToken must be true or false, got 1/, () => model.score('a', { startToken: 1 as never })],
    [/priority must be/, () => model.score('a', { priority: 0.5 })],
    [/signal must be an AbortSignal, got 5/, () => model.score('a', { signal: 5 as never })],
    [/no option "strid"; did you mean 'stride'/, () => model.score('a', { strid: 1 } as never)],
    [/text must not be empty/, () => model.score('')],
    [/text must be a string or a list/, () => model.score(5 as never)],
    [/text 1 must not be empty/, () => model.score(['a', ''])],
    [/text 1 must be a string or a list of token ids, got 7/, () => model.score(['a', 7 as never])],
    [/token id 300 at index 1/, () => model.score([1, 300])],
    [
      /normalize must be one of 'none', 'length'/,
      () => model.rank('a', ['b'], { normalize: 'sum' as never }),
    ],
    [/continuations must be a list/, () => model.rank('a', [])],
    [/continuations\[1\] must not be empty/, () => model.rank('a', ['b', ''])],
    [/the prompt with continuations\[0\] has 70 tokens/, () => model.rank('a', [someIds(70, 1)])],
    [/labels must differ/, () => model.classify('a', ['b', 'b'])],
    [/labels\[0\] must be a non-empty string/, () => model.classify('a', [''])],
    [/template must hold \{text\}/, () => model.classify('a', ['b'], { template: '{label}' })],
    [
      /template must hold \{text\}/,
      () => model.classify('a', ['b'], { template: '{text}{label}{label}' }),
    ],
    [/echo must be true or false/, () => model.generate('a', { echo: 1 as never }).text()],
    [/topLogprobs must be/, () => model.generate('a', { topLogprobs: -1 }).text()],
  ])('say what is wrong: %s', async (message, call) => {
    await expect((async () => call())()).rejects.toThrow(message)
  })
})
