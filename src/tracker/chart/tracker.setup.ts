import { and, assign, enqueueActions, not, or, raise, setup, stateIn } from 'xstate';
import { isFinal, type OrderStatus, orderStatuses } from '../../order/order.js';
import type { Failure, LiveConnection } from '../../transports/transport.js';
import * as tokens from './access.context.js';
import { connectionActor, pageActor, readActor, tokenActor } from './actors.js';
import { takeFrame, takeRead } from './apply-payload.js';
import type { Token, TrackerChartEvent, TrackerContext, TrackerError, TrackerInput } from './chart.types.js';
import * as refusals from './denial-policy.js';
import { leaseLength } from './lease.js';
import * as memory from './tracker.context.js';

export interface StatusQuestion {
  readonly status: OrderStatus;
}

export type Problem = Pick<TrackerError, 'code' | 'message'>;

const noOrder: Failure = { kind: 'unreadable', reason: 'the answer was not this order' };

/** The words of the chart: its questions, what it does, and how long it waits. */
export const trackerSetup = setup({
  types: {
    input: {} as TrackerInput,
    context: {} as TrackerContext,
    events: {} as TrackerChartEvent,
  },
  actors: { connection: connectionActor, read: readActor, token: tokenActor, page: pageActor },
  guards: {
    canConnect: ({ context: { input } }) => input.transport.connect !== undefined,
    canRead: ({ context }) => memory.canRead(context),
    hasProblem: ({ context }) => context.problem !== undefined,
    isReadWanted: ({ context }) => context.readWanted,
    isReadDue: ({ context }) => memory.wantedReadPause(context) === 0,
    isAwake: ({ context }) => context.awake,
    isHurried: ({ context }) => context.hurried,
    wantsToken: ({ context: { input } }) => input.tokens !== undefined,
    mayRenew: ({ context }) => refusals.mayRenew(context),
    isTokenSuspect: ({ context: { problem, readLoss } }) => problem !== undefined || readLoss?.kind === 'forbidden',
    hasUsableToken: ({ context }) => tokens.hasUsableToken(context),
    hasStaleToken: ({ context }) => tokens.hasStaleToken(context),
    isBudgetFree: ({ context }) => memory.connectPause({ ...context, loss: undefined }) === 0,
    answersProbes: ({ context: { input } }) => input.transport.traits?.answersProbes !== false,
    hasTimeJumped: ({ context }) => memory.hasTimeJumped(context),
    hasFrameInsteadOfRead: ({ context }) => memory.hasFrameInsteadOfRead(context),
    isForGood: ({ context }, { kind }: Failure) =>
      kind === 'config' || kind === 'forbidden' || kind === 'not-found' || (kind === 'auth' && !context.input.tokens),
    isRefusalDoubtful: ({ context, event }) =>
      event.type === 'order.known' && event.isConfirmed && refusals.isRefusalDoubtful(context),
    isRefusal: (_, loss: Failure) => refusals.isRefusal(loss),
    isTokenRefused: ({ context }, loss: Failure) => refusals.isRefusal(loss) && refusals.isTokenRefusalSure(context),
    isAboutToken: ({ context }, { kind }: Failure) => kind === 'auth' && context.input.tokens !== undefined,
    isAboutThisToken: ({ context }, { kind }: Failure) =>
      kind === 'auth' && context.input.tokens !== undefined && context.readToken === context.token?.value,
    needsSecondOpinion: ({ context }, loss: Failure) => refusals.needsSecondOpinion(context, loss),
    /** What has worked before is not set up wrongly. */
    isConfig: ({ context }, { kind }: Failure) => kind === 'config' && context.readSucceededAt === undefined,
    isMissingForSure: ({ context }, { kind }: Failure) => kind === 'not-found' && memory.isMissingForSure(context),
    isSameToken: ({ context }, { value }: Token) => value === context.refusedToken,
    isNow: ({ event }, { status }: StatusQuestion) => event.type === 'order.known' && event.status === status,
    isUnknown: ({ event }) => event.type === 'order.known' && event.status === undefined,
    isConfirmedAs: ({ event }, { status }: StatusQuestion) =>
      event.type === 'order.known' && event.status === status && event.isConfirmed,

    isPageVisible: ({ context: { input } }) => input.environment.page.visible,
    isPageOnline: ({ context: { input } }) => input.environment.page.online,
    isSettled: or(orderStatuses.filter(isFinal).map((status) => stateIn({ lifecycle: { [status]: 'confirmed' } }))),
    needsNothing: and(['isSettled', not('isReadWanted')]),
    isVisible: stateIn({ visibility: 'visible' }),
    isOnline: stateIn({ network: 'online' }),
    isFollowing: stateIn({ live: 'following' }),
    isStillMissing: ({ context: { heardAt, missedAt = 0 } }) => heardAt === undefined || heardAt < missedAt,
    isSynced: stateIn({ live: { following: { joined: { proof: 'synced' } } } }),
    isLive: and(['isSynced', not(stateIn({ live: { following: { joined: { pulse: 'silent' } } } }))]),
    isBarred: or(['hasProblem', stateIn({ access: 'refused' }), stateIn({ visibility: 'frozen' })]),
    hasAccess: or([stateIn({ access: 'open' }), 'hasUsableToken']),
    mayFollow: and([
      'canConnect',
      not('isBarred'),
      not('isSettled'),
      not(stateIn({ visibility: { hidden: 'released' } })),
    ]),
    mayConnect: and(['mayFollow', 'hasAccess']),
    mayConnectNow: and(['mayConnect', 'isBudgetFree']),
    mayRead: and(['canRead', not('isBarred'), 'hasAccess', or([not('isSettled'), 'isReadWanted'])]),
    mayPoll: and(['isVisible', not('isLive')]),
    mayCompare: and(['isVisible', 'isLive']),
    mayPollHidden: and([not('isVisible'), 'isAwake', not('isLive')]),
  },
  actions: {
    holdToken: assign(({ context }, token: Token) => tokens.holdToken(context, token)),
    handOverToken: ({ context }, { value }: Token) => context.connection?.renewToken(value),
    noteTokenAsked: assign({ tokenAskedAt: ({ context }) => context.now() }),
    failToken: assign(({ context }, loss: Failure) => tokens.failToken(context, loss)),
    hurryToken: assign(({ context }) => tokens.hurryToken(context)),
    /** Where another one can be had, the one in hand is not tried twice. */
    dropToken: assign({ token: ({ context: { input, token } }) => (input.tokens?.fetch ? undefined : token) }),
    refuseToken: assign({ refusedToken: ({ context }) => context.token?.value }),

    beginConnect: assign(({ context }) => memory.beginConnect(context)),
    keepConnection: assign((_, connection: LiveConnection) => ({ connection })),
    noteConfirmed: assign(({ context }) => {
      const at = context.now();
      return { ...refusals.acceptToken(context), confirmedAt: at, lastByteAt: at };
    }),
    noteByte: assign({ lastByteAt: ({ context }) => context.now() }),
    endConnection: assign(({ context, event }) => memory.endConnection(context, event.type === 'connection.lost')),
    countLoss: assign(({ context }, loss: Failure) => memory.countLoss(context, loss)),
    forgetLosses: assign({ losses: 0, loss: undefined }),
    noteMissed: assign({ missedAt: ({ context }) => context.now() }),
    countMiss: assign({ misses: ({ context }) => context.misses + 1 }),
    probe: ({ context }) => context.connection?.probe(),
    lose: raise((_, reason: string) => ({ type: 'connection.lost', loss: { kind: 'network', reason } }) as const),
    doubtToken: raise(({ context }) => ({ type: 'access.doubted', token: context.token?.value }) as const),
    takeFrame: enqueueActions(({ context, enqueue }, { payload }: { payload: unknown }) => {
      const { changes, events } = takeFrame(context, payload);
      enqueue.assign(changes);
      for (const event of events) enqueue.raise(event);
    }),

    wantRead: assign({ readWanted: true }),
    wantReadSoon: assign(({ context }) => memory.wantReadSoon(context)),
    /** Somebody asks for it by hand: not even the server's wish for a pause counts. */
    demandRead: assign(({ context }) => ({ readWanted: true, readNotBefore: context.now() })),
    unwantRead: assign({ readWanted: false }),
    endReads: raise({ type: 'reads.ended' }),
    beginRead: assign(({ context }) => memory.beginRead(context)),
    failRead: assign(({ context }, loss: Failure) => memory.failRead(context, loss)),
    takeRead: enqueueActions(({ context, enqueue }, { payload }: { payload: unknown }) => {
      const { changes, events, isProof, isReadable } = takeRead(context, payload);
      enqueue.assign(isReadable ? { ...memory.succeedRead(context), ...changes } : memory.failRead(context, noOrder));
      for (const event of events) enqueue.raise(event);
      const { confirmedAt, readStartedAt = 0 } = context;
      if (isProof && confirmedAt !== undefined && readStartedAt >= confirmedAt)
        enqueue.raise({ type: 'snapshot.applied' });
    }),
    reschedule: raise({ type: 'reads.rescheduled' }),

    keepOnDevice: ({ context }) => {
      const { input, order, statusSinceDate, provenDate } = context;
      if (order && statusSinceDate && provenDate) input.cache.remember(order, statusSinceDate, provenDate);
    },
    forgetOnDevice: ({ context }) => context.input.cache.forget(),
    announceStart: raise(
      ({ context }) => ({ type: 'order.known', status: context.order?.status, isConfirmed: false }) as const,
    ),
    giveUp: assign((_, { code, message }: Problem) => ({ problem: { code, message, recoverable: false } })),
    refuseAccess: raise({ type: 'access.refused' }),
    wake: assign(({ context }) => memory.wake(context)),
    hurry: raise({ type: 'connection.hurried' }),
    noteHurry: assign({ hurried: true }),
    tick: assign(({ context }) => memory.tick(context)),
    noteJump: raise({ type: 'clock.jumped' }),
    noteOffline: assign(({ context }) => memory.noteOffline(context)),
    noteOnline: assign({ offlineSince: undefined }),
    beginAnew: assign(({ context }) => memory.beginAnew(context)),
    keepAwake: assign((_, { awake }: { awake: boolean }) => ({ awake })),
  },
  delays: {
    tokenRenewal: ({ context }) => tokens.tokenRenewalPause(context),
    tokenRetry: ({ context }) => tokens.tokenRetryPause(context),
    connectLimit: 10_000,
    confirmLimit: 15_000,
    retryDelay: ({ context }) => memory.connectPause(context),
    healthyAfter: 10_000,
    // Half a second less than the 15 s of PROTOCOL.md, so that late timers, too, keep to the lease's 20 s.
    heartbeat: 14_500,
    pongLimit: 5_000,
    checkLimit: 2_000,
    // `postgres_changes` brings a change up to 3 s after its commit.
    deliveryLimit: 5_000,
    leaseLength,
    // A pong may already wait in the queue behind whatever blocked the page.
    queueTime: 100,
    pollPause: ({ context }) => memory.readPause(context, memory.usualPause.polling(context)),
    comparePause: ({ context }) => memory.readPause(context, memory.usualPause.live(context)),
    hiddenPause: ({ context }) => memory.readPause(context, memory.usualPause.hidden()),
    wantedPause: ({ context }) => memory.wantedReadPause(context),
    tickInterval: memory.tickInterval,
    hiddenLimit: 600_000,
  },
});
