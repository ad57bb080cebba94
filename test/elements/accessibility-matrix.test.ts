import 'axe-core/axe.min.js';
import { expect } from '@esm-bundle/chai';
import type { AxeResults, ElementContext, RunOptions } from 'axe-core';
import { ar } from '../../src/locales/ar.js';
import { registerLocale } from '../../src/locales/registry.js';
import { isChromium } from '../support/browser-window.js';
import { clear } from '../support/fake-tracker.js';
import { isMeasured, measure } from '../support/measure.js';
import {
  connections,
  layouts,
  pseudoLong,
  type Scene,
  type Situation,
  showScene,
  situations,
  themes,
} from '../support/situations.js';

declare const axe: { run(context: ElementContext, options?: RunOptions): Promise<AxeResults> };

/** How the words can lie: from left to right, from right to left, and twice as long as usual. */
const scripts = {
  'from left to right': {},
  'from right to left': { lang: 'ar' },
  'in a language of long words': { labels: pseudoLong },
} satisfies Record<string, Partial<Scene>>;
type Script = keyof typeof scripts;
const scriptNames = Object.keys(scripts) as Script[];

/** The accessibility report shows what was checked in all combinations. */
const isForReport = isChromium && (await isMeasured());

const isInEnglish = ({ lang, labels }: Scene) => !lang && !labels;

/** What axe finds in all these scenes side by side, in one line each. */
async function findings(scenes: readonly Scene[]): Promise<string[]> {
  return (await audit(scenes)).found;
}

/** The same, and how many of axe's rules had something to check. */
async function audit(scenes: readonly Scene[]): Promise<{ readonly found: string[]; readonly rules: number }> {
  for (const scene of scenes) await showAmongOthers(scene);
  const { violations, passes } = await axe.run(document.body, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
    // A card is no page. Other words have the colours of the same scene in English, and that rule takes half the time.
    rules: { region: { enabled: false }, 'color-contrast': { enabled: scenes.every(isInEnglish) } },
    resultTypes: ['violations'],
    preload: false,
    iframes: false,
  });
  clear();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target} ${failureSummary}`),
  );
  return { found, rules: passes.length + violations.length };
}

/** A dialog over the whole page hides everything else from axe: among others it stands in its card instead. */
async function showAmongOthers(scene: Scene): Promise<void> {
  const tracker = await showScene(scene);
  const dialog = tracker.shadowRoot?.querySelector('dialog');
  dialog?.close();
  dialog?.show();
  if (dialog) dialog.style.position = 'static';
}

/** With everything on screen that there can be: an estimate, a message, a reason. */
function eventful(situation: Situation, connection: Scene['connection'] & string): Scene {
  const news = situation !== 'none' && { change: { delayed: true, reason: 'Busy' }, expected: { from: 8, to: 14 } };
  return { situation, connection, ...news };
}

describe('the accessibility audit of everything at once', function () {
  this.timeout(60_000);
  before(() => registerLocale(ar));
  afterEach(clear);

  it('finds one deliberate mistake among many elements', async () => {
    const scenes = situations.map((situation): Scene => ({ situation }));
    for (const scene of scenes) await showScene(scene);
    document.querySelectorAll<HTMLElement>('fake-tracked')[8]?.style.setProperty('--order-status-muted', '#ddd');
    const found = await findings([]);
    expect(found).to.have.length.above(2);
    expect(found.filter((line) => !line.startsWith('color-contrast fake-tracked[status="rejected"]'))).to.deep.equal(
      [],
    );
  });

  it('finds no violation in the handover dialog', async () => {
    for (const theme of themes) {
      for (const script of Object.values(scripts)) {
        await showScene({ situation: 'ready', layout: 'handover', theme, ...script });
        expect(await findings([])).to.deep.equal([]);
      }
    }
  });

  // The rules are the same code in every engine: all combinations in one, for the report, every pair of values otherwise.
  if (isForReport) {
    for (const layout of layouts) {
      for (const theme of themes) {
        for (const script of scriptNames) {
          it(`finds no violation in the layout "${layout}", ${theme}, ${script}, in any situation`, async () => {
            const counts = { states: 0, rules: 0, violations: 0 };
            for (const connection of connections) {
              const scenes = situations.map((situation) => ({
                ...eventful(situation, connection),
                layout,
                theme,
                ...scripts[script],
              }));
              const { found, rules } = await audit(scenes);
              counts.states += scenes.length;
              counts.rules = Math.max(counts.rules, rules);
              counts.violations += found.length;
              expect(found, connection).to.deep.equal([]);
            }
            await measure('axe', [{ layout, theme, words: script, ...counts }]);
          });
        }
      }
    }
  } else {
    it('finds no violation in any pair of status, connection, layout, theme and script', async () => {
      expect(await findings(pairs())).to.deep.equal([]);
    });

    // Contrast is looked for in English alone.
    for (const theme of themes) {
      it(`finds no violation in any situation and layout, ${theme}`, async () => {
        const scenes = situations.map(
          (situation, row): Scene => ({
            ...eventful(situation, connections[row % connections.length] ?? 'connected'),
            layout: layouts[row % layouts.length] ?? 'card',
            theme,
          }),
        );
        expect(await findings(scenes)).to.deep.equal([]);
      });
    }
  }
});

/** Every status with every connection; the rest in turns, so that every two values of any two meet at least once. */
function pairs(): Scene[] {
  return situations.flatMap((situation, row) =>
    connections.map(
      (connection, column): Scene => ({
        ...eventful(situation, connection),
        layout: layouts[(row + column) % 3] ?? 'card',
        theme: themes[(row + Math.floor(column / 2)) % 2] ?? 'light',
        ...scripts[scriptNames[(row + 2 * column) % 3] ?? 'from left to right'],
      }),
    ),
  );
}
