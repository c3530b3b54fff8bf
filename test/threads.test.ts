/** The default number of threads. */

import { availableParallelism } from 'node:os'
import { expect, it } from 'vitest'
import { coresOf, defaultThreads } from '../dist/threads.js'

const processor = (index: number, socket: number, core: number) =>
  `processor\t: ${index}\nphysical id\t: ${socket}\ncore id\t\t: ${core}\n`

it('counts cores, not their hardware threads', () => {
  const text = [
    processor(0, 0, 0),
    processor(1, 0, 0),
    processor(2, 0, 1),
    processor(3, 0, 1),
    processor(4, 1, 0),
    processor(5, 1, 0),
  ].join('\n')
  expect(coresOf(text)).toBe(3)
})

it('says so where it cannot tell', () => {
  expect(coresOf('processor\t: 0\nBogoMIPS\t: 50.00\n\nprocessor\t: 1\n')).toBeUndefined()
  expect(coresOf('')).toBeUndefined()
})

it('is never more than the process may use', () => {
  expect(defaultThreads()).toBeGreaterThanOrEqual(1)
  expect(defaultThreads()).toBeLessThanOrEqual(availableParallelism())
})
