import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { Evening, type EveningResult } from './evening.js';
import { EveningDatabase } from './evening-database.js';

const { SOAK_RUNS, PBT_SEED = '1' } = process.env;
const evenings = SOAK_RUNS === undefined ? 1 : Math.ceil(Number(SOAK_RUNS) / 50);
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
/** Without the mails that guests keep. */
const news = ({ placed: _, summary: __, ...others }: Readonly<Record<string, number>>) => total(others);
const savedOfAll = ({ sent, everyChange }: EveningResult) => 1 - total(sent) / everyChange;
const savedOfNews = ({ sent, everyNews }: EveningResult) => 1 - news(sent) / total(everyNews);

/** What was saved, as lines of a table for the test's log. */
function table(result: EveningResult): string {
  const lines = [
    [`${result.orders} orders: every change`, result.everyChange],
    ['of these, news for the outbox', total(result.everyNews)],
    ...Object.entries(result.savedBy).map(([decidedBy, messages]) => [`- ${decidedBy}`, -messages] as const),
    ['+ next steps of the ladder', result.repeated],
    ['= sent', news(result.sent)],
    ['and mails that guests keep', total(result.sent) - news(result.sent)],
    ['readies that nobody looked at', result.unseenReadies],
    ['of which staff were told', result.staffTold],
  ] as const;
  return lines.map(([name, count]) => `${name.padEnd(36)}${String(count).padStart(6)}`).join('\n');
}

function check(result: EveningResult): void {
  assert.deepEqual(result.missed, []);
  assert.ok(result.unseenReadies > result.orders / 3, 'too few guests who do not look');
  assert.ok(savedOfAll(result) >= 0.4, `only ${savedOfAll(result)} of all messages saved`);
  assert.ok(savedOfNews(result) >= 0.4, `only ${savedOfNews(result)} of the news saved`);
  assert.ok(result.mostPushes <= 3, `${result.mostPushes} pushes for one order`);
}

describe('evenings of a restaurant', () => {
  for (let index = 0; index < evenings; index++) {
    const seed = Number(PBT_SEED) + index;
    it(`need two fifths fewer messages than every change, and miss no ready (seed ${seed})`, async (context) => {
      const result = await play(seed, await openRestaurant(seed));
      context.diagnostic(`\n${table(result)}`);
      check(result);
    });
  }

  it('go on so when the restaurant has learnt from the first', async (context) => {
    const seed = Number(PBT_SEED) + evenings;
    const restaurant = await openRestaurant(seed);
    check(await play(seed, restaurant));
    const learnt = await play(seed + 1, restaurant, six + 86_400_000);
    context.diagnostic(`\n${table(learnt)}`);
    check(learnt);

    const { kit } = await opened;
    const [thresholds] = await kit.own(
      `select long_wait_minutes, looks_needed from public.notification_thresholds where restaurant_id = '${restaurant}'`,
    );
    context.diagnostic(JSON.stringify(thresholds));
    assert.notEqual(thresholds?.long_wait_minutes, 30);
    assert.deepEqual(await kit.own('select * from private.order_changes'), []);
  });
});
