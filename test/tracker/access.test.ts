import { expect } from '@esm-bundle/chai';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import { payloadFaultsCode } from '../../src/tracker/payload-faults-code.js';
import { tokenOf } from '../../src/tracker/token-source.js';
import type { OrderTracker, TrackerError } from '../../src/tracker/types.js';
import { ReadError } from '../../src/transports/transport.js';
import { FakeEnvironment } from '../support/fake-environment.js';
import { FakeTransport } from '../support/fake-transport.js';
import { responseAtOnce } from '../support/response-at-once.js';

const pending = { id: 'A1', status: 'pending', version: 1 };
const minutes = 60_000;

function jwt(name: string, lifetimeSeconds = 900): string {
  const body = btoa(JSON.stringify({ name, iat: 1_000, exp: 1_000 + lifetimeSeconds }));
  return `header.${body}.signature`;
}

describe('an order tracker with a token', () => {
  let world: FakeEnvironment;
  let transport: FakeTransport;
  let tracker: OrderTracker;
  let given: string[];

  const follow = (options: OrderTrackerOptions = {}) => {
    tracker = createOrderTracker({
      orderId: 'A1',
      transport,
      environment: world,
      getAccessToken: async () => {
        given.push(jwt(String(given.length + 1)));
        return given.at(-1);
      },
      ...options,
    });
    tracker.start();
  };
  const status = () => tracker.getSnapshot().connectionStatus;

  beforeEach(() => {
    world = new FakeEnvironment();
    transport = new FakeTransport();
    transport.serve(pending);
    given = [];
  });

  afterEach(() => tracker.stop());

  it('fetches its token before it connects or reads', async () => {
    follow();
    expect(transport.connections).to.have.length(0);
    await world.pass(0);
    expect(transport.connection.request.token).to.equal(given[0]);
    expect(transport.lastRead.request.token).to.equal(given[0]);
    expect(status()).to.equal('connected');
  });

  it('renews the token at 80 % of its life, and stays connected on the same connection', async () => {
    follow();
    await world.pass(11 * minutes);
    expect(given).to.have.length(1);
    await world.pass(2 * minutes);
    expect(given).to.have.length(2);
    expect(transport.connection.tokens).to.deep.equal([given[1]]);
    expect(transport.connections).to.have.length(1);
    expect(status()).to.equal('connected');
  });

  it('fetches a fresh token before it connects after a long sleep', async () => {
    follow();
    await world.pass(0);
    world.page.tell('frozen');
    await world.sleep(60 * minutes);
    world.page.tell('resumed');
    await world.pass(100);
    expect(transport.connection.request.token).to.equal(given[1]);
    expect(status()).to.equal('connected');
  });

  it('renews the token once when the back end denies it, and is connected again', async () => {
    follow();
    await world.pass(10_000);
    transport.connection.lose('auth');
    await world.pass(1_000);
    expect(given).to.have.length(2);
    expect(transport.connection.request.token).to.equal(given[1]);
    expect(status()).to.equal('connected');
  });

  it('says denied when the renewed token is denied too, and then only asks now and then', async () => {
    transport.served = undefined;
    follow();
    await world.pass(0);
    transport.lastRead.fail('auth');
    await world.pass(0);
    expect(given).to.have.length(2);
    transport.lastRead.fail('auth');
    await world.pass(0);
    expect(status()).to.equal('denied');
    expect(tracker.getSnapshot().error?.code).to.equal('denied');
    await world.pass(10 * minutes);
    expect(given.length).to.be.within(16, 24);
    expect(transport.reads).to.have.length(given.length);
    expect(status()).to.equal('denied');
    expect(transport.openConnections).to.equal(0);
  });

  it('names what is wrong with the token endpoint where no token comes', async () => {
    const getAccessToken = () =>
      Promise.reject(new ReadError({ kind: 'network', reason: 'The token endpoint is away.' }));
    follow({ getAccessToken });
    await world.pass(30_000);
    expect(tracker.getSnapshot().error).to.include({
      code: 'unreachable',
      message: 'The back end cannot be reached. The token endpoint is away.',
    });
  });

  it('renews a token that hardly lasts no more often than six times a minute', async () => {
    for (const seconds of [1, 0.001]) {
      given = [];
      follow({ getAccessToken: async () => given[given.push(jwt(String(given.length), seconds)) - 1] });
      await world.pass(minutes);
      expect(given.length).to.be.within(2, 6);
      tracker.stop();
    }
  });

  it('uses a token that cannot be renewed past its life, until the back end denies it', async () => {
    follow({ getAccessToken: undefined, accessToken: jwt('fixed') });
    await world.pass(60 * minutes);
    expect(status()).to.equal('connected');
    transport.serve({ ...pending, status: 'preparing', version: 2 });
    transport.connection.lose('network');
    await world.pass(30_000);
    expect(transport.lastRead.request.token).to.equal(jwt('fixed'));
    expect(tracker.getSnapshot().orderStatus).to.equal('preparing');
    expect(status()).to.equal('connected');
  });

  it('never reads with an expired token while another cannot be had', async () => {
    transport.accepts = false;
    follow({
      getAccessToken: () => {
        given.push(jwt(String(given.length + 1)));
        return given.length === 1 ? Promise.resolve(given[0]) : Promise.reject(new Error('unreachable'));
      },
    });
    await world.pass(0);
    transport.connection.lose('network');
    await world.pass(15 * minutes - 1);
    const readsUntilExpiry = transport.reads.length;
    expect(readsUntilExpiry).to.be.greaterThan(60);
    await world.pass(5 * minutes);
    expect(transport.reads).to.have.length(readsUntilExpiry);
  });

  it('says denied at once when a token that cannot be renewed is denied', async () => {
    transport.served = undefined;
    follow({ getAccessToken: undefined, accessToken: 'fixed' });
    await world.pass(0);
    transport.lastRead.fail('auth');
    await world.pass(0);
    expect(status()).to.equal('denied');
  });

  it('says denied when connection and read are both forbidden', async () => {
    transport.served = undefined;
    follow();
    await world.pass(0);
    transport.connection.lose('forbidden');
    transport.lastRead.fail('forbidden');
    await world.pass(100);
    expect(status()).to.equal('denied');
  });

  it('polls when only the connection is forbidden, and connects again after 30 s', async () => {
    transport.accepts = false;
    follow();
    await world.pass(0);
    transport.connection.lose('forbidden');
    await world.pass(29_000);
    expect(status()).to.equal('polling');
    expect(transport.connections).to.have.length(1);
    await world.pass(16_000);
    expect(transport.connections).to.have.length.greaterThan(1);
  });

  it('calls a getAccessToken() that fails at most six times a minute', async () => {
    let calls = 0;
    follow({
      getAccessToken: () => {
        calls += 1;
        return Promise.reject(new Error('down'));
      },
    });
    await world.pass(60_000);
    expect(calls).to.be.within(3, 6);
    expect(status()).to.equal('error');
  });

  it('says once why getAccessToken fails, without a token in it, however it fails', async () => {
    const token = jwt('secret');
    let calls = 0;
    for (const fail of [
      () => Promise.reject(new Error(`no session (${token}) ${calls++}`)),
      () => {
        throw new TypeError(`no session (${token}) ${calls++}`);
      },
    ]) {
      const told: TrackerError[] = [];
      follow({ getAccessToken: fail, onError: (error) => told.push(error) });
      await world.pass(0);
      await payloadFaultsCode.load();
      await world.pass(40_000);
      const [{ message = '', code } = {}, ...more] = told.filter(({ code }) => code === 'config');
      expect(code).to.equal('config');
      expect(message).to.match(/^The function getAccessToken failed: (Type)?Error: no session … \d$/);
      expect(more, 'told once').to.deep.equal([]);
      const { error } = tracker.getSnapshot();
      expect(error?.message).to.match(/^The back end cannot be reached\. The function getAccessToken failed: /);
      expect(JSON.stringify([told, error])).to.not.include(token);
      tracker.stop();
    }
    expect(calls).to.be.greaterThan(3);
  });

  it('tells as a config error that getAccessToken is no function', async () => {
    const told: TrackerError[] = [];
    follow({ ...JSON.parse('{"getAccessToken":5}'), onError: (error) => told.push(error) });
    await world.pass(0);
    await payloadFaultsCode.load();
    await world.pass(0);
    // WebKit goes on with what the value is.
    const messages = told.map(({ code, message }) => `${code}: ${message}`);
    expect(messages).to.have.lengthOf(1);
    expect(messages[0]).to.match(
      /^config: The function getAccessToken failed: TypeError: getAccessToken is not a function/,
    );
  });

  it('exchanges the capability for a token by POST, never in a URL', async () => {
    const requests: { url: string; init: RequestInit | undefined }[] = [];
    const fetch = async (url: unknown, init?: RequestInit) => {
      requests.push({ url: String(url), init });
      return responseAtOnce(JSON.stringify({ access_token: jwt('exchanged') }));
    };
    follow({
      getAccessToken: undefined,
      tokenUrl: 'https://example.com/track',
      capability: 'secret',
      environment: Object.assign(new FakeEnvironment(), { clock: world.clock, page: world.page, fetch }),
    });
    await world.pass(0);
    expect(requests).to.have.length(1);
    expect(requests[0]?.url).to.equal('https://example.com/track');
    expect(requests[0]?.init).to.include({ method: 'POST', cache: 'no-store', referrerPolicy: 'no-referrer' });
    expect(JSON.parse(String(requests[0]?.init?.body))).to.deep.equal({ order_id: 'A1', capability: 'secret' });
    expect(transport.connection.request.token).to.equal(jwt('exchanged'));
  });

  it('reports a config error when token-url is not an http URL', async () => {
    follow({ getAccessToken: undefined, tokenUrl: 'javascript:alert(1)', capability: 'secret' });
    await world.pass(0);
    expect(tracker.getSnapshot().error?.code).to.equal('config');
    expect(tracker.getSnapshot().error?.message).to.contain('token-url');
    expect(transport.connections).to.have.length(0);
  });

  it('is connected again after denied when retry() succeeds', async () => {
    transport.served = undefined;
    follow({ getAccessToken: undefined, accessToken: 'fixed' });
    await world.pass(0);
    transport.lastRead.fail('auth');
    await world.pass(0);
    transport.served = pending;
    tracker.retry();
    await world.pass(1_000);
    expect(status()).to.equal('connected');
  });
});

describe('tokenOf', () => {
  it('says how long a JWT lasts: exp minus iat, independent of the device’s clock', () => {
    expect(tokenOf(jwt('any', 60)).lifetime).to.equal(60_000);
  });

  it('does not know it of a token that is not a JWT or does not say', () => {
    for (const token of ['', 'opaque', 'a.b.c', `a.${btoa('null')}.c`, `a.${btoa('{"exp":"soon","iat":0}')}.c`]) {
      expect(tokenOf(token).lifetime).to.equal(undefined);
    }
  });
});
