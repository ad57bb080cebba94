import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { fitHistoryTable, quantile } from '../../../demo/estimates/fit-history-table.js';
import { type PastOrder, readPastOrders } from '../../../demo/estimates/past-orders.js';
import { estimateOrder } from '../../../src/order/estimate/estimate-order.js';
import { parseHistoryTable, predictFromHistory } from '../../../src/order/estimate/history.js';

const csv = fileURLToPath(new URL('../../../../test/order/data/deliveries.csv', import.meta.url));
const orders = readPastOrders(readFileSync(csv, 'utf8'));
const splits = Array.from({ length: 20 }, (_, index) => split(orders, index + 1));

/** Holds out a fifth: the same orders for the same seed on every machine. */
function split(all: readonly PastOrder[], seed: number): { train: PastOrder[]; test: PastOrder[] } {
  const random = randomFrom(seed);
  const shuffled = all
    .map((order) => ({ order, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ order }) => order);
  const fifth = Math.floor(shuffled.length / 5);
  return { train: shuffled.slice(fifth), test: shuffled.slice(0, fifth) };
}

/** Mulberry32, public domain by Tommy Ettinger: 32 bits of state are enough for shuffling. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values: readonly number[]) =>
  quantile(
    [...values].sort((one, other) => one - other),
    0.5,
  );

type Predictor = (order: PastOrder) => number;

/** The mean absolute error in minutes over the held-out orders of all splits. */
function miss(learn: (train: readonly PastOrder[]) => Predictor): number {
  return mean(
    splits.map(({ train, test }) => {
      const predict = learn(train);
      return mean(test.map((order) => Math.abs(predict(order) - order.minutes)));
    }),
  );
}

/** The share of held-out orders that falls between two limits. */
function coverage(limits: (train: readonly PastOrder[]) => (order: PastOrder) => readonly [number, number]): number {
  return mean(
    splits.map(({ train, test }) => {
      const limit = limits(train);
      return mean(
        test.map((order) => {
          const [lower, upper] = limit(order);
          return order.minutes >= lower && order.minutes <= upper ? 1 : 0;
        }),
      );
    }),
  );
}

function byFormula({ items }: PastOrder): number {
  const placed = new Date('2026-05-01T12:00:00Z');
  const estimate = estimateOrder({
    order: {
      id: 'A',
      status: 'pending',
      statusSource: 'confirmed',
      delayed: false,
      onHold: false,
      items: [{ name: 'x', quantity: items }],
    },
    statusSince: placed,
    now: placed,
  });
  return estimate ? (+estimate.from - +placed) / 60_000 : Number.NaN;
}

function byHistory(train: readonly PastOrder[]) {
  const table = fitHistoryTable(train);
  return (order: PastOrder) => predictFromHistory(table, order);
}

describe('estimates on held-out orders', () => {
  const near = (actual: number, expected: number, tolerance: number) =>
    assert.ok(Math.abs(actual - expected) <= tolerance, `${actual.toFixed(3)} is not ${expected} ± ${tolerance}`);

  it('miss by 7.9 minutes with the formula', () =>
    near(
      miss(() => byFormula),
      7.9,
      0.1,
    ));

  it('miss by 5.4 minutes with the median of all orders', () => {
    near(
      miss((train) => {
        const usual = median(train.map(({ minutes }) => minutes));
        return () => usual;
      }),
      5.4,
      0.1,
    );
  });

  it('miss by 2.55 minutes with the median of hour and weekday', () => {
    const cellOf = ({ weekday, hour }: PastOrder) => `${weekday} ${Math.floor(hour)}`;
    near(
      miss((train) => {
        const cells = new Map<string, number[]>();
        for (const order of train) cells.set(cellOf(order), [...(cells.get(cellOf(order)) ?? []), order.minutes]);
        const medians = new Map([...cells].map(([cell, minutes]) => [cell, median(minutes)]));
        return (order) => medians.get(cellOf(order)) ?? 24;
      }),
      2.55,
      0.05,
    );
  });

  it('miss by no more than 2.6 minutes with the history table, better than all of these', () => {
    const minutes = miss((train) => {
      const predict = byHistory(train);
      return (order) => predict(order)[1];
    });
    near(minutes, 2.36, 0.05);
  });

  it('lie within the range of the history table in 76 to 84 of 100 cases', () => {
    const share = coverage((train) => {
      const predict = byHistory(train);
      return (order) => {
        const [lower, , upper] = predict(order);
        return [lower, upper];
      };
    });
    assert.ok(share >= 0.76 && share <= 0.84, share.toFixed(3));
  });

  it('lie within the range that is shown, rounded outward to five minutes, in more than 90 of 100', () => {
    const share = coverage((train) => {
      const predict = byHistory(train);
      return (order) => {
        const [lower, , upper] = predict(order);
        return [Math.floor(lower / 5) * 5, Math.ceil(upper / 5) * 5];
      };
    });
    assert.ok(share >= 0.9, share.toFixed(3));
  });

  it('are sensible after the first thirty orders already', () => {
    const few = (train: readonly PastOrder[]) => byHistory(train.slice(0, 30));
    const minutes = miss((train) => (order) => few(train)(order)[1]);
    assert.ok(minutes < 5, minutes.toFixed(3));
  });
});

describe('the training script', () => {
  const script = fileURLToPath(new URL('../../../demo/estimates/train.js', import.meta.url));
  const run = promisify(execFile);

  it('writes a table of less than 4 kB that the tracker accepts', async () => {
    const { stdout, stderr } = await run(process.execPath, [script, csv]);
    assert.ok(stdout.length < 4096, `${stdout.length}`);
    const [, middle] = predictFromHistory(parseHistoryTable(JSON.parse(stdout)), { hour: 18.5, weekday: 5, items: 3 });
    assert.ok(middle > 20 && middle < 45, `${middle}`);
    assert.match(stderr, /10012 orders/);
  });

  it('reads a back end’s export, in the restaurant’s time zone', () => {
    const exported =
      'placed_at,ready_at,items\n2026-05-01T22:30:00Z,2026-05-01T22:50:00Z,3\n,,\n2026-05-01T22:30:00Z,x,1\n';
    assert.deepEqual(readPastOrders(exported, 'Europe/Rome'), [{ minutes: 20, hour: 0.5, weekday: 6, items: 3 }]);
  });

  it('prints its usage', async () => {
    await assert.rejects(run(process.execPath, [script]), /Usage: .*past-orders\.csv/);
  });
});
