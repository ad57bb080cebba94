import type { HistoryTable, Quantiles } from '../../src/order/estimate/history.js';
import type { PastOrder } from './past-orders.js';

/**
 * The weight of the wider group, in orders, when the quantiles of a narrower group are shrunk towards it. A group of five
 * orders keeps half of its own value; a group of fifty keeps nearly all. The value was chosen on held-out orders;
 * anything from 3 to 10 is as good.
 */
const weightOfTheWider = 5;

/**
 * Fits the table of quantiles that predicts how long an order takes. The quantiles of a weekday and hour are shrunk
 * towards those of the hour, and these towards those of all orders, so that a few unusual evenings have little effect.
 * The minutes that each item adds are fitted within the groups first, and subtracted.
 */
export function fitHistoryTable(orders: readonly PastOrder[], timeZone?: string): HistoryTable {
  if (orders.length === 0) throw new RangeError('A history table needs at least one past order.');
  const perItem = fitPerItem([...groupBy(orders, ({ weekday, hour }) => `${weekday} ${Math.floor(hour)}`).values()]);
  const all = quantiles(orders, perItem);
  const hours: Record<string, Quantiles> = {};
  const weekdays: Record<string, Record<string, Quantiles>> = {};

  for (const [hour, ofHour] of groupBy(orders, (order) => Math.floor(order.hour))) {
    const usual = drawnTowards(all, quantiles(ofHour, perItem), ofHour.length);
    hours[hour] = rounded(usual);
    for (const [weekday, ofBoth] of groupBy(ofHour, (order) => order.weekday)) {
      const own = rounded(drawnTowards(usual, quantiles(ofBoth, perItem), ofBoth.length));
      weekdays[weekday] = { ...weekdays[weekday], [hour]: own };
    }
  }
  const usualItems = round(orders.reduce((sum, { items }) => sum + items, 0) / orders.length);
  return {
    ...(timeZone && { timeZone }),
    perItem: round(perItem, 100),
    usualItems,
    all: rounded(all),
    hours,
    weekdays,
  };
}

/** The minutes per item: least squares within each group, so that busy hours with large orders do not bias the slope. */
function fitPerItem(groups: readonly (readonly PastOrder[])[]): number {
  let covariance = 0;
  let variance = 0;
  for (const group of groups) {
    const meanItems = mean(group.map(({ items }) => items));
    const meanMinutes = mean(group.map(({ minutes }) => minutes));
    for (const { items, minutes } of group) {
      covariance += (items - meanItems) * (minutes - meanMinutes);
      variance += (items - meanItems) ** 2;
    }
  }
  return variance > 0 ? Math.max(0, covariance / variance) : 0;
}

function quantiles(orders: readonly PastOrder[], perItem: number): Quantiles {
  const minutes = orders.map((order) => order.minutes - perItem * order.items).sort((one, other) => one - other);
  return [quantile(minutes, 0.1), quantile(minutes, 0.5), quantile(minutes, 0.9)];
}

/** The quantile of a sorted list, with linear interpolation between two values. */
export function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const before = sorted[Math.floor(place)] ?? Number.NaN;
  const after = sorted[Math.ceil(place)] ?? Number.NaN;
  return before + (after - before) * (place % 1);
}

function drawnTowards(wider: Quantiles, own: Quantiles, count: number): Quantiles {
  const draw = (index: 0 | 1 | 2) =>
    (own[index] * count + wider[index] * weightOfTheWider) / (count + weightOfTheWider);
  return [draw(0), draw(1), draw(2)];
}

function rounded([lower, middle, upper]: Quantiles): Quantiles {
  return [round(lower), round(middle), round(upper)];
}

function round(value: number, parts = 10): number {
  return Math.round(value * parts) / parts;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
