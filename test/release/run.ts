/*
 * A release, step by step: `npm run release`. Without `--prepare` or `--publish` it only looks, and writes build/release:
 * the package, the bill of materials, the notes.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedMaterials } from './bill-of-materials.js';
import { cdnNotes, readScripts, type Scripts } from './cdn-snippet.js';
import { sectionOf } from './changelog.js';
import { presentContract } from './contract.js';
import { judge, obstacles, type Released } from './judge.js';
import { applyChangesets, nextVersion } from './next-version.js';
import { Misused, type Options, readOptions, usage } from './options.js';

const folder = 'build/release';
const contractFile = 'test/release/released-contract.json';
/** What users of the package are promised to find in it. */
const expectedFiles = [
  'AGENTS.md',
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'SECURITY.md',
  'custom-elements.json',
  'dist/index.js',
  'dist/index.d.ts',
  'dist/doctor.js',
  'dist/llms.txt',
  'dist/llms-full.txt',
  'dist/cdn/order-status-tracker.js',
  'skills/order-status-tracker/SKILL.md',
];

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) console.log(usage);
  else release(options);
} catch (error) {
  if (!(error instanceof Misused)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

function release({ mode, builds, commands }: Options): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const problems: string[] = [];

  const changedFiles = git('status', '--porcelain').split('\n').filter(Boolean);
  if (changedFiles.length > 0) problems.push(`The working tree has changes: ${changedFiles.slice(0, 5).join(', ')}.`);
  if (mode === 'publish') stopAt(obstacles({ ...surroundings(), changedFiles }));

  if (builds) npm('run', 'build', '--silent');
  for (const name of commands) npm(...(name === 'test' ? ['test'] : ['run', name]));

  const released = readReleased();
  const present = presentContract();
  const { version, changes } = mode === 'publish' ? committedVersion() : nextVersion();
  section(`Version ${version}`, changes || 'Nothing is in .changeset: there is nothing to release.');
  if (mode === 'publish') {
    if (JSON.stringify(released?.contract) !== JSON.stringify(present)) {
      problems.push(`${contractFile} is not what was built: npm run release -- --prepare, then commit.`);
    }
  } else {
    const { differences, needed, planned, refusal } = judge(released, present, version);
    if (!differences) section('Contract', 'Nothing was released before: there is nothing to compare with.');
    else {
      const lines = Object.entries(differences).flatMap(([how, names]) =>
        names.map((name: string) => `${how}: ${name}`),
      );
      section(
        `Contract: needs a ${needed} step, and gets a ${planned} one`,
        lines.join('\n') || 'Nothing was added or removed.',
      );
    }
    if (refusal) problems.push(refusal);
  }

  const materials = writeMaterials(version);
  if (typeof materials === 'string') problems.push(materials);
  const scripts = readScripts('dist/cdn');
  const notes = `# order-status-tracker ${version}\n\n${changes}\n\n${cdnNotes(version, scripts)}`;
  writeFileSync(join(folder, 'NOTES.md'), notes);
  section('From a CDN', cdnNotes(version, scripts));
  problems.push(...wrongHashes(scripts));

  const { filename, files } = pack();
  const missing = expectedFiles.filter((path) => !files.includes(path));
  if (missing.length > 0) problems.push(`The package lacks ${missing.join(', ')}.`);
  section(
    'Written',
    [
      `${folder}/NOTES.md`,
      ...(typeof materials === 'number' ? [`${folder}/sbom.cdx.json: ${materials} components`] : []),
      `${folder}/${filename}: ${files.length} files`,
    ].join('\n'),
  );

  stopAt(problems);
  if (mode === 'prepare') prepare(present);
  else if (mode === 'publish') {
    npm('publish', join(folder, filename), '--provenance', '--access', 'public');
    console.log(
      `\nPublished. Now: git tag v${version} && git push origin v${version}, with ${folder}/NOTES.md and sbom.cdx.json.`,
    );
  } else console.log('\nNothing was changed. Next: npm run release -- --prepare');
}

/** Writes version, changelog and contract into the working tree. */
function prepare(contract: Released['contract']): void {
  const { version } = applyChangesets('.');
  npm('install', '--package-lock-only', '--ignore-scripts');
  writeFileSync(contractFile, `${JSON.stringify({ version, contract }, undefined, 2)}\n`);
  console.log(`\nVersion, changelog and contract are those of ${version}. Read and commit them.`);
}

function surroundings(): Omit<Parameters<typeof obstacles>[0], 'changedFiles'> {
  return {
    branch: git('branch', '--show-current').trim(),
    changesets: readdirSync('.changeset').filter((name) => name.endsWith('.md') && name !== 'README.md').length,
    environment: process.env,
    packageFile: JSON.parse(readFileSync('package.json', 'utf8')),
    released: readReleased(),
  };
}

function readReleased(): Released | undefined {
  return existsSync(contractFile) ? JSON.parse(readFileSync(contractFile, 'utf8')) : undefined;
}

function committedVersion(): { readonly version: string; readonly changes: string } {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  return { version, changes: sectionOf(readFileSync('CHANGELOG.md', 'utf8'), version) ?? '' };
}

/** @returns how many components it has; or why it cannot be written */
function writeMaterials(version: string): number | string {
  const words = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  const { status, stdout, stderr } = spawnSync('npm', words, { encoding: 'utf8', maxBuffer: 1e8 });
  if (status !== 0) return `There is no bill of materials. ${stderr.trim().split('\n').slice(0, 3).join(' ')}`;
  const { name, dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const materials = shippedMaterials(JSON.parse(stdout), { name, version, dependencies: Object.keys(dependencies) });
  writeFileSync(join(folder, 'sbom.cdx.json'), `${JSON.stringify(materials, undefined, 2)}\n`);
  return materials.components.length;
}

/** The build's own list of hashes, for users of npm, must say the same. */
function wrongHashes({ hashes }: Scripts): readonly string[] {
  const file = 'dist/cdn/integrity.json';
  if (!existsSync(file)) return [];
  const listed = readFileSync(file, 'utf8');
  const wrong = Object.entries(hashes)
    .filter(([, hash]) => !listed.includes(hash))
    .map(([name]) => name);
  return wrong.length > 0 ? [`${file} has other hashes of ${wrong.join(', ')}: npm run build.`] : [];
}

function pack(): { readonly filename: string; readonly files: readonly string[] } {
  const text = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  const said: unknown = JSON.parse(text);
  const [packed] = Object.values(said as Record<string, { filename: string; files: readonly { path: string }[] }>);
  if (!packed) throw new Error('npm packed nothing.');
  return { filename: packed.filename, files: packed.files.map(({ path }) => path) };
}

function stopAt(problems: readonly string[]): void {
  if (problems.length === 0) return;
  console.error(`\nThis cannot be released:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
  process.exit(1);
}

function section(title: string, text: string): void {
  console.log(`\n── ${title}\n\n${text}`);
}

function npm(...words: string[]): void {
  execFileSync('npm', words, { stdio: 'inherit' });
}

function git(...words: string[]): string {
  return execFileSync('git', words, { encoding: 'utf8' });
}
