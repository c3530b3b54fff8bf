// Runs node-llama-cpp (llama.cpp's Node binding) through its lowest-level interface, on the CPU.

import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { peersFolder } from '../paths.mjs'
import { measure } from './measure.mjs'

await measure(async ({ model: gguf, shape, threads, slots, flashAttention }) => {
  const entry = join(peersFolder, 'node_modules/node-llama-cpp/dist/index.js')
  const { getLlama } = await import(pathToFileURL(entry).href)
  const llama = await getLlama({
    gpu: false,
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    logLevel: 'error',
    maxThreads: threads,
  })
  const model = await llama.loadModel({ modelPath: gguf })
  const context = await model.createContext({
    sequences: slots,
    contextSize: shape.context,
    batchSize: 512,
    threads,
    flashAttention,
  })
  const sequences = Array.from({ length: slots }, () => context.getSequence())
  let threadsUsed
  return {
    async *tokens(ids, count, slot) {
      const sequence = sequences[slot]
      // Keeps what the slot knows of these tokens; the last one is always evaluated.
      await sequence.adaptStateToTokens([...ids.slice(0, -1)])
      const known = sequence.nextTokenIndex
      // Made-up weights may say "end of text" at any time: yield it like any other token.
      const options = { temperature: 0, yieldEogToken: true }
      let left = count
      for await (const id of sequence.evaluate([...ids.slice(known)], options)) {
        threadsUsed = context.currentThreads
        yield id
        if (--left === 0) return
      }
    },
    dispose: () => llama.dispose(),
    about: () => ({ threads: threadsUsed, system: llama.systemInfo }),
  }
})
