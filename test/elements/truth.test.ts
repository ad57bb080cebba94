import { expect } from '@esm-bundle/chai';
import type { Order } from '../../src/order/order.js';
import type { OrderStatus } from '../../src/order/status.js';
import type { TrackerErrorCode } from '../../src/tracker/types.js';
import { anOrder, clear, expectedIn, type FakeTracked, place } from '../support/fake-tracker.js';

const minute = 60_000;

describe('the card never says what is not known', () => {
  let tracker: FakeTracked;

  beforeEach(async () => {
    tracker = await place();
    tracker.lang = 'en';
  });
  afterEach(clear);

  const show = (order: Partial<Order>, news = {}) =>
    tracker.tracking.know({ ...news, order: { ...anOrder, ...order } });
  const expected = (from: number, to: number) => expectedIn(tracker, from, to);
  const failing = (code: TrackerErrorCode) => ({ error: { code, message: 'for developers', recoverable: true } });

  for (const [connectionStatus, code] of [
    ['offline', undefined],
    ['error', 'unreachable'],
    ['denied', 'denied'],
  ] as const) {
    it(`shows the last estimate as such while the connection is "${connectionStatus}", however long it lasts`, async () => {
      await show({}, expected(20, 30));
      await tracker.tracking.know({ connectionStatus, ...(code && failing(code)) });
      expect(tracker.text('estimate')).to.match(/^Last estimate \d+:\d\d\s*–\s*\d+:\d\d/);
      const shown = tracker.text('estimate');
      await tracker.world.pass(60 * minute);
      await tracker.updateComplete;
      expect(tracker.text('estimate')).to.equal(shown);
      expect(tracker.text('card')).not.to.match(/longer than planned|any minute|Ready (around|by|in)/i);
    });
  }

  it('keeps its words during an interruption of a few seconds', async () => {
    await show({}, expected(20, 30));
    const shown = tracker.text('estimate');
    await tracker.tracking.know({ connectionStatus: 'connecting' });
    expect(tracker.text('estimate')).to.equal(shown);
    await tracker.world.pass(5_100);
    await tracker.updateComplete;
    expect(tracker.text('estimate')).to.match(/^Last estimate/);
  });

  it('promises nothing of a cached order whose time has passed, not even for a moment', async () => {
    await show({}, { connectionStatus: 'connecting', isCached: true, isTrusted: false, ...expected(-40, -30) });
    expect(tracker.text('estimate')).to.match(/^Last estimate/);
  });

  it('says an old estimate in a moment of one time as one time', async () => {
    await show({}, { connectionStatus: 'offline', ...expected(0, 0) });
    expect(tracker.text('estimate')).to.match(/^Last estimate \d+:\d\d [AP]M$/);
  });

  it('follows the kitchen’s own window at once, also to later times', async () => {
    await show({}, expected(20, 25));
    const first = tracker.text('estimate');
    await show({}, expected(30, 35));
    const second = tracker.text('estimate');
    await show({}, expected(40, 45));
    expect(new Set([first, second, tracker.text('estimate')]).size).to.equal(3);
  });

  const late: readonly Partial<Order>[] = [{ delayed: true }, { onHold: true }];
  for (const flags of late) {
    for (const status of ['ready', 'out_for_delivery', 'served', 'completed', 'cancelled'] as const) {
      it(`says nothing of ${Object.keys(flags)} once the order is ${status}`, async () => {
        await show({ ...flags, reason: 'The oven', status: 'preparing' });
        expect(tracker.has('note')).to.equal(true);
        await show({ ...flags, status });
        expect(tracker.has('note')).to.equal(false);
        expect(tracker.matches(':state(delayed), :state(on-hold)')).to.equal(false);
      });
    }
  }

  it('says nothing of single dishes once the order is served or over', async () => {
    const items = [
      { name: 'Soup', quantity: 1, status: 'ready' },
      { name: 'Bread', quantity: 3, status: 'preparing' },
    ] as const;
    await show({ items, status: 'ready' });
    expect([tracker.text('items-ready'), tracker.has('item-status')]).to.deep.equal(['1 of 4 ready', true]);
    for (const status of ['served', 'completed', 'cancelled'] as const) {
      await show({ items, status });
      expect(tracker.text('items-ready'), status).to.equal('');
      expect(tracker.has('item-status'), status).to.equal(false);
    }
  });

  it('counts no dish as ready that was cancelled, and waits for none', async () => {
    const dish = (status: OrderStatus, quantity = 1) => ({ name: status, quantity, status });
    const readyOf = async (...items: Order['items']) => {
      await show({ items, status: 'preparing' });
      return tracker.text('items-ready');
    };
    expect(await readyOf(dish('preparing', 2), dish('cancelled'))).to.equal('0 of 2 ready');
    expect(await readyOf(dish('ready', 2), dish('cancelled'), dish('refunded'))).to.equal('2 of 2 ready');
    expect(await readyOf(dish('ready'), dish('failed'), { name: 'Bread', quantity: 3 })).to.equal('1 of 4 ready');
    expect(await readyOf(dish('cancelled'), dish('rejected'))).to.equal('');
  });

  it('promises no start any more once it takes longer than planned', async () => {
    for (const status of ['pending', 'scheduled'] as const) {
      await show({ status }, expected(20, 30));
      expect(tracker.text('description'), status).to.contain('The kitchen will start');
      await show({ status }, expectedIn(tracker, -20, -10, { late: true }));
      expect(tracker.text('headline'), status).to.equal('Taking longer than planned');
      expect(tracker.text('description'), status).to.equal('');
    }
    await show({ status: 'preparing' }, expectedIn(tracker, -20, -10, { late: true }));
    expect(tracker.text('description')).to.contain('preparing');
  });

  it('blames no connection for an order that cannot be found', async () => {
    const nothing = { order: undefined, lastUpdate: undefined, connectionStatus: 'error' } as const;
    await tracker.tracking.know({ ...nothing, ...failing('not-found') });
    expect(tracker.text('headline')).to.equal('We can’t find this order');
    expect(tracker.text('connection-text')).to.equal('');
  });

  it('says one thing while offline with nothing known', async () => {
    await tracker.tracking.know({ order: undefined, lastUpdate: undefined, connectionStatus: 'offline' });
    expect(tracker.text('headline')).to.equal('You are offline');
    expect(tracker.text('description')).to.equal('We’ll look up your order as soon as you are back online.');
    expect(tracker.text('card')).not.to.match(/only a moment|knew last/);
  });

  it('says of a declined payment what the restaurant says, without an apology for something else', async () => {
    tracker.receipt = 'on';
    await show({ status: 'failed', reason: 'The payment did not go through.' });
    expect(tracker.text('card')).to.contain('The payment did not go through.');
    expect(tracker.text('card')).not.to.contain('Something went wrong');
    expect(tracker.has('link')).to.equal(false);
    await show({ status: 'failed' });
    expect(tracker.text('description')).to.contain('Something went wrong');
  });

  it('sends nobody to the counter for a status that only a clock has set', async () => {
    tracker.layout = 'handover';
    for (const fulfilment of ['dine_in', 'pickup', 'delivery'] as const) {
      await show({ status: 'ready', statusSource: 'estimated', fulfilment });
      expect(tracker.text('headline'), fulfilment).to.equal('Ready');
      expect(tracker.text('card'), fulfilment).not.to.match(/bringing|collect it|packed/i);
      expect(tracker.text('note')).to.equal('Estimated by time. The restaurant hasn’t confirmed it yet.');
      expect(tracker.has('handover'), fulfilment).to.equal(false);
    }
    await show({ status: 'ready', statusSource: 'confirmed', fulfilment: 'pickup' });
    expect(tracker.text('headline')).to.equal('Collect it at the counter.');
    expect(tracker.has('handover')).to.equal(true);
  });

  it('does not call an unhappy end "Finished"', async () => {
    for (const status of ['cancelled', 'rejected', 'failed', 'refunded'] as const) {
      await show({ status }, { connectionStatus: 'closed' });
      expect(tracker.text('connection-text'), status).to.equal('');
    }
  });
});
