import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { launch } from 'puppeteer-core';
import { projectPath } from '../../demo/server/project-files.js';
import type { OrderStatusTracker } from '../../src/elements/tracker/order-status-tracker.js';
import { chromiumFlags, findBrowsers } from '../support/browsers.js';

const installed = findBrowsers();

/** A restaurant's endpoint as simple as can be: JSON with an ETag, readable by any page. */
class Endpoint {
  readonly requests: { readonly method: string; readonly validator: string | undefined }[] = [];
  bytesOfBodies = 0;
  order = { id: '42', status: 'preparing', version: 1 };

  answer({ method = '', headers }: IncomingMessage, response: ServerResponse): void {
    const etag = `"${this.order.version}"`;
    const validator = headers['if-none-match'];
    this.requests.push({ method, validator });
    response.setHeader('Access-Control-Allow-Origin', '*').setHeader('ETag', etag);
    if (validator === etag) return void response.writeHead(304).end();
    const body = JSON.stringify(this.order);
    this.bytesOfBodies += body.length;
    response.setHeader('Content-Type', 'application/json').end(body);
  }
}

for (const engine of ['chromium', 'firefox'] as const) {
  const program = installed[engine]?.browser;
  // In CI a missing browser is a failure. Elsewhere the browser tests report it.
  if (program === undefined && process.env.CI !== 'true') continue;

  describe(`an endpoint of another origin, without a token, in ${engine}`, () => {
    const endpoint = new Endpoint();
    const servers: Server[] = [];
    let page: string;

    const serve = async (listener: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> => {
      const server = createServer(listener);
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    };

    before(async () => {
      const script = await readFile(projectPath('dist/cdn/order-status-tracker.iife.js'));
      const api = await serve((request, response) => endpoint.answer(request, response));
      page = await serve((request, response) => {
        if (request.url === '/script.js') return void response.setHeader('Content-Type', 'text/javascript').end(script);
        response.setHeader('Content-Type', 'text/html').end(`<!doctype html><meta charset="utf-8"><title>Order</title>
          <script src="/script.js"></script>
          <order-status-tracker order-id="42" poll-url="${api}/orders/{id}"></order-status-tracker>`);
      });
    });

    after(() => {
      for (const server of servers) server.close();
    });

    it('is asked by one request a read, and answers 304 until the order changes', async () => {
      const browser = await launch({
        browser: engine === 'firefox' ? 'firefox' : 'chrome',
        executablePath: program ?? engine,
        args: engine === 'chromium' ? [...chromiumFlags] : [],
      });
      try {
        const tab = await browser.newPage();
        await tab.goto(page);
        await tab.waitForSelector('order-status-tracker[status=preparing]');
        const refresh = () => tab.$eval('order-status-tracker', (element) => (element as OrderStatusTracker).refresh());
        for (let read = 0; read < 3; read += 1) await refresh();
        const { bytesOfBodies } = endpoint;
        assert.equal(bytesOfBodies, JSON.stringify(endpoint.order).length, 'the order was sent more than once');
        endpoint.order = { ...endpoint.order, status: 'ready', version: 2 };
        await refresh();
        await tab.waitForSelector('order-status-tracker[status=ready]');
        const { requests } = endpoint;
        assert.deepEqual(new Set(requests.map(({ method }) => method)), new Set(['GET']));
        const known = requests.filter(({ validator }) => validator !== undefined);
        assert.equal(known.length, requests.length - 1, 'a later request was not conditional');
      } finally {
        await browser.close();
      }
    });
  });
}
