import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startDemoServer } from '../../../demo/server/server.js';
import { columnOf } from '../support.js';
import { startMain, withFolder } from './processes.js';

interface Acknowledged {
  readonly id: string;
}

describe('SIGTERM under load', () => {
  it('loses no order that was answered, ends with 0, and leaves a database that starts again', async () => {
    await withFolder(async (folder) => {
      const main = startMain(['--data', folder]);
      const url = await main.prints(/Order +(\S+)\//);
      const acknowledged: Acknowledged[] = [];
      let isOpen = true;
      const guest = async () => {
        while (isOpen) {
          const body = JSON.stringify({ fulfilment: 'pickup', items: [{ name: 'Pane', quantity: 1 }] });
          try {
            const response = await fetch(`${url}/api/orders`, { method: 'POST', body });
            if (response.status === 201) acknowledged.push((await response.json()) as Acknowledged);
          } catch {
            // The port is closed: what was not answered may be lost, and its guest knows.
            isOpen = false;
          }
          if (acknowledged.length === 40) main.child.kill('SIGTERM');
        }
      };
      await Promise.all(Array.from({ length: 8 }, guest));
      const { code, said } = await main.ended();
      assert.equal(code, 0, said);
      assert.match(said, /"message":"closing","signal":"SIGTERM"/);
      assert.ok(acknowledged.length >= 40);

      const again = await startDemoServer({ port: 0, dataFolder: folder });
      for (const { id } of acknowledged) assert.equal(await columnOf(again, id, 'status'), 'pending', id);
      await again.close();
    });
  });
});
