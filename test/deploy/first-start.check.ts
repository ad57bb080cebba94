import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { startMain, withFolder } from '../demo/server/processes.js';

/** When the first start is killed, in milliseconds after it began. */
const moments = [50, 200, 400, 600, 800, 1000, 1300, 1600, 2000, 2500, 3000, 4000, 6000];

describe('a first start that is killed at any moment', () => {
  for (const moment of moments) {
    it(`leaves a folder that the next start works in: after ${moment} ms`, async () => {
      await withFolder(async (folder) => {
        const first = startMain(['--data', folder]);
        await delay(moment);
        await first.kill('SIGKILL');
        const second = startMain(['--data', folder]);
        const url = await second.prints(/Order +(\S+)\//);
        const body = JSON.stringify({ fulfilment: 'pickup', items: [{ name: 'Pane', quantity: 1 }] });
        assert.equal((await fetch(`${url}/api/orders`, { method: 'POST', body })).status, 201);
        assert.equal((await second.kill('SIGTERM')).code, 0);
      });
    });
  }
});
