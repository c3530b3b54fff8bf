/** JSON Schema: what is written fits the schema by another validator's judgement; what cannot be said is refused. */

import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { Automaton } from '../../dist/constraint/automaton.js'
import { schemaGrammar } from '../../dist/constraint/json-schema.js'
import type { Schema } from '../../dist/constraint/schema-keywords.js'
import { randomNumbers } from '../support/random.js'
import { schemas } from './schemas.js'
import { ByteGrammar } from './texts.js'

const grammarOf = (schema: unknown, maxWhitespace = 1) =>
  new ByteGrammar(schemaGrammar(schema as Schema, maxWhitespace))

const ajv = new Ajv2020({ strict: false, logger: false })
addFormats.default(ajv)
const validator = (schema: object | boolean) => ajv.compile(schema)

/** Writes texts at random; each must parse and fit. */
function checkWritten(schema: object | boolean, count: number, bytes = 400) {
  const grammar = grammarOf(schema)
  const fits = validator(schema)
  const random = randomNumbers(11)
  for (let i = 0; i < count; i++) {
    const text = grammar.write(bytes, random)
    expect(fits(JSON.parse(text)), text).toBe(true)
  }
}

describe('JSON schemas', () => {
  it.each(schemas)('$name', ({ schema, fits, misfits }) => {
    const grammar = grammarOf(schema)
    if (fits !== undefined) {
      expect(validator(schema)(fits)).toBe(true)
      expect(grammar.matches(JSON.stringify(fits))).toBe(true)
    }
    if (misfits !== undefined) {
      expect(validator(schema)(misfits)).toBe(false)
      expect(grammar.matches(JSON.stringify(misfits))).toBe(false)
    }
    checkWritten(schema, 20)
  })

  it('leave as much white space as is asked for', () => {
    const schema = { type: 'object', properties: { a: { type: 'array' } }, required: ['a'] }
    expect(grammarOf(schema, 0).matches('{"a":[1,[]]}')).toBe(true)
    expect(grammarOf(schema, 0).matches('{"a": [1,[]]}')).toBe(false)
    expect(grammarOf(schema, 1).matches(' { "a": [ 1, [] ] }')).toBe(true)
    const pretty = JSON.stringify({ a: [1, { b: [] }] }, undefined, 2)
    expect(grammarOf(schema, 6).matches(pretty)).toBe(false)
    expect(grammarOf(schema, 7).matches(pretty)).toBe(true)
  })

  it('spell strings in every way that JSON has', () => {
    const grammar = grammarOf({ type: 'string', minLength: 1, maxLength: 1 })
    for (const text of [
      '"a"',
      '"\\u0061"',
      '"\\/"',
      '"\\uD83d\\uDE00"',
      '"😀"',
      '"\\ufffd"',
      '"\u2028"',
    ]) {
      expect([...(JSON.parse(text) as string)].length).toBe(1)
      expect(grammar.matches(text), text).toBe(true)
    }
    for (const text of [
      '""',
      '"ab"',
      '"\n"',
      '"\\x"',
      '"\\ud800"',
      '"\\ude00\\ud83d"',
      '"\\u12"',
    ]) {
      expect(grammar.matches(text), text).toBe(false)
    }
  })

  it('keep numbers within any bounds', () => {
    const random = randomNumbers(2)
    const some = () => {
      const digits = Math.floor(random() * 5)
      const value = (random() - 0.5) * 10 ** Math.floor(random() * 7)
      return Number(value.toFixed(digits))
    }
    for (let i = 0; i < 60; i++) {
      const [low, high] = [some(), some()].sort((a, b) => a - b) as [number, number]
      const schema = {
        type: random() < 0.5 ? 'number' : 'integer',
        [random() < 0.5 ? 'minimum' : 'exclusiveMinimum']: low,
        ...(random() < 0.8 && { [random() < 0.5 ? 'maximum' : 'exclusiveMaximum']: high }),
      }
      const fits = validator(schema)
      let grammar: ByteGrammar
      try {
        grammar = grammarOf(schema)
      } catch {
        // There is no such number.
        const [first, last] = [Math.ceil(low), Math.floor(high)]
        for (let value = first; value <= last && value < first + 10; value++) {
          expect(fits(value)).toBe(false)
        }
        continue
      }
      for (let j = 0; j < 10; j++) {
        const text = grammar.write(40, random)
        expect(fits(JSON.parse(text)), `${text} of ${JSON.stringify(schema)}`).toBe(true)
      }
      const near = [low, high].flatMap((bound) =>
        [-1, -0.5, -0.001, 0, 0.001, 0.5, 1].map((d) => bound + d),
      )
      for (const value of [...near, some(), some(), Math.round(some())]) {
        const short = Number(value.toFixed(4))
        expect(grammar.matches(String(short)), `${short} of ${JSON.stringify(schema)}`).toBe(
          fits(short),
        )
      }
    }
  })

  it.each([
    [
      'integers beyond what doubles tell apart',
      { type: 'integer', minimum: -9.3e18, maximum: 9.3e18 },
    ],
    ['a very small bound', { type: 'number', exclusiveMinimum: 0, maximum: 1e-7 }],
    ['a bound of 17 digits', { type: 'number', exclusiveMinimum: 0.1 + 0.2, maximum: 1 }],
    ['many multiples', { type: 'number', multipleOf: 12 }],
    [
      'a date by reference and anchor',
      { $ref: '#day', $defs: { d: { $anchor: 'day', type: 'string', format: 'date' } } },
    ],
    [
      'every format',
      {
        type: 'array',
        prefixItems: [
          'date',
          'time',
          'date-time',
          'duration',
          'email',
          'hostname',
          'ipv4',
          'ipv6',
          'uri',
          'uuid',
        ].map((format) => ({ type: 'string', format })),
      },
    ],
    ['an unknown format', { type: 'string', format: 'colour', maxLength: 3 }],
    [
      'properties of every record by name',
      {
        type: 'object',
        propertyNames: { enum: ['a', 'b'] },
        additionalProperties: { type: 'null' },
      },
    ],
    [
      'keys of a record by pattern',
      {
        type: 'object',
        propertyNames: { pattern: '^[a-z]{1,9}$' },
        additionalProperties: { type: 'boolean' },
      },
    ],
    [
      'required properties that are not listed',
      {
        type: 'object',
        properties: { b: { type: 'null' } },
        required: ['a', 'b'],
        additionalProperties: { type: 'integer' },
      },
    ],
    [
      '__proto__ as a property',
      JSON.parse(
        '{"type":"object","properties":{"__proto__":{"type":"integer"},"constructor":{"const":1}},"required":["__proto__","constructor"],"allOf":[{"properties":{"__proto__":{"maximum":3}}}]}',
      ),
    ],
    [
      'alternatives beside a base',
      {
        type: 'object',
        properties: { a: { type: 'integer' }, b: { type: 'integer' }, c: { type: 'null' } },
        anyOf: [{ required: ['a'] }, { required: ['b', 'c'] }],
        additionalProperties: false,
      },
    ],
    [
      'a reference beside other keywords',
      {
        $ref: '#/$defs/word',
        maxLength: 5,
        $defs: { word: { type: 'string', minLength: 2 } },
      },
    ],
    [
      'two recursive schemas together',
      {
        allOf: [{ $ref: '#/$defs/a' }, { $ref: '#/$defs/b' }],
        $defs: {
          a: {
            type: 'object',
            properties: { next: { $ref: '#/$defs/a' }, x: { type: 'null' } },
            required: ['x'],
          },
          b: {
            type: 'object',
            properties: { next: { $ref: '#/$defs/b' }, y: { type: 'null' } },
            required: ['y'],
          },
        },
      },
    ],
    [
      'alternatives that exclude each other by their required properties',
      {
        oneOf: [
          {
            type: 'object',
            properties: { a: { type: 'null' } },
            required: ['a'],
            additionalProperties: false,
          },
          {
            type: 'object',
            properties: { b: { type: 'null' } },
            required: ['b'],
            additionalProperties: false,
          },
          { type: 'string' },
        ],
      },
    ],
    [
      'a discriminated tree',
      {
        $defs: {
          leaf: { type: 'object', properties: { type: { const: 'leaf' } }, required: ['type'] },
          node: {
            type: 'object',
            properties: { child: { $ref: '#/$defs/any' }, type: { const: 'node' } },
            required: ['child', 'type'],
          },
          any: { oneOf: [{ $ref: '#/$defs/leaf' }, { $ref: '#/$defs/node' }] },
        },
        $ref: '#/$defs/any',
      },
    ],
    [
      'an old draft',
      {
        definitions: { id: { type: 'integer' } },
        type: 'object',
        properties: { list: { type: 'array', items: { $ref: '#/definitions/id' }, maxItems: 3 } },
        required: ['list'],
      },
    ],
  ] as [string, object][])('write %s', (_, schema) => {
    checkWritten(schema, 30)
  })

  it('read a tuple of an old draft', () => {
    const grammar = grammarOf({
      items: [{ type: 'integer' }, { type: 'null' }],
      additionalItems: { type: 'string' },
      minItems: 1,
    })
    for (const text of ['[1]', '[1,null]', '[1,null,"a","b"]'])
      expect(grammar.matches(text)).toBe(true)
    for (const text of ['[]', '[null]', '[1,"a"]']) expect(grammar.matches(text)).toBe(false)
  })

  it('write properties in order, and none that are not named', () => {
    const grammar = grammarOf({ type: 'object', properties: { a: {}, b: {} } })
    expect(grammar.matches('{"a":1,"b":2}')).toBe(true)
    expect(grammar.matches('{"b":2,"a":1}')).toBe(false)
    expect(grammar.matches('{"a":1,"c":2}')).toBe(false)
  })

  it.each([
    [{ type: 'string', not: { const: 'a' } }, /the keyword 'not' is not supported, at #/],
    [{ properties: { a: { if: {} } } }, /'if' is not supported, at #\/properties\/a/],
    [{ type: 'array', uniqueItems: true }, /'uniqueItems' is not supported/],
    [{ type: 'array', contains: {} }, /'contains' is not supported/],
    [{ type: 'text' }, /'type' must be one of null, boolean/],
    [{ minimum: '1' }, /'minimum' must be a number/],
    [{ type: 'integer', multipleOf: 0.5 }, /'multipleOf' must be a whole number/],
    [{ type: 'integer', multipleOf: 1001 }, /'multipleOf' above 100/],
    [{ properties: [] }, /'properties' must be an object of schemas/],
    [
      { items: { anyOf: [{ properties: { a: 3 } }] } },
      /a schema must be an object, true or false, at #\/items\/anyOf\/0\/properties\/a/,
    ],
    [{ $ref: '#/$defs/a' }, /the \$ref "#\/\$defs\/a" leads nowhere/],
    [{ $ref: 'https://example.org/schema' }, /leads out of the schema/],
    [{ type: 'string', pattern: '(' }, /the pattern: .*Unterminated group.*, at #/],
    [
      { type: 'string', pattern: '^a*$', minLength: 3 },
      /minLength and maxLength are supported only where/,
    ],
    [
      { oneOf: [{ type: 'integer' }, { type: 'number' }] },
      /a value may fit both 0 and 1 of 'oneOf'/,
    ],
    [{ oneOf: [{ minimum: 3 }, { minLength: 3 }] }, /a value may fit both 0 and 1/],
    [{ type: 'object', minProperties: 2 }, /'minProperties' above 1/],
    [
      { patternProperties: { a: {}, b: {} } },
      /'patternProperties' is supported only with one pattern/,
    ],
    [
      { allOf: [{ pattern: 'a' }, { pattern: 'b' }] },
      /two schemas with 'pattern' cannot be put together/,
    ],
    [{ type: 'integer', minimum: 3, maximum: 2 }, /no finite text matches/],
    [{ allOf: [{ type: 'string' }, { type: 'null' }] }, /no finite text matches/],
    [{ $ref: '#' }, /no finite text matches/],
    [{ anyOf: [{ type: 'null' }, { $ref: '#' }] }, /a rule must not begin with itself/],
    [
      { type: 'object', properties: { a: { $ref: '#' } }, required: ['a'] },
      /no finite text matches/,
    ],
  ] as [object, RegExp][])('refuse %j', (schema, message) => {
    expect(() => new Automaton(schemaGrammar(schema as Schema, 1))).toThrow(message)
  })
})
