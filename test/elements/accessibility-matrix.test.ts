import 'axe-core/axe.min.js';
import { expect } from '@esm-bundle/chai';
import type { AxeResults, ElementContext, RunOptions } from 'axe-core';
import { ar } from '../../src/locales/ar.js';
import { registerLocale } from '../../src/locales/registry.js';
import { isChromium } from '../support/browser-window.js';
import { clear } from '../support/fake-tracker.js';
import { connections, layouts, pseudoLong, type Scene, showScene, situations, themes } from '../support/situations.js';

declare const axe: { run(context: ElementContext, options?: RunOptions): Promise<AxeResults> };

/** How the words can lie: from left to right, from right to left, and twice as long as usual. */
const scripts = {
  'from left to right': {},
  'from right to left': { lang: 'ar' },
  'in a language of long words': { labels: pseudoLong },
} satisfies Record<string, Partial<Scene>>;
type Script = keyof typeof scripts;
const scriptNames = Object.keys(scripts) as Script[];

/** The rules are the same code in every engine: all combinations in one, every pair of values in the others. */
const isThorough = isChromium;

/** What axe finds in all these scenes side by side, in one line each. */
async function findings(scenes: readonly Scene[]): Promise<string[]> {
  for (const scene of scenes) await showScene(scene);
  const { violations } = await axe.run(document.body, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { region: { enabled: false } },
    resultTypes: ['violations'],
  });
  clear();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target} ${failureSummary}`),
  );
}

/** A dialog hides everything else on the page from axe: its scene is looked at alone. */
const hasDialog = ({ layout, situation }: Scene) => layout === 'handover' && situation === 'ready';

async function findingsOfAll(scenes: readonly Scene[]): Promise<string[]> {
  const found = await findings(scenes.filter((scene) => !hasDialog(scene)));
  for (const scene of scenes.filter(hasDialog)) found.push(...(await findings([scene])));
  return found;
}

describe('the accessibility audit of everything at once', function () {
  this.timeout(60_000);
  before(() => registerLocale(ar));
  afterEach(clear);

  it('finds the one mistake among many elements', async () => {
    const scenes = situations.map((situation): Scene => ({ situation }));
    for (const scene of scenes) await showScene(scene);
    document.querySelectorAll<HTMLElement>('fake-tracked')[8]?.style.setProperty('--order-status-muted', '#ddd');
    const found = await findings([]);
    expect(found).to.have.length.above(2);
    expect(found.filter((line) => !line.startsWith('color-contrast fake-tracked[status="rejected"]'))).to.deep.equal(
      [],
    );
  });

  if (isThorough) {
    for (const layout of layouts) {
      for (const theme of themes) {
        for (const script of scriptNames) {
          it(`finds nothing in the layout "${layout}", ${theme}, ${script}, whatever happens`, async () => {
            for (const connection of connections) {
              const scenes = situations.map((situation) => ({
                situation,
                connection,
                layout,
                theme,
                ...scripts[script],
              }));
              expect(await findingsOfAll(scenes), connection).to.deep.equal([]);
            }
          });
        }
      }
    }
  } else {
    it('finds nothing in any two of status, connection, layout, theme and script', async () => {
      expect(await findingsOfAll(pairs())).to.deep.equal([]);
    });
  }
});

/** Every status with every connection; the rest in turns, so that every two values of any two meet at least once. */
function pairs(): Scene[] {
  return situations.flatMap((situation, row) =>
    connections.map(
      (connection, column): Scene => ({
        situation,
        connection,
        layout: layouts[(row + column) % 3] ?? 'card',
        theme: themes[(row + Math.floor(column / 2)) % 2] ?? 'light',
        ...scripts[scriptNames[(row + 2 * column) % 3] ?? 'from left to right'],
      }),
    ),
  );
}
