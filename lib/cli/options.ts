/** The options of the commands: their names, their help and the strict reading of their values. */

import { type Command, Option } from 'commander'

/** What was typed makes no sense; the exit code is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

const MAX_INT32 = 2 ** 31 - 1
const MAX_SEED = 2n ** 64n - 1n

/** Reads a whole number from `least` to `most`. */
function whole(flag: string, least: number, most: number): (text: string) => number {
  const range = most === MAX_INT32 ? `from ${least} on` : `from ${least} to ${most}`
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
    if (!(value >= least && value <= most)) {
      throw new UsageError(`${flag} takes a whole number ${range}, got '${text}'`)
    }
    return value
  }
}

/** Reads a decimal number that `fits`. */
function decimal(
  flag: string,
  range: string,
  fits: (value: number) => boolean,
): (text: string) => number {
  return (text) => {
    const value = /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN
    if (!fits(value)) throw new UsageError(`${flag} takes a number ${range}, got '${text}'`)
    return value
  }
}

function seed(text: string): bigint {
  const value = /^\d{1,20}$/.test(text) ? BigInt(text) : -1n
  if (value < 0n || value > MAX_SEED) {
    throw new UsageError(`--seed takes a whole number from 0 to 2^64 - 1, got '${text}'`)
  }
  return value
}

function precision(text: string): string {
  if (!['auto', 'f32', 'bf16', 'int8', 'int4'].includes(text)) {
    throw new UsageError(`--precision takes auto, f32, bf16, int8 or int4, got '${text}'`)
  }
  return text
}

function preset(text: string): string {
  if (!['greedy', 'precise', 'creative', 'gpt2-original'].includes(text)) {
    throw new UsageError(`--preset takes greedy, precise, creative or gpt2-original, got '${text}'`)
  }
  return text
}

function stop(text: string, earlier: string[] = []): string[] {
  if (text === '') throw new UsageError('--stop takes a text that is not empty')
  return [...earlier, text]
}

function choice(text: string, earlier: string[] = []): string[] {
  return [...earlier, text]
}

/** Any text, as the last of several. */
function given(text: string): string {
  return text
}

function folder(flag: string): (text: string) => string {
  return (text) => {
    if (text === '') throw new UsageError(`${flag} takes a folder, got an empty name`)
    return text
  }
}

type Add = <T>(flags: string, help: string, read: (text: string, earlier: T) => T) => void

function adder(command: Command): Add {
  return (flags, help, read) => command.addOption(new Option(flags, help).argParser(read))
}

function addModel(add: Add): void {
  add(
    '-m, --model <folder>',
    'a Hugging Face GPT-2 folder (default: the embedded model)',
    folder('--model'),
  )
}

function addMachine(add: Add): void {
  add('--precision <p>', 'auto (int8), f32, bf16, int8 or int4', precision)
  add('--threads <n>', 'threads that compute', whole('--threads', 1, 1024))
}

export function addNextOptions(command: Command): void {
  const add = adder(command)
  addModel(add)
  add('-k, --top <n>', 'how many tokens (default: 10)', whole('--top', 1, MAX_INT32))
  addMachine(add)
  command.option('--json', 'one JSON object a token, one a line')
}

export function addScoreOptions(command: Command): void {
  const add = adder(command)
  addModel(add)
  add(
    '--stride <n>',
    'how far the window moves on in long texts (default: half the context)',
    whole('--stride', 1, MAX_INT32),
  )
  addMachine(add)
  command.option('--json', 'one JSON object with the ids and their log-probabilities')
  command.option('--no-tokens', 'only the totals')
}

export function addBenchOptions(command: Command): void {
  const add = adder(command)
  addModel(add)
  add('-r, --rounds <n>', 'how often each is measured (default: 3)', whole('--rounds', 1, 1000))
  addMachine(add)
  command.option('--json', 'one JSON object')
}

export function addGenerateOptions(command: Command): void {
  const add = adder(command)
  addModel(add)
  add('-n, --max-tokens <n>', 'new tokens at most', whole('--max-tokens', 1, MAX_INT32))
  add(
    '-t, --temperature <t>',
    '0 takes the likeliest token; the larger, the more varied',
    decimal('--temperature', 'from 0 to 100', (value) => value >= 0 && value <= 100),
  )
  add('--top-k <k>', 'draw among the k likeliest tokens; 0: all', whole('--top-k', 0, MAX_INT32))
  add(
    '--top-p <p>',
    'draw among the fewest tokens that reach this probability',
    decimal('--top-p', 'above 0 and up to 1', (value) => value > 0 && value <= 1),
  )
  add(
    '--min-p <p>',
    'drop tokens less likely than this times the likeliest',
    decimal('--min-p', 'from 0 to 1', (value) => value >= 0 && value <= 1),
  )
  add(
    '--typical-p <p>',
    'locally typical sampling: keep this probability',
    decimal('--typical-p', 'above 0 and up to 1', (value) => value > 0 && value <= 1),
  )
  add(
    '--repetition-penalty <x>',
    'above 1: what occurred in prompt or text becomes less likely',
    decimal('--repetition-penalty', 'from 0.01 to 100', (value) => value >= 0.01 && value <= 100),
  )
  const penalty = (flag: string) =>
    decimal(flag, 'from -100 to 100', (value) => value >= -100 && value <= 100)
  add(
    '--presence-penalty <x>',
    'taken off the logit of what was generated already',
    penalty('--presence-penalty'),
  )
  add(
    '--frequency-penalty <x>',
    'the same for every time that it was generated',
    penalty('--frequency-penalty'),
  )
  add('--preset <name>', 'greedy, precise, creative or gpt2-original; other options win', preset)
  add('-s, --seed <n>', 'the same seed gives the same text', seed)
  add('--stop <text>', 'end before this text; may be given several times', stop)
  add('--json-schema <file>', 'write JSON that fits this schema', given)
  add('--regex <expression>', 'write what matches this regular expression', given)
  add('--choice <text>', 'write one of these texts; given once for each', choice)
  add('--grammar <file>', 'write what matches this grammar (GBNF)', given)
  addMachine(add)
  add(
    '--draft <folder>',
    'a smaller model of the same vocabulary that proposes tokens: the same text, sooner',
    folder('--draft'),
  )
  command.option('--json', 'one JSON object a token, then one with the result, one a line')
  command.option('--no-echo', 'do not print the prompt before its continuation')
}
