/** Bad options of `generate` are refused at the call: by name, with what was given and what is allowed. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type GenerateOptions, type Model, NextokenError } from '../dist/index.js'
import { generateOptionNames } from '../dist/sampling.js'
import { END, FixedModel, VOCABULARY } from './support/sampling.js'

const CONTEXT = 64
const fixed = new FixedModel(CONTEXT)
let model: Model
beforeAll(async () => {
  model = await fixed.load()
})
afterAll(() => fixed.remove())

function refused(options: unknown): string {
  try {
    model.generate('abc', options as GenerateOptions).cancel()
  } catch (error) {
    expect(error).toBeInstanceOf(NextokenError)
    expect(error).toMatchObject({ code: 'ERR_NEXTOKEN_INVALID_ARGUMENT' })
    return (error as Error).message
  }
  throw new Error(`${JSON.stringify(options)} was accepted`)
}

/** `options` with `name`, which may be a part of an option: 'xtc.threshold'. */
function withValue(name: string, value: unknown, others: GenerateOptions = {}): GenerateOptions {
  const [option, part] = name.split('.') as [keyof GenerateOptions, string?]
  if (part === undefined) return { ...others, [option]: value }
  return { ...others, [option]: { ...(others[option] as object | undefined), [part]: value } }
}

const INTEGER = 'an integer from'
const NUMBER = 'a number from'
const MOST = 2 ** 31 - 1

/** Name, what it must be, the ends of the range, numbers beyond, what it needs beside it. */
type Range = [string, string, [number, number], [number, number], GenerateOptions?]
const ranges: Range[] = [
  ['temperature', `${NUMBER} 0 to 100`, [0, 100], [-0.1, 100.1]],
  [
    'dynamicTemperature.high',
    'a number above 0 and at most 100',
    [0.5, 100],
    [0, 101],
    { dynamicTemperature: { low: 0 } as never },
  ],
  [
    'dynamicTemperature.low',
    `${NUMBER} 0 to 0.5`,
    [0, 0.5],
    [-1, 0.6],
    { dynamicTemperature: { high: 0.5 } as never },
  ],
  [
    'dynamicTemperature.exponent',
    'a number above 0 and at most 100',
    [0.1, 100],
    [0, 101],
    { dynamicTemperature: { low: 0, high: 1 } },
  ],
  ['topK', `${INTEGER} 0 to ${MOST}`, [0, MOST], [-1, MOST + 1]],
  ['topP', 'a number above 0 and at most 1', [1e-6, 1], [0, 1.1]],
  ['minP', `${NUMBER} 0 to 1`, [0, 1], [-0.1, 1.1]],
  ['typicalP', 'a number above 0 and at most 1', [1e-6, 1], [0, 1.1]],
  ['epsilonCutoff', `${NUMBER} 0 to below 1`, [0, 0.999], [-0.1, 1]],
  ['etaCutoff', `${NUMBER} 0 to below 1`, [0, 0.999], [-0.1, 1]],
  ['topNSigma', `${NUMBER} 0 to 100`, [0, 100], [-1, 101]],
  ['xtc.probability', `${NUMBER} 0 to 1`, [0, 1], [-0.1, 1.1]],
  ['xtc.threshold', `${NUMBER} 0.0001 to 0.5`, [0.0001, 0.5], [0, 0.6]],
  ['mirostat.tau', `${NUMBER} 0.01 to 100`, [0.01, 100], [0, 101]],
  ['mirostat.eta', `${NUMBER} 0.0001 to 1`, [0.0001, 1], [0, 2]],
  ['repetitionPenalty', `${NUMBER} 0.01 to 100`, [0.01, 100], [0, 101]],
  ['presencePenalty', `${NUMBER} -100 to 100`, [-100, 100], [-101, 101]],
  ['frequencyPenalty', `${NUMBER} -100 to 100`, [-100, 100], [-101, 101]],
  ['penaltyWindow', `${INTEGER} 1 to ${MOST}`, [1, MOST], [0, MOST + 1], { presencePenalty: 1 }],
  ['dry.multiplier', `${NUMBER} 0.0001 to 100`, [0.0001, 100], [0, 101]],
  ['dry.base', `${NUMBER} 1 to 100`, [1, 100], [0.5, 101]],
  ['dry.allowedLength', `${INTEGER} 1 to ${MOST}`, [1, MOST], [0, MOST + 1]],
  ['noRepeatNgram', `${INTEGER} 0 to ${MOST}`, [0, MOST], [-1, MOST + 1]],
  ['minTokens', `${INTEGER} 0 to ${MOST}`, [0, 1], [-1, MOST + 1]],
  ['maxTokens', `${INTEGER} 1 to ${MOST}`, [1, MOST], [0, MOST + 1]],
  ['stop', `${INTEGER} 0 to 256`, [0, 256], [-1, 257]],
  ['topLogprobs', `${INTEGER} 0 to 100`, [0, 100], [-1, 101]],
  ['guidanceScale', `${NUMBER} 0 to 100`, [0, 100], [-1, 101]],
  ['keep', `${INTEGER} 0 to ${CONTEXT - 2}`, [0, 62], [-1, 63], { overflow: 'slide' }],
  ['timeout', `${INTEGER} 1 to ${MOST}`, [1, MOST], [0, MOST + 1]],
  ['priority', `${INTEGER} -1000 to 1000`, [-1000, 1000], [-1001, 1001]],
]

describe('a number', () => {
  it.each(ranges)('%s must be %s', async (name, allowed, ends, beyond, others) => {
    const wrong: [unknown, string][] = [
      ...beyond.map((value): [unknown, string] => [value, String(value)]),
      [Number.NaN, 'NaN'],
      [Infinity, 'Infinity'],
      [-Infinity, '-Infinity'],
      [true, 'true'],
      [5n, '5n'],
    ]
    if (allowed.startsWith(INTEGER)) wrong.push([1.5, '1.5'])
    if (name !== 'stop') wrong.push(['1', '"1"'])
    for (const [value, shown] of wrong) {
      if (name === 'stop' && typeof value !== 'number') continue
      expect(refused(withValue(name, value, others))).toBe(
        `${name} must be ${allowed}, got ${shown}`,
      )
    }
    for (const end of ends) {
      const options = withValue(name, end, others)
      await model.generate('abc', { maxTokens: 1, seed: 1, ...options }).result()
    }
  })
})

const idsFor = (name: string) => `a token id of ${name} must be an integer from 0 to 256, got`
const object = (name: string) => `the options of ${name} must be an object, got`
const texts = 'must be a non-empty string or a list of them, got'
const pairs = 'must be a Map or an object of numbers, got'
const presets = "one of 'greedy', 'precise', 'creative', 'gpt2-original'"

/** Option, value, message; after `+`, what it begins with. */
const others: [keyof GenerateOptions, unknown, string][] = [
  ['preset', 'wild', `preset must be ${presets}, got "wild"`],
  ['preset', 3, `preset must be ${presets}, got 3`],
  ['preset', null, `preset must be ${presets}, got null`],
  ['dynamicTemperature', 1, `${object('dynamicTemperature')} 1`],
  ['dynamicTemperature', { low: 0, high: 1, top: 1 }, '+dynamicTemperature has no option "top"'],
  ['xtc', 0.5, `${object('xtc')} 0.5`],
  ['xtc', null, `${object('xtc')} null`],
  ['xtc', { chance: 1 }, '+xtc has no option "chance" (its options are probability, threshold)'],
  ['mirostat', 2, `${object('mirostat')} 2`],
  ['mirostat', { mu: 1 }, '+mirostat has no option "mu"'],
  ['dry', true, `${object('dry')} true`],
  ['dry', [], `${object('dry')} an array of 0`],
  ['dry', { length: 2 }, '+dry has no option "length"'],
  ['dry', { sequenceBreakers: 'x' }, 'dry.sequenceBreakers must be a list of strings, got "x"'],
  ['dry', { sequenceBreakers: [''] }, `dry.sequenceBreakers ${texts} ""`],
  ['logitBias', 5, `logitBias ${pairs} 5`],
  ['logitBias', [1, 2], `logitBias ${pairs} an array of 2`],
  ['logitBias', { a: 1 }, `${idsFor('logitBias')} "a"`],
  ['logitBias', { 257: 1 }, `${idsFor('logitBias')} 257`],
  ['logitBias', { 1: 101 }, 'a value of logitBias must be a number from -100 to 100, got 101'],
  ['logitBias', { 1: '5' }, 'a value of logitBias must be a number from -100 to 100, got "5"'],
  ['logitBias', new Map([[-1, 1]]), `${idsFor('logitBias')} -1`],
  ['logitBias', new Map([['1', 1]]), `${idsFor('logitBias')} "1"`],
  ['bannedTokens', 5, 'bannedTokens must be a list of token ids, got 5'],
  ['bannedTokens', 'abc', 'bannedTokens must be a list of token ids, got "abc"'],
  ['bannedTokens', [257], `${idsFor('bannedTokens')} 257`],
  ['bannedTokens', Int32Array.of(-1), `${idsFor('bannedTokens')} -1`],
  ['bannedTokens', [1.5], `${idsFor('bannedTokens')} 1.5`],
  ['bannedTokens', ['a'], `${idsFor('bannedTokens')} "a"`],
  ['bannedWords', '', `bannedWords ${texts} ""`],
  ['bannedWords', ['a', ''], `bannedWords ${texts} ""`],
  ['bannedWords', [5], `bannedWords ${texts} 5`],
  [
    'forcedTokens',
    5,
    'forcedTokens must be a list of token ids, a Map or an object of numbers, got 5',
  ],
  ['forcedTokens', [257], `${idsFor('forcedTokens')} 257`],
  ['forcedTokens', new Map([[0, 300]]), `${idsFor('forcedTokens')} 300`],
  [
    'forcedTokens',
    { x: 1 },
    `a place of forcedTokens must be an integer from 0 to ${MOST - 1}, got "x"`,
  ],
  [
    'forcedTokens',
    new Map([[-1, 1]]),
    `a place of forcedTokens must be an integer from 0 to ${MOST - 1}, got -1`,
  ],
  ['stop', '', 'stop must be a non-empty string, a token id or a list of them, got ""'],
  ['stop', [null], 'stop must be a non-empty string, a token id or a list of them, got null'],
  ['stop', {}, 'stop must be a non-empty string, a token id or a list of them, got an object'],
  ['seed', -1, 'seed must be a whole number from 0 to 2^64 - 1, got -1'],
  ['seed', 1.5, 'seed must be a whole number from 0 to 2^64 - 1, got 1.5'],
  ['seed', 2n ** 64n, `seed must be a whole number from 0 to 2^64 - 1, got ${2n ** 64n}n`],
  ['negativePrompt', 5, 'negativePrompt must be a string or a list of token ids, got 5'],
  ['logitsProcessor', 5, 'logitsProcessor must be a function, got 5'],
  ['sampler', 'likeliest', 'sampler must be a function, got "likeliest"'],
  ['echo', 1, 'echo must be true or false, got 1'],
  ['speculation', 'no', 'speculation must be true or false, got "no"'],
  ['overflow', 'wrap', "overflow must be one of 'stop', 'slide', got \"wrap\""],
  ['signal', 5, 'signal must be an AbortSignal, got 5'],
  ['format', 5, `${object('format')} 5`],
  ['format', {}, 'format must have exactly one of json, regex, choices, grammar, got none'],
]

describe('what is no number', () => {
  it.each(others)('%s: %o', (name, value, message) => {
    const needed = name === 'negativePrompt' ? { guidanceScale: 2 } : {}
    const told = refused({ ...needed, [name]: value })
    if (message.startsWith('+')) expect(told.startsWith(message.slice(1)), told).toBe(true)
    else expect(told).toBe(message)
  })

  it('is named with what is near it, where it does not exist', () => {
    expect(refused({ logitBais: {} })).toMatch(
      /^generate has no option "logitBais"; did you mean 'logitBias'\? \(its options are maxTokens, /,
    )
  })

  it('together with the numbers, these are all options that there are', () => {
    const named = new Set([...ranges, ...others].map(([name]) => name.split('.')[0]))
    expect([...named].sort()).toEqual([...generateOptionNames].sort())
  })
})

describe('contradictions', () => {
  const all = (count: number) => Array.from({ length: count }, (_, id) => id)
  const cases: [about: string, GenerateOptions, names: string[]][] = [
    [
      'mirostat',
      { mirostat: {}, topK: 5, topP: 0.5, minP: 0.1, typicalP: 0.5 },
      ['mirostat', 'topK, topP, minP, typicalP'],
    ],
    [
      'mirostat',
      { mirostat: {}, epsilonCutoff: 0.1, etaCutoff: 0.1, topNSigma: 1, xtc: {} },
      ['mirostat', 'epsilonCutoff, etaCutoff, topNSigma, xtc'],
    ],
    [
      'two temperatures',
      { temperature: 1, dynamicTemperature: { low: 0, high: 1 } },
      ['temperature', 'dynamicTemperature'],
    ],
    ['temperature 0', { temperature: 0, mirostat: {} }, ['temperature 0', 'mirostat']],
    [
      'temperature 0',
      { temperature: 0, xtc: {}, typicalP: 0.5 },
      ['temperature 0', 'xtc, typicalP'],
    ],
    ['a preset', { preset: 'greedy', xtc: {} }, ["temperature 0 (of preset 'greedy')", 'xtc']],
    ['minTokens', { minTokens: 11, maxTokens: 10 }, ['minTokens (11)', 'maxTokens (10)']],
    ['minTokens', { minTokens: 5, format: { regex: 'a' } }, ['minTokens and format']],
    [
      'minTokens',
      { minTokens: 1, bannedTokens: all(VOCABULARY - 1) },
      ['bannedTokens', 'minTokens', 'no token'],
    ],
    ['all banned', { bannedTokens: all(VOCABULARY) }, ['bannedTokens', 'no token']],
    [
      'forcedTokens',
      { forcedTokens: [5], bannedTokens: [5] },
      ['token 5', 'forcedTokens, at 0', 'bannedTokens'],
    ],
    [
      'forcedTokens',
      { forcedTokens: { 3: 80 }, bannedWords: 'q' },
      ['token 80', 'forcedTokens, at 3', 'bannedWords'],
    ],
    [
      'forcedTokens',
      { forcedTokens: { 2: END }, minTokens: 3 },
      ['forcedTokens', 'at 2', `token ${END}`, 'minTokens (3)'],
    ],
    [
      'forcedTokens',
      { forcedTokens: { 2: 7 }, stop: 7, minTokens: 3 },
      ['forcedTokens', 'token 7', 'minTokens (3)'],
    ],
    ['forcedTokens', { forcedTokens: [1], format: { regex: 'a' } }, ['forcedTokens and format']],
    [
      'penaltyWindow',
      { penaltyWindow: 3 },
      ['penaltyWindow', 'repetitionPenalty, presencePenalty, frequencyPenalty and dry'],
    ],
    [
      'sampler',
      { sampler: () => 1, topK: 5, bannedTokens: [1], preset: 'creative' },
      ['sampler', 'preset, topK, bannedTokens'],
    ],
    ['guidance', { guidanceScale: 2, overflow: 'slide' }, ['guidanceScale', "overflow: 'slide'"]],
    ['guidance', { negativePrompt: 'x' }, ['negativePrompt', 'guidanceScale']],
    ['keep', { keep: 3 }, ['keep', "overflow: 'slide'"]],
  ]
  it.each(cases)('%s: %o', (_, options, names) => {
    const message = refused(options)
    for (const name of names) expect(message).toContain(name)
  })

  it('what changes nothing is none', async () => {
    const harmless: GenerateOptions[] = [
      { temperature: 0, topK: 5, topP: 0.5, minP: 0.1, topNSigma: 1, typicalP: 1 },
      { temperature: 0, epsilonCutoff: 0.1, etaCutoff: 0.1 },
      { mirostat: {}, topK: 0, topP: 1, minP: 0, typicalP: 1 },
      { preset: 'greedy', temperature: 1, xtc: {} },
      { guidanceScale: 1, overflow: 'slide' },
    ]
    const idsOf = async (options: GenerateOptions) =>
      (await model.generate('abc', options).result()).ids
    for (const options of harmless) {
      expect(await idsOf({ ...options, maxTokens: 3, minTokens: 3 })).toHaveLength(3)
    }
    const greedy = await idsOf({ temperature: 0, maxTokens: 9 })
    expect(await idsOf({ ...harmless[0], maxTokens: 9 })).toEqual(greedy)
    expect(await idsOf({ ...harmless[1], maxTokens: 9 })).toEqual(greedy)
  })
})
