import { expect } from '@open-wc/testing';
import { ar } from '../../../src/locales/ar.js';
import { de } from '../../../src/locales/de.js';
import { registerLocale } from '../../../src/locales/registry.js';
import { FakeNotify } from '../../support/fake-notify.js';
import { withPushPage } from '../../support/fake-push-page.js';
import { clear, type FakeTracked } from '../../support/fake-tracker.js';
import { drawn, field, placeReach, press, tick } from './placed.js';

registerLocale(ar);
registerLocale(de);

/** The line opened, a number that was refused, and an e-mail address that is asked for. */
async function everything(set: (tracker: FakeTracked) => void): Promise<FakeTracked> {
  const notify = new FakeNotify();
  notify.reply = ({ action }) => (action === 'consent' ? { status: 422, body: { code: 'number' } } : undefined);
  const { tracker } = await placeReach((placed) => {
    placed.style.setProperty('--order-status-motion', '0s');
    set(placed);
  }, notify);
  await press(tracker, 'reach-button');
  await tick(tracker, 'sms');
  await tick(tracker, 'email');
  field(tracker).value = '12';
  tracker.renderRoot.querySelector('form')?.requestSubmit();
  await drawn(tracker);
  return tracker;
}

describe('the ways to be told when the page is closed', () => {
  withPushPage();
  afterEach(clear);

  for (const [lang, theme, width] of [
    ['en', 'light', '360px'],
    ['de', 'dark', '320px'],
    ['ar', 'light', '320px'],
    ['de', 'light', '600px'],
  ] as const) {
    it(`pass the accessibility audit without overflow: ${lang}, ${theme}, ${width}`, async () => {
      const tracker = await everything((placed) => {
        placed.lang = lang;
        placed.theme = theme;
        placed.style.inlineSize = width;
      });
      expect(tracker.has('reach-problem')).to.equal(true);
      await expect(tracker).to.be.accessible();
      const card = tracker.piece('card');
      expect(card.scrollWidth).to.be.at.most(card.clientWidth);
      for (const target of tracker.renderRoot.querySelectorAll('.reach :is(button, label.choice)')) {
        const { width: wide, height } = target.getBoundingClientRect();
        expect(Math.round(Math.min(wide, height)), target.outerHTML).to.be.at.least(44);
      }
      for (const input of tracker.renderRoot.querySelectorAll('.reach input:not([type=checkbox])'))
        expect(Number.parseFloat(getComputedStyle(input).fontSize), 'no zoom on an iPhone').to.be.at.least(16);
    });
  }

  it('are named by parts, each of them', async () => {
    const tracker = await everything(() => {});
    const nameless = [...tracker.renderRoot.querySelectorAll('.reach *')].filter(
      (piece) => !piece.hasAttribute('part') && !piece.matches('.quiet'),
    );
    expect(nameless.map(({ outerHTML }) => outerHTML)).to.deep.equal([]);
  });

  it('give browsers and keyboards what they need to fill the fields', async () => {
    const tracker = await everything(() => {});
    const facts = [...tracker.renderRoot.querySelectorAll('.reach form input')].map((input) =>
      ['type', 'autocomplete', 'inputmode'].map((name) => input.getAttribute(name)),
    );
    expect(facts).to.deep.equal([
      ['tel', 'tel', 'tel'],
      ['email', 'email', 'email'],
    ]);
  });

  for (const lang of ['en', 'de', 'ar']) {
    it(`move nothing when the offers come: ${lang}, at 360 px`, async () => {
      const notify = new FakeNotify();
      const waiting: (() => void)[] = [];
      const { fetch } = notify;
      Object.defineProperty(notify, 'fetch', {
        value: async (...request: Parameters<typeof fetch>) => {
          await new Promise<void>((done) => {
            waiting.push(done);
          });
          return fetch(...request);
        },
      });
      const { tracker } = await placeReach((placed) => {
        placed.lang = lang;
        placed.style.inlineSize = '360px';
      }, notify);
      expect(tracker.has('reach-button')).to.equal(false);
      const [card, steps] = ['card', 'steps'].map((part) => tracker.piece(part).getBoundingClientRect().height);
      for (const answer of waiting.splice(0)) answer();
      await drawn(tracker);
      expect(tracker.has('reach-button')).to.equal(true);
      expect(tracker.piece('card').getBoundingClientRect().height).to.equal(card);
      expect(tracker.piece('steps').getBoundingClientRect().height).to.equal(steps);
    });
  }
});
