import { expect } from '@esm-bundle/chai';
import type { Order } from '../../src/order/order.js';
import { fulfilments, isUnhappyEnd, type OrderStatus, orderStatuses } from '../../src/order/status.js';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';

/** The states of the steps from the first to the last: done, current, upcoming. */
const states: Readonly<Record<'unknown' | (typeof fulfilments)[number], Partial<Record<OrderStatus, string>>>> = {
  unknown: {
    scheduled: 'uuuuu',
    pending: 'cuuuu',
    preparing: 'dcuuu',
    ready: 'ddcuu',
    out_for_delivery: 'dddcu',
    served: 'dddcu',
    completed: 'ddddd',
  },
  dine_in: {
    scheduled: 'uuuuu',
    pending: 'cuuuu',
    preparing: 'dcuuu',
    ready: 'ddcuu',
    out_for_delivery: 'ddduu',
    served: 'dddcu',
    completed: 'ddddd',
  },
  pickup: {
    scheduled: 'uuuu',
    pending: 'cuuu',
    preparing: 'dcuu',
    ready: 'ddcu',
    out_for_delivery: 'dddu',
    served: 'dddu',
    completed: 'dddd',
  },
  delivery: {
    scheduled: 'uuuuu',
    pending: 'cuuuu',
    preparing: 'dcuuu',
    ready: 'ddcuu',
    out_for_delivery: 'dddcu',
    served: 'ddddu',
    completed: 'ddddd',
  },
};

describe('the steps of an order', () => {
  let tracker: FakeTracked;

  beforeEach(async () => {
    tracker = await place();
    tracker.lang = 'en';
  });
  afterEach(clear);

  const show = (order: object) =>
    tracker.tracking.know({ order: { ...anOrder, tableLabel: undefined, ...order } as unknown as Order });
  const steps = () => [...(tracker.shadowRoot?.querySelectorAll('ol > [part~=step]') ?? [])];
  const marks = () => steps().map((step) => step.querySelector('[part~=step-mark]')?.textContent?.trim());
  const labels = () => steps().map((step) => step.querySelector('[part~=step-label]')?.textContent);
  const words = { d: 'done', c: 'now', u: 'upcoming' } as const;

  for (const kind of ['unknown', ...fulfilments] as const) {
    for (const status of orderStatuses) {
      it(`say what is past and what is not: "${status}", ${kind}`, async () => {
        await show({ status, fulfilment: kind === 'unknown' ? undefined : kind });
        const said = [...(states[kind][status] ?? '')].map((letter) => words[letter as keyof typeof words]);
        expect(marks()).to.deep.equal(said);
        expect(said.length === 0).to.equal(isUnhappyEnd(status));
      });
    }
  }

  it('are those of a delivery where no kind is given and the order went out for delivery', async () => {
    const delivery = ['Order Received', 'Preparing', 'Ready', 'On its way', 'Delivered'];
    const fulfilment = undefined;
    await show({ status: 'out_for_delivery', fulfilment });
    expect(labels()).to.deep.equal(delivery);
    expect(tracker.text('progress-text')).to.equal('80%');
    await show({ status: 'completed', fulfilment, statusTimes: { out_for_delivery: new Date() } });
    expect(labels()).to.deep.equal(delivery);
    expect(tracker.text('headline')).to.equal('Delivered');
    await show({ status: 'completed', fulfilment });
    expect(labels()).to.deep.equal(['Order Received', 'Preparing', 'Ready', 'Served', 'Completed']);
  });
});
