import '../../src/define.js';
import '../support/loaded-elements.js';
import { expect } from '@esm-bundle/chai';
import { orderAnswer } from '../../src/elements/tracker/agent-tools/answer-for-agents.js';
import type { OrderStatusTracker } from '../../src/elements/tracker/order-status-tracker.js';
import { FakeEnvironment, type FakeStorage } from '../support/fake-environment.js';
import { clear } from '../support/fake-tracker.js';
import { FakeTransport } from '../support/fake-transport.js';

const minute = 60_000;
/** Our own formula expects such an order in 18, 24 or 30 minutes at the earliest. */
const order = (version: number, minutes: 30 | 40 | 50, more = {}) => ({
  id: 'A1',
  status: 'preparing',
  version,
  items: [{ name: 'Pizza', quantity: 1, prep_minutes: minutes }],
  ...more,
});

describe('what a guest was told of the time', () => {
  let world: FakeEnvironment;
  let transport: FakeTransport;

  /** The page as a tab shows it; a tab of its own has all but the device to itself. */
  const open = async (set: (tracker: OrderStatusTracker) => void = () => {}) => {
    const { clock, storage, random, fetch } = world;
    const tracker = document.createElement('order-status-tracker');
    const environment = Object.assign(new FakeEnvironment(), { clock, storage, random, fetch });
    Object.assign(tracker, { orderId: 'A1', lang: 'en', transport, environment });
    set(tracker);
    document.body.append(tracker);
    await drawn(tracker);
    return tracker;
  };
  const drawn = async (tracker: OrderStatusTracker) => {
    await world.pass(0);
    await tracker.updateComplete;
  };
  const push = async (next: object, ...trackers: OrderStatusTracker[]) => {
    transport.push(next);
    for (const tracker of trackers) await drawn(tracker);
  };
  /** The minutes past the hour: the zone of the browser does not matter. */
  const told = (tracker: OrderStatusTracker) => {
    const text = tracker.shadowRoot?.querySelector('[part~=headline]')?.textContent ?? '';
    return text.replace(/\d+:(\d\d)/g, '$1').replace(/\s[AP]M/, '');
  };
  const heard = (tracker: OrderStatusTracker) =>
    `${tracker.shadowRoot?.querySelector('[role=status].quiet')?.textContent}${tracker.shadowRoot?.querySelector('[part~=toast]')?.textContent ?? ''}`;
  /** The kitchen’s work grew twice within five minutes: the end rose once, and the second time not yet. */
  const grown = async (set?: (tracker: OrderStatusTracker) => void) => {
    transport.serve(order(1, 30));
    const tracker = await open(set);
    expect(told(tracker)).to.equal('Ready around 15–25');
    await push(order(2, 40), tracker);
    await world.pass(minute);
    await push(order(3, 50), tracker);
    expect(told(tracker)).to.equal('Ready around 30–35');
    return tracker;
  };
  const stored = () => [...(world.storage as FakeStorage).entries.values()].join();

  beforeEach(() => {
    world = new FakeEnvironment();
    transport = new FakeTransport();
  });
  afterEach(clear);

  it('stays through a reload, which is no news', async () => {
    (await grown()).remove();
    await world.pass(0);
    const again = await open();
    expect(told(again)).to.equal('Ready around 30–35');
    await world.pass(10_000);
    await drawn(again);
    expect(told(again)).to.equal('Ready around 30–35');
    expect(heard(again)).not.to.include('New time');
  });

  it('may rise after a reload when it might have without', async () => {
    (await grown()).remove();
    await world.pass(5 * minute);
    expect(told(await open())).to.equal('Ready around 30–40');
  });

  it('is the same in a second tab, which takes over what the first one tells', async () => {
    const first = await grown();
    const second = await open();
    expect(told(second)).to.equal('Ready around 30–35');
    await world.pass(5 * minute);
    for (const tab of [first, second]) {
      await drawn(tab);
      expect(told(tab)).to.equal('Ready around 30–40');
    }
  });

  it('is the same in two tabs that heard of the status some seconds apart', async () => {
    transport.serve(order(1, 30, { status: 'pending' }));
    const first = await open();
    const otherTransport = transport;
    transport = new FakeTransport();
    transport.serve(order(1, 30, { status: 'pending' }));
    const second = await open();
    // Its end is 39 minutes later: at 12:39:56, or 12:40:04 if it is counted from 12:01:04.
    await world.pass(56_000);
    otherTransport.push(order(2, 50));
    await drawn(first);
    await world.pass(8_000);
    await push(order(2, 50), second);
    expect(told(second)).to.equal('Ready around 30–40');
    await world.pass(minute);
    await drawn(first);
    expect(told(first)).to.equal('Ready around 30–40');
    expect(told(second)).to.equal('Ready around 30–40');
  });

  for (const fault of ['offline', 'unreachable', 'expired'] as const) {
    it(`is the last estimate of a page that is cut off (${fault}), also after a reload`, async () => {
      const tracker = await grown();
      tracker.remove();
      await world.pass(0);
      transport = new FakeTransport();
      const cut = await open((placed) => {
        if (fault === 'offline') (placed.environment as FakeEnvironment).page.online = false;
      });
      if (fault === 'offline') (cut.environment as FakeEnvironment).page.tell('offline');
      else {
        const kind = fault === 'expired' ? 'forbidden' : 'network';
        for (const read of transport.reads) if (!read.isAnswered) read.fail(kind);
        for (const connection of transport.connections) if (!connection.isClosed) connection.lose(kind);
      }
      await world.pass(30_000);
      await drawn(cut);
      expect(told(cut)).to.equal('Last estimate 30–35');
      if (fault === 'expired') expect(stored(), 'kept after access ended').to.equal('');
    });
  }

  it('is what a page that loses its connection shows as the last estimate', async () => {
    const tracker = await grown();
    transport.served = undefined;
    (tracker.environment as FakeEnvironment).page.tell('offline');
    transport.connection.lose();
    await world.pass(10 * minute);
    await drawn(tracker);
    expect(told(tracker)).to.equal('Last estimate 30–35');
  });

  it('is the kitchen’s own window as it came, whatever was told before', async () => {
    const tracker = await grown();
    const window = { estimated_ready_from: '2026-11-22T12:41:00Z', estimated_ready_to: '2026-11-22T12:49:00Z' };
    await push(order(4, 50, window), tracker);
    expect(told(tracker)).to.equal('Ready around 40–50');
    tracker.remove();
    await world.pass(0);
    expect(told(await open())).to.equal('Ready around 40–50');
  });

  it('has no end where the kitchen gave a start alone, and no start where it gave an end', async () => {
    transport.serve(order(1, 30, { estimated_ready_from: '2026-11-22T12:40:00Z' }));
    const tracker = await open();
    expect(told(tracker)).to.equal('Ready from around 40');
    await push(order(2, 30, { estimated_ready_from: null, estimated_ready_to: '2026-11-22T12:44:00Z' }), tracker);
    expect(told(tracker)).to.equal('Ready by around 45');
    const arrival = { status: 'out_for_delivery', fulfilment: 'delivery', estimated_ready_to: null };
    await push(order(3, 30, { ...arrival, estimated_arrival_from: '2026-11-22T12:50:00Z' }), tracker);
    expect(told(tracker)).to.equal('Arriving from around 50');
    expect(orderAnswer(tracker))
      .to.include({ readyFrom: '2026-11-22T12:50:00.000Z' })
      .and.not.to.have.property('readyTo');
  });

  it('starts anew after the kitchen paused the order', async () => {
    const tracker = await grown();
    await push(order(4, 50, { on_hold: true }), tracker);
    await push(order(5, 50, { on_hold: false }), tracker);
    expect(told(tracker)).to.equal('Ready around 30–40');
  });

  it('goes from the device with the order', async () => {
    const tracker = await grown();
    expect(stored()).to.include('"told"');
    await push({ ...order(4, 50), status: 'ready' }, tracker);
    expect(stored()).not.to.include('"told"');
  });

  it('is what an agent is told', async () => {
    const { readyFrom, readyTo } = orderAnswer(await grown());
    expect([readyFrom, readyTo]).to.deep.equal(['2026-11-22T12:30:00.000Z', '2026-11-22T12:35:00.000Z']);
  });

  it('is told in this tab alone without a cache', async () => {
    const tracker = await grown((placed) => {
      placed.cache = 'none';
    });
    expect(stored()).to.equal('');
    await world.pass(5 * minute);
    await drawn(tracker);
    expect(told(tracker)).to.equal('Ready around 30–40');
  });

  it('is nothing where what is stored is no such thing', async () => {
    (await grown()).remove();
    await world.pass(0);
    const [[key, text] = ['', '']] = [...(world.storage as FakeStorage).entries];
    for (const told of ['"x"', '{"of":"ready"}', 'null', '{"of":"ready","from":1,"until":2,"to":"z","ahead":0}']) {
      world.storage.setItem(key, text.replace(/"told":\{[^}]*\}/, `"told":${told}`));
      const tracker = await open();
      expect(tracker.shadowRoot?.textContent).to.include('Ready around');
      tracker.remove();
      await world.pass(0);
    }
  });
});
