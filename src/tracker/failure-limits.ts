import type { TrackerContext } from './chart/chart.context.js';

/** With so many failures in a row, a connection is not looked for in the network of this device alone. */
export const failureLimit = 3;

/** How long it may take to be live, ms: as long as the server has for its confirmation. */
const firstLimit = 15_000;

/** Whether a connection that is not live has had its time. */
export function isLate({ live, now }: Pick<TrackerContext, 'live' | 'now'>): boolean {
  return now() - (live.failure ? live.lostAt : (live.connects.at(-1) ?? now())) >= firstLimit;
}
