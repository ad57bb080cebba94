import { expect } from '@esm-bundle/chai';
import type { LitElement } from 'lit';
import { boardOptions } from '../../src/elements/board/board-options.js';
import { OrderStatusBoard } from '../../src/elements/board/order-status-board.js';
import { attributeOf, type ElementOptionRow } from '../../src/elements/shared/element-option.js';
import { elementOptions } from '../../src/elements/tracker/element-options.js';
import { OrderStatusTracker } from '../../src/elements/tracker/order-status-tracker.js';
import { type OptionName, type OrderTrackerOptions, trackerOptions } from '../../src/tracker/options.js';

type Rows = Readonly<Record<string, ElementOptionRow>>;

/** Options of orders alone: a board neither shows nor keeps one order. */
const notOfBoards: readonly OptionName[] = [
  'orderId',
  'supabaseChannel',
  'supabaseTable',
  'fulfilment',
  'cache',
  'order',
  'history',
];

/** `property → attribute` for each row that is a property. */
function listed(rows: Rows): Record<string, string | false> {
  return Object.fromEntries(
    Object.entries(rows)
      .filter(([, { value }]) => value !== 'internal')
      .map(([name, row]) => [name, attributeOf(name, row) ?? false]),
  );
}

/** `property → attribute` for each decorator. */
function decorated(element: typeof LitElement): Record<string, string | false> {
  return Object.fromEntries(
    [...element.elementProperties].map(([name, { attribute }]) => [
      String(name),
      attribute === false ? false : typeof attribute === 'string' ? attribute : String(name).toLowerCase(),
    ]),
  );
}

describe('the lists of options and the decorators of the properties', () => {
  const boardRows = Object.fromEntries(
    Object.entries(trackerOptions).filter(([name]) => !(notOfBoards as readonly string[]).includes(name)),
  );

  it('name the same properties and attributes of <order-status-tracker>', () => {
    expect(decorated(OrderStatusTracker)).to.deep.equal(listed({ ...trackerOptions, ...elementOptions }));
  });

  it('name the same properties and attributes of <order-status-board>', () => {
    expect(decorated(OrderStatusBoard)).to.deep.equal(listed({ ...boardRows, ...boardOptions }));
  });

  for (const [name, { value }] of Object.entries<ElementOptionRow>({ ...trackerOptions, ...elementOptions })) {
    const { converter, type } = OrderStatusTracker.elementProperties.get(name) ?? {};
    if (typeof value === 'string' && value.startsWith('json')) {
      it(`read the attribute of ${name} as JSON`, () => {
        const read = typeof converter === 'object' ? converter.fromAttribute?.('["a"]') : undefined;
        expect(read).to.deep.equal(['a']);
      });
    }
    if (value === 'number') it(`read the attribute of ${name} as a number`, () => expect(type).to.equal(Number));
  }

  it('have types that the tracker takes', () => {
    // The compiler checks it: every property has the type of its option, or is absent.
    type Held = { [Name in OptionName & keyof OrderStatusTracker]: Exclude<OrderStatusTracker[Name], null> };
    const asOptions = (held: Held): OrderTrackerOptions => held;
    expect(asOptions).to.be.a('function');
  });
});
