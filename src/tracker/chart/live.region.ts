import { and, enqueueActions, not, or } from 'xstate';
import { trackerSetup } from './tracker.setup.js';

/** Where nobody answers, nothing can tell whether what comes after a nap is new: a new connection can. */
const leaveTheMute = { guard: not('answersProbes'), target: '#tracker.live.off' } as const;

/** The connection that brings changes by itself. */
export const live = trackerSetup.createStateConfig({
  initial: 'off',
  states: {
    off: {
      always: [
        { guard: 'mayConnectNow', target: 'following' },
        { guard: 'mayConnect', target: 'waiting' },
      ],
    },
    following: {
      entry: 'beginConnect',
      exit: ['endConnection', 'reschedule'],
      invoke: {
        src: 'connection',
        input: ({ context: { input, token } }) => ({
          transport: input.transport,
          orderId: input.orderId,
          token: token?.value,
          clock: input.environment.clock,
        }),
      },
      always: { guard: not('mayFollow'), target: 'off' },
      on: {
        'connection.begun': { actions: { type: 'keepConnection', params: ({ event }) => event.connection } },
        'connection.lost': [
          {
            guard: { type: 'isForGood', params: ({ event }) => event.loss },
            target: 'refused',
            actions: { type: 'countLoss', params: ({ event }) => event.loss },
          },
          {
            guard: { type: 'isAboutToken', params: ({ event }) => event.loss },
            target: 'waiting',
            actions: ['doubtToken', { type: 'countLoss', params: ({ event }) => event.loss }],
          },
          { target: 'waiting', actions: { type: 'countLoss', params: ({ event }) => event.loss } },
        ],
        // Browsers close a sleeping page's sockets without telling it in time.
        'page.resumed': 'off',
      },
      initial: 'connecting',
      states: {
        connecting: {
          after: { connectLimit: { actions: { type: 'lose', params: 'the connection did not open in time' } } },
          on: {
            'connection.opened': 'confirming',
            'connection.confirmed': 'joined',
            'connection.hurried': '.doubted',
            'clock.jumped': '.doubted',
          },
          initial: 'trusted',
          states: {
            trusted: {},
            // What was begun before a nap or a cut may never open: it gets no longer than a new connection.
            doubted: {
              always: leaveTheMute,
              entry: 'noteHurry',
              after: { checkLimit: { actions: { type: 'lose', params: 'the connection did not open after a wake' } } },
            },
          },
        },
        confirming: {
          after: { confirmLimit: { actions: { type: 'lose', params: 'the server did not confirm in time' } } },
          on: {
            'connection.confirmed': 'joined',
            'connection.hurried': '.doubted',
            'clock.jumped': '.doubted',
          },
          initial: 'trusted',
          states: {
            trusted: {},
            doubted: {
              entry: ['noteHurry', 'probe'],
              on: { 'connection.alive': 'trusted', 'connection.received': 'trusted' },
              after: {
                checkLimit: {
                  guard: 'answersProbes',
                  actions: { type: 'lose', params: 'no sign of life after a wake' },
                },
              },
            },
          },
        },
        joined: {
          // Who confirms is back: what reads failed with before does not count any more.
          entry: ['noteConfirmed', 'wantReadSoon', 'reschedule'],
          type: 'parallel',
          states: {
            proof: {
              initial: 'syncing',
              states: {
                syncing: {
                  always: { guard: 'hasFrameInsteadOfRead', target: 'synced' },
                  on: { 'snapshot.applied': 'synced' },
                },
                synced: {
                  entry: 'reschedule',
                  after: { healthyAfter: { actions: 'forgetLosses' } },
                  on: { 'change.missed': '.missing' },
                  initial: 'complete',
                  states: {
                    complete: {},
                    // A connection that was caught at leaving something out has to prove itself anew.
                    missing: {
                      entry: 'noteMissed',
                      after: {
                        deliveryLimit: [
                          {
                            guard: 'isStillMissing',
                            actions: ['countMiss', { type: 'lose', params: 'the connection left out a change' }],
                          },
                          { target: 'complete' },
                        ],
                      },
                    },
                  },
                },
              },
            },
            pulse: {
              initial: 'deciding',
              on: {
                'connection.received': '.quiet',
                'connection.alive': '.quiet',
                'page.shown': '.checking',
                'page.focused': '.checking',
                'page.online': '.doubted',
                'page.offline': '.doubted',
                'clock.jumped': '.doubted',
              },
              states: {
                // What was confirmed offline, or after a nap, may have been on its way before.
                deciding: {
                  always: [
                    { guard: and(['answersProbes', or([not('isOnline'), 'isHurried'])]), target: 'doubted' },
                    { target: 'quiet' },
                  ],
                },
                quiet: {
                  after: {
                    heartbeat: { guard: 'answersProbes', target: 'asking' },
                    leaseLength: 'silent',
                  },
                },
                asking: { entry: 'probe', after: { pongLimit: 'judging' } },
                checking: {
                  always: { guard: not('answersProbes'), target: 'silent' },
                  entry: 'probe',
                  after: { checkLimit: 'judging' },
                },
                doubted: {
                  always: leaveTheMute,
                  entry: 'probe',
                  on: {
                    // What was buffered before the doubt proves nothing about now, and nor does a look at the page.
                    'connection.received': {},
                    'page.shown': {},
                    'page.focused': {},
                  },
                  initial: 'asking',
                  states: {
                    asking: {
                      after: {
                        // Off the network no answer can come; the socket may live on when it returns.
                        checkLimit: { guard: 'isOnline', target: 'judging' },
                        leaseLength: 'judging',
                      },
                    },
                    judging: {
                      after: { queueTime: { actions: { type: 'lose', params: 'no sign of life after a doubt' } } },
                    },
                  },
                },
                judging: {
                  after: { queueTime: { actions: { type: 'lose', params: 'no sign of life in time' } } },
                },
                silent: { entry: 'reschedule' },
              },
            },
          },
        },
      },
    },
    waiting: {
      always: { guard: not('mayFollow'), target: 'off' },
      after: { retryDelay: [{ guard: 'mayConnectNow', target: 'following' }, { target: 'off' }] },
      on: { 'connection.hurried': { target: 'waiting', reenter: true, actions: 'noteHurry' } },
    },
    refused: {
      entry: enqueueActions(({ context, check, enqueue }) => {
        // Another way may still work, and if not, its answer tells what this one's meant.
        if (check('canRead')) return enqueue('wantReadSoon');
        const { kind, reason } = context.loss ?? { kind: 'config', reason: 'the connection was refused' };
        if (kind === 'config') return enqueue({ type: 'giveUp', params: { code: 'config', message: reason } });
        if (kind === 'not-found') return enqueue({ type: 'giveUp', params: { code: 'not-found', message: reason } });
        enqueue('refuseAccess');
      }),
      on: {
        retry: 'off',
        // Reads that go on well contradict it: a row was moved, or a server knew less than another.
        'order.known': { guard: 'isRefusalDoubtful', target: 'waiting' },
      },
    },
  },
});
