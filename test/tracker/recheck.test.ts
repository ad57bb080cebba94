import { expect } from '@esm-bundle/chai';
import { eventsCode } from '../../src/transports/events/events.js';
import { FakeTransport } from '../support/fake-transport.js';
import { jsonAnswers } from '../support/json-answers.js';
import { responseAtOnce } from '../support/response-at-once.js';
import { followedOrder } from './followed-order.js';
import { preparing, ready } from './orders.js';

const html = 'text/html; charset=utf-8';

describe('an answer that does not come from the application', () => {
  const at = followedOrder();

  for (const [what, status, body, type] of [
    ['the 404 of a proxy while a container restarts', 404, '404 page not found\n', 'text/plain'],
    ['the 403 page of a firewall', 403, '<!doctype html><title>Just a moment…</title>', html],
    ['the 401 page of a login wall', 401, '<h1>Sign in</h1>', html],
    ['the JSON of a hosting platform', 404, '{"status":"error","code":404,"message":"Application not found"}'],
    ['the JSON of an API gateway', 404, '{"statusCode":404,"message":"Resource not found"}'],
    ['JSON that may be anybody’s', 404, '{"message":"Not Found"}'],
    ['another one', 403, '{"message":"Forbidden"}'],
    ['the nested JSON of a platform', 404, '{"error":{"code":"404","message":"The page could not be found"}}'],
    ['an empty 410', 410, '', 'application/json'],
    ['an empty 404 without a type', 404, '', ''],
  ] as const) {
    it(`is the network's, and the order is shown again when it is over: ${what}`, async () => {
      const server = jsonAnswers(preparing);
      at.follow({
        transport: 'polling',
        pollUrl: 'https://example.org/{id}',
        environment: { ...at.world, fetch: server.fetch },
      });
      await at.world.pass(12_000);
      expect(at.state.orderStatus).to.equal('preparing');
      server.answer = { status, body, type: type ?? 'application/json' };
      await at.world.pass(300_000);
      expect(at.state).to.include({ orderStatus: 'preparing', connectionStatus: 'error' });
      expect(at.state.error?.code).to.equal('unreachable');
      server.serve(ready);
      await at.world.pass(12_000);
      expect(at.state).to.include({ orderStatus: 'ready', connectionStatus: 'polling' });
    });
  }

  for (const body of ['<h1>Welcome</h1>', '', 'Forbidden']) {
    it(`does not withdraw a link either: 403 "${body}"`, async () => {
      const server = jsonAnswers(preparing);
      const access = { tokenUrl: 'https://example.org/track', capability: 'secret of A1' };
      server.answer = { status: 403, body, type: html };
      const environment = { ...at.world, fetch: server.fetch };
      at.follow({ transport: 'polling', pollUrl: 'https://example.org/{id}', environment, ...access });
      await at.world.pass(120_000);
      expect(at.state.error?.code).to.equal('unreachable');
    });
  }
});

describe('a refusal in words that a platform may use, where a token has worked', () => {
  const at = followedOrder();
  const bodies = ['{"message":"Forbidden"}', '{}', '{"detail":"Access denied"}', '{"error":{"code":"AccessDenied"}}'];

  const follow = async (body: string) => {
    const server = jsonAnswers(preparing);
    const environment = { ...at.world, fetch: server.fetch };
    at.follow({ transport: 'polling', pollUrl: 'https://example.org/{id}', environment, accessToken: 'a token' });
    await at.world.pass(12_000);
    server.answer = { status: 403, body, type: 'application/json' };
    return server;
  };

  for (const body of bodies) {
    it(`is the network’s for half a minute: ${body}`, async () => {
      const server = await follow(body);
      await at.world.pass(30_000);
      expect(at.state.connectionStatus).not.to.equal('denied');
      server.serve(ready);
      await at.world.pass(12_000);
      expect(at.state).to.include({ orderStatus: 'ready', connectionStatus: 'polling' });
    });

    it(`withdraws the link after a minute and a half of it, and gives it back when it is over: ${body}`, async () => {
      const server = await follow(body);
      await at.world.pass(90_000);
      expect(at.state.connectionStatus).to.equal('denied');
      server.serve(ready);
      await at.world.pass(40_000);
      expect(at.state).to.include({ orderStatus: 'ready', connectionStatus: 'polling' });
    });
  }
});

describe('a problem that ended all tries', () => {
  const at = followedOrder();

  it('passes by itself when a payment writes the order later, and is shown within seconds', async () => {
    at.transport = new FakeTransport({ live: false });
    at.follow();
    const deny = async (milliseconds: number) => {
      for (let passed = 0; passed < milliseconds; passed += 500) {
        if (!at.transport.lastRead.isAnswered) at.transport.lastRead.fail('not-found');
        await at.world.pass(500);
      }
    };
    await at.world.pass(0);
    await deny(20_000);
    expect(at.state.error?.code).to.equal('not-found');
    at.transport.serve(preparing);
    await at.world.pass(20_000);
    expect(at.state).to.include({ orderStatus: 'preparing', connectionStatus: 'polling', error: undefined });
  });

  it('is asked about when the guest looks again, and not while the page is hidden', async () => {
    at.transport = new FakeTransport({ live: false });
    at.follow();
    await at.world.pass(0);
    at.transport.lastRead.fail('config');
    await at.world.pass(0);
    expect(at.state.error?.code).to.equal('config');
    at.world.page.tell('hidden');
    await at.world.pass(3_600_000);
    expect(at.transport.reads).to.have.length(1);
    at.transport.served = preparing;
    at.world.page.tell('shown');
    await at.world.pass(0);
    expect(at.state.orderStatus).to.equal('preparing');
  });

  it('shows nothing of its questions', async () => {
    at.transport = new FakeTransport({ live: false });
    at.follow();
    await at.world.pass(0);
    at.transport.lastRead.fail('forbidden');
    await at.world.pass(0);
    const seen = new Set<string>();
    at.tracker.subscribe(({ connectionStatus }) => seen.add(connectionStatus));
    for (let second = 0; second < 120; second += 1) {
      await at.world.pass(1_000);
      if (!at.transport.lastRead.isAnswered) at.transport.lastRead.fail('forbidden');
    }
    expect([...seen]).to.deep.equal([]);
    expect(at.transport.reads.length).to.be.within(4, 5);
  });

  it('is not asked about before the server wants it, also when the guest looks', async () => {
    at.transport = new FakeTransport({ live: false });
    at.follow();
    await at.world.pass(0);
    at.transport.lastRead.fail('forbidden');
    await at.world.pass(40_000);
    expect(at.transport.reads).to.have.length(2);
    at.transport.lastRead.fail('overload', 'test: busy', 120_000);
    await at.world.pass(60_000);
    at.world.page.tell('focused');
    await at.world.pass(59_000);
    expect(at.transport.reads).to.have.length(2);
    await at.world.pass(12_000);
    expect(at.transport.reads).to.have.length(3);
  });

  it('of a connection is asked about where nothing can be read', async () => {
    at.transport = new FakeTransport({ reads: false });
    at.follow({ accessToken: 'a token' });
    await at.world.pass(0);
    at.transport.connection.lose('forbidden');
    await at.world.pass(0);
    expect(at.state.connectionStatus).to.equal('denied');
    at.transport.serve(preparing);
    await at.world.pass(40_000);
    at.transport.connection.receive(preparing);
    await at.world.pass(0);
    expect(at.state).to.include({ orderStatus: 'preparing', connectionStatus: 'connected' });
    expect(at.transport.openConnections).to.equal(1);
  });

  it('is the set-up of the page, without a word of links, where it never had a link or a token', async () => {
    for (const status of [401, 403]) {
      const server = jsonAnswers(preparing);
      server.answer = { status, body: '{"error":"no"}', type: 'application/json' };
      // Each is a first visit: this device remembers no order that was read.
      at.follow({
        transport: 'polling',
        pollUrl: 'https://example.org/{id}',
        cache: 'none',
        environment: { ...at.world, fetch: server.fetch },
      });
      await at.world.pass(0);
      expect(at.state.error).to.include({ code: 'config' });
      expect(at.state.error?.message).to.match(new RegExp(`answered ${status}.*neither a tracking link nor a token`));
      server.serve(preparing);
      await at.world.pass(40_000);
      expect(at.state.orderStatus).to.equal('preparing');
      at.tracker.stop();
    }
  });

  interface StreamAnswer {
    refusal?: [status: number, body: string];
    end?: () => void;
  }
  /** Answers of an event stream: a refusal, or a stream with one order. */
  const streamOf = (answer: StreamAnswer): typeof fetch => {
    const stream = `: hi\n\ndata: ${JSON.stringify(preparing)}\n\n`;
    return async () => {
      const { refusal } = answer;
      if (refusal)
        return responseAtOnce(refusal[1], { status: refusal[0], headers: { 'content-type': 'application/json' } });
      const body = new ReadableStream({
        start: (control) => {
          control.enqueue(new TextEncoder().encode(stream));
          answer.end = () => control.close();
        },
      });
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
    };
  };

  it('is the set-up of the page too where a stream refuses it and nothing can be read', async () => {
    await eventsCode.load();
    for (const status of [401, 403]) {
      const answer: StreamAnswer = { refusal: [status, '{"error":"no"}'] };
      at.follow({
        transport: 'sse',
        eventsUrl: 'https://example.org/{id}',
        cache: 'none',
        environment: { ...at.world, fetch: streamOf(answer) },
      });
      await at.world.pass(10);
      expect(at.state).to.include({ connectionStatus: 'error' });
      expect(at.state.error).to.include({ code: 'config' });
      expect(at.state.error?.message).to.match(new RegExp(`answered ${status}.*neither a tracking link nor a token`));
      delete answer.refusal;
      await at.world.pass(40_000);
      expect(at.state.orderStatus).to.equal('preparing');
      at.tracker.stop();
    }
  });

  it('is none where a stream that has worked is refused by something before the application', async () => {
    await eventsCode.load();
    const answer: StreamAnswer = {};
    at.follow({
      transport: 'sse',
      eventsUrl: 'https://example.org/{id}',
      environment: { ...at.world, fetch: streamOf(answer) },
    });
    await at.world.pass(10);
    expect(at.state.orderStatus).to.equal('preparing');
    answer.refusal = [404, '{"message":"Not Found"}'];
    answer.end?.();
    await at.world.pass(300_000);
    expect(at.state.orderStatus).to.equal('preparing');
    expect(at.state.error?.code).to.equal('unreachable');
  });
});
