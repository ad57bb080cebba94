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

  it('sends lists as lists also beside a library that gives them a toJSON', async () => {
    Object.defineProperty(Array.prototype, 'toJSON', { value: () => 'a list as text', configurable: true });
    try {
      let sent: BodyInit | null | undefined;
      const fetch = async (_: unknown, init?: RequestInit) => {
        sent = init?.body;
        return json(order);
      };
      const polling = pollingTransport({ url: 'https://example.org/graphql', body: { ids: ['{id}', 7] }, fetch });
      await polling.read(request());
      expect(sent).to.equal('{"ids":["A1",7]}');
    } finally {
      Reflect.deleteProperty(Array.prototype, 'toJSON');
    }
  });

  it('reads what is no UTF-8 by its label, and UTF-8 under any label', async () => {
    const named = { ...order, restaurant_name: 'Café №1' };
    const utf16 = new Uint8Array(
      [...`\ufeff${JSON.stringify(named)}`].flatMap((letter) => {
        const code = letter.charCodeAt(0);
        return [code & 255, code >> 8];
      }),
    );
    const latin = new Uint8Array(
      [...JSON.stringify({ ...order, restaurant_name: 'Café' })].map((letter) => letter.charCodeAt(0)),
    );
    const cut = (bytes: Uint8Array) =>
      new ReadableStream({
        start(controller) {
          // Letters of two bytes are torn.
          for (let at = 0; at < bytes.length; at += 7) controller.enqueue(bytes.slice(at, at + 7));
          controller.close();
        },
      });
    for (const [bytes, charset, name] of [
      [utf16, 'utf-16le', 'Café №1'],
      [latin, 'ISO-8859-1', 'Café'],
      [latin, '"windows-1252"', 'Café'],
      [latin, 'utf-8', 'Caf\ufffd'],
      [latin, 'no-such-charset', 'Caf\ufffd'],
      [new TextEncoder().encode(JSON.stringify(named)), 'iso-8859-1', 'Café №1'],
    ] as const) {
      answers = [new Response(cut(bytes), { headers: { 'content-type': `application/json; charset=${charset}` } })];
      expect(await transport().read(request()), charset).to.have.property('restaurant_name', name);
    }
  });

  it('takes a refusal for the application’s by its JSON, whatever its label', async () => {
    const refused = (body: string, type: string) =>
      new Response(body, { status: 404, headers: { 'content-type': type } });
    answers = [
      refused('{"error":"not-found"}', 'text/html'),
      refused('{"message":"Not Found"}', 'text/plain'),
      refused('<h1>Not found</h1>', 'text/html'),
      refused('', 'application/json'),
    ];
    const failures = [];
    for (let count = answers.length; count > 0; count--)
      failures.push(
        await transport()
          .read(request())
          .catch(({ kind, isVague }: ReadError) => [kind, isVague]),
      );
    expect(failures).to.deep.equal([
      ['not-found', undefined],
      ['not-found', true],
      ['network', undefined],
      ['network', undefined],
    ]);
  });

  for (const [message, isAboutOrder] of [
    ['Cannot GET /order/42', false],
    ['The route order/42 could not be found', false],
    ['No route found for "GET https://example.org/api/order"', false],
    ['Host order.example.org not found', false],
    ['The application order-api is not there', false],
    ['Order 42 not found', true],
    ['Couldn’t find Order with id=42', true],
    ['There is no such order. Check its number.', true],
    ['No query results for model [App\\Models\\Order] 42', true],
  ] as const) {
    it(`takes "${message}" for ${isAboutOrder ? 'what the application says of this order' : 'no word about this order'}`, async () => {
      answers = [
        new Response(JSON.stringify({ message }), { status: 404, headers: { 'content-type': 'application/json' } }),
      ];
      const failure = await transport()
        .read(request())
        .catch(({ kind, isVague }: ReadError) => [kind, isVague ?? false]);
      expect(failure).to.deep.equal(['not-found', !isAboutOrder]);
    });
  }

  it('waits for no more of a page than its beginning', async () => {
    let isCancelled = false;
    const page = new ReadableStream({
      start: (control) => control.enqueue(new TextEncoder().encode(' <html>')),
      cancel: () => {
        isCancelled = true;
      },
    });
    answers = [new Response(page, { status: 404, headers: { 'content-type': 'text/html' } })];
    expect(await failure(transport().read(request()))).to.equal('network');
    expect(isCancelled).to.equal(true);
  });

  it('sends only one request to its own origin when the network fails', async () => {
    const polling = transport(own);
    answers = [json(order, { headers: { etag: '"1"' } })];
    await polling.read(request());
    expect(await failure(polling.read(request()))).to.equal('network');
    expect(requests).to.have.length(2);
  });

  describe('behind a redirect', () => {
    const to = (url: string, response: Response) =>
      Object.defineProperties(response, { url: { value: url }, redirected: { value: true } });
    const opaque = () => Object.defineProperty(new Response(), 'type', { value: 'opaqueredirect' });
    const place = 'https://example.org/orders/A1/';

    it('reads within the same origin', async () => {
      answers = [to(place, json(order))];
      expect(await transport().read(request())).to.deep.equal(order);
      expect(requests.map(({ redirect }) => redirect)).to.deep.equal(['follow']);
    });

    it('lets the browser follow only a request that carries nothing but the address', async () => {
      const how = async (options: object, more: Parameters<typeof request>[0] = {}) => {
        let redirect: RequestRedirect | undefined;
        const fetch: typeof globalThis.fetch = async (_, init) => {
          redirect = init?.redirect;
          return json(order);
        };
        await pollingTransport({ url: own, fetch, ...options }).read(request(more));
        return redirect;
      };
      for (const url of [own, foreign]) {
        expect(await how({ url })).to.equal('follow');
        expect(await how({ url }, { token })).to.equal('manual');
        for (const secret of [{ headers: { 'X-Key': 'k' } }, { body: { a: 1 } }, { credentials: 'include' }])
          expect(await how({ url, ...secret })).to.equal('manual');
      }
    });

    it('takes headers, body and cookies only to the place that the redirect leads to', async () => {
      const sent: [string, RequestInit][] = [];
      answers = [opaque(), to(place, json(order)), to(place, json(order))];
      const polling = pollingTransport({
        url: foreign,
        headers: { 'X-Key': 'k' },
        body: { id: '{id}' },
        credentials: 'include',
        fetch: async (input, init = {}) => {
          sent.push([String(input), init]);
          return answers.shift() as Response;
        },
      });
      expect(await polling.read(request())).to.deep.equal(order);
      const what = sent.map(([url, { method, headers, body, credentials, redirect }]) => {
        return [url, method, new Headers(headers).get('x-key'), body, credentials, redirect];
      });
      expect(what).to.deep.equal([
        ['https://example.org/orders/A1', 'POST', 'k', '{"id":"A1"}', 'include', 'manual'],
        ['https://example.org/orders/A1', undefined, null, undefined, 'omit', 'follow'],
        [place, 'POST', 'k', '{"id":"A1"}', 'include', 'error'],
      ]);
    });

    it('takes nothing from another origin, such as a login page’s', async () => {
      answers = [to('https://login.example.com/', json(order))];
      expect(await failure(transport().read(request()))).to.equal('network');
    });

    it('sends a token only to the place that the redirect leads to', async () => {
      answers = [opaque(), to(place, json(order)), to(place, json(order))];
      expect(await transport().read(request({ token }))).to.deep.equal(order);
      const sent = requests.map(({ url, headers }) => [url, headers.has('authorization')]);
      const first = 'https://example.org/orders/A1';
      expect(sent).to.deep.equal([
        [first, true],
        [first, false],
        [place, true],
      ]);
      expect(requests.at(-1)?.redirect).to.equal('error');
    });

    it('sends no token to another origin', async () => {
      answers = [opaque(), to('https://login.example.com/', json(order))];
      expect(await failure(transport().read(request({ token })))).to.equal('network');
      expect(requests.filter(({ headers }) => headers.has('authorization'))).to.have.length(1);
    });
  });

  it('reads under an address that no store has an answer for, after one that was too old', async () => {
    answers = [json(order), json(order)];
    await transport().read({ ...request(), attempt: 7 });
    await transport('https://example.org/o?id={id}#top').read({ ...request(), attempt: 8 });
    expect(requests.map(({ url }) => url)).to.deep.equal([
      'https://example.org/orders/A1?ost-attempt=7',
      'https://example.org/o?id=A1&ost-attempt=8#top',
    ]);
  });
});
