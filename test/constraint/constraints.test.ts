/** Which grammars of a model are remembered. */

import { expect, it } from 'vitest'
import { Constraints } from '../../dist/constraint/constraints.js'
import { checkFormat } from '../../dist/constraint/format.js'
import { loadTokenizer } from '../../dist/index.js'

const REMEMBERED = 16

it('the ones that were used last are read once, and the others forgotten', async () => {
  const tokenizer = await loadTokenizer()
  const constraints = new Constraints(tokenizer, tokenizer.vocabSize, [])
  const of = (format: object) => constraints.of(checkFormat(format))
  const regex = of({ regex: '[a-z]+' })
  const schema = of({ json: { type: 'string' } })
  for (let i = 0; i < REMEMBERED - 2; i++) of({ regex: `x{${i + 1}}` })
  expect(of({ regex: '[a-z]+' })).toBe(regex)
  of({ choices: ['yes', 'no'] })
  expect(of({ regex: '[a-z]+' })).toBe(regex)
  // The schema was the one that nobody had asked for longest.
  expect(of({ json: { type: 'string' } })).not.toBe(schema)
})
