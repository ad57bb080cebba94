import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { type Handler, tooMany } from '../../supabase/functions/_shared/endpoint.js';
import type { ReadSetting } from '../../supabase/functions/_shared/hosted-project.js';
import type { ContactServices } from '../../supabase/functions/_shared/notify/contacts.js';
import { messageSecret } from '../../supabase/functions/_shared/notify/message-secret.js';
import { createNotify, type NotifyLimits } from '../../supabase/functions/_shared/notify/notify.js';
import { createWithdraw, type WithdrawLimits } from '../../supabase/functions/_shared/notify/withdraw.js';
import {
  createOrders,
  type PlacedOrder,
  type Placing,
  placeForAnybody,
  placeForCaller,
} from '../../supabase/functions/_shared/orders.js';
import { type Rate, RateLimit } from '../../supabase/functions/_shared/rate-limit.js';
import { createTrack, type TrackLimits } from '../../supabase/functions/_shared/track.js';
import type { Database } from '../database/database.js';
import { kitDatabase } from '../database/kit-database.js';
import type { Secrets } from '../database/migrate.js';
import { deliveryReports } from '../notify/delivery-reports.js';
import type { Tokens } from '../tokens.js';
import type { ClientAddress } from './client-address.js';

export interface FunctionLimits extends TrackLimits, NotifyLimits, WithdrawLimits {
  /** Orders from one IP address that were refused because the sender may not place orders. */
  readonly refusedOrdersPerAddress: Rate;
}

export interface FunctionServices {
  readonly database: Database;
  readonly tokens: Tokens;
  readonly secrets: Pick<Secrets, 'messageSecret'>;
  /** The channels by which guests are reached, and how their addresses are read. */
  readonly notifications: Pick<ContactServices, 'channels' | 'readers'>;
  /** The settings of vendors. */
  readonly setting: ReadSetting;
  readonly now: () => number;
  readonly limits: FunctionLimits;
  readonly restaurantId: string;
  /** The demo: every visitor orders at `/api/orders`, and plays the payment. */
  readonly isOpenToEverybody: boolean;
  readonly addressOf: ClientAddress;
  /** The origin of links and settings: in production the configured one, in the demo the one of the request. */
  readonly originOf: (request: { readonly url: string }) => string;
}

/** The handlers of the Edge Functions in `demo/supabase/functions`, in this process. */
export interface Functions {
  readonly track: Handler;
  /** As a hosted project answers: from a restaurant's server or its staff. */
  readonly orders: Handler;
  /** `/api/orders`: the same, but open to everybody in the demo. */
  readonly ordersOfApi: Handler;
  readonly notify: Handler;
  readonly withdraw: Handler;
  readonly deliveryReports: Handler;
}

export function createFunctions(services: FunctionServices): Functions {
  const { tokens, now, limits, restaurantId, isOpenToEverybody, originOf } = services;
  const database = kitDatabase(services.database, tokens);
  const trackUrl = ({ id, capability }: PlacedOrder, request: { readonly url: string }) =>
    `${originOf(request)}/confirmation?order_id=${id}#track=${capability}`;
  const secret = messageSecret(services.secrets.messageSecret);
  const contacts = { database, secret, ...services.notifications };
  const orders = createOrders({
    place: limitRefusals(placeForCaller(database), limits.refusedOrdersPerAddress, now),
    trackUrl,
    contacts,
  });
  const ordersOfApi = isOpenToEverybody
    ? createOrders({ place: placeForAnybody(database, restaurantId), trackUrl, contacts })
    : orders;
  return {
    track: createTrack({ database, tokens, now, limits }),
    orders,
    ordersOfApi,
    notify: createNotify({ ...contacts, now, limits }),
    withdraw: createWithdraw({ database, secret, now, limits }),
    deliveryReports: deliveryReports({ database, secret, read: services.setting, now }),
  };
}

/** Once too many orders of one address were refused, its next refusals are 429. Callers who may order never wait. */
function limitRefusals(place: Placing, rate: Rate, now: () => number): Placing {
  const refusals = new RateLimit(rate, now);
  return async (order, capabilityHash, posted) => {
    const placed = await place(order, capabilityHash, posted);
    if (!(placed instanceof Response) || (placed.status !== 401 && placed.status !== 403)) return placed;
    const limited = refusals.take(posted.address);
    return limited ? tooMany(limited.retryAfter) : placed;
  };
}

/** Serves them where a hosted project does: below `/functions/v1`. */
export function functionRoutes(
  { track, orders, notify, withdraw, deliveryReports }: Functions,
  { addressOf }: FunctionServices,
): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  routes.all('/track', ({ req, env }) => track(req.raw, addressOf(env.incoming)));
  routes.all('/orders', ({ req, env }) => orders(req.raw, addressOf(env.incoming)));
  routes.all('/notify', ({ req, env }) => notify(req.raw, addressOf(env.incoming)));
  routes.all('/withdraw/*', ({ req, env }) => withdraw(req.raw, addressOf(env.incoming)));
  routes.all('/delivery-reports/:vendor', ({ req }) => deliveryReports(req.raw));
  return routes;
}
