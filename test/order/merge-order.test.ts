import { expect } from '@esm-bundle/chai';
import fc from 'fast-check';
import { mergeOrder, type PatchSource, toWire } from '../../src/order/merge-order.js';
import type { Order, OrderPatch } from '../../src/order/order.js';
import type { OrderStatus } from '../../src/order/status.js';
import { orderStatuses } from '../../src/order/status.js';
import { parseOrder } from '../../src/order/wire.js';

const read: PatchSource = { kind: 'read' };
const live: PatchSource = { kind: 'live' };

const says = (patch: Omit<OrderPatch, 'id'>): OrderPatch => ({ id: 'A', ...patch });
const at = (second: number) => new Date(Date.UTC(2026, 4, 1, 12, 0, second));

/** What is known after these reads, one after the other. */
function knownFrom(...patches: Omit<OrderPatch, 'id'>[]): Order {
  const known = patches.reduce<Order | undefined>(
    (order, patch) => mergeOrder(order, says(patch), read).order,
    undefined,
  );
  if (!known) throw new Error('nothing is known');
  return known;
}

describe('mergeOrder', () => {
  it('begins with what comes first, and fills in what it does not say', () => {
    const { verdict, order, readAgain } = mergeOrder(undefined, says({ status: 'pending' }), live);
    expect({ verdict, readAgain }).to.deep.equal({ verdict: 'accepted', readAgain: false });
    expect(order).to.deep.equal({
      id: 'A',
      status: 'pending',
      statusSource: 'confirmed',
      delayed: false,
      onHold: false,
      items: [],
    });
  });

  it('keeps what a later payload does not mention, and clears what it says is gone', () => {
    const known = knownFrom({ version: 1, status: 'pending', number: '42', reason: 'Oven', delayed: true });
    const { order } = mergeOrder(known, says({ version: 2, status: 'preparing', reason: null, delayed: null }), live);
    expect(order).to.include({ version: 2, status: 'preparing', number: '42', delayed: false });
    expect(order).not.to.have.property('reason');
  });

  describe('with versions', () => {
    const known = knownFrom({ version: 5, status: 'ready', updatedAt: at(5), number: '42' });

    it('takes the higher one, also when it goes back to an earlier status', () => {
      const { verdict, order } = mergeOrder(known, says({ version: 6, status: 'preparing', updatedAt: at(1) }), live);
      expect(verdict).to.equal('accepted');
      expect(order?.status).to.equal('preparing');
    });

    it('drops the lower one, however late its time', () => {
      for (const source of [read, live, { kind: 'cache' }, { kind: 'page' }] as const) {
        const result = mergeOrder(known, says({ version: 4, status: 'completed', updatedAt: at(9) }), source);
        expect(result).to.deep.equal({ verdict: 'stale', order: known, readAgain: false });
      }
    });

    it('reads again when an old answer knows more than a new frame told', () => {
      const old = says({ version: 4, status: 'preparing', items: [{ name: 'Tea', quantity: 1 }] });
      expect(mergeOrder(known, old, read)).to.deep.equal({ verdict: 'stale', order: known, readAgain: true });
      expect(mergeOrder(known, old, live).readAgain).to.equal(false);
    });

    it('hears nothing new in the same version, and keeps the very same object', () => {
      const result = mergeOrder(known, says({ version: 5, status: 'ready' }), live);
      expect(result.verdict).to.equal('same');
      expect(result.order).to.equal(known);
    });

    it('adds what the same version had not told yet', () => {
      const items = [{ name: 'Tea', quantity: 1 }];
      const { verdict, order } = mergeOrder(known, says({ version: 5, status: 'ready', items }), read);
      expect(verdict).to.equal('accepted');
      expect(order).to.deep.include({ items, number: '42' });
    });

    it('asks for a read when the same version says something else, and believes that read', () => {
      for (const patch of [{ status: 'served' }, { unmappedStatus: 'plating' }, { number: null }] as const) {
        const other = says({ version: 5, ...patch });
        expect(mergeOrder(known, other, live)).to.deep.equal({ verdict: 'conflict', order: known, readAgain: true });
        expect(mergeOrder(known, other, read)).to.include({ verdict: 'accepted', readAgain: false });
      }
    });

    it('does not believe a leap of more than 1,000 without a read', () => {
      const leap = says({ version: 1006, status: 'completed' });
      expect(mergeOrder(known, leap, live)).to.deep.equal({ verdict: 'unsure', order: known, readAgain: true });
      expect(mergeOrder(undefined, leap, live)).to.deep.equal({ verdict: 'unsure', order: undefined, readAgain: true });
      expect(mergeOrder(known, leap, read).verdict).to.equal('accepted');
      expect(mergeOrder(known, says({ version: 1005, status: 'completed' }), live).verdict).to.equal('accepted');
      expect(mergeOrder(known, leap, { kind: 'live', canRead: false }).verdict).to.equal('accepted');
    });
  });

  describe('with times only', () => {
    const known = knownFrom({ status: 'preparing', updatedAt: at(5) });

    it('takes the later one and drops the earlier one', () => {
      expect(mergeOrder(known, says({ status: 'ready', updatedAt: at(6) }), live).order?.status).to.equal('ready');
      expect(mergeOrder(known, says({ status: 'pending', updatedAt: at(4) }), read).verdict).to.equal('stale');
    });

    it('asks for a read when two statuses carry one time', () => {
      const other = says({ status: 'ready', updatedAt: at(5) });
      expect(mergeOrder(known, other, live)).to.include({ verdict: 'conflict', readAgain: true });
      expect(mergeOrder(known, other, read).order?.status).to.equal('ready');
    });

    it('orders a payload without a version after a versioned one by its time', () => {
      const versioned = knownFrom({ version: 3, status: 'preparing', updatedAt: at(5) });
      expect(mergeOrder(versioned, says({ status: 'ready', updatedAt: at(6) }), live).order).to.include({
        status: 'ready',
        version: 3,
      });
      expect(mergeOrder(versioned, says({ status: 'pending', updatedAt: at(4) }), live).verdict).to.equal('stale');
    });
  });

  describe('with neither', () => {
    const known = knownFrom({ status: 'preparing' });
    const versioned = knownFrom({ version: 3, status: 'preparing' });
    const ready = says({ status: 'ready' });

    it('goes by arrival', () => {
      expect(mergeOrder(known, ready, live)).to.include({ verdict: 'accepted', readAgain: false });
      expect(mergeOrder(known, ready, read)).to.include({ verdict: 'accepted', readAgain: false });
    });

    it('asks for a read when arrival tells nothing', () => {
      for (const order of [known, versioned]) {
        for (const kind of ['read', 'live'] as const) {
          const result = mergeOrder(order, ready, { kind, overtaken: true });
          expect(result).to.deep.equal({ verdict: 'unsure', order, readAgain: true });
        }
        for (const kind of ['cache', 'page'] as const) {
          expect(mergeOrder(order, ready, { kind }).order).to.equal(order);
        }
      }
    });

    it('goes by arrival all the same where nothing can be read', () => {
      const source: PatchSource = { kind: 'live', overtaken: true, canRead: false };
      expect(mergeOrder(versioned, ready, source)).to.include({ verdict: 'accepted', readAgain: false });
    });

    it('takes a frame after a versioned order, and reads to be sure', () => {
      expect(mergeOrder(versioned, ready, live)).to.include({ verdict: 'accepted', readAgain: true });
      expect(mergeOrder(versioned, ready, read)).to.include({ verdict: 'accepted', readAgain: false });
    });
  });

  describe('with epochs', () => {
    const known = knownFrom({ version: 9, epoch: 'e1', status: 'ready', number: '42' });
    const restored = says({ version: 2, epoch: 'e2', status: 'pending' });

    it('forgets everything when a read shows that the data were restored', () => {
      const { verdict, order } = mergeOrder(known, restored, read);
      expect(verdict).to.equal('accepted');
      expect(order).to.include({ version: 2, epoch: 'e2', status: 'pending' });
      expect(order).not.to.have.property('number');
    });

    it('asks for a read when a frame claims it', () => {
      expect(mergeOrder(known, restored, live)).to.deep.equal({ verdict: 'unsure', order: known, readAgain: true });
    });

    it('takes a missing epoch for the same one', () => {
      expect(mergeOrder(known, says({ version: 2, status: 'pending' }), read).verdict).to.equal('stale');
      const { order } = mergeOrder(known, says({ version: 10, status: 'served' }), live);
      expect(order).to.include({ version: 10, epoch: 'e1' });
      const unnamed = knownFrom({ version: 9, status: 'ready' });
      expect(mergeOrder(unnamed, restored, read).verdict).to.equal('stale');
    });
  });

  describe('with a status that nobody knows', () => {
    const known = knownFrom({ version: 3, status: 'preparing' });
    const plating = mergeOrder(known, says({ version: 4, unmappedStatus: 'plating' }), live).order;

    it('keeps the last one understood, and says that there is a newer one', () => {
      expect(plating).to.include({ version: 4, status: 'preparing', unmappedStatus: 'plating' });
    });

    it('forgets it as soon as a status is understood again', () => {
      const { order } = mergeOrder(plating, says({ version: 5, status: 'preparing' }), live);
      expect(order).to.include({ version: 5, status: 'preparing' });
      expect(order).not.to.have.property('unmappedStatus');
    });

    it('keeps it when the next payload says nothing of the status', () => {
      const { order } = mergeOrder(plating, says({ version: 5, delayed: true }), live);
      expect(order).to.include({ unmappedStatus: 'plating', delayed: true });
    });

    it('hears nothing new when it comes again, and a contradiction when the same version means another', () => {
      expect(mergeOrder(plating, says({ version: 4, unmappedStatus: 'plating' }), read).verdict).to.equal('same');
      expect(mergeOrder(plating, says({ version: 4, status: 'preparing' }), live).verdict).to.equal('conflict');
    });
  });

  describe('as a join', () => {
    /** One order's past: what each version said, all keys each time. */
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
    /** That past as it arrives: any version, any number of times, in any order, by any way. */
    const arrivals = past.chain((versions) =>
      fc.record({
        versions: fc.constant(versions.map((version, index) => says({ ...version, version: index + 1 }))),
        order: fc.array(fc.tuple(fc.nat({ max: versions.length - 1 }), source), { minLength: 1, maxLength: 20 }),
      }),
    );
    const join = (known: Order | undefined, patch: OrderPatch | undefined, from: PatchSource) =>
      patch ? mergeOrder(known, patch, from).order : known;

    it('comes to the newest version, whatever arrived how often and in which order', function () {
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
        { numRuns: 10_000 },
      );
    });

    it('does not care how the arrivals are grouped', function () {
      this.timeout(60_000);
      fc.assert(
        fc.property(arrivals, fc.nat(), ({ versions, order }, cut) => {
          const sum = (part: typeof order, start?: Order) =>
            part.reduce<Order | undefined>((known, [index, from]) => join(known, versions[index], from), start);
          const middle = cut % order.length;
          const [first, second] = [sum(order.slice(0, middle)), sum(order.slice(middle))];
          // An order has no key for what it lost; as a payload it must say so.
          const said = (known: Order | undefined) => known && { reason: null, ...known };
          expect(join(first, said(second), read)).to.deep.equal(sum(order));
          expect(join(second, said(first), read)).to.deep.equal(sum(order));
        }),
        { numRuns: 10_000 },
      );
    });

    it('never goes back to an earlier version with frames that tell only a part', function () {
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
        { numRuns: 10_000 },
      );
    });
  });
});

describe('toWire', () => {
  const order = knownFrom({
    version: 3,
    epoch: 'e1',
    status: 'preparing',
    statusSource: 'estimated',
    number: '42',
    fulfilment: 'delivery',
    tableLabel: 'Terrace 4',
    restaurantName: 'Trattoria',
    placedAt: at(0),
    updatedAt: at(1),
    estimatedReadyFrom: at(2),
    estimatedReadyTo: at(3),
    delayed: true,
    onHold: true,
    reason: 'Ms Rossi called',
    items: [{ id: 'i1', name: 'Tea', quantity: 2, status: 'ready', prepMinutes: 3 }],
    totalMinor: 1250,
    currency: 'EUR',
  });

  it('keeps on the device only what is drawn', () => {
    expect(JSON.stringify(toWire(order))).not.to.match(/Terrace|Trattoria|Rossi|1250|EUR|i1/);
  });

  it('comes back as the same order', () => {
    const result = parseOrder(JSON.parse(JSON.stringify(toWire(order))));
    if (!result.ok) throw new Error(result.reason);
    const { tableLabel: _, restaurantName: __, reason: ___, totalMinor: ____, currency: _____, ...drawn } = order;
    expect(mergeOrder(undefined, result.patch, { kind: 'cache' }).order).to.deep.equal({
      ...drawn,
      items: [{ name: 'Tea', quantity: 2, status: 'ready' }],
    });
  });

  it('does not pass an unknown status off as the last one understood', () => {
    const plating = knownFrom({ version: 4, unmappedStatus: 'plating' });
    const result = parseOrder(JSON.parse(JSON.stringify(toWire(plating))));
    expect(result.ok && result.patch).not.to.have.property('status');
  });
});
