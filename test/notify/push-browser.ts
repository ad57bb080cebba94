import { createDecipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from 'node:crypto';
import type { PushAddress } from '../../demo/supabase/functions/_shared/notify/sender.js';

/**
 * A browser's side of a push subscription, by Node's `crypto` and RFC 8291, section 4: it has no code in common with the
 * sender.
 */
export class PushBrowser {
  readonly address: PushAddress;
  readonly #keys: ECDH;
  readonly #auth: Buffer;

  constructor(endpoint: string, { privateKey, auth = randomBytes(16) }: { privateKey?: Buffer; auth?: Buffer } = {}) {
    this.#keys = createECDH('prime256v1');
    if (privateKey) this.#keys.setPrivateKey(privateKey);
    else this.#keys.generateKeys();
    this.#auth = auth;
    this.address = {
      endpoint,
      keys: { p256dh: this.#keys.getPublicKey('base64url'), auth: auth.toString('base64url') },
    };
  }

  /** The text of a push. Throws if it was encrypted for another browser, or was changed. */
  read(body: Buffer): string {
    const salt = body.subarray(0, 16);
    const keyEnd = 21 + body.readUInt8(20);
    const senderKey = body.subarray(21, keyEnd);
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), this.#keys.getPublicKey(), senderKey]);
    const secret = derive(this.#keys.computeSecret(senderKey), this.#auth, info, 32);
    const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
    const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
    const decipher = createDecipheriv('aes-128-gcm', key, nonce);
    decipher.setAuthTag(body.subarray(-16));
    const padded = Buffer.concat([decipher.update(body.subarray(keyEnd, -16)), decipher.final()]);
    const end = padded.lastIndexOf(2);
    return padded.subarray(0, end).toString();
  }
}

function derive(secret: Buffer, salt: Buffer, info: Buffer, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, length));
}
