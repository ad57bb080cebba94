import { expect } from '@esm-bundle/chai';
import type { Order } from '../../src/order/order.js';
import type { OrderTrackerSnapshot } from '../../src/tracker/types.js';
import { FakeDevice } from '../support/fake-device.js';
import { anOrder, clear, expectedIn, type FakeTracked, place } from '../support/fake-tracker.js';
import { listen } from '../support/heard.js';

describe('a page with two tags of one order', () => {
  let device: FakeDevice;
  let both: FakeTracked[];
  let heard: string[];

  /** Ids of their own: what a page has said is kept as long as the page. */
  let orders = 0;

  const put = async (set: (tracker: FakeTracked) => void = () => {}) => {
    const tracker = await place((made) => {
      made.lang = 'en';
      made.device = device;
      made.orderId = `once-${orders}`;
      set(made);
    });
    listen(tracker, heard);
    both.push(tracker);
  };
  const begin = async () => {
    for (const tracker of both) {
      const { orderId } = tracker;
      await tracker.tracking.know({ orderId: orderId ?? '', order: { ...anOrder, status: 'pending' } });
    }
  };
  /** Long enough for everything to be said. */
  const calm = async () => {
    await device.pass(1_000);
    for (const tracker of both) {
      await tracker.updateComplete;
      await tracker.world.pass(10_000);
      await tracker.updateComplete;
    }
  };
  const change = async (order: Partial<Order>, news?: Partial<OrderTrackerSnapshot>) => {
    for (const tracker of both) await tracker.tracking.change(order, news);
    await calm();
  };

  /** The order is ready, and its status is in the map. */
  const makeReady = async () => {
    for (const tracker of both) {
      const { orderId } = tracker;
      await tracker.tracking.know({ orderId: orderId ?? '', order: { ...anOrder, status: 'ready' } });
    }
    await calm();
  };

  beforeEach(() => {
    orders += 1;
    device = new FakeDevice();
    both = [];
    heard = [];
  });
  afterEach(clear);

  it('says it without having the browser lay out the page, as long as no other tag wants to know whether it was heard', async () => {
    await put();
    await begin();
    const native = Element.prototype.getClientRects;
    let asked = 0;
    Element.prototype.getClientRects = function getClientRects() {
      asked += 1;
      return native.call(this);
    };
    try {
      await change({ status: 'preparing' });
    } finally {
      Element.prototype.getClientRects = native;
    }
    expect(heard.join()).to.contain('Preparing');
    expect(asked).to.equal(0);
  });

  it('still says "ready" where it came together with a status that no map knows, once that is over', async () => {
    await put();
    await begin();
    const [tracker] = both;
    // Both within the time that an alert waits for other tabs.
    await tracker?.tracking.change({ status: 'ready' });
    await change({ unmappedStatus: 'plating' });
    expect(heard.join()).to.not.contain('Ready');
    await makeReady();
    expect(heard.filter((text) => text.includes('Ready'))).to.deep.equal([
      '! Order 42: Ready. We’re bringing it to your table.',
    ]);
  });

  it('rings once for "ready" if a status that no map knows follows, and "ready" comes again', async () => {
    await put();
    await begin();
    await change({ status: 'ready' });
    await change({ unmappedStatus: 'plating' });
    await makeReady();
    expect(heard.filter((text) => text.startsWith('! '))).to.have.length(1);
  });

  it('says each thing once, and "ready" assertively', async () => {
    await put();
    await put();
    await begin();
    await change({ status: 'preparing' });
    await change({ delayed: true });
    await change({ status: 'ready', delayed: false });
    await change({ status: 'preparing' });
    await change({ status: 'ready' });
    await change({ status: 'cancelled', reason: 'The oven' });
    expect(heard).to.deep.equal([
      'Preparing',
      'Running late',
      '! Order 42: Ready. We’re bringing it to your table.',
      'Back in the kitchen',
      'Ready',
      '! Order 42: Cancelled. The oven. This order was cancelled. If you have already paid, please ask the restaurant about a refund.',
    ]);
  });

  it('says once that the connection is lost, that it is back, and when the meal comes', async () => {
    await put();
    await put();
    await begin();
    for (const tracker of both) await tracker.tracking.know(expectedIn(tracker, 20, 30));
    await calm();
    for (const tracker of both) await tracker.tracking.know({ connectionStatus: 'offline' });
    await calm();
    for (const tracker of both) await tracker.tracking.know({ connectionStatus: 'connected' });
    await calm();
    for (const tracker of both) await tracker.tracking.know(expectedIn(tracker, 40, 50));
    await calm();
    expect(heard.map((text) => text.replace(/ around .*/, ''))).to.deep.equal([
      'You are offline',
      'Up to date again',
      'New time: Ready',
    ]);
  });

  it('says it by the tag that is seen, where the page hides the other', async () => {
    await put((made) => {
      made.style.display = 'none';
    });
    await put();
    await begin();
    await change({ status: 'preparing' });
    await change({ status: 'ready' });
    const [hidden, seen] = both;
    expect(hidden?.said('polite')).to.equal('');
    expect(heard.filter((text) => text === 'Preparing')).to.have.length(2);
    expect(seen).to.not.equal(undefined);
  });

  it('says the news of each of two orders', async () => {
    await put();
    await put((made) => {
      made.orderId = `other-${orders}`;
    });
    await begin();
    await change({ status: 'preparing' });
    expect(heard).to.deep.equal(['Preparing', 'Preparing']);
  });

  it('says the news of two restaurants whose orders have the same id', async () => {
    await put();
    await put((made) => {
      made.pollUrl = 'https://other.example/{id}';
    });
    await begin();
    await change({ status: 'preparing' });
    expect(heard).to.deep.equal(['Preparing', 'Preparing']);
  });
});
