import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Channel } from '../../demo/supabase/functions/_shared/notify/sender.js';
import { OutboxKit } from './outbox-kit.js';
import { faultsOf } from './world/check-world.js';
import { playWorld } from './world/outbox-world.js';
import { stories } from './world/story.js';

const { SOAK_RUNS, PBT_SEED = String(Math.floor(Math.random() * 2 ** 31)), PBT_STORY } = process.env;
/** So many schedules are played; `npm run soak` plays more. */
const schedules = Number(SOAK_RUNS ?? 100);
/** They share a clock, a database and two workers that stall and are killed. */
const perWorld = 250;
const fates = fc.array(
  fc.record({
    step: fc.integer({ min: 1, max: 20 }),
    isAfter: fc.boolean(),
    // A lease lasts for 15 s.
    stalls: fc.constantFrom(undefined, undefined, 2, 14, 16, 40),
  }),
  { minLength: 60, maxLength: 120, size: 'max' },
);
/** The vendors that know idempotency keys. */
const idempotent = fc.constantFrom<readonly Channel[]>([], ['push'], ['sms'], ['email']);

/** Steps that add up to less than `staff_seconds`, and to more. */
const settings = fc.constantFrom<Readonly<Record<string, number>>>(
  {},
  { push_seconds: 60, sms_seconds: 60 },
  { page_seconds: 1, push_seconds: 5, sms_seconds: 90 },
);

describe('the outbox in a world of broken networks', () => {
  let kit: OutboxKit;
  before(async () => {
    kit = await OutboxKit.open();
  });
  after(() => kit.close());

  it(`sends nothing twice, loses nothing and tells staff in time, in ${schedules} schedules`, async (test) => {
    test.diagnostic(`PBT_SEED=${PBT_SEED}`);
    const tally = new Map<string, number>();
    for (let first = 0; first < schedules; first += perWorld) {
      const seed = Number(PBT_SEED) + first;
      const drawn = fc.sample(stories, { seed, numRuns: Math.min(perWorld, schedules - first) });
      const [met = []] = fc.sample(fates, { seed, numRuns: 1 });
      const [knowing = []] = fc.sample(idempotent, { seed, numRuns: 1 });
      const [chosenSettings = {}] = fc.sample(settings, { seed, numRuns: 1 });
      await kit.query('select setseed($1)', [(seed % 1000) / 1000]);
      const chosen =
        PBT_STORY === undefined ? drawn : drawn.slice(Number(PBT_STORY) - first, Number(PBT_STORY) - first + 1);
      const players = await playWorld(kit, {
        stories: chosen,
        fates: met,
        idempotent: knowing,
        settings: chosenSettings,
      });
      for (const [index, player] of players.entries()) {
        const faults = await faultsOf(kit, player);
        const place = `PBT_SEED=${PBT_SEED} PBT_STORY=${first + index}`;
        assert.deepEqual(
          faults,
          [],
          `${place}\n${(await kit.logOf(player.order)).join('\n')}\n${JSON.stringify(player.story)}`,
        );
      }
      for (const { state, count } of await kit.query<{ state: string; count: number }>(
        `select state || coalesce(' by ' || reached_by, '') as state, count(*)::int from private.notifications
         where matters group by 1`,
      )) {
        tally.set(state, (tally.get(state) ?? 0) + count);
      }
      await forgetAll(
        kit,
        players.map(({ order }) => order),
        () => Promise.all(players.map((player) => player.finish())),
      );
    }
    test.diagnostic([...tally].map(([state, count]) => `${state}: ${count}`).join(', '));
    // Every end is played, or the schedules test less than they seem to.
    for (const state of ['reached by page', 'reached by push', 'reached by sms', 'moved_on', 'escalated', 'done']) {
      assert.ok(tally.has(state) || schedules < 100, state);
    }
  });
});

/** The orders end, the days for which their logs are kept pass, and nothing may be left. */
async function forgetAll(kit: OutboxKit, orders: readonly string[], finish: () => Promise<unknown>): Promise<void> {
  await finish();
  await kit.setClock(3 * 3600);
  // One claim advances as much as it can in some seconds.
  for (let isOpen = true; isOpen; ) {
    await kit.query(`select public.claim_deliveries('janitor', 0, 15, '[]')`);
    const due = await kit.query(
      `select from private.notifications where state = 'open' and next_at <= private.clock()`,
    );
    isOpen = due.length > 0;
  }
  await kit.setClock(2 * 24 * 3600);
  await kit.query('select public.clean_notifications()');
  for (const table of ['notifications', 'notification_log', 'recipients', 'page_views', 'told_windows', 'consents']) {
    const rows = await kit.query(`select * from private.${table} where order_id = any ($1)`, [orders]);
    assert.deepEqual(rows, [], `${table} of ended orders`);
  }
  for (const table of ['private.deliveries', 'private.delivery_attempts', 'public.staff_alerts']) {
    assert.deepEqual(await kit.query(`select * from ${table}`), [], table);
  }
}
