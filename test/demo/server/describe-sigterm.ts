import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Database } from '../../../demo/server/database/database.js';
import { startMain } from './processes.js';
import { withUsedFolder } from './used-folder.js';

/** Guests order all the time; SIGTERM comes when so many orders were answered. */
export function describeSigterm({ guests, orders }: { readonly guests: number; readonly orders: number }): void {
  describe(`SIGTERM while ${guests} guests order`, () => {
    it('loses no order that was answered, ends with 0, and leaves a database that opens again', async () => {
      await withUsedFolder(async (folder) => {
        const main = startMain(['--data', folder]);
        const url = await main.prints(/Order +(\S+)\//);
        const answered: string[] = [];
        let isOpen = true;
        const guest = async () => {
          while (isOpen) {
            const body = JSON.stringify({ fulfilment: 'pickup', items: [{ name: 'Pane', quantity: 1 }] });
            try {
              const response = await fetch(`${url}/api/orders`, { method: 'POST', body });
              if (response.status === 201) answered.push(((await response.json()) as { id: string }).id);
            } catch {
              // The port is closed: what was not answered may be lost, and its guest knows.
              isOpen = false;
            }
            if (answered.length === orders) main.child.kill('SIGTERM');
          }
        };
        await Promise.all(Array.from({ length: guests }, guest));
        const { code, said } = await main.ended();
        assert.equal(code, 0, said);
        assert.match(said, /"message":"closing","signal":"SIGTERM"/);
        assert.ok(answered.length >= orders);

        const database = await Database.open({ dataFolder: folder });
        const { rows } = await database.transaction((query) =>
          query.query<{ id: string }>('select id::text from public.orders'),
        );
        await database.close();
        const kept = new Set(rows.map(({ id }) => id));
        assert.deepEqual(
          answered.filter((id) => !kept.has(id)),
          [],
        );
      });
    });
  });
}
