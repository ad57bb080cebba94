/*
 * Loaded on demand by tracker/history-code.ts.
 */

import { phaseOf } from '../status.js';
import { countPieces, type PastOrders } from './estimate.js';

const minute = 60_000;

/** The 10 %, 50 % and 90 % quantile of the minutes from order to ready, without the minutes of the items. */
export type Quantiles = readonly [lower: number, middle: number, upper: number];

/** How long past orders of one restaurant took. Plain JSON; `demo/estimates/train.ts` makes it from a CSV file. */
export interface HistoryTable {
  /** The restaurant's time zone: `Europe/Rome`. Default: the device's zone, which is right for guests at a table. */
  readonly timeZone?: string;
  /** Minutes that each piece adds. */
  readonly perItem: number;
  /** The pieces of a usual order, for orders whose items are unknown. */
  readonly usualItems: number;
  /** All orders. */
  readonly all: Quantiles;
  /** By hour, `"0"` to `"23"`; used if the weekday has no such hour. */
  readonly hours?: Readonly<Record<string, Quantiles>>;
  /** By weekday, `"0"` (Sunday) to `"6"`, and hour. */
  readonly weekdays?: Readonly<Record<string, Readonly<Record<string, Quantiles>>>>;
}

/** When an order was placed, by the restaurant's clock, and its size. */
export interface HistoryQuestion {
  /** 0 up to 24, with a fraction: 18.5 is 18:30. */
  readonly hour: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** Pieces; 0 if unknown. */
  readonly items: number;
}

/** What a table says of an order. */
export function pastOrders(table: HistoryTable): PastOrders {
  return (order, statusSince) => {
    const placedAt = order.placedAt ?? (phaseOf(order.status) === 'new' ? statusSince : undefined);
    if (!placedAt) return undefined;
    const question = { ...localTime(placedAt, table.timeZone), items: countPieces(order.items) };
    const [lower, , upper] = predictFromHistory(table, question);
    return [+placedAt + lower * minute, +placedAt + upper * minute];
  };
}

/** The minutes that such an order took in the past: four of five took between `lower` and `upper`. */
export function predictFromHistory(table: HistoryTable, { hour, weekday, items }: HistoryQuestion): Quantiles {
  const { all, hours, weekdays, perItem, usualItems } = table;
  const at = (whole: number) => weekdays?.[weekday]?.[whole] ?? hours?.[whole];
  // The figures of an hour hold in its middle; between two middles they are interpolated.
  const place = hour - 0.5;
  const before = Math.floor(place);
  const left = at(before) ?? at(before + 1) ?? all;
  const right = at(before + 1) ?? left;
  const between = (one: number, other: number) =>
    one + (other - one) * (place - before) + perItem * (items || usualItems);
  return [between(left[0], right[0]), between(left[1], right[1]), between(left[2], right[2])];
}

/** The restaurant's hour and weekday at a moment. */
export function localTime(moment: Date, timeZone?: string): Pick<HistoryQuestion, 'hour' | 'weekday'> {
  const local = timeZone ? new Date(moment.toLocaleString('en-US', { timeZone, hourCycle: 'h23' })) : moment;
  return { hour: local.getHours() + local.getMinutes() / 60, weekday: local.getDay() };
}

/** Checks a table that came as JSON. Throws `TypeError` if it is not one. */
export function parseHistoryTable(value: unknown): HistoryTable {
  try {
    const table = value as HistoryTable;
    const { all, hours = {}, weekdays = {}, perItem, usualItems, timeZone } = table;
    const cells: Quantiles[] = [all, [perItem, perItem, perItem], [usualItems, usualItems, usualItems]];
    const quantiles = cells.concat(
      Object.values(hours),
      Object.values(weekdays).flatMap((row) => Object.values(row)),
    );
    localTime(new Date(), timeZone);
    const isRising = ([lower, middle, upper]: Quantiles) => 0 <= lower && lower <= middle && middle <= upper;
    if (quantiles.every((cell) => cell.every(Number.isFinite) && isRising(cell))) return table;
  } catch {
    // A part is missing, or the time zone is unknown.
  }
  throw new TypeError('history must be a table of quantiles, as demo/estimates/train.ts makes it.');
}
