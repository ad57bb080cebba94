/*
 * VAPID (RFC 8292): the restaurant signs its pushes, so that a push service knows whom to complain to, and a browser's
 * subscription serves nobody else.
 */
import { base64url, exportJWK, importJWK, SignJWT } from 'jose';
import { NotSetUp } from '../endpoint.ts';

/** A pair of keys on the curve P-256, in base64url, as `npx web-push generate-vapid-keys` prints them too. */
export interface VapidKeys {
  /** 65 bytes. Pages subscribe with it. */
  readonly publicKey: string;
  /** 32 bytes. */
  readonly privateKey: string;
}

/** Signs the requests to one push service after another. */
export interface VapidSigner {
  /** The header `Authorization` for an endpoint. Rejects with `NotSetUp` if the keys are no pair. */
  authorization(endpoint: string): Promise<string>;
}

/** A signature is valid for 12 h, half of what RFC 8292 allows, and used for one: push services remember those they know. */
const validFor = 12 * 60 * 60;
const usedFor = 60 * 60 * 1000;

/** Makes keys for `NOTIFY_PUSH_PUBLIC_KEY` and `NOTIFY_PUSH_PRIVATE_KEY`. New keys end all subscriptions. */
export async function makeVapidKeys(): Promise<VapidKeys> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const { d = '' } = await exportJWK(pair.privateKey);
  return {
    publicKey: base64url.encode(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))),
    privateKey: d,
  };
}

/**
 * @param subject how the push services reach the restaurant: `mailto:…` or `https://…`
 * @param now milliseconds since 1970
 * @throws NotSetUp if a key or the subject cannot be one
 */
export function vapidSigner({ publicKey, privateKey }: VapidKeys, subject: string, now: () => number): VapidSigner {
  const point = bytesOf(publicKey);
  if (point?.length !== 65 || point[0] !== 4) {
    throw new NotSetUp('NOTIFY_PUSH_PUBLIC_KEY must be 65 bytes in base64url, as makeVapidKeys() gives them.');
  }
  if (bytesOf(privateKey)?.length !== 32) {
    throw new NotSetUp('NOTIFY_PUSH_PRIVATE_KEY must be 32 bytes in base64url, as makeVapidKeys() gives them.');
  }
  // Apple refuses what names no host: a mail address needs its domain.
  if (!/^(mailto:[^@\s]+@[^@\s]+\.[^@\s]+|https:\/\/\S+)$/.test(subject)) {
    throw new NotSetUp('NOTIFY_PUSH_SUBJECT must be mailto:… or https://…: how push services reach you.');
  }
  const signed = new Map<string, { readonly header: string; readonly until: number }>();
  let key: ReturnType<typeof importPair> | undefined;

  return {
    async authorization(endpoint) {
      const { origin } = new URL(endpoint);
      const known = signed.get(origin);
      if (known && now() < known.until) return known.header;
      key ??= importPair(point, privateKey);
      const token = await new SignJWT({ sub: subject, aud: origin, exp: Math.floor(now() / 1000) + validFor })
        .setProtectedHeader({ typ: 'JWT', alg: 'ES256' })
        .sign(await key);
      const header = `vapid t=${token}, k=${publicKey}`;
      signed.set(origin, { header, until: now() + usedFor });
      return header;
    },
  };
}

async function importPair(point: Uint8Array, d: string) {
  const publicJwk = {
    kty: 'EC',
    crv: 'P-256',
    x: base64url.encode(point.slice(1, 33)),
    y: base64url.encode(point.slice(33)),
  };
  const isPair = async () => {
    const [privateKey, publicKey] = await Promise.all([
      importJWK({ ...publicJwk, d }, 'ES256'),
      importJWK(publicJwk, 'ES256'),
    ]);
    if (!(privateKey instanceof CryptoKey) || !(publicKey instanceof CryptoKey)) return undefined;
    const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
    const text = new Uint8Array(8);
    const signature = await crypto.subtle.sign(algorithm, privateKey, text);
    return (await crypto.subtle.verify(algorithm, publicKey, signature, text)) ? privateKey : undefined;
  };
  const pair = await isPair().catch(() => undefined);
  if (!pair) throw new NotSetUp('NOTIFY_PUSH_PUBLIC_KEY does not belong to NOTIFY_PUSH_PRIVATE_KEY.');
  return pair;
}

function bytesOf(encoded: string): Uint8Array | undefined {
  try {
    return base64url.decode(encoded);
  } catch {
    return undefined;
  }
}
