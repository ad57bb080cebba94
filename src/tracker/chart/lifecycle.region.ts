import { assign, or, raise, stateIn } from 'xstate';
import { hasEnded, isFinal, type OrderStatus, orderStatuses } from '../../order/status.js';
import { applyFrame, applyGiven } from './apply-payload.js';
import { chartBase, outcome } from './chart.base.js';
import { noteByte } from './live.context.js';
import { removeFromDevice, saveOnDevice } from './order.context.js';
import { dropWantedRead, wantRead, wantReadNow } from './reads.context.js';

export interface AboutStatus {
  readonly status: OrderStatus;
}

const settled = orderStatuses.filter(isFinal).map((status) => stateIn({ lifecycle: { [status]: 'confirmed' } }));

export const lifecycleSetup = chartBase.extend({
  guards: {
    /** A final status is confirmed. */
    isSettled: or(settled),
    isKnownAs: ({ event }, { status }: AboutStatus) => event.type === 'order.known' && event.status === status,
    isConfirmedAs: ({ context, event }, { status }: AboutStatus) =>
      event.type === 'order.known' && event.status === status && event.isConfirmed && hasEnded(context.order.current),
    isUnknown: ({ event }) => event.type === 'order.known' && event.status === undefined,
  },
  actions: {
    noteByte: assign(noteByte),
    applyFrame: outcome((at, { payload }: { payload: unknown }) => applyFrame(at, payload)),
    applyGiven: assign(({ context }, { order }: { order: unknown }) => applyGiven({ context }, order)),
    announceStart: raise(({ context: { order } }) => ({
      type: 'order.known',
      status: order.current?.status,
      isConfirmed: false,
    })),
    saveOnDevice,
    removeFromDevice,
    wantRead: assign(wantRead),
    wantReadNow: assign(wantReadNow),
    dropWantedRead: assign(dropWantedRead),
    reschedule: raise({ type: 'schedule.changed' }),
    raiseSettled: raise({ type: 'order.settled' }),
  },
});

const step = lifecycleSetup.createStateConfig({});
/** A final status counts only when a read has confirmed it (without a read endpoint, a repeated frame), and no clock set it. */
const end = lifecycleSetup.createStateConfig({
  initial: 'unconfirmed',
  states: {
    unconfirmed: { entry: ['wantReadNow', 'reschedule'] },
    confirmed: { tags: 'settled', entry: ['dropWantedRead', 'raiseSettled'] },
  },
});

/** A state for each status of the table. */
const states = Object.fromEntries(orderStatuses.map((status) => [status, isFinal(status) ? end : step])) as Record<
  OrderStatus,
  typeof step | typeof end
>;

/** The transitions to a status. */
const becoming = (status: OrderStatus) => {
  const params = { status };
  const known = { guard: { type: 'isKnownAs', params }, target: `.${status}`, actions: 'saveOnDevice' } as const;
  const confirmed = {
    guard: { type: 'isConfirmedAs', params },
    target: `.${status}.confirmed`,
    actions: 'saveOnDevice',
  } as const;
  return isFinal(status) ? [confirmed, known] : [known];
};

/** The life of the order: `unknown`, then the state of its status. */
export const lifecycle = lifecycleSetup.createStateConfig({
  initial: 'unknown',
  on: {
    'connection.received': { actions: ['noteByte', { type: 'applyFrame', params: ({ event }) => event }] },
    'connection.alive': { actions: 'noteByte' },
    // After a backup was restored, even a final status may be unknown again.
    'order.known': [...orderStatuses.flatMap(becoming), { guard: 'isUnknown', target: '.unknown' }],
  },
  states: {
    unknown: {
      on: { 'page.given': { actions: [{ type: 'applyGiven', params: ({ event }) => event }, 'announceStart'] } },
    },
    ...states,
  },
});
