import assert from 'node:assert/strict';
import { it } from 'node:test';
import { TestSocket } from '../../demo/support.js';

/** A server of order-status.v1 under test, and what its clients may follow there. */
export interface ProtocolServer {
  readonly url: string;
  readonly orderId: string;
  readonly token: string | undefined;
  /** Commits one change of the order. */
  change(status: string): Promise<void> | void;
}

interface Message {
  readonly type: string;
  readonly ref?: string;
  readonly code?: number;
  readonly snapshot?: boolean;
  readonly order?: { readonly id: string; readonly status: string; readonly version: number };
}

/** What PROTOCOL.md says of every server. */
export function itAnswersAsTheProtocolSays(serve: () => ProtocolServer): void {
  const open = () => new TestSocket(serve().url, ['order-status.v1']).opened();
  const next = async (socket: TestSocket) => (await socket.message()) as Message;
  const subscribe = async (socket: TestSocket, ref: string) => {
    const { orderId, token } = serve();
    socket.send({ type: 'subscribe', ref, order_id: orderId, token });
    assert.deepEqual(await next(socket), { type: 'subscribed', ref });
  };
  /** The pong shows that no other message came before it. */
  const isSilent = async (socket: TestSocket) => {
    socket.send({ type: 'ping' });
    assert.deepEqual(await next(socket), { type: 'pong' });
  };

  it('selects the subprotocol, and closes a socket without it with 4400', async () => {
    const socket = await open();
    assert.equal(socket.socket.protocol, 'order-status.v1');
    await socket.close();
    assert.equal(await new TestSocket(serve().url).closed, 4400);
  });

  it('sends nothing before `subscribed`, then every change, and keeps their order with that of a snapshot', async () => {
    const socket = await open();
    await subscribe(socket, '1');
    await isSilent(socket);
    await serve().change('preparing');
    const changed = await next(socket);
    assert.deepEqual([changed.ref, changed.order?.status, changed.snapshot], ['1', 'preparing', undefined]);
    socket.send({ type: 'snapshot', ref: '1', min_version: changed.order?.version });
    const { snapshot, order } = await next(socket);
    assert.deepEqual([snapshot, order?.version], [true, changed.order?.version]);
    await socket.close();
  });

  it('answers a snapshot whose `min_version` it cannot reach with what it has', async () => {
    const socket = await open();
    await subscribe(socket, '1');
    socket.send({ type: 'snapshot', ref: '1', min_version: 4_000_000 });
    const { snapshot, order } = await next(socket);
    assert.equal(snapshot, true);
    assert.ok((order?.version ?? 0) < 100);
    await socket.close();
  });

  it('lets a `ref` be used again after `unsubscribe` and after `closed`, and not before', async () => {
    const { orderId, token } = serve();
    const socket = await open();
    await subscribe(socket, '1');
    socket.send({ type: 'subscribe', ref: '1', order_id: orderId, token });
    assert.equal((await next(socket)).type, 'error');
    socket.send({ type: 'unsubscribe', ref: '1' });
    await subscribe(socket, '1');
    socket.send({ type: 'subscribe', ref: '2', order_id: 'no-such-order', token });
    const { type, ref } = await next(socket);
    assert.deepEqual([type, ref], ['closed', '2']);
    await subscribe(socket, '2');
    await socket.close();
  });

  it('ends a subscription that it refuses, and keeps the socket and the others', async () => {
    const socket = await open();
    await subscribe(socket, '1');
    socket.send({ type: 'subscribe', ref: '2', order_id: 'no-such-order', token: serve().token });
    assert.ok([4403, 4404].includes(Number((await next(socket)).code)));
    socket.send({ type: 'snapshot', ref: '1' });
    assert.equal((await next(socket)).snapshot, true);
    await socket.close();
  });

  it('answers what it cannot read with `error` without `ref`, and ignores what it need not know', async () => {
    const socket = await open();
    for (const frame of ['not json', '[]', '{}', Buffer.from('{"type":"ping"}'), '{"type":"snapshot","ref":"none"}']) {
      socket.send(frame);
      const { type, ref } = await next(socket);
      assert.deepEqual([type, ref], ['error', undefined], String(frame));
    }
    socket.send({ type: 'from the future', ref: '1' });
    socket.send({ type: 'unsubscribe', ref: 'none' });
    socket.send({ type: 'token', ref: 'none', token: 'a.b.c' });
    await isSilent(socket);
    await socket.close();
  });

  it('lets clients without an origin connect, and gives fifty subscriptions to one socket', async () => {
    const socket = await open();
    for (let ref = 1; ref <= 50; ref += 1) await subscribe(socket, `${ref}`);
    await socket.close();
  });

  it('closes a socket with 1009 for a frame of more than 64 kB', async () => {
    const socket = await open();
    socket.send(JSON.stringify({ type: 'ping', more: 'x'.repeat(65 * 1024) }));
    assert.equal(await socket.closed, 1009);
  });
}
