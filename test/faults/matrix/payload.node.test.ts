import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { hostileBody, hostileOrder, hostileText } from '../hostile.js';
import type { ReadAnswer } from '../world/http-server.js';
import { row, Trial, within } from './trial.js';

const authenticated = { kind: 'socket+polling+token' } as const;

/** A frame on an unauthenticated channel may be false. It is shown until a read corrects it, so the check is off. */
function allowUncommittedStates({ world }: Trial): void {
  world.inspect = () => {};
}

describe('frames that are unreadable, too many or false', () => {
  row('F83', 'reconnects after more than 20 unreadable frames in a minute', async (trial) => {
    const { connects } = trial;
    for (let frame = 0; frame < 30; frame += 1) {
      trial.world.server.inject(frame % 2 === 0 ? 'no JSON' : '[]');
      await trial.watch(100);
    }
    await trial.watch(20_000);
    assert.ok(trial.connects > connects, 'it kept a broken connection');
    assert.ok(trial.isLive);
  });

  row('F84', 'reconnects, and paints fewer than 1,000 times, after 10,000 frames in a second', async (trial) => {
    const { connects } = trial;
    for (let frame = 0; frame < 10_000; frame += 1) trial.world.server.injectOrder({ id: 'A1', number: String(frame) });
    await trial.world.pass(1_000);
    assert.ok(trial.guest.paints.length < 1_000, `${trial.guest.paints.length} paints`);
    await trial.until(() => trial.connects > connects, 30_000);
    within(await trial.until(() => trial.isLive, 60_000), 6_000, 'until live again');
  });

  row('F84', 'stays live after a frame of 5 MB', async (trial) => {
    trial.world.server.inject('x'.repeat(5_000_000));
    await trial.watch(1_000);
    assert.ok(trial.isLive);
    trial.world.commit('ready');
    within(await trial.until(() => trial.shown === 'ready', 5_000), 100, 'until the next change');
  });

  row(
    'F87',
    'ignores frames of other orders',
    async (trial) => {
      for (const id of ['B2', 'a1', 'A1x', 'A 1', 'A', '__proto__', 'constructor']) {
        trial.world.server.injectOrder({ id, status: 'completed', version: 2 });
      }
      await trial.watch(1_000);
      assert.equal(trial.shown, 'pending');
    },
    authenticated,
  );

  for (const version of [2_000, Number.MAX_SAFE_INTEGER]) {
    row(
      'F89',
      `drops a frame with a version that is far too high: ${version}`,
      async (trial) => {
        trial.world.server.injectOrder({ ...trial.world.origin.wire('A1'), status: 'completed', version });
        await trial.watch(5_000);
        assert.equal(trial.shown, 'pending');
        trial.world.commit('ready');
        within(await trial.until(() => trial.shown === 'ready', 20_000), 100, 'until the next change');
      },
      authenticated,
    );
  }

  row('F89', 'does not close on an unverified final status that was never committed', async (trial) => {
    allowUncommittedStates(trial);
    trial.world.server.injectOrder({ ...trial.world.origin.wire('A1'), status: 'completed', version: 2 });
    await trial.watch(5_000);
    assert.notEqual(trial.status, 'closed');
  });

  row('E23', 'does not announce an unverified "ready" that reads do not confirm', async (trial) => {
    allowUncommittedStates(trial);
    trial.world.server.injectOrder({ ...trial.world.origin.wire('A1'), status: 'ready', version: 2 });
    await trial.watch(45_000);
    assert.equal(trial.announcements, 0);
    assert.equal(trial.shown, 'pending');
  });

  row('E23', 'shows an unverified "cancelled" that was never committed for seconds at most', async (trial) => {
    allowUncommittedStates(trial);
    trial.world.server.injectOrder({ ...trial.world.origin.wire('A1'), status: 'cancelled', version: 2 });
    await trial.watch(11_000);
    assert.equal(trial.shown, 'pending');
  });

  row('E23', 'announces an unverified "ready" when no read is answered', async (trial) => {
    trial.world.http.answer = { kind: 'status', status: 503, retryAfter: '120' };
    trial.world.commit('ready');
    within(await trial.until(() => trial.announcements === 1, 20_000), 4_100, 'until it is announced');
  });
});

/** How many cases a usual run has; a soak has ten times as many. */
const cases = process.env.SOAK_RUNS ? 10_000 : 1_000;
const { PBT_SEED, PBT_PATH } = process.env;
const settings = {
  numRuns: cases / 10,
  includeErrorInReport: true,
  ...(PBT_SEED !== undefined && { seed: Number(PBT_SEED) }),
  ...(PBT_PATH !== undefined && { path: PBT_PATH }),
};

describe('random payloads', () => {
  it('keep the order and the tracker working when they come as frames', async () => {
    const frame = fc.oneof(
      hostileText.map((text) => ({ text })),
      hostileOrder.map((order) => ({ order })),
      fc.uint8Array({ maxLength: 300 }).map((bytes) => ({ bytes })),
    );
    const property = fc.asyncProperty(fc.array(frame, { minLength: 10, maxLength: 10 }), async (frames) => {
      const trial = new Trial('socket+polling+token');
      try {
        await trial.begin();
        for (const one of frames) {
          if ('text' in one) trial.world.server.inject(one.text);
          else if ('order' in one) trial.world.server.injectOrder(one.order);
          else trial.world.server.inject(one.bytes.slice().buffer);
          await trial.watch(100);
          assert.equal(trial.shown, 'pending');
        }
        trial.world.commit('ready');
        within(await trial.until(() => trial.shown === 'ready', 60_000), 8_000, 'until the next change');
      } finally {
        await trial.play.end();
      }
    });
    await fc.assert(property, settings);
  });

  it('keep the order and the tracker working when they come as bodies of reads', async () => {
    const property = fc.asyncProperty(fc.array(hostileBody, { minLength: 10, maxLength: 10 }), async (bodies) => {
      const trial = new Trial('polling');
      try {
        await trial.begin();
        trial.world.http.next.push(...bodies.map((body): ReadAnswer => ({ kind: 'body', body })));
        for (const _ of bodies) {
          trial.play.refresh();
          await trial.watch(100);
          assert.equal(trial.shown, 'pending');
        }
        trial.world.http.heal();
        trial.world.commit('ready');
        within(await trial.until(() => trial.shown === 'ready', 60_000), 12_100, 'until the next change');
      } finally {
        await trial.play.end();
      }
    });
    await fc.assert(property, settings);
  });
});
