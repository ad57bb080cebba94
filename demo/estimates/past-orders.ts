import { localTime } from '../../src/order/estimate/history.js';

/** One past order, with weekday and hour in the restaurant's time zone. */
export interface PastOrder {
  /** Minutes from placed to ready. */
  readonly minutes: number;
  /** The hour with its fraction, from 0 to below 24. */
  readonly hour: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** The number of items. */
  readonly items: number;
}

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/**
 * Reads past orders from CSV with a header line. The columns are either `placed_at`, `ready_at` (ISO 8601) and `items`,
 * as a query on a back end's orders gives them; or `minutes` (or `time_to_delivery`), `hour`, `day` (`Mon`) and `items`.
 * Instead of `items` there may be one column for each kind of item (`item_01`, …). Invalid lines are left out.
 */
export function readPastOrders(csv: string, timeZone?: string): PastOrder[] {
  const [names = [], ...lines] = csv
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  return lines
    .map((cells) => toPastOrder(new Map(names.map((name, index) => [name.trim(), cells[index] ?? ''])), timeZone))
    .filter(
      ({ minutes, hour, weekday, items }) =>
        minutes > 0 && minutes < 24 * 60 && hour >= 0 && hour < 24 && weekday >= 0 && items >= 0,
    );
}

function toPastOrder(row: ReadonlyMap<string, string>, timeZone?: string): PastOrder {
  const number = (name: string) => Number.parseFloat(row.get(name) ?? '');
  const kinds = [...row.keys()].filter((name) => name.startsWith('item_'));
  const items = row.has('items') ? number('items') : kinds.reduce((sum, name) => sum + number(name), 0);
  if (!row.has('placed_at')) {
    const minutes = row.has('minutes') ? number('minutes') : number('time_to_delivery');
    return {
      minutes,
      hour: number('hour'),
      weekday: weekdays.indexOf((row.get('day') ?? '').slice(0, 3).toLowerCase()),
      items,
    };
  }
  const placedAt = new Date(row.get('placed_at') ?? '');
  const minutes = (Date.parse(row.get('ready_at') ?? '') - placedAt.getTime()) / 60_000;
  return { minutes, ...localTime(placedAt, timeZone), items };
}
