import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { projectPath } from '../../demo/server/project-files.js';
import { startTestServer } from '../demo/support.js';
import { blocksOf, guide } from './guide.js';

/** What needs no database; guide.kit.ts runs the commands. */
describe('the guide to a hosted project', () => {
  it('has statements of a restaurant that run as they are written, also when all are run again', async () => {
    const server = await startTestServer();
    const run = (sql: string) => server.database.exclusively((postgres) => postgres.exec(sql));
    await run(`delete from public.restaurants;
      insert into auth.users (id, email) values (gen_random_uuid(), 'you@restaurant.example')`);
    const statements = blocksOf('sql').filter((sql) => /restaurants|_keys?\(/.test(sql));
    assert.ok(statements.length >= 5);
    for (const sql of [...statements, ...statements]) await run(sql);
    // A statement in a sentence is one that somebody copies.
    const inSentences = [...guide.matchAll(/`(select public\.[^`]+)`/g)].map(([, sql = '']) => sql);
    for (const sql of inSentences) assert.doesNotMatch(sql, /\((?!')\w+[,)]/, 'a name in the place of a value');
    await server.close();
  });

  it('says which file of the build it names', () => {
    const { bin } = JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as { bin: Record<string, string> };
    assert.ok(guide.includes(`node ${String(Object.values(bin)[0]).replace('./', '')} doctor`));
  });
});
