/** How many threads compute where the user does not say. */

import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'

const MAX_THREADS = 1024

/**
 * One for each core, not for each of its hardware threads: two that share a core's multipliers are slower
 * than one. No more than the process may use (affinity, control groups).
 */
export function defaultThreads(): number {
  return Math.max(1, Math.min(physicalCores() ?? MAX_THREADS, availableParallelism(), MAX_THREADS))
}

/** Cores of this machine; undefined where that is not known. */
function physicalCores(): number | undefined {
  if (process.platform !== 'linux') return undefined
  try {
    return coresOf(readFileSync('/proc/cpuinfo', 'utf8'))
  } catch {
    return undefined
  }
}

/** Different pairs of socket and core; undefined where the text does not tell (arm64, some containers). */
export function coresOf(cpuinfo: string): number | undefined {
  const cores = new Set<string>()
  for (const processor of cpuinfo.split('\n\n')) {
    const socket = /^physical id\s*:\s*(\d+)/m.exec(processor)?.[1]
    const core = /^core id\s*:\s*(\d+)/m.exec(processor)?.[1]
    if (socket !== undefined && core !== undefined) cores.add(`${socket} ${core}`)
  }
  return cores.size > 0 ? cores.size : undefined
}
