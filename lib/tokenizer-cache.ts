/**
 * A tokenizer's tables are kept, too: parsing GPT-2's vocabulary takes longer than mapping its weights. The
 * name of a file is the hash of the very bytes that it was parsed from.
 */

import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { discard, publish, temporaryFor, touch } from './cache-folder.js'
import type { TokenizerFiles } from './formats/huggingface-folder.js'
import { TABLES_VERSION, Tokenizer } from './tokenizer/index.js'

/** Smaller files are parsed every time. */
const MIN_BYTES = 2 ** 18

export function makeTokenizer(files: TokenizerFiles): Tokenizer {
  return files.kind === 'json'
    ? Tokenizer.fromTokenizerJson(files.json.toString())
    : Tokenizer.fromVocabAndMerges(files.vocab.toString(), files.merges.toString())
}

/** The same by way of the cache. What cannot be read or kept there only costs the saving. */
export async function makeCachedTokenizer(
  files: TokenizerFiles,
  cacheDir: string | undefined,
): Promise<Tokenizer> {
  const parts = files.kind === 'json' ? [files.json] : [files.vocab, files.merges]
  const bytes = parts.reduce((sum, part) => sum + part.length, 0)
  if (cacheDir === undefined || bytes < MIN_BYTES) return makeTokenizer(files)
  const hash = createHash('sha256').update(`${parts.map((part) => part.length)};`)
  for (const part of parts) hash.update(part)
  const file = join(cacheDir, `${hash.digest('hex')}.${TABLES_VERSION}.tokenizer`)
  const known = await read(file)
  if (known !== undefined) return known
  const tokenizer = makeTokenizer(files)
  await keep(tokenizer, file)
  return tokenizer
}

async function read(file: string): Promise<Tokenizer | undefined> {
  try {
    const tokenizer = Tokenizer.fromTables(await readFile(file))
    if (tokenizer !== undefined) await touch(file)
    return tokenizer
  } catch {
    return undefined
  }
}

async function keep(tokenizer: Tokenizer, file: string): Promise<void> {
  let temporary: string | undefined
  try {
    temporary = await temporaryFor(file)
    await writeFile(temporary, tokenizer.toTables(), { flag: 'wx' })
    await publish(temporary, file)
  } catch {
    if (temporary !== undefined) await discard(temporary)
  }
}
