import type { OrderTrackerOptions } from '../../tracker/options.js';

/** Options that are plain data: pages that render often hand over a new copy each time, which is no change. */
const data: readonly (keyof OrderTrackerOptions)[] = [
  'websocketHello',
  'websocketHeartbeat',
  'fieldMap',
  'history',
  'order',
];

/** Whether two sets of options would follow an order in different ways. */
export function haveOptionsChanged(before: OrderTrackerOptions, now: OrderTrackerOptions): boolean {
  const keys = new Set([...Object.keys(before), ...Object.keys(now)]) as Set<keyof OrderTrackerOptions>;
  for (const key of keys) {
    if (before[key] === now[key]) continue;
    if (!data.includes(key) || JSON.stringify(before[key]) !== JSON.stringify(now[key])) return true;
  }
  return false;
}
