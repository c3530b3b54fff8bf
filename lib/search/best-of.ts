/** `model.bestOf`: several sampled texts, of which the likeliest win. */

import { abortedError } from '../engine-channel.js'
import type { Generation, GenerationResult } from '../generation.js'
import { checkInteger, checkKnownKeys, checkOneOf, invalidArgument } from '../options.js'
import type { TextOrIds } from '../readout.js'
import { type GenerateOptions, generateOptionNames, MAX_SEED } from '../sampling.js'
import type { SearchableModel } from './options.js'

/** Options of `model.bestOf`: how the texts are sampled, as for `generate`, and which of them win. */
export interface BestOfOptions extends Omit<GenerateOptions, 'echo' | 'topLogprobs'> {
  /** How many texts are sampled, 1 to 256. Default: 4. */
  samples?: number
  /** How many of the best are wanted, 1 to `samples`. Default: 1. */
  n?: number
  /**
   * What the order goes by: `mean`, the log-probability of a token on average, or `sum`, that of the whole text,
   * which favours short ones. Default: `mean`.
   */
  by?: 'mean' | 'sum'
  /** Of the first text; those that follow have the next ones. Default: random. */
  seed?: number | bigint
  /** Aborting rejects with `ERR_NEXTOKEN_ABORTED`; what runs for it ends at the next step. */
  signal?: AbortSignal
}

/** A sampled text. By its `seed`, `generate` gives it again. */
export interface SampledText extends GenerationResult {
  /**
   * What the order goes by: natural logarithms of probabilities under the model, before any sampling option. What
   * ended the text, a stop id or a stop string, counts as well.
   */
  readonly score: number
}

const MOST_SAMPLES = 256
const ownNames = ['samples', 'n', 'by'] as const
const notTaken: readonly (keyof GenerateOptions)[] = ['echo', 'topLogprobs']

export async function bestOf(
  model: SearchableModel,
  prompt: TextOrIds | undefined,
  options: BestOfOptions,
): Promise<SampledText[]> {
  const sampledNames = generateOptionNames.filter((name) => !notTaken.includes(name))
  checkKnownKeys(options, [...ownNames, ...sampledNames], 'bestOf')
  const { samples: _samples, n: _n, by: _by, ...sampling } = options
  const samples = checkInteger('samples', options.samples ?? 4, 1, MOST_SAMPLES)
  const n = checkInteger('n', options.n ?? 1, 1, samples)
  const by = checkOneOf('by', options.by ?? 'mean', ['mean', 'sum'] as const)
  const ids = model.ids(prompt)
  const { plan, seed, signal, timeout } = model.policy(ids, sampling)
  if (samples > 1 && plan.temperature === 0) {
    throw invalidArgument('temperature 0 always gives the same text and contradicts samples')
  }
  const start = performance.now()
  const generations: Generation[] = []
  const generate = () => {
    const left =
      timeout === undefined
        ? {}
        : { timeout: Math.max(1, Math.ceil(start + timeout - performance.now())) }
    const own = (seed + BigInt(generations.length)) % (MAX_SEED + 1n)
    generations.push(model.generate(ids, { ...sampling, ...left, seed: own }))
    return generations.at(-1)!
  }
  const others = async () => {
    const rest = Array.from({ length: samples - 1 }, generate)
    await Promise.all(rest.map((generation) => generation.result()))
  }
  try {
    // The first one leaves the prompt's keys and values to the others.
    const first = generate()
    let following: Promise<void> | undefined
    for await (const _ of first) {
      if (following !== undefined) continue
      following = others()
      following.catch(() => first.cancel())
    }
    await (following ?? others())
  } catch (error) {
    for (const generation of generations) generation.cancel()
    throw error
  }
  const texts = await Promise.all(
    generations.map(async (generation) => {
      const { count, logprob } = generation.drawn
      return { ...(await generation.result()), score: by === 'sum' ? logprob : logprob / count }
    }),
  )
  if (signal?.aborted && texts.some(({ finishReason }) => finishReason === 'cancelled')) {
    throw abortedError('the search')
  }
  return texts.sort((a, b) => b.score - a.score).slice(0, n)
}
