/** What a `$ref` of a JSON Schema means. */

import { isObject, type JsonValue, SchemaError, type SchemaObject } from './schema-keywords.js'

/**
 * The schema that a reference in `root` leads to, and its path.
 * @throws SchemaError where it leads out of the schema, or nowhere.
 */
export function resolve(
  root: JsonValue,
  reference: string,
  path: string,
): [schema: JsonValue, path: string] {
  const broken = (why: string) =>
    new SchemaError(path, `the $ref ${JSON.stringify(reference)} ${why}`)
  if (!reference.startsWith('#')) throw broken('leads out of the schema')
  const isPointer = reference === '#' || reference.startsWith('#/')
  const names = reference.split('/').slice(1).map(unescapePointer)
  const target = isPointer
    ? names.reduce<JsonValue | undefined>(memberOf, root)
    : anchored(root, reference.slice(1))
  if (target === undefined) throw broken('leads nowhere')
  return [target, reference]
}

function memberOf(holder: JsonValue | undefined, name: string): JsonValue | undefined {
  const isIn = typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name)
  return isIn ? (holder as SchemaObject)[name] : undefined
}

function unescapePointer(part: string): string {
  let name = part
  try {
    name = decodeURIComponent(part)
  } catch {
    // Not every percent sign begins an escape.
  }
  return name.replaceAll('~1', '/').replaceAll('~0', '~')
}

/** The schema with this `$anchor`. */
function anchored(schema: JsonValue, name: string): SchemaObject | undefined {
  if (typeof schema !== 'object' || schema === null) return undefined
  if (isObject(schema) && schema.$anchor === name) return schema
  for (const inner of Object.values(schema)) {
    const found = anchored(inner, name)
    if (found !== undefined) return found
  }
  return undefined
}
