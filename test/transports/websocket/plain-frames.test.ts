import { expect } from '@esm-bundle/chai';
import { webSocketTransport } from '../../../src/transports/websocket/websocket.js';
import { FakeSocketServer } from '../../support/fake-socket-server.js';
import { SinkLog, turn } from '../../support/sink-log.js';
import { order } from '../samples.js';

const ready = { ...order, status: 'ready', number: 'a "}{" b' };
const [one, two] = [JSON.stringify(order), JSON.stringify(ready)];
const bytes = (text: string) => new TextEncoder().encode(text).slice().buffer;

describe('the frames of a plain WebSocket', () => {
  let server: FakeSocketServer;
  let sink: SinkLog;

  beforeEach(async () => {
    server = new FakeSocketServer();
    sink = new SinkLog();
    const transport = webSocketTransport({ url: 'wss://example.org/', protocol: 'plain', WebSocket: server.WebSocket });
    transport.connect?.({ orderId: 'A1', token: undefined }, sink);
    await turn();
    server.socket.accept();
  });

  for (const [form, frame] of [
    ['nothing', one + two],
    ['a newline', `${one}\n${two}\n`],
    ['record separators', `${one}\u001e${two}\u001e`],
    ['a line end and a blank', `${one}\r\n ${two}`],
    ['a newline after a byte order mark', `\ufeff${one}\n${two}`],
    ['null characters', `${one}\0${two}\0`],
    ['a newline, as bytes', bytes(`${one}\n${two}`)],
  ] as const) {
    it(`hands on each of several objects with ${form} between them`, () => {
      server.socket.say(frame);
      expect(sink.payloads).to.deep.equal([order, ready]);
    });
  }

  it('hands on a list whole, and each object of it', () => {
    server.socket.say([order, ready]);
    expect(sink.payloads).to.deep.equal([[order, ready], order, ready]);
  });

  for (const list of [[], [1, 2], [null, order], ['topic', 'event', order]]) {
    it(`hands on only whole: ${JSON.stringify(list)}`, () => {
      server.socket.say(list);
      expect(sink.payloads).to.deep.equal([list]);
    });
  }

  it('reads JSON in bytes, and in blobs in their order', async () => {
    server.socket.say(bytes(one));
    expect(sink.payloads).to.deep.equal([order]);
    server.socket.say(new Blob([two]));
    server.socket.say(order);
    for (let wait = 0; wait < 1_000 && sink.payloads.length < 3; wait++) await new Promise((next) => setTimeout(next));
    expect(sink.payloads).to.deep.equal([order, ready, order]);
  });

  for (const broken of [`${one}x${two}`, `${one}{`, `${one}}`, 'x', '"', '', '{"a":"', `${one}${'['.repeat(100)}`]) {
    it(`hands on nothing readable of ${broken.slice(0, 60)}`, () => {
      server.socket.say(broken);
      expect(sink.payloads).to.deep.equal([undefined]);
    });
  }

  it('hands on nothing readable of bytes that are no text', () => {
    server.socket.say(Uint8Array.of(0xff, 0xfe, 0x00).buffer);
    expect(sink.payloads).to.deep.equal([undefined]);
  });

  it('goes on after a frame of another protocol, once it has read JSON', () => {
    server.socket.say(order);
    server.socket.say('h');
    server.socket.say('2');
    server.socket.say(ready);
    expect(sink.losses).to.deep.equal([]);
    expect(sink.payloads.at(-1)).to.deep.equal(ready);
  });
});
