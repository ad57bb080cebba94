import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { row, type Trial, within } from './trial.js';

describe('the life of an order', () => {
  const restoreBackup = async (trial: Trial) => {
    for (const status of ['preparing', 'ready']) {
      trial.world.commit(status);
      await trial.watch(2_000);
    }
    assert.equal(trial.announcements, 1);
    trial.world.origin.restore('A1');
    trial.world.server.publish('A1');
    within(await trial.until(() => trial.shown === 'preparing', 60_000), 2_000, 'until the restored state is shown');
    trial.world.commit('ready');
    await trial.watch(5_000);
    assert.equal(trial.shown, 'ready');
    assert.equal(trial.announcements, 1);
  };
  // The first change of a new epoch counts only after a read.
  row('F33', 'shows the restored state after the database was restored from a backup', restoreBackup, {
    staleLive: 2_000,
  });

  row(
    'F41',
    'shows every change when the kitchen takes "ready" back and sets it again, and announces it once',
    async (trial) => {
      for (const status of ['ready', 'preparing', 'ready', 'preparing', 'ready']) {
        trial.world.commit(status);
        within(await trial.until(() => trial.shown === status, 5_000), 100, 'until the change is shown');
        await trial.watch(1_000);
      }
      assert.equal(trial.announcements, 1);
    },
  );

  row('F41', 'does not announce a "ready" that is taken back at once', async (trial) => {
    trial.world.commit('ready');
    await trial.until(() => trial.shown === 'ready', 1_000);
    trial.world.commit('preparing');
    await trial.watch(3_000);
    assert.equal(trial.announcements, 0);
  });

  row('F42', 'shows "served" after a sleep during which the order was ready and served', async (trial) => {
    await trial.world.device.sleep(120_000, true);
    const sleeping = trial.world.device.sleep(60_000, true);
    trial.world.commit('ready');
    await sleeping;
    trial.world.commit('served');
    within(await trial.until(() => trial.shown === 'served', 10_000), 4_000, 'until the change is shown');
    await trial.watch(5_000);
    assert.ok(trial.announcements <= 1);
  });

  for (const status of ['completed', 'cancelled', 'rejected', 'failed', 'refunded']) {
    row(
      status === 'completed' ? 'F43' : 'F45',
      `closes and ends all traffic when the status is ${status}`,
      async (trial) => {
        trial.world.commit(status);
        const { reads, connects } = trial;
        within(await trial.until(() => trial.status === 'closed', 10_000), 2_000, 'until it is closed');
        await trial.watch(600_000);
        assert.ok(trial.reads - reads + trial.connects - connects <= 2, 'it goes on reading');
        assert.equal(trial.world.scheduler.timersOf(trial.guest.tab), 0);
        assert.equal(trial.announcements, 0);
      },
    );
  }

  for (const status of ['plating', '', null, 1, {}]) {
    const unknown = async (trial: Trial) => {
      trial.world.commit('preparing');
      await trial.watch(1_000);
      trial.world.commit(status as string);
      await trial.world.pass(100);
      const { orderStatus, error, order } = trial.guest.snapshot ?? {};
      assert.equal(orderStatus, 'preparing');
      assert.equal(typeof order?.unmappedStatus, 'string');
      assert.equal(error?.code, 'unmapped-status');
      // The world compares statuses as text.
      trial.world.faults.length = 0;
      trial.guest.unmount();
    };
    row('F44', `keeps the last status when the new one is unknown: ${JSON.stringify(status)}`, unknown, {
      kind: 'socket+polling+token',
    });
  }

  row(
    'F48',
    'announces "ready" once when the page opens on a ready order and is reloaded',
    async (trial) => {
      trial.world.commit('ready');
      await trial.begin();
      assert.equal(trial.announcements, 1);
      trial.world.reload(trial.guest.tab);
      await trial.watch(5_000);
      assert.equal(trial.shown, 'ready');
      assert.equal(trial.announcements, 1);
    },
    { begun: false },
  );

  row('F49', 'shows the last order only after order-id changed a hundred times', async (trial) => {
    for (let again = 0; again < 100; again += 1) trial.guest.setOrder(again % 2 === 0 ? 'B2' : 'A1');
    trial.guest.setOrder('B2');
    trial.world.commit('ready', 'A1');
    trial.world.commit('served', 'B2');
    await trial.watch(5_000);
    assert.equal(trial.shown, 'served');
    assert.ok(trial.isLive);
    assert.equal(trial.announcements, 0);
  });

  for (const [what, wrong] of [
    ['times of 1970', { updated_at: '1970-01-01T00:00:00Z', estimated_ready_to: '1970-01-01T00:00:00Z' }],
    ['times of 2099', { updated_at: '2099-01-01T00:00:00Z', estimated_ready_from: '2099-01-01T00:00:00Z' }],
    [
      'times that cannot be parsed',
      { updated_at: -5, estimated_ready_from: 'NaN', estimated_ready_to: 1e9, placed_at: {} },
    ],
  ] as const) {
    row('F50', `stays live when a read brings ${what}`, async (trial) => {
      const body = JSON.stringify({ ...trial.world.origin.wire('A1'), ...wrong });
      trial.world.http.answer = { kind: 'body', body };
      trial.play.refresh();
      await trial.watch(5_000);
      assert.ok(trial.isLive);
      const to = trial.guest.snapshot?.estimate?.to.getTime() ?? 0;
      assert.ok(Number.isFinite(to));
      trial.world.http.answer = { kind: 'fresh' };
      trial.world.commit('ready');
      await trial.watch(2_000);
      assert.equal(trial.shown, 'ready');
    });
  }
});
