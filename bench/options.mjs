// The command line of the benchmark, and what it stands for.

import { parseArgs } from 'node:util'
import { types } from './quantize.mjs'

export const engineNames = ['nextoken', 'node-llama-cpp']

// The tensor type of the peer that reads as many bytes a weight, or nearly, as each precision.
const equivalents = { f32: 'F32', bf16: 'BF16', int8: 'Q8_0', int4: 'Q4_0' }

export const usage = `node bench/run.mjs [options]
  --suite single     single: one sequence; serving: many at once, a long prompt among them, known prefixes
  --precision int8   one or more of ${Object.keys(equivalents).join(',')} (int8)
  --threads 1,2      one or more numbers of threads (1,2)
  --rounds 5         how often each engine runs (5)
  --engines a,b      a subset of ${engineNames.join(',')}
  --peer-type F16    the peer's tensor type instead of the equivalent one: ${Object.keys(types).join(', ')}
  --json FILE        also write every run and the summary to a file
  --quick            one round of short runs, to see that everything works`

// Prompts and texts in tokens. `slots`: sequences that an engine must be able to hold.
const suites = {
  single: {
    lengths: {
      promptTokens: 32,
      decodeTokens: 128,
      prefillTokens: 512,
      prefillRepeats: 3,
      slots: 1,
    },
    quick: { promptTokens: 32, decodeTokens: 32, prefillTokens: 128, prefillRepeats: 1, slots: 1 },
  },
  serving: {
    lengths: { promptTokens: 32, decodeTokens: 32, prefillTokens: 512, slots: 32 },
    quick: { promptTokens: 16, decodeTokens: 16, prefillTokens: 128, slots: 32 },
  },
}

export function readOptions(args) {
  const { values: given } = parseArgs({
    args,
    options: {
      suite: { type: 'string', default: 'single' },
      precision: { type: 'string', default: 'int8' },
      threads: { type: 'string', default: '1,2' },
      rounds: { type: 'string' },
      engines: { type: 'string', default: engineNames.join(',') },
      'peer-type': { type: 'string' },
      json: { type: 'string' },
      quick: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const peerType = given['peer-type']
  const suite = oneOf('--suite', given.suite, Object.keys(suites))
  return {
    suite,
    help: given.help,
    json: given.json,
    quick: given.quick,
    rounds: whole('--rounds', given.rounds ?? (given.quick ? '1' : '5')),
    threads: given.threads.split(',').map((text) => whole('--threads', text)),
    engines: given.engines.split(',').map((name) => oneOf('--engines', name, engineNames)),
    precisions: given.precision.split(',').map((name) => ({
      precision: oneOf('--precision', name, Object.keys(equivalents)),
      peerType: peerType ? oneOf('--peer-type', peerType, Object.keys(types)) : equivalents[name],
    })),
    lengths: given.quick ? suites[suite].quick : suites[suite].lengths,
  }
}

function whole(option, text) {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) {
    throw new Error(`${option} takes whole numbers from 1, not "${text}"`)
  }
  return value
}

function oneOf(option, name, allowed) {
  if (!allowed.includes(name)) {
    throw new Error(`${option} takes ${allowed.join(', ')}, not "${name}"`)
  }
  return name
}
