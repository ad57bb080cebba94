import { expect } from '@esm-bundle/chai';
import '../../support/loaded-code.js';
import type { OrderTrackerOptions } from '../../../src/tracker/options.js';
import { createOrderTracker } from '../../../src/tracker/order-tracker.js';
import { payloadFaultsCode } from '../../../src/tracker/payload-faults-code.js';
import type { OrderTracker, TrackerError } from '../../../src/tracker/types.js';
import { FakeEnvironment } from '../../support/fake-environment.js';
import { FakeSocketServer } from '../../support/fake-socket-server.js';
import { jsonAtOnce } from '../../support/response-at-once.js';

const denied = { code: '42501', message: 'permission denied for table orders' };

describe('a page that has only the publishable key of a Supabase project', () => {
  let world: FakeEnvironment;
  let tracker: OrderTracker;
  let errors: TrackerError[];

  const follow = async (answer: () => Response, options: OrderTrackerOptions = {}) => {
    const asked = new Promise<void>((resolve) => {
      const fetch = async () => {
        resolve();
        return answer();
      };
      Object.assign(world, { fetch, WebSocket: new FakeSocketServer().WebSocket });
    });
    tracker = createOrderTracker({
      orderId: 'A1',
      supabaseUrl: 'https://project.supabase.co',
      supabaseKey: 'sb_publishable_x',
      environment: world,
      onError: (error) => void errors.push(error),
      ...options,
    });
    tracker.start();
    // The code for Supabase comes in real time.
    await asked;
    await world.pass(30_000);
    await world.pass(30_000);
  };

  before(() => payloadFaultsCode.load());
  beforeEach(() => {
    world = new FakeEnvironment();
    errors = [];
  });
  afterEach(() => tracker.stop());

  it('is told what the database said, and that the token is missing, where the table refuses it', async () => {
    await follow(() => jsonAtOnce(denied, { status: 401 }));
    const { error, connectionStatus } = tracker.getSnapshot();
    expect(connectionStatus, 'no link has expired').not.to.equal('denied');
    expect(error?.message).to.include('permission denied for table orders').and.include('and no token');
  });

  it('is told that it may be the missing token, where row level security hides the row', async () => {
    await follow(() => jsonAtOnce([]));
    expect(tracker.getSnapshot().error?.code).to.equal('not-found');
    const words = errors.map(({ message }) => message).join('\n');
    expect(words).to.include('row level security').and.include('only the publishable key').and.include('access-token');
  });

  it('is not told so where it has a token', async () => {
    await follow(() => jsonAtOnce([]), { accessToken: 'e30.e30.c2ln' });
    const words = errors.map(({ message }) => message).join('\n');
    expect(words).to.include('row level security').and.not.include('publishable key');
  });

  it('needs its link where it has an endpoint for tokens and no secret', async () => {
    await follow(() => jsonAtOnce(denied, { status: 401 }), { tokenUrl: 'https://example.com/track' });
    expect(tracker.getSnapshot().error?.code).to.equal('no-link');
  });
});

describe('a page whose token may not read every column of the table', () => {
  it('is told what the database said, and keeps its link', async () => {
    const world = new FakeEnvironment();
    const asked = new Promise<void>((resolve) => {
      const fetch = async (input: RequestInfo) => {
        const isFunction = String(input).includes('/rpc/');
        if (isFunction) resolve();
        return isFunction
          ? jsonAtOnce({ code: 'PGRST202', message: 'no such function' }, { status: 404 })
          : jsonAtOnce(denied, { status: 403 });
      };
      Object.assign(world, { fetch, WebSocket: new FakeSocketServer().WebSocket });
    });
    const tracker = createOrderTracker({
      orderId: 'A1',
      supabaseUrl: 'https://project.supabase.co',
      supabaseKey: 'sb_publishable_x',
      supabaseTable: 'no_function',
      accessToken: 'e30.e30.c2ln',
      environment: world,
    });
    tracker.start();
    // The code for Supabase comes in real time.
    await asked;
    await world.pass(30_000);
    await world.pass(30_000);
    const { error, connectionStatus } = tracker.getSnapshot();
    expect(connectionStatus).not.to.equal('denied');
    expect(error).to.include({ code: 'config' });
    expect(error?.message).to.include('permission denied for table orders (42501)').and.include('supabase-read');
    tracker.stop();
  });
});
