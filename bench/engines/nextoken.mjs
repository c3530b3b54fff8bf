// Runs nextoken, as built in this repository.

import { measure } from './measure.mjs'

await measure(async ({ model: folder, type, threads, shape }) => {
  const { loadModel } = await import('../../dist/index.mjs')
  const model = await loadModel(folder, { precision: type, threads, device: 'cpu' })
  return {
    async *tokens(ids, count) {
      const options = { maxTokens: count, temperature: 0, speculation: false }
      for await (const token of model.generate(ids, options)) yield token.id
    },
    async logits(ids) {
      const { data } = await model.logits(ids)
      return data.subarray((ids.length - 1) * shape.vocab)
    },
    dispose: () => model.dispose(),
    about: () => ({ precision: model.precision, threads: model.threads, stats: model.stats() }),
  }
})
