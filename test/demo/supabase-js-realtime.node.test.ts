import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { RealtimeChannel, RealtimeChannelOptions, SupabaseClient } from '@supabase/supabase-js';
import { addNotes, clientOf, methodsOf } from './supabase-js.js';
import { type DemoServer, placeOrder, startTestServer } from './support.js';

/** What a callback has got, and how to wait for more. */
class Heard<T> {
  readonly all: T[] = [];
  #arrived = () => {};

  readonly hear = (what: T): void => {
    this.all.push(what);
    this.#arrived();
  };

  async reaches(count: number): Promise<readonly T[]> {
    while (this.all.length < count) {
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
    return this.all;
  }
}

/** The channel's documented methods, and those that pages have no use for. */
const channelCalls = ['httpSend', 'on', 'presenceState', 'send', 'subscribe', 'track', 'unsubscribe', 'untrack'];
const channelParts = ['copyBindings', 'teardown', 'updateJoinPayload'];
const clientCalls = [
  ...['channel', 'connect', 'connectionState', 'disconnect', 'endpointURL', 'getChannels', 'isConnected'],
  ...[
    'isConnecting',
    'isDisconnecting',
    'onHeartbeat',
    'removeAllChannels',
    'removeChannel',
    'sendHeartbeat',
    'setAuth',
  ],
];
const clientParts = ['hasLogger', 'log', 'push'];

describe('the channels of supabase-js, as documented, against the demo server', () => {
  let server: DemoServer;
  let clients: SupabaseClient[];
  let supabase: SupabaseClient;

  before(async () => {
    server = await startTestServer({ resubscribeDelay: 10 });
    await addNotes(server);
  });
  after(() => server.close());
  beforeEach(async () => {
    clients = [];
    supabase = client();
    await server.database.exclusively((postgres) => postgres.exec('truncate public.notes, public.replies'));
  });
  afterEach(async () => {
    for (const made of clients) {
      await made.removeAllChannels();
      await made.realtime.disconnect();
    }
  });

  function client(options: Parameters<typeof clientOf>[1] = {}): SupabaseClient {
    const made = clientOf(server, options);
    clients.push(made);
    return made;
  }

  /** Joins a channel. Rejects with the error that the client gives. */
  function join(channel: RealtimeChannel): Promise<RealtimeChannel> {
    return new Promise((resolve, reject) => {
      channel.subscribe((status, error) =>
        status === 'SUBSCRIBED' ? resolve(channel) : reject(error ?? new Error(status)),
      );
    });
  }

  /** Joins, and waits until the server says that changes arrive. */
  async function joinForChanges(channel: RealtimeChannel): Promise<void> {
    const confirmed = new Heard<{ status: string; extension: string }>();
    channel.on('system', {}, confirmed.hear);
    await join(channel);
    const [{ status } = { status: '' }] = await confirmed.reaches(1);
    assert.equal(status, 'ok');
  }

  it('covers every method of its channels and of its socket', () => {
    const documented = (object: object, parts: readonly string[]) =>
      methodsOf(object).filter((name) => !parts.includes(name));
    assert.deepEqual(documented(supabase.channel('any'), channelParts), channelCalls);
    assert.deepEqual(documented(supabase.realtime, clientParts), clientCalls);
  });

  describe('postgres_changes', () => {
    interface Change {
      readonly eventType: string;
      readonly schema: string;
      readonly table: string;
      readonly commit_timestamp: string;
      readonly new: { id?: number; n?: number };
      readonly old: { id?: number };
      readonly errors: unknown;
    }

    /**
     * Inserts the notes 1 and 2, updates and deletes them. A row that is gone when its change is read is hidden, as on
     * the real server, so it waits for a note of its own in between.
     */
    async function write(read: Heard<Change>): Promise<void> {
      for (const [count, sql] of [
        [
          1,
          `insert into public.notes (id, body, n) values (1, 'one', 10), (2, 'two', 20);
             update public.notes set n = n + 1 where id in (1, 2)`,
        ],
        [2, 'delete from public.notes where id in (1, 2)'],
      ] as const) {
        const mark = `insert into public.notes (id, body, n) values (${90 + count}, 'all read', 99)`;
        await server.database.exclusively((postgres) => postgres.exec(`${sql}; ${mark}`));
        await read.reaches(count);
      }
    }

    for (const [event, expected] of [
      ['INSERT', ['INSERT 1', 'INSERT 2']],
      ['UPDATE', ['UPDATE 1', 'UPDATE 2']],
      ['DELETE', ['DELETE 1', 'DELETE 2']],
      ['*', ['INSERT 1', 'INSERT 2', 'UPDATE 1', 'UPDATE 2', 'DELETE 1', 'DELETE 2']],
    ] as const) {
      it(`sends the event ${event}`, async () => {
        const heard = new Heard<Change>();
        const end = new Heard<Change>();
        const channel = supabase
          .channel('changes')
          .on('postgres_changes', { event: event as '*', schema: 'public', table: 'notes' }, (change) =>
            heard.hear(change as never),
          )
          .on('postgres_changes', { event: 'INSERT', schema: 'public', table: 'notes', filter: 'id=gt.90' }, (change) =>
            end.hear(change as never),
          );
        await joinForChanges(channel);
        await write(end);
        const told = heard.all.map(({ eventType, new: row, old }) => `${eventType} ${row.id ?? old.id}`);
        assert.deepEqual(
          told.filter((text) => !/9\d$/.test(text)),
          expected,
        );
        for (const { schema, table, errors, commit_timestamp } of heard.all) {
          assert.deepEqual([schema, table, errors], ['public', 'notes', null]);
          assert.ok(!Number.isNaN(Date.parse(commit_timestamp)));
        }
      });
    }

    for (const [filter, expected] of [
      ['n=eq.10', [1]],
      ['n=neq.10', [2]],
      ['n=gt.10', [2]],
      ['n=gte.10', [1, 2]],
      ['n=lt.20', [1]],
      ['n=lte.20', [1, 2]],
      ['n=in.(10,30)', [1]],
      ['body=eq.two', [2]],
      ['n=gt.5,body=eq.one', [1]],
    ] as const) {
      it(`filters inserts with ${filter}`, async () => {
        const heard = new Heard<Change>();
        const end = new Heard<Change>();
        const insert = { event: 'INSERT', schema: 'public', table: 'notes' } as const;
        const channel = supabase
          .channel('changes')
          .on('postgres_changes', { ...insert, filter }, (change) => heard.hear(change as never))
          .on('postgres_changes', { ...insert, filter: 'id=gt.90' }, (change) => end.hear(change as never));
        await joinForChanges(channel);
        await write(end);
        assert.deepEqual(
          heard.all.map(({ new: row }) => row.id).filter((id) => Number(id) < 90),
          expected,
        );
      });
    }

    it('listens to all tables of a schema', async () => {
      const heard = new Heard<Change>();
      const all = { event: '*', schema: 'public' } as const;
      await joinForChanges(
        supabase.channel('all').on('postgres_changes', all, (change) => heard.hear(change as never)),
      );
      await server.database.exclusively((postgres) =>
        postgres.exec(`insert into public.notes (id, body) values (1, 'one')`),
      );
      const order = await placeOrder(server);
      // The role `anon` may not read orders: it hears that there was a change, as on the real server.
      assert.deepEqual((await heard.reaches(2)).map(({ table, errors }) => [table, errors]).slice(0, 2), [
        ['notes', null],
        ['orders', ['Error 401: Unauthorized']],
      ]);
      assert.ok(!JSON.stringify(heard.all).includes(order.id));
    });

    it('says what is wrong with a table, and stays joined', async () => {
      const system = new Heard<{ status: string; message: string }>();
      const channel = supabase
        .channel('wrong')
        .on('postgres_changes', { event: '*', schema: 'public', table: 'nope' }, () => {})
        .on('system', {}, system.hear);
      await join(channel);
      const [told] = await system.reaches(1);
      assert.equal(told?.status, 'error');
      assert.match(told?.message ?? '', /^Unable to subscribe to changes with given parameters/);
    });
  });

  describe('broadcast', () => {
    const room = (of: SupabaseClient, config: RealtimeChannelOptions['config'] = {}) => of.channel('room', { config });
    type Message = { event: string; payload: { n?: number } | ArrayBuffer; type: string };

    it('reaches the others, by event or all, and not the sender', async () => {
      const [own, exact, all] = [new Heard<Message>(), new Heard<Message>(), new Heard<Message>()];
      const sender = await join(room(supabase).on('broadcast', { event: '*' }, own.hear));
      await join(
        room(client()).on('broadcast', { event: 'cursor' }, exact.hear).on('broadcast', { event: '*' }, all.hear),
      );
      assert.equal(await sender.send({ type: 'broadcast', event: 'other', payload: { n: 1 } }), 'ok');
      assert.equal(await sender.send({ type: 'broadcast', event: 'cursor', payload: { n: 2 } }), 'ok');
      await all.reaches(2);
      assert.deepEqual(
        exact.all.map(({ event, type, payload }) => ({ event, type, payload })),
        [{ event: 'cursor', type: 'broadcast', payload: { n: 2 } }],
      );
      assert.deepEqual(own.all, []);
    });

    it('reaches the sender too, and is acknowledged, where the channel asks for it', async () => {
      const own = new Heard<Message>();
      const sender = await join(
        room(supabase, { broadcast: { self: true, ack: true } }).on('broadcast', { event: '*' }, own.hear),
      );
      assert.equal(await sender.send({ type: 'broadcast', event: 'cursor', payload: { n: 3 } }), 'ok');
      assert.equal(own.all.length, 1, 'the acknowledgement comes after the message');
    });

    it('carries bytes', async () => {
      const heard = new Heard<Message>();
      await join(room(client()).on('broadcast', { event: '*' }, heard.hear));
      const sender = await join(room(supabase));
      await sender.send({ type: 'broadcast', event: 'photo', payload: new Uint8Array([1, 2, 255]).buffer } as never);
      const [{ payload } = { payload: {} }] = await heard.reaches(1);
      assert.deepEqual([...new Uint8Array(payload as ArrayBuffer)], [1, 2, 255]);
    });

    for (const [how, sendBy] of [
      ['httpSend', (channel: RealtimeChannel) => channel.httpSend('cursor', { n: 4 })],
      [
        'send before subscribe',
        (channel: RealtimeChannel) => channel.send({ type: 'broadcast', event: 'cursor', payload: { n: 4 } }),
      ],
    ] as const) {
      it(`goes over REST by ${how}`, async () => {
        const heard = new Heard<Message>();
        await join(room(client()).on('broadcast', { event: 'cursor' }, heard.hear));
        const answer = await sendBy(room(supabase));
        assert.deepEqual(answer, how === 'httpSend' ? { success: true } : 'ok');
        const [told] = await heard.reaches(1);
        assert.deepEqual([told?.event, told?.payload], ['cursor', { n: 4 }]);
      });
    }

    it('is refused over REST on a private channel without a policy, and with a bad token', async () => {
      const order = await placeOrder(server);
      const token = await server.tokens.signForGuest(order.id);
      const guest = client({ accessToken: async () => token });
      await guest.realtime.setAuth();
      const secret = guest.channel(`order:${order.id}`, { config: { private: true } });
      await assert.rejects(secret.httpSend('order', { status: 'ready' }), /Unauthorized/);
      const forged = client({ accessToken: async () => `${token}x` });
      await forged.realtime.setAuth();
      await assert.rejects(room(forged).httpSend('cursor', {}), /Unauthorized/);
    });

    it('is replayed on a private channel, and marked so', async () => {
      const order = await placeOrder(server);
      const guest = client({ accessToken: () => server.tokens.signForGuest(order.id) });
      await guest.realtime.setAuth();
      const heard = new Heard<{ meta?: { replayed?: boolean }; payload: { id?: string } }>();
      await join(
        guest
          .channel(`order:${order.id}`, {
            config: { private: true, broadcast: { replay: { since: Date.now() - 60_000, limit: 10 } } },
          })
          .on('broadcast', { event: 'order' }, heard.hear as never),
      );
      const [told] = await heard.reaches(1);
      assert.deepEqual([told?.meta?.replayed, told?.payload.id], [true, order.id]);
    });
  });

  describe('presence', () => {
    it('tells who joins, what they say of themselves, and who leaves', async () => {
      const table = supabase.channel('lobby', { config: { presence: { key: 'table 7' } } });
      const joins = new Heard<{ key: string }>();
      const leaves = new Heard<{ key: string }>();
      const syncs = new Heard<void>();
      table
        .on('presence', { event: 'join' }, joins.hear)
        .on('presence', { event: 'leave' }, leaves.hear)
        .on('presence', { event: 'sync' }, syncs.hear);
      await join(table);
      assert.equal(await table.track({ seats: 4 }), 'ok');
      const bar = client().channel('lobby', { config: { presence: { key: 'bar' } } });
      bar.on('presence', { event: 'sync' }, () => {});
      await join(bar);
      await bar.track({ seats: 1 });
      assert.deepEqual(
        (await joins.reaches(2)).map(({ key }) => key),
        ['table 7', 'bar'],
      );
      const state = table.presenceState<{ seats: number }>();
      assert.deepEqual([state['table 7']?.[0]?.seats, state.bar?.[0]?.seats], [4, 1]);
      assert.equal(await bar.untrack(), 'ok');
      assert.deepEqual(
        (await leaves.reaches(1)).map(({ key }) => key),
        ['bar'],
      );
      assert.ok(syncs.all.length >= 2);
    });
  });

  describe('channels, tokens and the socket', () => {
    it('leaves one channel, and all of them', async () => {
      const statuses: string[] = [];
      const one = supabase.channel('one');
      await new Promise<void>((resolve) => {
        one.subscribe((status) => {
          statuses.push(status);
          if (status === 'SUBSCRIBED') resolve();
        });
      });
      const two = await join(supabase.channel('two'));
      assert.equal(supabase.getChannels().length, 2);
      assert.equal(await supabase.removeChannel(one), 'ok');
      assert.deepEqual(statuses, ['SUBSCRIBED', 'CLOSED']);
      assert.equal(await two.unsubscribe(), 'ok');
      await join(supabase.channel('three'));
      assert.deepEqual(await supabase.removeAllChannels(), ['ok']);
      assert.deepEqual(supabase.getChannels(), []);
    });

    it('answers heartbeats', async () => {
      const beats = new Heard<string>();
      supabase.realtime.onHeartbeat((status) => beats.hear(status));
      await join(supabase.channel('beating'));
      await supabase.realtime.sendHeartbeat();
      assert.deepEqual((await beats.reaches(2)).slice(0, 2), ['sent', 'ok']);
      assert.equal(supabase.realtime.isConnected(), true);
      await supabase.realtime.disconnect();
      assert.equal(supabase.realtime.isConnected(), false);
    });

    it('takes a token by setAuth, and loses the private channel with that of another order', async () => {
      const [order, other] = [await placeOrder(server), await placeOrder(server)];
      let token = await server.tokens.signForGuest(order.id);
      const guest = client({ accessToken: async () => token });
      await guest.realtime.setAuth();
      const statuses = new Heard<string>();
      guest.channel(`order:${order.id}`, { config: { private: true } }).subscribe((status) => statuses.hear(status));
      await statuses.reaches(1);
      token = await server.tokens.signForGuest(other.id);
      await guest.realtime.setAuth();
      assert.deepEqual(await statuses.reaches(2), ['SUBSCRIBED', 'CLOSED']);
    });

    it('gives the reason of a refused join, and a time-out where the answer is late', async () => {
      const order = await placeOrder(server);
      const options = { config: { private: true } };
      await assert.rejects(
        join(supabase.channel(`order:${order.id}`, options)),
        /You do not have permissions to read from this Channel topic/,
      );
      const hasty = client({ realtime: { timeout: 1 } });
      await assert.rejects(join(hasty.channel(`order:${order.id}`, options)), /TIMED_OUT/);
    });

    it('refuses a key that is none', async () => {
      const stranger = clientOf({
        ...server,
        secrets: { ...server.secrets, publishableKey: 'sb_publishable_of_another_project' },
      });
      clients.push(stranger);
      await assert.rejects(join(stranger.channel('any')), /transport failure|socket closed/);
    });

    it('speaks version 1.0.0 of the protocol too', async () => {
      const old = client({ realtime: { vsn: '1.0.0' } as never });
      const heard = new Heard<{ payload: unknown }>();
      await join(old.channel('room').on('broadcast', { event: '*' }, heard.hear));
      const sender = await join(supabase.channel('room'));
      await sender.send({ type: 'broadcast', event: 'hi', payload: { a: 'é' } });
      assert.deepEqual((await heard.reaches(1))[0]?.payload, { a: 'é' });
    });
  });
});
