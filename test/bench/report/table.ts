import { type ColumnId, columnIds } from '../columns.js';
import { isMet, type Row, ratioOf } from './figures.js';

/** The table in Markdown. Behind each figure stands its ratio to the floor. */
export function tableOf(rows: readonly Row[]): string {
  const head = ['', 'floor', 'floor again', 'usual stack', 'ours', 'aim', ''];
  const lines = rows.map((row) => {
    const met = isMet(row);
    return [
      row.definition.title,
      ...columnIds.map((column) => cell(row, column)),
      aimOf(row),
      met === undefined ? '' : met ? '✓' : '✗',
    ];
  });
  const widths = head.map((title, at) => Math.max(title.length, ...lines.map((line) => line[at]?.length ?? 0), 1));
  const write = (line: readonly string[]) =>
    `| ${line.map((text, at) => (at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(Math.max(1, width - 1))}:`)).join(' | ')} |`;
  return [write(head), rule, ...lines.map(write)].join('\n');
}

function cell(row: Row, column: ColumnId): string {
  const { definition, figures } = row;
  const value = figures[column];
  if (Number.isNaN(value)) return '';
  const text = `${value.toFixed(definition.digits ?? 0)} ${definition.unit}`.trim();
  const ratio = ratioOf(row, column);
  return column === 'floor' || Number.isNaN(ratio) ? text : `${text} (${ratio.toFixed(2)}×)`;
}

export function aimOf({ definition: { aim, unit } }: Row): string {
  if (!aim) return '';
  return 'most' in aim ? `≤ ${aim.most} ${unit}`.trim() : `≤ ${aim.ratio}×`;
}
