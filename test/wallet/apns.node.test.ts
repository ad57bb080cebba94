import assert from 'node:assert/strict';
import { once } from 'node:events';
import http2 from 'node:http2';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { TLSSocket } from 'node:tls';
import { createApns } from '../../demo/supabase/functions/_shared/wallet/apple/apns.js';
import { makeCertificates, orderType, type TestCertificates } from './certificates.js';

/** A double of Apple's push service over real HTTP/2, which wants the certificate of the order type. */
describe('pushes to Apple Wallet', () => {
  const token = 'cd'.repeat(32);
  const requests: { path: string; topic: string; client: string; body: string }[] = [];
  let certificates: TestCertificates;
  let apple: http2.Http2SecureServer;
  let origin: string;
  let answer: { status: number; body?: string } | 'hang' | 'drop' = { status: 200 };

  before(async () => {
    certificates = makeCertificates();
    const { server, root, issuer } = certificates;
    apple = http2.createSecureServer({
      cert: server.certificate + issuer,
      key: server.key,
      ca: [root, issuer],
      requestCert: true,
      rejectUnauthorized: true,
    });
    apple.on('stream', (stream, headers) => {
      let body = '';
      stream.on('error', () => undefined);
      stream.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      stream.on('end', () => {
        const socket = stream.session?.socket as TLSSocket;
        const { CN } = socket.getPeerCertificate().subject;
        requests.push({
          path: String(headers[':path']),
          topic: String(headers['apns-topic']),
          client: String(CN),
          body,
        });
        if (answer === 'drop') stream.session?.destroy();
        else if (answer !== 'hang') {
          stream.respond({ ':status': answer.status });
          stream.end(answer.body ?? '');
        }
      });
    });
    apple.listen(0, '127.0.0.1');
    await once(apple, 'listening');
    origin = `https://localhost:${(apple.address() as AddressInfo).port}`;
  });
  after(() => apple.close());

  const opened = (timeout?: number) =>
    createApns({
      origin,
      topic: orderType,
      certificate: certificates.certificate,
      key: certificates.key,
      authority: certificates.root,
      ...(timeout !== undefined && { timeout }),
    });

  it('show the certificate of the order type, with its topic and an empty payload', async () => {
    answer = { status: 200 };
    const apns = opened();
    assert.equal(await apns.push(token), 'told');
    apns.close();
    const [request] = requests.splice(0);
    assert.deepEqual(request, {
      path: `/3/device/${token}`,
      topic: orderType,
      client: `Order Type ID: ${orderType}`,
      body: '{}',
    });
  });

  const answers = [
    [{ status: 410, body: '{"reason":"Unregistered","timestamp":1}' }, 'gone'],
    [{ status: 400, body: '{"reason":"BadDeviceToken"}' }, 'gone'],
    [{ status: 429, body: '{"reason":"TooManyRequests"}' }, 'failed'],
    [{ status: 403, body: '{"reason":"BadCertificate"}' }, 'failed'],
    [{ status: 503 }, 'failed'],
    ['drop', 'failed'],
    ['hang', 'failed'],
  ] as const;
  for (const [answered, outcome] of answers) {
    it(`count as ${outcome} after ${JSON.stringify(answered)}`, async () => {
      answer = answered;
      const apns = opened(200);
      assert.equal(await apns.push(token), outcome);
      apns.close();
    });
  }

  it('go on over a new connection after one was lost', async () => {
    const apns = opened();
    answer = 'drop';
    assert.equal(await apns.push(token), 'failed');
    answer = { status: 200 };
    assert.equal(await apns.push(token), 'told');
    apns.close();
  });

  it('count as failed where nobody listens', async () => {
    const apns = createApns({
      origin: 'https://localhost:1',
      topic: orderType,
      certificate: certificates.certificate,
      key: certificates.key,
    });
    assert.equal(await apns.push(token), 'failed');
  });
});
