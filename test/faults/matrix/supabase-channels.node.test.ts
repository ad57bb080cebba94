import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shutsForOverload } from './endurance.js';
import { channelOf, row, type Trial, within } from './trial.js';

/** The table has no versions, as most have not. */
function withoutVersions({ world, play }: Trial): void {
  const { origin } = world;
  const wireOf = origin.wireOf.bind(origin);
  origin.wireOf = (orderId, version) => {
    const { version: _, epoch: _epoch, ...rest } = wireOf(orderId, version);
    return rest;
  };
  // The invariants compare versions.
  play.invariants.check = () => {};
  world.inspect = () => {};
}

const withToken = { kind: 'supabase+token', begun: false } as const;

describe('a private channel of Supabase that can be joined and is mute', () => {
  for (const versions of ['with', 'without'] as const) {
    row(
      'S21',
      `does not keep any change from the guest where the table is published (${versions} versions)`,
      async (trial) => {
        const { world } = trial;
        world.server.sendsBroadcasts = false;
        if (versions === 'without') withoutVersions(trial);
        world.open();
        await trial.watch(5_000);
        assert.equal(trial.status, 'connected');
        for (const status of ['preparing', 'ready', 'served'] as const) {
          world.commit(status);
          within(await trial.until(() => trial.shown === status, 60_000), 500, `until ${status} is shown`);
          await trial.watch(3_000);
        }
        assert.deepEqual([...trial.guest.tab.session.values()], ['changes'], 'it is remembered for the tab');
      },
      // A stale state is known by its version.
      { ...withToken, staleLive: versions === 'with' ? 0 : Number.POSITIVE_INFINITY },
    );

    row(
      'S21',
      `is given up after two missed changes where the table is not published either (${versions} versions)`,
      async (trial) => {
        const { world } = trial;
        world.server.sendsBroadcasts = false;
        world.server.publishes = false;
        if (versions === 'without') withoutVersions(trial);
        world.open();
        await trial.watch(5_000);
        for (const status of ['preparing', 'ready'] as const) {
          world.commit(status);
          within(await trial.until(() => trial.shown === status, 120_000), 65_000, `until ${status} is read`);
          await trial.watch(8_000);
        }
        within(await trial.until(() => !trial.isLive, 60_000), 30_000, 'until it no longer says live');
        world.commit('served');
        within(await trial.until(() => trial.shown === 'served', 60_000), 12_100, 'until the next change is read');
      },
      { ...withToken, staleLive: 140_000 },
    );
  }

  row(
    'S21',
    'misses a change of the window as well, where the table has no versions but the time of its change',
    async (trial) => {
      const { world } = trial;
      world.server.sendsBroadcasts = false;
      world.server.publishes = false;
      withoutVersions(trial);
      world.open();
      await trial.watch(5_000);
      world.origin.promise = [600_000, 900_000];
      world.commit('pending');
      const connects = () => trial.world.server.joins.length;
      const before = connects();
      within(await trial.until(() => connects() > before, 120_000), 80_000, 'until it connects again');
    },
    { ...withToken, staleLive: 140_000 },
  );
});

describe('the way that Supabase is followed without being told', () => {
  row(
    'S22',
    'is the table alone where the page has no token: one socket, no refused join, live within 1 s',
    async (trial) => {
      trial.world.open();
      within(await trial.until(() => trial.isLive, 10_000), 1_000, 'until live');
      assert.deepEqual(trial.world.server.joins, ['changes']);
      assert.equal(trial.connects, 1);
    },
    { kind: 'supabase', begun: false },
  );

  row(
    'S22',
    'is the private channel alone once a broadcast has come',
    async (trial) => {
      trial.world.open();
      within(await trial.until(() => trial.isLive, 10_000), 1_000, 'until live');
      trial.world.commit('preparing');
      within(await trial.until(() => trial.shown === 'preparing', 10_000), 100, 'until the change is shown');
      for (const { socket } of [...trial.world.server.sockets]) socket.reset();
      await trial.watch(10_000);
      assert.deepEqual(trial.world.server.joins, ['order:A1 and changes', 'order:A1']);
    },
    withToken,
  );

  row(
    'S22',
    'is the private channel where the table is not published, as fast as ever',
    async (trial) => {
      trial.world.server.publishes = false;
      trial.world.open();
      within(await trial.until(() => trial.isLive, 10_000), 1_000, 'until live');
      trial.world.commit('preparing');
      within(await trial.until(() => trial.shown === 'preparing', 10_000), 100, 'until the change is shown');
      await trial.watch(20_000);
      assert.equal(trial.connects, 1);
    },
    withToken,
  );
});

describe('a channel that Supabase shuts for overload', () => {
  // The other kinds: endurance.slow.node.test.ts.
  it('F57: is live again within 8 s, in 95 of 100 pages (supabase+token)', () => shutsForOverload('supabase+token'));
});

describe('an order that is deleted', () => {
  for (const kind of ['changes', 'changes+token'] as const) {
    row(
      'S23',
      `is no longer shown as live at once, and told within 12 s (${kind})`,
      async (trial) => {
        trial.world.http.answer = { kind: 'status', status: 200, body: '[]' };
        trial.world.http.missing.add('A1');
        const { socket, topic } = channelOf(trial);
        const data = { type: 'DELETE', old_record: { id: 'A1' }, errors: null };
        socket.say(JSON.stringify([null, null, topic, 'postgres_changes', { data }]), { kind: 'other' });
        within(await trial.until(() => !trial.isLive, 1_000), 100, 'until it no longer says live');
        within(
          await trial.until(() => trial.guest.snapshot?.error?.code === 'not-found', 60_000),
          12_000,
          'until it is told',
        );
      },
      { kind },
    );
  }
});
