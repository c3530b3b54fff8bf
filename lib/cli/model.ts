/** What the commands that use a model share: its loading, Ctrl-C, and the prompt from a pipe. */

import { fstatSync } from 'node:fs'
import type { Model, Precision } from '../index.js'
import { Output } from './output.js'

export interface ModelFlags {
  model?: string
  precision?: 'auto' | Precision
  threads?: number
  draft?: string
}

/** Loads the model and runs `body`, whose `signal` aborts at Ctrl-C or when nobody reads the output. */
export async function withModel(
  { model: source, precision, threads, draft }: ModelFlags,
  body: (model: Model, output: Output, signal: AbortSignal) => Promise<void>,
): Promise<void> {
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
    await using model = await loadModel(source, {
      signal,
      ...(precision !== undefined && { precision }),
      ...(threads !== undefined && { threads }),
      ...(draft !== undefined && { draft }),
    })
    await body(model, output, signal)
  } catch (error) {
    const ended = error === signal.reason || isAborted(error)
    if (!signal.aborted || !ended) throw error
  } finally {
    process.removeListener('SIGINT', interrupt)
  }
  if (interrupted) process.exitCode = 130
}

function isAborted(error: unknown): boolean {
  return (error as { code?: string }).code === 'ERR_NEXTOKEN_ABORTED'
}

/** The prompt that was typed, or what is piped in where there is none or `-`. */
export async function promptOf(argument: string | undefined): Promise<string> {
  return argument === undefined || argument === '-' ? await readPrompt(argument) : argument
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
