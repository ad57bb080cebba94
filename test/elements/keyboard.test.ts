import { expect } from '@esm-bundle/chai';
import { sendKeys } from '@web/test-runner-commands';
import { isChromium } from '../support/browser-window.js';
import { contrastOn } from '../support/contrast.js';
import { clear, type FakeTracked } from '../support/fake-tracker.js';
import { measure } from '../support/measure.js';
import { showScene } from '../support/situations.js';

const focusedPart = (tracker: FakeTracked) => tracker.shadowRoot?.activeElement?.getAttribute('part') ?? undefined;
const press = (key: string) => sendKeys({ press: key });

/** Tab, backwards. */
async function pressBack(): Promise<void> {
  await sendKeys({ down: 'Shift' });
  await press('Tab');
  await sendKeys({ up: 'Shift' });
}

/** The ring around what has the focus, and whether anything lies over it. */
function look(tracker: FakeTracked) {
  const focused = tracker.shadowRoot?.activeElement;
  if (!focused) throw new Error('Nothing in the card has the focus.');
  const { left, top, width, height } = focused.getBoundingClientRect();
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(focused);
  const seen = tracker.shadowRoot?.elementFromPoint(left + width / 2, top + height / 2) ?? null;
  return {
    ring: outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth),
    contrast: contrastOn(outlineColor, focused.parentElement),
    isCovered: !focused.contains(seen),
    isOnScreen: top >= 0 && top + height <= innerHeight,
  };
}

// Real keys: only Chromium gives them to a page of the tests in every environment.
if (isChromium) {
  describe('a guest with a keyboard', () => {
    let tracker: FakeTracked;
    const before = document.createElement('input');
    const after = document.createElement('input');

    beforeEach(async () => {
      document.body.append(before);
      tracker = await showScene({
        situation: 'pending',
        expected: { from: 20, to: 30 },
        connection: 'error',
        change: { status: 'preparing' },
      });
      Object.assign(tracker, { askKitchen: 'on', receipt: 'https://restaurant.example/{id}' });
      await tracker.updateComplete;
      document.body.append(after);
      before.focus();
    });
    afterEach(clear);

    const controls = ['retry-button', 'question-button', 'link receipt', 'items-summary', 'toast-dismiss'];

    it('reaches every control with Tab, sees where they are, and leaves the card at its end', async () => {
      const rows = [];
      for (const [at, part] of controls.entries()) {
        await press('Tab');
        expect(focusedPart(tracker)).to.equal(part);
        const { ring, contrast, isCovered, isOnScreen } = look(tracker);
        expect(ring, `ring around ${part}`).to.be.at.least(2);
        expect(contrast, `ring around ${part}`).to.be.at.least(3);
        expect([isCovered, isOnScreen], part).to.deep.equal([false, true]);
        rows.push({ step: at + 1, control: part, 'ring in px': ring, 'contrast of the ring': contrast.toFixed(2) });
      }
      await press('Tab');
      expect(document.activeElement).to.equal(after);
      await measure('keyboard', rows);
    });

    it('comes back through the same controls with Shift and Tab, and leaves the card at its beginning', async () => {
      after.focus();
      const back: unknown[] = [];
      for (let count = 0; count < controls.length; count += 1) {
        await pressBack();
        back.unshift(focusedPart(tracker));
      }
      expect(back).to.deep.equal(controls);
      await pressBack();
      expect(document.activeElement).to.equal(before);
    });

    it('changes nothing by moving the focus', async () => {
      const text = tracker.shadowRoot?.textContent;
      const page = location.href;
      for (const _ of controls) await press('Tab');
      expect([tracker.shadowRoot?.textContent, location.href]).to.deep.equal([text, page]);
    });

    it('uses every control with Enter and with the space bar', async () => {
      let asked = 0;
      tracker.addEventListener('order-question', () => {
        asked += 1;
      });
      const details = tracker.piece('items') as HTMLDetailsElement;
      tracker.piece('items-summary').focus();
      for (const [key, isOpen] of [
        ['Enter', false],
        ['Space', true],
      ] as const) {
        await press(key);
        await tracker.updateComplete;
        expect(details.open, key).to.equal(isOpen);
      }
      for (const key of ['Enter', 'Space']) {
        tracker.piece('retry-button').focus();
        await press(key);
      }
      expect(tracker.tracking.retries).to.equal(2);
      tracker.piece('question-button').focus();
      await press('Space');
      expect(asked).to.equal(1);
    });

    it('rates with the keyboard alone', async () => {
      Object.assign(tracker, { rating: 'on', ratingAfter: 0 });
      await tracker.tracking.change({ status: 'completed' });
      await tracker.updateComplete;
      let stars = 0;
      tracker.addEventListener('order-rating', ({ rating }) => {
        stars = rating;
      });
      tracker.shadowRoot?.querySelectorAll<HTMLElement>('[part=rating-star]')[3]?.focus();
      await press('Enter');
      expect(stars).to.equal(4);
    });

    it('closes the number over the whole screen with Escape, and can open it again', async () => {
      before.blur();
      tracker.remove();
      tracker = await showScene({ situation: 'ready', layout: 'handover' });
      const dialog = tracker.piece('handover') as HTMLDialogElement;
      expect(dialog.open).to.equal(true);
      await press('Escape');
      expect(dialog.open).to.equal(false);
      const reached: unknown[] = [];
      for (let count = 0; count < 8; count += 1) {
        await press('Tab');
        reached.push(focusedPart(tracker));
      }
      expect(reached).to.include('handover-button');
    });
  });
}
