// What the options of sampling cost, as a share of a decode step of GPT-2 124M: `node bench/sampling.mjs --help`.

import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { engines } from './engines.mjs'
import { median } from './median.mjs'
import { prompt, shapes } from './model.mjs'
import { dataFolder, projectEntry, projectFolder } from './paths.mjs'

const usage = `node bench/sampling.mjs [options]
  --precision int8   one or more of f32,bf16,int8,int4 (int8)
  --threads 1,2      one or more numbers of threads (1,2)
  --rounds 5         how often all is measured (5)
  --quick            one short round, to see that everything works`

const say = (text) => process.stderr.write(`${text}\n`)

async function main() {
  const { values: given } = parseArgs({
    options: {
      precision: { type: 'string', default: 'int8' },
      threads: { type: 'string', default: '1,2' },
      rounds: { type: 'string' },
      quick: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (given.help) return console.log(usage)
  if (!existsSync(projectEntry)) throw new Error('nextoken is not built: npm run build')
  const options = {
    precisions: given.precision.split(','),
    threads: given.threads.split(',').map(Number),
    rounds: Number(given.rounds ?? (given.quick ? 1 : 5)),
    ...(given.quick
      ? { decodeTokens: 16, samplerRepeats: 1 }
      : { decodeTokens: 64, samplerRepeats: 5 }),
  }
  const { model } = engines.nextoken.files({ name: 'gpt2', shape: shapes.gpt2 }, 'f32', say)
  console.log(samplingTable(options, await measureSampling(options, model)))
}

// Each round times the steps, then the sampler: what slows the machine for a while falls on both.
async function measureSampling(options, folder) {
  const { precisions, threads, rounds, decodeTokens, samplerRepeats } = options
  const program = buildProgram()
  const { loadModel } = await import(pathToFileURL(projectEntry).href)
  const steps = []
  for (const precision of precisions) {
    for (const count of threads) steps.push({ precision, threads: count, milliseconds: [] })
  }
  const costs = new Map()
  let kernels = ''
  for (let round = 1; round <= rounds; round++) {
    say(`round ${round} of ${rounds}`)
    for (const step of steps) {
      const { precision, threads } = step
      const model = await loadModel(folder, { precision, threads })
      // The first tokens of a model bring its weights into memory.
      await millisecondsPerStep(model, 4)
      step.milliseconds.push(await millisecondsPerStep(model, decodeTokens))
      await model.dispose()
    }
    const measured = JSON.parse(
      execFileSync(program, [String(samplerRepeats)], { encoding: 'utf8' }),
    )
    kernels = measured.kernels
    for (const { name, microseconds } of measured.options) {
      costs.set(name, [...(costs.get(name) ?? []), microseconds])
    }
  }
  return {
    kernels,
    steps: steps.map((step) => ({ ...step, milliseconds: median(step.milliseconds) })),
    options: [...costs].map(([name, values]) => ({ name, microseconds: median(values) })),
  }
}

// CMake builds it from the sources that the add-on is built from.
function buildProgram() {
  const folder = join(dataFolder, 'sampling')
  say('building bench/sampling.cc with CMake')
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'] }
  execFileSync('cmake', ['-S', projectFolder, '-B', folder, '-DNEXTOKEN_BENCH=ON'], quiet)
  const build = ['--build', folder, '--target', 'sampling-bench', '--config', 'Release', '-j', '2']
  execFileSync('cmake', build, quiet)
  return join(folder, 'sampling-bench')
}

// Greedy, from the first token to the last, nothing looked up.
async function millisecondsPerStep(model, tokens) {
  const options = { maxTokens: tokens + 1, temperature: 0, speculation: false }
  const times = []
  for await (const _ of model.generate(prompt(shapes.gpt2, 'sampling', 32), options))
    times.push(performance.now())
  return (times.at(-1) - times[0]) / (times.length - 1)
}

function samplingTable({ rounds }, { kernels, steps, options }) {
  const header = [
    '',
    'microseconds',
    ...steps.map((s) => `% of ${s.precision}, threads ${s.threads}`),
  ]
  const rows = options.map(({ name, microseconds }) => [
    name,
    microseconds.toFixed(0),
    ...steps.map(({ milliseconds }) => (microseconds / (10 * milliseconds)).toFixed(2)),
  ])
  const widths = header.map((_, i) => Math.max(...[header, ...rows].map((row) => row[i].length)))
  const line = (cells) => `| ${cells.map((cell, i) => cell.padEnd(widths[i])).join(' | ')} |`
  return [
    `${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}, kernels ${kernels}`,
    `GPT-2 124M; the sampler's time for a token as a share of a decode step of one sequence; ${rounds} rounds, medians`,
    ...steps.map(
      (s) => `a step, ${s.precision}, threads ${s.threads}: ${s.milliseconds.toFixed(2)} ms`,
    ),
    '',
    line(header),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map(line),
  ].join('\n')
}

try {
  await main()
} catch (error) {
  say(error.message)
  process.exitCode = 1
}
