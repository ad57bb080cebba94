/**
 * Runs the fault matrix in real browsers against the demo server. Prints the results as a table, and writes them to
 * build/faults.json. Fails if a row is outside its limits. Chromium runs all rows. Firefox and WebKit, if installed, run
 * the rows that need no devtools and depend on the browser.
 *
 *   npm run faults [-- [--transport <name>[,<name>]] [--browser <name>[,<name>]] [F01 …]]
 *   npm run faults -- --beside-usual    also runs the same faults against the usual hand-made hook
 *   npm run faults -- --soak [minutes]  only the soak test: 10 min of changes and faults; fails if the memory grows
 */

import { writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { startDemoServer } from '../../../demo/server/server.js';
import { migratedCluster } from '../../support/empty-cluster.js';
import { ChromiumRunner } from './chromium-runner.js';
import { EngineRunner } from './engine-runner.js';
import { type FaultRunner, type FaultTransport, faultTransports, type SharedServers } from './fault-runner.js';
import { GuestSite } from './guest-site.js';
import { PlainBackEnd } from './plain-back-end.js';
import { type Outcome, play, type Row } from './row.js';
import { chromiumRows, elsewhere, rows } from './rows.js';
import { soak } from './soak.js';
import { besideUsualTable, record, tableHead, tableRow } from './table.js';
import { buildUsualScript } from './usual-page.js';
import type { WatchedPage } from './watched-page.js';

const { values, positionals: ids } = parseArgs({
  allowPositionals: true,
  options: {
    transport: { type: 'string' },
    browser: { type: 'string' },
    'beside-usual': { type: 'boolean', default: false },
    soak: { type: 'boolean', default: false },
  },
});
const transports = chosenFrom(faultTransports, values.transport);
const browsers = chosenFrom(['chromium', 'firefox', 'webkit'] as const, values.browser);

/** The number of Firefox or WebKit runners at the same time. They need more processor time than Chromium. */
const enginesAtOnce = 3;

/** The load of the computer. With a high load the measured times mean little. */
const loadAtStart = loadavg()[0] ?? 0;

const server = await startDemoServer({ port: 0, emptyCluster: await migratedCluster() });
const [site, plain] = await Promise.all([GuestSite.start(server), PlainBackEnd.start(server.port)]);
const servers: SharedServers = { server, site, plainPort: plain.port };
const outcomes: Outcome[] = [];
try {
  if (values.soak) process.exitCode = (await soak(servers, Number(ids[0] ?? 10))) ? 0 : 1;
  else await playMatrix();
} finally {
  await site.close();
  await plain.close();
  await server.close();
}

async function playMatrix(): Promise<void> {
  if (browsers.includes('chromium')) await playChromium();
  for (const engine of ['firefox', 'webkit'] as const) {
    if (!browsers.includes(engine)) continue;
    const here = chosen(rows).filter(({ id, isSameInAllBrowsers }) => !isSameInAllBrowsers || ids.includes(id));
    const waiting = [...transports];
    const playNext = async (): Promise<void> => {
      for (let transport = waiting.shift(); transport; transport = waiting.shift()) {
        const runner = await EngineRunner.open(engine, transport, servers);
        if (runner) await playAll(here, runner);
        else console.log(`! ${engine.toUpperCase()}, ${transport}: NOT RUN, because the browser is not installed`);
      }
    };
    await Promise.all(Array.from({ length: enginesAtOnce }, playNext));
  }
  report();
}

/** Runs the rows of all transports in parallel. Each transport has its own browser and its own proxy. */
async function playChromium(): Promise<void> {
  const all = transports.map(async (transport) =>
    playAll(chosen(chromiumRows), await ChromiumRunner.open(transport, servers)),
  );
  if (values['beside-usual']) {
    site.put('usual-order.js', Buffer.from(await buildUsualScript()));
    const runner = await ChromiumRunner.open('changes', servers, 'usual');
    all.push(
      playAll(
        chosen(chromiumRows).filter(({ besideUsual }) => besideUsual),
        runner,
      ),
    );
  }
  await Promise.all(all);
}

function chosen<Page extends WatchedPage>(all: readonly Row<Page>[]): readonly Row<Page>[] {
  return all.filter(({ id }) => ids.length === 0 || ids.includes(id));
}

async function playAll<Page extends WatchedPage>(all: readonly Row<Page>[], runner: FaultRunner<Page>): Promise<void> {
  try {
    for (const row of all) {
      if (row.transports && !row.transports.includes(runner.transport)) continue;
      const outcome = await play(row, runner);
      outcomes.push(outcome);
      console.log(inOneLine(outcome));
    }
  } finally {
    await runner.close();
  }
}

function inOneLine({ row, transport, engine, contestant, objections }: Outcome): string {
  const mark = objections.length === 0 ? '✓' : contestant === 'ours' ? '✗' : '–';
  const place = [transport, engine, ...(contestant === 'ours' ? [] : ['the usual hook'])].join(', ');
  return `${mark} ${row.id} ${row.fault}, ${place} ${objections.join('; ')}`;
}

function report(): void {
  const engines = ['chromium', 'firefox', 'webkit'];
  const place = ({ contestant, transport, engine }: Outcome) =>
    [
      engines.indexOf(engine),
      contestant === 'ours' ? 0 : 1,
      faultTransports.indexOf(transport as FaultTransport),
    ] as const;
  const sorted = [...outcomes].sort((one, other) => {
    const [a, b] = [place(one), place(other)];
    const order = ({ row }: Outcome) => chromiumRows.findIndex(({ id, fault }) => id === row.id && fault === row.fault);
    return order(one) - order(other) || a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
  });
  console.log([`\n${tableHead}`, ...sorted.map(tableRow)].join('\n'));
  console.log(['\nTested elsewhere:', ...elsewhere.map(([id, where]) => `- ${id}: ${where}`)].join('\n'));
  const ours = outcomes.filter(({ contestant }) => contestant === 'ours');
  const failed = ours.filter(({ objections }) => objections.length > 0);
  if (values['beside-usual']) console.log(`\n${besideUsualTable(sorted)}`);
  const busy = `${loadAtStart.toFixed(1)} → ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors`;
  console.log(`\n${ours.length - failed.length} rows within their limits, ${failed.length} outside (load ${busy})`);
  process.exitCode = failed.length > 0 || ours.length === 0 ? 1 : 0;
  void writeFile('build/faults.json', JSON.stringify(sorted.map(record), null, 2));
}

function chosenFrom<Name extends string>(names: readonly Name[], list: string | undefined): readonly Name[] {
  const wanted = list?.split(',');
  return names.filter((name) => wanted?.includes(name) ?? true);
}
