import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { ColumnId } from '../columns.js';
import type { Group } from '../rows.js';
import { type Row, ratioOf } from './figures.js';

const path = 'test/bench/baseline.json';

/** The committed figures of a run. */
export interface Baseline {
  readonly measured: string;
  readonly browser: string;
  readonly rows: Readonly<Record<string, Readonly<Record<ColumnId, number>>>>;
}

export function readBaseline(): Baseline | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Baseline) : undefined;
}

/** Commits these rows. Rows that this run did not measure keep their figures. */
export function writeBaseline(rows: readonly Row[], browser: string): Baseline {
  const figuresOf = ({ figures }: Row) =>
    Object.fromEntries(Object.entries(figures).map(([column, value]) => [column, Number(value.toPrecision(4))]));
  const baseline = {
    measured: new Date().toISOString().slice(0, 10),
    browser,
    rows: {
      ...readBaseline()?.rows,
      ...(Object.fromEntries(rows.map((row) => [row.definition.id, figuresOf(row)])) as Baseline['rows']),
    },
  };
  writeFileSync(path, `${JSON.stringify(baseline, undefined, 2)}\n`);
  return baseline;
}

/** The committed figures in the order of the table. */
export function rowsOf(baseline: Baseline, groups: readonly Group[]): Row[] {
  return groups
    .flatMap(({ rows }) => rows)
    .flatMap((definition) => {
      const figures = baseline.rows[definition.id];
      return figures ? [{ definition, figures }] : [];
    });
}

/** The tolerance of a row that names none. */
export const usualTolerance = 0.1;

/**
 * The rows that are worse than the committed ones, each with the reason. A ratio may be worse by the noise, which is how
 * far "floor again" is from the floor, now or when the baseline was written, and by the row's tolerance.
 */
export function findWorse(rows: readonly Row[], baseline: Baseline): string[] {
  return rows.flatMap((row) => {
    const { definition } = row;
    const figures = baseline.rows[definition.id];
    if (!figures) return [];
    const committed = { definition, figures };
    const isRatio = definition.aim !== undefined && 'ratio' in definition.aim && figures.floor > 0;
    const judge = (one: Row) => (isRatio ? ratioOf(one, 'ours') : one.figures.ours);
    const noise = isRatio ? Math.max(noiseOf(row), noiseOf(committed)) : 0;
    const limit = judge(committed) * (1 + noise + (definition.tolerance ?? usualTolerance));
    const unit = isRatio ? '×' : ` ${definition.unit}`;
    const say = (value: number) => value.toFixed(2) + unit;
    return judge(row) > limit
      ? [`${definition.title}: ${say(judge(row))}, committed ${say(judge(committed))}, limit ${say(limit)}`]
      : [];
  });
}

function noiseOf(row: Row): number {
  return Math.abs(ratioOf(row, 'again') - 1) || 0;
}
