/** The grammars of one model: what formats mean for its vocabulary, each worked out once. */

import type { NativePlan } from '../native-types.js'
import { invalidArgument } from '../options.js'
import type { Tokenizer } from '../tokenizer/index.js'
import { Automaton } from './automaton.js'
import { utf8 } from './code-points.js'
import { Distances } from './distances.js'
import { oneOf, type Rule } from './expression.js'
import type { CheckedFormat } from './format.js'
import { GrammarError, parseGrammar } from './grammar.js'
import { schemaGrammar } from './json-schema.js'
import { Masks } from './masks.js'
import { Matcher } from './matcher.js'
import { Recognizer } from './recognizer.js'
import { parseRegex, RegexError, regexExpression } from './regex.js'
import { RulesError } from './rules.js'
import { type Schema, SchemaError } from './schema-keywords.js'
import { FormatSteering } from './steering.js'
import { makeTokenTries, type TokenTries } from './token-trie.js'

/** Grammars that are remembered: those used last. */
const MOST_REMEMBERED = 16

export class Constraints {
  readonly #tokenizer: Tokenizer
  readonly #vocabSize: number
  readonly #stopIds: readonly number[]
  readonly #remembered = new Map<string, Constraint>()
  /** Made when the first text begins. */
  #tries: Promise<TokenTries> | undefined

  /** `stopIds`: the model's own, which are no text. */
  constructor(tokenizer: Tokenizer, vocabSize: number, stopIds: readonly number[]) {
    this.#tokenizer = tokenizer
    this.#vocabSize = vocabSize
    this.#stopIds = stopIds
  }

  /** @throws NextokenError `ERR_NEXTOKEN_INVALID_ARGUMENT` where the format is broken, or asks for too much. */
  of(format: CheckedFormat): Constraint {
    const key = JSON.stringify(format)
    const constraint =
      this.#remembered.get(key) ??
      new Constraint(automatonOf(format), this.#tokenizer, () => this.#makeTries())
    // The one that was used last is the last in the Map.
    this.#remembered.delete(key)
    this.#remembered.set(key, constraint)
    if (this.#remembered.size > MOST_REMEMBERED) {
      this.#remembered.delete(this.#remembered.keys().next().value!)
    }
    return constraint
  }

  #makeTries(): Promise<TokenTries> {
    this.#tries ??= makeTokenTries(this.#tokenizer, this.#vocabSize, this.#stopIds)
    return this.#tries
  }
}

/** A format for one model. */
export class Constraint {
  readonly #automaton: Automaton
  readonly #tokenizer: Tokenizer
  readonly #tries: () => Promise<TokenTries>
  #recognizer: Recognizer | undefined
  #masks: readonly Masks[] = []

  constructor(automaton: Automaton, tokenizer: Tokenizer, tries: () => Promise<TokenTries>) {
    this.#automaton = automaton
    this.#tokenizer = tokenizer
    this.#tries = tries
  }

  /**
   * Begins a text of at most `left` tokens.
   * @throws NextokenError `ERR_NEXTOKEN_INVALID_ARGUMENT` where these may not suffice.
   */
  async steer(plan: NativePlan, left: number): Promise<FormatSteering> {
    return new FormatSteering(await this.start(), this.#tokenizer, plan, left)
  }

  /** Begins a text that is followed alone. */
  async start(): Promise<Matcher> {
    const tries = await this.#tries()
    if (this.#recognizer === undefined) {
      const recognizer = new Recognizer(this.#automaton, new Distances(this.#automaton, tries[0]))
      this.#masks = tries.map((trie) => new Masks(recognizer, trie))
      this.#recognizer = recognizer
    }
    return new Matcher(this.#recognizer, this.#masks)
  }
}

function automatonOf(format: CheckedFormat): Automaton {
  try {
    return new Automaton(ruleOf(format))
  } catch (error) {
    const isKnown = [GrammarError, RegexError, RulesError, SchemaError].some(
      (known) => error instanceof known,
    )
    if (isKnown) throw invalidArgument(`format.${format.kind}: ${(error as Error).message}`)
    // The stack is full.
    if (error instanceof RangeError)
      throw invalidArgument(`format.${format.kind} is nested too deeply`)
    throw error
  }
}

function ruleOf(format: CheckedFormat): Rule {
  switch (format.kind) {
    case 'json':
      return schemaGrammar(format.schema as Schema, format.maxWhitespace)
    case 'regex':
      return { name: 'regex', body: regexExpression(parseRegex(format.source, format.flags), utf8) }
    case 'choices':
      return { name: 'choices', body: oneOf(format.choices) }
    case 'grammar':
      return parseGrammar(format.source, format.root)
  }
}
