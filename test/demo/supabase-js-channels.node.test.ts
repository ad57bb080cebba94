import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { SupabaseClient } from '@supabase/supabase-js';
import { addNotes, clientOf, Heard, joinChannel, methodsOf, Pages } from './supabase-js.js';
import { type DemoServer, placeOrder, startTestServer } from './support.js';

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
  let pages: Pages;
  let supabase: SupabaseClient;

  before(async () => {
    server = await startTestServer({ resubscribeDelay: 10 });
    await addNotes(server);
  });
  after(() => server.close());
  beforeEach(async () => {
    pages = new Pages(server);
    supabase = pages.client();
    await server.database.exclusively((postgres) => postgres.exec('truncate public.notes, public.replies'));
  });
  afterEach(() => pages.close());

  it('covers every method of its channels and of its socket', () => {
    const documented = (object: object, parts: readonly string[]) =>
      methodsOf(object).filter((name) => !parts.includes(name));
    assert.deepEqual(documented(supabase.channel('any'), channelParts), channelCalls);
    assert.deepEqual(documented(supabase.realtime, clientParts), clientCalls);
  });

  it('leaves one channel, and all of them', async () => {
    const statuses: string[] = [];
    const one = supabase.channel('one');
    await new Promise<void>((resolve) => {
      one.subscribe((status) => {
        statuses.push(status);
        if (status === 'SUBSCRIBED') resolve();
      });
    });
    const two = await joinChannel(supabase.channel('two'));
    assert.equal(supabase.getChannels().length, 2);
    assert.equal(await supabase.removeChannel(one), 'ok');
    assert.deepEqual(statuses, ['SUBSCRIBED', 'CLOSED']);
    assert.equal(await two.unsubscribe(), 'ok');
    await joinChannel(supabase.channel('three'));
    assert.deepEqual(await supabase.removeAllChannels(), ['ok']);
    assert.deepEqual(supabase.getChannels(), []);
  });

  it('answers heartbeats', async () => {
    const beats = new Heard<string>();
    supabase.realtime.onHeartbeat((status) => beats.hear(status));
    await joinChannel(supabase.channel('beating'));
    await supabase.realtime.sendHeartbeat();
    assert.deepEqual((await beats.reaches(2)).slice(0, 2), ['sent', 'ok']);
    assert.equal(supabase.realtime.isConnected(), true);
    await supabase.realtime.disconnect();
    assert.equal(supabase.realtime.isConnected(), false);
  });

  it('takes a token by setAuth, and loses the private channel with that of another order', async () => {
    const [order, other] = [await placeOrder(server), await placeOrder(server)];
    let token = await server.tokens.signForGuest(order.id);
    const guest = pages.client({ accessToken: async () => token });
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
      joinChannel(supabase.channel(`order:${order.id}`, options)),
      /You do not have permissions to read from this Channel topic/,
    );
    const hasty = pages.client({ realtime: { timeout: 1 } });
    await assert.rejects(joinChannel(hasty.channel(`order:${order.id}`, options)), /TIMED_OUT/);
  });

  it('refuses a key that is none', async () => {
    const stranger = clientOf({
      ...server,
      secrets: { ...server.secrets, publishableKey: 'sb_publishable_of_another_project' },
    });
    pages.add(stranger);
    await assert.rejects(joinChannel(stranger.channel('any')), /transport failure|socket closed/);
  });

  it('speaks version 1.0.0 of the protocol too', async () => {
    const old = pages.client({ realtime: { vsn: '1.0.0' } as never });
    const heard = new Heard<{ payload: unknown }>();
    await joinChannel(old.channel('room').on('broadcast', { event: '*' }, heard.hear));
    const sender = await joinChannel(supabase.channel('room'));
    await sender.send({ type: 'broadcast', event: 'hi', payload: { a: 'é' } });
    assert.deepEqual((await heard.reaches(1))[0]?.payload, { a: 'é' });
  });
});
