/** The options of `loadModel`: defaults and checks. */

import { totalmem } from 'node:os'
import { resolve } from 'node:path'
import { defaultCacheDir } from './cache-folder.js'
import type { KvPrecision, ModelConfig, Precision } from './native-types.js'
import {
  checkBoolean,
  checkInteger,
  checkKnownKeys,
  checkOneOf,
  checkSignal,
  checkString,
  describe,
  invalidArgument,
} from './options.js'
import { defaultThreads } from './threads.js'

/** A smaller model that proposes tokens: option `draft` of `loadModel`. */
export interface DraftOptions {
  /** Its folder, as the `source` of `loadModel`. */
  source: string
  /** How its weights are kept. Default: as those of the model. */
  precision?: 'auto' | Precision
}

/** Options of `loadModel`. Unknown names are refused. */
export interface LoadOptions {
  /**
   * How weights are kept in memory: `f32` (4 bytes a weight), `bf16` (2), `int8` (1.06), `int4` (0.56).
   * `auto`, the default, is `int8`: close to `f32` in quality, at more than three times its speed.
   */
  precision?: 'auto' | Precision
  /** Threads that compute, 1 to 1024. Default: the cores that the operating system grants this process. */
  threads?: number
  /** `cpu` is what this version has; `auto` is the default. */
  device?: 'auto' | 'cpu'
  /**
   * How keys and values are kept: `f32`, or `f16`, which halves the memory that a long text takes and
   * costs. `auto`, the default, is `f32` for weights in `f32` and `f16` for the others.
   */
  kvPrecision?: 'auto' | KvPrecision
  /**
   * Bytes that keys and values may take together, running sequences and remembered prefixes. One whole
   * context is granted in any case. Default: eight contexts, but 64 MiB at least, 1 GiB or a quarter of
   * the machine's memory at most. A draft model has room for as many positions, within these bytes.
   */
  kvCacheBytes?: number
  /**
   * Whether a prompt may start after a prefix that this model has computed before (default: true). The
   * tokens are the same; how soon the first one comes can tell what others have asked.
   */
  prefixCache?: boolean
  /** Generations that run at the same time, 1 to 512; others wait for their turn. Default: 32. */
  maxConcurrent?: number
  /**
   * Generations that may wait, 0 to 2^30. Beyond these, one fails with `ERR_NEXTOKEN_BUSY` when it is
   * started. Default: 1000.
   */
  maxWaiting?: number
  /**
   * A smaller model of the same vocabulary, as its folder or {@link DraftOptions}: it proposes tokens, which
   * the model verifies several at a time. The text is the same token by token, drawn or greedy; it comes
   * sooner where the two agree often and measured times say that it pays. Costs the memory of its weights.
   * Beyond its context it proposes nothing. Default: none.
   */
  draft?: string | DraftOptions
  /**
   * The folder where packed weights are kept, so that the next load only maps them and processes share their
   * memory; `false` keeps nothing. Default: the environment variable `NEXTOKEN_CACHE_DIR` (empty: nothing is
   * kept), or else `$XDG_CACHE_HOME/nextoken` or `~/.cache/nextoken`, `~/Library/Caches/nextoken` on macOS,
   * `%LOCALAPPDATA%\nextoken\Cache` on Windows. A folder that cannot be used costs the saving, no error.
   */
  cacheDir?: string | false
  /** Called with the share of the loading that is done, 0 to 1. */
  onProgress?: (share: number) => void
  /** Aborting rejects the promise with `ERR_NEXTOKEN_ABORTED` and frees everything. */
  signal?: AbortSignal
}

/** Checked options. */
export interface LoadSettings {
  readonly precision: Precision
  readonly threads: number
  readonly kvPrecision: KvPrecision
  /** Undefined: {@link defaultCacheBytes}. */
  readonly kvCacheBytes: number | undefined
  readonly prefixCache: boolean
  readonly maxConcurrent: number
  readonly maxWaiting: number
  readonly draft: { readonly source: string; readonly precision: Precision } | undefined
  /** Undefined: nothing is kept. */
  readonly cacheDir: string | undefined
  readonly onProgress: ((share: number) => void) | undefined
  readonly signal: AbortSignal | undefined
}

export const precisions: readonly Precision[] = ['f32', 'bf16', 'int8', 'int4']
export const kvPrecisions: readonly KvPrecision[] = ['f32', 'f16']

const MAX_THREADS = 1024
const MAX_CONCURRENT = 512
const optionNames: readonly (keyof LoadOptions)[] = [
  'precision',
  'threads',
  'device',
  'kvPrecision',
  'kvCacheBytes',
  'prefixCache',
  'maxConcurrent',
  'maxWaiting',
  'draft',
  'cacheDir',
  'onProgress',
  'signal',
]

export function checkLoadOptions(options: LoadOptions): LoadSettings {
  checkKnownKeys(options, optionNames, 'loadModel')
  checkOneOf('device', options.device ?? 'auto', ['auto', 'cpu'] as const)
  const precision = checkPrecision('precision', options.precision ?? 'auto', 'int8')
  const kv = checkOneOf('kvPrecision', options.kvPrecision ?? 'auto', ['auto', ...kvPrecisions])
  const threads = options.threads ?? defaultThreads()
  return {
    precision,
    threads: checkInteger('threads', threads, 1, MAX_THREADS),
    kvPrecision: kv === 'auto' ? (precision === 'f32' ? 'f32' : 'f16') : kv,
    kvCacheBytes:
      options.kvCacheBytes === undefined
        ? undefined
        : checkInteger('kvCacheBytes', options.kvCacheBytes, 0, Number.MAX_SAFE_INTEGER),
    prefixCache: checkBoolean('prefixCache', options.prefixCache ?? true),
    maxConcurrent: checkInteger('maxConcurrent', options.maxConcurrent ?? 32, 1, MAX_CONCURRENT),
    maxWaiting: checkInteger('maxWaiting', options.maxWaiting ?? 1000, 0, 2 ** 30),
    draft: checkDraft(options.draft, precision),
    cacheDir: checkCacheDir(options.cacheDir),
    ...checkLoadWatchers(options),
  }
}

function checkPrecision(name: string, value: unknown, automatic: Precision): Precision {
  const wanted = checkOneOf(name, value, ['auto', ...precisions] as const)
  return wanted === 'auto' ? automatic : wanted
}

function checkDraft(draft: unknown, precision: Precision): LoadSettings['draft'] {
  if (draft === undefined) return undefined
  if (typeof draft === 'string') return { source: checkString('draft', draft), precision }
  if (typeof draft !== 'object' || draft === null || Array.isArray(draft)) {
    throw invalidArgument(`draft must be a folder or { source, precision }, got ${describe(draft)}`)
  }
  checkKnownKeys(draft, ['source', 'precision'], 'draft')
  const options: Partial<DraftOptions> = draft
  return {
    source: checkString('draft.source', options.source),
    precision: checkPrecision('draft.precision', options.precision ?? 'auto', precision),
  }
}

function checkCacheDir(value: LoadOptions['cacheDir']): string | undefined {
  if (value === false) return undefined
  const folder = value === undefined ? defaultCacheDir() : value
  if (folder === undefined) return undefined
  if (typeof folder !== 'string' || folder === '') {
    throw invalidArgument(`cacheDir must be a folder or false, got ${describe(folder)}`)
  }
  return resolve(folder)
}

/** The options that say who watches the loading and who may end it. */
export function checkLoadWatchers(
  options: Pick<LoadOptions, 'onProgress' | 'signal'>,
): Pick<LoadSettings, 'onProgress' | 'signal'> {
  const { onProgress, signal } = options
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    throw invalidArgument(`onProgress must be a function, got ${describe(onProgress)}`)
  }
  return { onProgress, signal: checkSignal(signal) }
}

/** What keys and values may take where the user does not say; those of the draft model, too. */
export function defaultCacheBytes(
  config: ModelConfig,
  draft: ModelConfig | undefined,
  kvPrecision: KvPrecision,
): number {
  const numbers = ({ layers, embeddingSize }: ModelConfig) => 2 * layers * embeddingSize
  const positionNumbers = numbers(config) + (draft === undefined ? 0 : numbers(draft))
  const positionBytes = positionNumbers * (kvPrecision === 'f32' ? 4 : 2)
  const wanted = Math.max(8 * config.contextLength * positionBytes, 64 * 2 ** 20)
  return Math.floor(Math.min(wanted, 2 ** 30, totalmem() / 4))
}
