import { createElement } from 'react';
import {
  OrderStatusBoard,
  OrderStatusTracker,
  type OrderStatusTrackerProps,
  type OrderTrackingOptions,
} from '../../src/react.js';

/*
 * Compiled, never run: the compiler refuses what follows an "expect error", and complains where it does not.
 */

export const right = [
  createElement(OrderStatusTracker, {
    orderId: '42',
    transport: 'polling',
    pollUrl: 'https://example.com/{id}',
    pollInterval: 10,
    order: { id: '42', status: 'pending' },
    labels: { ready: 'Come and get it' },
    layout: undefined,
    getAccessToken: async () => 'token',
    onOrderReady: ({ order }) => order.number?.length,
    onOrderStatusChange: ({ status, previousStatus }) => status === previousStatus,
    onOrderOnMyWay: (event) => event.respondWith(Promise.resolve(true)),
    onClick: ({ currentTarget }) => currentTarget.refresh(),
    ref: (element) => void element?.retry(),
    className: 'wide',
    style: { color: 'red' },
    slot: 'aside',
  }),
  createElement(OrderStatusBoard, {
    restaurantId: 'R1',
    readyMinutes: 20,
    onBoardUpdate: ({ ready }) => ready.length,
    onOrderError: ({ code }) => code === 'config',
  }),
];

// @ts-expect-error a number
export const interval: OrderStatusTrackerProps = { pollInterval: 'ten' };
// @ts-expect-error not one of its words
export const layout: OrderStatusTrackerProps = { layout: 'wide' };
// @ts-expect-error the property is called orderId
export const spelling: OrderStatusTrackerProps = { orderid: '42' };
// @ts-expect-error no such event
export const unknownEvent: OrderStatusTrackerProps = { onOrderDone: () => undefined };
// @ts-expect-error an event of the board
export const eventOfBoard: OrderStatusTrackerProps = { onBoardUpdate: () => undefined };
// @ts-expect-error what the element knows is read, not set
export const readOnly: OrderStatusTrackerProps = { isLive: true };
// @ts-expect-error the event has no such field
export const field: OrderStatusTrackerProps = { onOrderReady: ({ orders }) => orders };

export const callbacks: OrderTrackingOptions = {
  enabled: false,
  onStatusUpdate: (status, { order }) => status === order?.status,
  onConnectionChange: (isConnected, { connectionStatus }) => isConnected === (connectionStatus === 'connected'),
  onError: ({ code, message }) => `${code} ${message}`,
};
// @ts-expect-error the first argument is the status
export const snapshotFirst: OrderTrackingOptions = { onStatusUpdate: ({ orderStatus }) => orderStatus };
