/** Sessions: a text that grows, forks, and outlives its process in a file. */

import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  type GenerateOptions,
  type LoadOptions,
  loadModel,
  type Model,
  NextokenError,
  type Session,
} from '../dist/index.js'
import { slideWindow } from '../dist/sampling.js'
import { writeSyntheticModel } from './support/synthetic-model.js'

const CONTEXT = 128
const MERGES = 400

let folder = ''
let otherFolder = ''
/** Where sessions are saved; empty at the beginning of each test. */
let saves = ''

/**
 * Merges of the byte tokens, so that most tokens are several letters and a stop string may begin inside
 * one: all pairs of lower-case letters, first those in a shuffled order.
 */
function writeMerges(into: string) {
  const vocabulary = JSON.parse(readFileSync(join(into, 'vocab.json'), 'utf8')) as Record<
    string,
    number
  >
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  const pairs = letters.flatMap((a) => letters.map((b) => [a, b] as const))
  const chosen = Array.from({ length: MERGES }, (_, i) => pairs[(i * 271) % pairs.length]!)
  for (const [i, [a, b]] of chosen.entries()) vocabulary[a + b] = 257 + i
  writeFileSync(join(into, 'vocab.json'), JSON.stringify(vocabulary))
  const lines = chosen.map((pair) => pair.join(' '))
  writeFileSync(join(into, 'merges.txt'), `#version: 0.2\n${lines.join('\n')}\n`)
}

beforeAll(() => {
  const shape = {
    vocab_size: 257 + MERGES,
    n_positions: CONTEXT,
    n_embd: 32,
    n_layer: 2,
    n_head: 2,
    bos_token_id: 256,
  }
  folder = mkdtempSync(join(tmpdir(), 'nextoken-session-'))
  otherFolder = mkdtempSync(join(tmpdir(), 'nextoken-session-other-'))
  for (const [into, seed] of [
    [folder, 21],
    [otherFolder, 22],
  ] as const) {
    writeSyntheticModel(into, shape, { seed, tokenizer: 'bytes' })
    writeMerges(into)
  }
  saves = mkdtempSync(join(tmpdir(), 'nextoken-saves-'))
})
afterAll(() => {
  for (const each of [folder, otherFolder, saves]) rmSync(each, { recursive: true, force: true })
})

const loaded: Model[] = []
async function load(options: LoadOptions = {}, from = folder) {
  const model = await loadModel(from, { precision: 'f32', threads: 1, ...options })
  loaded.push(model)
  return model
}
afterEach(async () => {
  await Promise.all(loaded.splice(0).map((model) => model.dispose()))
  for (const name of readdirSync(saves)) {
    rmSync(join(saves, name), { recursive: true, force: true })
  }
})

const code = (code: string) => expect.objectContaining({ name: 'NextokenError', code })
const ids = (length: number, seed = 1) =>
  Array.from({ length }, (_, i) => ((i + 1) * (i + 7 * seed) * 31 + seed * 13) % 256)

/** Ids and log-probabilities of what a session or a fresh prompt goes on with. */
async function read(generation: ReturnType<Session['generate']>) {
  const output: { id: number; logprob: number }[] = []
  for await (const { id, logprob } of generation) output.push({ id, logprob })
  return output
}

/** What a fresh model says to a prompt. */
async function fresh(
  prompt: readonly number[],
  options: GenerateOptions,
  settings: LoadOptions = {},
) {
  const model = await loadModel(folder, {
    precision: 'f32',
    threads: 1,
    prefixCache: false,
    ...settings,
  })
  try {
    return await read(model.generate(prompt, options))
  } finally {
    await model.dispose()
  }
}

describe('a session', () => {
  it('grows by what is appended and by what is generated', async () => {
    const model = await load()
    const session = model.session('once upon')
    expect(session.ids).toEqual([...model.tokenizer.encode('once upon')])
    expect(session.text).toBe('once upon')
    expect(session.append(' a').append([33, 34]).append('')).toBe(session)
    session.append([])
    const before = [...model.tokenizer.encode('once upon'), ...model.tokenizer.encode(' a'), 33, 34]
    expect(session.ids).toEqual(before)

    for (const seed of [1, 2, 3]) {
      const prompt = [...session.ids]
      const options = { maxTokens: 9, seed, topK: 0 }
      const output = await read(session.generate(options))
      expect(output).toEqual(await fresh(prompt, options))
      expect(session.ids).toEqual([...prompt, ...output.map(({ id }) => id)])
      expect(session.text).toBe(model.tokenizer.decode(session.ids))
      session.append('xyz')
    }
  })

  it('goes on from memory', async () => {
    const model = await load()
    const session = model.session(ids(40))
    await session.generate({ maxTokens: 20, seed: 1 }).result()
    session.append(ids(10, 2))
    const { usage } = await session.generate({ maxTokens: 20, seed: 2 }).result()
    // All but what was appended and the last token that was generated.
    expect(usage).toEqual({ promptTokens: 70, completionTokens: 20, cachedTokens: 59 })
  })

  it('begins at the start token where nothing is given', async () => {
    const model = await load()
    for (const session of [model.session(), model.session(''), model.session([])]) {
      expect(session.ids).toEqual([256])
      const options = { maxTokens: 5, seed: 3, topK: 0 }
      expect(await read(session.generate(options))).toEqual(await fresh([256], options))
      expect(session.ids).toHaveLength(6)
    }
  })

  it('does not change with the array it was made from, nor that with it', async () => {
    const model = await load()
    const prompt = [1, 2, 3]
    const session = model.session(prompt)
    prompt.push(4)
    session.append([5])
    expect(session.ids).toEqual([1, 2, 3, 5])
    expect(prompt).toEqual([1, 2, 3, 4])
  })

  it('is busy while it generates, and not afterwards', async () => {
    const model = await load()
    const session = model.session('abc')
    const generation = session.generate({ maxTokens: 60, seed: 1 })
    const busy = code('ERR_NEXTOKEN_BUSY')
    const check = async () => {
      expect(() => session.append('x')).toThrow(busy)
      expect(() => session.append('')).toThrow(busy)
      expect(() => session.generate()).toThrow(busy)
      expect(() => session.fork()).toThrow(busy)
      await expect(session.save(join(saves, 'busy'))).rejects.toEqual(busy)
      expect(readdirSync(saves)).toEqual([])
    }
    await check()
    const tokens = generation[Symbol.asyncIterator]()
    await tokens.next()
    await check()
    while (!(await tokens.next()).done);
    session.append('x')
    session.generate().cancel()
    expect(session.fork().ids).toEqual(session.ids)
  })

  it('has the text that a generation ended with, however it ended', async () => {
    const model = await load()
    const session = model.session(ids(20))
    const options = { maxTokens: 50, seed: 4, topK: 0 }
    const whole = (await fresh(session.ids, options)).map(({ id }) => id)

    const broken = session.generate(options)
    let count = 0
    for await (const _ of broken) if (++count === 5) break
    const { ids: kept, finishReason } = await broken.result()
    expect(finishReason).toBe('cancelled')
    expect(kept.length).toBeGreaterThanOrEqual(5)
    expect(kept).toEqual(whole.slice(0, kept.length))
    expect(session.ids).toEqual([...ids(20), ...kept])

    const aborted = session.generate({ ...options, signal: AbortSignal.abort() })
    await aborted.result()
    const unread = session.generate(options)
    unread.cancel()
    expect(session.ids).toEqual([...ids(20), ...kept])

    const next = { maxTokens: 10, seed: 5, topK: 0 }
    const prompt = [...session.ids]
    expect(await read(session.generate(next))).toEqual(await fresh(prompt, next))
  })

  it('stays usable where a generation is refused or fails', async () => {
    const model = await load()
    const session = model.session(ids(5))
    expect(() => session.generate({ maxTokens: 0 })).toThrow(code('ERR_NEXTOKEN_INVALID_ARGUMENT'))
    expect(() => session.generate({ keep: 2 })).toThrow(code('ERR_NEXTOKEN_INVALID_ARGUMENT'))
    expect(() => session.append([657])).toThrow(code('ERR_NEXTOKEN_INVALID_TOKEN'))
    expect(() => session.append([1, 2, -1])).toThrow(code('ERR_NEXTOKEN_INVALID_TOKEN'))
    for (const wrong of [null, 42, {}]) {
      expect(() => session.append(wrong as unknown as string)).toThrow(
        code('ERR_NEXTOKEN_INVALID_ARGUMENT'),
      )
    }
    expect(session.ids).toEqual(ids(5))
    expect(await read(session.generate({ maxTokens: 3, seed: 1 }))).toHaveLength(3)
  })

  it('is not given a start token by appending what is undefined', async () => {
    const session = (await load()).session(ids(5))
    expect(() => session.append(undefined as unknown as string)).toThrow(
      code('ERR_NEXTOKEN_INVALID_ARGUMENT'),
    )
    expect(session.ids).toEqual(ids(5))
  })

  it('whose text fills the context says so, unless it slides', async () => {
    const model = await load()
    const session = model.session(ids(CONTEXT - 2))
    const first = await session.generate({ maxTokens: 10, seed: 1 }).result()
    expect(first).toMatchObject({ finishReason: 'context' })
    expect(session.ids).toHaveLength(CONTEXT)
    expect(() => session.generate()).toThrow(code('ERR_NEXTOKEN_CONTEXT'))
    session.append(ids(1000))
    expect(session.ids).toHaveLength(CONTEXT + 1000)
    expect(() => session.generate()).toThrow(code('ERR_NEXTOKEN_CONTEXT'))
    const { ids: more } = await session.generate({ maxTokens: 3, overflow: 'slide' }).result()
    expect(more).toHaveLength(3)
    expect(session.ids).toEqual([...ids(1000).slice(-CONTEXT / 2), ...more])
  })

  it('cancels what runs in it when it is disposed, and is of no use then', async () => {
    const model = await load()
    const session = model.session('abc')
    const generation = session.generate({ maxTokens: 1e6, overflow: 'slide' })
    const tokens = generation[Symbol.asyncIterator]()
    await tokens.next()
    session.dispose()
    session.dispose()
    expect(generation.finishReason).toBe('cancelled')
    expect((await generation.result()).ids.length).toBeGreaterThan(0)
    const disposed = code('ERR_NEXTOKEN_DISPOSED')
    expect(() => session.append('x')).toThrow(disposed)
    expect(() => session.generate()).toThrow(disposed)
    expect(() => session.fork()).toThrow(disposed)
    await expect(session.save(join(saves, 'a'))).rejects.toEqual(disposed)
    expect(session.ids).toEqual([])

    const unread = model.session('abc')
    const never = unread.generate()
    unread[Symbol.dispose]()
    expect(await never.result()).toMatchObject({ finishReason: 'cancelled', ids: [] })
    // The model is not disposed with it.
    expect(await model.generate('abc', { maxTokens: 2 }).result()).toMatchObject({
      finishReason: 'length',
    })
  })

  it('ends with its model', async () => {
    const model = await load()
    const session = model.session('abc')
    const running = session.generate({ maxTokens: 1e6, overflow: 'slide' }).result()
    await Promise.all([
      expect(running).rejects.toEqual(code('ERR_NEXTOKEN_DISPOSED')),
      model.dispose(),
    ])
    expect(() => session.generate()).toThrow(code('ERR_NEXTOKEN_DISPOSED'))
    await expect(session.save(join(saves, 'a'))).rejects.toEqual(code('ERR_NEXTOKEN_DISPOSED'))
    await expect(model.restore(join(saves, 'a'))).rejects.toEqual(code('ERR_NEXTOKEN_DISPOSED'))
    expect(readdirSync(saves)).toEqual([])
  })
})

describe('a stop string', () => {
  it('leaves in the session what it leaves of the text, wherever it cuts a token', async () => {
    const model = await load()
    let cut = 0
    for (let seed = 0; seed < 40; seed++) {
      const options = { maxTokens: 30, seed, topK: 0 }
      const whole = model.session('abc')
      const text = await whole.generate(options).text()
      const plain = /[a-z]{3}/.exec(text)
      if (plain === null) continue
      for (const at of [plain.index, plain.index + 1]) {
        const stop = text.slice(at, at + 2)
        // Incomplete characters are the next test's.
        if (/\ufffd.?$/.test(text.slice(0, text.indexOf(stop)))) continue
        const session = model.session('abc')
        const result = await session.generate({ ...options, stop }).result()
        expect(result.finishReason).toBe('stop')
        expect(result.text).toBe(text.slice(0, text.indexOf(stop)))
        expect.soft(session.text, `seed ${seed}`).toBe(`abc${result.text}`)
        const ending = session.ids.at(-1)
        if (ending !== result.ids.at(-1)) cut++
        // What follows goes on from the text that is left.
        const next = { maxTokens: 4, seed: 1, topK: 0 }
        const prompt = [...session.ids]
        expect(await read(session.generate(next))).toEqual(await fresh(prompt, next))
      }
    }
    expect(cut, 'stop strings inside a token').toBeGreaterThan(5)
  })

  it('after bytes that are no character leaves as much of them as of the text', async () => {
    const model = await load()
    const { tokenizer } = model
    // Looks for a generation with an incomplete character before a token of plain text.
    let found = 0
    for (let seed = 0; seed < 200 && found < 5; seed++) {
      const options = { maxTokens: 30, seed, topK: 0 }
      const text = await model.generate('abc', options).text()
      const match = /\ufffd([a-z])/.exec(text)
      if (match === null) continue
      const stop = match[1]!
      if (text.indexOf(stop) !== match.index + 1) continue
      found++
      const session = model.session('abc')
      const result = await session.generate({ ...options, stop }).result()
      expect(result.text).toBe(text.slice(0, text.indexOf(stop)))
      expect.soft(session.text, `seed ${seed}`).toBe(`abc${result.text}`)
      expect.soft(tokenizer.decode(session.ids), `seed ${seed}`).toBe(`abc${result.text}`)
    }
    expect(found).toBe(5)
  })
})

describe("a session with overflow: 'slide'", () => {
  it.each([
    [0, 30],
    [10, 50],
    [CONTEXT - 2, 7],
  ])('equals its specification with keep %i', async (keep, most) => {
    const model = await load()
    const plain = await load({ prefixCache: false })
    const session = model.session(ids(30))
    let window = ids(30)
    for (let turn = 0; turn < 8; turn++) {
      const maxTokens = turn % 3 === 2 ? 3 : most
      const result = await session
        .generate({ maxTokens, temperature: 0, overflow: 'slide', keep })
        .result()
      const expected: number[] = []
      window = slideWindow(window, CONTEXT, keep)
      for (let i = 0; i < maxTokens; i++) {
        const one = await plain.generate(window, { maxTokens: 1, temperature: 0 }).result()
        expected.push(...one.ids)
        window = slideWindow([...window, ...one.ids], CONTEXT, keep)
      }
      expect(result.ids).toEqual(expected)
      expect(session.ids).toEqual(window)
      const appended = ids([5, 3 * CONTEXT, 1][turn % 3]!, turn)
      session.append(appended)
      window.push(...appended)
      expect(session.ids).toEqual(window)
    }
  })
})

describe('fork()', () => {
  it('gives two that go their own ways, from the same memory', async () => {
    const model = await load()
    const session = model.session(ids(50))
    await session.generate({ maxTokens: 20, seed: 1, topK: 0 }).result()
    const fork = session.fork()
    expect(fork.ids).toEqual(session.ids)
    const prompt = [...session.ids]
    const [a, b] = [
      { maxTokens: 25, seed: 7, topK: 0 },
      { maxTokens: 25, seed: 8, topK: 0 },
    ]
    fork.append([1])
    const [ofSession, ofFork] = [session.generate(a), fork.generate(b)]
    const [first, second] = await Promise.all([read(ofSession), read(ofFork)])
    expect(first).toEqual(await fresh(prompt, a))
    expect(second).toEqual(await fresh([...prompt, 1], b))
    // Nothing was computed for the last token before.
    expect((await ofSession.result()).usage.cachedTokens).toBe(69)
    expect((await ofFork.result()).usage.cachedTokens).toBeGreaterThanOrEqual(69)
    session.dispose()
    expect(fork.ids).toHaveLength(96)
    expect(await read(fork.generate({ maxTokens: 5 }))).toHaveLength(5)
  })

  it('many at once', async () => {
    const model = await load({ maxConcurrent: 4 })
    const session = model.session(ids(70))
    await session.generate({ maxTokens: 1 }).result()
    const prompt = [...session.ids]
    const forks = Array.from({ length: 12 }, () => session.fork())
    const outputs = await Promise.all(
      forks.map((fork, seed) => read(fork.generate({ maxTokens: 15, seed, topK: 0 }))),
    )
    for (const [seed, output] of outputs.entries()) {
      expect(output).toEqual(await fresh(prompt, { maxTokens: 15, seed, topK: 0 }))
    }
  })
})

describe('save() and restore()', () => {
  const options = { maxTokens: 20, seed: 9, topK: 0 }

  async function saved(settings: LoadOptions = {}, length = 60) {
    const model = await load(settings)
    const session = model.session(ids(length))
    await session.generate({ maxTokens: 11, seed: 1, topK: 0 }).result()
    const file = join(saves, 'session')
    await session.save(file)
    return { model, session, file, prompt: [...session.ids] }
  }

  it.each([
    ['f32', 'f32'],
    ['f32', 'f16'],
    ['int8', 'f16'],
    ['int4', 'f32'],
    ['bf16', 'f16'],
  ] as const)('go on exactly, from memory: %s, %s', async (precision, kvPrecision) => {
    const settings = { precision, kvPrecision }
    const { session, file, prompt } = await saved(settings)
    const expected = await fresh(prompt, options, settings)
    const model = await load({ ...settings, threads: 2 })
    const restored = await model.restore(file)
    expect(restored.ids).toEqual(prompt)
    expect(restored.text).toBe(session.text)
    const generation = restored.generate(options)
    expect(await read(generation)).toEqual(expected)
    expect((await generation.result()).usage.cachedTokens).toBe(prompt.length - 1)
    // The saved one is as it was.
    expect(await read(session.generate(options))).toEqual(expected)
    expect(restored.ids).toEqual(session.ids)
    expect(readdirSync(saves)).toEqual(['session'])
  })

  it('count nothing as a prompt', async () => {
    for (const prefixCache of [true, false]) {
      const { file, prompt } = await saved()
      const model = await load({ prefixCache })
      const restored = await model.restore(file)
      const { promptTokens, cachedTokens, steps } = model.stats()
      expect
        .soft({ promptTokens, cachedTokens, steps }, `prefixCache: ${prefixCache}`)
        .toEqual({ promptTokens: 0, cachedTokens: 0, steps: 0 })
      expect(await read(restored.generate(options))).toEqual(await fresh(prompt, options))
      const { usage } = await restored.generate({ maxTokens: 1 }).result()
      expect(usage.cachedTokens > 0).toBe(prefixCache)
    }
  })

  it.each([1, 2, 31, 32, 33, 64, CONTEXT - 1, CONTEXT, CONTEXT + 1, 4 * CONTEXT])(
    'take a text of %i ids',
    async (length) => {
      const model = await load()
      const file = join(saves, 'session')
      await model.session(ids(length)).save(file)
      const other = await load({ kvCacheBytes: 0 })
      const restored = await other.restore(file)
      expect(restored.ids).toEqual(ids(length))
      const slide = { ...options, overflow: 'slide' } as const
      const generation = restored.generate(slide)
      expect(await read(generation)).toEqual(await fresh(ids(length), slide))
      if (length < CONTEXT) {
        expect((await generation.result()).usage.cachedTokens).toBe(length - 1)
      } else {
        const again = await other.restore(file)
        expect(() => again.generate()).toThrow(code('ERR_NEXTOKEN_CONTEXT'))
      }
    },
  )

  it('in another precision compute anew, with its own tokens', async () => {
    const { file, prompt } = await saved({ precision: 'f32', kvPrecision: 'f32' })
    for (const settings of [
      { precision: 'f32', kvPrecision: 'f16' },
      { precision: 'int8', kvPrecision: 'f32' },
      { precision: 'int4' },
      { precision: 'bf16' },
    ] as const) {
      const model = await load(settings)
      const restored = await model.restore(file)
      expect(restored.ids).toEqual(prompt)
      const generation = restored.generate(options)
      expect(await read(generation)).toEqual(await fresh(prompt, options, settings))
      expect((await generation.result()).usage.cachedTokens).toBe(0)
    }
  })

  it('go through several rounds, forks included', async () => {
    let { file } = await saved({}, 20)
    for (let round = 0; round < 4; round++) {
      const model = await load()
      const fork = (await model.restore(file)).fork()
      const prompt = [...fork.ids]
      const generation = fork.generate({ ...options, seed: round })
      expect(await read(generation)).toEqual(await fresh(prompt, { ...options, seed: round }))
      expect((await generation.result()).usage.cachedTokens).toBe(prompt.length - 1)
      file = join(saves, `round-${round}`)
      await fork.save(file)
      await model.dispose()
    }
    expect(readdirSync(saves).sort()).toEqual([
      'round-0',
      'round-1',
      'round-2',
      'round-3',
      'session',
    ])
  })

  it('write the same bytes for the same text', async () => {
    const { session, file } = await saved()
    const first = readFileSync(file)
    const other = await load({ threads: 2, kvCacheBytes: 0 })
    const again = other.session(session.ids)
    await other.generate(ids(100, 3), { maxTokens: 20 }).result()
    await again.save(join(saves, 'again'))
    expect(readFileSync(join(saves, 'again')).equals(first)).toBe(true)
  })

  it('save beside running generations, which it does not disturb', async () => {
    const { model, session, prompt } = await saved({ kvCacheBytes: 0 })
    const prompts = [1, 2, 3, 4].map((seed) => ids(50, seed))
    const running = prompts.map((p) => read(model.generate(p, { ...options, maxTokens: 60 })))
    await Promise.all([1, 2, 3].map((i) => session.save(join(saves, `copy-${i}`))))
    for (const [i, output] of (await Promise.all(running)).entries()) {
      expect(output).toEqual(await fresh(prompts[i]!, { ...options, maxTokens: 60 }))
    }
    const files = [1, 2, 3].map((i) => readFileSync(join(saves, `copy-${i}`)))
    for (const bytes of files) expect(bytes.equals(readFileSync(join(saves, 'session')))).toBe(true)
    const restored = await (await load()).restore(join(saves, 'copy-2'))
    expect(await read(restored.generate(options))).toEqual(await fresh(prompt, options))
  })

  it('refuse another model, and what is no session', async () => {
    const { file } = await saved()
    const other = await load({}, otherFolder)
    const invalid = code('ERR_NEXTOKEN_INVALID_SESSION')
    await expect(other.restore(file)).rejects.toEqual(invalid)
    await expect(other.restore(join(folder, 'model.safetensors'))).rejects.toEqual(invalid)
    await expect(other.restore(saves)).rejects.toMatchObject({ name: 'NextokenError' })
    await expect(other.restore(join(saves, 'nothing'))).rejects.toEqual(code('ERR_NEXTOKEN_FILE'))
    for (const wrong of ['', 42, undefined]) {
      await expect(other.restore(wrong as string)).rejects.toEqual(
        code('ERR_NEXTOKEN_INVALID_ARGUMENT'),
      )
    }
    await expect(other.session('a').save('')).rejects.toEqual(code('ERR_NEXTOKEN_INVALID_ARGUMENT'))
  })

  it('take the same model from another folder', async () => {
    const { file, prompt } = await saved()
    const copy = mkdtempSync(join(tmpdir(), 'nextoken-copy-'))
    for (const name of readdirSync(folder)) {
      writeFileSync(join(copy, name), readFileSync(join(folder, name)))
    }
    const restored = await (await load({}, copy)).restore(file)
    expect((await restored.generate({ maxTokens: 1 }).result()).usage.cachedTokens).toBe(
      prompt.length - 1,
    )
    rmSync(copy, { recursive: true, force: true })
  })
})

describe('writing the file', () => {
  it('fails clearly, and leaves nothing behind', async () => {
    const model = await load()
    const session = model.session(ids(40))
    mkdirSync(join(saves, 'folder'))
    writeFileSync(join(saves, 'folder', 'in it'), '')
    for (const target of ['nowhere/session', 'folder']) {
      const failing = session.save(join(saves, target))
      await expect(failing).rejects.toEqual(code('ERR_NEXTOKEN_FILE'))
      await expect(failing).rejects.toBeInstanceOf(NextokenError)
      await expect(failing).rejects.toMatchObject({ message: expect.stringContaining(target) })
    }
    expect(readdirSync(saves)).toEqual(['folder'])
    expect(await read(session.generate({ maxTokens: 2 }))).toHaveLength(2)
  })

  it.runIf(process.platform !== 'win32')(
    'does not replace what is no file, such as a device or a pipe',
    async () => {
      // Who may write to /dev would lose /dev/null; a pipe is the same without the harm.
      const pipe = join(saves, 'pipe')
      execFileSync('mkfifo', [pipe])
      const session = (await load()).session(ids(40))
      await expect.soft(session.save(pipe)).rejects.toEqual(code('ERR_NEXTOKEN_FILE'))
      expect(statSync(pipe).isFIFO()).toBe(true)
      expect(readdirSync(saves)).toEqual(['pipe'])
    },
  )

  it('replaces a file at once: a reader sees the old one or the new one', async () => {
    const model = await load()
    const file = join(saves, 'session')
    const sessions = [ids(30, 1), ids(100, 2), ids(1, 3)].map((each) => model.session(each))
    await sessions[0]!.save(file)
    let writing = true
    const seen = new Set<number>()
    const reader = (async () => {
      while (writing) {
        const { ids: all } = await model.restore(file)
        seen.add(all.length)
        expect([30, 100, 1]).toContain(all.length)
      }
    })()
    for (let i = 0; i < 30; i++) {
      expect(readdirSync(saves)).toEqual(['session'])
      await sessions[i % 3]!.save(file)
    }
    writing = false
    await reader
    await Promise.all(sessions.map((session) => session.save(file)))
    expect(readdirSync(saves)).toEqual(['session'])
    expect([30, 100, 1]).toContain((await model.restore(file)).ids.length)
    expect(seen.size).toBeGreaterThan(0)
  })

  it.runIf(process.platform === 'linux')(
    'on a full disk fails, and the old file is as it was',
    async () => {
      const model = await load()
      const file = join(saves, 'session')
      await model.session(ids(3)).save(file)
      const before = readFileSync(file)
      const script = `
        const { loadModel } = require(${JSON.stringify(join(import.meta.dirname, '../dist/index.js'))})
        ;(async () => {
          const model = await loadModel(${JSON.stringify(folder)}, { precision: 'f32', threads: 1 })
          const session = model.session(Array.from({ length: 100 }, (_, i) => i))
          const told = await session.save(${JSON.stringify(file)}).then(() => 'saved', (e) => e.code)
          await model.dispose()
          process.stdout.write(told)
        })()`
      // No file may grow beyond a few KiB, as if the disk were full then.
      const { stdout, stderr, status } = spawnSync(
        'sh',
        ['-c', 'ulimit -f 4; exec "$0" -e "$1"', process.execPath, script],
        { encoding: 'utf8', timeout: 60_000 },
      )
      expect({ stdout, status }, stderr).toEqual({ stdout: 'ERR_NEXTOKEN_FILE', status: 0 })
      expect(readdirSync(saves)).toEqual(['session'])
      expect(readFileSync(file).equals(before)).toBe(true)
    },
  )

  it.runIf(process.platform === 'linux')('a link to a full device is no way out', async () => {
    // Through a link, so that nobody's device is at stake.
    const link = join(saves, 'full')
    symlinkSync('/dev/full', link)
    const model = await load()
    const told = await model
      .session(ids(40))
      .save(link)
      .then(
        () => undefined,
        (error) => error,
      )
    if (told !== undefined) expect(told).toEqual(code('ERR_NEXTOKEN_FILE'))
    else expect((await model.restore(link)).ids).toEqual(ids(40))
    expect(readdirSync(saves)).toEqual(['full'])
    expect(statSync('/dev/full').isCharacterDevice()).toBe(true)
    await expect(model.restore('/dev/full')).rejects.toEqual(code('ERR_NEXTOKEN_INVALID_SESSION'))
  })
})

describe('a file that was tampered with', () => {
  const HEAD = 44
  const known = { maxTokens: 6, seed: 2, topK: 0 }
  let model: Model
  let file: Buffer
  let prompt: number[]
  let expected: Awaited<ReturnType<typeof fresh>>

  beforeAll(async () => {
    model = await loadModel(folder, { precision: 'f32', threads: 1 })
    const session = model.session(ids(70))
    prompt = [...session.ids]
    await session.save(join(saves, 'whole'))
    file = readFileSync(join(saves, 'whole'))
    expected = await fresh(prompt, known)
  })
  afterAll(() => model.dispose())

  interface Header {
    model: string
    arithmetic: string
    ids: number
    prefixIds: number
  }
  const headerLength = () => file.readUInt32LE(HEAD - 4)
  const header = () => JSON.parse(file.subarray(HEAD, HEAD + headerLength()).toString()) as Header
  const body = () => file.subarray(HEAD + headerLength())

  /** A file whose checksum is right, whatever it says. */
  function forged(text: string, rest: Uint8Array, claimed = Buffer.byteLength(text)) {
    const length = Buffer.alloc(4)
    length.writeUInt32LE(claimed)
    const all = Buffer.concat([length, Buffer.from(text), rest])
    return Buffer.concat([file.subarray(0, 8), createHash('sha256').update(all).digest(), all])
  }

  async function restore(bytes: Uint8Array) {
    const path = join(saves, 'forged')
    writeFileSync(path, bytes)
    return model.restore(path)
  }
  const refused = async (bytes: Uint8Array, what: string) => {
    let error: unknown
    try {
      await restore(bytes)
    } catch (caught) {
      error = caught
    }
    expect(error, what).toBeInstanceOf(NextokenError)
    expect(error, what).toMatchObject({ code: 'ERR_NEXTOKEN_INVALID_SESSION' })
    expect((error as Error).message, what).toContain('forged')
  }

  it('is taken as long as it is whole', async () => {
    expect((await restore(file)).ids).toEqual(prompt)
    const same = forged(JSON.stringify(header()), body())
    expect(same.equals(file)).toBe(true)
  })

  it('is refused with any bit changed', async () => {
    const places = new Set<number>()
    for (let at = 0; at < HEAD + headerLength() + 40; at++) places.add(at)
    for (let i = 0; i < 200; i++) places.add((i * 7919) % file.length)
    places.add(file.length - 1)
    for (const at of places) {
      const changed = Buffer.from(file)
      changed[at]! ^= 1 << (at % 8)
      await refused(changed, `byte ${at}`)
    }
  })

  it('is refused cut short or longer', async () => {
    for (let i = 0; i < 60; i++) await refused(file.subarray(0, i), `${i} bytes`)
    for (let i = 0; i < 100; i++) {
      await refused(file.subarray(0, (i * 7919) % file.length), `part ${i}`)
    }
    await refused(file.subarray(0, file.length - 1), 'one byte less')
    for (const more of [1, 3, 4, 4096]) {
      await refused(Buffer.concat([file, Buffer.alloc(more)]), `${more} bytes more`)
    }
    await refused(Buffer.concat([file, file]), 'twice')
  })

  it('is refused with pieces exchanged or filled', async () => {
    for (let i = 0; i < 100; i++) {
      const changed = Buffer.from(file)
      const at = (i * 104729) % (file.length - 64)
      const size = 1 + ((i * 31) % 64)
      const before = Buffer.from(changed.subarray(at, at + size))
      changed.fill([0, 0xff, 0x7f, 0x20][i % 4]!, at, at + size)
      if (!before.equals(changed.subarray(at, at + size)))
        await refused(changed, `${size} at ${at}`)
    }
  })

  it('with a right checksum is refused for what its header claims', async () => {
    const good = header()
    const claims: unknown[] = [
      ...[2 ** 28, 2 ** 28 - 1, 2 ** 28 + 1, 2 ** 31, 2 ** 53, 1e300, -1, 0.5, '70', null].flatMap(
        (n) => [
          { ...good, ids: n },
          { ...good, prefixIds: n },
          { ...good, ids: n, prefixIds: n },
          { ...good, ids: n, prefixIds: 0 },
        ],
      ),
      { ...good, ids: 0, prefixIds: 0 },
      { ...good, ids: 69, prefixIds: 69 },
      { ...good, ids: 71 },
      { ...good, ids: 70, prefixIds: 71 },
      { ...good, prefixIds: 32 },
      { ...good, prefixIds: 1 },
      { ...good, model: `${good.model}0` },
      { ...good, model: 7 },
      { ...good, model: null },
      { ...good, arithmetic: 7 },
      { model: good.model },
      {},
      [],
      null,
      7,
      'text',
    ]
    const before = process.memoryUsage()
    for (const claim of claims) {
      await refused(forged(JSON.stringify(claim), body()), JSON.stringify(claim))
    }
    for (const text of ['', '{', '\u0000', '[[[[', `{"model":"${'x'.repeat(5000)}"}`]) {
      await refused(forged(text, body()), text.slice(0, 20))
    }
    for (const length of [
      0,
      1,
      headerLength() - 1,
      headerLength() + 1,
      4097,
      2 ** 31,
      2 ** 32 - 1,
    ]) {
      await refused(forged(JSON.stringify(good), body(), length), `a header of ${length} bytes`)
    }
    const after = process.memoryUsage()
    // Of the gigabytes that were claimed, nothing was allocated.
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(64 * 2 ** 20)
    expect(after.rss - before.rss).toBeLessThan(256 * 2 ** 20)
  })

  it('with a right checksum is refused for ids that the model does not have', async () => {
    for (const id of [-1, 257 + MERGES, 2 ** 31 - 1, -(2 ** 31)]) {
      for (const at of [0, 35, 69]) {
        const changed = Buffer.from(body())
        changed.writeInt32LE(id, 4 * at)
        await refused(forged(JSON.stringify(header()), changed), `id ${id} at ${at}`)
      }
    }
  })

  it('with more ids than positions is refused or harmless', async () => {
    const many = Buffer.concat([body().subarray(0, 280), Buffer.alloc(4000), body().subarray(280)])
    await refused(
      forged(JSON.stringify({ ...header(), ids: 1070, prefixIds: 1070 }), many),
      'a prefix beyond the context',
    )
    const session = await restore(forged(JSON.stringify({ ...header(), ids: 1070 }), many))
    expect(session.ids).toHaveLength(1070)
    expect(() => session.generate()).toThrow(code('ERR_NEXTOKEN_CONTEXT'))
  })

  it('with keys and values of another arithmetic goes on without them', async () => {
    const session = await restore(
      forged(JSON.stringify({ ...header(), arithmetic: 'f32 f32 abacus' }), body()),
    )
    const generation = session.generate(known)
    expect(await read(generation)).toEqual(expected)
  })

  it('with other keys and values misleads itself alone', async () => {
    const fills: [string, (data: Buffer) => void][] = [
      ['zeros', (data) => data.fill(0)],
      ['NaN', (data) => data.fill(0xff)],
      ['infinity', (data) => fillFloats(data, Number.POSITIVE_INFINITY)],
      ['huge numbers', (data) => fillFloats(data, 3e38)],
      ['noise', (data) => data.set(data.map((_, i) => (i * 131) ^ (i >> 7)))],
    ]
    function fillFloats(data: Buffer, value: number) {
      for (let at = 0; at + 4 <= data.length; at += 4) data.writeFloatLE(value, at)
    }
    for (const settings of [{}, { kvCacheBytes: 0 }]) {
      const other = await load(settings)
      for (const [name, fill] of fills) {
        const changed = Buffer.from(body())
        fill(changed.subarray(4 * header().ids))
        writeFileSync(join(saves, 'forged'), forged(JSON.stringify(header()), changed))
        const session = await other.restore(join(saves, 'forged'))
        expect(session.ids).toEqual(prompt)
        const beside = other.generate(prompt, known)
        const fork = session.fork()
        const sampled = [
          { ...known, temperature: 0 },
          { ...known, topK: 5 },
          { ...known, topP: 0.5 },
          known,
        ]
        for (const options of sampled) {
          const branch = fork.fork()
          const output = await branch
            .generate(options)
            .result()
            .catch((error) => error)
          if (name !== 'zeros' && output instanceof Error) {
            // They leave the logits no number.
            expect(output, name).toMatchObject({ code: 'ERR_NEXTOKEN_INVALID_WEIGHTS' })
            continue
          }
          expect(output.ids.length, name).toBe(known.maxTokens)
          for (const id of output.ids) {
            expect(Number.isInteger(id) && id >= 0 && id < 257 + MERGES, name).toBe(true)
          }
        }
        // Nobody else, before or after, is told what the file says.
        expect(await read(beside), name).toEqual(expected)
        expect(await read(other.generate(prompt, known)), name).toEqual(expected)
        expect(await read(other.session(prompt).generate(known)), name).toEqual(expected)
      }
      // And a good file of the same text is believed again.
      writeFileSync(join(saves, 'forged'), file)
      const good = (await other.restore(join(saves, 'forged'))).generate(known)
      expect(await read(good)).toEqual(expected)
      expect((await good.result()).usage.cachedTokens).toBe(prompt.length - 1)
    }
  })
})
