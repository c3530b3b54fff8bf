/** Which tokens make up DRY's sequence breakers. */

import type { Tokenizer } from '../tokenizer/index.js'

export interface Breakers {
  /** Tokens whose text holds a breaker. */
  readonly ids: readonly number[]
  /** Lists of tokens, two or more, in whose text a breaker goes from the first to the last. */
  readonly sequences: readonly (readonly number[])[]
}

/** Longer breakers are cut, as in llama.cpp: 20 tokens after the first. */
const MOST_FOLLOWING = 20
const MOST_REMEMBERED = 64

const remembered = new WeakMap<Tokenizer, Map<string, Breakers>>()

/** Looks at the whole vocabulary once for each breaker. */
export function breakersOf(texts: readonly string[], tokenizer: Tokenizer): Breakers {
  let known = remembered.get(tokenizer)
  if (known === undefined) {
    known = new Map()
    remembered.set(tokenizer, known)
  }
  const all = texts.map((text) => {
    let breakers = known.get(text)
    if (breakers === undefined) {
      breakers = find(text, tokenizer)
      if (known.size >= MOST_REMEMBERED) known.clear()
      known.set(text, breakers)
    }
    return breakers
  })
  return {
    ids: [...new Set(all.flatMap(({ ids }) => ids))],
    sequences: all.flatMap(({ sequences }) => sequences),
  }
}

function find(breaker: string, tokenizer: Tokenizer): Breakers {
  const ids: number[] = []
  const sequences: number[][] = []
  const endings = Array.from({ length: breaker.length - 1 }, (_, i) => {
    const rest = [...tokenizer.encode(breaker.slice(i + 1))].slice(0, MOST_FOLLOWING)
    return { begin: breaker.slice(0, i + 1), rest }
  })
  for (let id = 0; id < tokenizer.vocabSize; id++) {
    const text = textOf(id, tokenizer)
    if (text.includes(breaker)) {
      ids.push(id)
      continue
    }
    for (const { begin, rest } of endings) {
      if (text.endsWith(begin)) sequences.push([id, ...rest])
    }
  }
  return { ids, sequences }
}

/** A vocabulary may have gaps. */
function textOf(id: number, tokenizer: Tokenizer): string {
  try {
    return tokenizer.tokenText(id)
  } catch {
    return ''
  }
}
