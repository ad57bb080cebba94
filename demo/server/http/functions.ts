import { getConnInfo } from '@hono/node-server/conninfo';
import { type Context, Hono } from 'hono';
import type { Handler } from '../../supabase/functions/_shared/endpoint.js';
import {
  createOrders,
  type PlacedOrder,
  placeForAnybody,
  placeForCaller,
} from '../../supabase/functions/_shared/orders.js';
import { createTrack, type TrackLimits } from '../../supabase/functions/_shared/track.js';
import type { Database } from '../database/database.js';
import { kitDatabase } from '../database/kit-database.js';
import type { Tokens } from '../tokens.js';

export interface FunctionServices {
  readonly database: Database;
  readonly tokens: Tokens;
  readonly now: () => number;
  readonly limits: TrackLimits;
  /** The demo's restaurant, in which anybody may place orders. */
  readonly restaurantId: string;
  /** Where guests' pages are, for their links. Default: the host that the request names. */
  readonly origin?: string | undefined;
}

/** The handlers of the Edge Functions in `demo/supabase/functions`, in this process. */
export interface Functions {
  readonly track: Handler;
  /** As a hosted project answers: from a restaurant's server or its staff. */
  readonly orders: Handler;
  /** The demo's own: from anybody, who also says whether the order is paid. */
  readonly ordersFromAnybody: Handler;
}

export function createFunctions({ tokens, now, limits, restaurantId, origin, ...api }: FunctionServices): Functions {
  const database = kitDatabase(api.database, tokens);
  const trackUrl = ({ id, capability }: PlacedOrder, { url }: { readonly url: string }) =>
    `${origin ?? new URL(url).origin}/confirmation?order_id=${id}#track=${capability}`;
  return {
    track: createTrack({ database, tokens, now, limits }),
    orders: createOrders({ place: placeForCaller(database), trackUrl }),
    ordersFromAnybody: createOrders({ place: placeForAnybody(database, restaurantId), trackUrl }),
  };
}

/** Serves them where a hosted project does: below `/functions/v1`. */
export function functionRoutes({ track, orders }: Functions): Hono {
  const routes = new Hono();
  routes.all('/track', (context) => track(context.req.raw, addressOf(context)));
  routes.all('/orders', (context) => orders(context.req.raw, addressOf(context)));
  return routes;
}

export function addressOf(context: Context): string {
  return getConnInfo(context).remote.address ?? '';
}
