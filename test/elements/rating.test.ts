import { expect } from '@esm-bundle/chai';
import type { OrderRatingEvent } from '../../src/elements/tracker/order-status-tracker.events.js';
import type { Order } from '../../src/order/order.js';
import type { OrderStatus } from '../../src/order/status.js';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';
import { heard } from '../support/heard.js';

const minute = 60_000;

function button(tracker: FakeTracked, label: string): HTMLElement {
  const found = [...tracker.renderRoot.querySelectorAll('button')].find((one) => one.ariaLabel === label);
  if (!found) throw new Error(`There is no button "${label}".`);
  return found;
}

describe('the rating', () => {
  let tracker: FakeTracked;

  const placeRated = (set: (tracker: FakeTracked) => void = () => {}) =>
    place((placed) => {
      placed.rating = 'on';
      placed.lang = 'en';
      set(placed);
    });

  beforeEach(async () => {
    tracker = await placeRated();
  });
  afterEach(clear);

  const show = (order: Partial<Order>, on = tracker) => on.tracking.know({ order: { ...anOrder, ...order } });
  const wait = async (minutes: number, on = tracker) => {
    await on.world.pass(minutes * minute);
    await on.updateComplete;
  };

  for (const [status, fulfilment] of [
    ['served', 'dine_in'],
    ['completed', 'pickup'],
    ['completed', 'delivery'],
  ] as const) {
    it(`is asked for 15 minutes after a ${fulfilment} order is ${status}`, async () => {
      await show({ status, fulfilment });
      await wait(14);
      expect(tracker.has('rating')).to.equal(false);
      await wait(1);
      expect(tracker.text('rating-question')).to.equal('How was your order?');
      expect(tracker.said('polite')).to.equal('How was your order?');
    });
  }

  it('is asked for after the minutes of rating-after; an invalid value counts as 15', async () => {
    tracker.setAttribute('rating-after', '2');
    await show({ status: 'completed' });
    await wait(2);
    expect(tracker.has('rating')).to.equal(true);
    tracker.setAttribute('rating-after', 'soon');
    await tracker.updateComplete;
    expect(tracker.has('rating')).to.equal(false);
  });

  it('is due from the moment at which the kitchen ended the order, also after a later visit', async () => {
    await show({ status: 'completed', updatedAt: new Date(tracker.world.clock.wall() - 20 * minute) });
    expect(tracker.has('rating')).to.equal(true);
  });

  for (const status of ['ready', 'cancelled', 'rejected', 'failed', 'refunded'] satisfies OrderStatus[]) {
    it(`is not asked for while the order is ${status}`, async () => {
      await show({ status });
      await wait(60);
      expect(tracker.has('rating')).to.equal(false);
    });
  }

  it('is not asked for while served is only estimated', async () => {
    await show({ status: 'served', statusSource: 'estimated' });
    await wait(60);
    expect(tracker.has('rating')).to.equal(false);
  });

  const asked = async () => {
    await show({ status: 'served' });
    await wait(15);
  };

  it('is five labelled buttons of at least 44 px', async () => {
    await asked();
    const buttons = [...tracker.renderRoot.querySelectorAll<HTMLElement>('[part=rating-star]')];
    expect(buttons.map(({ ariaLabel }) => ariaLabel)).to.deep.equal([
      '1 star of 5',
      '2 stars of 5',
      '3 stars of 5',
      '4 stars of 5',
      '5 stars of 5',
    ]);
    for (const { offsetWidth, offsetHeight } of buttons) {
      expect(offsetWidth).to.be.at.least(44);
      expect(offsetHeight).to.be.at.least(44);
    }
    const group = tracker.piece('rating');
    expect(group.getAttribute('role')).to.equal('group');
    const label = group.getAttribute('aria-labelledby');
    expect(tracker.shadowRoot?.getElementById(label ?? '')?.textContent).to.equal('How was your order?');
  });

  it('fires order-rating at one tap, with the waiting time and the error of the estimate', async () => {
    const ratings: OrderRatingEvent[] = heard(tracker, 'order-rating');
    const now = tracker.world.clock.wall();
    const at = (minutes: number) => new Date(now + minutes * minute);
    const order = { ...anOrder, placedAt: at(-10) };
    const estimate = { of: 'ready', from: at(0), to: at(5), source: 'backend', late: false } as const;
    await tracker.tracking.know({ order, estimate });
    await wait(12);
    await tracker.tracking.know({ order: { ...order, status: 'ready', updatedAt: at(12) }, estimate: undefined });
    await wait(3);
    await tracker.tracking.know({ order: { ...order, status: 'served', updatedAt: at(15) } });
    await wait(15);
    button(tracker, '4 stars of 5').click();
    expect(ratings).to.have.length(1);
    const [{ rating, waitMinutes, estimateErrorMinutes, order: rated, bubbles, composed }] = ratings as [
      OrderRatingEvent,
    ];
    expect([rating, waitMinutes, estimateErrorMinutes, rated.id]).to.deep.equal([4, 22, 7, 'A1']);
    expect([bubbles, composed]).to.deep.equal([true, true]);
  });

  it('has no waiting time and no error where the page did not see the order get ready', async () => {
    const ratings = heard(tracker, 'order-rating');
    await asked();
    button(tracker, '1 star of 5').click();
    expect(ratings[0]?.waitMinutes).to.equal(undefined);
    expect(ratings[0]?.estimateErrorMinutes).to.equal(undefined);
  });

  it('announces the thanks and keeps keyboard focus after a rating', async () => {
    await asked();
    const star = button(tracker, '5 stars of 5');
    star.focus();
    star.click();
    await tracker.updateComplete;
    await tracker.updateComplete;
    expect(tracker.text('rating-thanks')).to.equal('Thank you for your rating.');
    expect(tracker.has('rating')).to.equal(false);
    // One message in 3 s, and the question was the first.
    await tracker.world.pass(3_000);
    expect(tracker.said('polite')).to.equal('Thank you for your rating.');
    expect(tracker.shadowRoot?.activeElement).to.equal(tracker.piece('card'));
  });

  const comeBack = (storage = tracker.world.storage) =>
    placeRated((placed) => {
      placed.environment = Object.assign(placed.world, { storage });
    });

  for (const [about, tap] of [
    ['answered', '3 stars of 5'],
    ['sent away', 'Dismiss'],
  ] as const) {
    it(`is never asked for again once it was ${about}, after a reload or in another tab`, async () => {
      await asked();
      const other = await comeBack();
      other.ratingAfter = 0;
      await show({ status: 'served' }, other);
      expect(other.has('rating')).to.equal(true);
      button(tracker, tap).click();
      window.dispatchEvent(new StorageEvent('storage'));
      await other.updateComplete;
      expect(other.has('rating')).to.equal(false);
      const reloaded = await comeBack();
      reloaded.ratingAfter = 0;
      await show({ status: 'completed' }, reloaded);
      expect(reloaded.has('rating')).to.equal(false);
      expect(tracker.has('rating')).to.equal(false);
    });
  }

  it('stores nothing about the guest, and not the number of stars', async () => {
    await asked();
    button(tracker, '2 stars of 5').click();
    const stored = tracker.world.storage.getItem('order-status-tracker:guest') ?? '';
    const [[key, record] = ['', {}]] = Object.entries(JSON.parse(stored) as object);
    expect(key).to.match(/^\w{5,12}$/);
    expect(Object.keys(record as object).sort()).to.deep.equal(['arrived', 'at', 'rated']);
  });

  it('is asked for again for the next order', async () => {
    await asked();
    button(tracker, 'Dismiss').click();
    await tracker.tracking.know({ orderId: 'A2', order: { ...anOrder, id: 'A2', status: 'completed' } });
    await wait(15);
    expect(tracker.has('rating')).to.equal(true);
  });

  it('is asked for once per page where storage is denied', async () => {
    const denied = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    clear();
    tracker = await comeBack({ getItem: denied, setItem: denied, removeItem: denied });
    await asked();
    button(tracker, '5 stars of 5').click();
    await wait(60);
    expect(tracker.has('rating')).to.equal(false);
  });

  for (const text of ['', '[', '7', 'null', '{"x":null}']) {
    it(`works where its storage entry is ${text || 'empty'}`, async () => {
      const other = await comeBack({ getItem: () => text, setItem: () => {}, removeItem: () => {} });
      other.ratingAfter = 0;
      await show({ status: 'served' }, other);
      expect(other.has('rating')).to.equal(true);
    });
  }

  it('is replaced by what the page has slotted, at the same moment', async () => {
    tracker.rating = 'off';
    const own = document.createElement('div');
    own.slot = 'rating';
    tracker.append(own);
    await show({ status: 'completed' });
    expect(own.assignedSlot).to.equal(null);
    await wait(15);
    expect(own.assignedSlot).not.to.equal(null);
    expect(tracker.has('rating')).to.equal(false);
    expect(tracker.said('polite')).to.equal('');
  });

  it('is not drawn in the layout compact', async () => {
    tracker.layout = 'compact';
    await asked();
    expect(tracker.has('rating')).to.equal(false);
    expect(tracker.said('polite')).to.equal('');
  });
});
