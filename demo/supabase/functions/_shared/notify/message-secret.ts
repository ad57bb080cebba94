import type { Channel } from './sender.ts';

/** What is made from `MESSAGE_SECRET`. Nothing of it is stored but hashes, so the same secret must stay for good. */
export interface MessageSecret {
  /** The secret of the link in messages about this order, 43 characters. The database has only its hash. */
  linkCapability(orderId: string): Promise<string>;
  /** The signature in the link that withdraws a consent, 22 characters: 128 bits. */
  withdrawSignature(recipientId: string): Promise<string>;
  /** Whether `given` is that signature. Takes the same time for every wrong one. */
  isWithdrawSignature(recipientId: string, given: string): Promise<boolean>;
  /**
   * The name of an address in the ledger of consents: 64 hexadecimal digits. `address` is an E.164 number, an e-mail
   * address, or the endpoint of a push subscription. Capitals in e-mail addresses make no difference.
   */
  addressHash(channel: Channel, address: string): Promise<string>;
}

/** The fewest characters of a secret that cannot be guessed. */
const shortest = 32;

/** Throws a `RangeError` if the secret is shorter than 32 characters. It uses web crypto only. */
export function messageSecret(secret: string): MessageSecret {
  if (secret.length < shortest) throw new RangeError(`MESSAGE_SECRET must have at least ${shortest} characters.`);
  const encoder = new TextEncoder();
  const key = crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  const sign = async (text: string) =>
    new Uint8Array(await crypto.subtle.sign('HMAC', await key, encoder.encode(text)));
  const withdrawSignature = async (recipientId: string) =>
    base64url(await sign(`withdraw:${recipientId}`)).slice(0, 22);

  return {
    withdrawSignature,
    linkCapability: async (orderId) => base64url(await sign(`link:${orderId}`)),
    // The signatures of both are compared, so that the time says nothing of where they differ.
    isWithdrawSignature: async (recipientId, given) =>
      hex(await sign(`compare:${given}`)) === hex(await sign(`compare:${await withdrawSignature(recipientId)}`)),
    addressHash: async (channel, address) =>
      hex(await sign(`${channel}:${channel === 'email' ? address.toLowerCase() : address}`)),
  };
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
