// Runs nextoken, as built in this repository.

import { measure } from './measure.mjs'

await measure(async ({ idsFolder, precision, threads }) => {
  const { loadModel } = await import('../../dist/index.mjs')
  const model = await loadModel(idsFolder, { precision, threads, device: 'cpu' })
  return {
    async *tokens(ids, count) {
      const options = { maxTokens: count, temperature: 0, speculation: false }
      for await (const token of model.generate(ids, options)) yield token.id
    },
    dispose: () => model.dispose(),
    about: () => ({ precision: model.precision, threads: model.threads, stats: model.stats() }),
  }
})
