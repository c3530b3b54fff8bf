/** Where the plain numbers come from: what is given, the preset, the model's file, the library's default. */

import { checkOneOf } from '../options.js'

/** Options that presets and `generation_config.json` may set. */
export interface SamplingNumbers {
  readonly temperature: number
  readonly topK: number
  readonly topP: number
  readonly minP: number
  readonly typicalP: number
  readonly epsilonCutoff: number
  readonly etaCutoff: number
  readonly repetitionPenalty: number
  readonly noRepeatNgram: number
}

export type SamplingPreset = 'greedy' | 'precise' | 'creative' | 'gpt2-original'

const neutral: SamplingNumbers = {
  temperature: 1,
  topK: 0,
  topP: 1,
  minP: 0,
  typicalP: 1,
  epsilonCutoff: 0,
  etaCutoff: 0,
  repetitionPenalty: 1,
  noRepeatNgram: 0,
}

/** OpenAI's GPT-2 code drew at temperature 1 among the 40 likeliest. */
export const libraryDefaults: SamplingNumbers = { ...neutral, topK: 40 }

const presets: Readonly<Record<SamplingPreset, SamplingNumbers>> = {
  greedy: { ...neutral, temperature: 0 },
  // Low temperatures make GPT-2 repeat itself; Keskar et al. 2019 (CTRL) penalise by 1.2.
  precise: { ...neutral, temperature: 0.6, topP: 0.9, repetitionPenalty: 1.1 },
  // Nguyen et al. 2024, "Turning up the heat": min-p keeps high temperatures coherent.
  creative: { ...neutral, temperature: 1.2, minP: 0.05 },
  'gpt2-original': libraryDefaults,
}

const presetNames = Object.keys(presets) as SamplingPreset[]

/** The values of a preset. @throws NextokenError for one that there is not. */
export function presetNumbers(preset: unknown): SamplingNumbers {
  return presets[checkOneOf('preset', preset, presetNames)]
}
