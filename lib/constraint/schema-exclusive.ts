/** Whether schemas exclude each other, as those of a `oneOf` must: as far as it is plain to see. */

import {
  isSame,
  type JsonValue,
  listedValues,
  namedTypes,
  overlap,
  type SchemaObject,
  typeOf,
  writtenTypes,
} from './schema-keywords.js'

/** How deep properties are compared. */
const DEEPEST = 3

/** Makes schemas without combinators of one that may have some: one of them a value must fit. */
export type Flatten = (schema: JsonValue | undefined) => readonly SchemaObject[]

/** Whether no value that is written for `a` fits `b`; false where that is not plain. Neither has combinators. */
export function areApart(a: SchemaObject, b: SchemaObject, flatten: Flatten, depth = 0): boolean {
  const types = writtenTypes(a)
  const read = namedTypes(b)
  if (!types.some((type) => read.some((other) => overlap(type, other)))) return true
  const listed = listedValues(a)
  const others = listedValues(b)
  if (others !== undefined) {
    const isMet = (other: JsonValue) =>
      listed === undefined
        ? types.some((type) => overlap(type, typeOf(other)))
        : listed.some((value) => isSame(value, other))
    if (!others.some(isMet)) return true
  }
  if (listed !== undefined || types.some((type) => type !== 'object')) return false
  return haveMembersApart(a, b, flatten, depth)
}

function haveMembersApart(
  a: SchemaObject,
  b: SchemaObject,
  flatten: Flatten,
  depth: number,
): boolean {
  const own = membersOf(a)
  const its = membersOf(b)
  if (!own.isOpen && its.required.some((name) => !own.names.includes(name))) return true
  if (its.isClosed && own.required.some((name) => !its.names.includes(name))) return true
  if (depth >= DEEPEST) return false
  return own.required.some((name) => {
    if (!own.names.includes(name) || !its.names.includes(name)) return false
    const written = flatten((a.properties as SchemaObject)[name])
    const read = flatten((b.properties as SchemaObject)[name])
    return written.every((x) => read.every((y) => areApart(x, y, flatten, depth + 1)))
  })
}

function membersOf(schema: SchemaObject) {
  const { properties = {}, required = [], additionalProperties, patternProperties } = schema
  const names = Object.keys(properties as SchemaObject)
  const isFree = names.length === 0 && (required as string[]).length === 0
  return {
    names,
    required: required as string[],
    /** Whether properties are written that have no name in the schema. */
    isOpen: (additionalProperties ?? isFree) !== false || patternProperties !== undefined,
    /** Whether such properties are refused by whoever reads it. */
    isClosed: additionalProperties === false && patternProperties === undefined,
  }
}
