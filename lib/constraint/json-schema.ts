/** JSON Schema as a grammar: every text that matches it parses, and fits the schema. */

import { codePointsOf, utf8 } from './code-points.js'
import {
  call,
  choice,
  type Expression,
  never,
  nothing,
  oneOf,
  optional,
  type Rule,
  repeat,
  sequence,
  text,
} from './expression.js'
import {
  anyInteger,
  anyNumber,
  integerBetween,
  LARGEST_COUNTED,
  MOST_LISTED,
  numberBetween,
} from './json-number.js'
import { anyString, jsonCharacter, otherKey, quoted, stringOfLength } from './json-text.js'
import { compileRegex, parseRegex, RegexError, regexExpression, regexLengths } from './regex.js'
import { areApart } from './schema-exclusive.js'
import {
  combinators,
  constraintsOf,
  fitsScalars,
  isObject,
  type JsonValue,
  listedValues,
  namedTypes,
  type Schema,
  SchemaError,
  type SchemaObject,
  type TypeName,
  writtenTypes,
} from './schema-keywords.js'
import { mergeSchemas } from './schema-merge.js'
import { resolve } from './schema-references.js'
import { stringFormat } from './string-formats.js'

const UNLIMITED = Number.POSITIVE_INFINITY
const MOST_ALTERNATIVES = 500
const DEEPEST_MERGE = 50
/** Keywords of schemas that become rules of their own. */
const largeKeywords = [
  'properties',
  'additionalProperties',
  'patternProperties',
  'items',
  'prefixItems',
  ...combinators,
]

/**
 * @param maxWhitespace characters of white space between two elements, at most.
 * @throws SchemaError where the schema is broken, or asks for what a grammar cannot say.
 */
export function schemaGrammar(schema: Schema, maxWhitespace: number): Rule {
  return new SchemaGrammar(schema, maxWhitespace).root()
}

interface NamedProperty {
  readonly name: string
  readonly schema: JsonValue
  readonly path: string
  readonly isRequired: boolean
}

class SchemaGrammar {
  readonly #schema: Schema
  readonly #maxWhitespace: number
  /** By the schema's text: references lead to the same place from everywhere. */
  readonly #rules = new Map<string, Rule>()
  /** Those with `oneOf` that were looked at. */
  readonly #exclusive = new Set<JsonValue>()
  readonly #anyValue: Rule = { name: 'value', body: never }
  readonly #anyObject: Rule = { name: 'object', body: never }
  readonly #anyArray: Rule = { name: 'array', body: never }

  constructor(schema: Schema, maxWhitespace: number) {
    this.#schema = schema
    this.#maxWhitespace = maxWhitespace
    this.#anyValue.body = choice(
      call(anyString),
      anyNumber,
      text('true'),
      text('false'),
      text('null'),
      call(this.#anyObject),
      call(this.#anyArray),
    )
    this.#anyObject.body = this.#list(
      '{',
      this.#pair(call(anyString), true, '#'),
      '}',
      0,
      UNLIMITED,
    )
    this.#anyArray.body = this.#list('[', call(this.#anyValue), ']', 0, UNLIMITED)
  }

  root(): Rule {
    return { name: '#', body: sequence(this.#space(), this.#value(this.#schema, '#')) }
  }

  #space(): Expression {
    return repeat(utf8(codePointsOf(' \n\t')), 0, this.#maxWhitespace)
  }

  #value(schema: JsonValue | undefined, path: string): Expression {
    if (schema === true) return call(this.#anyValue)
    if (schema === false) return never
    if (!isObject(schema)) throw new SchemaError(path, 'a schema must be an object, true or false')
    if (!largeKeywords.some((keyword) => schema[keyword] !== undefined)) {
      return this.#body(schema, path)
    }
    const key = JSON.stringify(schema)
    let rule = this.#rules.get(key)
    if (rule === undefined) {
      rule = { name: path, body: never }
      this.#rules.set(key, rule)
      rule.body = this.#body(schema, path)
    }
    return call(rule)
  }

  #body(schema: SchemaObject, path: string): Expression {
    const constraints = constraintsOf(schema, path)
    const [only] = constraints
    if (only === undefined) return call(this.#anyValue)
    if (constraints.length === 1) {
      if (only === '$ref') return this.#value(...resolve(this.#schema, schema.$ref as string, path))
      if (only === 'oneOf') this.#checkExclusive(schema, path)
      if (only === 'anyOf' || only === 'oneOf') {
        const options = schema[only] as JsonValue[]
        return {
          kind: 'choice',
          options: options.map((option, i) => this.#value(option, `${path}/${only}/${i}`)),
        }
      }
    }
    return {
      kind: 'choice',
      options: this.#flatten(schema, path, 0).map((flat) => this.#written(flat, path)),
    }
  }

  /** Schemas without combinators, one of which a value must fit. */
  #flatten(schema: JsonValue | undefined, path: string, depth: number): SchemaObject[] {
    if (schema === true) return [{}]
    if (schema === false) return []
    if (!isObject(schema)) throw new SchemaError(path, 'a schema must be an object, true or false')
    if (depth > DEEPEST_MERGE) throw new SchemaError(path, 'schemas are nested without end')
    constraintsOf(schema, path)
    const { $ref, allOf = [], anyOf, oneOf, ...own } = schema
    let flat = [own as SchemaObject]
    const cross = (others: readonly SchemaObject[]) => {
      const pairs = flat.flatMap((a) => others.map((b) => mergeSchemas(a, b, path)))
      flat = pairs.filter((merged) => merged !== undefined)
      if (flat.length > MOST_ALTERNATIVES) {
        throw new SchemaError(path, `there are more than ${MOST_ALTERNATIVES} alternatives`)
      }
    }
    if ($ref !== undefined) {
      const [target, targetPath] = resolve(this.#schema, $ref as string, path)
      cross(this.#flatten(target, targetPath, depth + 1))
    }
    for (const [i, part] of (allOf as JsonValue[]).entries()) {
      cross(this.#flatten(part, `${path}/allOf/${i}`, depth + 1))
    }
    if (oneOf !== undefined) this.#checkExclusive(schema, path)
    for (const [keyword, options] of Object.entries({ anyOf, oneOf })) {
      if (options === undefined) continue
      const all = (options as JsonValue[]).flatMap((option, i) =>
        this.#flatten(option, `${path}/${keyword}/${i}`, depth + 1),
      )
      cross(all)
    }
    return flat
  }

  /** A value that is written for one alternative must not fit another one. */
  #checkExclusive(schema: SchemaObject, path: string): void {
    if (this.#exclusive.has(schema.oneOf!)) return
    this.#exclusive.add(schema.oneOf!)
    const flatten = (inner: JsonValue | undefined) => this.#flatten(inner, path, 0)
    const options = (schema.oneOf as JsonValue[]).map(flatten)
    for (const [i, written] of options.entries()) {
      for (const [j, read] of options.entries()) {
        const isApart = (a: SchemaObject) => read.every((b) => areApart(a, b, flatten))
        if (i === j || written.every(isApart)) continue
        const [first, second] = i < j ? [i, j] : [j, i]
        throw new SchemaError(
          path,
          `a value may fit both ${first} and ${second} of 'oneOf'; tell them apart by a required const property, or use 'anyOf'`,
        )
      }
    }
  }

  /** The values of a schema without combinators. */
  #written(schema: SchemaObject, path: string): Expression {
    const listed = listedValues(schema)
    if (listed !== undefined) return this.#listed(listed, schema, path)
    const types = writtenTypes(schema)
    const distinct = types.filter((type) => type !== 'integer' || !types.includes('number'))
    return choice(...distinct.map((type) => this.#ofType(type, schema, path)))
  }

  #listed(values: readonly JsonValue[], schema: SchemaObject, path: string): Expression {
    const isNested = values.some((value) => typeof value === 'object' && value !== null)
    const deep = largeKeywords.find((keyword) => schema[keyword] !== undefined)
    if (isNested && deep !== undefined) {
      throw new SchemaError(
        path,
        `'${deep}' beside objects or lists in 'enum' or 'const' is not supported`,
      )
    }
    const fitting = values.filter((value) => fitsScalars(value, schema))
    return oneOf(fitting.map((value) => JSON.stringify(value)))
  }

  #ofType(type: TypeName, schema: SchemaObject, path: string): Expression {
    switch (type) {
      case 'null':
        return text('null')
      case 'boolean':
        return choice(text('true'), text('false'))
      case 'integer':
      case 'number':
        return this.#number(type, schema, path)
      case 'string':
        return this.#string(schema, path)
      case 'array':
        return this.#array(schema, path)
      case 'object':
        return this.#object(schema, path)
    }
  }

  #number(type: 'integer' | 'number', schema: SchemaObject, path: string): Expression {
    const low = bound(schema, 'minimum', -1)
    const high = bound(schema, 'maximum', 1)
    const isBounded = low.value > -UNLIMITED || high.value < UNLIMITED
    const multipleOf = schema.multipleOf as number | undefined
    if (type === 'number' && multipleOf === undefined) {
      return isBounded ? numberBetween(low, high) : anyNumber
    }
    if (!isBounded && (multipleOf ?? 1) === 1) return anyInteger
    const whole = integerBetween(low, high, multipleOf ?? 1)
    if (whole !== undefined) return whole
    throw new SchemaError(
      path,
      `'multipleOf' above ${LARGEST_COUNTED} is supported only within bounds that leave at most ${MOST_LISTED} numbers`,
    )
  }

  #string(schema: SchemaObject, path: string): Expression {
    const least = (schema.minLength ?? 0) as number
    const most = (schema.maxLength ?? UNLIMITED) as number
    const pattern = schema.pattern as string | undefined
    const format = stringFormat(schema.format)
    if (pattern === undefined && format === undefined) return stringOfLength(least, most)
    try {
      const tree = pattern === undefined ? parseRegex(format!) : parseRegex(pattern, '', true)
      const [shortest, longest] = regexLengths(tree)
      if (shortest < least || longest > most) {
        throw new RegexError(
          `minLength and maxLength are supported only where it keeps to them by itself; its texts have ${shortest} to ${longest} characters`,
        )
      }
      return quoted(regexExpression(tree, jsonCharacter))
    } catch (error) {
      if (!(error instanceof RegexError)) throw error
      throw new SchemaError(
        path,
        `the ${pattern === undefined ? 'format' : 'pattern'}: ${error.message}`,
      )
    }
  }

  #array(schema: SchemaObject, path: string): Expression {
    const isTuple = Array.isArray(schema.items)
    const first = ((isTuple ? schema.items : schema.prefixItems) ?? []) as JsonValue[]
    const rest = (isTuple ? schema.additionalItems : schema.items) ?? first.length === 0
    const least = (schema.minItems ?? first.length) as number
    const most = Math.min(
      (schema.maxItems ?? UNLIMITED) as number,
      rest === false ? first.length : UNLIMITED,
    )
    if (most < least) return never
    const where = (i: number) => `${path}/${isTuple ? 'items' : 'prefixItems'}/${i}`
    const further = rest === false ? never : this.#value(rest, `${path}/items`)
    if (first.length === 0) return this.#list('[', further, ']', least, most)
    // From the last element to the first, each with what follows it.
    const counts = [Math.max(0, least - first.length), Math.max(0, most - first.length)] as const
    let after = repeat(sequence(this.#comma(), further), ...counts)
    for (let i = Math.min(first.length, most) - 1; i >= 0; i--) {
      const comma = i === 0 ? nothing : this.#comma()
      after = sequence(comma, this.#value(first[i], where(i)), after)
      if (i >= least) after = optional(after)
    }
    return sequence(text('['), this.#space(), after, this.#space(), text(']'))
  }

  #comma(): Expression {
    return sequence(text(','), this.#space())
  }

  /** Elements with commas between them; without any, there is no white space, either. */
  #list(open: string, element: Expression, close: string, least: number, most: number): Expression {
    const further = repeat(sequence(this.#comma(), element), Math.max(0, least - 1), most - 1)
    const filled = sequence(this.#space(), element, further, this.#space())
    const inner = most === 0 ? nothing : least === 0 ? optional(filled) : filled
    return sequence(text(open), inner, text(close))
  }

  #pair(key: Expression, schema: JsonValue | undefined, path: string): Expression {
    return sequence(key, text(':'), this.#space(), this.#value(schema, path))
  }

  #object(schema: SchemaObject, path: string): Expression {
    const named = this.#named(schema, path)
    const names = named.map(({ name }) => name)
    const further = this.#further(schema, names, path)
    const least = (schema.minProperties ?? 0) as number
    const most = (schema.maxProperties ?? UNLIMITED) as number
    const required = named.filter(({ isRequired }) => isRequired).length
    // Keys without a name may come twice, and then there are fewer than were written.
    if (least > Math.max(required, named.length === 0 ? 1 : 0)) {
      throw new SchemaError(
        path,
        "'minProperties' above 1 is supported only where so many are required",
      )
    }
    if (named.length === 0) {
      if (further === undefined) return least > 0 ? never : text('{}')
      return this.#list('{', further, '}', least, most)
    }
    if (most < named.length || (most < UNLIMITED && further !== undefined)) {
      throw new SchemaError(path, "'maxProperties' is supported only for properties without names")
    }
    const members = this.#inOrder(named, further)
    return sequence(text('{'), this.#space(), members, this.#space(), text('}'))
  }

  /** The properties that the schema names, in order. */
  #named(schema: SchemaObject, path: string): NamedProperty[] {
    const properties = (schema.properties ?? {}) as SchemaObject
    const required = new Set((schema.required ?? []) as string[])
    const rest = {
      schema: schema.additionalProperties ?? true,
      path: `${path}/additionalProperties`,
    }
    const listed = Object.entries(properties).map(([name, schema]) => ({
      name,
      schema,
      path: `${path}/properties/${name}`,
      isRequired: required.has(name),
    }))
    const others = [...required].map((name) => ({ name, ...rest, isRequired: true }))
    // A list of names is as good as so many names.
    const allowed = this.#listedNames(schema).map((name) => ({ name, ...rest, isRequired: false }))
    const byName = new Map<string, NamedProperty>()
    for (const property of [...listed, ...others, ...allowed]) {
      const isMissing = property.schema === false && !property.isRequired
      if (!byName.has(property.name) && !isMissing) byName.set(property.name, property)
    }
    return [...byName.values()]
  }

  #listedNames({ propertyNames }: SchemaObject): string[] {
    if (!isObject(propertyNames)) return []
    const listed = listedValues(propertyNames) ?? []
    return listed.filter(
      (name) => typeof name === 'string' && fitsScalars(name, propertyNames),
    ) as string[]
  }

  /** A property that the schema does not name, or undefined where there are none. */
  #further(schema: SchemaObject, names: readonly string[], path: string): Expression | undefined {
    const { additionalProperties, propertyNames } = schema
    const patterns = Object.entries((schema.patternProperties ?? {}) as SchemaObject)
    if (patterns.length > 0) return this.#matching(patterns, schema, names, path)
    const isFree = names.length === 0 && schema.properties === undefined
    const further = additionalProperties ?? isFree
    if (further === false) return undefined
    const value = `${path}/additionalProperties`
    if (propertyNames === undefined || isAnyString(propertyNames)) {
      const key = names.length === 0 ? call(anyString) : otherKey(names)
      return this.#pair(key, further, value)
    }
    const keys = isObject(propertyNames) ? propertyNames : undefined
    if (keys !== undefined && listedValues(keys) !== undefined) return undefined
    if (keys === undefined || names.length > 0) {
      throw new SchemaError(
        path,
        "'propertyNames' is supported only without other names of properties",
      )
    }
    const key = this.#value({ ...keys, type: 'string' }, `${path}/propertyNames`)
    return this.#pair(key, further, value)
  }

  #matching(
    [[pattern, value] = ['', true], ...others]: [string, JsonValue][],
    { additionalProperties, propertyNames }: SchemaObject,
    names: readonly string[],
    path: string,
  ): Expression {
    const where = `${path}/patternProperties/${pattern}`
    const key = this.#string({ pattern }, where)
    const clash = names.find((name) => compileRegex(pattern).test(name))
    const isAlone =
      others.length === 0 &&
      clash === undefined &&
      (additionalProperties === undefined || additionalProperties === false) &&
      propertyNames === undefined
    if (!isAlone) {
      throw new SchemaError(
        path,
        "'patternProperties' is supported only with one pattern, which no named property matches, and without 'additionalProperties' or 'propertyNames'",
      )
    }
    return this.#pair(key, value, where)
  }

  /** Named properties in the schema's order, those that are not required or not, then further ones. */
  #inOrder(named: readonly NamedProperty[], further: Expression | undefined): Expression {
    const parts = named.map(({ name, schema, path, isRequired }) => {
      return { body: this.#pair(text(JSON.stringify(name)), schema, path), isRequired }
    })
    if (further !== undefined) {
      const more = repeat(sequence(this.#comma(), further), 0, UNLIMITED)
      parts.push({ body: sequence(further, more), isRequired: false })
    }
    return { kind: 'parts', parts, separator: this.#comma() }
  }
}

/** The tighter of a bound and an exclusive bound; `sign` is 1 for upper ones. */
function bound(schema: SchemaObject, name: 'minimum' | 'maximum', sign: 1 | -1) {
  const exclusive = schema[name === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum']
  const far = sign * UNLIMITED
  const inclusiveValue = (schema[name] ?? far) as number
  const exclusiveValue = (exclusive ?? far) as number
  const isInclusive = sign * inclusiveValue < sign * exclusiveValue || exclusive === undefined
  return { value: isInclusive ? inclusiveValue : exclusiveValue, isInclusive }
}

function isAnyString(schema: JsonValue): boolean {
  if (schema === true) return true
  return (
    isObject(schema) &&
    constraintsOf(schema, '').every((k) => k === 'type') &&
    namedTypes(schema).includes('string')
  )
}
