import { expect } from '@esm-bundle/chai';
import type { FakeNotify } from '../../support/fake-notify.js';
import { anOrder, clear, type FakeTracked } from '../../support/fake-tracker.js';
import { drawn, placeReach, press } from './placed.js';

describe('the site’s worker, which asks the page before it shows a push, hears', () => {
  const { serviceWorker: real } = navigator;
  let worker: EventTarget;

  beforeEach(() => {
    worker = new EventTarget();
    Object.defineProperty(navigator, 'serviceWorker', { value: worker, configurable: true });
  });
  afterEach(() => {
    clear();
    Object.defineProperty(navigator, 'serviceWorker', { value: real, configurable: true });
  });

  /** What the page answers; `undefined` where nobody does. */
  const ask = (data: object): Promise<unknown> =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data: answer }) => resolve(answer);
      const news = { type: 'order-status-tracker:push', orderId: 'A1', kind: 'ready', version: 4, ...data };
      worker.dispatchEvent(new MessageEvent('message', { data: news, ports: [port2] }));
      // The page answers in the same task, so this arrives second where it does.
      port2.postMessage(undefined);
    });
  const shown = { isShown: true };
  const notShown = { isShown: false };

  it('that a visible page shows it itself', async () => {
    const { tracker } = await placeReach();
    expect(await ask({})).to.deep.equal(shown);
    expect(tracker.tracking.refreshes, 'reads of what is not drawn yet').to.equal(1);
  });

  it('that nothing has to be read for what is drawn already', async () => {
    const { tracker } = await placeReach();
    expect(await ask({ version: 3 })).to.deep.equal(shown);
    expect(tracker.tracking.refreshes).to.equal(0);
  });

  it('that a hidden page does not show it', async () => {
    const { notify } = await placeReach();
    notify.page.tell('hidden');
    expect(await ask({})).to.deep.equal(notShown);
  });

  it('that a page without a connection cannot show what it does not know', async () => {
    const { tracker } = await placeReach();
    await tracker.tracking.know({ order: anOrder, connectionStatus: 'error' });
    expect(await ask({})).to.deep.equal(notShown);
    expect(tracker.tracking.refreshes, 'reads it now').to.equal(1);
    expect(await ask({ version: 3 })).to.deep.equal(shown);
  });

  const arm = async (): Promise<{ tracker: FakeTracked; notify: FakeNotify }> => {
    const placed = await placeReach((tracker) => {
      tracker.sound = 'on';
    });
    await press(placed.tracker, 'alert-button');
    placed.notify.page.tell('hidden');
    await drawn(placed.tracker);
    return placed;
  };

  it('that a hidden page whose alerts are on rings itself', async () => {
    await arm();
    expect(await ask({ kind: 'ready' })).to.deep.equal(shown);
    expect(await ask({ kind: 'ended' })).to.deep.equal(shown);
  });

  it('that such a page does not ring for a delay', async () => {
    await arm();
    expect(await ask({ kind: 'delayed' })).to.deep.equal(notShown);
  });

  it('that another order is not shown here', async () => {
    await placeReach();
    expect(await ask({ orderId: 'B2' })).to.deep.equal(notShown);
  });

  it('nothing of messages that are not about this, nor once the elements have gone', async () => {
    const { tracker } = await placeReach();
    expect(await ask({ type: 'other' })).to.equal(undefined);
    tracker.remove();
    await drawn(tracker);
    expect(await ask({})).to.equal(undefined);
  });
});
