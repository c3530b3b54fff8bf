/** `model.beamSearch`: several texts side by side, of which the best as a whole win. */

import { checkInteger, checkNumber, describe, invalidArgument } from '../options.js'
import type { TextOrIds } from '../readout.js'
import { BeamSearch, type BeamSettings } from './beams.js'
import { Frontier } from './frontier.js'
import {
  checkSearch,
  type SearchableModel,
  type SearchFinishReason,
  type SearchOptions,
} from './options.js'

/** Options of `model.beamSearch`. Unknown names are refused, those of sampling among them. */
export interface BeamSearchOptions extends SearchOptions {
  /** Texts that go on side by side, 1 to 256. Default: 4. */
  beams?: number
  /** How many of the best texts are wanted, 1 to `beams`. Default: 1. */
  n?: number
  /**
   * A text's score is its log-probability over length ** lengthPenalty, -10 to 10: above 0 favours long texts,
   * below 0 short ones. Default: 1, the mean of a token.
   */
  lengthPenalty?: number
  /**
   * When the search ends once there are `beams` texts: `true`, at once; `false`, when none that goes on is better
   * now; `'never'`, when none can become better. Default: false.
   */
  earlyStopping?: boolean | 'never'
  /**
   * Diverse beam search: so many groups of beams / groups beams, each of which avoids the tokens that the groups
   * before it take at the same place. Divides `beams`. Default: 1.
   */
  groups?: number
  /**
   * Of `groups`: taken off a token's log-probability for each beam that has taken it, above 0 and at most 100.
   * Default: 0.5.
   */
  diversityPenalty?: number
}

/** A text that a search has found. */
export interface FoundText {
  readonly text: string
  /** Ids of the tokens that `text` is made of. */
  readonly ids: readonly number[]
  readonly finishReason: SearchFinishReason
}

/** A text that beam search has found. */
export interface BeamText extends FoundText {
  /** What the order goes by: see `lengthPenalty`. The logit rules have a part in it, and `diversityPenalty`. */
  readonly score: number
}

const MOST_BEAMS = 256
const LARGEST = 100

const beamOptionNames = [
  'beams',
  'n',
  'lengthPenalty',
  'earlyStopping',
  'groups',
  'diversityPenalty',
] as const satisfies readonly (keyof BeamSearchOptions)[]

export async function beamSearch(
  model: SearchableModel,
  prompt: TextOrIds | undefined,
  options: BeamSearchOptions,
): Promise<BeamText[]> {
  const policy = checkSearch(model, prompt, options, beamOptionNames, 'beamSearch')
  const { ids, plan, most, limit, text, limits } = policy
  const shape = checkBeams(options)
  const n = checkInteger('n', options.n ?? 1, 1, shape.beams)
  const search = new BeamSearch({
    ...shape,
    most,
    stopIds: [...plan.stopIds],
    endsText: (own) => text.stops(own),
  })
  const frontier = new Frontier(model.channel, limits)
  try {
    frontier.begin(ids, { ...plan, topScores: 'beams', topLogprobs: search.candidates })
    for (;;) {
      const rows = await frontier.rows()
      if (rows === undefined) {
        search.end()
        break
      }
      const moves = search.step(rows)
      if (moves.length === 0) break
      frontier.advance(moves)
    }
  } finally {
    frontier.end()
  }
  const reasons = { stop: 'stop', most: limit, ended: 'timeout' } as const
  return search.best(n).map(({ ids: own, score, reason }) => ({
    ...text.of(own),
    score,
    finishReason: reasons[reason],
  }))
}

function checkBeams(
  options: BeamSearchOptions,
): Omit<BeamSettings, 'most' | 'stopIds' | 'endsText'> {
  const beams = checkInteger('beams', options.beams ?? 4, 1, MOST_BEAMS)
  const groups = checkInteger('groups', options.groups ?? 1, 1, beams)
  if (beams % groups !== 0) {
    throw invalidArgument(`groups (${groups}) must divide beams (${beams})`)
  }
  const { diversityPenalty } = options
  if (diversityPenalty !== undefined && groups === 1) {
    throw invalidArgument('diversityPenalty is for groups, of which there is only one')
  }
  return {
    beams,
    groups,
    diversityPenalty:
      groups === 1
        ? 0
        : checkNumber('diversityPenalty', diversityPenalty ?? 0.5, 0, LARGEST, {
            minExclusive: true,
          }),
    lengthPenalty: checkNumber('lengthPenalty', options.lengthPenalty ?? 1, -10, 10),
    earlyStopping: checkEarlyStopping(options.earlyStopping ?? false),
  }
}

function checkEarlyStopping(value: unknown): boolean | 'never' {
  if (typeof value === 'boolean' || value === 'never') return value
  throw invalidArgument(`earlyStopping must be true, false or 'never', got ${describe(value)}`)
}
