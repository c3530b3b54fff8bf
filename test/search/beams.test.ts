/** Beam search as arithmetic, against all texts that there are. */

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BeamSearch, type Candidate } from '../../dist/search/beams.js'

const VOCABULARY = 3
const STOP = 2
const MOST = 4

/** Log-probabilities of the next token after each text, which are random but always the same. */
function tableOf(seed: number) {
  return (ids: readonly number[]): Candidate[] => {
    let state = ids.reduce((hash, id) => Math.imul(hash ^ (id + 1), 0x01000193), seed)
    const weights = Array.from({ length: VOCABULARY }, () => {
      state = (Math.imul(state, 1103515245) + 12345) | 0
      return 1 + ((state >>> 8) % 1000)
    })
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    return weights
      .map((weight, id) => ({ id, logprob: Math.log(weight / total) }))
      .sort((a, b) => b.logprob - a.logprob || a.id - b.id)
  }
}

function allTexts(table: (ids: readonly number[]) => Candidate[], lengthPenalty: number) {
  const texts: { ids: readonly number[]; score: number }[] = []
  const visit = (ids: readonly number[], total: number) => {
    for (const { id, logprob } of table(ids)) {
      const length = ids.length + 1
      const score = (total + logprob) / length ** lengthPenalty
      if (id === STOP) texts.push({ ids, score })
      else if (length === MOST) texts.push({ ids: [...ids, id], score })
      else visit([...ids, id], total + logprob)
    }
  }
  visit([], 0)
  return texts.sort((a, b) => b.score - a.score)
}

it('finds the best of all texts where there are beams enough', () => {
  fc.assert(
    fc.property(fc.nat(), fc.double({ min: -2, max: 2, noNaN: true }), (seed, lengthPenalty) => {
      const table = tableOf(seed)
      // More beams than texts that go on: nothing falls behind.
      const search = new BeamSearch({
        beams: 2 ** MOST * 2,
        groups: 1,
        diversityPenalty: 0,
        lengthPenalty,
        earlyStopping: 'never',
        most: MOST,
        stopIds: [STOP],
        endsText: () => false,
      })
      let texts: (readonly number[])[] = [[]]
      while (texts.length > 0) {
        const moves = search.step(texts.map(table))
        texts = moves.map(({ parent, token }) => [...texts[parent]!, token])
      }
      const found = search.best(5).map(({ ids, score }) => ({ ids, score: score.toFixed(9) }))
      const best = allTexts(table, lengthPenalty)
        .slice(0, 5)
        .map(({ ids, score }) => ({ ids, score: score.toFixed(9) }))
      expect(found).toEqual(best)
    }),
  )
})
