import { expect } from '@esm-bundle/chai';
import { OrderStatusTracker } from '../../src/elements/tracker/order-status-tracker.js';
import { anOrder, clear, FakeTracked, place } from '../support/fake-tracker.js';

describe('the lifecycle of the element', () => {
  afterEach(clear);

  it('a moved element keeps its picture, its alerts and its tracker', async () => {
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

  it('a removed element clears timers and alerts, and fires no event afterwards', async () => {
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

  it('a removed element works again when it is put back', async () => {
    const tracker = await place();
    tracker.remove();
    await tracker.updateComplete;
    document.body.append(tracker);
    await tracker.tracking.know({ order: anOrder });
    expect(tracker.text('headline')).to.equal('Preparing');
  });

  it('properties that were set before the element was defined are kept', async () => {
    const early = document.createElement('late-tracker') as FakeTracked;
    Object.assign(early, { orderId: 'early', pollInterval: 20 });
    document.body.append(early);
    customElements.define('late-tracker', class extends FakeTracked {});
    customElements.upgrade(early);
    await early.updateComplete;
    expect(early.tracking.options()).to.include({ orderId: 'early', pollInterval: 20 });
  });

  it('two scripts may define the element', async () => {
    await import('../../src/define.js');
    const otherCopy = '/build/src/define.js?again';
    await import(otherCopy);
    expect(document.createElement('order-status-tracker')).to.be.instanceOf(OrderStatusTracker);
    // The other copy is loaded in all its modules.
  }).timeout(20_000);
});

describe('options that change', () => {
  afterEach(clear);

  it('restart the tracker once, however many change in one tick, and the last one wins', async () => {
    const tracker = await place();
    for (let index = 0; index < 100; index += 1) tracker.setAttribute('order-id', `B${index}`);
    tracker.pollUrl = '/orders/{id}';
    await tracker.updateComplete;
    expect(tracker.tracking.restarts).to.equal(1);
    expect(tracker.tracking.options().orderId).to.equal('B99');
  });

  it('do not restart the tracker when they are equal copies of data or new closures', async () => {
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

  it('restart the tracker when the transport object is another one, though it looks alike', async () => {
    const transport = (answer: string) => ({ name: 'own', read: async () => answer });
    const tracker = await place((element) => {
      element.transport = transport('first');
    });
    tracker.transport = transport('second');
    await tracker.updateComplete;
    expect(tracker.tracking.restarts).to.equal(1);
  });

  it('do not restart the tracker when layout, theme, language, sound or labels change', async () => {
    const tracker = await place();
    Object.assign(tracker, { theme: 'dark', layout: 'compact', lang: 'fr', sound: 'off', labels: { ready: 'Come!' } });
    await tracker.updateComplete;
    expect(tracker.tracking.restarts).to.equal(0);
  });

  it('another order-id shows nothing of the former order while the new one is looked up', async () => {
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
