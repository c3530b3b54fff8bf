/**
 * Whether a load's packed weights are kept, under which name, and whether they may be believed. The engine
 * itself writes and maps the files (native/model/weights_cache).
 */

import { createHash } from 'node:crypto'
import { access, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { discard, publish, temporaryFor, touch } from './cache-folder.js'
import { diagnostics } from './diagnostics.js'
import { packedLayout } from './engine-channel.js'
import type { LoadSettings } from './load-options.js'
import type { ModelConfig, NativeFacts, TensorTable } from './native-types.js'

/** Models with fewer weights in matrices are packed every time: it takes some milliseconds. */
const MIN_WEIGHTS = 5e6
/** No file system's clock is coarser than this: who was changed longer ago cannot change unseen. */
const CLOCK_MS = 2000

/** What tells a model's files from others without reading them. */
export interface FilesIdentity {
  readonly id: string
  /** When one of the files was last changed, in milliseconds since 1970. */
  readonly changedMs: number
}

/**
 * Equal for loads of the same files, unchanged. Times of change cannot be set, unlike those of modification:
 * a file that is edited in place, or replaced with its old date kept, gets a new identity.
 */
export async function identityOf(config: ModelConfig, table: TensorTable): Promise<FilesIdentity> {
  const stats = await Promise.all(table.files.map((path) => stat(path, { bigint: true })))
  const stamps = stats.map(({ ino, size, mtimeNs, ctimeNs }) =>
    [ino, size, mtimeNs, ctimeNs].map(String),
  )
  const id = createHash('sha256')
    .update(JSON.stringify([config, table.tensors, stamps]))
    .digest('hex')
  const changed = stats.flatMap(({ mtimeMs, ctimeMs }) => [Number(mtimeMs), Number(ctimeMs)])
  return { id, changedMs: Math.max(...changed) }
}

/** The cache of a load; undefined where it has none. */
export async function openWeightsCache(
  { cacheDir, precision }: Pick<LoadSettings, 'cacheDir' | 'precision'>,
  identity: FilesIdentity,
  config: ModelConfig,
): Promise<WeightsCache | undefined> {
  const { embeddingSize, innerSize, layers, vocabSize } = config
  const weights = (layers * (4 * embeddingSize + 2 * innerSize) + vocabSize) * embeddingSize
  if (cacheDir === undefined || weights < MIN_WEIGHTS) return undefined
  const file = join(cacheDir, `${identity.id}.${precision}.${packedLayout()}.packed`)
  const there = await access(file).then(
    () => true,
    () => false,
  )
  if (Date.now() - identity.changedMs < CLOCK_MS) {
    return new WeightsCache(file, there, '', 'the model was changed only now')
  }
  try {
    return new WeightsCache(file, there, await temporaryFor(file))
  } catch (error) {
    return new WeightsCache(file, there, '', (error as Error).message)
  }
}

export class WeightsCache {
  constructor(
    private readonly file: string,
    private readonly there: boolean,
    /** What the engine writes where the file does not help; empty where it cannot. */
    readonly newPackedFile: string,
    private readonly problem?: string,
  ) {}

  /** What the engine reads; empty where there is nothing. */
  get packedFile(): string {
    return this.there ? this.file : ''
  }

  /** After the load of `model`. Never fails: what cannot be kept only costs the saving. */
  async close(
    model: string,
    facts: NativeFacts,
    filesAreTheSame: () => Promise<boolean>,
  ): Promise<void> {
    let problem: string | undefined = facts.cacheProblem || this.problem
    let stored = false
    if (facts.fromCache) {
      await touch(this.file)
      problem = undefined
    } else if (facts.cacheWritten) {
      try {
        if (!(await filesAreTheSame())) throw new Error('the model changed while it was loaded')
        await publish(this.newPackedFile, this.file)
        stored = true
      } catch (error) {
        problem = (error as Error).message
        await this.discard()
      }
    }
    const { fromCache } = facts
    diagnostics.cache(() => ({
      model,
      file: this.file,
      weights: fromCache ? 'cached' : 'packed',
      stored,
      problem,
    }))
  }

  /** After a load that failed. */
  async discard(): Promise<void> {
    if (this.newPackedFile !== '') await discard(this.newPackedFile)
  }
}
