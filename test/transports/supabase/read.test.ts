import { expect } from '@esm-bundle/chai';
import type { SupabaseOptions } from '../../../src/transports/supabase/options.js';
import { supabaseTransport } from '../../../src/transports/supabase/supabase.js';
import { type Failure, type OrderTransport, ReadError } from '../../../src/transports/transport.js';
import { describeReader } from '../reader-contract.js';
import { json, order, token } from '../samples.js';

const supabaseUrl = 'https://project.supabase.co';
const supabaseKey = 'sb_publishable_x';

describeReader('Supabase', (fetch) => supabaseTransport({ supabaseUrl, supabaseKey }, { fetch }), [order]);

describe('a read from Supabase', () => {
  let requests: Request[];

  beforeEach(() => {
    requests = [];
  });

  const make = (options: SupabaseOptions, answer: () => Response) =>
    supabaseTransport(
      { supabaseUrl, supabaseKey, ...options },
      {
        fetch: async (input, init) => {
          requests.push(new Request(input, init));
          return answer();
        },
      },
    );
  const ask = (transport: OrderTransport, withToken: string | null = token, orderId = 'A1') =>
    transport.read?.({
      orderId,
      minVersion: undefined,
      token: withToken ?? undefined,
      signal: new AbortController().signal,
    });
  const read = (options: SupabaseOptions, answer: () => Response, withToken: string | null = token, orderId = 'A1') =>
    ask(make(options, answer), withToken, orderId);
  const failureOf = async (reading: Promise<unknown> | undefined): Promise<Failure> => {
    try {
      await reading;
    } catch (error) {
      if (error instanceof ReadError) return error;
    }
    throw new Error('it did not fail');
  };
  const failure = async (answer: () => Response) => (await failureOf(read({}, answer))).kind;
  const reason = async (answer: () => Response, withToken: string | null = token) =>
    (await failureOf(read({}, answer, withToken))).reason;

  it('requests the row of the table', async () => {
    expect(await read({}, () => json([order]), token, 'a/b')).to.deep.equal(order);
    expect(requests[0]?.url).to.equal(`${supabaseUrl}/rest/v1/orders?select=*&id=eq.a%2Fb`);
    expect(requests[0]?.headers.get('apikey')).to.equal(supabaseKey);
    expect(requests[0]?.headers.has('accept-profile')).to.equal(false);
  });

  it('names the schema if it is not public', async () => {
    await read({ supabaseTable: 'kitchen.tickets' }, () => json([order]));
    expect(requests[0]?.url).to.include('/rest/v1/tickets?');
    expect(requests[0]?.headers.get('accept-profile')).to.equal('kitchen');
  });

  it('calls the function of supabase-read', async () => {
    expect(await read({ supabaseRead: 'order_snapshot' }, () => json(order))).to.deep.equal(order);
    expect(requests[0]?.url).to.equal(`${supabaseUrl}/rest/v1/rpc/order_snapshot`);
    expect(requests[0]?.method).to.equal('POST');
    expect(await requests[0]?.json()).to.deep.equal({ order_id: 'A1' });
  });

  it('sends a key as a bearer token only if it is a JWT', async () => {
    await read({}, () => json([order]), null);
    await read({ supabaseKey: 'a.b.c' }, () => json([order]), null);
    expect(requests.map(({ headers }) => headers.get('authorization'))).to.deep.equal([null, 'Bearer a.b.c']);
  });

  it('reports not-found if there is no row', async () => {
    expect(await failure(() => json([]))).to.equal('not-found');
    expect(await failure(() => json(null))).to.equal('not-found');
  });

  it('tells a wrong set-up from an order that does not exist', async () => {
    expect(await failure(() => json({ code: 'PGRST205' }, { status: 404 }))).to.equal('config');
    expect(await failure(() => json({ code: '42703' }, { status: 400 }))).to.equal('config');
    expect(await failure(() => json({ code: '22P02' }, { status: 400 }))).to.equal('not-found');
    expect(await failure(() => json({ code: 'PGRST301' }, { status: 401 }))).to.equal('auth');
  });

  it('says what the database said', async () => {
    const message = 'column orders.state does not exist';
    expect(await reason(() => json({ code: '42703', message }, { status: 400 }))).to.include(`${message} (42703)`);
    const long = 'x'.repeat(10_000);
    expect((await reason(() => json({ code: '42703', message: long }, { status: 400 })))?.length).to.be.below(600);
    expect(await reason(() => json({ code: '42703', message: { a: 1 } }, { status: 400 }))).to.include('400 (42703)');
  });

  describe('of a table that has a column which the guest may not read', () => {
    const denied = { code: '42501', message: 'permission denied for table orders' };
    const answers = (byFunction: () => Response) => () =>
      requests.at(-1)?.url.includes('/rpc/') ? byFunction() : json(denied, { status: 403 });

    it('is made by the function order_snapshot, from then on at once', async () => {
      const transport = make(
        { supabaseTable: 'wide_1' },
        answers(() => json(order)),
      );
      expect(await ask(transport)).to.deep.equal(order);
      expect(await ask(transport)).to.deep.equal(order);
      expect(requests.map(({ url }) => url.slice(supabaseUrl.length).split('?')[0])).to.deep.equal([
        '/rest/v1/wide_1',
        '/rest/v1/rpc/order_snapshot',
        '/rest/v1/rpc/order_snapshot',
      ]);
    });

    it('reports what the table said where there is no such function', async () => {
      const missing = { code: 'PGRST202', message: 'Could not find the function' };
      const failing = make(
        { supabaseTable: 'wide_2' },
        answers(() => json(missing, { status: 404 })),
      );
      const { kind, reason: said } = await failureOf(ask(failing));
      expect(kind, 'no link is to blame').to.equal('config');
      expect(said).to.include('permission denied for table orders (42501)').and.include('supabase-read');
    });

    it('reports what happened to the function otherwise, and asks the table again', async () => {
      const transport = make(
        { supabaseTable: 'wide_3' },
        answers(() => json(null)),
      );
      expect((await failureOf(ask(transport))).kind).to.equal('not-found');
      await failureOf(ask(transport));
      expect(requests).to.have.length(4);
    });

    it('is denied without a token, and asks no function', async () => {
      const transport = make(
        { supabaseTable: 'wide_4' },
        answers(() => json(order)),
      );
      const { kind, reason: said } = await failureOf(ask(transport, null));
      expect(kind).to.equal('auth');
      expect(said).to.include('permission denied for table orders');
      expect(requests).to.have.length(1);
    });

    it('is not made by another function than the one that the page names', async () => {
      const transport = make({ supabaseRead: 'my_order' }, () => json(denied, { status: 403 }));
      expect((await failureOf(ask(transport))).kind).to.equal('config');
      expect(requests).to.have.length(1);
    });
  });
});
