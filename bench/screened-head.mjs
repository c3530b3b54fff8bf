// How far a cheap look at the output head narrows the choice of the next token:
//
//   node bench/screened-head.mjs [folder of a trained model]
//
// The head is read at 4 bits first; each token's logit is then known up to a bound, and only tokens whose upper
// bound reaches the best lower one would have to be read at 8 bits. The bound must hold always, or the result
// is another one: for each group of 32 inputs, the norm of the rounding errors times the norm of the inputs
// (Cauchy and Schwarz). Prints the tokens that are left, the bound and the error that there really is.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { loadModel } from '../dist/index.mjs'
import { median } from './median.mjs'
import { readTensors } from './read-safetensors.mjs'

const group = 32

// Rounded to `levels` steps to either side of zero, a scale for each group of inputs.
function rounded(weights, levels) {
  const out = new Float32Array(weights.length)
  for (let at = 0; at < weights.length; at += group) {
    const values = weights.subarray(at, at + group)
    const scale = values.reduce((most, w) => Math.max(most, Math.abs(w)), 0) / levels
    for (let i = 0; i < group; i++) out[at + i] = scale && Math.round(values[i] / scale) * scale
  }
  return out
}

const norm = (values) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))

const model = await loadModel(process.argv[2], { precision: 'f32' })
const folder = model.source
// The token embedding, which is the head too.
const {
  dims: [vocab, width],
  data: weights,
} = readTensors(folder).get('wte.weight')
const fine = rounded(weights, 127)
const coarse = rounded(weights, 7)
const errorNorms = new Float32Array(weights.length / group)
for (let g = 0; g < errorNorms.length; g++) {
  const at = g * group
  errorNorms[g] = norm(fine.slice(at, at + group).map((w, i) => w - coarse[at + i]))
}

const hasText = existsSync(join(folder, 'merges.txt'))
const prompt = hasText ? [...model.tokenizer.encode('Once upon a time')] : [1, 2, 3, 4]
const left = []
const bounds = []
const errors = []
for (let seed = 1; seed <= 8; seed++) {
  const { ids } = await model.generate(prompt, { seed, maxTokens: 100 }).result()
  const { hiddenStates } = await model.trace([...prompt, ...ids], { hiddenStates: true })
  const [layers, positions] = hiddenStates.shape
  for (let position = 8; position < positions; position += 16) {
    const at = ((layers - 1) * positions + position) * width
    const x = hiddenStates.data.subarray(at, at + width)
    const inputNorms = Array.from({ length: width / group }, (_, g) =>
      norm(x.subarray(g * group, g * group + group)),
    )
    const lower = new Float64Array(vocab)
    const upper = new Float64Array(vocab)
    for (let v = 0; v < vocab; v++) {
      let exact = 0
      let logit = 0
      let bound = 0
      for (let i = 0; i < width; i++) {
        exact += fine[v * width + i] * x[i]
        logit += coarse[v * width + i] * x[i]
      }
      for (let g = 0; g < inputNorms.length; g++)
        bound += errorNorms[(v * width) / group + g] * inputNorms[g]
      lower[v] = logit - bound
      upper[v] = logit + bound
      bounds.push(bound)
      errors.push(Math.abs(exact - logit))
    }
    const best = lower.reduce((most, value) => Math.max(most, value), -Infinity)
    left.push(upper.filter((value) => value >= best).length / vocab)
  }
}
await model.dispose()

const percent = (share) => `${(100 * share).toFixed(1)} %`
console.log(`${folder}: ${left.length} places, ${vocab} tokens, width ${width}
tokens left by the bound: median ${percent(median(left))}, least ${percent(Math.min(...left))}, most ${percent(Math.max(...left))}
bound of a logit: median ${median(bounds).toFixed(2)}; its real error: median ${median(errors).toFixed(3)}
of the head's bytes read: ${percent(0.5 + median(left))} of those at 8 bits`)
