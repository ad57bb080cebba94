import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { WebSocketServer } from 'ws';
import { fulfilments, orderStatuses } from '../../../src/order/status.js';
import { parseOrder } from '../../../src/order/wire.js';
import { createOrderTracker } from '../../../src/tracker/order-tracker.js';
import { NodeWebSocket } from '../../faults/load/node-web-socket.js';
import { itAnswersAsTheProtocolSays } from './protocol-answers.js';

const page = readFileSync('src/transports/websocket/PROTOCOL.md', 'utf8');
const codeOf = (language: string) => new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(page)?.[1] ?? '';

interface WrittenServer {
  readonly server: WebSocketServer;
  readonly orders: Map<string, { id: string; status: string; version: number; items: unknown[] }>;
  change(id: string, status: string): void;
}

describe('the order of PROTOCOL.md', () => {
  const order = JSON.parse(codeOf('json')) as Record<string, unknown>;
  const [table = ''] = /\| key \| value \|\n(.*?)\n\n/s.exec(page.slice(page.indexOf('## The order')))?.slice(1) ?? [];
  const named = new Set([...table.matchAll(/^\| (.*?) \|/gm)].flatMap(([, keys = '']) => keys.match(/\w+/g) ?? []));

  it('is read whole', () => {
    const result = parseOrder(order);
    assert.ok(result.ok);
    const read = Object.keys(result.patch).map((key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
    assert.deepEqual(read.sort(), Object.keys(order).sort());
  });

  it('has a row for each of its keys, and no others', () => {
    assert.deepEqual([...named].sort(), Object.keys(order).sort());
  });

  it('names every status and every kind of order', () => {
    for (const word of [...orderStatuses, ...fulfilments]) assert.match(table, new RegExp(`\\b${word}\\b`));
  });
});

describe('the server of PROTOCOL.md', () => {
  const file = new URL('./protocol-server.mjs', import.meta.url);
  let written: WrittenServer;
  let url: string;

  before(async () => {
    writeFileSync(file, `${codeOf('js')}\nexport { orders, server };\n`);
    process.env.PORT = '0';
    written = (await import(file.href)) as WrittenServer;
    const address = written.server.address();
    assert.ok(address && typeof address !== 'string');
    url = `ws://127.0.0.1:${address.port}`;
  });
  beforeEach(() => written.orders.set('A1', { id: 'A1', status: 'pending', version: 1, items: [] }));
  after(() => {
    for (const client of written.server.clients) client.terminate();
    written.server.close();
    rmSync(file);
  });

  itAnswersAsTheProtocolSays(() => ({
    url,
    orderId: 'A1',
    token: undefined,
    change: (status) => written.change('A1', status),
  }));

  it('is followed live to the end, which closes the socket with 1000', async () => {
    const closed = new Promise((resolve) => {
      written.server.once('connection', (socket) => socket.once('close', resolve));
    });
    const tracker = createOrderTracker({
      orderId: 'A1',
      websocketUrl: url,
      environment: { WebSocket: NodeWebSocket as unknown as typeof WebSocket },
    });
    const comes = (condition: (snapshot: ReturnType<typeof tracker.getSnapshot>) => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => condition(tracker.getSnapshot()) && resolve();
        tracker.subscribe(look);
        look();
      });
    tracker.start();
    await comes(({ connectionStatus, orderStatus }) => connectionStatus === 'connected' && orderStatus === 'pending');
    for (const status of ['preparing', 'ready', 'completed'] as const) {
      written.change('A1', status);
      await comes(({ orderStatus }) => orderStatus === status);
    }
    await comes(({ connectionStatus }) => connectionStatus === 'closed');
    assert.equal(await closed, 1000);
    tracker.stop();
  });
});
