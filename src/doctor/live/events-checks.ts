import { createParser } from 'eventsource-parser';
import { parseJson, sizeLimit } from '../../transports/json.js';
import type { Findings } from '../findings.js';
import { checkCors, checkReach } from '../http/exchange-checks.js';
import { bodyOf, type Exchange, pageFetch } from '../page/page-fetch.js';
import { Session } from '../page/session.js';
import { withTimeLimit } from '../page/time-limit.js';
import { checkPayload, readLive } from '../payload-checks.js';
import { forgedToken, type Setup } from '../setup.js';
import type { World } from '../world.js';
import { addColdJoin } from './plain-checks.js';

/** "Live" lasts as long after each byte of a stream, ms. */
const lease = 20_000;

/** Examines an event stream. */
export async function checkEvents(
  token: string | undefined,
  subject: string,
  setup: Setup,
  world: World,
  findings: Findings,
): Promise<void> {
  const { limits } = world;
  const session = new Session(setup, { orderId: setup.options.orderId, token }, world);
  const [exchange] = session.exchanges;
  try {
    await session.until(() => session.isOpened, limits.answer);
    const asked = session.exchanges[0] ?? exchange;
    if (!asked || !checkOpened(asked, session, subject, setup, world, findings)) return;
    const hasBytes = () => asked.chunks.length > 0;
    const isHeard = await session.until(hasBytes, limits.confirm);
    // Where nothing can be read, the order has to come by itself.
    if (!setup.options.pollUrl) await session.until(() => session.payloads.length > 0, limits.confirm);
    await session.until(() => false, setup.watch || limits.settle);
    checkBytes(asked, isHeard, session, subject, setup, findings);
    const hasOrder = checkStreamed(asked, session, subject, setup, findings);
    if (!hasOrder && !setup.options.pollUrl && !session.lost) addColdJoin('events-url', subject, findings);
    session.close();
    await Promise.all([
      checkContinuation(asked, subject, setup, world, findings),
      checkStrangers(token, subject, setup, world, findings),
    ]);
  } finally {
    session.close();
  }
}

function checkOpened(
  exchange: Exchange,
  session: Session,
  subject: string,
  setup: Setup,
  world: World,
  findings: Findings,
): boolean {
  if (!exchange.answer && !exchange.unreachable) {
    const seconds = world.limits.answer / 1_000;
    findings.add(
      'stream-held-back',
      subject,
      `The connection stands, and not even the headers of the stream came within ${seconds} s.`,
      'Send the headers, and a comment (":"), at once. Switch buffering off in the proxy before the server:\nX-Accel-Buffering: no',
    );
    return false;
  }
  if (!checkReach(exchange, subject, world, findings)) return false;
  checkCors(exchange, subject, setup, findings);
  if (session.isOpened) {
    findings.add('stream-open', subject, 'The stream opens.');
    return true;
  }
  const { status = 0, headers } = exchange.answer ?? {};
  const type = headers?.get('content-type') ?? 'nothing';
  if (exchange.hops.length > 0) {
    findings.add(
      'http-status',
      subject,
      `The stream is redirected (${status}), which the tracker does not follow for streams.`,
      `Set events-url to ${exchange.hops.at(-1)}`,
    );
  } else if (status === 401 || status === 403) {
    findings.add(
      'access-denied',
      subject,
      `The server answered ${status}.`,
      'Read the token from "Authorization: Bearer …", or from the URL ({token}). The doctor has no cookies.',
    );
  } else if (status !== 200) {
    findings.add(
      'http-status',
      subject,
      `The server answered ${status}; expected is 200 with text/event-stream.`,
      status === 204 ? '204 ends a stream for good: answer 200 as long as the order is open.' : 'Check the address.',
    );
  } else {
    findings.add(
      'stream-type',
      subject,
      `The answer is called "${type}", and has to be text/event-stream.`,
      'Answer with\nContent-Type: text/event-stream\nCache-Control: no-store',
    );
  }
  return false;
}

/** When bytes came, whether they keep coming, and whether the stream stays. */
function checkBytes(
  exchange: Exchange,
  isHeard: boolean,
  session: Session,
  subject: string,
  setup: Setup,
  findings: Findings,
): void {
  const { headers } = exchange.answer ?? {};
  const heartbeats = 'Send a comment (":") when the stream opens, and every 15 s.';
  if (session.lost) {
    findings.add(
      'stream-ends',
      subject,
      `The server ended the stream after ${((performance.now() - exchange.startedAt) / 1_000).toFixed(1)} s: the tracker opens it again and again.`,
      'Keep the response open, and write each change into it. Check the time limits of the server and the proxy.',
    );
  } else if (!isHeard) {
    findings.add(
      'stream-silent',
      subject,
      'No byte came after the headers: a proxy that holds everything back looks the same, so "Live" waits.',
      heartbeats,
    );
  } else if (setup.watch > lease && longestSilence(exchange) > lease) {
    findings.add(
      'heartbeat-missing',
      subject,
      `Nothing came for ${Math.round(longestSilence(exchange) / 1_000)} s: "Live" lasts 20 s after each byte.`,
      heartbeats,
    );
  }
  if (headers?.has('content-length')) {
    findings.add(
      'stream-held-back',
      subject,
      `The stream has a Content-Length (${headers.get('content-length')}): it ends there, or something collects it first.`,
      'Send it in chunks, without Content-Length, and switch buffering off:\nX-Accel-Buffering: no',
    );
  }
}

function longestSilence({ chunks, startedAt }: Exchange): number {
  const moments = [startedAt, ...chunks.map(({ at }) => at), performance.now()];
  return Math.max(...moments.map((at, index) => at - (moments[index - 1] ?? at)));
}

/** What the events hold. Returns whether the order was in one. */
function checkStreamed(
  exchange: Exchange,
  session: Session,
  subject: string,
  setup: Setup,
  findings: Findings,
): boolean {
  const events: { readonly id: string | undefined; readonly data: string; readonly event: string | undefined }[] = [];
  const parser = createParser({ onEvent: ({ id, data, event }) => void events.push({ id, data, event }) });
  parser.feed(bodyOf(exchange));
  const place = { subject, origin: 'live', isPartial: true } as const;
  const readable = session.payloads.filter((payload) => readLive(payload, setup));
  for (const payload of readable) checkPayload(payload, place, setup, findings);
  const large = events.find(({ data }) => data.length > sizeLimit);
  if (large) {
    findings.add(
      'frame-too-large',
      subject,
      `An event has ${Math.round(large.data.length / 1024)} kB; more than ${sizeLimit / 1024} kB are not read.`,
      'Send one order in an event, and only what guests see.',
    );
  }
  const unread = session.payloads.find((payload) => !readLive(payload, setup));
  if (readable.length === 0 && session.payloads.length > 0 && !large) {
    const first = events.find(({ data }) => parseJson(data) === undefined);
    if (unread === undefined && first) {
      findings.add(
        'event-unreadable',
        subject,
        `The data of the events is no JSON; the first one begins with ${JSON.stringify(first.data.slice(0, 60))}.`,
        'Send the order as one JSON object:\ndata: {"id":"…","status":"preparing"}',
      );
    } else checkPayload(unread, place, setup, findings);
  }
  if (readable.length > 0 && events.every(({ id }) => id === undefined)) {
    findings.add(
      'event-id-missing',
      subject,
      'Events have no id: after a short loss the server cannot send what was missed, and a read has to.',
      'Send "id: 7" with each event, and what came after Last-Event-ID when the stream opens again.',
    );
  }
  return readable.length > 0;
}

/** Opens the stream as a guest does who comes back: with the id of the last event. */
async function checkContinuation(
  exchange: Exchange,
  subject: string,
  { origin, isOriginGiven }: Setup,
  { fetch, limits, timers }: World,
  findings: Findings,
): Promise<void> {
  const id = /^id: ?(.+)$/m.exec(bodyOf(exchange))?.[1]?.trim();
  if (id === undefined) return;
  const again: Exchange[] = [];
  const headers = { ...exchange.headers, 'Last-Event-ID': id };
  const request = pageFetch({ fetch, origin, enforces: false, record: (one) => void again.push(one) });
  const response = await withTimeLimit(timers, limits.answer, async (signal) => {
    const opened = await request(exchange.url, { headers, redirect: 'error', signal });
    await opened.body?.cancel();
    return opened;
  }).catch(() => undefined);
  if (response?.status !== 200) {
    findings.add(
      'event-id-refused',
      subject,
      `With Last-Event-ID: ${id}, the id of its own event, the server answers ${response?.status ?? 'nothing'}.`,
      'Answer 200, and send the events after that one, or from the present state on.',
    );
  }
  const fault = again[0]?.corsFaults.find(({ code }) => code === 'cors-preflight');
  if (!fault || exchange.corsFaults.length > 0 || !isOriginGiven) return;
  findings.add(
    'cors-preflight',
    subject,
    `${fault.what} The stream opens only without Last-Event-ID then.`,
    fault.remedy,
  );
}

async function checkStrangers(
  token: string | undefined,
  subject: string,
  setup: Setup,
  world: World,
  findings: Findings,
): Promise<void> {
  if (token === undefined) return;
  const opens = async (as: string | undefined) => {
    const session = new Session(setup, { orderId: setup.options.orderId, token: as }, world);
    await session.until(() => session.isOpened, world.limits.answer);
    session.close();
    return session.isOpened;
  };
  const [without, forged] = await Promise.all([opens(undefined), opens(forgedToken)]);
  if (without) {
    findings.add(
      'token-not-needed',
      subject,
      'The stream opens without the token as well: whoever knows the id of the order can follow it.',
      'Refuse a stream without a token with 401 and\n{"error":"unauthorized"}',
    );
  } else if (forged) {
    findings.add(
      'token-not-checked',
      subject,
      'A token that nobody has signed opens the stream.',
      'Verify the signature, the expiry and the order of each token.',
    );
  } else
    findings.add('strangers-refused', subject, 'Neither without a token nor with a forged one does the stream open.');
}
