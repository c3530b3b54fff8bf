/** `nextoken generate`: loads a model and streams the continuation of a prompt to stdout. */

import { fstatSync } from 'node:fs'
import type {
  GenerateOptions,
  GenerationResult,
  Model,
  Precision,
  SamplingPreset,
} from '../index.js'
import { Output } from './output.js'

/** What commander makes of the command line. */
export interface GenerateFlags {
  model?: string
  maxTokens?: number
  temperature?: number
  topK?: number
  topP?: number
  minP?: number
  typicalP?: number
  repetitionPenalty?: number
  presencePenalty?: number
  frequencyPenalty?: number
  preset?: SamplingPreset
  seed?: bigint
  stop?: string[]
  precision?: 'auto' | Precision
  threads?: number
  json?: boolean
  echo: boolean
}

export async function generate(argument: string | undefined, flags: GenerateFlags): Promise<void> {
  const prompt = argument === undefined || argument === '-' ? await readPrompt(argument) : argument
  // The library, and with it the add-on, is loaded only here: help and version do not need it.
  const { loadModel } = require('../index.js') as typeof import('../index.js')

  const controller = new AbortController()
  const { signal } = controller
  const output = new Output(() => controller.abort())
  let interrupted = false
  const interrupt = () => {
    interrupted = true
    controller.abort()
  }
  // Once: a second Ctrl-C has its usual effect.
  process.once('SIGINT', interrupt)
  try {
    const { precision, threads } = flags
    await using model = await loadModel(flags.model, {
      signal,
      ...(precision !== undefined && { precision }),
      ...(threads !== undefined && { threads }),
    })
    await stream(model, prompt, flags, output, signal)
  } catch (error) {
    if (!signal.aborted || (error as { code?: string }).code !== 'ERR_NEXTOKEN_ABORTED') throw error
  } finally {
    process.removeListener('SIGINT', interrupt)
  }
  if (interrupted) process.exitCode = 130
}

async function stream(
  model: Model,
  prompt: string,
  flags: GenerateFlags,
  output: Output,
  signal: AbortSignal,
): Promise<void> {
  const generation = model.generate(prompt, samplingOptions(flags, signal))
  if (!flags.json && flags.echo) await output.write(prompt)
  for await (const { id, text, logprob } of generation) {
    await output.write(flags.json ? `${JSON.stringify({ id, text, logprob })}\n` : text)
  }
  const result = await generation.result()
  if (flags.json) {
    await output.write(`${JSON.stringify({ ...result, seed: jsonSeed(result.seed) })}\n`)
  } else {
    await output.write('\n')
  }
  if (!output.closed) console.error(closingLine(model, result, flags))
}

function samplingOptions(flags: GenerateFlags, signal: AbortSignal): GenerateOptions {
  const notOfSampling = ['model', 'precision', 'threads', 'json', 'echo']
  const given = Object.entries(flags).filter(
    ([name, value]) => value !== undefined && !notOfSampling.includes(name),
  )
  return { ...Object.fromEntries(given), signal }
}

/** A number where JSON can hold it exactly. */
function jsonSeed(seed: bigint): number | string {
  return seed <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(seed) : seed.toString()
}

function closingLine(model: Model, result: GenerationResult, flags: GenerateFlags): string {
  const { instructionSets } = require('../index.js') as typeof import('../index.js')
  const { usage, timings, finishReason } = result
  const tokens = usage.completionTokens
  const { temperature, preset } = flags
  const greedy =
    temperature === undefined
      ? preset === undefined
        ? model.generationDefaults.temperature === 0
        : preset === 'greedy'
      : temperature === 0
  const parts = [`${tokens} token${tokens === 1 ? '' : 's'}`]
  if (timings.tokensPerSecond > 0) parts.push(`${timings.tokensPerSecond.toFixed(0)} tokens/s`)
  if (tokens > 0) parts.push(`first token after ${timings.firstTokenMs.toFixed(0)} ms`)
  parts.push(model.precision, instructionSets().active)
  parts.push(`${model.threads} thread${model.threads === 1 ? '' : 's'}`)
  parts.push(greedy ? 'greedy' : `seed ${result.seed}`)
  if (finishReason === 'cancelled') parts.push('cancelled')
  return parts.join(', ')
}

/** What is piped in, without its last line break; without a pipe there is no prompt. */
async function readPrompt(argument: string | undefined): Promise<string> {
  if (argument === undefined && !isPiped()) return ''
  const { text } = require('node:stream/consumers') as typeof import('node:stream/consumers')
  return (await text(process.stdin)).replace(/\r?\n$/, '')
}

/** A terminal or a device (`/dev/null`) gives no prompt. */
function isPiped(): boolean {
  if (process.stdin.isTTY) return false
  try {
    const stat = fstatSync(0)
    return stat.isFIFO() || stat.isFile() || stat.isSocket()
  } catch {
    return false
  }
}
