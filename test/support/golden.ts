/** The fixtures of `test/golden`: logits that a float64 GPT-2 has for synthetic models. */

import { readdirSync, readFileSync } from 'node:fs'
import type { SyntheticConfig, SyntheticDtype } from './synthetic-model.js'

export interface GoldenCase {
  name: string
  config: SyntheticConfig
  /** With `config` and `dtype`, what `writeSyntheticModel` needs to write the model. */
  seed: number
  dtype: SyntheticDtype
  /** What `syntheticDigest` gives for the model. */
  weightsSha256: string
  ids: number[]
  /** Indices into `ids` whose logits are kept, ascending. */
  positions: number[]
  /** `[positions.length, vocab_size]`. */
  logits: Float32Array
}

const folder = new URL('../golden/', import.meta.url)

/** All cases, by name. */
export function goldenCases(): GoldenCase[] {
  const names = readdirSync(folder).filter((file) => file.endsWith('.json'))
  return names.sort().map((file) => readCase(file.slice(0, -'.json'.length)))
}

function readCase(name: string): GoldenCase {
  const read = (extension: string) => readFileSync(new URL(`${name}.${extension}`, folder))
  const { weights_sha256, ...fixture } = JSON.parse(read('json').toString())
  // A copy: the bytes of a small file may begin anywhere in Node's pool.
  const logits = new Float32Array(Uint8Array.from(read('f32')).buffer)
  if (logits.length !== fixture.positions.length * fixture.config.vocab_size) {
    throw new Error(
      `test/golden/${name}.f32 has ${logits.length} logits, not what ${name}.json says`,
    )
  }
  return { ...fixture, name, weightsSha256: weights_sha256, logits }
}
