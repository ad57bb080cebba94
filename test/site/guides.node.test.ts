import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, it } from 'node:test';
import { descriptionOf, guidePages } from '../../demo/site/guide-pages.js';
import { parseGuide, readGuides } from '../../demo/site/guides.js';
import { homePage } from '../../demo/site/home-page.js';
import { Links } from '../../demo/site/links.js';
import { translatedLanguages } from '../../src/locales/registry.js';
import { orderStatuses } from '../../src/order/status.js';
import { firstDifference } from '../support/first-difference.js';
import { partNames, sampleFiles, withFreshChart, withFreshParts } from '../support/guide-parts.js';
import { readManifest } from '../support/manifest/manifest.js';
import { documents } from '../support/samples/documents.js';

const manifest = readManifest();
const texts = documents().map((path) => [path, readFileSync(path, 'utf8')] as const);

describe('what is generated in the guides', () => {
  it('is as it is made from the code now (npm run readme)', () => {
    const stale = texts.flatMap(([path, text]) => {
      const difference = firstDifference(text, withFreshParts(text, manifest), 'npm run readme');
      return difference === undefined ? [] : [`${path}: ${difference}`];
    });
    assert.deepEqual(stale, []);
  });

  it('is all there: every table, the chart, and the file of every sample', () => {
    const whole = texts.map(([, text]) => text).join('\n');
    assert.deepEqual(
      partNames(manifest).filter((name) => !whole.includes(`<!-- ${name} -->`)),
      [],
    );
    assert.deepEqual(
      sampleFiles(whole).filter((path) => !existsSync(path)),
      [],
    );
  });

  it('shows the whole chart on the architecture page, as it is now (npm run readme)', () => {
    const architecture = readFileSync('src/ARCHITECTURE.md', 'utf8');
    const difference = firstDifference(architecture, withFreshChart(architecture), 'npm run readme');
    assert.ok(difference === undefined, `ARCHITECTURE.md: ${difference}`);
  });
});

describe('the site', () => {
  const guides = readGuides();
  const links = new Links(guides);
  const guidesOnly = guidePages(guides, links, false).map(({ page, html }) => [page, html] as const);
  const pages = new Map([...guidesOnly, ['index.html', homePage(guides, false)]]);

  it('has a page for each thing that somebody comes with', () => {
    const slugs = guides.map(({ slug }) => slug);
    for (const wanted of [
      ...['start', 'supabase', 'websocket', 'event-stream', 'json', 'shop-systems', 'react', 'vue', 'svelte'],
      ...['angular', 'next', 'theming', 'languages', 'accessibility', 'privacy', 'polling', 'migrating'],
      ...['troubleshooting', 'wall-board', 'reference/order-status-tracker', 'reference/order-status-board'],
    ]) {
      assert.ok(slugs.includes(wanted), wanted);
    }
  });

  it('describes each guide in whole sentences, with the names of its code as they are written', () => {
    const broken = guides
      .map((guide) => [guide.slug, descriptionOf(guide)] as const)
      .filter(([, text]) => text.length < 25 || text.length > 220 || !/^[\p{Lu}<`“"].*[.!?]["”’)]?$/u.test(text));
    assert.deepEqual(broken, []);
    const about = (text: string) => descriptionOf({ text });
    assert.equal(about('# A\n\nSet `poll_url` or **both**. Then [go](x.md).\n'), 'Set poll_url or both. Then go.');
    assert.equal(about('# A\n\nOne sentence. This one leads to code:\n'), 'One sentence.');
    assert.equal(about('# A\n\nThere are two:\n'), '');
    assert.match(about(`# A\n\n${'It is long. '.repeat(30)}\n`), /^(It is long\. ){12,}It is long\.$/);
  });

  it('lists every preset, server, language and status that there is', () => {
    const lacks = (slug: string, names: readonly string[]) => {
      const text = guides.find((guide) => guide.slug === slug)?.text ?? '';
      return names.filter((name) => !text.includes(`\`${name}\``));
    };
    const sources = (folder: string) => readdirSync(folder).map((name) => name.replace('.ts', ''));
    assert.deepEqual(lacks('shop-systems', sources('src/order/field-map/presets')), []);
    assert.deepEqual(lacks('socket-servers', sources('src/transports/servers')), []);
    assert.deepEqual(lacks('languages', ['en', ...translatedLanguages]), []);
    const start = guides.find(({ slug }) => slug === 'start')?.text ?? '';
    assert.deepEqual(
      orderStatuses.filter((status) => !start.includes(status)),
      [],
    );
  });

  it('leads nowhere but to pages, headings and files that are there', () => {
    const written = ['guides/index.html', 'playground.html', 'assets/', 'cdn/', 'favicon.ico'];
    const dead = [...pages].flatMap(([page, html]) =>
      [...html.matchAll(/<(?:a|img|link|script)\b[^>]*?\s(?:href|src)="([^"]*)"/g)]
        .map(([, address = '']) => address)
        .filter((address) => !/^[a-z]+:/.test(address))
        .filter((address) => {
          const [path = '', id] = address.split('#');
          const target = path === '' ? page : posix.join(posix.dirname(page), path);
          // What the build makes is there after it.
          if (target.startsWith('files/build/')) return false;
          if (target.startsWith('files/')) return !existsSync(target.slice('files/'.length));
          if (target === 'guides/index.html' && id !== undefined) return false;
          if (written.some((start) => target.startsWith(start))) return false;
          const content = pages.get(target);
          return content === undefined || (id !== undefined && !content.includes(` id="${id}"`));
        })
        .map((address) => `${page}: ${address}`),
    );
    assert.deepEqual(dead, []);
  });

  it('refers to sources that are in the repository', () => {
    const gone = guidesOnly.flatMap(([page, html]) =>
      [...html.matchAll(/href="[^"]*\/(?:blob|tree)\/main\/([^"#]+)/g)]
        .map(([, path = '']) => path)
        .filter((path) => !existsSync(path))
        .map((path) => `${page}: ${path}`),
    );
    assert.deepEqual(gone, []);
  });

  it('refuses a guide for a role that nobody has', () => {
    assert.throws(() => parseGuide('demo/guides/x.md', '---\nrole: wizard\n---\n# X'), /no role "wizard"/);
  });
});

describe('the README', () => {
  const readme = readFileSync('README.md', 'utf8');

  it('is a front door: at most 250 lines, and no list that grows', () => {
    assert.ok(readme.split('\n').length <= 250);
  });

  it('names the two commands', () => {
    assert.match(readme, /npm ci && npm start/);
    assert.match(readme, /npm ci && npm test/);
  });

  it('shows its pictures and leads to its pages on npm as well: every address is whole, and there', () => {
    const addresses = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, address = '']) => address);
    assert.ok(addresses.length > 20);
    assert.deepEqual(
      addresses.filter((address) => !address.startsWith('https://')),
      [],
    );
    const slugs = readGuides().map(({ slug }) => slug);
    const pages = addresses.flatMap(
      (address) => /order-status-tracker\.dev\/guides\/(.+)\.html/.exec(address)?.[1] ?? [],
    );
    assert.deepEqual(
      pages.filter((slug) => !slugs.includes(slug)),
      [],
    );
    const files = addresses.flatMap(
      (address) => /(?:blob\/main|order-status-tracker\/main)\/([^#]+)/.exec(address)?.[1] ?? [],
    );
    assert.deepEqual(
      files.filter((path) => !existsSync(path)),
      [],
    );
  });
});
