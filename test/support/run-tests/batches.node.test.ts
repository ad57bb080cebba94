import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { projectPath } from '../../../demo/server/project-files.js';

interface Options {
  readonly chosen: readonly string[];
  readonly grep?: string;
  readonly slow?: boolean;
  readonly watch?: boolean;
}

const { filesToRun, sharedPages } = (await import(projectPath('test/support/run-tests/batches.mjs'))) as {
  filesToRun(stage: string, sources: readonly string[], options: Options, folder: string): readonly string[];
  sharedPages(sources: readonly string[]): Readonly<Record<string, readonly string[]>>;
};
const { outputOf } = (await import(projectPath('test/support/run-tests/compile.mjs'))) as {
  outputOf(source: string): string;
};

describe('the files of a stage of Node’s runner', () => {
  let sourceFolder: string;
  let folder: string;
  const all: Options = { chosen: [] };

  before(() => {
    sourceFolder = relative('.', mkdtempSync(projectPath('build/batches-tested-')));
    folder = join(sourceFolder, 'batches');
  });
  after(() => rmSync(sourceFolder, { recursive: true }));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Writes a test of these words. */
  const source = (name: string, text = "describe('a', () => { it('b', () => {}); });") => {
    const path = join(sourceFolder, `${name}.node.test.ts`);
    writeFileSync(path, text);
    return path;
  };
  const many = (count: number) => Array.from({ length: count }, (_, index) => source(`plain-${index}`));
  /** What a batch runs, as paths from the project. */
  const importsOf = (batch: string) =>
    [...readFileSync(batch, 'utf8').matchAll(/^import '(.+)';$/gm)].map(([, path = '']) =>
      relative('.', resolve(batch, '..', path)),
    );

  for (const [stage, most] of [
    ['pure', 8],
    ['node', 5],
    ['e2e', 3],
  ] as const) {
    it(`share processes in ${stage}, at most ${most} each, neighbours together and none left out`, () => {
      const sources = many(2 * most + 1);
      const batches = filesToRun(stage, sources, all, folder).map(importsOf);
      assert.equal(batches.length, 3);
      assert.ok(batches.every(({ length }) => length <= most));
      assert.deepEqual(batches.flat(), sources.map(outputOf));
    });
  }

  for (const [what, text] of Object.entries({
    'hooks outside any suite': "import { before } from 'node:test';\nbefore(() => start());",
    'a hook after each test of the process': "import { afterEach } from 'node:test';\nafterEach(() => clean());",
    'a listener at the process': "  process.on('uncaughtException', note);",
    'the folder of the process': '  process.chdir(folder);',
    'the environment': "  process.env.TZ = 'UTC';",
    'an environment that it clears': '  delete process.env.TZ;',
    'a global': '  globalThis.fetch = answer;',
    'a global by its property': "  Object.defineProperty(globalThis, 'navigator', { value });",
    'mocked timers': '  mock.timers.enable();',
    'measured times': '  const started = performance.now();',
  })) {
    it(`have a process of their own with ${what}`, () => {
      const claiming = source('claiming', text);
      const [plain = '', other = ''] = many(2);
      const [batch = '', ...alone] = filesToRun('node', [plain, claiming, other], all, folder);
      assert.deepEqual(importsOf(batch), [plain, other].map(outputOf));
      assert.deepEqual(alone, [outputOf(claiming)]);
    });
  }

  it('share a process with hooks inside a suite, which are its own', () => {
    const sources = [source('hooks', "describe('a', () => {\n  before(() => start());\n});"), ...many(1)];
    const [batch = '', ...alone] = filesToRun('node', sources, all, folder);
    assert.deepEqual([importsOf(batch), alone], [sources.map(outputOf), []]);
  });

  for (const [how, options] of Object.entries({
    'are chosen': { chosen: ['test/order'] },
    'are sought by name': { chosen: [], grep: 'keeps' },
    'are slow': { chosen: [], slow: true },
    'are watched': { chosen: [], watch: true },
  })) {
    it(`have each a process of their own where they ${how}`, () => {
      const sources = many(3);
      assert.deepEqual(filesToRun('node', sources, options, folder), sources.map(outputOf));
    });
  }

  it('are nothing where there are none', () => assert.deepEqual(filesToRun('node', [], all, folder), []));

  it('share pages in browsers, at most 4 each, and none is left out', () => {
    const sources = many(9);
    const pages = Object.values(sharedPages(sources));
    assert.ok(pages.length === 3 && pages.every(({ length }) => length <= 4));
    assert.deepEqual(pages.flat(), sources);
  });

  it('have a page of their own in browsers if they set up all tests of it, or see what is new in a page', () => {
    const hooks = source('hooks', "afterEach(() => {});\ndescribe('a', () => { it('b', () => {}); });");
    const newPage = 'test/elements/first-picture.test.ts';
    const pages = Object.values(sharedPages([...many(2), hooks, newPage]));
    assert.deepEqual(pages.slice(1), [[hooks], [newPage]]);
  });
});
