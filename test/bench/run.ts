/**
 * Measures our element beside a floor written by hand and the usual stack, in turn in one run. README.md says what each
 * row is.
 *
 *   npm run bench [-- --rounds 8] [--only load,update] [--idle 60] [--check | --write]
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { launchBrowser } from './browser/visit.js';
import { buildContestants } from './build-contestants.js';
import { type ColumnId, columnIds, contestants, siteOf } from './columns.js';
import { groups } from './groups/all.js';
import { findWorse, readBaseline, rowsOf, writeBaseline } from './report/baseline.js';
import { Collection, type Row } from './report/figures.js';
import { drawPicture } from './report/picture.js';
import { tableOf } from './report/table.js';
import type { Bench, Group } from './rows.js';
import { BenchServer } from './server/bench-server.js';

const { values: flags } = parseArgs({
  options: {
    rounds: { type: 'string', default: '6' },
    idle: { type: 'string', default: '60' },
    only: { type: 'string' },
    check: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const rounds = Number(flags.rounds);
const chosen = groups.filter(({ name }) => flags.only?.split(/[\s,]+/).includes(name) ?? true);
if (chosen.length === 0) throw new Error(`--only knows: ${groups.map(({ name }) => name).join(', ')}.`);

const files = await buildContestants();
const startServers = async () => {
  const started = columnIds.map(async (column) => [
    column,
    await BenchServer.start(siteOf(contestants[column], files)),
  ]);
  return Object.fromEntries(await Promise.all(started)) as Record<ColumnId, BenchServer>;
};
const bench: Bench = {
  browser: await launchBrowser(),
  files,
  servers: await startServers(),
  apis: await startServers(),
  idleSeconds: Number(flags.idle),
};

const version = await bench.browser.version();
const collection = new Collection();
try {
  for (const group of chosen) await measure(group);
} finally {
  await bench.browser.close();
  for (const server of [...Object.values(bench.servers), ...Object.values(bench.apis)]) await server.close();
}
const rows = collection.rowsOf(chosen);
console.log(tableOf(rows));
if (flags.check) check(rows);
if (flags.write) {
  const baseline = writeBaseline(rows, version);
  writeFileSync('demo/pictures/bench.svg', drawPicture(rowsOf(baseline, groups), baseline.measured));
}

function check(measured: readonly Row[]): void {
  const baseline = readBaseline();
  if (!baseline) throw new Error('There is no test/bench/baseline.json; --write makes it.');
  const worse = findWorse(measured, baseline);
  for (const reason of worse) console.log(`WORSE  ${reason}`);
  if (worse.length > 0) process.exitCode = 1;
  else console.log(`No row is worse than on ${baseline.measured}.`);
}

async function measure(group: Group): Promise<void> {
  process.stderr.write(`${group.name} `);
  for (let round = 0; round < Math.min(rounds, group.maximumRounds ?? rounds); round += 1) {
    // Each round begins with another column, so that none of them is always the first.
    const turn = columnIds.map((_, at) => columnIds[(at + round) % columnIds.length] ?? 'floor');
    const one = async (column: ColumnId) => collection.add(column, await group.measure(bench, column));
    if (group.together) await Promise.all(turn.map(one));
    else for (const column of turn) await one(column);
    process.stderr.write('.');
  }
  process.stderr.write('\n');
}
