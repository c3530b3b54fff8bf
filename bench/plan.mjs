// What a process is asked to do, and the figures that follow from the times it reports.
// A job is some prompts of equal length that are continued together by `count` tokens; with a count of 0 the
// logits of the last position are wanted. A record has for each job the time it started, and for each prompt its
// ids and their times. All times are milliseconds of the system's clock.

import { prompt } from './model.mjs'

// The kinds of processes.
//   check   does the engine compute what it should?
//   load    from the start of the process to the first token, nothing cached by the engine, files not in memory
//   fresh   the same with files in memory
//   single  the same with what the engine cached, then one sequence at a time
//   far     one sequence near the end of the context
//   many    several sequences together
// The suite of serving has a kind of its own, in engines/serving.mjs.
export const kinds = ['load', 'fresh', 'single', 'far', 'many']

export const lengths = {
  full: {
    shortPrompt: 8,
    nearPrompt: 32,
    farPrompt: 900,
    decode: 64,
    prefills: [128, 512],
    prefillRepeats: 3,
    manyDecode: 32,
    many: [1, 8, 32],
  },
  quick: {
    shortPrompt: 8,
    nearPrompt: 32,
    farPrompt: 900,
    decode: 8,
    prefills: [128, 512],
    prefillRepeats: 1,
    manyDecode: 4,
    many: [1, 8, 32],
  },
}

export const slots = (kind, { many }) =>
  kind === 'many' ? Math.max(...many) : kind === 'serving' ? 32 : 1

export function jobs(kind, shape, sizes) {
  const { shortPrompt, nearPrompt, farPrompt, decode, prefills, prefillRepeats, manyDecode, many } =
    sizes
  const job = (name, length, count, sequences = 1) => ({
    name,
    count,
    prompts: Array.from({ length: sequences }, (_, i) => prompt(shape, `${name} ${i}`, length)),
  })
  switch (kind) {
    case 'check':
      return [0, 1, 2, 3].map((i) => job(`check ${i}`, 16, 0))
    case 'load':
    case 'fresh':
      return [job('first', shortPrompt, 1)]
    case 'single':
      return [
        job('first', shortPrompt, 1),
        job('near', nearPrompt, decode + 1),
        ...prefills.flatMap((length) =>
          Array.from({ length: prefillRepeats }, (_, i) =>
            job(`prefill ${length} ${i}`, length, 1),
          ),
        ),
      ]
    case 'far':
      return [job('first', shortPrompt, 1), job('far', farPrompt, decode + 1)]
    case 'many':
      return [
        job('first', shortPrompt, 2),
        ...many.map((count) => job(`many ${count}`, nearPrompt, manyDecode, count)),
      ]
  }
}

// The figures of a record: tokens a second, milliseconds, megabytes.
export function figures(kind, asked, { spawned, loaded, jobs: done, memory }) {
  const find = (name) => done[asked.findIndex((job) => job.name === name)]
  const first = () => find('first').times[0][0] - spawned
  const decoded = (name) => {
    const times = find(name).times[0]
    return ((times.length - 1) * 1000) / (times.at(-1) - times[0])
  }
  switch (kind) {
    case 'load':
      return { coldLoad: loaded - spawned, coldFirst: first() }
    case 'fresh':
      return { freshLoad: loaded - spawned, freshFirst: first() }
    case 'single':
      return {
        load: loaded - spawned,
        first: first(),
        near: decoded('near'),
        ids: find('near').ids[0],
        ...prefillRates(asked, done),
        memory: memory.residentMb,
        peakMemory: memory.peakMb,
        ownMemory: memory.ownMb,
      }
    case 'far':
      return { far: decoded('far') }
    case 'many': {
      const rates = asked.flatMap(({ name, prompts, count }, i) => {
        if (name === 'first') return []
        const end = Math.max(...done[i].times.map((times) => times.at(-1)))
        return [
          [`many${prompts.length}`, (prompts.length * count * 1000) / (end - done[i].started)],
        ]
      })
      return { ...Object.fromEntries(rates), manyMemory: memory.residentMb }
    }
  }
}

function prefillRates(asked, done) {
  const rates = {}
  for (const [i, { name, prompts }] of asked.entries()) {
    if (!name.startsWith('prefill')) continue
    const { length } = prompts[0]
    rates[`prefill${length}`] ??= []
    rates[`prefill${length}`].push((length * 1000) / (done[i].times[0][0] - done[i].started))
  }
  for (const list of Object.values(rates)) list.sort((a, b) => a - b)
  return Object.fromEntries(
    Object.entries(rates).map(([key, list]) => [key, list[list.length >> 1]]),
  )
}
