/**
 * Measures an exported model with nextoken itself, in every precision, and samples stories with it:
 *
 *   node with_library.mjs ../models/NAME out/held-out.json out/library.json
 *
 * out/held-out.json is what `evaluate.py --save-texts` writes. The library must have been built.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { loadModel } from '../dist/index.js'

const precisions = ['f32', 'bf16', 'int8', 'int4']
const stories = 200
const openings = [
  'The old lighthouse keeper',
  'Dear diary,',
  'In a small village by the sea,',
  'One morning, a fox',
]

/** Nats a token and bits a byte of texts, each from an end token to its own, as train.py measures them. */
async function measure(model, texts) {
  const [end] = model.tokenizer.encode('<|endoftext|>', { allowSpecial: true })
  const rows = texts.map((text) =>
    [end, ...model.tokenizer.encode(text), end].slice(0, model.config.contextLength + 1),
  )
  const scores = await model.score(rows)
  const nats = -scores.reduce((sum, score) => sum + score.totalLogprob, 0)
  const tokens = rows.reduce((sum, row) => sum + row.length - 1, 0)
  const bytes = rows.reduce(
    (sum, row) => sum + Buffer.byteLength(model.tokenizer.decode(row, { skipSpecial: true })),
    0,
  )
  return {
    nats_per_token: nats / tokens,
    bits_per_byte: nats / Math.LN2 / bytes,
    texts: texts.length,
  }
}

/** What the model tells at its default settings. */
async function tell(model, prompt, seeds) {
  return Promise.all(
    seeds.map(async (seed) => {
      const { text, finishReason } = await model.generate(prompt, { seed }).result()
      return { seed, prompt, text: prompt + text, ended: finishReason === 'stop' }
    }),
  )
}

const [folder, texts, out] = process.argv.slice(2)
if (!out) throw new Error('usage: node with_library.mjs MODEL HELD_OUT_TEXTS OUT')
const sets = JSON.parse(readFileSync(texts, 'utf8'))
const result = { figures: {}, samples: [], others: [] }
for (const precision of precisions) {
  const model = await loadModel(folder, { precision })
  result.figures[precision] = {}
  for (const [name, of] of Object.entries(sets)) {
    result.figures[precision][name] = await measure(model, of)
  }
  await model.dispose()
}
const model = await loadModel(folder)
const seeds = Array.from({ length: stories }, (_, i) => i + 1)
result.samples = await tell(model, 'Once upon a time', seeds)
for (const opening of openings) result.others.push(...(await tell(model, opening, [1, 2, 3])))
await model.dispose()
writeFileSync(out, JSON.stringify(result, undefined, 1))
