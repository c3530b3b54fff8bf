/** One model used by several threads: the same tokens, one engine, and nobody's end is another's. */

import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  type FinishReason,
  type GenerateOptions,
  type LoadOptions,
  loadModel,
  type Model,
  type ModelStats,
  type SharedModel,
} from '../../dist/index.js'
import { writeSyntheticModel } from '../support/synthetic-model.js'

const index = join(import.meta.dirname, '../../dist/index.js')
const CONTEXT = 512
const VOCABULARY = 257

let root = ''
let folder = ''
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'nextoken-shared-'))
  folder = join(root, 'small')
  writeSyntheticModel(
    folder,
    { vocab_size: VOCABULARY, n_positions: CONTEXT, n_embd: 64, n_layer: 3, n_head: 4 },
    { seed: 3, tokenizer: 'bytes' },
  )
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const workers: Worker[] = []
const models: Model[] = []
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.terminate()))
  await Promise.all(models.splice(0).map((model) => model.dispose()))
})

async function load(options: LoadOptions = {}): Promise<Model> {
  const model = await loadModel(folder, { precision: 'f32', threads: 1, ...options })
  models.push(model)
  return model
}

/** Does what it is asked, with the model that it has. */
const script = `
  const { parentPort, workerData } = require('node:worker_threads')
  const { loadModel } = require(${JSON.stringify(index)})
  const options = (given) => given && Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, value === 'aborted' ? AbortSignal.abort() : value]))
  let model
  const actions = {
    async load(shared = workerData, given) { model = await loadModel(shared, options(given)) },
    async generate(prompt, given) {
      const { ids, finishReason, usage } = await model.generate(prompt, given).result()
      return { ids, finishReason, cachedTokens: usage.cachedTokens }
    },
    async logits(ids, count = 1) {
      const all = await Promise.all(Array.from({ length: count }, () => model.logits(ids)))
      return all[0].data
    },
    facts: () => ({ source: model.source, precision: model.precision, kvPrecision: model.kvPrecision,
      threads: model.threads, config: model.config }),
    stats: () => model.stats(),
    memory: () => model.memory(),
    share: () => model.share(),
    dispose: () => model.dispose(),
  }
  parentPort.on('message', async ([number, action, args]) => {
    try {
      parentPort.postMessage([number, await actions[action](...args)])
    } catch ({ code, message }) {
      parentPort.postMessage([number, undefined, { code, message }])
    }
  })`

type Ended = { ids: number[]; finishReason: FinishReason; cachedTokens: number }

/** A worker thread that has a model of its own, or shares one. */
class Helper {
  readonly worker: Worker
  readonly #waiting = new Map<number, (answer: [number, unknown, object?]) => void>()
  #number = 0

  constructor(workerData?: SharedModel) {
    this.worker = new Worker(script, { eval: true, workerData })
    workers.push(this.worker)
    this.worker.on('message', (answer) => this.#waiting.get(answer[0])?.(answer))
  }

  static async joined(shared: SharedModel): Promise<Helper> {
    const helper = new Helper(shared)
    await helper.load()
    return helper
  }

  #ask<T>(action: string, ...args: unknown[]): Promise<T> {
    const number = ++this.#number
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, ([, value, error]) => {
        if (error === undefined) resolve(value as T)
        else reject(Object.assign(new Error(), error))
      })
      this.worker.postMessage([number, action, args])
    })
  }

  load = (shared?: SharedModel, options?: object) => this.#ask<void>('load', shared, options)
  generate = (prompt: string | number[], options: GenerateOptions) =>
    this.#ask<Ended>('generate', prompt, options)
  logits = (ids: number[], count?: number) => this.#ask<Float32Array>('logits', ids, count)
  facts = () => this.#ask<object>('facts')
  stats = () => this.#ask<ModelStats>('stats')
  memory = () => this.#ask<object>('memory')
  share = () => this.#ask<SharedModel>('share')
  dispose = () => this.#ask<void>('dispose')
}

async function idsOf(model: Model, prompt: string | number[], options: GenerateOptions) {
  return (await model.generate(prompt, options).result()).ids
}

/** Waits for what another thread causes: true at last, or the test fails. */
async function until(what: () => boolean) {
  const end = Date.now() + 10_000
  while (!what()) {
    if (Date.now() > end) throw new Error(`it never came to be: ${what}`)
    await delay(2)
  }
}

const isIdle = ({ running, waiting, paused, cache }: ModelStats) =>
  running + waiting + paused === 0 && cache.heldBytes === 0

const sameBytes = (a: Float32Array, b: Float32Array) =>
  Buffer.from(a.buffer, a.byteOffset, a.byteLength).equals(
    Buffer.from(b.buffer, b.byteOffset, b.byteLength),
  )

const long: GenerateOptions = { maxTokens: 400, seed: 11 }
const longIds = Array.from({ length: CONTEXT }, (_, at) => (at * 7) % VOCABULARY)
const invalid = { code: 'ERR_NEXTOKEN_INVALID_ARGUMENT' }
const disposed = { code: 'ERR_NEXTOKEN_DISPOSED' }

/** Runs a script in a process of its own, with `loadModel`, `folder` and `Worker` at hand. */
function run(body: string, folderThere = folder, flags: string[] = []) {
  const text = `
    const { loadModel } = require(${JSON.stringify(index)})
    const { Worker } = require('node:worker_threads')
    const folder = ${JSON.stringify(folderThere)}
    ;(async () => { ${body} })()`
  return new Promise<{ code: number | null; signal: string | null; output: string }>((resolve) => {
    const child = spawn(process.execPath, [...flags, '-e', text], { timeout: 60_000 })
    let output = ''
    child.stdout.on('data', (data) => {
      output += data
    })
    child.stderr.on('data', (data) => {
      output += data
    })
    child.on('close', (code, signal) => resolve({ code, signal, output }))
  })
}

describe('a shared model', () => {
  it('gives the same tokens and logits in a worker as in the main thread', async () => {
    const model = await load()
    const byData = await Helper.joined(model.share())
    const byMessage = new Helper()
    await byMessage.load(model.share())
    for (const options of [
      { maxTokens: 40, seed: 1 },
      { maxTokens: 40, temperature: 0 },
      { maxTokens: 40, seed: 2, topK: 0, topP: 0.9, temperature: 2 },
    ]) {
      const ids = await idsOf(model, 'The sea', options)
      expect((await byData.generate('The sea', options)).ids).toEqual(ids)
      expect((await byMessage.generate('The sea', options)).ids).toEqual(ids)
    }
    const { data } = await model.logits([1, 2, 3])
    expect(sameBytes(await byData.logits([1, 2, 3]), data)).toBe(true)
  })

  it('is one engine: the same facts, counts and memory everywhere', async () => {
    const model = await load({ precision: 'int8', threads: 2 })
    const helper = await Helper.joined(model.share())
    const { source, precision, kvPrecision, threads, config } = model
    expect(await helper.facts()).toEqual({ source, precision, kvPrecision, threads, config })

    await helper.generate('one', { maxTokens: 10, seed: 1 })
    await idsOf(model, 'two', { maxTokens: 15, seed: 1 })
    const stats = model.stats()
    expect(stats.generatedTokens).toBe(25)
    expect(stats.cache.lookups).toBe(2)
    expect(await helper.stats()).toEqual(stats)
    expect(await helper.memory()).toEqual(model.memory())
    expect(model.memory().weights).toBeGreaterThan(0)
  })

  it('remembers prefixes for all', async () => {
    const model = await load()
    const helper = await Helper.joined(model.share())
    const prompt = longIds.slice(0, 65)
    const there = await helper.generate(prompt, { maxTokens: 5, seed: 1 })
    const here = await model.generate(prompt, { maxTokens: 5, seed: 1 }).result()
    expect(there.cachedTokens).toBe(0)
    expect(here.usage.cachedTokens).toBe(64)
    expect(here.ids).toEqual(there.ids)
  })

  it('is passed on from worker to worker, under the same key', async () => {
    const model = await load()
    const first = await Helper.joined(model.share())
    const shared = await first.share()
    expect(shared).toEqual(model.share())
    const second = await Helper.joined(shared)
    await first.dispose()
    await model.dispose()
    const { ids } = await second.generate('abc', { maxTokens: 20, seed: 4 })
    expect(ids).toEqual(await idsOf(await load(), 'abc', { maxTokens: 20, seed: 4 }))
  })

  it('runs the generations of several workers at the same time, with the same tokens', async () => {
    const alone = await load()
    const requests = Array.from({ length: 12 }, (_, at) => ({
      prompt: longIds.slice(at, at + 1 + 9 * at),
      options: { maxTokens: 100 + at, seed: at, topK: 0 },
    }))
    const expected: (readonly number[])[] = []
    for (const { prompt, options } of requests) expected.push(await idsOf(alone, prompt, options))

    const model = await load({ threads: 2 })
    const shared = model.share()
    const helpers = await Promise.all([1, 2, 3].map(() => Helper.joined(shared)))
    const [here, ...there] = await Promise.all([
      Promise.all(requests.map(({ prompt, options }) => idsOf(model, prompt, options))),
      ...helpers.map((helper) =>
        Promise.all(
          requests.map(async ({ prompt, options }) => (await helper.generate(prompt, options)).ids),
        ),
      ),
    ])
    expect(here).toEqual(expected)
    for (const ids of there) expect(ids).toEqual(expected)
    // Alone, every token is a step.
    const { steps, generatedTokens } = model.stats()
    expect(generatedTokens).toBe(4 * expected.flat().length)
    expect(steps).toBeLessThan(generatedTokens / 2)
  })

  it('has one waiting line', async () => {
    const model = await load({ maxConcurrent: 1, maxWaiting: 60 })
    const helper = await Helper.joined(model.share())
    const there = helper.logits(longIds, 60)
    await until(() => model.stats().running + model.stats().waiting > 40)
    // Alone, these would find room in the line.
    const prompts = Array.from({ length: 50 }, () =>
      model.generate('abc', { ...long, maxTokens: 5 }),
    )
    const ended = await Promise.allSettled(prompts.map((generation) => generation.result()))
    const refused = ended.filter(({ status }) => status === 'rejected')
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.length).toBeLessThan(50)
    for (const each of refused) {
      expect(each).toMatchObject({ reason: { code: 'ERR_NEXTOKEN_BUSY' } })
    }
    const ids = await idsOf(await load(), 'abc', { ...long, maxTokens: 5 })
    for (const each of ended) {
      if (each.status === 'fulfilled') expect(each.value.ids).toEqual(ids)
    }
    await there
    expect(isIdle(model.stats())).toBe(true)
  })
})

describe('who leaves', () => {
  let expected: readonly number[] = []
  beforeAll(async () => {
    const alone = await loadModel(folder, { precision: 'f32', threads: 1 })
    expected = await idsOf(alone, 'abc', long)
    expect(expected.length).toBe(400)
    await alone.dispose()
  })

  it('the main thread first: workers go on, in the middle of a generation, too', async () => {
    const model = await load()
    const helper = await Helper.joined(model.share())
    const there = helper.generate('abc', long)
    const here = model.generate('xyz', long).result()
    here.catch(() => {})
    await until(() => model.stats().running === 2)
    await model.dispose()
    await expect(here).rejects.toMatchObject(disposed)
    expect(() => model.generate('abc')).toThrow(expect.objectContaining(disposed))
    expect(() => model.share()).toThrow(expect.objectContaining(disposed))
    expect((await there).ids).toEqual(expected)
    expect((await helper.generate('abc', long)).ids).toEqual(expected)
    expect(isIdle(await helper.stats())).toBe(true)
  })

  it('a worker first: the main thread goes on', async () => {
    const model = await load()
    const helper = await Helper.joined(model.share())
    const there = helper.generate('xyz', long)
    there.catch(() => {})
    const here = idsOf(model, 'abc', long)
    await until(() => model.stats().running === 2)
    await helper.dispose()
    await expect(there).rejects.toMatchObject(disposed)
    await expect(helper.generate('abc', long)).rejects.toMatchObject(disposed)
    expect(await here).toEqual(expected)
    expect(await idsOf(model, 'abc', long)).toEqual(expected)
    expect(isIdle(model.stats())).toBe(true)
    // It may come back.
    await helper.load()
    expect((await helper.generate('abc', long)).ids).toEqual(expected)
  })

  it('a worker that is terminated while it generates takes nothing of the others along', async () => {
    const model = await load()
    const shared = model.share()
    const [first, second] = await Promise.all([Helper.joined(shared), Helper.joined(shared)])
    for (let round = 0; round < 4; round++) {
      const victim = await Helper.joined(shared)
      // More than run at once: some of them wait, and one has no reader to speak of.
      for (let i = 0; i < 40; i++) {
        victim.generate(longIds.slice(0, 1 + 10 * i), { ...long, seed: i }).catch(() => {})
      }
      await until(() => model.stats().running > 8)
      const others = [
        idsOf(model, 'abc', long),
        first.generate('abc', long).then(({ ids }) => ids),
        second.generate('abc', long).then(({ ids }) => ids),
      ]
      await delay(round)
      await victim.worker.terminate()
      for (const ids of await Promise.all(others)) expect(ids).toEqual(expected)
      await until(() => isIdle(model.stats()))
    }
  })

  it('with logits in flight takes its arrays along', async () => {
    const model = await load()
    const { data } = await model.logits(longIds)
    const other = await Helper.joined(model.share())
    for (let round = 0; round < 5; round++) {
      const victim = await Helper.joined(model.share())
      const { steps } = model.stats()
      victim.logits(longIds, 30).catch(() => {})
      await until(() => model.stats().steps > steps)
      await delay(round * 4)
      const here = model.logits(longIds)
      const there = other.logits(longIds)
      await victim.worker.terminate()
      expect(sameBytes((await here).data, data)).toBe(true)
      expect(sameBytes(await there, data)).toBe(true)
      await until(() => isIdle(model.stats()))
    }
  })

  it('last ends the engine: nobody can join any more', async () => {
    const model = await load()
    const shared = model.share()
    const helper = await Helper.joined(shared)
    await model.dispose()
    const again = await loadModel(shared)
    expect(await idsOf(again, 'abc', long)).toEqual(expected)
    await helper.dispose()
    await again.dispose()
    await expect(loadModel(shared)).rejects.toMatchObject(disposed)
    await expect(helper.load()).rejects.toMatchObject(disposed)
    // A new model does not answer to the old key.
    const other = await load()
    await expect(loadModel(shared)).rejects.toMatchObject(disposed)
    expect(other.share().key).not.toBe(shared.key)
  })

  it('last by being terminated ends the engine, too', async () => {
    const model = await load()
    const shared = model.share()
    const helper = await Helper.joined(shared)
    await model.dispose()
    helper.generate('abc', long).catch(() => {})
    await helper.worker.terminate()
    await expect(loadModel(shared)).rejects.toMatchObject(disposed)
  })
})

describe('joining', () => {
  it('across processes is refused', async () => {
    const body = `console.log(JSON.stringify((await loadModel(folder)).share()))`
    const { code, output } = await run(body)
    expect(code).toBe(0)
    const foreign = JSON.parse(output) as SharedModel
    expect(foreign.processId).not.toBe(process.pid)
    await expect(loadModel(foreign)).rejects.toMatchObject(invalid)
    // Were the process the same, the key would still be nobody's.
    const unknown = { ...foreign, processId: process.pid, key: 2 ** 40 }
    await expect(loadModel(unknown)).rejects.toMatchObject(disposed)
  })

  it.each([
    ['nothing', {}],
    ['a list', []],
    ['null', null],
    ['another kind', { kind: 'model' }],
    ['a key that is no number', { key: 'first' }],
    ['a key that is not a number at all', { key: Number.NaN }],
    ['no source', { source: undefined }],
  ])('with %s is refused', async (_name, broken) => {
    const model = await load()
    const shared = model.share()
    const whole = broken !== null && Object.keys(broken).length > 0
    const given = (whole ? { ...shared, ...broken } : broken) as SharedModel
    const joined = await loadModel(given).catch((error) => error)
    if (joined instanceof Error) {
      expect(joined).toMatchObject({
        code: expect.stringMatching(/^ERR_NEXTOKEN_(INVALID_ARGUMENT|DISPOSED)$/),
      })
    } else {
      await joined.dispose()
      expect.unreachable('it joined')
    }
  })

  it.each<[string, object]>([
    ['precision', { precision: 'f32' }],
    ['threads', { threads: 1 }],
    ['device', { device: 'cpu' }],
    ['kvPrecision', { kvPrecision: 'f32' }],
    ['kvCacheBytes', { kvCacheBytes: 2 ** 20 }],
    ['prefixCache', { prefixCache: true }],
    ['maxConcurrent', { maxConcurrent: 4 }],
    ['maxWaiting', { maxWaiting: 4 }],
    ['unknown', { unknown: 1 }],
  ])('with the option %s is refused', async (name, options) => {
    const model = await load()
    const joining = loadModel(model.share(), options)
    await expect(joining).rejects.toMatchObject({
      ...invalid,
      message: expect.stringContaining(name),
    })
  })

  it('may be watched, and aborted; who did not join does not keep the engine', async () => {
    const model = await load()
    const shared = model.share()
    const told: number[] = []
    const { signal } = new AbortController()
    const joined = await loadModel(shared, { signal, onProgress: (share) => told.push(share) })
    expect(told).toEqual([1])
    await joined.dispose()

    const aborted = { code: 'ERR_NEXTOKEN_ABORTED' }
    await expect(loadModel(shared, { signal: AbortSignal.abort() })).rejects.toMatchObject(aborted)
    const controller = new AbortController()
    const joining = loadModel(shared, { signal: controller.signal })
    controller.abort()
    await expect(joining).rejects.toMatchObject(aborted)
    const helper = new Helper()
    await expect(helper.load(shared, { signal: 'aborted' })).rejects.toMatchObject(aborted)
    await expect(loadModel(shared, { signal: {} as unknown as AbortSignal })).rejects.toMatchObject(
      invalid,
    )

    await model.dispose()
    await expect(loadModel(shared)).rejects.toMatchObject(disposed)
  })

  it('works in the thread that shares, too', async () => {
    const model = await load()
    const twin = await loadModel(model.share())
    const [a, b] = await Promise.all([idsOf(model, 'abc', long), idsOf(twin, 'abc', long)])
    expect(a).toEqual(b)
    await model.dispose()
    expect(await idsOf(twin, 'abc', long)).toEqual(a)
    await twin.dispose()
  })
})

describe('a process', () => {
  const inside = JSON.stringify(`
    const { parentPort, workerData } = require('node:worker_threads')
    require(${JSON.stringify(index)}).loadModel(workerData.source).then(async (model) => {
      parentPort.postMessage(0)
      const { ids } = await model.generate('abc', { maxTokens: 300, seed: 1 }).result()
      parentPort.postMessage(ids.length)
    })`)

  it('ends when the workers are done, if nobody disposes', async () => {
    const body = `
      const model = await loadModel(folder)
      for (let i = 0; i < 3; i++) {
        new Worker(${inside}, { eval: true, workerData: { source: model.share() } })
          .on('message', (count) => count && console.log(count))
      }
      const { ids } = await model.generate('abc', { maxTokens: 300, seed: 1 }).result()
      console.log(ids.length)`
    expect(await run(body)).toEqual({ code: 0, signal: null, output: '300\n'.repeat(4) })
  })

  it('ends by process.exit while all threads generate', async () => {
    const body = `
      const model = await loadModel(folder)
      let begun = 0
      for (let i = 0; i < 3; i++) {
        new Worker(${inside}, { eval: true, workerData: { source: model.share() } })
          .on('message', () => { if (++begun === 3) process.exit(0) })
      }`
    expect(await run(body)).toEqual({ code: 0, signal: null, output: '' })
  })

  it('drops a model without dispose; its worker goes on', async () => {
    const body = `
      let model = await loadModel(folder)
      const worker = new Worker(${inside}, { eval: true, workerData: { source: model.share() } })
      await new Promise((resolve) => worker.once('message', resolve))
      model = undefined
      for (let i = 0; i < 5; i++) { global.gc(); await new Promise((r) => setTimeout(r, 1)) }
      console.log(await new Promise((resolve) => worker.once('message', resolve)))`
    const ended = await run(body, folder, ['--expose-gc'])
    expect(ended).toEqual({ code: 0, signal: null, output: '300\n' })
  })

  describe('with a model of 60 MB', () => {
    let large = ''
    beforeAll(() => {
      large = join(root, 'large')
      writeSyntheticModel(
        large,
        { vocab_size: VOCABULARY, n_positions: 64, n_embd: 512, n_layer: 5, n_head: 8 },
        { seed: 5, tokenizer: 'bytes', dtype: 'BF16' },
      )
    })

    /** What the weights take, and what three threads more take than three that have no model. */
    async function growth(source: string): Promise<{ weights: number; grown: number }> {
      const body = `
        const options = { precision: 'f32', threads: 1 }
        const model = await loadModel(folder, options)
        const { ids } = await model.generate('abc', { maxTokens: 8, seed: 1 }).result()
        const inside = ${JSON.stringify(`
          const { parentPort, workerData } = require('node:worker_threads')
          require(${JSON.stringify(index)}).loadModel(...workerData).then(async (model) => {
            const { ids } = await model.generate('abc', { maxTokens: 8, seed: 1 }).result()
            parentPort.postMessage([ids.join(), model.memory().weights])
            parentPort.on('message', () => {})
          })`)}
        const empty = 'require("node:worker_threads").parentPort.on("message", () => {}).postMessage(0)'
        const started = (text, workerData) => new Promise((resolve, reject) => {
          const worker = new Worker(text, { eval: true, workerData })
          worker.once('message', (value) => resolve([worker, value])).once('error', reject)
        })
        const threads = async (text, data) => {
          const before = process.memoryUsage().rss
          const all = []
          for (let i = 0; i < 3; i++) all.push(await started(text, data))
          const grown = process.memoryUsage().rss - before
          await Promise.all(all.map(([worker]) => worker.terminate()))
          return [grown, all.map(([, value]) => value)]
        }
        // A worker takes megabytes of its own.
        const [bare] = await threads(empty)
        const [grown, told] = await threads(inside, ${source})
        const { weights } = model.memory()
        for (const each of told) {
          if (each[0] !== ids.join() || each[1] !== weights) throw new Error(String(each))
        }
        console.log(JSON.stringify({ weights, grown: grown - bare }))
        process.exit(0)`
      const { code, output } = await run(body, large)
      expect({ code, output }).toMatchObject({ code: 0 })
      return JSON.parse(output)
    }

    it.each([
      ['that is loaded by each of four threads has the weights once', '[folder, options]'],
      ['that is shared by four threads has the weights once', '[model.share()]'],
    ])('%s', async (_name, source) => {
      const { weights, grown } = await growth(source)
      expect(weights).toBeGreaterThan(60e6)
      expect(grown).toBeLessThan(weights / 2)
    })
  })
})
