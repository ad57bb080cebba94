import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { tooMany } from '../../supabase/functions/_shared/endpoint.js';
import { type Rate, RateLimit } from '../../supabase/functions/_shared/rate-limit.js';
import type { Claims } from '../database/identity.js';
import { readFollowed, type WireBoard, type WireOrder } from '../orders.js';
import { bearerToken } from '../tokens.js';
import type { FunctionLimits, FunctionServices, Functions } from './functions.js';
import { rateOrder } from './rate-order.js';
import { tellKitchen } from './tell-kitchen.js';

export interface ApiLimits extends FunctionLimits {
  /** Reads of one order with a valid token. The limit is per link, because a restaurant's guests share one IP address. */
  readonly readsPerLink: Rate;
  /** Reads from one IP address without a valid token. */
  readonly refusedReadsPerAddress: Rate;
}

export interface ApiServices extends FunctionServices {
  readonly limits: ApiLimits;
}

type ApiContext = Context<{ Bindings: HttpBindings }>;

/** Our own endpoints under `/api`: placing an order, exchanging a link for a token, reading an order or a board. */
export function createApi(services: ApiServices, functions: Functions): Hono<{ Bindings: HttpBindings }> {
  const { database, tokens, now, limits } = services;
  const addressOf = (context: ApiContext) => services.addressOf(context.env.incoming);
  const reads = new RateLimit(limits.readsPerLink, now);
  const refusedReads = new RateLimit(limits.refusedReadsPerAddress, now);

  const api = new Hono<{ Bindings: HttpBindings }>();
  api.use(
    cors({
      origin: '*',
      allowMethods: ['GET', 'POST'],
      allowHeaders: ['Accept', 'Authorization', 'Content-Type', 'Idempotency-Key', 'If-None-Match'],
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
  api.all('/orders', (context) => functions.ordersOfApi(context.req.raw, addressOf(context)));
  api.all('/track', (context) => functions.track(context.req.raw, addressOf(context)));

  /** The claims of the request's token; or the 401 or 429 response if the token is not valid or a limit is reached. */
  const claimsOf = async (context: ApiContext): Promise<Claims | Response> => {
    const check = await tokens.check(bearerToken(context.req.header('Authorization')) ?? '');
    if (check.fault) {
      const limited = refusedReads.take(addressOf(context));
      if (limited) return tooMany(limited.retryAfter);
      context.header('WWW-Authenticate', 'Bearer');
      return context.json({ error: 'A valid token is needed.' }, 401);
    }
    const { role, order_id, board, sub } = check.claims;
    // Those with whom a guest has shared the link use up none of the guest's own requests.
    const limited = reads.take(`${role} ${order_id ?? board ?? sub}`);
    return limited ? tooMany(limited.retryAfter) : check.claims;
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
        return context.json({ error: 'message must be on_my_way, here, got_it or question.' }, 400);
      case 'untimely':
        return context.json({ error: 'The order has no such message now.' }, 409);
      case 'often':
        return context.json({ error: 'The kitchen was asked often enough. Please ask the staff.' }, 409);
      case 'unknown':
        return context.json({ error: 'There is no such order.' }, 404);
    }
  });

  return api;
}

async function jsonBody(context: Context): Promise<unknown> {
  return context.req.json<unknown>().catch(() => undefined);
}

/** An ETag from version and epoch: together they identify one state of an order or board. */
function etagOf({ epoch, version }: WireOrder | WireBoard): string {
  return `"${epoch}.${version}"`;
}
