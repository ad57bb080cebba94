import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { firstDifference } from './support/first-difference.js';
import { type Manifest, withFreshChart, withFreshParts } from './support/guide-parts.js';

describe('the README', () => {
  const readme = readFileSync('README.md', 'utf8');

  it('lists attributes, events and properties, and draws the chart, as they are now (npm run readme)', () => {
    const manifest: Manifest = JSON.parse(readFileSync('custom-elements.json', 'utf8'));
    const difference = firstDifference(readme, withFreshParts(readme, manifest), 'npm run readme');
    assert.ok(difference === undefined, `README.md: ${difference}`);
  });

  it('shows the whole chart on the architecture page, as it is now (npm run readme)', () => {
    const architecture = readFileSync('src/ARCHITECTURE.md', 'utf8');
    const difference = firstDifference(architecture, withFreshChart(architecture), 'npm run readme');
    assert.ok(difference === undefined, `ARCHITECTURE.md: ${difference}`);
  });

  it('names the two commands', () => {
    assert.match(readme, /npm ci && npm start/);
    assert.match(readme, /npm ci && npm test/);
  });
});
