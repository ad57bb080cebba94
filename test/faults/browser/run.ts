/**
 * Plays the fault matrix in real browsers against the demo server, and prints what came of it as a table; the same for
 * programs in build/faults.json. Fails if a row is outside its limits. Chromium suffers everything; Firefox and WebKit,
 * where they are installed, what can be done to them without Chromium's tools and may come out differently there.
 *
 *   npm run faults [-- [--transport <name>[,<name>]] [--browser <name>[,<name>]] [F01 …]]
 *   npm run faults -- --beside-usual    also puts the usual hand-made hook through the same faults, in the same run
 *   npm run faults -- --soak [minutes]  nothing but: 10 min of changes and faults, and whether the memory grows
 */
import { writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { startDemoServer } from '../../../demo/server/server.js';
import { ChromiumLane } from './chromium-lane.js';
import { EngineLane } from './engine-lane.js';
import { GuestSite } from './guest-site.js';
import { type Bench, type Lane, type LaneTransport, laneTransports } from './lane.js';
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
const transports = chosenFrom(laneTransports, values.transport);
const browsers = chosenFrom(['chromium', 'firefox', 'webkit'] as const, values.browser);

/** So many lanes of other browsers, which are heavier to steer, run side by side. */
const enginesAtOnce = 3;

/** Times mean little on a computer that is busy with something else. */
const loadAtStart = loadavg()[0] ?? 0;

const server = await startDemoServer({ port: 0 });
const [site, plain] = await Promise.all([GuestSite.start(server), PlainBackEnd.start(server.port)]);
const bench: Bench = { server, site, plainPort: plain.port };
const outcomes: Outcome[] = [];
try {
  if (values.soak) process.exitCode = (await soak(bench, Number(ids[0] ?? 10))) ? 0 : 1;
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
    const here = chosen(rows).filter(({ id, isAlikeEverywhere }) => !isAlikeEverywhere || ids.includes(id));
    const waiting = [...transports];
    const playNext = async (): Promise<void> => {
      for (let transport = waiting.shift(); transport; transport = waiting.shift()) {
        const lane = await EngineLane.open(engine, transport, bench);
        if (lane) await playAll(here, lane);
        else console.log(`! NOTHING WAS PLAYED IN ${engine.toUpperCase()}, ${transport}: it is not installed`);
      }
    };
    await Promise.all(Array.from({ length: enginesAtOnce }, playNext));
  }
  report();
}

/** Each transport has a browser and a network of its own, so that they can suffer side by side. */
async function playChromium(): Promise<void> {
  const all = transports.map(async (transport) =>
    playAll(chosen(chromiumRows), await ChromiumLane.open(transport, bench)),
  );
  if (values['beside-usual']) {
    site.put('usual-order.js', Buffer.from(await buildUsualScript()));
    const lane = await ChromiumLane.open('changes', bench, 'usual');
    all.push(
      playAll(
        chosen(chromiumRows).filter(({ besideUsual }) => besideUsual),
        lane,
      ),
    );
  }
  await Promise.all(all);
}

function chosen<Page extends WatchedPage>(all: readonly Row<Page>[]): readonly Row<Page>[] {
  return all.filter(({ id }) => ids.length === 0 || ids.includes(id));
}

async function playAll<Page extends WatchedPage>(all: readonly Row<Page>[], lane: Lane<Page>): Promise<void> {
  try {
    for (const row of all) {
      if (row.transports && !row.transports.includes(lane.transport)) continue;
      const outcome = await play(row, lane);
      outcomes.push(outcome);
      console.log(inOneLine(outcome));
    }
  } finally {
    await lane.close();
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
      laneTransports.indexOf(transport as LaneTransport),
    ] as const;
  const sorted = [...outcomes].sort((one, other) => {
    const [a, b] = [place(one), place(other)];
    const order = ({ row }: Outcome) => chromiumRows.findIndex(({ id, fault }) => id === row.id && fault === row.fault);
    return order(one) - order(other) || a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
  });
  console.log([`\n${tableHead}`, ...sorted.map(tableRow)].join('\n'));
  console.log(['\nElsewhere:', ...elsewhere.map(([id, where]) => `- ${id}: ${where}`)].join('\n'));
  const ours = outcomes.filter(({ contestant }) => contestant === 'ours');
  const failed = ours.filter(({ objections }) => objections.length > 0);
  if (values['beside-usual']) console.log(`\n${besideUsualTable(sorted)}`);
  const busy = `${loadAtStart.toFixed(1)} → ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors`;
  console.log(`\n${ours.length - failed.length} within their limits, ${failed.length} not (load ${busy})`);
  process.exitCode = failed.length > 0 || ours.length === 0 ? 1 : 0;
  void writeFile('build/faults.json', JSON.stringify(sorted.map(record), null, 2));
}

function chosenFrom<Name extends string>(names: readonly Name[], list: string | undefined): readonly Name[] {
  const wanted = list?.split(',');
  return names.filter((name) => wanted?.includes(name) ?? true);
}
