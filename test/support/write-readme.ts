import { readFileSync, writeFileSync } from 'node:fs';
import { type Manifest, withFreshParts } from './readme-parts.js';

const manifest: Manifest = JSON.parse(readFileSync('custom-elements.json', 'utf8'));
writeFileSync('README.md', withFreshParts(readFileSync('README.md', 'utf8'), manifest));
