import { browserEnvironment } from '../environment/browser-environment.js';
import type { CodePart } from '../environment/code-part.js';
import type { TrackerEnvironment } from '../environment/environment.js';
import { type ServerClock, serverClock } from '../environment/server-clock.js';
import type { EstimateInput } from '../order/estimate/estimate.js';
import { mergeOrder } from '../order/merge-order.js';
import { createTransport } from '../transports/create-transport.js';
import { holdPayloads } from '../transports/held-payloads.js';
import type { TrackerContext } from './chart/chart.context.js';
import type { OrderCache, TrackerInput } from './chart/chart.types.js';
import { doubtCode } from './chart/doubt-code.js';
import { endPointsOf, refuseNoTexts, sharedOptionsOf } from './compare-options.js';
import { observerOf } from './debug-observer.js';
import { explainBriefly, explainIdle } from './explain-idle.js';
import { fieldMapCode } from './field-map-code.js';
import { historyCode } from './history-code.js';
import { inspectionCode } from './inspection-code.js';
import type { OrderTrackerOptions } from './options.js';
import { noCache, orderCache } from './order-cache.js';
import { checkedFieldMap, payloadParser } from './payload-parser.js';
import { isToldAsFault, SetupFaults } from './setup-faults.js';
import { keyOf, type SharedChart, shareChart } from './shared-connections.js';
import { lacksLink, tokenSource } from './token-source.js';
import { idleSnapshot, readSnapshot, unlessSame } from './tracker-snapshot.js';
import type { OrderTracker, OrderTrackerSnapshot, TrackerError } from './types.js';

const defaultPollInterval = 10;
/** A shorter interval would overload the back end when many guests poll. */
const shortestPollInterval = 5;
/** A day. What is longer, such as `Infinity`, would be no pause at all for a browser's timer. */
const longestPollInterval = 86_400;

const brokenChart = 'A script may have replaced a built-in';

/**
 * Follows one order, without drawing anything: from `start()` to `stop()`, through lost networks, sleeping phones and
 * restarted servers. Several trackers of the same order share everything they can.
 *
 * ```ts
 * const tracker = createOrderTracker({ orderId: '42', pollUrl: 'https://example.com/orders/{id}' });
 * tracker.subscribe(({ orderStatus, isConnected }) => draw(orderStatus, isConnected));
 * tracker.start();
 * ```
 *
 * It never throws: a problem with the options becomes the snapshot's `error`, and is passed to `onError`.
 */
export function createOrderTracker(given: OrderTrackerOptions = {}): OrderTracker {
  return trackFor(given, given);
}

/** How each holder's order is followed, with its token. It is kept here, where no other script can read it. */
const contexts = new WeakMap<object, () => TrackerContext | undefined>();

/** The token with which the order of an element is followed at this moment, where it needs one. */
export function tokenFor(holder: object): string | undefined {
  return contexts.get(holder)?.()?.access.token?.value;
}

/** Where the device keeps the order that an element follows, if that is this one. */
export function cacheFor(holder: object, orderId: string | undefined): OrderCache | undefined {
  const input = contexts.get(holder)?.()?.input;
  return input?.orderId === orderId ? input?.cache : undefined;
}

/** The same for an element, which may use the token for more than to follow the order. */
export function trackFor(holder: object, given: OrderTrackerOptions): OrderTracker {
  const options = { ...given, orderId: withoutBlanks(given.orderId) };
  const { clock, fetch } = browserEnvironment(options.environment);
  const server = serverClock(clock, fetch);
  const environment = browserEnvironment({ ...options.environment, fetch: server.fetch });
  const pollInterval = Math.min(
    longestPollInterval,
    Math.max(shortestPollInterval, Number(options.pollInterval) || defaultPollInterval),
  );
  const listeners = new Set<(snapshot: OrderTrackerSnapshot) => void>();
  let shared: SharedChart | undefined;
  let past: EstimateInput['past'];
  let unsubscribe = () => {};
  let latest = idleSnapshot(options.orderId, pollInterval);
  let asked = latest;

  const publish = (next: OrderTrackerSnapshot) => {
    const previous = latest;
    latest = unlessSame(previous, next);
    const isTold = latest === previous && unlessSame(asked, latest) === asked;
    asked = latest;
    if (isTold) return;
    const { onStatusUpdate, onConnectionChange, onError } = options;
    const { orderStatus, connectionStatus, isConnected } = latest;
    if (orderStatus !== previous.orderStatus && orderStatus) notify(onStatusUpdate, orderStatus, latest);
    if (connectionStatus !== previous.connectionStatus) notify(onConnectionChange, isConnected, latest);
    const isFault = shared && latest.error && isToldAsFault(shared.chart.getSnapshot(), latest.error.code);
    if (latest.error && latest.error.message !== previous.error?.message && !isFault) notify(onError, latest.error);
    for (const listener of [...listeners]) notify(listener, latest);
  };
  const fail = (error: unknown) =>
    publish({ ...idleSnapshot(options.orderId, pollInterval, configError(error)), ...givenByPage(options) });
  /** The chart itself has failed: `retry()` starts another one. */
  const stopWith = (error: unknown) => {
    reportError(error);
    giveUp(new Error(`${brokenChart}: ${error instanceof Error ? error.message : error}`));
  };
  const giveUp = (error: unknown) => {
    unsubscribe();
    shared?.release();
    shared = undefined;
    fail(error);
  };
  /** A field map or a history that cannot work ends all tries, also where that is known only once their code is there. */
  const checkLater = async (started: SharedChart, missing: readonly CodePart<unknown>[]) => {
    await Promise.all(missing.map((part) => part.load()));
    if (shared !== started) return;
    try {
      checkedFieldMap(options);
      past = pastOrdersOf(options);
      publish(current());
      lookAtGiven();
    } catch (error) {
      giveUp(error);
    }
  };
  const faults = new SetupFaults(options, (message, code = 'unreadable') => {
    const recoverable = shared?.chart.getSnapshot().context.problem === undefined;
    if (shared) notify(options.onError, { code, message, recoverable });
  });
  const lookAtGiven = () => {
    if (options.order != null && !givenByPage(options).order) faults.lookAtGiven();
  };
  const current = () => (shared ? readSnapshot(shared.chart.getSnapshot(), past) : latest);

  contexts.set(holder, () => shared?.chart.getSnapshot().context);
  return {
    start() {
      if (shared || !options.orderId) return;
      try {
        refuseNoTexts(given);
        past = pastOrdersOf(options);
        const input = inputFor({ ...options, orderId: options.orderId, pollInterval }, environment, server);
        shared = shareChart(sharingKey(options, pollInterval), () => input, observerOf(options));
      } catch (error) {
        return fail(error);
      }
      const subscription = shared.chart.subscribe({
        next: (snapshot) => {
          publish(current());
          faults.look(snapshot);
          const { live, input, order } = snapshot.context;
          const { isChatter, lookalike } = input.transport.traits ?? {};
          // Of servers that speak our protocol, only what was not readable is a reason to look.
          if (live.confirmedAt !== undefined && isChatter && (lookalike || order.judged?.fault)) void doubtCode.load();
        },
        error: stopWith,
      });
      unsubscribe = () => subscription.unsubscribe();
      const missing = missingCode(options);
      if (missing.length > 0 && options.history !== undefined) past ??= 'awaited';
      publish(current());
      if (missing.length > 0) void checkLater(shared, missing);
      else lookAtGiven();
    },
    stop() {
      unsubscribe();
      shared?.release();
      shared = undefined;
      publish({ ...latest, connectionStatus: 'idle', isConnected: false, error: undefined });
    },
    refresh() {
      return shared ? readNow(shared) : Promise.resolve();
    },
    retry() {
      if (shared) shared.chart.send({ type: 'retry.requested' });
      else this.start();
    },
    keepAwake(awake) {
      shared?.chart.send({ type: 'keepAwake.changed', isKeptAwake: awake });
    },
    getSnapshot() {
      // Time alone may change the snapshot (the lease ends): returned here at once, published with the next tick.
      asked = unlessSame(asked, unlessSame(latest, current()));
      return asked;
    },
    explain() {
      void inspectionCode.load();
      const code = inspectionCode.code;
      if (shared) return (code?.explain ?? explainBriefly)(shared.chart.getSnapshot());
      return explainIdle(options.orderId, latest.error?.message);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

type CompleteOptions = OrderTrackerOptions & { readonly orderId: string; readonly pollInterval: number };

/** @throws Error where the options cannot work; its message says what to change. */
function inputFor(options: CompleteOptions, environment: TrackerEnvironment, clock: ServerClock): TrackerInput {
  const { orderId, pollInterval } = options;
  // In an address they mean a folder, so that something else would be read, with the token.
  if (orderId === '.' || orderId === '..') throw new Error('The order id must not be "." or "..".');
  const subject = options.board ? 'board' : 'order';
  const transport = createTransport({ ...options, subject }, environment);
  const access = { ...options, subject, fetch: environment.fetch } as const;
  const cached = options.cache !== 'none' && environment.storage;
  return {
    orderId,
    transport: options.fieldMap === undefined ? transport : holdPayloads(transport, fieldMapCode),
    tokens: tokenSource(access),
    lacksLink: lacksLink(access),
    hasOwnAccess: typeof options.transport === 'object' || options.supabase !== undefined,
    environment,
    serverClock: clock,
    cache: cached ? orderCache(cached, keyOf([...endPointsOf(options), nameOfOwn(options)]), orderId, clock) : noCache,
    parse: payloadParser(options),
    pollInterval: pollInterval * 1_000,
    initial: options.order,
    secrets: [options.accessToken, options.capability],
  };
}

/** Template engines leave blanks and line breaks around an id, and frameworks may give a number. */
function withoutBlanks(orderId: unknown): string | undefined {
  return orderId == null ? undefined : String(orderId).trim() || undefined;
}

/** The code that these options need, and that is not there. */
function missingCode({ fieldMap, history }: OrderTrackerOptions): readonly CodePart<unknown>[] {
  const wanted = [...(fieldMap === undefined ? [] : [fieldMapCode]), ...(history === undefined ? [] : [historyCode])];
  return wanted.filter(({ code }) => !code);
}

/** What past orders say; nothing without the code for it. @throws TypeError for a table that is none */
function pastOrdersOf({ history }: OrderTrackerOptions): EstimateInput['past'] {
  const { code } = historyCode;
  return history === undefined || !code ? undefined : code.pastOrders(code.parseHistoryTable(history));
}

/** The order that the page gave: it is shown before the start, and although the options do not work. */
export function givenByPage(options: OrderTrackerOptions): Partial<OrderTrackerSnapshot> {
  try {
    const result = payloadParser(options)(options.order, 'page');
    if (!result.ok || result.patch.id !== options.orderId) return {};
    const { order } = mergeOrder(undefined, result.patch, { kind: 'page' });
    return order ? { order, orderStatus: order.status, isCached: true } : {};
  } catch {
    return {};
  }
}

/** A page's own transport tells back ends apart by its name. */
function nameOfOwn({ transport }: OrderTrackerOptions): unknown {
  return typeof transport === 'object' && transport.name;
}

/** Two trackers with equal keys can share a chart. */
function sharingKey(options: OrderTrackerOptions, pollInterval: number): string {
  // What is not said is the same as the default.
  const { transport = 'auto', cache = 'device' } = options;
  return keyOf(sharedOptionsOf({ ...options, transport, cache, pollInterval }));
}

function configError(error: unknown): TrackerError {
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'config', message, recoverable: false };
}

function readNow({ chart }: SharedChart): Promise<void> {
  const isReading = () => chart.getSnapshot().matches({ reads: 'reading' });
  const isBusy = () => isReading() || chart.getSnapshot().matches({ reads: 'due' });
  chart.send({ type: 'refresh.requested' });
  let hasBegun = isReading();
  return new Promise((resolve) => {
    if (!isBusy()) return resolve();
    const subscription = chart.subscribe({
      next: () => {
        // The answer may want another read at once: that one is not waited for.
        if (hasBegun ? isReading() : isBusy()) {
          hasBegun ||= isReading();
          return;
        }
        subscription.unsubscribe();
        resolve();
      },
      complete: resolve,
    });
  });
}

/** A listener that throws must not stop the others. Its error is reported to the page. */
function notify<Values extends readonly unknown[]>(
  listener: ((...values: Values) => void) | undefined,
  ...values: Values
): void {
  try {
    listener?.(...values);
  } catch (error) {
    reportError(error);
  }
}
