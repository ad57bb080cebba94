import { expect } from '@open-wc/testing';
import { de } from '../../src/locales/de.js';
import { registerLocale } from '../../src/locales/registry.js';
import { type OrderStatus, orderStatuses } from '../../src/order/status.js';
import { anOrder, clear, place } from '../support/fake-tracker.js';

const minute = 60_000;

describe('guest actions that are off', () => {
  afterEach(clear);

  for (const status of orderStatuses) {
    it(`draw no rating, link or question while the order is ${status}, and store nothing`, async () => {
      const tracker = await place();
      await tracker.tracking.know({ order: { ...anOrder, status } });
      await tracker.world.pass(16 * minute);
      await tracker.updateComplete;
      for (const name of ['rating', 'links', 'question']) expect(tracker.has(name), name).to.equal(false);
      expect(tracker.world.storage.getItem('order-status-tracker:guest')).to.equal(null);
    });
  }
});

describe('guest actions that are on', () => {
  afterEach(clear);

  for (const theme of ['light', 'dark'] as const) {
    for (const status of ['preparing', 'ready', 'served', 'completed', 'cancelled'] satisfies OrderStatus[]) {
      it(`pass the accessibility audit without overflow: ${status}, ${theme}, in German, at 320 px`, async () => {
        registerLocale(de);
        const tracker = await place((placed) => {
          placed.style.inlineSize = '320px';
          placed.style.setProperty('--order-status-motion', '0s');
          placed.lang = 'de';
          placed.theme = theme;
          placed.rating = placed.askKitchen = 'on';
          placed.ratingAfter = 0;
          placed.reorder = placed.receipt = placed.tip = 'on';
        });
        await tracker.tracking.know({ order: { ...anOrder, status } });
        if (tracker.has('question-button')) tracker.piece('question-button').click();
        await tracker.updateComplete;
        await expect(tracker).to.be.accessible();
        const card = tracker.piece('card');
        expect(card.scrollWidth).to.be.at.most(card.clientWidth);
        for (const target of tracker.renderRoot.querySelectorAll('button')) {
          const { width, height } = target.getBoundingClientRect();
          expect(Math.round(Math.min(width, height)), target.outerHTML).to.be.at.least(44);
        }
      });
    }
  }
});
