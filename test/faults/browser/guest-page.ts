import type { FollowedOrder } from './followed-order.js';
import type { Lane } from './lane.js';

/** What a guest's page may have beside the usual. */
export interface PageOptions {
  /** Where tokens come from, if not from the back end itself. */
  readonly tokenUrl?: string;
  /** How many trackers of the order the page has. Default 1. */
  readonly trackers?: number;
  /** Attributes beside those of the lane; one of the same name wins. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** A script of the page that runs before any other. */
  readonly firstScript?: string;
  /** Markup after the trackers. */
  readonly after?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The whole page; default: `guestHtml`. */
  readonly html?: string;
  /** An order that somebody else follows too, or that has come some way. */
  readonly order?: FollowedOrder;
}

/** The page of a restaurant that has pasted one tag, or more, and one script. */
export function guestHtml(lane: Lane, options: PageOptions = {}): string {
  const { tokenUrl, trackers = 1, firstScript = '', after = '' } = options;
  const attributes = Object.entries({ ...lane.attributes(tokenUrl), ...options.attributes });
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
