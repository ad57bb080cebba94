'use client';

export { OrderStatusBoard, type OrderStatusBoardProps } from './react/order-status-board.js';
export { OrderStatusTracker, type OrderStatusTrackerProps } from './react/order-status-tracker.js';
export { type OrderTracking, type OrderTrackingOptions, useOrderTracking } from './react/use-order-tracking.js';
export type { ElementProps, ReactProps } from './types/react.js';
