/*
 * Follows an order on servers that nobody here wrote: `npm run servers`, or `npm run servers -- nchan`. npm's packages go
 * into a folder of their own below the system's temporary one; Debian's have to be installed, and are named if not.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import type { OrderTracker } from '../../src/tracker/types.js';
import { NodeWebSocket } from '../faults/load/node-web-socket.js';
import { type RealServer, servers } from './servers.js';

const firstPort = 18_400;
/** How long a server from which nothing can arrive is watched, ms: longer than the limit of a confirmation. */
const watchTime = 18_000;

/** The endpoint that is polled beside the live connection. */
const order = { id: 'A1', status: 'pending', version: 1 };
const endpoint = createServer((_, response) => {
  response.setHeader('content-type', 'application/json').end(JSON.stringify(order));
});

async function follow(server: RealServer, port: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'order-status-server-'));
  let running: ChildProcess | undefined;
  let tracker: OrderTracker | undefined;
  try {
    running = await start(server, folder, port);
    Object.assign(order, { status: 'pending', version: 1 });
    tracker = createOrderTracker({
      ...server.options(port),
      orderId: 'A1',
      pollUrl: `http://127.0.0.1:${firstPort}/{id}`,
      environment: { WebSocket: NodeWebSocket as unknown as typeof WebSocket },
    });
    return await (server.isSilent ? watchSilence(tracker) : watchChange(tracker, server, running, port));
  } finally {
    tracker?.stop();
    running?.kill();
    if (running && running.exitCode === null) await once(running, 'exit');
    rmSync(folder, { recursive: true, force: true });
  }
}

async function start(server: RealServer, folder: string, port: number): Promise<ChildProcess> {
  for (const [name, text] of Object.entries(server.files?.(folder, port) ?? {}))
    writeFileSync(join(folder, name), text);
  let place = folder;
  if (server.packages) {
    const kept = join(tmpdir(), 'order-status-servers');
    mkdirSync(kept, { recursive: true });
    if (!existsSync(join(kept, 'node_modules/graphql-ws')))
      execFileSync('npm', [
        'install',
        '--prefix',
        kept,
        '--no-audit',
        '--no-fund',
        '--ignore-scripts',
        ...server.packages,
      ]);
    place = kept;
  }
  for (const name of server.copies ?? []) copyFileSync(resolve('test/servers', name), join(place, name));
  const [command, ...words] = server.command(place, port);
  if (!existsSync(command)) throw new Error(`not installed: apt-get install ${server.debian}`);
  const child = spawn(command, words, {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, PORT: `${port}` },
  });
  for (let count = 0; !(await isOpen(port)); count++) {
    if (count > 100 || child.exitCode !== null) throw new Error('it does not start');
    await passed(100);
  }
  return child;
}

async function watchChange(tracker: OrderTracker, server: RealServer, child: ChildProcess, port: number) {
  tracker.start();
  const live = await waitFor(() => tracker.getSnapshot().isConnected, 10_000);
  Object.assign(order, { status: 'ready', version: 2 });
  const body = JSON.stringify(order);
  const url = server.publishUrl?.(port);
  if (url) await fetch(url, { method: 'POST', body });
  else child.stdin?.write(`${body}\n`);
  const shown = await waitFor(() => tracker.getSnapshot().orderStatus === 'ready', 4_000);
  return `live after ${live} ms, a change is shown after ${shown} ms`;
}

async function watchSilence(tracker: OrderTracker): Promise<string> {
  let told: string | undefined;
  tracker.subscribe(({ error }) => {
    if (error) told = `${error.code}: ${error.message}`;
  });
  tracker.start();
  const until = performance.now() + watchTime;
  while (performance.now() < until) {
    if (tracker.getSnapshot().isConnected) throw new Error('it is shown as live');
    await passed(50);
  }
  if (tracker.getSnapshot().orderStatus !== 'pending') throw new Error('the order is not read');
  return `never live; ${told ?? 'no error'}`;
}

async function waitFor(holds: () => boolean, limit: number): Promise<number> {
  const from = performance.now();
  while (!holds()) {
    if (performance.now() - from > limit) throw new Error(`not within ${limit} ms`);
    await passed(10);
  }
  return Math.round(performance.now() - from);
}

function passed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function isOpen(port: number): Promise<boolean> {
  const socket = createConnection(port, '127.0.0.1');
  return new Promise((resolve) => {
    const tell = (answer: boolean) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', tell(true)).on('error', tell(false));
  });
}

const wanted = process.argv.slice(2);
endpoint.listen(firstPort, '127.0.0.1');
let failed = 0;
let port = firstPort;
for (const server of servers.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)))) {
  port += 2;
  try {
    console.log(`✔ ${server.name}: ${await follow(server, port)}`);
  } catch (error) {
    failed++;
    console.log(`✖ ${server.name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
endpoint.close();
process.exitCode = failed > 0 ? 1 : 0;
