import { expect } from '@esm-bundle/chai';
import { findLocale, registerLocale, translatedLanguages } from '../../src/locales/registry.js';
import { isChromium } from '../support/browser-window.js';
import { before as beforeEvening, evenings, everythingOffered, rated } from '../support/evenings.js';
import { clear, type FakeTracked, place } from '../support/fake-tracker.js';
import { loadLanguages } from '../support/language-files.js';

/** As wide as a card is on phones of 360 and of 320 px, in a page with the usual margin. */
const widths = [344, 304];
/** Those played on the narrow phone as well: short and long words, other scripts. */
const onNarrowPhone = ['en', 'de', 'fr', 'fi', 'ar', 'th'];

const kinds: Readonly<Record<string, (tracker: FakeTracked) => unknown>> = {
  'as it comes': () => {},
  'with alerts': (tracker) => tracker.enableAlerts(),
  'in the layout "handover"': (tracker) => Object.assign(tracker, { layout: 'handover' }),
  'with everything that a guest can do': (tracker) => Object.assign(tracker, everythingOffered),
};

// Lines break alike in the other browsers, which play their evening in English.
if (isChromium) {
  describe('what is below the card on a phone', function () {
    this.timeout(30_000);

    before(async () => {
      for (const { locale } of await loadLanguages()) registerLocale(locale);
    });
    afterEach(clear);

    /** After which steps something had moved, and by how many pixels. */
    const movesOf = async (language: string, width: number, set: (tracker: FakeTracked) => unknown) => {
      const moves: string[] = [];
      for (const steps of Object.values(evenings)) {
        const tracker = await place((made) => {
          made.lang = language;
          Object.assign(made.style, { inlineSize: `${width}px`, maxInlineSize: 'none' });
        });
        await tracker.tracking.know(beforeEvening);
        await set(tracker);
        await tracker.updateComplete;
        const { height } = tracker.getBoundingClientRect();
        for (const [name, happens] of [...steps, ...rated]) {
          await happens(tracker);
          await tracker.updateComplete;
          const by = Math.round(tracker.getBoundingClientRect().height - height);
          if (by !== 0) moves.push(`${name}: ${by}`);
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
            expect(await movesOf(language, width, set), `${width} px, ${kind}`).to.deep.equal([]);
          }
        }
      });
    }
  });
}
