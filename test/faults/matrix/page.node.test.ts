import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { row, type Trial, within } from './trial.js';

const minute = 60_000;
const tab = ({ guest }: Trial) => guest.tab;

describe('a hidden page', () => {
  row('F60', 'announces "ready" within a minute after 6 min with throttled timers', async (trial) => {
    const { connects } = trial;
    tab(trial).tell('hidden');
    await trial.watch(6 * minute);
    trial.world.commit('ready');
    within(await trial.until(() => trial.announcements === 1, 2 * minute), minute, 'until it is announced');
    tab(trial).tell('shown');
    within(await trial.until(() => trial.isLive, 10_000), 3_000, 'until live when it is shown');
    assert.ok(trial.connects - connects <= 6, `${trial.connects - connects} connects`);
  });

  row('F61', 'announces "ready" once when the order becomes ready while hidden', async (trial) => {
    tab(trial).tell('hidden');
    await trial.watch(30_000);
    trial.world.commit('ready');
    await trial.watch(2_000);
    assert.equal(trial.announcements, 1);
    tab(trial).tell('shown');
    await trial.watch(10_000);
    assert.equal(trial.announcements, 1);
  });

  row('D19', 'closes the connection after 10 min, and is live within 3 s when it is shown', async (trial) => {
    tab(trial).tell('hidden');
    await trial.watch(12 * minute);
    assert.equal([...tab(trial).sockets].length, 0);
    trial.world.commit('ready');
    tab(trial).tell('shown');
    within(await trial.until(() => trial.shown === 'ready', 10_000), 4_000, 'until the change is shown');
    within(await trial.until(() => trial.isLive, 10_000), 3_000, 'until live');
  });

  row('D19', 'keeps the connection when alerts are armed', async (trial) => {
    trial.guest.keepAwake(true);
    tab(trial).tell('hidden');
    await trial.watch(30 * minute);
    assert.equal([...tab(trial).sockets].length, 1);
    trial.world.commit('ready');
    within(await trial.until(() => trial.shown === 'ready', minute), 100, 'until the change is shown');
  });

  row(
    'D13',
    'reads once a minute when alerts are armed and there is no connection',
    async (trial) => {
      trial.guest.keepAwake(true);
      tab(trial).tell('hidden');
      await trial.watch(minute);
      const { reads } = trial;
      await trial.watch(10 * minute);
      assert.ok(trial.reads - reads >= 4 && trial.reads - reads <= 13, `${trial.reads - reads} reads`);
    },
    { kind: 'polling' },
  );

  row(
    'D13',
    'does not read without alerts, and reads when it is shown',
    async (trial) => {
      tab(trial).tell('hidden');
      await trial.watch(minute);
      const { reads } = trial;
      await trial.watch(10 * minute);
      assert.equal(trial.reads, reads);
      trial.world.commit('ready');
      tab(trial).tell('shown');
      within(await trial.until(() => trial.shown === 'ready', 10_000), 4_000, 'until the change is shown');
    },
    { kind: 'polling' },
  );
});

describe('a page that is frozen, asleep, left or busy', () => {
  for (const seconds of [4, 600]) {
    row('F62', `is live within 4 s after it was frozen for ${seconds} s`, async (trial) => {
      tab(trial).freeze();
      await trial.world.pass(seconds * 1000);
      trial.world.commit('ready');
      await trial.world.pass(1_000);
      tab(trial).resume();
      assert.equal(trial.isLive, false);
      tab(trial).tell('shown');
      within(await trial.until(() => trial.shown === 'ready', 10_000), 4_000, 'until the change is shown');
      within(await trial.until(() => trial.isLive, 10_000), 4_000, 'until live');
    });
  }

  for (const [seconds, isMonotoneStopped] of [
    [5, false],
    [5, true],
    [120, false],
    [120, true],
  ] as const) {
    row(
      isMonotoneStopped ? 'F68' : 'F63',
      `is live within 4 s after a sleep of ${seconds} s (monotone clock stopped: ${isMonotoneStopped})`,
      async (trial) => {
        const { connects } = trial;
        const sleeping = trial.world.device.sleep(seconds * 1000, isMonotoneStopped);
        trial.world.server.rules.push({ kind: 'lose' });
        trial.world.commit('ready');
        await sleeping;
        assert.equal(trial.isLive, false, 'it said live before any byte came');
        within(await trial.until(() => trial.shown === 'ready', 10_000), 4_000, 'until the change is shown');
        within(await trial.until(() => trial.isLive, 10_000), 4_000, 'until live');
        if (seconds < 60) assert.equal(trial.connects, connects, 'the connection was not kept');
      },
    );
  }

  row('F64', 'is live within 4 s when the server closed the connection during sleep', async (trial) => {
    const sleeping = trial.world.device.sleep(20_000, true);
    for (const { socket } of [...trial.world.server.sockets]) socket.reset();
    trial.world.origin.commit('A1', 'ready');
    await sleeping;
    within(await trial.until(() => trial.shown === 'ready', 10_000), 4_000, 'until the change is shown');
    within(await trial.until(() => trial.isLive, 10_000), 4_000, 'until live');
  });

  row('F66', 'closes its sockets when it is left, and is live within 4 s when the guest comes back', async (trial) => {
    tab(trial).leave();
    await trial.world.pass(50);
    assert.equal([...tab(trial).sockets].filter(({ readyState }) => readyState < 2).length, 0, 'a socket is left open');
    await trial.world.pass(30_000);
    trial.world.commit('ready');
    tab(trial).restore();
    assert.equal(trial.isLive, false);
    within(await trial.until(() => trial.shown === 'ready', 10_000), 4_000, 'until the change is shown');
    within(await trial.until(() => trial.isLive, 10_000), 4_000, 'until live');
  });

  row('F70', 'keeps the connection when it was busy for 10 s and a pong waits in the queue', async (trial) => {
    await trial.watch(9_000);
    const { connects } = trial;
    await trial.until(() => false, 900);
    await trial.world.device.sleep(10_000, false);
    within(await trial.until(() => trial.isLive, 10_000), 2_200, 'until live');
    assert.equal(trial.connects, connects);
  });
});
