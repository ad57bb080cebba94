import type { PageEvent } from '../../environment/page.js';
import type { OrderStatus } from '../../order/status.js';
import type { Failure, LiveConnection } from '../../transports/transport.js';
import type { HeardVersion } from './chart.types.js';

type PageChartEvent = { [Event in PageEvent]: { type: `page.${Event}` } }[PageEvent];

/** Everything that can happen to the chart. A name says what happened. */
export type TrackerChartEvent =
  | PageChartEvent
  // From the page region.
  /** The device slept, or its clock was set, while the page was visible. */
  | { type: 'page.slept' }
  /** The page was shown or its network came back: backoffs end, and pooled connections no longer work. */
  | { type: 'page.woke' }
  /** Time passed unnoticed, or ran backwards: the device slept, or its clock was set. */
  | { type: 'clock.jumped' }
  // From the connection.
  | { type: 'connection.begun'; connection: LiveConnection }
  | { type: 'connection.opened' }
  | { type: 'connection.confirmed' }
  | { type: 'connection.received'; payload: unknown }
  | { type: 'connection.alive' }
  | { type: 'connection.lost'; failure: Failure }
  // From a payload (apply-payload.ts).
  /** The order changed, or a read confirmed it. */
  | { type: 'order.known'; status: OrderStatus | undefined; isConfirmed: boolean }
  /** The final status is confirmed. */
  | { type: 'order.settled' }
  /** A read that began after the server's confirmation is part of what is shown. */
  | { type: 'snapshot.applied' }
  /** A read brought a change that the connection has not brought. */
  | { type: 'change.missed'; missed: HeardVersion }
  | { type: 'read.wanted' }
  // From region to region.
  /** The pause until the next read has to be computed again. */
  | { type: 'schedule.changed' }
  /** The back end denied this token. */
  | { type: 'token.denied'; token: string | undefined }
  /** The back end denies access, with any token. */
  | { type: 'access.denied' }
  // From the page's code.
  /** One more tracker of the page follows this order, perhaps with the order as the page knows it. */
  | { type: 'page.given'; order: unknown }
  | { type: 'refresh.requested' }
  | { type: 'retry.requested' }
  | { type: 'keepAwake.changed'; isKeptAwake: boolean };
