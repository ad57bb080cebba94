import { expect } from '@esm-bundle/chai';
import fc from 'fast-check';
import { type OrderTransport, ReadError } from '../../src/transports/transport.js';
import { turn } from '../support/sink-log.js';
import { json, order, token } from './samples.js';

/** Checks the rules of transport.ts on a transport that reads. */
export function describeReader(
  name: string,
  make: (fetch: typeof globalThis.fetch) => OrderTransport,
  body: unknown,
): void {
  describe(`${name}, as a reader`, () => {
    let requests: Request[];

    beforeEach(() => {
      requests = [];
    });

    const read = (respond: (request: Request) => Response | Promise<Response>, signal = new AbortController().signal) =>
      make(async (input, init) => {
        const request = new Request(input, init);
        requests.push(request);
        return respond(request);
      }).read?.({ orderId: 'A1', minVersion: 1, token, signal });

    async function failure(respond: () => Response | Promise<Response>): Promise<ReadError> {
      const error: unknown = await read(respond)?.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (!(error instanceof ReadError)) throw new Error(`it did not fail with a ReadError but with ${String(error)}`);
      return error;
    }

    it('returns the order', async () => {
      expect(await read(() => json(body))).to.deep.equal(order);
    });

    it('sends the token in a header, and uses no stored answer, cookies, redirects by itself or referrer', async () => {
      await read(() => json(body));
      expect(requests).to.have.length(1);
      const [request] = requests;
      expect(request?.headers.get('authorization')).to.equal(`Bearer ${token}`);
      expect(request?.headers.get('accept')).to.equal('application/json');
      expect(request?.url).not.to.include('secret');
      expect(request?.cache).to.equal('no-store');
      expect(request?.redirect).to.be.oneOf(['error', 'manual']);
      expect(request?.credentials).to.equal('omit');
      expect(request?.referrerPolicy).to.equal('no-referrer');
    });

    it('accepts every JSON media type', async () => {
      for (const type of ['application/json; charset=utf-8', 'application/vnd.api+json', 'application/problem+json']) {
        expect(await read(() => json(body, { headers: { 'content-type': type } }))).to.deep.equal(order);
      }
    });

    for (const [status, kind] of [
      [401, 'auth'],
      [403, 'forbidden'],
      [404, 'not-found'],
      [410, 'not-found'],
      [429, 'overload'],
      [503, 'overload'],
      [400, 'config'],
      [500, 'network'],
      [502, 'network'],
      [511, 'network'],
    ] as const) {
      it(`reports the status ${status} as "${kind}"`, async () => {
        expect((await failure(() => json({ message: 'no' }, { status }))).kind).to.equal(kind);
      });
    }

    it('reports network when a captive portal answers with its login page, and after a redirect', async () => {
      const page = () => new Response('<h1>Welcome</h1>', { headers: { 'content-type': 'text/html' } });
      expect((await failure(page)).kind).to.equal('network');
      expect((await failure(() => Promise.reject(new TypeError('redirected')))).kind).to.equal('network');
    });

    it('reports unreadable when the JSON is broken', async () => {
      expect((await failure(() => json(undefined, {}, '{"id":'))).kind).to.equal('unreadable');
    });

    it('stops reading after 64 kB', async () => {
      let pulled = 0;
      let cancelled = false;
      const endless = new ReadableStream<Uint8Array>(
        {
          pull(controller) {
            pulled += 1;
            controller.enqueue(new Uint8Array(16_384).fill(0x20));
          },
          cancel() {
            cancelled = true;
          },
        },
        { highWaterMark: 0 },
      );
      const answer = () => new Response(endless, { headers: { 'content-type': 'application/json' } });
      expect((await failure(answer)).kind).to.equal('unreadable');
      expect(pulled).to.be.at.most(6);
      expect(cancelled).to.equal(true);
    });

    it('hands on the pause of Retry-After, at most an hour, and ignores unreadable values', async () => {
      const date = 'Sun, 22 Nov 2026 12:00:00 GMT';
      for (const [value, wait] of [
        ['30', 30_000],
        ['Sun, 22 Nov 2026 12:02:00 GMT', 120_000],
        ['999999', 3_600_000],
        ['Fri, 01 Jan 2099 00:00:00 GMT', 3_600_000],
        ['soon', undefined],
        ['-5', undefined],
        ['', undefined],
      ] as const) {
        const error = await failure(() => json({}, { status: 503, headers: { 'retry-after': value, date } }));
        expect(error.retryAfter, `Retry-After: ${value}`).to.equal(wait);
      }
    });

    it('ends when it is aborted, also in the middle of the body', async () => {
      const aborting = new AbortController();
      const reading = read(
        ({ signal }) =>
          new Response(
            new ReadableStream({
              start(controller) {
                signal.addEventListener('abort', () => controller.error(signal.reason));
              },
            }),
            { headers: { 'content-type': 'application/json' } },
          ),
        aborting.signal,
      );
      await turn();
      aborting.abort();
      const error: unknown = await reading?.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).to.be.instanceOf(ReadError);
    });

    it('fails only with a ReadError, whatever the answer', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(200, 201, 206, 400, 404, 418, 500),
          fc.oneof(fc.json(), fc.string()),
          fc.constantFrom('application/json', 'text/plain', 'x+json', ''),
          async (status, text, type) => {
            try {
              await read(() => new Response(text, { status, headers: { 'content-type': type } }));
            } catch (error) {
              if (!(error instanceof ReadError)) throw error;
            }
          },
        ),
        { numRuns: 1_000 },
      );
    });
  });
}
