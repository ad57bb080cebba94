import { isFinal, type OrderStatus, orderStatuses } from '../../order/order.js';
import { access } from './access.region.js';
import { live } from './live.region.js';
import { network, visibility } from './page.region.js';
import { reads } from './reads.region.js';
import * as memory from './tracker.context.js';
import { trackerSetup } from './tracker.setup.js';

const step = trackerSetup.createStateConfig({});
const end = trackerSetup.createStateConfig({
  initial: 'believed',
  states: {
    believed: { entry: ['wantReadSoon', 'reschedule'] },
    confirmed: { entry: ['unwantRead', 'endReads'] },
  },
});

/** The transitions to a status, by how it came to be known. */
const becoming = (status: OrderStatus) => {
  const params = { status };
  const plain = { guard: { type: 'isNow', params }, target: `.${status}`, actions: 'keepOnDevice' } as const;
  const sure = {
    guard: { type: 'isConfirmedAs', params },
    target: `.${status}.confirmed`,
    actions: 'keepOnDevice',
  } as const;
  return isFinal(status) ? [sure, plain] : [plain];
};

/**
 * Following one order. Six regions run side by side:
 *
 *   lifecycle    unknown → a state per status; a final one is `believed` until a read has `confirmed` it
 *   access       open (no token is wanted) · fetching ⇄ held, failing · refused, until retry · spent, at the end
 *   live         off → following(connecting → confirming → joined) ⇄ waiting · refused, until retry
 *                In joined, `proof` (was a snapshot taken in that was asked for after the confirmation?) and
 *                `pulse` (signs of life) go on independently; both together make a live connection.
 *   reads        idle ⇄ resting → due → reading → resting or failing
 *   visibility   visible · hidden(kept → released after 10 min) · frozen
 *   network      online · offline
 *
 * The innermost state that has an answer to an event gives the only one within its region, so what must always happen
 * on an event stands in a region that has no other answer to it.
 *
 * Polling is reading often, because live is not connected; the anti-entropy read is the same thing, rarely. So
 * falling back needs no mode, and coming back needs no code. `connectionStatus` is derived and stored nowhere.
 */
export const trackerMachine = trackerSetup.createMachine({
  id: 'tracker',
  type: 'parallel',
  context: ({ input }) => memory.begin(input),
  invoke: { src: 'page', input: ({ context }) => context.input.environment },
  entry: 'announceStart',
  states: {
    lifecycle: {
      initial: 'unknown',
      on: {
        'connection.received': { actions: ['noteByte', { type: 'takeFrame', params: ({ event }) => event }] },
        'connection.alive': { actions: 'noteByte' },
        // After a restored backup, not even the end may still be known.
        'order.known': [...orderStatuses.flatMap(becoming), { guard: 'isUnknown', target: '.unknown' }],
      },
      states: {
        unknown: step,
        scheduled: step,
        pending: step,
        preparing: step,
        ready: step,
        out_for_delivery: step,
        served: step,
        completed: end,
        cancelled: end,
        rejected: end,
        failed: end,
        refunded: end,
      },
    },
    access,
    live,
    reads,
    visibility,
    network,
  },
});
