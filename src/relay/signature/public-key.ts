/** A public key as JWK (RFC 7517). */
export interface PublicKey {
  readonly kid: string;
  readonly kty: string;
  readonly crv: string;
  readonly x: string;
  readonly y?: string;
  readonly use?: string;
}

/** What is checked, by Web Crypto: the types of pages have names for its parts, and Node's have none. */
type Check = Parameters<typeof crypto.subtle.verify>;

interface ImportedKey {
  readonly algorithm: Check[0];
  readonly key: Check[1];
}

const curves: Readonly<Record<string, string>> = { 'P-256': 'SHA-256', 'P-384': 'SHA-384' };

/** The key for `crypto.subtle.verify`; undefined if this runtime cannot use it. The algorithm is the key's, never the message's. */
export async function importKey({ kty, crv, x, y }: PublicKey): Promise<ImportedKey | undefined> {
  try {
    if (kty === 'EC' && curves[crv] && y !== undefined) {
      const jwk = { kty, crv, x, y };
      const key = await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: crv }, false, ['verify']);
      return { key, algorithm: { name: 'ECDSA', hash: curves[crv] } };
    }
    if (kty === 'OKP' && crv === 'Ed25519') {
      const key = await crypto.subtle.importKey('jwk', { kty, crv, x }, { name: 'Ed25519' }, false, ['verify']);
      return { key, algorithm: { name: 'Ed25519' } };
    }
  } catch {
    // A malformed key is of no use, like one of an unknown kind.
  }
  return undefined;
}

/** The keys for signatures in a JWK set or a profile's list; others are left out. */
export function keysIn(list: unknown): readonly PublicKey[] {
  if (!Array.isArray(list)) return [];
  return list.filter(
    (key): key is PublicKey =>
      typeof key === 'object' &&
      key !== null &&
      ['kid', 'kty', 'crv', 'x'].every((name) => typeof (key as Record<string, unknown>)[name] === 'string') &&
      (key as PublicKey).use !== 'enc',
  );
}
