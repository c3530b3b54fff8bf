/** `nextoken bench`: how fast a model runs on this machine, and how near that is to what memory allows. */

import type { Model, ModelConfig, Precision } from '../index.js'
import { memoryRate } from './memory-rate.js'
import { type ModelFlags, withModel } from './model.js'
import type { Output } from './output.js'

/** What commander makes of the command line. */
export interface BenchFlags extends ModelFlags {
  rounds?: number
  json?: boolean
}

const ROUNDS = 3

/** Bytes of a weight, scales included, and of a key or value. */
const bytes: Record<Precision, { weight: number; cached: number }> = {
  f32: { weight: 4, cached: 4 },
  bf16: { weight: 2, cached: 2 },
  int8: { weight: 34 / 32, cached: 2 },
  int4: { weight: 18 / 32, cached: 2 },
}

interface Spread {
  median: number
  min: number
  max: number
}

/** Tokens a second after a prompt of `prompt` tokens, or for the prompt itself. */
interface Speed {
  readonly prompt: number
  readonly tokensPerSecond: Spread
  /** Of what the measured memory allows; only of decoding. */
  readonly share?: number
}

export async function bench(flags: BenchFlags): Promise<void> {
  await withModel(flags, async (model, output, signal) => {
    const loadedMs = performance.now()
    await generate(model, 1, 1, signal)
    const firstTokenMs = performance.now()
    const speeds = await measure(model, flags.rounds ?? ROUNDS, signal)
    const residentBytes = process.memoryUsage.rss()
    signal.throwIfAborted()
    const rate = await memoryRate(model.threads, readBytes(model, 0))
    const withShare = (speed: Speed): Speed => ({
      ...speed,
      share: (speed.tokensPerSecond.median * readBytes(model, speed.prompt)) / rate,
    })
    const result = {
      decode: speeds.decode.map(withShare),
      prefill: speeds.prefill,
      loadedMs,
      firstTokenMs,
      residentBytes,
      memoryBytesPerSecond: rate,
    }
    if (flags.json) await output.write(`${JSON.stringify({ ...facts(model), ...result })}\n`)
    else await print(model, result, output)
  })
}

function facts({ config, precision, threads }: Model) {
  const { instructionSets } = require('../index.js') as typeof import('../index.js')
  return { config, precision, threads, instructionSet: instructionSets().active }
}

/** Bytes that must be read for a token that sees `positions` others: all weights, keys and values. */
function readBytes({ config, precision }: Model, positions: number): number {
  const { layers, embeddingSize: width } = config
  const { weight, cached } = bytes[precision]
  return weights(config) * weight + 2 * layers * width * positions * cached
}

/** Of all matrices; the token embedding is the output head. */
function weights({ layers, embeddingSize: width, innerSize, vocabSize }: ModelConfig): number {
  return layers * (4 * width * width + 2 * width * innerSize) + vocabSize * width
}

/** Near the start and near the end of the context, in turns, so that what slows the machine slows all. */
async function measure(model: Model, rounds: number, signal: AbortSignal) {
  const { contextLength } = model.config
  const tokens = Math.max(2, Math.min(64, contextLength >> 2))
  const starts = [Math.min(32, contextLength >> 2), contextLength - tokens].filter((n) => n > 0)
  const prompts = [Math.min(128, contextLength >> 1), Math.min(512, contextLength - 1)]
  const decode = starts.map((): number[] => [])
  const prefill = prompts.map((): number[] => [])
  for (let round = 0; round < rounds; round++) {
    for (const [i, start] of starts.entries()) {
      const { times } = await generate(model, start, tokens, signal)
      decode[i]!.push(((tokens - 1) * 1000) / (times.at(-1)! - times[0]!))
    }
    for (const [i, length] of prompts.entries()) {
      const { started, times } = await generate(model, length, 1, signal)
      prefill[i]!.push((length * 1000) / (times[0]! - started))
    }
  }
  const speeds = (lengths: number[], rates: number[][]): Speed[] =>
    lengths.map((prompt, i) => ({ prompt, tokensPerSecond: spread(rates[i]!) }))
  return { decode: speeds(starts, decode), prefill: speeds(prompts, prefill) }
}

/** Continues a prompt that no other begins like, greedily, to the last token. */
async function generate(model: Model, length: number, maxTokens: number, signal: AbortSignal) {
  const { vocabSize } = model.config
  const prompt = Int32Array.from({ length }, () => Math.floor(Math.random() * vocabSize))
  const started = performance.now()
  const times: number[] = []
  const options = { maxTokens, minTokens: maxTokens, temperature: 0, speculation: false, signal }
  for await (const _ of model.generate(prompt, options)) times.push(performance.now())
  signal.throwIfAborted()
  return { started, times }
}

function spread(numbers: number[]): Spread {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const median = sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
  return { median, min: sorted[0]!, max: sorted.at(-1)! }
}

interface Result {
  readonly decode: Speed[]
  readonly prefill: Speed[]
  readonly loadedMs: number
  readonly firstTokenMs: number
  readonly residentBytes: number
  readonly memoryBytesPerSecond: number
}

async function print(model: Model, result: Result, output: Output): Promise<void> {
  const { config, precision, threads, instructionSet } = facts(model)
  const { layers, embeddingSize, contextLength } = config
  const speed = ({ tokensPerSecond: { median, min, max }, share }: Speed) => {
    const digits = median < 100 ? 1 : 0
    const range = [min, max].map((n) => n.toFixed(digits)).join('-')
    const wall = share === undefined ? '' : `, ${(100 * share).toFixed(0)}% of what memory allows`
    return `${median.toFixed(digits)} tokens/s (${range})${wall}`
  }
  const megabytes = (readBytes(model, 0) / 1e6).toFixed(1)
  const lines = [
    ['model', `${layers} layers, ${embeddingSize} wide, context ${contextLength}`],
    ['runs as', `${precision}, ${instructionSet}, ${threads} thread${threads === 1 ? '' : 's'}`],
    ...result.decode.map((one) => [`decode at ${one.prompt}`, speed(one)]),
    ...result.prefill.map((one) => [`prompt of ${one.prompt}`, speed(one)]),
    ['first token', `${result.firstTokenMs.toFixed(0)} ms after the start of the process`],
    ['loaded', `${result.loadedMs.toFixed(0)} ms after it`],
    ['memory', `${(result.residentBytes / 2 ** 20).toFixed(0)} MB`],
    [
      'memory reads',
      `${(result.memoryBytesPerSecond / 1e9).toFixed(1)} GB/s; a token needs ${megabytes} MB of weights`,
    ],
  ]
  for (const [name, value] of lines) await output.write(`${name!.padEnd(16)}${value}\n`)
}
