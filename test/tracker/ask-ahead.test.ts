import { expect } from '@esm-bundle/chai';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import type { OrderTracker } from '../../src/tracker/types.js';
import { FakeEnvironment } from '../support/fake-environment.js';
import { jsonAtOnce } from '../support/response-at-once.js';
import { pending } from './orders.js';

/** What happens at a start, in its order. */
class Start {
  readonly world = new FakeEnvironment();
  readonly log: string[] = [];
  readonly requests: RequestInit[] = [];
  answer: () => Promise<Response> = async () => jsonAtOnce(pending);
  readonly #trackers: OrderTracker[] = [];

  readonly fetch: typeof fetch = (input, init) => {
    this.log.push(`asks ${new URL(String(input)).pathname}`);
    this.requests.push(init ?? {});
    return this.answer();
  };

  /** Begins to follow; the log says when the chart is there. */
  begin(options: OrderTrackerOptions = {}): OrderTracker {
    const tracker = createOrderTracker({
      orderId: 'A1',
      pollUrl: 'https://example.org/orders/{id}',
      environment: Object.assign(this.world, { fetch: this.fetch }),
      inspect: () => this.log.includes('chart') || this.log.push('chart'),
      onError: ({ code }) => this.log.push(`error ${code}`),
      ...options,
    });
    this.#trackers.push(tracker);
    tracker.start();
    return tracker;
  }

  end(): void {
    for (const tracker of this.#trackers) tracker.stop();
  }
}

describe('the first request of a tracker', () => {
  let start: Start;
  beforeEach(() => {
    start = new Start();
  });
  afterEach(() => start.end());

  it('is under way before the chart is built, and brings the order', async () => {
    const tracker = start.begin();
    expect(start.log).to.deep.equal(['asks /orders/A1', 'chart']);
    await start.world.pass(0);
    expect(tracker.getSnapshot().orderStatus).to.equal('pending');
    expect(start.log).to.deep.equal(['asks /orders/A1', 'chart']);
  });

  it('is for the token where one has to be fetched; the read follows once it is there', async () => {
    const tracker = start.begin({
      getAccessToken: async () => {
        start.log.push('asks for a token');
        return 'secret';
      },
    });
    expect(start.log).to.deep.equal(['asks for a token', 'chart']);
    await start.world.pass(0);
    expect(tracker.getSnapshot().orderStatus).to.equal('pending');
    expect(start.log).to.deep.equal(['asks for a token', 'chart', 'asks /orders/A1']);
  });

  it('carries the token that the page gave', () => {
    start.begin({ accessToken: 'given' });
    expect(start.log).to.deep.equal(['asks /orders/A1', 'chart']);
    expect(new Headers(start.requests[0]?.headers).get('Authorization')).to.equal('Bearer given');
  });

  for (const state of ['visible', 'online'] as const) {
    it(`waits for the chart on a page that is not ${state}`, () => {
      start.world.page[state] = false;
      start.begin();
      expect(start.log[0]).to.equal('chart');
    });
  }

  it('waits for the chart where the page brings the order: it is shown already', async () => {
    const tracker = start.begin({ order: pending });
    expect(tracker.getSnapshot().orderStatus).to.equal('pending');
    expect(start.log[0]).to.equal('chart');
  });

  it('is one for two trackers of the same order', async () => {
    const [one, other] = [start.begin(), start.begin()];
    await start.world.pass(0);
    expect(one.getSnapshot().orderStatus).to.equal('pending');
    expect(other.getSnapshot().orderStatus).to.equal('pending');
    expect(start.log).to.deep.equal(['asks /orders/A1', 'chart']);
  });

  it('ends with the tracker', () => {
    start.answer = () => new Promise(() => {});
    const tracker = start.begin();
    expect(start.requests.map(({ signal }) => signal?.aborted)).to.deep.equal([false]);
    tracker.stop();
    expect(start.requests.map(({ signal }) => signal?.aborted)).to.deep.equal([true]);
  });

  it('has the time of a read, and is then made again', async () => {
    start.answer = () => new Promise(() => {});
    const tracker = start.begin();
    await start.world.pass(8_000);
    expect(start.requests.map(({ signal }) => signal?.aborted)).to.deep.equal([true]);
    start.answer = async () => jsonAtOnce(pending);
    await start.world.pass(4_000);
    expect(start.log).to.deep.equal(['asks /orders/A1', 'chart', 'asks /orders/A1']);
    expect(tracker.getSnapshot().orderStatus).to.equal('pending');
  });

  it('counts as any read where it fails', async () => {
    start.answer = async () => jsonAtOnce({ error: 'no such order' }, { status: 404 });
    start.begin();
    await start.world.pass(5_000);
    expect(start.log).to.deep.equal([
      'asks /orders/A1',
      'chart',
      'asks /orders/A1',
      'asks /orders/A1',
      'error not-found',
    ]);
  });
});
