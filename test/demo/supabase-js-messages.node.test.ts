import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RealtimeChannel, RealtimeChannelOptions, SupabaseClient } from '@supabase/supabase-js';
import { Heard, joinChannel, notesPage } from './supabase-js.js';
import { placeOrder } from './support.js';

describe('the messages and the presence of supabase-js, as documented, against the demo server', () => {
  const at = notesPage();

  describe('broadcast', () => {
    const room = (of: SupabaseClient, config: RealtimeChannelOptions['config'] = {}) => of.channel('room', { config });
    type Message = { event: string; payload: { n?: number } | ArrayBuffer; type: string };

    it('reaches the others, by event or all, and not the sender', async () => {
      const [own, exact, all] = [new Heard<Message>(), new Heard<Message>(), new Heard<Message>()];
      const sender = await joinChannel(room(at.supabase).on('broadcast', { event: '*' }, own.hear));
      await joinChannel(
        room(at.pages.client())
          .on('broadcast', { event: 'cursor' }, exact.hear)
          .on('broadcast', { event: '*' }, all.hear),
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
      const sender = await joinChannel(
        room(at.supabase, { broadcast: { self: true, ack: true } }).on('broadcast', { event: '*' }, own.hear),
      );
      assert.equal(await sender.send({ type: 'broadcast', event: 'cursor', payload: { n: 3 } }), 'ok');
      assert.equal(own.all.length, 1, 'the acknowledgement comes after the message');
    });

    it('carries bytes', async () => {
      const heard = new Heard<Message>();
      await joinChannel(room(at.pages.client()).on('broadcast', { event: '*' }, heard.hear));
      const sender = await joinChannel(room(at.supabase));
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
        await joinChannel(room(at.pages.client()).on('broadcast', { event: 'cursor' }, heard.hear));
        const answer = await sendBy(room(at.supabase));
        assert.deepEqual(answer, how === 'httpSend' ? { success: true } : 'ok');
        const [told] = await heard.reaches(1);
        assert.deepEqual([told?.event, told?.payload], ['cursor', { n: 4 }]);
      });
    }

    it('is refused over REST on a private channel without a policy, and with a bad token', async () => {
      const order = await placeOrder(at.server);
      const token = await at.server.tokens.signForGuest(order.id);
      const guest = at.pages.client({ accessToken: async () => token });
      await guest.realtime.setAuth();
      const secret = guest.channel(`order:${order.id}`, { config: { private: true } });
      await assert.rejects(secret.httpSend('order', { status: 'ready' }), /Unauthorized/);
      const forged = at.pages.client({ accessToken: async () => `${token}x` });
      await forged.realtime.setAuth();
      await assert.rejects(room(forged).httpSend('cursor', {}), /Unauthorized/);
    });

    it('is replayed on a private channel, and marked so', async () => {
      const order = await placeOrder(at.server);
      const guest = at.pages.client({ accessToken: () => at.server.tokens.signForGuest(order.id) });
      await guest.realtime.setAuth();
      const heard = new Heard<{ meta?: { replayed?: boolean }; payload: { id?: string } }>();
      await joinChannel(
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
      const table = at.supabase.channel('lobby', { config: { presence: { key: 'table 7' } } });
      const joins = new Heard<{ key: string }>();
      const leaves = new Heard<{ key: string }>();
      const syncs = new Heard<void>();
      table
        .on('presence', { event: 'join' }, joins.hear)
        .on('presence', { event: 'leave' }, leaves.hear)
        .on('presence', { event: 'sync' }, syncs.hear);
      await joinChannel(table);
      assert.equal(await table.track({ seats: 4 }), 'ok');
      const bar = at.pages.client().channel('lobby', { config: { presence: { key: 'bar' } } });
      bar.on('presence', { event: 'sync' }, () => {});
      await joinChannel(bar);
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
});
