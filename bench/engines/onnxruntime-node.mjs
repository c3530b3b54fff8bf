// Runs onnxruntime-node by hand: the keys and values that come out of a pass go into the next one.

import { createRequire } from 'node:module'
import { join } from 'node:path'
import { peersFolder } from '../paths.mjs'
import { measure } from './measure.mjs'

await measure(async ({ model: path, shape, threads }) => {
  const require = createRequire(join(peersFolder, 'package.json'))
  const { InferenceSession, Tensor } = require('onnxruntime-node')
  const session = await InferenceSession.create(path, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
  })
  const { vocab, width, layers, heads } = shape
  const integers = (dims, value) => {
    const length = dims.reduce((a, b) => a * b, 1)
    return new Tensor('int64', BigInt64Array.from({ length }, value), dims)
  }
  const emptyCache = (sequences) => {
    const empty = () =>
      new Tensor('float32', new Float32Array(0), [sequences, heads, 0, width / heads])
    const names = Array.from({ length: layers }, (_, i) => [`${i}.key`, `${i}.value`]).flat()
    return Object.fromEntries(names.map((name) => [`past_key_values.${name}`, empty()]))
  }

  // Logits of the last of `length` tokens of each sequence, and the keys and values of all positions.
  async function pass(sequences, known, length, token, past) {
    const outputs = await session.run({
      input_ids: integers([sequences, length], (_, i) =>
        BigInt(token(Math.floor(i / length), i % length)),
      ),
      position_ids: integers([sequences, length], (_, i) => BigInt(known + (i % length))),
      num_logits_to_keep: integers([], () => 1n),
      ...past,
    })
    const present = {}
    for (const [name, tensor] of Object.entries(outputs)) {
      if (name !== 'logits') present[name.replace('present', 'past_key_values')] = tensor
    }
    return { logits: outputs.logits.data, present }
  }

  return {
    async batch(prompts, count, onTokens) {
      const sequences = prompts.length
      const { length } = prompts[0]
      let step = await pass(sequences, 0, length, (s, i) => prompts[s][i], emptyCache(sequences))
      for (let n = 0; ; n++) {
        const { logits, present } = step
        const ids = prompts.map((_, s) => likeliest(logits.subarray(s * vocab, (s + 1) * vocab)))
        onTokens(ids)
        if (n === count - 1) return
        step = await pass(sequences, length + n, 1, (s) => ids[s], present)
      }
    },
    logits: async (ids) => (await pass(1, 0, ids.length, (_, i) => ids[i], emptyCache(1))).logits,
    dispose: () => session.release(),
    about: () => ({ threads }),
  }
})

function likeliest(logits) {
  let best = 0
  for (let id = 1; id < logits.length; id++) if (logits[id] > logits[best]) best = id
  return best
}
