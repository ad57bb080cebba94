import { expect } from '@esm-bundle/chai';
import fc from 'fast-check';
import type { OrderPatch } from '../../src/order/order.js';
import { orderStatuses } from '../../src/order/status.js';
import { parseOrder } from '../../src/order/wire.js';
import { randomRuns } from '../support/random-runs.js';

function accepted(payload: unknown): OrderPatch {
  const result = parseOrder(payload);
  if (!result.ok) throw new Error(`refused: ${result.reason}`);
  return result.patch;
}

/** The parsed value of one field, in a payload that is otherwise valid. */
function field(key: string, value: unknown): Partial<OrderPatch> {
  const { id: _, status: __, ...rest } = accepted({ id: 'A', status: 'pending', [key]: value });
  return rest;
}

const whole = {
  id: 'A1',
  number: '42',
  pickup_code: '0417',
  status: 'preparing',
  status_source: 'confirmed',
  fulfilment: 'pickup',
  table_label: 'Terrace 4',
  restaurant_name: 'Trattoria',
  placed_at: '2026-05-01T12:00:00Z',
  updated_at: '2026-05-01T12:01:02.345678+02:00',
  version: 3,
  epoch: 'e1',
  estimated_ready_from: '2026-05-01T12:10:00Z',
  estimated_ready_to: '2026-05-01T12:20:00Z',
  estimated_arrival_from: '2026-05-01T12:40:00Z',
  estimated_arrival_to: '2026-05-01T12:50:00Z',
  status_times: { pending: '2026-05-01T12:00:00Z', preparing: '2026-05-01T12:01:00Z' },
  delayed: true,
  on_hold: false,
  reason: 'Oven',
  items: [{ id: 'i1', name: 'Pizza', quantity: 2, status: 'ready', prep_minutes: 7.5 }],
  total_minor: 1250,
  currency: 'EUR',
};

describe('parseOrder', () => {
  it('parses every field of the wire format', () => {
    expect(accepted(whole)).to.deep.equal({
      id: 'A1',
      number: '42',
      pickupCode: '0417',
      status: 'preparing',
      statusSource: 'confirmed',
      fulfilment: 'pickup',
      tableLabel: 'Terrace 4',
      restaurantName: 'Trattoria',
      placedAt: new Date('2026-05-01T12:00:00Z'),
      updatedAt: new Date('2026-05-01T10:01:02.345Z'),
      version: 3,
      epoch: 'e1',
      estimatedReadyFrom: new Date('2026-05-01T12:10:00Z'),
      estimatedReadyTo: new Date('2026-05-01T12:20:00Z'),
      estimatedArrivalFrom: new Date('2026-05-01T12:40:00Z'),
      estimatedArrivalTo: new Date('2026-05-01T12:50:00Z'),
      statusTimes: { pending: new Date('2026-05-01T12:00:00Z'), preparing: new Date('2026-05-01T12:01:00Z') },
      delayed: true,
      onHold: false,
      reason: 'Oven',
      items: [{ id: 'i1', name: 'Pizza', quantity: 2, status: 'ready', prepMinutes: 7.5 }],
      totalMinor: 1250,
      currency: 'EUR',
    });
  });

  it('drops all other fields', () => {
    const patch = accepted({ ...whole, customer_email: 'a@b.c', items: [{ name: 'Tea', phone: '1' }] });
    expect(JSON.stringify(patch)).not.to.match(/a@b\.c|phone/);
  });

  it('refuses a payload without an id, and one with nothing else', () => {
    for (const payload of [
      {},
      { id: 'A' },
      { status: 'ready' },
      { id: 'A', customer: 1 },
      null,
      undefined,
      [],
      'A',
      7,
    ]) {
      expect(parseOrder(payload).ok, JSON.stringify(payload)).to.equal(false);
    }
  });

  it('parses a frame that contains only what changed', () => {
    expect(accepted({ id: 'A', version: 4, delayed: true })).to.deep.equal({ id: 'A', version: 4, delayed: true });
  });

  it('accepts numbers as ids, and refuses an id that would have to be cut or cleaned', () => {
    expect(accepted({ id: 17, status: 'ready' }).id).to.equal('17');
    for (const id of ['', ' A', 'A\n', 'A\u202e', 'x'.repeat(201), 1.5, 2 ** 53, Number.NaN, null, {}, ['A']]) {
      expect(parseOrder({ id, status: 'ready' }).ok, String(id)).to.equal(false);
    }
  });

  it('accepts each of our statuses', () => {
    for (const status of orderStatuses) expect(accepted({ id: 'A', status })).to.deep.equal({ id: 'A', status });
  });

  it('keeps any other status as unmapped', () => {
    const raw = (status: unknown) => accepted({ id: 'A', status });
    expect(raw('plating')).to.deep.equal({ id: 'A', unmappedStatus: 'plating' });
    expect(raw('READY').unmappedStatus).to.equal('READY');
    expect(raw(1).unmappedStatus).to.equal('1');
    expect(raw(false).unmappedStatus).to.equal('false');
    expect(raw(null).unmappedStatus).to.equal('null');
    expect(raw({}).unmappedStatus).to.equal('object');
    expect(raw({ toString: 1 }).unmappedStatus).to.equal('object');
    expect(raw('').unmappedStatus).to.equal('(empty)');
    expect(raw('constructor').unmappedStatus).to.equal('constructor');
    expect(raw('x'.repeat(1000)).unmappedStatus).to.have.length(60);
  });

  it('passes `null` on, to clear a value', () => {
    expect(field('reason', null)).to.deep.equal({ reason: null });
    expect(field('estimated_ready_to', null)).to.deep.equal({ estimatedReadyTo: null });
    expect(field('items', null)).to.deep.equal({ items: null });
  });

  it('keeps the usable times of the steps', () => {
    const status_times = { ready: '2026-05-01T12:00:00Z', served: 'later', plated: '2026-05-01T12:00:00Z' };
    expect(field('status_times', status_times)).to.deep.equal({ statusTimes: { ready: new Date(status_times.ready) } });
  });

  it('ignores `null` as a version, epoch or time of update', () => {
    for (const key of ['version', 'epoch', 'updated_at']) expect(field(key, null), key).to.deep.equal({});
  });

  it('ignores a field whose value makes no sense', () => {
    const senseless: Record<string, unknown[]> = {
      version: [-1, 1.5, 2 ** 53, Number.NaN, 'v3', '', {}, '9'.repeat(30)],
      placed_at: [1714557600, 'yesterday', '2026-05-01', '2026-05-01T12:00:00', '2026-13-45T12:00:00Z', {}],
      updated_at: ['1970-01-01T00:00:00Z', '2099-01-01T00:00:00Z', 'Infinity'],
      estimated_ready_from: [Number.NaN, -5, 1e9, '0001-01-01T00:00:00Z'],
      delayed: ['yes', 1, 0],
      fulfilment: ['drone', 1],
      status_source: ['guessed'],
      number: ['', '  ', {}, [], true, Number.NaN],
      pickup_code: ['', '123', '123456789', 'A 12', '12-34', 12, true, {}, '<b>1</b>'],
      total_minor: [-1, 1.5, '12.50', 2 ** 60],
      currency: ['eur', 'EURO', ['EUR'], 978],
      estimated_arrival_to: ['soon', 5],
      status_times: [[], {}, 'ready', { ready: 'now', cooking: '2026-05-01T12:00:00Z' }, { __proto__: { ready: 1 } }],
      items: [{}, 'Pizza', [1, null, {}, { name: '' }, { name: 'Soup', quantity: 0 }]],
    };
    for (const [key, values] of Object.entries(senseless)) {
      for (const value of values) expect(field(key, value), `${key} ${JSON.stringify(value)}`).to.deep.equal({});
    }
  });

  it('accepts whole numbers as text', () => {
    expect(field('version', '12')).to.deep.equal({ version: 12 });
    expect(field('total_minor', '1250')).to.deep.equal({ totalMinor: 1250 });
    expect(field('items', [{ name: 'Tea', quantity: '2' }]).items?.[0]?.quantity).to.equal(2);
    expect(field('version', '9007199254740993')).to.deep.equal({});
  });

  it('accepts times in the formats of databases and providers', () => {
    const noon = new Date('2026-05-01T12:00:00.5Z');
    for (const value of ['2026-05-01T14:00:00.500+0200', '2026-05-01 12:00:00.5+00', '2026-05-01T12:00:00.500000Z']) {
      expect(field('placed_at', value), value).to.deep.equal({ placedAt: noon });
    }
    expect(field('placed_at', '2026-05-01T12:00Z')).to.deep.equal({ placedAt: new Date('2026-05-01T12:00:00Z') });
  });

  it('counts a line without a quantity as one, and leaves out invalid lines', () => {
    const lines = [{ name: 'Tea' }, { name: 'Cake', quantity: 1000 }, { name: 'Pie', quantity: 1.5 }, null, 'Bun'];
    expect(field('items', lines)).to.deep.equal({ items: [{ name: 'Tea', quantity: 1 }] });
    expect(field('items', [])).to.deep.equal({ items: [] });
    expect(field('items', [{ name: 'Tea', status: 'steeping', id: {} }])).to.deep.equal({
      items: [{ name: 'Tea', quantity: 1 }],
    });
  });

  it('cuts off the lines after the first 200', () => {
    const { items } = field(
      'items',
      Array.from({ length: 5000 }, () => ({ name: 'Tea' })),
    );
    expect(items).to.have.length(200);
  });

  describe('text', () => {
    const name = (value: string) => field('items', [{ name: value }]).items?.[0]?.name;

    it('is unchanged in any script', () => {
      for (const value of [
        'Crème brûlée',
        'مشكل مشويات',
        '餃子',
        'पनीर टिक्का',
        '👨‍👩‍👧‍👦 menu',
        '<img src=x onerror=alert(1)>',
      ]) {
        expect(name(value)).to.equal(value.normalize());
      }
    });

    it('loses characters that could rearrange or break the text around it', () => {
      expect(name('Te\u202ea\u2066')).to.equal('Tea');
      expect(name('Te\u0000a\u0007 \n\t Pot ')).to.equal('Tea Pot');
      expect(name('Te\ud800a')).to.equal('Tea');
      expect(name(`Z${'\u0334'.repeat(500)}algo`)).to.have.length.below(12);
    });

    it('is cut between grapheme clusters', () => {
      expect(name('x'.repeat(100_000))).to.have.length(120);
      expect(name('👩‍🍳'.repeat(130))).to.equal('👩‍🍳'.repeat(120));
    });
  });

  it('treats `__proto__` and `constructor` as plain keys', () => {
    const payload: unknown = JSON.parse(
      '{"__proto__":{"id":"B","status":"ready"},"constructor":{"x":1},"id":"A","status":"pending"}',
    );
    expect(accepted(payload)).to.deep.equal({ id: 'A', status: 'pending' });
    expect(parseOrder(JSON.parse('{"__proto__":{"id":"B","status":"ready"}}')).ok).to.equal(false);
    expect(parseOrder(Object.create({ id: 'B', status: 'ready' })).ok).to.equal(false);
  });

  it('never throws, and returns only valid values, for any payload', function () {
    this.timeout(30_000);
    const anything = fc.oneof(
      fc.anything({ withNullPrototype: true, withDate: true, withBigInt: true, withSparseArray: true }),
      fc.json().map((text): unknown => JSON.parse(text)),
      fc.record(
        Object.fromEntries(
          Object.keys(whole).map((key) => [key, fc.oneof(fc.anything(), fc.constant(whole[key as 'id']))]),
        ),
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(anything, (payload) => {
        const result = parseOrder(payload);
        if (!result.ok) return;
        const { id, status, items } = result.patch;
        expect(id).to.be.a('string').that.is.not.empty;
        if (status !== undefined) expect(orderStatuses).to.include(status);
        for (const item of items ?? []) expect(item.quantity).to.be.within(1, 999);
      }),
      { numRuns: randomRuns(10_000) },
    );
  });
});
