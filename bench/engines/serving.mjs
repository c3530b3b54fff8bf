// What a server of many sequences wants to know, for engines that take a sequence at any time.

import { prompt } from '../model.mjs'

const promptTokens = 32
const decodeTokens = 32

// Tokens of each of the eight after which the long prompt comes: those measure the usual step.
const usualTokens = 24

export async function serve(engine, { shape }) {
  let prompts = 0
  const fresh = (length) => prompt(shape, `serving ${prompts++}`, length)
  await generate(engine, fresh(promptTokens), decodeTokens)

  // A long prompt comes while eight decode: the longest wait for a token, in steps of theirs.
  let begins = 8
  let others
  await new Promise((resolve) => {
    const count = (tokens) => tokens === usualTokens && --begins === 0 && resolve()
    const running = Array.from({ length: 8 }, (_, slot) =>
      generate(engine, fresh(promptTokens), 4 * decodeTokens, slot, count),
    )
    others = Promise.all(running)
    others.then(resolve, resolve)
  })
  const arrived = performance.now()
  await generate(engine, fresh(512), 1, 8)
  const answered = performance.now()
  const gaps = { before: [], during: [] }
  for (const { times } of await others) {
    // The first steps after the prompts are not yet the usual ones.
    for (let i = 4; i < times.length; i++) {
      if (times[i] < arrived) gaps.before.push(times[i] - times[i - 1])
      else if (times[i - 1] < answered) gaps.during.push(times[i] - times[i - 1])
    }
  }
  const sorted = gaps.before.sort((a, b) => a - b)
  const result = { stall: Math.max(...gaps.during) / sorted[sorted.length >> 1] }

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

async function generate(engine, ids, count, slot = 0, onToken) {
  const result = { times: [], started: performance.now() }
  for await (const _ of engine.tokens(ids, count, slot)) {
    const tokens = result.times.push(performance.now())
    onToken?.(tokens)
  }
  return result
}
