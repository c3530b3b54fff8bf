// Runs small programs against the built package on Bun and Deno, and on this Node for comparison; fails where one does.
//   node scripts/smoke-runtimes.mjs [bun] [deno] [node]
// Both come from npm into a temporary folder. Where they cannot be had, it says so and succeeds.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const TIMEOUT_MS = 60_000
const wanted = process.argv.slice(2)
const root = fileURLToPath(new URL('..', import.meta.url))

/** The newest of a line that these programs are known to run on. */
const runtimes = {
  bun: { package: '@oven/bun-linux-x64@1.4', file: '@oven/bun-linux-x64/bin/bun', flags: ['run'] },
  deno: {
    package: '@deno/linux-x64-glibc@2',
    file: '@deno/linux-x64-glibc/deno',
    flags: ['run', '--allow-all', '--no-lock'],
  },
}

/** What a worker thread does: joins the model that it is given, or loads the default one, and tells its tokens. */
const workerText = `
  const { parentPort, workerData } = require('node:worker_threads')
  const { loadModel } = require('nextoken')
  loadModel(workerData?.shared).then(async (model) => {
    const { ids } = await model.generate('Once', { maxTokens: 20, seed: 1 }).result()
    await model.dispose()
    parentPort.postMessage(ids.join())
  }, (error) => parentPort.postMessage(String(error)))`

const inWorker = `
  const tokensOf = (workerData) => new Promise((resolve, reject) => {
    const worker = new Worker(${JSON.stringify(workerText)}, { eval: true, workerData })
    let told = 'the worker ended and told nothing'
    worker.on('message', (message) => { told = message })
    worker.on('error', reject)
    worker.on('exit', () => resolve(told))
  })
  const model = await loadModel()
  const expected = (await model.generate('Once', { maxTokens: 20, seed: 1 }).result()).ids.join()`

/** Each runs in a process of its own and has to end by itself, with code 0. */
const checks = {
  'loads the add-on': `
    if (!instructionSets().available.includes('scalar')) throw new Error('no instruction sets')`,
  'loads by require': `
    const same = createRequire(import.meta.url)('nextoken')
    if (same.loadModel !== loadModel) throw new Error('import and require give different modules')`,
  'loads the default model': `
    const model = await loadModel()
    if (!(model.memory().weights > 0)) throw new Error('no weights')
    await model.dispose()`,
  'streams 20 tokens': `
    const model = await loadModel()
    let text = ''
    let count = 0
    for await (const token of model.generate('Once upon a time', { maxTokens: 20, seed: 1 })) {
      text += token
      count++
    }
    const again = await model.generate('Once upon a time', { maxTokens: 20, seed: 1 }).text()
    if (count !== 20 || text !== again) throw new Error(count + ' tokens: ' + text + ' | ' + again)
    await model.dispose()`,
  'cancels by break, by cancel() and by signal': `
    const model = await loadModel()
    const options = { maxTokens: 200, temperature: 0 }
    const broken = model.generate('Once', options)
    for await (const _ of broken) break
    const cancelled = model.generate('Once', options)
    const result = cancelled.result()
    cancelled.cancel()
    await result
    const controller = new AbortController()
    const aborted = model.generate('Once', { ...options, signal: controller.signal })
    for await (const _ of aborted) controller.abort()
    const late = model.generate('Once', { ...options, overflow: 'slide', maxTokens: 1e6, timeout: 50 })
    await late.result()
    const reasons = [broken, cancelled, aborted, late].map((each) => each.finishReason).join()
    if (reasons !== 'cancelled,cancelled,cancelled,timeout') throw new Error(reasons)
    for (let left = 200; model.stats().cache.heldBytes > 0; left--) {
      if (left === 0) throw new Error('memory is held')
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    await model.dispose()`,
  'streams as a web stream': `
    const model = await loadModel()
    let count = 0
    for await (const _ of model.generate('Once', { maxTokens: 10, seed: 1 }).toReadableStream()) count++
    if (count !== 10) throw new Error(count + ' tokens')
    await model.dispose()`,
  'keeps, saves and restores a session': `
    const model = await loadModel()
    const session = model.session('Once upon a time')
    await session.generate({ maxTokens: 10, seed: 1 }).text()
    session.append(' and then')
    const file = process.cwd() + '/text.session'
    await session.save(file)
    const restored = await model.restore(file)
    const options = { maxTokens: 10, seed: 2 }
    const [a, b] = await Promise.all([session, restored].map((each) => each.generate(options).text()))
    if (a !== b) throw new Error(a + ' | ' + b)
    await model.dispose()`,
  'computes logits': `
    const model = await loadModel()
    const { data, shape } = await model.logits([1, 2, 3])
    if (data.length !== 3 * shape[1] || !data.every(Number.isFinite)) throw new Error('broken logits')
    await model.dispose()`,
  'keeps the event loop free': `
    const model = await loadModel()
    let ticks = 0
    const timer = setInterval(() => ticks++, 1)
    await model.generate('Once', { maxTokens: 100, temperature: 0 }).result()
    clearInterval(timer)
    if (ticks === 0) throw new Error('no timer ran')
    await model.dispose()`,
  'runs in a worker thread': `${inWorker}
    const told = await tokensOf()
    if (told !== expected) throw new Error(told)
    await model.dispose()`,
  'shares a model with worker threads': `${inWorker}
    const shared = model.share()
    const told = await Promise.all([1, 2, 3].map(() => tokensOf({ shared })))
    for (const each of told) if (each !== expected) throw new Error(each)
    await model.dispose()`,
  'terminates a worker that generates': `
    const model = await loadModel()
    for (let i = 0; i < 5; i++) {
      const worker = new Worker(${JSON.stringify(`
        const { parentPort, workerData } = require('node:worker_threads')
        require('nextoken').loadModel(workerData).then(async (model) => {
          parentPort.postMessage(0)
          for (;;) await model.generate('Once', { maxTokens: 100 }).text()
        })`)}, { eval: true, workerData: i % 2 ? model.share() : undefined })
      await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
      await new Promise((resolve) => setTimeout(resolve, 7 * i))
      await worker.terminate()
    }
    await model.generate('Once', { maxTokens: 10 }).text()
    await model.dispose()`,
  'ends without dispose': `
    const model = await loadModel()
    await model.generate('Once', { maxTokens: 10 }).text()
    model.generate('Once')`,
  'ends by process.exit while it generates': `
    const model = await loadModel()
    const readers = [1, 2, 3].map((seed) => model.generate('Once', { maxTokens: 200, seed })[Symbol.asyncIterator]())
    await Promise.all(readers.map((reader) => reader.next()))
    console.log('done')
    process.exit(0)`,
}

/** The built package as users have it: which of its files are CommonJS depends on where it lies. */
function installPackage(folder) {
  const there = join(folder, 'node_modules', 'nextoken')
  mkdirSync(there, { recursive: true })
  for (const name of ['dist', 'models', 'prebuilds', 'package.json']) {
    cpSync(join(root, name), join(there, name), { recursive: true })
  }
  const built = join('build', 'Release', 'nextoken.node')
  if (existsSync(join(root, built))) cpSync(join(root, built), join(there, built))
  writeFileSync(join(folder, 'package.json'), '{ "dependencies": { "nextoken": "*" } }')
}

/** Installs a runtime; its executable, or undefined and the reason on the console. */
function install(folder, name) {
  const runtime = runtimes[name]
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    console.log(`${name}: only tried on Linux x64; skipped`)
    return undefined
  }
  const npm = ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', folder]
  const { status, stderr, error } = spawnSync('npm', [...npm, runtime.package], {
    encoding: 'utf8',
  })
  const file = join(folder, 'node_modules', runtime.file)
  if (status === 0 && existsSync(file)) return file
  const reason = (error?.message ?? stderr).trim().split('\n')[0]
  console.log(`${name}: ${runtime.package} cannot be had (${reason}); skipped`)
  return undefined
}

function tell(output) {
  return output
    .trim()
    .split('\n')
    .slice(0, 12)
    .map((line) => `      ${line}`)
    .join('\n')
}

const folder = mkdtempSync(join(tmpdir(), 'nextoken-smoke-'))
let failures = 0
try {
  installPackage(folder)
  for (const name of ['node', ...Object.keys(runtimes)]) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const place = join(folder, name)
    const file = name === 'node' ? process.execPath : install(place, name)
    if (file === undefined) continue
    const flags = runtimes[name]?.flags ?? []
    const { stdout } = spawnSync(file, ['--version'], { encoding: 'utf8' })
    console.log(`${name} ${stdout.split('\n')[0].replace(/^\D*/, '')}`)
    for (const [what, body] of Object.entries(checks)) {
      const program = join(folder, 'program.mjs')
      writeFileSync(
        program,
        `import { createRequire } from 'node:module'
         import process from 'node:process'
         import { Worker } from 'node:worker_threads'
         import { instructionSets, loadModel } from 'nextoken'
         ${body}
         console.log('done')`,
      )
      const { status, signal, stdout, stderr } = spawnSync(file, [...flags, program], {
        cwd: folder,
        encoding: 'utf8',
        timeout: TIMEOUT_MS,
        killSignal: 'SIGKILL',
      })
      const passed = status === 0 && stdout === 'done\n'
      console.log(`  ${passed ? 'works' : 'FAILS'}  ${what}`)
      if (passed) continue
      failures++
      console.log(`      ended with ${signal ?? `code ${status}`}`)
      console.log(tell(stdout + stderr))
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
if (failures > 0) {
  console.error(`smoke-runtimes: ${failures} checks failed`)
  process.exitCode = 1
}
