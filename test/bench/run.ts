/**
 * Measures three things: the time until the page shows the order, the time from a commit in the database to the screen,
 * and how smoothly the page changes. It compares our element with a minimal element and with the usual stack, in
 * alternation in one run. The processor is slowed down four times, and six times for the frames. Absolute figures differ
 * between machines, so compare the ratios.
 *
 *   npm run bench [-- --rounds 12]
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { type DemoServer, startDemoServer } from '../../demo/server/server.js';
import { placeOrder } from '../demo/support.js';
import { chromiumFlags, chromiumPath } from '../support/browsers.js';
import { buildContestants, type Contestant } from './build-contestants.js';
import { type Smoothness, stopwatch, watchFrames } from './motion.js';

interface Figures {
  readonly start: number[];
  readonly startWork: number[];
  readonly update: number[];
  readonly changes: Smoothness[];
}

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '12' } } });
const rounds = Number(values.rounds);
const updatesPerRound = 4;
/** The status changes whose frames are measured. The last one has the largest animation. */
const wayToReady = ['preparing', 'ready'] as const;
/** The time that every contestant gets to connect, in milliseconds. */
const connectionTime = 2_500;

const contestants = await buildContestants();
const server = await startDemoServer({ port: 0 });
const pages = createServer((request, response) => serve(contestants, request.url ?? '/', response));
await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
const { port } = pages.address() as AddressInfo;
const browser = await puppeteer.launch({ executablePath: chromiumPath(), args: [...chromiumFlags] });

const figures = new Map<Contestant, Figures>(
  contestants.map((one) => [one, { start: [], startWork: [], update: [], changes: [] }]),
);
for (let round = 0; round < rounds; round += 1) {
  for (const [contestant, { start, startWork, update, changes }] of figures) {
    const run = await play(browser, server, contestant, contestants.indexOf(contestant));
    start.push(run.start);
    startWork.push(run.startWork);
    update.push(...run.updates);
    changes.push(...run.changes);
    process.stderr.write('.');
  }
}
process.stderr.write('\n');
console.log(report(figures));

await browser.close();
pages.close();
await server.close();

function serve(all: readonly Contestant[], url: string, response: import('node:http').ServerResponse): void {
  const [, index = '', script] = /^\/(\d+)(?:\/(\d+)\.js)?/.exec(url) ?? [];
  const contestant = all[Number(index)];
  if (script !== undefined) {
    response.setHeader('content-type', 'text/javascript').end(contestant?.scripts[Number(script)]);
    return;
  }
  const tags = contestant?.scripts.map((_, at) => `<script type="module" src="/${index}/${at}.js"></script>`);
  response.setHeader('content-type', 'text/html').end(`<!doctype html><meta charset="utf-8"><body>${tags?.join('')}`);
}

/** Runs one page from opening to its last update. All figures are in milliseconds. */
async function play(browser: Browser, server: DemoServer, contestant: Contestant, index: number) {
  const order = await placeOrder(server);
  const context = await browser.createBrowserContext();
  const moveTo = (status: string) =>
    server.database.transaction(({ query }) =>
      query('update public.orders set status = $2 where id = $1', [order.id, status]),
    );
  const page = await context.newPage();
  const work = await stopwatch(page);
  await page.emulateCPUThrottling(4);
  await page.evaluateOnNewDocument(recordPaintedStatuses);
  const query = new URLSearchParams({
    server: server.url,
    key: server.secrets.publishableKey,
    order: order.id,
    capability: order.capability,
  });
  await page.goto(`http://127.0.0.1:${port}/${index}?${query}${contestant.parameters}`);
  const start = await painted(page, 0);
  const startWork = await work();

  // Updates are measured on an open connection. Not every contestant shows that it is connected, so this waits.
  await new Promise((resolve) => setTimeout(resolve, connectionTime));
  const updates: number[] = [];
  for (let change = 1; change <= updatesPerRound; change += 1) {
    const status = change % 2 === 1 ? 'preparing' : 'pending';
    const committed = Date.now();
    await moveTo(status);
    updates.push((await painted(page, change)) - committed);
  }

  await page.emulateCPUThrottling(6);
  const changes: Smoothness[] = [];
  for (const status of wayToReady) changes.push(await watchFrames(page, work, () => moveTo(status)));
  const origin = await page.evaluate(() => performance.timeOrigin);
  await context.close();
  return { start: start - origin, startWork, updates, changes };
}

/** Runs in the page: records when each status was on the screen, by the computer's clock. */
function recordPaintedStatuses(): void {
  const record: number[] = [];
  let last: string | null = null;
  Object.assign(globalThis, { paintedStatuses: record });
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const status =
        (target as Element).getAttribute?.('status') ??
        (target as Element).querySelector?.('[status]')?.getAttribute('status');
      if (!status || status === last) continue;
      last = status;
      requestAnimationFrame(() => record.push(Date.now()));
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['status'] });
}

/** Waits until the page has painted its status number `index`. Resolves with that time, by the computer's clock. */
async function painted(page: Page, index: number): Promise<number> {
  const handle = await page.waitForFunction(
    (at) => (globalThis as { paintedStatuses?: number[] }).paintedStatuses?.[at],
    { polling: 'raf', timeout: 20_000 },
    index,
  );
  return (await handle.jsonValue()) ?? Number.NaN;
}

function report(all: ReadonlyMap<Contestant, Figures>): string {
  const rows = [...all].map(([{ name, bytes }, { start, startWork, update, changes }]) => ({
    name,
    figures: [
      [bytes / 1_000, 1, ' kB'],
      [median(start), 0, ' ms'],
      [median(startWork), 0, ' ms'],
      [median(update), 0, ' ms'],
      [median(changes.map(({ worstFrame }) => worstFrame)), 0, ' ms'],
      [median(changes.map(({ lateFrames }) => lateFrames)), 0, ''],
      [median(changes.map(({ work }) => work)), 0, ' ms'],
    ] as const,
  }));
  const head = [
    '',
    'download, brotli',
    'opening → status on screen',
    'work until then',
    'commit → screen',
    'longest frame of a change',
    'late frames of a change',
    'work of a change',
  ];
  const least = rows[0]?.figures ?? [];
  const cells = rows.map(({ name, figures }) => [
    name,
    ...figures.map(([value, digits, unit], at) => value.toFixed(digits) + unit + ratio(value, least[at]?.[0])),
  ]);
  return [head, head.map(() => '---'), ...cells].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function median(all: readonly number[]): number {
  const sorted = [...all].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function ratio(one: number, other: number | undefined): string {
  return other ? ` (${(one / other).toFixed(2)}×)` : '';
}
