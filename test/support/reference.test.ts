/** The float64 reference of these tests against the one of `test/golden`, which shares no code with it. */

import { expect, it } from 'vitest'
import { goldenCases } from './golden.js'
import { ReferenceModel } from './reference.js'

const cases = [
  'epsilon-1e-3',
  'head-size-1',
  'head-size-3-unscaled',
  'head-size-65',
  'inverse-layer-scale',
  'twelve-layers',
]

it.each(goldenCases().filter(({ name }) => cases.includes(name)))(
  'the reference agrees with the golden logits of $name',
  ({ config, seed, ids, positions, logits }) => {
    const computed = new ReferenceModel(config, seed).run(ids).logits
    const picked = positions.flatMap((position) => [...computed[position]!])
    // The golden logits are float32, of size 10 at most.
    const furthest = picked.reduce(
      (most, value, at) => Math.max(most, Math.abs(value - logits[at]!)),
      0,
    )
    expect(furthest).toBeLessThan(2e-6)
  },
)
