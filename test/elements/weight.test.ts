import { expect } from '@esm-bundle/chai';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';
import { showScene } from '../support/situations.js';

/** Every node of an element: itself, and the elements, texts and comments in its shadow tree. */
function nodesOf(tracker: FakeTracked): number {
  if (!tracker.shadowRoot) return 0;
  const walker = document.createTreeWalker(tracker.shadowRoot);
  let nodes = 1;
  while (walker.nextNode()) nodes += 1;
  return nodes;
}

/** What is listened to on an element or in it, while `action` runs. */
async function listenersDuring(action: () => Promise<FakeTracked>): Promise<string[]> {
  const heard: { readonly target: EventTarget; readonly type: string }[] = [];
  const original = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (...args: Parameters<typeof original>) {
    heard.push({ target: this, type: args[0] });
    return original.apply(this, args);
  };
  try {
    const tracker = await action();
    return heard
      .filter(({ target }) => target instanceof Node && target.getRootNode() === tracker.shadowRoot)
      .map(({ type }) => type);
  } finally {
    EventTarget.prototype.addEventListener = original;
  }
}

const items = ['Pizza Margherita', 'Tiramisù', 'Acqua frizzante'].map((name) => ({ name, quantity: 1 }));
const usual = { situation: 'preparing', expected: { from: 8, to: 14 }, order: { items } } as const;

describe('the weight of a card', () => {
  afterEach(clear);

  it('is at most 124 nodes while three dishes are being prepared', async () => {
    const tracker = await showScene(usual);
    expect(tracker.shadowRoot?.querySelectorAll('[part=item]')).to.have.length(3);
    expect(nodesOf(tracker)).to.be.at.most(124);
  });

  it('is two listeners in its shadow tree, however many buttons it has', async () => {
    const types = await listenersDuring(async () => {
      const tracker = await showScene({ ...usual, connection: 'error', change: { status: 'pending' } });
      await tracker.tracking.change({ status: 'preparing' });
      return tracker;
    });
    expect(types.sort()).to.deep.equal(['click', 'slotchange']);
  });

  it('has no dish in a list that is closed, and has them once the guest opens it', async () => {
    const many = Array.from({ length: 9 }, (_, at) => ({ name: `Dish ${at}`, quantity: 1 }));
    const tracker = await showScene({ situation: 'preparing', order: { items: many } });
    const details = tracker.piece('items') as HTMLDetailsElement;
    expect([details.open, tracker.has('item')]).to.deep.equal([false, false]);
    tracker.piece('items-summary').click();
    await tracker.updateComplete;
    expect([details.open, tracker.text('item-name')]).to.deep.equal([true, 'Dish 0']);
    await tracker.tracking.change({ status: 'ready' });
    expect(details.open).to.equal(true);
    tracker.piece('items-summary').click();
    await tracker.updateComplete;
    expect([details.open, tracker.has('item')]).to.deep.equal([false, false]);
  });

  it('keeps what is drawn: a change replaces no element', async () => {
    const tracker = await showScene(usual);
    const parts = ['top', 'headline', 'status-icon', 'steps', 'step', 'items', 'item', 'alert-button', 'footer'];
    const before = parts.map((part) => tracker.piece(part));
    await tracker.tracking.change({ status: 'pending', delayed: true, reason: 'Busy' });
    await tracker.tracking.know({ connectionStatus: 'offline', estimate: undefined });
    await tracker.tracking.change({ status: 'preparing', delayed: false, reason: '' });
    expect(parts.filter((part, at) => tracker.piece(part) !== before[at])).to.deep.equal([]);
  });

  it('is drawn once for several changes in one task', async () => {
    const tracker = await showScene(usual);
    let draws = 0;
    tracker.addController({
      hostUpdated: () => {
        draws += 1;
      },
    });
    const { tracking } = tracker;
    const changes = [{ delayed: true }, { onHold: true }, { reason: 'Busy' }].map((order) => tracking.change(order));
    await Promise.all(changes);
    expect(draws).to.equal(1);
  });
});

describe('time', () => {
  afterEach(clear);

  it('draws a visible card with an estimate about once a minute', async () => {
    const tracker = await showScene({ ...usual, expected: { from: 28, to: 44 } });
    let draws = 0;
    tracker.addController({
      hostUpdated: () => {
        draws += 1;
      },
    });
    await tracker.world.pass(10 * 60_000);
    expect(draws).to.be.within(9, 11);
  });

  it('does not draw a card whose words do not depend on it', async () => {
    const tracker = await showScene({ situation: 'ready' });
    const { timers } = tracker.world;
    await tracker.world.pass(10 * 60_000);
    expect(timers).to.equal(0);
  });

  it('has one timer for all cards of a page, and none for those that have left', async () => {
    const first = await showScene(usual);
    const { world } = first;
    for (let count = 0; count < 5; count += 1) {
      const tracker = await place((placed) => {
        placed.environment = world;
      });
      const now = world.clock.wall();
      const estimate = {
        of: 'ready',
        from: new Date(now + 60_000),
        to: new Date(now + 600_000),
        source: 'backend',
        late: false,
      };
      await tracker.tracking.know({ order: anOrder, estimate: estimate as never });
    }
    expect(world.timers).to.equal(1);
    clear();
    await first.updateComplete;
    expect(world.timers).to.equal(0);
  });
});
