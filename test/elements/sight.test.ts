import { expect } from '@esm-bundle/chai';
import { clear, type FakeTracked } from '../support/fake-tracker.js';
import { showScene } from '../support/situations.js';

const frame = () => new Promise(requestAnimationFrame);

/** A card far below the screen, which the browser has noticed. */
async function showFarBelow(): Promise<FakeTracked> {
  const tracker = await showScene({ situation: 'preparing' });
  tracker.style.marginTop = '5000px';
  await new Promise<void>((resolve) => {
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(tracker);
  });
  await frame();
  await frame();
  return tracker;
}

describe('a card that is not on the screen', () => {
  const browserIdle = globalThis.requestIdleCallback;
  let idle: (() => void)[];
  const becomeIdle = () => {
    for (const callback of idle.splice(0)) callback();
  };

  beforeEach(() => {
    idle = [];
    globalThis.requestIdleCallback = (callback) =>
      idle.push(() => callback({ didTimeout: false, timeRemaining: () => 10 }));
  });

  afterEach(() => {
    globalThis.requestIdleCallback = browserIdle;
    clear();
    window.scrollTo(0, 0);
  });

  it('tells of a change at once, and draws it when the browser has nothing else to do', async () => {
    const tracker = await showFarBelow();
    const heard: string[] = [];
    tracker.addEventListener('order-status-change', ({ detail }) => heard.push(detail.status));
    await tracker.tracking.change({ status: 'ready' });
    expect(heard).to.deep.equal(['ready']);
    expect(tracker.getAttribute('status')).to.equal('ready');
    expect(tracker.text('headline')).to.equal('Preparing');
    becomeIdle();
    await tracker.updateComplete;
    expect(tracker.text('status-label')).to.equal('Ready');
  });

  it('is drawn after another one could not be', async () => {
    const tracker = await showFarBelow();
    Object.defineProperty(tracker, 'updateComplete', {
      get: () => Promise.reject(new Error('broken')),
      configurable: true,
    });
    await tracker.tracking.change({ status: 'pending' }).catch(() => {});
    becomeIdle();
    Reflect.deleteProperty(tracker, 'updateComplete');
    await tracker.updateComplete;
    await tracker.tracking.change({ status: 'ready' });
    becomeIdle();
    await tracker.updateComplete;
    expect(tracker.text('status-label')).to.equal('Ready');
  });

  it('is drawn once for many changes', async () => {
    const tracker = await showFarBelow();
    const texts: (string | null)[] = [];
    const observer = new MutationObserver(() => texts.push(tracker.piece('status-label').textContent));
    observer.observe(tracker.piece('status-label'), { childList: true, characterData: true, subtree: true });
    for (const status of ['pending', 'preparing', 'ready'] as const) await tracker.tracking.change({ status });
    becomeIdle();
    await tracker.updateComplete;
    becomeIdle();
    await tracker.updateComplete;
    observer.disconnect();
    expect(texts).to.deep.equal(['Ready']);
  });

  it('is drawn when it is seen, and tells what happens at once', async () => {
    const tracker = await showFarBelow();
    await tracker.tracking.change({ status: 'ready' });
    await tracker.device.pass(1_000);
    expect(tracker.text('headline')).to.equal('Preparing');
    expect(tracker.said('assertive')).to.contain('Order 42: Ready');
    tracker.scrollIntoView();
    for (let frames = 0; frames < 60 && tracker.text('status-label') !== 'Ready'; frames += 1) await frame();
    expect(tracker.text('status-label')).to.equal('Ready');
  });

  it('is drawn before the page is printed', async () => {
    const tracker = await showFarBelow();
    await tracker.tracking.change({ status: 'ready' });
    window.dispatchEvent(new Event('beforeprint'));
    await tracker.updateComplete;
    expect(tracker.text('status-label')).to.equal('Ready');
  });
});
