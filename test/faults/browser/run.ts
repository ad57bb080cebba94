/**
 * Plays the fault matrix in real browsers against the demo server, and prints what came of it as a table. Fails if a
 * row is outside its limits. Chromium suffers everything; Firefox and WebKit, where they are installed, what can be
 * done to them without Chromium's tools.
 *
 *   npm run faults [-- [--transport <name>[,<name>]] [--browser <name>[,<name>]] [F01 …]]
 */
import { parseArgs } from 'node:util';
import { startDemoServer } from '../../../demo/server/server.js';
import { ChromiumLane } from './chromium-lane.js';
import { playEngine } from './engine-rows.js';
import { GuestSite } from './guest-site.js';
import { type LaneTransport, laneTransports } from './lane.js';
import { type Outcome, play } from './row.js';
import { rows } from './rows.js';
import { tableHead, tableRow } from './table.js';

const { values, positionals: ids } = parseArgs({
  allowPositionals: true,
  options: { transport: { type: 'string' }, browser: { type: 'string' } },
});
const transports = chosenFrom(laneTransports, values.transport);
const browsers = chosenFrom(['chromium', 'firefox', 'webkit'] as const, values.browser);
const chosen = rows.filter(({ id }) => ids.length === 0 || ids.includes(id));

const server = await startDemoServer({ port: 0 });
const site = await GuestSite.start(server);
const outcomes: Outcome[] = [];
try {
  // Each transport has a browser and a network of its own, so that they can suffer side by side.
  if (browsers.includes('chromium')) {
    const all = await Promise.all(transports.map(playAll));
    for (const row of chosen) outcomes.push(...all.flat().filter((outcome) => outcome.row === row));
  }
  for (const engine of ['firefox', 'webkit'] as const) {
    if (!browsers.includes(engine)) continue;
    const played = await playEngine(engine, transports, ids, { server, site });
    if (!played) console.log(`! NOTHING WAS PLAYED IN ${engine.toUpperCase()}: it is not installed`);
    outcomes.push(...(played ?? []));
  }
} finally {
  await site.close();
  await server.close();
}

console.log([`\n${tableHead}`, ...outcomes.map(tableRow)].join('\n'));
const failed = outcomes.filter(({ objections }) => objections.length > 0);
console.log(`\n${outcomes.length - failed.length} within their limits, ${failed.length} not`);
process.exitCode = failed.length > 0 || outcomes.length === 0 ? 1 : 0;

async function playAll(transport: LaneTransport): Promise<readonly Outcome[]> {
  const lane = await ChromiumLane.open(transport, server, site);
  const played: Outcome[] = [];
  try {
    for (const row of chosen) {
      if (row.transports && !row.transports.includes(transport)) continue;
      const outcome = await play(row, lane);
      played.push(outcome);
      const { objections } = outcome;
      console.log(
        `${objections.length === 0 ? '✓' : '✗'} ${row.id} ${row.fault}, ${transport} ${objections.join('; ')}`,
      );
    }
  } finally {
    await lane.close();
  }
  return played;
}

function chosenFrom<Name extends string>(names: readonly Name[], list: string | undefined): readonly Name[] {
  const wanted = list?.split(',');
  return names.filter((name) => wanted?.includes(name) ?? true);
}
