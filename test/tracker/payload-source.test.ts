import { expect } from '@esm-bundle/chai';
import { fieldMapCode } from '../../src/tracker/field-map-code.js';
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

describe('an address that was written with the order’s id', () => {
  const isNamed = (pollUrl: string, orderId: string) =>
    sourceOf({ orderId, pollUrl }, 'read').expected?.isNamed &&
    sourceOf({ orderId, eventsUrl: pollUrl }, 'live').expected?.isNamed &&
    sourceOf({ orderId, websocketUrl: pollUrl, websocketProtocol: 'plain' }, 'live').expected?.isNamed;

  for (const [url, orderId] of [
    ['/orders/42', '42'],
    ['/orders/42/', '42'],
    ['/orders/42.json', '42'],
    ['/orders/42.json?x=1', '42'],
    ['/orders/42?x', '42'],
    ['/orders/42#x', '42'],
    ['/orders/42/status', '42'],
    ['/orders?id=eq.42', '42'],
    ['/orders?select=*&id=eq.42&limit=1', '42'],
    ['/order?number=42', '42'],
    ['/orders/A.1', 'A.1'],
    ['/orders/A.1.json', 'A.1'],
    ['/orders/a%20b%2fc', 'a b/c'],
    ['/orders/bäckerei-7', 'bäckerei-7'],
    ['/orders/b%c3%a4ckerei-7.json', 'bäckerei-7'],
    ['/orders/100%', '100%'],
  ] as const) {
    it(`is about it: ${url}`, () => {
      expect(isNamed(url, orderId)).to.equal(true);
    });
  }

  for (const url of [
    '/orders/142',
    '/orders/42a',
    '/orders/42.5',
    '/orders/42.jsonp',
    '/v42/status',
    '/orders/latest',
    '/orders?id=neq.42',
    '/orders?id=gt.42',
    '/orders?id=in.(41,42)',
  ]) {
    it(`is not: ${url}`, () => {
      expect(isNamed(url, '42')).to.not.equal(true);
    });
  }

  it('is not needed where the request says it, also with dots and colons in the id', () => {
    const isTold = (send: unknown, orderId: string) =>
      sourceOf({ orderId, pollUrl: '/rpc', pollBody: { send } }, 'read').expected?.isNamed;
    for (const [send, orderId] of [
      ['A.1', 'A.1'],
      ['orders/A.1', 'A.1'],
      ['orders.urn:x:1', 'urn:x:1'],
      ['orders:42', '42'],
    ] as const)
      expect(isTold(send, orderId), send).to.equal(true);
    for (const send of ['orders/142', 'order42', '42/items', 42]) expect(isTold(send, '42'), `${send}`).to.equal(false);
  });
});

describe('what a hub sends as JSON-LD', () => {
  let world: EventStreamWorld;
  let tracker: OrderTracker;
  const follow = async (options: OrderTrackerOptions = {}) => {
    world = new EventStreamWorld();
    tracker = createOrderTracker({
      orderId: '42',
      eventsUrl: 'https://example.org/events?topic=https://example.org/orders/{id}',
      cache: 'none',
      environment: world,
      ...options,
    });
    tracker.start();
    await world.pass(0);
    await world.say(': hi\n\n');
  };
  const say = async (id: string, status: string) => {
    await world.sayJson({ '@context': '/contexts/Order', '@id': id, '@type': 'Order', status });
    return tracker.getSnapshot().orderStatus;
  };
  afterEach(() => tracker.stop());

  for (const [name, options] of [
    ['as it is', {}],
    ['with a field map', { fieldMap: { statuses: { cooking: 'preparing' } } }],
    ['from a stream of all orders', { eventsUrl: all }],
  ] as const) {
    it(`is about the order that its address names, ${name}`, async () => {
      if ('fieldMap' in options) await fieldMapCode.load();
      await follow(options);
      expect(await say('/orders/43', 'completed'), 'another order').to.equal(undefined);
      expect(await say('/orders/42', 'preparing')).to.equal('preparing');
      expect(await say('/orders/142', 'completed')).to.equal('preparing');
      expect(await say('https://example.org/api/orders/42', 'ready')).to.equal('ready');
    });
  }

  it('is about the followed one where the hub made an address up, and its own address names it', async () => {
    await follow();
    expect(await say('/.well-known/genid/9b1f', 'preparing')).to.equal('preparing');
    expect(await say('_:b0', 'ready')).to.equal('ready');
    tracker.stop();
    await follow({ eventsUrl: all });
    expect(await say('/.well-known/genid/9b1f', 'preparing')).to.equal(undefined);
  });
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
