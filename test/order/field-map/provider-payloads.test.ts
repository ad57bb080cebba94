import { expect } from '@esm-bundle/chai';
import { applyFieldMap } from '../../../src/order/field-map/field-map.js';
import { parseFieldMap } from '../../../src/order/field-map/field-map-checks.js';
import { parseOrder } from '../../../src/order/wire.js';
import { providers } from './payloads/index.js';

/** The order as JSON, without flags that are off. */
function orderOf(payload: unknown, map: Parameters<typeof applyFieldMap>[1], orderId?: string): unknown {
  const expected = orderId === undefined ? undefined : { id: orderId, isNamed: false };
  const result = parseOrder(applyFieldMap(payload, map, expected), { ...(expected && { expected }) });
  if (!result.ok) return undefined;
  const { statusSource, delayed, onHold, ...order } = JSON.parse(JSON.stringify(result.patch));
  return {
    ...order,
    ...(statusSource === 'estimated' && { statusSource }),
    ...(delayed === true && { delayed }),
    ...(onHold === true && { onHold }),
  };
}

describe('payloads as providers document them', () => {
  for (const [name, { map, payloads }] of Object.entries(providers)) {
    describe(name, () => {
      it('has a preset that is plain JSON, and three payloads or more', () => {
        expect(parseFieldMap(JSON.parse(JSON.stringify(map)))).to.deep.equal(map);
        expect(payloads.length).to.be.at.least(3);
      });

      for (const { title, payload, orderId, order } of payloads) {
        it(`understands ${title}`, () => {
          expect(orderOf(payload, map, orderId)).to.deep.equal(order);
        });
      }

      it('draws "out for delivery" over the steps of a delivery alone', () => {
        for (const { payload, orderId } of payloads) {
          const order = orderOf(payload, map, orderId);
          if (JSON.stringify(order ?? {}).includes('out_for_delivery'))
            expect(order).to.include({ fulfilment: 'delivery' });
        }
      });

      it('survives payloads without any of their optional fields', () => {
        for (const payload of [null, 7, '', [], {}, { id: 'A' }, { data: null }, [null]]) {
          expect(() => orderOf(payload, map, 'A')).not.to.throw();
        }
      });
    });
  }
});
