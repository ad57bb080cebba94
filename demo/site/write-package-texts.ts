/**
 * Writes what the package ships beside its code: dist/llms.txt and dist/llms-full.txt for language models, and the items of
 * the component registry, dist/registry; dist/jsdelivr.js. A part of `npm run build`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readGuides } from './guides.js';
import { llmsFull, llmsIndex } from './llms.js';
import { builtItems, builtRegistry } from './registry.js';

const guides = readGuides();
mkdirSync('dist/registry', { recursive: true });
writeFileSync('dist/llms-full.txt', llmsFull(guides));
writeFileSync(
  'dist/llms.txt',
  llmsIndex(
    guides,
    ({ path, slug }) => (path.startsWith('src/') ? `../${path}` : `llms-full.txt#${slug}`),
    [
      { title: 'Skill', address: '../skills/order-status-tracker/SKILL.md', says: 'Connect a back end, step by step.' },
      { title: 'AGENTS.md', address: '../AGENTS.md', says: 'Where things are, and rules.' },
      { title: 'Manifest', address: '../custom-elements.json', says: 'Every attribute, event, part and CSS property.' },
      { title: 'All guides', address: 'llms-full.txt', says: 'Everything below in one file.' },
    ],
    '`llms-full.txt#x` is the section of that file after the line `<!-- demo/guides/x.md -->`.',
  ),
);

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
writeJson('registry', builtRegistry(version));
for (const item of builtItems(version)) writeJson(item.name, item);

// jsDelivr answers the short address `…/npm/order-status-tracker@0` with the file that package.json names, without a redirect.
// No folder lies beside that address, so this file loads the one that has its parts, languages and presets beside it.
const element = `/npm/order-status-tracker@${version}/dist/cdn/order-status-tracker.js`;
writeFileSync('dist/jsdelivr.js', `export * from '${element}';\n`);

function writeJson(name: string, content: object): void {
  writeFileSync(`dist/registry/${name}.json`, `${JSON.stringify(content, undefined, 2)}\n`);
}
