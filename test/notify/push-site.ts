import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import { projectPath } from '../../demo/server/project-files.js';

/** What a worker told the server. */
export interface Told {
  readonly action: string;
  readonly order_id: string;
  readonly message: string;
  /** `performance.now()` when it came. */
  readonly at: number;
}

/** How the page of an order answers the worker, if it does. */
type PageKind = 'silent' | 'shows it itself';

/**
 * A restaurant's site with the worker as the build makes it, a page for each order, and the endpoint `notify` of its back
 * end. The pages have `subscribe()` and `end()` on a button each, since both are called in a tap.
 */
export class PushSite {
  readonly told: Told[] = [];
  /** Statuses with which the endpoint answers the next calls; 204 after that. */
  readonly failures: number[] = [];
  /** The site's own worker, as it stands at `/sw.js`. */
  ownWorker = '';
  readonly #server: Server;
  #waiting: (() => void)[] = [];

  private constructor(server: Server, pageCode: string) {
    this.#server = server;
    const worker = readFileSync(projectPath('dist', 'order-status-worker.js'), 'utf8');
    server.on('request', (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
      const script = { '/order-status-worker.js': worker, '/page.js': pageCode, '/sw.js': this.ownWorker }[pathname];
      if (pathname === '/functions/v1/notify') {
        let body = '';
        request.on('data', (data: Buffer) => {
          body += data.toString();
        });
        request.on('end', () => {
          const status = this.failures.shift() ?? 204;
          if (status === 204) this.#note({ ...(JSON.parse(body) as Omit<Told, 'at'>), at: performance.now() });
          response.writeHead(status, { 'Access-Control-Allow-Origin': '*' }).end();
        });
      } else if (script !== undefined) response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(script);
      else if (pathname.startsWith('/order/')) {
        const kind = (searchParams.get('page') ?? 'silent') as PageKind;
        response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page(kind));
      } else response.writeHead(404).end();
    });
  }

  static async start(): Promise<PushSite> {
    const { outputFiles } = await build({
      stdin: {
        contents: `export * from './push-subscription.js';`,
        resolveDir: projectPath('build', 'src', 'alerts'),
      },
      bundle: true,
      format: 'esm',
      write: false,
    });
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new PushSite(server, outputFiles[0]?.text ?? '');
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Where the worker tells what it has shown. */
  get notifyUrl(): string {
    return `${this.url}/functions/v1/notify`;
  }

  /** Waits until the worker has told so much of a message; rejects after 15 s. */
  async hears(action: string, message: string, count = 1): Promise<readonly Told[]> {
    const limit = AbortSignal.timeout(15_000);
    for (;;) {
      const found = this.told.filter((told) => told.action === action && told.message === message);
      if (found.length >= count) return found;
      await new Promise<void>((resolve, reject) => {
        this.#waiting.push(resolve);
        limit.onabort = () => reject(new Error(`The worker told "${action}" ${found.length} times.`));
      });
    }
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #note(told: Told): void {
    this.told.push(told);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }
}

function page(kind: PageKind): string {
  const answer =
    kind === 'silent'
      ? ''
      : `navigator.serviceWorker.addEventListener('message', ({ data, ports: [port] }) => {
          if (data.type !== 'order-status-tracker:push') return;
          document.title = data.orderId + ' ' + data.kind;
          port.postMessage({ isShown: true });
        });
        navigator.serviceWorker.startMessages();`;
  return `<!doctype html><title>Order</title><button id="subscribe">Tell me</button><button id="end">End</button>
    <script type="module">
      import { endPushSubscription, subscribeToPush } from '/page.js';
      const query = new URLSearchParams(location.search);
      const workerUrl = query.get('worker') ?? '/order-status-worker.js';
      const on = (id, act) => document.getElementById(id).addEventListener('click', async () => {
        document.body.dataset.outcome = JSON.stringify((await act()) ?? 'ended');
      });
      const order = location.pathname;
      on('subscribe', () => subscribeToPush({ workerUrl, publicKey: query.get('key'), order }));
      on('end', () => endPushSubscription({ workerUrl, order }));
      ${answer}
      navigator.serviceWorker.addEventListener('message', ({ data }) => {
        if (data.type === 'order-status-tracker:subscription') document.body.dataset.renewed = JSON.stringify(data.subscription);
      });
      document.body.dataset.ready = '';
    </script>`;
}
