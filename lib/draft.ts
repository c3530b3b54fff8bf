/** The smaller model of `loadModel`'s option `draft`: its files, checked against the model that it drafts for. */

import { isDeepStrictEqual } from 'node:util'
import type { ModelFiles } from './formats/huggingface-folder.js'
import { invalidArgument } from './options.js'
import type { Tokenizer } from './tokenizer/index.js'
import { makeTokenizer } from './tokenizer-cache.js'

/**
 * What both models call a token must be the same token.
 *
 * @throws NextokenError `ERR_NEXTOKEN_INVALID_ARGUMENT`.
 */
export async function checkVocabulary(model: ModelFiles, draft: ModelFiles): Promise<void> {
  const [modelSize, draftSize] = [model.config.vocabSize, draft.config.vocabSize]
  if (draftSize !== modelSize) {
    throw invalidArgument(
      `draft must have the model's vocabulary, but has ${draftSize} tokens where the model has ${modelSize}`,
    )
  }
  // A model without a tokenizer speaks in ids alone.
  const ourFiles = await model.tokenizerFiles
  const itsFiles = await draft.tokenizerFiles
  if (ourFiles === undefined || itsFiles === undefined) return
  if (isDeepStrictEqual(ourFiles, itsFiles)) return
  const [ours, its] = [makeTokenizer(ourFiles), makeTokenizer(itsFiles)]
  for (let id = 0; id < Math.max(ours.vocabSize, its.vocabSize); id++) {
    const [wanted, found] = [bytesOf(ours, id), bytesOf(its, id)]
    if (wanted.equals(found)) continue
    throw invalidArgument(
      `draft must have the model's vocabulary, but its token ${id} is ${JSON.stringify(found.toString())}, the model's is ${JSON.stringify(wanted.toString())}`,
    )
  }
}

/** Nothing where the id is a gap. */
function bytesOf(tokenizer: Tokenizer, id: number): Buffer {
  try {
    return Buffer.from(tokenizer.tokenBytes(id))
  } catch {
    return Buffer.alloc(0)
  }
}
