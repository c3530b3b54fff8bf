import { expect, test } from 'vitest'
import { goldenCases } from '../support/golden.js'
import { syntheticDigest } from '../support/synthetic-model.js'

// Logits can only be compared if the models are the same, to the last bit.
test.each(goldenCases())('the weights of $name are those of its fixture', (golden) => {
  expect(syntheticDigest(golden.config, golden)).toBe(golden.weightsSha256)
})
