import { expect } from '@esm-bundle/chai';
import type { OrderStatusTracker } from '../../src/elements/tracker/order-status-tracker.js';

/** A page that allows scripts from its own origin and nothing else, not even styles. */
async function strictPage(): Promise<{ page: Document; violations: string[] }> {
  const frame = document.createElement('iframe');
  const script = new URL('../../src/define.js', import.meta.url).href;
  frame.srcdoc = `<!doctype html><html lang="en"><head>
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'none'; script-src ${location.origin};
      connect-src ${location.origin}; require-trusted-types-for 'script'; trusted-types lit-html">
    <script type="module" src="${script}"></script></head><body></body></html>`;
  document.body.append(frame);
  await new Promise((loaded) => frame.addEventListener('load', loaded, { once: true }));
  await frame.contentWindow?.customElements.whenDefined('order-status-tracker');
  const page = frame.contentDocument;
  if (!page) throw new Error('The frame has no document.');
  const violations: string[] = [];
  page.addEventListener('securitypolicyviolation', ({ violatedDirective }) => violations.push(violatedDirective));
  return { page, violations };
}

describe('under a strict content security policy', () => {
  it('the element is drawn with its styles and its progress, and without a violation', async () => {
    const { page, violations } = await strictPage();
    const tracker = page.createElement('order-status-tracker') as OrderStatusTracker;
    tracker.setAttribute('order-id', 'csp');
    tracker.order = { id: 'csp', status: 'preparing', items: [{ name: 'Soup', quantity: 1 }] };
    tracker.setAttribute('poll-url', `${location.origin}/nothing/{id}`);
    page.body.append(tracker);
    await tracker.updateComplete;
    const filled = [...(tracker.shadowRoot?.querySelectorAll('[part~=progress-bar]') ?? [])];
    const bar = filled.at(-1);
    const track = tracker.shadowRoot?.querySelector('[part=steps]');
    if (!bar || !track) throw new Error('There is no progress bar.');
    for (const animation of bar.getAnimations()) animation.finish();
    const { left, width } = track.getBoundingClientRect();
    const share = (bar.getBoundingClientRect().right - left) / width;
    expect(share).to.be.within(0.39, 0.41);
    expect(violations).to.deep.equal([]);
    tracker.remove();
    page.defaultView?.frameElement?.remove();
  });
});
