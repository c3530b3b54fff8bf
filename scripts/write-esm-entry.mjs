// Writes dist/index.mjs and dist/index.d.mts: a thin ES module over the one CommonJS build, so that
// `import` and `require` share the same classes and `instanceof` holds across both.

import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const dist = new URL('../dist/', import.meta.url)
const source = readFileSync(new URL('index.js', dist), 'utf8')
const names = [...source.matchAll(/^Object\.defineProperty\(exports, "(\w+)", \{ enumerable/gm)]
  .map((match) => match[1])
  .sort()
if (names.length === 0) throw new Error('dist/index.js exports nothing; has the build failed?')
void createRequire
writeFileSync(
  new URL('index.mjs', dist),
  `import core from './index.js'\n\n${names.map((name) => `export const ${name} = core.${name}\n`).join('')}`,
)
writeFileSync(new URL('index.d.mts', dist), `export * from './index.js'\n`)
