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
    'connection.hurried': ['open', 'fetching.doubting', 'held', 'refused', 'spent'],
    'clock.jumped': ['open', 'fetching.doubting', 'held', 'failing', 'refused', 'spent'],
    // Only a token in hand can be doubted: where none is wanted, the refusal itself ends the way it came.
    'access.doubted': ['open', 'fetching', 'failing', 'refused', 'spent'],
    // Asks already, or has nothing to ask.
    retry: ['open', 'fetching', 'failing', 'spent'],
  },
  live: {
    // These come from a connection, and without one there is none to come from.
    'connection.begun': ['off', 'waiting', 'refused'],
    'connection.opened': ['off', 'following.confirming', 'following.joined', 'waiting', 'refused'],
    'connection.confirmed': ['off', 'following.joined', 'waiting', 'refused'],
    'connection.lost': ['off', 'waiting', 'refused'],
    'connection.alive': [
      'off',
      'following.connecting',
      'following.confirming.trusted',
      'following.joined.proof',
      'waiting',
      'refused',
    ],
    'connection.received': [
      'off',
      'following.connecting',
      'following.confirming.trusted',
      'following.joined.proof',
      'waiting',
      'refused',
    ],
    'snapshot.applied': [
      'off',
      'following.connecting',
      'following.confirming',
      'following.joined.proof.synced',
      'following.joined.pulse',
      'waiting',
      'refused',
    ],
    // Where there is no connection, none can be doubted; where none is joined, `connection.hurried` does it.
    'page.resumed': ['off', 'waiting', 'refused'],
    'page.shown': [
      'off',
      'following.connecting',
      'following.confirming',
      'following.joined.proof',
      'waiting',
      'refused',
    ],
    'page.focused': [
      'off',
      'following.connecting',
      'following.confirming',
      'following.joined.proof',
      'waiting',
      'refused',
    ],
    'page.online': [
      'off',
      'following.connecting',
      'following.confirming',
      'following.joined.proof',
      'waiting',
      'refused',
    ],
    'page.offline': [
      'off',
      'following.connecting',
      'following.confirming',
      'following.joined.proof',
      'waiting',
      'refused',
    ],
    'clock.jumped': ['off', 'following.joined.proof', 'waiting', 'refused'],
    'connection.hurried': ['off', 'following.joined', 'refused'],
    // Nothing stands in the way of connecting but what other regions decide.
    retry: ['off', 'following', 'waiting'],
    // Only a connection that is taken for complete can be caught at leaving something out.
    'change.missed': [
      'off',
      'following.connecting',
      'following.confirming',
      'following.joined.proof.syncing',
      'following.joined.pulse',
      'waiting',
      'refused',
    ],
    // What is known of the order can only contradict a refusal.
    'order.known': ['off', 'following', 'waiting'],
  },
  reads: {
    // Only pauses are measured anew.
    'reads.rescheduled': ['idle', 'reading', 'failing'],
    'reads.ended': ['idle', 'resting', 'due', 'failing'],
    // Only a question that was asked before a nap is doubted.
    'connection.hurried': ['idle', 'resting', 'due', 'reading.doubting', 'failing'],
    'clock.jumped': ['idle', 'resting', 'due', 'reading.doubting', 'failing'],
    // So is one that was asked before the connection was confirmed; others do not mind.
    'connection.confirmed': ['idle', 'resting', 'due', 'reading.doubting', 'failing'],
  },
  visibility: {
    'page.hidden': ['hidden', 'frozen'],
    'page.shown': ['visible'],
    'page.resumed': ['visible', 'hidden'],
    'page.restored': ['visible', 'hidden'],
    awake: ['visible', 'hidden.released', 'frozen'],
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
      'live.following.joined.pulse.deciding',
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
      const [before, after] = [from.snapshot.context.order, to.snapshot.context.order];
      if (before) assert.ok(after && (after.version ?? 0) >= (before.version ?? 0), to.path.join(', '));
    }
  });

  it('knows the same after every pause, and after retry()', () => {
    for (const { walk, moments } of walks) {
      for (const moment of moments) {
        const { order, trustedOrder, problem } = moment.snapshot.context;
        for (const pause of pauses) {
          const after = pause.reduce((at, type) => walk.next(at, { type }), moment).snapshot;
          assert.deepEqual([after.context.order, after.context.trustedOrder], [order, trustedOrder]);
          assert.equal(after.context.problem, problem, `${moment.path.join(', ')}, ${pause.join(', ')}`);
          assert.deepEqual(after.value.lifecycle, moment.snapshot.value.lifecycle);
        }
        const { context, value } = walk.next(moment, { type: 'retry' }).snapshot;
        assert.deepEqual([context.order, context.trustedOrder, context.problem], [order, trustedOrder, undefined]);
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

function pairsOf({ snapshot }: Moment): string[] {
  const [life = '', ...others] = leavesOf(snapshot).sort(
    (one, other) => Number(other.startsWith('lifecycle')) - Number(one.startsWith('lifecycle')),
  );
  // Which status it is matters only for what is final.
  const kind = /confirmed|believed|unknown/.exec(life)?.[0] ?? 'on its way';
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
  const order = context.order ?? { status: 'pending', version: 1 };
  const wire = { id: 'A1', status: order.status ?? 'pending', version: order.version ?? 1 };
  if (!is('visibility.visible')) return { type: 'page.shown' };
  if (is('network.offline')) return { type: 'page.online' };
  if (context.problem || is('access.refused') || is('live.refused')) return { type: 'retry' };
  if (is('access.fetching')) {
    return {
      type: inner('done.actor.0.tracker.access') ?? '',
      output: { value: `fresh ${Math.random()}`, lifetime: 900_000 },
    };
  }
  if (is('access.failing')) return { type: inner('after.tokenRetry') ?? '' };
  const isEnding = isFinal(order.status) && is('reads');
  if (
    is('reads.reading') &&
    (is('live.following.joined.proof.syncing') || isEnding || !context.input.transport.connect)
  ) {
    return { type: inner('done.actor.0.tracker.reads') ?? '', output: wire };
  }
  if (is('live.waiting')) return { type: inner('after.retryDelay') ?? '' };
  if (is('live.following.connecting')) return { type: 'connection.opened' };
  if (is('live.following.confirming')) return { type: 'connection.confirmed' };
  if (is('live.following.joined.proof.syncing') && !context.input.transport.read) {
    return { type: 'connection.received', payload: { ...wire, version: wire.version + 1 } };
  }
  if (is('reads.due') || is('reads.failing')) return { type: inner('after.wantedPause') ?? '' };
  // An answer that was none is followed by the next one at the usual pace.
  if (is('live.following.joined.proof.syncing') && is('reads.resting')) return { type: inner('after.pollPause') ?? '' };
  if (is('live.following.joined')) {
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
