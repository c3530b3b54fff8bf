/** `nextoken generate`: loads a model and streams the continuation of a prompt to stdout. */

import { readFile } from 'node:fs/promises'
import type { Format, GenerateOptions, GenerationResult, Model, SamplingPreset } from '../index.js'
import { type ModelFlags, promptOf, withModel } from './model.js'
import { UsageError } from './options.js'
import type { Output } from './output.js'

/** What commander makes of the command line. */
export interface GenerateFlags extends ModelFlags {
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
  jsonSchema?: string
  regex?: string
  choice?: string[]
  grammar?: string
  json?: boolean
  echo: boolean
}

export async function generate(argument: string | undefined, flags: GenerateFlags): Promise<void> {
  const prompt = await promptOf(argument)
  const format = await formatOf(flags)
  await withModel(flags, async (model, output, signal) => {
    const options = { ...samplingOptions(flags, signal), ...(format !== undefined && { format }) }
    await stream(model, prompt, options, flags, output)
  })
}

async function stream(
  model: Model,
  prompt: string,
  options: GenerateOptions,
  flags: GenerateFlags,
  output: Output,
): Promise<void> {
  const generation = model.generate(prompt, options)
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

const formatFlags = ['jsonSchema', 'regex', 'choice', 'grammar'] as const

async function formatOf(flags: GenerateFlags): Promise<Format | undefined> {
  const given = formatFlags.filter((name) => flags[name] !== undefined)
  if (given.length > 1) {
    throw new UsageError('give only one of --json-schema, --regex, --choice and --grammar')
  }
  const { jsonSchema, regex, choice, grammar } = flags
  if (jsonSchema !== undefined) return { json: await readSchema(jsonSchema) }
  if (regex !== undefined) return { regex }
  if (choice !== undefined) return { choices: choice }
  if (grammar !== undefined) return { grammar: await readText('--grammar', grammar) }
  return undefined
}

async function readSchema(file: string): Promise<object | boolean> {
  const text = await readText('--json-schema', file)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError(`--json-schema: ${file} is no JSON: ${(error as Error).message}`)
  }
}

async function readText(flag: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new UsageError(`${flag}: ${file} cannot be read: ${(error as Error).message}`)
  }
}

function samplingOptions(flags: GenerateFlags, signal: AbortSignal): GenerateOptions {
  const notOfSampling = ['model', 'precision', 'threads', 'draft', 'json', 'echo', ...formatFlags]
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
