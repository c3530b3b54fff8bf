/** `model.contrastiveSearch`: one text of likely tokens that does not repeat itself. */

import { normalizeRows } from '../insight.js'
import { checkInteger, checkNumber } from '../options.js'
import { allocate, type TextOrIds } from '../readout.js'
import type { FoundText } from './beam-search.js'
import { bestContrast, HiddenStates } from './contrastive.js'
import { Frontier } from './frontier.js'
import { checkSearch, type SearchableModel, type SearchOptions } from './options.js'

/** Options of `model.contrastiveSearch`. Unknown names are refused, those of sampling among them. */
export interface ContrastiveSearchOptions extends SearchOptions {
  /**
   * How much a token's unlikeness to all before it counts beside its probability, 0 to 1. 0 takes the likeliest.
   * Default: 0.6.
   */
  alpha?: number
  /** The likeliest tokens that are tried at each place, 1 to 100 (or the vocabulary). Default: 4. */
  topK?: number
}

const MOST_TRIED = 100

export async function contrastiveSearch(
  model: SearchableModel,
  prompt: TextOrIds | undefined,
  options: ContrastiveSearchOptions,
): Promise<FoundText> {
  const own = ['alpha', 'topK'] as const satisfies readonly (keyof ContrastiveSearchOptions)[]
  const policy = checkSearch(model, prompt, options, own, 'contrastiveSearch')
  const { ids, plan, most, limit, text, limits } = policy
  const alpha = checkNumber('alpha', options.alpha ?? 0.6, 0, 1)
  const topK = checkInteger('topK', options.topK ?? 4, 1, MOST_TRIED)
  const { embeddingSize: width, layers } = model.config
  const found: number[] = []
  const result = (finishReason: FoundText['finishReason']) => ({ ...text.of(found), finishReason })
  const frontier = new Frontier(model.channel, limits)
  try {
    const hidden = allocate('hidden states', ids.length, width)
    const reading = { ids, hidden, hiddenFirst: layers, hiddenCount: 1, sharesPrefix: true }
    if (!(await frontier.read([reading], plan.priority))) return result('timeout')
    normalizeRows(hidden, width)
    const states = new HiddenStates(hidden, width, most)
    frontier.begin(ids, {
      ...plan,
      topScores: 'rules',
      topLogprobs: topK,
      hidden: true,
      openEnded: true,
    })
    let rows = await frontier.rows()
    let parent = 0
    while (rows !== undefined) {
      const candidates = rows[parent]!.filter(({ logprob }) => logprob > Number.NEGATIVE_INFINITY)
      if (found.length === most || candidates.length === 0) return result(limit)
      // All are tried: it is the state after a token that tells how alike it is.
      frontier.advance(candidates.map(({ id }) => ({ parent, token: id })))
      rows = await frontier.rows()
      if (rows === undefined) break
      const tried = candidates.map((_, at) => frontier.hiddenOf(at))
      for (const state of tried) normalizeRows(state, width)
      const likeness = tried.map((state) => states.likeness(state))
      parent = bestContrast(candidates, likeness, alpha)
      const { id } = candidates[parent]!
      if (plan.stopIds.includes(id)) return result('stop')
      found.push(id)
      if (text.stops(found)) return result('stop')
      states.add(tried[parent]!)
    }
    return result('timeout')
  } finally {
    frontier.end()
  }
}
