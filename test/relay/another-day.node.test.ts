import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { DemoServer } from '../../demo/server/server.js';
import { placeOrder, startTestServer } from '../demo/support.js';
import { habits } from './habits.js';
import { rowsOf, type Saying, say as sayTo } from './provider-says.js';

const day = 24 * 60;
const items = (name: string) => [{ name, quantity: 1 }];

describe('what is said of an order after it has ended', () => {
  let server: DemoServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.close());

  const say = (saying: Omit<Saying, 'provider'>) => sayTo(server, { provider: 'standard', ...saying });
  const orders = (number: string) =>
    rowsOf(
      server,
      `select orders.status, orders.delayed, (select string_agg(name, ',') from public.order_items where order_id = orders.id) as dishes
       from public.orders where number = $1 order by placed_at`,
      [number],
    );

  it("begins another order where a till counts its tickets anew, and leaves yesterday's as it was", async () => {
    const yesterday = { externalId: 'till-41', dated: true };
    await say({
      ...yesterday,
      minute: 0,
      sequence: 7,
      fields: { status: 'preparing', number: '41', items: items('Soup') },
    });
    await say({ ...yesterday, minute: 30, sequence: 8, fields: { status: 'completed' } });
    const today = await say({
      ...yesterday,
      minute: day,
      sequence: 1,
      fields: { status: 'pending', number: '41', items: items('Calzone') },
    });
    assert.equal(today.outcome, 'created');
    assert.equal(
      (await say({ ...yesterday, minute: day + 5, sequence: 2, fields: { status: 'ready' } })).outcome,
      'applied',
    );
    const [old, next] = await orders('41');
    assert.deepEqual([old?.status, old?.dishes], ['completed', 'Soup']);
    assert.deepEqual([next?.status, next?.dishes], ['ready', 'Calzone']);
  });

  it('also where only the time of placing tells the two apart', async () => {
    await say({ externalId: 'till-42', minute: 0, fields: { status: 'completed', number: '42' } });
    const placed_at = new Date(Date.parse('2026-12-01T10:00:00Z')).toISOString();
    const answer = await say({
      externalId: 'till-42',
      minute: day,
      fields: { status: 'pending', number: '42', placed_at },
    });
    assert.equal(answer.outcome, 'created');
  });

  it('changes nothing, the dishes neither, where it may as well be an old message that was sent again', async () => {
    await say({
      externalId: 'till-43',
      minute: 0,
      sequence: 7,
      fields: { status: 'completed', number: '43', items: items('Soup') },
    });
    const again = { status: 'preparing', number: '43', items: items('Calzone') } as const;
    assert.equal((await say({ externalId: 'till-43', minute: day, sequence: 1, fields: again })).outcome, 'kept');
    assert.equal((await say({ externalId: 'till-43', minute: day, fields: again })).outcome, 'kept');
    const all = await orders('43');
    assert.deepEqual(
      all.map(({ status, dishes }) => [status, dishes]),
      [['completed', 'Soup']],
    );
  });

  it('still takes back, within hours, an end that was no happy one', async () => {
    await say({ externalId: 'till-44', minute: 0, dated: true, fields: { status: 'failed', number: '44' } });
    const paid = await say({ externalId: 'till-44', minute: 120, dated: true, fields: { status: 'preparing' } });
    assert.equal(paid.outcome, 'applied');
    assert.deepEqual(
      (await orders('44')).map(({ status }) => status),
      ['preparing'],
    );
  });
});

describe('a counter of versions that begins again', () => {
  let server: DemoServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.close());
  const say = (saying: Omit<Saying, 'externalId' | 'provider'>, externalId: string) =>
    sayTo(server, { provider: 'standard', externalId, ...saying });
  const open = { number: '1', status: 'preparing' } as const;

  it('is believed by its new epoch, or by the times of the order', async () => {
    await say({ minute: 0, sequence: 50, epoch: 'a', fields: open }, 'epoch');
    assert.equal(
      (await say({ minute: 5, sequence: 1, epoch: 'b', fields: { status: 'ready' } }, 'epoch')).outcome,
      'applied',
    );
    await say({ minute: 0, sequence: 50, dated: true, fields: open }, 'times');
    const ready = await say({ minute: 5, sequence: 1, dated: true, fields: { status: 'ready' } }, 'times');
    assert.equal(ready.outcome, 'applied');
    // What came before the counter began again is old, however high its version.
    assert.equal(
      (await say({ minute: 1, sequence: 51, dated: true, fields: { status: 'preparing' } }, 'times')).outcome,
      'late',
    );
  });

  it('is believed by the epoch that a till sends', async () => {
    const { send, statusOf } = habits();
    const order = { id: 'A', number: '7', version: 50, epoch: 'monday' };
    await send('standard', { ...order, status: 'preparing' });
    await send('standard', { ...order, status: 'ready', version: 1 });
    assert.equal(statusOf('standard', 'A'), 'preparing', 'it is an older version');
    await send('standard', { ...order, status: 'ready', version: 1, epoch: 'tuesday' });
    assert.equal(statusOf('standard', 'A'), 'ready');
  });

  it('is not, where the time is only that of the message, which changes when it is sent again', async () => {
    await say({ minute: 0, sequence: 50, fields: open }, 'sent');
    assert.equal((await say({ minute: 5, sequence: 1, fields: { status: 'ready' } }, 'sent')).outcome, 'late');
  });
});

describe('a delay', () => {
  let server: DemoServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.close());

  it('is ended by who has told of it, not by the first word of another one', async () => {
    const { id } = await placeOrder(server, { fulfilment: 'delivery' });
    const flags = async () => {
      const [order] = await rowsOf(server, 'select delayed, on_hold from public.orders where id = $1', [id]);
      return [order?.delayed, order?.on_hold];
    };
    const till = { provider: 'toast', externalId: 'flags', reference: id };
    const courier = { provider: 'doordash', externalId: 'flags-c', reference: id };
    await sayTo(server, { ...till, minute: 1, fields: { status: 'preparing', delayed: true, on_hold: true } });
    await sayTo(server, { ...courier, minute: 2, fields: { status: 'pending', delayed: false, on_hold: false } });
    assert.deepEqual(await flags(), [true, true]);
    await sayTo(server, { ...till, minute: 3, fields: { delayed: false, on_hold: false } });
    assert.deepEqual(await flags(), [false, false]);
    // Nor by one who has spoken before, and of no delay.
    await sayTo(server, { ...till, minute: 4, fields: { delayed: true, on_hold: true } });
    const other = { provider: 'uber-direct', externalId: 'flags-u', reference: id };
    await sayTo(server, { ...other, minute: 5, fields: { status: 'pending' } });
    await sayTo(server, { ...other, minute: 6, fields: { delayed: false, on_hold: null } });
    assert.deepEqual(await flags(), [true, true]);
  });
});
