/**
 * Writes the site. `node build/demo/site/main.js` writes to build/site what the demo's server shows; with `--export` the
 * whole, with styles, scripts and the element's files, to build/site-export, from where it works in any folder.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { guidePages, guidesIndex } from './guide-pages.js';
import { readGuides } from './guides.js';
import { homePage, picture } from './home-page.js';
import { Links, pageOf } from './links.js';
import { llmsFull, llmsIndex } from './llms.js';

const isExport = process.argv.includes('--export');
const folder = isExport ? 'build/site-export' : 'build/site';
const hasDemo = !isExport;

const guides = readGuides();
const links = new Links(guides);
const pages = guidePages(guides, links, hasDemo);

rmSync(folder, { recursive: true, force: true });
for (const { page, html } of pages) write(page, html);
write('index.html', homePage(guides, hasDemo));
write('guides/index.html', guidesIndex(guides, hasDemo));
write('llms.txt', llmsIndex(guides, pageOf));
write('llms-full.txt', llmsFull(guides));
const sections = pages.flatMap((page) => page.sections);
write('guides/search-index.js', `globalThis.siteSearchIndex = ${JSON.stringify(sections)};\n`);
for (const file of [picture, ...links.files]) {
  // Archives are made by other steps of the build.
  if (existsSync(file)) copy(file, `files/${file}`);
  else console.log(`${file} is not there yet: its link will lead nowhere.`);
}
if (isExport) exportAssets();
console.log(`${folder}: ${pages.length + 2} pages`);

/** What the pages load, and the playground. It works without a server of ours, except for trying a real order. */
function exportAssets(): void {
  const bundled = 'build/demo/pages-bundled';
  for (const name of readdirSync(bundled, { recursive: true, encoding: 'utf8' })) {
    if (/\.(css|js)$/.test(name)) copy(`${bundled}/${name}`, `assets/${name}`);
  }
  copy('demo/pages/favicon.ico', 'favicon.ico');
  copy('dist/cdn', 'cdn');
  const playground = readFileSync('demo/pages/playground.html', 'utf8');
  write(
    'playground.html',
    playground
      .replace(/<p><a href="\/".*<\/p>/, '<p><a href="index.html">Guides</a></p>')
      // It tells readers who opened the page as a file why it is empty.
      .replace('</head>', '  <script defer src="assets/site.js"></script>\n  </head>'),
  );
}

function write(path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function copy(from: string, to: string): void {
  cpSync(from, join(folder, to), { recursive: true });
}
