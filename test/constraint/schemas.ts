/** Thirty JSON schemas, each with a value that fits and one that does not. */

export interface SchemaCase {
  readonly name: string
  readonly schema: object | boolean
  readonly fits: unknown
  readonly misfits: unknown
}

export const schemas: readonly SchemaCase[] = [
  {
    name: 'a flat object',
    schema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'Person',
      type: 'object',
      properties: {
        name: { type: 'string', description: 'in full' },
        age: { type: 'integer', minimum: 0, maximum: 150 },
        member: { type: 'boolean' },
      },
      required: ['name', 'age', 'member'],
      additionalProperties: false,
    },
    fits: { name: 'Ada "the" Lovelace', age: 36, member: true },
    misfits: { name: 'Ada', age: 151, member: true },
  },
  {
    name: 'optional properties',
    schema: {
      type: 'object',
      properties: {
        a: { type: 'integer' },
        b: { type: 'string' },
        c: { type: 'null' },
        d: { type: 'boolean' },
      },
      required: ['b'],
      additionalProperties: false,
    },
    fits: { b: '', d: false },
    misfits: { a: 1, d: false },
  },
  {
    name: 'only optional properties',
    schema: {
      type: 'object',
      properties: { x: { type: 'number' }, y: { type: 'number' }, z: { type: 'number' } },
      additionalProperties: false,
    },
    fits: { z: -1.5e3 },
    misfits: { w: 1 },
  },
  {
    name: 'nested objects',
    schema: {
      type: 'object',
      properties: {
        user: {
          type: 'object',
          properties: {
            id: { type: 'integer', minimum: 1 },
            address: {
              type: 'object',
              properties: {
                street: { type: 'string', maxLength: 30 },
                geo: {
                  type: 'object',
                  properties: {
                    lat: { type: 'number', minimum: -90, maximum: 90 },
                    lon: { type: 'number', minimum: -180, exclusiveMaximum: 180 },
                  },
                  required: ['lat', 'lon'],
                },
              },
              required: ['geo'],
            },
          },
          required: ['id', 'address'],
        },
      },
      required: ['user'],
    },
    fits: { user: { id: 7, address: { geo: { lat: -89.99, lon: 179.9 } } } },
    misfits: { user: { id: 7, address: { geo: { lat: -90.01, lon: 0 } } } },
  },
  {
    name: 'arrays of strings',
    schema: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 5 },
    fits: ['a', 'b'],
    misfits: [],
  },
  {
    name: 'arrays of arrays',
    schema: {
      type: 'array',
      minItems: 2,
      maxItems: 3,
      items: { type: 'array', items: { type: 'integer', minimum: -9, maximum: 9 }, maxItems: 3 },
    },
    fits: [[-9, 0, 9], []],
    misfits: [[1, 2, 3, 4], []],
  },
  {
    name: 'exactly so many items',
    schema: { type: 'array', items: { type: 'boolean' }, minItems: 4, maxItems: 4 },
    fits: [true, false, true, false],
    misfits: [true, false, true],
  },
  {
    name: 'a tuple',
    schema: {
      type: 'array',
      prefixItems: [{ type: 'string', maxLength: 5 }, { type: 'number' }, { const: null }],
      items: false,
      minItems: 3,
    },
    fits: ['x', 0.25, null],
    misfits: ['x', 0.25, null, 1],
  },
  {
    name: 'enums of strings',
    schema: { enum: ['red', 'green', 'blue', 'r"e\\d', 'été', '日本'] },
    fits: 'r"e\\d',
    misfits: 'yellow',
  },
  {
    name: 'enums of everything',
    schema: { enum: [null, true, 0, -1.5, 'one', ['two', 3], { four: { five: [] } }] },
    fits: { four: { five: [] } },
    misfits: false,
  },
  {
    name: 'constants',
    schema: {
      type: 'object',
      properties: { version: { const: 3 }, kind: { const: 'point' }, at: { const: [0, 0] } },
      required: ['version', 'kind', 'at'],
    },
    fits: { version: 3, kind: 'point', at: [0, 0] },
    misfits: { version: 3, kind: 'line', at: [0, 0] },
  },
  { name: 'any number', schema: { type: 'number' }, fits: -12.5e-3, misfits: '1' },
  {
    name: 'a small range of numbers',
    schema: { type: 'number', minimum: 0.5, exclusiveMaximum: 12.25 },
    fits: 12.249,
    misfits: 12.25,
  },
  {
    name: 'integers across zero',
    schema: { type: 'integer', exclusiveMinimum: -120, maximum: 1005 },
    fits: -119,
    misfits: -120,
  },
  {
    name: 'multiples',
    schema: { type: 'integer', multipleOf: 7, minimum: -100, maximum: 1000 },
    fits: 994,
    misfits: 995,
  },
  {
    name: 'lengths of strings',
    schema: { type: 'string', minLength: 3, maxLength: 8 },
    fits: '👍🏽é\n',
    misfits: 'ab',
  },
  {
    name: 'a pattern',
    schema: { type: 'string', pattern: '^[A-Z]{2}-\\d{3,5}(/[a-f]+)?$' },
    fits: 'XY-1234/abc',
    misfits: 'XY-12',
  },
  {
    name: 'a pattern that is found anywhere',
    schema: { type: 'string', pattern: '(cat|dog)s?' },
    fits: 'two "cats"',
    misfits: 'two cows',
  },
  {
    name: 'a pattern beyond ASCII',
    schema: { type: 'string', pattern: '^[ぁ-ん]+[^ -~][😀-😎]$' },
    fits: 'ねこé😃',
    misfits: 'ねこe😃',
  },
  {
    name: 'formats',
    schema: {
      type: 'object',
      properties: {
        at: { type: 'string', format: 'date-time' },
        on: { type: 'string', format: 'date' },
        id: { type: 'string', format: 'uuid' },
        host: { type: 'string', format: 'ipv4' },
        mail: { type: 'string', format: 'email' },
      },
      required: ['at', 'on', 'id', 'host', 'mail'],
    },
    fits: {
      at: '2024-02-28T23:59:59Z',
      on: '1999-12-31',
      id: '123e4567-e89b-12d3-a456-426614174000',
      host: '255.0.10.9',
      mail: 'someone@example.org',
    },
    misfits: {
      at: '2024-02-28T23:59:59Z',
      on: '1999-13-31',
      id: '123e4567-e89b-12d3-a456-426614174000',
      host: '255.0.10.9',
      mail: 'someone@example.org',
    },
  },
  {
    name: 'several types',
    schema: {
      type: 'array',
      items: { type: ['string', 'null', 'integer'], maxLength: 4, minimum: 10, maximum: 99 },
      maxItems: 4,
    },
    fits: ['abcd', null, 99],
    misfits: ['abcde'],
  },
  {
    name: 'alternatives',
    schema: {
      type: 'object',
      properties: {
        value: {
          anyOf: [
            { type: 'string', maxLength: 10 },
            { type: 'null' },
            { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'] },
          ],
        },
      },
      required: ['value'],
    },
    fits: { value: { ok: true } },
    misfits: { value: 1 },
  },
  {
    name: 'exclusive alternatives',
    schema: {
      oneOf: [
        {
          type: 'object',
          properties: { kind: { const: 'circle' }, radius: { type: 'number', minimum: 0 } },
          required: ['kind', 'radius'],
          additionalProperties: false,
        },
        {
          type: 'object',
          properties: {
            kind: { const: 'square' },
            side: { type: 'integer', minimum: 1, maximum: 20 },
          },
          required: ['kind', 'side'],
          additionalProperties: false,
        },
      ],
    },
    fits: { kind: 'square', side: 20 },
    misfits: { kind: 'circle', side: 20 },
  },
  {
    name: 'all of several',
    schema: {
      allOf: [
        { type: 'object', properties: { a: { type: 'integer', minimum: 1 } }, required: ['a'] },
        {
          properties: { a: { maximum: 5 }, b: { $ref: '#/$defs/flag' } },
          required: ['b'],
        },
      ],
      $defs: { flag: { type: 'boolean' } },
    },
    fits: { a: 5, b: false },
    misfits: { a: 6, b: false },
  },
  {
    name: 'references',
    schema: {
      type: 'object',
      properties: {
        from: { $ref: '#/definitions/place' },
        to: { $ref: '#/definitions/place', description: 'where it goes' },
        via: { type: 'array', items: { $ref: '#/definitions/place' }, maxItems: 2 },
      },
      required: ['from', 'to'],
      definitions: {
        place: {
          type: 'object',
          properties: { 'city/zip': { $ref: '#/definitions/a~1b~0c' } },
          required: ['city/zip'],
        },
        'a/b~c': { type: 'string', pattern: '^[0-9]{5}$' },
      },
    },
    fits: { from: { 'city/zip': '12345' }, to: { 'city/zip': '00000' }, via: [] },
    misfits: { from: { 'city/zip': '1234' }, to: { 'city/zip': '00000' } },
  },
  {
    name: 'a tree',
    schema: {
      $ref: '#/$defs/node',
      $defs: {
        node: {
          type: 'object',
          properties: {
            value: { type: 'integer', minimum: 0, maximum: 9 },
            children: { type: 'array', items: { $ref: '#/$defs/node' }, maxItems: 2 },
          },
          required: ['value'],
          additionalProperties: false,
        },
      },
    },
    fits: { value: 1, children: [{ value: 2, children: [] }, { value: 3 }] },
    misfits: { value: 1, children: [{ value: 10 }] },
  },
  {
    name: 'a map',
    schema: {
      type: 'object',
      additionalProperties: { type: 'integer', minimum: 0, maximum: 1000 },
      minProperties: 1,
      maxProperties: 4,
    },
    fits: { one: 1, zwölf: 12 },
    misfits: {},
  },
  {
    name: 'known and further properties',
    schema: {
      type: 'object',
      properties: { id: { type: 'integer' }, idle: { type: 'boolean' } },
      required: ['id'],
      additionalProperties: { type: 'string', maxLength: 6 },
    },
    fits: { id: 1, idle: true, idol: 'x', i: 'y' },
    misfits: { id: 1, idol: 2 },
  },
  {
    name: 'keys by pattern',
    schema: {
      type: 'object',
      patternProperties: { '^x-[a-z]{1,8}$': { type: 'string', maxLength: 12 } },
      additionalProperties: false,
      maxProperties: 3,
    },
    fits: { 'x-a': 'b', 'x-trace': '' },
    misfits: { 'y-a': 'b' },
  },
  {
    name: 'anything',
    schema: {},
    fits: { a: [1, 'two', null, { b: -0.5 }], c: [] },
    misfits: undefined,
  },
]
