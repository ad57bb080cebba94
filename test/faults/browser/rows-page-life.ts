import { setTimeout as pause } from 'node:timers/promises';
import { nap } from './browser-nap.js';
import { Guest } from './guest.js';
import type { PageRecord } from './guest-recorder.js';
import { liveTransports, type Row } from './row.js';
import { Trial } from './trial.js';
import { guestHtml } from './watched-page.js';

/** After a wake all is well again this soon. */
const afterWake = 4000;

/** Opens another tab over the guest's page, which is hidden by it. Returns how to look at the page again. */
async function hide({ page }: Guest): Promise<() => Promise<void>> {
  const other = await page.browserContext().newPage();
  await other.bringToFront();
  return async () => {
    await page.bringToFront();
    await other.close();
  };
}

function life(guest: Guest, event: string) {
  return guest.records.findLast(
    (record): record is PageRecord & { kind: 'life' } => record.kind === 'life' && record.event === event,
  );
}

function announcements(guest: Guest): number {
  return guest.records.filter(({ kind }) => kind === 'announced').length;
}

async function sleepThrough(trial: Trial, duration: number, meanwhile: () => Promise<void>): Promise<void> {
  trial.fault();
  await trial.unseen(async () => {
    await nap(trial.lane.browser, async () => {
      await meanwhile();
      await pause(duration);
    });
    trial.heal();
  });
}

export const pageLifeRows: readonly Row[] = [
  {
    id: 'F60',
    fault: 'hidden for 75 s with the strongest throttling',
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
    limits: () => ({ connects: 0, recover: afterWake, final: afterWake }),
    async run(trial) {
      const { guest } = trial;
      await guest.order.commit('preparing');
      const show = await hide(guest);
      trial.fault();
      await guest.order.commit('ready');
      if (trial.calm === 'connected') {
        trial.expect(await guest.until(() => guest.isUpToDate, 1500), 'ready was not painted while hidden');
        trial.expect(await guest.until(() => announcements(guest) === 1, 2500), 'ready was not announced while hidden');
      }
      trial.heal();
      await show();
    },
  },
  {
    id: 'F62',
    fault: 'frozen for 4 s',
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
      await guest.until(() => life(guest, 'resume') !== undefined, 2000);
      trial.expect(life(guest, 'resume')?.connection !== 'connected', 'said live when it woke, without proof');
    },
  },
  {
    id: 'F63',
    fault: 'the phone naps for 5 s, network fine',
    limits: () => ({ recover: afterWake, final: afterWake, connects: 0 }),
    run: (trial) => sleepThrough(trial, 5000, () => trial.guest.order.commit('preparing')),
  },
  {
    id: 'F63',
    fault: 'the phone naps for 40 s, network fine',
    limits: () => ({ recover: afterWake, final: afterWake }),
    run: (trial) => sleepThrough(trial, 40_000, () => trial.guest.order.commit('preparing')),
  },
  {
    id: 'F64',
    fault: 'the phone naps for 5 s, and the server closes meanwhile',
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
    id: 'F66',
    fault: 'left, and back from the back/forward cache',
    isQuick: true,
    limits: () => ({ recover: afterWake, final: afterWake }),
    async run(trial) {
      const { guest, lane } = trial;
      const elsewhere = lane.site.add({ html: '<!doctype html><title>Menu</title><h1>Menu</h1>' });
      trial.fault();
      await trial.unseen(async () => {
        await guest.page.goto(elsewhere);
        await pause(500);
        const { length } = lane.proxy.connections('websocket');
        trial.expect(length === 0, `${length} sockets are open after the page was left`);
        await guest.order.commit('preparing');
        await guest.page.goBack();
      });
      trial.heal();
      await guest.until(() => life(guest, 'pageshow')?.persisted === true, 2000);
      trial.expect(life(guest, 'pageshow')?.persisted === true, 'the page was not kept in the cache');
      trial.expect(life(guest, 'pageshow')?.connection !== 'connected', 'said live when it came back, without proof');
    },
  },
  {
    id: 'F67',
    fault: 'the tab is discarded and loaded anew after ready',
    limits: () => ({ recover: 6000 }),
    async run(trial) {
      const { guest } = trial;
      await guest.order.commit('preparing', 'ready');
      await guest.until(() => announcements(guest) > 0, 15_000);
      trial.fault();
      await guest.openAgain();
      trial.heal();
      await guest.until(() => guest.isCalm, 6000);
      await pause(1000);
    },
  },
  {
    id: 'F70',
    fault: 'the main thread is busy for 10 s',
    limits: () => ({ connects: 0, recover: afterWake, final: afterWake, staleLive: 10_000 }),
    async run(trial) {
      trial.fault();
      const busy = trial.guest.page.evaluate(() => {
        const end = Date.now() + 10_000;
        while (Date.now() < end);
      });
      await trial.guest.order.commit('preparing');
      await trial.unseen(() => busy);
      trial.heal();
    },
  },
  {
    id: 'F71',
    fault: 'moved within the page',
    limits: () => ({ calm: true, connects: 0 }),
    async run(trial) {
      trial.strike();
      await trial.guest.page.evaluate(() => {
        const tracker = document.querySelector('order-status-tracker');
        if (tracker) document.body.appendChild(document.createElement('main')).append(tracker);
      });
      await trial.guest.order.commit('preparing');
    },
  },
  {
    id: 'F73',
    fault: 'two trackers of one order, one is removed',
    limits: () => ({ calm: true, connects: 0 }),
    open: async (lane) => new Trial(await Guest.settle(lane, { trackers: 2 })),
    async run(trial) {
      const { guest, lane } = trial;
      await guest.until(() => guest.shown(1)?.connection === trial.calm, 5000);
      const sockets = lane.proxy.connections('websocket').length;
      trial.expect(sockets === (trial.calm === 'connected' ? 1 : 0), `${sockets} sockets for one page`);
      await guest.order.commit('preparing');
      const bothSee = () => [0, 1].every((tracker) => guest.shown(tracker)?.version === guest.order.newest.version);
      trial.expect(await guest.until(bothSee, 13_000), 'not both trackers show the change');
      trial.strike();
      await guest.page.evaluate(() => [...document.querySelectorAll('order-status-tracker')][1]?.remove());
    },
  },
  {
    id: 'F74',
    fault: 'two tabs of one order',
    isQuick: true,
    limits: () => ({ recover: afterWake, final: afterWake }),
    async run(trial) {
      const { guest, lane } = trial;
      const second = await Guest.settle(lane, { order: guest.order, phone: guest.page.browserContext() });
      trial.guests.push(second);
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
  {
    id: 'F80',
    fault: 'WebSockets are forbidden by the content security policy',
    transports: liveTransports,
    limits: () => ({ connects: 2, mayViolatePolicy: true }),
    async open(lane) {
      const policy = `default-src 'self' 'unsafe-inline'; connect-src 'self' ${lane.proxy.url}`;
      const guest = await Guest.open(lane, { headers: { 'Content-Security-Policy': policy } });
      const trial = new Trial(guest, 'polling');
      trial.strike();
      trial.expect(await guest.until(() => trial.isWell, 6000), 'did not poll within 6 s');
      return trial;
    },
    run: async ({ guest }) => guest.order.commit('preparing'),
  },
  {
    id: 'F80',
    fault: 'the browser has no WebSocket',
    transports: liveTransports,
    limits: () => ({ connects: 0 }),
    async open(lane) {
      const html = guestHtml(lane).replace('<script', '<script>delete globalThis.WebSocket</script><script');
      const guest = await Guest.open(lane, { html });
      const trial = new Trial(guest, 'polling');
      trial.strike();
      trial.expect(await guest.until(() => trial.isWell, 6000), 'did not poll within 6 s');
      return trial;
    },
    run: async ({ guest }) => guest.order.commit('preparing'),
  },
];
