/** What a card may do, derived from the server's secret and the order's id: the database holds none of it. */
export interface WalletSecrets {
  /** The secret of the guest's link on the card. */
  linkCapability(orderId: string): Promise<string>;
  /** With it a phone asks for the newest version. 43 characters. */
  authenticationToken(orderId: string): Promise<string>;
  /** Lets one order's package be fetched until a moment in seconds since 1970. */
  fileSignature(orderId: string, until: number): Promise<string>;
}

/** HMAC-SHA-256 of names with the secret, as base64url. */
export function walletSecrets(secret: string): WalletSecrets {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const key = crypto.subtle.importKey('raw', bytes(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const derive = async (name: string) => {
    const signature = await crypto.subtle.sign('HMAC', await key, bytes(name));
    return btoa(String.fromCharCode(...new Uint8Array(signature)))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '');
  };
  return {
    linkCapability: (orderId) => derive(`link:${orderId}`),
    authenticationToken: (orderId) => derive(`wallet:${orderId}`),
    fileSignature: (orderId, until) => derive(`wallet-file:${orderId}:${until}`),
  };
}

/** Compares texts in a time that does not tell where they differ. */
export async function isSameSecret(one: string, other: string): Promise<boolean> {
  const hash = async (text: string) => {
    return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  };
  const [first, second] = await Promise.all([hash(one), hash(other)]);
  return first.every((byte, index) => byte === second[index]);
}
