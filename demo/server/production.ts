import type { RelayOptions } from '../../src/relay.js';

/** What a restaurant's own server has that the demo has not. */
export interface Production {
  /** The address that guests use, `https://orders.trattoria.example`. Links are made from it, never from a request. */
  readonly publicOrigin: string;
  /** The restaurant's name, as guests read it. */
  readonly restaurantName: string;
  /** What the till or shop sends as `Authorization: Bearer …` to place orders. Without it only staff place them. */
  readonly ordersKey?: string | undefined;
  /** The secret of the payment provider's callback (Standard Webhooks, `whsec_…`). Without it there is no callback. */
  readonly paymentSecret?: string | undefined;
  /** The providers whose webhooks are taken. Without them there is no relay. */
  readonly relay?: Omit<RelayOptions, 'store'> | undefined;
}

/** A setting that a production server must not start with. The message says what to change. */
export class ProductionRefused extends Error {
  override readonly name = 'ProductionRefused';
}

/** The shortest key that opens anything, in characters: 24 random bytes in base64. */
const shortestKey = 32;

/** Throws `ProductionRefused` for the first setting that is missing or unsafe. */
export function checkProduction({ publicOrigin, restaurantName, ordersKey, paymentSecret }: Production): void {
  const url = URL.canParse(publicOrigin) ? new URL(publicOrigin) : undefined;
  const isSecure = url?.protocol === 'https:' || (url?.protocol === 'http:' && isThisMachine(url.hostname));
  if (!url || !isSecure || url.origin !== publicOrigin) {
    throw new ProductionRefused(
      'Production needs PUBLIC_ORIGIN, the address that guests use, without a path: PUBLIC_ORIGIN=https://orders.example.com',
    );
  }
  if (restaurantName.trim() === '' || restaurantName.length > 120) {
    throw new ProductionRefused(
      'Production needs RESTAURANT_NAME, of 1 to 120 characters: RESTAURANT_NAME="Trattoria Aurora"',
    );
  }
  if (ordersKey !== undefined && (ordersKey.length < shortestKey || /\s/.test(ordersKey))) {
    throw new ProductionRefused(
      `ORDERS_KEY must have at least ${shortestKey} characters and no blanks. Make one with: openssl rand -base64 32`,
    );
  }
  if (paymentSecret !== undefined && !/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/.test(paymentSecret)) {
    throw new ProductionRefused(
      'PAYMENT_WEBHOOK_SECRET must be whsec_ and at least 24 bytes in base64, as the payment provider shows it.',
    );
  }
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '127.0.0.1' || host === '[::1]';
}
