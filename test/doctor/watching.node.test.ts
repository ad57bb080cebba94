import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { describe, it } from 'node:test';
import type { WebSocket } from 'ws';
import type { Code } from '../../src/doctor/codes.js';
import { examine, type Report } from '../../src/doctor/examine.js';
import type { Setup } from '../../src/doctor/setup.js';
import actioncable from '../../src/transports/servers/actioncable.js';
import { impatient, origin, testWorld, told } from './examination.js';
import {
  corsHeaders,
  endPoint,
  guestToken,
  order,
  orderId,
  otherOrderId,
  type SmallServer,
  serveHttp,
  serveSockets,
  socketUrl,
  withServer,
} from './small-servers.js';

/** A restaurant's back end, whose orders move on when the person at the keyboard is told to change one. */
interface Restaurant {
  status: string;
  version: number;
  /** Whether changes are sent to those who listen. */
  readonly announces: boolean;
  readonly isChanged: boolean;
  readonly listeners: Set<(order: object) => void>;
}

const restaurant = (changes: Partial<Restaurant> = {}): Restaurant => ({
  status: 'preparing',
  version: 7,
  announces: true,
  isChanged: true,
  listeners: new Set(),
  ...changes,
});

const orderOf = ({ status, version }: Restaurant, id = orderId) => ({ ...order, id, status, version });

function speakV1Of(kitchen: Restaurant) {
  return (socket: WebSocket): void => {
    socket.on('message', (data) => {
      const { type, ref, order_id: id, token } = JSON.parse(String(data));
      const send = (message: object) => socket.send(JSON.stringify(message));
      if (type === 'ping') send({ type: 'pong' });
      if (type === 'snapshot') send({ type: 'order', ref, snapshot: true, order: orderOf(kitchen) });
      if (type !== 'subscribe') return;
      if (token !== guestToken) return send({ type: 'closed', ref, code: 4401 });
      if (id !== orderId) return send({ type: 'closed', ref, code: 4404 });
      send({ type: 'subscribed', ref });
      kitchen.listeners.add((changed) => send({ type: 'order', ref, order: changed }));
    });
  };
}

/** A protocol of its own. Repeats the same order every now and then, which is no change. */
function speakPlainOf(kitchen: Restaurant, shows: (id: string) => boolean = (id) => id === orderId) {
  return (socket: WebSocket): void => {
    socket.on('message', (data) => {
      const { cmd, ticket } = JSON.parse(String(data));
      const send = (message: object) => socket.send(JSON.stringify(message));
      if (cmd === 'yo') send({ evt: 'yo' });
      if (cmd !== 'watch') return;
      if (!shows(ticket)) return send({ evt: 'nope' });
      send({ evt: 'watching' });
      send(orderOf(kitchen, ticket));
      const again = setInterval(() => send({ ...orderOf(kitchen, ticket), updated_at: new Date().toISOString() }), 30);
      socket.on('close', () => clearInterval(again));
      kitchen.listeners.add((changed) => send(changed));
    });
  };
}

const plain: Partial<Setup['options']> = {
  websocketProtocol: 'plain',
  websocketHello: [{ cmd: 'watch', ticket: '{id}' }],
  websocketConfirm: { evt: 'watching' },
  websocketRefuse: { evt: 'nope' },
  websocketHeartbeat: { send: { cmd: 'yo' }, answer: { evt: 'yo' } },
};

/** `GET /events/{id}`, and the order at `/orders/{id}`. */
function streamOf(kitchen: Restaurant, shows: (id: string) => boolean = (id) => id === orderId) {
  return endPoint({
    body: () => orderOf(kitchen),
    instead: ({ url = '', method }, response: ServerResponse) => {
      if (!url.startsWith('/events') || method === 'OPTIONS') return false;
      const id = url.slice('/events/'.length);
      if (!shows(id)) {
        response.writeHead(404, { ...corsHeaders, 'content-type': 'application/json' }).end('{"error":"not-found"}');
        return true;
      }
      response.writeHead(200, { ...corsHeaders, 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      const send = (changed: object) => response.write(`id: 7\ndata: ${JSON.stringify(changed)}\n\n`);
      send(orderOf(kitchen, id));
      kitchen.listeners.add(send);
      return true;
    },
  });
}

interface Kind {
  readonly name: string;
  readonly serve: (kitchen: Restaurant) => Promise<SmallServer>;
  readonly options: (server: SmallServer) => Partial<Setup['options']>;
}

const kinds: readonly Kind[] = [
  {
    name: 'a WebSocket of order-status.v1',
    serve: (kitchen) => serveSockets(speakV1Of(kitchen), { handleProtocols: () => 'order-status.v1' }),
    options: (server) => ({ websocketUrl: socketUrl(server), accessToken: guestToken }),
  },
  {
    name: 'a WebSocket with messages of its own',
    serve: (kitchen) => serveSockets(speakPlainOf(kitchen), {}, endPoint({ body: () => orderOf(kitchen) })),
    options: (server) => ({ ...plain, websocketUrl: socketUrl(server), pollUrl: `${server.url}/orders/{id}` }),
  },
  {
    name: 'an event stream',
    serve: (kitchen) => serveHttp(streamOf(kitchen)),
    options: ({ url }) => ({ eventsUrl: `${url}/events/{id}`, pollUrl: `${url}/orders/{id}` }),
  },
];

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

const codesIn = ({ findings }: Report, pattern: RegExp): readonly Code[] =>
  findings.map(({ code }) => code).filter((code) => pattern.test(code));

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
    const unnamed = await withServer(
      serveHttp((_, response) => response.end(JSON.stringify([order]))),
      ({ url }) =>
        examine(
          { options: { orderId, pollUrl: `${url}/mine` }, origin: url, isOriginGiven: true, watch: 0, otherOrderId },
          testWorld(impatient),
        ),
    );
    assert.deepEqual(codesIn(unnamed, /^other-order-/), ['other-order-not-examined'], told(unnamed));
  });
});

describe('the doctor and a server that wants signs of life', { concurrency: 4 }, () => {
  /** Sends pings, and closes where none is answered. */
  const pinging = (closesAfter?: number) => (socket: WebSocket) => {
    let unanswered = 0;
    const pings = setInterval(() => {
      if (unanswered++ === closesAfter) return socket.close(1000, 'pong timeout');
      socket.send('{"op":"ping"}');
    }, 30);
    socket.on('close', () => clearInterval(pings));
    socket.on('message', (data) => {
      const { cmd, op, ticket } = JSON.parse(String(data));
      if (op === 'pong') unanswered = 0;
      if (cmd !== 'watch') return;
      socket.send('{"evt":"watching"}');
      socket.send(JSON.stringify({ ...order, id: ticket }));
    });
  };
  const examined = (closesAfter: number | undefined, heartbeat: object) =>
    withServer(serveSockets(pinging(closesAfter)), (server) =>
      examine(
        {
          options: { orderId, ...plain, websocketHeartbeat: heartbeat, websocketUrl: socketUrl(server) },
          origin,
          isOriginGiven: true,
          watch: 400,
        },
        testWorld(impatient),
      ),
    );

  it('names the reason of the close, and what to set', async () => {
    const report = await examined(6, { alive: { op: 'ping' }, seconds: 3 });
    const closed = report.findings.find(({ code }) => code === 'closed-early');
    assert.match(`${closed?.what}`, /1000 "pong timeout"/, told(report));
    assert.match(`${closed?.remedy}`, /websocket-heartbeat='\{"alive":\{"op":"ping"\},.*"reply":\{"op":"pong"\}\}'/);
    assert.deepEqual(codesIn(report, /second-connection|ping-answered/), []);
  });

  it('points to the first message where the close speaks of it', async () => {
    const hear = (socket: WebSocket) => void socket.on('message', () => socket.close(4000, 'no hello'));
    const report = await withServer(serveSockets(hear), (server) =>
      examine(
        { options: { orderId, ...plain, websocketUrl: socketUrl(server) }, origin, isOriginGiven: true, watch: 0 },
        testWorld(impatient),
      ),
    );
    const closed = report.findings.find(({ code }) => code === 'closed-early');
    assert.match(`${closed?.what} ${closed?.remedy}`, /4000 "no hello".*websocket-hello/s, told(report));
  });

  it('names the reason for which a second connection ends the first', async () => {
    let newest: WebSocket | undefined;
    const hear = (socket: WebSocket) => {
      newest?.close(4000, 'replaced by a new one');
      newest = socket;
      speakPlainOf(restaurant())(socket);
    };
    const report = await withServer(serveSockets(hear), (server) =>
      examine(
        { options: { orderId, ...plain, websocketUrl: socketUrl(server) }, origin, isOriginGiven: true, watch: 0 },
        testWorld(impatient),
      ),
    );
    const second = report.findings.find(({ code }) => code === 'second-connection');
    assert.match(`${second?.what}`, /4000 "replaced by a new one"/, told(report));
  });

  it('names pings that nothing answers', async () => {
    const report = await examined(undefined, { alive: { op: 'ping' }, seconds: 3 });
    assert.deepEqual(codesIn(report, /ping/), ['server-ping-unanswered'], told(report));
  });

  it('has nothing to say of ActionCable, whose pings want no answer', async () => {
    const hear = (socket: WebSocket) => {
      socket.send('{"type":"welcome"}');
      const pings = setInterval(() => socket.send('{"type":"ping","message":1800000000}'), 30);
      socket.on('close', () => clearInterval(pings));
      socket.on('message', (data) => {
        const { command, identifier } = JSON.parse(String(data));
        if (command !== 'subscribe') return;
        socket.send(JSON.stringify({ type: 'confirm_subscription', identifier }));
        socket.send(JSON.stringify({ identifier, message: order }));
      });
    };
    const options = { orderId, ...actioncable };
    const report = await withServer(serveSockets(hear, { handleProtocols: () => 'actioncable-v1-json' }), (server) =>
      examine(
        { options: { ...options, websocketUrl: socketUrl(server) }, origin, isOriginGiven: true, watch: 0 },
        testWorld(impatient),
      ),
    );
    assert.ok(codesIn(report, /^subscribed/).length > 0, told(report));
    assert.deepEqual(codesIn(report, /ping/), [], told(report));
  });

  it('has nothing to say where they are answered', async () => {
    const report = await examined(6, { alive: { op: 'ping' }, seconds: 3, reply: { op: 'pong' } });
    assert.deepEqual(codesIn(report, /ping|closed/), [], told(report));
  });
});

describe('the doctor and what a page must not have', () => {
  const finding = async (options: Partial<Setup['options']>, wanted: Code) => {
    const report = await withServer(serveHttp(endPoint()), ({ url }) =>
      examine(
        { options: { orderId, pollUrl: `${url}/orders/{id}`, ...options }, origin, isOriginGiven: true, watch: 0 },
        testWorld(impatient),
      ),
    );
    assert.ok(!JSON.stringify(report).includes('vendor-key-5a1f'));
    return report.findings.find(({ code }) => code === wanted);
  };

  it("names a vendor's key in a header or a message, without printing it", async () => {
    const inHeader = await finding({ pollHeaders: { 'X-Api-Key': 'vendor-key-5a1f' } }, 'key-in-page');
    assert.match(`${inHeader?.what} ${inHeader?.remedy}`, /X-Api-Key.*proxy/);
    const inMessage = await finding(
      { ...plain, websocketUrl: 'ws://127.0.0.1:9', websocketHello: [{ auth: { apiKey: 'vendor-key-5a1f' } }] },
      'key-in-page',
    );
    assert.equal(inMessage?.subject, 'websocket-hello');
    assert.equal(await finding({ pollHeaders: { 'X-Shop': '7', 'X-Token': '{token}' } }, 'key-in-page'), undefined);
  });

  it('names a placeholder that is sent as it stands', async () => {
    const { pollUrl } = { pollUrl: 'http://127.0.0.1:9/orders/{id}?token={token}' };
    assert.match(`${(await finding({ pollUrl }, 'token-not-filled-in'))?.what}`, /poll-url has "\{token\}"/);
  });

  it('names poll-headers beside the token where the server refuses', async () => {
    const report = await withServer(serveHttp(endPoint({ isProtected: true })), ({ url }) =>
      examine(
        { options: { orderId, pollUrl: `${url}/orders/{id}` }, origin, isOriginGiven: true, watch: 0 },
        testWorld(impatient),
      ),
    );
    assert.match(`${report.findings.find(({ code }) => code === 'access-denied')?.remedy}`, /--poll-headers/);
  });
});
