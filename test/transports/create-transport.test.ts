import { expect } from '@esm-bundle/chai';
import { composeTransports } from '../../src/transports/compose-transports.js';
import { createTransport, type TransportOptions } from '../../src/transports/create-transport.js';
import { lazyTransport } from '../../src/transports/lazy-transport.js';
import { supabaseMaker as absentMaker } from '../../src/transports/supabase/supabase-absent.js';
import { type OrderTransport, ReadError } from '../../src/transports/transport.js';
import { FakeSocketServer } from '../support/fake-socket-server.js';
import { FakeTransport } from '../support/fake-transport.js';
import { SinkLog, turn } from '../support/sink-log.js';
import { json, order } from './samples.js';

const pollUrl = 'https://api.example/orders/{id}';
const websocketUrl = 'wss://api.example/live';
const supabase = { supabaseUrl: 'https://project.supabase.co', supabaseKey: 'sb_publishable_x' };
const request = { orderId: 'A1', minVersion: undefined, token: undefined, signal: new AbortController().signal };

function problem(options: TransportOptions): string {
  let reached = 0;
  const environment = {
    fetch: () => {
      reached += 1;
      return Promise.reject();
    },
    WebSocket: class {
      constructor() {
        reached += 1;
      }
    } as unknown as typeof WebSocket,
  };
  try {
    createTransport(options, environment);
  } catch (error) {
    expect(reached).to.equal(0);
    if (error instanceof ReadError && error.kind === 'config') return error.reason;
    throw error;
  }
  return 'none';
}

describe('the choice of a transport', () => {
  it('is by default the first that is configured of Supabase, WebSocket, polling', () => {
    expect(createTransport({ pollUrl }).name).to.equal('polling');
    expect(createTransport({ pollUrl, websocketUrl }).name).to.equal('websocket');
    expect(createTransport({ pollUrl, websocketUrl, ...supabase }).name).to.equal('supabase');
  });

  it('is the transport that the option names', () => {
    const options = { pollUrl, websocketUrl, ...supabase };
    for (const transport of ['polling', 'websocket', 'supabase'] as const) {
      expect(createTransport({ ...options, transport }).name).to.equal(transport);
    }
    const polling = createTransport({ ...options, transport: 'polling' });
    expect(polling.connect).to.equal(undefined);
  });

  it('is the object that a page hands in, with poll-url as its reader', async () => {
    const own: OrderTransport = new FakeTransport();
    expect(createTransport({ transport: own })).to.equal(own);
    const both = createTransport({ transport: own, pollUrl }, { fetch: async () => json(order) });
    expect(both.traits).to.equal(own.traits);
    expect(await both.read?.(request)).to.deep.equal(order);
    const connection = both.connect?.({ orderId: 'A1', token: undefined }, new SinkLog());
    expect(connection).not.to.equal(undefined);
  });

  it('reads from poll-url beside every live transport', async () => {
    for (const live of [{ websocketUrl }, supabase]) {
      const transport = createTransport({ ...live, pollUrl }, { fetch: async () => json(order) });
      expect(await transport.read?.(request)).to.deep.equal(order);
      expect(transport.connect).not.to.equal(undefined);
    }
  });

  it('says what to change, and requests nothing, if the options cannot work', () => {
    expect(problem({})).to.include('poll-url');
    expect(problem({ transport: 'polling' })).to.include('poll-url');
    expect(problem({ transport: 'websocket', pollUrl })).to.include('websocket-url');
    expect(problem({ transport: 'supabase', pollUrl })).to.include('supabase-key');
    expect(problem({ supabaseUrl: supabase.supabaseUrl })).to.include('supabase-key');
    expect(problem({ transport: {} as OrderTransport })).to.include('connect or read');
    expect(problem({ transport: 'pigeon' as 'polling' })).to.include('pigeon');
    expect(problem({ transport: 'pigeon' as 'polling', pollUrl })).to.include(
      'auto, supabase, websocket, sse, polling',
    );
    expect(problem({ transport: 'toString' as 'polling' })).to.include('toString');
    expect(problem({ websocketUrl, websocketProtocol: 'mqtt' as 'plain' })).to.include('websocket-protocol');
    expect(problem({ websocketUrl, websocketHello: {} as unknown[] })).to.include('websocket-hello');
    expect(problem({ ...supabase, supabaseChannel: 'public' as 'auto' })).to.include('supabase-channel');
  });

  it('refuses unsafe URLs, that of poll-url included', () => {
    expect(problem({ pollUrl, pollMethod: 'PUT' as 'POST' })).to.include('poll-method has to be one of GET, POST');
    expect(problem({ pollUrl, pollMethod: 'GET', pollBody: {} })).to.include('poll-body needs poll-method="POST"');
    expect(problem({ pollUrl, pollCredentials: 'all' as 'omit' })).to.include('poll-credentials');
    expect(problem({ pollUrl: 'javascript:alert(1)' })).to.include('poll-url');
    expect(problem({ pollUrl: 'data:application/json,{}' })).to.include('poll-url');
    expect(problem({ websocketUrl, pollUrl: 'https://a:b@api.example/' })).to.include('poll-url');
    expect(problem({ websocketUrl: 'javascript:alert(1)' })).to.include('websocket-url');
    expect(problem({ ...supabase, supabaseUrl: 'data:,' })).to.include('supabase-url');
  });

  it('loads the code for Supabase at its first use', async () => {
    const server = new FakeSocketServer();
    const transport = createTransport({ ...supabase, supabaseChannel: 'changes' }, { WebSocket: server.WebSocket });
    const arrival = server.arrival();
    const connection = transport.connect?.({ orderId: 'A1', token: undefined }, new SinkLog());
    const { url } = await arrival;
    expect(url).to.equal('wss://project.supabase.co/realtime/v1/websocket?apikey=sb_publishable_x&vsn=2.0.0');
    connection?.close();
  });

  it('names the CDN file with Supabase in the CDN file without it', async () => {
    expect(absentMaker.isConfigured(supabase)).to.equal(true);
    const absent = absentMaker.make(supabase, {});
    const sink = new SinkLog();
    absent.connect?.({ orderId: 'A1', token: undefined }, sink);
    await turn();
    expect(sink.losses[0]?.kind).to.equal('config');
    expect(sink.losses[0]?.reason).to.include('order-status-tracker-supabase.js');
    const request = { orderId: 'A1', token: undefined, minVersion: undefined, signal: new AbortController().signal };
    const failure = await absent.read?.(request).catch((error: unknown) => error);
    expect(failure).to.include({ kind: 'config' });
  });
});

describe('a transport that is still being loaded', () => {
  it('hands on the fault with which the tracker closes the connection, also beside poll-url', async () => {
    const faults: unknown[] = [];
    const fake = new FakeTransport();
    const learning: OrderTransport = {
      name: 'learning',
      connect: (...known) => {
        const connection = fake.connect?.(...known);
        if (!connection) throw new Error('it cannot connect');
        return {
          probe: () => connection.probe(),
          renewToken: (renewed) => connection.renewToken(renewed),
          close(fault) {
            faults.push(fault);
            connection.close();
          },
        };
      },
    };
    const lazy = lazyTransport({ name: 'late' }, () => Promise.resolve(learning));
    for (const fault of ['unconfirmed', 'missed-changes', undefined] as const) {
      for (const transport of [lazy, composeTransports(lazy, { read: async () => order })]) {
        const connection = transport.connect?.({ orderId: 'A1', token: undefined }, new SinkLog());
        await turn();
        connection?.close(fault);
      }
    }
    expect(faults).to.deep.equal([
      'unconfirmed',
      'unconfirmed',
      'missed-changes',
      'missed-changes',
      undefined,
      undefined,
    ]);
    expect(fake.openConnections).to.equal(0);
  });

  it('reads from poll-url meanwhile', async () => {
    const lazy = lazyTransport({ name: 'late' }, () => new Promise(() => {}));
    const both = composeTransports(lazy, { read: async () => order });
    expect(await both.read?.(request)).to.deep.equal(order);
  });

  it('connects with the newest token when it is loaded', async () => {
    const fake = new FakeTransport();
    const lazy = lazyTransport({ name: 'late' }, () => Promise.resolve(fake));
    const connection = lazy.connect({ orderId: 'A1', token: 'first' }, new SinkLog());
    connection.renewToken('second');
    connection.probe();
    await turn();
    expect(fake.connection.request.token).to.equal('second');
    connection.renewToken('third');
    expect(fake.connection.tokens).to.deep.equal(['third']);
    connection.close();
    expect(fake.openConnections).to.equal(0);
  });

  it('does not connect if it was closed meanwhile', async () => {
    const fake = new FakeTransport();
    const lazy = lazyTransport({ name: 'late' }, () => Promise.resolve(fake));
    const sink = new SinkLog();
    lazy.connect({ orderId: 'A1', token: undefined }, sink).close();
    await turn();
    expect(fake.connections).to.have.length(0);
    expect(sink.events).to.deep.equal([]);
  });

  it('reports network if the code cannot be loaded, and loads it again at the next use', async () => {
    let tries = 0;
    const lazy = lazyTransport({ name: 'late' }, async () => {
      tries += 1;
      throw new TypeError('no chunk');
    });
    const sink = new SinkLog();
    lazy.connect({ orderId: 'A1', token: undefined }, sink);
    await turn();
    lazy.connect({ orderId: 'A1', token: undefined }, sink);
    await turn();
    expect(sink.events).to.deep.equal(['lost: network', 'lost: network']);
    expect(tries).to.equal(2);
  });
});
