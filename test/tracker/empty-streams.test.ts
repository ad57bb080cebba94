import { expect } from '@esm-bundle/chai';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import { payloadFaultsCode } from '../../src/tracker/payload-faults-code.js';
import type { OrderTracker, TrackerError } from '../../src/tracker/types.js';
import { eventsCode } from '../../src/transports/events/events.js';
import { EventStreamWorld } from '../support/event-stream-world.js';
import { pending } from './orders.js';

describe('an event stream that the server ends', () => {
  let world: EventStreamWorld;
  let tracker: OrderTracker;
  let told: TrackerError[];

  before(() => Promise.all([payloadFaultsCode.load(), eventsCode.load()]));
  afterEach(() => tracker.stop());

  const follow = async (options: OrderTrackerOptions = {}) => {
    told = [];
    world = new EventStreamWorld();
    world.answer = pending;
    const eventsUrl = 'https://example.org/events/{id}';
    tracker = createOrderTracker({
      orderId: 'A1',
      eventsUrl,
      environment: world,
      onError: (error) => told.push(error),
      ...options,
    });
    tracker.start();
    await world.pass(100);
  };
  /** Each of the next streams says this, and ends. */
  const endEach = async (streams: number, said: string) => {
    for (const last = world.streams + streams; world.streams < last; ) {
      const { streams } = world;
      if (said) await world.say(said);
      await world.pass(1_200);
      await world.end();
      for (let second = 0; second < 30 && world.streams === streams; second += 1) await world.pass(1_000);
    }
  };
  const aboutEvents = () => told.filter(({ message }) => message.includes('without an event'));

  for (const options of [{}, { pollUrl: 'https://example.org/orders/{id}' }])
    for (const said of ['', ': hi\n\n'])
      it(`is told once, when three have ended without an event (${Object.keys(options)} ${said.trim()})`, async () => {
        await follow(options);
        await endEach(2, said);
        expect(aboutEvents()).to.deep.equal([]);
        await endEach(4, said);
        expect(aboutEvents().map(({ message }) => message)).to.deep.equal([
          'The server ended the stream, several times without an event of this order. Let events-url stay open, and send the order at its beginning and with each change: "data: {…}" and an empty line.',
        ]);
      });

  it('is no fault where it has brought the order', async () => {
    await follow();
    await world.sayJson(pending);
    await world.pass(1_200);
    await world.end();
    await world.pass(5_000);
    await endEach(5, ': hi\n\n');
    expect(aboutEvents()).to.deep.equal([]);
  });
});
