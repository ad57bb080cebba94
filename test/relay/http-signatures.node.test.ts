import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, it } from 'node:test';
import { createRelay, type RelayOptions } from '../../src/relay.js';
import { MemoryStore } from './memory-store.js';
import { restaurant } from './play.js';

const profile = 'https://shop.example/.well-known/ucp';
const url = 'https://relay.example/functions/v1/relay/ucp';
const body = '{"id":"o1","line_items":[],"fulfillment":{"events":[]}}';
const now = Date.parse('2026-11-30T12:00:00Z');

const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const ed25519 = generateKeyPairSync('ed25519');

function jwk(key: KeyObject, kid: string): Record<string, string> {
  return { ...(key.export({ format: 'jwk' }) as Record<string, string>), kid, use: 'sig' };
}
const published = {
  ucp: { version: '2026-08-25' },
  keys: [
    jwk(p256.publicKey, 'k256'),
    jwk(p384.publicKey, 'k384'),
    jwk(ed25519.publicKey, 'ked'),
    { kid: 'odd', kty: 'AKP' },
  ],
};

interface Signing {
  readonly key?: KeyObject;
  readonly keyid?: string;
  /** Instead of all that must be covered. */
  readonly components?: readonly string[];
  readonly parameters?: string;
  readonly target?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text?: string;
}

/** The headers of a signed request, after RFC 9421 and not after our code. */
function signed({
  key = p256.privateKey,
  keyid = 'k256',
  components,
  parameters = '',
  target = url,
  method = 'POST',
  ...more
}: Signing) {
  const { host, pathname, search } = new URL(target);
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'content-digest': `sha-256=:${createHash('sha256')
      .update(more.text ?? body)
      .digest('base64')}:`,
    'ucp-agent': `profile="${profile}"`,
    'idempotency-key': 'e-1',
    ...more.headers,
  };
  const values: Record<string, string> = {
    '@method': method,
    '@authority': host,
    '@path': pathname,
    ...(search && { '@query': search }),
    ...headers,
  };
  const covered = components ?? Object.keys(values).filter((name) => name !== 'signature-agent');
  const input = `(${covered.map((name) => (name.includes(';') ? `"${name.replace(';', '";')}` : `"${name}"`)).join(' ')})${parameters};keyid="${keyid}"`;
  const lines = covered.map((name) => {
    const [plain = '', member] = name.split(';key=');
    const value = member ? (values[plain] ?? '').slice(member.length - 1) : values[plain];
    return `"${plain}"${member ? `;key=${member}` : ''}: ${value}`;
  });
  const base = [...lines, `"@signature-params": ${input}`].join('\n');
  const hash = key.asymmetricKeyType === 'ed25519' ? null : key === p384.privateKey ? 'sha384' : 'sha256';
  const signature = sign(hash, Buffer.from(base), { key, dsaEncoding: 'ieee-p1363' }).toString('base64');
  return { ...headers, 'signature-input': `sig1=${input}`, signature: `sig1=:${signature}:` };
}

function relayOf(fetched: string[] = [], options: Partial<RelayOptions> = {}) {
  return createRelay({
    providers: { ucp: { profiles: [profile] } },
    store: new MemoryStore(),
    restaurant,
    now: () => now,
    onNews: () => {},
    fetch: async (input) => {
      fetched.push(String(input));
      return Response.json(published);
    },
    ...options,
  });
}

async function answered(
  headers: Record<string, string>,
  { target = url, text = body, method = 'POST' } = {},
  relay = relayOf(),
) {
  return (await relay(new Request(target, { method, headers, body: text }))).status;
}

describe("UCP's HTTP message signatures", () => {
  it('are taken with each kind of key, with a time, and with a label of their own', async () => {
    assert.equal(await answered(signed({})), 200);
    assert.equal(await answered(signed({ key: p384.privateKey, keyid: 'k384' })), 200);
    assert.equal(await answered(signed({ key: ed25519.privateKey, keyid: 'ked' })), 200);
    const created = `;created=${now / 1000};expires=${now / 1000 + 60}`;
    assert.equal(await answered(signed({ parameters: created })), 200);
    const renamed = signed({});
    const other = {
      ...renamed,
      'signature-input': renamed['signature-input'].replace('sig1', 'ucp'),
      signature: renamed.signature.replace('sig1', 'ucp'),
    };
    assert.equal(await answered(other), 200);
  });

  it('are taken beside a second signature of somebody else, and in the shape of Web Bot Auth', async () => {
    const ours = signed({});
    const both = {
      ...ours,
      'signature-input': `other=("@authority");keyid="x", ${ours['signature-input']}`,
      signature: `other=:AAAA:, ${ours.signature}`,
    };
    assert.equal(await answered(both), 200);
    const agent = { 'signature-agent': `sig1="${profile}";type=jwks_uri` };
    const components = [
      '@method',
      '@authority',
      '@path',
      'signature-agent;key="sig1"',
      'ucp-agent',
      'idempotency-key',
      'content-digest',
      'content-type',
    ];
    assert.equal(
      await answered(signed({ headers: agent, components, parameters: `;created=${now / 1000};tag="web-bot-auth"` })),
      200,
    );
  });

  it('cover the query, where there is one', async () => {
    const target = `${url}?shop=1`;
    assert.equal(await answered(signed({ target }), { target }), 200);
    assert.equal(await answered(signed({}), { target }), 401);
  });

  it('are refused for another body, host, path, method or header', async () => {
    const elsewhere = [
      answered(signed({}), { text: `${body} ` }),
      answered(signed({}), { target: url.replace('relay.example', 'evil.example') }),
      answered(signed({}), { target: url.replace('/v1/', '/v2/') }),
      answered(signed({ method: 'PUT' })),
      answered({ ...signed({}), 'idempotency-key': 'e-2' }),
      answered({ ...signed({}), 'content-type': 'text/plain' }),
    ];
    assert.deepEqual(new Set(await Promise.all(elsewhere)), new Set([401]));
  });

  it('are refused if they leave something out that matters', async () => {
    const all = ['@method', '@authority', '@path', 'ucp-agent', 'idempotency-key', 'content-digest', 'content-type'];
    assert.equal(await answered(signed({ components: all })), 200);
    for (const left of all) {
      assert.equal(await answered(signed({ components: all.filter((name) => name !== left) })), 401, left);
    }
    assert.equal(await answered(signed({ components: [...all, '@method'] })), 401);
    assert.equal(await answered(signed({ components: [...all, '@unknown'] })), 401);
  });

  it('cover the id and the time of the event, where they have one', async () => {
    const headers = { 'webhook-id': 'w-1', 'webhook-timestamp': String(now / 1000) };
    const all = ['@method', '@authority', '@path', 'ucp-agent', 'idempotency-key', 'content-digest', 'content-type'];
    const both = Object.keys(headers);
    assert.equal(await answered(signed({ headers, components: [...all, ...both] })), 200);
    for (const covered of both) {
      assert.equal(await answered(signed({ headers, components: [...all, covered] })), 401, covered);
    }
  });

  it('are of a key in either of the two places that profiles have for them', async () => {
    const [first, ...others] = published.keys;
    for (const profile of [
      { keys: others, signing_keys: [first] },
      { keys: [first], signing_keys: others },
      { ucp: { signing_keys: published.keys } },
    ]) {
      const relay = relayOf([], { fetch: async () => Response.json(profile) });
      assert.equal(await answered(signed({}), {}, relay), 200);
      assert.equal(await answered(signed({ key: ed25519.privateKey, keyid: 'ked' }), {}, relay), 200);
    }
  });

  it('are refused once they have expired, or come from the future', async () => {
    const at = now / 1000;
    assert.equal(await answered(signed({ parameters: `;expires=${at - 1}` })), 401);
    assert.equal(await answered(signed({ parameters: `;created=${at + 900}` })), 401);
    assert.equal(await answered(signed({ parameters: ';expires=soon' })), 401);
  });

  it('are refused with the key of another business, or in the name of one that is not named', async () => {
    const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    assert.equal(await answered(signed({ key: stranger.privateKey })), 401);
    assert.equal(await answered(signed({ keyid: 'k384' })), 401);
    const fetched: string[] = [];
    const evil = signed({ headers: { 'ucp-agent': 'profile="https://evil.example/.well-known/ucp"' } });
    assert.equal(await answered(evil, {}, relayOf(fetched)), 401);
    assert.deepEqual(fetched, [], 'the profile of a stranger was asked for');
  });

  it('read the keys of a profile once in five minutes, and again for a key that is new, at most every 30 s', async () => {
    const fetched: string[] = [];
    let time = now;
    const relay = relayOf(fetched, { now: () => time });
    for (let count = 0; count < 5; count += 1) assert.equal(await answered(signed({}), {}, relay), 200);
    assert.deepEqual(fetched, [profile]);
    for (let count = 0; count < 5; count += 1) assert.equal(await answered(signed({ keyid: 'new' }), {}, relay), 401);
    assert.equal(fetched.length, 1);
    time += 31_000;
    assert.equal(await answered(signed({ keyid: 'new' }), {}, relay), 401);
    assert.equal(fetched.length, 2);
    time += 5 * 60_000;
    assert.equal(await answered(signed({}), {}, relay), 200);
    assert.equal(fetched.length, 3);
  });

  it('are asked for again with 503 while the profile cannot be read', async () => {
    let time = now;
    let asked = 0;
    let isAway = true;
    const fetch = async () => {
      asked += 1;
      return isAway ? new Response('', { status: 500 }) : Response.json(published);
    };
    const relay = relayOf([], { fetch, now: () => time });
    for (let count = 0; count < 5; count += 1) assert.equal(await answered(signed({}), {}, relay), 503);
    assert.equal(asked, 1, 'each message asked for the profile');
    isAway = false;
    time += 31_000;
    assert.equal(await answered(signed({}), {}, relay), 200);
    // What is known goes on while the profile is away again.
    isAway = true;
    time += 6 * 60_000;
    assert.equal(await answered(signed({}), {}, relay), 200);
  });

  it('fit the public address, where the relay sees another one', async () => {
    const relay = relayOf([], { publicUrl: 'https://relay.example/functions/v1/relay/' });
    assert.equal(await answered(signed({}), { target: 'http://10.0.0.7:9000/relay/ucp' }, relay), 200);
  });
});
