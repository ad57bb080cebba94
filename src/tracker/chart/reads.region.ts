import { not, or } from 'xstate';
import { failureOf } from './actors.js';
import * as memory from './tracker.context.js';
import { trackerSetup } from './tracker.setup.js';

/** Asking for the present state: often while changes do not arrive by themselves, rarely while they do. */
export const reads = trackerSetup.createStateConfig({
  initial: 'idle',
  on: {
    refresh: { actions: ['demandRead', 'reschedule'] },
    retry: { actions: ['beginAnew', 'reschedule'] },
    awake: { actions: [{ type: 'keepAwake', params: ({ event }) => event }, 'reschedule'] },
    'read.wanted': { actions: ['wantRead', 'reschedule'] },
  },
  states: {
    idle: { always: { guard: 'mayRead', target: 'resting' } },
    resting: {
      always: [
        { guard: not('mayRead'), target: 'idle' },
        { guard: 'isReadWanted', target: 'due' },
      ],
      on: { 'reads.rescheduled': { target: 'resting', reenter: true } },
      after: {
        pollPause: { guard: 'mayPoll', target: 'reading' },
        comparePause: { guard: 'mayCompare', target: 'reading' },
        hiddenPause: { guard: 'mayPollHidden', target: 'reading' },
      },
    },
    due: {
      always: [
        { guard: not('mayRead'), target: 'idle' },
        { guard: 'isReadDue', target: 'reading' },
      ],
      on: { 'reads.rescheduled': { target: 'due', reenter: true } },
      after: { wantedPause: 'reading' },
    },
    reading: {
      entry: 'beginRead',
      always: { guard: 'isBarred', target: 'idle' },
      on: { 'reads.ended': 'resting' },
      initial: 'trusting',
      states: {
        trusting: {
          on: { 'connection.hurried': 'doubting', 'clock.jumped': 'doubting', 'connection.confirmed': 'doubting' },
        },
        // What was asked before a nap or a cut may never be answered: it gets no longer than a new question.
        doubting: { after: { checkLimit: { target: '#tracker.reads.due', actions: 'wantRead' } } },
      },
      invoke: {
        src: 'read',
        input: ({ context }) => memory.readInput(context),
        onDone: {
          target: 'resting',
          actions: { type: 'takeRead', params: ({ event }) => ({ payload: event.output }) },
        },
        onError: [
          {
            guard: { type: 'isMissingForSure', params: ({ event }) => failureOf(event.error) },
            target: 'idle',
            actions: { type: 'giveUp', params: { code: 'not-found', message: 'The back end knows no such order.' } },
          },
          {
            // A gateway that hiccups refuses everybody for a moment.
            guard: { type: 'needsSecondOpinion', params: ({ event }) => failureOf(event.error) },
            target: 'failing',
            actions: { type: 'failRead', params: ({ event }) => failureOf(event.error) },
          },
          {
            guard: { type: 'isAboutThisToken', params: ({ event }) => failureOf(event.error) },
            target: 'resting',
            actions: [{ type: 'failRead', params: ({ event }) => failureOf(event.error) }, 'doubtToken', 'wantRead'],
          },
          {
            guard: { type: 'isAboutToken', params: ({ event }) => failureOf(event.error) },
            target: 'resting',
            actions: 'wantReadSoon',
          },
          {
            // Where the live connection still stands, this way of asking may just be set up wrongly.
            guard: 'isFollowing',
            target: 'failing',
            actions: { type: 'failRead', params: ({ event }) => failureOf(event.error) },
          },
          {
            guard: { type: 'isRefusal', params: ({ event }) => failureOf(event.error) },
            target: 'idle',
            actions: 'refuseAccess',
          },
          {
            guard: { type: 'isConfig', params: ({ event }) => failureOf(event.error) },
            target: 'idle',
            actions: {
              type: 'giveUp',
              params: ({ event }) => ({ code: 'config', message: failureOf(event.error).reason }),
            },
          },
          { target: 'failing', actions: { type: 'failRead', params: ({ event }) => failureOf(event.error) } },
        ],
      },
    },
    failing: {
      always: [
        { guard: not('mayRead'), target: 'idle' },
        { guard: 'isReadWanted', target: 'due' },
      ],
      after: { wantedPause: [{ guard: or(['isVisible', 'isAwake']), target: 'reading' }, { target: 'resting' }] },
    },
  },
});
