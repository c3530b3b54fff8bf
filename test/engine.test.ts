/** The engine through the public face: whatever runs beside a generation, its tokens are those it has alone. */

import { spawn } from 'node:child_process'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  type GenerateOptions,
  type Generation,
  type LoadOptions,
  loadModel,
  type Model,
  NextokenError,
} from '../dist/index.js'
import { slideWindow } from '../dist/sampling.js'
import { writeSyntheticModel } from './support/synthetic-model.js'

const CONTEXT = 160
const VOCABULARY = 61
/** One of the ids ends the text, so that generations end in every way. */
const shape = {
  vocab_size: VOCABULARY,
  n_positions: CONTEXT,
  n_embd: 32,
  n_layer: 2,
  n_head: 2,
  eos_token_id: 60,
}
/** Tokens that the engine produces before somebody reads them; the number in lib/generation.ts. */
const CREDIT = 32

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nextoken-engine-'))
  writeSyntheticModel(folder, shape, { seed: 11 })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const loaded: Model[] = []
async function load(options: LoadOptions = {}, from = folder) {
  const model = await loadModel(from, { precision: 'f32', threads: 1, ...options })
  loaded.push(model)
  return model
}
afterEach(async () => {
  await Promise.all(loaded.splice(0).map((model) => model.dispose()))
})

interface Output {
  ids: number[]
  logprobs: number[]
  finishReason: string | undefined
}

async function read(generation: Generation): Promise<Output> {
  const ids: number[] = []
  const logprobs: number[] = []
  for await (const token of generation) {
    ids.push(token.id)
    logprobs.push(token.logprob)
  }
  return { ids, logprobs, finishReason: generation.finishReason }
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

async function until(what: string, holds: () => boolean) {
  const begin = performance.now()
  while (!holds()) {
    if (performance.now() - begin > 20_000) throw new Error(`waited in vain until ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}

function idle(model: Model) {
  return until('nothing runs and nothing is held', () => {
    const { running, waiting, paused, cache } = model.stats()
    return running + waiting + paused + cache.heldBytes === 0
  })
}

/** Ids that look random, without the one that ends the text. */
const text = (length: number, seed = 1) =>
  Array.from({ length }, (_, i) => ((i + 1) * (i + 7 * seed) * 31 + seed * 13) % 60)

/**
 * A generation that goes on until it is stopped, after its first token. Of a heavy model, or it is so quick
 * that it runs ahead of its reader and pauses.
 */
async function occupy(model: Model, options: GenerateOptions = {}) {
  const generation = model.generate(text(4, 99), {
    maxTokens: 1e8,
    overflow: 'slide',
    seed: 5,
    topK: 0,
    ...options,
  })
  const tokens = generation[Symbol.asyncIterator]()
  expect((await tokens.next()).done).toBe(false)
  const rest = (async () => {
    while (!(await tokens.next()).done);
  })()
  return async () => {
    generation.cancel()
    await rest
  }
}

/** Models whose text never ends by itself: a quick one, and one that takes milliseconds for a token. */
let endless = ''
let heavy = ''
beforeAll(() => {
  endless = mkdtempSync(join(tmpdir(), 'nextoken-endless-'))
  writeSyntheticModel(endless, { ...shape, eos_token_id: null }, { seed: 12 })
  heavy = mkdtempSync(join(tmpdir(), 'nextoken-heavy-'))
  const size = { n_embd: 512, n_layer: 6, n_head: 8 }
  writeSyntheticModel(heavy, { ...shape, ...size, eos_token_id: null }, { seed: 13 })
})
afterAll(() => {
  for (const each of [endless, heavy]) rmSync(each, { recursive: true, force: true })
})

describe('a generation has the tokens that it has alone', () => {
  const precisions = ['f32', 'bf16', 'int8', 'int4'] as const
  const kvPrecisions = ['f32', 'f16'] as const
  const pairs = precisions.flatMap((p) => kvPrecisions.map((kv) => [p, kv] as const))

  /** How a generation is read, and how it ends. */
  const reading = fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('read' as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('result' as const) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom('break' as const, 'abort' as const, 'cancel' as const),
        after: fc.nat(40),
      }),
    },
    // Cancelled from outside, wherever it is then: in the line, in its prompt, paused.
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('abort later' as const), turns: fc.nat(30) }),
    },
    // Stops reading until all who do not are through.
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('slow' as const), after: fc.nat(40) }),
    },
  )

  const request = fc
    .record({
      family: fc.nat(2),
      common: fc.nat(70),
      tail: fc.array(fc.nat(VOCABULARY - 2), { maxLength: 20 }),
      repeat: fc.integer({ min: 1, max: 3 }),
      maxTokens: fc.integer({ min: 1, max: 120 }),
      temperature: fc.constantFrom(0, 0.6, 1),
      topK: fc.constantFrom(0, 5, 40),
      topP: fc.constantFrom(1, 0.9),
      seed: fc.nat(5),
      slides: fc.boolean(),
      keep: fc.nat(60),
      priority: fc.integer({ min: -2, max: 2 }),
      turns: fc.nat(4),
      reading,
    })
    .map(({ family, common, tail, repeat, slides, keep, priority, turns, reading, ...options }) => {
      const once = [...text(common, family), ...tail]
      const whole = once.length === 0 ? [family] : once
      return {
        prompt: slides ? Array.from({ length: repeat }, () => whole).flat() : whole,
        options: {
          ...options,
          ...(slides ? { overflow: 'slide' as const, keep } : {}),
        } as GenerateOptions,
        priority,
        turns,
        reading,
      }
    })

  const schedule = fc.record({
    threads: fc.integer({ min: 1, max: 3 }),
    prefixCache: fc.boolean(),
    maxConcurrent: fc.integer({ min: 1, max: 8 }),
    // From one context alone to room for all.
    kvCacheBytes: fc.constantFrom(0, 160 * 1024, 400 * 1024, 2 ** 24),
    requests: fc.array(request, { minLength: 2, maxLength: 9 }),
  })

  it.each(pairs)('%s weights, %s keys and values', { timeout: 120_000 }, async (precision, kv) => {
    const known = new Map<string, Promise<Output>>()
    const alone = (prompt: number[], options: GenerateOptions) => {
      const key = JSON.stringify([prompt, options])
      let output = known.get(key)
      if (output === undefined) {
        output = (async () => {
          const fresh = await loadModel(folder, {
            precision,
            kvPrecision: kv,
            threads: 1,
            prefixCache: false,
          })
          try {
            return await read(fresh.generate(prompt, options))
          } finally {
            await fresh.dispose()
          }
        })()
        known.set(key, output)
      }
      return output
    }

    await fc.assert(
      fc.asyncProperty(schedule, async ({ requests, ...settings }) => {
        const model = await loadModel(folder, { precision, kvPrecision: kv, ...settings })
        let quickLeft = requests.filter((each) => each.reading.kind !== 'slow').length
        let release = () => {}
        const quickDone = new Promise<void>((resolve) => {
          release = resolve
        })
        if (quickLeft === 0) release()

        const run = async ({ prompt, options, priority, turns, reading }: (typeof requests)[0]) => {
          for (let i = 0; i < turns; i++) await turn()
          const controller = new AbortController()
          const generation = model.generate(prompt, {
            ...options,
            priority,
            signal: controller.signal,
          })
          const ids: number[] = []
          const logprobs: number[] = []
          if (reading.kind === 'result') {
            ids.push(...(await generation.result()).ids)
          } else {
            if (reading.kind === 'abort later') {
              void (async () => {
                for (let i = 0; i < reading.turns; i++) await turn()
                controller.abort()
              })()
            }
            if (reading.kind === 'abort' && reading.after === 0) controller.abort()
            if (reading.kind === 'cancel' && reading.after === 0) generation.cancel()
            for await (const token of generation) {
              ids.push(token.id)
              logprobs.push(token.logprob)
              if (!('after' in reading) || ids.length !== reading.after) continue
              if (reading.kind === 'break') break
              if (reading.kind === 'abort') controller.abort()
              if (reading.kind === 'cancel') generation.cancel()
              if (reading.kind === 'slow') await quickDone
            }
          }
          if (reading.kind !== 'slow' && --quickLeft === 0) release()
          return { ids, logprobs, finishReason: generation.finishReason }
        }

        try {
          const outputs = await Promise.all(requests.map(run))
          for (const [i, { prompt, options, reading }] of requests.entries()) {
            const expected = await alone(prompt, options)
            const output = outputs[i]!
            const mayBeCut = 'after' in reading ? reading.kind !== 'slow' : 'turns' in reading
            const length = mayBeCut ? output.ids.length : expected.ids.length
            expect(output.ids).toEqual(expected.ids.slice(0, length))
            if (reading.kind !== 'result') {
              expect(output.logprobs).toEqual(expected.logprobs.slice(0, length))
            }
            if (!mayBeCut) expect(output.finishReason).toBe(expected.finishReason)
          }
          const { budgetBytes, heldBytes, reusableBytes } = model.stats().cache
          expect(heldBytes + reusableBytes).toBeLessThanOrEqual(budgetBytes)
          await idle(model)
        } finally {
          await model.dispose()
        }
      }),
      { numRuns: 8 },
    )
  })

  it('while others take its memory again and again', async () => {
    const options = { maxTokens: 60, seed: 1, topK: 0 }
    const prompts = Array.from({ length: 8 }, (_, i) => text(30, i))
    const expected: Output[] = []
    for (const prompt of prompts) {
      const fresh = await load({ prefixCache: false }, endless)
      expected.push(await read(fresh.generate(prompt, options)))
    }
    for (const prefixCache of [true, false]) {
      const model = await load({ kvCacheBytes: 0, prefixCache }, endless)
      const outputs = await Promise.all(prompts.map((p) => read(model.generate(p, options))))
      expect(outputs).toEqual(expected)
      expect(model.stats().preemptions).toBeGreaterThan(0)
    }
  })
})

describe('generations that start in one turn of the event loop', () => {
  const later = async (turns: number) => {
    for (let i = 0; i < turns; i++) await null
  }
  it.each<[string, (start: () => Promise<unknown>, i: number) => Promise<unknown>]>([
    ['at once', (start) => start()],
    ['in promises that follow', (start, i) => later(i).then(start)],
    [
      'in ticks and microtasks',
      (start, i) =>
        new Promise((resolve) => {
          if (i % 2) process.nextTick(() => resolve(start()))
          else queueMicrotask(() => resolve(start()))
        }),
    ],
  ])('%s, share their steps from the first on', async (_, begin) => {
    const model = await load({}, heavy)
    const options = { maxTokens: 3, speculation: false, seed: 1 }
    for (let round = 0; round < 3; round++) {
      // An engine that has not gone to rest yet may take the first of them at once.
      await new Promise((resolve) => setTimeout(resolve, 50))
      const before = model.stats()
      const starts = Array.from(
        { length: 8 },
        (_, i) => () => model.generate(text(5, 10 * round + i), options).result(),
      )
      await Promise.all(starts.map((start, i) => begin(start, i)))
      const after = model.stats()
      expect(after.generatedTokens - before.generatedTokens).toBe(24)
      // One for all prompts, whose last row gives the first token, and one for each of the other tokens.
      expect(after.steps - before.steps).toBe(3)
    }
  })

  it('are told while the engine is at others', async () => {
    const model = await load({}, heavy)
    const stop = await occupy(model)
    const ends = [1, 2, 3].map((i) => model.generate(text(5, i), { maxTokens: 2 }).result())
    for (const { ids } of await Promise.all(ends)) expect(ids).toHaveLength(2)
    await stop()
  })

  it('and are cancelled in it, end', async () => {
    const model = await load({}, heavy)
    const generations = [1, 2, 3].map((i) => model.generate(text(5, i), { maxTokens: 2 }))
    const ends = generations.map((generation) => generation.result())
    for (const generation of generations.slice(1)) generation.cancel()
    const results = await Promise.all(ends)
    expect(results.map(({ finishReason }) => finishReason)).toEqual([
      'length',
      'cancelled',
      'cancelled',
    ])
    await idle(model)
  })
})

describe('the waiting line', () => {
  it('refuses what is too much when it is started, and takes more once one has ended', async () => {
    const model = await load({ maxConcurrent: 2, maxWaiting: 3 }, heavy)
    const options = { maxTokens: 4, seed: 1 }
    const stops = [await occupy(model), await occupy(model)]
    const waiting = [1, 2, 3].map((i) => model.generate(text(5, i), options).result())
    const refused = [4, 5].map((i) => model.generate(text(5, i), options))
    for (const generation of refused) {
      await expect(generation.result()).rejects.toMatchObject({ code: 'ERR_NEXTOKEN_BUSY' })
      expect(generation.finishReason).toBeUndefined()
      // It stays refused: the same generation is not tried again.
      await expect(generation.text()).rejects.toMatchObject({ code: 'ERR_NEXTOKEN_BUSY' })
    }
    await expect(model.logits([1])).rejects.toMatchObject({ code: 'ERR_NEXTOKEN_BUSY' })
    const iterated = model.generate(text(5, 6), options)[Symbol.asyncIterator]()
    await expect(iterated.next()).rejects.toBeInstanceOf(NextokenError)
    await until('three wait', () => model.stats().waiting === 3)
    expect(model.stats()).toMatchObject({ running: 2, waiting: 3, paused: 0 })

    await Promise.all(stops.map((stop) => stop()))
    for (const { ids } of await Promise.all(waiting)) expect(ids).toHaveLength(4)
    const again = await Promise.all(
      [1, 2, 3, 4, 5].map((i) => model.generate(text(5, i), options).result()),
    )
    expect(again.map(({ ids }) => ids.length)).toEqual([4, 4, 4, 4, 4])
    await idle(model)
  })

  it('may be empty', async () => {
    const model = await load({ maxConcurrent: 1, maxWaiting: 0 }, heavy)
    for (let i = 0; i < 5; i++) {
      const first = model.generate(text(3, i), { maxTokens: 3 }).result()
      await expect(model.generate(text(3)).text()).rejects.toMatchObject({
        code: 'ERR_NEXTOKEN_BUSY',
      })
      // Whoever hears of an end finds its place free.
      expect((await first).ids).toHaveLength(3)
    }
  })

  it('goes by priority, then by arrival', async () => {
    const model = await load({ maxConcurrent: 1 }, heavy)
    const stop = await occupy(model)
    const priorities = [0, -3, 5, 0, 1000, -1000, 5, 1, -3]
    const firsts: number[] = []
    const all = priorities.map(async (priority, i) => {
      const generation = model.generate(text(20, i), { maxTokens: 2, priority })
      let count = 0
      for await (const _ of generation) if (++count === 1) firsts.push(i)
    })
    await until('all wait', () => model.stats().waiting === priorities.length)
    await stop()
    await Promise.all(all)
    const expected = [...priorities.keys()].sort((a, b) => priorities[b]! - priorities[a]! || a - b)
    expect(firsts).toEqual(expected)
  })

  it('does not make those wait who fit, because of a prompt that slide will cut', async () => {
    // Room for two contexts; the long prompt is cut to half a context before anything is computed.
    const model = await load({ kvCacheBytes: 12 * 32 * 2 * 512 * 6 * 4 }, heavy)
    const stop = await occupy(model)
    const long = model.generate(text(50 * CONTEXT), {
      maxTokens: 2,
      overflow: 'slide',
      timeout: 3000,
    })
    const { finishReason } = await long.result()
    await stop()
    expect(finishReason).toBe('length')
  })
})

describe('a timeout', () => {
  it('ends who still waits', async () => {
    const model = await load({ maxConcurrent: 1 }, heavy)
    const stop = await occupy(model)
    const generation = model.generate(text(20), { timeout: 30 })
    const result = await generation.result()
    expect(result).toMatchObject({ finishReason: 'timeout', ids: [], text: '' })
    expect(result.usage).toEqual({ promptTokens: 20, completionTokens: 0, cachedTokens: 0 })
    expect(result.timings).toMatchObject({ waitingMs: 0, firstTokenMs: 0 })
    expect(generation.finishReason).toBe('timeout')
    await until('the line is empty', () => model.stats().waiting === 0)
    await stop()
    await idle(model)
  })

  it('ends who is generating, with what there is, and frees the memory', async () => {
    const model = await load({}, endless)
    const options = { maxTokens: 1e8, overflow: 'slide', temperature: 0 } as const
    const { ids, finishReason } = await model
      .generate(text(10), { ...options, timeout: 300 })
      .result()
    expect(finishReason).toBe('timeout')
    const expected = await model.generate(text(10), { ...options, maxTokens: 200 }).result()
    expect(ids.slice(0, 200)).toEqual(expected.ids.slice(0, ids.length))
    await idle(model)
  })

  it('ends who is paused by its reader', async () => {
    const model = await load({}, endless)
    const generation = model.generate(text(10), {
      maxTokens: 1e8,
      overflow: 'slide',
      timeout: 200,
    })
    const tokens = generation[Symbol.asyncIterator]()
    await tokens.next()
    await until('it has ended', () => generation.finishReason !== undefined)
    expect(generation.finishReason).toBe('timeout')
    await idle(model)
    let rest = 1
    while (!(await tokens.next()).done) rest++
    expect(rest).toBe(CREDIT)
  })

  it('does not touch who is through in time', async () => {
    const model = await load({}, endless)
    const { finishReason } = await model
      .generate(text(3), { maxTokens: 4, timeout: 2 ** 31 - 1 })
      .result()
    expect(finishReason).toBe('length')
  })
})

describe("overflow: 'slide'", () => {
  /** What the option promises: at every token a fresh prompt of the window's ids. */
  async function specified(model: Model, prompt: number[], keep: number, tokens: number) {
    let window = slideWindow(prompt, CONTEXT, keep)
    const output: Output = { ids: [], logprobs: [], finishReason: 'length' }
    for (let i = 0; i < tokens; i++) {
      const one = await read(model.generate(window, { maxTokens: 1, temperature: 0 }))
      output.ids.push(...one.ids)
      output.logprobs.push(...one.logprobs)
      window = slideWindow([...window, ...one.ids], CONTEXT, keep)
    }
    return output
  }

  it.each([
    [10, 0, 200],
    [CONTEXT - 1, 0, 60],
    [CONTEXT, 0, 60],
    [CONTEXT + 1, 1, 60],
    [5 * CONTEXT + 3, 17, 150],
    [40, 16, 150],
    [40, 47, 100],
    [3, 90, 120],
    [2 * CONTEXT, CONTEXT - 2, 20],
    [2 * CONTEXT, CONTEXT - 3, 20],
  ])('a prompt of %i ids, keep %i', async (length, keep, tokens) => {
    const plain = await load({ prefixCache: false }, endless)
    const prompt = text(length, 3)
    const expected = await specified(plain, prompt, keep, tokens)
    for (const options of [{}, { prefixCache: false, threads: 2 }]) {
      const model = await load(options, endless)
      const generate = () =>
        model.generate(prompt, { maxTokens: tokens, temperature: 0, overflow: 'slide', keep })
      expect(await read(generate())).toEqual(expected)
      // Again, from what is remembered of the windows.
      expect(await read(generate())).toEqual(expected)
      const { usage } = await generate().result()
      expect(usage).toMatchObject({ promptTokens: length, completionTokens: tokens })
    }
  })

  it('keeps nothing where keep is not given', async () => {
    const model = await load({}, endless)
    const options = { maxTokens: 120, temperature: 0, overflow: 'slide' } as const
    expect(await read(model.generate(text(20), options))).toEqual(
      await read(model.generate(text(20), { ...options, keep: 0 })),
    )
  })

  it('is refused with keep alone, and in a context without room', async () => {
    const model = await load({}, endless)
    for (const options of [{ keep: 3 }, { keep: 0 }, { keep: 3, overflow: 'stop' as const }]) {
      expect(() => model.generate(text(3), options)).toThrow(/^keep /)
    }
    expect(() => model.generate(text(CONTEXT), {})).toThrow(
      expect.objectContaining({ code: 'ERR_NEXTOKEN_CONTEXT' }),
    )
    const tiny = mkdtempSync(join(tmpdir(), 'nextoken-tiny-'))
    for (const positions of [2, 3]) {
      writeSyntheticModel(tiny, { ...shape, n_positions: positions }, { seed: 1 })
      const other = await load({}, tiny)
      const generate = () =>
        other.generate([1, 2, 3, 4], { overflow: 'slide', maxTokens: 9, topK: 0, seed: 2 })
      if (positions === 2) expect(generate).toThrow(/^overflow/)
      else expect((await generate().result()).ids.length).toBeGreaterThan(0)
    }
    rmSync(tiny, { recursive: true, force: true })
  })
})

describe('known prefixes', () => {
  async function cached(model: Model, prompt: number[], maxTokens = 1) {
    const { usage, ids } = await model.generate(prompt, { maxTokens, temperature: 0 }).result()
    expect(usage.promptTokens).toBe(prompt.length)
    return { cached: usage.cachedTokens, ids }
  }

  it('are counted, token by token', async () => {
    for (const length of [1, 2, 15, 31, 32, 33, 64, 65, 100]) {
      const model = await load({}, endless)
      const prompt = text(length)
      expect((await cached(model, prompt)).cached).toBe(0)
      // The last token is always computed: its logits are wanted.
      expect((await cached(model, prompt)).cached).toBe(length - 1)
      for (const common of [1, 5, 16, 31, 32, 33, 63, 64, 90]) {
        if (common >= length) continue
        const other = [...prompt.slice(0, common), 59 - prompt[common]!, 1, 2]
        if (59 - prompt[common]! === prompt[common]) continue
        expect((await cached(model, other)).cached, `${common} of ${length}`).toBe(common)
      }
      // A longer one starts after all of it.
      expect((await cached(model, [...prompt, 3, 1, 4])).cached).toBe(length)
    }
  })

  it('hold what was generated, too', async () => {
    const model = await load({}, endless)
    const prompt = text(20)
    const { ids } = await cached(model, prompt, 30)
    // Nothing was computed for the last token that was generated.
    expect((await cached(model, [...prompt, ...ids, 7])).cached).toBe(20 + 29)
  })

  it('are shared with who is still computing them', async () => {
    const model = await load({}, endless)
    const prompt = text(64)
    const alone = (await (await load({}, endless)).generate(prompt, { seed: 1 }).result()).ids
    const results = await Promise.all(
      Array.from({ length: 6 }, () => model.generate(prompt, { seed: 1 }).result()),
    )
    for (const { ids } of results) expect(ids).toEqual(alone)
  })

  it('are forgotten where their room is needed, the oldest first', async () => {
    const [a, b, c, d] = [1, 2, 3, 4].map((seed) => text(64, seed)) as [
      number[],
      number[],
      number[],
      number[],
    ]
    for (const [last, expected] of [
      [a, 63],
      [b, 0],
      [c, 63],
      [d, 63],
    ] as const) {
      const model = await load({ kvCacheBytes: 0 }, endless)
      const { budgetBytes, blockBytes, blockPositions } = model.stats().cache
      // One context, and a block more: room for three of the prompts.
      expect(blockPositions).toBe(32)
      expect(budgetBytes).toBe(6 * blockBytes)
      for (const prompt of [a, b, a, c]) await cached(model, prompt)
      expect(model.stats().cache).toMatchObject({ evictions: 0, reusableBytes: budgetBytes })
      await cached(model, d)
      expect(model.stats().cache).toMatchObject({ evictions: 2, reusableBytes: budgetBytes })
      expect((await cached(model, last)).cached).toBe(expected)
      await cached(model, text(CONTEXT - 1, 5))
      await cached(model, text(CONTEXT - 1, 6))
      expect((await cached(model, a)).cached).toBe(0)
      expect(model.stats().cache.heldBytes).toBe(0)
    }
  })

  it('are neither kept nor looked for without prefixCache', async () => {
    const model = await load({ prefixCache: false }, endless)
    for (let i = 0; i < 3; i++) expect((await cached(model, text(40))).cached).toBe(0)
    expect(model.stats().cache).toMatchObject({
      heldBytes: 0,
      reusableBytes: 0,
      lookups: 0,
      hits: 0,
      evictions: 0,
    })
    expect(model.memory().cache).toBe(0)
  })
})

describe('stats() and memory()', () => {
  it('begin at nothing', async () => {
    const model = await load({}, endless)
    expect(model.stats()).toMatchObject({
      running: 0,
      waiting: 0,
      paused: 0,
      steps: 0,
      stepMs: 0,
      busyMs: 0,
      tokensPerSecond: 0,
      promptTokens: 0,
      cachedTokens: 0,
      generatedTokens: 0,
      preemptions: 0,
      cache: { heldBytes: 0, reusableBytes: 0, lookups: 0, hits: 0, evictions: 0 },
    })
    expect(model.memory().weights).toBeGreaterThan(0)
    expect(model.memory().cache).toBe(0)
  })

  it('count every token of a prompt once, as computed or as cached', async () => {
    const model = await load({}, endless)
    let prompts = 0
    let generated = 0
    let fromCache = 0
    for (const [length, seed] of [
      [20, 1],
      [20, 1],
      [1, 2],
      [33, 1],
      [16, 3],
      [17, 3],
    ] as const) {
      // Speculation would take fewer steps.
      const options = { maxTokens: 7, speculation: false }
      const { usage } = await model.generate(text(length, seed), options).result()
      prompts += length
      generated += usage.completionTokens
      fromCache += usage.cachedTokens
      const stats = model.stats()
      expect(stats.generatedTokens).toBe(generated)
      expect(stats.cachedTokens).toBe(fromCache)
      expect.soft(stats.promptTokens + stats.cachedTokens, `${length} ids`).toBe(prompts)
      expect(stats.steps).toBeGreaterThanOrEqual(generated)
      expect(stats.stepMs).toBeGreaterThan(0)
      expect(stats.busyMs).toBeGreaterThanOrEqual(stats.stepMs)
      expect(stats.tokensPerSecond).toBeGreaterThan(0)
    }
    expect(fromCache).toBeGreaterThan(40)
  })

  it('tell lookups and hits', async () => {
    const model = await load({}, endless)
    for (const [length, seed] of [
      [20, 1],
      [20, 1],
      [30, 2],
      [25, 1],
    ] as const) {
      await model.generate(text(length, seed), { maxTokens: 1 }).result()
    }
    expect(model.stats().cache).toMatchObject({ lookups: 4, hits: 2, evictions: 0 })
  })

  it('tell who runs, waits and is paused, and what is held', async () => {
    const model = await load({ maxConcurrent: 2 }, heavy)
    const { blockBytes, budgetBytes } = model.stats().cache
    // Layers, keys and values, width, positions, bytes.
    expect(blockBytes).toBe(6 * 2 * 512 * 32 * 4)
    expect(budgetBytes).toBe(Math.floor(2 ** 26 / blockBytes) * blockBytes)
    const slow = model.generate(text(30), { maxTokens: 60, seed: 1 })[Symbol.asyncIterator]()
    await slow.next()
    await until('it is paused', () => model.stats().paused === 1)
    // 30 and 32 tokens, of which the last is not computed yet.
    expect(model.stats().cache.heldBytes).toBe(2 * blockBytes)
    expect(model.memory().cache).toBe(2 * blockBytes)
    const stops = [await occupy(model), await occupy(model)]
    const waiting = model.generate(text(9), { maxTokens: 1 }).result()
    await until('one waits', () => model.stats().waiting === 1)
    expect(model.stats()).toMatchObject({ running: 2, waiting: 1, paused: 1 })
    await Promise.all(stops.map((stop) => stop()))
    await waiting
    await slow.return(undefined)
    await idle(model)
    expect(model.memory().cache).toBe(model.stats().cache.reusableBytes)
    await model.dispose()
    expect(model.stats()).toMatchObject({ running: 0, cache: { heldBytes: 0 } })
    expect(model.memory()).toMatchObject({ cache: 0 })
  })

  it('tell half the bytes for f16', async () => {
    const [full, half] = [await load(), await load({ kvPrecision: 'f16' })]
    expect(half.kvPrecision).toBe('f16')
    expect(half.stats().cache.blockBytes * 2).toBe(full.stats().cache.blockBytes)
  })
})

describe('a slow reader', () => {
  it('gives its only place to others, and goes on where it was', async () => {
    const model = await load({ maxConcurrent: 1, maxWaiting: 0 }, endless)
    const options = { maxTokens: 80, topK: 0 }
    const expected = await read(model.generate(text(10), { ...options, seed: 1 }))
    const generation = model.generate(text(10), { ...options, seed: 1 })
    const tokens = generation[Symbol.asyncIterator]()
    const ids = [(await tokens.next()).value!.id]
    await until('it is paused', () => model.stats().paused === 1)
    for (let i = 0; i < 5; i++) {
      const other = await model
        .generate(text(20, i), { ...options, maxTokens: 70, seed: i })
        .result()
      expect(other.ids).toHaveLength(70)
    }
    expect(generation.finishReason).toBeUndefined()
    for (let next = await tokens.next(); !next.done; next = await tokens.next()) {
      ids.push(next.value.id)
    }
    expect(ids).toEqual(expected.ids)
  })

  it('is not alone: each of many has its credit computed, and all end', async () => {
    const model = await load({ maxConcurrent: 1, kvCacheBytes: 0 }, endless)
    const options = (seed: number) => ({ maxTokens: 60, topK: 0, seed })
    const prompts = Array.from({ length: 7 }, (_, i) => text(25, i))
    const slow = prompts.map((prompt, i) =>
      model.generate(prompt, options(i))[Symbol.asyncIterator](),
    )
    const ids = await Promise.all(slow.map(async (each) => [(await each.next()).value!.id]))
    await until('all are paused', () => model.stats().paused === prompts.length)
    expect(model.stats().generatedTokens).toBe(prompts.length * CREDIT)
    for (const [i, each] of slow.entries()) {
      for (let next = await each.next(); !next.done; next = await each.next()) {
        ids[i]!.push(next.value.id)
      }
    }
    const plain = await load({ prefixCache: false }, endless)
    for (const [i, prompt] of prompts.entries()) {
      expect(ids[i]).toEqual((await plain.generate(prompt, options(i)).result()).ids)
    }
  })
})

describe('diagnostics channels', () => {
  const names = ['start', 'first-token', 'end'] as const
  interface Message {
    request: number
    [key: string]: unknown
  }
  type Heard = Record<(typeof names)[number], Message[]>

  async function listening(body: (heard: Heard) => Promise<void>) {
    const heard: Heard = { start: [], 'first-token': [], end: [] }
    const listeners = names.map((name) => {
      const listener = (message: unknown) => void heard[name].push(message as Message)
      subscribe(`nextoken:request:${name}`, listener)
      return [name, listener] as const
    })
    try {
      await body(heard)
    } finally {
      for (const [name, listener] of listeners) unsubscribe(`nextoken:request:${name}`, listener)
    }
  }

  it('tell start, first token and end of a request', async () => {
    const model = await load({}, endless)
    await listening(async (heard) => {
      await model.generate(text(20), { maxTokens: 5, priority: 3 }).result()
      await model.generate(text(20), { maxTokens: 1 }).result()
      await turn()
      expect(heard.start).toEqual([
        {
          request: expect.any(Number),
          model: model.source,
          promptTokens: 20,
          maxTokens: 5,
          priority: 3,
        },
        expect.objectContaining({ maxTokens: 1, priority: 0 }),
      ])
      const [first, second] = heard.start.map(({ request }) => request)
      expect(second).not.toBe(first)
      expect(heard['first-token']).toMatchObject([
        { request: first, cachedTokens: 0 },
        { request: second, cachedTokens: 19 },
      ])
      for (const { waitingMs, firstTokenMs } of heard['first-token']) {
        expect(waitingMs).toBeGreaterThanOrEqual(0)
        expect(firstTokenMs).toBeGreaterThanOrEqual(waitingMs as number)
      }
      expect(heard.end).toMatchObject([
        { request: first, finishReason: 'length', error: undefined, completionTokens: 5 },
        { request: second, finishReason: 'length', error: undefined, completionTokens: 1 },
      ])
      for (const { totalMs } of heard.end) expect(totalMs).toBeGreaterThan(0)
    })
  })

  it('tell of who is cancelled, is late, or fails, once', async () => {
    const model = await load({ maxConcurrent: 1, maxWaiting: 1 }, heavy)
    const stop = await occupy(model)
    await listening(async (heard) => {
      const waits = () => until('it waits', () => model.stats().waiting === 1)
      const left = () => until('its place is free', () => model.stats().waiting === 0)
      const waiting = model.generate(text(5), { timeout: 100 }).result()
      await waits()
      const refused = model.generate(text(6))
      await expect(refused.text()).rejects.toMatchObject({ code: 'ERR_NEXTOKEN_BUSY' })
      expect((await waiting).finishReason).toBe('timeout')
      await left()
      const cancelled = model.generate(text(7))
      const result = cancelled.result()
      await waits()
      cancelled.cancel()
      cancelled.cancel()
      await result
      await left()
      const failing = model.generate(text(8)).result()
      await Promise.all([
        expect(failing).rejects.toMatchObject({ code: 'ERR_NEXTOKEN_DISPOSED' }),
        model.dispose(),
        stop().catch(() => {}),
      ])
      await turn()
      const numberOf = (promptTokens: number) => {
        const found = heard.start.filter((message) => message.promptTokens === promptTokens)
        expect(found).toHaveLength(1)
        return found[0]!.request
      }
      const endOf = (promptTokens: number) => {
        const found = heard.end.filter(({ request }) => request === numberOf(promptTokens))
        expect(found).toHaveLength(1)
        return found[0]
      }
      expect(heard.start).toHaveLength(4)
      expect(heard['first-token']).toEqual([])
      expect(endOf(5)).toMatchObject({ finishReason: 'timeout', error: undefined })
      expect(endOf(6)).toMatchObject({
        finishReason: undefined,
        error: expect.objectContaining({ code: 'ERR_NEXTOKEN_BUSY' }),
        completionTokens: 0,
      })
      expect(endOf(7)).toMatchObject({ finishReason: 'cancelled', error: undefined })
      expect(endOf(8)).toMatchObject({
        finishReason: undefined,
        error: expect.objectContaining({ code: 'ERR_NEXTOKEN_DISPOSED' }),
      })
    })
  })

  it('are silent about what never started', async () => {
    const model = await load({}, endless)
    await listening(async (heard) => {
      await model.generate(text(3), { signal: AbortSignal.abort() }).result()
      const unread = model.generate(text(3))
      unread.cancel()
      expect((await unread.result()).finishReason).toBe('cancelled')
      await turn()
      expect(heard).toEqual({ start: [], 'first-token': [], end: [] })
    })
  })

  it('a subscriber that throws harms nobody', async () => {
    const script = `
      const { loadModel } = require(${JSON.stringify(join(import.meta.dirname, '../dist/index.js'))})
      const { subscribe } = require('node:diagnostics_channel')
      const caught = []
      process.on('uncaughtException', (error) => caught.push(error.message))
      ;(async () => {
        const model = await loadModel(${JSON.stringify(endless)}, { threads: 1 })
        const ids = async () => (await Promise.all([1, 2, 3].map((seed) =>
          model.generate([1, 2, 3], { maxTokens: 40, seed }).result()))).map((r) => r.ids).join()
        const before = await ids()
        for (const name of ['start', 'first-token', 'end']) {
          subscribe('nextoken:request:' + name, () => { throw new Error(name) })
        }
        const after = await ids()
        await new Promise((resolve) => setImmediate(resolve))
        if (after !== before) throw new Error('other tokens')
        const { running, cache } = model.stats()
        await model.dispose()
        console.log(JSON.stringify({ caught: caught.sort(), running, held: cache.heldBytes }))
      })()`
    const child = spawn(process.execPath, ['-e', script], { timeout: 60_000 })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data) => {
        output += data
      })
    }
    const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => {
      child.on('close', (...how) => resolve(how))
    })
    expect({ code, signal }, output).toEqual({ code: 0, signal: null })
    expect(JSON.parse(output)).toEqual({
      caught: [
        'end',
        'end',
        'end',
        'first-token',
        'first-token',
        'first-token',
        'start',
        'start',
        'start',
      ],
      running: 0,
      held: 0,
    })
  })
})

describe('bad options', () => {
  const refusal = (name: string) =>
    expect.objectContaining({
      name: 'NextokenError',
      code: 'ERR_NEXTOKEN_INVALID_ARGUMENT',
      message: expect.stringContaining(name),
    })

  it.each([
    ['kvPrecision', ['f8', 'bf16', 16, '', true]],
    ['kvCacheBytes', [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, '1000', 2 ** 53, 10n]],
    ['prefixCache', [0, 1, 'yes', 'false', {}]],
    ['maxConcurrent', [0, -1, 513, 1.5, '4', Number.NaN]],
    ['maxWaiting', [-1, 0.5, 2 ** 30 + 1, '4', Number.NaN, Number.POSITIVE_INFINITY]],
  ])('loadModel refuses a wrong %s', async (name, values) => {
    for (const value of values) {
      await expect(loadModel(folder, { [name]: value })).rejects.toEqual(refusal(name))
    }
  })

  it.each([
    ['timeout', [0, -1, 1.5, 2 ** 31, '100', Number.NaN, Number.POSITIVE_INFINITY, true]],
    ['priority', [-1001, 1001, 0.5, 'high', Number.NaN, 1n]],
    ['overflow', ['wrap', '', true, 1]],
    ['keep', [-1, 0.5, CONTEXT - 1, CONTEXT, '3', Number.NaN]],
  ])('generate refuses a wrong %s', async (name, values) => {
    const model = await load()
    for (const value of values) {
      const options = name === 'keep' ? { overflow: 'slide', keep: value } : { [name]: value }
      expect(() => model.generate([1], options as GenerateOptions)).toThrow(refusal(name))
    }
  })

  it('the ends of what is allowed are taken', async () => {
    const model = await load({
      kvPrecision: 'auto',
      kvCacheBytes: Number.MAX_SAFE_INTEGER,
      prefixCache: false,
      maxConcurrent: 512,
      maxWaiting: 2 ** 30,
    })
    for (const options of [
      { timeout: 2 ** 31 - 1, priority: 1000 },
      { priority: -1000, overflow: 'slide', keep: CONTEXT - 2 },
      { overflow: 'stop' },
    ] as GenerateOptions[]) {
      await model.generate([1, 2], { ...options, maxTokens: 2 }).result()
    }
  })

  it('a shared model takes no options that are the other one’s', async () => {
    const model = await load()
    const shared = model.share()
    for (const name of ['threads', 'precision', 'maxConcurrent', 'prefixCache', 'kvCacheBytes']) {
      await expect(loadModel(shared, { [name]: 1 })).rejects.toEqual(refusal(name))
    }
    for (const wrong of [
      { ...shared, kind: 'model' },
      { ...shared, processId: shared.processId + 1 },
      {},
    ]) {
      await expect(loadModel(wrong as typeof shared)).rejects.toMatchObject({
        code: 'ERR_NEXTOKEN_INVALID_ARGUMENT',
      })
    }
    await expect(loadModel({ ...shared, key: 1e9 })).rejects.toMatchObject({
      code: 'ERR_NEXTOKEN_DISPOSED',
    })
  })
})

describe('dispose', () => {
  it('while many run, wait, are paused and are half read: all end, once', async () => {
    for (let round = 0; round < 12; round++) {
      const model = await load(
        { maxConcurrent: 1 + (round % 5), kvCacheBytes: 0, threads: 1 + (round % 3) },
        endless,
      )
      const paused = model.generate(text(9), { maxTokens: 80, topK: 0 })[Symbol.asyncIterator]()
      await paused.next()
      const endings = Array.from({ length: 20 }, (_, i) => {
        const generation = model.generate(text(20 + i, i % 3), {
          maxTokens: 1e8,
          overflow: 'slide',
        })
        return i % 2 === 0 ? generation.result() : read(generation)
      })
      const logits = model.logits(text(90)).then(
        () => 'ERR_NEXTOKEN_DISPOSED',
        (error) => error.code,
      )
      for (let i = 0; i < round; i++) await turn()
      const disposed = model.dispose()
      for (const ending of await Promise.allSettled(endings)) {
        expect(ending).toMatchObject({
          status: 'rejected',
          reason: { code: 'ERR_NEXTOKEN_DISPOSED' },
        })
      }
      expect(await logits).toBe('ERR_NEXTOKEN_DISPOSED')
      await disposed
      // Tokens that were there already can still be read, then it says why there are no more.
      await expect(
        (async () => {
          while (!(await paused.next()).done);
        })(),
      ).rejects.toMatchObject({ code: 'ERR_NEXTOKEN_DISPOSED' })
      expect(() => model.generate(text(3))).toThrow(
        expect.objectContaining({ code: 'ERR_NEXTOKEN_DISPOSED' }),
      )
      expect(() => model.session(text(3))).toThrow(
        expect.objectContaining({ code: 'ERR_NEXTOKEN_DISPOSED' }),
      )
      expect(() => model.share()).toThrow(
        expect.objectContaining({ code: 'ERR_NEXTOKEN_DISPOSED' }),
      )
    }
  })
})

describe('logits()', () => {
  it('beside generations are the bits that they are alone', async () => {
    const prompts = [text(1), text(16, 2), text(90, 3), text(CONTEXT, 4), text(33, 3)]
    for (const kvPrecision of ['f32', 'f16'] as const) {
      const alone: Float32Array[] = []
      for (const ids of prompts) {
        const fresh = await load({ kvPrecision, prefixCache: false }, endless)
        alone.push((await fresh.logits(ids)).data)
      }
      for (const kvCacheBytes of [0, 2 ** 24]) {
        const model = await load(
          { kvPrecision, kvCacheBytes, threads: 2, maxConcurrent: 6 },
          endless,
        )
        const options = { maxTokens: 50, topK: 0, seed: 1 }
        const expected = await read(model.generate(prompts[4]!, options))
        for (let round = 0; round < 3; round++) {
          const generations = [0, 1, 4].map((i) => read(model.generate(prompts[i]!, options)))
          const all = await Promise.all(prompts.map((ids) => model.logits(ids)))
          for (const [i, { data, shape }] of all.entries()) {
            expect(shape).toEqual([prompts[i]!.length, VOCABULARY])
            expect(data).toEqual(alone[i])
          }
          expect((await Promise.all(generations))[2]).toEqual(expected)
        }
        await idle(model)
      }
    }
  })

  it('do not become a prefix, and use none', async () => {
    const model = await load({}, endless)
    const first = (await model.logits(text(50))).data
    expect(model.stats().cache).toMatchObject({ lookups: 0, reusableBytes: 0 })
    const { usage } = await model.generate(text(50), { maxTokens: 1 }).result()
    expect(usage.cachedTokens).toBe(0)
    expect((await model.logits(text(50))).data).toEqual(first)
  })
})
