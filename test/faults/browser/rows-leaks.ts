import { setTimeout as pause } from 'node:timers/promises';
import { FollowedOrder } from './followed-order.js';
import type { ChromiumRow } from './row.js';

/** From a removal until an element's own timers would be due. */
const aMoment = 1500;
const mounts = 1000;
const warmUp = 200;

/** What of an element stays when it goes; only Chromium's tools can tell. */
export const leakRows: readonly ChromiumRow[] = [
  {
    id: 'F72',
    fault: `put into the page and taken out ${mounts} times`,
    limits: () => ({ calm: true }),
    async run(trial) {
      const { guest, lane } = trial;
      // Another order's token, so that the guest's own link is not worn out.
      const other = await FollowedOrder.place(lane.server);
      const token = await lane.server.tokens.signForGuest(other.id);
      const tracker = 'customElements.get("order-status-tracker").prototype';
      // What is made once, on first use, is no leak.
      await guest.page.evaluate(comeAndGo, warmUp, other.id, token);
      const [listeners, trackers, heap] = [
        await guest.countListeners(),
        await guest.countObjects(tracker),
        await guest.measureHeap(),
      ];
      trial.strike();
      const fired = await guest.page.evaluate(comeAndGo, mounts, other.id, token);
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
      const sockets = lane.proxy.connections('websocket').length;
      trial.expect(sockets <= 1, `${sockets} sockets are open`);
      await guest.order.commit('preparing');
    },
  },
];

/**
 * Runs in the page: adds and removes trackers like the one that is there, each after another while; tells how many
 * events they fired when they were gone.
 */
async function comeAndGo(times: number, orderId: string, token: string): Promise<number> {
  const model = document.querySelector('order-status-tracker');
  let late = 0;
  for (let round = 0; round < times; round += 1) {
    const tracker = model?.cloneNode() as HTMLElement;
    tracker.removeAttribute('token-url');
    for (const [name, value] of Object.entries({ 'order-id': orderId, 'access-token': token, cache: 'none' })) {
      tracker.setAttribute(name, value);
    }
    document.body.append(tracker);
    // From "not even begun" to "long live".
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
