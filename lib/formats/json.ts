/** JSON from untrusted files: parsed to an object, or an error that names the file. */

import { type ErrorCode, NextokenError } from '../errors.js'

/** @throws NextokenError with `code` where the text is no JSON object. */
export function parseObject(text: string, file: string, code: ErrorCode): Map<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new NextokenError(code, `${file} is not valid JSON: ${(cause as Error).message}`, {
      cause,
    })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new NextokenError(code, `${file} must hold a JSON object`)
  }
  // A map, so that names such as "__proto__" are names like any other.
  return new Map(Object.entries(value))
}
