import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
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
import type { ClientAddress } from './client-address.js';

export interface FunctionServices {
  readonly database: Database;
  readonly tokens: Tokens;
  readonly now: () => number;
  readonly limits: TrackLimits;
  /** The restaurant of `/api/orders`. */
  readonly restaurantId: string;
  readonly addressOf: ClientAddress;
  /** The origin of links and settings: in production the configured one, in the demo the one of the request. */
  readonly originOf: (request: { readonly url: string }) => string;
}

/** The handlers of the Edge Functions in `demo/supabase/functions`, in this process. */
export interface Functions {
  readonly track: Handler;
  /** As a hosted project answers: from a restaurant's server or its staff. */
  readonly orders: Handler;
  /** For this server's one restaurant, from whoever may order there; the sender also says whether the order is paid. */
  readonly ordersOfRestaurant: Handler;
}

export function createFunctions({ tokens, now, limits, restaurantId, originOf, ...api }: FunctionServices): Functions {
  const database = kitDatabase(api.database, tokens);
  const trackUrl = ({ id, capability }: PlacedOrder, request: { readonly url: string }) =>
    `${originOf(request)}/confirmation?order_id=${id}#track=${capability}`;
  return {
    track: createTrack({ database, tokens, now, limits }),
    orders: createOrders({ place: placeForCaller(database), trackUrl }),
    ordersOfRestaurant: createOrders({ place: placeForAnybody(database, restaurantId), trackUrl }),
  };
}

/** Serves them where a hosted project does: below `/functions/v1`. */
export function functionRoutes(
  { track, orders }: Functions,
  { addressOf }: FunctionServices,
): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  routes.all('/track', ({ req, env }) => track(req.raw, addressOf(env.incoming)));
  routes.all('/orders', ({ req, env }) => orders(req.raw, addressOf(env.incoming)));
  return routes;
}
