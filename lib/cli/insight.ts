/** `nextoken next` and `nextoken score`: what may come next, and how likely a text is. */

import { type ModelFlags, promptOf, withModel } from './model.js'
import { UsageError } from './options.js'

/** What commander makes of the command line. */
export interface NextFlags extends ModelFlags {
  top?: number
  json?: boolean
}

export async function next(argument: string | undefined, flags: NextFlags): Promise<void> {
  const prompt = await promptOf(argument)
  await withModel(flags, async (model, output, signal) => {
    const { top } = flags
    const tokens = await model.next(prompt, { signal, ...(top !== undefined && { top }) })
    for (const token of tokens) {
      const { id, text, probability } = token
      const percent = (100 * probability).toFixed(4).padStart(8)
      await output.write(
        flags.json ? `${JSON.stringify(token)}\n` : `${percent}%  ${shown(text)}  ${id}\n`,
      )
    }
  })
}

export interface ScoreFlags extends ModelFlags {
  stride?: number
  json?: boolean
  tokens: boolean
}

export async function score(argument: string | undefined, flags: ScoreFlags): Promise<void> {
  const text = await promptOf(argument)
  if (text === '') throw new UsageError('score needs a text')
  await withModel(flags, async (model, output, signal) => {
    const { stride } = flags
    const result = await model.score(text, { signal, ...(stride !== undefined && { stride }) })
    const { ids, logprobs, totalLogprob, perplexity } = result
    if (flags.json) {
      // What is not scored is NaN, which JSON writes as null.
      const lists = flags.tokens && { ids: Array.from(ids), logprobs: Array.from(logprobs) }
      await output.write(`${JSON.stringify({ ...lists, totalLogprob, perplexity })}\n`)
      return
    }
    for (const [at, id] of flags.tokens ? ids.entries() : []) {
      const logprob = logprobs[at]!.toFixed(4).padStart(10)
      await output.write(`${logprob}  ${shown(model.tokenizer.tokenText(id))}  ${id}\n`)
    }
    const count = `${ids.length} token${ids.length === 1 ? '' : 's'}`
    await output.write(
      `${count}, log-probability ${totalLogprob.toFixed(4)}, perplexity ${perplexity.toFixed(4)}\n`,
    )
  })
}

/** In quotes, so that spaces and line breaks are seen. */
function shown(text: string): string {
  return JSON.stringify(text)
}
