import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { row, type Trial, within } from './trial.js';

/** The counter of the order's versions begins again, without a new epoch. Nothing is pushed. */
function beginAgain({ world }: Trial, status: string): void {
  const epoch = world.origin.newest('A1')?.epoch ?? '';
  world.origin.restart('A1', epoch, status);
  world.signal();
}

describe('truth: refusals', () => {
  const vague = { kind: 'status', status: 404, body: '{"code":404,"message":"Application not found"}' } as const;
  for (const [what, answer] of [
    ['the 404 of a hosting platform', vague],
    ['the empty 404 of a gateway', { ...vague, body: '{}' }],
    ['403 without a word', { kind: 'status', status: 403, body: '{}' }],
  ] as const) {
    row(
      'F46',
      `keeps the order and follows it again within one poll after ${what} for 5 min`,
      async (trial) => {
        trial.world.http.answer = answer;
        await trial.watch(300_000);
        assert.equal(trial.shown, 'pending');
        assert.equal(trial.guest.snapshot?.error?.code, 'unreachable');
        trial.world.http.heal();
        trial.world.commit('ready');
        within(await trial.until(() => trial.shown === 'ready', 60_000), 12_100, 'until the change is shown');
      },
      { kind: 'polling' },
    );
  }

  row(
    'F46',
    'shows an order that is written 20 s after the page has opened',
    async (trial) => {
      trial.world.http.answer = { kind: 'status', status: 404, body: '{"error":"not-found"}' };
      trial.world.open();
      await trial.watch(20_000);
      assert.equal(trial.guest.snapshot?.error?.code, 'not-found');
      trial.world.http.heal();
      within(await trial.until(() => trial.status === 'polling', 60_000), 21_000, 'until it is followed');
    },
    { kind: 'polling', begun: false },
  );
});

describe('truth: versions that begin again', () => {
  for (const kind of ['polling', 'socket+polling', 'socket+polling+token', 'socket', 'supabase+token'] as const) {
    row(
      'F33',
      `are followed, and are not live meanwhile, without a new epoch (${kind})`,
      async (trial) => {
        for (const status of ['preparing', 'ready']) {
          trial.world.commit(status);
          await trial.watch(12_000);
        }
        beginAgain(trial, 'scheduled');
        // One read may lag: a second one follows after 2 s, and until then the page says live.
        trial.play.refresh();
        await trial.watch(6_000);
        assert.equal(trial.shown, 'ready');
        assert.equal(trial.guest.snapshot?.isCurrent, false);
        const limit = 35_000;
        within(await trial.until(() => trial.shown === 'scheduled', 120_000), limit, 'until it is shown');
        trial.world.commit('pending');
        within(await trial.until(() => trial.shown === 'pending', 60_000), 12_100, 'until the next change');
      },
      { kind, staleLive: 1_100 },
    );
  }
});
