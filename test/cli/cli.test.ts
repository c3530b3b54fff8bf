/** The `nextoken` command as its users meet it: a process with arguments, streams, signals and an exit code. */

import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeSyntheticModel } from '../support/synthetic-model.js'

const root = resolve(__dirname, '..', '..')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string
}
const main = join(root, 'dist', 'cli', 'main.js')
const closing =
  /^\d+ tokens?, (\d+ tokens\/s, )?first token after \d+ ms, int8, \w+, \d+ threads?, (seed \d+|greedy)(, cancelled)?$/m

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nextoken-cli-'))
  const config = { vocab_size: 257, n_positions: 128, n_embd: 32, n_layer: 2, n_head: 2 }
  writeSyntheticModel(join(folder, 'small'), config, { seed: 1, tokenizer: 'bytes' })
  // Slow enough that a signal comes in the middle.
  const long = { vocab_size: 257, n_positions: 8192, n_embd: 256, n_layer: 6, n_head: 4 }
  writeSyntheticModel(join(folder, 'long'), long, { seed: 2, tokenizer: 'bytes' })
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Outcome {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

function start(args: string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, [main, ...args], { env: { ...process.env, ...env } })
}

function outcome(child: ChildProcess): Promise<Outcome> {
  const chunks = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
      chunks[name] += chunk
    })
  }
  return new Promise((done, fail) => {
    child.on('error', fail).on('close', (code, signal) => done({ code, signal, ...chunks }))
  })
}

function run(args: string[], input = '', env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const child = start(args, env)
  // A command that refuses its arguments does not read its input.
  child.stdin?.on('error', () => {})
  child.stdin?.end(input)
  return outcome(child)
}

/** Runs on the small model; it must succeed. */
async function runSmall(args: string[], input = ''): Promise<Outcome> {
  const result = await run(['--model', join(folder, 'small'), '--max-tokens', '12', ...args], input)
  expect(result.stderr).toMatch(/token|^$/)
  expect(result.code).toBe(0)
  return result
}

describe('without a model', () => {
  test('--help shows options, commands and examples', async () => {
    const { code, stdout, stderr } = await run(['--help'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const part of ['--max-tokens', '--seed', 'generate', 'build', 'Examples:']) {
      expect(stdout).toContain(part)
    }
  })

  test('--version is the one of the package', async () => {
    const { code, stdout } = await run(['--version'])
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${version}\n` })
  })

  test('help needs no add-on', async () => {
    const { code } = await run(['--help'], '', { NEXTOKEN_ADDON: '/nowhere.node' })
    expect(code).toBe(0)
  })

  test.each([
    ['--top-k', 'x', "--top-k takes a whole number from 0 on, got 'x'"],
    ['--top-k', '-1', "--top-k takes a whole number from 0 on, got '-1'"],
    ['--max-tokens', '0', "--max-tokens takes a whole number from 1 on, got '0'"],
    ['--max-tokens', '1e3', "--max-tokens takes a whole number from 1 on, got '1e3'"],
    ['--threads', '0', "--threads takes a whole number from 1 to 1024, got '0'"],
    ['--temperature', 'hot', "--temperature takes a number from 0 to 100, got 'hot'"],
    ['--temperature', '', "--temperature takes a number from 0 to 100, got ''"],
    ['--top-p', '0', "--top-p takes a number above 0 and up to 1, got '0'"],
    ['--top-p', '1.01', "--top-p takes a number above 0 and up to 1, got '1.01'"],
    ['--min-p', '-0.1', "--min-p takes a number from 0 to 1, got '-0.1'"],
    ['--typical-p', '0', "--typical-p takes a number above 0 and up to 1, got '0'"],
    ['--repetition-penalty', '0', "--repetition-penalty takes a number from 0.01 to 100, got '0'"],
    ['--presence-penalty', '101', "--presence-penalty takes a number from -100 to 100, got '101'"],
    ['--frequency-penalty', 'x', "--frequency-penalty takes a number from -100 to 100, got 'x'"],
    ['--preset', 'wild', "--preset takes greedy, precise, creative or gpt2-original, got 'wild'"],
    [
      '--seed',
      '18446744073709551616',
      "--seed takes a whole number from 0 to 2^64 - 1, got '18446744073709551616'",
    ],
    ['--precision', 'int2', "--precision takes auto, f32, bf16, int8 or int4, got 'int2'"],
    ['--stop', '', '--stop takes a text that is not empty'],
  ])('%s %j is refused', async (flag, value, sentence) => {
    const { code, stdout, stderr } = await run([flag, value, 'a prompt'])
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: `nextoken: ${sentence}\n`,
    })
  })

  test.each([
    [
      ['--regex', 'a', '--choice', 'b'],
      'give only one of --json-schema, --regex, --choice and --grammar',
    ],
    [['--json-schema', '/nowhere.json'], '--json-schema: /nowhere.json cannot be read: '],
    [['--json-schema', __filename], `--json-schema: ${__filename} is no JSON: `],
    [['--grammar', '/nowhere.gbnf'], '--grammar: /nowhere.gbnf cannot be read: '],
  ])('%j is refused', async (flags, sentence) => {
    const { code, stderr } = await run([...flags, 'a prompt'])
    expect(code).toBe(2)
    expect(stderr.startsWith(`nextoken: ${sentence}`), stderr).toBe(true)
  })

  test('an unknown option is named', async () => {
    const { code, stderr } = await run(['--topk', '3', 'a prompt'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/^nextoken: unknown option '--topk'/)
  })

  test('a second prompt is refused', async () => {
    const { code, stderr } = await run(['a', 'b'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/^nextoken: too many arguments/)
  })

  test('a model that is not there: one sentence, and the stack only for debugging', async () => {
    const args = ['--model', join(folder, 'missing'), 'a prompt']
    const plain = await run(args)
    expect({ code: plain.code, stdout: plain.stdout }).toEqual({ code: 1, stdout: '' })
    expect(plain.stderr).toMatch(/^nextoken: [^\n]*missing[^\n]*\n$/)
    const debug = await run(args, '', { NEXTOKEN_DEBUG: '1' })
    expect(debug.stderr).toMatch(/\n\s+at /)
  })
})

describe('text', () => {
  test('the prompt comes first, then its continuation; numbers go to stderr', async () => {
    const { stdout, stderr } = await runSmall(['--seed', '5', 'Once'])
    expect(stdout).toMatch(/^Once/)
    expect(stdout.length).toBeGreaterThan('Once\n'.length)
    expect(stdout.endsWith('\n')).toBe(true)
    expect(stderr).toMatch(closing)
    expect(stderr).toContain('seed 5')
    const bare = await runSmall(['--seed', '5', '--no-echo', 'Once'])
    expect(`Once${bare.stdout}`).toBe(stdout)
  })

  test('a piped prompt is the same as an argument', async () => {
    const flags = ['--seed', '5']
    const { stdout } = await runSmall([...flags, 'Once'])
    expect((await runSmall(flags, 'Once\n')).stdout).toBe(stdout)
    expect((await runSmall([...flags, '-'], 'Once')).stdout).toBe(stdout)
    const generate = ['generate', '--model', join(folder, 'small'), '--max-tokens', '12']
    expect((await run([...generate, ...flags, 'Once'])).stdout).toBe(stdout)
  })

  test('no prompt: the model begins by itself', async () => {
    const { stderr } = await runSmall(['--seed', '5'])
    expect(stderr).toMatch(closing)
  })

  test('the seed that is shown gives the text again', async () => {
    const { stdout, stderr } = await runSmall(['Once'])
    const seed = /seed (\d+)/.exec(stderr)![1]!
    expect((await runSmall(['--seed', seed, 'Once'])).stdout).toBe(stdout)
  })

  test('temperature 0 is greedy', async () => {
    const { stdout, stderr } = await runSmall(['--temperature', '0', 'Once'])
    expect(stderr).toContain('greedy')
    expect((await runSmall(['--temperature', '0', 'Once'])).stdout).toBe(stdout)
    const preset = await runSmall(['--preset', 'greedy', 'Once'])
    expect(preset.stdout).toBe(stdout)
    expect(preset.stderr).toContain('greedy')
  })

  test.each([
    ['--min-p', '0.5'],
    ['--typical-p', '0.1'],
    ['--repetition-penalty', '50'],
    ['--presence-penalty', '50'],
    ['--frequency-penalty', '-50'],
    ['--preset', 'precise'],
  ])('%s %s changes what is drawn', async (flag, value) => {
    const { stdout } = await runSmall(['--seed', '5', 'Once'])
    expect((await runSmall(['--seed', '5', flag, value, 'Once'])).stdout).not.toBe(stdout)
  })
})

test('--json: every line an object, the last one the result', async () => {
  const { stdout } = await runSmall(['--json', '--seed', '5', 'Once'])
  const lines = stdout.trimEnd().split('\n')
  const objects = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  const result = objects.pop()!
  expect(result).toMatchObject({ seed: 5, usage: { promptTokens: 4 } })
  expect(objects.map(({ id }) => id)).toEqual(result.ids)
  expect(objects.map(({ text }) => text).join('')).toBe(result.text)
  for (const token of objects) expect(token.logprob).toBeLessThanOrEqual(0)
})

test('text is written in the format that is asked for', async () => {
  const schema = join(folder, 'schema.json')
  writeFileSync(schema, '{"type":"array","items":{"type":"boolean"},"maxItems":1}')
  const grammar = join(folder, 'grammar.gbnf')
  writeFileSync(grammar, 'root ::= "<" [a-z]{3} ">"')
  const text = async (...flags: string[]) =>
    (await runSmall(['--no-echo', ...flags, 'Hello'])).stdout.trimEnd()
  const list = JSON.parse(await text('--json-schema', schema)) as unknown
  expect(list).toEqual(expect.any(Array))
  expect(await text('--regex', '[xyz]{4}')).toMatch(/^[xyz]{4}$/)
  expect(await text('--choice', 'one', '--choice', 'two')).toMatch(/^(one|two)$/)
  expect(await text('--grammar', grammar)).toMatch(/^<[a-z]{3}>$/)
})

describe('a long generation', () => {
  const long = () => ['--model', join(folder, 'long'), '--max-tokens', '8000', 'Once']

  /** Resolves when the first text is out. */
  function streaming(child: ChildProcess): Promise<void> {
    return new Promise((done, fail) => {
      child.stdout?.once('data', () => done())
      child.once('close', () => fail(new Error('it ended before it printed anything')))
    })
  }

  test.skipIf(process.platform === 'win32')(
    'Ctrl-C stops it and the closing line comes',
    async () => {
      const child = start(long())
      const ended = outcome(child)
      await streaming(child)
      child.kill('SIGINT')
      const { code, stderr } = await ended
      expect(code).toBe(130)
      expect(stderr).toMatch(/cancelled$/m)
    },
  )

  test.skipIf(process.platform === 'win32')('a reader who leaves ends it quietly', async () => {
    const child = start(long())
    let stderr = ''
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk
    })
    const ended = new Promise((done) => child.on('close', done))
    await streaming(child)
    child.stdout?.destroy()
    expect(await ended).toBe(0)
    expect(stderr).toBe('')
  })
})

const models = join(root, 'models')
const hasEmbeddedModel =
  existsSync(models) &&
  readdirSync(models, { recursive: true }).some((name) => String(name).endsWith('.safetensors'))
test.skipIf(!hasEmbeddedModel)('the embedded model is the default', async () => {
  const { code, stdout } = await run(['--max-tokens', '8', 'Once upon a time'])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^Once upon a time/)
})

describe('looking into the model', () => {
  const small = () => ['--model', join(folder, 'small'), '--precision', 'f32']

  test('next lists tokens, the likeliest first', async () => {
    const { code, stdout } = await run(['next', ...small(), '--top', '3', 'Hallo'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^(\s*\d+\.\d{4}% {2}".*" {2}\d+\n){3}$/)
    const json = await run(['next', ...small(), '--json', '-'], 'Hallo\n')
    const tokens = json.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(tokens).toHaveLength(10)
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => Number(line.split('  ').at(-1))),
    ).toEqual(tokens.slice(0, 3).map(({ id }) => id))
    const probabilities = tokens.map(({ probability }) => probability)
    expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a))
  })

  test('score tells the log-probability of each token, and the totals', async () => {
    const { code, stdout } = await run(['score', ...small(), 'Hallo'])
    expect(code).toBe(0)
    const lines = stdout.trim().split('\n')
    expect(lines).toHaveLength(6)
    const json = JSON.parse((await run(['score', ...small(), '--json'], 'Hallo\n')).stdout)
    expect(json.ids).toHaveLength(5)
    expect(lines.at(-1)).toBe(
      `5 tokens, log-probability ${json.totalLogprob.toFixed(4)}, perplexity ${json.perplexity.toFixed(4)}`,
    )
    const totals = await run(['score', ...small(), '--no-tokens', 'Hallo'])
    expect(totals.stdout).toBe(`${lines.at(-1)}\n`)
    const long = await run(['score', ...small(), '--stride', '50', '--no-tokens'], 'x'.repeat(500))
    expect(long.stdout).toMatch(/^500 tokens, /)
  })

  test('refuses what makes no sense', async () => {
    for (const [args, message] of [
      [['score', ''], /score needs a text/],
      [['next', '--top', '0', 'a'], /--top takes a whole number from 1 on, got '0'/],
      [['score', '--stride', 'x', 'a'], /--stride takes a whole number/],
    ] as const) {
      const { code, stderr } = await run([...args])
      expect(code).toBe(2)
      expect(stderr).toMatch(message)
    }
    const { code, stderr } = await run(['score', ...small(), '--stride', '128', 'a'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/stride must be an integer from 1 to 127, got 128/)
  })
})

describe('measuring', () => {
  test('bench says how fast the model is, and what share of the memory that takes', async () => {
    const flags = ['--model', join(folder, 'small'), '--threads', '1', '--rounds', '2']
    const { code, stdout } = await run(['bench', ...flags, '--json'])
    expect(code).toBe(0)
    const result = JSON.parse(stdout)
    expect(result).toMatchObject({ precision: 'int8', threads: 1, config: { contextLength: 128 } })
    expect(result.loadedMs).toBeGreaterThan(0)
    expect(result.firstTokenMs).toBeGreaterThan(result.loadedMs)
    expect(result.residentBytes).toBeGreaterThan(2 ** 20)
    // A token reads 2 blocks of 12 x 32 x 32 weights and 257 rows of 32, and 2 blocks of 2-byte keys and values.
    const matrices = ((2 * 12 * 32 * 32 + 257 * 32) * 34) / 32
    expect(result.decode.map(({ prompt }: { prompt: number }) => prompt)).toEqual([32, 96])
    expect(result.prefill.map(({ prompt }: { prompt: number }) => prompt)).toEqual([64, 127])
    for (const { prompt, tokensPerSecond, share } of result.decode) {
      const bytes = matrices + 2 * 2 * 32 * prompt * 2
      expect(share).toBeCloseTo((tokensPerSecond.median * bytes) / result.memoryBytesPerSecond, 10)
    }
    for (const { tokensPerSecond } of [...result.decode, ...result.prefill]) {
      const { median, min, max } = tokensPerSecond
      expect(min).toBeGreaterThan(0)
      expect(median).toBeCloseTo((min + max) / 2, 6)
    }
    const plain = await run(['bench', ...flags])
    expect(plain.stdout).toMatch(/^decode at 96 +[\d.]+ tokens\/s \([\d.]+-[\d.]+\), \d+% of/m)
    expect(plain.stdout).toMatch(/^runs as +int8, \w+, 1 thread$/m)
  })

  test.skipIf(process.platform === 'win32')('Ctrl-C ends it', async () => {
    const child = start(['bench', '--model', join(folder, 'long'), '--rounds', '1000'])
    const ended = outcome(child)
    setTimeout(() => child.kill('SIGINT'), 1500)
    expect(await ended).toMatchObject({ code: 130, stdout: '', stderr: '' })
  })

  test('bench refuses what makes no sense', async () => {
    const { code, stderr } = await run(['bench', '--rounds', '0'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/--rounds takes a whole number from 1 to 1000, got '0'/)
  })
})
