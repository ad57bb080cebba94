import { expect } from '@esm-bundle/chai';
import { CodePart } from '../../src/environment/code-part.js';
import { holdPayloads } from '../../src/transports/held-payloads.js';
import type { TransportSink } from '../../src/transports/transport.js';
import { SinkLog, turn } from '../support/sink-log.js';
import { order } from './samples.js';

const request = { orderId: 'A1', token: undefined };
const readRequest = { ...request, minVersion: undefined, signal: new AbortController().signal };

/** Code whose loading a test ends, and a transport that hands its sink out. */
function setUp() {
  let end: (code?: string) => void = () => {};
  const code = new CodePart(
    () =>
      new Promise<string>(
        (resolve, reject) => (end = (loaded) => (loaded ? resolve(loaded) : reject(new Error('404')))),
      ),
  );
  const sinks: TransportSink[] = [];
  const closings: string[] = [];
  const transport = holdPayloads(
    {
      name: 'mine',
      read: async () => order,
      connect: (_, sink) => {
        sinks.push(sink);
        return { probe() {}, renewToken() {}, close: () => void closings.push('') };
      },
    },
    code,
  );
  const log = new SinkLog();
  const connection = transport.connect?.(request, log);
  return { transport, log, connection, live: sinks[0], end: (loaded?: string) => end(loaded), closings };
}

describe('payloads that wait for the code that reads them', () => {
  it('are handed on in their order once it is there, and at once from then on', async () => {
    const { log, live, end } = setUp();
    live?.opened();
    live?.received(1);
    live?.received(2);
    await turn();
    expect(log.events).to.deep.equal(['opened']);
    end('code');
    await turn();
    live?.received(3);
    expect(log.payloads).to.deep.equal([1, 2, 3]);
  });

  it('hold a read back as long', async () => {
    const { transport, end } = setUp();
    let answer: unknown;
    void transport.read?.(readRequest).then((read) => (answer = read));
    await turn();
    expect(answer).to.equal(undefined);
    end('code');
    await turn();
    expect(answer).to.equal(order);
  });

  it('are lost with their connection where the code cannot be loaded: the next one asks for everything again', async () => {
    const { transport, log, live, end, closings } = setUp();
    live?.received(1);
    end();
    await turn();
    expect(log.events).to.deep.equal(['lost: network']);
    expect(closings).to.have.length(1);
    const failure = await transport.read?.(readRequest).catch((error: unknown) => error);
    expect(failure).to.include({ kind: 'network' });
  });

  it('are dropped once the connection was closed', async () => {
    const { log, live, connection, end } = setUp();
    live?.received(1);
    connection?.close();
    end('code');
    await turn();
    expect(log.events).to.deep.equal([]);
  });
});
