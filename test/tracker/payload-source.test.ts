import { expect } from '@esm-bundle/chai';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import { sourceOf } from '../../src/tracker/payload-source.js';
import type { OrderTracker } from '../../src/tracker/types.js';
import pocketbase from '../../src/transports/servers/pocketbase.js';
import { EventStreamWorld } from '../support/event-stream-world.js';

const all = 'https://example.org/events';

describe('what an address says of payloads without an id', () => {
  const isNamed = (options: OrderTrackerOptions) => sourceOf({ orderId: '42', ...options }, 'live').expected?.isNamed;

  for (const [name, options, expected] of [
    ['a stream with {id}', { eventsUrl: `${all}/{id}` }, true],
    ['a stream with the id itself', { eventsUrl: `${all}?topic=42` }, true],
    ['a stream of all orders', { eventsUrl: `${all}/all` }, false],
    ['a stream of another order', { eventsUrl: `${all}/420` }, false],
    ['a stream that is told {id}', { eventsUrl: all, eventsHello: pocketbase.eventsHello }, true],
    [
      'a stream that is told the id itself',
      { eventsUrl: all, eventsHello: { after: 'PB_CONNECT', send: { subscriptions: ['orders/42'] } } },
      true,
    ],
    [
      'a stream that is told of all orders',
      { eventsUrl: all, eventsHello: { after: 'PB_CONNECT', send: { subscriptions: ['orders/*'], limit: 42 } } },
      false,
    ],
    [
      'a stream beside a socket, where the stream is asked for',
      { websocketUrl: 'wss://e.org/', eventsUrl: all, transport: 'sse' },
      false,
    ],
    ['a socket beside a stream', { websocketUrl: 'wss://e.org/', eventsUrl: all }, true],
    ['a plain socket without {id}', { websocketUrl: 'wss://e.org/', websocketProtocol: 'plain' }, false],
    ['a plain socket with {id}', { websocketUrl: 'wss://e.org/{id}', websocketProtocol: 'plain' }, true],
    ['Supabase', { supabaseUrl: 'https://e.supabase.co' }, true],
  ] as const satisfies readonly (readonly [string, OrderTrackerOptions, boolean])[]) {
    it(`${expected ? 'lets' : 'does not let'} them be the order: ${name}`, () => {
      expect(isNamed(options)).to.equal(expected);
    });
  }
});

describe('a stream that tells of all orders', () => {
  let world: EventStreamWorld;
  let tracker: OrderTracker;
  let told: string[];

  const follow = async (options: OrderTrackerOptions = {}) => {
    told = [];
    world = new EventStreamWorld();
    world.answer = { id: '42', status: 'pending' };
    tracker = createOrderTracker({
      orderId: '42',
      eventsUrl: `${all}/all`,
      cache: 'none',
      environment: world,
      onError: ({ message }) => told.push(message),
      ...options,
    });
    tracker.start();
    await world.pass(0);
    await world.say(': hi\n\n');
  };
  afterEach(() => tracker.stop());

  it('never ends or changes an order by what has no id, and goes on following', async () => {
    await follow();
    await world.sayJson({ order_id: '41', status: 'completed' });
    await world.sayJson({ status: 'completed' });
    expect(tracker.getSnapshot().orderStatus).to.equal(undefined);
    expect(tracker.getSnapshot().connectionStatus).not.to.equal('closed');
    await world.sayJson({ id: '42', status: 'preparing' });
    expect(tracker.getSnapshot()).to.include({ orderStatus: 'preparing', isConnected: true });
  });

  it('stays live at what is not about the order: another one, and the health of the server', async () => {
    await follow({ pollUrl: 'https://example.org/orders/{id}' });
    await world.pass(1_000);
    for (const payload of [{ order_id: '41', status: 'ready' }, { status: 'ready' }, { id: '41', status: 'ready' }]) {
      await world.sayJson(payload);
      expect(tracker.getSnapshot(), JSON.stringify(payload)).to.include({ orderStatus: 'pending', isConnected: true });
    }
    expect(told).to.deep.equal([]);
  });
});
