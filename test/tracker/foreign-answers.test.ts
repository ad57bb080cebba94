import { expect } from '@esm-bundle/chai';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import { payloadFaultsCode } from '../../src/tracker/payload-faults-code.js';
import { payloadParser } from '../../src/tracker/payload-parser.js';
import type { OrderTracker } from '../../src/tracker/types.js';
import { EventStreamWorld } from '../support/event-stream-world.js';

const uuid = '7c42ca9b-9eab-4d04-80b3-40f10b0c54aa';
const otherUuid = '0d5c3a51-2c6a-4f0e-9a3f-3d1f7f6f1a22';

describe('what is not about the order, from an address that names it', () => {
  let world: EventStreamWorld;
  let tracker: OrderTracker;
  let told: string[];

  before(() => payloadFaultsCode.load());
  afterEach(() => tracker.stop());

  const follow = async (answer: unknown, options: OrderTrackerOptions = {}) => {
    told = [];
    world = new EventStreamWorld();
    world.answer = answer;
    tracker = createOrderTracker({
      orderId: '42',
      pollUrl: 'https://example.org/orders/{id}',
      cache: 'none',
      environment: world,
      onError: ({ code, message }) => told.push(`${code}: ${message}`),
      ...options,
    });
    tracker.start();
    await world.pass(1_000);
  };
  const then = async (answer: unknown) => {
    world.answer = answer;
    await world.pass(13_000);
    await world.pass(0);
  };

  it('never ends an order whose answers had its id: a health page, an empty row, another shape', async () => {
    await follow({ id: '42', status: 'preparing' });
    for (const answer of [{ status: 'completed' }, { id: null, status: 'cancelled' }, [{ status: 'completed' }]]) {
      await then(answer);
      await then(answer);
      expect(tracker.getSnapshot().orderStatus, JSON.stringify(answer)).to.equal('preparing');
      expect(tracker.getSnapshot().connectionStatus).not.to.equal('closed');
    }
    expect(told[0]).to.match(/^unreadable: .*no id.*before had one/);
    await then({ id: '42', status: 'ready' });
    expect(tracker.getSnapshot()).to.include({ orderStatus: 'ready', connectionStatus: 'polling', error: undefined });
  });

  it('never ends such an order that a field map reads', async () => {
    const fieldMap = {
      root: 'data',
      fields: { id: 'uuid', status: 'state' },
      statuses: { DONE: 'completed' },
    } as const;
    await follow({ data: { uuid: '42', state: 'ready' } }, { fieldMap });
    expect(tracker.getSnapshot().orderStatus).to.equal('ready');
    await then({ data: { state: 'DONE' } });
    expect(tracker.getSnapshot().orderStatus).to.equal('ready');
    expect(told.join()).to.include('before had one');
  });

  it('may end an order whose answers never had an id', async () => {
    await follow({ status: 'preparing' });
    await then({ status: 'completed' });
    expect(tracker.getSnapshot()).to.include({ orderStatus: 'completed', connectionStatus: 'closed' });
    expect(told).to.deep.equal([]);
  });

  for (const [name, orderId, answer] of [
    ['a number', '42', { order_id: '41', status: 'completed' }],
    ['a number without marks', '42', { orderId: 41, status: 'completed' }],
    ['a number with letters', 'ORD-42', { order_id: 'ORD-41', status: 'completed' }],
    ['a UUID', uuid, { order_uuid: otherUuid.toUpperCase(), status: 'completed' }],
    ['the order of a payment', '42', { order: { id: 41 }, status: 'completed' }],
    ['one of a list', '42', [{ order_id: 41, status: 'completed' }]],
  ] as const)
    for (const fieldMap of [...(Array.isArray(answer) ? [] : [undefined]), { fields: { status: ['state', 'status'] } }])
      it(`is another order: ${name}${fieldMap ? ', behind a field map' : ''}`, async () => {
        await follow(answer, { orderId, ...(fieldMap && { fieldMap }) });
        await then(answer);
        expect(tracker.getSnapshot().orderStatus).to.equal(undefined);
        expect(told).to.have.length(1);
        expect(told[0])
          .to.match(/is about the order "(?:ORD-)?(?:41|0D5C3A51)/)
          .and.include(`order-id is "${orderId}"`);
      });

  for (const [name, orderId, answer] of [
    ['beside a UUID', uuid, { order_id: 41, status: 'ready' }],
    ['beside a text', 'k7f3x', { order_id: '41', status: 'ready' }],
    ['that is the same', '42', { order_id: '0042', status: 'ready' }],
    ['of two, one of which is the same', '42', { order_id: 42, orderUuid: uuid, order: { id: 7 }, status: 'ready' }],
    ['beside the id', '42', { id: '42', order_id: '41', status: 'ready' }],
    ['that is for people', '42', { number: '17', status: 'ready' }],
  ] as const)
    it(`is the order with a number of its own ${name}`, async () => {
      await follow(answer, { orderId });
      expect(tracker.getSnapshot().orderStatus).to.equal('ready');
    });

  describe('on a stream', () => {
    const events = 'https://example.org/events';

    it('whose address names the order: what has no id, after events with it', async () => {
      await follow({ id: '42', status: 'pending' }, { eventsUrl: `${events}/{id}` });
      await world.say(': hi\n\n');
      await world.sayJson({ id: '42', status: 'preparing' });
      world.answer = { id: '42', status: 'preparing' };
      await world.sayJson({ status: 'completed' });
      await world.pass(5_000);
      expect(tracker.getSnapshot()).to.include({ orderStatus: 'preparing', isConnected: true });
    });
  });
});

describe('an order without its id, after it came with it', () => {
  const socket = { websocketUrl: 'wss://e.org/{id}', websocketProtocol: 'plain' } as const;

  for (const [name, options, origin, isOrder] of [
    ['is something else in an answer', { pollUrl: 'https://e.org/{id}' }, 'read', false],
    ['is something else on a stream at its address', { eventsUrl: 'https://e.org/{id}' }, 'live', false],
    ['is something else on a socket at its address', socket, 'live', false],
    ['is the order on a socket that was told it', { ...socket, websocketHello: [{ follow: '{id}' }] }, 'live', true],
    ['is the order on a channel of it', { ...socket, websocketChannel: 'order.42' }, 'live', true],
    [
      'is the order on a stream that was told it',
      { eventsUrl: 'https://e.org/', eventsHello: { after: 'HI', send: { topic: 'orders/{id}' } } },
      'live',
      true,
    ],
    ['is the order over order-status.v1', { websocketUrl: 'wss://e.org/' }, 'live', true],
    ['is the order in a channel of Supabase', { supabaseUrl: 'https://e.supabase.co' }, 'live', true],
  ] as const satisfies readonly (readonly [string, OrderTrackerOptions, 'read' | 'live', boolean])[])
    it(name, () => {
      const parse = payloadParser({ orderId: '42', ...options });
      expect(parse({ status: 'ready' }, origin).ok).to.equal(true);
      expect(parse({ id: 42, status: 'ready' }, origin).ok).to.equal(true);
      expect(parse({ status: 'completed' }, origin).ok).to.equal(isOrder);
      expect(parse({ id: '42', status: 'completed' }, origin).ok).to.equal(true);
    });
});
