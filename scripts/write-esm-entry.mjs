// Writes dist/index.mjs and dist/index.d.mts: a thin ES module over the one CommonJS build, so that
// `import` and `require` share the same classes and `instanceof` holds across both.
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const dist = new URL('../dist/', import.meta.url)
const names = Object.keys(createRequire(import.meta.url)('../dist/index.js')).sort()
const lines = names.map((name) => `export const ${name} = core.${name}\n`)
writeFileSync(new URL('index.mjs', dist), `import core from './index.js'\n\n${lines.join('')}`)
writeFileSync(new URL('index.d.mts', dist), `export * from './index.js'\n`)
