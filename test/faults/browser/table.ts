import type { Outcome } from './row.js';

const head = [
  'fault',
  '',
  'followed by',
  'noticed',
  'well again',
  'status painted',
  'lost',
  'wrong',
  'stale live',
  'announced',
  'connects',
  'leaks',
  '',
] as const;

export const tableHead = [line(head), line(head.map(() => '---'))].join('\n');

/** One line of the table, in Markdown. Times in seconds, from the fault or, for recoveries, from its end. */
export function tableRow({ row, place, figures, objections }: Outcome): string {
  const verdict = objections.length === 0 ? 'ok' : `**${objections.join('; ')}**`;
  if (!figures) return line([row.id, row.fault, place, ...head.slice(3, -1).map(() => ''), verdict]);
  const { notice, recover, final, lost, wrong, staleLive, announced, connects, leaks } = figures;
  return line([
    row.id,
    row.fault,
    place,
    notice === undefined ? 'stays' : seconds(notice),
    seconds(recover),
    seconds(final),
    lost,
    wrong,
    staleLive === 0 ? 0 : seconds(staleLive),
    announced,
    connects,
    leaks ?? '?',
    verdict,
  ]);
}

function line(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

function seconds(milliseconds: number): string {
  return Number.isFinite(milliseconds) ? `${(milliseconds / 1000).toFixed(2)} s` : 'never';
}
