/** Follows one text through a grammar, token by token, and says which tokens may come next. */

import { END } from './automaton.js'
import type { Exits, Masks } from './masks.js'
import { NO_CALLS, NOWHERE, type Recognizer, tooAmbiguous } from './recognizer.js'

/** A rule that waits for one it has called. */
class Frame {
  /** Tokens that are enough to end all rules from here to the root. */
  readonly distance: number
  readonly #calls = new Map<number, Frame>()

  /** Goes on in state `next` of the rule that `before` has called; the root has no `before`. */
  constructor(
    readonly next: number,
    readonly before: Frame | undefined,
    distance: number,
  ) {
    this.distance = distance + (before?.distance ?? 0)
  }

  /** The frame of a call, the same one each time. */
  call(next: number, distance: number): Frame {
    let frame = this.#calls.get(next)
    if (frame === undefined) {
      frame = new Frame(next, this, distance)
      this.#calls.set(next, frame)
    }
    return frame
  }
}

/** Ways through the rules that are followed at the same time. */
const MOST_FRAMES = 1000

/** Where a text may be in the grammar: in states of one rule, each of which reads a byte next. */
interface Position {
  readonly states: readonly number[]
  readonly frame: Frame
}

/** A set that some bytes have led to. */
interface Reached {
  readonly set: number
  readonly frame: Frame
}

/** What is left of a distance to the root's end before the frame's own rules begin to end. */
function within(distance: number, frame: Frame): number {
  return distance === Number.POSITIVE_INFINITY ? distance : distance - frame.distance
}

/** One text's way through a grammar. */
export class Matcher {
  readonly #recognizer: Recognizer
  /** One for each trie. */
  readonly #masks: readonly Masks[]
  #positions: readonly Position[] = []
  #isComplete = false

  constructor(recognizer: Recognizer, masks: readonly Masks[]) {
    this.#recognizer = recognizer
    this.#masks = masks
    this.#tidy()
    const root = new Frame(END, undefined, 0)
    this.#settle([{ set: recognizer.entry(recognizer.automaton.starts[0]!), frame: root }])
  }

  /** Whether the text may end here. */
  get isComplete(): boolean {
    return this.#isComplete
  }

  /** Whether anything may follow. */
  get canGoOn(): boolean {
    return this.#positions.length > 0
  }

  /** Tokens that are enough to complete the text; Infinity where the vocabulary does not suffice. */
  get distance(): number {
    if (this.#isComplete) return 0
    const distances = this.#positions.flatMap(({ states, frame }) =>
      states.map((state) => this.#recognizer.distanceFrom(state) + frame.distance),
    )
    return distances.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  }

  /** Goes on with the bytes of a token; false, and nothing is changed, where they do not fit. */
  accept(bytes: Uint8Array): boolean {
    this.#tidy()
    const reached: Reached[] = []
    for (const { states, frame } of this.#positions) {
      this.#read(this.#recognizer.among(states), frame, bytes, 0, reached)
    }
    if (reached.length === 0) return false
    this.#settle(reached)
    return true
  }

  /**
   * The tokens that may come next: bit i of word j is token 32 j + i.
   *
   * @param left tokens that may still come, the next one included. Those after which the others might not suffice to
   *   complete the text are left out.
   */
  allowed(left: number): Int32Array {
    this.#tidy()
    const words = this.#masks[0]!.none()
    for (const masks of this.#masks) this.#allow(masks, words, left - 1)
    return words
  }

  #tidy(): void {
    if (this.#recognizer.tidy()) for (const masks of this.#masks) masks.clear()
  }

  #allow(masks: Masks, words: Int32Array, mostDistance: number): void {
    const { automaton } = this.#recognizer
    for (const { states, frame } of this.#positions) {
      const most = within(mostDistance, frame)
      const alike = states.map((state) => automaton.alike(state, masks.trie.longest))
      const local = masks.of(this.#recognizer.among(alike))
      let exits = local.exits
      if (local.mostDistance <= most) {
        for (let i = 0; i < words.length; i++) words[i]! |= local.words[i]!
      } else {
        exits = masks.allow(this.#recognizer.among(states), most, words)
      }
      this.#allowAfter(frame, exits, masks, words, mostDistance)
    }
  }

  /** Allows what goes on from the exits of the frame's rule: in its caller, and in those whose rules end with it. */
  #allowAfter(
    frame: Frame,
    exits: Exits,
    masks: Masks,
    words: Int32Array,
    mostDistance: number,
  ): void {
    if (exits.length === 0) return
    for (const { set, before } of this.#callers(frame)) {
      const most = within(mostDistance, before)
      const further: number[][] = []
      exits.forEach((nodes, byteClass) => {
        if (this.#recognizer.step(set, byteClass) === NOWHERE) return
        for (const node of nodes!) masks.walk(set, node, most, words, further)
      })
      this.#allowAfter(before, further, masks, words, mostDistance)
    }
  }

  /** Where a text may be once the frame's rule has ended, before any byte. */
  *#callers(frame: Frame): Generator<{ set: number; before: Frame }> {
    for (let { next, before } = frame; before !== undefined; { next, before } = before) {
      const set = this.#recognizer.entry(next)
      yield { set, before }
      if (!this.#recognizer.isEnd(set)) break
    }
  }

  #read(set: number, frame: Frame, bytes: Uint8Array, from: number, reached: Reached[]): void {
    const { classes } = this.#recognizer.automaton
    let here = set
    for (let at = from; at < bytes.length; at++) {
      here = this.#recognizer.step(here, classes[bytes[at]!]!)
      if (here === NOWHERE) return
      if (!this.#recognizer.isEnd(here) || at + 1 === bytes.length) continue
      for (const { set, before } of this.#callers(frame)) {
        this.#read(set, before, bytes, at + 1, reached)
      }
    }
    reached.push({ set: here, frame })
  }

  /** Sorts what was reached by frames, so that each position is in one rule that has called nothing. */
  #settle(reached: Reached[]): void {
    const byFrame = new Map<Frame, Set<number>>()
    const ended = new Set<Frame>()
    this.#isComplete = false
    for (let one = reached.pop(); one !== undefined; one = reached.pop()) {
      const { set, frame } = one
      const members = this.#recognizer.members(set)
      for (let i = 0; i < members.length; i += 2) {
        const own = this.#frameOf(members[i + 1]!, frame)
        byFrame.set(own, (byFrame.get(own) ?? new Set()).add(members[i]!))
      }
      if (byFrame.size > MOST_FRAMES) throw tooAmbiguous()
      if (!this.#recognizer.isEnd(set) || ended.has(frame)) continue
      ended.add(frame)
      const { next, before } = frame
      if (before === undefined) this.#isComplete = true
      else reached.push({ set: this.#recognizer.entry(next), frame: before })
    }
    this.#positions = [...byFrame].map(([frame, states]) => ({ states: [...states], frame }))
  }

  #frameOf(calls: number, frame: Frame): Frame {
    if (calls === NO_CALLS) return frame
    const next = this.#recognizer.returnOf(calls)
    const before = this.#frameOf(this.#recognizer.before(calls), frame)
    return before.call(next, this.#recognizer.distanceFrom(next))
  }
}
