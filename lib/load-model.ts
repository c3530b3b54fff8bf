/** `loadModel`: from a folder's files, or another thread's model, to a model. */

import { checkVocabulary } from './draft.js'
import { abortedError, EngineChannel } from './engine-channel.js'
import { NextokenError } from './errors.js'
import {
  type ModelFiles,
  readModelFolder,
  readTokenizerFiles,
} from './formats/huggingface-folder.js'
import { resolveModel } from './hub.js'
import {
  checkLoadOptions,
  checkLoadWatchers,
  defaultCacheBytes,
  kvPrecisions,
  type LoadOptions,
  precisions,
} from './load-options.js'
import { Model, type SharedModel } from './model.js'
import type { KvPrecision, NativeWeightsSpec, Precision } from './native-types.js'
import { checkKnownKeys, checkString, describe } from './options.js'
import type { Tokenizer } from './tokenizer/index.js'
import { makeCachedTokenizer, makeTokenizer } from './tokenizer-cache.js'
import { identityOf, openWeightsCache } from './weights-cache.js'

/**
 * Loads a model.
 *
 * ```ts
 * const model = await loadModel()                  // the embedded default model
 * const gpt2 = await loadModel('./models/gpt2')    // a Hugging Face GPT-2 folder
 * ```
 *
 * @param source a folder with `config.json` and `model.safetensors`, or a file in it; without it, the
 *   default model that the package holds. Or what `share()` of a model gave in another thread: then both
 *   use one engine, and all options but `signal` and `onProgress` are that model's.
 * @throws NextokenError `ERR_NEXTOKEN_MODEL_NOT_FOUND`, `ERR_NEXTOKEN_FILE`,
 *   `ERR_NEXTOKEN_INVALID_CONFIG`, `ERR_NEXTOKEN_UNSUPPORTED_MODEL`, `ERR_NEXTOKEN_INVALID_WEIGHTS`,
 *   `ERR_NEXTOKEN_TENSOR`, `ERR_NEXTOKEN_INVALID_TOKENIZER`, `ERR_NEXTOKEN_ADDON`,
 *   `ERR_NEXTOKEN_OUT_OF_MEMORY`, `ERR_NEXTOKEN_ABORTED`, `ERR_NEXTOKEN_INVALID_ARGUMENT`; for a shared
 *   model that is gone, `ERR_NEXTOKEN_DISPOSED`.
 */
export async function loadModel(
  source?: string | SharedModel,
  options: LoadOptions = {},
): Promise<Model> {
  if (typeof source === 'object' && source !== null) return joinModel(source, options)
  if (source !== undefined) checkString('source', source)
  const settings = checkLoadOptions(options)
  const { precision, threads, kvPrecision, prefixCache, maxConcurrent, maxWaiting } = settings
  const folder = await resolveModel(source)
  const files = await readModelFolder(folder)
  const draft = settings.draft && (await readModelFolder(await resolveModel(settings.draft.source)))
  if (draft !== undefined) await checkVocabulary(files, draft)
  // Before the cache, which makes a file: what fails from there on has to discard it.
  const draftWeights = draft && (await draftSpec(draft, settings.draft!.precision))
  const identity = await identityOf(files.config, files.table)
  const cache = await openWeightsCache(settings, identity, files.config)
  // Also where the tokenizer turns out to be broken.
  const given = new AbortController()
  const abort = () => given.abort()
  settings.signal?.addEventListener('abort', abort, { once: true })
  if (settings.signal?.aborted) abort()
  const loading = EngineChannel.load(
    {
      config: files.config,
      ...files.table,
      identity: identity.id,
      packedFile: cache?.packedFile ?? '',
      newPackedFile: cache?.newPackedFile ?? '',
      precision,
      ...(draftWeights !== undefined && { draft: draftWeights }),
      threads,
      kvPrecision,
      kvCacheBytes:
        settings.kvCacheBytes ?? defaultCacheBytes(files.config, draft?.config, kvPrecision),
      prefixCache,
      maxConcurrent,
      maxWaiting,
    },
    settings.onProgress,
    given.signal,
  )
  try {
    const [channel, tokenizer] = await Promise.all([
      loading,
      files.tokenizerFiles.then((from) => from && makeCachedTokenizer(from, settings.cacheDir)),
    ])
    channel.afterKeeping(async () => {
      await cache?.close(folder, channel.facts(), async () => {
        return (await identityOf(files.config, files.table)).id === identity.id
      })
    })
    return makeModel(channel, folder, files, tokenizer, precision, kvPrecision)
  } catch (error) {
    abort()
    await loading.then((channel) => channel.dispose()).catch(() => {})
    await cache?.discard()
    throw error
  } finally {
    settings.signal?.removeEventListener('abort', abort)
  }
}

async function joinModel(shared: SharedModel, options: LoadOptions): Promise<Model> {
  checkKnownKeys(options, ['signal', 'onProgress'], 'loadModel of a shared model')
  const { signal, onProgress } = checkLoadWatchers(options)
  const { source, key, precision, kvPrecision } = shared
  const whole =
    shared.kind === 'nextoken-shared-model' &&
    Number.isSafeInteger(key) &&
    typeof source === 'string' &&
    precisions.includes(precision) &&
    kvPrecisions.includes(kvPrecision)
  if (!whole) {
    throw new NextokenError(
      'ERR_NEXTOKEN_INVALID_ARGUMENT',
      `source must be a path or what model.share() gave, got ${describe(shared)}`,
    )
  }
  if (shared.processId !== process.pid) {
    throw new NextokenError(
      'ERR_NEXTOKEN_INVALID_ARGUMENT',
      `the shared model belongs to process ${shared.processId}; a model is shared between threads of one process`,
    )
  }
  const files = await readModelFolder(source)
  const tokenizerFiles = await files.tokenizerFiles
  const tokenizer = tokenizerFiles && makeTokenizer(tokenizerFiles)
  if (signal?.aborted) throw abortedError()
  const channel = EngineChannel.join(key)
  onProgress?.(1)
  return makeModel(channel, source, files, tokenizer, precision, kvPrecision)
}

function makeModel(
  channel: EngineChannel,
  source: string,
  files: ModelFiles,
  tokenizer: Tokenizer | undefined,
  precision: Precision,
  kvPrecision: KvPrecision,
): Model {
  const stopIds = new Set(files.eosTokenIds)
  return new Model(channel, {
    source,
    config: files.config,
    precision,
    kvPrecision,
    threads: channel.facts().threads,
    weights: channel.facts().fromCache ? 'cached' : 'packed',
    tokenizer,
    generationDefaults: files.generationDefaults,
    stopIds: [...stopIds].filter((id) => id < files.config.vocabSize),
    startId: files.bosTokenId ?? tokenizer?.endOfText ?? files.eosTokenIds[0],
  })
}

/** The draft's weights are packed at every load: they are few. */
async function draftSpec(files: ModelFiles, precision: Precision): Promise<NativeWeightsSpec> {
  const { config, table } = files
  const identity = (await identityOf(config, table)).id
  return { config, ...table, identity, packedFile: '', newPackedFile: '', precision }
}

/** Loads the tokenizer of a model folder alone; `source` as for {@link loadModel}. */
export async function loadTokenizer(source?: string): Promise<Tokenizer> {
  if (source !== undefined) checkString('source', source)
  const folder = await resolveModel(source)
  const files = await readTokenizerFiles(folder)
  if (files === undefined) {
    throw new NextokenError(
      'ERR_NEXTOKEN_FILE',
      `${folder} holds no tokenizer: neither vocab.json with merges.txt nor tokenizer.json`,
    )
  }
  return makeTokenizer(files)
}
