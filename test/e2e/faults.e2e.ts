import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type DemoServer, startDemoServer } from '../../demo/server/server.js';
import { ChromiumLane } from '../faults/browser/chromium-lane.js';
import { GuestSite } from '../faults/browser/guest-site.js';
import { PlainBackEnd } from '../faults/browser/plain-back-end.js';
import { play } from '../faults/browser/row.js';
import { chromiumRows } from '../faults/browser/rows.js';

/** The quick rows of the fault matrix; `npm run faults` plays all of them, polling included, and prints the figures. */
describe('when something breaks', () => {
  let server: DemoServer;
  let site: GuestSite;
  let plain: PlainBackEnd;
  let lanes: readonly ChromiumLane[];

  before(async () => {
    server = await startDemoServer({ port: 0 });
    site = await GuestSite.start(server);
    plain = await PlainBackEnd.start(server.port);
    const bench = { server, site, plainPort: plain.port };
    const transports = ['broadcast', 'changes', 'websocket'] as const;
    lanes = await Promise.all(transports.map((transport) => ChromiumLane.open(transport, bench)));
  });

  after(async () => {
    await Promise.all((lanes ?? []).map((lane) => lane.close()));
    await site?.close();
    await plain?.close();
    await server?.close();
  });

  for (const row of chromiumRows.filter(({ isQuick }) => isQuick)) {
    it(`survives ${row.id}: ${row.fault}`, async () => {
      const affected = lanes.filter(({ transport }) => row.transports?.includes(transport) ?? true);
      const outcomes = await Promise.all(affected.map((lane) => play(row, lane)));
      const objections = outcomes.flatMap(({ transport, objections }) =>
        objections.map((objection) => `${transport}: ${objection}`),
      );
      assert.deepEqual(objections, []);
    });
  }
});
