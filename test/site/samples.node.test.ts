import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { snippet } from '../../demo/site/home-page.js';
import { checkMarkup, checkStyles } from '../support/samples/check-markup.js';
import { checkTypes, type TypedSample } from '../support/samples/check-types.js';
import { readSamples, type Sample, scriptsIn } from '../support/samples/read-samples.js';
import { idleRuns, inNode, onDatabase, pages, runsOf } from '../support/samples/sample-runs.js';

/** Languages in which tags of ours may stand; the doctor takes one as its argument. */
const markup = ['html', 'vue', 'svelte', 'astro', 'tsx', 'jsx', 'sh'];
type Colours = Readonly<Record<string, string>>;

/** The colours of the element where a page sets none (token.styles.ts). */
const usual: Colours = { surface: '#ffffff', ink: '#1f1b18' };
const usualDark: Colours = { surface: '#191817', ink: '#f5f3f0' };

/** The colours that a style sheet sets: `{ accent: '#b3261e' }`. */
function coloursIn(css: string): Colours {
  const found = [...css.matchAll(/--order-status-(accent|on-accent|surface|ink):\s*(#[\da-f]{6})\b/gi)];
  return Object.fromEntries(found.map(([, name = '', colour = '']) => [name, colour]));
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

describe('the samples of the README and the guides', () => {
  const samples = readSamples();
  const of = (...languages: string[]) => samples.filter(({ language }) => languages.includes(language));
  const mistakes = (some: readonly Sample[], check: (code: string) => readonly string[]) =>
    some.flatMap(({ place, code }) => check(code).map((mistake) => `${place}: ${mistake}`));

  it('are many, each run by one test, or by none for a reason that is written down', () => {
    assert.ok(samples.length > 80, String(samples.length));
    const unclear = samples.filter((sample) => runsOf(sample).length !== 1);
    assert.deepEqual(
      unclear.map(({ place, language }) => `${place} ${language}`),
      [],
    );
    assert.deepEqual(idleRuns(samples), []);
  });

  it('are run by tests that read the document, or do the same', () => {
    const claimed = samples.flatMap((sample) =>
      runsOf(sample).map(({ document, test }) => ({ sample, document, test })),
    );
    const idle = claimed.filter(({ sample: { code, copyOf }, document, test }) => {
      if (test === undefined || copyOf !== undefined || [pages, inNode, onDatabase].includes(test)) return false;
      const text = readFileSync(test, 'utf8');
      const reads =
        document === 'supabase.md' ? text.includes("'./guide.js'") : text.includes(document.replace('.md', ''));
      return !reads && !text.includes(code.trim());
    });
    assert.deepEqual(
      idle.map(({ sample, test }) => `${sample.place}: ${test}`),
      [],
    );
  });

  it('have tags whose attributes, values and events the elements know, and scripts that the build makes', () => {
    assert.ok(of('html').length > 15);
    assert.deepEqual(mistakes(of(...markup), checkMarkup), []);
    assert.deepEqual(checkMarkup(snippet), []);
  });

  it('have styles whose properties, parts and states the elements have', () => {
    assert.deepEqual(mistakes(of('css'), checkStyles), []);
  });

  it('have colours that can be read on the light card and on the dark one, as WCAG AA wants', () => {
    const coloured = of('css').filter(({ code }) => code.includes('--order-status-accent:'));
    assert.ok(coloured.length >= 3, String(coloured.length));
    const pale = coloured.flatMap(({ place, code }) => {
      const [light = '', dark = ''] = code.split('@media (prefers-color-scheme: dark)');
      const colours = { ...usual, ...coloursIn(light) };
      const schemes = [
        ['light', colours],
        ['dark', { ...usualDark, ...coloursIn(light), ...coloursIn(dark) }],
      ] as const;
      return schemes.flatMap(([scheme, { accent, surface, ink, 'on-accent': onAccent = surface }]) =>
        (
          [
            ['accent on the card', accent, surface],
            ['text on the accent', onAccent, accent],
            ['text on the card', ink, surface],
          ] as const
        )
          .map(([what, one = '', other = '']) => [what, contrast(one, other)] as const)
          .filter(([, ratio]) => !(ratio >= 4.5))
          .map(([what, ratio]) => `${place}, ${scheme}: ${what} has ${ratio.toFixed(2)}`),
      );
    });
    assert.deepEqual(pale, []);
  });

  it('compile against the sources, scripts inside HTML as well', () => {
    // The server of PROTOCOL.md is plain JavaScript, which its own test runs.
    const own = ({ copyOf, place }: Sample) => copyOf === undefined && !place.includes('PROTOCOL.md');
    const inPages = of('html')
      .filter(own)
      .flatMap(({ place, code }) =>
        scriptsIn(code)
          .filter(({ type }) => ['', 'module'].includes(type))
          .map((script): TypedSample => ({ place, ending: 'js', code: script.code })),
      );
    // A copy is compiled by the starter that it is a copy of.
    const alone = of('js', 'jsx', 'ts', 'tsx')
      .filter(own)
      .map(({ place, language, code }): TypedSample => ({ place, ending: language, code }));
    assert.ok(alone.length > 8, String(alone.length));
    assert.deepEqual(checkTypes([...alone, ...inPages]), []);
  });

  it('register the element in the guide of every framework, or import what does', () => {
    const guides = new Set(
      samples.flatMap(({ copyOf, place }) => (copyOf?.includes('starters/') ? [place.replace(/:.*/, '')] : [])),
    );
    assert.ok(guides.size > 5, [...guides].join());
    const without = [...guides].filter(
      (guide) =>
        !samples.some(
          ({ place, code }) => place.startsWith(guide) && /order-status-tracker\/(?:define|react)['"]/.test(code),
        ),
    );
    assert.deepEqual(without, []);
  });

  it('have JSON that can be read', () => {
    const inPages = of('html').flatMap(({ place, code }) =>
      scriptsIn(code)
        .filter(({ type }) => type.includes('json') || type === 'importmap')
        .map((script) => ({ place, code: script.code })),
    );
    const broken = [...of('json'), ...inPages].flatMap(({ place, code }) => {
      try {
        JSON.parse(code);
        return [];
      } catch (error) {
        return [`${place}: ${String(error)}`];
      }
    });
    assert.deepEqual(broken, []);
  });

  it('have commands that a shell can read, of scripts that there are', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    const commands = of('sh', 'bash');
    assert.ok(commands.length > 5);
    const unread = commands.flatMap(({ place, code }) => {
      // A placeholder such as <random> would be a redirection.
      const { status, stderr } = spawnSync('bash', ['-n'], {
        input: code.replace(/<[\w ’'-]+>/g, 'X'),
        encoding: 'utf8',
      });
      return status === 0 ? [] : [`${place}: ${stderr}`];
    });
    const unknown = commands.flatMap(({ place, code }) =>
      [...code.matchAll(/\bnpm run ([\w:-]+)/g)]
        .filter(([, name = '']) => !(name in scripts))
        .map(([command]) => `${place}: ${command}`),
    );
    assert.deepEqual([...unread, ...unknown], []);
  });
});
