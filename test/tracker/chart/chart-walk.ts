import { type AnyStateNode, getInitialSnapshot, getNextSnapshot, type SnapshotFrom } from 'xstate';
import { serverClock } from '../../../src/environment/server-clock.js';
import { orderStatuses } from '../../../src/order/status.js';
import { parseOrder } from '../../../src/order/wire.js';
import type { TrackerChartEvent } from '../../../src/tracker/chart/chart.events.js';
import type { TrackerInput } from '../../../src/tracker/chart/chart.types.js';
import { trackerMachine } from '../../../src/tracker/chart/tracker.machine.js';
import { noCache } from '../../../src/tracker/order-cache.js';
import { type FailureKind, type OrderTransport, ReadError } from '../../../src/transports/transport.js';

export type ChartSnapshot = SnapshotFrom<typeof trackerMachine>;

/** An event that the chart may get: its own ones, timers that fire, and actors that end. */
export type ChartEvent = { readonly type: string; readonly [detail: string]: unknown };

/** One snapshot of the chart, and the page's `visible` and `online` at that time. */
export interface Moment {
  readonly snapshot: ChartSnapshot;
  readonly visible: boolean;
  readonly online: boolean;
  /** The events that led here. */
  readonly path: readonly string[];
}

const failureKinds: readonly FailureKind[] = [
  'network',
  'server-closing',
  'overload',
  'auth',
  'forbidden',
  'not-found',
  'config',
  'unreadable',
];

/** The page's events, which may come in any state. */
const pageEvents = [
  'page.shown',
  'page.hidden',
  'page.focused',
  'page.frozen',
  'page.resumed',
  'page.left',
  'page.restored',
  'page.online',
  'page.offline',
] as const;

/** The options of a tracker that decide which states it has. */
export interface Setup {
  readonly name: string;
  readonly wantsToken?: boolean;
  readonly cannotConnect?: boolean;
  readonly cannotRead?: boolean;
  readonly isMute?: boolean;
  readonly confirmsByOrder?: boolean;
}

/** The real chart. Its actors never run; the test sends their events instead. */
export class ChartWalk {
  /** Milliseconds; every timer that fires lets some pass. */
  #now = 0;
  readonly #page = { visible: true, online: true, listen: () => () => {} };
  readonly #input: TrackerInput;

  constructor({
    wantsToken = false,
    cannotConnect = false,
    cannotRead = false,
    isMute = false,
    confirmsByOrder = false,
  }: Setup) {
    const connection = { probe() {}, renewToken() {}, close() {} };
    const transport: OrderTransport = {
      name: 'injected',
      traits: { authenticated: true, answersProbes: !isMute, confirmsByOrder },
      ...(!cannotConnect && { connect: () => connection }),
      ...(!cannotRead && { read: () => new Promise(() => {}) }),
    };
    const clock = {
      setTimeout: () => 0,
      clearTimeout: () => {},
      wall: () => this.#now,
      monotone: () => this.#now,
    };
    this.#input = {
      orderId: 'A1',
      transport,
      tokens: wantsToken ? { fetch: () => new Promise(() => {}) } : undefined,
      environment: {
        clock,
        random: () => 0.5,
        WebSocket: undefined as unknown as typeof WebSocket,
        fetch: () => new Promise(() => {}),
        page: this.#page,
        storage: undefined,
        sessionStorage: undefined,
      },
      serverClock: serverClock(clock, () => new Promise(() => {})),
      cache: noCache,
      parse: (payload) => parseOrder(payload),
      pollInterval: 10_000,
      initial: undefined,
      lacksLink: false,
      hasOwnAccess: false,
      secrets: [],
    };
  }

  begin(): Moment {
    Object.assign(this.#page, { visible: true, online: true });
    const snapshot = getInitialSnapshot(trackerMachine, this.#input);
    return { snapshot, visible: true, online: true, path: [] };
  }

  /** The moment after an event. */
  next({ snapshot, visible, online, path }: Moment, event: ChartEvent): Moment {
    const changes: Record<string, { visible?: boolean; online?: boolean }> = {
      'page.shown': { visible: true },
      'page.restored': { visible: true },
      'page.hidden': { visible: false },
      'page.frozen': { visible: false },
      'page.left': { visible: false },
      'page.online': { online: true },
      'page.offline': { online: false },
    };
    Object.assign(this.#page, { visible, online }, changes[event.type]);
    // Long enough for every pause, and for the budget of connects.
    if (event.type.startsWith('xstate.after')) this.#now += event.type.endsWith('.ticking') ? 2_000 : 70_000;
    const after = getNextSnapshot(trackerMachine, snapshot, event as unknown as TrackerChartEvent);
    return { snapshot: after, visible: this.#page.visible, online: this.#page.online, path: [...path, labelOf(event)] };
  }

  /** Every event that may come at this moment. */
  eventsAt({ snapshot }: Moment): ChartEvent[] {
    const order = snapshot.context.order.current;
    const version = (order?.version ?? 0) + 1;
    const isConnected = snapshot.matches({ live: { following: 'connected' } });
    const orders = isConnected ? orderStatuses.map((status) => ({ id: 'A1', status, version })) : [];
    return [
      ...pageEvents.map((type) => ({ type })),
      { type: 'connection.opened' },
      { type: 'connection.confirmed' },
      { type: 'connection.alive' },
      { type: 'change.missed', version },
      ...failureKinds.map((kind) => ({ type: 'connection.lost', failure: { kind, reason: 'a test' } })),
      ...[...orders, { nonsense: true }].map((payload) => ({ type: 'connection.received', payload })),
      { type: 'refresh.requested' },
      { type: 'retry.requested' },
      { type: 'keepAwake.changed', isKeptAwake: true },
      { type: 'keepAwake.changed', isKeptAwake: false },
      { type: 'clock.jumped' },
      { type: 'page.slept' },
      ...this.inner(snapshot).flatMap((type) => this.outcomes(type, snapshot)),
    ];
  }

  /** The events of the timers and actors of the present state. */
  inner(snapshot: ChartSnapshot): string[] {
    return [...new Set(nodesOf(snapshot).flatMap((node) => [...node.transitions.keys()]))].filter((type) =>
      /^xstate\.(after|done\.actor|error\.actor)\./.test(type),
    );
  }

  /** The events with which a timer or an actor may end. */
  outcomes(type: string, { context }: ChartSnapshot): ChartEvent[] {
    const order = context.order.current;
    if (type.includes('.after.')) return [{ type }];
    if (type.includes('.error.')) {
      return failureKinds.map((kind) => ({ type, error: new ReadError({ kind, reason: 'a test' }) }));
    }
    if (type.includes('.access.'))
      return [{ type, output: { value: `token ${this.#now}`, lifetime: 900_000, isReadOnly: false } }];
    const wire = { id: 'A1', status: order?.status ?? 'pending', version: order?.version ?? 1 };
    const answers = [wire, { ...wire, status: 'completed', version: wire.version + 1 }, { id: 'B2' }];
    return answers.map((output) => ({ type, output }));
  }
}

/** All states that are active. */
export function nodesOf(snapshot: ChartSnapshot): AnyStateNode[] {
  return (snapshot as unknown as { _nodes: AnyStateNode[] })._nodes;
}

/** The innermost active states, by their paths. */
export function leavesOf(snapshot: ChartSnapshot): string[] {
  return nodesOf(snapshot)
    .filter(({ states }) => Object.keys(states).length === 0)
    .map(({ path }) => path.join('.'));
}

function labelOf(event: ChartEvent): string {
  const { failure, error, payload, output } = event as Record<string, { kind?: string; status?: string } | undefined>;
  const detail = failure?.kind ?? error?.kind ?? payload?.status ?? output?.status;
  return detail ? `${event.type} (${detail})` : event.type;
}
