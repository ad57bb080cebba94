import type { InspectionEvent } from 'xstate';
import { inspectionCode } from './inspection-code.js';
import type { OrderTrackerOptions } from './options.js';
import type { ChartObserver } from './shared-connections.js';

/** What is kept until the code that puts it into words is there. */
const mostEvents = 500;

/** The observer for `debug` and `inspect`; `undefined` where neither option is set. */
export function observerOf({ orderId = '', debug, inspect }: OrderTrackerOptions): ChartObserver | undefined {
  if (!debug) return inspect;
  let log: ChartObserver | undefined;
  let waiting: InspectionEvent[] = [];
  const flush = () => {
    log ??= inspectionCode.code?.debugLog(orderId, debug);
    if (!log) return;
    for (const event of waiting.splice(0)) log(event);
  };
  return (inspected) => {
    waiting = [...waiting.slice(-mostEvents), inspected];
    flush();
    if (!log) void inspectionCode.load().then(flush);
    inspect?.(inspected);
  };
}
