import { expect } from '@esm-bundle/chai';
import { OrderStatusTracker } from '../../src/elements/tracker/order-status-tracker.js';
import { anOrder, clear, FakeTracked, place } from '../support/fake-tracker.js';

describe('the life of the element', () => {
  afterEach(clear);

  it('keeps its picture, its alerts and its tracker when it is moved', async () => {
    const tracker = await place();
    await tracker.tracking.know({ order: anOrder });
    await tracker.enableAlerts();
    const elsewhere = document.createElement('section');
    document.body.append(elsewhere);
    elsewhere.append(tracker);
    await tracker.updateComplete;
    expect(tracker.text('headline')).to.equal('Preparing');
    expect(tracker.alerts.isArmed).to.equal(true);
    expect(tracker.tracking.restarts).to.equal(0);
  });

  it('lets everything go when it is removed, and fires nothing afterwards', async () => {
    const tracker = await place();
    await tracker.tracking.know({ order: anOrder });
    await tracker.enableAlerts();
    tracker.remove();
    await tracker.updateComplete;
    expect(tracker.world.timers).to.equal(0);
    expect(tracker.alerts.isArmed).to.equal(false);
    expect(tracker.tracking.awake).to.equal(false);
    let events = 0;
    tracker.addEventListener('order-update', () => {
      events += 1;
    });
    await tracker.tracking.change({ status: 'ready' });
    expect(events).to.equal(0);
  });

  it('comes back after it was removed', async () => {
    const tracker = await place();
    tracker.remove();
    await tracker.updateComplete;
    document.body.append(tracker);
    await tracker.tracking.know({ order: anOrder });
    expect(tracker.text('headline')).to.equal('Preparing');
  });

  it('takes over properties that a page set before the element was defined', async () => {
    const early = document.createElement('late-tracker') as FakeTracked;
    Object.assign(early, { orderId: 'early', pollInterval: 20 });
    document.body.append(early);
    customElements.define('late-tracker', class extends FakeTracked {});
    customElements.upgrade(early);
    await early.updateComplete;
    expect(early.tracking.options()).to.include({ orderId: 'early', pollInterval: 20 });
  });

  it('may be defined by two scripts', async () => {
    await import('../../src/define.js');
    const again = `${new URL('../../src/define.js', import.meta.url)}?again`;
    await import(again);
    expect(document.createElement('order-status-tracker')).to.be.instanceOf(OrderStatusTracker);
  });
});

describe('options that change', () => {
  afterEach(clear);

  it('are followed once, however many change in one tick, and the last one wins', async () => {
    const tracker = await place();
    for (let index = 0; index < 100; index += 1) tracker.setAttribute('order-id', `B${index}`);
    tracker.pollUrl = '/orders/{id}';
    await tracker.updateComplete;
    expect(tracker.tracking.restarts).to.equal(1);
    expect(tracker.tracking.options().orderId).to.equal('B99');
  });

  it('cost nothing when they only look new: copies of data, new closures', async () => {
    const tracker = await place((element) => {
      element.fieldMap = { fields: { status: 'state' } };
      element.getAccessToken = async () => 'first';
    });
    tracker.fieldMap = { fields: { status: 'state' } };
    tracker.getAccessToken = async () => 'second';
    await tracker.updateComplete;
    expect(tracker.tracking.restarts).to.equal(0);
    expect(await tracker.tracking.options().getAccessToken?.()).to.equal('second');
  });

  it('include another transport object, however alike the two look', async () => {
    const transport = (answer: string) => ({ name: 'own', read: async () => answer });
    const tracker = await place((element) => {
      element.transport = transport('first');
    });
    tracker.transport = transport('second');
    await tracker.updateComplete;
    expect(tracker.tracking.restarts).to.equal(1);
  });

  it('do not include how it looks', async () => {
    const tracker = await place();
    Object.assign(tracker, { theme: 'dark', layout: 'compact', lang: 'fr', sound: 'off', labels: { ready: 'Come!' } });
    await tracker.updateComplete;
    expect(tracker.tracking.restarts).to.equal(0);
  });

  it('show nothing of the old order while the new one is being looked up', async () => {
    const tracker = await place();
    const statuses: unknown[] = [];
    await tracker.tracking.know({ order: { ...anOrder, status: 'ready' } });
    tracker.addEventListener('order-status-change', ({ status, previousStatus }) =>
      statuses.push(status, previousStatus),
    );
    tracker.orderId = 'B2';
    await tracker.tracking.know({
      orderId: 'B2',
      order: undefined,
      connectionStatus: 'connecting',
      lastUpdate: undefined,
    });
    expect(tracker.text('headline')).to.equal('Looking up your order');
    expect(tracker.getAttribute('status')).to.equal(null);
    await tracker.tracking.know({ orderId: 'B2', order: { ...anOrder, id: 'B2' } });
    expect(statuses).to.deep.equal(['preparing', undefined]);
    expect(tracker.has('toast')).to.equal(false);
    expect(tracker.text('headline')).to.equal('Preparing');
  });
});
