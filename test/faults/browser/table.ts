import type { Outcome } from './row.js';
import type { Figures, Limits } from './trial.js';

const head = [
  'fault',
  '',
  'transport',
  'browser',
  'noticed',
  'recovered',
  'status painted',
  'updates lost',
  'wrong',
  'stale while live',
  'announced twice',
  'leaks',
  'limits',
  'verdict',
] as const;

export const tableHead = [line(head), line(head.map(() => '---'))].join('\n');

/** One row of the Markdown table. Times are in seconds, from the start of the fault; recoveries from its end. */
export function tableRow({ row, transport, engine, contestant, limits, figures, objections }: Outcome): string {
  const isOurs = contestant === 'ours';
  const verdict =
    objections.length === 0 ? 'ok' : isOurs ? `**${objections.join('; ')}**` : `outside: ${objections.join('; ')}`;
  const place = [row.id, row.fault, isOurs ? transport : `the usual hook, ${transport}`, engine];
  if (!figures) return line([...place, ...head.slice(4, -2).map(() => ''), limitsInWords(limits), verdict]);
  const { notice, recover, final, lost, wrong, staleLive, announced, leaks } = figures;
  return line([
    ...place,
    notice === undefined ? 'stays' : seconds(notice),
    seconds(recover),
    seconds(final),
    lost,
    wrong,
    staleLive === 0 ? 0 : seconds(staleLive),
    Math.max(0, announced - (limits.announced ?? 1)),
    leaks ?? '?',
    limitsInWords(limits),
    verdict,
  ]);
}

/** Compares our element with the usual hook: the same faults, the same transport, the same run. */
export function besideUsualTable(outcomes: readonly Outcome[]): string {
  const columns = ['fault', '', 'stale while live', 'status painted', 'announced', 'left behind'];
  const lines = outcomes
    .filter(({ contestant }) => contestant === 'usual')
    .map((usual) => {
      const ours = outcomes.find(
        ({ row, contestant, transport, engine }) =>
          row === usual.row && contestant === 'ours' && transport === usual.transport && engine === usual.engine,
      );
      const both = (show: (figures: Figures) => string | number) =>
        [ours, usual].map((outcome) => (outcome?.figures ? show(outcome.figures) : '?')).join(' / ');
      return line([
        usual.row.id,
        usual.row.fault,
        both(({ staleLive }) => seconds(staleLive)),
        both(({ final }) => seconds(final)),
        both(({ announced }) => announced),
        both(({ leaks }) => leaks ?? '?'),
      ]);
    });
  return ['Ours / the usual hook:', '', line(columns), line(columns.map(() => '---')), ...lines].join('\n');
}

/** The limits of a row as text. The limits of all rows are left out: nothing lost, wrong, announced twice or leaked. */
export function limitsInWords(limits: Limits): string {
  const {
    notice,
    recover,
    final = 12_000,
    firstRead,
    connects,
    tokenCalls,
    changes,
    staleLive = 0,
    announced,
  } = limits;
  const atMost: readonly (readonly [string, number | undefined, boolean?])[] = [
    ['noticed', notice, true],
    ['recovered', recover, true],
    ['status', final, true],
    ['first read', firstRead, true],
    ['stale', staleLive, true],
    ['connects', connects],
    ['token calls', tokenCalls],
    ['changes of connection', changes],
  ];
  const words = atMost.flatMap(([name, limit, isTime]) =>
    limit === undefined || !Number.isFinite(limit) ? [] : [`${name} ≤ ${isTime ? `${limit / 1000} s` : limit}`],
  );
  if (limits.uninterrupted) words.unshift('no interruption');
  if (announced === 0) words.push('silent');
  return words.join(', ');
}

/** An outcome for build/faults.json. Times are in milliseconds; those that never came are absent. */
export function record({ row, transport, engine, contestant, limits, figures, objections }: Outcome): object {
  return { id: row.id, fault: row.fault, transport, engine, contestant, limits, figures, objections };
}

function line(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

function seconds(milliseconds: number): string {
  return Number.isFinite(milliseconds) ? `${(milliseconds / 1000).toFixed(2)} s` : 'never';
}
