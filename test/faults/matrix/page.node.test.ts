import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { Guest } from '../world/guest.js';
import { Tab } from '../world/tab.js';
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

describe('elements and tabs', () => {
  row('F67', 'announce "ready" once when the browser discards and reloads the page three times', async (trial) => {
    trial.world.commit('ready');
    await trial.watch(2_000);
    for (let again = 0; again < 3; again += 1) {
      trial.world.reload(tab(trial));
      await trial.watch(5_000);
    }
    assert.equal(trial.announcements, 1);
    assert.equal(trial.shown, 'ready');
  });

  row('F71', 'keep their connection when the element is moved 100 times', async (trial) => {
    const { connects, reads } = trial;
    for (let again = 0; again < 100; again += 1) {
      trial.guest.move();
      await trial.world.pass(1);
    }
    assert.ok(trial.isLive);
    assert.deepEqual([trial.connects, trial.reads], [connects, reads]);
  });

  for (const kind of ['socket+polling', 'socket+polling+token', 'polling+token'] as const) {
    row(
      'F72',
      `release everything when the element is removed and added 1,000 times (${kind})`,
      async (trial) => {
        const { guest, world } = trial;
        for (let again = 0; again < 1_000; again += 1) {
          await world.pass(world.random() * 150);
          if (guest.isMounted) guest.unmount();
          else guest.mount();
          await world.pass(0);
          if (!guest.isMounted) trial.play.invariants.check();
          world.http.requests.splice(0, world.http.requests.length - 20);
          world.connects.length = 0;
        }
        trial.play.throwFaults();
      },
      { kind },
    );
  }

  row('F73', 'keep the shared connection when one of two elements of an order is removed', async (trial) => {
    const second = new Guest(trial.world, tab(trial), 'A1');
    trial.world.guests.push(second);
    second.mount();
    await trial.watch(2_000);
    assert.equal([...tab(trial).sockets].length, 1);
    trial.world.guests.pop();
    second.unmount();
    await trial.watch(1_000);
    assert.ok(trial.isLive);
    trial.world.commit('ready');
    within(await trial.until(() => trial.shown === 'ready', 10_000), 100, 'until the change is shown');
    await trial.watch(2_000);
    assert.equal(trial.announcements, 1);
  });

  for (const [what, isDenied] of [
    ['', false],
    [' when storage is denied', true],
  ] as const) {
    row('F74', `announce "ready" once in three tabs of one order${what}`, async (trial) => {
      trial.world.device.deny(isDenied);
      const tabs = [tab(trial), new Tab(trial.world), new Tab(trial.world)];
      for (const other of tabs.slice(1)) trial.world.open('A1', other);
      if (isDenied) trial.world.reload(tab(trial));
      await trial.watch(3_000);
      trial.world.commit('ready');
      await trial.watch(5_000);
      assert.deepEqual(
        trial.world.guests.map((guest) => guest.look()?.orderStatus),
        ['ready', 'ready', 'ready'],
      );
      assert.equal(trial.announcements, 1);
    });
  }

  row('F82', 'announce nothing when the element is removed just before its announcement', async (trial) => {
    trial.world.device.deny(true);
    trial.world.reload(tab(trial));
    await trial.watch(5_000);
    trial.world.commit('ready');
    await trial.until(() => trial.guest.snapshot?.isTrusted === true && trial.shown === 'ready', 1_000);
    await trial.world.pass(155);
    trial.guest.unmount();
    await trial.world.pass(1_000);
    assert.equal(trial.announcements, 0);
  });

  row('F77', 'keep at most 16 timers and listeners in eight hours with a fault every five minutes', async (trial) => {
    const { world } = trial;
    const statuses = ['preparing', 'ready', 'preparing', 'pending'];
    let most = 0;
    for (let half = 0; half < 2 * 60 * 8; half += 1) {
      world.commit(statuses[half % statuses.length] ?? 'pending');
      if (half % 10 === 0) for (const { socket } of [...world.server.sockets]) socket.reset();
      await world.pass(30_000);
      trial.play.invariants.check();
      most = Math.max(most, world.scheduler.timersOf(tab(trial)) + tab(trial).listeners.size);
      for (const list of [world.http.requests, world.connects, world.readings, world.signals, trial.guest.paints]) {
        list.splice(0, list.length - 20);
      }
    }
    trial.play.throwFaults();
    assert.ok(most <= 16, `${most} timers and listeners`);
    assert.equal(trial.announcements, 1);
    within(await trial.until(() => trial.isLive, 10_000), 6_000, 'until live');
  });
});
