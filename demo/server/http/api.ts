import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import type { Database } from '../database/database.js';
import type { Claims } from '../database/identity.js';
import { readFollowed, type WireBoard, type WireOrder } from '../orders.js';
import { bearerToken, guestTokenLifetime, hashCapability, type Tokens } from '../tokens.js';
import type { ClientAddress } from './client-address.js';
import { openLink, readLink } from './open-link.js';
import type { OrderGate } from './order-gate.js';
import { placeOrder, readNewOrder } from './place-order.js';
import { type Rate, RateLimit } from './rate-limit.js';
import { rateOrder } from './rate-order.js';
import { tellKitchen } from './tell-kitchen.js';

export interface ApiLimits {
  /** Reads of one order with a valid token. The limit is per link, because a restaurant's guests share one IP address. */
  readonly readsPerLink: Rate;
  /** Reads from one IP address without a valid token. */
  readonly refusedReadsPerAddress: Rate;
  readonly exchangesPerLink: Rate;
  /** Failed exchanges from one IP address. */
  readonly failedExchangesPerAddress: Rate;
  /** Orders from one IP address that were refused because the sender may not place orders. */
  readonly refusedOrdersPerAddress: Rate;
}

export interface ApiServices {
  readonly database: Database;
  readonly tokens: Tokens;
  readonly now: () => number;
  readonly limits: ApiLimits;
  readonly restaurantId: string;
  readonly addressOf: ClientAddress;
  /** The origin of links and settings: in production the configured one, in the demo the one of the request. */
  readonly originOf: (request: Request) => string;
  readonly mayOrder: OrderGate;
}

type ApiContext = Context<{ Bindings: HttpBindings }>;

const noSuchLink = { error: 'This link does not work.' };

/** Our own endpoints under `/api`: placing an order, exchanging a link for a token, reading an order or a board. */
export function createApi(services: ApiServices): Hono<{ Bindings: HttpBindings }> {
  const { database, tokens, now, limits, restaurantId, originOf, mayOrder } = services;
  const addressOf = (context: ApiContext) => services.addressOf(context.env.incoming);
  const reads = new RateLimit(limits.readsPerLink, now);
  const refusedReads = new RateLimit(limits.refusedReadsPerAddress, now);
  const exchanges = new RateLimit(limits.exchangesPerLink, now);
  const failedExchanges = new RateLimit(limits.failedExchangesPerAddress, now);
  const refusedOrders = new RateLimit(limits.refusedOrdersPerAddress, now);

  const api = new Hono<{ Bindings: HttpBindings }>();
  api.use(
    cors({
      origin: '*',
      allowMethods: ['GET', 'POST'],
      allowHeaders: ['Accept', 'Authorization', 'Content-Type', 'If-None-Match'],
      exposeHeaders: ['ETag', 'Retry-After', 'Date'],
      maxAge: 600,
    }),
    async (context, next) => {
      await next();
      context.header('Cache-Control', 'no-store');
    },
    bodyLimit({ maxSize: 64 * 1024, onError: (context) => context.json({ error: 'The body is too large.' }, 413) }),
  );

  // In a real restaurant the point of sale creates the order, after the payment provider confirmed the payment.
  api.post('/orders', async (context) => {
    if (!(await mayOrder(context.req.header('Authorization')))) {
      const limited = refusedOrders.take(addressOf(context));
      if (limited) return tooMany(context, limited.retryAfter);
      context.header('WWW-Authenticate', 'Bearer');
      return context.json({ error: "Orders are placed with the restaurant's key, or by its staff." }, 401);
    }
    const read = readNewOrder(await jsonBody(context));
    if ('error' in read) return context.json({ error: read.error }, 400);
    const { id, number, capability } = await placeOrder(database, restaurantId, read.order);
    const origin = originOf(context.req.raw);
    return context.json({ id, number, track_url: `${origin}/confirmation?order_id=${id}#track=${capability}` }, 201);
  });

  api.post('/track', async (context) => {
    const link = readLink(await jsonBody(context));
    if (!link) {
      return context.json({ error: 'capability and either order_id or restaurant_id are needed.' }, 400);
    }
    const limited = exchanges.take(hashCapability(link.capability));
    if (limited) return tooMany(context, limited.retryAfter);

    const opened = await openLink(database, tokens, link);
    switch (opened) {
      case 'expired':
        return context.json({ error: 'This link has expired.' }, 410);
      case 'unknown': {
        // Only failures count per address, so that an attacker cannot lock out guests who share the address.
        const guessing = failedExchanges.take(addressOf(context));
        return guessing ? tooMany(context, guessing.retryAfter) : context.json(noSuchLink, 404);
      }
      default:
        return context.json({ ...opened, token_type: 'bearer', expires_in: guestTokenLifetime });
    }
  });

  /** The claims of the request's token; or the 401 or 429 response if the token is not valid or a limit is reached. */
  const claimsOf = async (context: ApiContext): Promise<Claims | Response> => {
    const check = await tokens.check(bearerToken(context.req.header('Authorization')) ?? '');
    if (check.fault) {
      const limited = refusedReads.take(addressOf(context));
      if (limited) return tooMany(context, limited.retryAfter);
      context.header('WWW-Authenticate', 'Bearer');
      return context.json({ error: 'A valid token is needed.' }, 401);
    }
    const { role, order_id, board, sub } = check.claims;
    // Those with whom a guest has shared the link use up none of the guest's own requests.
    const limited = reads.take(`${role} ${order_id ?? board ?? sub}`);
    return limited ? tooMany(context, limited.retryAfter) : check.claims;
  };

  /** The same for requests that change something: a shared link can only read. The database refuses its token as well. */
  const writerOf = async (context: ApiContext): Promise<Claims | Response> => {
    const claims = await claimsOf(context);
    const isViewer = !(claims instanceof Response) && claims.role === 'viewer';
    return isViewer ? context.json({ error: 'This link can only read.' }, 403) : claims;
  };

  api.get('/:kind{orders|boards}/:id', async (context) => {
    const claims = await claimsOf(context);
    if (claims instanceof Response) return claims;
    const { kind, id } = context.req.param();
    const subject = kind === 'boards' ? 'board' : 'order';
    const wire = await readFollowed(database, claims, { subject, id });
    if (!wire) return context.json({ error: `There is no such ${subject}.` }, 404);
    const etag = etagOf(wire);
    context.header('ETag', etag);
    if (context.req.header('If-None-Match') === etag) return context.body(null, 304);
    return context.json(wire);
  });

  api.post('/orders/:id/rating', async (context) => {
    const claims = await writerOf(context);
    if (claims instanceof Response) return claims;
    switch (await rateOrder(database, claims, context.req.param('id'), await jsonBody(context))) {
      case 'kept':
        return context.body(null, 204);
      case 'unreadable':
        return context.json({ error: 'rating must be a whole number from 1 to 5.' }, 400);
      case 'too-early':
        return context.json({ error: 'The meal has not come yet.' }, 409);
      case 'unknown':
        return context.json({ error: 'There is no such order.' }, 404);
    }
  });

  api.post('/orders/:id/messages', async (context) => {
    const claims = await writerOf(context);
    if (claims instanceof Response) return claims;
    switch (await tellKitchen(database, claims, context.req.param('id'), await jsonBody(context))) {
      case 'kept':
        return context.body(null, 204);
      case 'unreadable':
        return context.json({ error: 'message must be on_my_way, here or got_it.' }, 400);
      case 'untimely':
        return context.json({ error: 'The order has no such message now.' }, 409);
      case 'unknown':
        return context.json({ error: 'There is no such order.' }, 404);
    }
  });

  return api;
}

async function jsonBody(context: Context): Promise<unknown> {
  return context.req.json<unknown>().catch(() => undefined);
}

function tooMany(context: Context, retryAfter: number): Response {
  context.header('Retry-After', String(retryAfter));
  return context.json({ error: `Too many requests. Please try again in ${retryAfter} s.` }, 429);
}

/** An ETag from version and epoch: together they identify one state of an order or board. */
function etagOf({ epoch, version }: WireOrder | WireBoard): string {
  return `"${epoch}.${version}"`;
}
