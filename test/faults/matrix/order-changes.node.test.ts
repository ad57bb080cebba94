import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { channelOf, row, within } from './trial.js';

describe('a change that is lost, early, late or repeated', () => {
  row(
    'F37',
    'is found by comparing within 75 s when the server loses it',
    async (trial) => {
      trial.world.server.rules.push({ kind: 'lose' });
      trial.world.commit('ready');
      within(await trial.until(() => trial.shown === 'ready', 100_000), 75_000, 'until the change is shown');
    },
    { staleLive: 75_000 },
  );

  for (const delay of [10, 30, 50, 70, 90, 500, 2_000, 2_900]) {
    row(
      delay < 100 ? 'F38' : 'F39',
      `is shown once live when it is committed ${delay} ms after the page opened`,
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
    'is shown when it comes before the snapshot',
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

  row('F28', 'is shown in the right order when others come twice and late', async (trial) => {
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

describe('a connection that stays open and misses changes', () => {
  for (const kind of ['broadcast+token', 'changes+token', 'socket+polling', 'plain+heartbeat+polling'] as const) {
    row(
      'S4',
      `is replaced after a missed change when replication has stopped, by ${kind}`,
      async (trial) => {
        await trial.watch(60_000);
        for (let lost = 0; lost < 20; lost += 1) trial.world.server.rules.push({ kind: 'lose' });
        const { connects } = trial;
        trial.world.commit('preparing');
        within(await trial.until(() => trial.shown === 'preparing', 90_000), 75_000, 'until the change is shown');
        within(await trial.until(() => trial.connects > connects, 20_000), 12_000, 'until it connects again');
        await trial.until(() => trial.isLive, 20_000);
        trial.world.commit('ready');
        within(await trial.until(() => trial.shown === 'ready', 60_000), 12_100, 'until the next change is shown');
        // Being live with an older state is expected in this row.
        trial.staleLive = 0;
      },
      { kind },
    );

    row(
      'S1',
      `shows a change that is lost just after the confirmation within 12 s, by ${kind}`,
      async (trial) => {
        trial.world.server.rules.push({ kind: 'lose' });
        trial.world.commit('ready');
        within(await trial.until(() => trial.shown === 'ready', 60_000), 12_100, 'until the change is shown');
        trial.staleLive = 0;
      },
      { kind },
    );
  }

  row(
    'S4',
    'is replaced by another channel when the private channel has no trigger (transport auto)',
    async (trial) => {
      const { rules } = trial.world.server;
      for (let lost = 0; lost < 100; lost += 1) rules.push({ kind: 'lose' });
      trial.world.commit('preparing');
      await trial.until(() => trial.shown === 'preparing', 90_000);
      await trial.watch(20_000);
      trial.world.commit('ready');
      await trial.until(() => trial.shown === 'ready', 90_000);
      await trial.watch(20_000);
      assert.doesNotMatch(channelOf(trial).topic, /^realtime:order:A1$/, 'it is still on the private channel');
      trial.staleLive = 0;
    },
    { kind: 'supabase+token' },
  );
});
