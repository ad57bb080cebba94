import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { AnyStateNode } from 'xstate';
import { isFinal } from '../../../src/order/status.js';
import { trackerMachine } from '../../../src/tracker/chart/tracker.machine.js';
import { readSnapshot } from '../../../src/tracker/tracker-snapshot.js';
import { type ChartEvent, ChartWalk, leavesOf, type Moment, type Setup } from './chart-walk.js';
import { ignoredEvents } from './ignored-events.js';

const setups: readonly Setup[] = [
  { name: 'with a token', wantsToken: true },
  { name: 'without a token' },
  { name: 'only reads', cannotConnect: true },
  { name: 'confirmed by the first order', confirmsByOrder: true },
  { name: 'only live, without reads and pings', cannotRead: true, isMute: true },
];

/** The most events from any moment until the order is followed again, when everything works. */
const mostSteps = 8;

/** Events after which the page is again as it was before. */
const pauses: readonly (readonly ChartEvent['type'][])[] = [
  ['page.hidden', 'page.shown'],
  ['page.hidden', 'page.frozen', 'page.resumed', 'page.shown'],
  ['page.left', 'page.restored'],
  ['page.offline', 'page.online'],
];

describe('the chart', () => {
  const walks = setups.map((setup) => ({ setup, walk: new ChartWalk(setup), moments: [] as Moment[] }));
  const transitions: { from: Moment; to: Moment }[] = [];

  before(() => {
    for (const { walk, moments } of walks) explore(walk, moments, transitions);
  });

  it('reaches every state', () => {
    const reached = new Set(
      transitions.flatMap(({ from, to }) => [...leavesOf(from.snapshot), ...leavesOf(to.snapshot)]),
    );
    const all = leaves(trackerMachine.root).map(({ path }) => path.join('.'));
    // States that are left in the same transition.
    const passing = [
      'access.deciding',
      'live.following.connected.pulse.deciding',
      'visibility.deciding',
      'network.deciding',
    ];
    assert.deepEqual(
      all.filter((path) => !reached.has(path)),
      passing,
    );
  });

  it('handles every event in every state, or lists it in ignoredEvents', () => {
    for (const [name, region] of Object.entries(trackerMachine.root.states)) {
      const cells = unhandled(region).filter(([, state]) => !state.endsWith('deciding'));
      const onPurpose = (event: string, state: string) =>
        ignoredEvents[name]?.[event]?.some((one) => state === one || state.startsWith(`${one}.`)) === true;
      const missing = cells.filter(([event, state]) => !onPurpose(event, state));
      assert.deepEqual(missing, [], `${name}: not handled, and not in ignoredEvents`);
      const handled = Object.entries(ignoredEvents[name] ?? {}).flatMap(([event, states]) =>
        states
          .filter(
            (one) => !cells.some(([other, state]) => other === event && (state === one || state.startsWith(`${one}.`))),
          )
          .map((one) => [event, one]),
      );
      assert.deepEqual(handled, [], `${name}: in ignoredEvents, and handled`);
    }
  });

  it('keeps the order, and never an older version, on every event', () => {
    for (const { from, to } of transitions) {
      const [before, after] = [from.snapshot.context.order.current, to.snapshot.context.order.current];
      if (before) assert.ok(after && (after.version ?? 0) >= (before.version ?? 0), to.path.join(', '));
    }
  });

  it('keeps order, problem and lifecycle when the page is hidden, frozen, left or offline and returns, and on retry()', () => {
    for (const { walk, moments } of walks) {
      for (const moment of moments) {
        const { order, problem } = moment.snapshot.context;
        for (const pause of pauses) {
          const after = pause.reduce((at, type) => walk.next(at, { type }), moment).snapshot;
          assert.deepEqual(knownIn(after), knownIn(moment.snapshot));
          assert.equal(after.context.problem, problem, `${moment.path.join(', ')}, ${pause.join(', ')}`);
          assert.deepEqual(after.value.lifecycle, moment.snapshot.value.lifecycle);
        }
        const { context, value } = walk.next(moment, { type: 'retry.requested' }).snapshot;
        assert.deepEqual(
          [context.order.current, context.order.verified, context.problem],
          [order.current, order.verified, undefined],
        );
        assert.deepEqual(value.lifecycle, moment.snapshot.value.lifecycle);
      }
    }
  });

  it(`is connected or closed within ${mostSteps} events from every moment when everything works (L4)`, (test) => {
    for (const { setup, walk, moments } of walks) {
      let most: readonly string[] = [];
      for (const moment of moments) {
        const healing = heal(walk, moment);
        if (healing.length > most.length) most = healing;
      }
      test.diagnostic(`${setup.name}: from ${moments.length} moments, at most ${most.length}: ${most.join(', ')}`);
      assert.ok(most.length <= mostSteps, most.join(', '));
    }
  });
});

/** Explores from every moment that has a new pair of active states. */
function explore(walk: ChartWalk, moments: Moment[], transitions: { from: Moment; to: Moment }[]): void {
  const seen = new Set<string>();
  const isNew = (moment: Moment) => {
    const fresh = pairsOf(moment).filter((pair) => !seen.has(pair));
    for (const pair of fresh) seen.add(pair);
    return fresh.length > 0;
  };
  const waiting = [walk.begin()];
  for (const first of waiting) isNew(first);
  for (let from = waiting.shift(); from; from = waiting.shift()) {
    moments.push(from);
    for (const event of walk.eventsAt(from)) {
      const to = walk.next(from, event);
      transitions.push({ from, to });
      if (isNew(to)) waiting.push(to);
    }
  }
}

/** The current and the verified order. */
function knownIn({ context: { order } }: Moment['snapshot']) {
  return [order.current, order.verified];
}

function pairsOf({ snapshot }: Moment): string[] {
  const [life = '', ...others] = leavesOf(snapshot).sort(
    (one, other) => Number(other.startsWith('lifecycle')) - Number(one.startsWith('lifecycle')),
  );
  // The status itself matters only where it is final.
  const kind = /unconfirmed|confirmed|unknown/.exec(life)?.[0] ?? 'not final';
  const states = [kind, ...others];
  return [life, ...states.flatMap((one) => states.map((other) => `${one} ${other}`))];
}

/** The events from `moment` on, when everything works, until the order is followed or closed. */
function heal(walk: ChartWalk, moment: Moment): string[] {
  const steps: string[] = [];
  for (let at = moment; !isWell(at) && steps.length < 20; ) {
    const event = nextWhereAllIsWell(walk, at);
    assert.ok(event, `no further event would come: ${moment.path.join(', ')}`);
    steps.push(event.type);
    at = walk.next(at, event);
  }
  return steps;
}

function isWell({ snapshot }: Moment): boolean {
  const { connectionStatus } = readSnapshot(snapshot, undefined);
  const isPolled = snapshot.context.input.transport.connect === undefined;
  return (
    connectionStatus === 'connected' || connectionStatus === 'closed' || (isPolled && connectionStatus === 'polling')
  );
}

function nextWhereAllIsWell(walk: ChartWalk, { snapshot }: Moment): ChartEvent | undefined {
  const { context } = snapshot;
  const is = (path: string) => leavesOf(snapshot).some((leaf) => leaf === path || leaf.startsWith(`${path}.`));
  const inner = (part: string) => walk.inner(snapshot).find((type) => type.includes(part));
  const order = context.order.current ?? { status: 'pending', version: 1 };
  const wire = { id: 'A1', status: order.status ?? 'pending', version: order.version ?? 1 };
  if (!is('visibility.visible')) return { type: 'page.shown' };
  if (is('network.offline')) return { type: 'page.online' };
  if (context.problem || is('access.denied') || is('live.gaveUp')) return { type: 'retry.requested' };
  if (is('access.fetching')) {
    return {
      type: inner('done.actor.0.tracker.access') ?? '',
      output: { value: `fresh ${Math.random()}`, lifetime: 900_000, isReadOnly: false },
    };
  }
  if (is('access.backingOff')) return { type: inner('.tracker.access.backingOff') ?? '' };
  const isEnding = isFinal(order.status) && is('reads');
  if (
    is('reads.reading') &&
    (is('live.following.connected.snapshot.awaited') || isEnding || !context.input.transport.connect)
  ) {
    return { type: inner('done.actor.0.tracker.reads') ?? '', output: wire };
  }
  if (is('live.backingOff')) return { type: inner('.tracker.live.backingOff') ?? '' };
  if (is('live.following.connecting')) return { type: 'connection.opened' };
  if (is('live.following.confirming')) return { type: 'connection.confirmed' };
  if (is('live.following.connected.snapshot.awaited') && !context.input.transport.read) {
    return { type: 'connection.received', payload: { ...wire, version: wire.version + 1 } };
  }
  if (is('reads.due')) return { type: inner('.tracker.reads.due') ?? '' };
  if (is('reads.backingOff')) return { type: inner('.tracker.reads.backingOff') ?? '' };
  // After an unreadable answer, the next read comes at the usual pace.
  if (is('live.following.connected.snapshot.awaited') && is('reads.resting'))
    return { type: inner('.tracker.reads.resting.polling') ?? '' };
  if (is('live.following.connected')) {
    return context.input.transport.traits?.answersProbes === false
      ? { type: 'connection.received', payload: { ...wire, version: wire.version + 1 } }
      : { type: 'connection.alive' };
  }
  const timer = inner('.tracker.reads.resting.polling') ?? inner('after.');
  return timer === undefined ? undefined : { type: timer };
}

function leaves(node: AnyStateNode): AnyStateNode[] {
  const states = Object.values(node.states);
  return states.length === 0 ? [node] : states.flatMap(leaves);
}

/** For every event that a region handles: the innermost states that do not handle it. */
function unhandled(region: AnyStateNode): (readonly [event: string, state: string])[] {
  const eventsOf = (node: AnyStateNode): string[] => [
    ...[...node.transitions.keys()].filter((type) => !type.startsWith('xstate.')),
    ...Object.values(node.states).flatMap(eventsOf),
  ];
  const handles = (node: AnyStateNode | undefined, event: string): boolean =>
    node !== undefined && node !== trackerMachine.root && (node.transitions.has(event) || handles(node.parent, event));
  return [...new Set(eventsOf(region))].flatMap((event) =>
    leaves(region)
      .filter((leaf) => !handles(leaf, event))
      .map((leaf) => [event, leaf.path.slice(1).join('.')] as const),
  );
}
