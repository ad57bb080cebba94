import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { order } from './drawn-by-server.js';
import { packageEntries } from './package-entries.js';
import { type Site, startSite } from './page-with-server-drawing.js';

const run = promisify(execFile);

/** What each program needs before the script. */
const runtimes: Readonly<Record<string, readonly [program: string, ...first: string[]]>> = {
  Node: [process.execPath],
  Deno: ['node_modules/.bin/deno', 'run', '--allow-all', '--no-lock', '--node-modules-dir=manual'],
};

describe('every entry of the package', () => {
  let site: Site;
  before(async () => {
    site = await startSite('', {});
    site.answer(order);
  });
  after(() => site.close());

  for (const [name, [program, ...first]] of Object.entries(runtimes)) {
    it(`can be imported in ${name}, leaves no global there, and follows an order by polling`, async () => {
      const files = packageEntries('build/src').join();
      const script = ['test/server-rendering/import-every-entry.mjs', 'build/src', `${site.url}orders/{id}`, files];
      const { stdout, stderr } = await run(program, [...first, ...script]);
      const { globals, ...rest } = JSON.parse(stdout) as { globals: readonly string[] };
      assert.deepEqual(rest, { failed: [], status: 'preparing' });
      assert.deepEqual(
        globals.filter((one) => one !== 'customElements' && one !== 'nodeBootstrap'),
        [],
      );
      assert.equal(stderr, '');
    });
  }
});
