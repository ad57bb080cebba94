import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { ReadAnswer } from '../world/http-server.js';
import { row, type Trial, within } from './trial.js';

const answer = ({ world }: Trial, given: ReadAnswer) => {
  world.http.answer = given;
};

const noSuchOrder = { kind: 'status', status: 404, body: '{"error":"not-found"}' } as const;

describe('reads that fail or lag', () => {
  const polling = { kind: 'polling' } as const;

  for (const [id, what, given] of [
    ['F13', 'the login page of a captive portal', { kind: 'html' }],
    ['F14', 'a redirect to another page', { kind: 'redirect' }],
    ['F15', 'status 511 (network authentication required)', { kind: 'status', status: 511 }],
    ['F24', 'no answer', { kind: 'hang' }],
    ['F24', 'a body that never ends', { kind: 'hang-body' }],
    ['F25', 'a body of 100 kB', { kind: 'huge' }],
    ['F83', 'a text that is not JSON', { kind: 'garbage' }],
    ['F87', 'another order', { kind: 'other-order' }],
  ] as const) {
    row(
      id,
      `keeps the last status and keeps polling when reads get ${what}`,
      async (trial) => {
        const from = trial.world.now;
        answer(trial, given);
        trial.world.origin.commit('A1', 'ready');
        await trial.watch(120_000);
        assert.equal(trial.shown, 'pending');
        assert.equal(trial.status, 'error');
        assert.ok(trial.busiestMinute('reads', from) <= 8, `${trial.busiestMinute('reads', from)} reads a minute`);
        answer(trial, { kind: 'fresh' });
        within(await trial.until(() => trial.shown === 'ready', 60_000), 12_100, 'until the change is shown');
      },
      polling,
    );
  }

  for (const [id, status, retryAfter, least, most] of [
    ['F22', 503, '30', 30_000, 36_000],
    ['F23', 429, '120', 120_000, 126_000],
    ['F23', 429, 'soon', 8_000, 12_100],
    ['F23', 429, 'Fri, 31 Dec 2099 23:59:59 GMT', 3_600_000, 3_606_000],
  ] as const) {
    row(
      id,
      `reads again ${least / 1_000} to ${most / 1_000} s after status ${status} with Retry-After: ${retryAfter}`,
      async (trial) => {
        trial.world.http.next.push({ kind: 'status', status, retryAfter });
        const before = trial.reads;
        await trial.until(() => trial.reads > before, 60_000);
        await trial.until(() => trial.world.http.inFlight(trial.guest.tab, false).length === 0, 10_000);
        const pause = await trial.until(() => trial.reads > before + 1, 4_000_000);
        assert.ok(pause >= least - 100, `read again after ${pause} ms`);
        within(pause, most, 'until the next read');
      },
      polling,
    );
  }

  row('F27', 'drops the answer to a read when a newer change arrives first', async (trial) => {
    trial.world.http.delay = 3_000;
    trial.play.refresh();
    await trial.watch(100);
    trial.world.commit('preparing');
    await trial.watch(6_000);
    assert.equal(trial.shown, 'preparing');
  });

  for (const kind of ['socket+polling', 'plain+polling', 'plain+heartbeat+polling'] as const) {
    row(
      'F27',
      `keeps a change while reads get a cached older status, and announces it when a read verifies it, by ${kind}`,
      async (trial) => {
        trial.world.http.answer = { kind: 'stale', ago: 1 };
        trial.world.commit('ready');
        await trial.until(() => trial.shown === 'ready', 1_000);
        const shown = await trial.until(() => trial.shown !== 'ready', 25_000);
        assert.equal(shown, Number.POSITIVE_INFINITY, `taken back after ${shown} ms`);
        trial.world.http.heal();
        within(await trial.until(() => trial.announcements === 1, 20_000), 10_100, 'until it is announced');
      },
      { kind },
    );
  }

  for (const given of [{ kind: 'stale', ago: 1 }, { kind: 'not-modified' }] as const) {
    row(
      'F35',
      `never goes back to an older status while a cache answers reads (${given.kind})`,
      async (trial) => {
        trial.world.commit('preparing');
        await trial.watch(15_000);
        answer(trial, given);
        trial.world.commit('ready');
        await trial.watch(60_000);
        assert.notEqual(trial.shown, 'pending');
        answer(trial, { kind: 'fresh' });
        within(await trial.until(() => trial.shown === 'ready', 60_000), 12_100, 'until the change is shown');
      },
      { kind: 'socket+polling+token' },
    );
  }

  row('F46', 'stays connected after one 404', async (trial) => {
    trial.world.http.next.push({ kind: 'status', status: 404 });
    trial.play.refresh();
    await trial.watch(30_000);
    assert.equal(trial.status, 'connected');
  });

  row(
    'F46',
    'reports not-found after three times the 404 of the application, asks now and then, and shows the order again',
    async (trial) => {
      answer(trial, noSuchOrder);
      await trial.watch(40_000);
      assert.equal(trial.guest.snapshot?.error?.code, 'not-found');
      const { reads } = trial;
      await trial.watch(600_000);
      assert.ok(trial.reads - reads <= 20, `${trial.reads - reads} reads in 10 min`);
      answer(trial, { kind: 'fresh' });
      within(await trial.until(() => trial.status === 'polling', 60_000), 38_000, 'until it is followed again');
    },
    polling,
  );
});
