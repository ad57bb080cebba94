/**
 * A process that waits to become the demo's server. It has loaded the server's packages and started one database, after
 * which the next one starts in half a second instead of three. Told to start, it imports the server's newest bundle.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const bundle = (name) => import(pathToFileURL(join(process.cwd(), `build/dev/${name}.js`)).href);

async function warmUp() {
  const packages = ['@supabase/lite', '@supabase/lite/pglite', 'hono', '@hono/node-server', 'jose', 'valibot', 'ws'];
  await Promise.allSettled(packages.map((name) => import(name)));
  const { PGlite } = await import('@electric-sql/pglite');
  const { emptyCluster } = await bundle('cluster');
  const database = await PGlite.create({ loadDataDir: await emptyCluster() });
  await database.close();
}

const warm = warmUp();
process.once('message', async () => {
  await warm;
  await bundle('server');
});
process.once('disconnect', () => setTimeout(() => process.exit(0), 5_000).unref());
