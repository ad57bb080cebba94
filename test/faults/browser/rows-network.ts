import { setTimeout as pause } from 'node:timers/promises';
import type { Lane } from './lane.js';
import { type ChromiumRow, isLive, liveTransports, type Row } from './row.js';
import { answer, isChange } from './server-words.js';
import type { Trial } from './trial.js';

/** A fault that the browser sees at once. */
const seenAtOnce = 300;
/** Until all is well again after a short fault. */
const soon = 6000;
/** After a long one: the present delay of the backoff and 6 s, at most. */
const afterLongFault = 45_000;
/** How long a page may believe in a connection that brings nothing. */
const lease = 20_000;

/** What a hotel's network answers with, whatever was asked. */
const portalPage = '<!doctype html><title>Welcome to our Wi-Fi</title><p>{"status":"completed"}</p>';
const html = { 'Content-Type': 'text/html' };

/** The connection is lost in a way that the browser sees at once. */
function cut(id: string, fault: string, how: (trial: Trial) => void, isQuick = false): Row {
  return {
    id,
    fault,
    isQuick,
    besideUsual: true,
    limits: (lane) => (isLive(lane) ? { notice: seenAtOnce, recover: soon, firstRead: 2000 } : { calm: true }),
    async run(trial) {
      trial.strike();
      how(trial);
      await trial.guest.order.commit('preparing');
      if (isLive(trial.lane)) await trial.guest.until(() => !trial.guest.isCalm, 2000);
    },
  };
}

/** The connection goes on to look well, and brings nothing. */
function silence(id: string, fault: string, mode: 'blackhole' | 'up-only' | 'down-only'): Row {
  return {
    id,
    fault,
    besideUsual: true,
    transports: liveTransports,
    limits: () => ({ notice: lease, recover: soon, staleLive: lease }),
    async run(trial) {
      trial.fault();
      await trial.lane.proxy.set(mode);
      await trial.guest.order.commit('preparing');
      await trial.guest.until(() => !trial.guest.isCalm, 2 * lease);
      // Long enough for the old connection to be given up.
      await pause(1000);
      trial.heal();
      await trial.lane.proxy.set('pass');
    },
  };
}

/** The lane's addresses, asked for a secure connection that nobody there can offer. */
function overTls(lane: Lane): Readonly<Record<string, string>> {
  const attributes = Object.entries(lane.attributes());
  return Object.fromEntries(attributes.map(([name, value]) => [name, value.replace(/^(http|ws):/, '$1s:')]));
}

/** The network answers everything itself. */
function portal(id: string, fault: string, page: (trial: Trial) => string): Row {
  return {
    id,
    fault,
    limits: (lane) => ({ ...(isLive(lane) && { notice: seenAtOnce }), connects: 10, recover: afterLongFault }),
    async run(trial) {
      trial.fault();
      await trial.lane.proxy.set({ answer: page(trial) });
      trial.lane.proxy.cut('reset');
      await trial.guest.order.commit('preparing');
      await pause(15_000);
      trial.expect(
        !['connected', 'polling'].includes(trial.guest.shown()?.connection ?? '') || !isLive(trial.lane),
        'says that it works, behind the portal',
      );
      trial.heal();
      await trial.lane.proxy.set('pass');
    },
  };
}

export const networkRows: readonly Row[] = [
  cut('F01', 'TCP reset', ({ lane }) => lane.proxy.cut('reset'), true),
  cut('F02', 'TCP end without a close frame', ({ lane }) => lane.proxy.cut('fin')),
  {
    ...cut('F03', 'server restarts: close 1012', ({ lane }) => lane.proxy.closeWith(1012)),
    transports: liveTransports,
  },
  {
    ...cut('F04', 'server closes with 1000, unasked', ({ lane }) => lane.proxy.closeWith(1000)),
    transports: liveTransports,
  },
  silence('F06', 'half-open both ways', 'blackhole'),
  silence('F07', 'what the server sends is lost', 'up-only'),
  silence('F07', 'what the guest sends is lost', 'down-only'),
  {
    id: 'F09',
    fault: 'black hole for 5 s',
    besideUsual: true,
    limits: (lane) => (isLive(lane) ? { calm: true, connects: 0, staleLive: 5000 } : {}),
    async run(trial) {
      trial.fault();
      await trial.lane.proxy.set('blackhole');
      await trial.guest.order.commit('preparing');
      await pause(5000);
      trial.heal();
      await trial.lane.proxy.set('pass');
    },
  },
  {
    id: 'F11',
    fault: 'the event "offline" is false',
    isQuick: true,
    limits: () => ({ recover: 2200, connects: 0 }),
    async run(trial) {
      trial.strike();
      await trial.guest.evaluate(() => window.dispatchEvent(new Event('offline')));
      await trial.guest.order.commit('preparing');
    },
  },
  {
    id: 'F12',
    fault: 'the event "online" is false: no route',
    limits: () => ({ connects: 10, recover: afterLongFault }),
    async run(trial) {
      trial.fault();
      trial.lane.proxy.cut('reset');
      await trial.lane.proxy.set('refuse');
      await trial.guest.order.commit('preparing');
      for (let times = 0; times < 3; times += 1) {
        await pause(3000);
        await trial.guest.evaluate(() => window.dispatchEvent(new Event('online')));
      }
      trial.heal();
      await trial.lane.proxy.set('pass');
    },
  },
  portal('F13', 'a captive portal answers everything with its page', () => answer('200 OK', portalPage, html)),
  portal('F14', 'a captive portal leads everything to its own site', ({ lane }) =>
    answer('302 Found', '', {
      Location: lane.site.add({
        html: '{"status":"completed","version":99}',
        headers: { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*' },
      }),
    }),
  ),
  portal('F15', 'the network wants a login: 511', () =>
    answer('511 Network Authentication Required', portalPage, html),
  ),
  {
    id: 'F15',
    fault: 'whoever answers for the back end has no certificate, for 60 s',
    isAlikeEverywhere: true,
    isEnd: true,
    limits: () => ({
      connects: 10,
      recover: Number.POSITIVE_INFINITY,
      final: Number.POSITIVE_INFINITY,
      lost: 1,
      announced: 0,
    }),
    prepare: (lane) => ({ isBroken: true, attributes: overTls(lane) }),
    async run(trial) {
      trial.fault();
      trial.hidden = trial.guest.order.newest;
      await pause(60_000);
      trial.heal();
      const isLiar = trial.guest.painted.some(({ connection }) => connection === trial.calm);
      trial.expect(!isLiar, `said ${trial.calm}`);
      trial.expect(trial.guest.reads.length <= 12, `${trial.guest.reads.length} reads in a minute`);
    },
  },
  {
    id: 'F16',
    fault: 'the port refuses for 60 s',
    limits: (lane) => ({ ...(isLive(lane) && { notice: seenAtOnce }), connects: 10, recover: afterLongFault }),
    async run(trial) {
      trial.fault();
      await trial.lane.proxy.set('refuse');
      trial.lane.proxy.cut('reset');
      await trial.guest.order.commit('preparing');
      await pause(60_000);
      const { connects } = trial.measure();
      trial.expect(connects <= 10, `${connects} connects in a minute`);
      trial.heal();
      await trial.lane.proxy.set('pass');
    },
  },
  {
    id: 'F17',
    fault: 'handshakes are accepted and never answered',
    transports: liveTransports,
    limits: () => ({ recover: soon }),
    async prepare(lane) {
      await lane.proxy.set('accept-silent', 'websocket');
      return { isBroken: true };
    },
    async run(trial) {
      const { guest } = trial;
      trial.fault();
      await guest.until(() => guest.shown() !== undefined, 5000);
      const begun = guest.shown()?.at ?? Number.NaN;
      await guest.until(() => guest.shown()?.connection === 'polling', 10_000);
      const waited = (guest.shown()?.at ?? Number.NaN) - begun;
      trial.expect(waited <= 4500, `the first poll came after ${waited} ms`);
      await guest.order.commit('preparing');
      // Its own time limit of 10 s for a connect, and the first retry within 5 s.
      await trial.guest.until(() => trial.guest.connects.length > 1, 17_000);
      trial.expect(trial.guest.connects.length > 1, 'waited for ever for the handshake');
      trial.heal();
      await trial.lane.proxy.set('pass');
    },
  },
  {
    id: 'F18',
    fault: 'upgrades are stripped: 426',
    besideUsual: true,
    transports: liveTransports,
    limits: () => ({ notice: seenAtOnce, recover: afterLongFault, connects: 10 }),
    async run(trial) {
      trial.fault();
      await trial.lane.proxy.set({ answer: answer('426 Upgrade Required', '') }, 'websocket');
      trial.lane.proxy.cut('reset', 'websocket');
      await trial.guest.order.commit('preparing');
      trial.expect(await trial.guest.until(() => trial.guest.isUpToDate, 12_000), 'did not poll meanwhile');
      trial.heal();
      await trial.lane.proxy.set('pass');
    },
  },
  {
    id: 'F26',
    fault: 'every frame comes 3 s late, give or take 2 s',
    besideUsual: true,
    transports: liveTransports,
    limits: () => ({ calm: true, connects: 0, staleLive: 5000 }),
    async run(trial) {
      trial.fault();
      await trial.lane.proxy.set({ delay: 1500, spread: 1000 });
      await trial.guest.order.commit('preparing');
      await pause(25_000);
      trial.heal();
      await trial.lane.proxy.set('pass');
    },
  },
  {
    id: 'F25',
    fault: 'the link carries 20 bytes a second, for 30 s',
    limits: () => ({ recover: afterLongFault, staleLive: lease }),
    async run(trial) {
      trial.fault();
      await trial.lane.proxy.set({ trickle: 20 });
      await trial.guest.order.commit('preparing');
      await pause(30_000);
      trial.heal();
      await trial.lane.proxy.set('pass');
    },
  },
  {
    id: 'F31',
    fault: 'the link flaps: 20 times 500 ms on, 500 ms off',
    besideUsual: true,
    limits: () => ({ connects: 12, changes: 15, recover: afterLongFault }),
    async run(trial) {
      trial.fault();
      for (let times = 0; times < 20; times += 1) {
        await trial.lane.proxy.set('reset');
        if (times === 5) await trial.guest.order.commit('preparing');
        await pause(500);
        await trial.lane.proxy.set('pass');
        await pause(500);
      }
      trial.heal();
    },
  },
  {
    id: 'F37',
    fault: 'the server loses a change in silence',
    isAlikeEverywhere: true,
    besideUsual: true,
    transports: liveTransports,
    limits: () => ({ calm: true, connects: 0, final: 75_000, staleLive: 75_000 }),
    async run(trial) {
      trial.strike();
      trial.lane.proxy.filter = ({ payload }) => !isChange(payload) || !payload.includes('"preparing"');
      await trial.guest.order.commit('preparing');
      await trial.guest.until(() => trial.guest.isUpToDate, 80_000);
      trial.lane.proxy.filter = () => true;
    },
  },
];

export const chromiumNetworkRows: readonly ChromiumRow[] = [
  {
    id: 'F10',
    fault: 'device goes offline for 3 s, sockets only stall',
    isQuick: true,
    besideUsual: true,
    limits: () => ({ notice: seenAtOnce, recover: 2200, connects: 0 }),
    async run(trial) {
      const conditions = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
      trial.fault();
      await trial.guest.devtools.send('Network.emulateNetworkConditions', { ...conditions, offline: true });
      await trial.guest.order.commit('preparing');
      await pause(3000);
      trial.heal();
      await trial.guest.devtools.send('Network.emulateNetworkConditions', { ...conditions, offline: false });
    },
  },
];
