import { expect } from '@esm-bundle/chai';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';

describe('touch targets, narrow screens and accessible names', () => {
  afterEach(clear);

  const show = async (width: number, order = {}) => {
    const tracker = await place();
    tracker.style.inlineSize = `${width}px`;
    await tracker.tracking.know({ order: { ...anOrder, ...order }, connectionStatus: 'offline' });
    return tracker;
  };

  const look = async (tracker: FakeTracked, parts: readonly string[]) => {
    await tracker.updateComplete;
    const targets = [...(tracker.shadowRoot?.querySelectorAll('button, summary') ?? [])].filter((target) =>
      target.checkVisibility(),
    );
    expect(targets.map(({ part }) => part.value)).to.include.members([...parts]);
    for (const target of targets) {
      const { width, height } = target.getBoundingClientRect();
      expect(Math.round(Math.min(width, height)), target.outerHTML).to.be.at.least(44);
    }
  };

  it('every button and every summary is at least 44 × 44 px', async () => {
    const tracker = await show(320);
    await tracker.tracking.change({ status: 'pending' });
    // A problem stands where alerts are offered: each is looked at in its time.
    await look(tracker, ['retry-button', 'items-summary']);
    await tracker.tracking.know({ connectionStatus: 'connected' });
    await look(tracker, ['alert-button', 'items-summary']);
  });

  for (const width of [256, 320, 760, 1200]) {
    it(`nothing overflows at ${width} px, with words of twice the length`, async () => {
      const long = 'Donaudampfschifffahrtsgesellschaftskapitänsmütze'.repeat(3);
      const tracker = await show(width, {
        restaurantName: long,
        reason: long,
        number: long,
        items: [{ name: long, quantity: 9999 }],
      });
      const card = tracker.piece('card');
      expect(card.scrollWidth).to.be.at.most(card.clientWidth);
    });
  }

  it('every button and every state has an accessible name', async () => {
    const tracker = await show(320);
    expect(tracker.piece('progress').getAttribute('aria-label')).to.equal('Order progress');
    expect(tracker.piece('progress').getAttribute('aria-valuetext')).to.equal('67%');
    expect(tracker.piece('steps').getAttribute('aria-label')).to.equal('Steps of your order');
    const steps = [...(tracker.shadowRoot?.querySelectorAll('[part~=step-mark]') ?? [])].map((state) =>
      state.textContent?.trim(),
    );
    expect(steps).to.deep.equal(['done', 'now', 'upcoming', 'upcoming', 'upcoming']);
  });
});
