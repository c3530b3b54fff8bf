// What prompt lookup gains on text that repeats as texts do:
//
//   node bench/lookup.mjs [--precision int8] [--threads 2] [--rounds 5]
//
// The embedded model in the shape of GPT-2 124M (enlarged.mjs) goes on greedily, with speculation and without, in
// turns. The tokens must be the same.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadModel, loadTokenizer } from '../dist/index.mjs'
import { writeEnlarged } from './enlarged.mjs'
import { median } from './median.mjs'
import { shapes } from './model.mjs'
import { dataFolder } from './paths.mjs'

const { values: options } = parseArgs({
  options: {
    precision: { type: 'string', default: 'int8' },
    rounds: { type: 'string', default: '5' },
    threads: { type: 'string', default: '2' },
  },
})

const kinds = {
  'a story': ['Once upon a time', 'One day', 'Tom had', 'In the forest', 'The old man'].map(
    (opening) => ({ prompt: opening, maxTokens: 240 }),
  ),
  // The embedded model seldom repeats itself: what the line is made of is favoured.
  'a refrain': [
    '"Who is there?" asked Anna. "It is me," said the fox. ',
    'One step, two steps. ',
  ].map((line) => ({ prompt: line.repeat(6), maxTokens: 240, favoured: line + line })),
}

const folder = join(dataFolder, 'gpt2', 'enlarged')
const tokenizer = await loadTokenizer()
if (!existsSync(join(folder, 'model.safetensors'))) {
  const small = await loadModel()
  writeEnlarged(folder, small.source, shapes.gpt2)
  await small.dispose()
}
const model = await loadModel(folder, {
  precision: options.precision,
  threads: Number(options.threads),
  prefixCache: false,
})

// Tokens a second from the first token on.
async function rate({ prompt, maxTokens, favoured = '' }, speculation) {
  const logitBias = Object.fromEntries([...tokenizer.encode(favoured)].map((id) => [id, 20]))
  const result = await model
    .generate([...tokenizer.encode(prompt)], {
      maxTokens,
      temperature: 0,
      logitBias,
      stop: [tokenizer.endOfText],
      speculation,
    })
    .result()
  return { ids: result.ids, rate: result.timings.tokensPerSecond }
}

console.log(
  `GPT-2 124M's shape, ${options.precision}, ${options.threads} threads; tokens/s, medians of ${options.rounds} rounds in turns`,
)
for (const [kind, texts] of Object.entries(kinds)) {
  const rates = { with: [], without: [] }
  const before = model.stats().speculation
  for (let round = 0; round <= Number(options.rounds); round++) {
    const sums = { with: 0, without: 0 }
    for (const text of texts) {
      const plain = await rate(text, false)
      const fast = await rate(text, true)
      if (fast.ids.join() !== plain.ids.join()) throw new Error('speculation changed the text')
      sums.with += fast.rate / texts.length
      sums.without += plain.rate / texts.length
    }
    // The first round warms up.
    if (round > 0) for (const name of ['with', 'without']) rates[name].push(sums[name])
  }
  const after = model.stats().speculation
  const accepted = (after.accepted - before.accepted) / (after.proposed - before.proposed)
  const ratio = median(rates.with.map((value, i) => value / rates.without[i]))
  console.log(
    `${kind}: ${median(rates.without).toFixed(1)} without, ${median(rates.with).toFixed(1)} with, ${ratio.toFixed(2)} times; ${(100 * accepted).toFixed(0)} % of the proposed tokens came true`,
  )
}
await model.dispose()
