import { effectiveClock } from '../../environment/clock.js';
import { isFinal } from '../../order/order.js';
import type { Failure } from '../../transports/transport.js';
import { takeRemembered } from './apply-payload.js';
import { backoff, countConnect, jitter, pauseForBudget, readBackoff } from './backoff.js';
import type { TrackerContext, TrackerInput } from './chart.types.js';
import { isRefusal } from './denial-policy.js';

/*
 * What the chart remembers, and how it changes: pure functions from one memory to what is different in the next.
 */

export type Changes = Partial<TrackerContext>;

/** Milliseconds between looks at the clock while the page is visible; twice that unnoticed means that it slept. */
export const tickInterval = 2_000;
/** While live, a read this often finds what a server lost in silence, ms. */
const antiEntropyInterval = 60_000;
/** A read that began so soon after the confirmation was the one that proved it, ms. */
const joinTime = 5_000;
/** With alerts armed and no live connection, a hidden page reads this often, ms. */
const hiddenInterval = 60_000;
/**
 * An order that is missing from the start is asked for again this soon, ms, one that was there at the usual pace: only
 * the third answer in a row is believed.
 */
const notFoundPause = 2_000;
const notFoundLimit = 3;
/** Signals of the page bring a read at most this often, ms. */
export const wantedPause = 2_000;
/** So soon after a wake a connection from before it is lost to the sleep, and not to a server with many others, ms. */
const lossTime = 3_000;

/** The memory at the start, with what the page and this device know already. */
export function begin(input: TrackerInput): TrackerContext {
  const now = effectiveClock(input.environment.clock);
  const at = now();
  const blank: TrackerContext = {
    input,
    now,
    order: undefined,
    trustedOrder: undefined,
    doubtedSince: undefined,
    isContradicted: false,
    outdatedSince: undefined,
    origin: undefined,
    statusSinceDate: undefined,
    provenDate: undefined,
    problem: undefined,
    token: input.tokens?.initial,
    tokenAt: at,
    tokenFailures: 0,
    tokenAskedAt: at,
    tokenNotBefore: at,
    isTokenPaused: false,
    refusedToken: undefined,
    connection: undefined,
    connects: [],
    losses: 0,
    loss: undefined,
    hurried: false,
    confirmedAt: undefined,
    lastByteAt: undefined,
    frameAt: undefined,
    heardAt: undefined,
    missedAt: undefined,
    misses: 0,
    unreadableFrames: [],
    readWanted: true,
    readStartedAt: undefined,
    readToken: undefined,
    readSucceededAt: undefined,
    readFailures: 0,
    readLoss: undefined,
    notFound: 0,
    refusals: 0,
    readNotBefore: at,
    hopeSince: at,
    lostLiveAt: at,
    offlineSince: input.environment.page.online ? undefined : at,
    wokeAt: at,
    tickedAt: at,
    tickedWall: input.environment.clock.wall(),
    awake: false,
  };
  const remembered = input.cache.recall();
  const recalled = remembered
    ? {
        ...blank,
        ...takeRemembered(blank, remembered.patch, 'cache', remembered.statusSince, remembered.proven),
      }
    : blank;
  const given = input.initial === undefined ? undefined : input.read(input.initial);
  return given?.ok ? { ...recalled, ...takeRemembered(recalled, given.patch, 'page') } : recalled;
}

/** Whether the order can be read right now: by a request, or over an open connection. */
export function canRead({ input, connection, confirmedAt }: TrackerContext): boolean {
  if (input.transport.read) return true;
  return connection?.requestSnapshot !== undefined && confirmedAt !== undefined;
}

/** Where nothing can be read, the first frame of a connection stands for the snapshot. */
export function hasFrameInsteadOfRead(context: TrackerContext): boolean {
  const { frameAt, connects } = context;
  return !canRead(context) && frameAt !== undefined && frameAt >= (connects.at(-1) ?? 0);
}

export function beginConnect({ connects, now }: TrackerContext): Changes {
  return { connects: countConnect(connects, now()), hurried: false, confirmedAt: undefined, lastByteAt: undefined };
}

/**
 * Only the loss of a connection that stood is news, and gives hope that it returns; a failed attempt does not. If it
 * was not asked for, a read soon tells what it may have taken with it.
 */
export function endConnection(context: TrackerContext, isLost: boolean): Changes {
  const { now, input, confirmedAt, readNotBefore } = context;
  const ended: Changes = { connection: undefined, confirmedAt: undefined, lastByteAt: undefined };
  if (confirmedAt === undefined) return ended;
  const loss: Changes = { ...ended, lostLiveAt: now(), hopeSince: now() };
  // Spread, so that a restarted server is not read by everybody at once; its answer is there 2 s later at the latest.
  const soon = now() + 500 + input.environment.random() * 1_250;
  return isLost ? { ...loss, readWanted: true, readNotBefore: Math.max(readNotBefore, soon) } : loss;
}

export function countLoss({ losses }: TrackerContext, loss: Failure): Changes {
  return { losses: losses + 1, loss };
}

/** Milliseconds until the next connect. */
export function connectPause({ loss, losses, hurried, connects, wokeAt, now, input }: TrackerContext): number {
  const isLostToSleep = now() - wokeAt < lossTime && (connects.at(-1) ?? wokeAt) < wokeAt;
  const mayHurry = (hurried || isLostToSleep) && loss?.kind !== 'overload' && loss?.retryAfter === undefined;
  const patience = loss && !mayHurry ? backoff(loss, losses, input.environment.random()) : 0;
  return Math.max(patience, pauseForBudget(connects, now()));
}

/** What the next read is told. */
export function readInput({ input, connection, confirmedAt, order, token, wokeAt, readSucceededAt }: TrackerContext) {
  return {
    transport: input.transport,
    connection: confirmedAt === undefined ? undefined : connection,
    request: { orderId: input.orderId, minVersion: order?.version, token: token?.value },
    clock: input.environment.clock,
    napped: readSucceededAt !== undefined && wokeAt > readSucceededAt,
  };
}

/** Nothing but a server's wish for a pause stands against a read. */
export function wantReadSoon(context: TrackerContext): Changes {
  return { readWanted: true, readNotBefore: soonestRead(context) };
}

/** When the order may be read at the earliest. */
export function soonestRead({ now, readLoss, readNotBefore }: TrackerContext): number {
  return readLoss?.retryAfter === undefined ? now() : Math.max(now(), readNotBefore);
}

export function beginRead({ now, token }: TrackerContext): Changes {
  return { readWanted: false, readStartedAt: now(), readToken: token?.value };
}

export function succeedRead({ now }: TrackerContext): Changes {
  return {
    readSucceededAt: now(),
    readNotBefore: now(),
    readFailures: 0,
    readLoss: undefined,
    notFound: 0,
    refusals: 0,
    refusedToken: undefined,
  };
}

/** A failed read; its next try is due a usual pause after it began, or as soon as the server allows. */
export function failRead(context: TrackerContext, loss: Failure): Changes {
  const { now, input, readFailures, readStartedAt = now(), readSucceededAt, notFound, refusals } = context;
  const random = input.environment.random();
  const isMissing = loss.kind === 'not-found';
  // An order that was there does not vanish within seconds: what says so may be a server that is not up yet.
  const isNews = isMissing && readSucceededAt === undefined;
  // A server that names its pause is taken at its word, once.
  const isToldWhen = loss.retryAfter !== undefined && readFailures === 0;
  const usual = isToldWhen ? 0 : readStartedAt + readBackoff(loss, readFailures + 1, input.pollInterval, random);
  const allowed = loss.retryAfter === undefined ? now() : now() + loss.retryAfter + random * 5_000;
  return {
    readFailures: readFailures + 1,
    readLoss: loss,
    notFound: isMissing ? notFound + 1 : 0,
    refusals: isRefusal(loss) ? refusals + 1 : 0,
    readNotBefore: Math.max(allowed, isNews ? now() + notFoundPause : usual),
  };
}

/** Whether one more answer of this kind is enough to believe that there is no such order. */
export function isMissingForSure({ notFound }: TrackerContext): boolean {
  return notFound + 1 >= notFoundLimit;
}

/** How often to read, by circumstance, ms. */
export const usualPause = {
  polling: ({ input }: TrackerContext) => input.pollInterval,
  /**
   * Finds what a server lost in silence while the connection looked well: soon where that is likely, which is just
   * after a join (replication starts late, replicas lag) and once it has happened.
   */
  live: ({ input, misses, readStartedAt = 0, confirmedAt = 0 }: TrackerContext) =>
    misses > 0 || readStartedAt - confirmedAt < joinTime ? input.pollInterval : antiEntropyInterval,
  hidden: () => hiddenInterval,
};

/** Milliseconds until the next read, `usual` ones after the last began. */
export function readPause({ input, now, readStartedAt, readNotBefore }: TrackerContext, usual: number): number {
  const scheduled = readStartedAt === undefined ? 0 : readStartedAt + jitter(usual, input.environment.random());
  return Math.max(0, scheduled - now(), readNotBefore - now());
}

/** Milliseconds until a wanted read may begin: a server that asked for a pause gets it. */
export function wantedReadPause({ now, readNotBefore }: TrackerContext): number {
  return Math.max(0, readNotBefore - now());
}

/** The page woke, or the network came back: hope begins anew, and nothing that was pooled can be trusted. */
export function wake(context: TrackerContext): Changes {
  return { hopeSince: context.now(), wokeAt: context.now(), ...wantReadBySignal(context) };
}

/** The device says that it is offline. That is usually true, but only an attempt can tell. */
export function noteOffline(context: TrackerContext): Changes {
  return { offlineSince: context.now(), ...wantReadBySignal(context) };
}

function wantReadBySignal({ now, order, readWanted, readStartedAt, readNotBefore, readLoss }: TrackerContext): Changes {
  const soonest = readStartedAt === undefined ? now() : Math.max(now(), readStartedAt + wantedPause);
  return {
    // Whoever is at the end, or about to confirm it, asks for nothing more.
    readWanted: readWanted || !isFinal(order?.status),
    readNotBefore: readLoss?.retryAfter === undefined ? soonest : readNotBefore,
  };
}

export function tick({ now, input }: TrackerContext): Changes {
  return { tickedAt: now(), tickedWall: input.environment.clock.wall() };
}

/** Whether time passed unnoticed (the device slept) or ran backwards (its clock was set). */
export function hasTimeJumped({ now, tickedAt, tickedWall, input }: TrackerContext): boolean {
  return now() - tickedAt > 2 * tickInterval || input.environment.clock.wall() < tickedWall - tickInterval;
}

/** After `retry()`: everything that ended all tries is forgotten. */
export function beginAnew(context: TrackerContext): Changes {
  const { now } = context;
  return {
    problem: undefined,
    refusedToken: undefined,
    notFound: 0,
    refusals: 0,
    readFailures: 0,
    readLoss: undefined,
    loss: undefined,
    hurried: true,
    ...wake(context),
    readWanted: true,
    readNotBefore: now(),
  };
}
