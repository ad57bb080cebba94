import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { backoff } from '../../src/tracker/chart/backoff.js';
import { Play } from './play.js';

describe('after a server restart', () => {
  it('F03: 200 clients connect again, spread evenly over 5 s', async () => {
    const delays: number[] = [];
    for (let client = 0; client < 200; client += 1) {
      const play = new Play({ kind: 'socket', seed: client + 1 });
      play.world.open('A1');
      await play.world.pass(15_000);
      const from = play.world.now;
      play.world.server.closeAll(1012);
      await play.world.pass(6_000);
      delays.push((play.world.connects.at(-1)?.at ?? 0) - from);
      assert.equal(play.world.connects.length, 2);
      await play.end();
    }
    // The Kolmogorov–Smirnov test: evenly spread delays exceed this limit in one of a hundred runs.
    const sorted = [...delays].sort((one, other) => one - other);
    const distance = Math.max(...sorted.map((delay, index) => Math.abs(delay / 5_000 - (index + 0.5) / sorted.length)));
    assert.ok(distance < 1.63 / Math.sqrt(sorted.length), `the delays are ${distance.toFixed(3)} from evenly spread`);
  });

  it('F32: 2,000 clients are all back within 10 s at 500 joins a second, with at most 1.3 tries each', () => {
    const loss = { kind: 'server-closing', reason: 'restart' } as const;
    let state = 1;
    const random = () => {
      state = (state * 16_807) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    let waiting = Array.from({ length: 2_000 }, () => ({ at: backoff(loss, 1, random()), losses: 1 }));
    const admitted = new Map<number, number>();
    const tries = new Map<number, number>();
    let last = 0;
    let total = 0;
    while (waiting.length > 0) {
      const [next, ...rest] = [...waiting].sort((one, other) => one.at - other.at);
      waiting = rest;
      if (!next) break;
      total += 1;
      const second = Math.floor(next.at / 1_000);
      tries.set(second, (tries.get(second) ?? 0) + 1);
      const joins = admitted.get(second) ?? 0;
      if (joins < 500) {
        admitted.set(second, joins + 1);
        last = next.at;
      } else {
        const pause = backoff({ kind: 'overload', reason: 'busy' }, next.losses + 1, random());
        waiting.push({ at: next.at + pause, losses: next.losses + 1 });
      }
    }
    assert.ok(Math.max(...tries.values()) <= 500, `${Math.max(...tries.values())} tries in a second`);
    assert.ok(total / 2_000 <= 1.3, `${total / 2_000} tries each`);
    assert.ok(last <= 10_000, `the last one is back after ${last} ms`);
  });
});
