import { connectionStatus } from './connection-status.js';
import { type ChartSnapshot, connectionFacts } from './tracker-snapshot.js';
import type { Explanation } from './types.js';

/** The explanation while no chart runs. */
export function explainIdle(orderId: string | undefined, problem?: string): Explanation {
  const reason = orderId ? 'start() was not called, or stop() was' : 'there is no order id';
  return {
    connectionStatus: problem ? 'error' : 'idle',
    because: problem ?? `Nothing is followed: ${reason}.`,
    facts: [],
  };
}

/** The explanation of a running chart while the words for it are not there yet: its states as they are. */
export function explainBriefly(snapshot: ChartSnapshot): Explanation {
  return {
    connectionStatus: connectionStatus(connectionFacts(snapshot)),
    because: 'Its words are being loaded: call explain() again.',
    facts: [JSON.stringify(snapshot.value)],
  };
}
