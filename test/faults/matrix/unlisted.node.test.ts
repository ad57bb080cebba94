import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { row, Trial, within } from './trial.js';

/** Faults that nobody thought of when the matrix was written, and what an outsider found by trying them. */

function reset({ world }: Trial): void {
  for (const { socket } of [...world.server.sockets]) socket.reset();
}

describe('coming back', () => {
  for (const kind of ['socket+polling', 'broadcast+polling+token', 'changes+token'] as const) {
    for (const outage of [1_000, 2_000, 3_000]) {
      row(
        'L2',
        `everything is away for ${outage} ms, by ${kind}`,
        async (trial) => {
          const times: number[] = [];
          for (let seed = 1; seed <= 20; seed += 1) {
            const one = new Trial(kind, seed);
            await one.begin();
            one.world.network.refuses = true;
            reset(one);
            await one.watch(outage);
            one.world.network.refuses = false;
            times.push(await one.until(() => one.isLive, 60_000));
            await one.play.end();
          }
          times.sort((one, other) => one - other);
          // Reads that failed meanwhile must not keep the one waiting that the confirmation asks for.
          within(times[10] ?? 0, 3_000, 'until live again, half of all times');
          within(times[18] ?? 0, 8_000, 'until live again, nearly always');
          assert.ok(trial.isLive);
        },
        { kind },
      );
    }
  }

  row('L2', 'the read that a lost connection brings is never answered', async (trial) => {
    trial.world.http.next.push({ kind: 'hang' });
    reset(trial);
    await trial.until(() => !trial.isLive, 2_000);
    within(await trial.until(() => trial.isLive, 60_000), 8_000, 'until live again');
  });

  row('L1', 'the server answers pings and never a snapshot, and poll-url works', async (trial) => {
    trial.world.server.answersSnapshots = false;
    reset(trial);
    await trial.until(() => !trial.isLive, 2_000);
    trial.world.origin.commit('A1', 'ready');
    within(await trial.until(() => trial.shown === 'ready', 60_000), 12_100, 'until the change is shown');
    within(await trial.until(() => trial.isLive, 60_000), 12_100, 'until live');
  });
});
