import { and, assign, not, or, raise } from 'xstate';
import { failureOf } from './actors.js';
import { liveSetup } from './live.region.js';
import { isRecheckDue, noteRecheck, noteRecheckFailed, recheckInput, recheckPause } from './recheck.context.js';

export const recheckSetup = liveSetup.extend({
  guards: {
    /** All tries have ended, and the guest may be looking. Where access goes on, it fetches the token itself. */
    mayRecheck: and([or(['isAccessDenied', and(['hasProblem', 'hasAccess'])]), 'isVisible']),
    isRecheckDue,
  },
  actions: {
    noteRecheck: assign(noteRecheck),
    noteRecheckFailed: assign(noteRecheckFailed),
    raiseRetry: raise({ type: 'retry.requested' }),
  },
  delays: { recheckPause },
});

const onReturn = { guard: 'isRecheckDue', target: 'asking' } as const;

/**
 * A problem that ended all tries may pass: an order is written late, a gateway answered for a server that restarts. One
 * question now and then costs little, and shows nothing until it has an answer.
 */
export const recheck = recheckSetup.createStateConfig({
  initial: 'off',
  states: {
    off: { always: { guard: 'mayRecheck', target: 'waiting' } }, // woken by reads, live, access, visibility; `hasAccess` reads the clock
    waiting: {
      always: { guard: not('mayRecheck'), target: 'off' }, // woken by access, visibility; `hasAccess` reads the clock
      after: { recheckPause: 'asking' },
      on: { 'page.woke': onReturn, 'page.focused': onReturn },
    },
    asking: {
      entry: 'noteRecheck',
      always: { guard: not('mayRecheck'), target: 'off' }, // woken by access, visibility; `hasAccess` reads the clock
      invoke: {
        src: 'recheck',
        input: recheckInput,
        onDone: { target: 'off', actions: 'raiseRetry' },
        onError: {
          target: 'waiting',
          actions: { type: 'noteRecheckFailed', params: ({ event }) => failureOf(event.error) },
        },
      },
    },
  },
});
