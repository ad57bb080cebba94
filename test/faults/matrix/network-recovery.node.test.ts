import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { reset, row, Trial, within } from './trial.js';

describe('recovery after an outage', () => {
  for (const kind of ['socket+polling', 'broadcast+polling+token', 'changes+token'] as const) {
    for (const outage of [1_000, 2_000, 3_000]) {
      row(
        'L2',
        `is live again within seconds after network and server were down for ${outage} ms, by ${kind}`,
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
          // The backoff of reads that failed meanwhile must not delay the read after the confirmation.
          within(times[10] ?? 0, 3_000, 'until live again, median');
          within(times[18] ?? 0, 8_000, 'until live again, 19th of 20');
          assert.ok(trial.isLive);
        },
        { kind },
      );
    }
  }

  row('L2', 'is live again within 8 s when the read after a lost connection is never answered', async (trial) => {
    trial.world.http.next.push({ kind: 'hang' });
    reset(trial);
    await trial.until(() => !trial.isLive, 2_000);
    within(await trial.until(() => trial.isLive, 60_000), 8_000, 'until live again');
  });

  row('L1', 'reads by poll-url when the server answers pings but no snapshots', async (trial) => {
    trial.world.server.answersSnapshots = false;
    reset(trial);
    await trial.until(() => !trial.isLive, 2_000);
    trial.world.origin.commit('A1', 'ready');
    within(await trial.until(() => trial.shown === 'ready', 60_000), 12_100, 'until the change is shown');
    within(await trial.until(() => trial.isLive, 60_000), 12_100, 'until live');
  });
});

describe('a rate limit on reads', () => {
  row(
    'D12',
    'is live again within 6.2 s when the read after a confirmation gets 429 with Retry-After: 1',
    async (trial) => {
      reset(trial);
      await trial.until(() => !trial.isLive, 2_000);
      trial.world.http.next.push({ kind: 'status', status: 429, retryAfter: '1' });
      await trial.until(() => trial.world.http.next.length === 0, 20_000);
      within(await trial.until(() => trial.isLive, 60_000), 6_200, 'until live again');
    },
    { kind: 'plain+heartbeat+polling' },
  );
});
