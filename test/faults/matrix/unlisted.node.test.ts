import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { SimulatedSocket } from '../world/simulated-socket.js';
import { row, Trial, within } from './trial.js';

/** Faults that nobody thought of when the matrix was written, and what an outsider found by trying them. */

function reset({ world }: Trial): void {
  for (const { socket } of [...world.server.sockets]) socket.reset();
}

/** The socket that the page has open, and the topic of its channel. */
function channelOf({ world }: Trial): { readonly socket: SimulatedSocket; readonly topic: string } {
  const [end] = world.server.sockets;
  if (!end) throw new Error('nobody is connected');
  const [topic = ''] = [...end.socket.subscriptions.keys()].at(-1)?.split(' ') ?? [];
  return { socket: end.socket, topic };
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

describe('a back end that is wrong for a moment', () => {
  for (const kind of ['broadcast+polling+token', 'broadcast+token', 'changes+token'] as const) {
    row(
      'D12',
      `its reads answer 401 for 5 s, and the live connection stands (${kind})`,
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
    'one read answers 403',
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
    'an order that was there is missing for 6 s',
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

  // PostgREST says PGRST202, "no such function", while it loads its schema anew.
  row(
    'D12',
    'one read answers that it is set up wrongly, and others did not',
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
    row('D12', `one subscription is refused with ${code}, and reads go on well`, async (trial) => {
      trial.world.server.refusal = code;
      reset(trial);
      await trial.watch(10_000);
      trial.world.server.heal();
      within(await trial.until(() => trial.isLive, 120_000), 60_000, 'until live again');
    });
  }

  row(
    'F46',
    'a row is deleted and written anew, as when it moves to another partition',
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

describe('a token endpoint that has worked', () => {
  for (const kind of ['polling+token', 'broadcast+token'] as const) {
    row(
      'D12',
      `answers the next exchange with 403, as a proxy does in a deployment (${kind})`,
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
      `goes on to refuse: a withdrawn link is said to be one (${kind})`,
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

describe('a limit of reads', () => {
  row(
    'D12',
    'the read that proves a new connection is one too many, and may come again in a second',
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

describe('tokens that do not say how long they last', () => {
  row(
    'D17',
    'they end every minute, and no read is ever answered',
    async (trial) => {
      const { tokens, http } = trial.world;
      tokens.lifetime = 60_000;
      const { atob } = globalThis;
      // What is in them cannot be read.
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

describe('what Realtime may do beyond the recordings', () => {
  row(
    'S13',
    'the first private join is refused because Realtime is restarting',
    async (trial) => {
      // No code of ours: Realtime's words for it are none that tell why.
      trial.world.server.refusal = 4999;
      trial.world.open();
      await trial.watch(6_000);
      trial.world.server.heal();
      within(await trial.until(() => trial.isLive, 60_000), 12_100, 'until live');
      assert.match(channelOf(trial).topic, /^realtime:order:A1$/, 'it gave up the private channel');
      assert.equal(trial.guest.tab.session.size, 0, 'it will not even try again');
    },
    { kind: 'supabase+token', begun: false },
  );

  row(
    'F83',
    'a change in bytes of a kind that nobody knows',
    async (trial) => {
      await trial.watch(10_000);
      trial.world.server.rules.push({ kind: 'lose' });
      trial.world.commit('ready');
      trial.world.server.inject(new Uint8Array([9, 1, 2, 3, 4, 5]).buffer);
      within(await trial.until(() => trial.shown === 'ready', 60_000), 10_100, 'until it is read');
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
    'the answer to a join goes astray, and what follows it does not',
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
    'a table without versions, and a transaction that began before the last one and ends after it',
    async (trial) => {
      const { origin } = trial.world;
      const wireOf = origin.wireOf.bind(origin);
      origin.wireOf = (orderId, version) => {
        const { version: _, epoch, ...row } = wireOf(orderId, version);
        const isEarlier = version.status === 'served';
        return { ...row, ...(isEarlier && { updated_at: new Date(Date.UTC(2026, 10, 22, 11)).toISOString() }) };
      };
      // The checks go by versions.
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

describe('a connection that looks well and leaves changes out', () => {
  for (const kind of ['broadcast+token', 'changes+token', 'socket+polling', 'plain+heartbeat+polling'] as const) {
    row(
      'S4',
      `replication has died, the socket has not, by ${kind}`,
      async (trial) => {
        await trial.watch(60_000);
        for (let lost = 0; lost < 20; lost += 1) trial.world.server.rules.push({ kind: 'lose' });
        const { connects } = trial;
        trial.world.commit('preparing');
        within(await trial.until(() => trial.shown === 'preparing', 90_000), 75_000, 'until the change is shown');
        within(await trial.until(() => trial.connects > connects, 20_000), 12_000, 'until it connects anew');
        await trial.until(() => trial.isLive, 20_000);
        trial.world.commit('ready');
        within(await trial.until(() => trial.shown === 'ready', 60_000), 12_100, 'until the next one is shown');
        // What it said meanwhile is what this is about.
        trial.staleLive = 0;
      },
      { kind },
    );

    row(
      'S1',
      `a change is lost just after the connection came to stand, by ${kind}`,
      async (trial) => {
        trial.world.server.rules.push({ kind: 'lose' });
        trial.world.commit('ready');
        within(await trial.until(() => trial.shown === 'ready', 60_000), 12_100, 'until the change is shown');
        trial.staleLive = 0;
      },
      { kind },
    );
  }

  row(
    'S4',
    'a channel without a trigger: auto finds out',
    async (trial) => {
      const { rules } = trial.world.server;
      for (let lost = 0; lost < 100; lost += 1) rules.push({ kind: 'lose' });
      trial.world.commit('preparing');
      await trial.until(() => trial.shown === 'preparing', 90_000);
      await trial.watch(20_000);
      trial.world.commit('ready');
      await trial.until(() => trial.shown === 'ready', 90_000);
      await trial.watch(20_000);
      assert.doesNotMatch(channelOf(trial).topic, /^realtime:order:A1$/, 'it still trusts the private channel');
      trial.staleLive = 0;
    },
    { kind: 'supabase+token' },
  );
});
