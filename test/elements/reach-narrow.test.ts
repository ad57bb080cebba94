import { expect } from '@esm-bundle/chai';
import { registerLocale } from '../../src/locales/registry.js';
import { isChromium } from '../support/browser-window.js';
import { FakeNotify } from '../support/fake-notify.js';
import { fakePushPage, type PushPage } from '../support/fake-push-page.js';
import { clear, type FakeTracked } from '../support/fake-tracker.js';
import { loadLanguages } from '../support/language-files.js';
import { smallTargets, unreadable } from '../support/layout-facts.js';
import { drawn, placeReach, press, tick } from './reach/placed.js';

/** As wide as cards are on a phone of 320 px, in a page with a narrow and with a wide margin. */
const widths = [304, 272];

type Act = (tracker: FakeTracked, device: PushPage, notify: FakeNotify) => Promise<void>;

/** Everything that the guest can press or read here, a few situations for all. */
const situations: Readonly<Record<string, { readonly given?: readonly string[]; readonly act: Act }>> = {
  'what is offered, with a number that was refused': {
    act: async (tracker, _device, notify) => {
      notify.reply = ({ action }) => (action === 'consent' ? { status: 422, body: { code: 'number' } } : undefined);
      await press(tracker, 'reach-button');
      await tick(tracker, 'sms');
      await tick(tracker, 'email');
      const input = tracker.renderRoot.querySelector<HTMLInputElement>('[part=reach-input]');
      if (input) input.value = '12';
      tracker.renderRoot.querySelector('form')?.requestSubmit();
      await drawn(tracker);
    },
  },
  'notifications that are blocked': {
    act: async (tracker, device) => {
      device.known = 'denied';
      await press(tracker, 'reach-button');
    },
  },
  'alerts on, and one way more': {
    given: ['push'],
    act: async (tracker) => {
      Object.assign(tracker, { sound: 'on', vibrate: 'on', notify: 'on' });
      await drawn(tracker);
      await press(tracker, 'alert-button');
    },
  },
  'alerts on, beside a note': {
    act: async (tracker) => {
      Object.assign(tracker, { sound: 'on', vibrate: 'on', notify: 'on' });
      await tracker.tracking.change({ delayed: true });
      await press(tracker, 'alert-button');
    },
  },
  'all that is on, and one that could not be stopped': {
    given: ['push', 'sms', 'email'],
    act: async (tracker, _device, notify) => {
      notify.reply = () => ({ status: 500 });
      await press(tracker, 'reach-stop-button');
    },
  },
};

/** A box is hit by its label, and a field by itself. */
const isTarget = (target: string) => !/^reach-(box|label)\b/.test(target);

/** Buttons that lie over each other: a tap would press the wrong one. */
function touching(tracker: FakeTracked): string[] {
  const buttons = [...tracker.renderRoot.querySelectorAll<HTMLElement>('.body button')].map((button) => ({
    name: button.textContent?.trim(),
    box: button.getBoundingClientRect(),
  }));
  return buttons.flatMap(({ name, box }, index) =>
    buttons
      .slice(index + 1)
      .filter((other) => Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left) > 1)
      .filter((other) => Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top) > 1)
      .map((other) => `“${name}” lies over “${other.name}”`),
  );
}

/** Words of a button that stand as close to other words as the lines of one sentence do. */
function crowded(tracker: FakeTracked): string[] {
  const boxOf = (piece: Element) => {
    const range = document.createRange();
    range.selectNodeContents(piece);
    return { words: piece.textContent?.trim() ?? '', piece, box: range.getBoundingClientRect() };
  };
  const all = (selector: string) =>
    [...tracker.renderRoot.querySelectorAll(selector)].map(boxOf).filter(({ box }) => box.width > 0);
  const apart = (one: DOMRect, other: DOMRect) => Math.max(one.top - other.bottom, other.top - one.bottom);
  return all('.body button.plain').flatMap((button) =>
    all('.body :is(p, button, summary)')
      .filter(({ piece }) => piece !== button.piece && !piece.matches('.quiet'))
      .filter(({ box }) => Math.min(box.right, button.box.right) > Math.max(box.left, button.box.left))
      .filter(({ box }) => apart(box, button.box) < 6)
      .map(({ words }) => `“${button.words}” is too close to “${words}”`),
  );
}

const languages = isChromium ? await loadLanguages() : [];

// Words break alike in the other browsers.
if (isChromium) {
  describe('on a phone of 320 px, words and buttons of what the guest is told by are whole and apart', function () {
    this.timeout(30_000);
    let device: PushPage;

    before(() => {
      for (const { locale } of languages) registerLocale(locale);
    });
    beforeEach(() => {
      device = fakePushPage();
    });
    afterEach(() => {
      clear();
      device.restore();
    });

    for (const { code } of languages) {
      it(`in ${code}`, async () => {
        const found: string[] = [];
        for (const [name, { given = [], act }] of Object.entries(situations)) {
          device.known = 'default';
          const notify = new FakeNotify();
          notify.given = given;
          const { tracker } = await placeReach((placed) => {
            placed.lang = code;
            placed.style.setProperty('--order-status-motion', '0s');
          }, notify);
          await act(tracker, device, notify);
          for (const width of widths) {
            tracker.style.inlineSize = `${width}px`;
            const faults = [
              ...unreadable(tracker),
              ...smallTargets(tracker).filter(isTarget),
              ...touching(tracker),
              ...crowded(tracker),
            ];
            found.push(...faults.map((fault) => `${name}, ${width} px: ${fault}`));
          }
          clear();
        }
        expect(found).to.deep.equal([]);
      });
    }
  });
}
