import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { Evening, type EveningResult } from './evening.js';
import { EveningDatabase } from './evening-database.js';

const { SOAK_RUNS, PBT_SEED = '1' } = process.env;
const evenings = SOAK_RUNS === undefined ? 5 : Math.ceil(Number(SOAK_RUNS) / 25);
const opened = EveningDatabase.open();
after(async () => (await opened).close());

/** Tomorrow at six: an order's window must not have passed by the real clock. */
const six = Math.ceil(Date.now() / 86_400_000) * 86_400_000 + 18 * 3_600_000;

async function openRestaurant(seed: number, isAdaptive = true): Promise<string> {
  const { kit } = await opened;
  const restaurant = `${seed.toString(16).padStart(8, '0')}-${isAdaptive ? '0000' : '0001'}-4000-8000-000000000000`;
  await kit.own(`
    insert into public.restaurants (id, name) values ('${restaurant}', 'A');
    insert into public.notification_settings (restaurant_id, is_adaptive, retention_days)
    values ('${restaurant}', ${isAdaptive}, 30)`);
  return restaurant;
}

async function play(seed: number, restaurant: string, begin = six): Promise<EveningResult> {
  return new Evening(await opened, { seed, restaurant, begin }).play();
}

const total = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);
const saved = ({ sent, everyChange }: EveningResult) => 1 - total(sent) / total(everyChange);

/** What was saved, as lines of a table for the test's log. */
function table({ orders, everyChange, sent, savedBy, repeated, unseenReadies, staffTold }: EveningResult): string {
  const lines = [
    [`${orders} orders: every change`, total(everyChange)],
    ...Object.entries(savedBy).map(([rule, messages]) => [`- ${rule}`, -messages] as const),
    ['+ next steps of the ladder', repeated],
    ['= sent', total(sent)],
    ['readies that nobody looked at', unseenReadies],
    ['of which staff were told', staffTold],
  ] as const;
  return lines.map(([name, count]) => `${name.padEnd(36)}${String(count).padStart(6)}`).join('\n');
}

describe('evenings of a restaurant', () => {
  for (let index = 0; index < evenings; index++) {
    const seed = Number(PBT_SEED) + index;
    it(`need two fifths fewer messages than every change, and miss no ready (seed ${seed})`, async (context) => {
      const result = await play(seed, await openRestaurant(seed));
      context.diagnostic(`\n${table(result)}`);
      assert.deepEqual(result.missed, []);
      assert.ok(saved(result) >= 0.4, `only ${saved(result)} saved`);
      assert.ok(result.mostPushes <= 3, `${result.mostPushes} pushes for one order`);
    });
  }
});
