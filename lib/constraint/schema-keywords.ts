/** JSON Schema's keywords: which are known here, what they must look like, and which types they are about. */

import { compileRegex } from './regex.js'

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue }
export type SchemaObject = { readonly [keyword: string]: JsonValue }
export type Schema = boolean | SchemaObject

/** What a schema asks in vain, and where. */
export class SchemaError extends Error {
  constructor(path: string, message: string) {
    super(`${message}, at ${path}`)
  }
}

const typeNames = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'] as const
export type TypeName = (typeof typeNames)[number]

/** Keywords that are about values of one type, and hold for no others. */
const keywordsByType = {
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  string: ['minLength', 'maxLength', 'pattern', 'format'],
  array: ['items', 'prefixItems', 'additionalItems', 'minItems', 'maxItems'],
  object: [
    'properties',
    'required',
    'additionalProperties',
    'patternProperties',
    'propertyNames',
    'minProperties',
    'maxProperties',
  ],
} as const

export const combinators = ['$ref', 'allOf', 'anyOf', 'oneOf'] as const

const unsupported = [
  'not',
  'if',
  'contains',
  'dependencies',
  'dependentRequired',
  'dependentSchemas',
  '$dynamicRef',
  '$recursiveRef',
]

type Shape = readonly [description: string, fits: (value: JsonValue) => boolean]

const isList = (value: JsonValue) => Array.isArray(value)
const isFilledList = (value: JsonValue) => Array.isArray(value) && value.length > 0
const isText = (value: JsonValue) => typeof value === 'string'
const isSchema = (value: JsonValue) => typeof value === 'boolean' || isObject(value)
const isTypeName = (value: JsonValue) => typeNames.includes(value as TypeName)

const number: Shape = ['a number', (value) => typeof value === 'number']
const count: Shape = [
  'a whole number from 0 on',
  (value) => Number.isInteger(value) && Number(value) >= 0,
]
const string: Shape = ['a string', isText]
const schema: Shape = ['a schema', isSchema]
const schemas: Shape = ['a list of schemas', isFilledList]
const schemasByName: Shape = ['an object of schemas', isObject]

const shapes: Readonly<Record<string, Shape>> = {
  type: [
    `one of ${typeNames.join(', ')}, or a list of them`,
    (value) =>
      isTypeName(value) || (Array.isArray(value) && value.length > 0 && value.every(isTypeName)),
  ],
  enum: ['a list that is not empty', isFilledList],
  minimum: number,
  maximum: number,
  exclusiveMinimum: number,
  exclusiveMaximum: number,
  multipleOf: [
    'a whole number from 1 on (others are not supported)',
    (value) => Number.isInteger(value) && Number(value) >= 1,
  ],
  minLength: count,
  maxLength: count,
  pattern: string,
  format: string,
  items: ['a schema or a list of them', (value) => isSchema(value) || isList(value)],
  prefixItems: ['a list of schemas', isList],
  additionalItems: schema,
  minItems: count,
  maxItems: count,
  properties: schemasByName,
  required: ['a list of strings', (value) => Array.isArray(value) && value.every(isText)],
  additionalProperties: schema,
  patternProperties: schemasByName,
  propertyNames: schema,
  minProperties: count,
  maxProperties: count,
  $ref: string,
  allOf: schemas,
  anyOf: schemas,
  oneOf: schemas,
}

export function isObject(value: JsonValue | undefined): value is SchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * The keywords that say what a value must be; the others are annotations.
 * @throws SchemaError where a keyword is not supported, or its value makes no sense.
 */
export function constraintsOf(schema: SchemaObject, path: string): string[] {
  for (const keyword of unsupported) {
    if (schema[keyword] !== undefined) {
      throw new SchemaError(path, `the keyword '${keyword}' is not supported`)
    }
  }
  // With one item at most, all are different.
  if (
    schema.uniqueItems === true &&
    !(typeof schema.maxItems === 'number' && schema.maxItems < 2)
  ) {
    throw new SchemaError(path, "the keyword 'uniqueItems' is not supported")
  }
  for (const keyword of ['unevaluatedProperties', 'unevaluatedItems']) {
    // Nothing is written that no other keyword speaks of.
    if (isObject(schema[keyword])) {
      throw new SchemaError(path, `the keyword '${keyword}' is supported only as true or false`)
    }
  }
  for (const [keyword, [description, fits]] of Object.entries(shapes)) {
    const value = schema[keyword]
    if (value !== undefined && !fits(value)) {
      throw new SchemaError(path, `'${keyword}' must be ${description}`)
    }
  }
  return Object.keys(schema).filter(
    (keyword) => keyword === 'const' || Object.hasOwn(shapes, keyword),
  )
}

/** The types that a schema names; all, where it names none. */
export function namedTypes({ type }: SchemaObject): readonly TypeName[] {
  if (type === undefined) return typeNames
  return (Array.isArray(type) ? type : [type]) as TypeName[]
}

/**
 * The types of the values that are written for a schema: those of its `const` or `enum`, those it names, or else
 * those that its keywords are about.
 */
export function writtenTypes(schema: SchemaObject): readonly TypeName[] {
  const values = listedValues(schema)
  if (values !== undefined) return [...new Set(values.map(typeOf))]
  if (schema.type !== undefined) return namedTypes(schema)
  const meant = Object.entries(keywordsByType)
    .filter(([, keywords]) => keywords.some((keyword) => schema[keyword] !== undefined))
    .map(([type]) => type as TypeName)
  return meant.length > 0 ? meant : typeNames
}

/** The values of `enum` and `const`, where there are any. */
export function listedValues(schema: SchemaObject): readonly JsonValue[] | undefined {
  const listed = schema.enum as readonly JsonValue[] | undefined
  if (schema.const === undefined) return listed
  return listed === undefined || listed.some((value) => isSame(value, schema.const!))
    ? [schema.const]
    : []
}

export function typeOf(value: JsonValue): TypeName {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value as 'boolean' | 'string' | 'object'
}

/** Whether a value of one type may be of the other, too. */
export function overlap(a: TypeName, b: TypeName): boolean {
  const isNumber = (type: TypeName) => type === 'integer' || type === 'number'
  return a === b || (isNumber(a) && isNumber(b))
}

export function isSame(a: JsonValue, b: JsonValue): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((value, i) => isSame(value, b[i]!))
  }
  if (isObject(a) && isObject(b)) {
    const names = Object.keys(a)
    return (
      names.length === Object.keys(b).length &&
      names.every((name) => Object.hasOwn(b, name) && isSame(a[name]!, b[name]!))
    )
  }
  return a === b
}

/** Whether a value fits what a schema says of types, numbers and strings. */
export function fitsScalars(value: JsonValue, schema: SchemaObject): boolean {
  const type = typeOf(value)
  const fitsType = namedTypes(schema).some(
    (named) => named === type || (named === 'number' && type === 'integer'),
  )
  if (!fitsType) return false
  const of = (keyword: string, otherwise: number) => (schema[keyword] ?? otherwise) as number
  if (typeof value === 'number') {
    return (
      value >= of('minimum', -Infinity) &&
      value <= of('maximum', Infinity) &&
      value > of('exclusiveMinimum', -Infinity) &&
      value < of('exclusiveMaximum', Infinity) &&
      (schema.multipleOf === undefined || value % of('multipleOf', 1) === 0)
    )
  }
  if (typeof value === 'string') {
    const length = [...value].length
    return (
      length >= of('minLength', 0) &&
      length <= of('maxLength', Infinity) &&
      (schema.pattern === undefined || compileRegex(schema.pattern as string).test(value))
    )
  }
  return true
}
