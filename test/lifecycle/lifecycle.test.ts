/** Life stages in child processes: however a process or a worker ends, it ends cleanly. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeSyntheticModel } from '../support/synthetic-model.js'

let root = ''
let folder = ''
let tiny = ''
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'nextoken-lifecycle-'))
  folder = join(root, 'model')
  tiny = join(root, 'tiny')
  writeSyntheticModel(
    folder,
    { vocab_size: 257, n_positions: 512, n_embd: 256, n_layer: 4, n_head: 4 },
    { seed: 1, tokenizer: 'bytes' },
  )
  writeSyntheticModel(
    tiny,
    { vocab_size: 257, n_positions: 512, n_embd: 32, n_layer: 2, n_head: 2 },
    { seed: 2, tokenizer: 'bytes' },
  )
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const repository = join(import.meta.dirname, '../..')
const index = JSON.stringify(join(repository, 'dist/index.js'))

/** At most two child processes at a time; who comes later waits. */
let children = 0
const line: (() => void)[] = []
async function inTurn<T>(start: () => Promise<T>): Promise<T> {
  if (children === 2) await new Promise<void>((resolve) => line.push(resolve))
  else children++
  try {
    return await start()
  } finally {
    const next = line.shift()
    if (next === undefined) children--
    else next()
  }
}

/** Runs a script with `loadModel` and `folder` at hand. */
async function run(body: string, flags: string[] = [], there = folder) {
  const script = `
    const { loadModel } = require(${index})
    const folder = ${JSON.stringify(there)}
    ;(async () => { ${body} })()`
  return inTurn(async () => {
    const child = spawn(process.execPath, [...flags, '-e', script], { timeout: 60_000 })
    let output = ''
    child.stdout.on('data', (data) => {
      output += data
    })
    child.stderr.on('data', (data) => {
      output += data
    })
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
    return { code, signal, output }
  })
}

const clean = { code: 0, signal: null }
const start = `const model = await loadModel(folder, { threads: 2 });
  const running = model.generate('abc', { maxTokens: 400 }).result();
  running.catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 20));`

describe.concurrent('a process ends', { timeout: 120_000 }, () => {
  it.each([
    ['right after loading the add-on', `require(${index}).instructionSets()`],
    ['with a model that is loaded', 'await loadModel(folder)'],
    [
      'while a model loads, by process.exit',
      'loadModel(folder); setTimeout(() => process.exit(0), 1)',
    ],
    ['with a generation that nobody reads', "const m = await loadModel(folder); m.generate('abc')"],
    [
      'with a generation half read',
      "const m = await loadModel(folder); await m.generate('abc')[Symbol.asyncIterator]().next()",
    ],
    ['while generating, by process.exit', `${start} process.exit(0)`],
    ['while generating, after dispose', `${start} await model.dispose()`],
    [
      'after several models',
      'for (let i = 0; i < 5; i++) await (await loadModel(folder)).dispose()',
    ],
    ['with several models at once', 'await Promise.all([1, 2, 3].map(() => loadModel(folder)))'],
    [
      'when the work is done',
      `${start} const { ids } = await running; if (ids.length !== 400) process.exit(3)`,
    ],
  ])('%s', async (_name, body) => {
    expect(await run(body)).toMatchObject(clean)
  })

  const many = `const model = await loadModel(folder, { threads: 2 })
    const readers = Array.from({ length: 32 }, (_, seed) =>
      model.generate('abc', { maxTokens: 400, seed, overflow: 'slide' })[Symbol.asyncIterator]())
    await Promise.all(readers.map((reader) => reader.next()));`
  const sessions = `const model = await loadModel(folder, { threads: 2 })
    const sessions = Array.from({ length: 32 }, (_, i) => model.session('abc'.repeat(i + 1)))
    await Promise.all(sessions.map((session) => session.generate({ maxTokens: 20 }).text()))
    const first = sessions.map((session) => session.generate({ maxTokens: 100 })[Symbol.asyncIterator]().next())
    await Promise.all(first);`

  it.each([
    ['32 generations, by process.exit', `${many} process.exit(0)`],
    ['32 generations, by process.exit in a microtask', `${many} await null; process.exit(0)`],
    ['32 generations that nobody reads on', many],
    ['32 generations, after dispose', `${many} await model.dispose()`],
    ['32 sessions, by process.exit', `${sessions} process.exit(0)`],
    ['32 sessions that nobody reads on', sessions],
    [
      '32 sessions that are being saved, by process.exit',
      `const model = await loadModel(folder, { threads: 2 })
       const sessions = Array.from({ length: 32 }, (_, i) => model.session('abc'.repeat(50 + i)))
       const saving = sessions.map((session, i) => session.save(folder + i + '.session'))
       for (const each of saving) each.catch(() => {})
       await Promise.race(saving)
       process.exit(0)`,
    ],
  ])('with %s', async (_name, body) => {
    expect(await run(body)).toMatchObject(clean)
  })

  it('with the exception that was thrown while generating', async () => {
    const { code, signal, output } = await run(`${start} throw new Error('on purpose')`)
    expect({ code, signal }).toEqual({ code: 1, signal: null })
    expect(output).toContain('on purpose')
  })

  it('by SIGTERM while generating', async () => {
    expect(await run(`${start} process.kill(process.pid, 'SIGTERM')`)).toMatchObject({
      signal: 'SIGTERM',
    })
  })
})

describe('workers', () => {
  const worker = (inside: string) => `new (require('node:worker_threads').Worker)(
    'const { loadModel } = require(' + JSON.stringify(${index}) + '); const { parentPort } = require("node:worker_threads"); const folder = ' + JSON.stringify(folder) + '; (async () => {' + ${JSON.stringify(inside)} + '})()',
    { eval: true })`

  it('several generate at the same time, with the same tokens', async () => {
    const inside =
      "const m = await loadModel(folder, { threads: 1 }); parentPort.postMessage((await m.generate('abc', { seed: 1, maxTokens: 50 }).result()).ids.join())"
    const body = `
      const all = await Promise.all([1, 2, 3].map(() => new Promise((resolve, reject) => {
        const worker = ${worker(inside)}
        let ids; worker.on('message', (m) => { ids = m }); worker.on('error', reject)
        worker.on('exit', () => resolve(ids))
      })))
      if (new Set(all).size !== 1 || !all[0]) throw new Error(String(all))`
    expect(await run(body)).toMatchObject(clean)
  })
})

describe.concurrent('workers that are terminated', { timeout: 120_000 }, () => {
  const TIMES = 25
  const long = '[...Array(500).keys()].map((i) => i % 256)'

  /**
   * Each stage: what the worker does before it (the moment `begun()` is called, the clock starts), goes on
   * doing until it is killed, and the milliseconds over which the moments are spread.
   */
  it.each<[string, number, string]>([
    ['loading the add-on', 12, `begun(); require(index).instructionSets(); await forever`],
    [
      'loading a model',
      15,
      `const { loadModel } = require(index); begun()
       for (;;) await (await loadModel(folder, { threads: 2 })).dispose()`,
    ],
    [
      'waiting in line',
      8,
      `const model = await require(index).loadModel(folder, { threads: 1, maxConcurrent: 1 })
       const many = () => Promise.all(
         Array.from({ length: 20 }, (_, i) => model.generate('abc', { maxTokens: 30, priority: i % 3 }).text()))
       begun()
       for (;;) await many()`,
    ],
    [
      'in the prefill of a long prompt',
      8,
      `const model = await require(index).loadModel(large, { threads: 2, prefixCache: false })
       begun()
       for (;;) await model.generate(${long}, { maxTokens: 1 }).text()`,
    ],
    [
      'decoding',
      10,
      `const model = await require(index).loadModel(folder, { threads: 2 })
       const one = async (i) => {
         for (;;) for await (const _ of model.generate('abc', { maxTokens: 50 + i, overflow: 'slide' }));
       }
       begun()
       await Promise.all([0, 1, 2, 3, 4].map(one))`,
    ],
    [
      'saving a session',
      10,
      `const model = await require(index).loadModel(folder, { threads: 1 })
       const session = model.session(${long})
       const file = folder + '/' + require('node:worker_threads').threadId + '.session'
       begun()
       for (;;) { await session.save(file); await model.restore(file) }`,
    ],
    [
      'disposing',
      6,
      `const { loadModel } = require(index)
       for (;;) {
         const model = await loadModel(folder, { threads: 2 })
         const running = [1, 2, 3].map((seed) => model.generate('abc', { maxTokens: 400, seed }).text().catch(() => {}))
         await new Promise((resolve) => setTimeout(resolve, 1))
         begun()
         await model.dispose()
         await Promise.all(running)
       }`,
    ],
    [
      'sharing a model with the main thread',
      12,
      `begun()
       for (;;) {
         const model = await require(index).loadModel(shared)
         const running = [1, 2, 3].map((seed) => model.generate('abc', { maxTokens: 40, seed }).text().catch(() => {}))
         const logits = model.logits([1, 2, 3]).catch(() => {})
         await running[0]
         await model.dispose()
         await Promise.all([...running, logits])
       }`,
    ],
  ])(`${TIMES} times at moments of: %s`, async (stage, span, inside) => {
    const shares = stage.startsWith('sharing')
    const worker = `
      const { parentPort, workerData } = require('node:worker_threads')
      const { folder, large, shared, index } = workerData
      const forever = new Promise(() => parentPort.on('message', () => {}))
      let told = false
      const begun = () => { if (!told) parentPort.postMessage(told = true) }
      ;(async () => { ${inside} })()`
    const body = `
      const { Worker } = require('node:worker_threads')
      const model = ${shares} ? await loadModel(folder, { threads: 2 }) : undefined
      const tokens = async () => model && (await model.generate('xyz', { maxTokens: 60, seed: 5 }).text())
      const expected = await tokens()
      const workerData = { folder, large: ${JSON.stringify(folder)}, index: ${index}, shared: model?.share() }
      // Without a JavaScript timer's whole milliseconds.
      const cell = new Int32Array(new SharedArrayBuffer(4))
      let exits = 0
      let errors = 0
      for (let i = 0; i < ${TIMES}; i++) {
        const worker = new Worker(${JSON.stringify(worker)}, { eval: true, workerData })
        worker.on('error', (error) => { errors++; console.error(error) })
        worker.on('exit', () => { exits++ })
        await new Promise((resolve) => worker.once('message', resolve))
        const running = tokens()
        // The moments cover the span evenly, but out of order.
        const moment = ((i * 11) % ${TIMES}) * ${span} / ${TIMES}
        if (model) await new Promise((resolve) => setTimeout(resolve, moment))
        else Atomics.wait(cell, 0, 0, moment)
        await worker.terminate()
        if (await running !== expected) throw new Error('the main thread got other tokens')
      }
      if (model) {
        for (let left = 200; left > 0 && model.stats().cache.heldBytes > 0; left--) {
          await new Promise((resolve) => setTimeout(resolve, 10))
        }
        const { running, waiting, paused, cache } = model.stats()
        if (running + waiting + paused + cache.heldBytes) throw new Error('something is left')
      }
      console.log(JSON.stringify({ exits, errors }))`
    const { code, signal, output } = await run(body, [], tiny)
    expect({ code, signal, output }).toEqual({
      ...clean,
      output: `${JSON.stringify({ exits: TIMES, errors: 0 })}\n`,
    })
  })
})

describe('memory', () => {
  it('of models that were dropped without dispose is given back', async () => {
    const body = `
      for (let i = 0; i < 6; i++) { await loadModel(folder); global.gc(); await new Promise((r) => setTimeout(r, 20)) }
      global.gc(); await new Promise((r) => setTimeout(r, 50)); global.gc()
      console.log(process.memoryUsage().rss)`
    expect(await run(body, ['--expose-gc'])).toMatchObject(clean)
  })

  it('stays level over a thousand generations, cancelled or not', {
    timeout: 120_000,
  }, async () => {
    const body = `
      // So small that remembered prefixes fill it at once.
      const model = await loadModel(folder, { threads: 1, kvCacheBytes: 2 ** 20 })
      const once = async (i) => {
        let count = 0
        for await (const _ of model.generate('abc', { maxTokens: 10, seed: i })) if (++count > i % 11) break
      }
      for (let i = 0; i < 300; i++) await once(i)
      global.gc()
      const before = process.memoryUsage().rss
      for (let i = 0; i < 1000; i++) await once(i)
      global.gc()
      const grown = process.memoryUsage().rss - before
      if (grown > 16 * 2 ** 20) throw new Error('grown by ' + grown)
      await new Promise((r) => setTimeout(r, 50))
      const { heldBytes } = model.stats().cache
      if (heldBytes !== 0) throw new Error(heldBytes + ' bytes are held')`
    expect(await run(body, ['--expose-gc'])).toMatchObject(clean)
  })
})

describe('the library loaded twice in one process', () => {
  /** Two copies of the modules, as test runners make them; both generate at the same time. */
  const twice = (entry: string, forget: string) => `
    const entry = ${entry}
    const first = require(entry)
    const one = await first.loadModel(folder)
    for (const file of Object.keys(require.cache)) if (${forget}) delete require.cache[file]
    const second = require(entry)
    if (second.Model === first.Model) throw new Error('it was loaded once')
    const two = await second.loadModel(folder)
    const [a, b] = await Promise.all([one, two].map((m) => m.generate('abc', { maxTokens: 50, seed: 1 }).text()))
    if (a !== b) throw new Error('other tokens')
    const joined = await second.loadModel(one.share())
    await one.dispose()
    if (await joined.generate('abc', { maxTokens: 50, seed: 1 }).text() !== a) throw new Error('other tokens')
    await joined.dispose()
    console.log(await two.generate('abc', { maxTokens: 50, seed: 1 }).text() === a)`
  const twoCopies = { ...clean, output: 'true\n' }

  it('works where the add-on is a local build', async () => {
    expect(await run(twice(index, 'true'))).toEqual(twoCopies)
  })

  describe('where the add-on is a prebuilt one', () => {
    let entry = ''
    beforeAll(() => {
      const copy = join(root, 'package')
      cpSync(join(repository, 'dist'), join(copy, 'dist'), { recursive: true })
      cpSync(join(repository, 'package.json'), join(copy, 'package.json'))
      const place = join(copy, 'prebuilds', `${process.platform}-${process.arch}`)
      mkdirSync(place, { recursive: true })
      const built = join(repository, 'build/Release/nextoken.node')
      for (const name of ['nextoken.glibc.node', 'nextoken.musl.node', 'nextoken.node']) {
        cpSync(built, join(place, name))
      }
      entry = join(copy, 'dist/index.js')
    })

    it.each([
      ['works', 'true'],
      // Jest forgets modules between files, but not add-ons, which Node itself keeps.
      ['works if the add-on itself stays loaded', "!file.endsWith('.node')"],
    ])('%s', async (_name, forget) => {
      expect(await run(twice(JSON.stringify(entry), forget))).toEqual(twoCopies)
    })
  })
})
