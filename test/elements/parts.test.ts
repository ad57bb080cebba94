import { expect } from '@esm-bundle/chai';
import type { OrderStatus } from '../../src/order/status.js';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';

/** Text within a part, drawings, slots, and what is hidden. */
const belongsToPart = 'bdi, strong, time, svg, svg *, slot, .quiet';
/** Rows and lists of parts, without a look of their own. */
const bare = '.now, .rest, .progress, .compact .steps, .items ul, .toasts';

describe('the parts', () => {
  let tracker: FakeTracked;

  beforeEach(async () => {
    tracker = await place((placed) => {
      placed.rating = 'on';
      placed.ratingAfter = 0;
      placed.reorder = 'on';
      placed.receipt = 'on';
      placed.tip = 'https://example.com/{id}';
      placed.askKitchen = 'on';
    });
    tracker.lang = 'en';
  });
  afterEach(clear);

  const nameless = () =>
    [...(tracker.shadowRoot?.querySelectorAll('*') ?? [])]
      .filter((piece) => !piece.matches(belongsToPart) && !piece.matches(bare) && !piece.hasAttribute('part'))
      .filter((piece) => !piece.parentElement?.closest('button'))
      .filter((piece) => !piece.closest('[hidden]'))
      .map(({ outerHTML }) => outerHTML.slice(0, 80));

  for (const layout of ['card', 'compact', 'handover'] as const) {
    for (const status of ['pending', 'ready', 'served', 'completed', 'cancelled'] satisfies OrderStatus[]) {
      it(`are on every visible element: ${layout}, ${status}`, async () => {
        tracker.layout = layout;
        const order = { ...anOrder, status, delayed: true, reason: 'Many orders' };
        await tracker.tracking.know({ order: { ...order, status: 'pending' } });
        await tracker.tracking.know({ order, connectionStatus: 'offline', isCached: true });
        expect(nameless()).to.deep.equal([]);
        await tracker.tracking.know({ order, connectionStatus: 'connected', isCached: false });
        if (layout === 'card' && status === 'pending') tracker.piece('alert-button').click();
        await tracker.updateComplete;
        expect(nameless()).to.deep.equal([]);
      });
    }
  }
});
