import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const hashes = JSON.parse(readFileSync('dist/cdn/integrity.json', 'utf8')) as Readonly<Record<string, string>>;

describe('dist/cdn/integrity.json', () => {
  it('has the hash of each file that a page can load: scripts, their parts, languages, presets, servers', () => {
    const files = readdirSync('dist/cdn', { recursive: true, encoding: 'utf8' });
    const loaded = files.filter((name) => /\.(?:js|json)$/.test(name) && name !== 'integrity.json').sort();
    const hashed = loaded.map((name) => {
      const hash = createHash('sha384')
        .update(readFileSync(`dist/cdn/${name}`))
        .digest('base64');
      return [name, `sha384-${hash}`];
    });
    assert.deepEqual(Object.entries(hashes), hashed);
  });

  it('has each part under the name by which a script asks for it', () => {
    const scripts = Object.keys(hashes).filter((name) => /^[\w-]+\.js$/.test(name));
    const asked = scripts.flatMap((name) => readFileSync(`dist/cdn/${name}`, 'utf8').match(/parts\/[\w-]+\.js/g) ?? []);
    assert.ok(asked.length > 20);
    assert.deepEqual(
      asked.filter((part) => !(part in hashes)),
      [],
    );
  });
});
