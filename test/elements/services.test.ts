import { expect } from '@esm-bundle/chai';
import type {
  OrderActionEvent,
  OrderErrorEvent,
  OrderQuestionEvent,
  OrderRatingEvent,
} from '../../src/elements/order-status-tracker.events.js';
import { type Order, type OrderStatus, orderStatuses } from '../../src/order/order.js';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';

const minute = 60_000;

/** Collects the events of one type. */
function heard<Name extends keyof HTMLElementEventMap>(tracker: HTMLElement, name: Name): HTMLElementEventMap[Name][] {
  const events: HTMLElementEventMap[Name][] = [];
  tracker.addEventListener(name, (event) => events.push(event));
  return events;
}

function button(tracker: FakeTracked, label: string): HTMLElement {
  const found = [...tracker.renderRoot.querySelectorAll('button')].find((one) => one.ariaLabel === label);
  if (!found) throw new Error(`There is no button "${label}".`);
  return found;
}

describe('a page that asks for nothing', () => {
  afterEach(clear);

  it('has no rating, links or questions, whatever the status', async () => {
    const tracker = await place();
    for (const status of orderStatuses) {
      await tracker.tracking.know({ order: { ...anOrder, status } });
      await tracker.world.pass(16 * minute);
      await tracker.updateComplete;
      for (const name of ['rating', 'links', 'question']) expect(tracker.has(name), name).to.equal(false);
    }
    expect(tracker.world.storage.getItem('order-status-tracker:guest')).to.equal(null);
  });
});

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

  it('is asked for after the minutes that the page says; nonsense counts as 15', async () => {
    tracker.setAttribute('rating-after', '2');
    await show({ status: 'completed' });
    await wait(2);
    expect(tracker.has('rating')).to.equal(true);
    tracker.setAttribute('rating-after', 'soon');
    await tracker.updateComplete;
    expect(tracker.has('rating')).to.equal(false);
  });

  it('counts from the moment at which the kitchen ended the order, also for a guest who comes back later', async () => {
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

  it('is not asked for while only a clock says that the meal was served', async () => {
    await show({ status: 'served', statusSource: 'estimated' });
    await wait(60);
    expect(tracker.has('rating')).to.equal(false);
  });

  const asked = async () => {
    await show({ status: 'served' });
    await wait(15);
  };

  it('is five buttons that say how many stars, big enough for a thumb', async () => {
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

  it('goes to the page with one tap, with how long the guest waited and how wrong the estimate was', async () => {
    const ratings: OrderRatingEvent[] = heard(tracker, 'order-rating');
    const now = tracker.world.clock.wall();
    const at = (minutes: number) => new Date(now + minutes * minute);
    const order = { ...anOrder, placedAt: at(-10) };
    const estimate = { from: at(0), to: at(5), source: 'backend', late: false } as const;
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

  it('says nothing of what nobody has seen', async () => {
    const ratings = heard(tracker, 'order-rating');
    await asked();
    button(tracker, '1 star of 5').click();
    expect(ratings[0]?.waitMinutes).to.equal(undefined);
    expect(ratings[0]?.estimateErrorMinutes).to.equal(undefined);
  });

  it('thanks, aloud too, and keeps the keyboard’s place', async () => {
    await asked();
    const star = button(tracker, '5 stars of 5');
    star.focus();
    star.click();
    await tracker.updateComplete;
    await tracker.updateComplete;
    expect(tracker.text('rating-thanks')).to.equal('Thank you for your rating');
    expect(tracker.has('rating')).to.equal(false);
    expect(tracker.said('polite')).to.equal('Thank you for your rating');
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

  it('remembers nothing of the guest, and not how many stars', async () => {
    await asked();
    button(tracker, '2 stars of 5').click();
    const stored = tracker.world.storage.getItem('order-status-tracker:guest') ?? '';
    const [[key, record] = ['', {}]] = Object.entries(JSON.parse(stored) as object);
    expect(key).to.match(/^\w{5,12}$/);
    expect(Object.keys(record as object).sort()).to.deep.equal(['arrived', 'at', 'rated']);
  });

  it('is asked for anew with the next order', async () => {
    await asked();
    button(tracker, 'Dismiss').click();
    await tracker.tracking.know({ orderId: 'A2', order: { ...anOrder, id: 'A2', status: 'completed' } });
    await wait(15);
    expect(tracker.has('rating')).to.equal(true);
  });

  it('works once for this page where the device keeps nothing', async () => {
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
    it(`survives that something else has left ${text || 'nothing'} in its place`, async () => {
      const other = await comeBack({ getItem: () => text, setItem: () => {}, removeItem: () => {} });
      other.ratingAfter = 0;
      await show({ status: 'served' }, other);
      expect(other.has('rating')).to.equal(true);
    });
  }

  it('gives way to the page’s own, at the same moment', async () => {
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

  it('is not on the one line of a header', async () => {
    tracker.layout = 'compact';
    await asked();
    expect(tracker.has('rating')).to.equal(false);
    expect(tracker.said('polite')).to.equal('');
  });
});

describe('what leads on', () => {
  let tracker: FakeTracked;

  beforeEach(async () => {
    tracker = await place();
    tracker.lang = 'en';
  });
  afterEach(clear);

  const show = (status: OrderStatus) => tracker.tracking.know({ order: { ...anOrder, id: 'A/1', status } });
  const offered = () => [...tracker.renderRoot.querySelectorAll('[part~=link]')].map((one) => one.textContent?.trim());

  const fitting: readonly [OrderStatus, readonly string[]][] = [
    ['scheduled', ['Receipt']],
    ['preparing', ['Receipt']],
    ['ready', ['Receipt', 'Leave a tip']],
    ['out_for_delivery', ['Receipt', 'Leave a tip']],
    ['served', ['Order again', 'Receipt', 'Leave a tip']],
    ['completed', ['Order again', 'Receipt', 'Leave a tip']],
    ['cancelled', ['Order again', 'Receipt']],
    ['rejected', ['Order again']],
    ['failed', ['Order again', 'Receipt']],
    ['refunded', ['Order again', 'Receipt']],
  ];
  for (const [status, labels] of fitting) {
    it(`is for a ${status} order: ${labels.join(', ')}`, async () => {
      tracker.reorder = tracker.receipt = tracker.tip = 'on';
      await show(status);
      expect(offered()).to.deep.equal(labels);
    });
  }

  it('fires an event where the page does it itself', async () => {
    tracker.reorder = 'on';
    const events = heard(tracker, 'order-reorder');
    await show('completed');
    tracker.piece('reorder').click();
    expect(tracker.piece('reorder').localName).to.equal('button');
    expect(events.map(({ order }) => order.id)).to.deep.equal(['A/1']);
  });

  it('is a link with the order in it, which tells no address; in a tab of its own while the order is on its way', async () => {
    tracker.receipt = '/receipts/{id}?from=tracker';
    await show('preparing');
    const link = tracker.piece('receipt') as HTMLAnchorElement;
    expect(link.href).to.equal(new URL('/receipts/A%2F1?from=tracker', location.href).href);
    expect([link.rel, link.target]).to.deep.equal(['noreferrer', '_blank']);
    await show('completed');
    expect((tracker.piece('receipt') as HTMLAnchorElement).target).to.equal('');
  });

  it('is not followed where the page cancels the event', async () => {
    tracker.tip = 'https://example.com/tip';
    await show('completed');
    const clicks: boolean[] = [];
    document.body.addEventListener('click', (event) => clicks.push(event.defaultPrevented) && event.preventDefault());
    tracker.piece('tip').click();
    tracker.addEventListener('order-tip', (event: OrderActionEvent) => event.preventDefault());
    tracker.piece('tip').click();
    expect(clicks).to.deep.equal([false, true]);
  });

  for (const url of ['javascript:alert(1)', 'data:text/html,x', 'https://a:b@example.com/']) {
    it(`is not shown, and the page hears why, where it is ${url}`, async () => {
      const errors: OrderErrorEvent[] = heard(tracker, 'order-error');
      tracker.reorder = url;
      await show('completed');
      await show('completed');
      expect(offered()).to.deep.equal([]);
      expect(errors.map(({ code, recoverable }) => [code, recoverable])).to.deep.equal([['config', true]]);
      expect(errors[0]?.message).to.match(/^reorder /);
      expect(tracker.text('headline')).to.equal('Completed');
    });
  }

  it('gives way to the page’s own, at the same moments', async () => {
    const own = document.createElement('a');
    own.slot = 'reorder';
    tracker.append(own);
    await show('preparing');
    expect(own.assignedSlot).to.equal(null);
    await show('completed');
    expect(own.assignedSlot).not.to.equal(null);
    expect(offered()).to.deep.equal([]);
  });
});

describe('a question to the kitchen', () => {
  let tracker: FakeTracked;
  let questions: OrderQuestionEvent[];

  const placeAsking = (storage?: FakeTracked['world']['storage']) =>
    place((placed) => {
      placed.askKitchen = 'on';
      placed.lang = 'en';
      if (storage) placed.environment = Object.assign(placed.world, { storage });
    });

  beforeEach(async () => {
    tracker = await placeAsking();
    questions = heard(tracker, 'order-question');
    await tracker.tracking.know({ order: anOrder });
  });
  afterEach(clear);

  const ask = async () => {
    tracker.piece('question-button').click();
    await tracker.updateComplete;
  };
  const wait = async (minutes: number) => {
    await tracker.world.pass(minutes * minute);
    await tracker.updateComplete;
  };
  const canAsk = () => tracker.piece('question-button').ariaDisabled !== 'true';

  for (const status of orderStatuses) {
    const isOpen = ['pending', 'preparing', 'ready', 'out_for_delivery', 'served'].includes(status);
    it(`can ${isOpen ? '' : 'not '}be asked while the order is ${status}`, async () => {
      await tracker.tracking.know({ order: { ...anOrder, status } });
      expect(tracker.has('question-button')).to.equal(isOpen);
    });
  }

  it('goes to the page; the guest reads when it was asked, and not that anybody has read it', async () => {
    await ask();
    expect(questions.map(({ order }) => order.id)).to.deep.equal(['A1']);
    expect(tracker.text('question-state')).to.match(/^Asked at \d+:\d\d( [AP]M)? You can ask again at \d+:\d\d/);
    expect(tracker.said('polite')).to.match(/^Asked at \d+:\d\d/);
    expect(tracker.text('question')).not.to.match(/sent|read|kitchen has/i);
  });

  it('can be asked again after five minutes, not before', async () => {
    await ask();
    await ask();
    await wait(4);
    await ask();
    expect(canAsk()).to.equal(false);
    expect(questions).to.have.length(1);
    await wait(1);
    expect(canAsk()).to.equal(true);
    expect(tracker.text('question-state')).to.match(/^Asked at \S+( [AP]M)?$/);
    await ask();
    expect(questions).to.have.length(2);
  });

  it('can be asked again after the minutes that the page says', async () => {
    tracker.setAttribute('ask-kitchen-cooldown', '20');
    await ask();
    await wait(19);
    expect(canAsk()).to.equal(false);
    await wait(1);
    expect(canAsk()).to.equal(true);
  });

  it('keeps the pause over a reload', async () => {
    await ask();
    const { storage } = tracker.world;
    clear();
    tracker = await placeAsking(storage);
    await tracker.tracking.know({ order: anOrder });
    expect(canAsk()).to.equal(false);
    expect(tracker.text('question-state')).to.match(/^Asked at/);
  });

  it('is "Sent" only once the page says that it got through', async () => {
    let arrive = () => {};
    tracker.addEventListener('order-question', (event) =>
      event.respondWith(
        new Promise<void>((resolve) => {
          arrive = resolve;
        }),
      ),
    );
    await ask();
    expect(tracker.text('question-state')).to.match(/^Sending…/);
    arrive();
    await wait(0);
    expect(tracker.text('question-state')).to.match(/^Sent at \d+:\d\d/);
    expect(tracker.said('polite')).to.match(/^Sent at/);
    expect(canAsk()).to.equal(false);
  });

  it('"could not be sent" where the page says so, and can be asked again at once', async () => {
    tracker.addEventListener('order-question', (event) => event.respondWith(Promise.reject(new Error('offline'))));
    await ask();
    await wait(0);
    expect(tracker.text('question-state')).to.equal('Could not be sent. Please ask the staff.');
    expect(tracker.said('polite')).to.match(/^Could not be sent/);
    expect(canAsk()).to.equal(true);
    await ask();
    expect(questions).to.have.length(2);
  });
});
