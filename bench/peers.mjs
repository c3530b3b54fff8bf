// Installs the peers in a folder of their own, so that the project never depends on them, and builds llama.cpp
// from the source that node-llama-cpp's package carries.

import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { llamaBuild, llamaProject, llamaSource, peersFolder } from './paths.mjs'

const versions = {
  'node-llama-cpp': '3.22.1',
  'onnxruntime-node': '1.30.0',
  '@huggingface/transformers': '4.3.1',
}

const packages = {
  'node-llama-cpp': 'node-llama-cpp',
  'llama.cpp': 'node-llama-cpp',
  'onnxruntime-node': 'onnxruntime-node',
  'transformers.js': '@huggingface/transformers',
}

const platform = `${process.platform}-${process.arch}`

// Prebuilt binaries, a package per platform. Naming these and omitting the optional ones leaves out builds for
// GPUs, which are several hundred megabytes.
const llamaBinaries = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-arm64': 'mac-arm64-metal',
  'darwin-x64': 'mac-x64',
  'win32-x64': 'win-x64',
  'win32-arm64': 'win-arm64',
}

// transformers.js does not start without sharp.
const sharp = {
  [`@img/sharp-${platform}`]: '0.35.5',
  ...(process.platform !== 'win32' && { [`@img/sharp-libvips-${platform}`]: '1.3.4' }),
}

export const llamaDriver = join(llamaBuild, 'driver')

// Tells for each engine that cannot run here why.
export function installPeers(names, say) {
  const missing = {}
  const wanted = names.filter((name) => packages[name])
  const installed = attempt(() => wanted.length > 0 && installPackages(say))
  for (const name of wanted) {
    if (installed) missing[name] = installed
    else if (!existsSync(join(peersFolder, 'node_modules', packages[name]))) {
      missing[name] = `${packages[name]} is not installed`
    }
  }
  if (wanted.includes('llama.cpp') && !missing['llama.cpp']) {
    const built = attempt(() => buildLlama(say))
    if (built) missing['llama.cpp'] = built
  }
  return missing
}

// What went wrong, in a line.
function attempt(action) {
  try {
    action()
    return undefined
  } catch (error) {
    const text = error.stderr?.toString().trim() || error.message
    return text.split('\n').slice(-3).join(' ')
  }
}

function installPackages(say) {
  if (Object.entries(versions).every(([name, version]) => installedVersion(name) === version))
    return
  const binaries = llamaBinaries[platform]
  say(
    `installing ${Object.entries(versions)
      .map((pair) => pair.join(' '))
      .join(', ')}`,
  )
  mkdirSync(peersFolder, { recursive: true })
  const manifest = {
    private: true,
    dependencies: {
      ...versions,
      ...(binaries && { [`@node-llama-cpp/${binaries}`]: versions['node-llama-cpp'] }),
      ...sharp,
    },
  }
  writeFileSync(join(peersFolder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  for (const folder of [llamaSource, llamaBuild]) rmSync(folder, { recursive: true, force: true })
  execFileSync(
    'npm',
    ['install', '--ignore-scripts', '--omit=optional', '--no-audit', '--no-fund'],
    {
      cwd: peersFolder,
      stdio: ['ignore', 'ignore', 'pipe'],
      // Windows runs npm through its command file.
      shell: process.platform === 'win32',
    },
  )
}

function installedVersion(name) {
  const path = join(peersFolder, 'node_modules', name, 'package.json')
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).version : undefined
}

// For this machine's own instruction set, with llama.cpp's default options.
function buildLlama(say) {
  // Compilers may warn at length; at a megabyte Node would end them.
  const run = (program, args) =>
    execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: 1 << 28 })
  if (!existsSync(llamaSource)) {
    const bundle = join(peersFolder, 'node_modules/node-llama-cpp/llama/gitRelease.bundle')
    run('git', ['clone', '--quiet', '--depth', '1', bundle, llamaSource])
  }
  if (!existsSync(llamaDriver)) say('building llama.cpp')
  run('cmake', ['-S', llamaProject, '-B', llamaBuild, `-DLLAMA_SOURCE=${llamaSource}`])
  run('cmake', ['--build', llamaBuild, '--target', 'driver', '-j', String(availableParallelism())])
}
