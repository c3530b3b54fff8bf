/** What the tests of sampling share: texts, random options, and a model whose next token is known beforehand. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type GenerateOptions, loadModel, type Model } from '../../dist/index.js'
import { randomNumbers } from './random.js'
import type { ReferenceModel } from './sampling-reference.js'
import { syntheticShapes, writeSyntheticModel } from './synthetic-model.js'

/** Of models whose tokens are bytes, and the end of text. */
export const VOCABULARY = 257
export const END = 256

export const prompt = [...'a_rose_is_a_rose_is_a'].map((letter) => letter.charCodeAt(0) - 0x21)
/** Tokens that the text begins with, so that penalties have something to count. */
export const begun = [64, 65, 64, 66, 64]

/** What cuts the distribution, and mirostat takes the place of. */
export const truncating = [
  'topK',
  'topP',
  'minP',
  'typicalP',
  'epsilonCutoff',
  'etaCutoff',
  'topNSigma',
  'xtc',
] as const satisfies readonly (keyof GenerateOptions)[]

/** Some of the options, each with a random value; `among` says which may be chosen, one alone always is. */
export function someOptions(
  seed: number,
  among?: readonly (keyof GenerateOptions)[],
): GenerateOptions {
  const uniform = randomNumbers(seed)
  const whole = (low: number, high: number) => low + Math.floor(uniform() * (high - low + 1))
  const between = (low: number, high: number) => low + uniform() * (high - low)
  const ids = (count: number) => Array.from({ length: count }, () => whole(0, VOCABULARY - 1))
  const values: GenerateOptions = {
    temperature: between(0.4, 1.6),
    dynamicTemperature: {
      low: between(0.2, 0.7),
      high: between(0.8, 2),
      exponent: between(0.5, 2),
    },
    topK: whole(2, 60),
    topP: between(0.4, 0.98),
    minP: between(0.01, 0.2),
    typicalP: between(0.3, 0.95),
    epsilonCutoff: between(5e-4, 8e-3),
    etaCutoff: between(5e-4, 8e-3),
    topNSigma: between(1, 3),
    xtc: { probability: between(0.2, 0.8), threshold: between(0.01, 0.1) },
    mirostat: { tau: between(3, 6), eta: 0.2 },
    repetitionPenalty: between(1.1, 1.8),
    presencePenalty: between(-1, 2),
    frequencyPenalty: between(-0.5, 1),
    dry: { multiplier: between(0.5, 2), allowedLength: whole(1, 3), sequenceBreakers: ['z'] },
    noRepeatNgram: whole(1, 4),
    logitBias: Object.fromEntries(ids(5).map((id) => [id, between(-2, 3)])),
    bannedTokens: ids(20).filter((id) => !begun.includes(id)),
    bannedWords: ['ab', 'q', 'is a'],
    minTokens: begun.length + 1,
  }
  const names = Object.keys(values) as (keyof GenerateOptions)[]
  const chosen = names.filter(
    (name) => uniform() < (among?.length === 1 ? 1 : 0.35) && among?.includes(name) !== false,
  )
  const options = Object.fromEntries(chosen.map((name) => [name, values[name]])) as GenerateOptions
  if (options.dynamicTemperature !== undefined) delete options.temperature
  if (options.mirostat !== undefined) {
    for (const name of truncating) delete options[name]
  } else {
    options.topK ??= 0
  }
  const penalises =
    options.repetitionPenalty ?? options.presencePenalty ?? options.frequencyPenalty ?? options.dry
  if (penalises !== undefined && uniform() < 0.5) options.penaltyWindow = whole(1, 20)
  return options
}

/** All have a probability of 3e-4 at least, so that none stays unseen for long. */
export function visibleLogits(): Float32Array {
  const uniform = randomNumbers(1)
  const logits = Float32Array.from({ length: VOCABULARY }, () => 3.5 * uniform())
  for (const [i, logit] of [5, 5.5, 6].entries()) logits[20 + 30 * i] = logit
  return logits
}

/** Says the same whatever stands before: every draw of a generation is from one distribution, which is known. */
export class FixedModel {
  readonly #folder = mkdtempSync(join(tmpdir(), 'nextoken-fixed-'))
  #model: Model | undefined

  /** `logits`: of every next token. */
  constructor(
    contextLength: number,
    readonly logits = visibleLogits(),
  ) {
    const width = 4
    const config = {
      vocab_size: VOCABULARY,
      n_positions: contextLength,
      n_embd: width,
      n_layer: 1,
      n_head: 1,
      eos_token_id: END,
    }
    // The last norm gives its bias alone, [1, 0, 0, 0]; the head takes the first number of each token's embedding.
    const shapes = syntheticShapes(config)
    const zeros = (length: number) => new Float32Array(length)
    const weights = Object.fromEntries(
      shapes.map(([name, shape]) => [name, zeros(shape.reduce((a, b) => a * b))]),
    )
    weights['ln_f.bias']![0] = 1
    for (const [id, logit] of this.logits.entries()) weights['wte.weight']![id * width] = logit
    writeSyntheticModel(this.#folder, config, { seed: 1, tokenizer: 'bytes', weights })
  }

  async load(): Promise<Model> {
    const options = { precision: 'f32', threads: 1, prefixCache: false } as const
    this.#model = await loadModel(this.#folder, options)
    return this.#model
  }

  async remove(): Promise<void> {
    await this.#model?.dispose()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

/** What the reference must know of `model`. */
export function factsOf(model: Model): ReferenceModel {
  return {
    contextLength: model.config.contextLength,
    stopIds: [END],
    encode: (text) => [...model.tokenizer.encode(text)],
    tokenText: (id) => model.tokenizer.tokenText(id),
  }
}
