import { bundle } from '../../bench/build-contestants.js';
import type { FaultRunner } from './fault-runner.js';

/** Bundles the script of the usual hook's page. */
export function buildUsualScript(): Promise<string> {
  return bundle('build/test/faults/browser/usual-order.js');
}

/** The HTML of the usual hook's page; see usual-order.ts. */
export function usualHtml({ proxy, server }: FaultRunner): string {
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
