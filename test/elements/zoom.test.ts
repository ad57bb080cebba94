import { expect } from '@esm-bundle/chai';
import { ar } from '../../src/locales/ar.js';
import { de } from '../../src/locales/de.js';
import { hi } from '../../src/locales/hi.js';
import { registerLocale } from '../../src/locales/registry.js';
import { uk } from '../../src/locales/uk.js';
import { isChromium } from '../support/browser-window.js';
import { clear, type FakeTracked } from '../support/fake-tracker.js';
import { smallTargets, unreadable } from '../support/layout-facts.js';
import { layouts, pseudoLong, type Scene, showScene, situations } from '../support/situations.js';

const word = 'Donaudampfschifffahrtsgesellschaftskapitänsmütze';
/** Names as long as they come. */
const longOrder = {
  number: 'A-2026-11-22-000417',
  restaurantName: `Gasthaus zur alten ${word}`,
  tableLabel: 'Wintergarten, hinten links am Kamin',
  reason: `Wir warten noch auf die ${word}`,
  delayed: true,
  items: [
    { name: `${word} mit Sahne`, quantity: 9999, status: 'preparing' },
    { name: 'Kleine Knödel in brauner Butter, dazu ein grüner Salat', quantity: 1 },
  ],
} as const;

const languages = {
  German: { lang: 'de' },
  Ukrainian: { lang: 'uk' },
  Hindi: { lang: 'hi' },
  Arabic: { lang: 'ar' },
  'a language of long words': { labels: pseudoLong },
} satisfies Record<string, Partial<Scene>>;

/** What is looked at in each of them: every status, every problem, every button, in every layout. */
const scenes: readonly Scene[] = [
  ...layouts.flatMap((layout) => situations.map((situation): Scene => ({ situation, layout, order: longOrder }))),
  ...layouts.flatMap((layout) =>
    (['connecting', 'polling', 'error', 'offline', 'denied'] as const).map(
      (connection): Scene => ({ situation: 'preparing', layout, connection, order: longOrder }),
    ),
  ),
  ...layouts.map((layout): Scene => ({ situation: 'none', layout, connection: 'error' })),
  { situation: 'ready', order: longOrder, change: { status: 'preparing' } },
  { situation: 'preparing', order: longOrder, isArmed: true, expected: { from: -9, to: -3, late: true } },
];

/** Shows every scene in a place of this width, and says what a guest could not read or hit. */
async function faults(look: Partial<Scene>, width: number, change: (tracker: FakeTracked) => void = () => {}) {
  const place = document.createElement('div');
  place.style.inlineSize = `${width}px`;
  document.body.append(place);
  const found = new Set<string>();
  for (const scene of scenes) {
    const tracker = await showScene({ expected: { from: 8, to: 14 }, ...scene, ...look }, place);
    // The dialog is as wide as the screen, not as the place.
    const dialog = tracker.shadowRoot?.querySelector('dialog');
    if (dialog) Object.assign(dialog.style, { inlineSize: `${width}px` });
    change(tracker);
    for (const fault of [...unreadable(tracker), ...smallTargets(tracker)]) {
      found.add(`${scene.layout ?? ''} ${scene.situation} ${scene.connection ?? ''}: ${fault}`);
    }
    if (tracker.scrollWidth > width) found.add(`${scene.situation} is ${tracker.scrollWidth} px wide`);
    tracker.remove();
  }
  return [...found];
}

/** What WCAG 1.4.12 lets readers set, as strictly as a browser can. */
const readersSpacing = new CSSStyleSheet();
readersSpacing.replaceSync(
  '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }' +
    'p { margin-block-end: 2em !important }',
);

describe('text can be read and buttons can be hit', function () {
  this.timeout(20_000);
  before(() => {
    for (const locale of [ar, de, hi, uk]) registerLocale(locale);
  });
  afterEach(() => {
    clear();
    document.documentElement.style.fontSize = '';
  });

  // The longest words and the other direction in every browser; all languages in one.
  const isPlayed = (name: string) => isChromium || ['Arabic', 'a language of long words'].includes(name);
  for (const [name, look] of Object.entries(languages).filter(([name]) => isPlayed(name))) {
    it(`in ${name} at 320 px, which is a zoom of 400 % on a desktop`, async () => {
      expect(await faults(look, 320)).to.deep.equal([]);
    });

    it(`in ${name} with text of 200 %`, async () => {
      document.documentElement.style.fontSize = '200%';
      expect(await faults(look, 360)).to.deep.equal([]);
    });

    it(`in ${name} with the text spacing of WCAG 1.4.12`, async () => {
      const spread = ({ shadowRoot }: FakeTracked) => shadowRoot?.adoptedStyleSheets.push(readersSpacing);
      expect(await faults(look, 360, spread)).to.deep.equal([]);
    });
  }

  it('with the words beside the number whole: text of 200 %, and a place of 180 px', async () => {
    for (const [size, width] of [
      ['200%', 360],
      ['', 180],
    ] as const) {
      document.documentElement.style.fontSize = size;
      const place = document.createElement('div');
      place.style.inlineSize = `${width}px`;
      document.body.append(place);
      for (const { lang } of [{ lang: 'en' }, languages.German, languages.Ukrainian]) {
        const tracker = await showScene({ situation: 'preparing', lang, order: { number: 'A7' } }, place);
        expect(tracker.piece('order-number-label').getClientRects(), `${lang} ${width}`).to.have.length(1);
        expect(tracker.piece('order-number').getClientRects(), `${lang} ${width}`).to.have.length(1);
        tracker.remove();
      }
    }
  });

  it('and the check finds a deliberate overflow', async () => {
    const rigid = new CSSStyleSheet();
    rigid.replaceSync(
      'h2 { white-space: nowrap } footer { margin-block-start: -40px } button { min-block-size: 0 !important; padding: 0 !important }',
    );
    const found = await faults({ labels: pseudoLong }, 320, ({ shadowRoot }) =>
      shadowRoot?.adoptedStyleSheets.push(rigid),
    );
    for (const fault of [/is cut off by card/, /overlap/, /retry-button: \d+ × [1-3]\d$/]) {
      expect(
        found.some((line) => fault.test(line)),
        `${fault}`,
      ).to.equal(true);
    }
  });

  it('on a wide card', async () => {
    expect(await faults(languages.German, 760)).to.deep.equal([]);
  });
});
