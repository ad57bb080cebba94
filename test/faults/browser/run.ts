/**
 * Plays the fault matrix in real Chromium against the demo server, and prints what came of it as a table. Fails if a
 * row is outside its limits.
 *
 *   npm run faults [-- [--transport <name>[,<name>]] [F01 …]]
 */
import { parseArgs } from 'node:util';
import { startDemoServer } from '../../../demo/server/server.js';
import { GuestSite } from './guest-site.js';
import { Lane, type LaneTransport, laneTransports } from './lane.js';
import { type Outcome, play } from './row.js';
import { rows } from './rows.js';
import { tableHead, tableRow } from './table.js';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { transport: { type: 'string' } } });
const wanted = values.transport?.split(',') ?? laneTransports;
const transports = laneTransports.filter((transport) => wanted.includes(transport));
const chosen = rows.filter(({ id }) => positionals.length === 0 || positionals.includes(id));

const server = await startDemoServer({ port: 0 });
const site = await GuestSite.start(server);
const outcomes = new Map<string, Outcome>();
console.log(`${chosen.length} faults, ${transports.join(', ')}\n`);
try {
  // Each transport has a browser and a network of its own, so that they can suffer side by side.
  await Promise.all(transports.map(playAll));
} finally {
  await site.close();
  await server.close();
}

const ordered = chosen.flatMap((row) =>
  transports.flatMap((transport) => outcomes.get(key(rows.indexOf(row), transport)) ?? []),
);
console.log([`\n${tableHead}`, ...ordered.map(tableRow)].join('\n'));
const failed = ordered.filter(({ objections }) => objections.length > 0);
console.log(`\n${ordered.length - failed.length} within their limits, ${failed.length} not`);
process.exitCode = failed.length > 0 || ordered.length === 0 ? 1 : 0;

async function playAll(transport: LaneTransport): Promise<void> {
  const lane = await Lane.open(transport, server, site);
  try {
    for (const row of chosen) {
      if (row.transports && !row.transports.includes(transport)) continue;
      const outcome = await play(row, lane);
      outcomes.set(key(rows.indexOf(row), transport), outcome);
      console.log(`${outcome.objections.length === 0 ? '✓' : '✗'} ${tableRow(outcome)}`);
    }
  } finally {
    await lane.close();
  }
}

function key(index: number, transport: LaneTransport): string {
  return `${index} ${transport}`;
}
