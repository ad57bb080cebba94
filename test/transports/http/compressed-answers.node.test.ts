import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { callers, failureOf } from './callers.js';

/** 20 MB of blanks before good JSON: some 20 kB when compressed. */
const bomb = (body: unknown) => gzipSync(Buffer.from(' '.repeat(20_000_000) + JSON.stringify(body)));

for (const caller of callers) {
  describe(`a request for HTTP JSON over a real connection: ${caller.name}`, () => {
    let server: Server;

    afterEach(async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    });

    async function listen(answer: RequestListener): Promise<string> {
      server = createServer(answer).listen(0, '127.0.0.1');
      await once(server, 'listening');
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    }

    const compressed =
      (bytes: Buffer): RequestListener =>
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
        response.end(bytes);
      };

    it('reads a compressed answer', async () => {
      const origin = await listen(compressed(gzipSync(JSON.stringify(caller.body))));
      assert.deepEqual(await caller.ask(fetch, new AbortController().signal, origin), caller.result);
    });

    it('counts the bytes of a compressed answer after decompression', async () => {
      const bytes = bomb(caller.body);
      assert.ok(bytes.length < 65_536, 'small on its way');
      const origin = await listen(compressed(bytes));
      await failureOf(caller.ask(fetch, new AbortController().signal, origin));
    });

    it('closes the connection of a chunked answer that never ends when the signal fires', async () => {
      const aborting = new AbortController();
      let isClosed: Promise<unknown> = Promise.resolve();
      const origin = await listen((_, response) => {
        isClosed = once(response, 'close');
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{', () => aborting.abort());
      });
      assert.equal((await failureOf(caller.ask(fetch, aborting.signal, origin))).kind, 'network');
      await isClosed;
    });

    if (caller.name === 'poll')
      it('follows a redirect within its origin, as browsers do', async () => {
        const asked: (readonly [path: string | undefined, hasToken: boolean])[] = [];
        const origin = await listen(({ url, headers }, response) => {
          asked.push([url, headers.authorization !== undefined]);
          if (url !== '/moved') response.writeHead(301, { location: '/moved' }).end();
          else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(caller.body));
        });
        assert.deepEqual(await caller.ask(fetch, new AbortController().signal, origin), caller.result);
        const first = '/orders/A1';
        assert.deepEqual(asked, [
          [first, true],
          [first, false],
          ['/moved', false],
          ['/moved', true],
        ]);
      });

    it('takes no token along when it is redirected', async () => {
      const paths: (string | undefined)[] = [];
      const origin = await listen((request, response) => {
        const { authorization } = request.headers;
        if (authorization !== undefined || caller.name !== 'poll') paths.push(request.url);
        response.writeHead(307, { location: '/elsewhere' }).end();
      });
      assert.equal((await failureOf(caller.ask(fetch, new AbortController().signal, origin))).kind, 'network');
      assert.equal(paths.length, 1);
      assert.ok(!paths.includes('/elsewhere'));
    });
  });
}
