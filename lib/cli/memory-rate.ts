/** How fast this machine reads memory: decoding reads every weight once a token and cannot be faster. */

import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

const ROUNDS = 3
/** A round lasts at least so long, so that threads that start a little apart do not matter. */
const ROUND_MS = 60

/** The time of a worker's round, in milliseconds of the system's clock. */
interface Round {
  readonly bytes: number
  readonly start: number
  readonly end: number
}

/**
 * Bytes a second that `threads` threads read together from an array of `bytes` bytes, the best of some rounds.
 * Where the processor's caches hold a part of such an array, the rate is above that of memory alone.
 */
export async function memoryRate(threads: number, bytes: number): Promise<number> {
  const each = Math.max(4096, Math.ceil(bytes / threads))
  const workers = Array.from(
    { length: threads },
    () => new Worker(__filename, { workerData: each }),
  )
  try {
    await Promise.all(workers.map(answer))
    let best = 0
    for (let round = 0; round < ROUNDS; round++) {
      const answers = workers.map(answer)
      for (const worker of workers) worker.postMessage('read')
      const rounds = (await Promise.all(answers)) as Round[]
      const total = rounds.reduce((sum, { bytes }) => sum + bytes, 0)
      const start = Math.min(...rounds.map(({ start }) => start))
      const end = Math.max(...rounds.map(({ end }) => end))
      best = Math.max(best, total / ((end - start) / 1000))
    }
    return best
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}

function answer(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve).once('error', reject)
  })
}

/**
 * The C library compares and searches with vector instructions. Two equal halves are compared to their ends, and
 * what is not there is searched for to the end. Which is faster depends on the library.
 */
function serve(size: number): void {
  const array = Buffer.alloc(size, 1)
  const halves = [array.subarray(0, size >> 1), array.subarray(size >> 1, 2 * (size >> 1))] as const
  const compare = () => halves[0].equals(halves[1])
  const search = () => array.indexOf(0)
  const now = () => performance.timeOrigin + performance.now()
  const duration = (read: () => unknown) => {
    const start = now()
    read()
    return now() - start
  }
  const shortest = (read: () => unknown) => Math.min(...[1, 2, 3].map(() => duration(read)))
  const [compared, searched] = [shortest(compare), shortest(search)]
  const read = compared < searched ? compare : search
  const times = Math.ceil(ROUND_MS / Math.max(Math.min(compared, searched), 1e-3))
  parentPort!.on('message', () => {
    const start = now()
    for (let i = 0; i < times; i++) read()
    parentPort!.postMessage({ bytes: times * size, start, end: now() } satisfies Round)
  })
  parentPort!.postMessage('ready')
}

if (!isMainThread && typeof workerData === 'number') serve(workerData)
