/** Signatures of vendors' requests. Web crypto only, so that Node and Deno compute the same. */

const encoder = new TextEncoder();

export async function hmac(hash: 'SHA-1' | 'SHA-256', key: string, signed: Uint8Array<ArrayBuffer>): Promise<string> {
  const imported = await crypto.subtle.importKey('raw', encoder.encode(key), { name: 'HMAC', hash }, false, ['sign']);
  return base64(new Uint8Array(await crypto.subtle.sign('HMAC', imported, signed)));
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

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The bytes of base64; `undefined` if it is none. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
