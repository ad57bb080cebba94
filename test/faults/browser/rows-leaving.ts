import { setTimeout as pause } from 'node:timers/promises';
import type { Row } from './row.js';

/** The longest recovery after a wake, ms. */
const afterWake = 4000;

/** Pages that are left, discarded or blocked, in any browser. */
export const leavingRows: readonly Row[] = [
  {
    id: 'F66',
    fault: 'the page is left and restored from the back/forward cache',
    isQuick: true,
    besideUsual: true,
    limits: () => ({ recover: afterWake, final: afterWake }),
    async run(trial) {
      const { guest, runner } = trial;
      const elsewhere = runner.site.add({ html: '<!doctype html><title>Menu</title><h1>Menu</h1>' });
      trial.startFault();
      await trial.unseen(async () => {
        await guest.leaveFor(elsewhere);
        await pause(500);
        const { length } = runner.proxy.connections('websocket');
        trial.expect(length === 0, `${length} sockets are open after the page was left`);
        await guest.order.commit('preparing');
        await guest.goBack();
      });
      trial.endFault();
      const kept = () => guest.life('pageshow')?.persisted === true;
      // Firefox does not cache pages with a WebSocket. It loads the page again.
      if (runner.engine !== 'firefox')
        trial.expect(await guest.until(kept, 2000), 'the page was not kept in the cache');
      trial.expect(
        !kept() || guest.life('pageshow')?.connection !== 'connected',
        'the restored page said "connected" before a confirmation',
      );
    },
  },
  {
    id: 'F67',
    fault: 'the tab is discarded and loaded again after ready',
    limits: () => ({ recover: 6000 }),
    async run(trial) {
      const { guest } = trial;
      await guest.order.commit('preparing', 'ready');
      await guest.until(() => guest.announcements > 0, 15_000);
      trial.startFault();
      await guest.openAgain();
      trial.endFault();
      await guest.until(() => guest.isNormal, 6000);
      await pause(1000);
    },
  },
  {
    id: 'F70',
    fault: 'the main thread is busy for 10 s',
    besideUsual: true,
    limits: () => ({ connects: 0, recover: afterWake, final: afterWake, staleLive: 10_000 }),
    async run(trial) {
      trial.startFault();
      const busy = trial.guest.evaluate(() => {
        const end = Date.now() + 10_000;
        while (Date.now() < end);
      });
      await trial.guest.order.commit('preparing');
      await trial.unseen(() => busy);
      trial.endFault();
    },
  },
];
