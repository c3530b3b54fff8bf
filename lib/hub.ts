/** Where a model comes from: the embedded default, or a folder. */

import { readdir, stat } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { NextokenError } from './errors.js'

/** The package's own models, beside `dist`. */
const embeddedFolder = resolve(__dirname, '..', 'models')

/**
 * The model folder that `source` names: a folder, or a file in one; without a source the default model
 * of the package.
 * @throws NextokenError `ERR_NEXTOKEN_MODEL_NOT_FOUND`.
 */
export async function resolveModel(source?: string): Promise<string> {
  if (source === undefined) return resolveEmbedded()
  const path = unpacked(resolve(source))
  const found = await stat(path).catch(() => undefined)
  if (found?.isDirectory()) return path
  if (found?.isFile()) return dirname(path)
  const looksRemote = /^[\w.-]+\/[\w.-]+$/.test(source)
  throw new NextokenError(
    'ERR_NEXTOKEN_MODEL_NOT_FOUND',
    `there is no model at ${path}${looksRemote ? `; '${source}' may be a name on the Hugging Face hub, but this version does not download: give the folder of a downloaded copy` : ''}`,
  )
}

async function resolveEmbedded(): Promise<string> {
  const folder = unpacked(embeddedFolder)
  const names = await readdir(folder).catch(() => [])
  for (const name of names.sort()) {
    const path = join(folder, name)
    if (await stat(join(path, 'config.json')).catch(() => undefined)) return path
  }
  throw new NextokenError(
    'ERR_NEXTOKEN_MODEL_NOT_FOUND',
    `the default model is missing: ${folder} holds no model folder`,
  )
}

/** Native code cannot read inside an Electron archive; what it needs lies unpacked beside it. */
function unpacked(path: string): string {
  return path.replace(`app.asar${sep}`, `app.asar.unpacked${sep}`)
}
