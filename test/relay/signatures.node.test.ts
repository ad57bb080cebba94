import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { describe, it } from 'node:test';
import { createRelay, type RelayOptions } from '../../src/relay.js';
import { MemoryStore } from './memory-store.js';
import { restaurant } from './play.js';

type Providers = RelayOptions['providers'];

/** The status of the answer to a message. */
async function answered(
  providers: Providers,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  more: Partial<RelayOptions> = {},
): Promise<number> {
  const store = new MemoryStore();
  const relay = createRelay({ providers, store, restaurant, onNews: () => {}, ...more });
  return (await relay(new Request(url, { method: 'POST', headers, body }))).status;
}

function hmac(key: string, text: string, encoding: 'hex' | 'base64'): string {
  return createHmac('sha256', key).update(text).digest(encoding);
}

describe('signatures', () => {
  describe('as published', () => {
    it("takes the example in the tests of Square's own libraries", async () => {
      const body =
        '{"merchant_id":"MLEFBHHSJGVHD","type":"webhooks.test_notification","event_id":"ac3ac95b-f97d-458c-a6e6-18981597e05f",' +
        '"created_at":"2022-07-13T20:30:59.037339943Z","data":{"type":"webhooks","id":"bc368e64-01aa-407e-b46e-3231809b1129"}}';
      const url = 'https://webhook.site/679a4f3a-dcfa-49ee-bac5-9d0edad886b9';
      const header = { 'x-square-hmacsha256-signature': 'GF4YkrJgGBDZ9NIYbNXBnMzqb2HoL4RW/S6vkZ9/2N4=' };
      const providers = { square: { secret: 'Ibxx_5AKakO-3qeNVR61Dw', url } };
      assert.equal(await answered(providers, 'http://inside/relay/square', header, body), 200);
      assert.equal(await answered(providers, 'http://inside/relay/square', header, `${body}\n`), 401);
      const elsewhere = { square: { ...providers.square, url: `${url}/` } };
      assert.equal(await answered(elsewhere, 'http://inside/relay/square', header, body), 401);
    });

    it("takes iFood's examples: one event written in three ways, and its heartbeat, with 202", async () => {
      const compact =
        '{"code":"PLC","createdAt":"2023-02-20T18:19:03.20162269Z","fullCode":"PLACED","id":"a38ba215-f949-4b2c-982a-0582a9d0c10e",' +
        '"merchantId":"cad65e8f-6fc6-438a-b159-e64a902a6b9a","orderId":"2c97e104-35ed-4c18-85d7-854a40b6b9e3"}';
      const spaced =
        '{ "code":"PLC", "createdAt":"2023-02-20T18:19:03.20162269Z", "fullCode":"PLACED", "id":"a38ba215-f949-4b2c-982a-0582a9d0c10e", ' +
        '"merchantId":"cad65e8f-6fc6-438a-b159-e64a902a6b9a", "orderId":"2c97e104-35ed-4c18-85d7-854a40b6b9e3" }';
      const lines = compact.replace('{', '{\n    ').replaceAll(',"', ',\n    "').replace('}', '\n}');
      const heartbeat =
        '{\n    "code":"KEEPALIVE",\n    "fullCode":"KEEPALIVE",\n    "id":"a38ba215-f949-4b2c-982a-0582a9d0c10e"\n}';
      for (const [body, signature] of [
        [compact, '6f9ed23a7b505a3b6907c5f6eb2ad1b056fbf35a643d365a9a072ed7aabca153'],
        [spaced, 'cf7e092c9148a48f5ee5f12b947f46b331eac6bf0745e1e1d0f3df722e219df3'],
        [lines, 'adf5446334f754e73588f3ae10b308306307f0c797f7f678912d740c6deddf6a'],
        [heartbeat, '6c0a429606266905349388ebc1eb12b8b98524dddd6b4bdc41c4b67591075b4c'],
      ] as const) {
        const send = (text: string, header: string) =>
          answered({ ifood: { secret: 'dummysecret' } }, 'http://a/ifood', { 'X-IFood-Signature': header }, text);
        assert.equal(await send(body, signature), 202, body);
        assert.equal(
          await send(
            body,
            signature.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
          ),
          401,
        );
        assert.equal(await send(body.replace('a38b', 'a38c'), signature), 401);
      }
    });

    it("takes the example in Uber's documentation, in both of its headers", async () => {
      const body = '{"kind": "event.courier_update", "location": {"lat": 37.7974109, "lng": -122.424145}}';
      const secret = 'c5c26d5a-70d6-46c7-a652-d7c09825ad29';
      const signature = hmac(secret, body, 'hex');
      assert.ok(signature.startsWith('cdff8133fb065f8d37a2c1c94c3331b6a82766d1'), 'the page shows this');
      for (const header of ['x-uber-signature', 'X-Postmates-Signature']) {
        const send = (value: string) =>
          answered({ 'uber-direct': { secret } }, 'http://a/uber-direct', { [header]: value }, body);
        assert.equal(await send(signature), 200);
        assert.equal(await send(hmac('other', body, 'hex')), 401);
      }
    });

    it('takes the example in the tests of Standard Webhooks, within five minutes', async () => {
      const body = '{"test": 2432232314}';
      const headers = {
        'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        'webhook-timestamp': '1614265330',
        'webhook-signature': 'v2,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1,AAAA',
      };
      const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
      const at = (seconds: number, changed: Readonly<Record<string, string>> = {}) => {
        const sent = { ...headers, ...changed };
        return answered({ standard: { secret } }, 'http://a/standard', sent, body, { now: () => seconds * 1000 });
      };
      assert.equal(await at(1614265330), 200);
      assert.equal(await at(1614265330 + 299), 200);
      assert.equal(await at(1614265330 + 301), 401);
      assert.equal(await at(1614265330 - 301), 401);
      assert.equal(await at(1614265330, { 'webhook-id': 'msg_other' }), 401);
      assert.equal(await at(1614265330, { 'webhook-timestamp': '1614265331' }), 401);
      assert.equal(await at(1614265330, { 'svix-id': 'msg_other' }), 200, 'the signed names count');
      assert.equal(
        await at(1614265330, { 'webhook-signature': '', 'svix-signature': headers['webhook-signature'] }),
        401,
      );
    });

    it('takes the same from Svix, under its own names', async () => {
      const headers = {
        'svix-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        'svix-timestamp': '1614265330',
        'svix-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
      };
      const send = (changed: Readonly<Record<string, string>>) =>
        answered(
          { standard: { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' } },
          'http://a/standard',
          { ...headers, ...changed },
          '{"test": 2432232314}',
          { now: () => 1614265330_000 },
        );
      assert.equal(await send({}), 200);
      assert.equal(await send({ 'svix-id': 'msg_other' }), 401);
      assert.equal(await send({ 'webhook-id': 'msg_other' }), 401);
    });
  });

  it('are of the body and its timestamp at Toast', async () => {
    const body = '{"timestamp":"2026-11-30T12:00:00.000+0000","eventCategory":"order_updated","details":{}}';
    const send = (signature: string, text = body) =>
      answered({ toast: { secret: 's' } }, 'http://a/toast', { 'Toast-Signature': signature }, text);
    assert.equal(await send(hmac('s', `${body}2026-11-30T12:00:00.000+0000`, 'base64')), 200);
    assert.equal(await send(hmac('s', body, 'base64')), 401);
    assert.equal(await send(hmac('s', '{}', 'base64'), '{}'), 401);
  });

  it('are taken in hexadecimal digits and base64, with either of two keys while a key is exchanged', async () => {
    const body = '{"note": "Ärger, 日本"}';
    for (const secret of ['old', 'new']) {
      for (const encoding of ['hex', 'base64'] as const) {
        const headers = { 'X-App-Signature': hmac(secret, body, encoding) };
        const providers = { 'open-delivery': { secret: ['new', 'old'] } };
        assert.equal(await answered(providers, 'http://a/open-delivery', headers, body), 204);
      }
    }
  });

  it('are missed with 401, whatever stands in their place', async () => {
    const providers: Providers = {
      deliverect: { secret: 's' },
      doordash: { user: 'u', password: 'p' },
      ifood: { secret: 's' },
      'open-delivery': { secret: 's' },
      shopify: { secret: 's' },
      square: { secret: 's' },
      standard: { secret: 'whsec_c2VjcmV0' },
      toast: { secret: 's' },
      'uber-direct': { secret: 's' },
      ucp: { profiles: ['https://shop.example/.well-known/ucp'], keys: [] },
      woocommerce: { secret: 's' },
    };
    const names = [
      'x-server-authorization-hmac-sha256',
      'authorization',
      'x-ifood-signature',
      'x-app-signature',
      'x-shopify-hmac-sha256',
      'x-square-hmacsha256-signature',
      'webhook-signature',
      'toast-signature',
      'x-uber-signature',
      'signature',
      'request-signature',
      'x-wc-webhook-signature',
    ];
    const body = JSON.stringify({ timestamp: '2026-11-30T12:00:00Z', id: '1' });
    for (const value of [
      '',
      ' ',
      'x',
      '0'.repeat(64),
      'A'.repeat(44),
      'sha256=',
      'Basic',
      'undefined',
      'v1,',
      '..',
      '()',
      '%',
    ]) {
      const headers = Object.fromEntries(names.map((name) => [name, value]));
      for (const provider of Object.keys(providers)) {
        assert.equal(await answered(providers, `http://a/${provider}`, headers, body), 401, `${provider} ${value}`);
        assert.equal(await answered(providers, `http://a/${provider}`, {}, body), 401, provider);
      }
    }
  });

  it('are made over the address with the slash at its end, where it was registered so', async () => {
    const body = '{"event_id":"e"}';
    const publicUrl = 'https://project.example/functions/v1/relay';
    const send = (signedFor: string, address: string) => {
      const headers = { 'x-square-hmacsha256-signature': hmac('s', `${signedFor}${body}`, 'base64') };
      return answered({ square: { secret: 's' } }, address, headers, body, { publicUrl });
    };
    assert.equal(await send(`${publicUrl}/square/`, 'http://inside/relay/square/'), 200);
    assert.equal(await send(`${publicUrl}/square/?a=1`, 'http://inside/relay/square/?a=1'), 200);
    assert.equal(await send(`${publicUrl}/square`, 'http://inside/relay/square'), 200);
    assert.equal(await send(`${publicUrl}/square`, 'http://inside/relay/square/'), 401);
  });

  it("are of DoorDash's password, as it was given to DoorDash", async () => {
    const body = '{"external_delivery_id":"ddr-1","event_name":"DASHER_CONFIRMED"}';
    const send = (settings: NonNullable<Providers['doordash']>, authorization: string) =>
      answered({ doordash: settings }, 'http://a/doordash', { authorization }, body);
    const basic = `Basic ${Buffer.from('till:secret').toString('base64')}`;
    assert.equal(await send({ user: 'till', password: 'secret' }, basic), 200);
    assert.equal(await send({ authorization: 'Bearer 123' }, 'Bearer 123'), 200);
    assert.equal(await send({ authorization: 'Bearer 123' }, 'Bearer 1234'), 401);
    assert.equal(await send({ user: 'till', password: 'secret' }, basic.toLowerCase()), 401);
    // Capitals make no difference in the scheme, and one in what follows.
    for (const scheme of ['basic', 'BASIC']) {
      assert.equal(await send({ user: 'till', password: 'secret' }, basic.replace('Basic', scheme)), 200, scheme);
    }
    assert.equal(await send({ authorization: 'bearer Abc' }, 'Bearer Abc'), 200);
    assert.equal(await send({ authorization: 'Bearer Abc' }, 'Bearer abc'), 401);
    assert.equal(await send({ authorization: 'Abc' }, 'Abc'), 200);
    assert.equal(await send({ authorization: 'Abc' }, 'abc'), 401);
  });

  it('cannot be checked with an empty key, so the relay does not start with one', () => {
    const start = (providers: Providers) => () => createRelay({ providers, store: new MemoryStore(), restaurant });
    assert.throws(start({ square: { secret: '' } }), /"square" needs `secret`/);
    assert.throws(start({ toast: { secret: [] } }), /"toast" needs `secret`/);
    assert.throws(start({ standard: { secret: ['whsec_x', ''] } }), /"standard" needs `secret`/);
    for (const secret of ['hello', 'whsec_my till', ['whsec_c2VjcmV0', 'x']]) {
      assert.throws(start({ standard: { secret } }), /"standard" needs `secret` in base64/, String(secret));
    }
    assert.throws(start({ doordash: { user: 'x' } }), /"doordash" needs `authorization`/);
    assert.throws(start({ ucp: { profiles: [] } }), /"ucp" needs `profiles`/);
    const unknown: object = { sqaure: { secret: 's' } };
    assert.throws(start(unknown), /knows no provider "sqaure"/);
    const settings = { providers: { ifood: { secret: 's' } }, store: new MemoryStore() };
    assert.throws(() => createRelay(settings), /"ifood" needs `restaurant`/);
  });
});

describe("UCP's detached signatures of January 2026", () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { kty = '', crv = '', x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const profile = 'https://shop.example/.well-known/ucp';
  const body = '{"id":"o1","line_items":[],"fulfillment":{},"event_id":"e1"}';

  function token(header: object, payload: string): string {
    const encoded = Buffer.from(JSON.stringify({ alg: 'ES256', kid: 'k1', ...header })).toString('base64url');
    const signature = sign('sha256', Buffer.from(`${encoded}.${payload}`), {
      key: privateKey,
      dsaEncoding: 'ieee-p1363',
    });
    return `${encoded}..${signature.toString('base64url')}`;
  }

  const send = (signature: string, text = body, more: Readonly<Record<string, string>> = {}) =>
    answered(
      { ucp: { profiles: [profile], keys: [{ kty, crv, x, y, kid: 'k1' }] } },
      'http://a/ucp',
      { 'Request-Signature': signature, ...more },
      text,
    );

  it('are taken with the body encoded, and as it is', async () => {
    assert.equal(await send(token({}, Buffer.from(body).toString('base64url'))), 200);
    assert.equal(await send(token({ b64: false, crit: ['b64'] }, body)), 200);
  });

  it('are refused for another body, key, or critical extension', async () => {
    assert.equal(await send(token({}, Buffer.from(body).toString('base64url')), `${body} `), 401);
    assert.equal(await send(token({ kid: 'k2' }, Buffer.from(body).toString('base64url'))), 401);
    assert.equal(await send(token({ b64: false }, body)), 401);
    assert.equal(await send(token({ crit: ['exp'] }, Buffer.from(body).toString('base64url'))), 401);
    const other = { 'UCP-Agent': 'profile="https://other.example/.well-known/ucp"' };
    assert.equal(await send(token({}, Buffer.from(body).toString('base64url')), body, other), 401);
  });
});
