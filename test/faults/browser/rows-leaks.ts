import { setTimeout as pause } from 'node:timers/promises';
import { FollowedOrder } from './followed-order.js';
import type { ChromiumRow } from './row.js';

/** After this time the timers of a removed element would have fired, ms. */
const aMoment = 1500;
const mounts = 1000;
const warmUp = 200;

/** Leaks of removed elements. Only Chromium's devtools can measure them. */
export const leakRows: readonly ChromiumRow[] = [
  {
    id: 'F72',
    fault: `inserted into the page and removed ${mounts} times`,
    limits: () => ({ uninterrupted: true }),
    async run(trial) {
      const { guest, runner } = trial;
      // The token of another order, so that the rate limit of the guest's own link is not reached.
      const other = await FollowedOrder.place(runner.server);
      const token = await runner.server.tokens.signForGuest(other.id);
      const tracker = 'customElements.get("order-status-tracker").prototype';
      // Objects that are created once, on first use, are not leaks.
      await guest.page.evaluate(mountAndRemove, warmUp, other.id, token);
      const [listeners, trackers, heap] = [
        await guest.countListeners(),
        await guest.countObjects(tracker),
        await guest.measureHeap(),
      ];
      trial.markFault();
      const fired = await guest.page.evaluate(mountAndRemove, mounts, other.id, token);
      await pause(aMoment);
      trial.expect(fired === 0, `${fired} events after a removal`);
      const [more, alive] = [
        (await guest.countListeners()) - listeners,
        (await guest.countObjects(tracker)) - trackers,
      ];
      trial.expect(more <= 0, `${more} listeners stay on window and document`);
      trial.expect(alive <= 0, `${alive} of ${mounts} elements stay in memory`);
      const grown = ((await guest.measureHeap()) - heap) / 1024;
      trial.expect(grown <= 500, `the heap grew by ${Math.round(grown)} kB`);
      const sockets = runner.proxy.connections('websocket').length;
      trial.expect(sockets <= 1, `${sockets} sockets are open`);
      await guest.order.commit('preparing');
    },
  },
];

/**
 * Runs in the page: adds copies of its tracker, and removes each after a different time. Returns the number of events
 * that they fired after their removal.
 */
async function mountAndRemove(times: number, orderId: string, token: string): Promise<number> {
  const model = document.querySelector('order-status-tracker');
  let late = 0;
  for (let round = 0; round < times; round += 1) {
    const tracker = model?.cloneNode() as HTMLElement;
    tracker.removeAttribute('token-url');
    for (const [name, value] of Object.entries({ 'order-id': orderId, 'access-token': token, cache: 'none' })) {
      tracker.setAttribute(name, value);
    }
    document.body.append(tracker);
    // Between 0 ms (nothing has started yet) and 300 ms (connected).
    await new Promise((resolve) => setTimeout(resolve, round % 50 === 0 ? 300 : round % 20));
    tracker.remove();
    await Promise.resolve();
    for (const type of ['update', 'status-change', 'ready', 'connection-change', 'error']) {
      tracker.addEventListener(`order-${type}`, () => {
        late += 1;
      });
    }
  }
  return late;
}
