import { and, assign, not, or, raise } from 'xstate';
import type { ConnectionFault } from '../../transports/transport.js';
import { outcome } from './chart.base.js';
import { isUnread, noteUnread } from './doubt.js';
import { leaseLength } from './lease.js';
import {
  answersProbes,
  beginConnect,
  bringsOrder,
  canConnect,
  confirmsByOrder,
  connectionInput,
  countMiss,
  endConnection,
  forgetFailures,
  giveUpConnection,
  hasFrameInsteadOfRead,
  isBudgetFree,
  isConnectOld,
  isDenialOutdated,
  isFatalLoss,
  isStillMissed,
  keepConnection,
  mustWait,
  noteConfirmed,
  noteFailure,
  noteMissed,
  planRetry,
  retryDelay,
  skipBackoff,
} from './live.context.js';
import { readsSetup } from './reads.region.js';

export const liveSetup = readsSetup.extend({
  guards: {
    canConnect,
    answersProbes,
    bringsOrder,
    confirmsByOrder,
    isBudgetFree,
    isConnectOld,
    hasFrameInsteadOfRead,
    isStillMissed,
    isUnread,
    mustWait,
    skipsBackoff: ({ context: { live } }) => live.skipsBackoff,
    mayFollow: and(['canConnect', not('isStopped'), not('isSettled'), not('isReleased')]),
    mayConnect: and(['mayFollow', 'hasAccess']),
    mayConnectNow: and(['mayConnect', 'isBudgetFree']),
    isFatalLoss,
    isDenialOutdated,
  },
  actions: {
    beginConnect: assign(beginConnect),
    keepConnection: assign(keepConnection),
    noteConfirmed: assign(noteConfirmed),
    endConnection: assign(({ context, event }) => endConnection({ context }, event.type === 'connection.lost')),
    noteFailure: assign(noteFailure),
    forgetFailures: assign(forgetFailures),
    skipBackoff: assign(skipBackoff),
    planRetry: assign(planRetry),
    noteMissed: assign(noteMissed),
    countMiss: assign(countMiss),
    noteUnread: assign(noteUnread),
    probe: ({ context: { live } }) => live.connection?.probe(),
    /** Tells the transport what the connection did wrong; the state's exit would only close it. */
    closeFor: ({ context: { live } }, fault: ConnectionFault) => live.connection?.close(fault),
    lose: raise((_, reason: string) => ({ type: 'connection.lost', failure: { kind: 'network', reason } })),
    giveUpConnection: outcome(giveUpConnection),
  },
  delays: {
    retryDelay,
    connectLimit: 10_000,
    confirmLimit: 15_000,
    healthyAfter: 10_000,
    /** Half a second less than the 15 s of PROTOCOL.md, so that late timers stay within the lease of 20 s. */
    heartbeat: 14_500,
    pongLimit: 5_000,
    /** `postgres_changes` brings a change up to 3 s after its commit. */
    deliveryLimit: 5_000,
    leaseLength,
    /** After the page was blocked, a pong may already wait in the queue. */
    queueTime: 100,
  },
});

/** Without pongs, fresh and buffered frames look alike after sleep, so reconnect. */
const reconnectIfMute = { guard: not('answersProbes'), target: '#tracker.live.off' } as const;

/** Whether a snapshot was applied that was asked for after the server's confirmation, and nothing was missed since. */
const snapshot = liveSetup.createStateConfig({
  initial: 'awaited',
  states: {
    awaited: {
      always: { guard: 'hasFrameInsteadOfRead', target: 'applied' }, // woken by `connection.received`
      on: { 'snapshot.applied': 'applied' },
    },
    applied: {
      entry: 'reschedule',
      after: { healthyAfter: { actions: 'forgetFailures' } },
      on: {
        'change.missed': { target: '.missing', actions: { type: 'noteMissed', params: ({ event }) => event.missed } },
      },
      initial: 'complete',
      states: {
        complete: {},
        // A read showed a change that this connection missed. Reconnect unless it arrives within `deliveryLimit`.
        missing: {
          after: {
            deliveryLimit: [
              { guard: 'isUnread', target: 'complete', actions: 'noteUnread' },
              {
                guard: 'isStillMissed',
                actions: [
                  'countMiss',
                  { type: 'closeFor', params: 'missed-changes' },
                  { type: 'lose', params: 'the connection missed a change' },
                ],
              },
              { target: 'complete' },
            ],
          },
        },
      },
    },
  },
});

/** Whether the connection is alive: the lease of 20 s, pings, and a check after a wake. */
const pulse = liveSetup.createStateConfig({
  initial: 'deciding',
  on: {
    'connection.received': '.alive',
    'connection.alive': '.alive',
    'page.shown': '.checking',
    'page.focused': '.checking',
    'page.online': '.awaitingPong',
    'page.offline': '.awaitingPong',
    'clock.jumped': '.awaitingPong',
  },
  states: {
    // A confirmation that arrives while offline or after a wake may have been sent before, so a pong has to follow.
    deciding: {
      always: [
        { guard: and(['answersProbes', or([not('isOnline'), 'skipsBackoff'])]), target: 'awaitingPong' },
        { target: 'alive' },
      ],
    },
    alive: { after: { heartbeat: { guard: 'answersProbes', target: 'pinging' }, leaseLength: 'silent' } },
    pinging: { entry: 'probe', after: { pongLimit: 'overdue' } },
    checking: {
      always: { guard: not('answersProbes'), target: 'silent' }, // at once, or never
      entry: 'probe',
      after: { checkLimit: 'overdue' },
    },
    awaitingPong: {
      always: reconnectIfMute, // at once, or never
      entry: 'probe',
      on: {
        // A frame may have been buffered before the wake, so only a pong counts. Showing or focusing the page does not.
        'connection.received': {},
        'page.shown': {},
        'page.focused': {},
      },
      initial: 'pinging',
      states: {
        pinging: {
          after: {
            // Offline no pong can come; the socket may live on when the network returns.
            checkLimit: { guard: 'isOnline', target: 'overdue' },
            leaseLength: 'overdue',
          },
        },
        overdue: { after: { queueTime: { actions: { type: 'lose', params: 'no pong after a wake' } } } },
      },
    },
    overdue: { after: { queueTime: { actions: { type: 'lose', params: 'no pong in time' } } } },
    silent: { entry: 'reschedule' },
  },
});

/** The connection that brings changes by itself. */
export const live = liveSetup.createStateConfig({
  initial: 'off',
  states: {
    off: {
      always: [
        // Woken by access, visibility, lifecycle and `retry.requested`; access and budget read the clock.
        { guard: and(['mayConnect', 'mustWait']), target: 'backingOff' }, // the wait began before the page was hidden or the token expired
        { guard: 'mayConnectNow', target: 'following' },
        { guard: 'mayConnect', target: 'backingOff' }, // the budget is used up
      ],
    },
    following: {
      entry: 'beginConnect',
      exit: ['endConnection', 'reschedule'],
      invoke: { src: 'connection', input: connectionInput },
      always: { guard: not('mayFollow'), target: 'off' }, // woken by access, visibility, lifecycle, and by reads that give up
      on: {
        'connection.begun': { actions: { type: 'keepConnection', params: ({ event }) => event.connection } },
        'connection.lost': [
          { guard: 'isFatalLoss', target: 'gaveUp', actions: 'noteFailure' },
          {
            guard: { type: 'isTokenFailure', params: ({ event }) => event.failure },
            target: 'backingOff',
            actions: ['raiseTokenDenied', 'noteFailure'],
          },
          { target: 'backingOff', actions: 'noteFailure' },
        ],
        // Browsers close the sockets of a sleeping page, and the close event comes late.
        'page.resumed': 'off',
      },
      initial: 'connecting',
      states: {
        connecting: {
          after: { connectLimit: { actions: { type: 'lose', params: 'the connection did not open in time' } } },
          on: {
            'connection.opened': 'confirming',
            'connection.confirmed': 'connected',
            'page.woke': { guard: 'isConnectOld', target: '.old' },
            'clock.jumped': '.old',
          },
          initial: 'fresh',
          states: {
            fresh: {},
            // A connection that was begun before a wake may never open, so it gets no more than `checkLimit`.
            old: {
              always: reconnectIfMute, // at once, or never
              entry: 'skipBackoff',
              after: { checkLimit: { actions: { type: 'lose', params: 'the connection did not open after a wake' } } },
            },
          },
        },
        confirming: {
          after: {
            confirmLimit: [
              { guard: 'bringsOrder', target: 'connected' },
              {
                guard: not('confirmsByOrder'),
                actions: [
                  { type: 'closeFor', params: 'unconfirmed' },
                  { type: 'lose', params: 'the server did not confirm in time' },
                ],
              },
            ],
          },
          on: {
            'connection.confirmed': 'connected',
            'page.woke': { guard: 'isConnectOld', target: '.old' },
            'clock.jumped': '.old',
          },
          initial: 'fresh',
          states: {
            fresh: { after: { heartbeat: { guard: and(['confirmsByOrder', 'answersProbes']), target: 'pinging' } } },
            // The first payload about the order may be far away: until then, the socket shows that it is alive.
            pinging: {
              entry: 'probe',
              on: { 'connection.alive': 'fresh', 'connection.received': 'fresh' },
              after: { pongLimit: { actions: { type: 'lose', params: 'no pong in time' } } },
            },
            old: {
              always: { guard: and(['confirmsByOrder', not('answersProbes')]), target: '#tracker.live.off' }, // at once, or never
              entry: ['skipBackoff', 'probe'],
              on: { 'connection.alive': 'fresh', 'connection.received': 'fresh' },
              after: {
                checkLimit: {
                  guard: 'answersProbes',
                  actions: { type: 'lose', params: 'no sign of life after a wake' },
                },
              },
            },
          },
        },
        connected: {
          // The server is back: the backoff of failed reads does not count any more.
          entry: ['noteConfirmed', 'wantReadNow', 'reschedule'],
          // A repeated confirmation may have waited while the page slept, so it is no sign of life.
          on: { 'connection.confirmed': { actions: ['wantRead', 'reschedule'] } },
          type: 'parallel',
          states: { snapshot, pulse },
        },
      },
    },
    backingOff: {
      entry: 'planRetry',
      always: { guard: not('mayFollow'), target: 'off' }, // woken by access, visibility, lifecycle, and by reads that give up
      after: { retryDelay: [{ guard: 'mayConnectNow', target: 'following' }, { target: 'off' }] },
      on: {
        'page.woke': { target: 'backingOff', reenter: true, actions: 'skipBackoff' },
        'retry.requested': 'off',
      },
    },
    gaveUp: {
      entry: 'giveUpConnection',
      on: { 'retry.requested': 'off', 'order.known': { guard: 'isDenialOutdated', target: 'backingOff' } },
    },
  },
});
