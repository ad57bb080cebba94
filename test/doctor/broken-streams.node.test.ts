import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { describe, it } from 'node:test';
import type { Code } from '../../src/doctor/codes.js';
import type { Setup } from '../../src/doctor/setup.js';
import type { Limits } from '../../src/doctor/world.js';
import { examineFor, faultsIn, impatient, told } from './examination.js';
import {
  corsHeaders,
  endPoint,
  guestToken,
  order,
  orderId,
  otherOrderId,
  serveHttp,
  withServer,
} from './small-servers.js';

interface BrokenStream {
  readonly name: string;
  /** All that the doctor has to name, and nothing else. */
  readonly codes: readonly Code[];
  readonly stream: (
    response: ServerResponse,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ) => unknown;
  readonly options?: Partial<Setup['options']>;
  /** Whether there is a `poll-url` as well. */
  readonly isRead?: boolean;
  /** Default: little patience, as something is missing. */
  readonly limits?: Partial<Limits>;
}

const streamHeaders = { ...corsHeaders, 'content-type': 'text/event-stream', 'cache-control': 'no-store' };
const event = (data: unknown, id = 'id: 7\n') =>
  `${id}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
const open = (response: ServerResponse, headers: object = {}) =>
  response.writeHead(200, { ...streamHeaders, ...headers });

const broken: readonly BrokenStream[] = [
  {
    name: 'that is called JSON',
    codes: ['stream-type'],
    stream: (response) => open(response, { 'content-type': 'application/json' }).end(event(order)),
  },
  {
    name: 'that no page may read',
    codes: ['cors-origin'],
    stream: (response) =>
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(`: hello\n\n${event(order)}`),
  },
  {
    name: 'that ends after each event',
    codes: ['stream-ends'],
    stream: (response) => open(response).end(`: hello\n\n${event(order)}`),
  },
  {
    name: 'whose headers are held back by a proxy',
    codes: ['stream-held-back'],
    stream: () => undefined,
  },
  {
    name: 'that is collected before it is sent',
    codes: ['stream-ends', 'stream-held-back'],
    stream: (response) => {
      const text = `: hello\n\n${event(order)}`;
      open(response, { 'content-length': String(text.length) }).end(text);
    },
  },
  {
    name: 'that says nothing before the next change',
    codes: ['polls-only', 'stream-silent'],
    isRead: true,
    limits: { ...impatient, follow: 2_000 },
    stream: (response) => open(response).flushHeaders(),
  },
  {
    name: 'that says nothing before the next change, where nothing can be read',
    codes: ['cold-join', 'stream-silent'],
    stream: (response) => open(response).flushHeaders(),
  },
  {
    name: 'whose events are no JSON',
    codes: ['cold-join', 'event-unreadable'],
    stream: (response) => open(response).write(`: hello\n\n${event('preparing')}`),
  },
  {
    name: 'whose event never ends, as the empty line is missing',
    codes: ['event-unreadable'],
    isRead: true,
    stream: (response) => open(response).write(`: hello\n\ndata: ${JSON.stringify(order)}\n`),
  },
  {
    name: 'whose events are of another order',
    codes: ['cold-join', 'other-order'],
    stream: (response) => open(response).write(`: hello\n\n${event({ ...order, id: otherOrderId })}`),
  },
  {
    name: 'whose order is one level further down',
    codes: ['cold-join', 'order-unreadable'],
    stream: (response) => open(response).write(`: hello\n\n${event({ data: order })}`),
  },
  {
    name: 'that fails where it is continued',
    codes: ['event-id-refused'],
    stream: (response, { 'last-event-id': last }) =>
      last === undefined ? open(response).write(`: hello\n\n${event(order)}`) : response.writeHead(500).end(),
  },
  {
    name: 'whose events have no id',
    codes: ['event-id-missing'],
    limits: {},
    stream: (response) => open(response).write(`: hello\n\n${event(order, '')}`),
  },
  {
    name: 'that opens for everybody, although the page has a token',
    codes: ['token-not-needed'],
    options: { accessToken: guestToken },
    stream: (response) => open(response).write(`: hello\n\n${event(order)}`),
  },
  {
    name: 'whose redirects lead in a circle',
    codes: ['redirect-endless'],
    stream: (response) => response.writeHead(302, { ...corsHeaders, location: '/events2' }).end(),
  },
  {
    name: 'that wants a token',
    codes: ['access-denied'],
    stream: (response) => response.writeHead(401, corsHeaders).end(),
  },
  {
    name: 'that is over for good before the order is',
    codes: ['http-status'],
    stream: (response) => response.writeHead(204, corsHeaders).end(),
  },
];

describe('the doctor names what is wrong with an event stream', { concurrency: 4 }, () => {
  for (const { name, codes, stream, options, isRead = false, limits = impatient } of broken) {
    it(name, async () => {
      const answer = endPoint({
        instead: (request, response) => {
          if (!request.url?.startsWith('/events') || request.method === 'OPTIONS') return false;
          stream(response, request.headers);
          return true;
        },
      });
      const report = await withServer(serveHttp(answer), ({ url }) =>
        examineFor(
          {
            orderId,
            eventsUrl: `${url}/events/{id}`,
            ...(isRead && { pollUrl: `${url}/orders/{id}` }),
            ...options,
          },
          { limits },
        ),
      );
      assert.deepEqual(faultsIn(report), [...codes].sort(), told(report));
    });
  }
});
