import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { itAnswersAsTheProtocolSays } from '../transports/websocket/protocol-answers.js';
import {
  type DemoServer,
  moveTo,
  openOrderSocket,
  placeOrder,
  startTestServer,
  type TestOrder,
  type TestSocket,
} from './support.js';

interface OrderMessage {
  readonly type: string;
  readonly ref: string;
  readonly snapshot?: true;
  readonly order: { readonly id: string; readonly status: string; readonly version: number; readonly items: unknown[] };
}

describe('order-status.v1', () => {
  let server: DemoServer;
  let order: TestOrder;
  let token: string;
  before(async () => {
    server = await startTestServer({ allowedOrigins: ['https://bistro.example'] });
  });
  after(() => server.close());
  beforeEach(async () => {
    order = await placeOrder(server);
    token = await server.tokens.signForGuest(order.id);
  });

  async function subscribed(ref = '1'): Promise<TestSocket> {
    const socket = await openOrderSocket(server);
    socket.send({ type: 'subscribe', ref, order_id: order.id, token });
    assert.deepEqual(await socket.message(), { type: 'subscribed', ref });
    return socket;
  }

  itAnswersAsTheProtocolSays(() => ({
    url: `${server.url.replace('http', 'ws')}/ws`,
    orderId: order.id,
    token,
    change: (status) => moveTo(server, order.id, status),
  }));

  it('sends every change after `subscribed`, and the last of several quick changes contains the whole order', async () => {
    const socket = await subscribed();
    await moveTo(server, order.id, 'preparing', 'ready');
    const sent: OrderMessage[] = [];
    for (const [status, version] of [
      ['preparing', 2],
      ['ready', 3],
    ]) {
      const message = (await socket.message()) as OrderMessage;
      assert.deepEqual([message.type, message.ref, message.snapshot], ['order', '1', undefined]);
      assert.deepEqual([message.order.id, message.order.status, message.order.version], [order.id, status, version]);
      sent.push(message);
    }
    assert.equal(sent[1]?.order.items.length, 2);
    await socket.close();
  });

  it('sends a change of the items, such as a dish that is ready', async () => {
    const socket = await subscribed();
    await server.database.transaction((query) =>
      query.query(`update public.order_items set status = 'ready' where order_id = $1 and position = 1`, [order.id]),
    );
    const { order: sent } = (await socket.message()) as OrderMessage;
    assert.deepEqual(
      sent.items.map((item) => (item as { status: string }).status),
      ['ready', null],
    );
    await socket.close();
  });

  it('answers a snapshot message with the current order', async () => {
    const socket = await subscribed();
    socket.send({ type: 'snapshot', ref: '1', min_version: 1 });
    const message = (await socket.message()) as OrderMessage;
    assert.deepEqual([message.type, message.ref, message.snapshot, message.order.version], ['order', '1', true, 1]);
    await socket.close();
  });

  it('serves several subscriptions on one socket, and keeps the others when one is unsubscribed', async () => {
    const other = await placeOrder(server);
    const socket = await subscribed('a');
    socket.send({ type: 'subscribe', ref: 'b', order_id: other.id, token: await server.tokens.signForGuest(other.id) });
    assert.deepEqual(await socket.message(), { type: 'subscribed', ref: 'b' });
    socket.send({ type: 'unsubscribe', ref: 'a' });
    socket.send({ type: 'snapshot', ref: 'b' });
    assert.equal(((await socket.message()) as OrderMessage).ref, 'b');
    await moveTo(server, order.id, 'preparing');
    await moveTo(server, other.id, 'preparing');
    assert.equal(((await socket.message()) as OrderMessage).order.id, other.id);
    await socket.close();
  });

  it('answers a ping with a pong', async () => {
    const socket = await openOrderSocket(server);
    socket.send({ type: 'ping' });
    assert.deepEqual(await socket.message(), { type: 'pong' });
    await socket.close();
  });

  it('refuses a subscription with `closed` and a code, and keeps the socket open', async () => {
    const other = await placeOrder(server);
    const gone = crypto.randomUUID();
    const socket = await openOrderSocket(server);
    const refusals: readonly (readonly [unknown, unknown, number])[] = [
      [order.id, undefined, 4401],
      [order.id, 'garbage', 4401],
      [order.id, await server.tokens.sign({ role: 'tracker', order_id: order.id }, -1), 4401],
      [other.id, token, 4403],
      [crypto.randomUUID(), token, 4403],
      ['no id', token, 4403],
      [order.id, await server.tokens.sign({ role: 'anon', order_id: order.id }, 60), 4404],
      [gone, await server.tokens.signForGuest(gone), 4404],
    ];
    for (const [orderId, badToken, code] of refusals) {
      socket.send({ type: 'subscribe', ref: '1', order_id: orderId, token: badToken });
      const { reason, ...message } = (await socket.message()) as { reason: unknown };
      assert.deepEqual(message, { type: 'closed', ref: '1', code });
      assert.equal(typeof reason, 'string');
    }
    socket.send({ type: 'subscribe', ref: '1', order_id: order.id, token });
    assert.deepEqual(await socket.message(), { type: 'subscribed', ref: '1' });
    await socket.close();
  });

  it('closes a subscription when its token expires, but not one whose token was renewed', async () => {
    const short = await server.tokens.sign({ role: 'tracker', order_id: order.id }, 3);
    const socket = await openOrderSocket(server);
    for (const ref of ['renewed', 'expiring']) {
      socket.send({ type: 'subscribe', ref, order_id: order.id, token: short });
      assert.deepEqual(await socket.message(), { type: 'subscribed', ref });
    }
    socket.send({ type: 'token', ref: 'renewed', token });
    assert.deepEqual(await socket.message(), {
      type: 'closed',
      ref: 'expiring',
      code: 4401,
      reason: 'the token has expired',
    });
    await moveTo(server, order.id, 'preparing');
    assert.equal(((await socket.message()) as OrderMessage).ref, 'renewed');
    await socket.close();
  });

  it('closes a subscription when its renewed token is for another order', async () => {
    const other = await placeOrder(server);
    const socket = await subscribed();
    socket.send({ type: 'token', ref: '1', token: await server.tokens.signForGuest(other.id) });
    assert.equal(((await socket.message()) as { code: number }).code, 4403);
    await socket.close();
  });

  it('answers malformed messages with `error`', async () => {
    const socket = await openOrderSocket(server);
    const subscribe = `{"type":"subscribe","order_id":"${order.id}","ref":`;
    for (const frame of ['{"type":7}', '{"type":"subscribe"}', `${subscribe}""}`, `${subscribe}"${'1'.repeat(65)}"}`]) {
      socket.send(frame);
      assert.equal(((await socket.message()) as { type: string }).type, 'error', frame);
    }
    await socket.close();
  });

  it('refuses a sixth socket with the same token, until one of the five is closed', async () => {
    const sockets = await Promise.all(['1', '2', '3', '4', '5'].map((ref) => subscribed(ref)));
    const sixth = await openOrderSocket(server);
    const ask = { type: 'subscribe', ref: '6', order_id: order.id, token };
    sixth.send(ask);
    assert.equal(((await sixth.message()) as { code: number }).code, 4429);
    await sockets[0]?.close();
    // The first socket is closed, so the token has one connection less.
    sixth.send(ask);
    assert.deepEqual(await sixth.message(), { type: 'subscribed', ref: '6' });
    await Promise.all([...sockets.slice(1), sixth].map((socket) => socket.close()));
  });

  it('refuses a handshake from an origin that is not allowed', async () => {
    await assert.rejects(openOrderSocket(server, { Origin: 'https://evil.example' }), /HTTP 403/);
    await (await openOrderSocket(server, { Origin: 'https://bistro.example' })).close();
  });
});

describe('the limits of order-status.v1', () => {
  it('close idle sockets with 1000, and sockets above the limit of an IP address with 4429', async () => {
    const server = await startTestServer({ idleTimeout: 50, maximumSocketsPerAddress: 1 });
    const socket = await openOrderSocket(server);
    const second = await openOrderSocket(server);
    assert.equal(await second.closed, 4429);
    assert.equal(await socket.closed, 1000);
    await server.close();
  });

  it('close every socket with 1012 when the server restarts', async () => {
    const server = await startTestServer();
    const socket = await openOrderSocket(server);
    await Promise.all([server.close(), socket.closed.then((code) => assert.equal(code, 1012))]);
  });
});
