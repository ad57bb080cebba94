import type { RelayOptions } from '../../src/relay.js';

/** What a restaurant's own server has that the demo has not. */
export interface Production {
  /** The address that guests use, `https://orders.trattoria.example`. Links are made from it, never from a request. */
  readonly publicOrigin: string;
  /** The restaurant's name, as guests read it. */
  readonly restaurantName: string;
  /** `order_key_…`, what the till or shop sends as `Authorization: Bearer …` to place orders. The database can have more. */
  readonly orderKey?: string | undefined;
  /** The secret of the payment provider's callback (Standard Webhooks, `whsec_…`). Without it there is no callback. */
  readonly paymentSecret?: string | undefined;
  /** The providers whose webhooks are taken. Without them there is no relay. */
  readonly relay?: Omit<RelayOptions, 'store'> | undefined;
}

/** A setting that a production server must not start with. The message says what to change. */
export class ProductionRefused extends Error {
  override readonly name = 'ProductionRefused';
}

/** Throws `ProductionRefused` for the first setting that is missing or unsafe. */
export function checkProduction({ publicOrigin, restaurantName, orderKey, paymentSecret }: Production): void {
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
  if (orderKey !== undefined && !/^order_key_[\w-]{32,}$/.test(orderKey)) {
    throw new ProductionRefused(
      'ORDER_KEY must be order_key_ and at least 32 letters and digits. Make one with: echo order_key_$(openssl rand -hex 32)',
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
