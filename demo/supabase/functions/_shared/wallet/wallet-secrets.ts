import { base64url, linkCapability, signer } from '../web-crypto.ts';

/** What a card may do, derived from the server's secret and the order's id: the database holds none of it. */
export interface WalletSecrets {
  /** The secret of the guest's link on the card: the one of messages. */
  linkCapability(orderId: string): Promise<string>;
  /** With it a phone asks for the newest version. 43 characters. */
  authenticationToken(orderId: string): Promise<string>;
  /** Lets one order's package be fetched until a moment in seconds since 1970. */
  fileSignature(orderId: string, until: number): Promise<string>;
}

export function walletSecrets(secret: string): WalletSecrets {
  const sign = signer(secret);
  const derive = async (name: string) => base64url(await sign(name));
  return {
    linkCapability: (orderId) => linkCapability(sign, orderId),
    authenticationToken: (orderId) => derive(`wallet:${orderId}`),
    fileSignature: (orderId, until) => derive(`wallet-file:${orderId}:${until}`),
  };
}
