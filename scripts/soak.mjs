// Starts thousands of generations and ends them in every way there is; fails where memory grows, a block of
// the cache is lost, a result depends on its company, or nothing moves any more.
//   node scripts/soak.mjs [count=10000] [--model folder] [--seed number]
// It runs what was built last (dist/). Without a folder, the model is a tiny one that it makes itself.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { model: { type: 'string' }, seed: { type: 'string' } },
})
const COUNT = Number(positionals[0] ?? 10_000)
const SEED = Number(values.seed ?? 1)
if (!Number.isInteger(COUNT) || COUNT < 1 || !Number.isInteger(SEED)) {
  console.error('usage: node scripts/soak.mjs [count=10000] [--model folder] [--seed number]')
  process.exit(64)
}

/**
 * What the JavaScript engine does with its own memory must not hide the native side: the heap is collected and
 * compacted before each reading, its young part is small, and no function is compiled anew when it has run often.
 */
const FLAGS = [
  '--expose-gc',
  '--compact-on-every-full-gc',
  '--max-semi-space-size=1',
  '--no-opt',
  '--no-sparkplug',
]
if (globalThis.gc === undefined) {
  const self = fileURLToPath(import.meta.url)
  const { status, signal } = spawnSync(
    process.execPath,
    [...FLAGS, self, ...process.argv.slice(2)],
    {
      stdio: 'inherit',
    },
  )
  if (signal) console.error(`soak: ended by ${signal}`)
  process.exit(status ?? 1)
}

const AT_ONCE = 24
const WARM_UP = Math.min(500, Math.ceil(COUNT / 2))
const MOST_GROWTH = 0.02
/** With fewer, what the code itself takes when it first runs is a large part of the growth. */
const LEAST_TO_JUDGE = 2000
const STUCK_MS = 30_000

const { loadModel } = createRequire(import.meta.url)('../dist/index.js')

/** Mulberry32: the same seed gives the same requests, though not the same moments. */
let state = SEED >>> 0
function random() {
  state = (state + 0x6d2b79f5) >>> 0
  let x = Math.imul(state ^ (state >>> 15), state | 1)
  x ^= x + Math.imul(x ^ (x >>> 7), x | 61)
  return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32
}
const below = (limit) => Math.floor(random() * limit)
const between = (least, most) => least + below(most - least + 1)
const chance = (share) => random() < share
const oneOf = (list) => list[below(list.length)]

/** GPT-2 with random weights and a vocabulary of bytes. */
function writeTinyModel(folder) {
  const [vocab, context, width, layers] = [257, 256, 64, 2]
  const config = { model_type: 'gpt2', architectures: ['GPT2LMHeadModel'], bos_token_id: 256 }
  const shape = {
    vocab_size: vocab,
    n_positions: context,
    n_embd: width,
    n_layer: layers,
    n_head: 2,
  }
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ ...config, ...shape }))

  const shapes = [
    ['wte.weight', vocab, width],
    ['wpe.weight', context, width],
    ['ln_f.weight', width],
    ['ln_f.bias', width],
  ]
  for (let layer = 0; layer < layers; layer++) {
    for (const [name, ...size] of [
      ['ln_1.weight', width],
      ['ln_1.bias', width],
      ['attn.c_attn.weight', width, 3 * width],
      ['attn.c_attn.bias', 3 * width],
      ['attn.c_proj.weight', width, width],
      ['attn.c_proj.bias', width],
      ['ln_2.weight', width],
      ['ln_2.bias', width],
      ['mlp.c_fc.weight', width, 4 * width],
      ['mlp.c_fc.bias', 4 * width],
      ['mlp.c_proj.weight', 4 * width, width],
      ['mlp.c_proj.bias', width],
    ]) {
      shapes.push([`h.${layer}.${name}`, ...size])
    }
  }
  const header = {}
  const parts = []
  let end = 0
  for (const [name, ...size] of shapes) {
    const data = new Float32Array(size.reduce((product, each) => product * each, 1))
    const norm = /ln_.*weight$/.test(name)
    for (let i = 0; i < data.length; i++) data[i] = norm ? 1 : (random() - 0.5) / 2
    header[name] = { dtype: 'F32', shape: size, data_offsets: [end, end + data.byteLength] }
    end += data.byteLength
    parts.push(Buffer.from(data.buffer))
  }
  const text = Buffer.from(JSON.stringify(header))
  const start = Buffer.alloc(8 + Math.ceil(text.length / 8) * 8, ' ')
  start.writeBigUInt64LE(BigInt(start.length - 8))
  text.copy(start, 8)
  writeFileSync(join(folder, 'model.safetensors'), Buffer.concat([start, ...parts]))

  // The byte alphabet in GPT-2's order.
  const codes = []
  for (const [from, to] of [
    [0x21, 0x7e],
    [0xa1, 0xac],
    [0xae, 0xff],
    [0x100, 0x143],
  ]) {
    for (let code = from; code <= to; code++) codes.push(String.fromCharCode(code))
  }
  const entries = [...codes, '<|endoftext|>'].map((token, id) => [token, id])
  writeFileSync(join(folder, 'vocab.json'), JSON.stringify(Object.fromEntries(entries)))
  writeFileSync(join(folder, 'merges.txt'), '#version: 0.2\n')
}

const temporary = values.model === undefined ? mkdtempSync(join(tmpdir(), 'nextoken-soak-')) : ''
process.on('exit', () => {
  if (temporary !== '') rmSync(temporary, { recursive: true, force: true })
})
if (temporary !== '') writeTinyModel(temporary)

// Few places and little memory, so that generations wait in line and take blocks from each other, and the cache is
// full long before the first reading. A folder's model gets one context, the least there is.
const memory = temporary === '' ? { kvCacheBytes: 0 } : { kvCacheBytes: 2 ** 19, threads: 2 }
const model = await loadModel(values.model ?? temporary, { maxConcurrent: 8, ...memory })
const { contextLength, vocabSize } = model.config
const some = (most) => Array.from({ length: between(1, most) }, () => below(vocabSize - 1))
const longest = Math.min(contextLength - 2, 400)
const mostTokens = Math.min(Math.floor(contextLength / 4), 60)
const prefixes = Array.from({ length: 6 }, () => some(Math.floor(longest / 2)))

function randomPrompt() {
  if (chance(0.05)) return undefined
  if (chance(0.1)) return oneOf(['Once', 'Hello there', 'abcabcabc ', 'ä€😀'])
  const ids = chance(0.5) ? [...oneOf(prefixes), ...some(20)] : some(chance(0.3) ? longest : 24)
  return ids.slice(0, longest)
}

function randomOptions() {
  const chosen = { maxTokens: between(1, mostTokens) }
  if (chance(0.5)) chosen.temperature = oneOf([0, 0.5, 1, 3])
  if (chance(0.5)) chosen.topK = oneOf([0, 1, 5, 1000])
  if (chance(0.3)) chosen.topP = oneOf([0.1, 0.9, 1])
  if (chance(0.3)) chosen.seed = below(1000)
  if (chance(0.2)) chosen.priority = between(-5, 5)
  if (chance(0.2)) chosen.stop = oneOf(['e', ['the', 'zz'], ['a', 'bc']])
  if (chance(0.2)) {
    chosen.overflow = 'slide'
    chosen.maxTokens = between(1, 2 * mostTokens)
    if (chance(0.5)) chosen.keep = below(Math.min(8, contextLength - 2))
  }
  return chosen
}

let moves = 0
/** Reads up to `most` tokens. */
async function read(generation, most, then) {
  let count = 0
  for await (const _ of generation) {
    moves++
    if (++count >= most) {
      if (then === undefined) break
      await then()
    }
  }
}

/** How one ends. Each takes what starts a generation, and leaves nothing that runs. */
const fates = {
  async beforeStart(start) {
    const generation = start()
    if (chance(0.5)) generation.cancel()
    return generation
  },
  async abortedBeforeStart(start) {
    return start({ signal: AbortSignal.abort() })
  },
  async neverRead(start) {
    start()
  },
  async inLine(start) {
    const generation = start()
    const result = generation.result()
    if (chance(0.5)) await null
    generation.cancel()
    await result
    return generation
  },
  async soon(start) {
    const generation = start()
    const result = generation.result()
    await delay(between(0, 6))
    generation.cancel()
    await result
    return generation
  },
  async byBreak(start) {
    const generation = start()
    await read(generation, between(1, 40))
    return generation
  },
  async byThrow(start) {
    const generation = start()
    const reason = new Error('on purpose')
    await read(generation, between(1, 40), () => {
      throw reason
    }).catch((error) => {
      if (error !== reason) throw error
    })
    return generation
  },
  async bySignal(start) {
    const controller = new AbortController()
    const generation = start({ signal: controller.signal })
    await read(generation, between(1, 40), () => controller.abort())
    return generation
  },
  async bySignalWhileWaiting(start) {
    const controller = new AbortController()
    const generation = start({ signal: controller.signal })
    const result = generation.result()
    await delay(between(0, 10))
    controller.abort()
    await result
    return generation
  },
  async byTimeout(start) {
    const generation = start({ timeout: between(1, 12) })
    await generation.result()
    return generation
  },
  async bySlowReader(start) {
    const generation = start({ maxTokens: Math.max(mostTokens, 40) })
    await read(generation, between(1, 4), () => delay(between(1, 20)))
    return generation
  },
  async byStream(start) {
    const generation = start()
    const reader = generation.toReadableStream().getReader()
    for (let left = between(1, 10); left > 0; left--) {
      const { done } = await reader.read()
      if (done) break
      moves++
    }
    await reader.cancel()
    return generation
  },
  async finished(start) {
    const generation = start()
    await generation.result()
    return generation
  },
  async read(start) {
    const generation = start()
    await read(generation, Number.POSITIVE_INFINITY)
    return generation
  },
}
const names = [...Object.keys(fates), 'finished', 'byBreak', 'soon']

// Requests whose tokens are known from an idle engine; in any company they must be the same.
const probes = []
for (let i = 0; i < 8; i++) {
  const prompt = i % 2 ? [...oneOf(prefixes), ...some(10)] : some(longest)
  const chosen = { maxTokens: mostTokens, seed: i, ...(i % 3 === 0 ? { overflow: 'slide' } : {}) }
  probes.push({ prompt, chosen, ids: (await model.generate(prompt, chosen).result()).ids.join() })
}

const ends = {}
const reasons = {}
const places = {}
const count = (table, name) => {
  table[name] = (table[name] ?? 0) + 1
}
let differing = 0
let begun = 0
let ended = 0
const ongoing = new Map()

/** Where a generation was when it was cancelled, as far as it was told. */
async function placeOf(generation) {
  const { timings, usage } = await generation.result()
  if (usage.completionTokens > 0) return 'while decoding'
  return timings.waitingMs > 0 ? 'in its prompt' : 'before its first step'
}

async function probe() {
  const { prompt, chosen, ids } = oneOf(probes)
  const result = await model.generate(prompt, chosen).result()
  if (result.ids.join() !== ids) differing++
  count(ends, 'probe')
  count(reasons, result.finishReason)
}

async function one() {
  if (chance(0.05)) return probe()
  const name = oneOf(names)
  const session = chance(0.1) ? model.session(randomPrompt()) : undefined
  const prompt = randomPrompt()
  const chosen = randomOptions()
  const generation = await fates[name]((more) =>
    session === undefined
      ? model.generate(prompt, { ...chosen, ...more })
      : session.generate({ ...chosen, ...more }),
  )
  session?.dispose()
  count(ends, name)
  const reason = generation?.finishReason
  count(reasons, reason ?? 'not started')
  if (reason === 'cancelled' || reason === 'timeout') count(places, await placeOf(generation))
}

function fail(what) {
  console.error(`soak: ${what}`)
  process.exit(1)
}

let lastMoves = -1
let lastMove = performance.now()
const watch = setInterval(() => {
  const { steps } = model.stats()
  const now = moves + ended + steps
  if (now !== lastMoves) {
    lastMoves = now
    lastMove = performance.now()
  } else if (performance.now() - lastMove > STUCK_MS) {
    console.error(model.stats(), [...ongoing.values()])
    fail(`nothing has moved for ${STUCK_MS / 1000} s; ${begun} begun, ${ended} ended`)
  }
}, 1000)

async function lane(until) {
  while (begun < until) {
    const number = ++begun
    ongoing.set(number, number)
    await one()
    ongoing.delete(number)
    ended++
  }
}

async function soak(until) {
  await Promise.all(Array.from({ length: AT_ONCE }, () => lane(until)))
}

/** What was cancelled last leaves the engine at its next step. */
async function settle() {
  for (let left = 500; left > 0; left--) {
    const { running, waiting, paused, cache } = model.stats()
    if (running + waiting + paused === 0 && cache.heldBytes === 0) return
    await delay(10)
  }
}

async function resident() {
  await settle()
  for (let i = 0; i < 3; i++) {
    globalThis.gc()
    await delay(20)
  }
  return process.memoryUsage().rss
}

const mebibytes = (bytes) => `${(bytes / 2 ** 20).toFixed(2)} MiB`
const start = performance.now()
const rounds = 4
let first = 0
for (let round = 0; round <= rounds; round++) {
  await soak(WARM_UP + Math.round(((COUNT - WARM_UP) * round) / rounds))
  const bytes = await resident()
  if (round === 0) first = bytes
  console.log(`resident after ${String(ended).padStart(6)}: ${mebibytes(bytes)}`)
}
const last = process.memoryUsage().rss
clearInterval(watch)

const stats = model.stats()
const { cache } = stats
const growth = last / first - 1
const seconds = (performance.now() - start) / 1000
console.log(`${ended} generations in ${seconds.toFixed(1)} s, up to ${AT_ONCE} at a time`)
console.log('by fate:  ', ends)
console.log('by reason:', reasons)
console.log('cancelled:', places)
console.log(
  `${stats.generatedTokens} tokens in ${stats.steps} steps, ${stats.cachedTokens} of the prompts' from the cache, ` +
    `${stats.preemptions} preemptions, ${cache.evictions} evictions`,
)
console.log(
  `growth ${(100 * growth).toFixed(2)} %, lost blocks ${cache.heldBytes / cache.blockBytes}`,
)
await model.dispose()

if (stats.running + stats.waiting + stats.paused !== 0) fail('sequences are left over')
if (cache.heldBytes !== 0) fail(`${cache.heldBytes / cache.blockBytes} blocks are lost`)
if (cache.reusableBytes > cache.budgetBytes) fail('prefixes take more than the budget')
if (differing > 0) fail(`${differing} results depended on their company`)
if (COUNT < LEAST_TO_JUDGE) console.log(`memory is judged from ${LEAST_TO_JUDGE} generations on`)
else if (growth > MOST_GROWTH) fail(`memory grew by more than ${100 * MOST_GROWTH} %`)
