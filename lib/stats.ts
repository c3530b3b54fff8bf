/** What `model.stats()` tells. */

import type { NativeStats } from './native-types.js'

/** Counts since the model was loaded; what runs, waits and is held is of now. */
export interface ModelStats {
  /** Generations in the batch, in the waiting line, and paused until their reader reads or their callback answers. */
  readonly running: number
  readonly waiting: number
  readonly paused: number
  /** Forward passes. */
  readonly steps: number
  /** Milliseconds of the last one. */
  readonly stepMs: number
  /** Milliseconds of all of them together. */
  readonly busyMs: number
  /** Tokens generated in a second of work: `generatedTokens` over `busyMs`. */
  readonly tokensPerSecond: number
  /** Prompt tokens that were computed, those that were in the cache, and tokens generated. */
  readonly promptTokens: number
  readonly cachedTokens: number
  readonly generatedTokens: number
  /**
   * Tokens that were proposed, by looking up repeated text or by the draft model, and those of them that came
   * true; `draft`: the draft model's share.
   */
  readonly speculation: {
    readonly proposed: number
    readonly accepted: number
    readonly draft: { readonly proposed: number; readonly accepted: number }
  }
  /** Times that a sequence gave its memory up for others and was computed again later. */
  readonly preemptions: number
  readonly cache: {
    /** Bytes that the budget allows, that sequences hold, and that remembered prefixes alone take. */
    readonly budgetBytes: number
    readonly heldBytes: number
    readonly reusableBytes: number
    /** Bytes that the draft model's keys and values take, beyond these. */
    readonly draftBytes: number
    /** A block holds the keys and values of this many positions, in this many bytes. */
    readonly blockPositions: number
    readonly blockBytes: number
    /** Prompts that were looked up among the prefixes, and those of which a part was there. */
    readonly lookups: number
    readonly hits: number
    /** Blocks of prefixes that were dropped for others. */
    readonly evictions: number
  }
}

export function modelStats(now: NativeStats): ModelStats {
  const { running, waiting, paused, steps, stepMs, busyMs, blockBytes } = now
  return {
    running,
    waiting,
    paused,
    steps,
    stepMs,
    busyMs,
    tokensPerSecond: busyMs > 0 ? (now.generatedTokens / busyMs) * 1000 : 0,
    promptTokens: now.promptTokens,
    cachedTokens: now.cachedTokens,
    generatedTokens: now.generatedTokens,
    speculation: {
      proposed: now.proposedTokens,
      accepted: now.acceptedTokens,
      draft: { proposed: now.draftProposedTokens, accepted: now.draftAcceptedTokens },
    },
    preemptions: now.preemptions,
    cache: {
      budgetBytes: now.blocks * blockBytes,
      heldBytes: now.blocksHeld * blockBytes,
      reusableBytes: now.blocksReusable * blockBytes,
      draftBytes: now.draftCacheBytes,
      blockPositions: now.blockPositions,
      blockBytes,
      lookups: now.prefixLookups,
      hits: now.prefixHits,
      evictions: now.evictions,
    },
  }
}
