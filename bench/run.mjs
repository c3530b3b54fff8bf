// Compares nextoken with its peers on this machine: `node bench/run.mjs --help`.

import { existsSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { isAllowed, logitsError } from './check.mjs'
import { engines, typeFor } from './engines.mjs'
import { meters } from './meters.mjs'
import { shapes } from './model.mjs'
import { readOptions, usage } from './options.mjs'
import { projectEntry } from './paths.mjs'
import { installPeers } from './peers.mjs'
import { figures, jobs, kinds, slots } from './plan.mjs'
import { forgetCache, forgetFiles, readingTime, runEngine } from './processes.mjs'
import { summarise, table } from './report.mjs'
import { matrixBytes, multiplied } from './work.mjs'

const say = (text) => process.stderr.write(`${text}\n`)

async function main() {
  const options = readOptions(process.argv.slice(2))
  if (options.help) return console.log(usage)
  const named = { name: options.shape, shape: shapes[options.shape] }
  const missing = installPeers(options.engines, say)
  if (options.engines.includes('nextoken') && !existsSync(projectEntry)) {
    missing.nextoken = 'it is not built: npm run build'
  }
  const measured = meters()
  if (!measured) say('the meters do not compile here: the walls are not measured')

  const groups = []
  for (const precision of options.precisions) {
    const contenders = prepare(options, named, precision, missing)
    const checked = await check(contenders, named, precision, options)
    for (const threads of options.threads) {
      const settings = { precision, threads, shape: named.shape, sizes: options.sizes }
      const rounds = await runRounds(checked, settings, options, measured)
      groups.push({ precision, threads, contenders: checked, rounds })
    }
  }

  const machine = { cpu: cpus()[0].model, cores: cpus().length, node: process.version }
  const summary = groups.map((group) => summarise(options.suite, named.shape, group, options.sizes))
  console.log(table(machine, named.shape, options, summary))
  if (options.json) {
    const record = { date: new Date().toISOString(), machine, options, summary, groups }
    writeFileSync(options.json, `${JSON.stringify(record, null, 2)}\n`)
  }
}

// For each engine the files it loads, or why it does not run.
function prepare({ engines: names, peerType }, named, precision, missing) {
  return names.map((name) => {
    const type = typeFor(name, precision, peerType)
    if (missing[name]) return { name, type, missing: missing[name] }
    if (!type) return { name, missing: `it has no products in ${precision} on the CPU` }
    return { name, type, ...engines[name].files(named, type, say) }
  })
}

// One run of each comes first and does not count: it brings files into memory. Its logits show whether the
// engine computes what it should.
async function check(contenders, named, precision, { sizes }) {
  const settings = { kind: 'check', shape: named.shape, sizes, threads: 1, slots: 1 }
  const run = async ({ name, type, model }) => {
    say(`${precision}, check: ${name}`)
    return await runEngine(name, { ...settings, type, model, flashAttention: true })
  }
  const ours = contenders.find(({ name, missing }) => name === 'nextoken' && !missing)
  // The reference is held in f32; a large model may have no room for it.
  const fits = matrixBytes(named.shape, 'f32') < totalmem() / 3
  const reference =
    ours && fits ? await run({ ...ours, type: 'f32' }).catch(() => undefined) : undefined
  const checked = []
  for (const contender of contenders) {
    if (contender.missing) {
      checked.push(contender)
      continue
    }
    try {
      const error = logitsError(await run(contender), reference)
      const wrong = !isAllowed(error, precision) && `its logits are off by ${error.toFixed(2)}`
      checked.push({ ...contender, error, ...(wrong && { missing: wrong }) })
    } catch (failure) {
      checked.push({ ...contender, missing: failure.message })
    }
  }
  for (const { name, missing } of checked) if (missing) say(`${name} does not run: ${missing}`)
  return checked
}

// A B C, A B C, …: what slows the machine for a while falls on all engines.
async function runRounds(contenders, settings, { suite, rounds: count }, measured) {
  const { precision, threads, shape, sizes } = settings
  const rounds = []
  for (let round = 1; round <= count; round++) {
    const runs = {}
    const failures = []
    let reading
    const rates = measured && readWalls(measured, settings)
    for (const kind of suite === 'serving' ? ['serving'] : kinds) {
      for (const { name, type, model, files, missing } of contenders) {
        if (missing) continue
        say(`round ${round} of ${count}: ${precision}, threads ${threads}, ${kind}, ${name}`)
        if (kind === 'load' || kind === 'fresh') forgetCache(name)
        if (kind === 'load' && !forgetFiles(files)) continue
        if (kind === 'load' && name === 'nextoken') reading = readingTime(files)
        try {
          const record = await runEngine(name, {
            kind,
            type,
            model,
            threads,
            shape,
            sizes,
            slots: slots(kind, sizes),
            // llama.cpp is faster with it, but not on one token that sees many positions.
            flashAttention: kind !== 'far',
          })
          const found =
            kind === 'serving'
              ? { ...record.serving, memory: record.memory.residentMb }
              : figures(kind, jobs(kind, shape, sizes), record)
          runs[name] = { ...runs[name], ...found, about: record.about }
        } catch (error) {
          say(`${name} failed: ${error.message}`)
          failures.push({ name, kind, message: error.message })
          process.exitCode = 1
        }
      }
    }
    rounds.push({ rates: { ...rates, reading }, runs, failures })
  }
  return rounds
}

// The weights' own size counts: on a processor with a large cache a part of them stays there, and
// is read faster than memory, whose rate stands beside it.
function readWalls(measured, { threads, precision, shape }) {
  return {
    memory: measured.memory(threads, Math.min(matrixBytes(shape, precision), 2 ** 31)),
    farMemory: measured.memory(threads, 2 ** 30),
    multiplies: measured.multiplies(threads, multiplied(precision)),
  }
}

try {
  await main()
} catch (error) {
  say(error.message)
  process.exitCode = 1
}
