import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { answers } from '../servers/wait.js';
import { freePort } from '../support/free-port.js';
import { writeHtmlPages } from './html-pages.js';
import type { OrderServer } from './order-server.js';
import { keptFolder, type Project } from './project.js';
import { Site } from './site.js';
import type { Starter } from './starters.js';

/** A starter that runs, and how it is stopped. */
export interface Served {
  readonly site: Site;
  close(): Promise<void>;
}

/** Serves a folder of built pages. */
export async function serveFolder(folder: string, orders: OrderServer): Promise<Served> {
  const site = await Site.start({ folder }, orders.port);
  return { site, close: () => site.close() };
}

/** Serves a built starter: its folder, or what its own server says. */
export async function serveProject(project: Project, { folder }: Starter, orders: OrderServer): Promise<Served> {
  if (folder !== undefined) return serveFolder(join(project.folder, folder), orders);
  const port = await freePort();
  const child = project.start(port, `http://127.0.0.1:${orders.port}`);
  running.add(child);
  if (!(await answers(port, child))) throw new Error('its server does not start');
  const site = await Site.start({ port }, orders.port);
  return {
    site,
    async close() {
      await site.close();
      await stop(child);
    },
  };
}

/** Serves the plain pages, and the scripts from another origin, as a CDN does. */
export async function serveHtml(
  cdnFolder: string,
  orders: OrderServer,
  folder = join(keptFolder, 'html'),
): Promise<Served> {
  const cdn = await Site.start({ folder: cdnFolder }, orders.port);
  writeHtmlPages(folder, cdnFolder, cdn.url);
  const site = await Site.start({ folder }, orders.port);
  return {
    site,
    async close() {
      await site.close();
      await cdn.close();
    },
  };
}

/** Servers that run. They end with this process, however that ends. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) end(child);
});
process.on('SIGINT', () => process.exit(130));
process.on('SIGTERM', () => process.exit(143));

async function stop(child: ChildProcess): Promise<void> {
  running.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  end(child);
  await ended;
}

/** Ends a server and what it has started. */
function end(child: ChildProcess): void {
  try {
    process.kill(-(child.pid ?? Number.NaN), 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
