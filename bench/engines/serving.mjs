// What a server of many sequences wants to know, for engines that take a sequence at any time.

import { median } from '../median.mjs'
import { prompt } from '../model.mjs'

const promptTokens = 32
const decodeTokens = 32

// Of each of the eight, before a long prompt comes and between two of them.
const usualTokens = 24
const arrivals = 5
const mostTokens = 600

export async function serve(engine, { shape }) {
  let prompts = 0
  const fresh = (length) => prompt(shape, `serving ${prompts++}`, length)
  await generate(engine, fresh(promptTokens), decodeTokens)

  const result = await stalls(engine, fresh)

  // All but the last ten tokens of a prompt are known.
  const long = fresh(900)
  const cold = await generate(engine, long, 1, 0)
  const warm = await generate(engine, [...long.slice(0, 890), ...fresh(10)], 1, 0)
  result.known = (cold.times[0] - cold.started) / (warm.times[0] - warm.started)

  // The share of the time that JavaScript's thread works, the rest of it waits; once its code is compiled.
  for (const [name, count] of [
    ['javascriptOne', 1],
    ['javascriptEight', 8],
  ]) {
    const decode = () =>
      Promise.all(
        Array.from({ length: count }, (_, slot) =>
          generate(engine, fresh(8), 8 * decodeTokens, slot),
        ),
      )
    await decode()
    const before = performance.eventLoopUtilization()
    await decode()
    result[name] = 100 * performance.eventLoopUtilization(before).utilization
  }
  return result
}

// Long prompts come while eight decode: the longest wait for a token, in usual steps of theirs, median of the prompts
// (`stall`). `pause`: the same between the prompts, which is what the machine itself does to a step.
async function stalls(engine, fresh) {
  const counts = Array.from({ length: 8 }, () => 0)
  let wanted = 0
  let reached
  const ends = new AbortController()
  let ended = false
  const others = Promise.all(
    counts.map((_, slot) => {
      const onToken = (tokens) => {
        counts[slot] = tokens
        if (Math.min(...counts) >= wanted) reached()
      }
      return generate(engine, fresh(promptTokens), mostTokens, slot, onToken, ends.signal)
    }),
  ).finally(() => {
    ended = true
  })
  const usualSteps = () => {
    const more = new Promise((resolve) => {
      reached = resolve
      wanted = Math.min(...counts) + usualTokens
    })
    return Promise.race([more, others])
  }
  const windows = []
  await usualSteps() // the first ones have the eight's own prompts among them
  for (let arrival = 0; arrival < arrivals; arrival++) {
    const quiet = performance.now()
    await usualSteps()
    const arrived = performance.now()
    await generate(engine, fresh(512), 1, 8)
    windows.push({ quiet, arrived, answered: performance.now(), pauses: [], stalls: [] })
  }
  // Some waits would be missing, and the rest would look better than it was.
  if (ended) return {}
  ends.abort()
  for (const { times } of await others) {
    for (let i = 1; i < times.length; i++) {
      const window = windows.find(({ answered }) => times[i - 1] < answered)
      if (window === undefined) break
      const gap = times[i] - times[i - 1]
      if (times[i] >= window.arrived) window.stalls.push(gap)
      else if (times[i - 1] >= window.quiet) window.pauses.push(gap)
    }
  }
  const usual = median(windows.flatMap(({ pauses }) => pauses))
  return {
    stall: median(windows.map(({ stalls }) => Math.max(...stalls))) / usual,
    pause: median(windows.map(({ pauses }) => Math.max(...pauses))) / usual,
  }
}

async function generate(engine, ids, count, slot = 0, onToken, signal) {
  const result = { times: [], started: performance.now() }
  for await (const _ of engine.tokens(ids, count, slot)) {
    const tokens = result.times.push(performance.now())
    onToken?.(tokens)
    if (signal?.aborted) break
  }
  return result
}
