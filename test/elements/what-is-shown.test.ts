import { expect } from '@esm-bundle/chai';
import { ar } from '../../src/locales/ar.js';
import { registerLocale } from '../../src/locales/registry.js';
import type { Order } from '../../src/order/order.js';
import type { OrderStatus } from '../../src/order/status.js';
import type { TrackerErrorCode } from '../../src/tracker/types.js';
import { anOrder, clear, expectedIn, type FakeTracked, place } from '../support/fake-tracker.js';

/** The contract's words, where the kind of order is not known. */
const contract = [
  ['pending', 'Order Received', 'Your order has been received and is being reviewed.', '33'],
  ['preparing', 'Preparing', 'Our kitchen is preparing your delicious meal.', '67'],
  ['ready', 'Ready', 'Your order is ready for pickup or service.', '100'],
  ['served', 'Served', 'Your order has been served to your table.', '100'],
  ['completed', 'Completed', 'Order completed successfully.', '100'],
] as const;
const ofNoKind = { fulfilment: undefined, tableLabel: undefined } as unknown as Partial<Order>;

describe('what the element shows', () => {
  let tracker: FakeTracked;

  beforeEach(async () => {
    tracker = await place();
    tracker.lang = 'en';
  });
  afterEach(clear);

  const show = (order: Partial<Order>, news = {}) =>
    tracker.tracking.know({ ...news, order: { ...anOrder, ...order } });
  const barAtRest = () => {
    for (const animation of tracker.shadowRoot?.getAnimations() ?? []) animation.finish();
    const filled = tracker.shadowRoot?.querySelectorAll('[part~=progress-bar]') ?? [];
    const bar = filled[filled.length - 1]?.getBoundingClientRect() ?? new DOMRect();
    return { bar, track: tracker.piece('steps').getBoundingClientRect() };
  };
  const until = (from: number, to: number, late = false) => expectedIn(tracker, from, to, { late }).estimate;
  const failing = (code: TrackerErrorCode) => ({ error: { code, message: 'for developers', recoverable: false } });

  it('shows "We have your order" for an order without a status', async () => {
    await show({ status: undefined } as unknown as Partial<Order>);
    expect(tracker.text('headline')).to.equal('We have your order');
    expect(tracker.piece('description').hidden).to.equal(true);
    expect(tracker.text('item-name')).to.equal('Pizza Margherita');
    expect(tracker.shadowRoot?.querySelector('[part=steps]')).to.equal(null);
  });

  it('shows a quantity by weight, and one that is no number, as they are', async () => {
    const items = [
      { name: 'Ribs', quantity: 0.75 },
      { name: 'Olives', quantity: 1, amount: '200 g' },
      { name: 'Tea', quantity: 2 },
    ];
    await show({ items });
    const shown = [...(tracker.shadowRoot?.querySelectorAll('[part=item-quantity]') ?? [])];
    expect(shown.map(({ textContent }) => textContent?.trim())).to.deep.equal(['0.75×', '200 g', '2×']);
    expect(tracker.text('items-count')).to.equal('4 items');
  });

  for (const [status, label, description, percent] of contract) {
    it(`shows "${status}" as headline, description, step and percent`, async () => {
      await show({ ...ofNoKind, status });
      expect(tracker.text('headline')).to.equal(label);
      expect(tracker.text('description')).to.equal(description);
      expect(tracker.text('progress-text')).to.equal(`${percent}%`);
      expect(tracker.piece('progress').getAttribute('aria-valuenow')).to.equal(percent);
      const current = tracker.shadowRoot?.querySelector('[aria-current=step] [part=step-label]');
      expect(current?.textContent).to.equal(label);
      expect(tracker.getAttribute('status')).to.equal(status);
    });
  }

  it('names no step as the next one when the status is none of this order’s steps', async () => {
    await show({ status: 'out_for_delivery', fulfilment: 'dine_in' });
    const named = [...(tracker.shadowRoot?.querySelectorAll('ol > .named') ?? [])];
    expect(named.map(({ textContent }) => textContent)).to.deep.equal([]);
  });

  it('keeps the text of a toast off its edges, however many lines it has', async () => {
    tracker.style.inlineSize = '240px';
    await show({ status: 'pending' }, { estimate: until(20, 30) });
    await show({ status: 'preparing' });
    const toast = tracker.piece('toast').getBoundingClientRect();
    const text = document.createRange();
    text.selectNodeContents(tracker.piece('toast-text'));
    const { top, bottom, height } = text.getBoundingClientRect();
    expect(height).to.be.greaterThan(40);
    expect(Math.min(top - toast.top, toast.bottom - bottom)).to.be.at.least(6);
  });

  it('shows done, current and upcoming steps', async () => {
    await show({ ...ofNoKind, status: 'ready' });
    const steps = [...(tracker.shadowRoot?.querySelectorAll('ol > [part~=step]') ?? [])];
    expect(steps.map((step) => step.getAttribute('part'))).to.deep.equal([
      'step done',
      'step done',
      'step current',
      'step upcoming',
      'step upcoming',
    ]);
    expect(steps.map((step) => step.getAttribute('title'))).to.deep.equal(
      contract.map(([, , description]) => description),
    );
  });

  it('shows the steps of a delivery for a delivery order', async () => {
    await show({ status: 'out_for_delivery', fulfilment: 'delivery' });
    const labels = [...(tracker.shadowRoot?.querySelectorAll('[part=step-label]') ?? [])].map(
      (label) => label.textContent,
    );
    expect(labels).to.deep.equal(['Order Received', 'Preparing', 'Ready', 'On its way', 'Delivered']);
  });

  it('fills the progress bar by the status', async () => {
    await show({ status: 'preparing' });
    const { track, bar } = barAtRest();
    expect((bar.right - track.left) / track.width).to.be.closeTo(0.4, 0.01);
  });

  it('fills the progress bar from the right in right-to-left languages', async () => {
    registerLocale(ar);
    tracker.lang = 'ar';
    await show({ status: 'preparing' });
    const { track, bar } = barAtRest();
    expect((track.right - bar.left) / track.width).to.be.closeTo(0.4, 0.01);
  });

  it('animates only properties that need no new layout', async () => {
    await show({ status: 'preparing' });
    barAtRest();
    await show({ status: 'ready' });
    const moving = tracker.shadowRoot?.getAnimations() ?? [];
    const notOfAFrame = ['offset', 'computedOffset', 'easing', 'composite'];
    const animated = moving.flatMap(({ effect }) =>
      (effect as KeyframeEffect).getKeyframes().flatMap((frame) => Object.keys(frame)),
    );
    expect([...new Set(animated)].filter((name) => !notOfAFrame.includes(name))).to.have.members([
      'opacity',
      'transform',
    ]);
  });

  it('shows the restaurant, the table, the number, the items and the total', async () => {
    await show({});
    expect(tracker.text('restaurant')).to.equal('Trattoria Roma');
    expect(tracker.text('table')).to.equal('Table 12');
    expect(tracker.text('order-number')).to.equal('Order 42');
    expect(tracker.text('items-summary')).to.equal('3 items Total €34.50');
    expect(tracker.text('item')).to.equal('2× Pizza Margherita');
  });

  it('formats totals in currencies without cents, and in unknown currencies', async () => {
    await show({ currency: 'JPY', totalMinor: 1200 });
    expect(tracker.text('total')).to.equal('Total ¥1,200');
    await show({ currency: 'coins', totalMinor: 1200 });
    expect(tracker.text('total')).to.equal('Total 12 coins');
  });

  it('shows how many items are ready where the kitchen reports it', async () => {
    await show({
      items: [
        { name: 'Soup', quantity: 1, status: 'ready' },
        { name: 'Bread', quantity: 3, status: 'preparing' },
      ],
    });
    expect(tracker.text('items-ready')).to.equal('1 of 4 ready');
  });

  it('shows the estimate: times, minutes, any minute, late', async () => {
    await show({}, { estimate: until(20, 30) });
    expect(tracker.text('estimate')).to.match(/^Ready around \d+:\d\d\s*[–-]\s*\d+:\d\d/);
    await show({}, { estimate: until(5, 9) });
    expect(tracker.text('estimate')).to.equal('Ready in about 5–10 min');
    await show({}, { estimate: until(-1, 2) });
    expect(tracker.text('estimate')).to.equal('Ready any minute now');
    await show({}, { estimate: until(-20, -10, true) });
    expect(tracker.text('estimate')).to.equal('Taking longer than planned');
    await show({ status: 'ready' }, { estimate: undefined });
    expect(tracker.has('estimate')).to.equal(false);
  });

  const words: [string, RegExp][] = [
    ['connected', /^Live$/],
    ['polling', /^Checking for updates$/],
    ['error', /^Last updated \d+:32/],
    ['offline', /^Offline$/],
    ['denied', /^Link expired$/],
    ['closed', /^Finished$/],
    ['connecting', /^Updating…$/],
  ];
  for (const [connectionStatus, text] of words) {
    it(`shows in words that the connection is "${connectionStatus}"`, async () => {
      await show({}, { connectionStatus });
      expect(tracker.text('connection-text')).to.match(text);
      expect(tracker.getAttribute('connection')).to.equal(connectionStatus);
    });
  }

  it('shows since when it is stale when the connection does not come back within 5 s', async () => {
    await show({}, { connectionStatus: 'connecting' });
    await tracker.world.pass(5_100);
    await tracker.updateComplete;
    expect(tracker.text('connection-text')).to.match(/^Last updated/);
  });

  it('shows when it was last updated', async () => {
    await show({});
    expect(tracker.text('last-update')).to.match(/^Updated \d+:32/);
  });

  it('keeps the last state while offline, says so, and is updated when online again', async () => {
    await show({}, { connectionStatus: 'offline', isCached: true, isTrusted: false });
    expect(tracker.text('headline')).to.equal('Preparing');
    expect(tracker.text('cached')).to.match(/^Last known state, saved on this device at/);
    expect(tracker.text('error')).to.contain('You are offline.');
    await show({ status: 'ready' }, { connectionStatus: 'connected', isCached: false, isTrusted: true });
    expect(tracker.text('headline')).to.equal('We’re bringing it to your table.');
    expect(tracker.has('cached')).to.equal(false);
    expect(tracker.has('error')).to.equal(false);
  });

  it('marks an estimated status, and says so', async () => {
    await show({ statusSource: 'estimated', status: 'ready' });
    expect(tracker.text('note')).to.match(/^Estimated by time\. /);
    expect(tracker.piece('card').className).to.equal('card full ready estimated noted');
  });

  it('shows that the order is delayed or on hold, and the reason', async () => {
    await show({ delayed: true, reason: 'The oven is slow today' });
    expect(tracker.text('note')).to.equal('Running late.');
    expect(tracker.text('reason')).to.equal('The oven is slow today');
    await show({ onHold: true });
    expect(tracker.text('note')).to.match(/^On hold\. /);
  });

  for (const status of ['cancelled', 'rejected', 'failed', 'refunded'] satisfies OrderStatus[]) {
    it(`shows for a ${status} order what happens next, without steps and progress`, async () => {
      await show({ status, reason: 'Sold out' });
      expect(tracker.text('description')).to.match(/please|days/i);
      expect(tracker.text('reason')).to.equal('Sold out');
      expect(tracker.has('steps')).to.equal(false);
      expect(tracker.has('progress')).to.equal(false);
    });
  }

  it('keeps the last known status when the back end sends an unmapped one', async () => {
    await show({ status: 'preparing', unmappedStatus: 'plating' });
    expect(tracker.text('headline')).to.equal('Preparing');
    expect(tracker.text('note')).to.match(/^One moment\. /);
    expect(tracker.text('card')).not.to.contain('plating');
  });

  for (const connectionStatus of ['connected', 'polling', 'connecting'] as const) {
    it(`shows an unmapped first status as unknown, not as a problem of the connection, while ${connectionStatus}`, async () => {
      const { status: _, ...unknown } = anOrder;
      const error = { code: 'unmapped-status', message: '"plating" is in no map.', recoverable: true } as const;
      await tracker.tracking.know({ order: { ...unknown, unmappedStatus: 'plating' }, error, connectionStatus });
      expect(tracker.text('headline')).to.equal('One moment');
      expect(tracker.text('description')).to.equal('The restaurant is updating your order.');
      expect(tracker.has('error')).to.equal(false);
      expect(tracker.text('card')).not.to.contain('reach');
    });
  }

  it('marks no step while no status is known', async () => {
    const { status: _, ...unknown } = anOrder;
    await tracker.tracking.know({ order: { ...unknown, unmappedStatus: 'plating' } });
    expect(tracker.text('headline')).to.equal('One moment');
    expect(tracker.has('progress')).to.equal(false);
    expect(tracker.has('steps')).to.equal(false);
  });

  it('shows no steps without an order id, or when the order cannot be read', async () => {
    const nothing = { order: undefined, lastUpdate: undefined };
    await tracker.tracking.know({ ...nothing, orderId: undefined, connectionStatus: 'idle' });
    expect(tracker.has('steps')).to.equal(false);
    await tracker.tracking.know({ ...nothing, orderId: 'A1', connectionStatus: 'error', ...failing('unreachable') });
    expect(tracker.has('steps')).to.equal(false);
  });

  it('keeps the room of the steps, hidden from screen readers, while the order is looked up', async () => {
    await tracker.tracking.know({ order: undefined, lastUpdate: undefined, connectionStatus: 'connecting' });
    const { height } = tracker.piece('steps').getBoundingClientRect();
    expect(tracker.piece('steps').ariaHidden).to.equal('true');
    await show({ status: 'pending' });
    expect(tracker.piece('steps').ariaHidden).to.equal(null);
    expect(tracker.piece('steps').getBoundingClientRect().height).to.be.closeTo(height, 1);
  });

  it('notes that the kitchen moved the order a step back', async () => {
    await show({ status: 'ready' });
    await show({ status: 'preparing' });
    expect(tracker.text('headline')).to.equal('Preparing');
    expect(tracker.text('note')).to.match(/^Back in the kitchen\. Your order needs/);
    expect(tracker.has('toast')).to.equal(false);
    expect(tracker.said('polite')).to.equal('Back in the kitchen');
    await show({ status: 'ready' });
    expect(tracker.text('headline')).to.equal('We’re bringing it to your table.');
    expect(tracker.has('note')).to.equal(false);
  });

  it('removes that note after five minutes', async () => {
    await show({ status: 'ready' });
    await show({ status: 'preparing' });
    await tracker.world.pass(4 * 60_000);
    await tracker.updateComplete;
    expect(tracker.text('note')).to.match(/^Back in the kitchen/);
    await tracker.world.pass(65_000);
    await tracker.updateComplete;
    expect(tracker.has('note')).to.equal(false);
    expect(tracker.text('headline')).to.equal('Preparing');
  });

  const problems: [TrackerErrorCode, string][] = [
    ['not-found', 'We can’t find this order'],
    ['denied', 'This link has expired'],
    ['config', 'Order tracking isn’t available here'],
    ['unreachable', 'We can’t reach the restaurant right now'],
    ['unreadable', 'We can’t reach the restaurant right now'],
  ];
  for (const [code, text] of problems) {
    it(`shows the error "${code}" in words for guests, with a retry button`, async () => {
      await tracker.tracking.know({
        order: undefined,
        connectionStatus: 'error',
        lastUpdate: undefined,
        ...failing(code),
      });
      expect(tracker.text('headline')).to.equal(text);
      expect(tracker.text('card')).not.to.contain('for developers');
      tracker.piece('retry-button').click();
      expect(tracker.tracking.retries).to.equal(1);
    });
  }

  for (const code of ['not-found', 'config'] as const) {
    it(`does not say "No connection" where the server answered, and the error is "${code}"`, async () => {
      const nothing = { order: undefined, lastUpdate: undefined } as const;
      await tracker.tracking.know({ ...nothing, connectionStatus: 'error', ...failing(code) });
      expect(tracker.text('connection-text')).to.equal('');
      expect(tracker.piece('connection').checkVisibility()).to.equal(false);
    });
  }

  it('has no alert button while the link is expired', async () => {
    const offers = () => tracker.renderRoot.querySelectorAll('[part=alert-button]').length;
    await show({});
    expect(offers()).to.equal(1);
    await show({}, { connectionStatus: 'denied', ...failing('denied') });
    expect(offers()).to.equal(0);
  });

  it('hides the items once the link has expired', async () => {
    await show({});
    expect(tracker.has('items')).to.equal(true);
    await show({}, { connectionStatus: 'denied', ...failing('denied') });
    expect(tracker.has('items')).to.equal(false);
    expect(tracker.text('headline')).to.equal('Preparing');
  });

  it('keeps the order on screen beside a problem', async () => {
    await show({}, { connectionStatus: 'error', ...failing('unreachable') });
    expect(tracker.text('headline')).to.equal('Preparing');
    expect(tracker.text('error')).to.match(/^We can’t reach the restaurant right now\. .* Try again$/);
  });

  it('says that there is no order to follow', async () => {
    await tracker.tracking.know({ orderId: undefined, connectionStatus: 'idle', lastUpdate: undefined });
    expect(tracker.text('headline')).to.equal('No order to follow yet');
  });

  it('shows a change that leaves the headline as it is in a toast, until a tap, or for a while', async () => {
    await show({ status: 'pending' }, { estimate: until(20, 30) });
    expect(tracker.has('toast')).to.equal(false);
    await show({ status: 'preparing' });
    expect(tracker.text('toast-text')).to.equal('Order Received → Preparing');
    tracker.piece('toast-dismiss').click();
    await tracker.updateComplete;
    expect(tracker.has('toast')).to.equal(false);
    await show({ status: 'pending' });
    expect(tracker.text('toast-text')).to.equal('Preparing → Order Received');
    await tracker.world.pass(8_000);
    await tracker.updateComplete;
    expect(tracker.has('toast')).to.equal(false);
  });

  it('shows no toast when the headline itself has changed', async () => {
    await show({ status: 'preparing' }, { estimate: until(20, 30) });
    await show({ status: 'preparing' }, { estimate: until(30, 40) });
    expect(tracker.has('toast')).to.equal(false);
    for (const status of ['ready', 'served', 'completed'] as const) {
      await show({ status }, { estimate: undefined });
      expect(tracker.has('toast'), status).to.equal(false);
    }
  });

  it('shows no toast for on hold and delayed, which have notes', async () => {
    await show({});
    await show({ delayed: true });
    await show({ onHold: true });
    expect(tracker.text('note')).to.match(/^On hold/);
    expect(tracker.has('toast')).to.equal(false);
  });

  it('shows no toast for a cached status', async () => {
    await show({ status: 'preparing' }, { isCached: true, isTrusted: false });
    await show({ status: 'preparing' }, { isCached: false, isTrusted: true });
    expect(tracker.has('toast')).to.equal(false);
  });

  it('shows HTML of the back end as text', async () => {
    const hostile = '<img src=x onerror="window.hacked = true">';
    await show({ restaurantName: hostile, reason: hostile, items: [{ name: hostile, quantity: 1 }] });
    expect(tracker.text('item-name')).to.equal(hostile);
    expect(tracker.shadowRoot?.querySelector('img')).to.equal(null);
  });

  it('fits on one line in the layout "compact"', async () => {
    tracker.layout = 'compact';
    await show({}, { estimate: until(20, 30) });
    expect(tracker.text('headline')).to.equal('Preparing');
    expect(tracker.has('estimate')).to.equal(true);
    expect(tracker.has('connection')).to.equal(true);
    expect(tracker.has('steps')).to.equal(false);
  });

  it('opens the number over the whole screen in the layout "handover" once the order is ready', async () => {
    tracker.layout = 'handover';
    await show({});
    await show({ status: 'ready' });
    const dialog = tracker.piece('handover') as HTMLDialogElement;
    expect(dialog.open).to.equal(true);
    expect(tracker.text('handover-number')).to.equal('Order 42');
    tracker.piece('handover-close').click();
    await show({ status: 'ready' });
    expect(dialog.open).to.equal(false);
    tracker.piece('handover-button').click();
    expect(dialog.open).to.equal(true);
  });

  for (const [name, order] of [
    ['a delivery, which is only packed', { fulfilment: 'delivery' }],
    ['an order with nothing to show', { number: undefined, tableLabel: undefined }],
    ['a status that only a clock has set', { statusSource: 'estimated' }],
  ] as const) {
    it(`has no number to show to staff in the layout "handover": ${name}`, async () => {
      tracker.layout = 'handover';
      await show({});
      await show({ status: 'ready', ...order } as Partial<Order>);
      expect([tracker.has('handover'), tracker.has('handover-button')]).to.deep.equal([false, false]);
    });
  }
});
