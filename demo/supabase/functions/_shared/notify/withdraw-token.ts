import { base64url, fromBase64, hex, type Signer } from '../web-crypto.ts';

/**
 * The short secret in the link that withdraws a consent: the recipient's id, a random UUID, as one encrypted block of
 * AES-256. So 22 characters carry both the id and its proof. A guessed token names a recipient that exists in one case of
 * 2^122, and the id alone, as the database has it, opens nothing.
 */
export function withdrawTokens(sign: Signer) {
  const key = sign('withdraw').then((bytes) =>
    crypto.subtle.importKey('raw', bytes, 'AES-CBC', false, ['encrypt', 'decrypt']),
  );
  key.catch(() => undefined);

  return {
    async tokenOf(recipientId: string): Promise<string> {
      const id = Uint8Array.from(recipientId.replaceAll('-', '').match(/../g) ?? [], (pair) =>
        Number.parseInt(pair, 16),
      );
      if (!uuid.test(recipientId)) throw new TypeError('A recipient’s id is a UUID.');
      return base64url((await encrypt(id, zeros)).subarray(0, 16));
    },
    async recipientOf(token: string): Promise<string | undefined> {
      const block = /^[A-Za-z0-9_-]{21}[AQgw]$/.test(token) ? fromBase64(token) : undefined;
      if (!block) return undefined;
      const id = hex(await decrypt(block)).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
      return uuid.test(id) ? id : undefined;
    },
  };

  /** Web crypto adds a block of padding to each text. */
  async function encrypt(text: Uint8Array<ArrayBuffer>, iv: Uint8Array<ArrayBuffer>) {
    return new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, await key, text));
  }

  /** It wants the padding back: encrypting nothing after the block makes the one that belongs to it. */
  async function decrypt(block: Uint8Array<ArrayBuffer>) {
    const padding = await encrypt(new Uint8Array(), block);
    const both = new Uint8Array([...block, ...padding]);
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv: zeros }, await key, both));
  }
}

/** The block is the only one, and never the same for two recipients: it needs no random beginning. */
const zeros = new Uint8Array(16);

/** A random one (version 4), as PostgreSQL makes them. */
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
