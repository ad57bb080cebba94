import { type ColumnId, columnIds } from '../columns.js';
import type { Group, RowDefinition, Samples } from '../rows.js';

/** One figure for each column. */
export interface Row {
  readonly definition: RowDefinition;
  readonly figures: Readonly<Record<ColumnId, number>>;
}

/** Collects the samples of all rounds. */
export class Collection {
  readonly #samples = new Map<string, number[]>();

  add(column: ColumnId, samples: Samples): void {
    for (const [row, values] of Object.entries(samples)) {
      const key = `${row} ${column}`;
      this.#samples.set(key, [...(this.#samples.get(key) ?? []), ...values]);
    }
  }

  rowsOf(groups: readonly Group[]): Row[] {
    return groups
      .flatMap(({ rows }) => rows)
      .map((definition) => ({
        definition,
        figures: Object.fromEntries(
          columnIds.map((column) => [
            column,
            quantile(this.#samples.get(`${definition.id} ${column}`) ?? [], definition.quantile ?? 0.5),
          ]),
        ) as Record<ColumnId, number>,
      }));
  }
}

export function quantile(all: readonly number[], share: number): number {
  const sorted = [...all].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** A figure as a multiple of the floor's; NaN where the floor's is nothing. */
export function ratioOf({ figures }: Pick<Row, 'figures'>, column: ColumnId): number {
  return figures.floor > 0 ? figures[column] / figures.floor : Number.NaN;
}

/** Whether our column is within the aim; `undefined` if the row has none. */
export function isMet(row: Row): boolean | undefined {
  const { aim } = row.definition;
  if (!aim) return undefined;
  // Where the floor is nothing, only nothing is within any ratio.
  if ('most' in aim) return row.figures.ours <= aim.most;
  return row.figures.floor > 0 ? ratioOf(row, 'ours') <= aim.ratio : row.figures.ours <= 0;
}
