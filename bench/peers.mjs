// Installs the peers in a folder of their own, so that the project never depends on them.

import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { peersFolder } from './paths.mjs'

const peer = { name: 'node-llama-cpp', version: '3.22.1' }

// The peer's prebuilt CPU binaries, a package per platform. Naming the one package and omitting
// the optional ones leaves out its GPU builds, which are several hundred megabytes.
const binaries = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-arm64': 'mac-arm64-metal',
  'darwin-x64': 'mac-x64',
  'win32-x64': 'win-x64',
  'win32-arm64': 'win-arm64',
}

export function installPeers(say) {
  if (installedVersion() === peer.version) return
  const platform = `${process.platform}-${process.arch}`
  if (!binaries[platform]) throw new Error(`${peer.name} has no prebuilt binary for ${platform}`)
  say(`installing ${peer.name} ${peer.version}`)
  mkdirSync(peersFolder, { recursive: true })
  const manifest = {
    private: true,
    dependencies: {
      [peer.name]: peer.version,
      [`@node-llama-cpp/${binaries[platform]}`]: peer.version,
    },
  }
  writeFileSync(join(peersFolder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  execFileSync(
    'npm',
    ['install', '--ignore-scripts', '--omit=optional', '--no-audit', '--no-fund'],
    {
      cwd: peersFolder,
      stdio: ['ignore', 'ignore', 'inherit'],
      // Windows runs npm through its command file.
      shell: process.platform === 'win32',
    },
  )
}

function installedVersion() {
  const path = join(peersFolder, 'node_modules', peer.name, 'package.json')
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).version : undefined
}
