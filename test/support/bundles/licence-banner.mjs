/*
 * Names at the top of each built file whose code is in it, and writes THIRD-PARTY-NOTICES.txt, with the full licences,
 * beside the files. Both follow from the modules of the bundle, so that no new dependency can be forgotten.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tightestPrint } from './tightest-print.mjs';

export const noticesFile = 'THIRD-PARTY-NOTICES.txt';

/** Packages of one project, which are named as one. */
const projects = {
  lit: 'Lit',
  'lit-element': 'Lit',
  'lit-html': 'Lit',
  '@lit/reactive-element': 'Lit',
  '@lit/react': 'Lit',
  xstate: 'XState',
};
const own = JSON.parse(readFileSync('package.json', 'utf8'));

/** What is in the files of a folder, by the name of the package. */
const packagesByFolder = new Map();

/**
 * Rollup's plugin; it comes after the minifier, which drops comments.
 *
 * @param folder where the notices are written
 * @param isTight prints a script in several ways, and keeps the one that compresses best
 */
export function licenceBanner(folder, isTight = false) {
  const packages = packagesByFolder.get(folder) ?? new Map();
  packagesByFolder.set(folder, packages);
  return {
    name: 'licence-banner',
    renderChunk(code, chunk, { format }) {
      const used = packagesOf(chunk);
      for (const name of used) packages.set(name, packages.get(name) ?? licenceOf(name));
      const banner = bannerFor(used.map((name) => packages.get(name)));
      return isTight
        ? tightestPrint(code, banner, { ...chunk, module: format === 'es' })
        : { code: withBanner(code, banner), map: null };
    },
    generateBundle(_, bundle) {
      if (!isTight) return;
      // Rollup has added a line end, which can cost 40 bytes.
      for (const chunk of Object.values(bundle).filter(({ isEntry }) => isEntry)) chunk.code = chunk.code.trimEnd();
    },
    writeBundle() {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, noticesFile), notices([...packages.values()]));
    },
  };
}

/** The packages that a chunk has code of. */
function packagesOf({ modules }) {
  const names = Object.entries(modules)
    .filter(([, { renderedLength }]) => renderedLength > 0)
    .map(([id]) => packageOf(id));
  return [...new Set(names)].filter(Boolean).sort();
}

/** `@lit/reactive-element` of a module's path; `undefined` for our own. */
export function packageOf(id) {
  return /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
}

/** A package's licence, as it says itself. Fails where it does not: somebody must look then. */
function licenceOf(name) {
  const folder = join('node_modules', name);
  const { version, license, homepage, repository } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = existsSync(folder) && readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file || typeof license !== 'string') throw new Error(`${name} has no licence in its package: look at it`);
  const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
  const holders = [...text.matchAll(/^Copyright \(c\) [\d\s,-]*(.+?)\.?(?: All rights reserved\.?)?(?: <.*>)?$/gm)];
  if (holders.length === 0) throw new Error(`The licence of ${name} names nobody: look at it`);
  const address = homepage ?? (typeof repository === 'string' ? repository : (repository?.url ?? ''));
  return {
    name,
    title: projects[name] ?? name,
    version,
    license,
    text,
    holder: holders.map(([, holder]) => holder).join(', '),
    address: address.replace(/^git\+|\.git$/g, ''),
  };
}

function bannerFor(packages) {
  const projectNames = [...new Set(packages.map(({ title, holder, license }) => `${title} (c) ${holder}, ${license}`))];
  const others = projectNames.length > 0 ? `. In it: ${projectNames.join('; ')}: ${noticesFile}` : '';
  // Without a version: a part whose code is the same keeps its name from one release to the next.
  return `/*! ${own.name}, ${own.license}${others} */`;
}

/** Below a line for the shell. */
function withBanner(code, banner) {
  const [shebang = ''] = /^#!.*\n/.exec(code) ?? [];
  return `${shebang}${banner}\n${code.slice(shebang.length)}`;
}

function notices(packages) {
  const sorted = packages.sort((one, other) => (one.name < other.name ? -1 : 1));
  const head = `The files of ${own.name} contain code of these packages, in parts changed. Made by the build from what is in the files.\n`;
  const line = '-'.repeat(80);
  const parts = sorted.map(
    ({ name, version, license, address, text }) => `${line}\n${name} ${version} (${license})\n${address}\n\n${text}\n`,
  );
  return [head, ...parts].join('\n');
}
