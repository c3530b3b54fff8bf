// Runs an engine in a process of its own, so that none inherits another's heap, threads or memory.

import { spawn, spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, engineScript } from './paths.mjs'
import { llamaDriver } from './peers.mjs'
import { jobs } from './plan.mjs'

// Resolves to the record that the process prints, with the time it was spawned.
export async function runEngine(name, settings) {
  const cache = cacheOf(name)
  mkdirSync(cache, { recursive: true })
  const [program, args, input] = name === 'llama.cpp' ? native(settings) : script(name, settings)
  const spawned = performance.timeOrigin + performance.now()
  // What an engine caches on disk stays here, so that it can be taken away.
  const env = { ...process.env, XDG_CACHE_HOME: cache, NEXTOKEN_CACHE_DIR: cache }
  // Node 20 reads these certificates before it starts, tens of milliseconds, and no engine here opens a connection.
  delete env.NODE_EXTRA_CA_CERTS
  const child = spawn(program, args, { env, timeout: 1_200_000 })
  child.stdin.on('error', () => {}).end(input)
  const text = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr']) {
    child[stream].setEncoding('utf8').on('data', (chunk) => {
      text[stream] += chunk
    })
  }
  const [code, signal] = await new Promise((done, fail) => {
    child.on('error', fail).on('close', (...ended) => done(ended))
  })
  if (code !== 0) {
    const reason = text.stderr.trim().split('\n').slice(0, 12).join('\n')
    throw new Error(reason || `ended with ${signal ?? code}`)
  }
  return { spawned, ...JSON.parse(text.stdout.trim().split('\n').at(-1)) }
}

const script = (name, settings) => [
  process.execPath,
  [engineScript(name), JSON.stringify(settings)],
  '',
]

function native({ kind, model, shape, sizes, threads, slots, flashAttention }) {
  const lines = jobs(kind, shape, sizes).flatMap(({ prompts, count }) => [
    `${count} ${prompts.length}`,
    ...prompts.map((ids) => `${ids.length} ${ids.join(' ')}`),
  ])
  const args = [model, threads, slots, shape.context, flashAttention ? 1 : 0]
  return [llamaDriver, args.map(String), `${lines.join('\n')}\n`]
}

// Each has a folder of its own: one that starts cold must not take away what another one cached.
const cacheOf = (name) => join(cacheFolder, name)

// Takes away what the engine cached on disk.
export function forgetCache(name) {
  rmSync(cacheOf(name), { recursive: true, force: true })
}

// Takes files out of the system's cache; false where there is no way to. GNU dd tells the kernel that a file's
// pages are not needed.
export function forgetFiles(files) {
  if (process.platform !== 'linux') return false
  return files.every((file) => {
    const { status } = spawnSync('dd', [`if=${file}`, 'iflag=nocache', 'count=0'], {
      stdio: 'ignore',
    })
    return status === 0
  })
}

// Milliseconds that reading the files from the disk takes alone, from one end to the other; undefined where they
// cannot be taken out of memory. They are out of it again afterwards.
export function readingTime(files) {
  if (!forgetFiles(files)) return undefined
  const piece = Buffer.alloc(1 << 22)
  const start = performance.now()
  for (const path of files) {
    const file = openSync(path)
    while (readSync(file, piece) > 0);
    closeSync(file)
  }
  const time = performance.now() - start
  forgetFiles(files)
  return time
}
