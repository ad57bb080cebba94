import type { Tab } from './tab.js';
import type { World } from './world.js';

/** What the order endpoint answers. */
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
  /** What it was so many changes ago, as from a cache. */
  | { readonly kind: 'stale'; readonly ago: number }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  | { readonly kind: 'body'; readonly body: string };

/** One request, as a just observer sees it. */
export interface Request {
  readonly tab: Tab;
  readonly url: string;
  readonly isToken: boolean;
  readonly orderId: string;
  readonly token: string | undefined;
  readonly at: number;
  endedAt: number | undefined;
  isAborted: boolean;
  /** Whether the true order, fresh or from a cache, was in the answer. */
  broughtOrder: boolean;
  status: number | undefined;
  retryAfter: number | undefined;
  /** For tokens: how long the one that was given lasts, ms. */
  lifetime: number | undefined;
}

/** The kitchen's HTTP endpoints: one order, and tokens. */
export class HttpServer {
  answer: ReadAnswer = { kind: 'fresh' };
  /** The first answers; afterwards `answer`. */
  next: ReadAnswer[] = [];
  /** Added to every answer, ms. */
  delay = 0;
  readonly requests: Request[] = [];
  /** Of which orders a page was told that there are none, rightly or wrongly. */
  readonly missing = new Set<string>();
  /** When somebody was last told that it is too much, true time. */
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

  /** Requests under way. */
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
      orderId: asked?.order_id ?? decodeURIComponent(url.split(/\/|id=eq\./).at(-1) ?? ''),
      token: given?.Authorization?.slice('Bearer '.length),
      at: this.#world.now,
      endedAt: undefined,
      isAborted: false,
      broughtOrder: false,
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
      // A connection that was cut in the middle of a request hangs; only the page's own limit ends it.
      if (!network.isOpen || network.acceptsSilently) return;
      scheduler.plan(network.latency, () => {
        const answer = isToken ? this.#issue(request) : this.#read(request, given?.['If-None-Match'], signal);
        if (answer === 'never') return;
        // Whoever follows a redirect gets what the network in between wants to be believed.
        const response = answer === 'elsewhere' ? elsewhere(redirect) : answer;
        scheduler.plan(
          network.latency + this.delay,
          () => {
            if (!network.isOpen || request.endedAt !== undefined) return;
            if (response === 'failed') return fail();
            request.status = response.status;
            if (response.status === 429 || response.status === 503) this.overloadedAt = this.#world.now;
            if (!response.hangs) end();
            if (request.isToken) this.#world.signal();
            if (request.broughtOrder) this.#world.onReading(tab, request.orderId, request.at);
            resolve(response.make());
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
    if (typeof answer === 'number') return page(answer);
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
        // Said to whoever knows the answer's tag, it is an answer: there is no telling that it is an old one.
        request.broughtOrder = validator !== undefined;
        return { status: 304, hangs: false, make: () => new Response(null, { status: 304 }) };
      case 'status': {
        if (answer.status === 404) this.missing.add(orderId);
        const seconds = Number(answer.retryAfter);
        request.retryAfter = seconds >= 0 ? seconds * 1000 : undefined;
        return json(answer.status, '{}', answer.retryAfter === undefined ? {} : { 'Retry-After': answer.retryAfter });
      }
    }
    if (code === 4401) return json(401, '{"code":"PGRST303","message":"JWT expired"}');
    const order = origin.wire(orderId, answer.kind === 'stale' ? answer.ago : 0);
    if (code !== undefined || !order) this.missing.add(orderId);
    // Row level security shows nothing, and says nothing.
    if (isRest && (code !== undefined || !order)) return json(200, '[]');
    if (code !== undefined) return json(403, '{}');
    if (!order) return json(404, '{}');
    request.broughtOrder = true;
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

const lie = '{"id":"A1","status":"completed","version":99}';
const jsonHeaders = { 'Content-Type': 'application/json' };

function elsewhere(redirect: RequestRedirect | undefined): Outcome | 'failed' {
  return redirect === 'error' ? 'failed' : json(200, lie);
}

function json(status: number, body: string, headers: Record<string, string> = {}): Outcome {
  return { status, hangs: false, make: () => new Response(body, { status, headers: { ...jsonHeaders, ...headers } }) };
}

function page(status: number): Outcome {
  const headers = { 'Content-Type': 'text/html' };
  return { status, hangs: false, make: () => new Response('<h1>Welcome to our network</h1>', { status, headers }) };
}

/** A body that begins and never ends. */
function endless(signal: AbortSignal | null | undefined): ReadableStream {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"id":'));
      signal?.addEventListener('abort', () => controller.error(new DOMException('aborted', 'AbortError')));
    },
  });
}
