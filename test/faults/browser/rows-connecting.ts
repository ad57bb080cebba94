import { setTimeout as pause } from 'node:timers/promises';
import type { FaultRunner } from './fault-runner.js';
import { isLive, liveTransports, type Row } from './row.js';
import { afterLongFault, seenAtOnce, soon } from './rows-network.js';
import { answer } from './server-messages.js';
import type { Trial } from './trial.js';

/** The login page with which a hotel's network answers every request. */
const portalPage = '<!doctype html><title>Welcome to our Wi-Fi</title><p>{"status":"completed"}</p>';
const html = { 'Content-Type': 'text/html' };

/** The runner's URLs with https and wss. The proxy has no certificate, so these connections fail. */
function overTls(runner: FaultRunner): Readonly<Record<string, string>> {
  const attributes = Object.entries(runner.attributes());
  return Object.fromEntries(attributes.map(([name, value]) => [name, value.replace(/^(http|ws):/, '$1s:')]));
}

/** The network answers every request itself. */
function portal(id: string, fault: string, page: (trial: Trial) => string): Row {
  return {
    id,
    fault,
    limits: (runner) => ({ ...(isLive(runner) && { notice: seenAtOnce }), connects: 10, recover: afterLongFault }),
    async run(trial) {
      trial.startFault();
      await trial.runner.proxy.set({ answer: page(trial) });
      trial.runner.proxy.cut('reset');
      await trial.guest.order.commit('preparing');
      await pause(15_000);
      trial.expect(
        !['connected', 'polling'].includes(trial.guest.shown()?.connection ?? '') || !isLive(trial.runner),
        'the page says "connected" or "polling" behind the portal',
      );
      trial.endFault();
      await trial.runner.proxy.set('pass');
    },
  };
}

/** Networks in which no connection to the back end can be made, or another server answers. */
export const connectingRows: readonly Row[] = [
  {
    id: 'F12',
    fault: 'the event "online" is false: no route',
    limits: () => ({ connects: 10, recover: afterLongFault }),
    async run(trial) {
      trial.startFault();
      trial.runner.proxy.cut('reset');
      await trial.runner.proxy.set('refuse');
      await trial.guest.order.commit('preparing');
      for (let times = 0; times < 3; times += 1) {
        await pause(3000);
        await trial.guest.evaluate(() => window.dispatchEvent(new Event('online')));
      }
      trial.endFault();
      await trial.runner.proxy.set('pass');
    },
  },
  portal('F13', 'a captive portal answers everything with its page', () => answer('200 OK', portalPage, html)),
  portal('F14', 'a captive portal redirects everything to its own site', ({ runner }) =>
    answer('302 Found', '', {
      Location: runner.site.add({
        html: '{"status":"completed","version":99}',
        headers: { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*' },
      }),
    }),
  ),
  portal('F15', 'the network requires a login: 511', () =>
    answer('511 Network Authentication Required', portalPage, html),
  ),
  {
    id: 'F15',
    fault: 'another server without a certificate answers for the back end, for 60 s',
    isSameInAllBrowsers: true,
    isEnd: true,
    limits: () => ({
      connects: 10,
      recover: Number.POSITIVE_INFINITY,
      final: Number.POSITIVE_INFINITY,
      lost: 1,
      announced: 0,
    }),
    prepare: (runner) => ({ isBroken: true, attributes: overTls(runner) }),
    async run(trial) {
      trial.startFault();
      trial.hidden = trial.guest.order.newest;
      await pause(60_000);
      trial.endFault();
      const isWrong = trial.guest.painted.some(({ connection }) => connection === trial.normalConnection);
      trial.expect(!isWrong, `said "${trial.normalConnection}" without a secure connection`);
      trial.expect(trial.guest.reads.length <= 12, `${trial.guest.reads.length} reads in a minute`);
    },
  },
  {
    id: 'F16',
    fault: 'the port refuses for 60 s',
    limits: (runner) => ({ ...(isLive(runner) && { notice: seenAtOnce }), connects: 10, recover: afterLongFault }),
    async run(trial) {
      trial.startFault();
      await trial.runner.proxy.set('refuse');
      trial.runner.proxy.cut('reset');
      await trial.guest.order.commit('preparing');
      await pause(60_000);
      const { connects } = trial.measure();
      trial.expect(connects <= 10, `${connects} connects in a minute`);
      trial.endFault();
      await trial.runner.proxy.set('pass');
    },
  },
  {
    id: 'F17',
    fault: 'handshakes are accepted and never answered',
    transports: liveTransports,
    limits: () => ({ recover: soon }),
    async prepare(runner) {
      await runner.proxy.set('accept-silent', 'websocket');
      return { isBroken: true };
    },
    async run(trial) {
      const { guest } = trial;
      trial.startFault();
      await guest.until(() => guest.shown() !== undefined, 5000);
      const begun = guest.shown()?.at ?? Number.NaN;
      await guest.until(() => guest.shown()?.connection === 'polling', 10_000);
      const waited = (guest.shown()?.at ?? Number.NaN) - begun;
      trial.expect(waited <= 4500, `the first poll came after ${waited} ms`);
      await guest.order.commit('preparing');
      // The tracker's connect timeout is 10 s. The first retry follows within 5 s.
      await trial.guest.until(() => trial.guest.connects.length > 1, 17_000);
      trial.expect(trial.guest.connects.length > 1, 'did not give up the handshake');
      trial.endFault();
      await trial.runner.proxy.set('pass');
    },
  },
  {
    id: 'F18',
    fault: 'a proxy refuses WebSocket upgrades: 426',
    besideUsual: true,
    transports: liveTransports,
    limits: () => ({ notice: seenAtOnce, recover: afterLongFault, connects: 10 }),
    async run(trial) {
      trial.startFault();
      await trial.runner.proxy.set({ answer: answer('426 Upgrade Required', '') }, 'websocket');
      trial.runner.proxy.cut('reset', 'websocket');
      await trial.guest.order.commit('preparing');
      trial.expect(await trial.guest.until(() => trial.guest.isUpToDate, 12_000), 'did not poll without a WebSocket');
      trial.endFault();
      await trial.runner.proxy.set('pass');
    },
  },
];
