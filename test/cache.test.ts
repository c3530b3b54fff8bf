/** The cache of packed weights and tokenizers: the same results sooner, and never anything wrong. */

import { spawn, spawnSync } from 'node:child_process'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import {
  appendFileSync,
  closeSync,
  copyFileSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { packedLayout } from '../dist/engine-channel.js'
import { type CacheUse, type LoadOptions, loadModel, type Precision } from '../dist/index.js'
import { writeSyntheticModel } from './support/synthetic-model.js'
import { gpt2Files } from './tokenizer/gpt2.js'

const index = JSON.stringify(join(import.meta.dirname, '../dist/index.js'))
const ids = [3, 1, 4, 1, 5, 9, 2, 6]

let root = ''
let folder = ''
let cacheDir = ''
let caches = 0
let isSettled: Promise<void>
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'nextoken-cache-'))
  folder = join(root, 'model')
  // Just large enough to be kept.
  const shape = { n_positions: 64, n_embd: 256, n_layer: 4, n_head: 4 }
  writeSyntheticModel(folder, { ...shape, vocab_size: 8192 }, { seed: 5, tokenizer: 'bytes' })
  writeSyntheticModel(join(root, 'small'), { ...shape, vocab_size: 512 }, { seed: 6 })
  isSettled = delay(2100)
})
afterAll(() => rmSync(root, { recursive: true, force: true }))
beforeEach(() => {
  cacheDir = join(root, `cache-${caches++}`, 'nextoken')
})

const names = (ending = '', there = cacheDir) =>
  (existsSync(there) ? readdirSync(there) : []).filter((name) => name.endsWith(ending))

/** Loads, computes, and disposes; what was said on `nextoken:cache` comes along. */
async function load(options: LoadOptions = {}, from = folder) {
  let use: CacheUse | undefined
  const listener = (message: unknown) => {
    use = message as CacheUse
  }
  subscribe('nextoken:cache', listener)
  try {
    const model = await loadModel(from, { threads: 2, cacheDir, ...options })
    const logits = Buffer.from((await model.logits(ids)).data.buffer)
    const bytes = model.memory().weights
    await model.dispose() // waits for the file
    return { weights: model.weights, logits, use, bytes }
  } finally {
    unsubscribe('nextoken:cache', listener)
  }
}

/** The same in a process of its own, begun by `prefix`; what it prints. */
async function child(
  { prefix = [], env = {}, options = { cacheDir } as object, from = folder } = {} as {
    prefix?: string[]
    env?: Record<string, string | undefined>
    options?: object
    from?: string
  },
): Promise<{ weights: string; logits: string; problem?: string; stored?: boolean; maps: boolean }> {
  const script = `
    const { loadModel } = require(${index})
    let use
    require('node:diagnostics_channel').subscribe('nextoken:cache', (message) => { use = message })
    ;(async () => {
      const model = await loadModel(${JSON.stringify(from)}, ${JSON.stringify({ threads: 1, ...options })})
      const { data } = await model.logits(${JSON.stringify(ids)})
      const logits = require('node:crypto').createHash('sha256').update(new Uint8Array(data.buffer)).digest('hex')
      const maps = process.platform === 'linux' && require('node:fs').readFileSync('/proc/self/maps', 'utf8').includes('.packed')
      await model.dispose()
      console.log(JSON.stringify({ weights: model.weights, logits, maps, problem: use?.problem, stored: use?.stored }))
    })()`
  const [file = '', ...args] = [...prefix, process.execPath, '-e', script]
  const running = spawn(file, args, { env: { ...process.env, ...env }, timeout: 60_000 })
  let output = ''
  for (const stream of [running.stdout, running.stderr]) {
    stream.on('data', (data) => {
      output += data
    })
  }
  const [code] = await once(running, 'close')
  expect(code, output).toBe(0)
  return JSON.parse(output.trim().split('\n').at(-1) as string)
}

describe('a model that is kept', () => {
  it.each<Precision>(['f32', 'bf16', 'int8', 'int4'])(
    'has the same logits: %s',
    async (precision) => {
      await isSettled
      const plain = await load({ precision, cacheDir: false })
      const first = await load({ precision })
      const second = await load({ precision })
      expect([plain.weights, first.weights, second.weights]).toEqual(['packed', 'packed', 'cached'])
      expect(plain.use).toBeUndefined()
      expect(first.use).toMatchObject({ model: folder, stored: true, problem: undefined })
      expect(second.use).toMatchObject({ file: first.use?.file, stored: false, problem: undefined })
      const packed = new RegExp(`^[0-9a-f]{64}\\.${precision}\\.${packedLayout()}\\.packed$`)
      expect(names()).toEqual([expect.stringMatching(packed)])
      expect(first.logits.equals(plain.logits)).toBe(true)
      expect(second.logits.equals(plain.logits)).toBe(true)
      expect(second.bytes).toBe(plain.bytes)
    },
  )

  it('is mapped by other processes, whoever comes at the same time', async () => {
    await isSettled
    const together = await Promise.all([child(), child(), child()])
    expect(new Set(together.map(({ logits }) => logits)).size).toBe(1)
    expect(together.every(({ problem }) => problem === undefined)).toBe(true)
    expect(names()).toHaveLength(1)
    const later = await child()
    expect(later).toMatchObject({ weights: 'cached', logits: together[0]?.logits })
    if (process.platform === 'linux') expect(later.maps).toBe(true)
  })

  it.each([
    ['its process ends', 'loadModel(folder, options).then(() => process.exit(0))'],
    [
      'its worker is terminated',
      `const { Worker } = require('node:worker_threads')
       const code = "require(" + JSON.stringify(index) + ").loadModel(" + JSON.stringify(folder) + "," +
         JSON.stringify(options) + ").then(() => require('node:worker_threads').parentPort.postMessage(0))"
       const worker = new Worker(code, { eval: true })
       worker.on('message', () => worker.terminate())`,
    ],
  ])('is kept whole or not at all where %s while it is written', async (_name, body) => {
    await isSettled
    const plain = await load({ cacheDir: false })
    for (let turn = 0; turn < 3; turn++) {
      rmSync(cacheDir, { recursive: true, force: true })
      const script = `
        const index = ${index}, folder = ${JSON.stringify(folder)}
        const options = ${JSON.stringify({ threads: 2, cacheDir })}
        const { loadModel } = require(index)
        ${body}`
      const { status, stderr } = spawnSync(process.execPath, ['-e', script], { timeout: 60_000 })
      expect(status, String(stderr)).toBe(0)
      expect(names('.tmp')).toEqual([])
      const whole = names().length === 1
      const next = await load()
      expect(next.weights).toBe(whole ? 'cached' : 'packed')
      expect(next.logits.equals(plain.logits)).toBe(true)
    }
  })

  it('is told by the progress and can be given up', async () => {
    await isSettled
    await load()
    const shares: number[] = []
    await load({ onProgress: (share) => shares.push(share) })
    expect(shares.at(-1)).toBe(1)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    rmSync(cacheDir, { recursive: true })
    const controller = new AbortController()
    const { signal } = controller
    const giveUp = (share: number) => share > 0.5 && controller.abort()
    await expect(load({ signal, onProgress: giveUp })).rejects.toMatchObject({
      code: 'ERR_NEXTOKEN_ABORTED',
    })
    expect(names()).toEqual([])
  })
})

describe('a file that changes', () => {
  /** Of whole milliseconds, so that it can be set again. */
  const date = new Date(2020, 0)

  /** A copy that the tests may change. */
  async function copied(): Promise<string> {
    const own = join(cacheDir, '..', 'model')
    mkdirSync(own, { recursive: true })
    for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(own, name))
    utimesSync(join(own, 'model.safetensors'), date, date)
    await delay(2100)
    return own
  }

  it('in place, with its size and date kept, is packed anew', async () => {
    const own = await copied()
    const file = join(own, 'model.safetensors')
    const before = await load({}, own)
    expect((await load({}, own)).weights).toBe('cached')
    const { size } = statSync(file)
    // The exponent of one weight of the last layer, where no sample is taken.
    const handle = openSync(file, 'r+')
    writeSync(handle, Buffer.of(0x41), 0, 1, size - 256 * 4 * 20 + 3)
    closeSync(handle)
    utimesSync(file, date, date)
    const after = await load({}, own)
    expect(after.weights).toBe('packed')
    expect(after.logits.equals(before.logits)).toBe(false)
    expect(after.logits.equals((await load({ cacheDir: false }, own)).logits)).toBe(true)
  })

  it('and was changed only now is not kept, for it may change again unseen', async () => {
    const own = await copied()
    appendFileSync(join(own, 'model.safetensors'), '')
    const now = new Date()
    utimesSync(join(own, 'model.safetensors'), now, now)
    const { weights, use } = await load({}, own)
    expect(weights).toBe('packed')
    expect(use).toMatchObject({ stored: false, problem: expect.stringContaining('only now') })
    expect(names()).toEqual([])
  })

  it('while it is loaded is not kept', async () => {
    const own = await copied()
    const touch = (share: number) => {
      const now = new Date()
      if (share > 0.3) utimesSync(join(own, 'model.safetensors'), now, now)
    }
    const { use } = await load({ onProgress: touch, precision: 'int4' }, own)
    expect(use).toMatchObject({ stored: false, problem: expect.stringContaining('changed while') })
    expect(names()).toEqual([])
  })
})

describe('the folder', () => {
  it.each<[string, (file: string) => void]>([
    ['cut', (file) => truncateSync(file, 1_000_000)],
    ['empty', (file) => truncateSync(file, 0)],
    [
      'rotten',
      (file) => {
        const handle = openSync(file, 'r+')
        writeSync(handle, Buffer.of(0x55), 0, 1, 2_000_001)
        closeSync(handle)
      },
    ],
    ['of something else', (file) => writeFileSync(file, 'x'.repeat(10_000))],
  ])('with a file that is %s: it is made anew', async (_what, harm) => {
    await isSettled
    const { use, logits } = await load()
    const whole = readFileSync(use?.file as string)
    harm(use?.file as string)
    const again = await load()
    expect(again).toMatchObject({ weights: 'packed', use: { stored: true } })
    expect(again.use?.problem).toContain(use?.file)
    expect(again.logits.equals(logits)).toBe(true)
    expect(readFileSync(use?.file as string).equals(whole)).toBe(true)
    expect((await load()).weights).toBe('cached')
  })

  it('that cannot be made only costs the saving', async () => {
    await isSettled
    const { logits } = await load({ cacheDir: false })
    writeFileSync(join(root, 'a-file'), '')
    for (const cacheDir of [join(root, 'a-file'), join(root, 'a-file', 'below')]) {
      const result = await load({ cacheDir })
      expect(result).toMatchObject({ weights: 'packed', use: { stored: false } })
      expect(result.use?.problem).toMatch(/ENOTDIR|EEXIST|ENOENT|failed/)
      expect(result.logits.equals(logits)).toBe(true)
    }
  })

  it.skipIf(process.platform === 'win32')('that takes no more only costs the saving', async () => {
    await isSettled
    const plain = await child({ options: { cacheDir: false } })
    // Blocks of 512 or 1024 bytes; pipes have no limit.
    const result = await child({ prefix: ['sh', '-c', 'ulimit -f 2000; exec "$@"', 'sh'] })
    expect(result).toMatchObject({ weights: 'packed', logits: plain.logits, stored: false })
    expect(result.problem).toContain('writing')
    expect(names()).toEqual([])
  })

  const canMount =
    process.platform === 'linux' &&
    spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0
  describe.skipIf(!canMount)('on a disk of its own (needs the right to mount)', () => {
    const disk = (options: string) => {
      mkdirSync(cacheDir, { recursive: true })
      const mount = `mount -t tmpfs -o ${options} none "$0" && exec "$@"`
      return ['unshare', '-m', 'sh', '-c', mount, cacheDir]
    }
    it('that is full only costs the saving', async () => {
      await isSettled
      const result = await child({ prefix: disk('size=1m') })
      expect(result).toMatchObject({ weights: 'packed', stored: false })
      expect(result.problem).toMatch(/writing.*No space left/)
    })
    it('that is read-only only costs the saving', async () => {
      await isSettled
      const result = await child({ prefix: disk('ro') })
      expect(result).toMatchObject({ weights: 'packed', stored: false })
      expect(result.problem).toMatch(/Read-only/)
    })
    it('that is read-only, but holds the model', async () => {
      await isSettled
      const { logits } = await child()
      const remount = `mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"`
      const prefix = ['unshare', '-m', 'sh', '-c', remount, cacheDir]
      expect(await child({ prefix })).toMatchObject({ weights: 'cached', logits })
    })
  })

  it('keeps what is used, and only touches its own files', async () => {
    await isSettled
    mkdirSync(cacheDir, { recursive: true })
    const put = (name: string, days: number, size = 1) => {
      const handle = openSync(join(cacheDir, name), 'w')
      ftruncateSync(handle, size) // no blocks: as large as it claims only by name
      closeSync(handle)
      const then = new Date(Date.now() - days * 86_400_000)
      utimesSync(join(cacheDir, name), then, then)
    }
    const key = (digit: string) => digit.repeat(64)
    const gib = 2 ** 30
    put(`${key('1')}.int8.1.packed`, 2, 5 * gib)
    put(`${key('2')}.f32.0.packed`, 3, 5 * gib) // too much
    put(`${key('3')}.1.tokenizer`, 4)
    put(`${key('4')}.1.tokenizer`, 31) // too old
    put(`${key('5')}.int8.1.packed.0123456789ab.tmp`, 0)
    put(`${key('6')}.int8.1.packed.0123456789ab.tmp`, 1) // left behind
    put('my.packed', 1000, 9 * gib)
    put('notes.txt', 1000)
    const { use } = await load()
    expect(use?.stored).toBe(true)
    const kept = [use?.file.slice(cacheDir.length + 1), 'my.packed', 'notes.txt']
    kept.push(`${key('1')}.int8.1.packed`, `${key('3')}.1.tokenizer`)
    kept.push(`${key('5')}.int8.1.packed.0123456789ab.tmp`)
    expect(names().sort()).toEqual(kept.sort())
    // Using a file makes it new.
    const old = new Date(Date.now() - 5 * 86_400_000)
    utimesSync(use?.file as string, old, old)
    expect((await load()).weights).toBe('cached')
    expect(Date.now() - statSync(use?.file as string).mtimeMs).toBeLessThan(60_000)
  })

  it('is the one that the option, the environment or the platform names', async () => {
    await isSettled
    const home = join(cacheDir, 'home')
    const named = join(cacheDir, 'named')
    const env = { NEXTOKEN_CACHE_DIR: named, HOME: home, XDG_CACHE_HOME: undefined }
    await child({ options: {}, env })
    expect(names('.packed', named)).toHaveLength(1)
    expect(
      (await child({ options: { cacheDir: named }, env: { NEXTOKEN_CACHE_DIR: '' } })).weights,
    ).toBe('cached')
    expect((await child({ options: { cacheDir: false }, env })).weights).toBe('packed')
    expect((await child({ options: {}, env: { ...env, NEXTOKEN_CACHE_DIR: '' } })).weights).toBe(
      'packed',
    )
    expect(existsSync(home)).toBe(false)
    if (process.platform !== 'linux') return
    const unset = { ...env, NEXTOKEN_CACHE_DIR: undefined }
    await child({ options: {}, env: { ...unset, XDG_CACHE_HOME: 'relative' } })
    expect(names('.packed', join(home, '.cache', 'nextoken'))).toHaveLength(1)
    expect(statSync(join(home, '.cache', 'nextoken')).mode & 0o777).toBe(0o700)
    await child({ options: {}, env: { ...unset, XDG_CACHE_HOME: join(home, 'xdg') } })
    expect(names('.packed', join(home, 'xdg', 'nextoken'))).toHaveLength(1)
  })

  it('gets nothing of a small model', async () => {
    await isSettled
    expect(await load({}, join(root, 'small'))).toMatchObject({ weights: 'packed', use: undefined })
    expect(existsSync(cacheDir)).toBe(false)
  })

  it.each([true, '', 7, null])('is refused: %j', async (value) => {
    await expect(loadModel(folder, { cacheDir: value as string })).rejects.toMatchObject({
      code: 'ERR_NEXTOKEN_INVALID_ARGUMENT',
      message: `cacheDir must be a folder or false, got ${JSON.stringify(value)}`,
    })
  })
})

describe('a large tokenizer', () => {
  it('is kept, and is another for other files', async () => {
    const own = join(cacheDir, '..', 'model')
    const { vocabJson, mergesText, tokenizerJson } = gpt2Files()
    const shape = { n_positions: 16, n_embd: 4, n_layer: 1, n_head: 1, vocab_size: 50257 }
    writeSyntheticModel(own, shape, { seed: 7 })
    const text = 'Once upon a time\n\t\u00e9\u4eba 1234<|endoftext|>'
    const encode = async (there: string | false = cacheDir) => {
      await using model = await loadModel(own, { cacheDir: there })
      const { tokenizer } = model
      const ids = tokenizer.encode(text, { allowSpecial: true })
      return [[...ids], tokenizer.decode(ids), [...tokenizer.specialTokens], tokenizer.vocabSize]
    }
    writeFileSync(join(own, 'vocab.json'), vocabJson)
    writeFileSync(join(own, 'merges.txt'), mergesText)
    const plain = await encode(false)
    expect(plain[1]).toBe(text)
    expect(await encode()).toEqual(plain)
    const [file] = names('.tokenizer')
    const whole = readFileSync(join(cacheDir, file as string))
    expect(await encode()).toEqual(plain)
    // What is read is what was kept.
    for (const at of [3, 40, 1000, whole.length >> 1, whole.length - 1]) {
      const broken = Buffer.from(whole)
      broken.writeUInt8(broken.readUInt8(at) ^ 4, at)
      writeFileSync(join(cacheDir, file as string), broken)
      expect(await encode()).toEqual(plain)
      expect(readFileSync(join(cacheDir, file as string)).equals(whole)).toBe(true)
    }
    // Without its last merges it is another tokenizer.
    writeFileSync(join(own, 'merges.txt'), mergesText.split('\n').slice(0, 300).join('\n'))
    const other = await encode()
    expect(other).toEqual(await encode(false))
    expect(other[0]).not.toEqual(plain[0])
    rmSync(join(own, 'vocab.json'))
    rmSync(join(own, 'merges.txt'))
    writeFileSync(join(own, 'tokenizer.json'), tokenizerJson)
    expect(await encode()).toEqual(plain)
    expect(await encode()).toEqual(plain)
    expect(names('.tokenizer')).toHaveLength(3)
    expect(names('.tmp')).toEqual([])
  })

  it('that is broken ends the loading of the weights', async () => {
    await isSettled
    const own = join(cacheDir, '..', 'model')
    mkdirSync(own, { recursive: true })
    for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(own, name))
    writeFileSync(join(own, 'vocab.json'), '{')
    await expect(load({}, own)).rejects.toMatchObject({ code: 'ERR_NEXTOKEN_INVALID_TOKENIZER' })
    expect(names('.tmp')).toEqual([])
  })
})
