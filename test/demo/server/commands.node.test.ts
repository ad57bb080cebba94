import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { startDemoServer } from '../../../demo/server/server.js';
import type { DemoServer } from '../support.js';
import { startMain, withFolder } from './processes.js';

const password = 'a password of the cook';

async function signIn(server: DemoServer): Promise<number> {
  const { status } = await fetch(`${server.url}/auth/v1/token?grant_type=password`, {
    method: 'POST',
    headers: { apikey: server.secrets.publishableKey },
    body: JSON.stringify({ email: 'cook@example.com', password }),
  });
  return status;
}

async function startedOnce(dataFolder: string): Promise<void> {
  await (await startDemoServer({ port: 0, dataFolder })).close();
}

describe('commands beside the server', () => {
  it('add and remove staff, and print the link of the wall screen', async () => {
    await withFolder(async (folder) => {
      const at = ['--data', folder];
      await startedOnce(folder);
      const added = await startMain(['add-staff', 'Cook@Example.com', ...at], { STAFF_PASSWORD: password }).ended();
      assert.equal(added.code, 0, added.said);
      assert.ok(!added.printed.includes(password), 'a password that was given is not printed');
      const link = await startMain(['board-link', '--production', ...at], {
        PUBLIC_ORIGIN: 'https://orders.example.com',
        RESTAURANT_NAME: 'Aurora',
      }).ended();
      const [, restaurantId = '', capability = ''] =
        /^https:\/\/orders\.example\.com\/board\?restaurant_id=(\S+)#track=(\S+)$/m.exec(link.printed) ?? [];

      const server = await startDemoServer({ port: 0, dataFolder: folder });
      assert.equal(await signIn(server), 200);
      const body = JSON.stringify({ restaurant_id: restaurantId, capability });
      assert.equal((await fetch(`${server.url}/api/track`, { method: 'POST', body })).status, 200);
      const busy = await startMain(['remove-staff', 'cook@example.com', ...at]).ended();
      assert.equal(busy.code, 1);
      assert.match(busy.said, /^Another server uses the data folder/);
      await server.close();

      const removed = await startMain(['remove-staff', 'cook@example.com', ...at]).ended();
      assert.equal(removed.printed.trim(), 'cook@example.com is no longer staff.');
      const again = await startDemoServer({ port: 0, dataFolder: folder });
      assert.equal(await signIn(again), 400);
      await again.close();
    });
  });

  it('make a password where none is given, and refuse one that is too short', async () => {
    await withFolder(async (folder) => {
      const refused = await startMain(['add-staff', 'cook@example.com', '--data', folder], {
        STAFF_PASSWORD: 'short',
      }).ended();
      assert.equal(refused.code, 1);
      assert.match(refused.said, /^The password must have 10 to 200 characters \(STAFF_PASSWORD\)\.\n$/);
      await startedOnce(folder);
      const made = await startMain(['add-staff', 'cook@example.com', '--data', folder]).ended();
      assert.match(made.printed, /^cook@example\.com can sign in at \/kitchen with the password \S{16}\n$/);
    });
  });

  it('make no database where there is none: the path is mistyped', async () => {
    await withFolder(async (folder) => {
      for (const words of [['add-staff', 'cook@example.com'], ['remove-staff', 'cook@example.com'], ['board-link']]) {
        for (const path of [folder, join(folder, 'mistyped')]) {
          const { code, said, printed } = await startMain([...words, '--data', path]).ended();
          assert.equal(code, 1, printed);
          assert.match(said, /^There is no database in \S+\. Give the folder of the server, .*\n$/);
        }
      }
      assert.deepEqual(await readdir(folder), []);
    });
  });
});
