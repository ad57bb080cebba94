import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import type { Browser, Page } from 'puppeteer-core';

/** Notes every picture that the browser paints, and everything that it writes to the console. */
const recorder = `<script>
  globalThis.pictures = [];
  globalThis.lines = [];
  for (const level of ['error', 'warn', 'log']) {
    const write = console[level];
    console[level] = (...words) => (lines.push(level + ': ' + words.join(' ')), write.apply(console, words));
  }
  addEventListener('error', ({ message }) => lines.push(message));
  addEventListener('unhandledrejection', ({ reason }) => lines.push(String(reason)));
  globalThis.shifts = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value)))
    .observe({ type: 'layout-shift', buffered: true });
  const note = () => {
    const host = document.querySelector('order-status-tracker, order-status-board');
    const root = host && host.shadowRoot;
    if (root && root.querySelector('article, section')) {
      const words = [...root.children].filter((child) => child.localName !== 'style').map((child) => child.innerText);
      const text = words.join(' ').replace(/\\s+/g, ' ').trim();
      const { height } = host.getBoundingClientRect();
      const cards = root.querySelectorAll('article, section.board').length;
      const moving = document.getAnimations().length;
      const picture = JSON.stringify({ text, height, cards, moving });
      if (pictures.at(-1) !== picture) pictures.push(picture);
    }
    later();
  };
  // A task after each frame: until then sizes, and what depends on them, are not those that are painted.
  const later = () => requestAnimationFrame(() => setTimeout(note));
  later();
</script>`;

/** One picture that was painted. */
export interface Picture {
  readonly text: string;
  /** Of the element, in pixels. */
  readonly height: number;
  /** How many cards or boards the element holds. */
  readonly cards: number;
  readonly moving: number;
}

/** What the page serves beside itself. */
export interface Site {
  readonly url: string;
  /** Every request for an order waits until `answer` is called. */
  readonly asked: () => number;
  answer(body: object): void;
  close(): Promise<void>;
}

/** A site with one page and its scripts. Orders are asked for at `/orders/…`, and answered when the test says so. */
export async function startSite(html: string, scripts: Readonly<Record<string, string>>): Promise<Site> {
  const waiting: ServerResponse[] = [];
  let asked = 0;
  let newest: object | undefined;
  const send = (response: ServerResponse, body: object) =>
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const script = scripts[pathname];
    if (pathname === '/') response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html);
    else if (script !== undefined) {
      response.writeHead(200, { 'Content-Type': 'text/javascript; charset=utf-8' }).end(script);
    } else if (pathname.startsWith('/orders/')) {
      asked += 1;
      if (newest) send(response, newest);
      else waiting.push(response);
    } else response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked: () => asked,
    answer(body) {
      newest = body;
      for (const response of waiting.splice(0)) send(response, body);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The whole page around what the server drew. */
export function pageWith(drawn: string, head = ''): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Your order</title><link rel="icon" href="data:,">
${recorder}${head}</head><body><div id="root">${drawn}</div></body></html>`;
}

/** Bundles a script as a site does; imports are sought from this folder. */
export async function bundle(contents: string, define: Readonly<Record<string, string>> = {}): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format: 'esm',
    define,
  });
  return outputFiles[0]?.text ?? '';
}

/** Opens a page in a fresh context, where nothing is stored. */
export async function open(browser: Browser, url: string, zone?: string): Promise<Page> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  if (zone) await page.emulateTimezone(zone);
  await page.goto(url, { waitUntil: 'load' });
  return page;
}

/** Two frames later: whatever was drawn has been painted and noted. */
export async function painted(page: Page): Promise<readonly Picture[]> {
  const pictures = await page.evaluate(
    `new Promise((resolve) => {
      let frames = 3;
      const next = () => (frames-- ? requestAnimationFrame(() => setTimeout(next)) : resolve(globalThis.pictures));
      next();
    })`,
  );
  return (pictures as readonly string[]).map((picture) => JSON.parse(picture) as Picture);
}
