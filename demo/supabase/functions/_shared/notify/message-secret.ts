import { bytesOf, hex, linkCapability, signer } from '../web-crypto.ts';
import type { Channel } from './sender.ts';
import { withdrawTokens } from './withdraw-token.ts';

/** What is made from `MESSAGE_SECRET`. Nothing of it is stored but hashes, so the same secret must stay for good. */
export interface MessageSecret {
  /** The secret of the link in messages about this order, 22 characters. The database has only its hash. */
  linkCapability(orderId: string): Promise<string>;
  /** The end of the link that withdraws a consent, 22 characters. `recipientId` is a UUID. */
  withdrawToken(recipientId: string): Promise<string>;
  /** Whose token it is; `undefined` if it is none of ours. */
  recipientOf(token: string): Promise<string | undefined>;
  /**
   * The name of an address in the ledger of consents: 64 hexadecimal digits. `address` is an E.164 number, an e-mail
   * address, or the endpoint of a push subscription. Capitals in e-mail addresses make no difference.
   */
  addressHash(channel: Channel, address: string): Promise<string>;
}

/** The fewest characters of a secret that cannot be guessed. */
const shortest = 32;

/** Throws a `RangeError` if the secret is shorter than 32 characters. */
export function messageSecret(secret: string): MessageSecret {
  if (secret.length < shortest) throw new RangeError(`MESSAGE_SECRET must have at least ${shortest} characters.`);
  const sign = signer(bytesOf(secret));
  const { tokenOf, recipientOf } = withdrawTokens(sign);
  return {
    linkCapability: (orderId) => linkCapability(sign, orderId),
    withdrawToken: tokenOf,
    recipientOf,
    addressHash: async (channel, address) =>
      hex(await sign(`${channel}:${channel === 'email' ? address.toLowerCase() : address}`)),
  };
}
