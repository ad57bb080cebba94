import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { channelOf, reset, row, within } from './trial.js';

describe('a back end that denies for a moment', () => {
  for (const kind of ['broadcast+polling+token', 'broadcast+token', 'changes+token'] as const) {
    row(
      'D12',
      `stays live and announces a change while reads answer 401 for 5 s (${kind})`,
      async (trial) => {
        trial.world.http.answer = { kind: 'status', status: 401 };
        trial.play.refresh();
        await trial.watch(5_000);
        assert.notEqual(trial.status, 'denied');
        trial.world.commit('ready');
        within(await trial.until(() => trial.announcements === 1, 5_000), 700, 'until the guest hears of it');
        trial.world.http.heal();
        await trial.watch(20_000);
        assert.ok(trial.isLive);
        assert.ok(trial.tokenCalls <= 2, `${trial.tokenCalls} tokens`);
      },
      { kind },
    );
  }

  row(
    'D12',
    'keeps polling after one read answers 403',
    async (trial) => {
      trial.world.http.next.push({ kind: 'status', status: 403 });
      await trial.watch(12_000);
      trial.world.origin.commit('A1', 'ready');
      within(await trial.until(() => trial.shown === 'ready', 60_000), 12_100, 'until the change is shown');
    },
    { kind: 'polling' },
  );

  row(
    'F46',
    'keeps polling when reads answer 404 for 6 s after the order was found before',
    async (trial) => {
      trial.world.http.answer = { kind: 'status', status: 404 };
      trial.play.refresh();
      await trial.watch(6_000);
      trial.world.http.heal();
      trial.world.origin.commit('A1', 'ready');
      within(await trial.until(() => trial.shown === 'ready', 60_000), 12_100, 'until the change is shown');
    },
    { kind: 'polling' },
  );

  // PostgREST answers 400 (PGRST202, "no such function") while it reloads its schema.
  row(
    'D12',
    'is live again when one read answers 400 (wrong configuration) after others succeeded',
    async (trial) => {
      trial.world.http.next.push({ kind: 'status', status: 400 });
      reset(trial);
      await trial.watch(4_000);
      trial.world.commit('ready');
      within(await trial.until(() => trial.shown === 'ready', 60_000), 12_100, 'until the change is shown');
      within(await trial.until(() => trial.isLive, 60_000), 12_100, 'until live again');
    },
    { kind: 'broadcast+token' },
  );

  for (const code of [4403, 4404]) {
    row(
      'D12',
      `is live again within a minute after one subscription was denied with ${code} while reads succeed`,
      async (trial) => {
        trial.world.server.refusal = code;
        reset(trial);
        await trial.watch(10_000);
        trial.world.server.heal();
        within(await trial.until(() => trial.isLive, 120_000), 60_000, 'until live again');
      },
    );
  }

  row(
    'F46',
    'is live again when the row is deleted and inserted, as when it moves to another partition',
    async (trial) => {
      const { socket, topic } = channelOf(trial);
      const data = { type: 'DELETE', old_record: { id: 'A1' }, errors: null };
      socket.say(JSON.stringify([null, null, topic, 'postgres_changes', { data }]), { kind: 'other' });
      within(await trial.until(() => !trial.isLive, 1_000), 100, 'until it no longer says live');
      within(await trial.until(() => trial.isLive, 120_000), 60_000, 'until live again');
    },
    { kind: 'changes+token' },
  );
});

describe('a token endpoint that has given a token before', () => {
  for (const kind of ['polling+token', 'broadcast+token'] as const) {
    row(
      'D12',
      `is asked again after one 403, which a proxy may send during a deployment (${kind})`,
      async (trial) => {
        const { tokens } = trial.world;
        tokens.lifetime = 20_000;
        trial.world.open();
        await trial.watch(10_000);
        tokens.answer = 403;
        const before = trial.tokenCalls;
        await trial.until(() => trial.tokenCalls > before, 20_000);
        await trial.watch(1_000);
        assert.notEqual(trial.status, 'denied');
        tokens.answer = 'good';
        await trial.watch(15_000);
        trial.world.commit('ready');
        within(await trial.until(() => trial.shown === 'ready', 20_000), 12_100, 'until the next change is shown');
      },
      { kind, begun: false },
    );

    row(
      'F53',
      `leads to denied when it keeps answering 403, as for a withdrawn link (${kind})`,
      async (trial) => {
        const { tokens } = trial.world;
        tokens.lifetime = 20_000;
        trial.world.open();
        await trial.watch(10_000);
        tokens.answer = 403;
        within(await trial.until(() => trial.status === 'denied', 60_000), 20_000, 'until it says so');
      },
      { kind, begun: false },
    );
  }
});

describe('tokens without a readable lifetime', () => {
  row(
    'D17',
    'do not lead to denied when they expire every minute while every read fails',
    async (trial) => {
      const { tokens, http } = trial.world;
      tokens.lifetime = 60_000;
      const { atob } = globalThis;
      // Makes the claims of every token unreadable.
      globalThis.atob = () => '{}';
      try {
        trial.world.open();
        await trial.watch(3_000);
        http.answer = { kind: 'status', status: 502 };
        await trial.watch(250_000);
        assert.notEqual(trial.status, 'denied');
        trial.world.commit('ready');
        within(await trial.until(() => trial.shown === 'ready', 10_000), 6_000, 'until the change is shown');
      } finally {
        globalThis.atob = atob;
      }
    },
    { kind: 'broadcast+polling+token', begun: false },
  );
});
