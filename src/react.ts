'use client';

// biome-ignore-start assist/source/organizeImports: stand-ins come first and go last
import './environment/stand-ins.js';
export { OrderStatusBoard, type OrderStatusBoardProps } from './react/order-status-board.js';
export { OrderStatusTracker, type OrderStatusTrackerProps } from './react/order-status-tracker.js';
export { type OrderTracking, type OrderTrackingOptions, useOrderTracking } from './react/use-order-tracking.js';
export type { ElementProps, ReactProps } from './types/react.js';
import './environment/stand-ins-removed.js';
// biome-ignore-end assist/source/organizeImports: see above
