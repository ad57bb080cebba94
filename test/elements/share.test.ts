import { expect } from '@esm-bundle/chai';
import type { OrderErrorEvent } from '../../src/elements/tracker/order-status-tracker.events.js';
import { tokenSource } from '../../src/tracker/token-source.js';
import type { OrderTrackerSnapshot } from '../../src/tracker/types.js';
import { FakeStorage } from '../support/fake-environment.js';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';
import { heard } from '../support/heard.js';

const here = location.pathname + location.search;

/** Replaces what the browser offers for sharing. */
function offer(name: 'share' | 'clipboard', value: unknown): void {
  Object.defineProperty(navigator, name, { configurable: true, value });
}

/** The guest's link is exchanged, and the token endpoint answers with `share` beside the token. */
async function exchange(capability: string, share: unknown): Promise<void> {
  const tokenUrl = 'https://example.com/track';
  const fetch = async () => Response.json({ access_token: 'token', share });
  await tokenSource({ orderId: 'A1', tokenUrl, capability, fetch })?.fetch?.(new AbortController().signal);
}

describe('sharing', () => {
  let tracker: FakeTracked;
  let shared: ShareData[];
  let copied: string[];
  let errors: OrderErrorEvent[];

  const begin = async (fragment = '', share: string = 'on', said: Partial<OrderTrackerSnapshot> = {}) => {
    history.replaceState(null, '', here + fragment);
    tracker = await place((placed) => {
      placed.share = share;
      placed.lang = 'en';
      errors = heard(placed, 'order-error');
    });
    await tracker.tracking.know({ order: { ...anOrder, id: 'A/1' }, ...said });
  };
  const isOffered = () => tracker.has('share-button');
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
    expect(isOffered()).to.equal(false);
    clear();
    await begin();
    expect(isOffered()).to.equal(true);
    await tracker.tracking.change({ status: 'completed' });
    expect(isOffered()).to.equal(false);
    await tracker.tracking.know({ order: undefined });
    expect(isOffered()).to.equal(false);
  });

  it('hands the device a link with the read-only secret of the token endpoint, never the guest’s own', async () => {
    await exchange('s%2Fecret', 'read only/1');
    await begin('#track=s%252Fecret&menu');
    expect(location.hash).to.equal('#menu');
    await press();
    expect(shared).to.deep.equal([
      {
        title: 'Trattoria Roma',
        text: 'Follow my order',
        url: `${location.origin}${here}#menu&track=read%20only%2F1`,
      },
    ]);
    expect(tracker.has('share-state')).to.equal(false);
    expect(errors).to.deep.equal([]);
    await tracker.tracking.know({ connectionStatus: 'denied' });
    expect(isOffered()).to.equal(false);
  });

  for (const answer of [undefined, null, '', 7, { secret: 'x' }, 'the-own-secret']) {
    it(`is not offered, and developers are told once, where the token endpoint answers with ${JSON.stringify(answer)}`, async () => {
      await exchange('the-own-secret', answer);
      await begin('#track=the-own-secret');
      await tracker.tracking.change({ status: 'ready' });
      expect(isOffered()).to.equal(false);
      expect(errors.map(({ code, recoverable }) => [code, recoverable])).to.deep.equal([['config', true]]);
      expect(errors[0]?.message).to.match(
        /share="on" needs a secret that can only read: "share" in the answer of token-url/,
      );
      expect(errors[0]?.message).not.to.contain('the-own-secret');
      expect(tracker.renderRoot.textContent).not.to.contain('the-own-secret');
    });
  }

  it('is neither offered nor complained about before the back end has said what the link is', async () => {
    await begin('#track=not-yet', 'on', { isReadOnly: undefined });
    expect([isOffered(), errors.length]).to.deep.equal([false, 0]);
    clear();
    // The page's own token is used first; the exchange comes when that is renewed.
    await begin('#track=not-yet', 'off');
    tracker.accessToken = 'token';
    tracker.share = 'on';
    await tracker.updateComplete;
    expect([isOffered(), errors.length]).to.deep.equal([false, 0]);
    await exchange('not-yet', 'later');
    tracker.requestUpdate();
    await tracker.updateComplete;
    await press();
    expect(shared[0]?.url).to.equal(`${location.origin}${here}#track=later`);
  });

  it('is another secret for another order of the same link', async () => {
    await exchange('of-many', 'of-A1');
    await begin('#track=of-many');
    expect(isOffered()).to.equal(true);
    await tracker.tracking.know({ orderId: 'B2', order: { ...anOrder, id: 'B2' } });
    expect(isOffered()).to.equal(false);
  });

  it('works with the secret that this device has remembered, where the page was opened without the link', async () => {
    const storage = new FakeStorage();
    await exchange('kept', 'for-others');
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
    expect(shared[0]?.url).to.equal(`${location.origin}${here}#track=for-others`);
  });

  it('hands on the page’s own address as it is where there is no secret', async () => {
    for (const fragment of ['', '#menu', '#/orders/42?a=1&&b', '#!/x', '#share']) {
      clear();
      await begin(fragment);
      await press();
      expect(shared.at(-1)?.url).to.equal(`${location.origin}${here}${fragment}`);
    }
  });

  it('hands on the page’s own template, with the order’s id', async () => {
    await begin('#track=secret', 'https://example.com/read/{id}');
    await press();
    expect(shared[0]?.url).to.equal('https://example.com/read/A%2F1');
  });

  it('is not offered, and reports an order-error, where the template is no usable URL', async () => {
    await begin();
    tracker.share = 'javascript:alert(1)';
    await tracker.updateComplete;
    expect(tracker.has('share-button')).to.equal(false);
    expect(errors.map(({ code }) => code)).to.deep.equal(['config']);
  });

  it('copies where the device has no window for it, says so, and no longer after ten seconds', async () => {
    offer('share', undefined);
    await begin('#menu');
    await press();
    expect(copied).to.deep.equal([`${location.origin}${here}#menu`]);
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
    await exchange('secret', 'for-others');
    await begin('#track=secret');
    await press();
    expect(tracker.text('share-link')).to.equal(`${location.origin}${here}#track=for-others`);
    clear();
    // Where the address is that link, the words are enough.
    await begin('#/orders/42');
    await press();
    expect(tracker.text('share-state')).to.equal('Could not be copied. Please copy the address of this page.');
  });
});

describe('a shared link', () => {
  afterEach(() => {
    clear();
    history.replaceState(null, '', here);
    Reflect.deleteProperty(navigator, 'share');
  });

  const open = (isReadOnly: boolean | undefined) =>
    place((placed) => {
      history.replaceState(null, '', `${here}#track=for-others`);
      Object.assign(placed, { rating: 'on', ratingAfter: 0, askKitchen: 'on', onMyWay: 'on', gotIt: 'on' });
      Object.assign(placed, { reorder: 'on', receipt: 'on', tip: 'on', share: 'on', lang: 'en' });
      for (const slot of ['rating', 'reorder', 'tip']) {
        placed.append(Object.assign(document.createElement('b'), { slot, textContent: slot }));
      }
    }).then(async (placed) => {
      await placed.tracking.know({ order: { ...anOrder, fulfilment: 'pickup' }, isReadOnly });
      return placed;
    });
  const shown = (tracker: FakeTracked) =>
    ['question', 'messages', 'rating', 'link', 'alerts', 'share-button'].filter((part) => tracker.has(part));
  const isSeen = (tracker: FakeTracked) =>
    [...tracker.children].filter((child) => child.getBoundingClientRect().height > 0).map(({ slot }) => slot);

  for (const [name, isReadOnly] of [
    ['lets those who open it follow the order, be alerted and share it', true],
    ['offers nothing before the back end has said whether it is one', undefined],
  ] as const) {
    it(`${name}, and nothing else`, async () => {
      const tracker = await open(isReadOnly);
      expect(tracker.isReadOnly).to.equal(isReadOnly);
      for (const status of ['preparing', 'ready', 'completed'] as const) {
        await tracker.tracking.change({ status, fulfilment: 'pickup' });
        const expected = [
          ...(status === 'preparing' ? ['alerts'] : []),
          ...(isReadOnly && status !== 'completed' ? ['share-button'] : []),
        ];
        expect(shown(tracker), status).to.deep.equal(expected);
        expect(isSeen(tracker), status).to.deep.equal([]);
      }
      await tracker.tracking.know({ isReadOnly: false });
      expect(shown(tracker)).to.include('link');
    });
  }

  it('is shared on as it is, also after the page went to another fragment', async () => {
    const urls: unknown[] = [];
    offer('share', async ({ url }: ShareData) => void urls.push(url));
    const tracker = await open(true);
    history.replaceState(history.state, '', `${here}#menu`);
    tracker.piece('share-button').click();
    await tracker.updateComplete;
    expect(urls).to.deep.equal([`${location.origin}${here}#menu&track=for-others`]);
  });
});
