// The command line of the benchmark, and what it stands for.

import { parseArgs } from 'node:util'
import { engineNames, engines } from './engines.mjs'
import { shapes } from './model.mjs'
import { lengths } from './plan.mjs'
import { types } from './quantize.mjs'

const precisions = Object.keys(engines.nextoken.types)

export const usage = `node bench/run.mjs [options]
  --suite speed      speed: decode, prefill, loading, memory, sequences together; serving: sequences that come
                     at any time, a long prompt among them, known prefixes
  --shape gpt2       ${Object.entries(shapes)
    .map(([name, { title }]) => `${name}: ${title}`)
    .join(', ')}
  --precision int8   one or more of ${precisions.join(',')} (int8)
  --threads 1,2      one or more numbers of threads (1,2)
  --rounds 5         how often each engine runs (5)
  --engines a,b      a subset of ${engineNames.join(',')}
  --peer-type F16    another type of GGUF than the equivalent one: ${Object.keys(types).join(', ')}
  --json FILE        also write every run and the summary to a file
  --quick            one round of short runs, to see that everything works`

export function readOptions(args) {
  const { values: given } = parseArgs({
    args,
    options: {
      suite: { type: 'string', default: 'speed' },
      shape: { type: 'string', default: 'gpt2' },
      precision: { type: 'string', default: 'int8' },
      threads: { type: 'string', default: '1,2' },
      rounds: { type: 'string' },
      engines: { type: 'string' },
      'peer-type': { type: 'string' },
      json: { type: 'string' },
      quick: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const peerType = given['peer-type']
  if (peerType !== undefined) oneOf('--peer-type', peerType, Object.keys(types))
  const suite = oneOf('--suite', given.suite, ['speed', 'serving'])
  const capable = engineNames.filter((name) => suite === 'speed' || engines[name].serves)
  const chosen = given.engines?.split(',') ?? capable
  return {
    suite,
    shape: oneOf('--shape', given.shape, Object.keys(shapes)),
    help: given.help,
    json: given.json,
    quick: given.quick,
    rounds: whole('--rounds', given.rounds ?? (given.quick ? '1' : '5')),
    threads: given.threads.split(',').map((text) => whole('--threads', text)),
    engines: chosen.map((name) => oneOf('--engines', name, capable)),
    precisions: given.precision.split(',').map((name) => oneOf('--precision', name, precisions)),
    peerType,
    sizes: given.quick ? lengths.quick : lengths.full,
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
