import { expect } from '@esm-bundle/chai';
import type { SupabaseOptions } from '../../../src/transports/supabase/options.js';
import { supabaseTransport } from '../../../src/transports/supabase/supabase.js';
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

  const read = (options: SupabaseOptions, answer: () => Response, withToken: string | null = token, orderId = 'A1') =>
    supabaseTransport(
      { supabaseUrl, supabaseKey, ...options },
      {
        fetch: async (input, init) => {
          requests.push(new Request(input, init));
          return answer();
        },
      },
    ).read?.({ orderId, minVersion: undefined, token: withToken ?? undefined, signal: new AbortController().signal });
  const failure = (answer: () => Response) =>
    read({}, answer)?.then(
      () => undefined,
      ({ kind }: { kind: string }) => kind,
    );

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
    expect(await failure(() => json({ code: '42501' }, { status: 403 }))).to.equal('forbidden');
  });
});
