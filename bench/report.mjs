// Reduces runs to medians, ranges, shares of the walls and paired ratios, and prints them as one table.

import { walls } from './work.mjs'

// `better` says which way a ratio above 1 points: it always means that nextoken does better. `wall` gives the
// best figure that the measured machine allows.
const speedMeasures = ({
  nearPrompt,
  farPrompt,
  decode,
  prefills,
  many,
  manyDecode,
  shortPrompt,
}) => [
  {
    key: 'near',
    title: `decode at ${nearPrompt}, tok/s`,
    digits: 1,
    better: 'more',
    wall: (wall) => decode / wall.decode(nearPrompt, decode),
  },
  {
    key: 'far',
    title: `decode at ${farPrompt}, tok/s`,
    digits: 1,
    better: 'more',
    wall: (wall) => decode / wall.decode(farPrompt, decode),
  },
  ...prefills.map((length) => ({
    key: `prefill${length}`,
    title: `prefill of ${length}, tok/s`,
    digits: 0,
    better: 'more',
    wall: (wall) => length / wall.prefill(length),
  })),
  ...many.map((count) => ({
    key: `many${count}`,
    title: `${count} together, tok/s`,
    digits: 1,
    better: 'more',
    wall: (wall) =>
      (count * manyDecode) /
      (wall.prefill(nearPrompt, count) + wall.decode(nearPrompt, manyDecode - 1, count)),
  })),
  { key: 'first', title: `start to first token of ${shortPrompt}, ms`, digits: 0, better: 'less' },
  { key: 'freshFirst', title: 'the same, nothing cached', digits: 0, better: 'less' },
  { key: 'coldFirst', title: 'the same, files not in memory either', digits: 0, better: 'less' },
  { key: 'load', title: 'start to model loaded, ms', digits: 0, better: 'less' },
  { key: 'freshLoad', title: 'the same, nothing cached', digits: 0, better: 'less' },
  { key: 'coldLoad', title: 'the same, files not in memory either', digits: 0, better: 'less' },
  { key: 'memory', title: 'resident MB', digits: 0, better: 'less' },
  {
    key: 'manyMemory',
    title: `resident MB, ${Math.max(...many)} together`,
    digits: 0,
    better: 'less',
  },
]

const servingMeasures = [
  { key: 'stall', title: 'longest wait, steps', digits: 1, better: 'less' },
  { key: 'pause', title: 'without a prompt', digits: 1, better: 'less' },
  { key: 'known', title: 'known prefix, times sooner', digits: 0, better: 'more' },
  { key: 'javascriptOne', title: 'JS of 1, %', digits: 1, better: 'less' },
  { key: 'javascriptEight', title: 'JS of 8, %', digits: 1, better: 'less' },
  { key: 'memory', title: 'resident MB', digits: 0, better: 'less' },
]

const measuresOf = (suite, sizes) => (suite === 'serving' ? servingMeasures : speedMeasures(sizes))

export function summarise(suite, shape, { precision, threads, contenders, rounds }, sizes) {
  const rate = (key) => spread(rounds.map((round) => round.rates?.[key]))
  const rates = {
    memory: rate('memory'),
    farMemory: rate('farMemory'),
    multiplies: rate('multiplies'),
    reading: rate('reading'),
  }
  const wall =
    rates.memory &&
    walls(shape, precision, {
      memory: rates.memory.median,
      multiplies: rates.multiplies.median,
    })
  const measures = measuresOf(suite, sizes).map(({ key, better, wall: bound }) => {
    const limit = wall && bound?.(wall)
    const cells = contenders.map(({ name }) => {
      const found = spread(rounds.map((round) => round.runs[name]?.[key]))
      return found && { ...found, share: limit && found.median / limit }
    })
    return { key, wall: limit, cells, ratio: ratio(key, better, contenders, rounds) }
  })
  const agreements = agreement(contenders, rounds)
  const failures = rounds.flatMap((round) => round.failures)
  return { precision, threads, contenders, rates, measures, agreements, failures }
}

function spread(numbers) {
  const sorted = numbers.filter(Number.isFinite).sort((a, b) => a - b)
  if (sorted.length === 0) return undefined
  const middle = sorted.length >> 1
  const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  return { median, min: sorted[0], max: sorted.at(-1) }
}

// How many times better nextoken is than the best peer, from the runs of one round: they met the same moment
// of the machine.
function ratio(key, better, contenders, rounds) {
  const peers = contenders.map(({ name }) => name).filter((name) => name !== 'nextoken')
  return spread(
    rounds.map(({ runs }) =>
      times(
        better,
        runs.nextoken?.[key],
        peers.map((name) => runs[name]?.[key]),
      ),
    ),
  )
}

function times(better, ours, peers) {
  const known = peers.filter(Number.isFinite)
  if (!Number.isFinite(ours) || known.length === 0) return undefined
  return better === 'more' ? ours / Math.max(...known) : Math.min(...known) / ours
}

// On how many tokens of the last round engines agree with nextoken. Roundings differ, so a near tie may fall
// either way, the more often the lower the precision.
function agreement(contenders, rounds) {
  const last = rounds.findLast(({ runs }) => runs.nextoken?.ids)
  return contenders.map(({ name }) => {
    const [a, b] = [last?.runs.nextoken.ids, last?.runs[name]?.ids]
    return a && b && { same: a.filter((id, i) => id === b[i]).length, of: a.length }
  })
}

export function table(machine, shape, { suite, rounds, sizes }, summaries) {
  const measures = measuresOf(suite, sizes)
  const lines = [
    `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}`,
    `${shape.title}, ${rounds} ${rounds === 1 ? 'round' : 'rounds'}: median (min-max) and share of the wall`,
  ]
  for (const precision of new Set(summaries.map((summary) => summary.precision))) {
    const group = summaries.filter((summary) => summary.precision === precision)
    lines.push('', ...grid(precision, measures, group), '', ...group.flatMap(notes))
    for (const { name, missing } of group[0].contenders) {
      if (missing) lines.push(`${name} did not run: ${missing.replaceAll('\n', ' ')}`)
    }
  }
  return lines.join('\n')
}

function grid(precision, measures, group) {
  const { contenders } = group[0]
  const heads = contenders.map(({ name, type }) => (type ? `${name} ${type}` : name))
  const rows = [[precision, 'threads', ...heads, 'wall', 'times the best peer']]
  for (const [i, measure] of measures.entries()) {
    for (const { threads, measures: found } of group) {
      const { cells, wall, ratio } = found[i]
      rows.push([
        measure.title,
        String(threads),
        ...cells.map((cell) => shown(cell, measure.digits)),
        wall ? wall.toFixed(measure.digits) : '',
        shown(ratio, 2),
      ])
    }
    if (group.length > 1) rows.push(best(measure, i, group))
  }
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  rows.splice(
    1,
    0,
    widths.map((width) => '-'.repeat(width)),
  )
  return rows.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`,
  )
}

// Each engine with the number of threads that suits it best, which stands behind its figure.
function best({ title, digits, better }, i, group) {
  const { contenders } = group[0]
  const sign = better === 'more' ? 1 : -1
  const winners = contenders.map((_, column) =>
    group
      .map(({ threads, measures }) => ({ threads, value: measures[i].cells[column]?.median }))
      .filter(({ value }) => value !== undefined)
      .reduce((a, b) => (a && sign * a.value >= sign * b.value ? a : b), undefined),
  )
  const ours = winners[contenders.findIndex(({ name }) => name === 'nextoken')]?.value
  const peers = winners.filter((_, column) => contenders[column].name !== 'nextoken')
  const ahead = times(
    better,
    ours,
    peers.map((winner) => winner?.value),
  )
  return [
    title,
    'best',
    ...winners.map((winner) =>
      winner ? `${winner.value.toFixed(digits)} by ${winner.threads}` : '',
    ),
    '',
    ahead ? ahead.toFixed(2) : '',
  ]
}

function shown(value, digits) {
  if (!value) return ''
  const [median, min, max] = [value.median, value.min, value.max].map((n) => n.toFixed(digits))
  const share = value.share ? ` ${(100 * value.share).toFixed(0)}%` : ''
  return `${min === max ? median : `${median} (${min}-${max})`}${share}`
}

function notes({ precision, threads, contenders, rates, agreements, failures }) {
  const label = `${precision}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`
  const lines = [
    rates.memory
      ? `${label}: ${shown(rates.memory, 1)} GB/s from an array as large as the weights, ${shown(rates.farMemory, 1)} from 1 GiB; ${shown(rates.multiplies, 1)} billion products a second`
      : `${label}: the walls were not measured`,
  ]
  if (rates.reading) {
    lines.push(
      `${label}: reading nextoken's files from the disk alone takes ${shown(rates.reading, 0)} ms`,
    )
  }
  for (const [i, { name, error }] of contenders.entries()) {
    const parts = []
    if (error !== undefined) parts.push(`logits off by ${error.toPrecision(2)} of f32's`)
    const agreed = agreements[i]
    if (agreed && name !== 'nextoken') parts.push(`${agreed.same} of ${agreed.of} tokens the same`)
    if (parts.length > 0) lines.push(`${label}, ${name}: ${parts.join(', ')}`)
  }
  for (const { name, kind, message } of failures) {
    lines.push(`${label}, ${name}: a process of kind "${kind}" failed: ${message.split('\n')[0]}`)
  }
  return lines
}
