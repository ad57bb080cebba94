import { expect } from '@esm-bundle/chai';
import type { OrderActionEvent, OrderErrorEvent } from '../../src/elements/tracker/order-status-tracker.events.js';
import type { OrderStatus } from '../../src/order/status.js';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';
import { heard } from '../support/heard.js';

describe('the links reorder, receipt and tip', () => {
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
    ['served', ['Receipt', 'Leave a tip', 'Order again']],
    ['completed', ['Receipt', 'Leave a tip', 'Order again']],
    ['cancelled', ['Receipt', 'Order again']],
    ['rejected', ['Order again']],
    ['failed', ['Order again']],
    ['refunded', ['Receipt', 'Order again']],
  ];
  for (const [status, labels] of fitting) {
    it(`for a ${status} order are: ${labels.join(', ')}`, async () => {
      tracker.reorder = tracker.receipt = tracker.tip = 'on';
      await show(status);
      expect(offered()).to.deep.equal(labels);
    });
  }

  it('are buttons that fire an event where the attribute is on', async () => {
    tracker.reorder = 'on';
    const events = heard(tracker, 'order-reorder');
    await show('completed');
    tracker.piece('reorder').click();
    expect(tracker.piece('reorder').localName).to.equal('button');
    expect(events.map(({ order }) => order.id)).to.deep.equal(['A/1']);
  });

  it('have the order id in their href and send no referrer; they open a new tab while the order is open', async () => {
    tracker.receipt = '/receipts/{id}?from=tracker';
    await show('preparing');
    const link = tracker.piece('receipt') as HTMLAnchorElement;
    expect(link.href).to.equal(new URL('/receipts/A%2F1?from=tracker', location.href).href);
    expect([link.rel, link.target]).to.deep.equal(['noreferrer', '_blank']);
    await show('completed');
    expect((tracker.piece('receipt') as HTMLAnchorElement).target).to.equal('');
  });

  it('are not followed where the page cancels the event', async () => {
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
    it(`are not shown, and report an order-error, where the URL is ${url}`, async () => {
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

  it('are replaced by what the page has slotted, at the same statuses', async () => {
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
