import fc from 'fast-check';

/** Values that break careless code. */
const nasty = fc.constantFrom<unknown>(
  null,
  '',
  'x'.repeat(5_000),
  '\u202Egnp.exe',
  '\uD800',
  'Z̸̢͎̈́a̶l̵g̷o̴',
  '<img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  -1,
  0,
  Number.MAX_SAFE_INTEGER,
  1e308,
  '9007199254740993',
  '1970-01-01T00:00:00Z',
  '2099-12-31T23:59:59Z',
  [],
  {},
  [[[[[[]]]]]],
);

/** Property names with a special meaning in JavaScript. */
const names = fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', 'toJSON');

const fields = fc.constantFrom(
  'id',
  'status',
  'version',
  'epoch',
  'updated_at',
  'items',
  'number',
  'status_source',
  'estimated_ready_to',
);

/** An order with another id. */
const foreign = fc.record({
  id: fc.constantFrom('A2', 'a1', 'A1x', 'A 1', 'A', '', 'Z9', 'constructor', '__proto__'),
  status: fc.constantFrom('ready', 'completed', 'cancelled'),
  version: fc.integer({ min: 1, max: 2_000 }),
});

/** Our order with a version that is much too high. */
const leap = fc.record({
  id: fc.constant('A1'),
  status: fc.constantFrom('ready', 'completed', 'cancelled'),
  version: fc.constantFrom(5_000, Number.MAX_SAFE_INTEGER, '9007199254740991'),
});

/** An object without an id, with any content. */
const nameless = fc.dictionary(
  fc.oneof(
    names,
    fields.filter((field) => field !== 'id'),
  ),
  fc.oneof(nasty, fc.jsonValue()),
  {
    maxKeys: 5,
  },
);

/** Orders of a hostile or broken server. Plausible forgeries and committed orders are not among them. */
export const hostileOrder: fc.Arbitrary<unknown> = fc.oneof(
  foreign,
  leap,
  nameless,
  nasty,
  fc.jsonValue().filter((value) => !isOurs(value)),
);

/** A frame or a body as text or bytes, of any shape. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  hostileOrder.map((order) => JSON.stringify({ type: 'order', ref: '1', order })),
  hostileOrder.map((order) => JSON.stringify(order)),
  fc.json(),
  fc.string(),
  fc.anything().map((value) => safeText(value)),
  fc.integer({ min: 1, max: 30_000 }).map((depth) => '['.repeat(depth)),
  fc.integer({ min: 1, max: 10_000 }).map((depth) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`),
  fc.integer({ min: 60_000, max: 80_000 }).map((size) => JSON.stringify({ id: 'A1', number: 'x'.repeat(size) })),
  names.map((name) => `{"${name}":{"status":"ready","id":"A1","version":3},"type":"order","ref":"1"}`),
  names.map((name) => `{"type":"order","ref":"1","order":{"${name}":{"id":"A1","status":"ready"}}}`),
);

/** Bodies of answers to reads. None contains our order's id, because the tracker would accept such an answer. */
export const hostileBody: fc.Arbitrary<string> = hostileText.filter((text) => !/^\s*{.*"id":\s*"A1"/.test(text));

function safeText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return 'unprintable';
  }
}

function isOurs(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'id' in value;
}
