/** Generation: determinism, options, ends, cancelling, and the event loop. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type GenerateOptions, loadModel, type Model, NextokenError } from '../dist/index.js'
import { writeSyntheticModel } from './support/synthetic-model.js'

const small = { vocab_size: 257, n_positions: 64, n_embd: 64, n_layer: 3, n_head: 4 }

let folder = ''
let model: Model
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nextoken-generation-'))
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

describe('tokens', () => {
  it('stream one by one, and their texts are the text', async () => {
    const generation = model.generate('Hello', { maxTokens: 20, seed: 1 })
    let text = ''
    const ids: number[] = []
    for await (const token of generation) {
      text += token
      ids.push(token.id)
      expect(token.logprob).toBeLessThanOrEqual(0)
    }
    const result = await model.generate('Hello', { maxTokens: 20, seed: 1 }).result()
    expect(result.ids).toEqual(ids)
    expect(result.text).toBe(text)
    expect(result.text).toBe(model.tokenizer.decode(ids))
    expect(result.finishReason).toBe('length')
    expect(result.usage).toEqual({ promptTokens: 5, completionTokens: 20, cachedTokens: 4 })
    expect(generation.finishReason).toBe('length')
  })

  it('never end in half a character', async () => {
    for (let seed = 0; seed < 20; seed++) {
      let text = ''
      let last = ''
      for await (const token of model.generate('é', { maxTokens: 15, seed, topK: 0 })) {
        last = token.text
        text += last
      }
      const { ids } = await model.generate('é', { maxTokens: 15, seed, topK: 0 }).result()
      expect(text).toBe(model.tokenizer.decode(ids))
    }
  })

  it('have the log-probabilities of the model itself', async () => {
    const { data, shape } = await model.logits([1, 2, 3])
    const row = data.subarray(2 * shape[1], 3 * shape[1])
    const largest = Math.max(...row)
    const total = row.reduce((sum, logit) => sum + Math.exp(logit - largest), 0)
    for await (const token of model.generate([1, 2, 3], {
      maxTokens: 1,
      temperature: 0.5,
      seed: 3,
    })) {
      expect(token.logprob).toBeCloseTo(row[token.id]! - largest - Math.log(total), 4)
    }
  })

  it('follow greedily the largest logit', async () => {
    const ids = [10, 20, 30]
    const greedy = await idsOf(ids, { temperature: 0, maxTokens: 8 })
    for (const id of greedy) {
      const { data, shape } = await model.logits(ids)
      const row = data.subarray((ids.length - 1) * shape[1])
      expect(id).toBe(row.indexOf(Math.max(...row)))
      ids.push(id)
    }
  })

  it('come without a prompt, too', async () => {
    expect(await idsOf([], { seed: 5, maxTokens: 4 })).toEqual(
      await idsOf([256], { seed: 5, maxTokens: 4 }),
    )
    expect(await model.generate(undefined, { seed: 5, maxTokens: 4 }).text()).toBe(
      await model.generate('', { seed: 5, maxTokens: 4 }).text(),
    )
  })
})

describe('determinism', () => {
  it('the same seed gives the same tokens, another one others', async () => {
    const options = { maxTokens: 30, topK: 0, seed: 42 }
    expect(await idsOf('abc', options)).toEqual(await idsOf('abc', options))
    expect(await idsOf('abc', options)).not.toEqual(await idsOf('abc', { ...options, seed: 43 }))
    expect(await idsOf('abc', { ...options, seed: 2n ** 64n - 1n })).toHaveLength(30)
  })

  it('the seed of a generation without one gives it again', async () => {
    const { seed, ids } = await model.generate('abc', { maxTokens: 30, topK: 0 }).result()
    expect(await idsOf('abc', { maxTokens: 30, topK: 0, seed })).toEqual(ids)
  })

  it.each(['f32', 'bf16', 'int8', 'int4'] as const)(
    '%s: alone, in company, with 1 to 3 threads',
    async (precision) => {
      const prompts = ['a', 'Hello there', 'x'.repeat(40), 'The quick brown fox']
      const options = (i: number) => ({ maxTokens: 20, topK: 0, seed: i })
      let expected: (readonly number[])[] | undefined
      for (const threads of [1, 2, 3]) {
        const other = await loadModel(folder, { precision, threads })
        const alone: (readonly number[])[] = []
        for (const [i, prompt] of prompts.entries())
          alone.push(await idsOf(prompt, options(i), other))
        const together = await Promise.all(prompts.map((p, i) => idsOf(p, options(i), other)))
        await other.dispose()
        expected ??= alone
        expect(alone).toEqual(expected)
        expect(together).toEqual(expected)
      }
    },
  )

  it('logits do not depend on the threads or on what runs beside them', async () => {
    const ids = Array.from({ length: 64 }, (_, i) => (i * 37) % 257)
    const alone = (await model.logits(ids)).data
    const company = model.generate('abc', { maxTokens: 40, seed: 1 }).result()
    expect((await model.logits(ids)).data).toEqual(alone)
    await company
    const single = await loadModel(folder, { precision: 'f32', threads: 1 })
    expect((await single.logits(ids)).data).toEqual(alone)
    // A shorter text has the same logits as the beginning of a longer one.
    expect((await single.logits(ids.slice(0, 9))).data).toEqual(alone.subarray(0, 9 * 257))
    await single.dispose()
  })
})

describe('ends', () => {
  it('at the end of the context', async () => {
    const result = await model.generate('x'.repeat(60), { maxTokens: 100, seed: 1 }).result()
    expect(result.finishReason).toBe('context')
    expect(result.ids).toHaveLength(4)
  })

  it('before a stop string, wherever tokens begin and end', async () => {
    const whole = await model.generate('ab', { maxTokens: 40, seed: 9, topK: 0 }).text()
    expect(whole.length).toBeGreaterThan(12)
    for (const [from, to] of [
      [0, 1],
      [3, 5],
      [5, 9],
      [10, 12],
    ] as const) {
      const stop = whole.slice(from, to)
      const generation = model.generate('ab', {
        maxTokens: 40,
        seed: 9,
        topK: 0,
        stop: ['never there', stop],
      })
      let text = ''
      for await (const token of generation) text += token
      expect(text).toBe(whole.slice(0, whole.indexOf(stop)))
      expect(generation.finishReason).toBe('stop')
    }
  })

  it('goes on while a long stop string holds all tokens back', async () => {
    const options = { logitBias: { 65: 100 }, temperature: 0, maxTokens: 60, speculation: false }
    const whole = await model.generate('abc', options).text()
    expect(whole).toHaveLength(60)
    const generation = model.generate('abc', { ...options, stop: [whole[0]!.repeat(50)] })
    const tokens = []
    for await (const token of generation) tokens.push(token)
    expect(tokens).toEqual([])
    expect(generation.finishReason).toBe('stop')
  })

  it('goes on while no token has a text and a stop string is looked for', async () => {
    const padded = join(folder, 'padded')
    writeSyntheticModel(padded, { ...small, vocab_size: 300 }, { seed: 7, tokenizer: 'bytes' })
    const model = await loadModel(padded)
    const options = { logitBias: { 290: 100 }, temperature: 0, maxTokens: 55, stop: ['x'] }
    const tokens = []
    for await (const token of model.generate('abc', options)) tokens.push(token.id)
    expect(tokens).toEqual(new Array(55).fill(290))
    await model.dispose()
  })

  it('passes on what only looked like a stop string', async () => {
    const options = { maxTokens: 12, seed: 9, topK: 0 }
    const whole = await model.generate('ab', options).text()
    const stop = `${whole.slice(-3)}and more`
    expect(await model.generate('ab', { ...options, stop }).text()).toBe(whole)
  })

  it('at end-of-text', async () => {
    const other = mkdtempSync(join(tmpdir(), 'nextoken-eos-'))
    const first = (await idsOf('ab', { temperature: 0, maxTokens: 1 }))[0]!
    writeSyntheticModel(other, { ...small, eos_token_id: [first] }, { seed: 7, tokenizer: 'bytes' })
    const ending = await loadModel(other, { precision: 'f32' })
    const result = await ending.generate('ab', { temperature: 0 }).result()
    expect(result).toMatchObject({ finishReason: 'stop', ids: [], text: '' })
    await ending.dispose()
    rmSync(other, { recursive: true, force: true })
  })
})

describe('cancelling', () => {
  const freed = async () => {
    for (let i = 0; i < 200 && model.stats().cache.heldBytes > 0; i++) {
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    return model.stats().cache.heldBytes === 0
  }

  it('by leaving the loop frees the memory', async () => {
    const generation = model.generate('abc', { maxTokens: 60, seed: 1 })
    let count = 0
    for await (const _ of generation) if (++count === 3) break
    expect(generation.finishReason).toBe('cancelled')
    expect(await freed()).toBe(true)
  })

  it('by an AbortSignal ends with what there is', async () => {
    const controller = new AbortController()
    const generation = model.generate('abc', { maxTokens: 60, seed: 1, signal: controller.signal })
    const ids: number[] = []
    for await (const token of generation) {
      ids.push(token.id)
      if (ids.length === 5) controller.abort()
    }
    expect(generation.finishReason).toBe('cancelled')
    expect((await generation.result()).ids.slice(0, 5)).toEqual(ids.slice(0, 5))
    const aborted = await model.generate('abc', { signal: AbortSignal.abort() }).result()
    expect(aborted).toMatchObject({ finishReason: 'cancelled', ids: [] })
    expect(await freed()).toBe(true)
  })

  it('a slow reader pauses its own generation only', async () => {
    const slow = model.generate('abc', { maxTokens: 60, seed: 1 })[Symbol.asyncIterator]()
    await slow.next()
    expect(await idsOf('abcd', { maxTokens: 50, seed: 2 })).toHaveLength(50)
    let rest = 1
    while (!(await slow.next()).done) rest++
    expect(rest).toBe(60)
  })

  it('dispose() rejects what runs, once, and later calls say so', async () => {
    const other = await loadModel(folder)
    const running = other.generate('abc', { maxTokens: 60 }).result()
    const logits = other.logits([1, 2, 3])
    await Promise.all([
      expect(running).rejects.toMatchObject({ code: 'ERR_NEXTOKEN_DISPOSED' }),
      logits.catch((error) => expect(error.code).toBe('ERR_NEXTOKEN_DISPOSED')),
      other.dispose(),
      other.dispose(),
    ])
    expect(() => other.generate('abc')).toThrow(
      expect.objectContaining({ code: 'ERR_NEXTOKEN_DISPOSED' }),
    )
    await expect(other.logits([1])).rejects.toMatchObject({ code: 'ERR_NEXTOKEN_DISPOSED' })
  })

  it('a load can be aborted', async () => {
    await expect(loadModel(folder, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ERR_NEXTOKEN_ABORTED',
    })
  })
})

describe('the event loop', () => {
  it('keeps ticking while a long prompt and many tokens are computed', async () => {
    const big = mkdtempSync(join(tmpdir(), 'nextoken-big-'))
    writeSyntheticModel(
      big,
      { vocab_size: 257, n_positions: 1024, n_embd: 512, n_layer: 6, n_head: 8 },
      { seed: 1 },
    )
    const other = await loadModel(big, { precision: 'f32' })
    let ticks = 0
    const begin = performance.now()
    const timer = setInterval(() => ticks++, 5)
    await other
      .generate(
        Array.from({ length: 1000 }, (_, i) => i % 257),
        { maxTokens: 24, seed: 1 },
      )
      .result()
    clearInterval(timer)
    const elapsed = performance.now() - begin
    await other.dispose()
    rmSync(big, { recursive: true, force: true })
    expect(elapsed).toBeGreaterThan(50)
    // On an undisturbed machine there are elapsed / 5; a blocked loop has almost none.
    expect(ticks).toBeGreaterThan(elapsed / 5 / 4)
  })
})

describe('bad input', () => {
  const code = (code: string) => expect.objectContaining({ code })

  it.each([
    [{ maxTokens: 0 }, 'maxTokens'],
    [{ maxTokens: 1.5 }, 'maxTokens'],
    [{ seed: -1 }, 'seed'],
    [{ seed: 0.5 }, 'seed'],
    [{ seed: 2n ** 64n }, 'seed'],
    [{ signal: {} }, 'signal'],
    [{ maxToken: 3 }, 'maxTokens'],
  ])('%o is refused by name', (options, name) => {
    let error: unknown
    try {
      model.generate('abc', options as GenerateOptions)
    } catch (caught) {
      error = caught
    }
    expect(error).toBeInstanceOf(NextokenError)
    expect(error).toMatchObject({ code: 'ERR_NEXTOKEN_INVALID_ARGUMENT' })
    expect((error as Error).message).toContain(name)
  })

  it('prompts', async () => {
    expect(() => model.generate([257])).toThrow(code('ERR_NEXTOKEN_INVALID_TOKEN'))
    expect(() => model.generate([-1])).toThrow(code('ERR_NEXTOKEN_INVALID_TOKEN'))
    expect(() => model.generate([0.5])).toThrow(code('ERR_NEXTOKEN_INVALID_TOKEN'))
    expect(() => model.generate('x'.repeat(64))).toThrow(code('ERR_NEXTOKEN_CONTEXT'))
    expect(() => model.generate(42 as unknown as string)).toThrow(
      code('ERR_NEXTOKEN_INVALID_ARGUMENT'),
    )
    await expect(model.logits(new Array(65).fill(1))).rejects.toThrow(code('ERR_NEXTOKEN_CONTEXT'))
  })

  it('load options', async () => {
    const bad = [
      { precision: 'int3' },
      { threads: 0 },
      { threads: 1.5 },
      { device: 'cuda' },
      { thread: 2 },
    ]
    for (const options of bad) {
      await expect(loadModel(folder, options as object)).rejects.toThrow(
        code('ERR_NEXTOKEN_INVALID_ARGUMENT'),
      )
    }
  })

  it('weights that overflow or are not numbers end a generation, in every precision', async () => {
    const broken = join(folder, 'broken')
    const values = { 'not a number': Number.NaN, 'an overflow': 3e38 }
    for (const [name, value] of Object.entries(values)) {
      const weights = { 'ln_f.bias': new Float32Array(small.n_embd).fill(value) }
      writeSyntheticModel(broken, small, { seed: 7, tokenizer: 'bytes', weights })
      for (const precision of ['f32', 'bf16', 'int8', 'int4'] as const) {
        const model = await loadModel(broken, { precision })
        const generation = model.generate('abc', { maxTokens: 3 })
        await expect(generation.text(), `${name}, ${precision}`).rejects.toThrow(
          code('ERR_NEXTOKEN_INVALID_WEIGHTS'),
        )
        await model.dispose()
      }
    }
  })

  it('a generation is read once', async () => {
    const generation = model.generate('abc', { maxTokens: 2 })
    await generation.text()
    expect(() => generation[Symbol.asyncIterator]()).toThrow(code('ERR_NEXTOKEN_INVALID_ARGUMENT'))
  })
})
