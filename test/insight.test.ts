/** Next tokens, embeddings and traces, against a float64 reference. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EmbedOptions, Model, Trace } from '../dist/index.js'
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

const { n_embd: WIDTH, n_layer: LAYERS, n_head: HEADS, vocab_size: VOCAB } = config
const test = new TestModel({ ...config, bos_token_id: START })
/** A context of several passes, so that prompts are cut. */
const long = new TestModel({ ...config, n_positions: 400, n_embd: 12, n_layer: 2, n_head: 3 })
let model: Model
beforeAll(async () => {
  model = await test.load()
})
afterAll(() => Promise.all([test.remove(), long.remove()]))

const flat = (rows: Iterable<Float64Array>) => [...rows].flatMap((row) => [...row])

describe('next', () => {
  it('gives the most likely tokens, best first', async () => {
    const ids = someIds(30, 1)
    const expected = test.reference.logprobs(ids).at(-1)!
    const tokens = await model.next(ids, { top: VOCAB })
    expect(tokens).toHaveLength(VOCAB)
    expect(new Set(tokens.map(({ id }) => id)).size).toBe(VOCAB)
    for (const { id, text, logprob, probability } of tokens) {
      expect(Math.abs(logprob - expected[id]!)).toBeLessThan(1e-4)
      expect(probability).toBe(Math.exp(logprob))
      expect(text).toBe(model.tokenizer.tokenText(id))
    }
    expect(tokens.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 4)
    for (let at = 1; at < VOCAB; at++) {
      const [a, b] = [tokens[at - 1]!, tokens[at]!]
      expect(a.logprob > b.logprob || (a.logprob === b.logprob && a.id < b.id)).toBe(true)
    }
    expect(await model.next(ids)).toEqual(tokens.slice(0, 10))
    expect(await model.next('')).toEqual(await model.next([START]))
    expect(await model.next('Hallo', { top: 1 })).toHaveLength(1)
  })

  it('fills the whole context', async () => {
    const ids = someIds(config.n_positions, 2)
    const expected = test.reference.logprobs(ids).at(-1)!
    const [best] = await model.next(ids)
    expect(expected.indexOf(Math.max(...expected))).toBe(best!.id)
  })

  it.each(variants)('gives the same bits with %s, and twice', async (_name, options) => {
    const other = await test.load(options)
    for (const length of [1, 32, 33, 64]) {
      const ids = someIds(length, 3)
      const expected = await model.next(ids, { top: 50 })
      expect(await other.next(ids, { top: 50 })).toEqual(expected)
      expect(await other.next(ids, { top: 50 })).toEqual(expected)
    }
  })
})

describe('embed', () => {
  const ids = someIds(21, 4)

  it.each(Array.from({ length: LAYERS + 1 }, (_, layer) => layer))(
    'has the hidden states of layer %i',
    async (layer) => {
      const expected = test.reference.run(ids).hidden[layer]!
      const rows = await model.embed(ids, { layer, pooling: 'none' })
      expect(furthest(rows, flat(expected))).toBeLessThan(2e-5)
      const last = await model.embed(ids, { layer, pooling: 'last' })
      expect([...last]).toEqual([...rows.subarray(-WIDTH)])
      const mean = await model.embed(ids, { layer })
      const means = Array.from(
        { length: WIDTH },
        (_, d) => expected.reduce((sum, row) => sum + row[d]!, 0) / ids.length,
      )
      expect(furthest(mean, means)).toBeLessThan(2e-5)
    },
  )

  it('is by default the mean after the final norm', async () => {
    expect(await model.embed(ids)).toEqual(
      await model.embed(ids, { layer: LAYERS, pooling: 'mean', normalize: false }),
    )
    expect(await model.embed('Hallo')).toEqual(await model.embed(model.tokenizer.encode('Hallo')))
  })

  it('scales vectors to length 1', async () => {
    for (const pooling of ['mean', 'last', 'none'] as const) {
      const plain = await model.embed(ids, { pooling })
      const unit = await model.embed(ids, { pooling, normalize: true })
      for (let at = 0; at < unit.length; at += WIDTH) {
        const row = [...unit.subarray(at, at + WIDTH)]
        const length = Math.hypot(...plain.subarray(at, at + WIDTH))
        expect(Math.hypot(...row)).toBeCloseTo(1, 6)
        expect(row[5]).toBeCloseTo(plain[at + 5]! / length, 6)
      }
    }
  })

  it('takes many texts as each by itself, bit by bit', async () => {
    const texts = Array.from({ length: 60 }, (_, at) => someIds(1 + ((at * 11) % 64), at))
    const options: EmbedOptions = { layer: 2 }
    const together = await model.embed(texts, options)
    for (const [at, text] of texts.entries()) {
      expect(together[at]).toEqual(await model.embed(text, options))
    }
    expect(await model.embed([])).toEqual([])
  })

  it('shares passes between texts', async () => {
    const fresh = await test.load()
    await fresh.embed(Array.from({ length: 24 }, (_, at) => someIds(8, at)))
    // One text alone would take a step each.
    expect(fresh.stats().steps).toBeLessThan(24)
  })

  it.each(variants)('gives the same bits with %s, and in any company', async (_name, options) => {
    const other = await test.load(options)
    const texts = [someIds(60, 1), someIds(33, 2), someIds(2, 3)]
    for (const layer of [0, 1, LAYERS]) {
      const expected = await model.embed(texts, { layer })
      expect(await other.embed(texts, { layer })).toEqual(expected)
      if (options?.maxWaiting === 0) continue
      expect(await inCompany(other, () => other.embed(texts, { layer }))).toEqual(expected)
    }
  })
})

describe('trace', () => {
  const everything = { attentions: true, hiddenStates: true, logitLens: 5, logits: true } as const

  function check(trace: Trace, of: TestModel): void {
    const { n_layer, n_head, n_embd, vocab_size } = of.config
    const expected = of.reference.run(trace.ids)
    const n = trace.ids.length
    expect(trace.attentions!.shape).toEqual([n_layer, n_head, n, n])
    const weights = expected.attentions.flatMap((heads) => heads.flatMap((head) => flat(head)))
    expect(furthest(trace.attentions!.data, weights)).toBeLessThan(2e-6)
    expect(trace.hiddenStates!.shape).toEqual([n_layer + 1, n, n_embd])
    expect(furthest(trace.hiddenStates!.data, flat(expected.hidden.flat()))).toBeLessThan(5e-5)
    expect(trace.logits!.shape).toEqual([n, vocab_size])
    expect(furthest(trace.logits!.data, flat(expected.logits))).toBeLessThan(1e-4)
    expect(trace.logitLens).toHaveLength(n_layer + 1)
    for (const [layer, rows] of trace.logitLens!.entries()) {
      expect(rows).toHaveLength(n)
      for (const [at, tokens] of rows.entries()) {
        const row = logSoftmax(expected.lens[layer]![at]!)
        const best = [...row].sort((a, b) => b - a)
        expect(tokens).toHaveLength(5)
        for (const [rank, { id, logprob }] of tokens.entries()) {
          expect(Math.abs(logprob - row[id]!)).toBeLessThan(1e-4)
          expect(Math.abs(logprob - best[rank]!)).toBeLessThan(1e-4)
        }
      }
    }
  }

  it('shows what a float64 model has inside', async () => {
    check(await model.trace(someIds(40, 1), everything), test)
    check(await model.trace('', everything), test)
  })

  it('shows prompts that are longer than a pass', async () => {
    const other = await long.load()
    check(await other.trace(someIds(390, 1), everything), long)
  })

  it('ends with the very logits of the fast path', async () => {
    const ids = someIds(50, 2)
    const { logits, logitLens, hiddenStates } = await model.trace(ids, everything)
    expect(logits!.data).toEqual((await model.logits(ids)).data)
    const next = await model.next(ids, { top: 5 })
    expect(logitLens!.at(-1)!.at(-1)).toEqual(
      next.map(({ id, text, logprob }) => ({ id, text, logprob })),
    )
    const size = 50 * WIDTH
    for (let layer = 0; layer <= LAYERS; layer++) {
      expect(hiddenStates!.data.subarray(layer * size, (layer + 1) * size)).toEqual(
        await model.embed(ids, { layer, pooling: 'none' }),
      )
    }
  })

  it('attends to nothing that comes later, and to all of 1', async () => {
    const { attentions, tokens } = await model.trace('Hallo Welt', { attentions: true })
    expect(tokens.join('')).toBe('Hallo Welt')
    const n = tokens.length
    for (let row = 0; row < LAYERS * HEADS * n; row++) {
      const weights = attentions!.data.subarray(row * n, (row + 1) * n)
      expect(weights.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 6)
      expect(weights.subarray((row % n) + 1).every((weight) => weight === 0)).toBe(true)
    }
  })

  it('has what was asked for, and nothing else', async () => {
    expect(Object.keys(await model.trace('a', { logits: true })).sort()).toEqual([
      'ids',
      'logits',
      'tokens',
    ])
    expect(Object.keys(await model.trace('a', { logitLens: 1 })).sort()).toEqual([
      'ids',
      'logitLens',
      'tokens',
    ])
  })

  it.each(variants)('gives the same bits with %s, and in any company', async (_name, options) => {
    const other = await test.load(options)
    const ids = someIds(45, 3)
    const expected = await model.trace(ids, everything)
    expect(await other.trace(ids, everything)).toEqual(expected)
    if (options?.maxWaiting === 0) return
    expect(await inCompany(other, () => other.trace(ids, everything))).toEqual(expected)
    // Nor does it change what others get.
    const generate = async () => (await other.generate(ids, { maxTokens: 8, seed: 1 }).result()).ids
    const [alone] = [await generate()]
    const [beside] = await Promise.all([generate(), other.trace(someIds(64, 9), everything)])
    expect(beside).toEqual(alone)
  })

  it('works in every precision', async () => {
    for (const precision of ['bf16', 'int8', 'int4'] as const) {
      const other = await test.load({ precision, kvPrecision: 'f16' })
      const ids = someIds(20, 8)
      const { logits } = await other.trace(ids, everything)
      expect(logits!.data).toEqual((await other.logits(ids)).data)
    }
  })
})

describe('requests', () => {
  it('end when their signal aborts', async () => {
    const other = await long.load()
    const controller = new AbortController()
    const running = other.trace(someIds(400, 1), {
      attentions: true,
      logitLens: 100,
      signal: controller.signal,
    })
    setImmediate(() => controller.abort())
    await expect(running).rejects.toMatchObject({ code: 'ERR_NEXTOKEN_ABORTED' })
    expect(other.stats()).toMatchObject({ running: 0, waiting: 0 })
  })

  it('end when the model is disposed', async () => {
    const other = await long.load()
    const running = other.trace(someIds(400, 1), { attentions: true, logitLens: 100 })
    const failed = expect(running).rejects.toMatchObject({ code: 'ERR_NEXTOKEN_DISPOSED' })
    await other.dispose()
    await failed
  })

  it.each<[RegExp, () => Promise<unknown>]>([
    [/top must be an integer from 1 to 257, got 0/, () => model.next('a', { top: 0 })],
    [/top must be an integer from 1 to 257, got 258/, () => model.next('a', { top: 258 })],
    [/next has no option "topp"/, () => model.next('a', { topp: 1 } as never)],
    [/the prompt has 65 tokens/, () => model.next(someIds(65, 1))],
    [
      /pooling must be one of 'mean', 'last', 'none'/,
      () => model.embed('a', { pooling: 'max' as never }),
    ],
    [/layer must be an integer from 0 to 3, got 4/, () => model.embed('a', { layer: 4 })],
    [/normalize must be true or false/, () => model.embed('a', { normalize: 'l2' as never })],
    [
      /text 1 has 65 tokens; this model's context holds 64/,
      () => model.embed(['a', someIds(65, 1)]),
    ],
    [/text must not be empty/, () => model.embed('')],
    [/trace needs at least one of attentions, hiddenStates/, () => model.trace('a', {})],
    [/attentions must be true or false, got 1/, () => model.trace('a', { attentions: 1 as never })],
    [/hiddenStates must be/, () => model.trace('a', { hiddenStates: 'x' as never })],
    [/logits must be true/, () => model.trace('a', { logits: 0 as never })],
    [/logitLens must be an integer from 0 to 100/, () => model.trace('a', { logitLens: 101 })],
    [
      /signal must be an AbortSignal/,
      () => model.trace('a', { logits: true, signal: {} as never }),
    ],
  ])('say what is wrong: %s', async (message, call) => {
    await expect(call()).rejects.toThrow(message)
  })
})
