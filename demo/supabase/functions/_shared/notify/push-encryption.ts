/*
 * The encryption of push messages: RFC 8291 with the content encoding aes128gcm of RFC 8188.
 *
 * Why it is written here, by Web Crypto: the npm package `web-push` is made of Node's own `crypto` and `https`, and under
 * Deno browsers could not decrypt what it made; `@block65/webcrypto-web-push` 1.0 speaks the older draft `aesgcm`, which
 * Apple refuses. The tests hold it to the RFC's own example, and to `web-push` on Node in both directions.
 */
import { base64url } from 'jose';

/** What a browser gives with its subscription, in base64url. */
export interface PushKeys {
  readonly p256dh: string;
  readonly auth: string;
}

/** What is random in a message. Only tests give it. */
export interface PushRandomness {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly sender: CryptoKeyPair;
}

/** The bytes by which an encrypted message is longer than its text: header, delimiter and signature. */
export const encryptionOverhead = 16 + 4 + 1 + 65 + 1 + 16;

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;
/** The largest record of a message, which has one only. */
const recordSize = 4096;

/** The body of a push message. Rejects if the keys are none, or the text is longer than one record. */
export async function encryptForPush(
  text: Uint8Array<ArrayBuffer>,
  keys: PushKeys,
  randomness?: PushRandomness,
): Promise<Uint8Array<ArrayBuffer>> {
  if (text.length + encryptionOverhead > recordSize) throw new RangeError('The message is longer than 4096 bytes.');
  const { salt, sender } = randomness ?? (await someRandomness());
  const receiverKey = bytesOf(keys.p256dh);
  const senderKey = new Uint8Array(await crypto.subtle.exportKey('raw', sender.publicKey));
  const receiver = await crypto.subtle.importKey('raw', receiverKey, curve, false, []);
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: receiver }, sender.privateKey, 256);
  const secret = await derive(shared, bytesOf(keys.auth), joined(utf8('WebPush: info\0'), receiverKey, senderKey), 32);
  const [contentKey, nonce] = await Promise.all([
    derive(secret, salt, utf8('Content-Encoding: aes128gcm\0'), 16),
    derive(secret, salt, utf8('Content-Encoding: nonce\0'), 12),
  ]);
  const key = await crypto.subtle.importKey('raw', contentKey, 'AES-GCM', false, ['encrypt']);
  const lastRecord = joined(text, Uint8Array.of(2));
  const encrypted = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, lastRecord);
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, recordSize);
  return joined(salt, size, Uint8Array.of(senderKey.length), senderKey, new Uint8Array(encrypted));
}

async function someRandomness(): Promise<PushRandomness> {
  return {
    salt: crypto.getRandomValues(new Uint8Array(16)),
    sender: await crypto.subtle.generateKey(curve, true, ['deriveBits']),
  };
}

/** HKDF of RFC 5869 with SHA-256. */
async function derive(
  secret: ArrayBuffer,
  salt: Uint8Array<ArrayBuffer>,
  info: Uint8Array<ArrayBuffer>,
  length: number,
): Promise<ArrayBuffer> {
  const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  return crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, key, length * 8);
}

function bytesOf(encoded: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(base64url.decode(encoded));
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text));
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
