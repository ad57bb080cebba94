import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type DemoServer, startDemoServer } from '../../demo/server/server.js';
import { ChromiumLane } from '../faults/browser/chromium-lane.js';
import { GuestSite } from '../faults/browser/guest-site.js';
import { liveTransports, play } from '../faults/browser/row.js';
import { rows } from '../faults/browser/rows.js';

/** The quick rows of the fault matrix; `npm run faults` plays all of them, polling included, and prints the figures. */
describe('when something breaks', () => {
  let server: DemoServer;
  let site: GuestSite;
  let lanes: readonly ChromiumLane[];

  before(async () => {
    server = await startDemoServer({ port: 0 });
    site = await GuestSite.start(server);
    lanes = await Promise.all(liveTransports.map((transport) => ChromiumLane.open(transport, server, site)));
  });

  after(async () => {
    await Promise.all((lanes ?? []).map((lane) => lane.close()));
    await site?.close();
    await server?.close();
  });

  for (const row of rows.filter(({ isQuick }) => isQuick)) {
    it(`survives ${row.id}: ${row.fault}`, async () => {
      const affected = lanes.filter(({ transport }) => row.transports?.includes(transport) ?? true);
      const outcomes = await Promise.all(affected.map((lane) => play(row, lane)));
      const objections = outcomes.flatMap(({ place, objections }) =>
        objections.map((objection) => `${place}: ${objection}`),
      );
      assert.deepEqual(objections, []);
    });
  }
});
