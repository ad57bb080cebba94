import type { InspectionEvent } from 'xstate';
import { reasonOf, safeLine, statesOf } from './chart-words.js';
import { connectionStatus } from './connection-status.js';
import type { DebugOption } from './inspection-option.js';
import { type ChartSnapshot, connectionFacts } from './tracker-snapshot.js';

/**
 * Logs what a chart does, one line each: every transition with its reason, the verdict on every payload, and every
 * change of `connectionStatus`. For example
 * `[order-status-tracker 42] live: connected → backingOff (The connection was closed with 1006; retry in 1.4 s)`.
 *
 * A line never holds a token or a capability. Of a payload it holds status and version only, so no names or dishes.
 *
 * @returns an observer for XState's `inspect`
 */
export function debugLog(orderId: string, option: DebugOption): (inspected: InspectionEvent) => void {
  const write = typeof option === 'function' ? option : (line: string) => console.debug(line);
  let before: ChartSnapshot | undefined;
  let status = 'idle';

  return (inspected) => {
    if (inspected.type !== '@xstate.microstep' || !isChart(inspected.snapshot)) return;
    const { snapshot, event } = inspected;
    const { context } = snapshot;
    const log = (line: string) => write(`[order-status-tracker ${orderId}] ${safeLine(line, context)}`);

    const { judged } = context.order;
    if (judged && judged !== before?.context.order.judged) {
      const version = judged.version === undefined ? '' : ` version ${judged.version}`;
      log(`payload (${judged.origin}): ${judged.status ?? 'no status'}${version}: ${judged.verdict}`);
    }
    // A log that is turned on later begins with the states as they are.
    const isStart = before !== undefined || event.type === 'xstate.init';
    const former = statesOf(before?.value);
    for (const [region, state] of statesOf(snapshot.value)) {
      const from = former.get(region) ?? 'start';
      const reason = reasonOf(region, state, context) ?? causeOf(event.type);
      if (from !== state) log(isStart ? `${region}: ${from} → ${state} (${reason})` : `${region}: ${state}`);
    }
    const next = connectionStatus(connectionFacts(snapshot));
    if (next !== status) log(isStart ? `connectionStatus: ${status} → ${next}` : `connectionStatus: ${next}`);
    before = snapshot;
    status = next;
  };
}

/** Actors have snapshots too, without regions. */
function isChart(snapshot: object): snapshot is ChartSnapshot {
  return 'value' in snapshot && 'context' in snapshot;
}

/** A readable name for XState's own events: delays, and actors that succeeded or failed. */
function causeOf(type: string): string {
  const [, kind, name] = /^xstate\.(after|done|error)(?:\.actor\.\d+\.tracker)?\.(\w+)/.exec(type) ?? [];
  if (kind === 'after') return `after ${name}`;
  return kind ? `${name} ${kind === 'done' ? 'succeeded' : 'failed'}` : type.replace(/^xstate\./, '');
}
