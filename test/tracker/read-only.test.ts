import { expect } from '@esm-bundle/chai';
import { inspectionCode } from '../../src/tracker/inspection-code.js';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import { shareCapability } from '../../src/tracker/token-source.js';
import type { OrderTracker, OrderTrackerSnapshot } from '../../src/tracker/types.js';
import { FakeEnvironment, FakeStorage } from '../support/fake-environment.js';
import { FakeTransport } from '../support/fake-transport.js';
import { jsonAtOnce } from '../support/response-at-once.js';

const minutes = 60_000;
const [own, forOthers] = ['guests-own-secret', 'secret-for-others'];

function jwt(claims: object): string {
  return `header.${btoa(JSON.stringify({ iat: 1_000, exp: 1_900, ...claims }))}.signature`;
}

describe('whether a link can only read', () => {
  let world: FakeEnvironment;
  let storage: FakeStorage;
  let transport: FakeTransport;
  let tracker: OrderTracker;
  let snapshots: OrderTrackerSnapshot[];

  const follow = (options: OrderTrackerOptions) => {
    tracker = createOrderTracker({ orderId: 'A1', transport, environment: world, ...options });
    tracker.subscribe((snapshot) => snapshots.push(snapshot));
    tracker.start();
  };
  const serve = (fetch: () => Promise<Response>) => void Object.assign(world, { fetch });
  /** Follows by a tracking link that the token endpoint answers so. */
  const followLink = (answer: object) => {
    serve(async () => jsonAtOnce(answer));
    follow({ tokenUrl: 'https://example.com/track', capability: own });
  };
  const isReadOnly = () => tracker.getSnapshot().isReadOnly;

  beforeEach(() => {
    world = new FakeEnvironment();
    storage = new FakeStorage();
    Object.assign(world, { storage });
    transport = new FakeTransport();
    transport.serve({ id: 'A1', status: 'pending', version: 1 });
    snapshots = [];
  });

  afterEach(() => tracker.stop());

  it('is not known before the first token, and not for a denied one', async () => {
    followLink({ access_token: 'opaque' });
    expect(isReadOnly()).to.equal(undefined);
    await world.pass(0);
    expect(isReadOnly()).to.equal(false);
    tracker.stop();
    serve(async () => jsonAtOnce({}, { status: 404 }));
    follow({ tokenUrl: 'https://example.com/track', capability: 'wrong' });
    await world.pass(60_000);
    expect([tracker.getSnapshot().connectionStatus, isReadOnly()]).to.deep.equal(['denied', undefined]);
  });

  it('is no question where no token is needed', () => {
    follow({});
    expect(isReadOnly()).to.equal(false);
    tracker.stop();
    follow({ tokenUrl: 'https://example.com/track' });
    expect(isReadOnly()).to.equal(false);
  });

  it('is known before anything that a server has confirmed is shown', async () => {
    followLink({ access_token: 'opaque', read_only: true });
    await world.pass(1_000);
    expect(snapshots.some(({ order }) => order)).to.equal(true);
    for (const { order, isReadOnly } of snapshots) if (order) expect(isReadOnly).to.equal(true);
  });

  for (const [name, answer, expected] of [
    ['read_only beside the token', { access_token: 'opaque', read_only: true }, true],
    ['the claim read_only', { access_token: jwt({ read_only: true }) }, true],
    ['either of both', { access_token: jwt({ read_only: false }), read_only: true }, true],
    ['a word, to be on the safe side', { access_token: jwt({ read_only: 'yes' }) }, true],
    ['neither', { access_token: jwt({ role: 'tracker' }) }, false],
    ['a clear no', { access_token: jwt({ read_only: false }), read_only: null }, false],
  ] as const) {
    it(`is ${expected} with ${name}`, async () => {
      followLink(answer);
      await world.pass(0);
      expect(isReadOnly()).to.equal(expected);
    });
  }

  it('is said by the tokens of the page as well, given or fetched', async () => {
    for (const [claims, expected] of [
      [{ read_only: true }, true],
      [{}, false],
    ] as const) {
      follow({ accessToken: jwt(claims) });
      expect(isReadOnly()).to.equal(expected);
      tracker.stop();
      follow({ getAccessToken: async () => jwt(claims) });
      expect(isReadOnly()).to.equal(undefined);
      await world.pass(0);
      expect(isReadOnly()).to.equal(expected);
      tracker.stop();
    }
  });

  it('stays known while the token is renewed, and after the order has ended', async () => {
    followLink({ access_token: jwt({ read_only: true }) });
    await world.pass(0);
    snapshots = [];
    await world.pass(30 * minutes);
    transport.push({ id: 'A1', status: 'completed', version: 2 });
    await world.pass(10_000);
    expect(tracker.getSnapshot().connectionStatus).to.equal('closed');
    expect(snapshots.filter(({ isReadOnly }) => !isReadOnly)).to.deep.equal([]);
  });

  it('is in explain()', async () => {
    followLink({ access_token: 'opaque', read_only: true });
    await Promise.all([world.pass(0), inspectionCode.load()]);
    expect(tracker.explain().facts).to.include('read-only: true');
  });

  it('and the secret for others is kept apart from all that the page, a log or the device gets', async () => {
    const lines: string[] = [];
    serve(async () => jsonAtOnce({ access_token: 'opaque', share: forOthers }));
    follow({ tokenUrl: 'https://example.com/track', capability: own, debug: (line) => lines.push(line) });
    await inspectionCode.load();
    await world.pass(5_000);
    expect(lines.length).to.be.greaterThan(0);
    expect(shareCapability('A1', own)).to.equal(forOthers);
    expect(shareCapability('B2', own)).to.equal(undefined);
    expect(shareCapability('A1', forOthers)).to.equal(undefined);
    const kept = JSON.stringify([...storage.entries]);
    const texts = JSON.stringify([snapshots, tracker.getSnapshot(), tracker.explain(), lines]) + kept;
    expect(texts).not.to.contain(forOthers).and.not.to.contain(own);
  });
});
