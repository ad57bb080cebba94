import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import type { Secrets } from '../database/migrate.js';
import type { StaffAccount, SupabaseRest } from '../supabase-rest.js';
import { type ApiServices, createApi } from './api.js';
import { createNotOffered } from './not-offered.js';
import { createPages } from './pages.js';

export interface SiteServices extends ApiServices {
  readonly rest: SupabaseRest;
  readonly broadcastApi: Hono;
  readonly secrets: Secrets;
  readonly staff: StaffAccount;
}

/** What PostgREST lets scripts of other origins read. */
const readableHeaders = [
  'Content-Encoding',
  'Content-Location',
  'Content-Range',
  'Content-Type',
  'Date',
  'Location',
  'Server',
  'Transfer-Encoding',
  'Range-Unit',
];

/** Creates the app that answers all HTTP requests. */
export function createSite({ rest, broadcastApi, secrets, staff, ...api }: SiteServices): Hono {
  const site = new Hono();
  const smallBody = bodyLimit({ maxSize: 64 * 1024 });
  // As PostgREST answers: a restaurant's own site has another origin.
  const anyOrigin = cors({ origin: '*', exposeHeaders: readableHeaders, maxAge: 86_400 });
  site.use('/rest/v1/*', anyOrigin);
  site.use('/auth/v1/*', anyOrigin);
  site.use('/realtime/v1/api/*', anyOrigin, smallBody);
  site.all('/rest/v1/*', smallBody, (context) => rest(context.req.raw));
  site.all('/auth/v1/*', smallBody, (context) => rest(context.req.raw));
  site.route('/realtime/v1/api', broadcastApi);
  site.route('/api', createApi(api));
  site.get('/demo.json', (context) => {
    const url = new URL(context.req.url);
    return context.json({ ...connectionUrls(url, secrets), ...boardUrls(url, api.restaurantId, secrets), staff });
  });
  site.route('/', createNotOffered());
  site.route('/', createPages());
  site.notFound((context) => context.json({ error: 'There is nothing here.' }, 404));
  site.onError((error, context) => {
    console.error('A request failed:', error);
    return context.json({ error: 'Something went wrong on the server.' }, 500);
  });
  return site;
}

/** The settings that a page needs to connect. The URLs are attribute values: `{id}` stands for the order id. */
function connectionUrls({ origin, host, protocol }: URL, { publishableKey }: Secrets) {
  return {
    supabase_url: origin,
    supabase_key: publishableKey,
    websocket_url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/ws`,
    poll_url: `${origin}/api/orders/{id}`,
    token_url: `${origin}/api/track`,
  };
}

/** The settings for the board, and the link of the demo restaurant's screen. The demo gives it to every visitor. */
function boardUrls({ origin }: URL, restaurantId: string, { boardCapability }: Secrets) {
  return {
    board_poll_url: `${origin}/api/boards/{id}`,
    board_url: `${origin}/board?restaurant_id=${restaurantId}#track=${boardCapability}`,
  };
}
