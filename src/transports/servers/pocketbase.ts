import type { ServerOptions } from '../server-options.js';

/**
 * PocketBase: `events-url="https://example.com/api/realtime"`, and a collection `orders`.
 *
 * From https://pocketbase.io/docs/api-realtime/
 */
const pocketbase: ServerOptions = {
  eventsHello: { after: 'PB_CONNECT', send: { clientId: '{clientId}', subscriptions: ['orders/{id}'] } },
  fieldMap: { root: 'record' },
};

export default pocketbase;
