/** The scanner against the pattern it stands for, and against what OpenAI's own pattern module does. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pieceEnd, preparePieces } from '../../dist/tokenizer/pretokenize.js'
import { spaces, texts } from './texts'
import whitespace from './whitespace.json'

preparePieces()

// GPT-2's pattern, with the White_Space that `\s` means in it.
const pattern =
  /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{N}]+|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+/gu

function piecesOf(text: string): string[] {
  const pieces: string[] = []
  for (let start = 0; start < text.length; ) {
    const end = pieceEnd(text, start)
    pieces.push(text.slice(start, end))
    start = end
  }
  return pieces
}

describe('the pattern of GPT-2', () => {
  it.each(Object.entries(texts))('cuts as the pattern does: %s', (_, text) => {
    expect(piecesOf(text)).toEqual(text.match(pattern))
  })

  it('classifies every character as the pattern does', () => {
    // Between letters, doubled: each of the four kinds is cut in its own way.
    const wrong: string[] = []
    for (let first = 0; first < 0x110000; first += 64) {
      let text = ''
      for (let c = first; c < first + 64; c++) text += `a${String.fromCodePoint(c, c)} `
      if (piecesOf(text).join('\0') !== text.match(pattern)!.join('\0'))
        wrong.push(first.toString(16))
    }
    expect(wrong).toEqual([])
  })

  it('cuts any mixture of what matters to the pattern', () => {
    const alphabet = [..."'''stremvlldd    \n\t\x85\u3000\ufeffaé漢1½!-\u{1f600}\u{1d400}\u{1d7d8}"]
    const halves = ['\ud800', '\udbff', '\udc00', '\udfff']
    const unit = fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom(...alphabet) },
      { weight: 1, arbitrary: fc.constantFrom(...halves) },
    )
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 40 }), (parts) => {
        const text = parts.join('')
        expect(piecesOf(text)).toEqual(text.match(pattern) ?? [])
      }),
      { numRuns: 5000 },
    )
  })
})

describe("Python's regex module, which OpenAI's code uses", () => {
  it('means the same 25 characters by white space', () => {
    const found: number[] = []
    for (let c = 0; c < 0x110000; c++) {
      // Only white space is one piece with a line end after it.
      if (piecesOf(`${String.fromCodePoint(c)}\n`).length === 1) found.push(c)
    }
    expect(found).toEqual(whitespace.space)
    expect(String.fromCodePoint(...whitespace.space)).toBe(spaces)
  })

  it('cuts the same', () => {
    expect(whitespace.cuts.length).toBe(400)
    for (const pieces of whitespace.cuts) expect(piecesOf(pieces.join(''))).toEqual(pieces)
  })
})
