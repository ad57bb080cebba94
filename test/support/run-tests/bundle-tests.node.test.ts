import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { projectPath } from '../../../demo/server/project-files.js';
import { translatedLanguages } from '../../../src/locales/registry.js';

type Pages = Readonly<Record<string, readonly string[]>>;

const { bundlePages } = (await import(projectPath('test/support/run-tests/bundle-tests.mjs'))) as {
  bundlePages(pages: Pages, outputFolder: string): Promise<(name: string) => string>;
};

/** Both load every language, each by its name. */
const one = 'test/elements/reach-narrow.test.ts';
const other = 'test/elements/shared/clock-format.test.ts';

describe('the bundle of a browser test that loads files by a name that it puts together', () => {
  let folder: string;

  before(() => {
    folder = relative('.', mkdtempSync(projectPath('build/bundles-tested-')));
  });
  after(() => rmSync(folder, { recursive: true }));

  /** The files that a bundle, and what it shares with others, loads on demand. */
  const loadedBy = (file: string) => {
    const shared = [...readFileSync(file, 'utf8').matchAll(/from "(\.[^"]+)"/g)].map(([, path = '']) =>
      resolve(file, '..', path),
    );
    return [file, ...shared].flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/=> import\("(\.[^"]+)"\)/g)].map(([, loaded = '']) =>
        resolve(path, '..', loaded),
      ),
    );
  };

  for (const [how, pages] of Object.entries<Pages>({
    alone: { 'test/elements/reach-narrow': [one] },
    'beside another one that shares the code': { 'test/elements/reach-narrow': [one], 'test/shared/clock': [other] },
  })) {
    it(`finds them where it is run ${how}`, async () => {
      const fileOf = await bundlePages(pages, join(folder, how.replaceAll(' ', '-')));
      for (const page of Object.keys(pages)) {
        const loaded = loadedBy(fileOf(page));
        const missing = translatedLanguages.filter((code) => !loaded.some((path) => path.includes(`/${code}-`)));
        assert.deepEqual(missing, []);
        assert.deepEqual(
          loaded.filter((path) => !existsSync(path)),
          [],
        );
      }
    });
  }
});
