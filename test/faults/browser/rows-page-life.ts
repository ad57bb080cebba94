import { setTimeout as pause } from 'node:timers/promises';
import { suspendBrowser } from './browser-suspend.js';
import type { Guest } from './guest.js';
import type { ChromiumRow } from './row.js';
import type { Trial } from './trial.js';

/** The longest recovery after a wake, ms. */
const afterWake = 4000;

/** The lifetime of tokens in rows where they must expire soon, s. */
const shortLife = 15;

/** The expiry time of the token in a frame, by `Date.now()`; `Infinity` without a token. */
function expiryOf(frame: string): number {
  const [, claims] = /"eyJ[\w-]+\.([\w-]+)\./.exec(frame) ?? [];
  if (claims === undefined) return Number.POSITIVE_INFINITY;
  return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { exp: number }).exp * 1000;
}

/** Hides the guest's page behind another tab. The returned function shows it again. */
async function hide({ page }: Guest): Promise<() => Promise<void>> {
  const other = await page.browserContext().newPage();
  await other.bringToFront();
  return async () => {
    await page.bringToFront();
    await other.close();
  };
}

/** Suspends the browser. The page counts as unseen until its first frame after the wake: it cannot repaint earlier. */
async function sleepThrough(trial: Trial<Guest>, duration: number, meanwhile: () => Promise<void>): Promise<void> {
  trial.startFault();
  await trial.unseen(async () => {
    await suspendBrowser(trial.guest.page.browser(), async () => {
      await meanwhile();
      await pause(duration);
    });
    trial.endFault();
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
      trial.startFault();
      await pause(60_000);
      const asked = Date.now();
      await guest.order.commit('preparing');
      await guest.until(() => guest.isUpToDate, 1500);
      if (trial.normalConnection === 'connected') {
        trial.expect(guest.isUpToDate, `the hidden page did not paint a change within ${Date.now() - asked} ms`);
      }
      await pause(15_000);
      trial.endFault();
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
      trial.startFault();
      await guest.order.commit('ready');
      if (trial.normalConnection === 'connected') {
        trial.expect(
          await guest.until(() => guest.isUpToDate, 1500),
          'ready was not painted while the page was hidden',
        );
        trial.expect(
          await guest.until(() => guest.announcements === 1, 2500),
          'ready was not announced while the page was hidden',
        );
      }
      trial.endFault();
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
      trial.startFault();
      await trial.unseen(async () => {
        await guest.devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
        await guest.order.commit('preparing');
        await pause(4000);
        await guest.devtools.send('Page.setWebLifecycleState', { state: 'active' });
      });
      trial.endFault();
      await show();
      await guest.until(() => guest.life('resume') !== undefined, 2000);
      trial.expect(
        guest.life('resume')?.connection !== 'connected',
        'the page said "connected" on resume, before a confirmation',
      );
    },
  },
  {
    id: 'F63',
    fault: 'the phone sleeps for 5 s, network fine',
    besideUsual: true,
    limits: () => ({ recover: afterWake, final: afterWake, connects: 0 }),
    run: (trial) => sleepThrough(trial, 5000, () => trial.guest.order.commit('preparing')),
  },
  {
    id: 'F63',
    fault: 'the phone sleeps for 120 s, network fine',
    limits: () => ({ recover: afterWake, final: afterWake }),
    run: (trial) => sleepThrough(trial, 120_000, () => trial.guest.order.commit('preparing')),
  },
  {
    id: 'F64',
    fault: 'the phone sleeps for 5 s, and the server closes the connection meanwhile',
    besideUsual: true,
    limits: () => ({ recover: afterWake, final: afterWake }),
    run: (trial) =>
      sleepThrough(trial, 5000, async () => {
        trial.runner.proxy.cut('reset');
        await trial.guest.order.commit('preparing');
      }),
  },
  {
    id: 'F64',
    fault: 'the phone sleeps for 8 s, and its route is dead when it wakes',
    besideUsual: true,
    limits: () => ({ recover: 6000, final: 6000, staleLive: 2200 }),
    run: (trial) =>
      sleepThrough(trial, 8000, async () => {
        // Open connections stay dead. New connections work.
        for (const connection of trial.runner.proxy.connections()) connection.set('blackhole');
        await trial.guest.order.commit('preparing');
      }).then(async () => {
        await trial.guest.until(() => trial.isRecovered, 20_000);
        // The dead connections can close now.
        await trial.runner.proxy.set('pass');
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
    fault: `the token of ${shortLife} s expires while the phone sleeps for 20 s, and the server closes the connection`,
    limits: () => ({ recover: afterWake, final: afterWake }),
    prepare: ({ site }) => ({ tokenUrl: `${site.url}/token/${shortLife}` }),
    async run(trial) {
      const { guest } = trial;
      await sleepThrough(trial, 20_000, async () => {
        trial.runner.proxy.cut('reset');
        await guest.order.commit('preparing');
      });
      await guest.until(() => trial.isRecovered, 10_000);
      const expired = guest.records
        .filter((record) => record.kind === 'sent' && record.at > trial.faultEndedAt)
        .filter((record) => record.kind === 'sent' && expiryOf(record.text) < record.at);
      trial.expect(expired.length === 0, `${expired.length} frames contained an expired token`);
    },
  },
  {
    id: 'F74',
    fault: 'two tabs of one order',
    besideUsual: true,
    limits: () => ({ recover: afterWake, final: afterWake }),
    async run(trial) {
      const { guest } = trial;
      const second = await guest.openTab();
      trial.guests.push(second);
      trial.expect(
        await second.until(() => second.isNormal, 15_000),
        'the second tab did not reach its normal connection',
      );
      await guest.order.commit('preparing');
      trial.startFault();
      await guest.page.bringToFront();
      await guest.order.commit('ready');
      await guest.until(() => guest.isUpToDate, 13_000);
      await pause(1500);
      await second.page.bringToFront();
      await second.until(() => second.isUpToDate, 13_000);
      await pause(1000);
      // The second tab was hidden. A hidden page does not poll, so it is checked only after it is visible again.
      trial.expect(second.isUpToDate, 'the second tab does not show that the order is ready');
      await second.close();
      trial.endFault();
      await guest.page.bringToFront();
    },
  },
];
