/** Classifier-free guidance: its options, and the text that it leads away from. */

import { NextokenError } from '../errors.js'
import { checkNumber, invalidArgument } from '../options.js'
import type { SamplingOptions } from './options.js'

const LARGEST_SCALE = 100

/** What guidance must know of the model and the request. */
export interface GuidanceModel {
  readonly contextLength: number
  /** Of the generation. */
  readonly prompt: Int32Array
  /** The ids of a text or a list of ids; `name` is what an error calls it. */
  readonly ids: (text: string | ArrayLike<number>, name: string) => Int32Array
}

/** `unguided`: where the other text begins; empty without guidance. */
export function checkGuidance(
  { guidanceScale, negativePrompt }: SamplingOptions,
  overflow: 'stop' | 'slide',
  { contextLength, prompt, ids }: GuidanceModel,
): { guidanceScale: number; unguided: Int32Array } {
  const scale = checkNumber('guidanceScale', guidanceScale ?? 1, 0, LARGEST_SCALE)
  if (negativePrompt !== undefined && guidanceScale === undefined) {
    throw invalidArgument('negativePrompt is for guidanceScale, which was not given')
  }
  const negative =
    negativePrompt === undefined ? prompt.slice(-1) : ids(negativePrompt, 'negativePrompt')
  if (scale === 1) return { guidanceScale: 1, unguided: new Int32Array() }
  if (overflow === 'slide') {
    throw invalidArgument(
      "guidanceScale compares two texts token by token and contradicts overflow: 'slide'; give one or the other",
    )
  }
  if (negative.length >= contextLength) {
    throw new NextokenError(
      'ERR_NEXTOKEN_CONTEXT',
      `negativePrompt has ${negative.length} tokens; this model's context holds ${contextLength}, one of which must be left for the next token`,
    )
  }
  return { guidanceScale: scale, unguided: negative }
}
