/** The whole model against the float64 reference, on every kernel table that this machine can run. */

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { instructionSets } from '../dist/index.js'
import { goldenCases } from './support/golden.js'
import { writeSyntheticModel } from './support/synthetic-model.js'

/** Largest relative error of all logits, |out - reference| / |reference|. */
const limits = { f32: 2e-5, bf16: 2e-2, int8: 3e-2, int4: 2.5e-1 }

const cases = goldenCases()
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nextoken-fidelity-'))
  for (const golden of cases) {
    writeSyntheticModel(join(folder, golden.name), golden.config, {
      seed: golden.seed,
      dtype: golden.dtype,
    })
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

// The table is chosen once in a process, so each has its own.
const measure = join(import.meta.dirname, 'support', 'measure-fidelity.mjs')

describe.each(instructionSets().available)('kernel table %s', (table) => {
  let errors: Record<string, Record<string, number>>
  beforeAll(() => {
    const output = execFileSync(process.execPath, [measure, folder], {
      env: { ...process.env, NEXTOKEN_ISA: table },
      input: JSON.stringify(
        cases.map(({ name, ids, positions, logits }) => ({
          name,
          ids,
          positions,
          logits: [...logits],
        })),
      ),
      maxBuffer: 1 << 26,
    })
    errors = JSON.parse(output.toString())
  })

  it.each(cases.map((golden) => golden.name))('%s', (name) => {
    for (const [precision, limit] of Object.entries(limits)) {
      expect(errors[name]?.[precision], precision).toBeLessThanOrEqual(limit)
    }
  })
})
