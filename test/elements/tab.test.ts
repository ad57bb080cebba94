import { expect } from '@esm-bundle/chai';
import { TitleFlash } from '../../src/alerts/title-flash.js';
import type { Estimate } from '../../src/order/estimate/estimate.js';
import { anOrder, clear, expectedIn, type FakeTracked, place } from '../support/fake-tracker.js';

const icons = () => [...document.querySelectorAll<HTMLLinkElement>('link[rel=icon][href^="data:"]')];
/** Lets the browser tell of a changed title. */
const told = () => new Promise((resolve) => setTimeout(resolve));

describe('the browser’s tab', () => {
  const title = document.title;
  let badges: string[];
  let isHidden = false;

  const put = (set: (tracker: FakeTracked) => void = () => {}) =>
    place((placed) => {
      placed.lang = 'en';
      placed.tab = 'on';
      set(placed);
    });
  const hide = (hidden: boolean) => {
    isHidden = hidden;
    document.dispatchEvent(new Event('visibilitychange'));
  };

  before(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
  });
  beforeEach(() => {
    document.title = 'Trattoria Roma';
    badges = [];
    isHidden = false;
    for (const name of ['setAppBadge', 'clearAppBadge']) {
      const value = async () => void badges.push(name);
      Object.defineProperty(navigator, name, { configurable: true, value });
    }
  });
  afterEach(async () => {
    clear();
    await told();
    for (const name of ['setAppBadge', 'clearAppBadge']) Reflect.deleteProperty(navigator, name);
  });
  after(() => {
    Reflect.deleteProperty(document, 'hidden');
    document.title = title;
  });

  it('stays as the page made it without the attribute', async () => {
    const tracker = await put((placed) => {
      placed.tab = 'off';
    });
    await tracker.tracking.know({ order: { ...anOrder, status: 'ready' } });
    expect([document.title, icons().length, badges]).to.deep.equal(['Trattoria Roma', 0, []]);
  });

  it('has the status before the page’s title, and when it will be ready where that is known', async () => {
    const tracker = await put();
    await tracker.tracking.know({ order: anOrder });
    expect(document.title).to.equal('Preparing · Trattoria Roma');
    const now = tracker.world.clock.wall();
    const estimate: Estimate = {
      of: 'ready',
      from: new Date(now),
      to: new Date(now + 1),
      late: false,
      source: 'backend',
    };
    await tracker.tracking.know({ estimate });
    expect(document.title).to.equal(`${tracker.text('estimate')} · Trattoria Roma`);
    await tracker.tracking.change({ status: 'ready' }, { estimate: undefined });
    expect(document.title).to.equal('Ready · Trattoria Roma');
  });

  it('says the status where the headline does: when a delivery leaves the kitchen is not when it comes', async () => {
    const tracker = await put();
    await tracker.tracking.know({ order: { ...anOrder, fulfilment: 'delivery' }, ...expectedIn(tracker, 20, 30) });
    expect(tracker.piece('headline').textContent).to.equal('Preparing');
    expect(document.title).to.equal('Preparing · Trattoria Roma');
  });

  it('says that the kitchen has paused the order, until it goes on or is ready', async () => {
    const tracker = await put();
    await tracker.tracking.know({ order: anOrder });
    const paused = { onHold: true, delayed: true };
    await tracker.tracking.change(paused);
    expect(document.title).to.equal('On hold · Trattoria Roma');
    await tracker.tracking.change({ onHold: false });
    expect(document.title).to.equal('Running late · Trattoria Roma');
    await tracker.tracking.change({ delayed: false });
    expect(document.title).to.equal('Preparing · Trattoria Roma');
    await tracker.tracking.change({ ...paused, status: 'ready' });
    expect(document.title).to.equal('Ready · Trattoria Roma');
    await tracker.tracking.change({ ...paused, status: 'preparing' }, { connectionStatus: 'offline' });
    expect(document.title).to.equal('Offline · Trattoria Roma');
  });

  it('is the page’s own again when the element goes, or the attribute', async () => {
    const tracker = await put();
    await tracker.tracking.know({ order: { ...anOrder, status: 'ready' } });
    expect([document.title, icons().length]).to.deep.equal(['Ready · Trattoria Roma', 1]);
    tracker.tab = 'off';
    await tracker.updateComplete;
    expect([document.title, icons().length]).to.deep.equal(['Trattoria Roma', 0]);
    tracker.tab = 'on';
    await tracker.updateComplete;
    expect(document.title).to.equal('Ready · Trattoria Roma');
    clear();
    await told();
    expect([document.title, icons().length]).to.deep.equal(['Trattoria Roma', 0]);
    expect(badges).to.deep.equal(['setAppBadge', 'clearAppBadge', 'setAppBadge', 'clearAppBadge']);
  });

  it('marks the app once the meal can be had, which a packed delivery cannot', async () => {
    const tracker = await put();
    await tracker.tracking.know({ order: { ...anOrder, status: 'ready', fulfilment: 'delivery' } });
    expect(badges).to.deep.equal([]);
    await tracker.tracking.know({ order: { ...anOrder, status: 'ready', fulfilment: 'pickup' } });
    expect(badges).to.deep.equal(['setAppBadge']);
  });

  it('keeps its words when the page changes its title, and gives back the newest', async () => {
    const tracker = await put();
    await tracker.tracking.know({ order: anOrder });
    document.title = 'Order 42';
    await told();
    expect(document.title).to.equal('Preparing · Order 42');
    clear();
    await told();
    expect(document.title).to.equal('Order 42');
  });

  it('does not fight for ever with a page that insists on its own title', async () => {
    const insisting = new MutationObserver(() => {
      if (document.title !== 'Mine') document.title = 'Mine';
    });
    insisting.observe(document.head, { childList: true, subtree: true, characterData: true });
    const tracker = await put();
    await tracker.tracking.know({ order: anOrder });
    await told();
    expect(document.title).to.equal('Mine');
    insisting.disconnect();
    await tracker.tracking.change({ status: 'ready' });
    expect(document.title).to.equal('Ready · Mine');
  });

  it('says nothing that is not proven: cached, moved by a clock, unknown; and says that it is offline', async () => {
    const tracker = await put();
    await tracker.tracking.know({ order: anOrder, isCached: true });
    expect([document.title, icons().length]).to.deep.equal(['Trattoria Roma', 0]);
    await tracker.tracking.know({ order: { ...anOrder, statusSource: 'estimated' }, isCached: false });
    expect(document.title).to.equal('Trattoria Roma');
    await tracker.tracking.know({ order: anOrder, connectionStatus: 'offline' });
    expect([document.title, icons().length]).to.deep.equal(['Offline · Trattoria Roma', 0]);
    await tracker.tracking.know({ connectionStatus: 'error' });
    expect(document.title).to.equal('No connection · Trattoria Roma');
    await tracker.tracking.know({ connectionStatus: 'connected' });
    expect(document.title).to.equal('Preparing · Trattoria Roma');
  });

  it('keeps an end until the guest looks at the page', async () => {
    const tracker = await put();
    await tracker.tracking.know({ order: anOrder });
    hide(true);
    await tracker.tracking.change({ status: 'cancelled' }, { connectionStatus: 'closed' });
    expect(document.title).to.equal('Cancelled · Trattoria Roma');
    hide(false);
    expect([document.title, icons().length]).to.deep.equal(['Trattoria Roma', 0]);
  });

  it('belongs to the first tracker of the page, then to the next', async () => {
    const first = await put();
    await first.tracking.know({ order: anOrder });
    const second = await put();
    await second.tracking.know({ order: { ...anOrder, status: 'ready' } });
    expect(document.title).to.equal('Preparing · Trattoria Roma');
    first.remove();
    await told();
    expect(document.title).to.equal('Ready · Trattoria Roma');
    expect(icons()).to.have.length(1);
  });

  it('keeps its words when the element is moved', async () => {
    const tracker = await put();
    await tracker.tracking.know({ order: anOrder });
    const place = document.body.appendChild(document.createElement('div'));
    place.append(tracker);
    await tracker.updateComplete;
    expect(document.title).to.equal('Preparing · Trattoria Roma');
  });

  it('leaves a flashing alert alone, and has the newest words afterwards', async () => {
    const tracker = await put();
    await tracker.tracking.know({ order: anOrder });
    const { world } = tracker;
    const flash = new TitleFlash({ document, clock: world.clock });
    hide(true);
    flash.start('Order 42: Ready');
    await told();
    expect(document.title).to.equal('Order 42: Ready');
    await tracker.tracking.change({ status: 'ready' });
    await told();
    expect(document.title).to.equal('Order 42: Ready');
    for (const expected of ['Ready · Trattoria Roma', 'Order 42: Ready', 'Ready · Trattoria Roma', 'Order 42: Ready']) {
      await world.pass(1_000);
      await told();
      expect(document.title).to.equal(expected);
    }
    hide(false);
    await told();
    expect(document.title).to.equal('Ready · Trattoria Roma');
    clear();
    await told();
    expect(document.title).to.equal('Trattoria Roma');
  });

  it('is restored also where the element goes while an alert flashes', async () => {
    const tracker = await put();
    await tracker.tracking.know({ order: { ...anOrder, status: 'ready' } });
    const flash = new TitleFlash({ document, clock: tracker.world.clock });
    hide(true);
    flash.start('Order 42: Ready');
    clear();
    await told();
    flash.stop();
    await told();
    expect(document.title).to.equal('Trattoria Roma');
  });

  it('has an icon in the colour of the status, drawn here', async () => {
    const tracker = await put((placed) => placed.style.setProperty('--order-status-preparing', 'rgb(1, 2, 3)'));
    await tracker.tracking.know({ order: anOrder });
    const [icon] = icons();
    expect(decodeURIComponent(icon?.href ?? '')).to.match(/^data:image\/svg\+xml,<svg .*fill="rgb\(1, 2, 3\)"/);
    const image = Object.assign(new Image(), { src: icon?.href });
    await image.decode();
  });

  it('gives up its icon, for good, where the page’s policy forbids it', async () => {
    const tracker = await put();
    await tracker.tracking.know({ order: anOrder });
    const refusal = { effectiveDirective: 'img-src', violatedDirective: 'img-src', blockedURI: 'data' };
    document.dispatchEvent(new SecurityPolicyViolationEvent('securitypolicyviolation', refusal as never));
    expect(icons()).to.have.length(0);
    await tracker.tracking.change({ status: 'ready' });
    expect([document.title, icons().length]).to.deep.equal(['Ready · Trattoria Roma', 0]);
  });
});
