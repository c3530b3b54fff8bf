// Measures how fast this machine reads memory: the wall that decoding cannot pass.

import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { dataFolder, memorySource } from './paths.mjs'

// Returns a function of threads and bytes that gives GB/s, or undefined without a C compiler.
export function memoryMeter() {
  mkdirSync(dataFolder, { recursive: true })
  const program = join(dataFolder, 'memory')
  const compiler = process.env.CC ?? 'cc'
  try {
    const flags = ['-O3', '-march=native', '-pthread', '-o', program, memorySource]
    execFileSync(compiler, flags, { stdio: 'ignore' })
  } catch {
    return undefined
  }
  return (threads, bytes) =>
    Number(execFileSync(program, [String(threads), String(bytes)], { encoding: 'utf8' }))
}
