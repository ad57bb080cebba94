import { parseFieldMap } from '../order/field-map/field-map-checks.js';
import { follow } from '../order/field-map/follow-path.js';
import { messageEvents } from './message-events.js';
import { parseText } from './parse-text.js';
import type { Message, Outside } from './provider.js';
import { type ProviderEvent, RefusedEvent, type RelayStore } from './provider-event.js';
import { type Configured, configured, type ProviderSettings } from './providers/index.js';
import { readBytes } from './read-bytes.js';
import { createReconciler } from './reconcile.js';
import { logNews, type RelayNews, reasonOf } from './relay-news.js';
import { hasCredentials } from './signature/authorization.js';

export interface RelayOptions {
  readonly providers: ProviderSettings;
  readonly store: RelayStore;
  /** The id of the restaurant whose orders these are, unless a provider's settings say otherwise. */
  readonly restaurant?: string;
  /**
   * The public address of the relay, `https://project.supabase.co/functions/v1/relay`. Needed where the relay sees another
   * one, behind a proxy or as an Edge Function: Square and UCP sign it.
   */
  readonly publicUrl?: string;
  /** Allows `POST …/reconcile` with it as bearer token. Without it, call `reconcile()` yourself. */
  readonly reconcileSecret?: string;
  /** An order of which a provider has said nothing for so long is read back, in seconds. Default 120. */
  readonly quietSeconds?: number;
  /** Keeps the runtime alive until it is done: `EdgeRuntime.waitUntil`, or what a server waits for before it ends. Default: nothing. */
  readonly waitUntil?: (work: Promise<void>) => void;
  /** Default: one line in the console. */
  readonly onNews?: (news: RelayNews) => void;
  /** In milliseconds. Default: the clock. */
  readonly now?: () => number;
  readonly fetch?: typeof fetch;
}

/** Answers the requests of providers. */
export interface Relay {
  (request: Request): Promise<Response>;
  /**
   * Reads back orders that have not ended and of which their provider has said nothing for `quietSeconds`: some providers
   * send a message once, and all of them give up in the end. Call it every minute or two. Resolves to how many were asked
   * for and how many answered; rejects if the store fails.
   */
  reconcile(): Promise<{ readonly asked: number; readonly read: number }>;
}

/** The longest message, in bytes. Toast's orders may have 600 kB. */
const longest = 2_097_152;
const oneOnly = 'This provider sends one order in each message. Send the orders one by one.';
const unusableId = 'An order needs an id of 1 to 200 visible characters.';
/** When a provider shall send again what could not be stored, in seconds. */
const retryAfter = '10';

/**
 * Makes the endpoint to which providers send their webhooks: `…/<provider>`. It answers 2xx once an event is stored or known
 * to be of no concern, 401 for a wrong signature, 400 for what is no JSON, has several orders where a provider sends one, or
 * would never be stored, 413 for what is too long, 404 for a provider that
 * is not configured, 405 for anything but POST, and 503 with `Retry-After` if the event could not be stored, or the keys of
 * a signature not be read. Throws `TypeError` if the options lack something.
 */
export function createRelay(options: RelayOptions): Relay {
  const { store, onNews = logNews, now = Date.now, fetch: ask = fetch.bind(globalThis) } = options;
  const outside: Outside = { now, fetch: ask };
  checkOptions(options);
  const reconciler = createReconciler(options, outside, onNews);

  const receive = async (request: Request, target: Configured): Promise<Response> => {
    const body = await readBytes(request, longest).catch(() => 'broken' as const);
    if (body === 'broken') return answer(400, 'The message ended early.');
    if (!body) return answer(413, 'The message is too long.');
    const message = messageOf(request, body, target, options.publicUrl);
    const handshake = target.provider.handshake?.(message);
    if (handshake) return handshake;
    let isOwn: boolean;
    try {
      isOwn = await target.provider.verify(message, target.settings, outside);
    } catch (error) {
      onNews({ kind: 'keys-not-read', provider: target.name, reason: reasonOf(error) });
      return answer(503, 'The signature could not be checked.', { 'Retry-After': retryAfter });
    }
    if (!isOwn) {
      return answer(401, 'The signature does not fit.', {
        'WWW-Authenticate': target.provider.challenge ?? 'Signature',
      });
    }
    const payload = parseText(message.text);
    if (typeof payload !== 'object' || payload === null) return answer(400, 'The message is no JSON.');

    const tell = (reason: string) => onNews({ kind: 'not-read', provider: target.name, reason });
    const isList = Array.isArray(payload) || Array.isArray(follow(payload, 'orders'));
    if (isList && !target.provider.takesLists) {
      tell(oneOnly);
      return answer(400, oneOnly);
    }
    const untold = target.provider.untold?.(message);
    if (untold) tell(untold);

    const outcomes: string[] = [];
    const refused: string[] = [];
    for (const event of await messageEvents(message, payload, target, options.restaurant, now(), onNews)) {
      if (event === 'unusable-id') {
        tell(unusableId);
        refused.push(unusableId);
        continue;
      }
      try {
        const { outcome, orderId } = await store.apply(event);
        outcomes.push(outcome);
        if (event.patch.unmapped !== undefined && outcome !== 'duplicate') {
          onNews({ kind: 'unmapped', provider: target.name, word: event.patch.unmapped });
        }
        // A repeated event may be one whose first answer was lost.
        if (orderId === undefined || event.isUnsure) later(event);
      } catch (error) {
        if (error instanceof RefusedEvent) {
          onNews({ kind: 'store-refused', provider: target.name, reason: reasonOf(error) });
          refused.push('The store will never take this event.');
          continue;
        }
        onNews({ kind: 'store-failed', provider: target.name, reason: reasonOf(error) });
        return answer(503, 'The event could not be stored.', { 'Retry-After': retryAfter });
      }
    }
    if (refused.length > 0) return answer(400, refused.join(' '));
    // Some providers want an empty body.
    const status = target.provider.accepted ?? 200;
    return new Response(null, { status, headers: { 'X-Relay-Outcome': outcomes.join(' ') || 'ignored' } });
  };

  /** Reads an order that is not in the store yet, after the answer: providers wait for seconds only. */
  const later = ({ provider, externalId, restaurantId }: ProviderEvent): void => {
    const work = reconciler.read({ provider, externalId, restaurantId }).then(() => {});
    options.waitUntil?.(work);
  };

  const relay = async (request: Request): Promise<Response> => {
    const name = new URL(request.url).pathname.split('/').filter(Boolean).at(-1) ?? '';
    const target = configured(name, options.providers);
    const isReconcile = name === 'reconcile' && options.reconcileSecret !== undefined;
    if (!target && !isReconcile) return refuse(request, 404, 'No such provider is configured.');
    if (request.method !== 'POST') return refuse(request, 405, 'Webhooks are sent with POST.', { Allow: 'POST' });
    if (target) return receive(request, target);
    if (!(await hasCredentials(request, `Bearer ${options.reconcileSecret}`)))
      return refuse(request, 401, 'A token is needed.', { 'WWW-Authenticate': 'Bearer' });
    try {
      return Response.json(await reconciler.reconcile());
    } catch (error) {
      onNews({ kind: 'store-failed', provider: 'reconcile', reason: reasonOf(error) });
      return answer(503, 'The orders could not be read.', { 'Retry-After': retryAfter });
    }
  };
  return Object.assign(relay, { reconcile: reconciler.reconcile });
}

function checkOptions({ providers, restaurant }: RelayOptions): void {
  for (const name of Object.keys(providers)) {
    const target = configured(name, providers);
    if (!target) throw new TypeError(`The relay knows no provider "${name}".`);
    const missing =
      target.provider.check(target.settings) ??
      (target.settings.restaurant === undefined && restaurant === undefined
        ? 'needs `restaurant`, the id of one'
        : undefined);
    if (missing) throw new TypeError(`The provider "${name}" ${missing}.`);
    if (typeof target.settings.restaurant === 'object' && target.provider.hasLocations === false)
      throw new TypeError(
        `The provider "${name}" does not say of which restaurant a message is: give it one \`restaurant\`.`,
      );
    checkStatuses(name, target.settings.statuses);
  }
}

function checkStatuses(name: string, statuses: unknown): void {
  if (statuses === undefined) return;
  try {
    parseFieldMap({ statuses });
  } catch (error) {
    throw new TypeError(`The words of the provider "${name}" cannot be used: ${reasonOf(error)}`);
  }
}

function messageOf(
  request: Request,
  body: Uint8Array<ArrayBuffer>,
  { name, settings }: Configured,
  publicUrl: string | undefined,
): Message {
  const { method, headers } = request;
  const { pathname, search } = new URL(request.url);
  // A slash at the end is part of the address that was registered, and is signed.
  const end = `${pathname.endsWith('/') ? '/' : ''}${search}`;
  const known = settings.url ?? (publicUrl && `${publicUrl.replace(/\/$/, '')}/${name}${end}`);
  let text: string | undefined;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    // Not UTF-8: no JSON either.
  }
  return { url: new URL(known || request.url), method, headers, body, text };
}

function answer(status: number, error: string, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json({ error }, { status, headers: { ...headers, 'Cache-Control': 'no-store' } });
}

/** An answer to a request whose body is not read. */
async function refuse(
  { body }: Request,
  status: number,
  error: string,
  headers?: Readonly<Record<string, string>>,
): Promise<Response> {
  await body?.cancel();
  return answer(status, error, headers);
}
