// Where the benchmark keeps what it makes and finds what it runs.

import { fileURLToPath } from 'node:url'

const at = (relative) => fileURLToPath(new URL(relative, import.meta.url))

export const dataFolder = at('data')
export const peersFolder = at('peers')
export const memorySource = at('memory.c')
export const projectEntry = at('../dist/index.mjs')
export const engineScript = (name) => at(`engines/${name}.mjs`)
