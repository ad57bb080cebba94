import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { builtItems, builtRegistry, readRegistry } from '../../demo/site/registry.js';

/*
 * The rules of https://ui.shadcn.com/schema/registry.json and registry-item.json that concern items with files, read in
 * November 2026 (shadcn 4.23).
 */
const types = ['lib', 'block', 'component', 'ui', 'hook', 'page', 'file', 'theme', 'style', 'item', 'base', 'font'];
const type = { enum: types.map((name) => `registry:${name}`) };
const texts = { type: 'array', items: { type: 'string' } };

const file = (required: readonly string[]) => ({
  type: 'object',
  properties: { path: { type: 'string' }, type, content: { type: 'string' }, target: { type: 'string' } },
  required,
  // Where a page or any other file belongs, the command cannot know.
  if: { properties: { type: { enum: ['registry:page', 'registry:file'] } } },
  // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
  then: { required: ['target'] },
});

const itemSchema = (fileKeys: readonly string[]) => ({
  type: 'object',
  properties: {
    $schema: { const: 'https://ui.shadcn.com/schema/registry-item.json' },
    name: { type: 'string', pattern: '^[a-z0-9-]+$' },
    type,
    title: { type: 'string' },
    description: { type: 'string' },
    author: { type: 'string', minLength: 2 },
    dependencies: texts,
    devDependencies: texts,
    registryDependencies: texts,
    categories: texts,
    docs: { type: 'string' },
    files: { type: 'array', minItems: 1, items: file(fileKeys) },
    cssVars: { type: 'object' },
    css: { type: 'object' },
    envVars: { type: 'object' },
    meta: { type: 'object' },
  },
  required: ['name', 'type', 'files'],
  additionalProperties: false,
});

const registrySchema = {
  type: 'object',
  properties: {
    $schema: { const: 'https://ui.shadcn.com/schema/registry.json' },
    name: { type: 'string' },
    homepage: { type: 'string', pattern: '^https://' },
    items: { type: 'array', minItems: 1, items: itemSchema(['path', 'type']) },
  },
  required: ['name', 'homepage', 'items'],
  additionalProperties: false,
};

function assertFits(schema: object, value: unknown): void {
  const ajv = new Ajv({ strict: false, allErrors: true });
  assert.ok(ajv.validate(schema, value), ajv.errorsText());
}

describe('the component registry', () => {
  const items = builtItems('1.2.3');

  it('has a list that the command "shadcn" reads', () => assertFits(registrySchema, readRegistry()));

  it('has items that can be installed by their address, with the text of every file', () => {
    assert.ok(items.length > 0);
    for (const item of items) assertFits(itemSchema(['path', 'type', 'content']), item);
  });

  it('asks for this version of the package, or a compatible one', () => {
    const listed = builtRegistry('1.2.3');
    assertFits(registrySchema, listed);
    for (const { dependencies } of [...items, ...listed.items])
      assert.ok(dependencies?.includes('order-status-tracker@^1.2.3'));
  });

  it('imports only what it depends on, and entries of the package that exist', () => {
    const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));
    for (const { files, dependencies = [] } of items) {
      for (const { content = '' } of files) {
        const imported = [...content.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, name = '']) => name);
        assert.ok(imported.length > 0);
        for (const name of imported.filter((one) => one !== 'react')) {
          const [own, ...path] = name.split('/');
          assert.ok(
            dependencies.some((one) => one.startsWith(`${own}@`)),
            name,
          );
          assert.ok(`./${path.join('/')}` in exports, `${name} is no entry`);
        }
      }
    }
  });

  it('sets CSS properties that the element has', () => {
    const manifest = readFileSync('custom-elements.json', 'utf8');
    const names = items.flatMap(({ files }) =>
      files.flatMap(({ content = '' }) => content.match(/--order-status-[a-z-]+/g) ?? []),
    );
    assert.ok(names.length > 0);
    for (const name of names) assert.ok(manifest.includes(`"name": "${name}"`), name);
  });
});
