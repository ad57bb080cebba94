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
  const given = digestIn(header);
  if (!given) return false;
  let isRight = false;
  for (const key of [secret].flat().map(keyOf)) {
    // An empty key is one that everybody knows.
    if (key && key.length > 0 && isEqual(await hmac(key, signed), given)) isRight = true;
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

function digestIn(header: string | null): Uint8Array<ArrayBuffer> | undefined {
  const text = header?.trim().replace(/^sha256=/i, '') ?? '';
  const bytes = text.length === 2 * length ? fromHex(text) : fromBase64(text);
  return bytes?.length === length ? bytes : undefined;
}
