import { expect } from '@esm-bundle/chai';
import { isChromium } from '../support/browser-window.js';
import { contrastOn, paleTexts, textContrasts } from '../support/contrast.js';
import { clear, type FakeTracked } from '../support/fake-tracker.js';
import { measure } from '../support/measure.js';
import { layouts, type Scene, showScene, situations, themes } from '../support/situations.js';

/** None, and the finished themes of the demo: colours are computed alike in all browsers, so that one is enough for those. */
const looks = isChromium
  ? (['plain', 'bold-street-food', 'quiet-minimal', 'warm-trattoria'] as const)
  : (['plain'] as const);

/** Those of the demo are written for the public tag. */
async function cssOf(look: (typeof looks)[number]): Promise<string> {
  if (look === 'plain') return '';
  const answer = await fetch(`/demo/pages/themes/${look}.css`);
  expect(answer.ok).to.equal(true);
  return (await answer.text()).replaceAll('order-status-tracker', 'fake-tracked');
}

/** What carries meaning without words and must be told from what is around it: 3 to 1; one line for each that is not. */
function paleSigns(tracker: FakeTracked, measured: number[]): string[] {
  const found = (selector: string) => [...(tracker.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
  const pale: string[] = [];
  const check = (name: string, contrast: number) => {
    measured.push(contrast);
    if (contrast < 3) pale.push(`${name} ${contrast.toFixed(2)}`);
  };
  for (const dot of found('.dot')) {
    const { backgroundColor, boxShadow } = getComputedStyle(dot);
    const ring = /^(rgb|color|ok)[^)]*\)/.exec(boxShadow)?.[0];
    check('connection-dot', contrastOn(ring ?? backgroundColor, dot.parentElement));
  }
  for (const segment of found('.mark')) {
    check(`edge of ${segment.parentElement?.className}`, contrastOn(getComputedStyle(segment).borderTopColor, segment));
    const { backgroundColor, backgroundImage, transform } = getComputedStyle(segment, '::before');
    // Stripes are of the colour of the edge. What is not filled has no width.
    if (backgroundImage === 'none' && transform === 'none') check('progress-bar', contrastOn(backgroundColor, segment));
  }
  for (const drawing of found('.badge, .step .icon, .lead .icon, button .icon')) {
    check(`drawing in ${drawing.parentElement?.className}`, contrastOn(getComputedStyle(drawing).color, drawing));
  }
  for (const edge of found('.problem button')) check('edge', contrastOn(getComputedStyle(edge).borderTopColor, edge));
  for (const target of found('button, summary')) {
    target.focus({ focusVisible: true } as FocusOptions);
    const { outlineColor, outlineStyle } = getComputedStyle(target);
    if (target.matches(':focus-visible') && outlineStyle === 'solid') {
      check(`ring around ${target.getAttribute('part')}`, contrastOn(outlineColor, target.parentElement));
    }
  }
  return pale;
}

/** Everything that is written or drawn somewhere. */
const scenes: readonly Scene[] = [
  ...situations.map((situation): Scene => ({ situation, expected: { from: 8, to: 14 } })),
  ...(['connecting', 'polling', 'error', 'offline', 'denied', 'closed'] as const).map(
    (connection): Scene => ({ situation: 'preparing', connection, order: { delayed: true, reason: 'Busy' } }),
  ),
  { situation: 'none', connection: 'error' },
  { situation: 'ready', connection: 'offline' },
  { situation: 'preparing', change: { status: 'ready' } },
  { situation: 'ready', change: { status: 'preparing' } },
  { situation: 'preparing', isArmed: true, expected: { from: -9, to: -3, late: true } },
  { situation: 'preparing', order: { items: [{ name: 'Pizza', quantity: 2, status: 'ready' }] } },
];

/** How many were measured, and the lowest of them. */
function lowest(what: string, contrasts: readonly number[]) {
  const least = contrasts.length > 0 ? Math.min(...contrasts).toFixed(2) : '–';
  return { [what]: contrasts.length, [`lowest of ${what}`]: least };
}

describe('contrast', function () {
  this.timeout(20_000);
  const style = document.createElement('style');

  before(() => document.head.append(style));
  after(() => style.remove());
  afterEach(clear);

  for (const look of looks) {
    for (const theme of themes) {
      for (const layout of layouts) {
        it(`of every text and icon is sufficient in the layout "${layout}", ${theme}, in the look "${look}"`, async () => {
          style.textContent = await cssOf(look);
          const pale = new Set<string>();
          const texts: number[] = [];
          const large: number[] = [];
          const signs: number[] = [];
          for (const scene of scenes) {
            const tracker = await showScene({ ...scene, layout, theme });
            for (const { contrast, needed } of textContrasts(tracker)) (needed === 3 ? large : texts).push(contrast);
            const found = [...paleTexts(tracker), ...paleSigns(tracker, signs)];
            for (const fault of found) pale.add(`${scene.situation} ${scene.connection ?? ''}: ${fault}`);
            tracker.remove();
          }
          await measure('contrast', [
            {
              look,
              layout,
              theme,
              ...lowest('text', texts),
              ...lowest('large text', large),
              ...lowest('graphics', signs),
            },
          ]);
          expect([...pale]).to.deep.equal([]);
        });
      }
    }
  }
});
