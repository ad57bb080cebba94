import { expect } from '@esm-bundle/chai';
import '../../src/define.js';
import type { OrderTrackerSnapshot } from '../../src/tracker/types.js';
import { clearBoards, type FakedBoard, placeBoard } from '../support/fake-board.js';
import { anOrder, clear, expectedIn, type FakeTracked, place } from '../support/fake-tracker.js';
import { everyWay, textOf, translate, type Way } from '../support/page-translator.js';

type State = (tracker: FakeTracked) => Partial<OrderTrackerSnapshot>;
const live: State = (tracker) => ({
  order: anOrder,
  connectionStatus: 'connected',
  isConnected: true,
  ...expectedIn(tracker, 10, 15),
});
/** What a tracker may know, and what changes from one to the other. */
const states: Readonly<Record<string, State>> = {
  live,
  'another estimate': (tracker) => ({
    order: anOrder,
    connectionStatus: 'connected',
    isConnected: true,
    ...expectedIn(tracker, 40, 45),
  }),
  polling: () => ({ order: anOrder, connectionStatus: 'polling', isConnected: false, mayGoLive: false }),
  'read later': () => ({ order: anOrder, lastUpdate: new Date(2026, 10, 22, 14, 47) }),
  offline: () => ({ order: anOrder, connectionStatus: 'offline', isConnected: false, isTrusted: false }),
  'another dish and table': () => ({
    order: {
      ...anOrder,
      number: '77',
      tableLabel: '3',
      totalMinor: 900,
      items: [{ id: '1', name: 'Lasagne', quantity: 1 }],
    },
  }),
  'on hold': () => ({ order: { ...anOrder, onHold: true } }),
  'out of reach': () => ({
    connectionStatus: 'error',
    isConnected: false,
    error: { code: 'unreachable', message: 'for developers', recoverable: true },
  }),
  'not found': () => ({
    connectionStatus: 'error',
    isConnected: false,
    error: { code: 'not-found', message: 'for developers', recoverable: true },
  }),
  ready: () => ({ order: { ...anOrder, status: 'ready' } }),
  completed: () => ({ order: { ...anOrder, status: 'completed' } }),
  cancelled: () => ({ order: { ...anOrder, status: 'cancelled' } }),
};

const shown = ({ renderRoot }: FakeTracked) => {
  const card = renderRoot.querySelector('article')?.cloneNode(true) as HTMLElement;
  for (const passing of card.querySelectorAll('[part~=toast], [role=status], [role=alert]')) passing.remove();
  return textOf(card);
};

/** What happens at a restaurant, in an order in which it can. */
const evening: readonly ((board: FakedBoard) => Promise<unknown>)[] = [
  (board) => board.open('41 preparing', '42 preparing'),
  (board) => board.know('41 ready', '42 preparing', '43 preparing'),
  (board) => board.know('41 ready', '42 ready', '43 preparing'),
  (board) => board.loseEverything(),
  (board) => board.pass(60_000),
  (board) => board.pass(120_000),
  (board) => board.recover(),
  (board) => board.know('43 ready', '44 preparing'),
  (board) => board.pass(60_000),
  (board) => board.know(),
];

describe('a page that the browser translates', function () {
  // Each test draws two dozen cards.
  this.timeout(20_000);

  const know = async (way: Way | undefined, ...steps: readonly State[]): Promise<FakeTracked> => {
    const tracker = await place();
    tracker.lang = 'en';
    for (const [index, state] of steps.entries()) {
      await tracker.tracking.know({ estimate: undefined, mayGoLive: true, ...state(tracker) });
      if (way && index < steps.length - 1) translate(tracker.renderRoot, way);
    }
    return tracker;
  };
  const compare = async (way: Way, [name, before]: [string, State]) => {
    for (const [next, after] of Object.entries(states)) {
      if (next === name) continue;
      const translated = await know(way, before, after);
      const text = shown(translated);
      translated.remove();
      const plain = await know(undefined, before, after);
      expect(text, next).to.equal(shown(plain));
      plain.remove();
    }
  };
  afterEach(() => {
    clear();
    clearBoards();
  });

  for (const entry of Object.entries(states)) {
    it(`shows all that is new after "${entry[0]}"`, () => compare('wraps', entry));
  }

  for (const way of everyWay) {
    if (way !== 'wraps')
      it(`shows all that is new where the translator ${way} texts`, () => compare(way, ['live', live]));

    it(`shows on the board what is new, step by step, where it ${way} them`, async () => {
      const translated = await placeBoard();
      const plain = await placeBoard();
      for (const board of [translated, plain]) board.lang = 'en';
      for (const [index, step] of evening.entries()) {
        await step(plain);
        await step(translated);
        const [text, other] = [plain, translated].map(({ renderRoot }) => textOf(renderRoot.querySelector('section')));
        expect(other, `step ${index}`).to.equal(text);
        translate(translated.renderRoot, way);
      }
    });
  }
});
