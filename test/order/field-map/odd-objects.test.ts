import { expect } from '@esm-bundle/chai';
import { parseBoard } from '../../../src/order/board.js';
import { applyFieldMap } from '../../../src/order/field-map/field-map.js';
import { parseOrder } from '../../../src/order/wire.js';
import { providers } from './payloads/index.js';

/** JSON that `String` cannot make a text of: "Cannot convert object to primitive value". */
const odd = { toString: [], valueOf: [] };

/** The payload with an odd object in the place of each value, one after the other. */
function* variants(value: unknown): Generator<unknown> {
  yield odd;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    for (const variant of variants(child)) {
      if (Array.isArray(value)) yield value.map((entry, index) => (`${index}` === key ? variant : entry));
      else yield { ...value, [key]: variant };
    }
  }
}

describe('a payload with an object that has no text', () => {
  it('breaks no preset, wherever it stands', () => {
    let tried = 0;
    for (const [name, { map, payloads }] of Object.entries(providers)) {
      for (const variant of payloads.flatMap(({ payload }) => [...variants(payload)])) {
        tried += 1;
        const read = () => parseOrder(applyFieldMap(variant, map, { id: '42', isNamed: true }));
        expect(read, `${name}: ${JSON.stringify(variant)}`).not.to.throw();
      }
    }
    expect(tried).to.be.greaterThan(1_000);
  });

  it('breaks no order and no board of our own shape', () => {
    const order = {
      id: '42',
      status: 'ready',
      number: '7',
      updated_at: '2026-11-30T12:00:00Z',
      version: 3,
      restaurant_id: 'r',
      items: [{ name: 'x' }],
    };
    for (const variant of variants(order))
      expect(() => parseOrder(variant, { expected: { id: '42', isNamed: true } })).not.to.throw();
    for (const variant of variants({ orders: [order] })) expect(() => parseBoard(variant, 'r')).not.to.throw();
  });
});
