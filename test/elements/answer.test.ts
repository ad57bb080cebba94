import { expect } from '@esm-bundle/chai';
import type { Estimate } from '../../src/order/estimate/estimate.js';
import type { Order } from '../../src/order/order.js';
import { anOrder, clear, expectedIn, type FakeTracked, place } from '../support/fake-tracker.js';

describe('the answer comes first', () => {
  let tracker: FakeTracked;

  beforeEach(async () => {
    tracker = await place();
    tracker.lang = 'en';
  });
  afterEach(clear);

  const show = (order: Partial<Order>, news = {}) =>
    tracker.tracking.know({ estimate: undefined, ...news, order: { ...anOrder, ...order } });
  const expected = (of: Estimate['of'] = 'ready', from = 20, to = 30) => expectedIn(tracker, from, to, { of });
  const answer = () => [tracker.text('headline'), tracker.text('status-label')];

  it('is when, while the guest waits; the status is its caption', async () => {
    for (const [status, label] of [
      ['pending', 'Order Received'],
      ['preparing', 'Preparing'],
    ] as const) {
      await show({ status }, expected());
      expect(answer()[0]).to.match(/^Ready around \d+:\d\d\s*–\s*\d+:\d\d/);
      expect(answer()[1]).to.equal(label);
      expect(tracker.piece('headline').part.contains('estimate')).to.equal(true);
    }
  });

  it('is one time where the kitchen names one', async () => {
    await show({}, expected('ready', 20, 20));
    expect(answer()[0]).to.match(/^Ready around \d+:\d\d [AP]M$/);
  });

  it('is a moment of its own only where the meal can be had: a delivery that is ready is packed', async () => {
    const look = () => [
      getComputedStyle(tracker.piece('top')).backgroundColor,
      Number.parseFloat(getComputedStyle(tracker.piece('order-number')).fontSize) > 40,
    ];
    await show({ status: 'preparing' });
    const [ground] = look();
    for (const kind of [{ fulfilment: 'dine_in' }, { fulfilment: 'pickup' }, {}] as const) {
      await show({ status: 'ready', ...kind });
      expect(look()[0]).not.to.equal(ground);
      expect(look()[1]).to.equal(true);
    }
    await show({ status: 'ready', fulfilment: 'delivery' });
    expect(look()).to.deep.equal([ground, false]);
    // On its way, it is still waited for: where the words stand does not change.
    const place = () => tracker.piece('headline').getBoundingClientRect().left;
    const packed = place();
    await show({ status: 'out_for_delivery', fulfilment: 'delivery' });
    expect([...look(), place()]).to.deep.equal([ground, false, packed]);
  });

  it('is the status where no time is known', async () => {
    await show({ status: 'preparing' });
    expect(answer()).to.deep.equal(['Preparing', '']);
    expect(tracker.has('estimate')).to.equal(false);
  });

  it('is what to do, once it is ready', async () => {
    await show({ status: 'ready', fulfilment: 'dine_in' });
    expect(answer()).to.deep.equal(['We’re bringing it to your table.', 'Ready']);
    await show({ status: 'ready', fulfilment: 'pickup' });
    expect(answer()).to.deep.equal(['Collect it at the counter.', 'Ready']);
    tracker.pickupPlace = 'the bar on the ground floor';
    await tracker.updateComplete;
    expect(answer()).to.deep.equal(['Collect it here: the bar on the ground floor.', 'Ready']);
    expect(tracker.text('description')).to.equal('');
    for (const [place, said] of [
      ['  ', 'Collect it at the counter.'],
      ['At the bar.', 'Collect it here: At the bar.'],
    ] as const) {
      tracker.pickupPlace = place;
      await tracker.updateComplete;
      expect(tracker.text('headline')).to.equal(said);
    }
  });

  it('is the arrival of a delivery, not when it is packed', async () => {
    await show({ status: 'preparing', fulfilment: 'delivery' }, expected('arrival'));
    expect(answer()[0]).to.match(/^Arriving around/);
    await show({ status: 'ready', fulfilment: 'delivery' }, expected('arrival', 5, 10));
    expect(answer()).to.deep.equal(['Arriving in about 5–10 min', 'Ready']);
    expect(tracker.text('description')).to.equal('Your order is packed and waiting for its driver.');
    await show({ status: 'out_for_delivery', fulfilment: 'delivery' }, expected('arrival', -2, 2));
    expect(answer()).to.deep.equal(['Arriving any minute now', 'On its way']);
    await show({ status: 'completed', fulfilment: 'delivery' });
    expect(answer()).to.deep.equal(['Delivered', '']);
  });

  it('is the status of a delivery whose arrival is not known; when it leaves stands below', async () => {
    await show({ status: 'preparing', fulfilment: 'delivery' }, expected());
    expect(answer()).to.deep.equal(['Preparing', '']);
    expect(tracker.text('estimate')).to.match(/^Leaves the kitchen around \d+:\d\d\s*–/);
  });

  for (const [fulfilment, shares] of [
    ['dine_in', { pending: '33%', preparing: '67%', ready: '100%', served: '100%', completed: '100%' }],
    ['pickup', { pending: '33%', preparing: '67%', ready: '100%', completed: '100%' }],
    ['delivery', { pending: '20%', preparing: '40%', ready: '60%', out_for_delivery: '80%', completed: '100%' }],
  ] as const) {
    it(`counts of ${fulfilment} what the guest waits for`, async () => {
      for (const [status, share] of Object.entries(shares)) {
        await show({ fulfilment, status: status as keyof typeof shares });
        expect(tracker.text('progress-text'), status).to.equal(share);
      }
    });
  }

  it('counts steps, or shows no percentage, where the page says so', async () => {
    tracker.percent = 'steps';
    await show({ status: 'ready' });
    expect(tracker.text('progress-text')).to.equal('60%');
    tracker.percent = 'off';
    await tracker.updateComplete;
    expect(tracker.piece('progress').hidden).to.equal(true);
  });

  it('unfolds when each step began, but not of steps that were taken back', async () => {
    const at = (minutes: number) => new Date(2026, 10, 22, 19, minutes);
    const statusTimes = { pending: at(12), preparing: at(15), ready: at(30) };
    await show({ status: 'ready', statusTimes });
    expect(tracker.piece('times').hasAttribute('open')).to.equal(false);
    expect(tracker.text('times-text')).to.match(/^Order Received 7:12.PM · Preparing 7:15.PM · Ready 7:30.PM$/);
    await show({ status: 'preparing', statusTimes });
    expect(tracker.text('times-text')).to.match(/^Order Received 7:12.PM · Preparing 7:15.PM$/);
    await show({ status: 'preparing' });
    expect(tracker.has('times')).to.equal(false);
  });
});
