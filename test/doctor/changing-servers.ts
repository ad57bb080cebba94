import type { ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';
import type { Code } from '../../src/doctor/codes.js';
import type { Report } from '../../src/doctor/examine.js';
import type { Setup } from '../../src/doctor/setup.js';
import {
  corsHeaders,
  endPoint,
  guestToken,
  order,
  orderId,
  type SmallServer,
  serveHttp,
  serveSockets,
  socketUrl,
} from './small-servers.js';

/** A restaurant's back end, whose orders move on when the person at the keyboard is told to change one. */
export interface Restaurant {
  status: string;
  version: number;
  /** Whether changes are sent to those who listen. */
  readonly announces: boolean;
  readonly isChanged: boolean;
  readonly listeners: Set<(order: object) => void>;
}

export const restaurant = (changes: Partial<Restaurant> = {}): Restaurant => ({
  status: 'preparing',
  version: 7,
  announces: true,
  isChanged: true,
  listeners: new Set(),
  ...changes,
});

export const orderOf = ({ status, version }: Restaurant, id = orderId) => ({ ...order, id, status, version });

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
export function speakPlainOf(kitchen: Restaurant, shows: (id: string) => boolean = (id) => id === orderId) {
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

export const plain: Partial<Setup['options']> = {
  websocketProtocol: 'plain',
  websocketHello: [{ cmd: 'watch', ticket: '{id}' }],
  websocketConfirm: { evt: 'watching' },
  websocketRefuse: { evt: 'nope' },
  websocketHeartbeat: { send: { cmd: 'yo' }, answer: { evt: 'yo' } },
};

/** `GET /events/{id}`, and the order at `/orders/{id}`. */
export function streamOf(kitchen: Restaurant, shows: (id: string) => boolean = (id) => id === orderId) {
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

export interface Kind {
  readonly name: string;
  readonly serve: (kitchen: Restaurant) => Promise<SmallServer>;
  readonly options: (server: SmallServer) => Partial<Setup['options']>;
}

export const kinds: readonly Kind[] = [
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

/** The codes of a report that match. */
export const codesIn = ({ findings }: Report, pattern: RegExp): readonly Code[] =>
  findings.map(({ code }) => code).filter((code) => pattern.test(code));
