import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { WebSocket } from 'ws';
import { examine, type Report } from '../../src/doctor/examine.js';
import {
  codesIn,
  type Kind,
  kinds,
  orderOf,
  plain,
  type Restaurant,
  restaurant,
  speakPlainOf,
  streamOf,
} from './changing-servers.js';
import { impatient, origin, testWorld, told } from './examination.js';
import {
  endPoint,
  order,
  orderId,
  otherOrderId,
  serveHttp,
  serveSockets,
  socketUrl,
  withServer,
} from './small-servers.js';

/** Examines, and changes the order when the doctor says that it listens. */
async function watched(kind: Kind, kitchen: Restaurant): Promise<Report & { readonly said: readonly string[] }> {
  const said: string[] = [];
  const say = (text: string) => {
    said.push(text);
    if (!kitchen.isChanged) return;
    kitchen.status = 'ready';
    kitchen.version += 1;
    if (kitchen.announces) for (const tell of kitchen.listeners) tell(orderOf(kitchen));
  };
  const report = await withServer(kind.serve(kitchen), (server) =>
    examine(
      { options: { orderId, ...kind.options(server) }, origin, isOriginGiven: true, watch: 200 },
      { ...testWorld(), say },
    ),
  );
  return { ...report, said };
}

describe('the doctor that watches while the owner changes the order', { concurrency: 4 }, () => {
  for (const kind of kinds) {
    const flow = /^changes-|^nothing-changed/;

    it(`says when to change it, and that the change came: ${kind.name}`, async () => {
      const report = await watched(kind, restaurant());
      assert.deepEqual(codesIn(report, flow), ['changes-arrive'], told(report));
      assert.match(report.said.join('\n'), /^Listening now, for 0\.2 s: change the order\.$/);
    });

    it(`says that nobody changed it: ${kind.name}`, async () => {
      const report = await watched(kind, restaurant({ isChanged: false }));
      assert.deepEqual(codesIn(report, flow), ['nothing-changed'], told(report));
    });
  }

  it('names a subscription that stands and brings nothing', async () => {
    for (const kind of kinds.filter(({ name }) => !name.includes('own'))) {
      const report = await watched(kind, restaurant({ announces: false }));
      assert.deepEqual(codesIn(report, /^changes-|^nothing-changed/), ['changes-silent'], told(report));
    }
  });

  it('says so too of an endpoint that is polled, where nobody changed it', async () => {
    const polled: Kind = {
      name: 'polled',
      serve: (kitchen) => serveHttp(endPoint({ body: () => orderOf(kitchen) })),
      options: ({ url }) => ({ pollUrl: `${url}/orders/{id}`, pollInterval: 1_000 }),
    };
    const report = await watched(polled, restaurant({ isChanged: false }));
    assert.deepEqual(codesIn(report, /^changes-|^nothing-changed/), ['nothing-changed'], told(report));
  });
});

describe('the doctor that is told of another order', { concurrency: 4 }, () => {
  const all = () => true;
  const own = (id: string) => id === orderId;
  const cases = [
    { name: 'a plain WebSocket that shows it', shows: all, socket: true, codes: ['other-order-readable'] },
    { name: 'a plain WebSocket that refuses it', shows: own, socket: true, codes: ['other-order-refused'] },
    { name: 'a stream that shows it', shows: all, socket: false, codes: ['other-order-readable'] },
    { name: 'a stream that refuses it', shows: own, socket: false, codes: ['other-order-refused'] },
  ] as const;
  for (const { name, shows, socket, codes } of cases) {
    it(name, async () => {
      const serving = socket
        ? serveSockets(speakPlainOf(restaurant(), shows))
        : serveHttp(streamOf(restaurant(), shows));
      const report = await withServer(serving, (server) => {
        const options = socket
          ? { ...plain, websocketUrl: socketUrl(server) }
          : { eventsUrl: `${server.url}/events/{id}` };
        return examine(
          { options: { orderId, ...options }, origin, isOriginGiven: true, watch: 0, otherOrderId },
          testWorld(),
        );
      });
      assert.deepEqual(codesIn(report, /^other-order-/), codes, told(report));
    });
  }

  it('says so where it could not be examined', async () => {
    const kitchen = restaurant();
    const hear = (socket: WebSocket) => {
      socket.on('message', (data) => {
        const { cmd } = JSON.parse(String(data));
        if (cmd === 'yo') socket.send('{"evt":"yo"}');
        if (cmd === 'watch') socket.send('{"evt":"watching"}');
      });
    };
    const overSocket = await withServer(serveSockets(hear, {}, endPoint({ body: () => orderOf(kitchen) })), (server) =>
      examine(
        {
          options: { orderId, ...plain, websocketUrl: socketUrl(server) },
          origin,
          isOriginGiven: true,
          watch: 0,
          otherOrderId,
        },
        testWorld(impatient),
      ),
    );
    assert.deepEqual(codesIn(overSocket, /^other-order-/), ['other-order-not-examined'], told(overSocket));
    const unnamed = (orders: unknown, fieldMap = {}) =>
      withServer(
        serveHttp((_, response) => response.end(JSON.stringify(orders))),
        ({ url }) =>
          examine(
            {
              options: { orderId, pollUrl: `${url}/mine`, fieldMap },
              origin: url,
              isOriginGiven: true,
              watch: 0,
              otherOrderId,
            },
            testWorld(impatient),
          ),
      );
    const mine = await unnamed([order]);
    assert.deepEqual(codesIn(mine, /^other-order-/), ['other-order-not-examined'], told(mine));
    const all = await unnamed([order, { ...order, id: otherOrderId }]);
    assert.deepEqual(codesIn(all, /^other-order-/), ['other-order-readable'], told(all));
    const byId = await unnamed({ [orderId]: order, [otherOrderId]: { ...order, id: otherOrderId } }, { root: '{id}' });
    assert.deepEqual(codesIn(byId, /^other-order-/), ['other-order-readable'], told(byId));
  });
});
