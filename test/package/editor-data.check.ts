import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { readManifest } from '../support/manifest/manifest.js';

const { modules } = readManifest();
const elements = modules.flatMap(({ declarations = [] }) => declarations);
const outputs = ['web-types.json', 'vscode.html-data.json', 'vscode.css-data.json'];

describe('what editors read of the elements', () => {
  it('names files that are in the package', () => {
    const named = modules.flatMap(({ path, exports = [] }) => [
      path,
      ...exports.map(({ declaration }) => declaration.module),
    ]);
    assert.deepEqual(
      named.filter((path) => !path.startsWith('dist/') || !existsSync(path)),
      [],
    );
  });

  it('says which module registers each tag', () => {
    for (const { tagName = '' } of elements) {
      const definitions = modules.filter(({ exports = [] }) =>
        exports.some(({ kind, name }) => kind === 'custom-element-definition' && name === tagName),
      );
      assert.ok(definitions.length > 0, tagName);
      for (const { path } of definitions)
        assert.match(readFileSync(path, 'utf8'), /customElements\.define|define-board/);
    }
  });

  it('has nothing but elements, and of them only what pages may use', () => {
    assert.deepEqual(
      elements.map(({ tagName }) => tagName),
      ['order-status-board', 'order-status-tracker'],
    );
    const members = elements.flatMap(({ members = [] }) => members);
    assert.ok(members.some(({ name }) => name === 'pollUrl'));
    assert.deepEqual(
      members.filter(({ name, privacy }) => privacy || /^[#_]|^(?:environment|snapshot|tracking|words)$/.test(name)),
      [],
    );
  });

  it('is no older than custom-elements.json', () => {
    const before = outputs.map((name) => readFileSync(`dist/${name}`, 'utf8'));
    execFileSync(process.execPath, ['test/support/manifest/write-editor-data.mjs']);
    const after = outputs.map((name) => readFileSync(`dist/${name}`, 'utf8'));
    assert.deepEqual(after, before, 'it was stale, and has been renewed');
  });

  it('has every attribute and event, and the words that an attribute can be', () => {
    const [webTypes = '', html = ''] = outputs.map((name) => readFileSync(`dist/${name}`, 'utf8'));
    for (const { attributes = [], events = [] } of elements) {
      for (const { name } of [...attributes, ...events]) assert.ok(webTypes.includes(`"name": "${name}"`), name);
      for (const { name } of attributes) assert.ok(html.includes(`"name": "${name}"`), name);
    }
    assert.ok(webTypes.includes("'card' | 'compact' | 'handover'"));
    assert.ok(html.includes('"name": "handover"'));
    const files = (folder: string) => readdirSync(`dist/cdn/${folder}`).map((file) => file.replace('.json', ''));
    for (const word of [...files('presets'), ...files('servers')]) {
      assert.ok(html.includes(`"name": "${word}"`) && webTypes.includes(`'${word}'`), word);
    }
  });
});
