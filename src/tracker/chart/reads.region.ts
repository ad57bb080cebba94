import { and, assign, not, or, stateIn } from 'xstate';
import type { Failure } from '../../transports/transport.js';
import { accessSetup } from './access.region.js';
import { failureOf } from './actors.js';
import { applyRead } from './apply-payload.js';
import { outcome } from './chart.base.js';
import type { TrackerError } from './chart.types.js';
import {
  haveReadsWorked,
  isDenial,
  isFailureOfToken,
  isPassing,
  needsLink,
  needsSecondDenial,
  wasNeverGivenAccess,
  withoutAccess,
} from './denial-policy.js';
import { isDoubted } from './doubt.js';
import { startOver } from './initial-context.js';
import { isBeforeWake } from './page.context.js';
import {
  beginRead,
  canRead,
  comparePause,
  demandRead,
  hiddenPause,
  isNotFoundForSure,
  noteReadFailed,
  pollPause,
  readDelay,
  readInput,
} from './reads.context.js';

export const readsSetup = accessSetup.extend({
  guards: {
    canRead,
    hasProblem: ({ context: { problem } }) => problem !== undefined,
    /** No request may be made: all tries have ended, or the browser has frozen the page. */
    isStopped: or(['hasProblem', 'isAccessDenied', 'isFrozen']),
    mayRead: and(['canRead', not('isStopped'), 'hasAccess', or([not('isSettled'), 'isReadWanted'])]),
    isReadDue: (at) => readDelay(at) === 0,
    isReadOld: (at) => isBeforeWake(at, at.context.reads.startedAt),
    isDoubted,
    isFollowing: stateIn({ live: 'following' }),
    isLive: and([
      stateIn({ live: { following: { connected: { snapshot: 'applied' } } } }),
      not(stateIn({ live: { following: { connected: { pulse: 'silent' } } } })),
      not('isDoubted'),
    ]),
    mayPoll: and(['mayRead', 'isVisible', not('isLive')]),
    mayCompare: and(['mayRead', 'isVisible', 'isLive']),
    mayPollHidden: and(['mayRead', not('isVisible'), 'isKeptAwake', not('isLive')]),
    isNotFoundForSure,
    isDenial: (_, failure: Failure) => isDenial(failure),
    isPassing,
    isDenialOfSetUp: (at, failure: Failure) => isDenial(failure) && wasNeverGivenAccess(at),
    needsLink,
    needsSecondDenial,
    /** Another token may help. */
    isTokenFailure: ({ context: { input } }, { kind }: Failure) => kind === 'auth' && input.tokens !== undefined,
    isFailureOfToken,
    /** After one success, the options cannot be wrong. */
    isConfig: (at, { kind }: Failure) => kind === 'config' && !haveReadsWorked(at),
  },
  actions: {
    beginRead: assign(beginRead),
    demandRead: assign(demandRead),
    startOver: assign(startOver),
    noteReadFailed: assign(noteReadFailed),
    giveUp: assign((_, { code, message }: Pick<TrackerError, 'code' | 'message'>) => ({
      problem: { code, message, recoverable: false },
    })),
    applyRead: outcome((at, { payload }: { payload: unknown }) => applyRead(at, payload)),
  },
  delays: { pollPause, comparePause, hiddenPause, readDelay },
});

/**
 * Reads of the present state: frequent while changes do not arrive by themselves (polling), rare while they do
 * (comparing).
 */
export const reads = readsSetup.createStateConfig({
  initial: 'off',
  on: {
    'refresh.requested': { actions: ['demandRead', 'reschedule'] },
    'retry.requested': { actions: ['startOver', 'reschedule'] },
    'keepAwake.changed': { actions: [{ type: 'keepAwake', params: ({ event }) => event }, 'reschedule'] },
    'read.wanted': { actions: ['wantRead', 'reschedule'] },
  },
  states: {
    // Woken by access, visibility, live, lifecycle, and by every event that wants a read of a final order.
    off: { always: { guard: 'mayRead', target: 'resting' } },
    resting: {
      always: [
        { guard: not('mayRead'), target: 'off' }, // woken by access, visibility, lifecycle, live; `hasAccess` reads the clock
        { guard: 'isReadWanted', target: 'due' }, // woken by every event that wants a read
      ],
      on: { 'schedule.changed': { target: 'resting', reenter: true } },
      initial: 'unscheduled',
      states: {
        // Each woken by visibility, live, access and `keepAwake.changed`. One timer at most, so that idle is idle.
        unscheduled: {
          always: [
            { guard: 'mayPoll', target: 'polling' },
            { guard: 'mayCompare', target: 'comparing' },
            { guard: 'mayPollHidden', target: 'pollingHidden' },
          ],
        },
        polling: {
          always: { guard: not('mayPoll'), target: 'unscheduled' },
          after: { pollPause: { guard: 'mayPoll', target: '#tracker.reads.reading' } }, // the token may have expired
        },
        comparing: {
          always: { guard: not('mayCompare'), target: 'unscheduled' },
          after: { comparePause: { guard: 'mayCompare', target: '#tracker.reads.reading' } }, // the token may have expired
        },
        pollingHidden: {
          always: { guard: not('mayPollHidden'), target: 'unscheduled' },
          after: { hiddenPause: { guard: 'mayPollHidden', target: '#tracker.reads.reading' } }, // the token may have expired
        },
      },
    },
    due: {
      always: [
        { guard: not('mayRead'), target: 'off' }, // woken by access, visibility, lifecycle, live; `hasAccess` reads the clock
        { guard: 'isReadDue', target: 'reading' }, // reads the clock; woken by `readDelay`
      ],
      on: { 'schedule.changed': { target: 'due', reenter: true } },
      after: { readDelay: { guard: 'mayRead', target: 'reading' } },
    },
    reading: {
      entry: 'beginRead',
      always: { guard: 'isStopped', target: 'off' }, // woken by access, visibility, and by live when it gives up
      on: { 'order.settled': 'resting' },
      initial: 'fresh',
      states: {
        fresh: {
          on: {
            'page.woke': { guard: 'isReadOld', target: 'old' },
            'clock.jumped': 'old',
            'connection.confirmed': 'old',
          },
        },
        // A request from before a wake may never be answered, so it is made again.
        old: { after: { checkLimit: { target: '#tracker.reads.due', actions: 'wantRead' } } },
      },
      invoke: {
        src: 'read',
        input: readInput,
        onDone: {
          target: 'resting',
          actions: { type: 'applyRead', params: ({ event }) => ({ payload: event.output }) },
        },
        onError: [
          {
            guard: { type: 'needsLink', params: ({ event }) => failureOf(event.error) },
            target: 'off',
            actions: 'raiseAccessDenied',
          },
          {
            guard: { type: 'isPassing', params: ({ event }) => failureOf(event.error) },
            target: 'backingOff',
            actions: { type: 'noteReadFailed', params: ({ event }) => failureOf(event.error) },
          },
          {
            guard: { type: 'isNotFoundForSure', params: ({ event }) => failureOf(event.error) },
            target: 'off',
            actions: { type: 'giveUp', params: { code: 'not-found', message: 'The back end knows no such order.' } },
          },
          {
            guard: { type: 'needsSecondDenial', params: ({ event }) => failureOf(event.error) },
            target: 'backingOff',
            actions: { type: 'noteReadFailed', params: ({ event }) => failureOf(event.error) },
          },
          {
            guard: { type: 'isFailureOfToken', params: ({ event }) => failureOf(event.error) },
            target: 'resting',
            actions: [
              { type: 'noteReadFailed', params: ({ event }) => failureOf(event.error) },
              'raiseTokenDenied',
              'wantRead',
            ],
          },
          {
            guard: { type: 'isTokenFailure', params: ({ event }) => failureOf(event.error) },
            target: 'resting',
            actions: 'wantReadNow',
          },
          {
            // While live is following, a failed read alone must not end all tries.
            guard: 'isFollowing',
            target: 'backingOff',
            actions: { type: 'noteReadFailed', params: ({ event }) => failureOf(event.error) },
          },
          {
            guard: { type: 'isDenialOfSetUp', params: ({ event }) => failureOf(event.error) },
            target: 'off',
            actions: { type: 'giveUp', params: ({ event }) => withoutAccess(failureOf(event.error)) },
          },
          {
            guard: { type: 'isDenial', params: ({ event }) => failureOf(event.error) },
            target: 'off',
            actions: 'raiseAccessDenied',
          },
          {
            guard: { type: 'isConfig', params: ({ event }) => failureOf(event.error) },
            target: 'off',
            actions: [
              { type: 'noteReadFailed', params: ({ event }) => failureOf(event.error) },
              {
                type: 'giveUp',
                params: ({ event }) => ({ code: 'config', message: failureOf(event.error).reason }),
              },
            ],
          },
          {
            target: 'backingOff',
            actions: { type: 'noteReadFailed', params: ({ event }) => failureOf(event.error) },
          },
        ],
      },
    },
    backingOff: {
      always: [
        { guard: not('mayRead'), target: 'off' }, // woken by access, visibility, lifecycle, live; `hasAccess` reads the clock
        { guard: 'isReadWanted', target: 'due' }, // woken by every event that wants a read
      ],
      after: {
        readDelay: [
          { guard: not('mayRead'), target: 'off' }, // `hasAccess` reads the clock
          { guard: or(['isVisible', 'isKeptAwake']), target: 'reading' },
          { target: 'resting' },
        ],
      },
    },
  },
});
