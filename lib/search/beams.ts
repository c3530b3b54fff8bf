/**
 * Beam search as arithmetic on log-probabilities: which beams go on with which tokens, and which texts are best.
 * It knows no model and no text.
 *
 * The results are those of Hugging Face transformers: of its `generate` since version 4.50 and, with groups
 * (diverse beam search, Vijayakumar et al. 2016), of the `BeamSearchScorer` that its search in groups still has.
 */

/** A token that may come next, and its log-probability after the logit rules. */
export interface Candidate {
  readonly id: number
  readonly logprob: number
}

/** The beam that goes on, by its place among the rows of the step, and the token that it goes on with. */
export interface Move {
  readonly parent: number
  readonly token: number
}

/** A text that has ended. */
export interface Hypothesis<Reason> {
  /** Its tokens, without the stop id that ended it. */
  readonly ids: readonly number[]
  /** Its log-probability over length ** lengthPenalty; a stop id counts in both. */
  readonly score: number
  readonly reason: Reason
}

export interface BeamSettings {
  readonly beams: number
  /** Divides `beams`; 1 is plain beam search. */
  readonly groups: number
  /** Taken off for every beam of the groups before that has just chosen the same token. */
  readonly diversityPenalty: number
  readonly lengthPenalty: number
  /**
   * When to end once there are as many texts as beams: at once; when the best beam is no better now; or when it
   * can become no better.
   */
  readonly earlyStopping: boolean | 'never'
  /** Tokens at most, >= 1. */
  readonly most: number
  readonly stopIds: readonly number[]
  /** Whether a text ends with its newest token. */
  readonly endsText: (ids: readonly number[]) => boolean
}

/** Why a text ended: a stop id or `endsText`, `most`, or `BeamSearch.end`. */
export type EndReason = 'stop' | 'most' | 'ended'

interface Beam {
  readonly ids: readonly number[]
  readonly total: number
  /** Its place among the rows of the next step. */
  readonly row: number
}

type Row = readonly Candidate[]

export class BeamSearch {
  readonly #groups: readonly Group[]
  /** What a group that has ended says in transformers: its padding token, which for GPT-2 is end-of-text. */
  readonly #padding: readonly number[]
  /** Candidates that `step` needs of each beam, best first, as far as there are so many. */
  readonly candidates: number

  constructor(settings: BeamSettings) {
    const { beams, groups } = settings
    const size = beams / groups
    this.#groups = Array.from({ length: groups }, () => new Group(settings, size))
    this.#padding = Array.from({ length: size }, () => settings.stopIds[0] ?? -1)
    // The tokens that the groups before have chosen may all be among the best, and fall behind.
    this.candidates = keptOf(settings, size) + (beams - size)
  }

  /**
   * `rows`: what may come after each beam of the last moves; of the prompt at first. The moves are in the order of
   * the next rows; none where the search has ended.
   */
  step(rows: readonly Row[]): Move[] {
    const moves: Move[] = []
    const chosen = new Map<number, number>()
    for (const group of this.#groups) {
      const wasEnded = group.ended
      const own = wasEnded ? [] : group.step(rows, moves.length, chosen)
      const tokens = wasEnded ? this.#padding : own.map(({ token }) => token)
      for (const token of tokens) chosen.set(token, (chosen.get(token) ?? 0) + 1)
      if (!group.ended) moves.push(...own)
    }
    return moves
  }

  /** Ends the search: the texts of open beams count as they are. */
  end(): void {
    for (const group of this.#groups) group.end('ended')
  }

  /** The best texts that have ended, best first. */
  best(count: number): Hypothesis<EndReason>[] {
    return sorted(this.#groups.flatMap((group) => group.finished)).slice(0, count)
  }
}

/** Of the best continuations so many are looked at: whatever ends, as many as the beams go on. */
function keptOf({ stopIds }: BeamSettings, size: number): number {
  return Math.max(2, 1 + stopIds.length) * size
}

function sorted(hypotheses: readonly Hypothesis<EndReason>[]): Hypothesis<EndReason>[] {
  return [...hypotheses].sort((a, b) => b.score - a.score)
}

/** Beams that compete with each other, and the best texts that have come of them. */
class Group {
  readonly #settings: BeamSettings
  readonly #size: number
  readonly #plain: boolean
  readonly #stopIds: ReadonlySet<number>
  #beams: readonly Beam[] = [{ ids: [], total: 0, row: 0 }]
  #finished: readonly Hypothesis<EndReason>[] = []
  #length = 0

  constructor(settings: BeamSettings, size: number) {
    this.#settings = settings
    this.#size = size
    this.#plain = settings.groups === 1
    this.#stopIds = new Set(settings.stopIds)
  }

  get finished(): readonly Hypothesis<EndReason>[] {
    return this.#finished
  }

  get ended(): boolean {
    return this.#beams.length === 0
  }

  /** `chosen`: how many beams of the groups before have chosen each token. */
  step(rows: readonly Row[], firstRow: number, chosen: ReadonlyMap<number, number>): Move[] {
    const last = ++this.#length === this.#settings.most
    const candidates = this.#continuations(rows, chosen)
    const beams: Beam[] = []
    const moves: Move[] = []
    for (const [rank, { beam, id, total }] of candidates.entries()) {
      if (beams.length === this.#size) break
      const ids = [...beam.ids, id]
      const stopId = this.#stopIds.has(id)
      const stops = stopId || this.#settings.endsText(ids)
      if (stops || (last && this.#plain)) {
        // Those behind are there to go on, not to end.
        if (rank < this.#size) this.#finish(stopId ? beam.ids : ids, total, stops ? 'stop' : 'most')
      } else {
        moves.push({ parent: beam.row, token: id })
        beams.push({ ids, total, row: firstRow + beams.length })
      }
    }
    this.#beams = beams
    // Until version 4.50 of transformers, and in groups still, a text that has just ended counts as one that goes on.
    const best = this.#plain ? beams[0]?.total : candidates[0]?.total
    if (best === undefined || !this.#mayImprove(best)) this.#beams = []
    if (last) this.end('most')
    return moves
  }

  end(reason: EndReason): void {
    for (const { ids, total } of this.#beams) this.#finish(ids, total, reason)
    this.#beams = []
  }

  #continuations(rows: readonly Row[], chosen: ReadonlyMap<number, number>) {
    const { diversityPenalty } = this.#settings
    return this.#beams
      .flatMap((beam) =>
        rows[beam.row]!.map(({ id, logprob }) => ({
          beam,
          id,
          total: beam.total + logprob - diversityPenalty * (chosen.get(id) ?? 0),
        })),
      )
      .filter(({ total }) => total > Number.NEGATIVE_INFINITY)
      .sort((a, b) => b.total - a.total || a.beam.row - b.beam.row || a.id - b.id)
      .slice(0, keptOf(this.#settings, this.#size))
  }

  #finish(ids: readonly number[], total: number, reason: EndReason): void {
    const score = total / this.#scale(Math.max(1, this.#length))
    this.#finished = sorted([...this.#finished, { ids, score, reason }]).slice(0, this.#size)
  }

  #scale(length: number): number {
    return length ** this.#settings.lengthPenalty
  }

  /** Whether a beam of this total may still come to be one of the best texts. */
  #mayImprove(total: number): boolean {
    const { earlyStopping, lengthPenalty, most } = this.#settings
    if (this.#finished.length < this.#size) return true
    if (earlyStopping === true) return false
    const length = earlyStopping === 'never' && lengthPenalty > 0 ? most : this.#length
    return total / this.#scale(length) > this.#finished.at(-1)!.score
  }
}
