import { expect } from '@esm-bundle/chai';
import fc from 'fast-check';
import { mergeOrder, type PatchSource } from '../../src/order/merge-order.js';
import type { Order, OrderPatch } from '../../src/order/order.js';
import { type OrderStatus, orderStatuses } from '../../src/order/status.js';
import { randomRuns } from '../support/random-runs.js';

const read: PatchSource = { kind: 'read' };
const live: PatchSource = { kind: 'live' };

const says = (patch: Omit<OrderPatch, 'id'>): OrderPatch => ({ id: 'A', ...patch });
const at = (second: number) => new Date(Date.UTC(2026, 4, 1, 12, 0, second));

describe('mergeOrder, for any sequence of payloads', () => {
  /** The history of one order: the payload of each version, with all keys. */
  const past = fc.array(
    fc.record({
      status: fc.constantFrom<OrderStatus>(...orderStatuses),
      statusSource: fc.constantFrom('confirmed' as const, 'estimated' as const),
      delayed: fc.boolean(),
      reason: fc.option(fc.constantFrom('Oven', 'Rain')),
      number: fc.constantFrom('7', '42'),
      updatedAt: fc.integer({ min: 0, max: 5 }).map(at),
      items: fc.array(fc.record({ name: fc.constantFrom('Tea', 'Pie'), quantity: fc.integer({ min: 1, max: 3 }) })),
    }),
    { minLength: 1, maxLength: 8 },
  );
  const source = fc.constantFrom<PatchSource>(read, live, { kind: 'read', overtaken: true });
  /** That history as it arrives: any version, any number of times, in any order, from any source. */
  const arrivals = past.chain((versions) =>
    fc.record({
      versions: fc.constant(versions.map((version, index) => says({ ...version, version: index + 1 }))),
      order: fc.array(fc.tuple(fc.nat({ max: versions.length - 1 }), source), { minLength: 1, maxLength: 20 }),
    }),
  );
  const join = (known: Order | undefined, patch: OrderPatch | undefined, from: PatchSource) =>
    patch ? mergeOrder(known, patch, from).order : known;

  it('ends with the newest version, whatever the order and number of arrivals', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(arrivals, ({ versions, order }) => {
        const known = order.reduce<Order | undefined>(
          (sum, [index, from]) => join(sum, versions[index], from),
          undefined,
        );
        const newest = versions[Math.max(...order.map(([index]) => index))];
        expect(known).to.deep.equal(join(undefined, newest, read));
      }),
      { numRuns: randomRuns(10_000) },
    );
  });

  it('gives the same order, however the arrivals are grouped', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(arrivals, fc.nat(), ({ versions, order }, cut) => {
        const sum = (part: typeof order, start?: Order) =>
          part.reduce<Order | undefined>((known, [index, from]) => join(known, versions[index], from), start);
        const middle = cut % order.length;
        const [first, second] = [sum(order.slice(0, middle)), sum(order.slice(middle))];
        // An order has no key for a cleared value; as a payload it needs `null` there.
        const said = (known: Order | undefined) => known && { reason: null, ...known };
        expect(join(first, said(second), read)).to.deep.equal(sum(order));
        expect(join(second, said(first), read)).to.deep.equal(sum(order));
      }),
      { numRuns: randomRuns(10_000) },
    );
  });

  it('never goes back to an earlier version when frames contain only some of the fields', function () {
    this.timeout(60_000);
    const parts = fc.uniqueArray(fc.constantFrom('status', 'delayed', 'reason', 'items', 'number'), { minLength: 1 });
    fc.assert(
      fc.property(arrivals, fc.array(parts, { minLength: 20, maxLength: 20 }), ({ versions, order }, told) => {
        let known: Order | undefined;
        for (const [place, [index, from]] of order.entries()) {
          const whole = versions[index];
          const keys = new Set<string>(['id', 'version', ...(told[place] ?? [])]);
          const part = Object.fromEntries(Object.entries(whole ?? {}).filter(([key]) => keys.has(key)));
          const before = known;
          known = join(known, { id: 'A', ...part }, from);
          expect(known?.version ?? 0).to.be.at.least(before?.version ?? 0);
        }
      }),
      { numRuns: randomRuns(10_000) },
    );
  });
});
