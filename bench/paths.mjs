// Where the benchmark keeps what it makes and finds what it runs.

import { fileURLToPath } from 'node:url'

const at = (relative) => fileURLToPath(new URL(relative, import.meta.url))

export const dataFolder = at('data')
export const peersFolder = at('peers')
export const cacheFolder = at('data/cache')
export const meterSource = (name) => at(`meters/${name}.c`)
export const projectFolder = at('..')
export const projectEntry = at('../dist/index.mjs')
export const engineScript = (name) => at(`engines/${name}.mjs`)
export const llamaProject = at('engines/llama-cpp')
export const llamaSource = at('peers/llama.cpp')
export const llamaBuild = at('peers/llama.cpp-build')
