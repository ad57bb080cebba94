/*
 * A server's project: Node's types, and none of pages.
 */
import { consumeTrackingLink, createOrderTracker, type OrderTracker } from 'order-status-tracker/headless';
import { de } from 'order-status-tracker/locales/de';
import square from 'order-status-tracker/presets/square';
import { createRelay } from 'order-status-tracker/relay';
import pusher from 'order-status-tracker/servers/pusher';
import { eventsTransport } from 'order-status-tracker/transports/events';
import { pollingTransport } from 'order-status-tracker/transports/polling';
import { supabaseTransport } from 'order-status-tracker/transports/supabase';
import { webSocketTransport } from 'order-status-tracker/transports/websocket';

const tracker: OrderTracker = createOrderTracker({
  ...pusher,
  orderId: '42',
  transport: pollingTransport({ url: 'https://example.com/{id}', credentials: 'include' }),
  fieldMap: square,
  onStatusUpdate: (status) => status satisfies string,
});
tracker.subscribe(({ orderStatus }) => orderStatus satisfies string | undefined);
// @ts-expect-error: no such way to send cookies
pollingTransport({ url: 'https://example.com/{id}', credentials: 'always' });
const page = { location: { hash: '', pathname: '/', search: '' }, history: { state: null, replaceState: () => {} } };
consumeTrackingLink(page) satisfies string | undefined;
// @ts-expect-error: a server has no page
document.title = de.code;

export default [createRelay, eventsTransport, supabaseTransport, webSocketTransport];
