import { setTimeout as pause } from 'node:timers/promises';
import { type ChromiumRow, isLive, liveTransports, type Row } from './row.js';
import { isChange } from './server-messages.js';
import type { Trial } from './trial.js';

/** The longest time until the page notices a fault that the browser reports, ms. */
export const seenAtOnce = 300;
/** The longest recovery after a short fault, ms. */
export const soon = 6000;
/** The longest recovery after a long fault, ms: the current backoff delay and 6 s. */
export const afterLongFault = 45_000;
/** How long a connection without any byte counts as live, ms. */
const lease = 20_000;

/** The connection is lost, and the browser notices it at once. */
function cut(id: string, fault: string, how: (trial: Trial) => void, isQuick = false): Row {
  return {
    id,
    fault,
    isQuick,
    besideUsual: true,
    limits: (runner) =>
      isLive(runner) ? { notice: seenAtOnce, recover: soon, firstRead: 2000 } : { uninterrupted: true },
    async run(trial) {
      trial.markFault();
      how(trial);
      await trial.guest.order.commit('preparing');
      if (isLive(trial.runner)) await trial.guest.until(() => !trial.guest.isNormal, 2000);
    },
  };
}

/** The connection stays open, but bytes do not arrive. */
function silence(id: string, fault: string, mode: 'blackhole' | 'up-only' | 'down-only'): Row {
  return {
    id,
    fault,
    besideUsual: true,
    transports: liveTransports,
    limits: () => ({ notice: lease, recover: soon, staleLive: lease }),
    async run(trial) {
      trial.startFault();
      await trial.runner.proxy.set(mode);
      await trial.guest.order.commit('preparing');
      await trial.guest.until(() => !trial.guest.isNormal, 2 * lease);
      // The tracker gives up the old connection in this time.
      await pause(1000);
      trial.endFault();
      await trial.runner.proxy.set('pass');
    },
  };
}

/** Connections that are lost, silent, slow or unreliable. */
export const networkRows: readonly Row[] = [
  cut('F01', 'TCP reset', ({ runner }) => runner.proxy.cut('reset'), true),
  cut('F02', 'TCP end without a close frame', ({ runner }) => runner.proxy.cut('fin')),
  {
    ...cut('F03', 'server restarts: close 1012', ({ runner }) => runner.proxy.closeWith(1012)),
    transports: liveTransports,
  },
  {
    ...cut('F04', 'server closes with 1000 by itself', ({ runner }) => runner.proxy.closeWith(1000)),
    transports: liveTransports,
  },
  silence('F06', 'half-open: bytes are lost in both directions', 'blackhole'),
  silence('F07', 'the bytes of the server are lost', 'up-only'),
  silence('F07', 'the bytes of the guest are lost', 'down-only'),
  {
    id: 'F09',
    fault: 'black hole for 5 s',
    besideUsual: true,
    limits: (runner) => (isLive(runner) ? { uninterrupted: true, connects: 0, staleLive: 5000 } : {}),
    async run(trial) {
      trial.startFault();
      await trial.runner.proxy.set('blackhole');
      await trial.guest.order.commit('preparing');
      await pause(5000);
      trial.endFault();
      await trial.runner.proxy.set('pass');
    },
  },
  {
    id: 'F11',
    fault: 'the event "offline" is false',
    limits: () => ({ recover: 2200, connects: 0 }),
    async run(trial) {
      trial.markFault();
      await trial.guest.evaluate(() => window.dispatchEvent(new Event('offline')));
      await trial.guest.order.commit('preparing');
    },
  },
  {
    id: 'F26',
    fault: 'every frame arrives 3 s late, plus or minus 2 s',
    besideUsual: true,
    transports: liveTransports,
    limits: () => ({ uninterrupted: true, connects: 0, staleLive: 5000 }),
    async run(trial) {
      trial.startFault();
      await trial.runner.proxy.set({ delay: 1500, spread: 1000 });
      await trial.guest.order.commit('preparing');
      await pause(25_000);
      trial.endFault();
      await trial.runner.proxy.set('pass');
    },
  },
  {
    id: 'F25',
    fault: 'the link carries 20 bytes a second, for 30 s',
    limits: () => ({ recover: afterLongFault, staleLive: lease }),
    async run(trial) {
      trial.startFault();
      await trial.runner.proxy.set({ trickle: 20 });
      await trial.guest.order.commit('preparing');
      await pause(30_000);
      trial.endFault();
      await trial.runner.proxy.set('pass');
    },
  },
  {
    id: 'F31',
    fault: 'the link flaps: 20 times 500 ms on, 500 ms off',
    besideUsual: true,
    limits: () => ({ connects: 12, changes: 15, recover: afterLongFault }),
    async run(trial) {
      trial.startFault();
      for (let times = 0; times < 20; times += 1) {
        await trial.runner.proxy.set('reset');
        if (times === 5) await trial.guest.order.commit('preparing');
        await pause(500);
        await trial.runner.proxy.set('pass');
        await pause(500);
      }
      trial.endFault();
    },
  },
  {
    id: 'F37',
    fault: 'the server loses a change without an error',
    isSameInAllBrowsers: true,
    besideUsual: true,
    transports: liveTransports,
    limits: () => ({ uninterrupted: true, connects: 0, final: 75_000, staleLive: 75_000 }),
    async run(trial) {
      trial.markFault();
      trial.runner.proxy.filter = ({ payload }) => !isChange(payload) || !payload.includes('"preparing"');
      await trial.guest.order.commit('preparing');
      await trial.guest.until(() => trial.guest.isUpToDate, 80_000);
      trial.runner.proxy.filter = () => true;
    },
  },
];

export const chromiumNetworkRows: readonly ChromiumRow[] = [
  {
    id: 'F10',
    fault: 'device goes offline for 3 s, sockets only stall',
    besideUsual: true,
    limits: () => ({ notice: seenAtOnce, recover: 2200, connects: 0 }),
    async run(trial) {
      const conditions = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
      trial.startFault();
      await trial.guest.devtools.send('Network.emulateNetworkConditions', { ...conditions, offline: true });
      await trial.guest.order.commit('preparing');
      await pause(3000);
      trial.endFault();
      await trial.guest.devtools.send('Network.emulateNetworkConditions', { ...conditions, offline: false });
    },
  },
];
