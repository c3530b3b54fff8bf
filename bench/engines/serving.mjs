// What a server of many sequences wants to know, for engines that take a sequence at any time.

import { prompt } from '../model.mjs'

const promptTokens = 32
const decodeTokens = 32

// Of each of the eight, before a long prompt comes and between two of them.
const usualTokens = 24
const arrivals = 5

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
// (`stall`); and of as many times when none came (`pause`), which is what the machine itself does to a step.
async function stalls(engine, fresh) {
  const sequences = Array.from({ length: 8 }, () => 0)
  let wanted = usualTokens
  let reached
  const onToken = (slot) => (tokens) => {
    sequences[slot] = tokens
    if (Math.min(...sequences) >= wanted) reached?.()
  }
  const ends = new AbortController()
  const others = Promise.all(
    sequences.map((_, slot) =>
      generate(engine, fresh(promptTokens), 400, slot, onToken(slot), ends.signal),
    ),
  )
  const windows = []
  for (let arrival = 0; arrival < arrivals; arrival++) {
    const quiet = performance.now()
    const more = new Promise((resolve) => {
      reached = resolve
      wanted = Math.min(...sequences) + usualTokens
    })
    await Promise.race([more, others])
    const arrived = performance.now()
    await generate(engine, fresh(512), 1, 8)
    windows.push({ quiet, arrived, answered: performance.now() })
  }
  ends.abort()
  const gaps = windows.map(() => ({ pause: [], stall: [] }))
  for (const { times } of await others) {
    // The first steps after the prompts are not yet the usual ones.
    for (let i = 4; i < times.length; i++) {
      const at = windows.findIndex(({ answered }) => times[i - 1] < answered)
      if (at < 0) break
      const { quiet, arrived } = windows[at]
      const gap = times[i] - times[i - 1]
      if (times[i] < arrived) times[i - 1] >= quiet && gaps[at].pause.push(gap)
      else gaps[at].stall.push(gap)
    }
  }
  const usual = median(gaps.flatMap(({ pause }) => pause))
  const longest = (name) => median(gaps.map((gap) => Math.max(0, ...gap[name]))) / usual
  return { stall: longest('stall'), pause: longest('pause') }
}

function median(values) {
  const sorted = values.sort((a, b) => a - b)
  return sorted[sorted.length >> 1]
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
