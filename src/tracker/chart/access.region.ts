import { and, not } from 'xstate';
import { failureOf } from './actors.js';
import { trackerSetup } from './tracker.setup.js';

/** The right to ask: a token, where one is wanted, renewed before it ends and once when it is refused. */
export const access = trackerSetup.createStateConfig({
  initial: 'deciding',
  on: { 'access.refused': '.refused' },
  states: {
    deciding: {
      always: [
        { guard: not('wantsToken'), target: 'open' },
        { guard: 'hasUsableToken', target: 'held' },
        { target: 'fetching' },
      ],
    },
    open: {},
    fetching: {
      entry: 'noteTokenAsked',
      always: { guard: 'needsNothing', target: 'spent' },
      initial: 'trusting',
      states: {
        trusting: { on: { 'connection.hurried': 'doubting', 'clock.jumped': 'doubting' } },
        // What was asked before a nap or a cut may never be answered: it gets no longer than a new question.
        doubting: { after: { checkLimit: '#tracker.access.fetching' } },
      },
      invoke: {
        src: 'token',
        input: ({ context: { input } }) => ({ tokens: input.tokens, clock: input.environment.clock }),
        onDone: [
          { guard: { type: 'isSameToken', params: ({ event }) => event.output }, target: 'refused' },
          {
            target: 'held',
            actions: [
              { type: 'holdToken', params: ({ event }) => event.output },
              { type: 'handOverToken', params: ({ event }) => event.output },
              'reschedule',
            ],
          },
        ],
        onError: [
          { guard: { type: 'isTokenRefused', params: ({ event }) => failureOf(event.error) }, target: 'refused' },
          { target: 'failing', actions: { type: 'failToken', params: ({ event }) => failureOf(event.error) } },
        ],
      },
    },
    held: {
      always: [
        { guard: 'isSettled', target: 'spent' },
        { guard: 'hasStaleToken', target: 'fetching' },
      ],
      after: { tokenRenewal: 'fetching' },
      on: {
        'access.doubted': [{ guard: 'mayRenew', target: 'fetching', actions: 'refuseToken' }, { target: 'refused' }],
        // Row level security hides an order from a wrong token without a word.
        retry: { guard: and(['isTokenSuspect', 'mayRenew']), target: 'fetching', actions: 'dropToken' },
      },
    },
    failing: {
      always: { guard: 'needsNothing', target: 'spent' },
      after: { tokenRetry: 'fetching' },
      on: { 'connection.hurried': { target: 'failing', reenter: true, actions: 'hurryToken' } },
    },
    refused: { entry: 'forgetOnDevice', on: { retry: { target: 'deciding', actions: 'dropToken' } } },
    // The order is at its end: nothing is renewed for nobody.
    spent: {
      always: [
        { guard: not('isSettled'), target: 'deciding' },
        { guard: and(['isReadWanted', not('hasUsableToken')]), target: 'fetching' },
      ],
    },
  },
});
