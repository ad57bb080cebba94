import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { compileCode } from './compile.mjs';
import { readIfThere, root } from './project.mjs';
import { indent } from './results.mjs';
import { runCommand } from './run-command.mjs';

const compile = { name: 'compile', run: compileCode };
const bundles = [
  { name: 'compile the package', command: ['tsc', '-p', 'src'] },
  { name: 'bundle', command: ['rollup', '--config', '--silent'], informs: true },
  { name: 'editor data', command: ['node', 'test/support/manifest/write-editor-data.mjs'] },
  { name: 'pack for owners', command: ['node', 'test/support/bundles/make-zips.mjs'] },
  { name: 'texts for agents', command: ['node', 'build/demo/site/write-package-texts.js'] },
  { name: 'site', command: ['node', 'build/demo/site/main.js'] },
];
/** What the package exports besides modules. */
const untyped = ['./custom-elements.json', './package.json', './cdn/*', './order-status-worker.js'];
/** Tests of what the build has written. */
const packageTests = [
  'licences',
  'integrity',
  'source-maps',
  'entries',
  'editor-data',
  'readme',
  'entry-types',
  'lock-file',
];

/** The two parts of `build`: what runs compiled code needs the first alone. */
export const buildParts = { compile: [compile], bundles };

/** Checks without tests; each command counts as one. */
export const checks = {
  build: [compile, ...bundles],
  lint: [{ name: 'lint and format', command: ['biome', 'check', '--error-on-warnings'] }],
  size: [{ name: 'size budgets', command: ['size-limit'] }],
  package: [
    { name: 'package contents', command: ['publint', '--strict'] },
    {
      name: 'package types',
      command: ['attw', '--pack', '.', '--profile', 'esm-only', '--no-emoji', '--exclude-entrypoints', ...untyped],
    },
    { name: 'types in scripts and in the templates of frameworks', command: ['tsc', '-p', 'test/package/types'] },
    ...packageTests.map((name) => ({
      name: `package ${name}`,
      command: ['node', '--test', `build/test/package/${name}.check.js`],
    })),
  ],
  manifest: [{ name: 'manifest', run: compareManifest }],
};

/** How many checks of a stage run at once, where it is more than one: these keep little more than one core busy. */
export const checksAtOnce = { package: 2 };

/**
 * Runs checks in their order, as many at once as is said. The output of one that fails, or that `informs`, is shown.
 *
 * @param {readonly object[]} chosen
 * @param {import('./results.mjs').Results} results
 * @param {number} [atOnce]
 */
export async function runChecks(chosen, results, atOnce = 1) {
  const waiting = [...chosen];
  const runThem = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const started = performance.now();
      const { code, output } = await run(check);
      results.report(check.name, code === 0, started, output);
      if (code === 0 && check.informs) console.log(indent(output));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, runThem));
}

/** Builds what the chosen stages need. Errors are shown, not counted: other code may be half-way through a change. */
export async function prepare(stages) {
  if (stages.includes('build')) return;
  const needsBundles = stages.some((name) => ['size', 'package', 'e2e'].includes(name));
  for (const check of [compile, ...(needsBundles ? bundles : [])]) {
    const { code, output } = await run(check);
    if (code !== 0) console.log(`(${check.name}: not without errors)\n${shorten(output)}\n`);
  }
}

function run({ command, run: runOwn }) {
  return runOwn ? runOwn() : runCommand(command);
}

/** The first lines of a compiler's messages, without the explanations that are indented below them. */
export function shorten(output) {
  const lines = output.split('\n').filter((line) => /^\S/.test(line));
  const shown = lines.slice(0, 30).map((line) => line.slice(0, 240));
  return [...shown, ...(lines.length > 30 ? [`… and ${lines.length - 30} more`] : [])].join('\n');
}

/** The committed manifest must describe the sources as they are. */
async function compareManifest() {
  const folder = mkdtempSync(join(tmpdir(), 'manifest-'));
  const config = 'test/support/manifest/config.mjs';
  const { code, output } = await runCommand(['cem', 'analyze', '--config', config, '--outdir', relative(root, folder)]);
  const fresh = readIfThere(join(folder, 'custom-elements.json'));
  rmSync(folder, { recursive: true });
  if (code !== 0) return { code, output };
  const isSame = fresh !== undefined && fresh === readIfThere('custom-elements.json');
  return { code: isSame ? 0 : 1, output: 'custom-elements.json is stale: npm run manifest' };
}
