// Compares nextoken with its peers on this machine: `node bench/run.mjs --help`.

import { execFile } from 'node:child_process'
import { existsSync, linkSync, mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { matrixBytes, writeGguf } from './gguf.mjs'
import { memoryMeter } from './memory.mjs'
import { readOptions, usage } from './options.mjs'
import { dataFolder, engineScript, projectEntry } from './paths.mjs'
import { installPeers } from './peers.mjs'
import { summarise, table } from './report.mjs'
import { writeFolder } from './safetensors.mjs'

const say = (text) => process.stderr.write(`${text}\n`)

async function main() {
  const options = readOptions(process.argv.slice(2))
  if (options.help) return console.log(usage)
  const folder = join(dataFolder, 'gpt2')
  if (!existsSync(join(folder, 'model.safetensors'))) {
    say('writing the synthetic model')
    writeFolder(folder)
  }
  const idsFolder = join(dataFolder, 'gpt2-ids')
  if (!existsSync(idsFolder)) linkWithoutTokenizer(folder, idsFolder)
  const engines = prepareEngines(options)
  const readMemory = memoryMeter()
  if (!readMemory) say('memory.c does not compile here: the wall is not measured')

  const groups = []
  for (const { precision, peerType } of options.precisions) {
    const gguf = join(dataFolder, `gpt2-${peerType}.gguf`)
    if (engines.includes('node-llama-cpp') && !existsSync(gguf)) {
      say(`writing the ${peerType} GGUF`)
      writeGguf(gguf, peerType)
    }
    for (const threads of options.threads) {
      const { suite, lengths } = options
      const settings = { suite, ...lengths, idsFolder, gguf, precision, peerType, threads }
      const rounds = await runRounds(engines, settings, options.rounds, readMemory)
      groups.push({ precision, peerType, threads, rounds })
    }
  }

  const machine = { cpu: cpus()[0].model, cores: cpus().length, node: process.version }
  const summary = groups.map((group) => summarise(options.suite, group))
  console.log(table(machine, options, summary))
  if (options.json) {
    const record = { date: new Date().toISOString(), machine, options, summary, groups }
    writeFileSync(options.json, `${JSON.stringify(record, null, 2)}\n`)
  }
}

// Tokens of a model without a tokenizer are passed on at once; with one, a token waits that ends inside a
// character, as random ones often do.
function linkWithoutTokenizer(folder, idsFolder) {
  mkdirSync(idsFolder)
  for (const name of ['config.json', 'model.safetensors']) {
    linkSync(join(folder, name), join(idsFolder, name))
  }
}

function prepareEngines({ engines }) {
  if (engines.includes('node-llama-cpp')) installPeers(say)
  if (existsSync(projectEntry)) return engines
  const others = engines.filter((name) => name !== 'nextoken')
  if (others.length === 0) throw new Error('nextoken is not built: npm run build')
  if (others.length < engines.length)
    say('nextoken is not built (npm run build): only the peer runs')
  return others
}

// A B, A B, …: what slows the machine for a while falls on both engines. One run of each comes
// first and does not count: it brings files into memory and lets an engine write its caches.
async function runRounds(engines, settings, count, readMemory) {
  const rounds = []
  for (let round = 0; round <= count; round++) {
    const runs = {}
    const memory = round > 0 && readMemory ? readWall(readMemory, settings) : undefined
    for (const name of engines) {
      const label = `${settings.precision}, threads ${settings.threads}, ${name}`
      say(round > 0 ? `round ${round} of ${count}: ${label}` : `first run, not counted: ${label}`)
      runs[name] = await runEngine(name, settings)
    }
    if (round > 0) rounds.push({ memory, runs })
  }
  return rounds
}

// The weights' own size counts: on a processor with a large cache a part of them stays there, and
// is read faster than memory, whose rate stands beside it.
function readWall(readMemory, { threads, peerType }) {
  return {
    memoryRate: readMemory(threads, 2 ** 30),
    weightsRate: readMemory(threads, matrixBytes(peerType)),
  }
}

// A process for each run: no engine inherits the other's heap, threads or memory.
async function runEngine(name, settings) {
  const started = [engineScript(name), JSON.stringify(settings)]
  try {
    const { stdout } = await promisify(execFile)(process.execPath, started, { timeout: 600_000 })
    return JSON.parse(stdout.trim().split('\n').at(-1))
  } catch (error) {
    say(`${name} failed: ${error.stderr?.trim().split('\n').slice(0, 12).join('\n') || error}`)
    process.exitCode = 1
    return undefined
  }
}

try {
  await main()
} catch (error) {
  say(error.message)
  process.exitCode = 1
}
