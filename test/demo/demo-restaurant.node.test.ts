import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { leaveDemo, setDemoDeadline } from '../../demo/server/restaurant.js';
import { type DemoServer, demoRestaurantId, startDemoServer } from '../../demo/server/server.js';
import { migratedCluster } from '../support/empty-cluster.js';

describe('the restaurant of the demo', () => {
  const settingsOf = (server: DemoServer) =>
    server.database.transaction(async (query) => {
      const { rows } = await query.query<{ accept_minutes: number | null; unanswered_rule: string }>(
        'select accept_minutes, unanswered_rule from public.notification_settings where restaurant_id = $1',
        [demoRestaurantId],
      );
      return rows;
    });
  const roleIn = (server: DemoServer) =>
    server.database.transaction(async (query) => {
      const { rows } = await query.query<{ role: string }>('select role from public.staff');
      return rows.map(({ role }) => role);
    });
  const start = async (settings: Readonly<Record<string, string>>) =>
    startDemoServer({ port: 0, emptyCluster: await migratedCluster(), setting: (name) => settings[name] });

  it('answers within four minutes, until somebody changes that or a real restaurant moves in', async () => {
    const server = await start({});
    assert.deepEqual(await settingsOf(server), [{ accept_minutes: 4, unanswered_rule: 'call' }]);
    await server.database.transaction((query) =>
      query.query('update public.notification_settings set accept_minutes = 9'),
    );
    await setDemoDeadline(server.database, undefined);
    assert.deepEqual(await settingsOf(server), [{ accept_minutes: 9, unanswered_rule: 'call' }]);
    await leaveDemo(server.database);
    assert.deepEqual(await settingsOf(server), []);
    await server.close();
  });

  it('lets visitors change no settings unless DEMO_MANAGER says so', async () => {
    for (const [settings, role] of [
      [{}, 'staff'],
      [{ DEMO_MANAGER: '1' }, 'manager'],
    ] as const) {
      const server = await start(settings);
      assert.deepEqual(await roleIn(server), [role]);
      await server.close();
    }
  });
});
