// Reduces runs to medians, ranges and paired ratios, and prints them as one table.

import { matrixBytes } from './gguf.mjs'
import { engineNames } from './options.mjs'

// `better` says which way a ratio above 1 points: it always means that nextoken does better.
const suiteMeasures = {
  single: [
    { key: 'decode', title: 'decode tok/s', digits: 1, better: 'more' },
    { key: 'prefill', title: 'prefill tok/s', digits: 0, better: 'more' },
    { key: 'firstTokenMs', title: 'load to first token ms', digits: 0, better: 'less' },
    { key: 'residentMb', title: 'resident MB', digits: 0, better: 'less' },
  ],
  serving: [
    { key: 'one', title: '1 tok/s', digits: 1, better: 'more' },
    { key: 'eight', title: '8 tok/s', digits: 1, better: 'more' },
    { key: 'thirtyTwo', title: '32 tok/s', digits: 1, better: 'more' },
    { key: 'stall', title: 'longest wait, steps', digits: 1, better: 'less' },
    { key: 'warm', title: 'known prefix, times sooner', digits: 0, better: 'more' },
    { key: 'javascriptOne', title: 'JS of 1, %', digits: 1, better: 'less' },
    { key: 'javascriptEight', title: 'JS of 8, %', digits: 1, better: 'less' },
    { key: 'residentMb', title: 'resident MB', digits: 0, better: 'less' },
  ],
}

export function summarise(suite, { precision, peerType, threads, rounds }) {
  const measures = suiteMeasures[suite]
  const memoryRate = spread(rounds.map((round) => round.memory?.memoryRate))
  const weightsRate = spread(rounds.map((round) => round.memory?.weightsRate))
  const engines = engineNames.flatMap((name) => {
    const runs = rounds.map((round) => round.runs[name]).filter(Boolean)
    if (runs.length === 0) return []
    const row = measures.map(({ key }) => [key, spread(runs.map((run) => run[key]))])
    return [{ name, ...Object.fromEntries(row) }]
  })
  return {
    precision,
    peerType,
    threads,
    memoryRate,
    weightsRate,
    wall: weightsRate && (weightsRate.median * 1e9) / matrixBytes(peerType),
    engines,
    ratios: ratios(measures, rounds),
    agreement: agreement(rounds),
  }
}

function spread(numbers) {
  const sorted = numbers.filter(Number.isFinite).sort((a, b) => a - b)
  if (sorted.length === 0) return undefined
  const middle = sorted.length >> 1
  const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  return { median, min: sorted[0], max: sorted.at(-1) }
}

// From the two runs of one round: they met the same moment of the machine.
function ratios(measures, rounds) {
  const [ours, peer] = engineNames
  const pairs = rounds.map(({ runs }) => [runs[ours], runs[peer]]).filter(([a, b]) => a && b)
  if (pairs.length === 0) return undefined
  const of = ({ key, better }) =>
    spread(pairs.map(([a, b]) => (better === 'more' ? a[key] / b[key] : b[key] / a[key])))
  return Object.fromEntries(measures.map((measure) => [measure.key, of(measure)]))
}

// On how many tokens the engines agree: the evidence that they run the same model. Roundings
// differ, so a near tie may fall either way, the more often the lower the precision.
function agreement(rounds) {
  const complete = rounds.findLast(({ runs }) => engineNames.every((name) => runs[name]))
  if (!complete) return undefined
  const [a, b] = engineNames.map((name) => complete.runs[name].ids)
  if (!a || !b) return undefined
  return { same: a.filter((id, i) => id === b[i]).length, of: a.length }
}

export function table(machine, { suite, rounds, lengths }, summaries) {
  const measures = suiteMeasures[suite]
  const what =
    suite === 'single'
      ? `decode ${lengths.decodeTokens} tokens after ${lengths.promptTokens}, prefill ${lengths.prefillTokens}`
      : `sequences at once, ${lengths.decodeTokens} tokens after ${lengths.promptTokens}, prompts included in the time; a prompt of ${lengths.prefillTokens} comes while 8 decode`
  const lines = [
    `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}`,
    `GPT-2 124M; ${rounds} rounds; ${what}; median (min-max)`,
    '',
  ]
  const titles = ['', 'threads', ...measures.map(({ title }) => title), 'of the wall']
  const rows = [titles, ...summaries.flatMap((summary) => groupRows(measures, summary))]
  const widths = titles.map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  rows.splice(
    1,
    0,
    widths.map((width) => '-'.repeat(width)),
  )
  for (const row of rows) {
    lines.push(`| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`)
  }
  return [...lines, '', ...summaries.flatMap(notes)].join('\n')
}

function groupRows(measures, { precision, peerType, threads, wall, engines, ratios }) {
  const cells = (row, digits) =>
    measures.map((measure) => range(row[measure.key], digits ?? measure.digits))
  const rows = engines.map((engine) => [
    `${engine.name} ${engine.name === 'nextoken' ? precision : peerType}`,
    String(threads),
    ...cells(engine),
    wall && engine.decode ? `${((100 * engine.decode.median) / wall).toFixed(0)}%` : '',
  ])
  return ratios ? [...rows, ['  times better', String(threads), ...cells(ratios, 2), '']] : rows
}

function range(value, digits) {
  if (!value) return ''
  const [median, min, max] = [value.median, value.min, value.max].map((n) => n.toFixed(digits))
  return min === max ? median : `${median} (${min}-${max})`
}

function notes({ peerType, precision, threads, memoryRate, weightsRate, wall, agreement }) {
  const label = `${precision}/${peerType}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`
  const lines = []
  if (wall) {
    const megabytes = (matrixBytes(peerType) / 1e6).toFixed(0)
    lines.push(
      `${label}: reads ${range(weightsRate, 1)} GB/s from ${megabytes} MB of matrices, so the wall is ${wall.toFixed(0)} tok/s; ${range(memoryRate, 1)} GB/s from 1 GiB`,
    )
  } else {
    lines.push(`${label}: the wall was not measured`)
  }
  if (agreement) {
    lines.push(`${label}: ${agreement.same} of ${agreement.of} tokens are the same`)
  }
  return lines
}
