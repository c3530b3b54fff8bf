/** The published package: what is in it, and that it installs and runs in an empty project. */

import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeSyntheticModel } from '../support/synthetic-model.js'
import { listTarball, type Packed, pack, root, run } from './support.js'

const minutes = 60_000
const config = { vocab_size: 256, n_positions: 64, n_embd: 32, n_layer: 2, n_head: 2 }
const manifest = '{ "name": "project", "version": "1.0.0", "private": true }\n'
/** Prints what a generation gave and where the add-on came from. */
const smoke = `
async function smoke(nextoken, folder) {
  const model = await nextoken.loadModel(folder)
  const generation = model.generate('a', { maxTokens: 3, seed: 1 })
  const { ids } = await generation.result()
  await model.dispose()
  console.log(JSON.stringify({ tokens: ids.length }))
}
`

let packed: Packed
let model: string

function project(name: string): string {
  const folder = join(packed.folder, name)
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), manifest)
  return folder
}

function install(folder: string, ...args: string[]): string {
  return run(folder, 'npm', 'install', '--prefer-offline', '--foreground-scripts', ...args)
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}

beforeAll(() => {
  packed = pack()
  model = join(packed.folder, 'model')
  writeSyntheticModel(model, config, { seed: 1, tokenizer: 'bytes' })
}, 5 * minutes)

afterAll(() => {
  if (packed) rmSync(packed.folder, { recursive: true, force: true })
})

describe('the tarball', () => {
  test('has what a user needs and nothing that makes npm compile', () => {
    const names = listTarball(packed.tarball).map(([name]) => name)
    expect(names).toContain('dist/index.js')
    expect(names).toContain('dist/index.mjs')
    expect(names).toContain('dist/index.d.ts')
    expect(names).toContain('dist/index.d.mts')
    expect(names).toContain('native/nextoken.gypi')
    expect(names).toContain('native/sources.json')
    expect(names).toContain('scripts/build-from-source.cjs')
    expect(names.filter((name) => /^prebuilds\/.*\.node$/.test(name))).toHaveLength(1)
    expect(names.filter((name) => /^[^/]*\.gypi?$/.test(name))).toEqual([])
    expect(names.filter((name) => /^(test|bench|lib|build|training)\//.test(name))).toEqual([])
  })

  test('is small', () => {
    const inside = listTarball(packed.tarball)
    const models = inside.filter(([name]) => name.startsWith('models/'))
    // Weights hardly compress; without them the whole must stay under 2 MB.
    const weights = models.reduce((sum, [, size]) => sum + size, 0)
    expect(statSync(packed.tarball).size - weights).toBeLessThanOrEqual(2e6)
  })
})

describe.each([
  { scripts: 'without scripts', flags: ['--ignore-scripts'] },
  { scripts: 'with scripts', flags: [] },
])('installed $scripts', ({ scripts, flags }) => {
  let folder: string

  beforeAll(() => {
    folder = project(scripts.replace(' ', '-'))
    const output = install(folder, ...flags, packed.tarball)
    expect(output).not.toMatch(/\bgyp\b|allow-?scripts|install script|deprecated/i)
    writeFileSync(
      join(folder, 'smoke.cjs'),
      `${smoke}\nsmoke(require('nextoken'), process.argv[2])\n`,
    )
    writeFileSync(
      join(folder, 'smoke.mjs'),
      `import * as nextoken from 'nextoken'\n${smoke}\nawait smoke(nextoken, process.argv[2])\n`,
    )
  }, 3 * minutes)

  test('nothing was compiled', () => {
    const installed = join(folder, 'node_modules', 'nextoken')
    expect(existsSync(join(installed, 'build'))).toBe(false)
    expect(existsSync(join(installed, 'binding.gyp'))).toBe(false)
  })

  test('takes at most 40 MB', () => {
    const installed = join(folder, 'node_modules')
    const models = join(installed, 'nextoken', 'models')
    const weights = existsSync(models) ? sizeOf(models) : 0
    expect(sizeOf(installed) - weights).toBeLessThanOrEqual(40e6)
  })

  test('runs as CommonJS and as an ES module', () => {
    expect(run(folder, 'node', 'smoke.cjs', model)).toContain('{"tokens":3}')
    expect(run(folder, 'node', 'smoke.mjs', model)).toContain('{"tokens":3}')
  })

  test('import and require give the same classes', () => {
    writeFileSync(
      join(folder, 'same.mjs'),
      `import { createRequire } from 'node:module'
       import * as esm from 'nextoken'
       const cjs = createRequire(import.meta.url)('nextoken')
       const names = Object.keys(cjs).sort()
       const same = names.every((name) => cjs[name] === esm[name])
       console.log(JSON.stringify([same, names.length > 0, names.includes('NextokenError')]))`,
    )
    expect(run(folder, 'node', 'same.mjs')).toContain('[true,true,true]')
  })
})

describe('in a project', () => {
  let folder: string
  let installed: string

  beforeAll(() => {
    folder = project('app')
    install(folder, packed.tarball)
    installed = join(folder, 'node_modules', 'nextoken')
  }, 3 * minutes)

  test('npm ci compiles nothing', { timeout: 3 * minutes }, () => {
    const output = run(folder, 'npm', 'ci', '--prefer-offline', '--foreground-scripts')
    expect(output).not.toMatch(/\bgyp\b|allow-?scripts|install script/i)
    expect(existsSync(join(installed, 'build'))).toBe(false)
  })

  test.each(['cjs', 'esm'])('esbuild bundles it for %s, the add-on beside the bundle', (format) => {
    const main = `${smoke}\nvoid smoke(nextoken, process.argv[2]!)\n`
    writeFileSync(
      join(folder, 'main.ts'),
      `import * as nextoken from 'nextoken'\n${main}`.replace(
        'smoke(nextoken, folder)',
        'smoke(nextoken: any, folder: string)',
      ),
    )
    const out = join(packed.folder, `bundle-${format}`)
    const file = join(out, format === 'esm' ? 'main.mjs' : 'main.js')
    const flags = ['--bundle', '--platform=node', `--format=${format}`, `--outfile=${file}`]
    // The two flags that the documentation names.
    flags.push('--loader:.node=copy')
    if (format === 'esm') {
      flags.push(
        '--banner:js=import { createRequire } from "node:module"; ' +
          'import { dirname } from "node:path"; import { fileURLToPath } from "node:url"; ' +
          'const require = createRequire(import.meta.url); ' +
          'const __dirname = dirname(fileURLToPath(import.meta.url));',
      )
    }
    const output = run(folder, join(root, 'node_modules', '.bin', 'esbuild'), 'main.ts', ...flags)
    expect(output).not.toMatch(/warning|error/i)
    expect(readdirSync(out).filter((name) => name.endsWith('.node'))).toHaveLength(1)
    // It must run where there is no node_modules at all.
    expect(run(out, 'node', file, model)).toContain('{"tokens":3}')
  })

  test('esbuild can leave the package outside', () => {
    const flags = ['--bundle', '--platform=node', '--external:nextoken', '--outfile=external.js']
    run(folder, join(root, 'node_modules', '.bin', 'esbuild'), 'main.ts', ...flags)
    expect(run(folder, 'node', 'external.js', model)).toContain('{"tokens":3}')
  })

  test('without an add-on the error says what to run', () => {
    const bare = join(packed.folder, 'bare')
    cpSync(folder, bare, { recursive: true })
    rmSync(join(bare, 'node_modules', 'nextoken', 'prebuilds'), { recursive: true })
    writeFileSync(
      join(bare, 'error.cjs'),
      `const { instructionSets, NextokenError } = require('nextoken')
       try { instructionSets() } catch (error) {
         console.log(JSON.stringify([error instanceof NextokenError, error.code, error.message]))
       }`,
    )
    const [known, code, message] = JSON.parse(run(bare, 'node', 'error.cjs'))
    expect(known).toBe(true)
    expect(code).toBe('ERR_NEXTOKEN_ADDON')
    expect(message).toContain(`${process.platform}-${process.arch}`)
    expect(message).toContain('npx nextoken build')
    expect(message).not.toContain('\n')
  })

  test('npx nextoken build compiles an add-on that works', { timeout: 5 * minutes }, () => {
    rmSync(join(installed, 'prebuilds'), { recursive: true })
    run(folder, 'npx', '--no-install', 'nextoken', 'build')
    expect(existsSync(join(installed, 'build', 'Release', 'nextoken.node'))).toBe(true)
    expect(existsSync(join(installed, 'binding.gyp'))).toBe(false)
    expect(run(folder, 'node', 'external.js', model)).toContain('{"tokens":3}')
  })
})
