/** Writes what is generated in the guides and in src/ARCHITECTURE.md: `npm run readme`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { withFreshChart, withFreshParts } from './guide-parts.js';
import { readManifest } from './manifest/manifest.js';
import { documents } from './samples/documents.js';

const manifest = readManifest();
for (const path of documents()) writeFileSync(path, withFreshParts(readFileSync(path, 'utf8'), manifest));
writeFileSync('src/ARCHITECTURE.md', withFreshChart(readFileSync('src/ARCHITECTURE.md', 'utf8')));
