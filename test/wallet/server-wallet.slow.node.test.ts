import assert from 'node:assert/strict';
import { once } from 'node:events';
import http2 from 'node:http2';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { unzipSync } from 'fflate';
import { type DemoServer, moveTo, placeOrder, startTestServer } from '../demo/support.js';
import { startDenoFunction } from '../kit/deno.js';
import { secretKey, startGateway } from '../kit/gateway.js';
import { makeCertificates, orderType, type TestCertificates } from './certificates.js';
import { walletVariables } from './settings.js';

/** Where wallets answer, and how they are made to tell what has changed. */
interface WalletHost {
  readonly url: string;
  tell(): Promise<void>;
  stop(): Promise<unknown>;
}

/** The same handlers in the Node server and, as an Edge Function, in Deno; Apple's push service is a double over HTTP/2. */
describe('wallets of a server', () => {
  let certificates: TestCertificates;
  let apple: http2.Http2SecureServer;
  let variables: Record<string, string>;
  let server: DemoServer;
  const pushed: string[] = [];
  let heard: (() => void) | undefined;

  before(async () => {
    certificates = makeCertificates();
    const { server: own, root, issuer } = certificates;
    const trust = { cert: own.certificate + issuer, key: own.key, ca: [root, issuer], requestCert: true };
    apple = http2.createSecureServer(trust);
    apple.on('stream', (stream, headers) => {
      pushed.push(String(headers[':path']));
      stream.respond({ ':status': 200 });
      stream.end();
      heard?.();
    });
    apple.listen(0, '127.0.0.1');
    await once(apple, 'listening');
    variables = {
      ...walletVariables(certificates),
      WALLET_APPLE_PUSH_ORIGIN: `https://localhost:${(apple.address() as AddressInfo).port}`,
      WALLET_APPLE_PUSH_AUTHORITY: root,
    };
    server = await startTestServer({}, undefined, (name) => variables[name]);
  });
  after(async () => {
    await server.close();
    apple.close();
  });

  const hosts: Readonly<Record<string, () => Promise<WalletHost>>> = {
    'in Node': async () => ({
      url: `${server.url}/functions/v1/wallet`,
      tell: async () => undefined,
      stop: async () => undefined,
    }),
    'in Deno': async () => {
      const gateway = await startGateway(server);
      const edge = await startDenoFunction('wallet', {
        ...variables,
        SUPABASE_URL: gateway.url,
        SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: server.secrets.publishableKey }),
        SUPABASE_SECRET_KEYS: JSON.stringify({ default: secretKey }),
        MESSAGE_SECRET: server.secrets.messageSecret,
        OUTBOX_SECRET: 'secret-of-the-outbox',
        TRACKING_PAGE: 'https://trattoria.example/order/{id}',
      });
      return {
        url: `${edge.url}/wallet`,
        tell: async () => {
          const refused = await fetch(`${edge.url}/wallet/tell`, { method: 'POST' });
          assert.equal(refused.status, 401);
          const headers = { Authorization: 'Bearer secret-of-the-outbox' };
          assert.equal((await fetch(`${edge.url}/wallet/tell`, { method: 'POST', headers })).status, 200);
        },
        stop: () => Promise.all([edge.stop(), gateway.close()]),
      };
    },
  };

  it('are named to pages', async () => {
    const facts = (await (await fetch(`${server.url}/demo.json`)).json()) as object;
    assert.deepEqual(
      { ...facts, only: undefined },
      {
        ...facts,
        wallets: ['apple', 'google'],
        wallet_url: `${server.url}/functions/v1/wallet`,
        only: undefined,
      },
    );
  });

  for (const [host, open] of Object.entries(hosts)) {
    it(`give a package, register its phone, and tell it of a change: ${host}`, async () => {
      const { url, tell, stop } = await open();
      try {
        const { id } = await placeOrder(server, { fulfilment: 'pickup' });
        const token = await server.tokens.sign({ role: 'tracker', order_id: id }, 600);
        const offers = await fetch(url, {
          method: 'POST',
          headers: { Authorization: `Bearer ${token}` },
          body: JSON.stringify({ order_id: id }),
        });
        const links = (await offers.json()) as { apple: string };
        const response = await fetch(`${url}/apple/file${new URL(links.apple).search}`);
        const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
        const order = JSON.parse(new TextDecoder().decode(files['order.json'])) as { authenticationToken: string };
        assert.match(new TextDecoder().decode(files['de.lproj/order.strings']), /Bestellung/);

        const pushToken = id.replaceAll('-', '').repeat(2);
        const registered = await fetch(`${url}/apple/v1/devices/phone-${id}/registrations/${orderType}/${id}`, {
          method: 'POST',
          headers: { Authorization: `AppleOrder ${order.authenticationToken}` },
          body: JSON.stringify({ pushToken }),
        });
        assert.equal(registered.status, 201);
        const push = new Promise<void>((resolve) => {
          heard = resolve;
        });
        await moveTo(server, id, 'preparing');
        await Promise.all([tell(), push]);
        assert.equal(pushed.at(-1), `/3/device/${pushToken}`);
      } finally {
        await stop();
      }
    });
  }
});
