import { bundle } from '../../bench/build-contestants.js';
import type { Lane } from './lane.js';

/** The script of the usual hook's page, as a bundler makes it. */
export function buildUsualScript(): Promise<string> {
  return bundle('build/test/faults/browser/usual-order.js');
}

/** The page that most sites would write by hand for this; see usual-order.ts. */
export function usualHtml({ proxy, server }: Lane): string {
  return `<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <title>Your order</title>
        <script>globalThis.back = ${JSON.stringify({ url: proxy.url, key: server.secrets.publishableKey })}</script>
        <script type="module" src="/cdn/usual-order.js"></script>
      </head>
      <body><main></main></body>
    </html>`;
}
