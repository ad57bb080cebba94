import { and, assign, not, or, raise, stateIn } from 'xstate';
import type { Failure } from '../../transports/transport.js';
import {
  canFetchToken,
  dropToken,
  hasStaleToken,
  hasUsableToken,
  holdToken,
  noteTokenAsked,
  noteTokenDenied,
  noteTokenFailed,
  shortenTokenRetry,
  tokenRenewal,
  tokenRetry,
  wantsToken,
} from './access.context.js';
import { failureOf } from './actors.js';
import type { Token } from './chart.types.js';
import { isDenial, isTokenDenialSure, mayRenew } from './denial-policy.js';
import { isBeforeWake } from './page.context.js';
import { pageSetup } from './page.region.js';
import { isReadWanted } from './reads.context.js';

export const accessSetup = pageSetup.extend({
  guards: {
    wantsToken,
    canFetchToken,
    hasUsableToken,
    hasStaleToken,
    /** Whether live and reads may be used: no token is needed, or one is in hand. */
    hasAccess: or([stateIn({ access: 'notNeeded' }), 'hasUsableToken']),
    isAccessDenied: stateIn({ access: 'denied' }),
    isTokenRequestOld: (at) => isBeforeWake(at, at.context.access.askedAt),
    mayRenew,
    isReadWanted,
    needsNothing: and(['isSettled', not('isReadWanted')]),
    isDeniedToken: ({ context: { access } }, { value }: Token) => value === access.deniedToken,
    isTokenDenied: (at, failure: Failure) => isDenial(failure) && isTokenDenialSure(at),
    /** With row level security, a wrong token gets an empty answer instead of a denial. */
    mayTokenHideOrder: ({ context: { problem, reads } }) =>
      problem !== undefined || reads.failure?.kind === 'forbidden',
  },
  actions: {
    noteTokenAsked: assign(noteTokenAsked),
    holdToken: assign(holdToken),
    handOverToken: ({ context: { live } }, { value }: Token) => live.connection?.renewToken(value),
    noteTokenDenied: assign(noteTokenDenied),
    noteTokenFailed: assign(noteTokenFailed),
    shortenTokenRetry: assign(shortenTokenRetry),
    dropToken: assign(dropToken),
    raiseTokenDenied: raise(({ context: { access } }) => ({ type: 'token.denied', token: access.token?.value })),
    raiseAccessDenied: raise({ type: 'access.denied' }),
  },
  delays: {
    tokenRenewal,
    tokenRetry,
    /** The time limit of requests and connections that were begun before a wake, ms. */
    checkLimit: 2_000,
  },
});

/** Access: a token, where one is needed. It is renewed before it expires, and once when it is denied. */
export const access = accessSetup.createStateConfig({
  initial: 'deciding',
  on: { 'access.denied': '.denied' },
  states: {
    deciding: {
      always: [
        { guard: not('wantsToken'), target: 'notNeeded' },
        { guard: 'hasUsableToken', target: 'held' },
        { target: 'fetching' },
      ],
    },
    notNeeded: {},
    fetching: {
      entry: 'noteTokenAsked',
      always: { guard: 'needsNothing', target: 'finished' }, // woken by lifecycle and reads
      initial: 'fresh',
      states: {
        fresh: { on: { 'page.woke': { guard: 'isTokenRequestOld', target: 'old' }, 'clock.jumped': 'old' } },
        // A request from before a wake may never be answered, so it is made again.
        old: { after: { checkLimit: '#tracker.access.fetching' } },
      },
      invoke: {
        src: 'token',
        input: ({ context: { input } }) => ({
          tokens: input.tokens,
          clock: input.environment.clock,
          serverClock: input.serverClock,
        }),
        onDone: [
          { guard: { type: 'isDeniedToken', params: ({ event }) => event.output }, target: 'denied' },
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
          { guard: { type: 'isTokenDenied', params: ({ event }) => failureOf(event.error) }, target: 'denied' },
          {
            target: 'backingOff',
            actions: { type: 'noteTokenFailed', params: ({ event }) => failureOf(event.error) },
          },
        ],
      },
    },
    held: {
      always: [
        { guard: 'isSettled', target: 'finished' }, // woken by lifecycle
        { guard: 'hasStaleToken', target: 'fetching' }, // reads the clock; woken by `tokenRenewal`, ticks, any event
      ],
      after: { tokenRenewal: { guard: 'canFetchToken', target: 'fetching' } },
      on: {
        'token.denied': [{ guard: 'mayRenew', target: 'fetching', actions: 'noteTokenDenied' }, { target: 'denied' }],
        'retry.requested': { guard: and(['mayTokenHideOrder', 'mayRenew']), target: 'fetching', actions: 'dropToken' },
      },
    },
    backingOff: {
      always: { guard: 'needsNothing', target: 'finished' }, // woken by lifecycle and reads
      after: { tokenRetry: 'fetching' },
      on: { 'page.woke': { target: 'backingOff', reenter: true, actions: 'shortenTokenRetry' } },
    },
    denied: {
      entry: 'removeFromDevice',
      on: { 'retry.requested': { target: 'deciding', actions: 'dropToken' } },
    },
    // The order is final. Its token is not renewed, unless one more read is wanted.
    finished: {
      always: [
        { guard: not('isSettled'), target: 'deciding' }, // woken by lifecycle
        { guard: and(['isReadWanted', not('hasUsableToken')]), target: 'fetching' }, // woken by reads
      ],
    },
  },
});
