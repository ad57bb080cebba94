import type { FaultRunner } from './fault-runner.js';
import type { FollowedOrder } from './followed-order.js';

/** Options for a guest's page. */
export interface PageOptions {
  /** The token endpoint, if it is not the back end's own. */
  readonly tokenUrl?: string;
  /** The number of trackers on the page, all of the same order. Default 1. */
  readonly trackers?: number;
  /** Additional attributes. They override the runner's attributes. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** A script that runs before all other scripts of the page. */
  readonly firstScript?: string;
  /** Markup after the trackers. */
  readonly after?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The HTML of the whole page. Default: `guestHtml`. */
  readonly html?: string;
  /** An order that exists already. Default: a new order. */
  readonly order?: FollowedOrder;
}

/** The HTML of a restaurant's page with one or more tracker tags and one script. */
export function guestHtml(runner: FaultRunner, options: PageOptions = {}): string {
  const { tokenUrl, trackers = 1, firstScript = '', after = '' } = options;
  const attributes = Object.entries({ ...runner.attributes(tokenUrl), ...options.attributes });
  const tag = `<order-status-tracker ${attributes.map(([name, value]) => `${name}='${value}'`).join(' ')}></order-status-tracker>`;
  return `<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <title>Your order</title>
        <script>${firstScript}</script>
        <script type="module" src="/cdn/order-status-tracker-supabase.js"></script>
      </head>
      <body>${tag.repeat(trackers)}${after}</body>
    </html>`;
}
