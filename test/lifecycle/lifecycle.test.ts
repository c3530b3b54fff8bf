/** Life stages in child processes: however a process or a worker ends, it ends cleanly. */

import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeSyntheticModel } from '../support/synthetic-model.js'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nextoken-lifecycle-'))
  writeSyntheticModel(
    folder,
    { vocab_size: 257, n_positions: 512, n_embd: 256, n_layer: 4, n_head: 4 },
    { seed: 1, tokenizer: 'bytes' },
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const index = JSON.stringify(join(import.meta.dirname, '../../dist/index.js'))

/** Runs a script with `loadModel` and `folder` at hand. */
function run(body: string, flags: string[] = []) {
  const script = `
    const { loadModel } = require(${index})
    const folder = ${JSON.stringify(folder)}
    ;(async () => { ${body} })()`
  return new Promise<{ code: number | null; signal: string | null; output: string }>((resolve) => {
    const child = spawn(process.execPath, [...flags, '-e', script], { timeout: 60_000 })
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

const clean = { code: 0, signal: null }
const start = `const model = await loadModel(folder, { threads: 2 });
  const running = model.generate('abc', { maxTokens: 400 }).result();
  running.catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 20));`

describe('a process ends', () => {
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

  it('are terminated at random moments of their life, 40 times', { timeout: 120_000 }, async () => {
    const inside =
      "const m = await loadModel(folder, { threads: 2 }); parentPort.postMessage(1); for (;;) await m.generate('abc', { maxTokens: 100 }).text()"
    const body = `
      for (let i = 0; i < 40; i++) {
        const worker = ${worker(inside)}
        if (i % 2) await new Promise((resolve) => worker.once('message', resolve))
        await new Promise((resolve) => setTimeout(resolve, (i * 7) % 23))
        await worker.terminate()
      }`
    expect(await run(body)).toMatchObject(clean)
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
