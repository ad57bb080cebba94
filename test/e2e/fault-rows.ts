import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type DemoServer, startDemoServer } from '../../demo/server/server.js';
import { ChromiumRunner } from '../faults/browser/chromium-runner.js';
import { GuestSite } from '../faults/browser/guest-site.js';
import { PlainBackEnd } from '../faults/browser/plain-back-end.js';
import { type ChromiumRow, type Outcome, play } from '../faults/browser/row.js';
import { migratedCluster } from '../support/empty-cluster.js';

/** Plays rows of the fault matrix in Chromium, by three transports. */
export function describeRows(rows: readonly ChromiumRow[]): void {
  describe('the tracker in Chromium, during quick rows of the fault matrix', () => {
    let server: DemoServer;
    let site: GuestSite;
    let plain: PlainBackEnd;
    let runners: readonly ChromiumRunner[];

    before(async () => {
      server = await startDemoServer({ port: 0, emptyCluster: await migratedCluster() });
      site = await GuestSite.start(server);
      plain = await PlainBackEnd.start(server.port);
      const servers = { server, site, plainPort: plain.port };
      const transports = ['broadcast', 'changes', 'websocket'] as const;
      runners = await Promise.all(transports.map((transport) => ChromiumRunner.open(transport, servers)));
    });

    after(async () => {
      await Promise.all((runners ?? []).map((runner) => runner.close()));
      await site?.close();
      await plain?.close();
      await server?.close();
    });

    for (const row of rows) {
      it(`stays within its limits in ${row.id}: ${row.fault}`, async () => {
        const affected = runners.filter(({ transport }) => row.transports?.includes(transport) ?? true);
        const outcomes = await playAll(row, affected);
        const objections = outcomes.flatMap(({ transport, objections }) =>
          objections.map((objection) => `${transport}: ${objection}`),
        );
        assert.deepEqual(objections, []);
      });
    }
  });
}

/** Plays it by every transport at once. Where a fraction of a second counts, one by one: pages slow each other down. */
async function playAll(row: ChromiumRow, runners: readonly ChromiumRunner[]): Promise<readonly Outcome[]> {
  const isTight = runners.some((runner) => (row.limits(runner).notice ?? Number.POSITIVE_INFINITY) < 1_000);
  if (!isTight) return Promise.all(runners.map((runner) => play(row, runner)));
  const outcomes: Outcome[] = [];
  for (const runner of runners) outcomes.push(await play(row, runner));
  return outcomes;
}
