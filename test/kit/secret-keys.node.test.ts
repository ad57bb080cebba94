import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { SignJWT } from 'jose';
import { projectPath } from '../../demo/server/project-files.js';
import { secretKeysIn } from './secret-keys.js';

/** What pages are made of, and what they are built to: the latter is there in a whole run of the tests. */
const sources = ['src', 'demo/pages', 'demo/embed.html'];
const built = ['dist', 'build/demo/pages-bundled'];

function filesOf(path: string): readonly string[] {
  const whole = projectPath(path);
  if (!existsSync(whole)) return [];
  if (path.endsWith('.html')) return [whole];
  return readdirSync(whole, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(js|ts|css|html|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('pages and bundles', () => {
  it('hold no key of a server, and no name of its setting', () => {
    for (const path of sources) assert.ok(filesOf(path).length > 0, `${path} is empty`);
    for (const file of [...sources, ...built].flatMap(filesOf)) {
      assert.deepEqual(secretKeysIn(readFileSync(file, 'utf8')), [], file);
    }
  });

  it('have nothing of the Edge Functions', () => {
    for (const file of sources.flatMap(filesOf)) {
      assert.doesNotMatch(readFileSync(file, 'utf8'), /supabase\/functions/, file);
    }
  });

  it('would be found with such a key', async () => {
    const sign = (role: string) =>
      new SignJWT({ role }).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode('x'.repeat(32)));
    const found = [
      'sb_secret_abcdefgh',
      await sign('service_role'),
      'process.env.SUPABASE_SERVICE_ROLE_KEY',
      `order_key_${'0a'.repeat(32)}`,
      'postgresql://postgres:secret@db.project.supabase.co:5432/postgres',
      `{"kty":"EC","d":"${'A'.repeat(43)}"}`,
    ];
    for (const text of found) assert.equal(secretKeysIn(`const key = "${text}";`).length, 1, text);
    for (const text of ['sb_publishable_abcdefgh', await sign('anon'), `if (key.startsWith('sb_secret_'))`]) {
      assert.deepEqual(secretKeysIn(text), []);
    }
  });
});
