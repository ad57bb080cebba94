import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { projectPath } from '../../demo/server/project-files.js';
import { migrationNames, migrationsFolder } from './pglite-kit.js';

/**
 * A released migration has run on somebody's project and never runs there again: changing it changes nothing there, and
 * makes new projects differ from old ones. So a change is another migration. A release adds its migrations to
 * released-migrations.json, with what `sha256sum demo/supabase/migrations/*.sql` prints.
 */
describe('released migrations', async () => {
  const path = projectPath('test', 'kit', 'released-migrations.json');
  const released = JSON.parse(await readFile(path, 'utf8')) as Readonly<Record<string, string>>;

  it('are all there, unchanged', async () => {
    const hashes: Record<string, string> = {};
    for (const name of Object.keys(released)) {
      const sql = await readFile(`${migrationsFolder}/${name}`);
      hashes[name] = createHash('sha256').update(sql).digest('hex');
    }
    assert.deepEqual(hashes, released);
  });

  it('come before all others, which `supabase db push` refuses to put between them', async () => {
    const names = await migrationNames();
    assert.deepEqual(names.slice(0, Object.keys(released).length), Object.keys(released).sort());
    for (const name of names) assert.match(name, /^\d{14}_[a-z_]+\.sql$/);
  });
});
