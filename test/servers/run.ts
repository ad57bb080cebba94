/*
 * Follows an order on servers that nobody here wrote: `npm run servers`, or `npm run servers -- soketi nchan`. With `--idle`
 * each connection also stands for 150 s without a change.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FollowedOrder } from './follow.js';
import { install, NotInstalled, versionOf } from './install.js';
import type { Place, RealServer } from './real-server.js';
import { servers } from './servers/index.js';
import { answers, isOpen, passed } from './wait.js';

const firstPort = 18_400;
const portsEach = 6;

interface Row {
  readonly name: string;
  readonly version: string;
  readonly right: string;
  readonly restart: string;
  readonly refusals: string;
  readonly failures: readonly string[];
}

async function examine(server: RealServer, port: number, isIdle: boolean): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'order-status-server-'));
  const beside: ChildProcess[] = [];
  let child: ChildProcess | undefined;
  let order: FollowedOrder | undefined;
  const failures: string[] = [];
  const tried = async <Result>(what: string, run: () => Promise<Result>): Promise<Result | undefined> => {
    try {
      return await run();
    } catch (error) {
      failures.push(`${what}: ${error instanceof Error ? error.message : error}`);
      return undefined;
    }
  };
  const { name, refusals, options } = server;
  const none = { name, version: '', right: '', restart: '', refusals: '' };
  try {
    const packages = install(server, folder);
    const place: Place = { folder, packages, port };
    const version = versionOf(server, packages);
    for (const [file, text] of Object.entries(server.files?.(place) ?? {})) writeFileSync(join(folder, file), text);
    beside.push(...((await server.prepare?.(place)) ?? []));
    for (const one of beside) running.add(one);
    child = await start(server, place);
    const id = (await server.setUp?.(place)) ?? 'A1';
    order = new FollowedOrder(server, port, id);
    await order.open(port + portsEach - 1);

    const times: string[] = [];
    for (const [what, refusal] of Object.entries(refusals)) {
      const time = await tried(what, async () => order?.refuse(refusal));
      times.push(`${time ? `told ${time}` : 'FAILED'} (${what})`);
    }
    const restart = async () => {
      if (child) await stop(child);
      await passed(1_000);
      child = await start(server, place);
      return child;
    };
    const measured =
      options && (await tried('right', async () => child && order?.follow(options(port), child, restart, isIdle)));
    const words = options ? (measured ?? { right: 'FAILED', restart: '' }) : { right: '(cannot)', restart: '' };
    return { name, version, ...words, refusals: times.join(', '), failures };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof NotInstalled) return { ...none, right: `not installed: ${message}`, failures };
    return { ...none, right: 'FAILED', failures: [...failures, message] };
  } finally {
    order?.close();
    for (const one of [child, ...beside]) if (one) await stop(one);
    await server.cleanUp?.({ folder, packages: '', port }).catch(() => {});
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What has been started and runs. It ends with this process, however that ends. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) end(child);
});
process.on('SIGINT', () => process.exit(130));
process.on('SIGTERM', () => process.exit(143));

async function start(server: RealServer, place: Place): Promise<ChildProcess> {
  const [command, ...words] = server.command(place);
  if (!existsSync(command)) throw new Error(`${command} is not there`);
  if (await isOpen(place.port)) throw new Error(`something else listens on port ${place.port}`);
  const log = join(place.folder, 'server.log');
  const child = spawn(command, words, {
    cwd: place.folder,
    stdio: ['pipe', 'ignore', openSync(log, 'w')],
    env: { ...process.env, PORT: `${place.port}`, ...server.environment?.(place) },
    // A group of its own, so that what it starts ends with it.
    detached: true,
  });
  running.add(child);
  if (await answers(place.port, child)) return child;
  throw new Error(`it does not start: ${readFileSync(log, 'utf8').slice(-400)}`);
}

/** Ends a server as a crash does, and what it has started. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  end(child);
  await ended;
  running.delete(child);
}

function end(child: ChildProcess): void {
  try {
    process.kill(-(child.pid ?? Number.NaN), 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

const words = process.argv.slice(2);
const isIdle = words.includes('--idle');
const wanted = words.filter((word) => !word.startsWith('-')).map((word) => word.toLowerCase());
const isWanted = ({ name }: RealServer) =>
  wanted.length === 0 || wanted.some((word) => name.toLowerCase().includes(word));

const rows: Row[] = [];
let port = firstPort;
for (const server of servers.filter(isWanted)) {
  const row = await examine(server, port, isIdle);
  port += portsEach;
  rows.push(row);
  console.log(`${row.failures.length > 0 ? '✖' : '·'} ${row.name}`);
  for (const failure of row.failures) console.log(`    ${failure}`);
}
console.log(
  '\n| Server | Version | Followed | After a restart | Never live, and told |\n| --- | --- | --- | --- | --- |',
);
for (const { name, version, right, restart, refusals } of rows)
  console.log(`| ${[name, version, right, restart, refusals].join(' | ')} |`);
const failed = rows.filter(({ failures }) => failures.length > 0).length;
const left = rows.filter(({ right }) => right.startsWith('not installed')).length;
console.log(`\n${rows.length - failed - left} passed, ${failed} failed, ${left} skipped`);
process.exit(failed > 0 ? 1 : 0);
