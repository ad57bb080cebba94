import { createParser } from 'eventsource-parser';
import { parseJson, sizeLimit } from '../../transports/json.js';
import type { CheckContext } from '../check-context.js';
import { checkCors, checkReach, checkRedirects } from '../http/exchange-checks.js';
import { checkOthers, othersLive } from '../others-in-payload.js';
import { bodyOf, type Exchange, pageFetch } from '../page/page-fetch.js';
import { Session } from '../page/session.js';
import { withTimeLimit } from '../page/time-limit.js';
import { checkPayload, readLive } from '../payload-checks.js';
import { forgedToken } from '../setup.js';
import { addGivenToStrangers, addStrangersRefused } from '../stranger-findings.js';
import { checkOtherOrder } from './other-order.js';
import { addColdJoin } from './plain-checks.js';
import { watchChanges } from './watching.js';

/** "Live" lasts as long after each byte of a stream, ms. */
const lease = 20_000;

/** Examines an event stream. */
export async function checkEvents(context: CheckContext): Promise<void> {
  const { setup, world } = context;
  const { limits } = world;
  const session = new Session(context, context.guest);
  const [exchange] = session.exchanges;
  try {
    await session.until(() => session.isOpened, limits.answer);
    const asked = session.exchanges[0] ?? exchange;
    if (!asked || !checkOpened(context, asked, session)) return;
    const hasBytes = () => asked.chunks.length > 0;
    const isHeard = await session.until(hasBytes, limits.confirm);
    // Where nothing can be read, the order has to come by itself.
    if (!setup.options.pollUrl) await session.until(() => session.payloads.length > 0, limits.confirm);
    if (setup.watch === 0) await session.until(() => false, limits.settle);
    else await watchChanges(context, session, undefined);
    checkBytes(context, asked, isHeard, session);
    const hasOrder = checkStreamed(context, asked, session);
    if (!hasOrder && !setup.options.pollUrl && !session.lost) addColdJoin(context, 'events-url');
    session.close();
    await Promise.all([
      checkContinuation(context, asked),
      checkStrangers(context),
      checkOtherOrder(context, { stands: true, hasOrder }),
    ]);
  } finally {
    session.close();
  }
}

function checkOpened(context: CheckContext, exchange: Exchange, session: Session): boolean {
  if (!exchange.answer && !exchange.unreachable) {
    const seconds = context.world.limits.answer / 1_000;
    context.report(
      'stream-held-back',
      `The connection stands, and not even the headers of the stream came within ${seconds} s.`,
      'Send the headers, and a comment (":"), at once. Switch buffering off in the proxy before the server:\nX-Accel-Buffering: no',
    );
    return false;
  }
  if (!checkReach(context, exchange)) return false;
  checkCors(context, exchange);
  if (!checkRedirects(context, exchange)) return false;
  if (session.isOpened) {
    context.report('stream-open', 'The stream opens.');
    return true;
  }
  const { status = 0, headers } = exchange.answer ?? {};
  const type = headers?.get('content-type') ?? 'nothing';
  if (status === 401 || status === 403) {
    context.report(
      'access-denied',
      `The server answered ${status}.`,
      'Read the token from "Authorization: Bearer …", or from the URL ({token}). The doctor has no cookies.',
    );
  } else if (status !== 200) {
    context.report(
      'http-status',
      `The server answered ${status}; expected is 200 with text/event-stream.`,
      status === 204 ? '204 ends a stream for good: answer 200 as long as the order is open.' : 'Check the address.',
    );
  } else {
    context.report(
      'stream-type',
      `The answer is called "${type}", and has to be text/event-stream.`,
      'Answer with\nContent-Type: text/event-stream\nCache-Control: no-store',
    );
  }
  return false;
}

/** When bytes came, whether they keep coming, and whether the stream stays. */
function checkBytes(context: CheckContext, exchange: Exchange, isHeard: boolean, session: Session): void {
  const { setup } = context;
  const { headers } = exchange.answer ?? {};
  const heartbeats = 'Send a comment (":") when the stream opens, and every 15 s.';
  if (session.lost) {
    context.report(
      'stream-ends',
      `The server ended the stream after ${((performance.now() - exchange.startedAt) / 1_000).toFixed(1)} s: the tracker opens it again and again.`,
      'Keep the response open, and write each change into it. Check the time limits of the server and the proxy.',
    );
  } else if (!isHeard) {
    context.report(
      'stream-silent',
      'No byte came after the headers: a proxy that holds everything back looks the same, so "Live" waits.',
      heartbeats,
    );
  } else if (setup.watch > lease && longestSilence(exchange) > lease) {
    context.report(
      'heartbeat-missing',
      `Nothing came for ${Math.round(longestSilence(exchange) / 1_000)} s: "Live" lasts 20 s after each byte.`,
      heartbeats,
    );
  }
  if (headers?.has('content-length')) {
    context.report(
      'stream-held-back',
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
function checkStreamed(context: CheckContext, exchange: Exchange, session: Session): boolean {
  const { setup } = context;
  const events: { readonly id: string | undefined; readonly data: string; readonly event: string | undefined }[] = [];
  const parser = createParser({ onEvent: ({ id, data, event }) => void events.push({ id, data, event }) });
  parser.feed(bodyOf(exchange));
  const place = { origin: 'live', isPartial: true } as const;
  const readable = session.payloads.filter((payload) => readLive(payload, setup));
  for (const payload of readable) checkPayload(context, payload, place);
  if (readable.length > 0) checkOthers(context, session.payloads, 'It brings', othersLive);
  const large = events.find(({ data }) => data.length > sizeLimit);
  if (large) {
    context.report(
      'frame-too-large',
      `An event has ${Math.round(large.data.length / 1024)} kB; more than ${sizeLimit / 1024} kB are not read.`,
      'Send one order in an event, and only what guests see.',
    );
  }
  const begun = /^data:.*$/m.exec(bodyOf(exchange))?.[0];
  if (begun && events.length === 0) {
    context.report(
      'event-unreadable',
      `An event begins with ${JSON.stringify(begun.slice(0, 60))} and never ends, so it counts for nothing.`,
      'Write an empty line behind each event: two line ends.',
    );
  }
  const unread = session.payloads.find((payload) => !readLive(payload, setup));
  if (readable.length === 0 && session.payloads.length > 0 && !large) {
    const first = events.find(({ data }) => parseJson(data) === undefined);
    if (unread === undefined && first) {
      context.report(
        'event-unreadable',
        `The data of the events is no JSON; the first one begins with ${JSON.stringify(first.data.slice(0, 60))}.`,
        'Send the order as one JSON object:\ndata: {"id":"…","status":"preparing"}',
      );
    } else checkPayload(context, unread, place);
  }
  if (readable.length > 0 && events.every(({ id }) => id === undefined)) {
    context.report(
      'event-id-missing',
      'Events have no id: after a short loss the server cannot send what was missed, and a read has to.',
      'Send "id: 7" with each event, and what came after Last-Event-ID when the stream opens again.',
    );
  }
  return readable.length > 0;
}

/** Opens the stream as a guest does who comes back: with the id of the last event. */
async function checkContinuation(context: CheckContext, exchange: Exchange): Promise<void> {
  const { origin, isOriginGiven } = context.setup;
  const { fetch, limits, timers } = context.world;
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
    context.report(
      'event-id-refused',
      `With Last-Event-ID: ${id}, the id of its own event, the server answers ${response?.status ?? 'nothing'}.`,
      'Answer 200, and send the events after that one, or from the present state on.',
    );
  }
  const fault = again[0]?.corsFaults.find(({ code }) => code === 'cors-preflight');
  if (!fault || exchange.corsFaults.length > 0 || !isOriginGiven) return;
  context.report('cors-preflight', `${fault.what} The stream opens only without Last-Event-ID then.`, fault.remedy);
}

async function checkStrangers(context: CheckContext): Promise<void> {
  if (context.token === undefined) return;
  const opens = async (token: string | undefined) => {
    const session = new Session(context, { ...context.guest, token });
    await session.until(() => session.isOpened, context.world.limits.answer);
    session.close();
    return session.isOpened;
  };
  const [without, forged] = await Promise.all([opens(undefined), opens(forgedToken)]);
  const remedy = 'Refuse a stream without a token with 401 and\n{"error":"unauthorized"}';
  if (addGivenToStrangers(context, { without, forged }, 'The stream opens', remedy)) addStrangersRefused(context);
}
