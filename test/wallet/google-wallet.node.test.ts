import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { jwtVerify } from 'jose';
import { NotSetUp } from '../../demo/supabase/functions/_shared/endpoint.js';
import { createGoogleWallet } from '../../demo/supabase/functions/_shared/wallet/google/google-wallet.js';
import type { LinkedOrder } from '../../demo/supabase/functions/_shared/wallet/wallet-cards.js';
import { testWords } from './wallet-words.js';

const email = 'wallet@trattoria.iam.gserviceaccount.com';
const issuerId = '3388000000012345678';
const linked: LinkedOrder = {
  link: 'https://trattoria.example/order#track=abc',
  order: {
    id: 'a0000000-0000-4000-8000-000000000042',
    number: '42',
    status: 'ready',
    status_source: 'confirmed',
    fulfilment: 'pickup',
    restaurant_name: 'Trattoria Aurora',
    placed_at: '2026-11-30T18:00:00Z',
    updated_at: '2026-11-30T18:05:00Z',
    version: 3,
    estimated_ready_from: null,
    estimated_ready_to: null,
    items: [],
    total_minor: null,
    currency: 'EUR',
  },
};

/**
 * A double of Google's token endpoint ("Using OAuth 2.0 for server to server applications") and of `genericobject.patch`
 * of the Google Wallet API.
 */
describe('a pass for Google Wallet', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const calls: { method: string; path: string; authorization: string; body: string }[] = [];
  let google: Server;
  let origin: string;
  let patchStatus = 200;
  let tokens = 0;

  before(async () => {
    google = createServer(async (request, response) => {
      const body = await request.reduce<string>((text, part) => text + String(part), '');
      const { method = '', url = '', headers } = request;
      calls.push({ method, path: url, authorization: headers.authorization ?? '', body });
      if (url === '/token') {
        const assertion = new URLSearchParams(body).get('assertion') ?? '';
        const isGood = await isAssertion(assertion, publicKey, `${origin}/token`);
        tokens += 1;
        response.writeHead(isGood ? 200 : 400, { 'Content-Type': 'application/json' });
        response.end(
          JSON.stringify(isGood ? { access_token: `ya29.${tokens}`, expires_in: 3600 } : { error: 'invalid_grant' }),
        );
      } else response.writeHead(patchStatus).end('{}');
    });
    google.listen(0, '127.0.0.1');
    await once(google, 'listening');
    origin = `http://127.0.0.1:${(google.address() as AddressInfo).port}`;
  });
  after(() => google.close());
  beforeEach(() => {
    calls.length = 0;
    tokens = 0;
    patchStatus = 200;
  });

  const opened = (key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), now = Date.now) =>
    createGoogleWallet(
      { issuerId, email, privateKey: key, apiOrigin: origin, tokenUrl: `${origin}/token` },
      { fetch, now, words: testWords },
    );

  it('is signed by the service account, with its class and all its words', async () => {
    const jwt = (await opened().saveLink(linked)).replace('https://pay.google.com/gp/v/save/', '');
    const { payload, protectedHeader } = await jwtVerify(jwt, publicKey, { issuer: email, audience: 'google' });
    assert.equal(protectedHeader.alg, 'RS256');
    assert.equal(payload.typ, 'savetowallet');
    assert.deepEqual(payload.payload, {
      genericClasses: [{ id: `${issuerId}.order` }],
      genericObjects: [
        {
          id: `${issuerId}.order-${linked.order.id}`,
          classId: `${issuerId}.order`,
          genericType: 'GENERIC_OTHER',
          state: 'ACTIVE',
          cardTitle: { defaultValue: { language: 'en', value: 'Trattoria Aurora' } },
          header: inBoth('Order 42', 'الطلب 42'),
          subheader: inBoth('ready (en)', 'ready (ar)'),
          textModulesData: [
            { id: 'status', localizedBody: inBoth('Your order is "nearly"\nthere.', 'Your order is "nearly"\nthere.') },
          ],
          linksModuleData: {
            uris: [
              {
                id: 'follow',
                uri: linked.link,
                localizedDescription: inBoth('Follow the order', 'Follow the order'),
              },
            ],
          },
        },
      ],
    });
  });

  it('is changed with one token for an hour', async () => {
    let now = Date.now();
    const wallet = opened(undefined, () => now);
    assert.equal(await wallet.update(linked), 'told');
    assert.equal(await wallet.update({ ...linked, order: { ...linked.order, status: 'completed' } }), 'told');
    assert.equal(tokens, 1);
    const [first, last] = calls.filter(({ method }) => method === 'PATCH');
    assert.equal(first?.path, `/walletobjects/v1/genericObject/${issuerId}.order-${linked.order.id}`);
    assert.equal(first?.authorization, 'Bearer ya29.1');
    assert.equal(JSON.parse(last?.body ?? '{}').state, 'COMPLETED');
    now += 59 * 60_000;
    await wallet.update(linked);
    assert.equal(tokens, 2);
  });

  for (const [status, outcome] of [
    [404, 'told'],
    [403, 'failed'],
    [429, 'failed'],
    [500, 'failed'],
  ] as const) {
    it(`counts as ${outcome} after ${status}`, async () => {
      patchStatus = status;
      assert.equal(await opened().update(linked), outcome);
    });
  }

  it('takes a new token after 401', async () => {
    const wallet = opened();
    patchStatus = 401;
    assert.equal(await wallet.update(linked), 'failed');
    patchStatus = 200;
    assert.equal(await wallet.update(linked), 'told');
    assert.equal(tokens, 2);
  });

  it('counts as failed where Google does not know the key', async () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    assert.equal(await opened(other.export({ type: 'pkcs8', format: 'pem' }).toString()).update(linked), 'failed');
  });

  it('says what to do about a key that cannot be read', async () => {
    await assert.rejects(opened('-----BEGIN').saveLink(linked), NotSetUp);
  });
});

function inBoth(english: string, arabic: string): object {
  return {
    defaultValue: { language: 'en', value: english },
    translatedValues: [{ language: 'ar', value: arabic }],
  };
}

async function isAssertion(assertion: string, key: KeyObject, audience: string): Promise<boolean> {
  try {
    const { payload } = await jwtVerify(assertion, key, { issuer: email, audience });
    return payload.scope === 'https://www.googleapis.com/auth/wallet_object.issuer';
  } catch {
    return false;
  }
}
