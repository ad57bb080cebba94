import { expect } from '@esm-bundle/chai';
import { type Board, parseBoard } from '../../src/order/board.js';
import type { FieldMap } from '../../src/order/field-map/field-map.js';
import woocommerce from '../../src/order/field-map/presets/woocommerce.js';
import { fieldMapCode } from '../../src/tracker/field-map-code.js';
import { payloadParser } from '../../src/tracker/payload-parser.js';

type BoardPatch = Pick<Board, 'orders' | 'leftOut'> & Readonly<Record<string, unknown>>;

/** The parsed board of the restaurant `r1`; fails the test if the payload is refused. */
function taken(payload: unknown, fieldMap?: FieldMap): BoardPatch {
  const options = { orderId: 'r1', board: parseBoard, ...(fieldMap && { fieldMap }) };
  const result = payloadParser(options)(payload, 'read');
  if (!result.ok) throw new Error(result.reason);
  return result.patch as unknown as BoardPatch;
}

const numbers = (payload: unknown) => taken(payload).orders.map(({ number, status }) => `${number} ${status}`);
const order = (id: number, status = 'preparing', more: object = {}) => ({
  id: `o${id}`,
  number: `${id}`,
  status,
  ...more,
});

describe('a board from the back end', () => {
  before(() => fieldMapCode.load());

  it('is parsed with its version, its name, and the numbers of both columns', () => {
    const patch = taken({
      id: 'r1',
      restaurant_name: 'Trattoria Aurora',
      version: 7,
      epoch: 'e',
      orders: [order(1), order(2, 'ready', { updated_at: '2026-11-22T12:00:00Z' })],
    });
    expect(patch).to.deep.equal({
      id: 'r1',
      restaurantName: 'Trattoria Aurora',
      version: 7,
      epoch: 'e',
      unmappedStatus: null,
      orders: [
        { id: 'o2', number: '2', status: 'ready', updatedAt: new Date('2026-11-22T12:00:00Z') },
        { id: 'o1', number: '1', status: 'preparing' },
      ],
      leftOut: 0,
    });
  });

  for (const [name, payload] of [
    ['a plain list', [order(1), order(2, 'ready')]],
    ['a list under "orders"', { orders: [order(1), order(2, 'ready')] }],
  ] as const) {
    it(`may be ${name}, without a version`, () => {
      expect(numbers(payload)).to.deep.equal(['2 ready', '1 preparing']);
      expect(taken(payload)).not.to.have.any.keys('version', 'updatedAt');
    });
  }

  it('contains no name, dish, table or telephone number, whatever the back end sends', () => {
    const secret = { customer: 'Ada', phone: '+390612345', table_label: '12', items: [{ name: 'Soup' }], reason: 'x' };
    const [shown] = taken([order(1, 'ready', secret)]).orders;
    expect(shown).to.deep.equal({ id: 'o1', number: '1', status: 'ready' });
  });

  it('shows pending orders as being prepared, and leaves out scheduled, served and final ones', () => {
    const statuses = ['scheduled', 'pending', 'preparing', 'ready', 'served', 'completed', 'cancelled', 'rejected'];
    expect(numbers(statuses.map((status, index) => order(index, status)))).to.deep.equal([
      '3 ready',
      '1 preparing',
      '2 preparing',
    ]);
  });

  it('shows an estimated ready order as being prepared', () => {
    expect(numbers([order(1, 'ready', { status_source: 'estimated' })])).to.deep.equal(['1 preparing']);
  });

  it('leaves out orders of other restaurants', () => {
    const rows = [order(1, 'ready', { restaurant_id: 'r1' }), order(2, 'ready', { restaurant_id: 'r2' })];
    expect(numbers(rows)).to.deep.equal(['1 ready']);
  });

  for (const stranger of [{ id: 'r2' }, { restaurant_id: 'r2' }]) {
    it(`of another restaurant (${Object.keys(stranger)}) keeps the id of that restaurant`, () => {
      expect(taken({ ...stranger, orders: [order(1)] }).id).to.equal('r2');
    });
  }

  it('uses a short id if an order has no number, and leaves out an order with a long id', () => {
    const rows = [
      { id: 'A7', status: 'ready' },
      { id: 42, status: 'ready' },
      { id: '5a1e0000-7ab1-4e00-8000-000000000001', status: 'ready' },
    ];
    expect(numbers(rows)).to.deep.equal(['A7 ready', '42 ready']);
  });

  it('counts the orders after the first 200, and keeps every ready number', () => {
    const rows = Array.from({ length: 260 }, (_, index) => order(index, index < 230 ? 'preparing' : 'ready'));
    const { orders, leftOut } = taken({ orders: rows, left_out: 5 });
    expect([orders.length, leftOut]).to.deep.equal([200, 65]);
    expect(orders.filter(({ status }) => status === 'ready')).to.have.length(30);
  });

  it('contains an order once, with its last status, if the payload repeats it', () => {
    expect(numbers([order(1), order(1, 'ready')])).to.deep.equal(['1 ready']);
  });

  it('applies a field map or a preset to each order', () => {
    const fieldMap = {
      fields: { number: 'ticket', status: 'state' },
      statuses: { COOKING: 'preparing', DONE: 'ready' },
    };
    const mapped = taken({ orders: [{ id: 'x', ticket: 'B2', state: 'DONE' }] }, fieldMap as never).orders;
    expect(mapped).to.deep.equal([{ id: 'x', number: 'B2', status: 'ready' }]);
    const shop = taken([{ id: 12, number: '12', status: 'processing' }], woocommerce).orders;
    expect(shop).to.deep.equal([{ id: '12', number: '12', status: 'preparing' }]);
    const owned = (id: string) => ({ id, shop: 'r1', status: 'ready' });
    const ids = taken([owned('1'), owned('2')], { fields: { id: ['id', 'shop'] } }).orders.map(({ id }) => id);
    expect(ids).to.deep.equal(['1', '2']);
  });

  it('has the unmapped status of one order, and shows the other orders', () => {
    const patch = taken([order(1), order(2, 'GRILLING')]);
    expect(patch.unmappedStatus).to.equal('GRILLING');
    expect(patch.orders.map(({ number }) => number)).to.deep.equal(['1']);
  });

  it('may be empty, but is refused if no order has an id and a status', () => {
    expect(taken([]).orders).to.deep.equal([]);
    expect(parseBoard([{ name: 'x' }], 'r1').ok).to.equal(false);
  });

  it('is refused with `isNews` if the payload is a single order', () => {
    expect(parseBoard(order(1, 'ready'), 'r1')).to.deep.include({ ok: false, isNews: true });
    for (const noise of [{ type: 'hello' }, 'text', null, 7, {}]) {
      expect(parseBoard(noise, 'r1')).to.deep.include({ ok: false, isNews: false });
    }
  });
});
