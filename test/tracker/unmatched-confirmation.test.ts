import { expect } from '@esm-bundle/chai';
import { payloadFaultsCode } from '../../src/tracker/payload-faults-code.js';
import type { TrackerError } from '../../src/tracker/types.js';
import type { OrderTransport } from '../../src/transports/transport.js';
import { plainCode, webSocketTransport } from '../../src/transports/websocket/websocket.js';
import { FakeSocketServer } from '../support/fake-socket-server.js';
import { followedOrder } from './followed-order.js';

describe('a websocket-confirm that matches nothing', () => {
  const at = followedOrder();
  let told: TrackerError[];
  let server: FakeSocketServer;
  let order: object;

  before(() => Promise.all([payloadFaultsCode.load(), plainCode.load()]));

  const follow = async (read?: OrderTransport['read']) => {
    told = [];
    order = { id: 'A1', status: 'pending' };
    server = new FakeSocketServer();
    const transport = webSocketTransport({
      url: 'wss://example.org/',
      protocol: 'plain',
      hello: [{ join: '{id}' }],
      confirm: { type: 'subscription_ok' },
      heartbeat: { alive: { type: 'ping' }, seconds: 3 },
      WebSocket: server.WebSocket,
    });
    at.follow({ transport: { ...transport, ...(read && { read }) }, onError: (error) => told.push(error) });
    await at.world.pass(0);
    server.socket.accept();
    server.socket.say({ type: 'joined', room: 'A1', guest: 'Ada' });
  };
  const push = (status: string) => {
    order = { id: 'A1', status };
    server.socket.say(order);
  };
  /** Lets time pass on a server that gives signs of life. */
  const live = async (seconds: number) => {
    for (let second = 0; second < seconds; second += 3) {
      server.socket.say({ type: 'ping' });
      await at.world.pass(3_000);
    }
  };

  for (const [where, read] of [
    ['', undefined],
    [', where a read has answered before', async () => order],
  ] as const) {
    it(`leaves guests the live order where it comes all the same, and tells the developer once${where}`, async () => {
      await follow(read);
      push('preparing');
      await live(30);
      expect(at.state).to.include({ orderStatus: 'preparing', connectionStatus: 'connected' });
      push('ready');
      await live(60);
      expect(at.state).to.include({ orderStatus: 'ready', connectionStatus: 'connected' });
      expect(told).to.deep.equal([
        {
          code: 'config',
          message:
            'websocket-confirm matched nothing. The order came all the same, so it is live. A message that came: {"type":"joined","room":"…","guest":"…"}. Correct websocket-confirm, or leave it out.',
          recoverable: true,
        },
      ]);
    });
  }

  for (const frame of [{ type: 'noise' }, { id: 'B1', status: 'ready' }, { id: 'A1', status: 'forbidden' }]) {
    it(`is no confirmation where only ${JSON.stringify(frame)} came`, async () => {
      await follow();
      server.socket.say(frame);
      await live(18);
      expect(at.state.isConnected).to.equal(false);
      expect(server.sockets.length).to.be.greaterThan(1);
      expect(told.filter(({ message }) => message.includes('matched nothing'))).to.deep.equal([]);
    });
  }
});
