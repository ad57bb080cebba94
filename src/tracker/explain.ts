import { isReadOnly } from './chart/access.context.js';
import { isDoubted } from './chart/doubt.js';
import { leaseLength } from './chart/lease.js';
import { reasonOf, safeLine, seconds, statesOf } from './chart-words.js';
import { type ConnectionFacts, type ConnectionStatus, connectingTime, connectionStatus } from './connection-status.js';
import { type ChartSnapshot, connectionFacts } from './tracker-snapshot.js';
import type { Explanation } from './types.js';

/** The explanation of a running chart. */
export function explain(snapshot: ChartSnapshot): Explanation {
  const { context, value } = snapshot;
  const facts = connectionFacts(snapshot);
  const status = connectionStatus(facts);
  const states = [...statesOf(value)].map(([region, state]) => {
    const reason = reasonOf(region, state, context);
    return `${region}: ${state}${reason ? ` (${reason})` : ''}`;
  });
  return {
    connectionStatus: status,
    because: safeLine(because(status, facts, snapshot), context),
    facts: [
      aboutOrder(snapshot),
      `read-only: ${isReadOnly(snapshot) ?? 'unknown'}`,
      `last read: ${ago(facts, facts.readSucceededAt)}`,
      ...aboutClock(context.input.serverClock.ahead()),
      ...states,
    ].map((line) => safeLine(line, context)),
  };
}

function because(status: ConnectionStatus, facts: ConnectionFacts, snapshot: ChartSnapshot): string {
  const { problem, order } = snapshot.context;
  const why = `It is not live: ${whyNotLive(facts, snapshot)}.`;
  switch (status) {
    case 'closed':
      return `The order is final (${order.current?.status}), and that is confirmed. Nothing is followed any more.`;
    case 'denied':
      if (snapshot.context.input.lacksLink)
        return 'The page has no secret of a tracking link (#track=…), and the back end shows nothing without one. It needs the link again; now and then it is asked whether that still holds.';
      return 'The back end denies access, with a renewed token too. It needs a new link; now and then it is asked whether that still holds.';
    case 'connected':
      return `Changes arrive by themselves: a byte came ${ago(facts, facts.lastByteAt)}, and the lease is ${seconds(leaseLength)}.`;
    case 'offline':
      return 'The device says that it has no network, and nothing has come since.';
    case 'polling':
      return `A read succeeded ${ago(facts, facts.readSucceededAt)}. ${why}`;
    case 'connecting':
      return `It has been tried for less than ${seconds(connectingTime)}. ${why}`;
    default:
      return problem
        ? `All tries have ended; now and then it is asked whether that still holds: ${problem.message}`
        : `Nothing works for now. ${why}`;
  }
}

function whyNotLive(facts: ConnectionFacts, snapshot: ChartSnapshot): string {
  const { live, input } = snapshot.context;
  const states = statesOf(snapshot.value);
  const state = states.get('live') ?? '';
  if (!input.transport.connect) return `the transport "${input.transport.name}" can only read`;
  if (state === 'off') {
    if (states.get('visibility') === 'hidden.released') return 'the page has been hidden for 10 min';
    return states.get('visibility') === 'frozen' ? 'the browser has frozen the page' : 'it waits for a token';
  }
  if (state.startsWith('connecting')) return 'the connection is not open yet';
  if (state.startsWith('confirming')) return 'the server has not confirmed that changes will arrive';
  if (states.get('live.snapshot') === 'awaited') return 'no read that began after the confirmation has succeeded yet';
  if (state === 'connected') {
    if (isDoubted(snapshot)) return 'what it brings cannot be read';
    if (!facts.isTokenValid) return 'the token has expired';
    const heard = `the last byte came ${ago(facts, facts.lastByteAt)}`;
    return isPongDue(states.get('live.pulse')) ? `a pong is due since a wake, ${heard}` : heard;
  }
  const failed = live.failures > 0 ? `${live.failures} failed in a row: ` : '';
  return `${failed}${reasonOf('live', state, snapshot.context)}`;
}

function isPongDue(pulse = ''): boolean {
  return pulse.startsWith('awaitingPong') || pulse === 'overdue';
}

function aboutOrder({ context: { order } }: ChartSnapshot): string {
  const { current, origin, verified, judged } = order;
  const known = current
    ? `${current.status ?? 'no status'}, version ${current.version ?? 'unknown'}, from ${origin}, ${current === verified ? 'verified' : 'unverified'}`
    : 'unknown';
  return `order: ${known}${judged ? `; the latest payload (${judged.origin}): ${judged.verdict}` : ''}`;
}

/** Times are compared by the back end's clock, where this device's is wrong. */
function aboutClock(ahead: number): readonly string[] {
  const minutes = Math.round(Math.abs(ahead) / 60_000);
  return minutes ? [`This device's clock is ${minutes} min ${ahead > 0 ? 'ahead of' : 'behind'} the server's.`] : [];
}

function ago({ now }: ConnectionFacts, at: number | undefined): string {
  return at === undefined ? 'never' : `${seconds(now - at)} ago`;
}
