import 'axe-core/axe.min.js';
import { expect } from '@esm-bundle/chai';
import type { AxeResults, RunOptions } from 'axe-core';
import { orderStatuses } from '../../src/order/order.js';
import type { ConnectionStatus } from '../../src/tracker/connection-status.js';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';

declare const axe: { run(element: Element, options?: RunOptions): Promise<AxeResults> };

const connections: ConnectionStatus[] = [
  'idle',
  'connecting',
  'connected',
  'polling',
  'error',
  'offline',
  'denied',
  'closed',
];

/** What axe finds, in one line each. */
async function findings(tracker: FakeTracked): Promise<string[]> {
  // Transitions would have axe measure colours that are there for a moment only.
  tracker.style.setProperty('--order-status-motion', '0s');
  await tracker.updateComplete;
  const { violations } = await axe.run(tracker, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { region: { enabled: false } },
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target} ${failureSummary}`),
  );
}

describe('the accessibility audit', () => {
  afterEach(clear);

  for (const theme of ['light', 'dark'] as const) {
    for (const status of orderStatuses) {
      it(`finds nothing in "${status}" in the ${theme} theme`, async () => {
        const tracker = await place((element) => {
          element.theme = theme;
        });
        await tracker.tracking.know({ order: { ...anOrder, status: 'pending' } });
        await tracker.tracking.change({ status, delayed: true, reason: 'Busy' });
        expect(await findings(tracker)).to.deep.equal([]);
      });
    }
  }

  for (const connectionStatus of connections) {
    it(`finds nothing while the connection is "${connectionStatus}"`, async () => {
      const tracker = await place();
      const error = { code: 'unreachable', message: '', recoverable: true } as const;
      await tracker.tracking.know({
        order: anOrder,
        connectionStatus,
        error,
        isCached: connectionStatus === 'offline',
      });
      expect(await findings(tracker)).to.deep.equal([]);
    });
  }

  it('finds nothing in the other layouts, in an estimated status, and without an order', async () => {
    for (const layout of ['compact', 'handover'] as const) {
      const tracker = await place((element) => {
        element.layout = layout;
      });
      await tracker.tracking.know({ order: { ...anOrder, status: 'ready' } });
      expect(await findings(tracker)).to.deep.equal([]);
      tracker.remove();
    }
    const tracker = await place();
    await tracker.tracking.know({ order: { ...anOrder, statusSource: 'estimated' } });
    expect(await findings(tracker)).to.deep.equal([]);
    await tracker.tracking.know({ order: undefined, error: { code: 'not-found', message: '', recoverable: false } });
    expect(await findings(tracker)).to.deep.equal([]);
  });
});

describe('fingers, keys and small screens', () => {
  afterEach(clear);

  const show = async (width: number, order = {}) => {
    const tracker = await place();
    tracker.style.inlineSize = `${width}px`;
    await tracker.tracking.know({ order: { ...anOrder, ...order }, connectionStatus: 'offline' });
    return tracker;
  };

  it('give every button and every summary at least 44 × 44 px', async () => {
    const tracker = await show(320);
    await tracker.tracking.change({ status: 'pending' });
    const targets = [...(tracker.shadowRoot?.querySelectorAll('button, summary') ?? [])];
    expect(targets).to.have.length.above(2);
    for (const target of targets) {
      const { width, height } = target.getBoundingClientRect();
      expect(Math.round(Math.min(width, height)), target.outerHTML).to.be.at.least(44);
    }
  });

  for (const width of [256, 320, 760, 1200]) {
    it(`let nothing stick out at ${width} px, however long the words are`, async () => {
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

  it('give each button and each state a name', async () => {
    const tracker = await show(320);
    expect(tracker.piece('progress').getAttribute('aria-label')).to.equal('Order progress');
    expect(tracker.piece('progress').getAttribute('aria-valuetext')).to.equal('40%');
    expect(tracker.piece('steps').getAttribute('aria-label')).to.equal('Steps of your order');
    const steps = [...(tracker.shadowRoot?.querySelectorAll('.step .quiet') ?? [])].map((state) => state.textContent);
    expect(steps).to.deep.equal(['done', 'now', 'still to come', 'still to come', 'still to come']);
  });
});
