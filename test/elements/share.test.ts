import { expect } from '@esm-bundle/chai';
import type { OrderErrorEvent } from '../../src/elements/tracker/order-status-tracker.events.js';
import { FakeStorage } from '../support/fake-environment.js';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';
import { heard } from '../support/heard.js';

const here = location.pathname + location.search;

/** Replaces what the browser offers for sharing. */
function offer(name: 'share' | 'clipboard', value: unknown): void {
  Object.defineProperty(navigator, name, { configurable: true, value });
}

describe('sharing', () => {
  let tracker: FakeTracked;
  let shared: ShareData[];
  let copied: string[];

  const begin = async (fragment = '', share: string = 'on') => {
    history.replaceState(null, '', here + fragment);
    tracker = await place((placed) => {
      placed.share = share;
      placed.lang = 'en';
    });
    await tracker.tracking.know({ order: { ...anOrder, id: 'A/1' } });
  };
  const press = async () => {
    tracker.piece('share-button').click();
    await tracker.world.pass(0);
    await tracker.updateComplete;
  };

  beforeEach(() => {
    shared = [];
    copied = [];
    offer('share', async (data: ShareData) => void shared.push(data));
    offer('clipboard', { writeText: async (text: string) => void copied.push(text) });
  });
  afterEach(() => {
    clear();
    for (const name of ['share', 'clipboard']) Reflect.deleteProperty(navigator, name);
    history.replaceState(null, '', here);
  });

  it('is not offered without the attribute, for an order that has ended, or while none is known', async () => {
    await begin('', 'off');
    expect(tracker.has('share-button')).to.equal(false);
    clear();
    await begin();
    expect(tracker.has('share-button')).to.equal(true);
    await tracker.tracking.change({ status: 'completed' });
    expect(tracker.has('share-button')).to.equal(false);
    await tracker.tracking.know({ order: undefined });
    expect(tracker.has('share-button')).to.equal(false);
  });

  it('hands the device a link with the secret of the tracking link, which the address itself no longer has', async () => {
    await begin('#track=s%2Fecret');
    expect(location.hash).to.equal('');
    await press();
    expect(shared).to.deep.equal([
      {
        title: 'Trattoria Roma',
        text: 'Follow my order',
        url: `${location.origin}${here}#track=s%2Fecret&share`,
      },
    ]);
    expect(tracker.has('share-state')).to.equal(false);
  });

  it('hands on the secret that this device has remembered, where the page was opened without the link', async () => {
    const storage = new FakeStorage();
    const open = async (fragment: string) => {
      clear();
      history.replaceState(null, '', here + fragment);
      tracker = await place((placed) => {
        Object.assign(placed.world, { storage });
        Object.assign(placed, { share: 'on', remember: 'device', tokenUrl: 'https://example.com/track' });
      });
      await tracker.tracking.know({ order: anOrder });
    };
    await open('#track=kept');
    await open('');
    await press();
    expect(shared[0]?.url).to.equal(`${location.origin}${here}#track=kept&share`);
  });

  it('marks a shared page’s own link once', async () => {
    await begin('#track=secret&share');
    await press();
    expect(shared[0]?.url).to.equal(`${location.origin}${here}#track=secret&share`);
  });

  it('hands on the page’s own address where there is no secret; a route in its fragment stays', async () => {
    await begin('#menu');
    await press();
    expect(shared[0]?.url).to.equal(`${location.origin}${here}#menu&share`);
    clear();
    await begin('#/orders/42');
    await press();
    expect(shared[1]?.url).to.equal(`${location.origin}${here}#/orders/42`);
  });

  it('hands on the page’s own template, with the order’s id', async () => {
    await begin('#track=secret', 'https://example.com/read/{id}');
    await press();
    expect(shared[0]?.url).to.equal('https://example.com/read/A%2F1');
  });

  it('is not offered, and reports an order-error, where the template is no usable URL', async () => {
    await begin();
    const errors: OrderErrorEvent[] = heard(tracker, 'order-error');
    tracker.share = 'javascript:alert(1)';
    await tracker.updateComplete;
    expect(tracker.has('share-button')).to.equal(false);
    expect(errors.map(({ code }) => code)).to.deep.equal(['config']);
  });

  it('copies where the device has no window for it, says so, and no longer after ten seconds', async () => {
    offer('share', undefined);
    await begin('#track=secret');
    await press();
    expect(copied).to.deep.equal([`${location.origin}${here}#track=secret&share`]);
    expect(tracker.text('share-state')).to.equal('Link copied');
    expect(tracker.said('polite')).to.equal('Link copied');
    await tracker.world.pass(10_000);
    await tracker.updateComplete;
    expect(tracker.has('share-state')).to.equal(false);
  });

  it('copies where the device refuses to share, and does nothing where the guest closed its window', async () => {
    offer('share', () => Promise.reject(new DOMException('', 'NotAllowedError')));
    await begin();
    await press();
    expect(copied).to.have.length(1);
    offer('share', () => Promise.reject(new DOMException('', 'AbortError')));
    await press();
    expect(copied).to.have.length(1);
  });

  it('shows the link itself where it cannot be copied', async () => {
    offer('share', undefined);
    offer('clipboard', undefined);
    await begin('#track=secret');
    await press();
    expect(tracker.text('share-link')).to.equal(`${location.origin}${here}#track=secret&share`);
    clear();
    // Where the address is that link, the words are enough.
    await begin('#/orders/42');
    await press();
    expect(tracker.text('share-state')).to.equal('Could not be copied. Please copy the address of this page.');
  });

  it('lets those who open the link follow the order and share it, and nothing else', async () => {
    await begin('#track=secret&share');
    Object.assign(tracker, { rating: 'on', ratingAfter: 0, askKitchen: 'on', onMyWay: 'on', gotIt: 'on' });
    Object.assign(tracker, { reorder: 'on', receipt: 'on', tip: 'on' });
    for (const status of ['preparing', 'ready', 'completed'] as const) {
      await tracker.tracking.change({ status, fulfilment: 'pickup' });
      for (const part of ['question', 'messages', 'rating', 'link']) expect(tracker.has(part), part).to.equal(false);
      expect(tracker.has('share-button')).to.equal(status !== 'completed');
    }
    expect(location.hash).to.equal('#share');
    await tracker.tracking.change({ status: 'preparing' });
    await press();
    expect(shared[0]?.url).to.equal(`${location.origin}${here}#track=secret&share`);
  });
});
