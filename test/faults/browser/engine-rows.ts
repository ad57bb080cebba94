import { setTimeout as pause } from 'node:timers/promises';
import type { DemoServer } from '../../../demo/server/server.js';
import { findBrowsers } from '../../support/browsers.js';
import { EnginePage } from './engine-page.js';
import { type EngineTab, openFirefox, openWebKit } from './engine-tab.js';
import type { GuestSite } from './guest-site.js';
import { Lane, type LaneTransport } from './lane.js';
import { finish, liveTransports, type Outcome, type Row } from './row.js';
import { TcpProxy } from './tcp-proxy.js';
import { judge, Trial } from './trial.js';
import { encodeClose } from './websocket-frames.js';

/** A row for browsers that have no tools like Chromium's. */
interface EngineRow extends Pick<Row, 'id' | 'fault' | 'limits'> {
  run(trial: Trial<EnginePage>, engine: Engine): Promise<void>;
}

type Engine = 'firefox' | 'webkit';

const openTab = { firefox: openFirefox, webkit: openWebKit };

function cut(id: string, fault: string, how: (lane: Lane) => void): EngineRow {
  return {
    id,
    fault,
    limits: () => ({ notice: 300, recover: 6000 }),
    async run(trial) {
      trial.strike();
      how(trial.lane);
      await trial.guest.order.commit('preparing');
      await trial.guest.until(() => !trial.guest.isCalm, 2000);
    },
  };
}

const engineRows: readonly EngineRow[] = [
  cut('F01', 'TCP reset', ({ proxy }) => proxy.cut('reset')),
  cut('F02', 'TCP end without a close frame', ({ proxy }) => proxy.cut('fin')),
  cut('F03', 'server restarts: close 1012', ({ proxy }) => proxy.injectBytes(encodeClose(1012))),
  {
    id: 'F66',
    fault: 'left, and back',
    // Firefox loads such a page anew; WebKit has kept it.
    limits: () => ({ recover: 4000, final: 4000 }),
    async run(trial, engine) {
      const { guest, lane } = trial;
      const elsewhere = lane.site.add({ html: '<!doctype html><title>Menu</title><h1>Menu</h1>' });
      trial.fault();
      await trial.unseen(async () => {
        await guest.tab.open(elsewhere);
        await pause(500);
        const { length } = lane.proxy.connections('websocket');
        trial.expect(length === 0, `${length} sockets are open after the page was left`);
        await guest.order.commit('preparing');
        await guest.tab.back();
      });
      trial.heal();
      const back = () =>
        guest.records.find((record) => record.kind === 'life' && record.event === 'pageshow' && record.persisted);
      await guest.until(() => back() !== undefined || engine === 'firefox', 2000);
      if (engine === 'webkit') trial.expect(back() !== undefined, 'the page was not kept in the cache');
      trial.expect(!JSON.stringify(back() ?? '').includes('"connected"'), 'said live when it came back, without proof');
    },
  },
];

/** Plays a few rows in an engine; `undefined` if it is not installed. */
export async function playEngine(
  engine: Engine,
  transports: readonly LaneTransport[],
  ids: readonly string[],
  { server, site }: { readonly server: DemoServer; readonly site: GuestSite },
): Promise<readonly Outcome[] | undefined> {
  const installed = findBrowsers()[engine];
  if (!installed) return undefined;
  const tab = await openTab[engine](installed);
  const outcomes: Outcome[] = [];
  try {
    for (const transport of liveTransports.filter((transport) => transports.includes(transport))) {
      const proxy = await TcpProxy.start(server.port);
      const lane = new Lane(transport, server, site, proxy);
      for (const row of engineRows.filter(({ id }) => ids.length === 0 || ids.includes(id))) {
        outcomes.push(await playRow(row, engine, lane, tab));
      }
      await proxy.close();
    }
  } finally {
    await tab.close();
  }
  return outcomes;
}

async function playRow(row: EngineRow, engine: Engine, lane: Lane, tab: EngineTab): Promise<Outcome> {
  const place = `${lane.transport}, ${engine}`;
  let page: EnginePage | undefined;
  try {
    page = await EnginePage.open(lane, tab);
    const trial = new Trial(page);
    trial.expect(await page.until(() => trial.isWell, 15_000), `was never well before the fault`);
    await row.run(trial, engine);
    await finish(trial);
    const figures = trial.measure();
    return { row, place, figures, objections: [...trial.objections, ...judge(figures, row.limits(lane))] };
  } catch (error) {
    return { row, place, figures: undefined, objections: [error instanceof Error ? error.message : `${error}`] };
  } finally {
    await page?.leave();
    await lane.proxy.set('pass');
  }
}
