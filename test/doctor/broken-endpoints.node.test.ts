import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Code } from '../../src/doctor/codes.js';
import type { Setup } from '../../src/doctor/setup.js';
import type { Limits } from '../../src/doctor/world.js';
import { examineFor, faultsIn, impatient, origin, told } from './examination.js';
import {
  corsHeaders,
  type EndPoint,
  endPoint,
  guestToken,
  order,
  orderId,
  otherOrderId,
  serveHttp,
  withServer,
} from './small-servers.js';

interface BrokenEndPoint extends EndPoint {
  readonly name: string;
  /** All that the doctor has to name, and nothing else. */
  readonly codes: readonly Code[];
  readonly options?: Partial<Setup['options']>;
  readonly setup?: Partial<Setup>;
  readonly limits?: Partial<Limits>;
}

/** Answers with a page, or with any other text. */
const withText =
  (status: number, text: string, type = 'text/html'): NonNullable<EndPoint['instead']> =>
  (request, response) => {
    if (request.method === 'OPTIONS') return false;
    response.writeHead(status, { ...corsHeaders, 'content-type': type, 'cache-control': 'no-store' }).end(text);
    return true;
  };
const asStranger =
  (text: string, status = 404, type = 'application/json'): NonNullable<EndPoint['instead']> =>
  (request, response) =>
    !request.url?.includes(orderId) && withText(status, text, type)(request, response);
const withToken = { accessToken: guestToken };
/** Answers as it should to so many questions for the order, and then in this way. */
const after = (good: number, instead: NonNullable<EndPoint['instead']>): NonNullable<EndPoint['instead']> => {
  let asked = 0;
  return (request, response) => {
    if (request.method !== 'GET' || !request.url?.includes(orderId)) return false;
    asked += 1;
    return asked > good && instead(request, response);
  };
};
/** The order with these values, the next ones with each answer; the last ones stay. */
const changing = (...values: readonly object[]) => {
  let answers = 0;
  return () => ({ ...order, ...values[Math.min(answers++, values.length - 1)] });
};

const broken: readonly BrokenEndPoint[] = [
  {
    name: 'that answers after the tracker has given up',
    codes: ['no-answer'],
    instead: () => true,
    limits: impatient,
  },
  {
    name: 'that breaks off',
    codes: ['connection-broken'],
    instead: (request) => {
      request.socket.destroy();
      return true;
    },
    limits: impatient,
  },
  {
    name: 'that allows no page to read it',
    codes: ['cors-origin'],
    headers: { 'access-control-allow-origin': undefined },
    limits: impatient,
  },
  {
    name: 'that allows the pages of another site',
    codes: ['cors-origin'],
    headers: { 'access-control-allow-origin': 'https://restaurant.example' },
    limits: impatient,
  },
  {
    name: 'whose list of origins is a list',
    codes: ['cors-origin'],
    headers: { 'access-control-allow-origin': `https://restaurant.example, ${origin}` },
    limits: impatient,
  },
  {
    name: 'that asks for the token before it says that a token may be sent',
    codes: ['cors-preflight'],
    isProtected: true,
    options: withToken,
    instead: (request, response) => {
      if (request.method !== 'OPTIONS') return false;
      response.writeHead(401, corsHeaders).end();
      return true;
    },
    limits: impatient,
  },
  {
    name: 'that allows every header with a star, which does not stand for Authorization',
    codes: ['cors-preflight'],
    isProtected: true,
    options: withToken,
    headers: { 'access-control-allow-headers': '*' },
    limits: impatient,
  },
  {
    name: 'that allows everybody, and wants cookies',
    codes: ['cors-credentials'],
    options: { pollCredentials: 'include' },
    headers: { 'access-control-allow-origin': '*' },
    limits: impatient,
  },
  {
    name: 'whose refusals no page may read',
    codes: ['cors-on-refusals'],
    instead: (request, response) => {
      if (request.url?.includes(orderId)) return false;
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"not-found"}');
      return true;
    },
  },
  {
    name: 'that keeps its time to itself',
    codes: ['cors-expose'],
    headers: { 'access-control-expose-headers': undefined },
  },
  {
    name: 'that sends a login page',
    codes: ['page-instead-of-data'],
    instead: withText(200, '<!doctype html><title>Login</title><input type="password">'),
    limits: impatient,
  },
  { name: 'that fails', codes: ['server-error'], instead: withText(500, '{"error":"oops"}'), limits: impatient },
  {
    name: 'that is too busy for the first read, and does not say until when',
    codes: ['overloaded', 'retry-after-missing'],
    instead: withText(503, '{}', 'application/json'),
    limits: impatient,
  },
  {
    name: 'that redirects to another site',
    codes: ['redirect-to-other-origin'],
    instead: (_, response) => {
      response.writeHead(302, { ...corsHeaders, location: 'http://localhost:1234/orders' }).end();
      return true;
    },
    limits: impatient,
  },
  {
    name: 'whose redirects lead in a circle',
    codes: ['redirect-endless'],
    instead: (request, response) => {
      response.writeHead(302, { ...corsHeaders, location: request.url }).end();
      return true;
    },
    limits: impatient,
  },
  {
    name: 'that says that its answer is compressed, and it is not',
    codes: ['connection-broken'],
    headers: { 'content-encoding': 'gzip' },
    limits: impatient,
  },
  {
    name: 'behind a check for robots',
    codes: ['page-instead-of-data'],
    instead: withText(403, '<!doctype html><title>Just a moment…</title>'),
    limits: impatient,
  },
  {
    name: 'whose hosting platform answers in its place',
    codes: ['http-status'],
    instead: withText(404, '{"code":404,"message":"Application not found"}', 'application/json'),
    limits: impatient,
  },
  {
    name: 'that answers with nothing',
    codes: ['not-json'],
    instead: withText(200, '', 'application/json'),
    limits: impatient,
  },
  {
    name: 'that encodes its JSON twice',
    codes: ['order-unreadable'],
    body: () => JSON.stringify(order),
    limits: impatient,
  },
  {
    name: 'that speaks GraphQL, and refuses the query',
    codes: ['order-unreadable'],
    options: { pollBody: { query: '{ order { id } }', variables: { id: '{id}' } }, fieldMap: { root: 'data.order' } },
    body: () => ({ errors: [{ message: 'Unauthorized' }] }),
    limits: impatient,
  },
  {
    name: 'whose JSON is cut off',
    codes: ['not-json'],
    instead: withText(200, '{"id":"1","sta', 'application/json'),
    limits: impatient,
  },
  {
    name: 'that sends the whole menu along',
    codes: ['too-large'],
    body: () => ({ ...order, menu: 'x'.repeat(70_000) }),
    limits: impatient,
  },
  {
    name: 'whose order is one level further down',
    codes: ['order-unreadable'],
    body: () => ({ data: order }),
    limits: impatient,
  },
  {
    name: 'that answers with all orders',
    codes: ['order-unreadable'],
    body: () => [{ ...order, id: otherOrderId }, order],
    limits: impatient,
  },
  {
    name: 'that answers with the newest order, whichever was asked for',
    codes: ['other-order'],
    body: () => ({ ...order, id: otherOrderId }),
    limits: impatient,
  },
  {
    name: 'whose status has another name',
    codes: ['status-missing'],
    body: () => ({ ...order, status: undefined, state: 'COOKING' }),
    limits: impatient,
  },
  {
    name: 'whose status words are its own',
    codes: ['status-unknown'],
    body: () => ({ ...order, status: 'IN_OVEN' }),
    limits: impatient,
  },
  {
    name: 'whose times have no zone',
    codes: ['time-without-zone'],
    body: () => ({ ...order, updated_at: '2026-05-01T12:05:00', placed_at: '2026-05-01 12:00' }),
  },
  {
    name: 'that calls its local time UTC',
    codes: ['time-ahead'],
    body: () => ({
      ...order,
      updated_at: new Date(Date.now() + 7_200_000).toISOString().slice(0, 14).concat('00:00Z'),
    }),
  },
  {
    name: 'whose prices are decimals',
    codes: ['value-unusable'],
    body: () => ({ ...order, total_minor: 12.5, currency: 'EUR' }),
  },
  {
    name: 'whose dishes have titles instead of names',
    codes: ['items-unreadable'],
    body: () => ({ ...order, items: [{ title: 'Margherita', quantity: 2 }] }),
  },
  {
    name: 'whose version is that of its API',
    codes: ['version-unusable'],
    body: () => ({ ...order, version: '2.4.1' }),
  },
  {
    name: 'that begins another epoch with each answer',
    codes: ['version-per-answer'],
    body: changing({ epoch: 'a' }, { epoch: 'b' }, { epoch: 'c' }, { epoch: 'd' }),
  },
  {
    name: 'whose estimate ends before it begins',
    codes: ['value-ignored'],
    body: () => ({
      ...order,
      estimated_ready_from: '2026-05-01T12:30:00Z',
      estimated_ready_to: '2026-05-01T12:20:00Z',
    }),
  },
  {
    name: 'that sends one line for each piece',
    codes: ['value-ignored'],
    body: () => ({ ...order, items: new Array(250).fill({ name: 'Dumpling', quantity: 1 }) }),
  },
  {
    name: 'that is a WebSocket',
    codes: ['http-status'],
    instead: withText(426, 'Upgrade Required', 'text/plain'),
    limits: impatient,
  },
  {
    name: 'that has two servers, one of which lags behind',
    codes: ['version-falls'],
    body: changing({ version: 9, status: 'ready' }, { version: 7 }, { version: 9, status: 'ready' }),
  },
  {
    name: 'that makes the version when it answers',
    codes: ['version-per-answer'],
    body: changing(...Array.from({ length: 20 }, (_, version) => ({ version }))),
  },
  {
    name: 'that lets proxies keep the order for a minute',
    codes: ['cacheable'],
    headers: { 'cache-control': 'public, max-age=60' },
  },
  {
    name: 'behind a CDN that has kept the order',
    codes: ['from-cache'],
    headers: { age: '31', 'x-cache': 'HIT' },
  },
  {
    name: 'that says "not modified" to whoever asks',
    codes: ['etag-any'],
    instead: (request, response) => {
      if (request.headers['if-none-match'] === undefined) return false;
      response.writeHead(304, corsHeaders).end();
      return true;
    },
  },
  {
    name: 'whose ETag stays when the order changes',
    codes: ['etag-constant'],
    headers: { etag: '"7"' },
    body: changing({ version: 7 }, { version: 8, status: 'ready' }),
  },
  {
    name: 'that takes guests who read twice for an attack',
    codes: ['rate-limited', 'retry-after-missing'],
    instead: (() => {
      let reads = 0;
      return (request, response) => {
        if (!request.url?.includes(orderId)) return false;
        reads += 1;
        return reads > 2 && reads < 5 && withText(429, '{"error":"slow down"}', 'application/json')(request, response);
      };
    })(),
  },
  {
    name: 'that has two servers which do not know of each other',
    codes: ['status-flips', 'version-missing'],
    body: changing(
      { version: undefined, updated_at: undefined, status: 'ready' },
      { version: undefined, updated_at: undefined },
      { version: undefined, updated_at: undefined, status: 'ready' },
    ),
  },
  {
    name: 'that takes a few guests at one address for an attack',
    codes: ['rate-limited'],
    instead: after(6, withText(429, '{}', 'application/json')),
    limits: { follow: 300 },
  },
  {
    name: 'that cannot be asked, as a header has a blank in its name',
    codes: ['option-refused'],
    options: { pollHeaders: { 'x shop': '7' } },
  },
  {
    name: 'that fails once it has been asked a few times',
    codes: ['not-followed'],
    instead: after(6, withText(500, '{}', 'application/json')),
    limits: { follow: 300 },
  },
  {
    name: 'that answers an unknown id with the first order it has',
    codes: ['unknown-order-answered'],
    instead: asStranger(JSON.stringify({ ...order, id: otherOrderId }), 200),
  },
  {
    name: 'that answers an unknown id with a page',
    codes: ['unknown-order-refusal'],
    instead: asStranger('<h1>Not found</h1>', 404, 'text/html'),
  },
  {
    name: 'that answers an unknown id with null',
    codes: ['unknown-order-refusal'],
    instead: asStranger('null', 200),
  },
  {
    name: 'that fails for an unknown id',
    codes: ['unknown-order-refusal'],
    instead: asStranger('{"error":"cannot read properties of undefined"}', 500),
  },
  {
    name: 'that shows the orders of others to every guest',
    codes: ['other-order-readable'],
    isProtected: true,
    options: withToken,
    setup: { otherOrderId },
    instead: (request, response) =>
      request.headers.authorization === `Bearer ${guestToken}` &&
      request.url?.includes(otherOrderId) === true &&
      withText(200, JSON.stringify({ ...order, id: otherOrderId }), 'application/json')(request, response),
  },
  {
    name: 'that does not need the token that it is sent',
    codes: ['token-not-needed'],
    options: withToken,
  },
  {
    name: 'that takes any token',
    codes: ['token-not-checked'],
    options: withToken,
    instead: (request, response) => {
      if (request.method === 'OPTIONS' || request.headers.authorization !== undefined) return false;
      return withText(401, '{"error":"unauthorized"}', 'application/json')(request, response);
    },
  },
  {
    name: 'that shows orders by numbers that can be tried',
    codes: ['id-guessable'],
    options: { orderId: '42', pollUrl: `/${orderId}/{id}` },
    body: () => ({ ...order, id: 42 }),
    instead: (request, response) =>
      !request.url?.endsWith('/42') && withText(404, '{"error":"not-found"}', 'application/json')(request, response),
  },
  {
    name: 'that wants a token, and none was given',
    codes: ['access-denied'],
    isProtected: true,
    limits: impatient,
  },
  {
    name: 'that does not know the order',
    codes: ['order-not-found'],
    options: { orderId: otherOrderId },
    limits: impatient,
  },
];

describe('the doctor names what is wrong with an endpoint', { concurrency: 4 }, () => {
  for (const { name, codes, options, setup, limits, ...server } of broken) {
    it(name, async () => {
      const { pollUrl = '/orders/{id}', ...others } = options ?? {};
      const report = await withServer(serveHttp(endPoint(server)), ({ url }) =>
        examineFor({ orderId, ...others, pollUrl: url + pollUrl }, { ...setup, limits }),
      );
      assert.deepEqual(faultsIn(report), [...codes].sort(), told(report));
    });
  }

  it('that is not there', async () => {
    const running = await serveHttp(endPoint());
    await running.close();
    const report = await examineFor({ orderId, pollUrl: `${running.url}/orders/{id}` }, { limits: impatient });
    assert.deepEqual(faultsIn(report), ['connection-refused'], told(report));
  });

  it('whose host is mistyped', async () => {
    const pollUrl = 'https://api.restaurant.invalid/orders/{id}';
    const report = await examineFor({ orderId, pollUrl }, { limits: impatient });
    assert.deepEqual(faultsIn(report), ['host-unknown'], told(report));
  });

  it('that an encrypted page may not ask', async () => {
    const pollUrl = 'http://api.restaurant.invalid/orders/{id}';
    const report = await examineFor({ orderId, pollUrl }, { limits: impatient });
    assert.deepEqual(faultsIn(report), ['host-unknown', 'mixed-content'], told(report));
  });

  it('that is not encrypted, where it should be', async () => {
    const report = await withServer(serveHttp(endPoint()), ({ url }) =>
      examineFor({ orderId, pollUrl: `${url.replace('http', 'https')}/orders/{id}` }, { limits: impatient }),
    );
    assert.deepEqual(faultsIn(report), ['certificate'], told(report));
  });

  const tokenAnswers = [
    { name: 'that refuses the link', code: 'token-refused', status: 403, json: { error: 'forbidden' } },
    { name: 'whose token has another name', code: 'token-endpoint', status: 200, json: { token: guestToken } },
    { name: 'that fails where tokens are given', code: 'token-endpoint', status: 500, json: {} },
  ] as const;
  for (const { name, code, status, json } of tokenAnswers) {
    it(name, async () => {
      const answer = endPoint({
        instead: (request, response) =>
          request.method === 'POST' && withText(status, JSON.stringify(json), 'application/json')(request, response),
      });
      const report = await withServer(serveHttp(answer), ({ url }) =>
        examineFor(
          { orderId, pollUrl: `${url}/orders/{id}`, tokenUrl: `${url}/token`, capability: 'secret-of-the-link' },
          { limits: impatient },
        ),
      );
      assert.deepEqual(faultsIn(report), [code], told(report));
    });
  }

  it('that has moved, and names the address with its {id}', async () => {
    const answer = endPoint({
      instead: ({ url = '' }, response) => {
        const place = url.replace('/old/', '/orders/');
        if (place !== url) response.writeHead(308, { ...corsHeaders, location: place }).end();
        return place !== url;
      },
    });
    await withServer(serveHttp(answer), async ({ url }) => {
      const report = await examineFor({ orderId, pollUrl: `${url}/old/{id}` });
      assert.deepEqual(faultsIn(report), ['redirect'], told(report));
      const [redirect] = report.findings.filter(({ code }) => code === 'redirect');
      assert.equal(redirect?.remedy, `Set the address that it leads to: ${url}/orders/{id}`);
    });
  });

  it('that gives a token to everybody', async () => {
    const give = endPoint({
      isProtected: true,
      instead: (request, response) =>
        request.method === 'POST' &&
        withText(200, JSON.stringify({ access_token: guestToken }), 'application/json')(request, response),
    });
    const report = await withServer(serveHttp(give), ({ url }) =>
      examineFor({
        orderId,
        pollUrl: `${url}/orders/{id}`,
        tokenUrl: `${url}/token`,
        capability: 'secret-of-the-link',
      }),
    );
    assert.deepEqual(faultsIn(report), ['token-for-anyone'], told(report));
  });
});
