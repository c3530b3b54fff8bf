/** What two schemas ask together, keyword by keyword. Neither has a combinator such as `allOf`. */

import {
  isObject,
  isSame,
  type JsonValue,
  listedValues,
  namedTypes,
  SchemaError,
  type SchemaObject,
  type TypeName,
} from './schema-keywords.js'

type Merge = (a: JsonValue, b: JsonValue) => JsonValue

const larger: Merge = (a, b) => Math.max(a as number, b as number)
const smaller: Merge = (a, b) => Math.min(a as number, b as number)
const both: Merge = (a, b) => {
  if (a === true || a === false) return a && b
  return b === true || isSame(a, b) ? a : b && { allOf: [a, b] }
}

const merges: Readonly<Record<string, Merge>> = {
  minimum: larger,
  exclusiveMinimum: larger,
  minLength: larger,
  minItems: larger,
  minProperties: larger,
  maximum: smaller,
  exclusiveMaximum: smaller,
  maxLength: smaller,
  maxItems: smaller,
  maxProperties: smaller,
  multipleOf: (a, b) => leastCommonMultiple(a as number, b as number),
  required: (a, b) => [...new Set([...(a as string[]), ...(b as string[])])],
  propertyNames: both,
}

/** Keywords of which two together are more than two by themselves. */
const joint = {
  values: ['type', 'enum', 'const'],
  members: ['properties', 'additionalProperties', 'patternProperties'],
  elements: ['items', 'prefixItems', 'additionalItems'],
}
/** Keywords that have to be equal where both schemas have them. */
const single = ['pattern', 'format', 'uniqueItems']

/**
 * Undefined where no value fits both.
 * @throws SchemaError where it takes more than keywords to say what fits.
 */
export function mergeSchemas(
  a: SchemaObject,
  b: SchemaObject,
  path: string,
): SchemaObject | undefined {
  const values = mergeValues(a, b)
  if (values === undefined) return undefined
  const merged: Record<string, JsonValue> = {
    ...values,
    ...mergeMembers(a, b, path),
    ...mergeElements(a, b, path),
  }
  const done = Object.values(joint).flat()
  for (const keyword of new Set([...Object.keys(a), ...Object.keys(b)])) {
    if (done.includes(keyword)) continue
    const left = a[keyword]
    const right = b[keyword]
    if (left === undefined || right === undefined) merged[keyword] = (left ?? right)!
    else if (Object.hasOwn(merges, keyword)) merged[keyword] = merges[keyword]!(left, right)
    else if (single.includes(keyword) && !isSame(left, right)) throw cannot(keyword, path)
    else merged[keyword] = left
  }
  return merged
}

function cannot(keyword: string, path: string): SchemaError {
  return new SchemaError(path, `two schemas with '${keyword}' cannot be put together`)
}

function mergeValues(a: SchemaObject, b: SchemaObject): SchemaObject | undefined {
  const merged: Record<string, JsonValue> = {}
  if (a.type !== undefined || b.type !== undefined) {
    const types = commonTypes(namedTypes(a), namedTypes(b))
    if (types.length === 0) return undefined
    merged.type = types
  }
  const left = listedValues(a)
  const right = listedValues(b)
  const listed =
    left !== undefined && right !== undefined
      ? left.filter((value) => right.some((other) => isSame(value, other)))
      : (left ?? right)
  if (listed?.length === 0) return undefined
  return { ...merged, ...(listed !== undefined && { enum: listed }) }
}

function commonTypes(a: readonly TypeName[], b: readonly TypeName[]): TypeName[] {
  const isIn = (type: TypeName, types: readonly TypeName[]) =>
    types.includes(type) || (type === 'integer' && types.includes('number'))
  return [...new Set([...a, ...b])].filter((type) => isIn(type, a) && isIn(type, b))
}

function mergeMembers(a: SchemaObject, b: SchemaObject, path: string): SchemaObject {
  const keywords = joint.members
  if (!hasAny(a, keywords) || !hasAny(b, keywords)) return pick({ ...a, ...b }, keywords)
  for (const { patternProperties } of [a, b]) {
    if (patternProperties !== undefined) throw cannot('patternProperties', path)
  }
  const names = [a, b].flatMap((schema) => Object.keys(propertiesOf(schema)))
  const properties = Object.fromEntries(
    [...new Set(names)].map((name) => [name, both(propertyOf(a, name), propertyOf(b, name))]),
  )
  const further = [a, b].flatMap(({ additionalProperties: schema }) => schema ?? [])
  if (further.length === 0) return { properties }
  return { properties, additionalProperties: further.reduce(both) }
}

function propertiesOf(schema: SchemaObject): SchemaObject {
  return isObject(schema.properties) ? schema.properties : {}
}

/** What a schema asks of a property. */
function propertyOf(schema: SchemaObject, name: string): JsonValue {
  const properties = propertiesOf(schema)
  return Object.hasOwn(properties, name) ? properties[name]! : (schema.additionalProperties ?? true)
}

function mergeElements(a: SchemaObject, b: SchemaObject, path: string): SchemaObject {
  const keywords = joint.elements
  if (!hasAny(a, keywords) || !hasAny(b, keywords)) return pick({ ...a, ...b }, keywords)
  for (const schema of [a, b]) {
    if (schema.prefixItems !== undefined || Array.isArray(schema.items)) {
      throw cannot('prefixItems', path)
    }
  }
  return { items: both(a.items ?? true, b.items ?? true) }
}

function hasAny(schema: SchemaObject, keywords: readonly string[]): boolean {
  return keywords.some((keyword) => schema[keyword] !== undefined)
}

function pick(schema: SchemaObject, keywords: readonly string[]): SchemaObject {
  return Object.fromEntries(
    keywords.flatMap((keyword) =>
      schema[keyword] === undefined ? [] : [[keyword, schema[keyword]]],
    ),
  )
}

function leastCommonMultiple(a: number, b: number): number {
  let [larger, smaller] = [a, b]
  while (smaller > 0) [larger, smaller] = [smaller, larger % smaller]
  return (a / larger) * b
}
