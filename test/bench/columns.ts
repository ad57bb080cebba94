import type { Files } from './build-contestants.js';
import type { BenchSite } from './server/bench-server.js';

/** The columns of the table. `again` is the floor a second time: how far it is from the floor is the noise. */
export const columnIds = ['floor', 'again', 'usual', 'ours'] as const;
export type ColumnId = (typeof columnIds)[number];

export interface Contestant {
  readonly script: string;
  /** The tag that shows an order. `data-order` is for the bench. */
  tag(api: string, orderId: string): string;
}

const floor: Contestant = {
  script: '/floor.js',
  tag: (api, orderId) => `<floor-tracker data-order="${orderId}" data-server="${api}"></floor-tracker>`,
};

const usual: Contestant = {
  script: '/usual.js',
  tag: (api, orderId) => `<usual-tracker data-order="${orderId}" data-server="${api}"></usual-tracker>`,
};

const ours: Contestant = {
  script: '/cdn/order-status-tracker-supabase.js',
  tag: (api, orderId) =>
    `<order-status-tracker data-order="${orderId}" order-id="${orderId}" supabase-url="${api}"` +
    ' supabase-key="sb_publishable_bench" supabase-channel="changes"></order-status-tracker>',
};

export const contestants: Readonly<Record<ColumnId, Contestant>> = { floor, again: floor, usual, ours };

/** A page with one card, as a restaurant would write it. */
export function siteOf({ script, tag }: Contestant, file: Files): BenchSite {
  return {
    file,
    html: (query) => `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Your order</title><link rel="icon" href="data:,">
<script type="module" src="${script}"></script><body>${tag(query.get('api') ?? '', query.get('order') ?? '')}</body></html>`,
  };
}
