import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { StartStep } from '../../demo/server/prepare.js';
import { ServerProcess, startMain, withFolder } from '../demo/server/processes.js';

/** When the first start is killed, in milliseconds after it began. */
const moments = [50, 200, 400, 600, 800, 1000, 1300, 1600, 2000, 2500, 3000, 4000, 6000];

/** The steps at which a first start kills itself, one start after the other in one folder. */
const steps: readonly StartStep[] = ['opened', 'project', 'secrets', 'auth', 'migrations', 'board'];

async function takesOrders(folder: string): Promise<void> {
  const server = startMain(['--data', folder]);
  const url = await server.prints(/Order +(\S+)\//);
  const body = JSON.stringify({ fulfilment: 'pickup', items: [{ name: 'Pane', quantity: 1 }] });
  assert.equal((await fetch(`${url}/api/orders`, { method: 'POST', body })).status, 201);
  assert.equal((await server.kill('SIGTERM')).code, 0);
}

describe('a first start that is killed at any moment', () => {
  for (const moment of moments) {
    it(`leaves a folder that the next start works in: after ${moment} ms`, async () => {
      await withFolder(async (folder) => {
        const first = startMain(['--data', folder]);
        await delay(moment);
        await first.kill('SIGKILL');
        await takesOrders(folder);
      });
    });
  }

  it('leaves a folder that the next start works in: at one step after the other', async () => {
    await withFolder(async (folder) => {
      for (const step of steps) {
        const words = [folder, step];
        const { signal, said } = await new ServerProcess('test/demo/server/started-server.js', words).ended();
        assert.equal(signal, 'SIGKILL', `${step}: ${said}`);
      }
      await takesOrders(folder);
    });
  });
});
