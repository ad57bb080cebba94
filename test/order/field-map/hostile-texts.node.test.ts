import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyFieldMap, type FieldMap } from '../../../src/order/field-map/field-map.js';
import woocommerce from '../../../src/order/field-map/presets/woocommerce.js';

/** In characters. What takes a time in proportion to the square of it takes many seconds. */
const length = 200_000;
/** In ms of the processor. */
const allowed = 1500;

function costOf(payload: object, map: FieldMap): number {
  const before = process.cpuUsage();
  applyFieldMap(payload, map);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The part, repeated, between a beginning and an end. */
function long(part: string, start = '', end = ''): string {
  return start + part.repeat(Math.floor(length / part.length)) + end;
}

describe('a text of 200,000 characters in an order', () => {
  const names = [
    ...['<script', '<style>', '<!--', '-->', '&', '&#1', '<', '</', '<p ', '<a', '<br', '</script '].map((part) =>
      long(part),
    ),
    ...['<script', '<!--', '<', '<p ', '<a'].map((part) => long(part, '', '<br>')),
    long('</script ', '<script>'),
    long('<script><!--<style>'),
  ];
  for (const name of names) {
    it(`costs little as a name: ${name.slice(0, 20)}…${name.slice(-4)}`, () => {
      const cost = costOf({ id: 1, number: name, line_items: [{ name }] }, woocommerce);
      assert.ok(cost < allowed, `took ${cost} ms`);
    });
  }

  for (const total of [
    long(' ', '1', 'xxxxxx'),
    long('1.'),
    long('1,', '€'),
    long("1'", '', '?'),
    long('\n', '1', '-1-'),
  ]) {
    it(`costs little as a price: ${JSON.stringify(total.slice(0, 4))}…${total.slice(-4)}`, () => {
      const cost = costOf({ id: 1, currency: 'EUR', total }, woocommerce);
      assert.ok(cost < allowed, `took ${cost} ms`);
    });
  }

  for (const duration of [long('1'), long('1', 'PT', 'M'), long('1h '), long('9', '', '-9 min')]) {
    it(`costs little as a duration, and is none: ${duration.slice(0, 6)}…`, () => {
      const payload = { id: '1', start: '2026-11-30T12:00:00Z', duration };
      const map = { window: { start: 'start', duration: { path: 'duration', unit: 'minutes' } } } as const;
      const cost = costOf(payload, map);
      assert.ok(cost < allowed, `took ${cost} ms`);
    });
  }

  for (const [name, part] of Object.entries({ 'a list': '[', 'an object': '{"a":' })) {
    it(`costs little where it begins as ${name} in JSON, whatever number of paths leads there`, () => {
      const order = long(part);
      const paths = Array.from({ length: 100 }, (_, index) => `part.field${index}`);
      const cost = costOf({ id: 1, part: order }, { fields: { number: paths, reason: paths, status: paths } });
      assert.ok(cost < allowed, `took ${cost} ms`);
    });
  }
});
