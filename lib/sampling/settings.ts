/** The options of sampling that are numbers: defaults, ranges, and which of them contradict each other. */

import type { NativeTruncation } from '../native-types.js'
import { checkInteger, checkKnownKeys, checkNumber, invalidArgument } from '../options.js'
import type { SamplingOptions } from './options.js'
import { libraryDefaults, presetNumbers, type SamplingNumbers } from './presets.js'

const MAX_INT32 = 2 ** 31 - 1
/** Of temperatures, penalties and biases. */
const LARGEST = 100

export interface Temperature {
  readonly temperature: number
  readonly dynamicTemperature: boolean
  readonly temperatureLow: number
  readonly temperatureHigh: number
  readonly temperatureExponent: number
}

export interface Settings extends Temperature {
  readonly topK: number
  readonly topP: number
  readonly truncation: NativeTruncation
  readonly repetitionPenalty: number
  readonly presencePenalty: number
  readonly frequencyPenalty: number
  readonly penaltyWindow: number | undefined
  readonly noRepeatNgram: number
}

/** Checks numbers; where one is not given, takes it from the preset, the model's file or the library. */
export function checkSettings(options: SamplingOptions, file: Partial<SamplingNumbers>): Settings {
  const preset = options.preset === undefined ? undefined : presetNumbers(options.preset)
  const numbers = checkNumbers({
    ...libraryDefaults,
    ...file,
    ...preset,
    ...given(options, Object.keys(libraryDefaults) as (keyof SamplingNumbers)[]),
  })
  const { topK, topP, minP, typicalP, epsilonCutoff, etaCutoff } = numbers
  const { repetitionPenalty, noRepeatNgram } = numbers
  const topNSigma = checkNumber('topNSigma', options.topNSigma ?? 0, 0, LARGEST)
  const mirostat = checkMirostat(options)
  const xtc = checkXtc(options)
  const temperature = checkTemperature(options, numbers.temperature)
  const greedy = !temperature.dynamicTemperature && temperature.temperature === 0
  if (mirostat !== undefined) {
    const others = { topK, topP, minP, typicalP, epsilonCutoff, etaCutoff, topNSigma, xtc }
    checkBesideMirostat(options, others)
  }
  if (greedy) checkGreedy(options)
  const own = mirostat === undefined
  return {
    ...temperature,
    topK: own ? topK : 0,
    topP: own ? topP : 1,
    truncation: {
      topNSigma,
      minP: own ? minP : 0,
      typicalP: own ? typicalP : 1,
      epsilonCutoff: own ? epsilonCutoff : 0,
      etaCutoff: own ? etaCutoff : 0,
      xtcProbability: xtc?.probability ?? 0,
      xtcThreshold: xtc?.threshold ?? 0,
      mirostatTau: mirostat?.tau ?? 0,
      mirostatEta: mirostat?.eta ?? 0,
    },
    repetitionPenalty,
    noRepeatNgram,
    presencePenalty: checkNumber(
      'presencePenalty',
      options.presencePenalty ?? 0,
      -LARGEST,
      LARGEST,
    ),
    frequencyPenalty: checkNumber(
      'frequencyPenalty',
      options.frequencyPenalty ?? 0,
      -LARGEST,
      LARGEST,
    ),
    penaltyWindow:
      options.penaltyWindow === undefined
        ? undefined
        : checkInteger('penaltyWindow', options.penaltyWindow, 1, MAX_INT32),
  }
}

/** The options among `names` that are given. */
function given<Name extends keyof SamplingOptions>(options: SamplingOptions, names: Name[]) {
  return Object.fromEntries(
    names.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]),
  ) as Pick<SamplingOptions, Name>
}

function checkNumbers(numbers: { [Name in keyof SamplingNumbers]: unknown }): SamplingNumbers {
  return {
    temperature: checkNumber('temperature', numbers.temperature, 0, LARGEST),
    topK: checkInteger('topK', numbers.topK, 0, MAX_INT32),
    topP: checkNumber('topP', numbers.topP, 0, 1, { minExclusive: true }),
    minP: checkNumber('minP', numbers.minP, 0, 1),
    typicalP: checkNumber('typicalP', numbers.typicalP, 0, 1, { minExclusive: true }),
    epsilonCutoff: checkNumber('epsilonCutoff', numbers.epsilonCutoff, 0, 1, {
      maxExclusive: true,
    }),
    etaCutoff: checkNumber('etaCutoff', numbers.etaCutoff, 0, 1, { maxExclusive: true }),
    repetitionPenalty: checkNumber('repetitionPenalty', numbers.repetitionPenalty, 0.01, LARGEST),
    noRepeatNgram: checkInteger('noRepeatNgram', numbers.noRepeatNgram, 0, MAX_INT32),
  }
}

function checkTemperature(options: SamplingOptions, temperature: number): Temperature {
  const { dynamicTemperature: dynamic } = options
  if (dynamic === undefined) {
    return {
      temperature,
      dynamicTemperature: false,
      temperatureLow: 0,
      temperatureHigh: 0,
      temperatureExponent: 1,
    }
  }
  checkKnownKeys(dynamic, ['low', 'high', 'exponent'], 'dynamicTemperature')
  if (options.temperature !== undefined) {
    throw invalidArgument(
      'temperature and dynamicTemperature contradict each other; give one of them',
    )
  }
  const high = checkNumber('dynamicTemperature.high', dynamic.high, 0, LARGEST, {
    minExclusive: true,
  })
  return {
    temperature: high,
    dynamicTemperature: true,
    temperatureLow: checkNumber('dynamicTemperature.low', dynamic.low, 0, high),
    temperatureHigh: high,
    temperatureExponent: checkNumber(
      'dynamicTemperature.exponent',
      dynamic.exponent ?? 1,
      0,
      LARGEST,
      { minExclusive: true },
    ),
  }
}

function checkMirostat({ mirostat }: SamplingOptions) {
  if (mirostat === undefined) return undefined
  checkKnownKeys(mirostat, ['tau', 'eta'], 'mirostat')
  return {
    tau: checkNumber('mirostat.tau', mirostat.tau ?? 5, 0.01, LARGEST),
    eta: checkNumber('mirostat.eta', mirostat.eta ?? 0.1, 0.0001, 1),
  }
}

function checkXtc({ xtc }: SamplingOptions) {
  if (xtc === undefined) return undefined
  checkKnownKeys(xtc, ['probability', 'threshold'], 'xtc')
  return {
    probability: checkNumber('xtc.probability', xtc.probability ?? 0.5, 0, 1),
    threshold: checkNumber('xtc.threshold', xtc.threshold ?? 0.1, 0.0001, 0.5),
  }
}

const keepsAll: Readonly<Record<string, number>> = {
  topK: 0,
  topP: 1,
  minP: 0,
  typicalP: 1,
  epsilonCutoff: 0,
  etaCutoff: 0,
  topNSigma: 0,
}

function checkBesideMirostat(options: SamplingOptions, values: Readonly<Record<string, unknown>>) {
  const clashing = Object.keys(values).filter(
    (name) =>
      options[name as keyof SamplingOptions] !== undefined && values[name] !== keepsAll[name],
  )
  if (clashing.length > 0) {
    throw invalidArgument(
      `mirostat cuts the distribution by itself and contradicts ${clashing.join(', ')}; give one or the other`,
    )
  }
}

/**
 * At temperature 0 the likeliest token is taken. What always keeps that token changes nothing and is let pass; what
 * would have to drop it, or draw, contradicts it.
 */
function checkGreedy(options: SamplingOptions) {
  const { mirostat, xtc, typicalP } = options
  const typical = typicalP !== undefined && typicalP < 1 ? typicalP : undefined
  const clashing = Object.entries({ mirostat, xtc, typicalP: typical })
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name)
  if (clashing.length === 0) return
  const source =
    options.temperature !== undefined
      ? ''
      : options.preset !== undefined
        ? ` (of preset '${options.preset}')`
        : " (of the model's generation_config.json)"
  throw invalidArgument(
    `temperature 0${source} takes the likeliest token and contradicts ${clashing.join(', ')}; give a temperature above 0`,
  )
}
