import { expect } from '@esm-bundle/chai';
import type { Order } from '../../src/order/order.js';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';

describe('the layout compact', () => {
  let tracker: FakeTracked;

  beforeEach(async () => {
    tracker = await place((placed) => {
      placed.layout = 'compact';
    });
    tracker.lang = 'en';
  });
  afterEach(clear);

  const situations: readonly [about: string, Partial<Order>, headline: string, told: string][] = [
    ['on hold, and why', { onHold: true, reason: 'The oven is down' }, 'Preparing', 'On hold. The oven is down'],
    ['late, and why', { delayed: true, reason: 'Many orders' }, 'Preparing', 'Running late. Many orders'],
    ['late, where nobody says why', { delayed: true }, 'Preparing', 'Running late.'],
    ['in a state that we do not know', { unmappedStatus: 'plating' }, 'Preparing', 'One moment.'],
    ['moved on by a clock only', { status: 'ready', statusSource: 'estimated' }, 'Ready', 'Estimated by time.'],
    ['cancelled, and why', { status: 'cancelled', reason: 'Sold out' }, 'Cancelled', 'Sold out'],
  ];
  for (const [about, order, headline, told] of situations) {
    it(`notes that the order is ${about}`, async () => {
      await tracker.tracking.know({ order: { ...anOrder, ...order } });
      expect(tracker.text('headline')).to.equal(headline);
      expect(tracker.text('notes')).to.equal(told);
    });
  }

  it('has no note for an ordinary order', async () => {
    await tracker.tracking.know({ order: anOrder });
    expect(tracker.has('notes')).to.equal(false);
  });
});
