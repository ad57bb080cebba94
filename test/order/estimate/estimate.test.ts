import { expect } from '@esm-bundle/chai';
import fc from 'fast-check';
import { type Estimate, missedBy } from '../../../src/order/estimate/estimate.js';
import { estimateOrder } from '../../../src/order/estimate/estimate-order.js';
import {
  type HistoryTable,
  localTime,
  parseHistoryTable,
  predictFromHistory,
} from '../../../src/order/estimate/history.js';
import type { Order, OrderItem } from '../../../src/order/order.js';
import { orderStatuses } from '../../../src/order/status.js';
import { randomRuns } from '../../support/random-runs.js';

const noon = Date.UTC(2026, 4, 1, 12);
/** Minutes after noon. */
const at = (minutes: number) => new Date(noon + minutes * 60_000);
const pieces = (quantity: number, prepMinutes?: number): OrderItem => ({
  name: 'Pizza',
  quantity,
  ...(prepMinutes !== undefined && { prepMinutes }),
});

const blank: Order = {
  id: 'A',
  status: 'pending',
  statusSource: 'confirmed',
  delayed: false,
  onHold: false,
  items: [],
};
const order = (more: Partial<Order>): Order => ({ ...blank, ...more });

/** The estimate of an order whose status was first seen at noon, in minutes after noon. */
function minutesOf(more: Partial<Order>, now = 1, history?: HistoryTable) {
  const estimate = estimateOrder({ order: order(more), statusSince: at(0), now: at(now), history });
  if (!estimate) return undefined;
  const { from, to, source, late, only } = estimate;
  const minutes = { from: (+from - noon) / 60_000, to: Math.round((+to - noon) / 6000) / 10 };
  return { ...minutes, source, late, ...(only && { only }) };
}

/** Every hour takes as many minutes as its number, and Friday evening twenty more. */
const table: HistoryTable = {
  timeZone: 'UTC',
  perItem: 2,
  usualItems: 3,
  all: [10, 20, 40],
  hours: { 11: [5, 11, 21], 12: [6, 12, 22], 20: [10, 20, 30] },
  weekdays: { 5: { 20: [30, 40, 50] } },
};

describe('estimateOrder', () => {
  describe('by the formula', () => {
    it('gives 15 minutes for half of the pieces, and at most 30', () => {
      expect(minutesOf({ items: [pieces(1)] })).to.deep.equal({ from: 7.5, to: 9.8, source: 'formula', late: false });
      expect(minutesOf({ items: [pieces(1), pieces(2)] })).to.include({ from: 22.5, to: 29.3 });
      expect(minutesOf({ items: [pieces(50)] })).to.include({ from: 30, to: 39 });
    });

    it('gives less time to an order in the kitchen, and at least five minutes', () => {
      expect(minutesOf({ status: 'preparing', items: [pieces(4)] })).to.include({ from: 18, to: 23.4 });
      expect(minutesOf({ status: 'preparing', items: [pieces(1)] })).to.include({ from: 5, to: 6.5 });
    });

    it('uses the minutes of the items if known: the longest, and a fifth of the rest', () => {
      expect(minutesOf({ items: [pieces(2, 10), pieces(1, 20), pieces(9)] })).to.include({ from: 24, to: 31.2 });
    });

    it('gives no estimate for an order without items', () => {
      expect(minutesOf({})).to.equal(undefined);
    });
  });

  describe('by the back end’s own window', () => {
    it('is used before history and formula', () => {
      const window = { estimatedReadyFrom: at(10), estimatedReadyTo: at(20), items: [pieces(2)], placedAt: at(0) };
      expect(minutesOf(window, 1, table)).to.deep.equal({ from: 10, to: 20, source: 'backend', late: false });
    });

    it('has one end if only one is given, or both contradict each other: no other is made up', () => {
      expect(minutesOf({ estimatedReadyFrom: at(10) })).to.include({ from: 10, to: 10, only: 'from' });
      expect(minutesOf({ estimatedReadyTo: at(20) })).to.include({ from: 20, to: 20, only: 'to' });
      expect(minutesOf({ estimatedReadyFrom: at(30), estimatedReadyTo: at(20) })).to.include({ to: 20, only: 'to' });
      expect(minutesOf({ estimatedReadyFrom: at(20), estimatedReadyTo: at(20) })?.only).to.equal(undefined);
    });

    it('is late after its only end, and says nothing more after its only start', () => {
      expect(minutesOf({ estimatedReadyTo: at(20) }, 21)).to.include({ late: true });
      expect(minutesOf({ estimatedReadyFrom: at(10) }, 10)).to.include({ late: false });
      expect(minutesOf({ estimatedReadyFrom: at(10), items: [pieces(2)] }, 11)).to.equal(undefined);
    });

    it('is missed only on the side that was given', () => {
      const missed = (window: Partial<Order>, actual: number) => {
        const estimate = estimateOrder({ order: order(window), statusSince: at(0), now: at(1) });
        return estimate && missedBy(estimate, at(actual)) / 60_000;
      };
      expect([5, 15].map((actual) => missed({ estimatedReadyTo: at(10) }, actual))).to.deep.equal([0, 5]);
      expect([5, 15].map((actual) => missed({ estimatedReadyFrom: at(10) }, actual))).to.deep.equal([-5, 0]);
      const both = { estimatedReadyFrom: at(10), estimatedReadyTo: at(20) };
      expect([5, 15, 25].map((actual) => missed(both, actual))).to.deep.equal([-5, 0, 5]);
    });

    it('is ignored if it is more than a day away, and nothing is made up in its place', () => {
      for (const days of [-400, -2, 2, 400]) {
        const far = at(days * 24 * 60);
        expect(minutesOf({ estimatedReadyTo: far }), `${days}`).to.equal(undefined);
        expect(minutesOf({ estimatedReadyTo: far, items: [pieces(2)] }), `${days}`).to.equal(undefined);
      }
      expect(minutesOf({ estimatedReadyFrom: at(-700), estimatedReadyTo: at(900) })).to.equal(undefined);
    });

    it('is replaced by nothing where its times cannot be read', () => {
      expect(minutesOf({ items: [pieces(2)] })).to.include({ source: 'formula' });
      expect(minutesOf({ hasUnreadEstimate: true, items: [pieces(2)] })).to.equal(undefined);
      expect(minutesOf({ hasUnreadEstimate: true, estimatedReadyTo: at(20) })).to.include({ source: 'backend' });
    });

    it('may be days away for a scheduled order', () => {
      const ahead = { status: 'scheduled', estimatedReadyTo: at(3 * 24 * 60), items: [pieces(2)] } as const;
      expect(minutesOf(ahead)).to.include({ source: 'backend' });
      expect(minutesOf({ ...ahead, estimatedReadyTo: at(90 * 24 * 60) })).to.equal(undefined);
    });

    it('is the only estimate while the status is unmapped', () => {
      expect(minutesOf({ unmappedStatus: 'plating', items: [pieces(2)] })).to.equal(undefined);
      expect(minutesOf({ unmappedStatus: 'plating', estimatedReadyTo: at(20) })).to.include({ to: 20 });
    });
  });

  describe('of a delivery', () => {
    const window = { estimatedReadyTo: at(20), estimatedArrivalFrom: at(35), estimatedArrivalTo: at(45) };
    const estimate = (more: Partial<Order>, now = 1) =>
      estimateOrder({ order: order({ fulfilment: 'delivery', ...window, ...more }), statusSince: at(0), now: at(now) });

    it('is the arrival where the back end gives it, until the order has arrived', () => {
      for (const status of ['pending', 'preparing', 'ready', 'out_for_delivery'] as const) {
        expect(estimate({ status }), status).to.deep.include({ of: 'arrival', from: at(35), to: at(45), late: false });
      }
      expect(estimate({ status: 'out_for_delivery' }, 46)).to.include({ late: true });
      for (const status of ['completed', 'cancelled', 'failed'] as const) {
        expect(estimate({ status }), status).to.equal(undefined);
      }
    });

    it('is still the arrival where the kitchen’s pause was never lifted, once the order is ready', () => {
      for (const status of ['ready', 'out_for_delivery'] as const) {
        expect(estimate({ status, onHold: true }), status).to.deep.include({ of: 'arrival', to: at(45) });
      }
      for (const status of ['scheduled', 'pending', 'preparing', 'completed', 'cancelled'] as const) {
        expect(estimate({ status, onHold: true }), status).to.equal(undefined);
      }
    });

    it('is no arrival for an order of another kind, or on another way', () => {
      for (const fulfilment of ['dine_in', 'pickup'] as const) {
        expect(estimate({ fulfilment, status: 'preparing' }), fulfilment).to.include({ of: 'ready' });
        expect(estimate({ fulfilment, status: 'ready' }), fulfilment).to.equal(undefined);
      }
      const unknown = { fulfilment: undefined } as unknown as Partial<Order>;
      expect(estimate({ ...unknown, status: 'served' }, 50)).to.equal(undefined);
      expect(estimate({ ...unknown, status: 'preparing' })).to.include({ of: 'arrival' });
    });

    it('is when it will be ready where the back end gives no arrival, and nothing once it has left', () => {
      const unknown = { estimatedArrivalFrom: undefined, estimatedArrivalTo: undefined } as unknown as Partial<Order>;
      expect(estimate({ ...unknown, status: 'preparing' })).to.include({ of: 'ready' });
      expect(estimate({ ...unknown, status: 'out_for_delivery' })).to.equal(undefined);
    });
  });

  describe('by past orders', () => {
    it('counts from the time of placing, also for an order in the kitchen', () => {
      const placed = { placedAt: at(-30), items: [pieces(2)] };
      const expected = { from: -21, to: -5, source: 'history', late: true };
      expect(minutesOf(placed, 0, { ...table, hours: {} })).to.deep.equal({
        ...expected,
        from: -16,
        to: 14,
        late: false,
      });
      expect(minutesOf({ ...placed, status: 'preparing' }, 0, table)).to.include(expected);
    });

    it('counts from when this device first saw a pending order, if the time of placing is unknown', () => {
      expect(minutesOf({ items: [pieces(1)] }, 1, table)).to.include({ from: 7.5, to: 23.5, source: 'history' });
      expect(minutesOf({ status: 'preparing', items: [pieces(2)] }, 1, table)).to.include({ source: 'formula' });
    });

    it('assumes the usual pieces if the items are unknown', () => {
      expect(minutesOf({ placedAt: at(0) }, 1, table)).to.include({ from: 11.5, to: 27.5 });
    });
  });

  it('is late once its end has passed and the order is still not ready', () => {
    const items = [pieces(2)];
    expect(minutesOf({ items }, 19.4)).to.include({ late: false });
    expect(minutesOf({ items }, 19.6)).to.include({ late: true });
    expect(minutesOf({ estimatedReadyTo: at(-1) })).to.include({ late: true });
  });

  it('gives no estimate for an order that is ready, past ready, ended or on hold', () => {
    const window = { estimatedReadyFrom: at(10), estimatedReadyTo: at(20), items: [pieces(2)] };
    for (const status of orderStatuses) {
      const isAwaited = ['scheduled', 'pending', 'preparing'].includes(status);
      expect(minutesOf({ ...window, status }) !== undefined, status).to.equal(isAwaited);
    }
    expect(minutesOf({ ...window, onHold: true })).to.equal(undefined);
  });

  it('is always a sensible range within a day, for any order', () => {
    const dates = fc.option(
      fc.integer({ min: -1e13, max: 1e13 }).map((time) => new Date(noon + time)),
      { nil: undefined },
    );
    const known = fc.record({
      status: fc.constantFrom('pending' as const, 'preparing' as const),
      estimatedReadyFrom: dates,
      estimatedReadyTo: dates,
      placedAt: dates,
      items: fc.array(fc.record({ name: fc.constant('x'), quantity: fc.integer({ min: 1, max: 999 }) })),
    });
    fc.assert(
      fc.property(known, (some) => {
        const entries = Object.entries(some).filter(([, value]) => value !== undefined);
        const now = at(0);
        const estimate: Estimate | undefined = estimateOrder({
          order: order(Object.fromEntries(entries)),
          statusSince: now,
          now,
          history: table,
        });
        if (!estimate) return;
        expect(+estimate.from).to.be.at.most(+estimate.to);
        expect(Math.abs(+estimate.to - +now)).to.be.below(2 * 24 * 3_600_000);
      }),
      { numRuns: randomRuns(2000) },
    );
  });
});

describe('predictFromHistory', () => {
  const ask = (hour: number, weekday = 1, items = 0.0001) =>
    predictFromHistory({ ...table, usualItems: 0 }, { hour, weekday, items }).map(
      (value) => Math.round(value * 10) / 10,
    );

  it('uses the figures of an hour in its middle, and interpolates between two', () => {
    expect(ask(11.5)).to.deep.equal([5, 11, 21]);
    expect(ask(12)).to.deep.equal([5.5, 11.5, 21.5]);
    expect(ask(12.5)).to.deep.equal([6, 12, 22]);
  });

  it('falls back to the same hour of any day, then to all orders', () => {
    expect(ask(20.5, 5)).to.deep.equal([30, 40, 50]);
    expect(ask(20.5, 1)).to.deep.equal([10, 20, 30]);
    expect(ask(3, 5)).to.deep.equal([10, 20, 40]);
    expect(ask(11.1)).to.deep.equal([5, 11, 21]);
  });

  it('adds the minutes of each piece', () => {
    expect(ask(11.5, 1, 4)).to.deep.equal([13, 19, 29]);
  });
});

describe('localTime', () => {
  it('is the hour and weekday in the restaurant’s time zone', () => {
    const lateOnThursday = new Date('2026-04-30T22:30:00Z');
    expect(localTime(lateOnThursday, 'Europe/Rome')).to.deep.equal({ hour: 0.5, weekday: 5 });
    expect(localTime(lateOnThursday, 'America/New_York')).to.deep.equal({ hour: 18.5, weekday: 4 });
  });
});

describe('parseHistoryTable', () => {
  it('accepts a table that was JSON', () => {
    expect(parseHistoryTable(JSON.parse(JSON.stringify(table)))).to.deep.equal(table);
  });

  it('refuses anything else', () => {
    const { all: _, ...withoutAll } = table;
    const wrong = [null, 7, {}, withoutAll, { ...table, all: [3, 2, 1] }, { ...table, perItem: '2' }];
    for (const value of [...wrong, { ...table, timeZone: 'Mars/Base' }, { ...table, hours: { 3: [1, 2] } }]) {
      expect(() => parseHistoryTable(value), JSON.stringify(value)).to.throw(TypeError, /history must be/);
    }
  });
});
