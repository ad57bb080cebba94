import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createTestWorker, FakeSender, plainMessage, type TestWorker } from './fake-senders.js';
import { OutboxKit } from './outbox-kit.js';

let kit: OutboxKit;
before(async () => {
  kit = await OutboxKit.open();
});
after(() => kit.close());

let push: FakeSender;
let sms: FakeSender;
let email: FakeSender;
let worker: TestWorker;
beforeEach(async () => {
  await kit.query('delete from public.orders');
  push = new FakeSender('push');
  sms = new FakeSender('sms');
  email = new FakeSender('email');
  worker = workerWith(push, sms, email);
});

const workerWith = (...senders: readonly FakeSender[]) =>
  createTestWorker({ database: kit.kitDatabase, senders, render: plainMessage });
async function later(seconds: number): Promise<void> {
  await kit.setClock(seconds);
  await worker.run();
}
const titlesOf = (sender: FakeSender) => sender.sent.map(({ title }) => title);

describe('the ceiling of what the messages of an order cost', () => {
  async function orderWith(settings: Readonly<Record<string, unknown>>, ...channels: readonly ('sms' | 'email')[]) {
    const order = await kit.addOrder(await kit.addRestaurant({ is_adaptive: false, ...settings }));
    for (const channel of channels) await kit.addRecipient(order, channel);
    return order;
  }
  const costOf = async (order: string) => {
    const [row] = await kit.query<{ cost: number }>('select private.cost_of($1)::integer as cost', [order]);
    return row?.cost;
  };

  for (const [said, counted] of [
    [-500, 70],
    [Number.NaN, 70],
    [null, 70],
    ['cheap', 70],
    [12.3, 13],
    [0, 0],
    [1e15, 1_000_000],
  ] as const) {
    it(`counts ${counted} where 70 was estimated and the vendor says ${said}`, async () => {
      sms.cost = 70;
      const order = await orderWith({}, 'sms');
      await kit.moveTo(order, 'preparing', 'ready');
      const claimed = await kit.kitDatabase.call('claim_deliveries', {
        worker: 'w',
        most: 10,
        lease_seconds: 15,
        channels: ['sms'],
      });
      const { delivery_id, lease } = claimed[0] as { delivery_id: string; lease: string };
      const mine = { delivery_id, lease };
      const vendor = { vendor: 'v', is_idempotent: false, cost_thousandths: 70 };
      await kit.kitDatabase.call('begin_delivery', { ...mine, lease_seconds: 15, ...vendor });
      const result = { outcome: 'accepted', vendor_id: `v-${said}`, cost_thousandths: said, currency: 'EUR' };
      assert.deepEqual(await kit.kitDatabase.call('finish_delivery', { ...mine, result }), [true]);
      assert.equal(await costOf(order), counted);
    });
  }

  it('is not lowered by a report or an estimate below nothing', async () => {
    sms.cost = 70;
    const order = await orderWith({}, 'sms');
    await kit.moveTo(order, 'preparing', 'ready');
    await worker.run();
    await kit.query(`select public.report_delivery('fake-sms', $1, 'accepted', null, -500)`, [
      `vendor-${sms.sent[0]?.id}`,
    ]);
    assert.equal(await costOf(order), 70);
    sms.cost = -500;
    await kit.moveTo(order, 'cancelled');
    await worker.run();
    assert.equal(await costOf(order), 70);
  });

  it('stops no message that costs nothing, even if the others cost more than was estimated', async () => {
    sms.cost = 70;
    sms.answers = [{ outcome: 'accepted', vendorId: 'dear', cost: { thousandths: 400, currency: 'EUR' } }];
    const order = await orderWith({ most_cost_thousandths: 100 }, 'sms', 'email');
    await kit.moveTo(order, 'preparing', 'ready');
    await later(0);
    await later(30);
    assert.deepEqual([await costOf(order), titlesOf(sms), titlesOf(email)], [400, ['ready'], ['ready']]);
  });

  it('stops what costs anything at 0, and nothing else', async () => {
    sms.cost = 70;
    const order = await orderWith({ most_cost_thousandths: 0 }, 'sms', 'email');
    await kit.moveTo(order, 'preparing', 'ready');
    await later(0);
    await later(30);
    assert.deepEqual([titlesOf(sms), titlesOf(email)], [[], ['ready']]);
    assert.match(String(await kit.logOf(order)), /sms: the messages of this order would cost more/);
  });
});

describe('an order that is undone and ready again and again', () => {
  it('costs two SMS of a kind, then e-mail and staff, and the log says why', async () => {
    const order = await kit.addOrder(await kit.addRestaurant({ is_adaptive: false, most_cost_thousandths: 100_000 }));
    for (const channel of ['sms', 'email'] as const) await kit.addRecipient(order, channel);
    await kit.moveTo(order, 'preparing');
    for (let times = 0; times < 5; times += 1) {
      await kit.moveTo(order, 'ready');
      await later(1);
      await kit.moveTo(order, 'preparing');
      await later(1);
    }
    const counted = (title: string) => titlesOf(sms).filter((one) => one === title).length;
    assert.deepEqual([counted('ready'), counted('delayed (undone)')], [2, 2]);
    assert.ok((await kit.logOf(order)).includes('ready withheld: sms: 2 SMS of this kind were sent already'));
    await kit.moveTo(order, 'ready');
    await later(0);
    assert.equal(titlesOf(email).at(-1), 'ready');
    await later(85);
    const alerts = await kit.query('select from public.staff_alerts where order_id = $1', [order]);
    assert.equal(alerts.length, 1);
  });
});

describe('a ready that a vendor has perhaps sent, and will be asked about again', () => {
  it('is taken back with words when it is undone meanwhile', async () => {
    push.isIdempotent = true;
    const order = await kit.addOrder(await kit.addRestaurant({ is_adaptive: false }));
    await kit.addRecipient(order, 'push');
    await kit.moveTo(order, 'preparing', 'ready');
    push.answers = [{ outcome: 'unknown', reason: 'the connection broke' }];
    await worker.run();
    await kit.moveTo(order, 'preparing');
    await worker.run();
    assert.deepEqual(titlesOf(push), ['ready', 'delayed (undone)']);
  });

  it('is told again when that it was undone was perhaps sent', async () => {
    push.isIdempotent = true;
    const order = await kit.addOrder(await kit.addRestaurant({ is_adaptive: false }));
    await kit.addRecipient(order, 'push');
    await kit.moveTo(order, 'preparing', 'ready');
    await worker.run();
    await kit.query('select private.push_was_shown($1, false)', [push.sent[0]?.id]);
    push.answers = [{ outcome: 'unknown', reason: 'the connection broke' }];
    await kit.moveTo(order, 'preparing');
    await worker.run();
    await kit.moveTo(order, 'ready');
    await worker.run();
    assert.deepEqual(titlesOf(push), ['ready', 'delayed (undone)', 'ready']);
  });
});

describe('messages to staff about one order', () => {
  it('are five of a kind at most; later ones are an alert alone, and the log says so', async () => {
    const restaurant = await kit.addRestaurant({ is_adaptive: false });
    const order = await kit.addOrder(restaurant);
    for (let times = 0; times < 9; times += 1) {
      await kit.query(`select private.raise_staff_message($1, $2, 'not_reached', '{}')`, [restaurant, order]);
    }
    await kit.query(`select private.raise_staff_message($1, $2, 'question', '{}')`, [restaurant, order]);
    const raised = await kit.query(
      'select text_key, count(*)::int from private.staff_messages where order_id = $1 group by 1 order by 1',
      [order],
    );
    assert.deepEqual(raised, [
      { text_key: 'not_reached', count: 5 },
      { text_key: 'question', count: 1 },
    ]);
    const log = await kit.query('select decision, reason from private.notification_log where order_id = $1', [order]);
    assert.equal(log.length, 4);
    assert.deepEqual(log[0], {
      decision: 'withheld',
      reason: 'to staff: not_reached: 5 messages of this kind were raised already',
    });
  });
});

describe('channels of which workers have a sender', () => {
  const known = async () =>
    (await kit.query<{ channel: string }>('select channel from private.sending_channels order by 1')).map(
      ({ channel }) => channel,
    );

  it('are those of all workers, whoever looked last', async () => {
    const texting = workerWith(sms);
    const mailing = workerWith(email);
    await kit.query('delete from private.sending_channels');
    for (let looks = 0; looks < 10; looks += 1) {
      await kit.setClock(60);
      await texting.run();
      assert.deepEqual(await known(), looks === 0 ? ['sms'] : ['email', 'sms']);
      await mailing.run();
      assert.deepEqual(await known(), ['email', 'sms']);
    }
  });

  it('go five minutes after the last worker that had them, if others look; else they stay', async () => {
    const mailing = workerWith(email);
    await worker.run();
    for (let minute = 0; minute <= 5; minute += 1) {
      assert.deepEqual(await known(), ['email', 'push', 'sms']);
      await kit.setClock(60);
      await mailing.run();
    }
    await kit.setClock(60);
    await mailing.run();
    assert.deepEqual(await known(), ['email']);
    await kit.setClock(24 * 3600);
    await mailing.run();
    assert.deepEqual(await known(), ['email']);
  });
});

describe('a guest who has withdrawn every channel', () => {
  const withdraw = (order: string) => kit.query(`select public.withdraw_channel($1, 'sms', 'link')`, [order]);
  const stateOf = async (order: string) =>
    (
      await kit.query(
        `select state, reached_by, (select count(*)::int from public.staff_alerts as alerts
           where alerts.order_id = notifications.order_id and handled_at is null) as alerts
         from private.notifications where order_id = $1 and kind = 'ready'`,
        [order],
      )
    )[0];
  let order: string;
  beforeEach(async () => {
    order = await kit.addOrder(await kit.addRestaurant({ is_adaptive: false }));
    await kit.addRecipient(order, 'sms');
    await kit.pageSays(order, false, 1);
    await kit.setClock(60);
  });

  it('is left alone if they have not looked at the page since', async () => {
    await withdraw(order);
    await kit.moveTo(order, 'preparing', 'ready');
    await later(90);
    assert.deepEqual(await stateOf(order), { state: 'done', reached_by: null, alerts: 0 });
    await kit.pageSays(order, true, 3);
    assert.deepEqual(await stateOf(order), { state: 'reached', reached_by: 'page', alerts: 0 });
  });

  it('is not waited for, however long the step is that had begun', async () => {
    await kit.query('update public.notification_settings set sms_seconds = 300');
    await kit.moveTo(order, 'preparing', 'ready');
    await later(1);
    await withdraw(order);
    await later(85);
    assert.deepEqual(titlesOf(sms), ['ready']);
    assert.deepEqual(await stateOf(order), { state: 'done', reached_by: null, alerts: 0 });
  });

  it('is reached by the page that they look at, and staff hear nothing', async () => {
    await withdraw(order);
    await kit.setClock(1);
    await kit.pageSays(order, true, 1);
    await kit.moveTo(order, 'preparing', 'ready');
    await later(2);
    await kit.pageSays(order, true, 3);
    await later(90);
    assert.deepEqual(await stateOf(order), { state: 'reached', reached_by: 'page', alerts: 0 });
  });

  it('follows the order by the page alone once they look again: staff hear of what it did not show', async () => {
    await withdraw(order);
    await kit.setClock(1);
    await kit.pageSays(order, false);
    await kit.moveTo(order, 'preparing', 'ready');
    await later(90);
    assert.deepEqual(await stateOf(order), { state: 'escalated', reached_by: null, alerts: 1 });
    assert.deepEqual(titlesOf(sms), []);
  });

  it('stands in the ledger as withdrawn if the vendor had the STOP', async () => {
    sms.answers = [{ outcome: 'refused', reason: 'unsubscribed', recipient: 'withdrawn' }];
    await kit.moveTo(order, 'preparing', 'ready');
    await worker.run();
    assert.deepEqual(await kit.query('select withdrawn_by from private.consents where order_id = $1', [order]), [
      { withdrawn_by: 'reply' },
    ]);
  });
});
