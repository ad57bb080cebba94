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

  it('shows tags whose attributes the elements have', () => {
    const manifest = JSON.parse(readFileSync(projectPath('custom-elements.json'), 'utf8')) as Manifest;
    const declarations = manifest.modules.flatMap((module) => module.declarations ?? []);
    const tags = blocksOf('html').flatMap((block) => [...block.matchAll(/<(order-status-\w+)\s([^>]*)>/g)]);
    assert.deepEqual(
      tags.map(([, name]) => name),
      ['order-status-tracker', 'order-status-board'],
    );
    for (const [, name, shown = ''] of tags) {
      const known = declarations.find(({ tagName }) => tagName === name)?.attributes?.map((one) => one.name) ?? [];
      const attributes = [...shown.matchAll(/^\s*([a-z-]+)=/gm)].map(([, attribute = '']) => attribute);
      assert.ok(attributes.length >= 4);
      for (const attribute of attributes) assert.ok(known.includes(attribute), `<${name}> has no ${attribute}`);
    }
  });
});

interface Manifest {
  readonly modules: readonly {
    readonly declarations?: readonly {
      readonly tagName?: string;
      readonly attributes?: readonly { readonly name: string }[];
    }[];
  }[];
}
