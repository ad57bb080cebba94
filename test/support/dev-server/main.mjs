/**
 * `npm run dev`: the demo, with a reload of its pages after each save. The server keeps its data until its own code
 * changes; `--data <folder>` keeps it for ever. esbuild bundles the sources; types are not checked here.
 */
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../run-tests/project.mjs';
import { runCommand } from '../run-tests/run-command.mjs';
import { watchSources } from '../run-tests/watch.mjs';
import { createBundles, output } from './bundle.mjs';
import { createFront } from './front.mjs';

process.chdir(root);
console.log('Starting …');
const data = readDataFolder();
const port = Number(process.env.PORT || 8080);

if (!existsSync('dist/cdn/locales')) {
  console.log('Building once, for the language and preset files …');
  for (const command of [
    ['node', 'test/support/run-tests/compile.mjs'],
    ['rollup', '--config', '--silent'],
  ]) {
    const { code, output: printed } = await runCommand(command);
    if (code !== 0) console.log(printed);
  }
}

let child;
let serverPort;

function readDataFolder() {
  try {
    return parseArgs({ options: { data: { type: 'string' } } }).values.data;
  } catch {
    console.error('npm run dev knows one option, --data <folder>, which keeps the database there; PORT is a variable.');
    process.exit(2);
  }
}

function forkStandby() {
  const env = { ...process.env, ...(data ? { DEV_DATA: data } : {}) };
  return fork(join(import.meta.dirname, 'standby.mjs'), { env });
}

function startServer() {
  child = standby;
  child.send('start');
  serverPort = new Promise((resolve) => child.once('message', ({ port: own }) => resolve(own)));
}

async function stopServer() {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  if (child.exitCode !== null) return;
  child.disconnect();
  await ended;
}

/** Writes the pages of the guides; their mistakes are printed. */
async function writeSite() {
  const { code, output: printed } = await runCommand(['node', join(output, 'site.js')]);
  if (code !== 0) console.log(printed);
}

const bundles = await createBundles();
const started = await Promise.all(Object.values(bundles).map((bundle) => bundle.rebuild()));
if (started.includes(false)) process.exit(1);
await writeSite();
let standby = forkStandby();
startServer();
const front = createFront(() => serverPort);
await watchSources(async (changed) => {
  const began = performance.now();
  const touched = Object.values(bundles).filter((bundle) => changed.some(bundle.holds));
  const isSound = (await Promise.all(touched.map((bundle) => bundle.rebuild()))).every(Boolean);
  const isServed = touched.length > 0 || changed.some((path) => /^demo\/.*\.(css|html|sql|md|svg)$/.test(path));
  if (!isSound || !isServed) return;
  if (touched.includes(bundles.site) || changed.some((path) => /\.(md|svg)$/.test(path))) await writeSite();
  if (touched.includes(bundles.server) || changed.some((path) => path.endsWith('.sql'))) {
    // In memory, the old server may end in its own time; two in one data folder would break it.
    const stopping = stopServer();
    if (data) await stopping;
    startServer();
    await serverPort;
    standby = forkStandby();
  }
  front.reload();
  console.log(`${changed.join(', ')}: reloaded after ${Math.round(performance.now() - began)} ms`);
});

front.server.listen(port, '127.0.0.1', async () => {
  await serverPort;
  standby = forkStandby();
  const { port: actual } = front.server.address();
  console.log(`http://127.0.0.1:${actual}/ (/order, /kitchen, /board, /playground, /embed.html); Ctrl+C ends.`);
});
front.server.on('error', ({ message }) => {
  console.error(`${message}. Another port: PORT=${port + 1} npm run dev`);
  void stopServer().then(() => process.exit(1));
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    standby.kill();
    await stopServer();
    process.exit(0);
  });
}
