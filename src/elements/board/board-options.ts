import { type ElementOptionRow, sharedOptions } from '../shared/element-option.js';

/** THE list of what `<order-status-board>` adds to `trackerOptions`. A test insists on a row for every property. */
export const boardOptions = {
  ...sharedOptions,
  restaurantId: { use: 'order', value: 'text' },
  board: { use: 'order', value: 'json-object' },
  sound: { use: 'element', value: 'sound' },
  readyMinutes: { use: 'element', value: 'number' },
} as const satisfies Readonly<Record<string, ElementOptionRow>>;
