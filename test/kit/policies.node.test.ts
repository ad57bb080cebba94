import { readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { projectPath } from '../../demo/server/project-files.js';
import { fillKit } from './actors.js';
import { describeAccess } from './describe-access.js';
import { describeIndexes } from './describe-indexes.js';
import { describePublication } from './describe-upgrade.js';
import { blocksOf } from './guide.js';
import { openKit } from './pglite-kit.js';

// One database for all of them, in this order: PGlite takes seconds to start.
const opened = openKit();
const filled = opened.then(async (kit) => {
  await fillKit(kit);
  return kit;
});
after(async () => (await filled).close());

const publish = readFileSync(projectPath('demo', 'supabase', 'publish-changes.sql'), 'utf8');
describePublication('PGlite', () => opened, publish);
describeAccess('PGlite', () => filled);
describeIndexes('PGlite', () => filled);

describe('the statements of the guide, in PGlite', () => {
  it('all run', async () => {
    const kit = await filled;
    await kit.own(`
      insert into auth.users (id, email) values (gen_random_uuid(), 'you@restaurant.example');
      alter publication supabase_realtime drop table public.orders;`);
    for (const sql of blocksOf('sql')) await kit.own(sql);
  });
});
