import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { Guest } from '../world/guest.js';
import { Tab } from '../world/tab.js';
import { removeAndAdd } from './endurance.js';
import { row, type Trial, within } from './trial.js';

const tab = ({ guest }: Trial) => guest.tab;

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

  row(
    'F72',
    'release everything when the element is removed and added 1,000 times (socket+polling+token)',
    removeAndAdd,
    { kind: 'socket+polling+token' },
  );

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
});
