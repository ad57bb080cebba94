import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { ReadAnswer } from '../world/http-server.js';
import { row, type Trial, within } from './trial.js';

const answer = ({ world }: Trial, given: ReadAnswer) => {
  world.http.answer = given;
};

describe('a read that goes wrong', () => {
  const polling = { kind: 'polling' } as const;

  for (const [id, what, given] of [
    ['F13', "a captive portal's page", { kind: 'html' }],
    ['F14', 'a redirect to elsewhere', { kind: 'redirect' }],
    ['F15', '511', { kind: 'status', status: 511 }],
    ['F24', 'no answer', { kind: 'hang' }],
    ['F24', 'a body that never ends', { kind: 'hang-body' }],
    ['F25', 'a body of 100 kB', { kind: 'huge' }],
    ['F83', 'no JSON', { kind: 'garbage' }],
    ['F87', 'another order', { kind: 'other-order' }],
  ] as const) {
    row(
      id,
      what,
      async (trial) => {
        const from = trial.world.now;
        answer(trial, given);
        trial.world.origin.commit('A1', 'ready');
        await trial.watch(120_000);
        assert.equal(trial.shown, 'pending');
        assert.equal(trial.status, 'error');
        assert.ok(trial.busiestMinute('reads', from) <= 8, `${trial.busiestMinute('reads', from)} reads a minute`);
        answer(trial, { kind: 'fresh' });
        within(await trial.until(() => trial.shown === 'ready', 60_000), 12_100, 'until the change is shown');
      },
      polling,
    );
  }

  for (const [id, status, retryAfter, least, most] of [
    ['F22', 503, '30', 30_000, 36_000],
    ['F23', 429, '120', 120_000, 126_000],
    ['F23', 429, 'soon', 8_000, 12_100],
    ['F23', 429, 'Fri, 31 Dec 2099 23:59:59 GMT', 3_600_000, 3_606_000],
  ] as const) {
    row(
      id,
      `${status} with Retry-After: ${retryAfter}`,
      async (trial) => {
        trial.world.http.next.push({ kind: 'status', status, retryAfter });
        const before = trial.reads;
        await trial.until(() => trial.reads > before, 60_000);
        await trial.until(() => trial.world.http.inFlight(trial.guest.tab, false).length === 0, 10_000);
        const pause = await trial.until(() => trial.reads > before + 1, 4_000_000);
        assert.ok(pause >= least - 100, `asked again after ${pause} ms`);
        within(pause, most, 'until it is asked again');
      },
      polling,
    );
  }

  row('F27', 'an answer that a change overtook', async (trial) => {
    trial.world.http.delay = 3_000;
    trial.play.refresh();
    await trial.watch(100);
    trial.world.commit('preparing');
    await trial.watch(6_000);
    assert.equal(trial.shown, 'preparing');
  });

  for (const kind of ['socket+polling', 'plain+polling', 'plain+heartbeat+polling'] as const) {
    row(
      'F27',
      `a cache that lags behind what everybody was told, by ${kind}`,
      async (trial) => {
        trial.world.http.answer = { kind: 'stale', ago: 1 };
        trial.world.commit('ready');
        await trial.until(() => trial.shown === 'ready', 1_000);
        const shown = await trial.until(() => trial.shown !== 'ready', 25_000);
        assert.equal(shown, Number.POSITIVE_INFINITY, `taken back after ${shown} ms`);
        trial.world.http.heal();
        within(await trial.until(() => trial.announcements === 1, 20_000), 10_100, 'until the guest hears of it');
      },
      { kind },
    );
  }

  for (const given of [{ kind: 'stale', ago: 1 }, { kind: 'not-modified' }] as const) {
    row(
      'F35',
      `a cache on the way: ${given.kind}`,
      async (trial) => {
        trial.world.commit('preparing');
        await trial.watch(15_000);
        answer(trial, given);
        trial.world.commit('ready');
        await trial.watch(60_000);
        assert.notEqual(trial.shown, 'pending');
        answer(trial, { kind: 'fresh' });
        within(await trial.until(() => trial.shown === 'ready', 60_000), 12_100, 'until the change is shown');
      },
      { kind: 'socket+polling+token' },
    );
  }

  row('F46', 'one 404', async (trial) => {
    trial.world.http.next.push({ kind: 'status', status: 404 });
    trial.play.refresh();
    await trial.watch(30_000);
    assert.equal(trial.status, 'connected');
  });

  row(
    'F46',
    'three times 404',
    async (trial) => {
      answer(trial, { kind: 'status', status: 404 });
      await trial.watch(30_000);
      assert.equal(trial.guest.snapshot?.error?.code, 'not-found');
      const { reads } = trial;
      await trial.watch(600_000);
      assert.equal(trial.reads, reads, 'it goes on asking');
    },
    polling,
  );
});

describe('a change that goes astray', () => {
  row(
    'F37',
    'the server loses it and does not know',
    async (trial) => {
      trial.world.server.rules.push({ kind: 'lose' });
      trial.world.commit('ready');
      within(await trial.until(() => trial.shown === 'ready', 100_000), 75_000, 'until it is shown');
    },
    { staleLive: 75_000 },
  );

  for (const delay of [10, 30, 50, 70, 90, 500, 2_000, 2_900]) {
    row(
      delay < 100 ? 'F38' : 'F39',
      `it is committed ${delay} ms into the beginning`,
      async (trial) => {
        trial.world.server.confirms = 3_000;
        if (delay < 100) trial.world.server.confirms = 5;
        trial.world.open();
        await trial.watch(delay);
        trial.world.commit('ready');
        within(await trial.until(() => trial.isLive, 10_000), 4_000, 'until live');
        assert.equal(trial.shown, 'ready');
      },
      { begun: false },
    );
  }

  row(
    'F40',
    'it comes before the snapshot does',
    async (trial) => {
      trial.world.http.delay = 2_000;
      trial.world.open();
      await trial.watch(500);
      trial.world.commit('preparing');
      await trial.watch(10_000);
      assert.equal(trial.shown, 'preparing');
      assert.ok(trial.isLive);
    },
    { begun: false },
  );

  row('F28', 'it comes twice, and another one late', async (trial) => {
    trial.world.server.rules.push({ kind: 'hold' }, { kind: 'duplicate' }, { kind: 'duplicate' });
    trial.world.commit('preparing');
    trial.world.commit('ready');
    await trial.watch(1_000);
    assert.equal(trial.shown, 'ready');
    trial.world.commit('served');
    await trial.watch(2_000);
    assert.equal(trial.shown, 'served');
    assert.ok(trial.announcements <= 1);
  });
});

describe('the life of an order', () => {
  const restored = async (trial: Trial) => {
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
  // The first change of the new epoch is not believed without a reading.
  row('F33', 'the database is restored from a backup', restored, { staleLive: 2_000 });

  row('F41', 'the kitchen takes "ready" back, and says it again', async (trial) => {
    for (const status of ['ready', 'preparing', 'ready', 'preparing', 'ready']) {
      trial.world.commit(status);
      within(await trial.until(() => trial.shown === status, 5_000), 100, 'until it is shown');
      await trial.watch(1_000);
    }
    assert.equal(trial.announcements, 1);
  });

  row('F41', '"ready" is taken back before it could be announced', async (trial) => {
    trial.world.commit('ready');
    await trial.until(() => trial.shown === 'ready', 1_000);
    trial.world.commit('preparing');
    await trial.watch(3_000);
    assert.equal(trial.announcements, 0);
  });

  row('F42', 'it became ready and was served while the phone slept', async (trial) => {
    await trial.world.device.sleep(120_000, true);
    const sleeping = trial.world.device.sleep(60_000, true);
    trial.world.commit('ready');
    await sleeping;
    trial.world.commit('served');
    within(await trial.until(() => trial.shown === 'served', 10_000), 4_000, 'until it is shown');
    await trial.watch(5_000);
    assert.ok(trial.announcements <= 1);
  });

  for (const status of ['completed', 'cancelled', 'rejected', 'failed', 'refunded']) {
    row(status === 'completed' ? 'F43' : 'F45', `it ends: ${status}`, async (trial) => {
      trial.world.commit(status);
      const { reads, connects } = trial;
      within(await trial.until(() => trial.status === 'closed', 10_000), 2_000, 'until it is over');
      await trial.watch(600_000);
      assert.ok(trial.reads - reads + trial.connects - connects <= 2, 'it goes on asking');
      assert.equal(trial.world.scheduler.timersOf(trial.guest.tab), 0);
      assert.equal(trial.announcements, 0);
    });
  }

  for (const status of ['plating', '', null, 1, {}]) {
    const unknown = async (trial: Trial) => {
      trial.world.commit('preparing');
      await trial.watch(1_000);
      const wire = trial.world.origin.wire('A1');
      trial.world.server.injectOrder({ ...wire, version: 3, status });
      await trial.world.pass(100);
      const { orderStatus, error, order } = trial.guest.snapshot ?? {};
      assert.equal(orderStatus, 'preparing');
      assert.equal(typeof order?.unmappedStatus, 'string');
      assert.equal(error?.code, 'unmapped-status');
      // What was told here was never committed: the checks of the simulated world do not apply from here on.
      trial.world.faults.length = 0;
      trial.guest.unmount();
    };
    row('F44', `a status that nobody knows: ${JSON.stringify(status)}`, unknown, { kind: 'socket+polling+token' });
  }

  row(
    'F48',
    'it is ready when the page is opened',
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

  row('F49', 'the page changes the order to follow a hundred times', async (trial) => {
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
    ['times that are none', { updated_at: -5, estimated_ready_from: 'NaN', estimated_ready_to: 1e9, placed_at: {} }],
  ] as const) {
    row('F50', what, async (trial) => {
      const body = JSON.stringify({ ...trial.world.origin.wire('A1'), ...wrong });
      answer(trial, { kind: 'body', body });
      trial.play.refresh();
      await trial.watch(5_000);
      assert.ok(trial.isLive);
      const to = trial.guest.snapshot?.estimate?.to.getTime() ?? 0;
      assert.ok(Number.isFinite(to));
      answer(trial, { kind: 'fresh' });
      trial.world.commit('ready');
      await trial.watch(2_000);
      assert.equal(trial.shown, 'ready');
    });
  }
});
