import { expect } from '@esm-bundle/chai';
import { de } from '../../src/locales/de.js';
import { registerLocale } from '../../src/locales/registry.js';
import { isChromium } from '../support/browser-window.js';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';

/** A window of the page's own, as Chromium makes one: another document, and a `pagehide` when it is closed. */
class FakePictureInPicture {
  readonly frames: HTMLIFrameElement[] = [];
  refuses = false;

  async requestWindow(): Promise<Window> {
    if (this.refuses) throw new DOMException('', 'NotAllowedError');
    const frame = document.createElement('iframe');
    document.documentElement.append(frame);
    this.frames.push(frame);
    const view = frame.contentWindow;
    if (!view) throw new Error('The frame has no window.');
    view.close = () => {
      view.dispatchEvent(new Event('pagehide'));
      frame.remove();
    };
    return view;
  }

  get open(): readonly HTMLIFrameElement[] {
    return this.frames.filter(({ isConnected }) => isConnected);
  }

  /** The element in the window. */
  get tracker(): FakeTracked | undefined {
    return this.open[0]?.contentDocument?.body.querySelector<FakeTracked>('fake-tracked-floating') ?? undefined;
  }
}

const windows = globalThis as { documentPictureInPicture?: unknown };

describe('the floating window', () => {
  const original = Object.getOwnPropertyDescriptor(globalThis, 'documentPictureInPicture');
  const realTop = Object.getOwnPropertyDescriptor(globalThis, 'top');
  let browser: FakePictureInPicture;
  let tracker: FakeTracked;

  const offer = (value: unknown) =>
    Object.defineProperty(globalThis, 'documentPictureInPicture', { configurable: true, value });
  const begin = async (set: (placed: FakeTracked) => void = () => {}) => {
    tracker = await place((placed) => {
      placed.lang = 'en';
      placed.float = 'on';
      set(placed);
    });
    await tracker.tracking.know({ order: anOrder });
  };
  const press = async () => {
    tracker.piece('float-button').click();
    await tracker.world.pass(0);
    await tracker.updateComplete;
    await browser.tracker?.updateComplete;
  };
  const pressed = () => tracker.piece('float-button').getAttribute('aria-pressed');

  beforeEach(() => {
    browser = new FakePictureInPicture();
    offer(browser);
  });
  afterEach(() => {
    clear();
    for (const frame of browser.open) frame.remove();
  });
  after(() => {
    if (original) Object.defineProperty(globalThis, 'documentPictureInPicture', original);
    else Reflect.deleteProperty(globalThis, 'documentPictureInPicture');
    expect(Object.getOwnPropertyDescriptor(globalThis, 'top')).to.deep.equal(realTop);
  });

  it('is offered only where the browser has one, while there is an order to follow', async () => {
    await begin();
    expect(tracker.text('float-button')).to.equal('Keep it in view');
    await tracker.tracking.change({ status: 'completed' });
    expect(tracker.has('float-button')).to.equal(false);
    clear();
    offer(undefined);
    await begin();
    expect(tracker.has('float-button')).to.equal(false);
    offer(browser);
    clear();
    await begin((placed) => {
      placed.float = 'off';
    });
    expect(tracker.has('float-button')).to.equal(false);
  });

  it('shows the same order in one line, styled, in the guest’s language, and each change at once', async () => {
    registerLocale(de);
    await begin((placed) => {
      placed.lang = 'de';
      placed.labels = { preparing: 'In Arbeit' };
      placed.style.setProperty('--order-status-surface', 'rgb(1, 2, 3)');
    });
    await press();
    const copy = browser.tracker;
    if (!copy) throw new Error('There is no element in the window.');
    expect([copy.layout, copy.lang, copy.text('headline')]).to.deep.equal(['compact', 'de', 'In Arbeit']);
    const card = copy.piece('card');
    // Only Chromium has such windows. In the frame that stands for one, Firefox takes no colours from another document.
    if (isChromium) expect(getComputedStyle(card).backgroundColor).to.equal('rgb(1, 2, 3)');
    expect(getComputedStyle(card).display).to.equal('flex');
    await tracker.tracking.change({ status: 'ready' });
    await copy.updateComplete;
    expect(copy.text('headline')).to.equal(tracker.text('status-label'));
    expect(copy.getAttribute('status')).to.equal('ready');
  });

  it('shows what the page has set at its own element, also what it sets later', async () => {
    await begin((placed) => {
      placed.percent = 'off';
    });
    await press();
    const copy = browser.tracker;
    if (!copy) throw new Error('There is no element in the window.');
    expect(copy.piece('progress').hidden).to.equal(true);
    tracker.percent = 'steps';
    tracker.theme = 'dark';
    tracker.labels = { preparing: 'On the grill' };
    await tracker.updateComplete;
    await copy.updateComplete;
    expect([copy.text('progress'), copy.theme, copy.text('headline')]).to.deep.equal(['40%', 'dark', 'On the grill']);
  });

  it('follows nothing itself, fires no event in the page, and keeps the page’s connection while it is open', async () => {
    await begin();
    const events: Event[] = [];
    window.addEventListener('order-status-change', (event) => events.push(event), { once: true });
    await press();
    expect(browser.tracker).not.to.equal(undefined);
    expect([tracker.tracking.restarts, tracker.tracking.awake, events.length]).to.deep.equal([0, true, 0]);
    browser.tracker?.retry();
    expect(tracker.tracking.retries).to.equal(1);
    await press();
    expect(tracker.tracking.awake).to.equal(false);
  });

  it('leaves the announcement to the page’s own element', async () => {
    await begin();
    await press();
    await tracker.tracking.change({ status: 'ready' });
    await browser.tracker?.updateComplete;
    await tracker.device.pass(1_000);
    expect(tracker.said('assertive')).to.match(/^Order 42: Ready/);
    expect(browser.tracker?.said('assertive')).to.equal('');
  });

  it('leaves the connection to alerts that are on when it is closed', async () => {
    await begin();
    await tracker.enableAlerts();
    await press();
    await press();
    expect(tracker.tracking.awake).to.equal(true);
  });

  it('is closed by its button, and opened again', async () => {
    await begin();
    expect(pressed()).to.equal('false');
    await press();
    expect([pressed(), browser.open.length]).to.deep.equal(['true', 1]);
    await press();
    expect([pressed(), browser.open.length]).to.deep.equal(['false', 0]);
    await press();
    expect([pressed(), browser.open.length]).to.deep.equal(['true', 1]);
  });

  it('is noticed when the guest closes it', async () => {
    await begin();
    await press();
    browser.open[0]?.contentWindow?.close();
    await tracker.updateComplete;
    expect(pressed()).to.equal('false');
  });

  it('closes when the order ends, when the element goes, and not when it is moved', async () => {
    await begin();
    await press();
    const place = document.body.appendChild(document.createElement('div'));
    place.append(tracker);
    await tracker.updateComplete;
    expect(browser.open).to.have.length(1);
    await tracker.tracking.change({ status: 'completed' });
    expect(browser.open).to.have.length(0);
    clear();
    await begin();
    await press();
    expect(browser.open).to.have.length(1);
    clear();
    await tracker.updateComplete;
    expect(browser.open).to.have.length(0);
  });

  it('leaves everything as it is where the browser refuses', async () => {
    await begin();
    browser.refuses = true;
    await press();
    expect([pressed(), tracker.tracking.awake]).to.deep.equal(['false', false]);
    expect(windows.documentPictureInPicture).to.equal(browser);
  });
});
