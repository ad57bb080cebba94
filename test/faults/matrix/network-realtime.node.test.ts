import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { channelOf, reset, row, within } from './trial.js';

describe('Supabase Realtime', () => {
  row(
    'S13',
    'keeps the private channel when its first join is refused because Realtime is restarting',
    async (trial) => {
      // A code that the transport does not know: Realtime's text gives no known reason either.
      trial.world.server.refusal = 4999;
      trial.world.open();
      await trial.watch(6_000);
      trial.world.server.heal();
      within(await trial.until(() => trial.isLive, 60_000), 12_100, 'until live');
      assert.match(channelOf(trial).topic, /^realtime:order:A1$/, 'the private channel was given up');
      assert.equal(trial.guest.tab.session.size, 0, 'the session storage says not to try it again');
    },
    { kind: 'supabase+token', begun: false },
  );

  row(
    'F83',
    'reads the order, at most seven times a minute, when binary frames are of an unknown kind',
    async (trial) => {
      await trial.watch(10_000);
      trial.world.server.rules.push({ kind: 'lose' });
      trial.world.commit('ready');
      trial.world.server.inject(new Uint8Array([9, 1, 2, 3, 4, 5]).buffer);
      within(await trial.until(() => trial.shown === 'ready', 60_000), 10_100, 'until the change is read');
      const { reads } = trial;
      for (let again = 0; again < 20; again += 1) {
        trial.world.server.inject('still here');
        await trial.watch(3_000);
      }
      assert.ok(trial.reads - reads <= 7, `${trial.reads - reads} reads in a minute`);
    },
    { kind: 'broadcast+token', staleLive: 10_000 },
  );

  row(
    'F28',
    'is live again within 6 s when the answer to a join is lost',
    async (trial) => {
      let lost = 0;
      const { server } = trial.world;
      const accept = server.accept.bind(server);
      server.accept = (socket) => {
        const say = socket.say.bind(socket);
        socket.say = (data, mark) => {
          if (lost === 0 && typeof data === 'string' && data.includes('postgres_changes')) lost += 1;
          else say(data, mark);
        };
        return accept(socket);
      };
      reset(trial);
      await trial.until(() => !trial.isLive, 2_000);
      within(await trial.until(() => trial.isLive, 60_000), 6_000, 'until live again');
      assert.equal(lost, 1);
    },
    { kind: 'broadcast+token' },
  );

  row(
    'D2',
    'shows the last change of a table without versions when transactions end out of order',
    async (trial) => {
      const { origin } = trial.world;
      const wireOf = origin.wireOf.bind(origin);
      origin.wireOf = (orderId, version) => {
        const { version: _, epoch, ...row } = wireOf(orderId, version);
        const isEarlier = version.status === 'served';
        return { ...row, ...(isEarlier && { updated_at: new Date(Date.UTC(2026, 10, 22, 11)).toISOString() }) };
      };
      // The invariants compare versions, and this table has none.
      trial.play.invariants.check = () => {};
      trial.world.inspect = () => {};
      trial.world.open('B2');
      await trial.watch(5_000);
      const shown = () => trial.world.guests.at(-1)?.look()?.orderStatus;
      trial.world.commit('ready', 'B2');
      within(await trial.until(() => shown() === 'ready', 5_000), 400, 'until the change is shown');
      trial.world.commit('served', 'B2');
      within(await trial.until(() => shown() === 'served', 200_000), 45_000, 'until the last change is shown');
      trial.staleLive = 0;
    },
    { kind: 'changes+token' },
  );
});
