import { expect } from '@esm-bundle/chai';
import { eventsTransport } from '../../../src/transports/events/events.js';
import type { EventsTransportOptions } from '../../../src/transports/events/events-options.js';
import type { OrderTransport } from '../../../src/transports/transport.js';
import { responseAtOnce } from '../../support/response-at-once.js';
import { SinkLog, turn } from '../../support/sink-log.js';
import { streamingFetch } from '../../support/streaming-fetch.js';
import { describeTransport } from '../live-contract.js';
import { order, token } from '../samples.js';

const url = 'https://example.org/orders/{id}/events';

describeTransport(
  'an event stream',
  (WebSocket) => ({
    transport: eventsTransport({ url, fetch: streamingFetch(WebSocket) }),
    confirm: (socket) => socket.say(': welcome\n\n'),
    change: (socket, changed) => socket.say(changed),
    answerProbe: (socket) => socket.say(':\n\n'),
  }),
  { shares: false, isStream: true },
);

/** An answer whose body the test writes. */
class Stream {
  readonly requests: { readonly url: string; readonly init: RequestInit }[] = [];
  status = 200;
  headers: Record<string, string> = { 'content-type': 'text/event-stream' };
  fails = false;
  /** The body of a refusal. */
  refusal: string | null = '';
  #body: ReadableStreamDefaultController | undefined;

  readonly fetch: typeof fetch = async (requested, init = {}) => {
    this.requests.push({ url: String(requested), init });
    if (this.fails) throw new TypeError('failed to fetch');
    if (this.status === 204) return new Response(null, { status: 204 });
    if (this.status >= 300) return responseAtOnce(this.refusal ?? '', { status: this.status, headers: this.headers });
    const body = new ReadableStream({
      start: (controller) => {
        this.#body = controller;
      },
    });
    return new Response(body, { status: this.status, headers: this.headers });
  };

  async write(text: string): Promise<void> {
    this.#body?.enqueue(new TextEncoder().encode(text));
    for (let count = 0; count < 5; count++) await turn();
  }

  async end(): Promise<void> {
    this.#body?.close();
    for (let count = 0; count < 5; count++) await turn();
  }
}

describe('an event stream', () => {
  let stream: Stream;
  let sink: SinkLog;
  let transport: OrderTransport;

  const connect = async (options: Partial<EventsTransportOptions> = {}, orderId = 'A1') => {
    stream = new Stream();
    transport = eventsTransport({ url, fetch: stream.fetch, ...options });
    return again(orderId);
  };
  const again = async (orderId = 'A1', withToken = true) => {
    sink = new SinkLog();
    const connection = transport.connect?.({ orderId, token: withToken ? token : undefined }, sink);
    for (let count = 0; count < 5; count++) await turn();
    if (!connection) throw new Error('it cannot connect');
    return connection;
  };
  const header = (name: string) => new Headers(stream.requests.at(-1)?.init.headers).get(name);

  it('is not confirmed before the first byte, as a proxy may hold everything back', async () => {
    await connect();
    expect(sink.events).to.deep.equal(['opened']);
    await stream.write(': hi\n\n');
    expect(sink.events).to.deep.equal(['opened', 'confirmed', 'alive']);
  });

  for (const [event, said, kind] of [
    ['event: next\ndata: {"errors":[{"message":"Cannot query field"}]}', 'Cannot query field.', 'network'],
    ['data: {"data":null,"errors":[{"message":"Forbidden."}]}', 'Forbidden.', 'forbidden'],
    ['event: error\ndata: {"message":"The database is starting up"}', 'starting up.', 'network'],
    ['event: error\ndata: {"error":{"message":"No"}}', 'No.', 'network'],
    ['event: error\ndata: Unauthorized', 'Unauthorized.', 'forbidden'],
    ['event: error\ndata: gone', 'gone.', 'network'],
    ['event: error\ndata: No route matches /authors/42', '/authors/42.', 'network'],
    ['event: error\ndata: Order 401 crashed', 'crashed.', 'network'],
    ['event: error\ndata: Request failed with status code 401', '401.', 'forbidden'],
    [`event: error\ndata: {"message":"bad ${token}"}`, 'The event stream reports an error.', 'forbidden'],
  ] as const) {
    it(`is ended by an event that is an error, a denial only where it says so: ${event.slice(0, 60)}`, async () => {
      await connect();
      await stream.write(`: hi\n\n${event}\n\n`);
      expect(sink.losses.map((loss) => loss.kind)).to.deep.equal([kind]);
      expect(sink.losses[0]?.reason)
        .to.match(/^The event stream reports an error/)
        .and.include(said);
      expect(sink.losses[0]?.reason).not.to.include(token);
      expect(sink.payloads).to.deep.equal([]);
    });
  }

  it('hands on an event whose lines end with \\r alone at once, and a \\n that follows later ends nothing more', async () => {
    await connect();
    const [one, two] = [JSON.stringify(order), JSON.stringify({ ...order, status: 'ready' })];
    await stream.write(`data: ${one}\r\r`);
    expect(sink.payloads).to.deep.equal([order]);
    await stream.write(`\ndata: ${two}\r`);
    await stream.write('\n\r\n');
    expect(sink.payloads).to.deep.equal([order, { ...order, status: 'ready' }]);
  });

  for (const strange of ['data: welcome\n\n', 'data: {"path":"/","data":{"status":"ready"}}\n\n', '{"id":"A1"}\n']) {
    it(`is not confirmed by signs of life after what nobody can read: ${strange.trim()}`, async () => {
      await connect();
      await stream.write(strange);
      await stream.write(': still here\n\n');
      expect(sink.events).to.deep.equal(['opened', 'received', 'alive']);
    });
  }

  it('ends where its first event is HTML for a page, and says so; not where it has brought JSON before', async () => {
    const html = [
      '<turbo-stream action="replace" target="order">',
      ' <!-- it -->',
      '<div>Ready</div>',
      '<!DOCTYPE html>',
    ];
    for (const data of html) {
      await connect();
      await stream.write(`: hi\n\ndata: ${data}\n\n`);
      expect(sink.losses.map(({ kind }) => kind)).to.deep.equal(['unreadable']);
      expect(sink.losses[0]?.reason).to.include('brings HTML').and.include('Turbo Streams');
    }
    for (const first of [JSON.stringify(order), '< 5 min', 'welcome']) {
      await connect();
      await stream.write(`data: ${first}\n\ndata: <b>Ready</b>\n\n`);
      expect(sink.losses).to.deep.equal([]);
    }
  });

  for (const [payload, says] of [
    [{ clientId: 'x' }, 'PocketBase: set server-preset="pocketbase"'],
    [{ path: '/', data: { status: 'ready' } }, 'Firebase'],
    [{ data: { order } }, 'GraphQL: set the path of the order'],
    [{ error: 'Unauthorized' }, 'a refusal, "Unauthorized"'],
    [{ type: 'changed', order }, 'an order whose place the field map does not name'],
    [{ id: 'B1', status: 'ready' }, 'another order, although the URL names this one'],
    [{ error: `bad ${token}` }, undefined],
    [{ type: 'hello' }, undefined],
    ['welcome', undefined],
  ] as const) {
    it(`knows what looks like ${says ?? 'nothing'}: ${JSON.stringify(payload).slice(0, 40)}`, async () => {
      await connect();
      const found = transport.traits?.lookalike?.(payload, 'A1');
      if (says === undefined) expect(found).to.equal(undefined);
      else expect(found).to.include(says);
    });
  }

  it('reads a stream under any status that is a success', async () => {
    await connect();
    stream.status = 201;
    await again();
    await stream.write(`data: ${JSON.stringify(order)}\n\n`);
    expect(sink.payloads).to.deep.equal([order]);
  });

  it('says at once what to check where a page refuses, and leaves the pause to the chart where the server is down', async () => {
    await connect();
    stream.refusal = '<h1>No</h1>';
    stream.headers = { 'content-type': 'text/html' };
    for (const [status, hint] of [
      [404, 'The server answered 404. Check events-url and its {id}.'],
      [502, undefined],
    ] as const) {
      stream.status = status;
      await again();
      expect(sink.losses.map((loss) => [loss.kind, loss.hint])).to.deep.equal([['network', hint]]);
    }
  });

  it('follows a redirect within its origin, and takes the token only to the place that it leads to', async () => {
    const place = 'https://example.org/streams/A1';
    const sent: (readonly [url: string, token: boolean, redirect: RequestRedirect | undefined])[] = [];
    const to = (url: string, response: Response) =>
      Object.defineProperties(response, { url: { value: url }, redirected: { value: true } });
    const answers = [
      Object.defineProperty(new Response(), 'type', { value: 'opaqueredirect' }),
      to(place, new Response('')),
      new Response(': hi\n\n', { headers: { 'content-type': 'text/event-stream' } }),
    ];
    await connect({
      fetch: async (input, { headers, redirect } = {}) => {
        sent.push([String(input), new Headers(headers).has('authorization'), redirect]);
        return answers.shift() as Response;
      },
    });
    expect(sent).to.deep.equal([
      ['https://example.org/orders/A1/events', true, 'manual'],
      ['https://example.org/orders/A1/events', false, 'follow'],
      [place, true, 'error'],
    ]);
    expect(sink.events).to.include('opened');
  });

  it('takes nothing from another origin', async () => {
    const elsewhere = Object.defineProperties(new Response('data: {}\n\n'), {
      url: { value: 'https://login.example.com/' },
      redirected: { value: true },
    });
    await connect({ fetch: async () => elsewhere });
    expect(sink.losses.map(({ kind }) => kind)).to.deep.equal(['network']);
    expect(sink.losses[0]?.hint).to.include('another origin');
    expect(sink.payloads).to.deep.equal([]);
  });

  it('tries again after an error that follows an order', async () => {
    await connect();
    await stream.write(`data: ${JSON.stringify(order)}\n\nevent: error\ndata: {"message":"restarting"}\n\n`);
    expect(sink.losses.map(({ kind }) => kind)).to.deep.equal(['network']);
  });

  it('hands on an order beside errors of other fields', async () => {
    await connect();
    await stream.write(`data: ${JSON.stringify({ data: { order }, errors: [{ message: 'no photo' }] })}\n\n`);
    expect(sink.losses).to.deep.equal([]);
    expect(sink.payloads).to.have.length(1);
  });

  it('sends the token in a header, and fills the URL', async () => {
    await connect({ url: 'https://example.org/{id}?t={token}' }, 'a/b');
    expect(stream.requests[0]?.url).to.equal(`https://example.org/a%2Fb?t=${token}`);
    expect(header('authorization')).to.equal(`Bearer ${token}`);
    expect(header('accept')).to.equal('text/event-stream');
  });

  it('hands on events of any name, cut anywhere, with any line end', async () => {
    await connect();
    const text = `id: 7\r\nevent: order\r\ndata: ${JSON.stringify(order)}\r\n\r\ndata: {"id":"A1",\ndata: "status":"ready"}\n\n`;
    for (const character of text) await stream.write(character);
    expect(sink.payloads).to.deep.equal([order, { id: 'A1', status: 'ready' }]);
  });

  it('takes comments, and events that are only a heartbeat, for signs of life', async () => {
    await connect();
    await stream.write('event: ping\ndata: {}\n\n');
    await stream.write(':\n\n');
    await stream.write('event: heartbeat\ndata: x\n\n');
    expect(sink.payloads).to.deep.equal([]);
    expect(sink.events.filter((event) => event === 'alive')).to.have.length(3);
  });

  it('hands on unreadable data as undefined', async () => {
    await connect();
    await stream.write('data: no JSON\n\n');
    expect(sink.payloads).to.deep.equal([undefined]);
  });

  it('goes on after the last event that it has heard, also of an order that was followed before', async () => {
    await connect();
    await stream.write(`id: 17:0\ndata: ${JSON.stringify(order)}\n\n`);
    await stream.end();
    expect(sink.losses.map(({ kind }) => kind)).to.deep.equal(['server-closing']);
    await again();
    expect(header('last-event-id')).to.equal('17:0');
    await again('B2');
    expect(header('last-event-id')).to.equal(null);
  });

  it('leaves the id out where another origin does not allow it', async () => {
    await connect({ url: 'https://elsewhere.example/{id}' });
    await stream.write('id: 1\ndata: {}\n\n');
    stream.fails = true;
    await again();
    expect(sink.losses.map(({ kind }) => kind)).to.deep.equal(['network']);
    stream.fails = false;
    await again();
    if (globalThis.location) expect(header('last-event-id')).to.equal(null);
    expect(sink.events).to.deep.equal(['opened']);
  });

  it('asks for the pause that the server wants before the next connection', async () => {
    await connect();
    await stream.write('retry: 7000\n\n');
    await stream.end();
    expect(sink.losses[0]?.retryAfter).to.equal(7_000);
    await again();
    await stream.write('retry: 99999999\n\n');
    await stream.end();
    expect(sink.losses[0]?.retryAfter).to.equal(300_000);
  });

  for (const [status, type, body, kind] of [
    [204, '', '', 'config'],
    [200, 'application/json', '', 'unreadable'],
    [200, 'text/html', '', 'network'],
    [401, 'application/json', '{"error":"unauthorized"}', 'auth'],
    [403, 'text/plain', '{"error":"forbidden"}', 'forbidden'],
    [403, 'text/plain', 'Forbidden', 'network'],
    [403, 'text/html; charset=utf-8', '<h1>Just a moment…</h1>', 'network'],
    [403, 'application/json', '', 'network'],
    [404, 'application/problem+json', '{"title":"There is no such order"}', 'not-found'],
    [404, 'application/json', '{"code":404,"message":"Application not found"}', 'network'],
    [404, 'text/html', '<h1>Not found</h1>', 'network'],
    [429, 'text/html', '', 'overload'],
    [503, 'text/plain', '', 'overload'],
    [500, 'text/plain', '', 'network'],
  ] as const) {
    it(`reports an answer ${status} of ${type || 'no type'} "${body}" as "${kind}"`, async () => {
      await connect();
      stream.status = status;
      stream.headers = { 'content-type': type, 'retry-after': '3' };
      stream.refusal = body;
      await again();
      expect(sink.losses.map((failure) => failure.kind)).to.deep.equal([kind]);
      if (kind === 'overload') expect(sink.losses[0]?.retryAfter).to.equal(3_000);
    });
  }

  it('tells a refusal that something before the application may have made', async () => {
    await connect();
    stream.status = 404;
    for (const [body, isVague] of [
      ['{"message":"Not Found"}', true],
      ['{"error":"not-found"}', undefined],
    ] as const) {
      stream.refusal = body;
      await again();
      expect(sink.losses[0]).to.include({ kind: 'not-found' });
      expect(sink.losses[0]?.isVague).to.equal(isVague);
    }
  });

  it('ends with an event that never ends', async () => {
    await connect();
    for (let part = 0; part < 6 && sink.losses.length === 0; part++)
      await stream.write(`data: ${'x'.repeat(65_536)}\n`);
    expect(sink.losses.map(({ kind }) => kind)).to.deep.equal(['unreadable']);
  });

  it('subscribes on PocketBase, by a request that names its client', async () => {
    await connect({
      url: 'https://example.org/api/realtime',
      hello: { after: 'PB_CONNECT', send: { clientId: '{clientId}', subscriptions: ['orders/{id}'] } },
    });
    stream.status = 204;
    await stream.write('id: c1\nevent: PB_CONNECT\ndata: {"clientId":"c1"}\n\n');
    expect(stream.requests[1]?.init.method).to.equal('POST');
    expect(JSON.parse(String(stream.requests[1]?.init.body))).to.deep.equal({
      clientId: 'c1',
      subscriptions: ['orders/A1'],
    });
    expect(sink.events).to.deep.equal(['opened', 'confirmed']);
    await stream.write(`event: orders/A1\ndata: ${JSON.stringify({ action: 'update', record: order })}\n\n`);
    expect(sink.payloads).to.deep.equal([{ action: 'update', record: order }]);
  });

  it('is not confirmed where PocketBase refuses the subscription', async () => {
    await connect({ hello: { after: 'PB_CONNECT', send: {} } });
    stream.status = 403;
    stream.refusal = '{"error":"forbidden"}';
    await stream.write(': hi\n\nevent: PB_CONNECT\ndata: {"clientId":"c1"}\n\n');
    expect(sink.events).to.deep.equal(['opened', 'alive', 'lost: forbidden']);
  });
});
