import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { after, before, describe, it, mock } from 'node:test';
import { exportJWK } from 'jose';
import { endpoint, NotSetUp } from '../../demo/supabase/functions/_shared/endpoint.js';
import { linkTo, needed, whenSetUp } from '../../demo/supabase/functions/_shared/hosted-project.js';
import { DatabaseRefusal, DatabaseUnavailable } from '../../demo/supabase/functions/_shared/kit-database.js';
import { restDatabase } from '../../demo/supabase/functions/_shared/rest-database.js';
import { readLinkTokens } from '../../demo/supabase/functions/_shared/signing-key.js';
import { assertSigns, headerAndClaims, now, orderId } from './signed-claims.js';

describe('the signing key of track', () => {
  it('is a private key as JWK, in the form in which `supabase gen signing-key` prints it', async () => {
    const made = {
      ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
      RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
    };
    for (const [alg, { privateKey }] of Object.entries(made)) {
      const uses = { kid: randomUUID(), use: 'sig', key_ops: ['sign', 'verify'], alg, ext: true };
      await assertSigns(JSON.stringify({ ...(await exportJWK(privateKey)), ...uses }), alg);
    }
  });

  it('is a shared secret as JWK, or the older JWT secret as it is', async () => {
    const secret = randomBytes(40);
    const shared = { kty: 'oct', k: secret.toString('base64url'), kid: 'mine', alg: 'HS256' };
    assert.equal((await headerAndClaims(JSON.stringify(shared), shared)).protectedHeader.kid, 'mine');
    const older = secret.toString('hex');
    const check = { kty: 'oct', k: Buffer.from(older).toString('base64url'), alg: 'HS256' };
    assert.deepEqual((await headerAndClaims(older, check)).protectedHeader, { alg: 'HS256', typ: 'JWT' });
  });

  it('says what is wrong with it, and never itself', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const whole = { ...(await exportJWK(privateKey)), kid: 'mine' };
    const faults: Readonly<Record<string, RegExp>> = {
      [JSON.stringify({ ...(await exportJWK(publicKey)), kid: 'mine' })]: /no private part/,
      [JSON.stringify(await exportJWK(privateKey))]: /no "kid"/,
      [JSON.stringify({ ...whole, d: 'AA' })]: /cannot be read/,
      [JSON.stringify({ ...whole, kty: 'OKP' })]: /no private part|cannot be read/,
      [JSON.stringify([whole, whole])]: /must be one JWK/,
      [JSON.stringify(whole).slice(0, -5)]: /cut off/,
      sb_secret_short: /shorter than 32/,
    };
    for (const [setting, message] of Object.entries(faults)) {
      await assert.rejects(readLinkTokens(setting, now), (error: unknown) => {
        assert.ok(error instanceof NotSetUp);
        assert.match(error.message, message);
        assert.ok(!error.message.includes(setting) && !error.message.includes(String(whole.d)));
        return true;
      });
    }
  });
});

describe('the REST API of a hosted project', () => {
  interface Asked {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly redirect: RequestRedirect | undefined;
  }
  function database(response: () => Response | Promise<Response>, secretKey = 'sb_secret_abc') {
    const asked: Asked[] = [];
    const made = restDatabase({
      url: 'https://project.supabase.co',
      secretKey,
      publishableKey: 'sb_publishable_abc',
      fetch: async (url, init) => {
        asked.push({ url: String(url), headers: init?.headers as Record<string, string>, redirect: init?.redirect });
        return response();
      },
    });
    return { made, asked };
  }

  it('gets a secret key as apikey only, an older one as bearer too, and a user’s token with the publishable key', async () => {
    const fresh = database(() => Response.json('guest'));
    assert.deepEqual(await fresh.made.call('open_tracking_link', {}), ['guest']);
    await fresh.made.callAs('user.token', 'place_order_as_staff', {});
    const [call, callAs] = fresh.asked;
    assert.deepEqual(
      [call?.url, call?.headers.apikey, call?.headers.Authorization, call?.redirect],
      ['https://project.supabase.co/rest/v1/rpc/open_tracking_link', 'sb_secret_abc', undefined, 'error'],
    );
    assert.deepEqual(
      [callAs?.headers.apikey, callAs?.headers.Authorization],
      ['sb_publishable_abc', 'Bearer user.token'],
    );
    const older = database(() => Response.json([]), 'eyJolder');
    await older.made.call('place_order', {});
    assert.equal(older.asked[0]?.headers.Authorization, 'Bearer eyJolder');
  });

  it('tells apart a refusal, a key that is refused, and a project that does not answer', async () => {
    const refused = database(() => Response.json({ code: '42501', message: 'permission denied' }, { status: 403 }));
    await assert.rejects(refused.made.call('place_order', {}), DatabaseRefusal);
    const badKey = database(() => Response.json({ message: 'Invalid API key' }, { status: 401 }));
    await assert.rejects(badKey.made.call('place_order', {}), NotSetUp);
    for (const away of [
      () => new Response('upstream', { status: 502 }),
      () => new Response('<html>', { status: 404 }),
      () => Promise.reject(new TypeError('fetch failed')),
    ]) {
      await assert.rejects(database(away).made.call('place_order', {}), DatabaseUnavailable);
    }
  });
});

describe('an endpoint', () => {
  const logged: string[] = [];
  before(() => void mock.method(console, 'error', (...words: unknown[]) => logged.push(words.join(' '))));
  after(() => mock.restoreAll());
  const post = () => new Request('https://project.supabase.co/functions/v1/orders', { method: 'POST', body: '{}' });

  it('logs the kind of a failure, not its values', async () => {
    const secret = 'a1b2c3d4';
    const failures = [
      new DatabaseRefusal('22P02', `invalid input syntax for type uuid: "${secret}"`),
      new TypeError(secret),
      secret,
    ];
    for (const failure of failures) {
      const response = await endpoint('orders', () => Promise.reject(failure))(post());
      assert.equal(response.status, 500);
      assert.ok(!(await response.text()).includes(secret));
    }
    assert.deepEqual(logged, [
      'orders failed: DatabaseRefusal 22P02',
      'orders failed: TypeError',
      'orders failed: string',
    ]);
  });

  for (const [code, why] of [
    ['53100', 'its disk is full'],
    ['25006', 'its disk is nearly full'],
  ] as const) {
    it(`answers 507 while the database can only be read, as ${why}`, async () => {
      const full = endpoint('orders', () => Promise.reject(new DatabaseRefusal(code, 'cannot execute INSERT')));
      const response = await full(post());
      assert.deepEqual([response.status, response.headers.get('Retry-After')], [507, '30']);
    });
  }

  it('answers 503 while the database is away, so that trackers come back', async () => {
    const away = endpoint('track', () => Promise.reject(new DatabaseUnavailable('track got no answer.')));
    const response = await away(post());
    assert.deepEqual([response.status, response.headers.get('Retry-After')], [503, '5']);
  });

  it('stops reading a body without end', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(8192).fill(32));
      },
    });
    const init = { method: 'POST', body: endless, duplex: 'half' };
    const response = await endpoint('track', async () => Response.json({}))(new Request('https://a.example', init));
    assert.equal(response.status, 413);
    assert.ok(sent < 12, `${sent} pieces were read`);
  });

  it('answers 500 and says what is missing until it is set up', async () => {
    const handler = whenSetUp('track', () => {
      needed(() => ' ', 'TRACKING_SIGNING_KEY');
      return endpoint('track', async () => Response.json({}));
    });
    assert.match(await (await handler(post())).text(), /supabase secrets set TRACKING_SIGNING_KEY/);
  });
});

describe('the link to the guest’s page', () => {
  const placed = { id: orderId, capability: 'secret' };

  it('has the order’s id where the address says, else as order_id', () => {
    const links = {
      'https://r.example/track/{id}': `https://r.example/track/${orderId}#track=secret`,
      'https://r.example/order?lang=de': `https://r.example/order?lang=de&order_id=${orderId}#track=secret`,
      'https://r.example/?o={id}#menu': `https://r.example/?o=${orderId}#track=secret`,
    };
    for (const [page, link] of Object.entries(links)) assert.equal(linkTo(page, placed), link);
  });

  it('needs a whole address', () => {
    for (const page of ['r.example/track', '/track/{id}', '']) assert.throws(() => linkTo(page, placed), NotSetUp);
  });
});
