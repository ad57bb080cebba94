import type { Secret } from '../provider.js';
import { fromBase64, fromHex, isEqual, utf8 } from './bytes.js';

/** The length of an HMAC-SHA256, in bytes. */
const length = 32;

/**
 * Whether a header holds the HMAC-SHA256 of the bytes, made with one of the keys.
 *
 * Providers write it in hexadecimal digits or in base64. The two differ in length, so both are read for all of them: a
 * provider's documentation that is silent or wrong about it costs nothing, and the 32 bytes have to be right in any case.
 */
export async function isSigned(
  header: string | null,
  signed: Uint8Array<ArrayBuffer>,
  secret: Secret,
  keyOf: (secret: string) => Uint8Array<ArrayBuffer> | undefined = utf8,
): Promise<boolean> {
  const given = digestsIn(header);
  if (given.length === 0) return false;
  let isRight = false;
  for (const key of [secret].flat().map(keyOf)) {
    // An empty key is one that everybody knows.
    if (!key || key.length === 0) continue;
    const right = await hmac(key, signed);
    for (const digest of given) if (isEqual(right, digest)) isRight = true;
  }
  return isRight;
}

export async function hmac(
  key: Uint8Array<ArrayBuffer>,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, bytes));
}

/** While a key is exchanged, there may be two; a header that comes twice reaches us as one, with a comma. */
function digestsIn(header: string | null): readonly Uint8Array<ArrayBuffer>[] {
  return (header ?? '').split(/[\s,]+/, 4).flatMap((value) => {
    const text = value.replace(/^sha256=/i, '');
    const bytes = text.length === 2 * length ? fromHex(text) : fromBase64(text);
    return bytes?.length === length ? [bytes] : [];
  });
}
