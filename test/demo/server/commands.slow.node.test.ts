import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { runCommand } from '../../../demo/server/commands.js';
import { startDemoServer } from '../../../demo/server/server.js';
import { readSettings } from '../../../demo/server/settings.js';
import type { DemoServer } from '../support.js';
import { startMain, withFolder } from './processes.js';
import { withUsedFolder } from './used-folder.js';

const password = 'a password of the cook';

/** What the command prints, without a process of its own. */
async function run(words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const settings = readSettings(words, env);
  assert.ok(settings.command.name !== 'serve');
  return runCommand(settings.command, settings);
}

async function signIn(server: DemoServer): Promise<number> {
  const { status } = await fetch(`${server.url}/auth/v1/token?grant_type=password`, {
    method: 'POST',
    headers: { apikey: server.secrets.publishableKey },
    body: JSON.stringify({ email: 'cook@example.com', password }),
  });
  return status;
}

describe('commands beside the server', () => {
  it('add and remove staff, and print the link of the wall screen', async () => {
    await withUsedFolder(async (folder) => {
      const at = ['--data', folder];
      const added = await startMain(['add-staff', 'Cook@Example.com', ...at], { STAFF_PASSWORD: password }).ended();
      assert.equal(added.code, 0, added.said);
      assert.ok(!added.printed.includes(password), 'a password that was given is not printed');
      const link = await run(['board-link', '--production', ...at], {
        PUBLIC_ORIGIN: 'https://orders.example.com',
        RESTAURANT_NAME: 'Aurora',
      });
      const [, restaurantId = '', capability = ''] =
        /^https:\/\/orders\.example\.com\/board\?restaurant_id=(\S+)#track=(\S+)$/.exec(link) ?? [];

      const server = await startDemoServer({ port: 0, dataFolder: folder });
      assert.equal(await signIn(server), 200);
      const body = JSON.stringify({ restaurant_id: restaurantId, capability });
      assert.equal((await fetch(`${server.url}/api/track`, { method: 'POST', body })).status, 200);
      await assert.rejects(run(['remove-staff', 'cook@example.com', ...at]), /^DataFolderUnusable: Another server/);
      await server.close();

      assert.equal(await run(['remove-staff', 'cook@example.com', ...at]), 'cook@example.com is no longer staff.');
      assert.equal(
        await run(['remove-staff', 'cook@example.com', ...at]),
        'There was no account cook@example.com.',
        'the account is gone',
      );
    });
  });

  it('make a password where none is given, and refuse one that is too short', async () => {
    await withUsedFolder(async (folder) => {
      const words = ['add-staff', 'cook@example.com', '--data', folder];
      const refused = await startMain(words, { STAFF_PASSWORD: 'short' }).ended();
      assert.equal(refused.code, 1);
      assert.match(refused.said, /^The password must have 10 to 200 characters \(STAFF_PASSWORD\)\.\n$/);
      assert.match(await run(words), /^cook@example\.com can sign in at \/kitchen with the password \S{16}$/);
    });
  });

  it('make no database where there is none: the path is mistyped', async () => {
    await withFolder(async (folder) => {
      for (const words of [['add-staff', 'cook@example.com'], ['remove-staff', 'cook@example.com'], ['board-link']]) {
        for (const path of [folder, join(folder, 'mistyped')]) {
          await assert.rejects(run([...words, '--data', path]), {
            name: 'DataFolderUnusable',
            message: /^There is no database in \S+\. Give the folder of the server, /,
          });
        }
      }
      assert.deepEqual(await readdir(folder), []);
    });
  });
});
