import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Acting } from './acting.js';
import { ids } from './actors.js';
import { assertNothingLost, type Contents, contentsOf, fillFirstVersion, publishedTables } from './first-version.js';

export interface Upgrading {
  readonly database: Acting;
  /** Applies the migrations of the first version. */
  install(): Promise<void>;
  /** Applies the rest. */
  upgrade(): Promise<void>;
}

const kitTables = ['order_items', 'order_messages', 'orders'];

/** A project that has been in use since the kit's first version is brought up to date. */
export function describeUpgrade(name: string, open: () => Promise<Upgrading>): void {
  describe(`an upgrade of the kit in ${name}`, () => {
    let database: Acting;
    let contents: Contents;
    let snapshots: readonly unknown[];
    before(async () => {
      const upgrading = await open();
      database = upgrading.database;
      await upgrading.install();
      await fillFirstVersion(database);
      contents = await contentsOf(database);
      snapshots = await snapshotsOf();
      assert.deepEqual(await publishedTables(database), kitTables);
      await upgrading.upgrade();
    });

    async function snapshotsOf(): Promise<readonly unknown[]> {
      return database.own('select private.order_wire(id) as wire from public.orders order by id');
    }

    it('keeps every row and every value, so no version goes back', async () => {
      assert.ok((contents.get('public.orders')?.length ?? 0) > 25, 'there are too few orders to tell');
      await assertNothingLost(database, contents);
    });

    it('shows guests the same orders', async () => {
      // An order of before has no time of arrival.
      const unknown = { estimated_arrival_from: null, estimated_arrival_to: null };
      assert.deepEqual(
        await snapshotsOf(),
        snapshots.map((row) => ({ wire: { ...(row as { wire: object }).wire, ...unknown } })),
      );
    });

    it('counts on from the old versions', async () => {
      const [order] = await database.own(`select id, version from public.orders where status = 'pending' limit 1`);
      const [moved] = await database.own(`
        update public.orders set status = 'preparing' where id = '${order?.id}' returning version`);
      assert.equal(Number(moved?.version), Number(order?.version) + 1);
    });

    it('keeps the guests’ links', async () => {
      const [link] = await database.own(`
        select public.open_tracking_link(order_id, capability_hash, repeat('c', 64)) as state
        from private.tracking_links where expires_at is null limit 1`);
      assert.equal(link?.state, 'guest');
    });

    it('keeps the tables published, whose changes pages may follow', async () => {
      assert.deepEqual(await publishedTables(database), kitTables);
    });

    it('gives the staff of before no new rights', async () => {
      const claims = { role: 'authenticated', sub: ids.staffA };
      const seen = await database.as(claims, 'select id from public.orders');
      assert.ok(seen.refused === undefined && seen.rows.length > 0);
      const promoted = await database.as(claims, `update public.staff set role = 'manager'`);
      assert.ok(promoted.refused === undefined && promoted.changed === 0);
    });
  });
}

/** A new project: nothing is published until the owner wants it. */
export function describePublication(name: string, open: () => Promise<Acting>, publish: string): void {
  describe(`the publication of a new project in ${name}`, () => {
    it('has no table of the kit until publish-changes.sql has run, which may run twice', async () => {
      const database = await open();
      assert.deepEqual(await publishedTables(database), []);
      await database.own(publish);
      await database.own(publish);
      assert.deepEqual(await publishedTables(database), kitTables);
    });
  });
}
