import { expect } from '@esm-bundle/chai';
import { turn } from '../../support/sink-log.js';
import { callers, failureOf, type Outcomes } from './callers.js';

const json = 'application/json';
const typed = (body: BodyInit | null, type = json, init: ResponseInit = {}) =>
  new Response(body, { ...init, headers: { 'content-type': type, ...init.headers } });
/** What old polyfills and mock libraries answer with: the methods that read the body, and no `body`. */
const withoutBody = (text: string) => {
  const response = typed(text);
  Object.defineProperty(response, 'body', { value: undefined });
  return response;
};
const encoded = (text: string) => new TextEncoder().encode(text);

/** Answers that are not refused, by what is odd about them, and what each caller makes of them. */
const answers: readonly (readonly [string, (body: string) => Response | Promise<Response>, Outcomes])[] = [
  ['a good answer', (body) => typed(body), { token: 'good', poll: 'good', REST: 'good' }],
  ['a good answer of a fetch without streams', withoutBody, { token: 'good', poll: 'good', REST: 'good' }],
  [
    'a good answer behind 70 kB of blanks, of a fetch without streams',
    (body) => withoutBody(' '.repeat(70_000) + body),
    { token: 'network', poll: 'unreadable', REST: 'unreadable' },
  ],
  [
    'JSON of 20 MB',
    () => typed(`{"access_token":"${'x'.repeat(20_000_000)}"}`),
    { token: 'network', poll: 'unreadable', REST: 'unreadable' },
  ],
  [
    'a good answer behind 70 kB of blanks',
    (body) => typed(' '.repeat(70_000) + body),
    { token: 'network', poll: 'unreadable', REST: 'unreadable' },
  ],
  [
    'a byte order mark before the JSON',
    (body) => typed(`\uFEFF${body}`),
    { token: 'good', poll: 'good', REST: 'good' },
  ],
  [
    'a content-length that is too small',
    (body) => typed(body, json, { headers: { 'content-length': '1' } }),
    { token: 'good', poll: 'good', REST: 'good' },
  ],
  [
    'a content-length that is too large',
    (body) => typed(body, json, { headers: { 'content-length': '99999999' } }),
    { token: 'good', poll: 'good', REST: 'good' },
  ],
  // Servers send JSON under any content type: `new Response(text)` sends text/plain, and PHP text/html.
  ['JSON under an empty content-type', (body) => typed(body, ''), { token: 'good', poll: 'good', REST: 'good' }],
  ['JSON without a content-type', (body) => new Response(encoded(body)), { token: 'good', poll: 'good', REST: 'good' }],
  ['JSON as text/plain', (body) => typed(body, 'text/plain'), { token: 'good', poll: 'good', REST: 'good' }],
  [
    'half of the JSON as text/html',
    (body) => typed(body.slice(0, -2), 'text/html'),
    { token: 'network', poll: 'network', REST: 'network' },
  ],
  [
    'the login page of a captive portal',
    () => typed('<h1>Welcome</h1>', 'text/html'),
    { token: 'network', poll: 'network', REST: 'network' },
  ],
  ['an empty body', () => typed(''), { token: 'network', poll: 'unreadable', REST: 'unreadable' }],
  [
    '204 without a body',
    () => new Response(null, { status: 204 }),
    { token: 'network', poll: 'network', REST: 'network' },
  ],
  [
    'half of the JSON',
    (body) => typed(body.slice(0, -2)),
    { token: 'network', poll: 'unreadable', REST: 'unreadable' },
  ],
  [
    'JSON that ends within a character',
    (body) => typed(new Uint8Array([...encoded(body), 0xe2])),
    { token: 'network', poll: 'unreadable', REST: 'unreadable' },
  ],
  ['the JSON null', () => typed('null'), { token: 'network', poll: 'handed on', REST: 'not-found' }],
  [
    'a body that breaks off',
    (body) =>
      typed(
        new ReadableStream({
          pull(controller) {
            controller.enqueue(encoded(body.slice(0, 5)));
            controller.error(new TypeError('cut'));
          },
        }),
      ),
    { token: 'network', poll: 'network', REST: 'network' },
  ],
  [
    'a body that was read before',
    async (body) => {
      const response = typed(body);
      await response.text();
      return response;
    },
    { token: 'network', poll: 'network', REST: 'network' },
  ],
  ['a network error', () => Response.error(), { token: 'network', poll: 'network', REST: 'network' }],
  [
    'a fetch that rejects',
    () => Promise.reject(new TypeError('redirected')),
    { token: 'network', poll: 'network', REST: 'network' },
  ],
  [
    'a fetch that throws at once',
    () => {
      throw new TypeError('no such header');
    },
    { token: 'network', poll: 'network', REST: 'network' },
  ],
  [
    'a fetch that brings no response',
    () => undefined as unknown as Response,
    { token: 'network', poll: 'network', REST: 'network' },
  ],
];

/** What the statuses of refused answers mean, as JSON. */
const statuses: readonly (readonly [number, Outcomes])[] = [
  [304, { token: 'network', poll: 'unreadable', REST: 'unreadable' }],
  [400, { token: 'forbidden', poll: 'config', REST: 'config' }],
  [401, { token: 'forbidden', poll: 'auth', REST: 'auth' }],
  [403, { token: 'forbidden', poll: 'forbidden', REST: 'forbidden' }],
  [404, { token: 'forbidden', poll: 'not-found', REST: 'not-found' }],
  [408, { token: 'network', poll: 'network', REST: 'network' }],
  [410, { token: 'forbidden', poll: 'not-found', REST: 'not-found' }],
  [429, { token: 'overload', poll: 'overload', REST: 'overload' }],
  [500, { token: 'network', poll: 'network', REST: 'network' }],
  [502, { token: 'network', poll: 'network', REST: 'network' }],
  [503, { token: 'overload', poll: 'overload', REST: 'overload' }],
];

const now = 'Sun, 22 Nov 2026 12:00:00 GMT';
/** What `Retry-After` asks for, ms, where the answer's `Date` is `now`. */
const pauses: readonly (readonly [string, number | undefined])[] = [
  ['30', 30_000],
  ['0', 0],
  ['999999', 3_600_000],
  ['9'.repeat(400), 3_600_000],
  ['Sun, 22 Nov 2026 12:02:00 GMT', 120_000],
  [now, 0],
  ['Fri, 01 Jan 2099 00:00:00 GMT', 3_600_000],
  ['Sun, 22 Nov 2026 11:00:00 GMT', undefined],
  ['', undefined],
  ['   ', undefined],
  ['-5', undefined],
  ['+5', undefined],
  ['1.5', undefined],
  ['0x10', undefined],
  ['1e3', undefined],
  ['30, 60', undefined],
  ['soon', undefined],
  ['in 2099', undefined],
];

for (const caller of callers) {
  describe(`a request for HTTP JSON: ${caller.name}`, () => {
    const ask = (answer: (body: string) => Response | Promise<Response>, signal = new AbortController().signal) =>
      caller.ask(() => {
        const response = answer(JSON.stringify(caller.body));
        return response instanceof Response ? Promise.resolve(response) : response;
      }, signal);

    for (const [what, answer, outcomes] of answers) {
      const outcome = outcomes[caller.name];
      it(outcome === 'good' ? `accepts ${what}` : `reports ${what} as "${outcome}"`, async () => {
        if (outcome === 'good') expect(await ask(answer)).to.deep.equal(caller.result);
        else if (outcome === 'handed on') expect(await ask(answer)).to.equal(null);
        else expect((await failureOf(ask(answer))).kind).to.equal(outcome);
      });
    }

    for (const [status, outcomes] of statuses) {
      it(`reports the status ${status} as "${outcomes[caller.name]}"`, async () => {
        const body = status === 304 ? null : '{}';
        const failure = await failureOf(ask(() => typed(body, json, { status })));
        expect(failure.kind).to.equal(outcomes[caller.name]);
        expect(failure.reason).to.match(new RegExp(`^The (server|token endpoint) answered ${status}\\.$`));
      });
    }

    for (const [value, pause] of pauses) {
      it(`reads Retry-After "${value.slice(0, 30)}" as ${pause === undefined ? 'no pause' : `${pause} ms`}`, async () => {
        for (const status of [429, 503, 500]) {
          const headers = { 'retry-after': value, date: now };
          const failure = await failureOf(ask(() => typed('{}', json, { status, headers })));
          expect(failure.retryAfter, `with ${status}`).to.equal(pause);
        }
      });
    }

    it('measures a Retry-After date by the device where the answer has no readable Date', async () => {
      for (const date of ['', '0', 'today']) {
        const headers = { 'retry-after': new Date(Date.now() + 600_000).toUTCString(), date };
        const { retryAfter } = await failureOf(ask(() => typed('{}', json, { status: 503, headers })));
        expect(retryAfter).to.be.within(590_000, 600_000);
      }
    });

    it('uses no stored answer, cookies, redirects or referrer', async () => {
      const requests: Request[] = [];
      await caller.ask(async (input, init) => {
        requests.push(new Request(input, init));
        return typed(JSON.stringify(caller.body));
      }, new AbortController().signal);
      expect(requests).to.have.length(1);
      const { cache, credentials, redirect, referrerPolicy } = requests[0] as Request;
      expect({ cache, credentials, redirect, referrerPolicy }).to.deep.equal({
        cache: 'no-store',
        credentials: 'omit',
        // A redirect can only be followed by hand: the token must not leave the origin.
        redirect: caller.name === 'poll' ? 'manual' : 'error',
        referrerPolicy: 'no-referrer',
      });
      expect(requests[0]?.headers.get('accept')).to.equal(json);
    });

    describe('whose answer never ends', () => {
      let pulled: number;
      let cancelled: boolean;

      beforeEach(() => {
        pulled = 0;
        cancelled = false;
      });

      const endless = (status: number, bytes = 16_384) =>
        typed(
          new ReadableStream<Uint8Array>(
            {
              pull(controller) {
                pulled += 1;
                if (bytes === 0) return new Promise<void>(() => {});
                controller.enqueue(new Uint8Array(bytes).fill(0x20));
                // A caller without a limit fails by the count of pulls; the browser does not fill up.
                if (pulled > 100) controller.close();
                return undefined;
              },
              cancel() {
                cancelled = true;
              },
            },
            { highWaterMark: 0 },
          ),
          json,
          { status },
        );

      it('stops reading after 64 kB', async () => {
        await failureOf(ask(() => endless(200)));
        expect(pulled).to.be.at.most(6);
        expect(cancelled).to.equal(true);
      });

      it('cancels the body of a refused answer', async () => {
        for (const status of [403, 404, 429, 500, 503]) {
          cancelled = false;
          pulled = 0;
          await failureOf(ask(() => endless(status)));
          expect(cancelled, `with ${status}`).to.equal(true);
          expect(pulled).to.be.at.most(6);
        }
      });

      it('ends with the signal where the rest of the body never comes', async () => {
        const aborting = new AbortController();
        const failing = failureOf(ask(() => endless(200, 0), aborting.signal));
        await turn();
        aborting.abort();
        expect((await failing).kind).to.equal('network');
        expect(cancelled).to.equal(true);
      });

      it('ends with a signal that fires between the headers and the body', async () => {
        const aborting = new AbortController();
        const failing = failureOf(
          ask(() => {
            aborting.abort();
            return endless(200, 0);
          }, aborting.signal),
        );
        expect((await failing).kind).to.equal('network');
        expect(cancelled).to.equal(true);
      });
    });
  });
}
