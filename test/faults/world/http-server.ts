import type { Tab } from './tab.js';
import type { World } from './world.js';

/** The answers of the order endpoint. */
export type ReadAnswer =
  | {
      readonly kind:
        | 'fresh'
        | 'not-modified'
        | 'html'
        | 'redirect'
        | 'hang'
        | 'hang-body'
        | 'garbage'
        | 'huge'
        | 'other-order';
    }
  /** The order as it was `ago` changes ago, as from a cache. */
  | { readonly kind: 'stale'; readonly ago: number }
  /** A refusal. Its JSON is empty, as a gateway's may be, or that of the application. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string; readonly body?: string }
  | { readonly kind: 'body'; readonly body: string };

/** One request, with the facts that the invariants need. */
export interface Request {
  readonly tab: Tab;
  readonly url: string;
  readonly isToken: boolean;
  readonly orderId: string;
  readonly token: string | undefined;
  readonly at: number;
  endedAt: number | undefined;
  isAborted: boolean;
  /** Whether the answer contained the real order, fresh or from a cache. */
  broughtOrder: boolean;
  /** The version in the answer, where it brought one. */
  version: number | undefined;
  status: number | undefined;
  retryAfter: number | undefined;
  /** For token requests: the lifetime of the issued token, ms. */
  lifetime: number | undefined;
}

/** The simulated HTTP endpoints: one for orders, one for tokens. */
export class HttpServer {
  answer: ReadAnswer = { kind: 'fresh' };
  /** The answers to the next reads, in order. Later reads get `answer`. */
  next: ReadAnswer[] = [];
  /** The `Date` of every answer, from the right one; `undefined`: it is not sent, or the page may not read it. */
  date: (now: Date) => string | undefined = (now) => now.toUTCString();
  /** The additional delay of every answer, ms. */
  delay = 0;
  readonly requests: Request[] = [];
  /** The orders for which a page got an answer that they do not exist, whether true or not. */
  readonly missing = new Set<string>();
  /** The last time that a request got 429 or 503, in true time. */
  overloadedAt = Number.NEGATIVE_INFINITY;
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  heal(): void {
    this.answer = { kind: 'fresh' };
    this.next = [];
    this.delay = 0;
  }

  /** The unanswered requests of a tab. */
  inFlight(tab: Tab, isToken: boolean): Request[] {
    return this.requests.filter((one) => one.tab === tab && one.isToken === isToken && one.endedAt === undefined);
  }

  fetch(tab: Tab, url: string, { signal, headers, body, redirect }: RequestInit): Promise<Response> {
    const isToken = url.endsWith('/token');
    const { scheduler, network, server } = this.#world;
    const asked = typeof body === 'string' ? (JSON.parse(body) as { order_id: string }) : undefined;
    const given = headers as Record<string, string> | undefined;
    const request: Request = {
      tab,
      url,
      isToken,
      orderId:
        asked?.order_id ?? decodeURIComponent((url.split('?ost-attempt')[0] ?? '').split(/\/|id=eq\./).at(-1) ?? ''),
      token: given?.Authorization?.slice('Bearer '.length),
      at: this.#world.now,
      endedAt: undefined,
      isAborted: false,
      broughtOrder: false,
      version: undefined,
      status: undefined,
      retryAfter: undefined,
      lifetime: undefined,
    };
    this.requests.push(request);
    const end = () => {
      request.endedAt ??= this.#world.now;
    };
    return new Promise((resolve, reject) => {
      const abort = () => {
        end();
        request.isAborted = true;
        reject(new DOMException('aborted', 'AbortError'));
      };
      signal?.addEventListener('abort', abort);
      if (signal?.aborted) return abort();
      const fail = () => {
        end();
        reject(new TypeError('failed to fetch'));
      };
      if (network.refuses || (!server.isUp && network.isOpen) || tab.isOffline) {
        scheduler.plan(2, fail, tab);
        return;
      }
      // A request whose connection is cut hangs until the page's own timeout.
      if (!network.isOpen || network.acceptsSilently) return;
      scheduler.plan(network.latency, () => {
        const answer = isToken ? this.#issue(request) : this.#read(request, given?.['If-None-Match'], signal);
        if (answer === 'never') return;
        // A client that follows the redirect gets the answer of the network in between.
        const response = answer === 'elsewhere' ? elsewhere(redirect) : answer;
        const date = this.date(this.#world.origin.clock());
        scheduler.plan(
          network.latency + this.delay,
          () => {
            if (!network.isOpen || request.endedAt !== undefined) return;
            if (response === 'failed') return fail();
            request.status = response.status;
            if (response.status === 429 || response.status === 503) this.overloadedAt = this.#world.now;
            if (!response.hangs) end();
            if (request.isToken) this.#world.signal();
            if (request.broughtOrder) this.#world.onReading(tab, request.orderId, request.at, request.version);
            const made = response.make();
            if (date !== undefined) made.headers.set('Date', date);
            resolve(made);
          },
          tab,
        );
      });
    });
  }

  #issue(request: Request): Answer {
    const { tokens } = this.#world;
    const { answer } = tokens;
    if (answer === 'never') return 'never';
    if (answer === 'html') return page(200);
    if (typeof answer === 'number') return json(answer, '{"error":"refused"}');
    request.lifetime = tokens.lifetime;
    return json(200, JSON.stringify({ access_token: tokens.issue(request.orderId) }));
  }

  #read(request: Request, validator: string | undefined, signal: AbortSignal | null | undefined): Answer {
    const { origin, tokens, server } = this.#world;
    const { orderId } = request;
    const isRest = request.url.includes('/rest/v1/');
    const answer = this.next.shift() ?? this.answer;
    const code = tokens.check(request.token, orderId);
    if (server.isDatabaseDown) {
      return json(503, '{"code":"PGRST001","message":"Database client error. Retrying the connection."}');
    }
    switch (answer.kind) {
      case 'hang':
        return 'never';
      case 'redirect':
        return 'elsewhere';
      case 'html':
        return page(200);
      case 'garbage':
        return json(200, '{"id":"A1","status":');
      case 'body':
        return json(200, answer.body);
      case 'huge':
        return json(200, JSON.stringify({ ...origin.wire(orderId), note: 'x'.repeat(100_000) }));
      case 'hang-body':
        return { status: 200, hangs: true, make: () => new Response(endless(signal), { headers: jsonHeaders }) };
      case 'other-order':
        return json(200, JSON.stringify({ id: 'Z9', status: 'ready', version: 9 }));
      case 'not-modified':
        // With an ETag in the request, 304 is a valid answer: the client cannot detect that it is outdated.
        request.broughtOrder = validator !== undefined;
        return { status: 304, hangs: false, make: () => new Response(null, { status: 304 }) };
      case 'status': {
        if (answer.status === 404) this.missing.add(orderId);
        const seconds = Number(answer.retryAfter);
        request.retryAfter = seconds >= 0 ? seconds * 1000 : undefined;
        return json(
          answer.status,
          answer.body ?? '{}',
          answer.retryAfter === undefined ? {} : { 'Retry-After': answer.retryAfter },
        );
      }
    }
    if (code === 4401) return json(401, '{"code":"PGRST303","message":"JWT expired"}');
    const order = origin.wire(orderId, answer.kind === 'stale' ? answer.ago : 0);
    if (code !== undefined || !order) this.missing.add(orderId);
    // Row level security returns an empty list, without an error.
    if (isRest && (code !== undefined || !order)) return json(200, '[]');
    if (code !== undefined) return json(403, '{}');
    if (!order) return json(404, '{}');
    request.broughtOrder = true;
    request.version = Number(order.version);
    if (isRest) return json(200, JSON.stringify([order]));
    const tag = `"${String(order.epoch)}-${String(order.version)}"`;
    if (validator === tag) return { status: 304, hangs: false, make: () => new Response(null, { status: 304 }) };
    return json(200, JSON.stringify(order), { ETag: tag });
  }
}

interface Outcome {
  readonly status: number;
  readonly hangs: boolean;
  readonly make: () => Response;
}

type Answer = Outcome | 'never' | 'failed' | 'elsewhere';

const forgedOrder = '{"id":"A1","status":"completed","version":99}';
const jsonHeaders = { 'Content-Type': 'application/json' };

function elsewhere(redirect: RequestRedirect | undefined): Outcome | 'failed' {
  if (redirect === 'error') return 'failed';
  const place = { redirected: true, url: 'https://portal.test/' };
  const make = () => Object.defineProperties(new Response(forgedOrder, { headers: jsonHeaders }), descriptors(place));
  return { status: 200, hangs: false, make };
}

function descriptors(values: Readonly<Record<string, unknown>>): PropertyDescriptorMap {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
}

function json(status: number, body: string, headers: Record<string, string> = {}): Outcome {
  return { status, hangs: false, make: () => new Response(body, { status, headers: { ...jsonHeaders, ...headers } }) };
}

function page(status: number): Outcome {
  const headers = { 'Content-Type': 'text/html' };
  return { status, hangs: false, make: () => new Response('<h1>Welcome to our network</h1>', { status, headers }) };
}

/** A body that starts and never ends. */
function endless(signal: AbortSignal | null | undefined): ReadableStream {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"id":'));
      signal?.addEventListener('abort', () => controller.error(new DOMException('aborted', 'AbortError')));
    },
  });
}
