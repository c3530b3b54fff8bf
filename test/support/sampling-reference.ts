/**
 * The whole sampling policy, written out plainly in float64 from the definitions: every step looks at the whole
 * vocabulary, nothing is narrowed, sorted only in part or kept between tokens. It shares no code with the library.
 * Hugging Face transformers and llama.cpp were not run; where both have a step, transformers' definition is used.
 */

import type { GenerateOptions } from '../../dist/index.js'

export interface Past {
  readonly prompt: readonly number[]
  readonly generated: readonly number[]
  /** Mirostat's bound. */
  readonly mu?: number
}

export interface ReferenceModel {
  readonly contextLength: number
  readonly stopIds: readonly number[]
  readonly encode: (text: string) => readonly number[]
  readonly tokenText: (id: number) => string
}

export interface Outcome {
  /** By id; what was dropped has 0. XTC's chance is averaged over. */
  readonly p: number[]
  /** A comparison is so close that single precision may decide it otherwise. */
  readonly borderline: boolean
}

const NEAR = 3e-5

/** Guidance: `conditional` and `unconditional` are logits with and without the prompt. */
export function guidedLogits(
  conditional: ArrayLike<number>,
  unconditional: ArrayLike<number>,
  scale: number,
): number[] {
  const without = logSoftmax(unconditional)
  return logSoftmax(conditional).map((value, id) => scale * (value - without[id]!) + without[id]!)
}

function logSoftmax(logits: ArrayLike<number>): number[] {
  const row = Array.from(logits)
  const largest = Math.max(...row)
  const total = Math.log(sum(row.map((logit) => Math.exp(logit - largest))))
  return row.map((logit) => logit - largest - total)
}

export function referenceLogits(
  logits: ArrayLike<number>,
  options: GenerateOptions,
  past: Past,
  model: ReferenceModel,
): number[] {
  const row = Array.from(logits)
  const text = [...past.prompt, ...past.generated]
  const last = (count: number | undefined) => (count === undefined ? text : text.slice(-count))
  const bias = options.logitBias ?? {}
  const biases = bias instanceof Map ? [...bias] : Object.entries(bias)
  for (const [id, value] of biases) row[Number(id)]! += value as number

  const window = last(options.penaltyWindow)
  const own = window.slice(window.length - Math.min(window.length, past.generated.length))
  for (const id of new Set(window)) {
    const penalty = options.repetitionPenalty ?? 1
    row[id] = row[id]! < 0 ? row[id]! * penalty : row[id]! / penalty
  }
  for (const id of own) row[id]! -= options.frequencyPenalty ?? 0
  for (const id of new Set(own)) row[id]! -= options.presencePenalty ?? 0

  if (options.dry !== undefined) {
    for (const [id, amount] of dryPenalties(
      options.dry,
      last(options.penaltyWindow ?? model.contextLength),
      model,
    )) {
      row[id]! -= amount
    }
  }

  const banned = new Set(Array.from(options.bannedTokens ?? []))
  if (past.generated.length < (options.minTokens ?? 0)) {
    const stop = [options.stop ?? []].flat().filter((entry) => typeof entry === 'number')
    for (const id of [...model.stopIds, ...stop]) banned.add(id)
  }
  const endsWith = (list: readonly number[], end: readonly number[]) =>
    end.length <= list.length && end.every((id, i) => list[list.length - end.length + i] === id)
  for (const word of [options.bannedWords ?? []].flat()) {
    for (const form of /^\s/.test(word) ? [word] : [word, ` ${word}`]) {
      const ids = model.encode(form)
      if (endsWith(text, ids.slice(0, -1))) banned.add(ids.at(-1)!)
    }
  }
  const n = options.noRepeatNgram ?? 0
  for (let end = n; n > 0 && end <= text.length; end++) {
    const ngram = text.slice(end - n, end)
    if (endsWith(text, ngram.slice(0, -1))) banned.add(ngram.at(-1)!)
  }
  for (const id of banned) row[id] = Number.NEGATIVE_INFINITY
  return row
}

function dryPenalties(
  dry: NonNullable<GenerateOptions['dry']>,
  text: readonly number[],
  model: ReferenceModel,
): Map<number, number> {
  const { multiplier = 0.8, base = 1.75, allowedLength = 2 } = dry
  const breakers = dry.sequenceBreakers ?? ['\n', ':', '"', '*']
  // With a tokenizer of single bytes, breakers of one character are tokens.
  const breaks = (id: number) => breakers.some((breaker) => model.tokenText(id).includes(breaker))
  const lastBreak = text.findLastIndex(breaks)
  const longest = new Map<number, number>()
  for (let at = 1; at < text.length; at++) {
    let same = 0
    while (
      same < at &&
      text[at - 1 - same] === text[text.length - 1 - same] &&
      text.length - 1 - same > lastBreak
    ) {
      same++
    }
    if (same >= allowedLength) longest.set(text[at]!, Math.max(same, longest.get(text[at]!) ?? 0))
  }
  return new Map(
    [...longest]
      .filter(([id]) => !breaks(id))
      .map(([id, same]) => [id, multiplier * base ** (same - allowedLength)]),
  )
}

const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0)
const normalised = (p: readonly number[]) => {
  const total = sum(p)
  return p.map((x) => x / total)
}
export const entropyOf = (p: readonly number[]) => -sum(p.map((x) => (x > 0 ? x * Math.log(x) : 0)))

export function softmax(logits: readonly number[], temperature: number): number[] {
  const largest = Math.max(...logits)
  return normalised(logits.map((logit) => Math.exp((logit - largest) / temperature)))
}

/** Probabilities of the next token. `options` are as given to `generate`, without a preset. */
export function referenceProbabilities(
  logits: ArrayLike<number>,
  options: GenerateOptions,
  past: Past,
  model: ReferenceModel,
): Outcome {
  const count = logits.length
  const forced = forcedAt(options.forcedTokens, past.generated.length)
  if (forced !== undefined) {
    return {
      p: Array.from({ length: count }, (_, id) => (id === forced ? 1 : 0)),
      borderline: false,
    }
  }
  const row = referenceLogits(logits, options, past, model)
  let borderline = false
  const near = (a: number, b: number) => {
    const scale = Math.max(Math.abs(a), Math.abs(b))
    if (Number.isFinite(scale) && Math.abs(a - b) <= NEAR * scale) borderline = true
  }
  const temperature = temperatureOf(row, options)
  if (temperature === 0) {
    const top = row.indexOf(Math.max(...row))
    for (const [id, logit] of row.entries()) if (id !== top) near(logit, row[top]!)
    return { p: row.map((_, id) => (id === top ? 1 : 0)), borderline }
  }
  let p = softmax(row, temperature)
  const keep = (kept: (id: number) => boolean) => {
    p = normalised(p.map((x, id) => (kept(id) ? x : 0)))
  }
  const keepFrom = (bound: number) => {
    const most = Math.max(...p)
    for (const x of p) if (x !== most) near(x, bound)
    keep((id) => p[id]! >= Math.min(bound, most))
  }
  const order = () =>
    [...p.keys()].filter((id) => p[id]! > 0).sort((a, b) => row[b]! - row[a]! || a - b)

  if (options.mirostat !== undefined) {
    keepFrom(2 ** -(past.mu ?? 2 * (options.mirostat.tau ?? 5)))
    return { p, borderline }
  }
  if (options.topNSigma) {
    const finite = row.filter((logit) => logit > Number.NEGATIVE_INFINITY)
    const mean = sum(finite) / finite.length
    const deviation = Math.sqrt(sum(finite.map((logit) => (logit - mean) ** 2)) / finite.length)
    const bound = Math.max(...row) - options.topNSigma * deviation
    for (const logit of row) near(logit, bound)
    keep((id) => row[id]! >= bound)
  }
  const topK = options.topK ?? 40
  if (topK > 0) {
    const kept = new Set(order().slice(0, topK))
    keep((id) => kept.has(id))
  }
  if ((options.topP ?? 1) < 1) {
    const kept = new Set<number>()
    let seen = 0
    for (const id of order()) {
      near(seen, options.topP!)
      if (seen >= options.topP!) break
      seen += p[id]!
      kept.add(id)
    }
    keep((id) => kept.has(id))
  }
  if (options.minP) keepFrom(options.minP * Math.max(...p))
  if ((options.typicalP ?? 1) < 1) {
    const entropy = entropyOf(p)
    const distance = (id: number) => Math.abs(-Math.log(p[id]!) - entropy)
    const closest = order().sort((a, b) => distance(a) - distance(b))
    const kept = new Set<number>()
    let seen = 0
    for (const [i, id] of closest.entries()) {
      near(seen, options.typicalP!)
      if (seen >= options.typicalP!) {
        near(distance(id) + 1, distance(closest[i - 1]!) + 1)
        break
      }
      seen += p[id]!
      kept.add(id)
    }
    keep((id) => kept.has(id))
  }
  if (options.epsilonCutoff) keepFrom(options.epsilonCutoff)
  if (options.etaCutoff) {
    keepFrom(Math.min(options.etaCutoff, Math.sqrt(options.etaCutoff) * Math.exp(-entropyOf(p))))
  }
  if (options.xtc !== undefined) {
    const { probability = 0.5, threshold = 0.1 } = options.xtc
    for (const x of p) near(x, threshold)
    const likely = order().filter((id) => p[id]! >= threshold)
    const without = new Set(likely.slice(0, -1))
    const before = p
    keep((id) => !without.has(id))
    p = p.map((x, id) => probability * x + (1 - probability) * before[id]!)
  }
  return { p, borderline }
}

function temperatureOf(row: readonly number[], options: GenerateOptions): number {
  const dynamic = options.dynamicTemperature
  if (dynamic === undefined) return options.temperature ?? 1
  const possible = row.filter((logit) => logit > Number.NEGATIVE_INFINITY).length
  const share = entropyOf(softmax(row, 1)) / Math.log(possible)
  return dynamic.low + (dynamic.high - dynamic.low) * share ** (dynamic.exponent ?? 1)
}

function forcedAt(forced: GenerateOptions['forcedTokens'], place: number): number | undefined {
  if (forced === undefined) return undefined
  if (forced instanceof Map) return forced.get(place)
  return (forced as Record<number, number>)[place]
}

/** The 1 - 0.001 quantile of chi-squared (Wilson and Hilferty 1931). */
export function chiSquaredLimit(freedom: number): number {
  const spread = 2 / (9 * freedom)
  return freedom * (1 - spread + 3.0902 * Math.sqrt(spread)) ** 3
}

/**
 * Of counts of draws against their probabilities. Tokens of which fewer than 5 are expected count as one; where
 * even that is too rare, they are left out.
 */
export function chiSquared(counts: readonly number[], p: readonly number[]) {
  const draws = sum(counts)
  const rare = { expected: 0, count: 0 }
  let statistic = 0
  let cells = 0
  const add = (expected: number, count: number) => {
    statistic += (count - expected) ** 2 / expected
    cells += 1
  }
  for (const [id, share] of p.entries()) {
    if (share * draws >= 5) add(share * draws, counts[id]!)
    else {
      rare.expected += share * draws
      rare.count += counts[id]!
    }
  }
  if (rare.expected >= 5) add(rare.expected, rare.count)
  return { statistic, freedom: cells - 1 }
}
