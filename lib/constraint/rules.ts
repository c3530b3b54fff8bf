/** What has to be known of a grammar's rules before it becomes a machine; refuses those that no machine could run. */

import type { Expression, Part, Rule } from './expression.js'

/** A grammar that no text can match, or that would have to be read from its end. */
export class RulesError extends Error {}

export interface RuleFacts {
  /** Whether any text matches. */
  productive: boolean
  /** Whether the empty text matches. */
  nullable: boolean
  /** Bytes of the longest text, or Infinity. */
  longest: number
}

/** The facts about `root` and all rules that it uses. */
export class Rules {
  readonly #facts = new Map<Rule, RuleFacts>()

  /** @throws RulesError if nothing matches `root`, or a rule begins with itself. */
  constructor(root: Rule) {
    this.#collect(root)
    this.#settle()
    if (!this.isProductive(root.body)) {
      throw new RulesError(`no finite text matches: '${root.name}' has no end`)
    }
    this.#refuseLeftRecursion()
    for (const rule of this.#facts.keys()) this.#longestOf(rule, [])
  }

  of(rule: Rule): RuleFacts {
    let facts = this.#facts.get(rule)
    if (facts === undefined) {
      // Made of parts of others, whose facts are known.
      const { body } = rule
      facts = {
        productive: this.isProductive(body),
        nullable: this.isNullable(body),
        longest: this.#longest(body, []),
      }
      this.#facts.set(rule, facts)
    }
    return facts
  }

  isProductive(expression: Expression): boolean {
    switch (expression.kind) {
      case 'byte':
      case 'text':
        return true
      case 'sequence':
        return expression.parts.every((part) => this.isProductive(part))
      case 'choice':
        return expression.options.some((option) => this.isProductive(option))
      case 'repeat':
        return expression.min === 0 || this.isProductive(expression.body)
      case 'parts':
        return expression.parts.every(
          ({ body, isRequired }) => !isRequired || this.isProductive(body),
        )
      case 'call':
        return this.of(expression.rule).productive
    }
  }

  isNullable(expression: Expression): boolean {
    switch (expression.kind) {
      case 'byte':
        return false
      case 'text':
        return expression.bytes.length === 0
      case 'sequence':
        return expression.parts.every((part) => this.isNullable(part))
      case 'choice':
        return expression.options.some((option) => this.isNullable(option))
      case 'repeat':
        return expression.min === 0 || this.isNullable(expression.body)
      case 'parts':
        return expression.parts.every(({ isRequired }) => !isRequired)
      case 'call':
        return this.of(expression.rule).nullable
    }
  }

  #collect(root: Rule): void {
    const open = [root]
    for (let rule = open.pop(); rule !== undefined; rule = open.pop()) {
      if (this.#facts.has(rule)) continue
      this.#facts.set(rule, { productive: false, nullable: false, longest: 0 })
      open.push(...callsIn(rule.body))
    }
  }

  /** Both facts can only become true: they are looked at again until nothing changes. */
  #settle(): void {
    // Those that are used come behind those who use them.
    const backwards = [...this.#facts].reverse()
    for (let changed = true; changed; ) {
      changed = false
      for (const [rule, facts] of backwards) {
        const productive = this.isProductive(rule.body)
        const nullable = this.isNullable(rule.body)
        if (productive !== facts.productive || nullable !== facts.nullable) changed = true
        facts.productive = productive
        facts.nullable = nullable
      }
    }
  }

  #refuseLeftRecursion(): void {
    const done = new Set<Rule>()
    const visit = (rule: Rule, path: readonly Rule[]) => {
      const at = path.indexOf(rule)
      if (at >= 0) {
        const circle = [...path.slice(at), rule].map(({ name }) => `'${name}'`)
        throw new RulesError(`a rule must not begin with itself: ${circle.join(' begins with ')}`)
      }
      if (done.has(rule)) return
      for (const first of this.#firstCalls(rule.body)) visit(first, [...path, rule])
      done.add(rule)
    }
    for (const rule of this.#facts.keys()) visit(rule, [])
  }

  /** The rules that may be called before a byte is read. */
  #firstCalls(expression: Expression): Rule[] {
    switch (expression.kind) {
      case 'byte':
      case 'text':
        return []
      case 'sequence': {
        const calls: Rule[] = []
        for (const part of expression.parts) {
          calls.push(...this.#firstCalls(part))
          if (!this.isNullable(part)) break
        }
        return calls
      }
      case 'choice':
        return expression.options.flatMap((option) => this.#firstCalls(option))
      case 'repeat':
        return this.#firstCalls(expression.body)
      case 'parts': {
        const required = expression.parts.findIndex(({ isRequired }) => isRequired)
        const first = required < 0 ? expression.parts : expression.parts.slice(0, required + 1)
        return first.flatMap(({ body }) => this.#firstCalls(body))
      }
      case 'call':
        return [expression.rule]
    }
  }

  #longestOf(rule: Rule, path: readonly Rule[]): number {
    if (path.includes(rule)) return Number.POSITIVE_INFINITY
    const known = this.of(rule).longest
    if (known > 0) return known
    const longest = this.#longest(rule.body, [...path, rule])
    this.of(rule).longest = longest
    return longest
  }

  #longest(expression: Expression, path: readonly Rule[]): number {
    switch (expression.kind) {
      case 'byte':
        return 1
      case 'text':
        return expression.bytes.length
      case 'sequence':
        return expression.parts.reduce((sum, part) => sum + this.#longest(part, path), 0)
      case 'choice':
        return expression.options.reduce((most, o) => Math.max(most, this.#longest(o, path)), 0)
      case 'repeat': {
        const longest = this.#longest(expression.body, path)
        return longest === 0 ? 0 : longest * expression.max
      }
      case 'parts': {
        const between = this.#longest(expression.separator, path)
        const add = (sum: number, { body }: Part) => sum + between + this.#longest(body, path)
        return expression.parts.reduce(add, 0)
      }
      case 'call':
        return this.#longestOf(expression.rule, path)
    }
  }
}

function callsIn(expression: Expression): Rule[] {
  switch (expression.kind) {
    case 'byte':
    case 'text':
      return []
    case 'sequence':
      return expression.parts.flatMap(callsIn)
    case 'choice':
      return expression.options.flatMap(callsIn)
    case 'repeat':
      return callsIn(expression.body)
    case 'parts':
      return [expression.separator, ...expression.parts.map(({ body }) => body)].flatMap(callsIn)
    case 'call':
      return [expression.rule]
  }
}
