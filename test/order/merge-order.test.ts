import { expect } from '@esm-bundle/chai';
import { mergeOrder, type PatchSource, toWire } from '../../src/order/merge-order.js';
import type { Order, OrderPatch } from '../../src/order/order.js';
import { parseOrder } from '../../src/order/wire.js';

const read: PatchSource = { kind: 'read' };
const live: PatchSource = { kind: 'live' };

const says = (patch: Omit<OrderPatch, 'id'>): OrderPatch => ({ id: 'A', ...patch });
const at = (second: number) => new Date(Date.UTC(2026, 4, 1, 12, 0, second));

/** The known order after these reads, one after the other. */
function knownFrom(...patches: Omit<OrderPatch, 'id'>[]): Order {
  const known = patches.reduce<Order | undefined>(
    (order, patch) => mergeOrder(order, says(patch), read).order,
    undefined,
  );
  if (!known) throw new Error('nothing is known');
  return known;
}

describe('mergeOrder', () => {
  it('takes the first payload as the order, and fills in defaults', () => {
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

  it('keeps a value that a later payload lacks, and clears one that is `null`', () => {
    const known = knownFrom({ version: 1, status: 'pending', number: '42', reason: 'Oven', delayed: true });
    const { order } = mergeOrder(known, says({ version: 2, status: 'preparing', reason: null, delayed: null }), live);
    expect(order).to.include({ version: 2, status: 'preparing', number: '42', delayed: false });
    expect(order).not.to.have.property('reason');
  });

  describe('with versions', () => {
    const known = knownFrom({ version: 5, status: 'ready', updatedAt: at(5), number: '42' });

    it('accepts the higher version, also when it goes back to an earlier status', () => {
      const { verdict, order } = mergeOrder(known, says({ version: 6, status: 'preparing', updatedAt: at(1) }), live);
      expect(verdict).to.equal('accepted');
      expect(order?.status).to.equal('preparing');
    });

    it('drops the lower version as stale, however late its time', () => {
      for (const source of [read, live, { kind: 'cache' }, { kind: 'page' }] as const) {
        const result = mergeOrder(known, says({ version: 4, status: 'completed', updatedAt: at(9) }), source);
        expect(result).to.deep.equal({ verdict: 'stale', order: known, readAgain: false });
      }
    });

    it('reads again when a stale read has fields that are still unknown', () => {
      const old = says({ version: 4, status: 'preparing', items: [{ name: 'Tea', quantity: 1 }] });
      expect(mergeOrder(known, old, read)).to.deep.equal({ verdict: 'stale', order: known, readAgain: true });
      expect(mergeOrder(known, old, live).readAgain).to.equal(false);
    });

    it('finds nothing new in the same version, and keeps the same object', () => {
      const result = mergeOrder(known, says({ version: 5, status: 'ready' }), live);
      expect(result.verdict).to.equal('same');
      expect(result.order).to.equal(known);
    });

    it('adds fields that the same version lacked before', () => {
      const items = [{ name: 'Tea', quantity: 1 }];
      const { verdict, order } = mergeOrder(known, says({ version: 5, status: 'ready', items }), read);
      expect(verdict).to.equal('accepted');
      expect(order).to.deep.include({ items, number: '42' });
    });

    it('asks for a read when a frame of the same version has other values, and accepts that read', () => {
      for (const patch of [{ status: 'served' }, { unmappedStatus: 'plating' }, { number: null }] as const) {
        const other = says({ version: 5, ...patch });
        expect(mergeOrder(known, other, live)).to.deep.equal({ verdict: 'conflict', order: known, readAgain: true });
        expect(mergeOrder(known, other, read)).to.include({ verdict: 'accepted', readAgain: false });
      }
    });

    it('asks for a read when the version leaps further than to its double and 1,000', () => {
      const leap = says({ version: 1011, status: 'completed' });
      expect(mergeOrder(known, leap, live)).to.deep.equal({ verdict: 'undecided', order: known, readAgain: true });
      expect(mergeOrder(undefined, leap, live)).to.deep.equal({
        verdict: 'undecided',
        order: undefined,
        readAgain: true,
      });
      expect(mergeOrder(known, leap, read).verdict).to.equal('accepted');
      expect(mergeOrder(known, says({ version: 1010, status: 'completed' }), live).verdict).to.equal('accepted');
      expect(mergeOrder(known, leap, { kind: 'live', canRead: false }).verdict).to.equal('accepted');
    });
  });

  it('takes Date.now() for a version', () => {
    const now = Date.UTC(2026, 4, 1);
    const known = knownFrom({ version: now, status: 'preparing' });
    expect(mergeOrder(known, says({ version: now + 60_000, status: 'ready' }), live).verdict).to.equal('accepted');
    const unversioned = knownFrom({ status: 'preparing' });
    expect(mergeOrder(unversioned, says({ version: now, status: 'ready' }), live).verdict).to.equal('accepted');
  });

  describe('with times only', () => {
    const known = knownFrom({ status: 'preparing', updatedAt: at(5) });

    it('accepts the later time and drops the earlier one as stale', () => {
      expect(mergeOrder(known, says({ status: 'ready', updatedAt: at(6) }), live).order?.status).to.equal('ready');
      expect(mergeOrder(known, says({ status: 'pending', updatedAt: at(4) }), read).verdict).to.equal('stale');
    });

    it('asks for a read when two statuses have the same time', () => {
      const other = says({ status: 'ready', updatedAt: at(5) });
      expect(mergeOrder(known, other, live)).to.include({ verdict: 'conflict', readAgain: true });
      expect(mergeOrder(known, other, read).order?.status).to.equal('ready');
    });

    it('compares times when only the known order has a version', () => {
      const versioned = knownFrom({ version: 3, status: 'preparing', updatedAt: at(5) });
      expect(mergeOrder(versioned, says({ status: 'ready', updatedAt: at(6) }), live).order).to.include({
        status: 'ready',
        version: 3,
      });
      expect(mergeOrder(versioned, says({ status: 'pending', updatedAt: at(4) }), live).verdict).to.equal('stale');
    });
  });

  describe('with neither versions nor times', () => {
    const known = knownFrom({ status: 'preparing' });
    const versioned = knownFrom({ version: 3, status: 'preparing' });
    const ready = says({ status: 'ready' });

    it('accepts the newest arrival', () => {
      expect(mergeOrder(known, ready, live)).to.include({ verdict: 'accepted', readAgain: false });
      expect(mergeOrder(known, ready, read)).to.include({ verdict: 'accepted', readAgain: false });
    });

    it('asks for a read when the payload was overtaken, and drops one from the cache or the page', () => {
      for (const order of [known, versioned]) {
        for (const kind of ['read', 'live'] as const) {
          const result = mergeOrder(order, ready, { kind, overtaken: true });
          expect(result).to.deep.equal({ verdict: 'undecided', order, readAgain: true });
        }
        for (const kind of ['cache', 'page'] as const) {
          expect(mergeOrder(order, ready, { kind }).order).to.equal(order);
        }
      }
    });

    it('accepts an overtaken frame if nothing can be read', () => {
      const source: PatchSource = { kind: 'live', overtaken: true, canRead: false };
      expect(mergeOrder(versioned, ready, source)).to.include({ verdict: 'accepted', readAgain: false });
    });

    it('accepts a frame after a versioned order, and reads again', () => {
      expect(mergeOrder(versioned, ready, live)).to.include({ verdict: 'accepted', readAgain: true });
      expect(mergeOrder(versioned, ready, read)).to.include({ verdict: 'accepted', readAgain: false });
    });
  });

  describe('with epochs', () => {
    const known = knownFrom({ version: 9, epoch: 'e1', status: 'ready', number: '42' });
    const restored = says({ version: 2, epoch: 'e2', status: 'pending' });

    it('drops the whole order when a read shows a new epoch', () => {
      const { verdict, order } = mergeOrder(known, restored, read);
      expect(verdict).to.equal('accepted');
      expect(order).to.include({ version: 2, epoch: 'e2', status: 'pending' });
      expect(order).not.to.have.property('number');
    });

    it('asks for a read when a frame shows a new epoch', () => {
      expect(mergeOrder(known, restored, live)).to.deep.equal({ verdict: 'undecided', order: known, readAgain: true });
    });

    it('keeps what came since a restored backup when a read from before it is answered late', () => {
      const since = mergeOrder(known, restored, read).order;
      const before = says({ version: 9, epoch: 'e1', status: 'ready' });
      const result = mergeOrder(since, before, { kind: 'read', overtaken: true });
      expect(result).to.deep.equal({ verdict: 'undecided', order: since, readAgain: true });
    });

    it('treats a missing epoch as the same epoch', () => {
      expect(mergeOrder(known, says({ version: 2, status: 'pending' }), read).verdict).to.equal('stale');
      const { order } = mergeOrder(known, says({ version: 10, status: 'served' }), live);
      expect(order).to.include({ version: 10, epoch: 'e1' });
      const unnamed = knownFrom({ version: 9, status: 'ready' });
      expect(mergeOrder(unnamed, restored, read).verdict).to.equal('stale');
    });
  });

  describe('with a status that no map knows', () => {
    const known = knownFrom({ version: 3, status: 'preparing' });
    const plating = mergeOrder(known, says({ version: 4, unmappedStatus: 'plating' }), live).order;

    it('keeps the last known status beside the unmapped one', () => {
      expect(plating).to.include({ version: 4, status: 'preparing', unmappedStatus: 'plating' });
    });

    it('drops the unmapped status once a known one arrives', () => {
      const { order } = mergeOrder(plating, says({ version: 5, status: 'preparing' }), live);
      expect(order).to.include({ version: 5, status: 'preparing' });
      expect(order).not.to.have.property('unmappedStatus');
    });

    it('keeps the unmapped status when the next payload has no status', () => {
      const { order } = mergeOrder(plating, says({ version: 5, delayed: true }), live);
      expect(order).to.include({ unmappedStatus: 'plating', delayed: true });
    });

    it('finds nothing new in the same unmapped status, and a conflict in another status of the same version', () => {
      expect(mergeOrder(plating, says({ version: 4, unmappedStatus: 'plating' }), read).verdict).to.equal('same');
      expect(mergeOrder(plating, says({ version: 4, status: 'preparing' }), live).verdict).to.equal('conflict');
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
    estimatedArrivalFrom: at(4),
    estimatedArrivalTo: at(5),
    statusTimes: { pending: at(0), preparing: at(1) },
    delayed: true,
    onHold: true,
    reason: 'Ms Rossi called',
    items: [{ id: 'i1', name: 'Tea', quantity: 2, status: 'ready', prepMinutes: 3 }],
    totalMinor: 1250,
    currency: 'EUR',
  });

  it('contains only what is drawn', () => {
    expect(JSON.stringify(toWire(order))).not.to.match(/Terrace|Trattoria|Rossi|1250|EUR|i1/);
  });

  it('is read back as the same order', () => {
    const result = parseOrder(JSON.parse(JSON.stringify(toWire(order))));
    if (!result.ok) throw new Error(result.reason);
    const { tableLabel: _, restaurantName: __, reason: ___, totalMinor: ____, currency: _____, ...drawn } = order;
    expect(mergeOrder(undefined, result.patch, { kind: 'cache' }).order).to.deep.equal({
      ...drawn,
      items: [{ name: 'Tea', quantity: 2, status: 'ready', prepMinutes: 3 }],
    });
  });

  it('does not store an unmapped status as a known one', () => {
    const plating = knownFrom({ version: 4, unmappedStatus: 'plating' });
    const result = parseOrder(JSON.parse(JSON.stringify(toWire(plating))));
    expect(result.ok && result.patch).not.to.have.property('status');
  });
});
