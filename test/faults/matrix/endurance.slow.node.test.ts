import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { removeAndAdd, shutsForOverload } from './endurance.js';
import { row, type Trial, within } from './trial.js';

const options = { kind: 'socket+polling+token' } as const;
const hour = 3_600_000;
const tab = ({ guest }: Trial) => guest.tab;

/** Hours, and hundreds of pages, that no other test of the matrix plays; it has one of each kind that is here several times. */
describe('the fault matrix for hours', () => {
  row(
    'F59',
    'stays live for 1,000 new tokens, two a minute',
    async (trial) => {
      trial.world.tokens.lifetime = 30_000;
      let most = 0;
      for (let half = 0; half < 14; half += 1) {
        await trial.world.pass(hour / 2);
        await trial.play.settle();
        most = Math.max(most, trial.world.scheduler.timersOf(trial.guest.tab));
        // Old records are not needed, and every check would go through them.
        trial.world.http.requests.splice(0, trial.world.http.requests.length - 5);
        trial.world.readings.splice(0, trial.world.readings.length - 5);
        trial.world.signals.length = 0;
      }
      assert.ok(trial.isLive);
      assert.ok(most < 15, `${most} timers`);
    },
    options,
  );

  for (const kind of ['socket+polling', 'polling+token'] as const) {
    row('F72', `release everything when the element is removed and added 1,000 times (${kind})`, removeAndAdd, {
      kind,
    });
  }

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

  for (const kind of ['broadcast+token', 'changes'] as const) {
    it(`F57: is live again within 8 s, in 95 of 100 pages (${kind})`, () => shutsForOverload(kind));
  }
});
