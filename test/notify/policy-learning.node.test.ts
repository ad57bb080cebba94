import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { PolicyKit } from './policy-kit.js';

const opened = PolicyKit.open();
after(async () => (await opened).close());

async function counted(evening: PolicyKit, kind: string): Promise<unknown> {
  const [row] = await evening.kit.own(`
    select changes, seen_alone, sent, opened, lookers, lookers_saw from public.notification_statistics
    where kind = '${kind}'`);
  return row && { ...row };
}

async function learnt(prepare: (evening: PolicyKit) => Promise<void>): Promise<unknown> {
  const evening = await opened;
  await evening.begin();
  await prepare(evening);
  return evening.thresholds();
}

describe('an order that has ended', () => {
  it('is counted: what its guest saw unasked, and what a message brought to the guest', async () => {
    const evening = await opened;
    await evening.begin();
    await evening.look();
    await evening.lookAway();
    await evening.at('18:02');
    await evening.become('preparing');
    await evening.sent('preparing');
    await evening.at('18:10');
    await evening.look();
    await evening.lookAway();
    await evening.at('18:19');
    await evening.become('ready');
    await evening.sent('ready');
    await evening.at('18:19:50');
    await evening.look();
    await evening.become('completed');

    const nobodyLooked = { lookers: 0, lookers_saw: 0 };
    assert.deepEqual(await counted(evening, 'placed'), {
      changes: 1,
      seen_alone: 1,
      sent: 0,
      opened: 0,
      ...nobodyLooked,
    });
    // Opened after eight minutes.
    assert.deepEqual(await counted(evening, 'preparing'), {
      changes: 1,
      seen_alone: 0,
      sent: 1,
      opened: 0,
      ...nobodyLooked,
    });
    assert.deepEqual(await counted(evening, 'ready'), {
      changes: 1,
      seen_alone: 0,
      sent: 1,
      opened: 1,
      lookers: 1,
      lookers_saw: 1,
    });
    assert.deepEqual(await evening.kit.own('select minutes, orders from public.wait_statistics'), [
      { minutes: 20, orders: 1 },
    ]);
  });

  it('leaves nothing of itself, and is not counted again when it is refunded', async () => {
    const evening = await opened;
    await evening.begin();
    for (const status of ['preparing', 'ready', 'completed', 'refunded']) await evening.become(status);
    assert.deepEqual(await evening.kit.own('select * from private.order_changes'), []);
    const [row] = await evening.kit.own(`select sum(changes)::integer as changes from public.notification_statistics`);
    assert.deepEqual({ ...row }, { changes: 3 });
  });

  it('is counted once where ready was undone, from its last time', async () => {
    const evening = await opened;
    await evening.begin();
    for (const status of ['preparing', 'ready']) await evening.become(status);
    await evening.look();
    await evening.lookAway();
    await evening.at('18:10');
    await evening.become('preparing');
    await evening.at('18:30');
    for (const status of ['ready', 'completed']) await evening.become(status);
    assert.deepEqual(await evening.kit.own('select minutes, orders from public.wait_statistics'), [
      { minutes: 30, orders: 1 },
    ]);
    const [row] = await evening.kit.own(
      `select changes, seen_alone from public.notification_statistics where kind = 'ready'`,
    );
    assert.deepEqual({ ...row }, { changes: 1, seen_alone: 0 });
  });

  it('ends even if it cannot be counted', async () => {
    const evening = await opened;
    await evening.begin();
    await evening.kit.own('alter table public.wait_statistics rename to waits');
    for (const status of ['preparing', 'ready', 'completed']) await evening.become(status);
    await evening.kit.own('alter table public.waits rename to wait_statistics');
    const [row] = await evening.kit.own('select status from public.orders');
    assert.deepEqual({ ...row }, { status: 'completed' });
    assert.deepEqual(await evening.kit.own('select * from private.order_changes'), []);
  });

  it('weighs more than those of years ago: from 1,000 on, counts are halved', async () => {
    const evening = await opened;
    await evening.begin();
    await evening.learn('ready', { changes: 999, sent: 600, opened: 400 });
    await evening.learnWaits(20, 999);
    for (const status of ['preparing', 'ready', 'completed']) await evening.become(status);
    const [row] = await evening.kit.own(
      `select changes, sent, opened from public.notification_statistics where kind = 'ready'`,
    );
    assert.deepEqual({ ...row }, { changes: 500, sent: 300, opened: 200 });
    const [waits] = await evening.kit.own('select sum(orders)::integer as orders from public.wait_statistics');
    assert.deepEqual({ ...waits }, { orders: 499 });
  });
});

describe('what a restaurant learns', () => {
  it('is nothing before there are enough orders', async () => {
    const unlearnt = { long_wait_minutes: 30, looks_needed: 2 };
    assert.deepEqual(await learnt(async () => {}), unlearnt);
    const few = learnt(async (evening) => {
      await evening.learnWaits(60, 29);
      await evening.learn('preparing', { changes: 50, sent: 19, opened: 0 });
      await evening.learn('ready', { changes: 50, lookers: 19, lookers_saw: 19 });
    });
    assert.deepEqual(await few, unlearnt);
  });

  it('is which wait is long: the one that three of four orders stay under', async () => {
    const thresholds = await learnt(async (evening) => {
      await evening.learnWaits(15, 50);
      await evening.learnWaits(20, 25);
      await evening.learnWaits(45, 25);
    });
    assert.deepEqual(thresholds, { long_wait_minutes: 20, looks_needed: 2 });
  });

  it('is whether its guests want to know that the kitchen has begun', async () => {
    const withOpened = (opened: number) =>
      learnt(async (evening) => {
        await evening.learnWaits(20, 100);
        await evening.learn('preparing', { changes: 100, sent: 100, opened });
      });
    assert.deepEqual(await withOpened(100), { long_wait_minutes: 10, looks_needed: 2 });
    assert.deepEqual(await withOpened(50), { long_wait_minutes: 20, looks_needed: 2 });
    assert.deepEqual(await withOpened(0), { long_wait_minutes: 30, looks_needed: 2 });
  });

  it('stays between 10 and 60 minutes', async () => {
    const withWaits = (minutes: number) =>
      learnt(async (evening) => {
        await evening.learnWaits(minutes, 100);
        await evening.learn('preparing', { changes: 100, sent: 100, opened: 50 });
      });
    assert.deepEqual(await withWaits(5), { long_wait_minutes: 10, looks_needed: 2 });
    assert.deepEqual(await withWaits(120), { long_wait_minutes: 60, looks_needed: 2 });
  });

  it('is how often a guest must look to need no message', async () => {
    const withSaw = (saw: number) =>
      learnt(async (evening) => evening.learn('ready', { changes: 100, lookers: 100, lookers_saw: saw }));
    assert.deepEqual(await withSaw(60), { long_wait_minutes: 30, looks_needed: 1 });
    assert.deepEqual(await withSaw(59), { long_wait_minutes: 30, looks_needed: 2 });
    assert.deepEqual(await withSaw(39), { long_wait_minutes: 30, looks_needed: 3 });
  });

  it('is read by its own staff alone', async () => {
    const evening = await opened;
    await evening.begin();
    await evening.learnWaits(20, 40);
    const [user, other] = ['a0000000-0000-4000-8000-00000000000a', 'a0000000-0000-4000-8000-00000000000b'];
    await evening.kit.own(`
      insert into auth.users (id, email) values ('${user}', 'a@a.example'), ('${other}', 'b@b.example');
      insert into public.staff (user_id, restaurant_id) values ('${user}', '${evening.restaurant}')`);
    const seenBy = async (sub: string, table: string) => {
      const outcome = await evening.kit.as({ role: 'authenticated', sub }, `select * from public.${table}`);
      return outcome.refused === undefined ? outcome.rows.length : outcome.refused;
    };
    for (const table of ['wait_statistics', 'notification_thresholds']) {
      assert.equal(await seenBy(user, table), 1, table);
      assert.equal(await seenBy(other, table), 0, table);
    }
  });
});
