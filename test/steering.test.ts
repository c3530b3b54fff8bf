/** Callbacks of users in the middle of generations: what they see, what they decide, how they fail. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type GenerateOptions, loadModel, type Model, NextokenError } from '../dist/index.js'
import { writeSyntheticModel } from './support/synthetic-model.js'

const small = { vocab_size: 257, n_positions: 64, n_embd: 64, n_layer: 3, n_head: 4 }

let folder = ''
let model: Model
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nextoken-steering-'))
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

const largest = (row: Float32Array) => row.indexOf(row.reduce((a, b) => Math.max(a, b)))

/** What is held once all is over. */
async function expectIdle(of = model) {
  await of.generate([1], { maxTokens: 1 }).result()
  const { running, waiting, paused, cache } = of.stats()
  expect({ running, waiting, paused, held: cache.heldBytes }).toEqual({
    running: 0,
    waiting: 0,
    paused: 0,
    held: 0,
  })
}

describe('a logits processor', () => {
  const many: GenerateOptions[] = [
    { temperature: 0 },
    { topK: 0 },
    { topP: 0.9, repetitionPenalty: 1.2, noRepeatNgram: 2 },
    { mirostat: {} },
    { forcedTokens: { 3: 65 }, minTokens: 5, topLogprobs: 3 },
    { overflow: 'slide', maxTokens: 90 },
  ]

  it('that does nothing changes nothing, alone and in company', async () => {
    const ask = (options: GenerateOptions, seed: number, callbacks: GenerateOptions) =>
      model.generate([1, 2, 3, seed], { maxTokens: 30, seed, ...options, ...callbacks }).result()
    const nothing: GenerateOptions = { logitsProcessor: () => {} }
    const later: GenerateOptions = { logitsProcessor: () => sleep(1) }
    const expected = []
    for (const [i, options] of many.entries()) expected.push((await ask(options, i, {})).ids)
    for (const [i, options] of many.entries()) {
      expect((await ask(options, i, nothing)).ids).toEqual(expected[i])
    }
    const together = await Promise.all(
      many.flatMap((options, i) => [nothing, later, {}].map((each) => ask(options, i, each))),
    )
    for (const [i, { ids }] of together.entries()) expect(ids).toEqual(expected[Math.floor(i / 3)])
    await expectIdle()
  })

  it('does what the option does that does the same', async () => {
    const common = { maxTokens: 25, seed: 5 }
    const biased = (logits: Float32Array) => {
      logits[70]! += 3
      logits[71] = -Infinity
    }
    const expected = await idsOf('Hello', { ...common, logitBias: { 70: 3 }, bannedTokens: [71] })
    expect(await idsOf('Hello', { ...common, logitsProcessor: biased })).toEqual(expected)
    const later = async (logits: Float32Array) => {
      await sleep(1)
      biased(logits)
    }
    expect(await idsOf('Hello', { ...common, logitsProcessor: later })).toEqual(expected)
    expect(expected).not.toEqual(await idsOf('Hello', common))
  })

  it('sees the logits of the model, the ids and the step', async () => {
    const seen: { row: Float32Array; ids: number[]; step: number }[] = []
    const options: GenerateOptions = {
      maxTokens: 5,
      seed: 2,
      repetitionPenalty: 1.5,
      logitsProcessor: (logits, { ids, step }) => {
        seen.push({ row: logits.slice(), ids: [...ids], step })
      },
    }
    const prompt = [9, 8, 7]
    const ids = await idsOf(prompt, options)
    expect(seen.length).toBe(5)
    const whole = await model.logits([...prompt, ...ids])
    for (const [at, { row, ids: past, step }] of seen.entries()) {
      expect(step).toBe(at)
      expect(past).toEqual([...prompt, ...ids.slice(0, at)])
      const begin = (prompt.length + at - 1) * whole.shape[1]
      expect(row).toEqual(whole.data.slice(begin, begin + whole.shape[1]))
    }
  })

  it('works with streams, stop strings, log-probabilities and sessions', async () => {
    const common: GenerateOptions = { maxTokens: 20, seed: 11, topLogprobs: 2 }
    const nothing: GenerateOptions = { ...common, logitsProcessor: () => {} }
    const tokens = async (options: GenerateOptions) => {
      const all = []
      for await (const token of model.generate('abc', options)) all.push(token)
      return all
    }
    const expected = await tokens(common)
    expect(await tokens(nothing)).toEqual(expected)
    const stop = expected.map((token) => token.text).find((text) => /\S/.test(text))!
    expect(await tokens({ ...nothing, stop })).toEqual(await tokens({ ...common, stop }))

    const session = model.session('abc')
    const other = model.session('abc')
    const past: number[][] = []
    for (let turn = 0; turn < 2; turn++) {
      const logitsProcessor: GenerateOptions['logitsProcessor'] = (_, { ids, step }) => {
        if (step === 0) past.push([...ids])
      }
      const before = [...session.ids]
      await session.generate({ maxTokens: 6, seed: turn, logitsProcessor }).result()
      await other.generate({ maxTokens: 6, seed: turn }).result()
      expect(session.ids).toEqual(other.ids)
      expect(past[turn]).toEqual(before)
    }
  })

  it('may not leave NaN or Infinity, nor return other logits', async () => {
    const outcome = (logitsProcessor: GenerateOptions['logitsProcessor']) =>
      model.generate('x', { maxTokens: 3, logitsProcessor: logitsProcessor! }).result()
    for (const bad of [NaN, Infinity]) {
      const error: unknown = await outcome((logits, { step }) => {
        if (step === 1) logits[7] = bad
      }).catch((reason) => reason)
      expect(error).toBeInstanceOf(NextokenError)
      expect((error as NextokenError).code).toBe('ERR_NEXTOKEN_INVALID_ARGUMENT')
      expect((error as NextokenError).message).toContain(`${bad} for token 7 in step 1`)
    }
    await expect(outcome((logits) => logits.slice() as never)).rejects.toThrow(/in place/)
    await expect(
      outcome((logits) => {
        structuredClone(logits, { transfer: [logits.buffer as ArrayBuffer] })
      }),
    ).rejects.toThrow(/transferred/)
    await expect(outcome((logits) => void logits.fill(-Infinity))).rejects.toThrow(/no token/)
    // What an arrow function happens to return says nothing.
    await outcome(() => 7 as never)
    await outcome((logits) => logits.fill(0) as never)
    await expectIdle()
  })
})

describe('a sampler', () => {
  it('chooses, after the processor', async () => {
    const expected = await idsOf('Hello', { maxTokens: 12, temperature: 0 })
    expect(await idsOf('Hello', { maxTokens: 12, sampler: largest })).toEqual(expected)
    expect(await idsOf('Hello', { maxTokens: 12, sampler: async (row) => largest(row) })).toEqual(
      expected,
    )
    const without = await idsOf('Hello', {
      maxTokens: 12,
      temperature: 0,
      bannedTokens: [expected[0]!],
    })
    expect(
      await idsOf('Hello', {
        maxTokens: 12,
        logitsProcessor: (logits) => {
          logits[expected[0]!] = -Infinity
        },
        sampler: largest,
      }),
    ).toEqual(without)
  })

  it('is subject to maxTokens, stop and the context', async () => {
    const [first] = model.tokenizer.encode('A')
    const counting: GenerateOptions = { sampler: (_, { step }) => first! + step }
    const run = (options: GenerateOptions) =>
      model.generate('x', { ...counting, ...options }).result()
    expect(await run({ maxTokens: 3 })).toMatchObject({ text: 'ABC', finishReason: 'length' })
    expect(await run({ stop: first! + 3 })).toMatchObject({ text: 'ABC', finishReason: 'stop' })
    expect(await run({ stop: 'D' })).toMatchObject({ text: 'ABC', finishReason: 'stop' })
    const long = await run({ maxTokens: 1000 })
    expect(long.finishReason).toBe('context')
    expect(long.ids.length).toBe(63)
  })

  it('must return an id, and the options that it replaces are refused beside it', async () => {
    for (const bad of [-1, 257, 1.5, NaN, '3', undefined, null]) {
      const generation = model.generate('x', { sampler: () => bad as number })
      await expect(generation.result(), String(bad)).rejects.toMatchObject({
        code: 'ERR_NEXTOKEN_INVALID_ARGUMENT',
        message: expect.stringContaining('from 0 to 256') as string,
      })
    }
    expect(() => model.generate('x', { sampler: largest, topK: 3, bannedTokens: [1] })).toThrow(
      /sampler .* contradicts topK, bannedTokens/,
    )
    expect(() => model.generate('x', { sampler: 3 as never })).toThrow(/sampler must be a function/)
    expect(() => model.generate('x', { logitsProcessor: {} as never })).toThrow(/logitsProcessor/)
    await expectIdle()
  })
})

describe('a callback that throws', () => {
  const thrown = new Error('mine')
  const ways: [string, GenerateOptions, unknown][] = [
    ['a processor', { logitsProcessor: (_, { step }) => fail(step) }, thrown],
    [
      'an async one',
      { logitsProcessor: async (_, { step }) => sleep(1).then(() => fail(step)) },
      thrown,
    ],
    ['a sampler', { sampler: (row, { step }) => fail(step) ?? largest(row) }, thrown],
    ['nothing as an error', { sampler: () => Promise.reject(undefined) }, undefined],
  ]
  function fail(step: number): undefined {
    if (step === 4) throw thrown
  }

  it.each(ways)('ends its own generation with that very error: %s', async (_, options, error) => {
    const expected = await idsOf('Hello', { maxTokens: 30, seed: 1 })
    const other = idsOf('Hello', { maxTokens: 30, seed: 1, logitsProcessor: () => {} })
    const result = await model
      .generate('Hello', options)
      .result()
      .then(
        () => 'no error',
        (reason: unknown) => ({ reason }),
      )
    expect(result).toEqual({ reason: error })
    if (error !== undefined) expect((result as { reason: unknown }).reason).toBe(error)
    const tokens: number[] = []
    const iterated = (async () => {
      for await (const token of model.generate('Hello', options)) tokens.push(token.id)
      return 'no error'
    })()
    expect(await iterated.catch((reason: unknown) => ({ reason }))).toEqual({ reason: error })
    expect(tokens.length).toBeLessThanOrEqual(error === undefined ? 0 : 4)
    expect(await other).toEqual(expected)
    await expectIdle()
  })
})

describe('while a callback takes its time', () => {
  it('others go on, even where there is one place', async () => {
    await using narrow = await loadModel(folder, { precision: 'f32', threads: 1, maxConcurrent: 1 })
    const expected = await idsOf('abc', { maxTokens: 10, seed: 3 }, narrow)
    let go = () => {}
    const gate = new Promise<void>((resolve) => {
      go = resolve
    })
    let asked = 0
    const slow = idsOf(
      'abc',
      {
        maxTokens: 10,
        seed: 3,
        priority: 5,
        logitsProcessor: async () => {
          asked++
          await gate
        },
      },
      narrow,
    )
    for (let i = 0; i < 5; i++)
      expect(await idsOf('abc', { maxTokens: 10, seed: 3 }, narrow)).toEqual(expected)
    expect(asked).toBe(1)
    expect(narrow.stats().paused).toBe(1)
    go()
    expect(await slow).toEqual(expected)
    await expectIdle(narrow)
  })

  it('it can be cancelled, aborted, timed out and left, and its model disposed', async () => {
    const never: GenerateOptions = { logitsProcessor: () => new Promise(() => {}) }
    const cancelled = model.generate('abc', never)
    const result = cancelled.result()
    await sleep(30)
    cancelled.cancel()
    expect(await result).toMatchObject({ finishReason: 'cancelled', ids: [] })

    const controller = new AbortController()
    setTimeout(() => controller.abort(), 30)
    const aborted = await model.generate('abc', { ...never, signal: controller.signal }).result()
    expect(aborted.finishReason).toBe('cancelled')

    const late = await model.generate('abc', { ...never, timeout: 30 }).result()
    expect(late.finishReason).toBe('timeout')

    // The callback's error comes when nobody waits for it any more.
    let reject: (reason: Error) => void = () => {}
    const failing: GenerateOptions = {
      logitsProcessor: (_, { step }) => {
        if (step === 2) return new Promise((_, no) => (reject = no))
      },
    }
    for await (const token of model.generate('abc', failing)) if (token) break
    await sleep(30)
    reject(new Error('too late'))
    await sleep(5)
    await expectIdle()

    const gone = await loadModel(folder, { precision: 'f32', threads: 1 })
    const last = gone.generate('abc', never).result()
    last.catch(() => {})
    await sleep(30)
    await gone.dispose()
    await expect(last).rejects.toMatchObject({ code: 'ERR_NEXTOKEN_DISPOSED' })
  })

  it('those that answer in one turn share their passes', async () => {
    const before = model.stats().steps
    const options: GenerateOptions = { maxTokens: 40, logitsProcessor: async () => {} }
    await Promise.all(Array.from({ length: 8 }, (_, i) => model.generate([i, 1], options).result()))
    expect(model.stats().steps - before).toBeLessThan(80)
  })
})
