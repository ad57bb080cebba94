import { readFileSync, writeFileSync } from 'node:fs';
import { type Manifest, withFreshChart, withFreshParts } from './readme-parts.js';

const manifest: Manifest = JSON.parse(readFileSync('custom-elements.json', 'utf8'));
writeFileSync('README.md', withFreshParts(readFileSync('README.md', 'utf8'), manifest));
writeFileSync('src/ARCHITECTURE.md', withFreshChart(readFileSync('src/ARCHITECTURE.md', 'utf8')));
