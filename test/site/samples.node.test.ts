import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { snippet } from '../../demo/site/home-page.js';
import { checkMarkup, checkStyles } from '../support/samples/check-markup.js';
import { checkTypes, type TypedSample } from '../support/samples/check-types.js';
import { readSamples, type Sample, scriptsIn } from '../support/samples/read-samples.js';

/** Languages in which tags of ours may stand; the doctor takes one as its argument. */
const markup = ['html', 'vue', 'svelte', 'astro', 'tsx', 'jsx', 'sh'];
/** What is checked elsewhere, or is nothing that can be run: output, requests, settings of other programs. */
const notRun = ['', 'sql', 'php', 'mermaid', 'nginx', 'toml', 'ini', 'yaml', 'diff', 'text', 'xml'];
const checked = ['html', 'vue', 'svelte', 'astro', 'js', 'jsx', 'ts', 'tsx', 'json', 'css', 'sh', 'bash'];

describe('the samples of the README and the guides', () => {
  const samples = readSamples();
  const of = (...languages: string[]) => samples.filter(({ language }) => languages.includes(language));
  const mistakes = (some: readonly Sample[], check: (code: string) => readonly string[]) =>
    some.flatMap(({ place, code }) => check(code).map((mistake) => `${place}: ${mistake}`));

  it('are many, each in a language that is checked here or known to be checked elsewhere', () => {
    assert.ok(samples.length > 80, String(samples.length));
    assert.deepEqual(
      samples.filter(({ language }) => ![...checked, ...notRun].includes(language)).map(({ place }) => place),
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

  it('compile against the sources, scripts inside HTML as well', () => {
    const own = (sample: Sample) => sample.copyOf === undefined;
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
