import { isFinal } from '../order/status.js';
import type { Failure } from '../transports/transport.js';
import { leaseLength } from './chart/lease.js';
import { type ConnectionFacts, type ConnectionStatus, connectingTime, connectionStatus } from './connection-status.js';
import { type ChartSnapshot, connectionFacts } from './tracker-snapshot.js';

/** Why `connectionStatus` is what it is, in words for developers. It holds no token and no name. */
export interface Explanation {
  readonly connectionStatus: ConnectionStatus;
  /** The reason, in a sentence or two. */
  readonly because: string;
  /** The facts behind it, a line for each part: order, live, reads, access, page. */
  readonly facts: readonly string[];
}

/** What is said before anything is followed. */
export function explainIdle(orderId: string | undefined, problem: string | undefined): Explanation {
  const because =
    problem ??
    (orderId ? 'Nothing is followed: start() was not called, or stop() was.' : 'Nothing is followed: no order id.');
  return { connectionStatus: problem ? 'error' : 'idle', because, facts: [] };
}

/** What the chart amounts to, in words. */
export function explain(snapshot: ChartSnapshot): Explanation {
  const facts = connectionFacts(snapshot);
  const status = connectionStatus(facts);
  return {
    connectionStatus: status,
    because: because(status, facts, snapshot),
    facts: [
      `order: ${aboutOrder(snapshot)}`,
      `live: ${aboutLive(snapshot)}`,
      `reads: ${aboutReads(snapshot)}`,
      `access: ${aboutAccess(snapshot)}`,
      `page: ${aboutPage(snapshot)}`,
    ],
  };
}

function because(status: ConnectionStatus, facts: ConnectionFacts, snapshot: ChartSnapshot): string {
  const { problem, order } = snapshot.context;
  const why = `It is not live: ${aboutLive(snapshot)}`;
  switch (status) {
    case 'closed':
      return `The order is final (${order.current?.status}), and that is confirmed. Nothing is followed any more.`;
    case 'denied':
      return 'The back end denies access, with a renewed token too. It needs a new link, or retry().';
    case 'connected':
      return `Changes arrive by themselves: a byte came ${ago(snapshot, facts.lastByteAt)}, and the lease is ${leaseLength / 1000} s.`;
    case 'offline':
      return 'The device says that it has no network, and nothing has come since.';
    case 'polling':
      return `A read succeeded ${ago(snapshot, facts.readSucceededAt)}. ${why}`;
    case 'connecting':
      return `It has been tried for less than ${connectingTime / 1000} s. ${why}`;
    default:
      return problem ? `All tries have ended until retry(): ${problem.message}` : `Nothing works for now. ${why}`;
  }
}

function aboutOrder({ context: { order } }: ChartSnapshot): string {
  const { current, origin, judged } = order;
  const latest = judged ? ` The latest payload (${judged.origin}): ${judged.verdict}.` : '';
  if (!current) return `not known yet.${latest}`;
  const version = current.version === undefined ? 'without a version' : `version ${current.version}`;
  const verified = current === order.verified ? 'verified' : 'unverified';
  return `${current.status ?? 'no status'}, ${version}, from ${origin}, ${verified}.${latest}`;
}

function aboutLive(snapshot: ChartSnapshot): string {
  const { live, input, now } = snapshot.context;
  const failed = `${live.failures} failed in a row, the last because: ${reasonOf(live.failure)}`;
  if (!input.transport.connect) return `the transport "${input.transport.name}" can only read.`;
  if (snapshot.matches({ live: 'backingOff' }))
    return `${failed} The next try comes in ${seconds(live.retryAt - now())}.`;
  if (snapshot.matches({ live: 'gaveUp' })) return `it gave up, because: ${reasonOf(live.failure)}`;
  if (snapshot.matches({ live: 'off' })) return whyOff(snapshot);
  if (snapshot.matches({ live: { following: 'connecting' } })) return 'the connection is not open yet.';
  if (snapshot.matches({ live: { following: 'confirming' } })) {
    return 'the connection is open; the server has not confirmed that changes will arrive.';
  }
  if (snapshot.matches({ live: { following: { connected: { snapshot: 'awaited' } } } })) {
    return 'the server has confirmed; no read that began afterwards has succeeded yet.';
  }
  const heard = `the last byte came ${ago(snapshot, live.lastByteAt)}`;
  if (snapshot.matches({ live: { following: { connected: { pulse: 'unverified' } } } })) {
    return `connected, but the page woke or the network changed, and no pong has come since; ${heard}.`;
  }
  if (snapshot.matches({ live: { following: { connected: { pulse: 'silent' } } } })) {
    return `connected, but silent, and the server answers no pings; ${heard}.`;
  }
  return `connected; ${heard}.`;
}

function whyOff(snapshot: ChartSnapshot): string {
  const { problem } = snapshot.context;
  if (problem) return `all tries have ended: ${problem.message}`;
  if (snapshot.hasTag('settled')) return 'not needed, the order is final.';
  if (snapshot.matches({ visibility: 'frozen' })) return 'the browser has frozen the page.';
  if (snapshot.matches({ visibility: { hidden: 'released' } })) return 'let go, the page was hidden for 10 min.';
  return 'it waits for a token.';
}

function aboutReads(snapshot: ChartSnapshot): string {
  const { reads, input, now } = snapshot.context;
  const last =
    reads.succeededAt === undefined
      ? 'none has succeeded yet'
      : `the last success was ${ago(snapshot, reads.succeededAt)}`;
  if (!input.transport.read) return `over the open connection only; ${last}.`;
  if (!reads.failure)
    return `${last}; ${snapshot.matches({ reads: 'reading' }) ? 'one is under way' : 'none has failed since'}.`;
  const next = `The next may begin in ${seconds(reads.notBefore - now())}.`;
  return `${last}; ${reads.failures} failed in a row, the last because: ${reasonOf(reads.failure)} ${next}`;
}

function aboutAccess(snapshot: ChartSnapshot): string {
  const { access, now } = snapshot.context;
  if (snapshot.matches({ access: 'notNeeded' })) return 'no token is configured.';
  if (snapshot.matches({ access: 'held' })) return `a token is in hand since ${seconds(now() - access.tokenAt)}.`;
  if (snapshot.matches({ access: 'fetching' })) return 'a token is being fetched.';
  if (snapshot.matches({ access: 'denied' })) return 'the back end denies us.';
  if (snapshot.matches({ access: 'finished' })) return 'not needed any more, the order is final.';
  return `no token: ${access.failures} requests failed in a row, the last because: ${reasonOf(access.failure)} The next comes in ${seconds(access.notBefore - now())}.`;
}

function aboutPage(snapshot: ChartSnapshot): string {
  const { page, order } = snapshot.context;
  const visibility = (['visible', 'hidden', 'frozen'] as const).find((name) => snapshot.matches({ visibility: name }));
  const network = snapshot.matches({ network: 'online' }) ? 'online' : 'offline';
  const kept = page.isKeptAwake && !isFinal(order.current?.status) ? ', kept awake for alerts' : '';
  return `${visibility}, ${network}${kept}.`;
}

/** Reasons come as sentences from our transports, and in any form from a page's own. */
function reasonOf(failure: Failure | undefined): string {
  const reason = failure?.reason || 'unknown';
  return /[.!?]$/.test(reason) ? reason : `${reason}.`;
}

function ago({ context: { now } }: ChartSnapshot, at: number | undefined): string {
  return at === undefined ? 'never' : `${seconds(now() - at)} ago`;
}

function seconds(milliseconds: number): string {
  return `${(Math.max(0, milliseconds) / 1000).toFixed(1)} s`;
}
