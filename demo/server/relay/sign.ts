import {
  createHash,
  createHmac,
  createPrivateKey,
  generateKeyPairSync,
  randomBytes,
  sign as signBytes,
} from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { ProviderName, RelayOptions } from '../../../src/relay.js';

/** A message as it is sent. */
export interface SignedMessage {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Keys of the demo's own, with which it plays the providers. They are made anew at each start and leave no server. */
export interface SampleKeys {
  readonly secret: string;
  readonly standardSecret: string;
  readonly password: string;
  /** The business of UCP: its private key as PEM, its public one as JWK. */
  readonly privateKey: string;
  readonly publicKey: Readonly<Record<string, string>>;
}

export const ucpProfile = 'https://shop.example/.well-known/ucp';

export function makeSampleKeys(): SampleKeys {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    secret: randomBytes(24).toString('base64url'),
    standardSecret: `whsec_${randomBytes(24).toString('base64')}`,
    password: randomBytes(18).toString('base64url'),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: { ...(publicKey.export({ format: 'jwk' }) as Record<string, string>), kid: 'sample-2026' },
  };
}

/** The relay's settings that fit these keys. `token` stands for those of the providers' APIs. */
export function settingsFor(keys: SampleKeys): RelayOptions['providers'] {
  const { secret } = keys;
  const token = 'sample-token';
  const { kty = '', crv = '', x = '', y = '', kid = '' } = keys.publicKey;
  return {
    square: { secret, readBack: { token } },
    toast: { secret, readBack: { token, baseUrl: 'https://toast.example', restaurantGuid: 'r-sample' } },
    standard: { secret: keys.standardSecret },
    shopify: { secret, readBack: { token, shopUrl: 'https://sample.myshopify.com' } },
    woocommerce: {
      secret,
      readBack: { shopUrl: 'https://shop.example', consumerKey: 'ck_sample', consumerSecret: 'cs_sample' },
    },
    ucp: { profiles: [ucpProfile], keys: [{ kty, crv, x, y, kid }] },
    deliverect: { secret, readBack: { token } },
    ifood: { secret, readBack: { token } },
    'open-delivery': { secret, readBack: { token, baseUrl: 'https://platform.example/v1' } },
    'uber-direct': { secret, readBack: { token, customerId: 'cus_sample' } },
    doordash: {
      user: 'doordash',
      password: keys.password,
      readBack: { developerId: 'd', keyId: 'k', signingSecret: 'c2FtcGxl' },
    },
  };
}

type Unsigned = SignedMessage & {
  readonly now: number;
  /** Where the business of UCP has its profile; as a rule `ucpProfile`. */
  readonly profile?: string;
};

/** Signs as the provider does. It shares no code with the relay, which checks it. */
export function signMessage(provider: ProviderName, keys: SampleKeys, unsigned: Unsigned): SignedMessage {
  const { url, headers, body } = unsigned;
  const signed = signers[provider](keys, unsigned);
  return { url, body, headers: { 'Content-Type': 'application/json', ...headers, ...signed } };
}

type Signer = (keys: SampleKeys, message: Unsigned) => Readonly<Record<string, string>>;

function hmac(key: string, content: string, encoding: 'hex' | 'base64'): string {
  return createHmac('sha256', key).update(content).digest(encoding);
}

const signers: Readonly<Record<ProviderName, Signer>> = {
  square: ({ secret }, { url, body }) => ({ 'x-square-hmacsha256-signature': hmac(secret, url + body, 'base64') }),
  toast: ({ secret }, { body }) => {
    const { timestamp } = JSON.parse(body) as { timestamp: string };
    return { 'Toast-Signature': hmac(secret, body + timestamp, 'base64') };
  },
  shopify: ({ secret }, { body }) => ({ 'X-Shopify-Hmac-Sha256': hmac(secret, body, 'base64') }),
  woocommerce: ({ secret }, { body }) => ({ 'X-WC-Webhook-Signature': hmac(secret, body, 'base64') }),
  'uber-direct': ({ secret }, { body }) => ({ 'x-uber-signature': hmac(secret, body, 'hex') }),
  deliverect: ({ secret }, { body }) => ({ 'X-Server-Authorization-HMAC-SHA256': hmac(secret, body, 'hex') }),
  ifood: ({ secret }, { body }) => ({ 'X-IFood-Signature': hmac(secret, body, 'hex') }),
  'open-delivery': ({ secret }, { body }) => ({ 'X-App-Signature': hmac(secret, body, 'base64') }),
  doordash: ({ password }) => ({ Authorization: `Basic ${Buffer.from(`doordash:${password}`).toString('base64')}` }),
  standard: ({ standardSecret }, { headers, body, now }) => {
    const id = headers['webhook-id'] ?? 'msg';
    const at = new Date(now);
    return {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now / 1000)),
      'webhook-signature': new Webhook(standardSecret).sign(id, at, body),
    };
  },
  ucp: ({ privateKey }, { url, headers, body, profile = ucpProfile }) => {
    const { host, pathname } = new URL(url);
    const agent = `profile="${profile}"`;
    const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
    const values: Readonly<Record<string, string>> = {
      '@method': 'POST',
      '@authority': host,
      '@path': pathname,
      'ucp-agent': agent,
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
      'content-digest': digest,
      'content-type': 'application/json',
    };
    const names = Object.keys(values).map((name) => `"${name}"`);
    const input = `(${names.join(' ')});keyid="sample-2026"`;
    const lines = Object.entries(values).map(([name, value]) => `"${name}": ${value}`);
    const base = [...lines, `"@signature-params": ${input}`].join('\n');
    const key = createPrivateKey(privateKey);
    const signature = signBytes('sha256', Buffer.from(base), { key, dsaEncoding: 'ieee-p1363' }).toString('base64');
    return {
      'UCP-Agent': agent,
      'Content-Digest': digest,
      'Signature-Input': `sig1=${input}`,
      Signature: `sig1=:${signature}:`,
    };
  },
};
