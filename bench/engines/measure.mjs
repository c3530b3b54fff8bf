// What is measured, the same way for every engine. An engine is a `load` function that gives
// `{ tokens(ids, count), dispose(), about }`; `tokens` iterates over the ids it generates.
// Runs in a child process: settings come as JSON in the first argument, one JSON line goes out.

import { readFileSync } from 'node:fs'
import { prompt } from '../model.mjs'

export async function measure(load) {
  const settings = JSON.parse(process.argv[2])
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

async function generate(engine, ids, count) {
  const result = { ids: [], times: [], started: performance.now() }
  for await (const id of engine.tokens(ids, count)) {
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
