import { setTimeout as pause } from 'node:timers/promises';
import { nap } from './browser-nap.js';
import type { Guest } from './guest.js';
import type { ChromiumRow } from './row.js';
import type { Trial } from './trial.js';

/** After a wake all is well again this soon. */
const afterWake = 4000;

/** How long tokens live where they must expire soon, s. */
const shortLife = 15;

/** When the token in a frame expires, by `Date.now()`; never, if there is none. */
function expiryOf(frame: string): number {
  const [, claims] = /"eyJ[\w-]+\.([\w-]+)\./.exec(frame) ?? [];
  if (claims === undefined) return Number.POSITIVE_INFINITY;
  return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { exp: number }).exp * 1000;
}

/** Opens another tab over the guest's page, which is hidden by it. Returns how to look at the page again. */
async function hide({ page }: Guest): Promise<() => Promise<void>> {
  const other = await page.browserContext().newPage();
  await other.bringToFront();
  return async () => {
    await page.bringToFront();
    await other.close();
  };
}

/** The guest looks again from the first frame on: what stood on the screen before, no page can change. */
async function sleepThrough(trial: Trial<Guest>, duration: number, meanwhile: () => Promise<void>): Promise<void> {
  trial.fault();
  await trial.unseen(async () => {
    await nap(trial.guest.page.browser(), async () => {
      await meanwhile();
      await pause(duration);
    });
    trial.heal();
    await trial.guest.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => resolve())));
  });
}

export const pageLifeRows: readonly ChromiumRow[] = [
  {
    id: 'F60',
    fault: 'hidden for 75 s with the strongest throttling',
    besideUsual: true,
    limits: () => ({ connects: 0, recover: 12_000 }),
    async run(trial) {
      const { guest } = trial;
      const show = await hide(guest);
      trial.fault();
      await pause(60_000);
      const asked = Date.now();
      await guest.order.commit('preparing');
      await guest.until(() => guest.isUpToDate, 1500);
      if (trial.calm === 'connected') {
        trial.expect(guest.isUpToDate, `hidden, a change was not painted ${Date.now() - asked} ms after it`);
      }
      await pause(15_000);
      trial.heal();
      await show();
    },
  },
  {
    id: 'F61',
    fault: 'ready while the page is hidden',
    besideUsual: true,
    limits: () => ({ connects: 0, recover: afterWake, final: afterWake }),
    async run(trial) {
      const { guest } = trial;
      await guest.order.commit('preparing');
      const show = await hide(guest);
      trial.fault();
      await guest.order.commit('ready');
      if (trial.calm === 'connected') {
        trial.expect(await guest.until(() => guest.isUpToDate, 1500), 'ready was not painted while hidden');
        trial.expect(await guest.until(() => guest.announcements === 1, 2500), 'ready was not announced while hidden');
      }
      trial.heal();
      await show();
    },
  },
  {
    id: 'F62',
    fault: 'frozen for 4 s',
    besideUsual: true,
    isQuick: true,
    limits: () => ({ recover: afterWake, final: afterWake }),
    async run(trial) {
      const { guest } = trial;
      const show = await hide(guest);
      trial.fault();
      await trial.unseen(async () => {
        await guest.devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
        await guest.order.commit('preparing');
        await pause(4000);
        await guest.devtools.send('Page.setWebLifecycleState', { state: 'active' });
      });
      trial.heal();
      await show();
      await guest.until(() => guest.life('resume') !== undefined, 2000);
      trial.expect(guest.life('resume')?.connection !== 'connected', 'said live when it woke, without proof');
    },
  },
  {
    id: 'F63',
    fault: 'the phone naps for 5 s, network fine',
    besideUsual: true,
    limits: () => ({ recover: afterWake, final: afterWake, connects: 0 }),
    run: (trial) => sleepThrough(trial, 5000, () => trial.guest.order.commit('preparing')),
  },
  {
    id: 'F63',
    fault: 'the phone naps for 120 s, network fine',
    limits: () => ({ recover: afterWake, final: afterWake }),
    run: (trial) => sleepThrough(trial, 120_000, () => trial.guest.order.commit('preparing')),
  },
  {
    id: 'F64',
    fault: 'the phone naps for 5 s, and the server closes meanwhile',
    besideUsual: true,
    isQuick: true,
    limits: () => ({ recover: afterWake, final: afterWake }),
    run: (trial) =>
      sleepThrough(trial, 5000, async () => {
        trial.lane.proxy.cut('reset');
        await trial.guest.order.commit('preparing');
      }),
  },
  {
    id: 'F64',
    fault: 'the phone naps for 8 s, and its route is dead when it wakes',
    besideUsual: true,
    limits: () => ({ recover: 6000, final: 6000, staleLive: 2200 }),
    run: (trial) =>
      sleepThrough(trial, 8000, async () => {
        // What was connected stays dead; what is connected anew works.
        for (const connection of trial.lane.proxy.connections()) connection.set('blackhole');
        await trial.guest.order.commit('preparing');
      }).then(async () => {
        await trial.guest.until(() => trial.isWell, 20_000);
        // Now the dead ones, too, may say goodbye to the server.
        await trial.lane.proxy.set('pass');
      }),
  },
  {
    id: 'F42',
    fault: 'the phone sleeps through ready, and through served',
    besideUsual: true,
    limits: () => ({ recover: afterWake, final: afterWake, announced: 0 }),
    run: (trial) => sleepThrough(trial, 5000, () => trial.guest.order.commit('preparing', 'ready', 'served')),
  },
  {
    id: 'F52',
    fault: `the token of ${shortLife} s expires while the phone naps for 20 s, and the server closes`,
    limits: () => ({ recover: afterWake, final: afterWake }),
    prepare: ({ site }) => ({ tokenUrl: `${site.url}/token/${shortLife}` }),
    async run(trial) {
      const { guest } = trial;
      await sleepThrough(trial, 20_000, async () => {
        trial.lane.proxy.cut('reset');
        await guest.order.commit('preparing');
      });
      await guest.until(() => trial.isWell, 10_000);
      const expired = guest.records
        .filter((record) => record.kind === 'sent' && record.at > trial.healAt)
        .filter((record) => record.kind === 'sent' && expiryOf(record.text) < record.at);
      trial.expect(expired.length === 0, `${expired.length} frames bore an expired token`);
    },
  },
  {
    id: 'F74',
    fault: 'two tabs of one order',
    besideUsual: true,
    isQuick: true,
    limits: () => ({ recover: afterWake, final: afterWake }),
    async run(trial) {
      const { guest } = trial;
      const second = await guest.openTab();
      trial.guests.push(second);
      trial.expect(await second.until(() => second.isCalm, 15_000), 'the second tab was never well');
      await guest.order.commit('preparing');
      trial.fault();
      await guest.page.bringToFront();
      await guest.order.commit('ready');
      await guest.until(() => guest.isUpToDate, 13_000);
      await pause(1500);
      await second.page.bringToFront();
      await second.until(() => second.isUpToDate, 13_000);
      await pause(1000);
      // Hidden pages poll nothing, and have no live channel by which they could know the newest.
      trial.expect(second.isUpToDate, 'the second tab does not know that the order is ready');
      await second.close();
      trial.heal();
      await guest.page.bringToFront();
    },
  },
];
