import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { projectPath } from '../../demo/server/project-files.js';
import { storeOrder } from '../order/field-map/woocommerce-answers.js';
import { phone, Screens } from './screens.js';

const guest = {
  name: 'Petronella',
  street: '550 Central Park West',
  phone: '555-2368',
  email: 'ann+shop@example.com',
  note: 'gate code 9713',
};
const key = 'wc_order_Zq8kXw2LmN';

/** Writes down what every event of the tracker says to the page, in a place that the test reads. */
const listener = `
  window.heard = [];
  const plain = (event) => {
    const own = {};
    for (const name in event) if (!(name in Event.prototype)) own[name] = event[name];
    return { type: event.type, detail: event.detail, ...own };
  };
  for (const name of ['update', 'status-change', 'ready', 'complete', 'connection-change', 'estimate-change', 'late', 'estimate-outcome', 'error', 'unmapped-status'])
    addEventListener('order-' + name, (event) => window.heard.push(JSON.stringify(plain(event))));
`;

describe('the order page of a WooCommerce shop', () => {
  let server: Server;
  let screens: Screens;
  let status = 'processing';
  const asked: string[] = [];

  before(async () => {
    // The script for themes, as the guide shows it.
    const guide = await readFile(projectPath('demo', 'guides', 'woocommerce.md'), 'utf8');
    const [, tag = ''] = /```html\n(<order-status-tracker[\s\S]*?)```/.exec(guide) ?? [];
    server = createServer(async ({ url = '' }, response) => {
      if (url.startsWith('/wp-json/')) {
        asked.push(url);
        return void response
          .setHeader('Content-Type', 'application/json')
          .end(JSON.stringify(storeOrder(guest, status)));
      }
      if (url.startsWith('/cdn/')) {
        const type = url.endsWith('.json') ? 'application/json' : 'text/javascript';
        const file = await readFile(projectPath('dist', ...url.slice(1).split('/'))).catch(() => undefined);
        return void response.writeHead(file ? 200 : 404, { 'Content-Type': type }).end(file);
      }
      response
        .setHeader('Content-Type', 'text/html; charset=utf-8')
        .end(`<!doctype html><html lang="en"><title>Thank you</title>
        <script>window.billingEmail = '${guest.email}';${listener}</script>
        <script type="module" src="/cdn/order-status-tracker.js"></script>${tag}`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    screens = await Screens.start();
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it('follows the order by the Store API, and hands no address to the page', async () => {
    const page = await screens.open(phone);
    const lines: string[] = [];
    page.on('console', (message) => lines.push(message.text()));
    const { port } = server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/checkout/order-received/147/?key=${key}`);
    await page.waitForSelector('order-status-tracker[status=preparing]');
    assert.match(
      asked[0] ?? '',
      /^\/wp-json\/wc\/store\/v1\/order\/147\?key=wc_order_\w+&billing_email=ann%2Bshop%40example\.com$/,
    );
    status = 'completed';
    await page.$eval('order-status-tracker', (element) =>
      (element as HTMLElement & { refresh(): Promise<void> }).refresh(),
    );
    await page.waitForSelector('order-status-tracker[status=completed]');

    const kept = await page.evaluate(() => {
      const tracker = document.querySelector('order-status-tracker') as HTMLElement & { explain(): unknown };
      return {
        events: (window as unknown as { heard: string[] }).heard,
        drawn: `${tracker.outerHTML} ${tracker.shadowRoot?.innerHTML}`,
        stored: `${JSON.stringify({ ...localStorage })} ${JSON.stringify({ ...sessionStorage })}`,
        explained: JSON.stringify(tracker.explain()),
      };
    });
    assert.ok(
      kept.events.some((event) => event.includes('"completed"')),
      'the events say how far the order is',
    );
    assert.match(kept.drawn, /Fish &amp; Chips/);
    for (const secret of [...Object.values(guest), key]) {
      for (const [place, text] of Object.entries({ ...kept, console: lines })) {
        assert.ok(!JSON.stringify(text).includes(secret), `"${secret}" is in ${place}`);
      }
    }
    await screens.closeAll();
  });
});
