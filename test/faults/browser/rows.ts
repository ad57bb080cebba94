import type { ChromiumRow, Row } from './row.js';
import { accessRows } from './rows-access.js';
import { connectingRows } from './rows-connecting.js';
import { embeddingRows } from './rows-embedding.js';
import { leakRows } from './rows-leaks.js';
import { leavingRows } from './rows-leaving.js';
import { chromiumNetworkRows, networkRows } from './rows-network.js';
import { orderRows } from './rows-order.js';
import { pageLifeRows } from './rows-page-life.js';
import { payloadRows } from './rows-payload.js';
import { readRows } from './rows-reads.js';

/** The rows for every browser. */
export const rows: readonly Row[] = [
  ...networkRows,
  ...connectingRows,
  ...readRows,
  ...orderRows,
  ...accessRows,
  ...leavingRows,
  ...embeddingRows,
  ...payloadRows,
];

/** All rows for Chromium, in the order of the matrix. */
export const chromiumRows: readonly ChromiumRow[] = [
  ...rows,
  ...chromiumNetworkRows,
  ...pageLifeRows,
  ...leakRows,
].sort((one, other) => one.id.localeCompare(other.id));

/** The faults of the matrix without a row here, and where they are tested. */
export const elsewhere: readonly (readonly [id: string, where: string])[] = [
  ['F22', 'Retry-After of 120 s and of the year 2099: simulated, `npm test` (test/faults/matrix)'],
  ['F32', '2,000 guests of a server that restarts, and the spread of F03: real, `npm run load`'],
  ['F33', 'a restored backup: simulated; here it would restore the orders of every runner'],
  ['F38', 'a change between the first read and the join: simulated; F39 and F40 are harder cases of it'],
  ['F50', 'absurd estimates and clocks: simulated, and in three browsers by test/elements'],
  ['F54', "a phone's wrong clock: simulated; the records here use that clock"],
  ['F59', '1,000 renewals: simulated'],
  ['F62', 'frozen for 10 min: simulated; 4 s here'],
  ['F68', 'a monotone clock that stands still in sleep: simulated; desktop browsers do not do that'],
  ['F75', 'React StrictMode: real, in Chromium by `npm test` (react.e2e.ts)'],
  ['F77', '8 h: simulated; 10 min: real, `npm run faults -- --soak`'],
  [
    'F79',
    'the strictest content security policy: real, in Chromium and Firefox by `npm test` (content-security.e2e.ts)',
  ],
  ['F86', 'hostile texts: in three browsers by `npm test`'],
  ['F90', 'the public namesake of a channel: a test of the demo server; the element has no option to join one'],
];
