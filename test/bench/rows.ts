import type { Browser } from 'puppeteer-core';
import type { Files } from './build-contestants.js';
import type { ColumnId } from './columns.js';
import type { BenchServer } from './server/bench-server.js';

/** A row of the table. */
export interface RowDefinition {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  /** The limit of our column: a ratio to the floor, or the figure itself. A row without one is for information. */
  readonly aim?: { readonly ratio: number } | { readonly most: number };
  readonly digits?: number;
  /** How the samples become one figure. Default: the median. */
  readonly quantile?: number;
  /** By how much it may be worse than the committed one before `--check` fails, beside the noise. Default: 0.1. */
  readonly tolerance?: number;
}

/** Samples of one measurement, by the row's id. */
export type Samples = Readonly<Record<string, readonly number[]>>;

/** What a group measures with. */
export interface Bench {
  readonly browser: Browser;
  readonly files: Files;
  readonly servers: Readonly<Record<ColumnId, BenchServer>>;
  /** The back end of pages whose own server only has the page: every read is preflighted. */
  readonly apis: Readonly<Record<ColumnId, BenchServer>>;
  /** How long an idle page is watched, in seconds. */
  readonly idleSeconds: number;
}

/** Rows that are measured together. */
export interface Group {
  readonly name: string;
  readonly rows: readonly RowDefinition[];
  /** Measures one column once. Groups are measured by rounds, the columns in turn. */
  measure(bench: Bench, column: ColumnId): Promise<Samples>;
  /** The most rounds that it gets: its figures do not vary, or the measurement is long. */
  readonly maximumRounds?: number;
  /** All columns at the same time: the figures do not depend on the time that others use. */
  readonly together?: boolean;
}
