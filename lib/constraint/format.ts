/** The option `format` of `model.generate`: what it may be, and its check. */

import { checkInteger, checkKnownKeys, checkString, describe, invalidArgument } from '../options.js'

/** Exactly one of four ways to say what the text must be. See docs/constrained-output.md. */
export type Format =
  | {
      /** A JSON Schema: the text is JSON that fits it. `{}` or `true` allow any value. */
      json: object | boolean
      /** Most characters of white space between two elements, 0 to 100. Default: 1. */
      maxWhitespace?: number
    }
  | {
      /** The whole text matches it; with the flags `s` and `u` at most, and what is regular of JavaScript's. */
      regex: string | RegExp
    }
  | {
      /** The text is one of these. */
      choices: readonly string[]
    }
  | {
      /** A grammar in GBNF, llama.cpp's notation, or in the part of W3C's EBNF that is like it. */
      grammar: string
      /** The rule that the whole text matches. Default: `root`. */
      root?: string
    }

/** A format as plain data that does not change any more. */
export type CheckedFormat =
  | { readonly kind: 'json'; readonly schema: unknown; readonly maxWhitespace: number }
  | { readonly kind: 'regex'; readonly source: string; readonly flags: string }
  | { readonly kind: 'choices'; readonly choices: readonly string[] }
  | { readonly kind: 'grammar'; readonly source: string; readonly root: string }

const kinds = ['json', 'regex', 'choices', 'grammar'] as const
const MOST_WHITESPACE = 100

/** @throws NextokenError unless `value` is a {@link Format}; what it says is looked at later. */
export function checkFormat(value: unknown): CheckedFormat {
  checkKnownKeys(value, [...kinds, 'maxWhitespace', 'root'], 'format')
  const format = value as Readonly<Record<string, unknown>>
  const given = kinds.filter((kind) => format[kind] !== undefined)
  const [kind] = given
  if (kind === undefined || given.length > 1) {
    throw invalidArgument(
      `format must have exactly one of ${kinds.join(', ')}, got ${given.length === 0 ? 'none' : given.join(' and ')}`,
    )
  }
  for (const [name, owner] of [
    ['maxWhitespace', 'json'],
    ['root', 'grammar'],
  ] as const) {
    if (format[name] !== undefined && kind !== owner) {
      throw invalidArgument(`format.${name} is for format.${owner}, which was not given`)
    }
  }
  switch (kind) {
    case 'json':
      return {
        kind,
        schema: plain(format.json),
        maxWhitespace: checkInteger(
          'format.maxWhitespace',
          format.maxWhitespace ?? 1,
          0,
          MOST_WHITESPACE,
        ),
      }
    case 'regex':
      return { kind, ...checkRegex(format.regex) }
    case 'choices':
      return { kind, choices: checkChoices(format.choices) }
    case 'grammar':
      return {
        kind,
        source: checkString('format.grammar', format.grammar),
        root: checkString('format.root', format.root ?? 'root'),
      }
  }
}

/** A copy as JSON has it. */
function plain(schema: unknown): unknown {
  const isSchema = typeof schema === 'boolean' || (typeof schema === 'object' && schema !== null)
  if (!isSchema || Array.isArray(schema)) {
    throw invalidArgument(`format.json must be a JSON Schema, got ${describe(schema)}`)
  }
  try {
    return JSON.parse(JSON.stringify(schema))
  } catch (error) {
    throw invalidArgument(`format.json must be a JSON Schema: ${(error as Error).message}`)
  }
}

function checkRegex(regex: unknown): { source: string; flags: string } {
  if (regex instanceof RegExp) return { source: regex.source, flags: regex.flags }
  if (typeof regex === 'string' && regex !== '') return { source: regex, flags: '' }
  throw invalidArgument(
    `format.regex must be a regular expression or its text, got ${describe(regex)}`,
  )
}

function checkChoices(choices: unknown): string[] {
  const isList = Array.isArray(choices) && choices.length > 0
  if (!isList || !choices.every((choice) => typeof choice === 'string')) {
    throw invalidArgument(
      `format.choices must be a list of at least one string, got ${describe(choices)}`,
    )
  }
  return [...choices] as string[]
}
