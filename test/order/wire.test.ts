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

  it('parses every field also where it is written in camelCase, unless it is there as well as it should be', () => {
    const camel = (value: unknown): unknown =>
      typeof value !== 'object' || value === null
        ? value
        : Array.isArray(value)
          ? value.map(camel)
          : Object.fromEntries(
              Object.entries(value).map(([key, inner]) => [
                key.replace(/_./g, ([, letter = '']) => letter.toUpperCase()),
                camel(inner),
              ]),
            );
    const sent = { ...whole, status_times: { ...whole.status_times, out_for_delivery: '2026-05-01T12:30:00Z' } };
    expect(accepted(camel(sent))).to.deep.equal(accepted(sent));
    expect(field('onHold', null)).to.deep.equal({ onHold: null });
    const both = { id: 'A', status: 'pending', table_label: null, tableLabel: '7', on_hold: false, onHold: true };
    expect(accepted(both)).to.include({ tableLabel: null, onHold: false });
    const result = parseOrder({
      id: 'A',
      status: 'pending',
      estimatedReadyFrom: 'soon',
      statusTimes: { outForDelivery: 'x' },
    });
    expect(result).to.deep.include({ unread: { estimated_ready_from: 'soon', status_times: { outForDelivery: 'x' } } });
    expect(result.ok && result.patch.hasUnreadEstimate).to.equal(true);
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
    expect(accepted({ id: ' A\n', status: 'ready' }).id).to.equal('A');
    for (const id of ['', ' ', 'A\u0000B', 'A\u202e', 'x'.repeat(201), 1.5, 2 ** 53, Number.NaN, null, {}, ['A']]) {
      expect(parseOrder({ id, status: 'ready' }).ok, String(id)).to.equal(false);
    }
  });

  it('accepts each of our statuses', () => {
    for (const status of orderStatuses) expect(accepted({ id: 'A', status })).to.deep.equal({ id: 'A', status });
  });

  it('accepts them as other back ends write them', () => {
    const words: Record<string, string[]> = {
      ready: ['READY', 'Ready', ' ready\n'],
      out_for_delivery: [
        'OUT_FOR_DELIVERY',
        'out-for-delivery',
        'Out for delivery',
        'outForDelivery',
        'OutForDelivery',
      ],
      cancelled: ['CANCELLED', 'canceled', 'Canceled', 'CANCELED'],
    };
    for (const [status, spellings] of Object.entries(words)) {
      for (const word of spellings)
        expect(accepted({ id: 'A', status: word }), word).to.deep.equal({ id: 'A', status });
    }
    expect(field('fulfilment', 'Dine-In')).to.deep.equal({ fulfilment: 'dine_in' });
    expect(field('items', [{ name: 'Tea', status: 'READY' }]).items?.[0]?.status).to.equal('ready');
  });

  it('keeps any other status as unmapped', () => {
    const raw = (status: unknown) => accepted({ id: 'A', status });
    expect(raw('plating')).to.deep.equal({ id: 'A', unmappedStatus: 'plating' });
    expect(raw('not ready').unmappedStatus).to.equal('not ready');
    expect(raw('ready?').unmappedStatus).to.equal('ready?');
    expect(raw(1).unmappedStatus).to.equal('1');
    expect(raw(false).unmappedStatus).to.equal('false');
    expect(raw(null).unmappedStatus).to.equal('null');
    expect(raw({}).unmappedStatus).to.equal('{}');
    expect(raw({ code: 7, toString: 1 }).unmappedStatus).to.equal('{code,toString}');
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
      placed_at: [12, 'yesterday', '2026-05-01', '2026-05-01T12:00:00', '2026-13-45T12:00:00Z', {}],
      updated_at: ['1970-01-01T00:00:00Z', '2099-01-01T00:00:00Z', 'Infinity'],
      delayed: ['yes', 1, 0],
      fulfilment: ['drone', 1],
      status_source: ['guessed'],
      number: ['', '  ', {}, [], true, Number.NaN],
      pickup_code: ['', '123', '123456789', 'A 12', '12-34', 12, true, {}, '<b>1</b>'],
      total_minor: [-1, 1.5, '12.50', 2 ** 60],
      currency: ['eur', 'EURO', ['EUR'], 978],
      status_times: [[], {}, 'ready', { ready: 'now', cooking: '2026-05-01T12:00:00Z' }, { __proto__: { ready: 1 } }],
      items: [{}, 'Pizza', [1, null, {}, { name: '' }, { quantity: 2 }]],
    };
    for (const [key, values] of Object.entries(senseless)) {
      for (const value of values) expect(field(key, value), `${key} ${JSON.stringify(value)}`).to.deep.equal({});
    }
  });

  it('says so where times of an estimate cannot be read, so that none is made up', () => {
    for (const value of [-5, 1e9, '0001-01-01T00:00:00Z', 'soon', 25, '2026-05-01T12:00:00', {}, false]) {
      expect(field('estimated_ready_from', value), String(value)).to.deep.equal({ hasUnreadEstimate: true });
      expect(field('estimated_arrival_to', value), String(value)).to.deep.equal({ hasUnreadEstimate: true });
    }
    expect(field('estimated_ready_from', '')).to.deep.equal({});
  });

  it('names the fields that have to be told', () => {
    const unread = (fields: object) => {
      const result = parseOrder({ id: 'A', status: 'pending', ...fields });
      return result.ok ? result.unread && Object.keys(result.unread) : result.reason;
    };
    expect(unread({ placed_at: '2026-05-01 12:00:00', total_minor: 12.5, number: {} })).to.deep.equal([
      'placed_at',
      'total_minor',
    ]);
    expect(unread({ status_times: { ready: 'now', pending: '2026-05-01T12:00:00Z' } })).to.deep.equal(['status_times']);
    expect(unread({ placed_at: null, updated_at: '', total_minor: 12, delivered_at: 'x', status_times: {} })).to.equal(
      undefined,
    );
  });

  it('takes times without a zone for UTC only where they are', () => {
    const row = {
      id: 'A',
      status: 'pending',
      placed_at: '2026-05-01T12:00:00.25',
      status_times: { ready: '2026-05-01 12:00' },
    };
    const result = parseOrder(row, { isUtc: true });
    expect(result.ok && result.patch).to.deep.include({
      placedAt: new Date('2026-05-01T12:00:00.25Z'),
      statusTimes: { ready: new Date('2026-05-01T12:00:00Z') },
    });
    expect(parseOrder(row)).to.deep.equal({
      ok: true,
      patch: { id: 'A', status: 'pending' },
      unread: { placed_at: row.placed_at, status_times: row.status_times },
    });
  });

  describe('of an expected order', () => {
    const parsed = (payload: object, isNamed: boolean, id = '42') => parseOrder(payload, { expected: { id, isNamed } });

    it('has its id as the page writes it', () => {
      const upper = '7C42CA9B-9EAB-4D04-80B3-40F10B0C54AA';
      const result = parsed({ id: upper.toLowerCase(), status: 'ready' }, false, upper);
      expect(result.ok && result.patch.id).to.equal(upper);
    });

    it('may lack the id where its address named the order and it has a status', () => {
      expect(parsed({ status: 'ready' }, true)).to.deep.equal({ ok: true, patch: { id: '42', status: 'ready' } });
      expect(parsed({ id: null, status: 'ready' }, true).ok).to.equal(true);
      for (const payload of [
        { status: 'ok' },
        { number: '7' },
        { status: 'failed' },
        { status: 'Rejected' },
        { id: {}, status: 'ready' },
      ])
        expect(parsed(payload, true).ok, JSON.stringify(payload)).to.equal(false);
      expect(parsed({ status: 'ready' }, false).ok).to.equal(false);
    });

    it('may have an id that JSON.parse has rounded, or is read where it may be a neighbour’s', () => {
      const rounded: object = JSON.parse('{"id":9007199254740993,"status":"ready"}');
      expect(parsed(rounded, true, '9007199254740993')).to.deep.equal({
        ok: true,
        patch: { id: '9007199254740993', status: 'ready' },
      });
      expect(parsed(rounded, false, '9007199254740993')).to.include({ ok: false, isNews: true });
      expect(parsed(rounded, true, '9007199254740999').ok).to.equal(false);
    });
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

  it('keeps every line with a name, whatever its quantity is', () => {
    const quantityOf = (quantity: unknown) => {
      const [line] = field('items', [{ name: 'Ribs', quantity }]).items ?? [];
      return line?.amount ?? line?.quantity;
    };
    expect([undefined, null, 1, '2', 0.75, '0.5', '2.0000', '1,5', 1000].map(quantityOf)).to.deep.equal([
      1, 1, 1, 2, 0.75, 0.5, 2, 1.5, 1000,
    ]);
    expect(['1 kg', '½', '2 x', 1e6].map(quantityOf)).to.deep.equal(['1 kg', '½', '2 x', '1000000']);
    // Beside a name these say nothing, so the line is one piece.
    for (const quantity of ['', '  ', {}, [], true, -1, '-2', '-0,5']) {
      expect(field('items', [{ name: 'Ribs', quantity }]).items, JSON.stringify(quantity)).to.deep.equal([
        { name: 'Ribs', quantity: 1 },
      ]);
    }
    expect(field('items', [{ name: 'Ribs', quantity: '1 kg' }]).items).to.deep.equal([
      { name: 'Ribs', quantity: 1, amount: '1 kg' },
    ]);
  });

  it('takes a quantity that stands alone in an object or a list', () => {
    const read = (quantity: unknown) => field('items', [{ name: 'Tea' }, { name: 'Ribs', quantity }]).items?.[1];
    for (const quantity of [{ amount: 2 }, { value: '2' }, [2]])
      expect(read(quantity), JSON.stringify(quantity)).to.deep.equal({ name: 'Ribs', quantity: 2 });
    // Nothing says which of them is how many.
    for (const quantity of [[1, 2], { value: 2, unit: 'kg' }])
      expect(read(quantity), JSON.stringify(quantity)).to.deep.equal({ name: 'Ribs', quantity: 1 });
    expect(read([0])).to.equal(undefined);
  });

  it('leaves out lines without a name, and those of which there are none', () => {
    expect(
      field('items', [
        null,
        'Bun',
        {},
        { name: '' },
        { name: 'Pie', quantity: 0 },
        { name: 'Jam', quantity: '0.00' },
        { name: 'Tea' },
      ]),
    ).to.deep.equal({
      items: [{ name: 'Tea', quantity: 1 }],
    });
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
        for (const item of items ?? []) expect(item.quantity).to.be.above(0).and.below(10_000);
      }),
      { numRuns: randomRuns(10_000) },
    );
  });
});
