/** A JSON Web Signature beside its payload: `header..signature` (RFC 7515, appendix F, and RFC 7797). */

import { concatenate, fromBase64, toBase64, utf8 } from './bytes.js';
import { importKey, type PublicKey } from './public-key.js';

interface Header {
  readonly kid?: unknown;
  readonly b64?: unknown;
  readonly crit?: unknown;
}

/** The key that a detached signature names. */
export function keyOfDetached(token: string): string | undefined {
  const kid = headerOf(token)?.kid;
  return typeof kid === 'string' ? kid : undefined;
}

/** Whether the signature is of one of these keys, over just these bytes. */
export async function isDetachedSignature(
  token: string,
  payload: Uint8Array<ArrayBuffer>,
  keys: readonly PublicKey[],
): Promise<boolean> {
  const [encoded = '', middle, last = '', ...more] = token.trim().split('.');
  const header = headerOf(token);
  const signature = fromBase64(last);
  const key = keys.find(({ kid }) => kid === header?.kid);
  if (!header || !signature || !key || middle !== '' || more.length > 0) return false;
  // Extensions that are marked as critical and not understood make a signature invalid.
  const isPlain = header.b64 === false;
  const critical = header.crit === undefined ? [] : [header.crit].flat();
  if (critical.some((name) => name !== 'b64') || (isPlain && !critical.includes('b64'))) return false;
  const imported = await importKey(key);
  const content = isPlain
    ? payload
    : utf8(toBase64(payload).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''));
  return (
    imported !== undefined &&
    crypto.subtle.verify(imported.algorithm, imported.key, signature, concatenate(utf8(`${encoded}.`), content))
  );
}

function headerOf(token: string): Header | undefined {
  const bytes = fromBase64(token.trim().split('.')[0] ?? '');
  try {
    const header: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof header === 'object' && header !== null ? header : undefined;
  } catch {
    return undefined;
  }
}
