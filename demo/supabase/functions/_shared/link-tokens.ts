/** The claims of a token, without its times. */
export type LinkClaims = Readonly<Record<string, unknown>>;

/** Signs the tokens that links are exchanged for. */
export interface LinkTokens {
  /** A guest's token for one order. */
  signForGuest(orderId: string): Promise<string>;
  /** A token for a link that a guest has shared: it can only read the order. */
  signForViewer(orderId: string): Promise<string>;
  /** A screen's token for the board of one restaurant, valid for as long as a guest's. */
  signForBoard(restaurantId: string): Promise<string>;
}

/** How long a token of a link is valid, in seconds. Realtime caches a token's permissions for the same time. */
export const linkTokenLifetime = 15 * 60;

/** The `aud` claim that Supabase Auth writes into its tokens. */
export const audience = 'authenticated';

/** The tokens of links, by a function that signs claims for `expiresIn` seconds. The roles are those of the migrations. */
export function createLinkTokens(sign: (claims: LinkClaims, expiresIn: number) => Promise<string>): LinkTokens {
  return {
    signForGuest: (orderId) => sign({ role: 'tracker', order_id: orderId }, linkTokenLifetime),
    signForViewer: (orderId) => sign({ role: 'viewer', order_id: orderId }, linkTokenLifetime),
    signForBoard: (restaurantId) => sign({ role: 'tracker', board: restaurantId }, linkTokenLifetime),
  };
}
