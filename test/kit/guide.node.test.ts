import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { projectPath } from '../../demo/server/project-files.js';
import { blocksOf, guide } from './guide.js';

/** What needs no database; guide.kit.ts runs the commands. */
describe('the guide to a hosted project', () => {
  it('links to files that are there', () => {
    const links = [...guide.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link);
    assert.ok(links.length >= 2);
    for (const link of links) {
      assert.ok(existsSync(join(dirname(projectPath('demo', 'guides', 'supabase.md')), link)), link);
    }
  });

  it('shows a tag whose attributes the element has', () => {
    const manifest = readFileSync(projectPath('custom-elements.json'), 'utf8');
    const [tag = ''] = blocksOf('html');
    const attributes = [...tag.matchAll(/^\s+([a-z-]+)=/gm)].map(([, name]) => name);
    assert.equal(attributes.length, 5);
    for (const name of attributes) assert.ok(manifest.includes(`"name": "${name}"`), name);
  });
});
