// Runs jobs (plan.mjs) on an engine of Node's and prints the record. An engine is what a `load` function gives:
//   tokens(ids, count, slot)          iterates over the ids it generates. Calls with different slots, 0 to
//                                     settings.slots - 1, may run at the same time; a slot may keep what it knows
//   batch(prompts, count, onTokens)   instead of it, where prompts can only be continued together: calls back
//                                     with the next id of each
//   logits(ids)                       of the last position, where the engine gives them
//   dispose(), about()
// Runs in a child process: settings come as JSON in the first argument, one JSON line goes out.

import { readFileSync } from 'node:fs'
import { jobs } from '../plan.mjs'
import { serve } from './serving.mjs'

const now = () => performance.timeOrigin + performance.now()

export async function measure(load) {
  const settings = JSON.parse(process.argv[2])
  const engine = await load(settings)
  const loaded = now()
  const record =
    settings.kind === 'serving'
      ? { serving: await serve(engine, settings) }
      : { jobs: await inTurn(jobs(settings.kind, settings.shape, settings.sizes), engine) }
  const printed = { loaded, ...record, memory: memory(), about: engine.about() }
  await engine.dispose()
  process.stdout.write(`${JSON.stringify(printed)}\n`)
}

async function inTurn(list, engine) {
  const done = []
  for (const { prompts, count } of list) {
    const started = now()
    done.push(
      count === 0
        ? { logits: [Array.from((await engine.logits?.(prompts[0])) ?? [])] }
        : { started, ...(await generate(engine, prompts, count)) },
    )
  }
  return done
}

async function generate(engine, prompts, count) {
  const ids = prompts.map(() => [])
  const times = prompts.map(() => [])
  const add = (slot, id) => {
    times[slot].push(now())
    ids[slot].push(id)
  }
  if (engine.batch) {
    await engine.batch(prompts, count, (next) => next.forEach((id, slot) => void add(slot, id)))
  } else {
    await Promise.all(
      prompts.map(async (prompt, slot) => {
        for await (const id of engine.tokens(prompt, count, slot)) add(slot, id)
      }),
    )
  }
  for (const list of ids) {
    if (list.length !== count) throw new Error(`asked for ${count} tokens, got ${list.length}`)
  }
  return { ids, times }
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
