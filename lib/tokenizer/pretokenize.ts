/**
 * Cuts text into the pieces that GPT-2 encodes one by one. A scanner that cuts as this pattern does
 *
 *     's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
 *
 * but looks at each character once. As a regular expression, `\s+(?!\S)` backtracks over every run
 * of white space, and the reading of `\s` would be wrong: JavaScript's counts U+FEFF and leaves out
 * U+0085.
 *
 * What `\s` means is what the references mean by it, and they agree: Unicode's White_Space, 25
 * characters. So say OpenAI's own code (Python's `regex` module on str; checked with releases
 * 2022.10 and 2026.9: unlike `re` and `str.isspace` it leaves out U+001C..U+001F), Hugging Face's
 * tokenizers (0.23) and tiktoken (0.14). `test/tokenizer/whitespace.json` holds the first one's
 * answer for every character.
 *
 * What is a letter or a number is decided by the Unicode version of the running Node
 * (`process.versions.unicode`), as each reference decides it by the version it was built with:
 * characters that were assigned lately may differ.
 */

const OTHER = 0
const LETTER = 1
const NUMBER = 2
const SPACE = 3
/** Half of a character beyond U+FFFF: only both halves together have a kind. */
const SURROGATE = 4

const SPACE_BAR = 0x20
const APOSTROPHE = 0x27

/** The kind of every UTF-16 code unit, once {@link preparePieces} has been called. */
let KINDS: Uint8Array = new Uint8Array(0)
/** The kinds beyond U+FFFF, in pages of 256 made when first met: all would be a megabyte. */
const ASTRAL_PAGES: (Uint8Array | undefined)[] = []

/** To be called before {@link pieceEnd}. Takes some milliseconds, which loading the module need not. */
export function preparePieces(): void {
  if (KINDS.length === 0) KINDS = kindsOfUnits()
}

/** Where the piece that begins at `start` ends; `start` must be before the end of `text`. */
export function pieceEnd(text: string, start: number): number {
  const first = text.charCodeAt(start)
  if (first === APOSTROPHE) {
    const end = contractionEnd(text, start)
    if (end > 0) return end
  }
  // A single space bar goes with the word, number or symbols after it.
  const body = first === SPACE_BAR && start + 1 < text.length ? start + 1 : start
  const kind = kindAt(text, body)
  return kind === SPACE ? spaceEnd(text, start) : runEnd(text, body, kind)
}

function contractionEnd(text: string, start: number): number {
  switch (text.charCodeAt(start + 1)) {
    case 0x73: // 's
    case 0x74: // 't
    case 0x6d: // 'm
    case 0x64: // 'd
      return start + 2
    case 0x72: // 're
    case 0x76: // 've
      return text.charCodeAt(start + 2) === 0x65 ? start + 3 : 0
    case 0x6c: // 'll
      return text.charCodeAt(start + 2) === 0x6c ? start + 3 : 0
    default:
      return 0
  }
}

function runEnd(text: string, start: number, kind: number): number {
  const length = text.length
  let end = start
  while (end < length) {
    const unitKind = KINDS[text.charCodeAt(end)]
    if (unitKind === kind) end++
    else if (unitKind === SURROGATE && kindAt(text, end) === kind) end += widthAt(text, end)
    else break
  }
  return end
}

/** White space before something else leaves its last character to that something: `\s+(?!\S)`. */
function spaceEnd(text: string, start: number): number {
  let end = start + 1
  while (end < text.length && KINDS[text.charCodeAt(end)] === SPACE) end++
  return end === text.length || end === start + 1 ? end : end - 1
}

function kindAt(text: string, at: number): number {
  const kind = KINDS[text.charCodeAt(at)]!
  if (kind !== SURROGATE) return kind
  // A half that has lost its other half is encoded as U+FFFD, a symbol.
  if (widthAt(text, at) === 1) return OTHER
  const codePoint =
    0x10000 + ((text.charCodeAt(at) & 0x3ff) << 10) + (text.charCodeAt(at + 1) & 0x3ff)
  const number = codePoint >> 8
  let page = ASTRAL_PAGES[number]
  if (page === undefined) {
    page = kindsOfPage(number)
    ASTRAL_PAGES[number] = page
  }
  return page[codePoint & 0xff]!
}

/** 2 where a well-formed surrogate pair begins, else 1. */
export function widthAt(text: string, at: number): 1 | 2 {
  const isPair =
    (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00
  return isPair ? 2 : 1
}

function kindsOfUnits(): Uint8Array {
  const kinds = new Uint8Array(0x10000)
  const units = new Uint16Array(kinds.length).map((_, unit) => unit)
  const all = Buffer.from(units.buffer).toString('utf16le')
  // Whole runs at once: asking the patterns about each unit takes three times as long.
  const fill = (pattern: RegExp, kind: number) => {
    for (const { 0: run, index } of all.matchAll(pattern)) {
      kinds.fill(kind, index, index + run.length)
    }
  }
  fill(/\p{L}+/gu, LETTER)
  fill(/\p{N}+/gu, NUMBER)
  fill(/\p{White_Space}+/gu, SPACE)
  kinds.fill(SURROGATE, 0xd800, 0xe000)
  return kinds
}

function kindsOfPage(number: number): Uint8Array {
  const kinds = new Uint8Array(256)
  for (let low = 0; low < 256; low++) {
    const character = String.fromCodePoint(number * 256 + low)
    if (/\p{L}/u.test(character)) kinds[low] = LETTER
    else if (/\p{N}/u.test(character)) kinds[low] = NUMBER
    else if (/\p{White_Space}/u.test(character)) kinds[low] = SPACE
  }
  return kinds
}
