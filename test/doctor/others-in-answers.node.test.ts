import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Setup } from '../../src/doctor/setup.js';
import { examineFor, told } from './examination.js';
import {
  corsHeaders,
  endPoint,
  guestToken,
  order,
  orderId,
  otherOrderId,
  serveHttp,
  serveSockets,
  socketUrl,
  withServer,
} from './small-servers.js';

const other = { ...order, id: otherOrderId, number: '43' };
const events = [
  { order: orderId, status: 'pending', updated_at: '2026-05-01T12:00:00Z' },
  { order: orderId, status: 'preparing', updated_at: '2026-05-01T12:05:00Z' },
];

/** What of others the doctor found in an answer, without being told of another order. */
function foundIn(body: unknown, options: Partial<Setup['options']> = {}, isProtected = false) {
  return withServer(serveHttp(endPoint({ body: () => body, isProtected })), async ({ url }) => {
    // The endpoint of the tests answers where the address has the order's id in it.
    const report = await examineFor({ orderId, pollUrl: `${url}/orders?of=${orderId}`, ...options });
    return { found: report.findings.find(({ code }) => code === 'other-order-readable'), report };
  });
}

describe('the doctor finds the orders of others in what everybody gets', { concurrency: 4 }, () => {
  for (const { name, body, fieldMap } of [
    { name: 'in a list', body: [other, order], fieldMap: {} },
    { name: 'in a list below the root', body: { data: [order, other] }, fieldMap: { root: 'data' } },
    { name: 'in a list from which the root takes one', body: [order, other], fieldMap: { root: '[0]' } },
    {
      name: 'in a table of all orders under their ids',
      body: { orders: { [orderId]: { state: 'preparing' }, [otherOrderId]: { state: 'ready' } } },
      fieldMap: { root: 'orders.{id}', fields: { status: 'state' } },
    },
    {
      name: 'in words of their own',
      body: [
        { key: orderId, st: 'wok' },
        { key: otherOrderId, st: 'pass' },
      ],
      fieldMap: { fields: { id: 'key', status: 'st' }, statuses: { wok: 'preparing', pass: 'ready' } as const },
    },
  ]) {
    it(name, async () => {
      const { found, report } = await foundIn(body, { fieldMap });
      assert.match(
        found?.what ?? '',
        new RegExp(`^The answer holds the other order "${otherOrderId}" as well`),
        told(report),
      );
      assert.match(found?.remedy ?? '', /one order alone/);
    });
  }

  for (const { name, body, options, isProtected } of [
    {
      name: 'an order with lines that have ids and statuses',
      body: { ...order, items: [{ id: '1', name: 'Soup', status: 'ready' }] },
    },
    { name: 'a list of one', body: [order], options: { fieldMap: {} } },
    { name: 'the events of one order', body: events, options: { fieldMap: { fields: { id: 'order' } } } },
    {
      name: 'the last of the events of one order, which have ids of their own',
      body: {
        id: orderId,
        events: [
          { id: '1', is: 'pending' },
          { id: '2', is: 'preparing' },
        ],
      },
      options: { fieldMap: { fields: { status: 'events[-1].is' } } },
    },
    {
      name: 'a list of the orders that a token may see',
      body: [order, other],
      options: { accessToken: guestToken, fieldMap: {} },
      isProtected: true,
    },
    {
      name: 'a list of the orders that a cookie may see',
      body: [order, other],
      options: { pollCredentials: 'include' as const, fieldMap: {} },
    },
  ]) {
    it(`but not in ${name}`, async () => {
      const { found, report } = await foundIn(body, options, isProtected);
      assert.equal(found, undefined, told(report));
      assert.ok(
        report.findings.some(({ code }) => code === 'order-read'),
        told(report),
      );
    });
  }

  it('in the messages of a WebSocket', async () => {
    const server = serveSockets((socket) => {
      for (const one of [other, order]) socket.send(JSON.stringify(one));
    });
    const report = await withServer(server, (running) =>
      examineFor({ orderId, websocketUrl: socketUrl(running), websocketProtocol: 'plain' }),
    );
    const found = report.findings.find(({ code }) => code === 'other-order-readable');
    assert.match(found?.what ?? '', new RegExp(`^It brings the other order "${otherOrderId}" as well`), told(report));
  });

  it('in the events of a stream', async () => {
    const server = serveHttp((_, response) => {
      response.writeHead(200, { ...corsHeaders, 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      for (const one of [other, order]) response.write(`data: ${JSON.stringify(one)}\n\n`);
    });
    const report = await withServer(server, ({ url }) => examineFor({ orderId, eventsUrl: `${url}/events` }));
    const found = report.findings.find(({ code }) => code === 'other-order-readable');
    assert.match(found?.what ?? '', new RegExp(`^It brings the other order "${otherOrderId}" as well`), told(report));
  });
});
