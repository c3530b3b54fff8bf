// What is measured, the same way for every engine. An engine is a `load` function that gives
// `{ tokens(ids, count, slot), dispose(), about }`; `tokens` iterates over the ids it generates. Calls with
// different slots, 0 to settings.slots - 1, may run at the same time; a slot may keep what it knows.
// Runs in a child process: settings come as JSON in the first argument, one JSON line goes out.

import { readFileSync } from 'node:fs'
import { prompt } from '../model.mjs'

export async function measure(load) {
  const settings = JSON.parse(process.argv[2])
  if (settings.suite === 'serving') {
    const engine = await load(settings)
    const result = await serve(engine, settings)
    await engine.dispose()
    process.stdout.write(`${JSON.stringify(result)}\n`)
    return
  }
  // The first token after a load also warms the engine up for the rest.
  const started = performance.now()
  const engine = await load(settings)
  const loaded = performance.now()
  await generate(engine, prompt('first', settings.promptTokens), 1)
  const firstToken = performance.now()

  // The clock of decoding starts at the first token, when the prompt is done.
  const decoded = await generate(
    engine,
    prompt('decode', settings.promptTokens),
    settings.decodeTokens + 1,
  )
  const prefills = []
  for (let i = 0; i < settings.prefillRepeats; i++) {
    const ids = prompt(`prefill ${i}`, settings.prefillTokens)
    const { started, times } = await generate(engine, ids, 1)
    prefills.push(ids.length / ((times[0] - started) / 1000))
  }
  const result = {
    decode: settings.decodeTokens / ((decoded.times.at(-1) - decoded.times[0]) / 1000),
    prefill: prefills.sort((a, b) => a - b)[prefills.length >> 1],
    loadMs: loaded - started,
    firstTokenMs: firstToken - started,
    ...memory(),
    about: engine.about(),
    ids: decoded.ids,
  }
  await engine.dispose()
  process.stdout.write(`${JSON.stringify(result)}\n`)
}

// Many sequences at once, as a server has them.
async function serve(engine, { promptTokens, decodeTokens, prefillTokens }) {
  let prompts = 0
  const fresh = (length) => prompt(`serving ${prompts++}`, length)
  const together = async (count) => {
    const started = performance.now()
    await Promise.all(
      Array.from({ length: count }, (_, slot) =>
        generate(engine, fresh(promptTokens), decodeTokens, slot),
      ),
    )
    return (count * decodeTokens * 1000) / (performance.now() - started)
  }
  await together(1)
  const result = { one: await together(1), eight: await together(8), thirtyTwo: await together(32) }

  // A long prompt comes while eight decode: the longest wait for a token, in steps of theirs.
  let arrived
  let answered
  const running = Array.from({ length: 8 }, (_, slot) =>
    generate(engine, fresh(promptTokens), 4 * decodeTokens, slot),
  )
  const others = Promise.all(running)
  await Promise.race([others, new Promise((resolve) => setTimeout(resolve, STALL_AFTER_MS))])
  arrived = performance.now()
  await generate(engine, fresh(prefillTokens), 1, 8)
  answered = performance.now()
  const gaps = { before: [], during: [] }
  for (const { times } of await others) {
    // The first steps after the prompts are not yet the usual ones.
    for (let i = 4; i < times.length; i++) {
      if (times[i] < arrived) gaps.before.push(times[i] - times[i - 1])
      else if (times[i - 1] < answered) gaps.during.push(times[i] - times[i - 1])
    }
  }
  const sorted = gaps.before.sort((a, b) => a - b)
  result.stall = Math.max(...gaps.during) / sorted[sorted.length >> 1]

  // All but the last ten tokens of a prompt are known.
  const long = fresh(900)
  const cold = await generate(engine, long, 1, 0)
  const warm = await generate(engine, [...long.slice(0, 890), ...fresh(10)], 1, 0)
  result.warm = (cold.times[0] - cold.started) / (warm.times[0] - warm.started)

  // The share of the time that JavaScript's thread works, the rest of it waits.
  for (const [name, count] of [
    ['javascriptOne', 1],
    ['javascriptEight', 8],
  ]) {
    const before = performance.eventLoopUtilization()
    await Promise.all(
      Array.from({ length: count }, (_, slot) =>
        generate(engine, fresh(8), 2 * decodeTokens, slot),
      ),
    )
    result[name] = 100 * performance.eventLoopUtilization(before).utilization
  }
  return { ...result, ...memory(), about: engine.about() }
}

/** Long enough for eight prompts to be processed and some tokens to be decoded. */
const STALL_AFTER_MS = 1500

async function generate(engine, ids, count, slot = 0) {
  const result = { ids: [], times: [], started: performance.now() }
  for await (const id of engine.tokens(ids, count, slot)) {
    result.times.push(performance.now())
    result.ids.push(id)
    if (result.ids.length === count) break
  }
  if (result.ids.length !== count) {
    throw new Error(`asked for ${count} tokens, got ${result.ids.length}`)
  }
  return result
}

// Linux tells memory of the process's own from pages of mapped files, which it can drop and share.
function memory() {
  const megabytes = 1 << 20
  const result = {
    residentMb: process.memoryUsage.rss() / megabytes,
    peakMb: process.resourceUsage().maxRSS / 1024,
  }
  if (process.platform !== 'linux') return result
  const own = readFileSync('/proc/self/status', 'utf8').match(/RssAnon:\s+(\d+) kB/)
  return { ...result, ownMb: own ? Number(own[1]) / 1024 : undefined }
}
