/** The option `format` through the public face, on the model that the package holds. */

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Format,
  type GenerateOptions,
  loadModel,
  type Model,
  NextokenError,
} from '../dist/index.js'
import { schemas } from './constraint/schemas.js'
import { writeSyntheticModel } from './support/synthetic-model.js'

/** Seeds for each of the thirty schemas; NEXTOKEN_FORMAT_SEEDS=500 takes minutes. */
const SEEDS = Number(process.env.NEXTOKEN_FORMAT_SEEDS ?? 3)
const AT_ONCE = 30

let model: Model
beforeAll(async () => {
  model = await loadModel(undefined, { threads: 2 })
})
afterAll(async () => {
  await model.dispose()
})

const ask = (format: Format, options: GenerateOptions = {}, prompt = 'Once upon a time') =>
  model.generate(prompt, { seed: 1, maxTokens: 60, ...options, format }).result()

/** The error of a generation, be it at the call or later. */
async function errorOf(options: GenerateOptions, of = model): Promise<NextokenError> {
  try {
    await of.generate('Once', { maxTokens: 20, ...options }).result()
  } catch (error) {
    expect(error).toBeInstanceOf(NextokenError)
    return error as NextokenError
  }
  throw new Error('there was no error')
}

async function expectIdle() {
  await model.generate('x', { maxTokens: 1 }).result()
  const { running, waiting, paused, cache } = model.stats()
  expect([running, waiting, paused, cache.heldBytes]).toEqual([0, 0, 0, 0])
}

describe('every output', () => {
  const ajv = new Ajv2020({ strict: false })
  addFormats.default(ajv)

  it.each(schemas)('of $name parses and fits', { timeout: 0 }, async ({ schema }) => {
    const fits = ajv.compile(schema)
    for (let first = 0; first < SEEDS; first += AT_ONCE) {
      const seeds = Array.from({ length: Math.min(AT_ONCE, SEEDS - first) }, (_, i) => first + i)
      const results = await Promise.all(
        seeds.map((seed) =>
          // From the model's own choices to nearly even chances.
          ask({ json: schema }, { seed, maxTokens: 200, topK: 0, temperature: 0.5 + (seed % 7) }),
        ),
      )
      for (const { text, finishReason } of results) {
        expect(finishReason).toBe('stop')
        expect(fits(JSON.parse(text)), text).toBe(true)
      }
    }
  })

  it('is whole however few tokens there are', async () => {
    const schema = {
      type: 'object',
      properties: { name: { type: 'string' }, notes: { type: 'array', items: { type: 'string' } } },
      required: ['name', 'notes'],
    }
    const fits = ajv.compile(schema)
    const { message } = await errorOf({ format: { json: schema }, maxTokens: 5 })
    const wanted = Number(/may take (\d+) tokens for the shortest text/.exec(message)?.[1])
    for (let maxTokens = wanted; maxTokens < wanted + 12; maxTokens++) {
      const results = await Promise.all(
        [0, 1, 2].map((seed) =>
          ask({ json: schema }, { maxTokens, seed, temperature: 3, topK: 0 }),
        ),
      )
      for (const { text, finishReason, usage } of results) {
        expect(finishReason).toBe('stop')
        expect(usage.completionTokens).toBeLessThanOrEqual(maxTokens)
        expect(fits(JSON.parse(text)), text).toBe(true)
      }
    }
  })

  it('is whole where the context ends', async () => {
    const { contextLength } = model.config
    const prompt = Array.from({ length: contextLength - 20 }, (_, i) => 300 + (i % 7))
    const { text, finishReason } = await model
      .generate(prompt, { format: { json: { type: 'string' } }, seed: 3, logitBias: quotes(-100) })
      .result()
    expect(finishReason).toBe('stop')
    expect(typeof JSON.parse(text)).toBe('string')
  })
})

/** The tokens that hold a quotation mark, each with a bias. */
function quotes(bias: number): Record<number, number> {
  const ids = Array.from({ length: model.tokenizer.vocabSize }, (_, id) => id)
  const held = ids.filter((id) => model.tokenizer.tokenText(id).includes('"'))
  return Object.fromEntries(held.map((id) => [id, bias]))
}

describe('a format', () => {
  it('chooses among texts as their tokens are likely', async () => {
    const choices = ['yes', 'no', 'not now', 'nothing']
    const texts = await Promise.all(
      Array.from({ length: 40 }, (_, seed) => ask({ choices }, { seed, temperature: 5, topK: 0 })),
    )
    expect(new Set(texts.map(({ text }) => text))).toEqual(new Set(choices))
    expect(new Set(texts.map(({ finishReason }) => finishReason))).toEqual(new Set(['stop']))
  })

  it('draws as a callback does that bans what does not fit', async () => {
    const choices = ['The cat sat.', 'The dog ran.', 'The', 'It rained all day long.']
    const { tokenizer } = model
    const end = tokenizer.endOfText!
    for (let seed = 0; seed < 10; seed++) {
      const options = { seed, temperature: 2, maxTokens: 30 }
      const ours = await ask({ choices }, options)
      const theirs = await model
        .generate('Once upon a time', {
          ...options,
          logitsProcessor(logits, { ids, step }) {
            const text = tokenizer.decode(ids.slice(ids.length - step))
            for (let id = 0; id < logits.length; id++) {
              const more = id === end ? '' : text + tokenizer.tokenText(id)
              const fits =
                id === end
                  ? choices.includes(text)
                  : choices.some((choice) => choice.startsWith(more))
              if (!fits) logits[id] = Number.NEGATIVE_INFINITY
            }
          },
        })
        .result()
      expect(ours.text).toBe(theirs.text)
      expect(ours.ids).toEqual(theirs.ids)
    }
  })

  it('of a regular expression and of a grammar', async () => {
    const regex = /(?:[A-Z][a-z]{1,8} ){2}\d{4}/u
    const grammar = 'root ::= pair ("," pair)*\npair ::= [a-z]{1,5} "=" ("yes" | "no")'
    for (let seed = 0; seed < 10; seed++) {
      const word = await ask({ regex }, { seed })
      expect(word.text).toMatch(new RegExp(`^(?:${regex.source})$`))
      expect((await ask({ regex: regex.source }, { seed })).ids).toEqual(word.ids)
      const pairs = await ask({ grammar }, { seed })
      expect(pairs.text).toMatch(/^[a-z]{1,5}=(yes|no)(,[a-z]{1,5}=(yes|no))*$/)
      expect((await ask({ grammar: 'all ::= "x" | "y"', root: 'all' }, { seed })).text).toMatch(
        /^[xy]$/,
      )
    }
  })

  it('gives the same tokens alone and in company, token by token and as a whole', async () => {
    const formats: Format[] = [
      { json: {} },
      { json: { type: 'array', items: { type: 'string', maxLength: 9 }, minItems: 4 } },
      { regex: '([a-z]+ )+\\.' },
      { choices: ['a', 'b'] },
    ]
    const requests = formats.flatMap((format) => [0, 1, 2].map((seed) => ({ format, seed })))
    const alone = []
    for (const { format, seed } of requests) {
      const generation = model.generate('Once', { format, seed, maxTokens: 50, topLogprobs: 2 })
      let text = ''
      const ids: number[] = []
      for await (const token of generation) {
        text += token.text
        ids.push(token.id)
        expect(token.top).toHaveLength(2)
        expect(token.logprob).toBeLessThanOrEqual(token.top![0]!.logprob)
      }
      const result = await generation.result()
      expect(text).toBe(result.text)
      expect(ids).toEqual(result.ids)
      alone.push(ids)
    }
    const free = model.generate('Once upon', { seed: 9, maxTokens: 40 }).result()
    const together = await Promise.all(
      requests.map((request) =>
        model.generate('Once', { ...request, maxTokens: 50, speculation: false }).result(),
      ),
    )
    expect(together.map(({ ids }) => ids)).toEqual(alone)
    expect((await free).ids).toEqual(
      (await model.generate('Once upon', { seed: 9, maxTokens: 40 }).result()).ids,
    )
  })

  it('holds for what a session goes on with, not for what was there', async () => {
    using session = model.session('{"name": "')
    const first = await session.generate({ format: { regex: '[A-Z][a-z]{2,6}"' }, seed: 4 }).text()
    session.append(', "age": ')
    const age = { type: 'integer', minimum: 3, maximum: 99 }
    const second = await session.generate({ format: { json: age }, seed: 4 }).text()
    expect(session.text).toBe(`{"name": "${first}, "age": ${second}`)
    expect(first).toMatch(/^[A-Z][a-z]{2,6}"$/)
    const value = JSON.parse(`${session.text}}`) as { age: number }
    expect(value.age >= 3 && value.age <= 99).toBe(true)
  })

  it('ends before a stop string, and where a stop id may end it', async () => {
    const sentence = { regex: '[A-Z][a-z ]{40,}' }
    const { text, finishReason } = await ask(sentence, { stop: ' t', topK: 5 })
    expect(finishReason).toBe('stop')
    expect(text).not.toContain(' t')
    const end = model.tokenizer.encode('.')[0]!
    const stopped = await ask(
      { regex: '[A-Z][a-z ]{10,}\\.*' },
      { stop: end, logitBias: { [end]: 100 } },
    )
    expect(stopped.finishReason).toBe('stop')
    expect(stopped.text).toMatch(/^[A-Z][a-z ]{10,}$/)
  })

  it('never draws special tokens or ids that stand for no text', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nextoken-format-'))
    try {
      const shape = { n_positions: 64, n_embd: 32, n_layer: 1, n_head: 2, eos_token_id: 256 }
      writeSyntheticModel(folder, { ...shape, vocab_size: 300 }, { seed: 3, tokenizer: 'bytes' })
      await using padded = await loadModel(folder, { precision: 'f32', threads: 1 })
      const bias = Object.fromEntries(Array.from({ length: 44 }, (_, i) => [256 + i, 100]))
      const result = await padded
        .generate('Hello', { format: { regex: '[^]{20,}' }, logitBias: bias, maxTokens: 30 })
        .result()
      // As soon as it may, the text ends: its end has a bias of 100.
      expect([...result.text]).toHaveLength(20)
      expect(result.finishReason).toBe('stop')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('is kept where callbacks see the logits, and where there is guidance', async () => {
    const format = { regex: '[a-z]{3}-[0-9]{3}' }
    let least = Number.POSITIVE_INFINITY
    const seen = await ask(format, {
      logitsProcessor(logits) {
        least = Math.min(least, logits.filter((logit) => logit > Number.NEGATIVE_INFINITY).length)
        // What is hidden cannot be brought back.
        logits.fill(0)
      },
    })
    expect(seen.text).toMatch(/^[a-z]{3}-[0-9]{3}$/)
    expect(least).toBeGreaterThan(0)
    expect(least).toBeLessThan(20)
    const largest = (row: Float32Array) => row.indexOf(row.reduce((a, b) => Math.max(a, b)))
    const chosen = await model.generate('Once', { format, maxTokens: 20, sampler: largest }).text()
    expect(chosen).toBe(
      await model.generate('Once', { format, maxTokens: 20, temperature: 0 }).text(),
    )
    expect((await errorOf({ format, sampler: () => 5 })).message).toMatch(/token 5 does not/)
    const guided = await ask(format, { guidanceScale: 2, negativePrompt: 'Two numbers: ' })
    expect(guided.text).toMatch(/^[a-z]{3}-[0-9]{3}$/)
    await expectIdle()
  })

  it('lets go of everything where the generation is left, cancelled or disposed of', async () => {
    const format = { json: { type: 'string', minLength: 300 } }
    for await (const _ of model.generate('Once', { format, maxTokens: 400 })) break
    const cancelled = model.generate('Once', { format, maxTokens: 400 })
    const result = cancelled.result()
    cancelled.cancel()
    expect((await result).finishReason).toBe('cancelled')
    const timed = model.generate('Once', { format, maxTokens: 400, timeout: 5 })
    expect((await timed.result()).finishReason).toBe('timeout')
    await expectIdle()
    const other = await loadModel(undefined, { threads: 1 })
    const left = other.generate('Once', { format, maxTokens: 400 }).result()
    left.catch(() => {})
    await other.dispose()
    await expect(left).rejects.toMatchObject({ code: 'ERR_NEXTOKEN_DISPOSED' })
  })

  it('of nothing but the empty text needs no model', async () => {
    const { text, finishReason, usage } = await ask({ choices: [''] })
    expect([text, finishReason, usage.completionTokens]).toEqual(['', 'stop', 0])
  })

  it('says so where bans leave nothing', async () => {
    const digits = Array.from('0123456789', (digit) => model.tokenizer.encode(digit)[0]!)
    const { code, message } = await errorOf({ format: { regex: '[0-9]' }, bannedTokens: digits })
    expect(code).toBe('ERR_NEXTOKEN_INVALID_ARGUMENT')
    expect(message).toMatch(/format, bannedTokens and bannedWords leave no token/)
    const allowed = await ask({ regex: '[0-9]+' }, { bannedTokens: digits.slice(1), maxTokens: 3 })
    expect(allowed.text).toMatch(/^0+$/)
    await expectIdle()
  })
})

describe('the option', () => {
  it.each([
    [{}, /format must have exactly one of json, regex, choices, grammar, got none/],
    [{ json: {}, regex: 'a' }, /got json and regex/],
    [{ schema: {} }, /format has no option "schema"/],
    ['json', /the options of format must be an object/],
    [{ json: '{}' }, /format.json must be a JSON Schema, got "{}"/],
    [{ json: { not: {} } }, /format.json: the keyword 'not' is not supported, at #/],
    [{ json: {}, maxWhitespace: -1 }, /format.maxWhitespace must be an integer from 0 to 100/],
    [{ regex: 'a', maxWhitespace: 1 }, /format.maxWhitespace is for format.json/],
    [{ regex: 3 }, /format.regex must be a regular expression/],
    [{ regex: '(?=a)' }, /format.regex: lookahead is not supported, at character 1/],
    [{ regex: /a/i }, /format.regex: the flag 'i' is not supported/],
    [{ choices: [] }, /format.choices must be a list of at least one string/],
    [{ choices: ['a', 1] }, /format.choices must be a list/],
    [{ grammar: 'root ::= x' }, /format.grammar: the rule 'x' is not defined, in line 1/],
    [{ grammar: 'root ::= root | "a"' }, /format.grammar: a rule must not begin with itself/],
  ] as [Format, RegExp][])('refuses %j at the call', (format, message) => {
    const call = () => model.generate('Once', { format })
    expect(call).toThrow(NextokenError)
    expect(call).toThrow(message)
  })

  it('refuses what is nested beyond measure', () => {
    let schema: object = {}
    for (let depth = 0; depth < 3000; depth++) schema = { items: schema }
    expect(() => model.generate('Once', { format: { json: schema } })).toThrow(/nested too deeply/)
    const grammar = `root ::= ${'('.repeat(50_000)}"a"${')'.repeat(50_000)}`
    expect(() => model.generate('Once', { format: { grammar } })).toThrow(/nested too deeply/)
  })

  it('refuses what contradicts it', () => {
    const format = { choices: ['a'] }
    expect(() => model.generate('x', { format, minTokens: 1 })).toThrow(/minTokens and format/)
    expect(() => model.generate('x', { format, forcedTokens: [1] })).toThrow(
      /forcedTokens and format/,
    )
  })

  it('needs a tokenizer', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nextoken-format-'))
    try {
      writeSyntheticModel(
        folder,
        { vocab_size: 20, n_positions: 16, n_embd: 8, n_layer: 1, n_head: 1 },
        { seed: 1 },
      )
      await using mute = await loadModel(folder, { precision: 'f32', threads: 1 })
      expect(() => mute.generate([1], { format: { choices: ['a'] } })).toThrow(/no tokenizer/)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('is loaded where it is first used', () => {
    const script = `
      const { loadModel } = require(${JSON.stringify(join(import.meta.dirname, '../dist/index.js'))})
      const loaded = () => Object.keys(require.cache).filter((file) => /constraint.(?!format)/.test(file)).length
      loadModel().then(async (model) => {
        await model.generate('Once', { maxTokens: 2 }).text()
        const before = loaded()
        await model.generate('Once', { format: { choices: ['a'] } }).text()
        console.log(before, loaded() > 5)
        await model.dispose()
      })`
    expect(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }).trim()).toBe(
      '0 true',
    )
  })
})
