import { expect } from '@open-wc/testing';
import type { Order } from '../../src/order/order.js';
import type { OrderTrackerSnapshot } from '../../src/tracker/types.js';
import { FakeStorage } from '../support/fake-environment.js';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';

const hour = 3_600_000;
const key = 'order-status-tracker:recent';

describe('the open order of this device', () => {
  let storage: FakeStorage;

  const put = (set: (tracker: FakeTracked) => void) =>
    place((placed) => {
      placed.lang = 'en';
      placed.recent = 'on';
      placed.pollUrl = '/orders/{id}';
      placed.environment = Object.assign(placed.world, { storage });
      set(placed);
    });
  const follow = async (id = 'A1', order: Partial<Order> = {}, set: (tracker: FakeTracked) => void = () => {}) => {
    const tracker = await put((placed) => {
      placed.orderId = id;
      set(placed);
    });
    await tracker.tracking.know({ orderId: id, order: { ...anOrder, id, ...order } });
    return tracker;
  };
  /** The restaurant's own page, which names no order. */
  const comeBack = (set: (tracker: FakeTracked) => void = () => {}) =>
    put((placed) => {
      placed.orderId = undefined;
      set(placed);
    });
  const foundBy = (tracker: FakeTracked) => tracker.tracking.options().orderId;
  /** What the back end answers to what was found. */
  const know = (tracker: FakeTracked, news: Partial<OrderTrackerSnapshot>) =>
    tracker.tracking.know({ orderId: foundBy(tracker), ...news });
  const isSeen = (tracker: FakeTracked) => tracker.getBoundingClientRect().height > 0;
  const otherTabsHear = async (tracker: FakeTracked) => {
    window.dispatchEvent(new StorageEvent('storage', { key }));
    await tracker.updateComplete;
  };

  beforeEach(() => {
    storage = new FakeStorage();
  });
  afterEach(() => {
    clear();
    document.head.querySelector('style.of-test')?.remove();
  });

  it('is found again where no order is named, and shown once the back end has confirmed it', async () => {
    await follow();
    clear();
    const tracker = await comeBack();
    expect(foundBy(tracker)).to.equal('A1');
    await know(tracker, { order: undefined, connectionStatus: 'connecting' });
    expect(isSeen(tracker)).to.equal(false);
    await know(tracker, { order: anOrder, isCached: true, connectionStatus: 'connecting' });
    expect(isSeen(tracker)).to.equal(false);
    await know(tracker, { order: anOrder, isCached: false, connectionStatus: 'connected' });
    expect(isSeen(tracker)).to.equal(true);
    expect(tracker.text('recent')).to.equal('Welcome back. This is your open order. Not mine');
    await expect(tracker).to.be.accessible();
  });

  it('is not shown a second time on a page that names it', async () => {
    const named = await follow();
    const tracker = await comeBack();
    expect(foundBy(tracker)).to.equal(undefined);
    expect(isSeen(tracker)).to.equal(false);
    named.remove();
    await tracker.updateComplete;
    expect(foundBy(tracker)).to.equal('A1');
    document.body.append(named);
    await tracker.updateComplete;
    expect(foundBy(tracker)).to.equal(undefined);
  });

  it('makes room when another tag comes to name it, and returns when that names another', async () => {
    await follow();
    clear();
    const tracker = await comeBack();
    await know(tracker, { order: anOrder });
    expect(isSeen(tracker)).to.equal(true);
    const named = await place((placed) => {
      placed.pollUrl = '/orders/{id}';
    });
    await tracker.updateComplete;
    expect(foundBy(tracker)).to.equal(undefined);
    named.orderId = 'B2';
    await named.updateComplete;
    await tracker.updateComplete;
    expect(foundBy(tracker)).to.equal('A1');
  });

  it('is shown beside a tag that names an order of the same id at another restaurant', async () => {
    await follow();
    clear();
    await place((placed) => {
      placed.pollUrl = 'https://other.example/{id}';
    });
    expect(foundBy(await comeBack())).to.equal('A1');
  });

  it('is never the order of somebody who has shared its link', async () => {
    const tracker = await put((placed) => {
      placed.orderId = 'A1';
    });
    await know(tracker, { order: anOrder, isReadOnly: true });
    clear();
    expect(foundBy(await comeBack())).to.equal(undefined);
    expect(JSON.stringify([...storage.entries])).not.to.contain('A1');
  });

  it('is not called open once it has ended while the guest looks', async () => {
    await follow();
    clear();
    const tracker = await comeBack();
    await know(tracker, { order: anOrder });
    await know(tracker, { order: { ...anOrder, status: 'completed' }, connectionStatus: 'closed' });
    expect([tracker.text('headline'), tracker.has('recent')]).to.deep.equal(['Completed', false]);
  });

  it('is shown from the device’s cache where there is no network, and says so', async () => {
    await follow();
    clear();
    const tracker = await comeBack();
    await know(tracker, { order: anOrder, isCached: true, connectionStatus: 'offline' });
    expect(isSeen(tracker)).to.equal(true);
    expect(tracker.has('cached')).to.equal(true);
  });

  it('is none on a new device: nothing is shown at all, whatever the page’s own styles say', async () => {
    const style = Object.assign(document.createElement('style'), { className: 'of-test' });
    style.textContent = 'fake-tracked { display: block; }';
    document.head.append(style);
    const tracker = await comeBack();
    expect(foundBy(tracker)).to.equal(undefined);
    await tracker.tracking.know({ orderId: undefined, order: undefined, connectionStatus: 'idle' });
    expect(isSeen(tracker)).to.equal(false);
    tracker.recent = 'off';
    await tracker.updateComplete;
    expect(isSeen(tracker)).to.equal(true);
  });

  it('is not remembered by a tracker without the attribute, or from the device’s cache', async () => {
    await follow('A1', {}, (placed) => {
      placed.recent = 'off';
    });
    expect(storage.getItem(key)).to.equal(null);
    clear();
    const cached = await put((placed) => {
      placed.orderId = 'A1';
    });
    await cached.tracking.know({ order: anOrder, isCached: true });
    expect(storage.getItem(key)).to.equal(null);
  });

  it('is kept as its id, a hash of the back end and a time; no secret and nothing of the order', async () => {
    const tracker = await follow();
    const stored = JSON.parse(storage.getItem(key) ?? '{}');
    const [entry] = stored.orders;
    expect(Object.keys(entry).sort()).to.deep.equal(['at', 'backEnd', 'id']);
    expect([entry.id, entry.at]).to.deep.equal(['A1', tracker.world.clock.wall()]);
    expect(entry.backEnd).not.to.include('/orders');
    expect(storage.getItem(key)).not.to.match(/Margherita|Trattoria|42/);
  });

  it('is the newest of several, and of the same back end only', async () => {
    await follow('A1');
    clear();
    await follow('B2', {}, (placed) => placed.world.setWall(1_000));
    clear();
    await follow('C3', {}, (placed) => {
      placed.pollUrl = '/elsewhere/{id}';
      placed.world.setWall(2_000);
    });
    clear();
    expect(foundBy(await comeBack((placed) => placed.world.setWall(5_000)))).to.equal('B2');
  });

  it('is not found after 12 hours', async () => {
    await follow();
    clear();
    expect(foundBy(await comeBack((placed) => placed.world.setWall(11.9 * hour)))).to.equal('A1');
    clear();
    const late = await comeBack((placed) => placed.world.setWall(12.1 * hour));
    expect(foundBy(late)).to.equal(undefined);
  });

  it('is not found once it has ended', async () => {
    const tracker = await follow();
    await tracker.tracking.change({ status: 'completed' });
    clear();
    expect(foundBy(await comeBack())).to.equal(undefined);
    expect(storage.getItem(key)).to.equal(null);
  });

  it('stays hidden, and is forgotten, where it has ended meanwhile or is gone', async () => {
    const ends = [
      { order: { ...anOrder, status: 'completed' as const }, isCached: false },
      { order: undefined, error: { code: 'not-found' as const, message: '', recoverable: true } },
    ];
    for (const end of ends) {
      await follow();
      clear();
      const tracker = await comeBack();
      await know(tracker, { ...end, connectionStatus: 'error' });
      await tracker.updateComplete;
      expect(foundBy(tracker)).to.equal(undefined);
      expect(storage.getItem(key)).to.equal(null);
      clear();
    }
  });

  it('is not shown where its secret is gone, and found again where the secret is back', async () => {
    await follow();
    clear();
    const tracker = await comeBack();
    await know(tracker, { order: undefined, connectionStatus: 'denied' });
    await tracker.updateComplete;
    expect(foundBy(tracker)).to.equal(undefined);
    clear();
    expect(foundBy(await comeBack())).to.equal('A1');
  });

  it('stays in view when it ends while the guest looks', async () => {
    await follow();
    clear();
    const tracker = await comeBack();
    await know(tracker, { order: anOrder });
    await tracker.tracking.change({ status: 'completed' });
    await tracker.updateComplete;
    expect(foundBy(tracker)).to.equal('A1');
    expect(isSeen(tracker)).to.equal(true);
  });

  it('goes at once with "Not mine", here and in other tabs, and no open tab brings it back', async () => {
    const confirmation = await follow();
    // It stands in a page of its own.
    confirmation.remove();
    const [tracker, otherTab] = [await comeBack(), await comeBack()];
    for (const each of [tracker, otherTab]) await know(each, { order: anOrder });
    tracker.piece('not-mine-button').click();
    await tracker.updateComplete;
    expect(foundBy(tracker)).to.equal(undefined);
    await otherTabsHear(otherTab);
    expect(foundBy(otherTab)).to.equal(undefined);
    expect(storage.getItem(key)).not.to.include('"A1"');
    document.body.append(confirmation);
    await confirmation.tracking.change({ status: 'ready' });
    clear();
    expect(foundBy(await comeBack())).to.equal(undefined);
  });

  it('never replaces the order that the page names', async () => {
    await follow();
    clear();
    const tracker = await follow('B2');
    expect(foundBy(tracker)).to.equal('B2');
    expect([tracker.has('recent'), tracker.has('not-mine-button')]).to.deep.equal([false, false]);
  });

  it('needs no storage: where it is denied or holds nonsense, nothing is found', async () => {
    storage.isDenied = true;
    await follow();
    clear();
    expect(foundBy(await comeBack())).to.equal(undefined);
    clear();
    storage.isDenied = false;
    for (const nonsense of ['x', '[]', 'null', '{"orders":[null,{"id":1}],"notMine":3}']) {
      storage.setItem(key, nonsense);
      expect(foundBy(await comeBack())).to.equal(undefined);
      clear();
    }
  });
});
