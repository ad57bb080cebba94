/*
 * What scripts without a framework accept and refuse; Angular's templates know the tags by these names as well.
 */
import { consumeTrackingLink, createOrderTracker, registerLocale } from 'order-status-tracker';
import { registerLocale as fromDefine } from 'order-status-tracker/define';
import 'order-status-tracker/define-board';
import * as headless from 'order-status-tracker/headless';
import { de } from 'order-status-tracker/locales/de';
import ptBR from 'order-status-tracker/locales/pt-BR';
import square from 'order-status-tracker/presets/square';
import pusher from 'order-status-tracker/servers/pusher';
import { eventsTransport } from 'order-status-tracker/transports/events';
import { pollingTransport } from 'order-status-tracker/transports/polling';
import { supabaseTransport } from 'order-status-tracker/transports/supabase';
import { webSocketTransport } from 'order-status-tracker/transports/websocket';
import { OrderStatusBoard, parseBoard } from 'order-status-tracker/wall-board';

document.addEventListener('order-ready', ({ order }) => order.id);
document.body.addEventListener('order-ready', ({ order }) => order.id);
window.addEventListener('order-ready', ({ order }) => order.id);
document.addEventListener('order-status-change', ({ status, previousStatus }) => [status, previousStatus]);
window.addEventListener('board-update', ({ ready }) => ready.length);
// @ts-expect-error: the event has no status
document.addEventListener('order-ready', ({ status }) => status);

const tracker = document.querySelector('order-status-tracker');
const isLive: boolean | undefined = tracker?.isLive;
if (tracker) tracker.fieldMap = square;
// @ts-expect-error: no such layout
if (tracker) tracker.layout = 'wide';
// @ts-expect-error: what only the element knows
if (tracker) tracker.connectionStatus = 'connected';

registerLocale(de);
fromDefine(ptBR);
// @ts-expect-error: no language
registerLocale({ code: 'xx' });

const followed: headless.OrderTracker = headless.createOrderTracker({
  ...pusher,
  orderId: '42',
  capability: consumeTrackingLink(),
  transport: pollingTransport({ url: '/orders/{id}' }),
});
// @ts-expect-error: no such option
createOrderTracker({ orderID: '42' });

export const used = [
  isLive,
  followed.getSnapshot().orderStatus,
  eventsTransport,
  supabaseTransport,
  webSocketTransport,
  OrderStatusBoard,
  parseBoard,
];
