/** Hashes and signatures by web crypto only, so that Node and Deno compute the same. */

const encoder = new TextEncoder();

/** Signs texts and bytes with one secret (HMAC). */
export type Signer = (signed: string | Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>;

export function signer(secret: string | Uint8Array<ArrayBuffer>, hash: 'SHA-1' | 'SHA-256' = 'SHA-256'): Signer {
  const bytes = typeof secret === 'string' ? bytesOf(secret) : secret;
  const key = crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash }, false, ['sign']);
  // A key that cannot be used is reported by the call that signs.
  key.catch(() => undefined);
  return async (signed) => {
    const text = typeof signed === 'string' ? bytesOf(signed) : signed;
    return new Uint8Array(await crypto.subtle.sign('HMAC', await key, text));
  };
}

/** The secret of the guest's link in messages and on cards: 22 characters, 128 bits. The database has only its hash. */
export async function linkCapability(sign: Signer, orderId: string): Promise<string> {
  return base64url((await sign(`link:${orderId}`)).subarray(0, 16));
}

export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** Whether two secret texts are equal. Their hashes are compared, so that the time tells neither content nor length. */
export async function isSameText(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([sha256(bytesOf(one)), sha256(bytesOf(other))]);
  let difference = 0;
  for (const [index, byte] of first.entries()) difference |= byte ^ (second[index] ?? 0);
  return difference === 0;
}

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

export function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

export function base64url(bytes: Uint8Array): string {
  return base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The bytes of base64 or base64url; `undefined` if it is none. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
      character.charCodeAt(0),
    );
  } catch {
    return undefined;
  }
}
