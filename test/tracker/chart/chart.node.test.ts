import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { AnyStateNode } from 'xstate';
import { isFinal } from '../../../src/order/status.js';
import { trackerMachine } from '../../../src/tracker/chart/tracker.machine.js';
import { readSnapshot } from '../../../src/tracker/tracker-snapshot.js';
import { type ChartEvent, ChartWalk, leavesOf, type Moment, type Setup } from './chart-walk.js';

const setups: readonly Setup[] = [
  { name: 'with a token', wantsToken: true },
  { name: 'without a token' },
  { name: 'only reads', cannotConnect: true },
  { name: 'only hears, and cannot ask', cannotRead: true, isMute: true },
];

/** The most events until all is well again, from anywhere. */
const mostSteps = 8;

/**
 * Events that mean nothing in some states, on purpose. Whoever adds a state or an event must decide: handle it, or name
 * it here, by the innermost states that ignore it (or the one around them).
 */
const ignored: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  access: {
    // Only what waits, or was asked before a nap, can be hurried.
    'page.woke': ['notNeeded', 'fetching.stale', 'held', 'denied', 'finished'],
    'clock.jumped': ['notNeeded', 'fetching.stale', 'held', 'backingOff', 'denied', 'finished'],
    // Only a token in hand can be doubted: where none is wanted, the refusal itself ends the way it came.
    'token.denied': ['notNeeded', 'fetching', 'backingOff', 'denied', 'finished'],
    // Asks already, or has nothing to ask.
    'retry.requested': ['notNeeded', 'fetching', 'backingOff', 'finished'],
  },
  live: {
    // These come from a connection, and without one there is none to come from.
    'connection.begun': ['off', 'backingOff', 'gaveUp'],
    'connection.opened': ['off', 'following.confirming', 'following.connected', 'backingOff', 'gaveUp'],
    'connection.confirmed': ['off', 'following.connected', 'backingOff', 'gaveUp'],
    'connection.lost': ['off', 'backingOff', 'gaveUp'],
    'connection.alive': [
      'off',
      'following.connecting',
      'following.confirming.fresh',
      'following.connected.snapshot',
      'backingOff',
      'gaveUp',
    ],
    'connection.received': [
      'off',
      'following.connecting',
      'following.confirming.fresh',
      'following.connected.snapshot',
      'backingOff',
      'gaveUp',
    ],
    'snapshot.applied': [
      'off',
      'following.connecting',
      'following.confirming',
      'following.connected.snapshot.applied',
      'following.connected.pulse',
      'backingOff',
      'gaveUp',
    ],
    // Where there is no connection, none can be doubted; where none is joined, `page.woke` does it.
    'page.resumed': ['off', 'backingOff', 'gaveUp'],
    'page.shown': [
      'off',
      'following.connecting',
      'following.confirming',
      'following.connected.snapshot',
      'backingOff',
      'gaveUp',
    ],
    'page.focused': [
      'off',
      'following.connecting',
      'following.confirming',
      'following.connected.snapshot',
      'backingOff',
      'gaveUp',
    ],
    'page.online': [
      'off',
      'following.connecting',
      'following.confirming',
      'following.connected.snapshot',
      'backingOff',
      'gaveUp',
    ],
    'page.offline': [
      'off',
      'following.connecting',
      'following.confirming',
      'following.connected.snapshot',
      'backingOff',
      'gaveUp',
    ],
    'clock.jumped': ['off', 'following.connected.snapshot', 'backingOff', 'gaveUp'],
    'page.woke': ['off', 'following.connected', 'gaveUp'],
    // Nothing stands in the way of connecting but what other regions decide.
    'retry.requested': ['off', 'following', 'backingOff'],
    // Only a connection that is taken for complete can be caught at leaving something out.
    'change.missed': [
      'off',
      'following.connecting',
      'following.confirming',
      'following.connected.snapshot.awaited',
      'following.connected.pulse',
      'backingOff',
      'gaveUp',
    ],
    // What is known of the order can only contradict a refusal.
    'order.known': ['off', 'following', 'backingOff'],
  },
  reads: {
    // Only pauses are measured anew.
    'schedule.changed': ['off', 'reading', 'backingOff'],
    'order.settled': ['off', 'resting', 'due', 'backingOff'],
    // Only a question that was asked before a nap is doubted.
    'page.woke': ['off', 'resting', 'due', 'reading.stale', 'backingOff'],
    'clock.jumped': ['off', 'resting', 'due', 'reading.stale', 'backingOff'],
    // So is one that was asked before the connection was confirmed; others do not mind.
    'connection.confirmed': ['off', 'resting', 'due', 'reading.stale', 'backingOff'],
  },
  visibility: {
    'page.hidden': ['hidden', 'frozen'],
    'page.shown': ['visible'],
    'page.resumed': ['visible', 'hidden'],
    'page.restored': ['visible', 'hidden'],
    'keepAwake.changed': ['visible', 'hidden.released', 'frozen'],
  },
  network: { 'page.offline': ['offline'], 'page.online': ['online'] },
};

/** What the page goes through and comes back from. */
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

  it('reaches every one of its states', () => {
    const reached = new Set(
      transitions.flatMap(({ from, to }) => [...leavesOf(from.snapshot), ...leavesOf(to.snapshot)]),
    );
    const all = leaves(trackerMachine.root).map(({ path }) => path.join('.'));
    // States that are left in the same breath.
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

  it('answers every event in every state, or ignores it on purpose', () => {
    for (const [name, region] of Object.entries(trackerMachine.root.states)) {
      const cells = unanswered(region).filter(([, state]) => !state.endsWith('deciding'));
      const onPurpose = (event: string, state: string) =>
        ignored[name]?.[event]?.some((one) => state === one || state.startsWith(`${one}.`)) === true;
      const forgotten = cells.filter(([event, state]) => !onPurpose(event, state));
      assert.deepEqual(forgotten, [], `${name}: not answered, and not ignored on purpose`);
      const answered = Object.entries(ignored[name] ?? {}).flatMap(([event, states]) =>
        states
          .filter(
            (one) => !cells.some(([other, state]) => other === event && (state === one || state.startsWith(`${one}.`))),
          )
          .map((one) => [event, one]),
      );
      assert.deepEqual(answered, [], `${name}: said to be ignored, and answered`);
    }
  });

  it('never forgets the order, whatever is told to it', () => {
    for (const { from, to } of transitions) {
      const [before, after] = [from.snapshot.context.order.current, to.snapshot.context.order.current];
      if (before) assert.ok(after && (after.version ?? 0) >= (before.version ?? 0), to.path.join(', '));
    }
  });

  it('knows the same after every pause, and after retry()', () => {
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

  it(`is live, or at the end, within ${mostSteps} events of anywhere, once all is well (L4)`, (test) => {
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

/** Goes on from every moment that brings together two states that were never together before. */
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

/** The order as it is known, and as it is verified. */
function knownIn({ context: { order } }: Moment['snapshot']) {
  return [order.current, order.verified];
}

function pairsOf({ snapshot }: Moment): string[] {
  const [life = '', ...others] = leavesOf(snapshot).sort(
    (one, other) => Number(other.startsWith('lifecycle')) - Number(one.startsWith('lifecycle')),
  );
  // Which status it is matters only for what is final.
  const kind = /unconfirmed|confirmed|unknown/.exec(life)?.[0] ?? 'on its way';
  const states = [kind, ...others];
  return [life, ...states.flatMap((one) => states.map((other) => `${one} ${other}`))];
}

/** What happens from here on where everything works, until the order is followed live or at its end. */
function heal(walk: ChartWalk, moment: Moment): string[] {
  const steps: string[] = [];
  for (let at = moment; !isWell(at) && steps.length < 20; ) {
    const event = nextWhereAllIsWell(walk, at);
    assert.ok(event, `nothing would ever happen: ${moment.path.join(', ')}`);
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
      output: { value: `fresh ${Math.random()}`, lifetime: 900_000 },
    };
  }
  if (is('access.backingOff')) return { type: inner('after.tokenRetry') ?? '' };
  const isEnding = isFinal(order.status) && is('reads');
  if (
    is('reads.reading') &&
    (is('live.following.connected.snapshot.awaited') || isEnding || !context.input.transport.connect)
  ) {
    return { type: inner('done.actor.0.tracker.reads') ?? '', output: wire };
  }
  if (is('live.backingOff')) return { type: inner('after.retryDelay') ?? '' };
  if (is('live.following.connecting')) return { type: 'connection.opened' };
  if (is('live.following.confirming')) return { type: 'connection.confirmed' };
  if (is('live.following.connected.snapshot.awaited') && !context.input.transport.read) {
    return { type: 'connection.received', payload: { ...wire, version: wire.version + 1 } };
  }
  if (is('reads.due') || is('reads.backingOff')) return { type: inner('after.readDelay') ?? '' };
  // An answer that was none is followed by the next one at the usual pace.
  if (is('live.following.connected.snapshot.awaited') && is('reads.resting'))
    return { type: inner('after.pollPause') ?? '' };
  if (is('live.following.connected')) {
    return context.input.transport.traits?.answersProbes === false
      ? { type: 'connection.received', payload: { ...wire, version: wire.version + 1 } }
      : { type: 'connection.alive' };
  }
  const timer = inner('after.pollPause') ?? inner('after.');
  return timer === undefined ? undefined : { type: timer };
}

function leaves(node: AnyStateNode): AnyStateNode[] {
  const states = Object.values(node.states);
  return states.length === 0 ? [node] : states.flatMap(leaves);
}

/** For every event that a region knows: the innermost states that have no answer to it. */
function unanswered(region: AnyStateNode): (readonly [event: string, state: string])[] {
  const answers = (node: AnyStateNode): string[] => [
    ...[...node.transitions.keys()].filter((type) => !type.startsWith('xstate.')),
    ...Object.values(node.states).flatMap(answers),
  ];
  const hears = (node: AnyStateNode | undefined, event: string): boolean =>
    node !== undefined && node !== trackerMachine.root && (node.transitions.has(event) || hears(node.parent, event));
  return [...new Set(answers(region))].flatMap((event) =>
    leaves(region)
      .filter((leaf) => !hears(leaf, event))
      .map((leaf) => [event, leaf.path.slice(1).join('.')] as const),
  );
}
