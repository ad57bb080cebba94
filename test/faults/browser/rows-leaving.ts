import { setTimeout as pause } from 'node:timers/promises';
import type { Row } from './row.js';

/** After a wake all is well again this soon. */
const afterWake = 4000;

/** A page that is left, thrown away or kept from working, in any browser. */
export const leavingRows: readonly Row[] = [
  {
    id: 'F66',
    fault: 'left, and back from the back/forward cache',
    isQuick: true,
    besideUsual: true,
    limits: () => ({ recover: afterWake, final: afterWake }),
    async run(trial) {
      const { guest, lane } = trial;
      const elsewhere = lane.site.add({ html: '<!doctype html><title>Menu</title><h1>Menu</h1>' });
      trial.fault();
      await trial.unseen(async () => {
        await guest.leaveFor(elsewhere);
        await pause(500);
        const { length } = lane.proxy.connections('websocket');
        trial.expect(length === 0, `${length} sockets are open after the page was left`);
        await guest.order.commit('preparing');
        await guest.goBack();
      });
      trial.heal();
      const kept = () => guest.life('pageshow')?.persisted === true;
      // Firefox keeps no page that had a WebSocket, and loads it anew.
      if (lane.engine !== 'firefox') trial.expect(await guest.until(kept, 2000), 'the page was not kept in the cache');
      trial.expect(
        !kept() || guest.life('pageshow')?.connection !== 'connected',
        'said live when it came back, without proof',
      );
    },
  },
  {
    id: 'F67',
    fault: 'the tab is discarded and loaded anew after ready',
    limits: () => ({ recover: 6000 }),
    async run(trial) {
      const { guest } = trial;
      await guest.order.commit('preparing', 'ready');
      await guest.until(() => guest.announcements > 0, 15_000);
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
    besideUsual: true,
    limits: () => ({ connects: 0, recover: afterWake, final: afterWake, staleLive: 10_000 }),
    async run(trial) {
      trial.fault();
      const busy = trial.guest.evaluate(() => {
        const end = Date.now() + 10_000;
        while (Date.now() < end);
      });
      await trial.guest.order.commit('preparing');
      await trial.unseen(() => busy);
      trial.heal();
    },
  },
];
