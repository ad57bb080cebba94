import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { projectPath } from '../../demo/server/project-files.js';
import { PolicyKit } from './policy-kit.js';

const guide = readFileSync(projectPath('demo', 'guides', 'notification-policy.md'), 'utf8');
const opened = PolicyKit.open();
after(async () => (await opened).close());

describe('the guide on which messages are sent', () => {
  it('lists every rule in its order, with what it does and the reason that it gives', async () => {
    const rules = await (await opened).kit.own(
      'select name, verdict, reason from private.notification_rules order by position',
    );
    const rows = [...guide.matchAll(/^\| `(\w+)` \| .+? \| (send|withhold|wait) \| (.+) \|$/gm)];
    assert.deepEqual(
      rows.map(([, name, verdict, reason]) => ({ name, verdict, reason })),
      rules.map((rule) => ({ ...rule })),
    );
  });

  it('has statements that run', async () => {
    const evening = await opened;
    await evening.begin();
    await evening.look();
    const statements = [...guide.matchAll(/^```sql\n([\s\S]*?)^```$/gm)].map(([, sql = '']) => sql);
    assert.equal(statements.length, 3);
    for (const sql of statements) await evening.kit.own(sql.replace('<order id>', evening.order));
    const [row] = await evening.kit.own('select minutes_away from private.page_views');
    assert.deepEqual({ ...row }, { minutes_away: 12 });
  });
});
