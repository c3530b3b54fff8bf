/**
 * Remembers the tokens of pieces met before: most of a text is words that were just encoded.
 *
 * A fixed block of memory instead of a Map of strings, because it never grows, does not keep the
 * texts alive that the pieces were cut from, makes no garbage, and costs a bad text nothing but the
 * misses.
 */

/** A record: a header (key length << 8 | number of tokens), the tokens, the UTF-16 key. */
const RECORD = 32
const RECORDS = 1 << 14

export class PieceCache {
  /** The records as numbers: 2 MiB, of which only what is used becomes real memory. */
  readonly words = new Int32Array(RECORD * RECORDS)
  /** The same memory as code units, for the keys. */
  private readonly units = new Uint16Array(this.words.buffer)
  private evictSecond = false

  /** Where in `words` the piece's record is, or -1. */
  find(text: string, start: number, end: number): number {
    const at = this.home(text, start, end)
    if (this.holds(at, text, start, end)) return at
    const other = at ^ RECORD
    return this.holds(other, text, start, end) ? other : -1
  }

  /** Keeps the tokens of a piece, if they fit a record, in one of its two places. */
  store(text: string, start: number, end: number, tokens: Int32Array, count: number): void {
    const length = end - start
    if (1 + count + length / 2 > RECORD) return
    let at = this.home(text, start, end)
    if (this.words[at] !== 0) {
      // Both taken: drop them in turn, so that two common words that meet here do not fight on.
      if (this.words[at ^ RECORD] === 0 || this.evictSecond) at ^= RECORD
      this.evictSecond = !this.evictSecond
    }
    this.words[at] = (length << 8) | count
    for (let i = 0; i < count; i++) this.words[at + 1 + i] = tokens[i]!
    const key = 2 * (at + 1 + count)
    for (let i = 0; i < length; i++) this.units[key + i] = text.charCodeAt(start + i)
  }

  private holds(at: number, text: string, start: number, end: number): boolean {
    const header = this.words[at]!
    const length = end - start
    if (header >> 8 !== length) return false
    const key = 2 * (at + 1 + (header & 0xff))
    for (let i = 0; i < length; i++) {
      if (this.units[key + i] !== text.charCodeAt(start + i)) return false
    }
    return true
  }

  private home(text: string, start: number, end: number): number {
    let hash = 0
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x9e3779b1)
    return ((hash ^ (hash >>> 15)) & (RECORDS - 1)) * RECORD
  }
}
