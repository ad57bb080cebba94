import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createTestWorker, FakeSender, plainMessage, type TestWorker } from './fake-senders.js';
import { OutboxKit } from './outbox-kit.js';

const owner = '+4917099988877';

describe('messages to staff', () => {
  let kit: OutboxKit;
  let restaurant: string;
  let push: FakeSender;
  let sms: FakeSender;
  let worker: TestWorker;
  const workerWith = (...senders: readonly FakeSender[]) =>
    createTestWorker({ database: kit.kitDatabase, senders, render: plainMessage });
  before(async () => {
    kit = await OutboxKit.open();
  });
  after(() => kit.close());
  beforeEach(async () => {
    // Those of other tests would become due meanwhile.
    await kit.query('delete from public.orders');
    restaurant = await kit.addRestaurant({
      is_adaptive: false,
      accept_minutes: 4,
      unanswered_rule: 'call',
      unanswered_minutes: 5,
      owner_phone: owner,
    });
    push = new FakeSender('push');
    sms = new FakeSender('sms');
    worker = workerWith(push, sms);
  });

  async function later(seconds: number): Promise<void> {
    await kit.setClock(seconds);
    await worker.run();
  }
  /** A member of the staff whose tablet is alerted. */
  async function addTablet(name: string): Promise<string> {
    const [row] = await kit.query<{ id: string }>(
      `with person as (insert into auth.users (id, email) values (gen_random_uuid(), $2) returning id),
         employed as (insert into public.staff (user_id, restaurant_id) select id, $1 from person)
       insert into private.staff_recipients (restaurant_id, user_id, channel, address, page)
       select $1, id, 'push', $3, 'https://gino.example/kitchen' from person returning id`,
      [
        restaurant,
        `${name}-${restaurant}@gino.example`,
        JSON.stringify({ endpoint: `https://push.example/${name}`, keys: { p256dh: 'x', auth: 'x' } }),
      ],
    );
    return row?.id ?? '';
  }
  /** An order that the page of a guest follows. */
  async function openedOrder(fulfilment = 'pickup'): Promise<string> {
    const order = await kit.addOrder(restaurant, fulfilment);
    await kit.pageSays(order, false, 1);
    return order;
  }
  const toStaff = (sender: FakeSender, order: string) =>
    sender.sent.filter(({ kind, orderId }) => kind === 'staff' && orderId === order);
  const statesOf = async (order: string) =>
    (
      await kit.query<{ state: string }>(
        `select deliveries.state from private.staff_deliveries as deliveries
         join private.staff_messages as messages on messages.id = deliveries.message_id
         where messages.order_id = $1 order by messages.raised_at, deliveries.channel`,
        [order],
      )
    ).map(({ state }) => state);
  const staffLog = async (order: string) =>
    (
      await kit.query<{ line: string }>(
        `select decision || ': ' || reason as line from private.notification_log
         where order_id = $1 and notification_id is null order by id`,
        [order],
      )
    ).map(({ line }) => line);

  it('reach every tablet once the deadline has passed, and the owner by SMS when the owner’s minutes have', async () => {
    await addTablet('counter');
    await addTablet('kitchen');
    const order = await openedOrder();
    await later(239);
    assert.equal(toStaff(push, order).length, 0);
    await later(1);
    assert.deepEqual(
      toStaff(push, order)
        .map(({ to }) => to.channel === 'push' && to.push.endpoint)
        .toSorted(),
      ['https://push.example/counter', 'https://push.example/kitchen'],
    );
    assert.equal(toStaff(sms, order).length, 0);
    await later(300);
    assert.deepEqual(
      toStaff(sms, order).map(({ to }) => to),
      [{ channel: 'sms', number: owner }],
    );
    await later(600);
    assert.deepEqual([toStaff(push, order).length, toStaff(sms, order).length], [2, 1]);
    assert.deepEqual(await staffLog(order), [
      'sends: to staff: unanswered',
      'sent: to staff: unanswered, push by fake-push',
      'sent: to staff: unanswered, push by fake-push',
      'sends: to staff: call',
      'sent: to staff: call, sms by fake-sms',
    ]);
  });

  it('are not sent once the order was answered, even if a worker has claimed them already', async () => {
    await addTablet('counter');
    const order = await openedOrder();
    await kit.setClock(240);
    const claimed = await kit.kitDatabase.call('claim_deliveries', {
      worker: 'slow',
      most: 10,
      lease_seconds: 15,
      channels: ['push', 'sms'],
    });
    await kit.moveTo(order, 'preparing');
    const { delivery_id, lease } = claimed[0] as { delivery_id: string; lease: string };
    const begin = { delivery_id, lease, lease_seconds: 15, vendor: 'x', is_idempotent: false, cost_thousandths: 0 };
    assert.deepEqual(await kit.kitDatabase.call('begin_delivery', begin), [false]);
    await later(600);
    assert.deepEqual([await statesOf(order), toStaff(push, order), toStaff(sms, order)], [['withheld'], [], []]);
  });

  it('are not sent twice after a worker was killed while it sent', async () => {
    await addTablet('counter');
    const order = await openedOrder();
    await kit.setClock(240);
    const args = { worker: 'killed', most: 10, lease_seconds: 15, channels: ['push', 'sms'] };
    const claimed = await kit.kitDatabase.call('claim_deliveries', args);
    const { delivery_id, lease } = claimed[0] as { delivery_id: string; lease: string };
    const begin = { delivery_id, lease, lease_seconds: 15, vendor: 'x', is_idempotent: false, cost_thousandths: 0 };
    assert.deepEqual(await kit.kitDatabase.call('begin_delivery', begin), [true]);
    assert.deepEqual(await kit.kitDatabase.call('begin_delivery', begin), [false]);
    await later(16);
    assert.deepEqual([await statesOf(order), toStaff(push, order)], [['maybe'], []]);
  });

  it('are sent by the next worker if the one before was killed before it began', async () => {
    await addTablet('counter');
    const order = await openedOrder();
    await kit.setClock(240);
    await kit.kitDatabase.call('claim_deliveries', {
      worker: 'killed',
      most: 10,
      lease_seconds: 15,
      channels: ['push'],
    });
    await later(14);
    assert.deepEqual(toStaff(push, order), []);
    await later(1);
    assert.equal(toStaff(push, order).length, 1);
  });

  it('are tried again when the vendor has surely not sent, and never after an answer was lost', async () => {
    const tablet = await addTablet('counter');
    const order = await openedOrder();
    push.answers = [{ outcome: 'not-sent', reason: 'busy' }];
    await later(240);
    assert.deepEqual(await statesOf(order), ['due']);
    sms.answers = [{ outcome: 'unknown', reason: 'no answer within 6 s' }];
    await later(10);
    assert.deepEqual([await statesOf(order), toStaff(push, order).length], [['accepted'], 2]);
    await later(300);
    await later(300);
    assert.deepEqual([await statesOf(order), toStaff(sms, order).length], [['accepted', 'maybe'], 1]);

    push.answers = [{ outcome: 'refused', reason: 'ended', recipient: 'gone' }];
    const other = await openedOrder();
    await later(240);
    assert.deepEqual(await statesOf(other), ['refused']);
    assert.deepEqual(await kit.query('select stopped from private.staff_recipients where id = $1', [tablet]), [
      { stopped: 'gone' },
    ]);
  });

  it('name the order and nothing of its guest', async () => {
    await addTablet('counter');
    const order = await openedOrder();
    await kit.addRecipient(order, 'sms');
    await kit.addRecipient(order, 'email');
    await kit.setClock(240);
    const jobs = (await kit.kitDatabase.call('claim_deliveries', {
      worker: 'reader',
      most: 10,
      lease_seconds: 15,
      channels: ['push'],
    })) as readonly { kind: string }[];
    const text = JSON.stringify(jobs.filter(({ kind }) => kind === 'staff'));
    assert.match(text, /"number":"42"/);
    assert.match(text, /"about":"unanswered"/);
    assert.doesNotMatch(text, /4915112345|guest1@/);
  });

  it('skip devices of people who no longer work there, and say so in the log', async () => {
    await addTablet('counter');
    await kit.query('delete from public.staff where restaurant_id = $1', [restaurant]);
    const order = await openedOrder();
    await later(240);
    assert.deepEqual(toStaff(push, order), []);
    assert.deepEqual(await staffLog(order), ['withheld: to staff: unanswered: no device has asked for it']);
  });

  it('wait for no sender that is not there, and end after half an hour', async () => {
    const order = await openedOrder();
    worker = workerWith(push);
    await later(540);
    assert.deepEqual(await statesOf(order), ['due']);
    const next = await worker.nextAt();
    assert.ok(next === undefined || next.getTime() > kit.now);
    await later(1801);
    assert.deepEqual(await statesOf(order), ['withheld']);
  });

  it('are delivered when the vendor or the browser says so', async () => {
    await addTablet('counter');
    const order = await openedOrder();
    await later(240);
    await later(300);
    const [shown] = toStaff(push, order);
    const [texted] = toStaff(sms, order);
    await kit.query('select private.push_was_shown($1, true)', [shown?.id]);
    await kit.query(`select public.report_delivery('fake-sms', $1, 'delivered', null, null)`, [`vendor-${texted?.id}`]);
    assert.deepEqual(await statesOf(order), ['delivered', 'delivered']);
  });

  it('tell of a guest who was not reached, until the order moves on', async () => {
    await addTablet('counter');
    const order = await openedOrder('dine_in');
    await kit.moveTo(order, 'preparing', 'ready');
    await later(0);
    await later(85);
    const about = (sender: FakeSender) => toStaff(sender, order).length;
    const open = async () =>
      (
        await kit.query(
          `select from public.staff_alerts where order_id = $1 and kind = 'not_reached' and handled_at is null`,
          [order],
        )
      ).length;
    assert.deepEqual([about(push), await open()], [1, 1]);
    await kit.moveTo(order, 'served');
    assert.equal(await open(), 0);
  });

  for (const [about, from, to] of [
    ['ready', ['preparing', 'ready'], 'completed'],
    ['ready', ['preparing', 'ready'], 'preparing'],
    ['answer', ['preparing'], 'cancelled'],
  ] as const) {
    it(`close the alert about ${about} when the order is ${to}`, async () => {
      const order = await openedOrder();
      await kit.moveTo(order, ...from);
      await kit.query(
        `insert into public.staff_alerts (restaurant_id, order_id, kind, detail) values ($1, $2, 'not_reached', $3)`,
        [restaurant, order, JSON.stringify({ about })],
      );
      await kit.moveTo(order, to);
      // With the end, what nobody has to look after goes altogether.
      const open = await kit.query(
        `select from public.staff_alerts where order_id = $1 and kind = 'not_reached' and handled_at is null`,
        [order],
      );
      assert.equal(open.length, 0);
    });
  }

  it('leave nothing behind once the order has ended', async () => {
    await addTablet('counter');
    const order = await openedOrder();
    await later(240);
    await kit.moveTo(order, 'preparing', 'ready', 'completed');
    await later(3600);
    await worker.clean();
    assert.equal((await kit.query('select from private.staff_messages where order_id = $1', [order])).length, 0);
    assert.deepEqual(await staffLog(order), []);
  });
});
