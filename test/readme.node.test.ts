import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { type Manifest, withFreshChart, withFreshParts } from './support/readme-parts.js';

describe('the README', () => {
  const readme = readFileSync('README.md', 'utf8');

  it('lists attributes, events and properties, and draws the chart, as they are now (npm run readme)', () => {
    const manifest: Manifest = JSON.parse(readFileSync('custom-elements.json', 'utf8'));
    assert.equal(readme, withFreshParts(readme, manifest));
  });

  it('shows the whole chart on the architecture page, as it is now (npm run readme)', () => {
    const architecture = readFileSync('src/ARCHITECTURE.md', 'utf8');
    assert.equal(architecture, withFreshChart(architecture));
  });

  it('names the two commands', () => {
    assert.match(readme, /npm ci && npm start/);
    assert.match(readme, /npm ci && npm test/);
  });
});
