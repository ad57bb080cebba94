import { expect } from '@esm-bundle/chai';
import { applyFieldMap, type FieldMap } from '../../../src/order/field-map/field-map.js';
import { parseOrder } from '../../../src/order/wire.js';

/** The parsed order of a foreign payload; `expected` is followed, from an address that does not name it. */
function understood(payload: unknown, map: FieldMap, expected?: string): unknown {
  const source = expected === undefined ? undefined : { id: expected, isNamed: false };
  const result = parseOrder(applyFieldMap(payload, map, source), source && { expected: source });
  return result.ok ? { ...result.patch, ...(result.unread && { unread: Object.keys(result.unread) }) } : result.reason;
}

const calm = { statusSource: 'confirmed', delayed: false, onHold: false } as const;
const order = { id: '42', status: 'preparing' } as const;
const at = '2026-05-01T12:00:00.000Z';

describe('values in the wrappers of databases', () => {
  const map: FieldMap = { fields: { placed_at: 'createdAt', total_minor: { path: 'total', scale: 2 } } };
  const whole = {
    ...order,
    ...calm,
    statusSource: undefined,
    placedAt: new Date(at),
    totalMinor: 1250,
    items: [{ name: 'Pizza', quantity: 2 }],
  };
  const compare = (payload: unknown, ofMap: FieldMap) =>
    expect({ ...calm, ...Object(understood(payload, ofMap, '42')), statusSource: undefined }).to.deep.equal(whole);

  it('are read from MongoDB', () => {
    const payload = {
      _id: { $oid: '42' },
      status: 'preparing',
      createdAt: { $date: { $numberLong: String(Date.parse(at)) } },
      total: { $numberDecimal: '12.50' },
      items: [{ name: 'Pizza', quantity: { $numberInt: '2' } }],
    };
    compare(payload, { fields: { ...map.fields, id: '_id' } });
  });

  it('are read from Firestore, by the names alone and by the whole path', () => {
    const line = { mapValue: { fields: { name: { stringValue: 'Pizza' }, quantity: { integerValue: '2' } } } };
    const payload = {
      name: 'projects/p/databases/(default)/documents/orders/42',
      fields: {
        id: { stringValue: '42' },
        status: { stringValue: 'preparing' },
        createdAt: { timestampValue: at },
        total: { doubleValue: 12.5 },
        items: { arrayValue: { values: [line] } },
      },
    };
    compare(payload, { ...map, root: 'fields' });
    compare(payload, {
      root: 'fields',
      fields: {
        id: 'id.stringValue',
        status: 'status.stringValue',
        placed_at: 'createdAt.timestampValue',
        total_minor: { path: 'total.doubleValue', scale: 2 },
      },
      items: {
        path: 'items.arrayValue.values',
        fields: {
          name: 'mapValue.fields.name.stringValue',
          quantity: 'mapValue.fields.quantity.integerValue',
        },
      },
    });
    const seconds = Date.parse(at) / 1000;
    for (const time of [
      { _seconds: seconds, _nanoseconds: 0 },
      { seconds: String(seconds), nanos: 0 },
    ])
      expect(understood({ ...order, createdAt: time }, map)).to.deep.include({ placedAt: new Date(at) });
  });

  it('are read from DynamoDB', () => {
    const payload = {
      Item: {
        id: { S: '42' },
        status: { S: 'preparing' },
        createdAt: { S: at },
        total: { N: '12.5' },
        items: { L: [{ M: { name: { S: 'Pizza' }, quantity: { N: '2' } } }] },
      },
    };
    compare(payload, { ...map, root: 'Item' });
  });

  it('are read from XML, where each element is a list', () => {
    const payload = {
      Order: {
        $: { id: '42' },
        status: ['preparing'],
        createdAt: [at],
        total: ['12,50 €'],
        Lines: [{ Line: [{ name: ['Pizza'], quantity: ['2'] }] }],
      },
    };
    compare(payload, { root: 'Order', fields: { ...map.fields, id: '$.id' }, items: { path: 'Lines[0].Line' } });
  });

  it('are read from JSON in a text', () => {
    compare(
      { body: JSON.stringify({ ...order, createdAt: at, total: 12.5, items: '[{"name":"Pizza","quantity":2}]' }) },
      { ...map, root: 'body' },
    );
    expect(understood({ ...order, number: '{7}' }, {})).to.deep.include({ number: '{7}' });
  });

  it('leave out what stands for no time', () => {
    for (const none of ['0000-00-00 00:00:00', '0001-01-01T00:00:00Z', null, ''])
      expect(understood({ ...order, createdAt: none }, map)).not.to.have.any.keys('unread', 'hasUnreadEstimate');
  });
});

describe('what stands under names instead of in a list', () => {
  it('is a list of orders', () => {
    const payload = { data: { 1: { id: 41, status: 'ready' }, 3: { id: 42, status: 'preparing' } } };
    expect(understood(payload, { root: 'data[*]' }, '42')).to.deep.equal(order);
  });

  it('is the order whose id it is', () => {
    const payload = { orders: { 'a.1': { status: 'ready' }, 'a.2': { status: 'preparing' } } };
    expect(understood(payload, { root: 'orders.{id}' }, 'a.2')).to.deep.equal({ id: 'a.2', status: 'preparing' });
    expect(understood(payload.orders, { root: '{id}' }, 'a.1')).to.deep.equal({ id: 'a.1', status: 'ready' });
    expect(understood(payload, { root: 'orders.{id}' }, 'a.3')).not.to.have.property('status');
  });

  it('are lines, or one line', () => {
    const items = [{ name: 'Pizza', quantity: 2 }];
    for (const lines of [{ '-Na1': items[0] }, items[0], { 0: items[0] }])
      expect(understood({ ...order, items: lines }, {})).to.deep.equal({ ...order, items });
    expect(understood({ ...order, items: ['Pizza'] }, {})).to.deep.equal({
      ...order,
      items: [{ name: 'Pizza', quantity: 1 }],
    });
  });

  it('is told where no line has a name, as it came', () => {
    const none = [{ title: 'Pizza' }];
    const result = parseOrder(applyFieldMap({ ...order, items: none }, {}));
    expect(result).to.deep.equal({ ok: true, patch: order, unread: { items: none } });
    expect(understood({ ...order, items: [7, 8] }, {})).to.deep.equal(order);
    expect(understood({ ...order, items: { data: [] } }, {})).to.deep.include({ unread: ['items'] });
    const onlyDishes: FieldMap = { items: { only: { path: 'kind', words: ['dish'] } } };
    expect(understood({ ...order, items: [{ kind: 'fee' }] }, onlyDishes)).to.deep.equal({ ...order, items: [] });
  });
});

describe('several entries about one order', () => {
  const events = [
    { id: '42', status: 'ready', at: '2026-05-01T12:10:00Z' },
    { id: '42', status: 'preparing', at },
    { id: '43', status: 'completed', at: '2026-05-01T12:20:00Z' },
  ];
  const map: FieldMap = { fields: { updated_at: 'at' } };

  it('are judged by their times, whichever stands first', () => {
    for (const entries of [events, [...events].reverse()])
      expect(understood(entries, map, '42')).to.deep.include({ id: '42', status: 'ready' });
  });

  it('are in their order without times', () => {
    expect(understood(events, {}, '42')).to.deep.include({ status: 'preparing' });
  });
});

describe('words in other languages', () => {
  const says = (word: string, known: string) =>
    Object(understood({ id: '42', status: word }, { statuses: { [known]: 'ready' } })).status;

  it('are the same in capitals, with accents in one character or two, and with marks that nobody sees', () => {
    for (const [word, known] of [
      ['HAZIRLANIYOR', 'hazırlanıyor'],
      ['hazırlanıyor', 'HAZIRLANIYOR'],
      ['İptal', 'iptal'],
      ['iptal', 'İPTAL'],
      ['ΕΤΟΙΜΟΣ', 'έτοιμος'],
      ['Pre\u0301t', 'prét'],
      ['GROSS', 'groß'],
      ['pre\u00adpared\u200b', 'prepared'],
      ['\u{1f525}\ufe0f', '\u{1f525}'],
      ['In progress…', 'in progress'],
      ['готово', 'ГОТОВО'],
      ['قَيد التحضير', 'قيد التحضير'],
    ] as const)
      expect(says(word, known), word).to.equal('ready');
  });

  it('keep the sign of a number', () => {
    expect(says('-1', '1')).to.equal(undefined);
    expect(says('1', '-1')).to.equal(undefined);
    expect(says('-1', '-1')).to.equal('ready');
  });
});
