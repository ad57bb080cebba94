import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { WebSocket, WebSocketServer } from 'ws';
import { TcpProxy } from './tcp-proxy.js';
import { encodeText } from './websocket-frames.js';

describe('the TCP proxy', () => {
  let echo: Server;
  let proxy: TcpProxy;
  let client: Socket;
  let heard: string;

  beforeEach(async () => {
    heard = '';
    echo = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (bytes) => {
        heard += bytes.toString();
        socket.write(bytes);
      });
    });
    await once(echo.listen(0, '127.0.0.1'), 'listening');
    proxy = await TcpProxy.start((echo.address() as AddressInfo).port);
    client = await open();
    await say('hello');
  });

  afterEach(async () => {
    client.destroy();
    await proxy.close();
    echo.close();
  });

  async function open(): Promise<Socket> {
    const socket = connect(proxy.port, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  }

  /** Sends the text and waits for the echo. */
  async function say(text: string, socket = client): Promise<string> {
    socket.write(text);
    const [bytes] = (await once(socket, 'data')) as [Buffer];
    return bytes.toString();
  }

  /** Whether nothing arrives within 100 ms. */
  async function isSilent(socket = client): Promise<boolean> {
    const isOver = new Promise<boolean>((resolve) => setTimeout(resolve, 100, true));
    return Promise.race([
      isOver, // Once it is over, a broken socket must not fail the run.
      once(socket, 'data').then(
        () => false,
        () => true,
      ),
    ]);
  }

  it('forwards bytes in both directions', async () => {
    assert.equal(await say('again'), 'again');
  });

  it('holds bytes back with blackhole, and delivers them with pass', async () => {
    await proxy.set('blackhole');
    client.write('anyone?');
    assert.ok(await isSilent());
    assert.equal(heard, 'hello');
    const [echoed] = await Promise.all([once(client, 'data'), proxy.set('pass')]);
    assert.equal(String(echoed), 'anyone?');
  });

  it('forwards only the client’s bytes with up-only', async () => {
    await proxy.set('up-only');
    client.write('anyone?');
    assert.ok(await isSilent());
    assert.equal(heard, 'helloanyone?');
  });

  it('forwards only the server’s bytes with down-only', async () => {
    await proxy.set('down-only');
    client.write('anyone?');
    assert.ok(await isSilent());
    assert.equal(heard, 'hello');
  });

  it('resets open and new connections with reset', async () => {
    const isBroken = (socket: Socket) => new Promise<boolean>((resolve) => socket.once('close', resolve));
    const present = isBroken(client);
    await proxy.set('reset');
    assert.ok(await present);
    const next = await open();
    next.write('anyone?');
    assert.ok(await isBroken(next));
  });

  it('ends open connections with cut("fin"), and accepts new ones', async () => {
    const ended = once(client, 'end');
    proxy.cut('fin');
    await ended;
    assert.equal(await say('next', await open()), 'next');
  });

  it('refuses new connections with refuse, and keeps open ones', async () => {
    await proxy.set('refuse');
    const refused = connect(proxy.port, '127.0.0.1');
    const [error] = (await once(refused, 'error')) as [NodeJS.ErrnoException];
    assert.equal(error.code, 'ECONNREFUSED');
    assert.equal(await say('still here'), 'still here');
    await proxy.set('pass');
    assert.equal(await say('back', await open()), 'back');
  });

  it('accepts new connections with accept-silent, and forwards nothing on them', async () => {
    await proxy.set('accept-silent');
    const next = await open();
    next.write('anyone?');
    assert.ok(await isSilent(next));
    assert.equal(await say('still here'), 'still here');
    next.destroy();
  });

  it('delays bytes in each direction with delay', async () => {
    await proxy.set({ delay: 50 });
    const before = performance.now();
    assert.equal(await say('slow'), 'slow');
    // 50 ms in each direction. Timers may fire a millisecond early.
    assert.ok(performance.now() - before >= 98);
  });

  it('sends a few bytes at a time with trickle', async () => {
    await proxy.set({ trickle: 40 });
    client.write('drops');
    const [first] = (await once(client, 'data')) as [Buffer];
    assert.equal(first.length, 2);
  });

  it('answers requests itself with answer, and forwards nothing', async () => {
    await proxy.set({ answer: 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' });
    assert.match(await say('GET / HTTP/1.1\r\n\r\n'), /^HTTP\/1\.1 200/);
    assert.equal(heard, 'hello');
  });

  describe('in front of a WebSocket server', () => {
    let http: ReturnType<typeof createHttpServer>;
    let socket: WebSocket;

    beforeEach(async () => {
      await proxy.close();
      http = createHttpServer((_, response) => response.end('page'));
      const server = new WebSocketServer({ server: http });
      server.on('connection', (peer) => {
        for (const text of ['one', 'two', 'x'.repeat(70_000)]) peer.send(text);
      });
      await once(http.listen(0, '127.0.0.1'), 'listening');
      proxy = await TcpProxy.start((http.address() as AddressInfo).port);
      socket = new WebSocket(proxy.url.replace('http', 'ws'));
      // A test that asks by HTTP may be over before the socket is open.
      socket.on('error', () => undefined);
    });

    afterEach(() => {
      socket.terminate();
      http.closeAllConnections();
      http.close();
    });

    it('drops frames when the filter returns false', async () => {
      proxy.filter = ({ payload }) => payload.toString() !== 'one';
      assert.equal(String(await once(socket, 'message')), 'two,false');
      const [long] = (await once(socket, 'message')) as [Buffer];
      assert.equal(long.length, 70_000);
    });

    it('injects text frames and a close frame', async () => {
      const texts: string[] = [];
      socket.on('message', (data) => texts.push(data.toString()));
      while (texts.length < 3) await once(socket, 'message');
      const injected = once(socket, 'message');
      proxy.inject('forged');
      assert.equal(String((await injected)[0]), 'forged');
      const closed = once(socket, 'close');
      proxy.closeWith(4429);
      assert.equal((await closed)[0], 4429);
      assert.equal(proxy.connections('websocket').length, 0);
    });

    it('replaces a frame when the filter returns another', async () => {
      proxy.filter = ({ payload }) => (payload.toString() === 'two' ? encodeText('2') : true);
      const texts: string[] = [];
      socket.on('message', (data) => texts.push(data.toString()));
      while (texts.length < 3) await once(socket, 'message');
      assert.deepEqual(texts.slice(0, 2), ['one', '2']);
    });

    it('answers requests with the rule’s answer, and forwards others', async () => {
      proxy.rule = ({ method, path }) =>
        method === 'GET' && path === '/busy?x=1'
          ? { answer: 'HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n' }
          : undefined;
      assert.equal((await fetch(`${proxy.url}/busy?x=1`)).status, 503);
      assert.equal(await (await fetch(`${proxy.url}/free`)).text(), 'page');
    });

    it('does not answer a request when the rule says hangs', async () => {
      proxy.rule = () => ({ answer: '', hangs: true });
      const asked = fetch(proxy.url, { signal: AbortSignal.timeout(150) });
      await assert.rejects(asked, { name: 'TimeoutError' });
    });

    it('forwards requests again after heal', async () => {
      proxy.rule = () => ({ answer: '', hangs: true });
      await proxy.set('blackhole', 'http');
      await proxy.heal();
      assert.equal(await (await fetch(proxy.url)).text(), 'page');
    });

    it('applies a mode to WebSockets only, and forwards requests', async () => {
      await once(socket, 'open');
      await proxy.set('blackhole', 'websocket');
      assert.equal(await (await fetch(proxy.url)).text(), 'page');
      assert.equal(proxy.connections('websocket').length, 1);
    });
  });
});
