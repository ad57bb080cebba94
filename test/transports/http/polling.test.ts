import { expect } from '@esm-bundle/chai';
import { pollingTransport } from '../../../src/transports/http/polling.js';
import { ReadError } from '../../../src/transports/transport.js';
import { describeReader } from '../reader-contract.js';
import { json, order, token } from '../samples.js';

const foreign = 'https://example.org/orders/{id}';
const own = new URL('/orders/{id}', location.href).href.replace('%7Bid%7D', '{id}');

describeReader('polling', (fetch) => pollingTransport({ url: foreign, fetch }), order);

describe('polling', () => {
  let requests: Request[];
  let answers: (Response | TypeError)[];

  beforeEach(() => {
    requests = [];
    answers = [];
  });

  const transport = (url = foreign) =>
    pollingTransport({
      url,
      fetch: async (input, init) => {
        requests.push(new Request(input, init));
        const answer = answers.shift();
        if (answer instanceof Response) return answer;
        throw answer ?? new TypeError('no answer');
      },
    });
  const request = (more: { orderId?: string; token?: string; minVersion?: number } = {}) => ({
    orderId: 'A1',
    minVersion: more.minVersion,
    token: more.token,
    signal: new AbortController().signal,
    ...more,
  });
  const validators = () => requests.map(({ headers }) => headers.get('if-none-match'));
  const failure = (reading: Promise<unknown>) =>
    reading.then(
      () => undefined,
      (error: unknown) => (error instanceof ReadError ? error.kind : error),
    );

  it('uses the URL exactly as given, with the encoded order id', async () => {
    answers = [json(order)];
    await transport('https://example.org/o?id={id}&again={id}').read(request({ orderId: 'a/b&c', minVersion: 7 }));
    expect(requests[0]?.url).to.equal('https://example.org/o?id=a%2Fb%26c&again=a%2Fb%26c');
  });

  it('sends no Authorization without a token', async () => {
    answers = [json(order)];
    await transport().read(request());
    expect(requests[0]?.headers.has('authorization')).to.equal(false);
  });

  it('sends If-None-Match after an answer with an ETag, and returns the last order after a 304', async () => {
    const polling = transport(own);
    answers = [
      json(order, { headers: { etag: '"1"' } }),
      new Response(null, { status: 304 }),
      json({ ...order, version: 3 }),
    ];
    expect(await polling.read(request())).to.deep.equal(order);
    expect(await polling.read(request())).to.deep.equal(order);
    expect(await polling.read(request())).to.deep.equal({ ...order, version: 3 });
    answers = [json(order)];
    await polling.read(request());
    expect(validators()).to.deep.equal([null, '"1"', '"1"', null]);
  });

  it('asks another origin without a token by a simple request, which the browser itself makes conditional', async () => {
    const polling = transport();
    answers = [json(order, { headers: { etag: '"1"' } }), json(order, { headers: { etag: '"1"' } })];
    await polling.read(request());
    expect(await polling.read(request())).to.deep.equal(order);
    for (const { headers, cache } of requests) {
      expect([...headers.keys()]).to.deep.equal(['accept']);
      expect(cache).to.equal('no-cache');
    }
  });

  it('lets the browser keep no answer to a token, and none of its own origin, whatever the answers say', async () => {
    const polling = [transport(), transport(own)];
    const headers = { etag: '"1"', 'cache-control': 'no-cache' };
    answers = Array.from({ length: 4 }, () => json(order, { headers }));
    for (const [at, more] of [{ token }, {}].entries()) {
      await polling[at]?.read(request(more));
      await polling[at]?.read(request(more));
    }
    // In the usual cache mode, one answer that may be reused would come back as news, for as long as it says.
    expect(requests.map(({ cache }) => cache)).to.deep.equal(Array.from({ length: 4 }, () => 'no-store'));
  });

  it('sends no If-None-Match for another order or another token', async () => {
    const polling = transport(own);
    const tagged = () => json(order, { headers: { etag: '"1"' } });
    answers = [tagged(), tagged(), tagged()];
    await polling.read(request());
    await polling.read(request({ orderId: 'B2' }));
    await polling.read(request({ orderId: 'B2', token }));
    expect(validators()).to.deep.equal([null, null, null]);
  });

  it('reports unreadable for a 304 without If-None-Match', async () => {
    answers = [new Response(null, { status: 304 })];
    expect(await failure(transport().read(request()))).to.equal('unreadable');
  });

  it('never sends If-None-Match to another origin, which would ask for permission first', async () => {
    const polling = transport();
    const tagged = () => json(order, { headers: { etag: '"1"' } });
    answers = [tagged(), tagged(), tagged(), tagged()];
    for (const more of [{}, {}, { token }, { token }]) await polling.read(request(more));
    expect(validators()).to.deep.equal([null, null, null, null]);
  });

  it('sends the page’s headers and body, with id and token filled in', async () => {
    const polling = pollingTransport({
      url: 'https://example.org/graphql',
      headers: { 'X-Shop': '7', 'X-Key': '{token}', 'X-Order': '{id}', accept: 'application/graphql-response+json' },
      body: { query: 'query { order }', variables: { id: '{id}', list: ['{token}', 1] } },
      credentials: 'include',
      fetch: async (input, init) => {
        requests.push(new Request(input, init));
        return json(order);
      },
    });
    await polling.read(request({ orderId: 'a"b' }));
    await polling.read(request({ token }));
    const [first, second] = requests;
    expect(first?.method).to.equal('POST');
    expect(first?.credentials).to.equal('include');
    expect(Object.fromEntries(first?.headers ?? [])).to.deep.equal({
      accept: 'application/graphql-response+json',
      'content-type': 'application/json',
      'x-order': 'a"b',
      'x-shop': '7',
    });
    expect(await first?.json()).to.deep.equal({ query: 'query { order }', variables: { id: 'a"b', list: ['', 1] } });
    expect(second?.headers.get('x-key')).to.equal(token);
    expect(second?.headers.get('authorization')).to.equal(`Bearer ${token}`);
  });

  it('follows redirects within its own origin, and elsewhere only where it sends nothing but the address', async () => {
    const how = async (url: string, more: Parameters<typeof request>[0], options: object = {}) => {
      let init: RequestInit | undefined;
      const polling = pollingTransport({
        url,
        ...options,
        fetch: async (_, given) => {
          init = given;
          return json(order);
        },
      });
      await polling.read(request(more));
      return [init?.redirect, init?.mode];
    };
    expect(await how(own, { token })).to.deep.equal(['follow', 'same-origin']);
    expect(await how(foreign, {})).to.deep.equal(['follow', undefined]);
    expect(await how(foreign, { token })).to.deep.equal(['error', undefined]);
    for (const secret of [{ headers: { 'X-Key': 'k' } }, { body: { a: 1 } }, { credentials: 'include' }])
      expect(await how(foreign, {}, secret)).to.deep.equal(['error', undefined]);
  });

  it('refuses the answer of another origin', async () => {
    const moved = json(order);
    Object.defineProperties(moved, { redirected: { value: true }, url: { value: 'https://portal.example/login' } });
    answers = [moved];
    expect(await failure(transport().read(request()))).to.equal('network');
    const near = json(order);
    Object.defineProperties(near, { redirected: { value: true }, url: { value: 'https://example.org/orders/A1/' } });
    answers = [near];
    expect(await transport().read(request())).to.deep.equal(order);
  });

  it('sends only one request to its own origin when the network fails', async () => {
    const polling = transport(own);
    answers = [json(order, { headers: { etag: '"1"' } })];
    await polling.read(request());
    expect(await failure(polling.read(request()))).to.equal('network');
    expect(requests).to.have.length(2);
  });
});
