import { expect } from '@esm-bundle/chai';
import { findLocale, registerLocale, translatedLanguages } from '../../src/locales/registry.js';
import type { Fulfilment } from '../../src/order/status.js';
import { isChromium } from '../support/browser-window.js';
import { before as beforeEvening, delivered, evenings, everythingOffered, rated } from '../support/evenings.js';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';
import { loadLanguages } from '../support/language-files.js';

/** As wide as a card is on phones of 360 and of 320 px, in a page with the usual margin. */
const widths = [344, 304];
/** Those played on the narrow phone as well: short and long words, other scripts. */
const onNarrowPhone = ['en', 'de', 'fr', 'fi', 'ar', 'th'];

/** Switches on what a page offers, at the beginning of an evening. */
type Set = (tracker: FakeTracked) => unknown;

const offer = (offers: object) => (tracker: FakeTracked) => Object.assign(tracker, offers);
const all = offer(everythingOffered);

const kinds: Readonly<Record<string, readonly [Set, Fulfilment?]>> = {
  'as it comes': [() => {}],
  'with alerts': [(tracker) => tracker.enableAlerts()],
  'in the layout "handover"': [offer({ layout: 'handover' })],
  'with everything that a guest can do': [all],
  'with everything that a guest can do, to collect': [all, 'pickup'],
  'with everything that a guest can do, delivered': [all, 'delivery'],
  'with a question that was asked': [
    async (tracker) => {
      all(tracker);
      await tracker.updateComplete;
      tracker.piece('question-button').click();
    },
    'pickup',
  ],
};

/** Where steps and dishes begin, from the upper end of the card. What is not drawn has no place. */
function placesIn(tracker: FakeTracked): Readonly<Record<string, number | undefined>> {
  const { top } = tracker.getBoundingClientRect();
  const of = (selector: string) => {
    const box = tracker.shadowRoot?.querySelector(selector)?.getBoundingClientRect();
    return box?.height ? Math.round(box.top - top) : undefined;
  };
  return { steps: of('.mark'), dishes: of('.items'), end: Math.round(tracker.getBoundingClientRect().height) };
}

// Lines break alike in the other browsers, which play their evening in English.
if (isChromium) {
  describe('what is below the card on a phone', function () {
    this.timeout(30_000);

    before(async () => {
      for (const { locale } of await loadLanguages()) registerLocale(locale);
    });
    afterEach(clear);

    /** After which steps something had moved, and by how many pixels. */
    const movesOf = async (
      language: string,
      width: number,
      [set, fulfilment = 'dine_in']: readonly [Set, Fulfilment?],
    ) => {
      const moves: string[] = [];
      for (const steps of fulfilment === 'delivery' ? [delivered] : Object.values(evenings)) {
        const tracker = await place((made) => {
          made.lang = language;
          Object.assign(made.style, { inlineSize: `${width}px`, maxInlineSize: 'none' });
        });
        await tracker.tracking.know({ ...beforeEvening, order: { ...anOrder, status: 'pending', fulfilment } });
        await set(tracker);
        await tracker.updateComplete;
        const from = placesIn(tracker);
        for (const [name, happens] of [...steps, ...rated]) {
          await happens(tracker);
          await tracker.updateComplete;
          for (const [part, now] of Object.entries(placesIn(tracker))) {
            const by = (now ?? from[part] ?? 0) - (from[part] ?? 0);
            // The mark of the current step is larger than the others.
            if (Math.abs(by) > (part === 'steps' ? 2 : 0)) moves.push(`${name}: ${part} by ${by}`);
          }
        }
        clear();
      }
      return moves;
    };

    for (const language of ['en', ...translatedLanguages]) {
      it(`does not move in ${language}`, async () => {
        expect(findLocale(language)?.code).to.equal(language);
        for (const width of onNarrowPhone.includes(language) ? widths : widths.slice(0, 1)) {
          for (const [kind, set] of Object.entries(kinds)) {
            expect((await movesOf(language, width, set)).join('\n'), `${width} px, ${kind}`).to.equal('');
          }
        }
      });
    }
  });
}
