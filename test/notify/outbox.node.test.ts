import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createTestWorker, FakeSender, plainMessage, type TestWorker } from './fake-senders.js';
import { OutboxKit } from './outbox-kit.js';

describe('the outbox', () => {
  let kit: OutboxKit;
  let restaurant: string;
  let push: FakeSender;
  let sms: FakeSender;
  let email: FakeSender;
  let worker: TestWorker;
  before(async () => {
    kit = await OutboxKit.open();
  });
  after(() => kit.close());
  beforeEach(async () => {
    // Every message that is due: the policy has tests of its own.
    restaurant = await kit.addRestaurant({ is_adaptive: false });
    push = new FakeSender('push');
    sms = new FakeSender('sms');
    email = new FakeSender('email');
    worker = createTestWorker({ database: kit.kitDatabase, senders: [push, sms, email], render: plainMessage });
  });

  const kindsOf = (sender: FakeSender, order: string) =>
    sender.sent.filter(({ orderId }) => orderId === order).map(({ title }) => title);
  async function stateOf(order: string, kind: string): Promise<string> {
    const rows = await kit.query<{ state: string; reached_by: string | null }>(
      'select state, reached_by from private.notifications where order_id = $1 and kind = $2 order by version desc',
      [order, kind],
    );
    return [rows[0]?.state, rows[0]?.reached_by].filter(Boolean).join(' by ');
  }
  async function later(seconds: number): Promise<void> {
    await kit.setClock(seconds);
    await worker.run();
  }
  async function readyOrder(...channels: readonly ('push' | 'sms' | 'email')[]): Promise<string> {
    const order = await kit.addOrder(restaurant);
    for (const channel of channels) await kit.addRecipient(order, channel);
    await worker.run();
    await kit.moveTo(order, 'preparing', 'ready');
    return order;
  }
  const alertsOf = (order: string) =>
    kit.query('select detail, handled_at from public.staff_alerts where order_id = $1', [order]);

  it('tells a status that only a clock has set once it is confirmed', async () => {
    const order = await kit.addOrder(restaurant);
    await kit.addRecipient(order, 'sms');
    const sourceIs = (source: string, status: string) =>
      kit.query('update public.orders set status = $2, status_source = $3 where id = $1', [order, status, source]);
    await sourceIs('confirmed', 'preparing');
    await sourceIs('estimated', 'ready');
    await later(90);
    assert.deepEqual(kindsOf(sms, order), []);
    assert.deepEqual(await alertsOf(order), []);
    await sourceIs('confirmed', 'ready');
    await worker.run();
    assert.deepEqual(kindsOf(sms, order), ['ready']);
    await kit.query('update public.orders set delayed = delayed where id = $1', [order]);
    await worker.run();
    assert.deepEqual(kindsOf(sms, order), ['ready']);
  });

  it('does not alert staff about a guest who has withdrawn before anything was sent', async () => {
    const order = await readyOrder('sms');
    await kit.query(`update private.recipients set stopped = 'withdrawn' where order_id = $1`, [order]);
    await later(84);
    await later(1);
    assert.deepEqual(kindsOf(sms, order), []);
    assert.deepEqual(await alertsOf(order), []);
    assert.equal(await stateOf(order, 'ready'), 'done');
  });

  it('climbs from push to SMS, e-mail and staff when nobody acknowledges', async () => {
    const order = await readyOrder('push', 'sms', 'email');
    await worker.run();
    assert.deepEqual([kindsOf(push, order), kindsOf(sms, order)], [['ready'], []]);
    await later(19);
    assert.deepEqual(kindsOf(sms, order), []);
    await later(1);
    assert.deepEqual(kindsOf(sms, order), ['ready']);
    await later(25);
    assert.deepEqual(kindsOf(email, order), ['placed', 'ready']);
    assert.equal((await alertsOf(order)).length, 0);
    await later(20);
    assert.equal(await stateOf(order, 'ready'), 'escalated');
    const [alert] = await alertsOf(order);
    assert.deepEqual(Object(alert?.detail).tried, ['email', 'push', 'sms']);
    assert.equal(Object(alert?.detail).about, 'ready');
  });

  it('asks a visible page first, and sends nothing once it has shown the change', async () => {
    const order = await readyOrder('push');
    await kit.moveTo(order, 'preparing');
    await kit.pageSays(order, true, 4);
    await kit.moveTo(order, 'ready');
    await worker.run();
    await kit.setClock(1);
    await kit.pageSays(order, true, 5);
    await later(100);
    assert.deepEqual(kindsOf(push, order), []);
    assert.equal(await stateOf(order, 'ready'), 'reached by page');
  });

  it('pushes when a page that called itself visible does not acknowledge', async () => {
    const order = await kit.addOrder(restaurant);
    await kit.addRecipient(order, 'push');
    await kit.pageSays(order, true, 1);
    await kit.moveTo(order, 'preparing', 'ready');
    await later(4);
    assert.deepEqual(kindsOf(push, order), []);
    await later(1);
    assert.deepEqual(kindsOf(push, order), ['ready']);
  });

  it('takes a push as seen once the browser has shown it, and not because the vendor took it', async () => {
    const order = await readyOrder('push', 'sms');
    await worker.run();
    assert.equal(await stateOf(order, 'ready'), 'open');
    const message = push.sent.find(({ orderId }) => orderId === order);
    await kit.query('select private.push_was_shown($1, false)', [message?.id]);
    assert.equal(await stateOf(order, 'ready'), 'reached by push');
    await later(100);
    assert.deepEqual(kindsOf(sms, order), []);
  });

  it('takes an SMS as seen once the vendor reports it delivered, even if the report is faster than the answer', async () => {
    const order = await readyOrder('sms');
    sms.answers = [
      (async () => {
        await kit.query(`select public.report_delivery('fake-sms', 'early', 'delivered', null, 70)`);
        return { outcome: 'accepted', vendorId: 'early' };
      })(),
    ];
    await worker.run();
    assert.equal(await stateOf(order, 'ready'), 'reached by sms');
  });

  it('tells staff within 90 s of a guest whose channels fail, and no later', async () => {
    const order = await readyOrder('sms');
    sms.answers = Array.from(
      { length: 50 },
      () => ({ outcome: 'not-sent', reason: 'limited', retryAfter: 5 }) as const,
    );
    for (let second = 0; second < 84; second += 2) await later(2);
    assert.equal((await alertsOf(order)).length, 0);
    await later(2);
    assert.equal((await alertsOf(order)).length, 1);
    assert.equal(await stateOf(order, 'ready'), 'escalated');
    assert.ok(sms.sent.length > 3);
  });

  it('tells staff of a guest who closed the page and gave no channel, but not of one who never opened it', async () => {
    const opened = await kit.addOrder(restaurant);
    const never = await kit.addOrder(restaurant);
    await kit.pageSays(opened, false, 1);
    for (const order of [opened, never]) await kit.moveTo(order, 'preparing', 'ready');
    await worker.run();
    await later(85);
    assert.deepEqual([(await alertsOf(opened)).length, (await alertsOf(never)).length], [1, 0]);
    assert.ok((await kit.logOf(never)).includes('ready done: the guest has not opened the page and gave no channel'));
  });

  it('takes the alert back from staff when the guest opens the page after all', async () => {
    const order = await readyOrder('sms');
    await worker.run();
    await later(86);
    assert.equal(await stateOf(order, 'ready'), 'escalated');
    await kit.pageSays(order, true, 3);
    assert.equal(await stateOf(order, 'ready'), 'reached by page');
    assert.ok((await alertsOf(order))[0]?.handled_at);
  });

  it('never sends again what was perhaps sent, but goes on to the next channel', async () => {
    const order = await readyOrder('push', 'sms');
    push.answers = [{ outcome: 'unknown', reason: 'the connection broke' }];
    await worker.run();
    await later(20);
    assert.deepEqual([kindsOf(push, order), kindsOf(sms, order)], [['ready'], ['ready']]);
  });

  it('asks a vendor again that knows the id of the message', async () => {
    push.isIdempotent = true;
    const order = await readyOrder('push');
    push.answers = [{ outcome: 'unknown', reason: 'the connection broke' }];
    await worker.run();
    await later(3);
    const [first, second] = push.sent.filter(({ orderId }) => orderId === order);
    assert.ok(first && first.id === second?.id);
  });

  it('goes to the next channel at once when a recipient is gone, and never writes there again', async () => {
    const order = await readyOrder('push', 'sms');
    push.answers = [{ outcome: 'refused', reason: 'the subscription has ended', recipient: 'gone' }];
    await worker.run();
    assert.deepEqual(kindsOf(sms, order), ['ready']);
    await kit.moveTo(order, 'completed');
    await worker.run();
    assert.equal(kindsOf(push, order).length, 1);
  });

  it('sends nothing after the order has moved on', async () => {
    const order = await readyOrder('push', 'sms');
    await worker.run();
    await kit.moveTo(order, 'completed');
    await later(30);
    assert.deepEqual(kindsOf(sms, order), []);
  });

  it('takes back an untold ready without a word, and tells the next one', async () => {
    const order = await readyOrder('push');
    await kit.moveTo(order, 'preparing');
    await worker.run();
    assert.deepEqual(kindsOf(push, order), []);
    await kit.moveTo(order, 'ready');
    await worker.run();
    assert.deepEqual(kindsOf(push, order), ['ready']);
  });

  it('tells a guest who was told ready that it takes longer, and then that it is ready again', async () => {
    const order = await readyOrder('push');
    await worker.run();
    await kit.query('select private.push_was_shown($1, false)', [push.sent.at(-1)?.id]);
    await kit.moveTo(order, 'preparing');
    await worker.run();
    await kit.moveTo(order, 'ready');
    await worker.run();
    assert.deepEqual(kindsOf(push, order), ['ready', 'delayed (undone)', 'ready']);
  });

  it('does not announce ready twice to a guest who has not heard that it was undone', async () => {
    const order = await readyOrder('push');
    await worker.run();
    await kit.query('select private.push_was_shown($1, false)', [push.sent.at(-1)?.id]);
    await kit.moveTo(order, 'preparing', 'ready');
    await later(100);
    assert.deepEqual(kindsOf(push, order), ['ready']);
    assert.equal(await stateOf(order, 'ready'), 'reached by push');
    assert.equal((await alertsOf(order)).length, 0);
  });

  it('tells of a delay when the time has moved by ten minutes since the guest was last told', async () => {
    const order = await kit.addOrder(restaurant);
    await kit.addRecipient(order, 'push');
    const postpone = async () => {
      await kit.query(
        `update public.orders set estimated_ready_to = estimated_ready_to + interval '6 minutes' where id = $1`,
        [order],
      );
      await worker.run();
    };
    await postpone();
    assert.deepEqual(kindsOf(push, order), []);
    await postpone();
    assert.deepEqual(kindsOf(push, order), ['delayed']);
    await postpone();
    assert.deepEqual(kindsOf(push, order), ['delayed']);
  });

  it('sends what does not matter once, on one channel, and never alerts anybody about it', async () => {
    const order = await kit.addOrder(restaurant);
    for (const channel of ['push', 'sms', 'email'] as const) await kit.addRecipient(order, channel);
    await worker.run();
    await kit.moveTo(order, 'preparing');
    await later(200);
    assert.deepEqual(
      [kindsOf(email, order), kindsOf(push, order), kindsOf(sms, order)],
      [['placed'], ['preparing'], []],
    );
    assert.equal((await alertsOf(order)).length, 0);
  });

  it('sends each address its confirmation once', async () => {
    const order = await kit.addOrder(restaurant);
    await kit.addRecipient(order, 'email', 1);
    await worker.run();
    await kit.addRecipient(order, 'email', 2);
    await worker.run();
    assert.deepEqual(
      email.sent.filter(({ orderId }) => orderId === order).map(({ to }) => to.channel === 'email' && to.address),
      ['guest1@mail.example', 'guest2@mail.example'],
    );
  });

  it('keeps to the restaurant’s limits of pushes and of cost', async () => {
    restaurant = await kit.addRestaurant({ is_adaptive: false, most_pushes: 1, most_cost_thousandths: 100 });
    sms.cost = 70;
    const order = await readyOrder('push', 'sms');
    await worker.run();
    assert.deepEqual(kindsOf(push, order), ['ready'], 'the only push is kept for ready');
    await later(20);
    assert.deepEqual(kindsOf(sms, order), ['ready']);
    await kit.moveTo(order, 'cancelled');
    await later(0);
    assert.deepEqual([kindsOf(push, order).length, kindsOf(sms, order).length], [1, 1]);
    assert.ok(
      (await kit.logOf(order)).some((line) => /would cost more/.test(line)),
      String(await kit.logOf(order)),
    );
  });

  it('leaves no row of an ended order', async () => {
    const order = await readyOrder('push', 'sms', 'email');
    await worker.run();
    await kit.pageSays(order, true, 3);
    await kit.moveTo(order, 'completed');
    await worker.run();
    assert.deepEqual(kindsOf(email, order), ['placed', 'summary']);
    const left = await kit.query('select count(*)::int as left from private.recipients where order_id = $1', [order]);
    assert.deepEqual(left, [{ left: 0 }], 'addresses go at once');
    await worker.clean();
    for (const table of ['notifications', 'notification_log', 'page_views', 'told_windows', 'recipients', 'consents']) {
      const rows = await kit.query(`select * from private.${table} where order_id = $1`, [order]);
      assert.deepEqual(rows, [], table);
    }
  });

  it('keeps the log for the days that the restaurant wants, without an address', async () => {
    restaurant = await kit.addRestaurant({ is_adaptive: false, retention_days: 2 });
    const order = await readyOrder('push');
    await kit.moveTo(order, 'completed');
    await later(24 * 3600);
    await worker.clean();
    assert.deepEqual(await kit.query('select * from private.recipients where order_id = $1', [order]), []);
    assert.ok((await kit.logOf(order)).length > 2);
    await later(25 * 3600);
    await worker.clean();
    assert.deepEqual(await kit.logOf(order), []);
  });

  it('keeps an alert of an ended order until staff have seen it, for two hours at most', async () => {
    const order = await kit.addOrder(restaurant);
    await kit.addRecipient(order, 'sms');
    sms.answers = [{ outcome: 'refused', reason: 'no such number', recipient: 'invalid' }];
    await kit.moveTo(order, 'cancelled');
    await worker.run();
    await worker.clean();
    assert.equal((await alertsOf(order)).length, 1);
    await later(2 * 3600 + 1);
    await worker.clean();
    assert.equal((await alertsOf(order)).length, 0);
  });

  it('does not send what is no longer true when its words are made', async () => {
    const order = await readyOrder('push', 'sms');
    const silent = createTestWorker({ database: kit.kitDatabase, senders: [push, sms], render: () => undefined });
    await silent.run();
    assert.deepEqual([kindsOf(push, order), kindsOf(sms, order)], [[], []]);
    assert.match(String(await kit.logOf(order)), /push: it is not true any more/);
  });

  it('writes nothing of orders whose guests nobody can tell anything', async () => {
    const order = await kit.addOrder(restaurant);
    await kit.moveTo(order, 'preparing', 'ready', 'completed');
    for (const table of ['notifications', 'notification_log', 'told_windows']) {
      assert.deepEqual(await kit.query(`select * from private.${table} where order_id = $1`, [order]), [], table);
    }
  });
});
