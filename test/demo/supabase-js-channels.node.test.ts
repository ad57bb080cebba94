import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clientOf, Heard, joinChannel, methodsOf, notesPage } from './supabase-js.js';
import { placeOrder } from './support.js';

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
  const at = notesPage();

  it('covers every method of its channels and of its socket', () => {
    const documented = (object: object, parts: readonly string[]) =>
      methodsOf(object).filter((name) => !parts.includes(name));
    assert.deepEqual(documented(at.supabase.channel('any'), channelParts), channelCalls);
    assert.deepEqual(documented(at.supabase.realtime, clientParts), clientCalls);
  });

  it('leaves one channel, and all of them', async () => {
    const statuses: string[] = [];
    const one = at.supabase.channel('one');
    await new Promise<void>((resolve) => {
      one.subscribe((status) => {
        statuses.push(status);
        if (status === 'SUBSCRIBED') resolve();
      });
    });
    const two = await joinChannel(at.supabase.channel('two'));
    assert.equal(at.supabase.getChannels().length, 2);
    assert.equal(await at.supabase.removeChannel(one), 'ok');
    assert.deepEqual(statuses, ['SUBSCRIBED', 'CLOSED']);
    assert.equal(await two.unsubscribe(), 'ok');
    await joinChannel(at.supabase.channel('three'));
    assert.deepEqual(await at.supabase.removeAllChannels(), ['ok']);
    assert.deepEqual(at.supabase.getChannels(), []);
  });

  it('answers heartbeats', async () => {
    const beats = new Heard<string>();
    at.supabase.realtime.onHeartbeat((status) => beats.hear(status));
    await joinChannel(at.supabase.channel('beating'));
    await at.supabase.realtime.sendHeartbeat();
    assert.deepEqual((await beats.reaches(2)).slice(0, 2), ['sent', 'ok']);
    assert.equal(at.supabase.realtime.isConnected(), true);
    await at.supabase.realtime.disconnect();
    assert.equal(at.supabase.realtime.isConnected(), false);
  });

  it('takes a token by setAuth, and loses the private channel with that of another order', async () => {
    const [order, other] = [await placeOrder(at.server), await placeOrder(at.server)];
    let token = await at.server.tokens.signForGuest(order.id);
    const guest = at.pages.client({ accessToken: async () => token });
    await guest.realtime.setAuth();
    const statuses = new Heard<string>();
    guest.channel(`order:${order.id}`, { config: { private: true } }).subscribe((status) => statuses.hear(status));
    await statuses.reaches(1);
    token = await at.server.tokens.signForGuest(other.id);
    await guest.realtime.setAuth();
    assert.deepEqual(await statuses.reaches(2), ['SUBSCRIBED', 'CLOSED']);
  });

  it('gives the reason of a refused join, and a time-out where the answer is late', async () => {
    const order = await placeOrder(at.server);
    const options = { config: { private: true } };
    await assert.rejects(
      joinChannel(at.supabase.channel(`order:${order.id}`, options)),
      /You do not have permissions to read from this Channel topic/,
    );
    const hasty = at.pages.client({ realtime: { timeout: 1 } });
    await assert.rejects(joinChannel(hasty.channel(`order:${order.id}`, options)), /TIMED_OUT/);
  });

  it('refuses a key that is none', async () => {
    const stranger = clientOf({
      ...at.server,
      secrets: { ...at.server.secrets, publishableKey: 'sb_publishable_of_another_project' },
    });
    at.pages.add(stranger);
    await assert.rejects(joinChannel(stranger.channel('any')), /transport failure|socket closed/);
  });

  it('speaks version 1.0.0 of the protocol too', async () => {
    const old = at.pages.client({ realtime: { vsn: '1.0.0' } as never });
    const heard = new Heard<{ payload: unknown }>();
    await joinChannel(old.channel('room').on('broadcast', { event: '*' }, heard.hear));
    const sender = await joinChannel(at.supabase.channel('room'));
    await sender.send({ type: 'broadcast', event: 'hi', payload: { a: 'é' } });
    assert.deepEqual((await heard.reaches(1))[0]?.payload, { a: 'é' });
  });
});
