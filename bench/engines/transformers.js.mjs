// Runs transformers.js on the CPU, through the generate method of its model.

import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { peersFolder } from '../paths.mjs'
import { measure } from './measure.mjs'

await measure(async ({ model: folder, type, threads }) => {
  const entry = 'node_modules/@huggingface/transformers/dist/transformers.node.mjs'
  const { AutoModelForCausalLM, BaseStreamer, Tensor } = await import(
    pathToFileURL(join(peersFolder, entry)).href
  )
  const model = await AutoModelForCausalLM.from_pretrained(folder, {
    dtype: type,
    device: 'cpu',
    local_files_only: true,
    session_options: { intraOpNumThreads: threads, interOpNumThreads: 1 },
  })
  const tensor = (prompts) => {
    const ids = BigInt64Array.from(prompts.flatMap((ids) => Array.from(ids, BigInt)))
    return new Tensor('int64', ids, [prompts.length, prompts[0].length])
  }
  return {
    async batch(prompts, count, onTokens) {
      // The prompts come first.
      let prompt = true
      class Streamer extends BaseStreamer {
        put(ids) {
          if (!prompt) onTokens(ids.map(([id]) => Number(id)))
          prompt = false
        }
        end() {}
      }
      const options = { max_new_tokens: count, do_sample: false, streamer: new Streamer() }
      await model.generate({ inputs: tensor(prompts), ...options })
    },
    async logits(ids) {
      const inputs = tensor([ids])
      const attention_mask = new Tensor(
        'int64',
        new BigInt64Array(ids.length).fill(1n),
        inputs.dims,
      )
      const { logits } = await model({ input_ids: inputs, attention_mask })
      const [, positions, vocab] = logits.dims
      return logits.data.subarray((positions - 1) * vocab)
    },
    dispose: () => model.dispose(),
    about: () => ({ threads }),
  }
})
