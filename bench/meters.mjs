// Measures what this machine can do: how fast it reads memory, how fast it multiplies.

import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { dataFolder, meterSource } from './paths.mjs'

// Functions of threads, and bytes or what is multiplied, that give GB/s and billions of products a
// second; undefined without a C compiler.
export function meters() {
  mkdirSync(dataFolder, { recursive: true })
  const memory = compile('memory')
  const multiplies = compile('multiplies')
  if (!memory || !multiplies) return undefined
  return {
    memory: (threads, bytes) => memory(threads, Math.round(bytes)),
    // Where there is no good instruction for small numbers, floats are what is left to beat.
    multiplies: (threads, kind) => Math.max(multiplies(threads, 'f32'), multiplies(threads, kind)),
  }
}

function compile(name) {
  const program = join(dataFolder, name)
  const compiler = process.env.CC ?? 'cc'
  try {
    const flags = ['-O3', '-march=native', '-pthread', '-o', program, meterSource(name)]
    execFileSync(compiler, flags, { stdio: 'ignore' })
  } catch {
    return undefined
  }
  return (...args) => Number(execFileSync(program, args.map(String), { encoding: 'utf8' }))
}
