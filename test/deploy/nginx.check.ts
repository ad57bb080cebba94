import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { projectPath } from '../../demo/server/project-files.js';
import { type ServerProcess, startMain } from '../demo/server/processes.js';
import { answers } from '../servers/wait.js';

const [plain, secure, upstream] = [18_910, 18_911, 18_912];
const text = readFileSync(projectPath('demo', 'deploy', 'nginx.conf'), 'utf8');

/** Starts nginx with the configuration as it is; only ports and files are other ones. */
async function startNginx(folder: string): Promise<ChildProcess> {
  const [certificate, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=orders.example.com'],
      ...['-keyout', key, '-out', certificate],
    ],
    { stdio: 'ignore' },
  );
  const site = text
    .replace(/listen \[::\].*\n/g, '\n')
    .replace('listen 80;', `listen 127.0.0.1:${plain};`)
    .replace('listen 443 ssl http2;', `listen 127.0.0.1:${secure} ssl http2;`)
    .replace('127.0.0.1:8080', `127.0.0.1:${upstream}`)
    .replace(/ssl_certificate +\S+;/, `ssl_certificate ${certificate};`)
    .replace(/ssl_certificate_key +\S+;/, `ssl_certificate_key ${key};`);
  mkdirSync(join(folder, 'logs'));
  writeFileSync(
    join(folder, 'nginx.conf'),
    `
    daemon off; pid ${folder}/pid; error_log ${folder}/error.log; user root;
    events {}
    http {
      access_log off;
      client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f;
      uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
      ${site}
    }`,
  );
  execFileSync('nginx', ['-t', '-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  const nginx = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  assert.ok(await answers(plain, nginx), 'nginx does not start');
  return nginx;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

function ask(path: string, headers: Record<string, string> = {}, sent?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port: secure,
      path,
      method: sent === undefined ? 'GET' : 'POST',
      headers: { Host: 'orders.example.com', ...headers },
    };
    request({ ...options, rejectUnauthorized: false }, (response) => {
      let body = '';
      response.on('data', (data) => {
        body += String(data);
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    })
      .on('error', reject)
      .end(sent);
  });
}

describe('nginx with demo/deploy/nginx.conf', () => {
  const folder = mkdtempSync(join(tmpdir(), 'order-status-nginx-'));
  let nginx: ChildProcess;
  before(async () => {
    nginx = await startNginx(folder);
  });
  after(async () => {
    nginx.kill('SIGTERM');
    await once(nginx, 'close');
    rmSync(folder, { recursive: true, force: true });
  });

  describe('before the server', () => {
    let main: ServerProcess;
    before(async () => {
      main = startMain(['--production', '--data', join(folder, 'data')], {
        PORT: String(upstream),
        PUBLIC_ORIGIN: 'https://orders.example.com',
        RESTAURANT_NAME: 'Aurora',
        TRUSTED_PROXIES: '127.0.0.1',
        RELAY_STANDARD_SECRET: 'whsec_c2VjcmV0',
      });
      await main.prints(/"message":"started"/);
    });
    after(() => main.kill('SIGTERM'));

    it('sends guests from http to https', async () => {
      const response = await fetch(`http://127.0.0.1:${plain}/confirmation?order_id=1`, { redirect: 'manual' });
      assert.equal(response.status, 301);
      assert.match(response.headers.get('location') ?? '', /^https:\/\//);
    });

    it('lets large webhooks through to the relay, and nothing else that is large', async () => {
      const body = JSON.stringify({ id: '42', status: 'ready', note: 'x'.repeat(700_000) });
      // Not signed: that is for the relay to say, once it has the whole of it.
      const webhook = await ask('/functions/v1/relay/standard', { 'Content-Type': 'application/json' }, body);
      assert.equal(webhook.status, 401);
      assert.equal((await ask('/api/orders', { 'Content-Type': 'application/json' }, body)).status, 413);
    });

    it('passes both kinds of WebSockets', async () => {
      const key = (JSON.parse((await ask('/demo.json')).body) as { supabase_key: string }).supabase_key;
      const orders = new WebSocket(`wss://127.0.0.1:${secure}/ws`, ['order-status.v1'], { rejectUnauthorized: false });
      await once(orders, 'open');
      orders.send('{"type":"ping"}');
      assert.equal(String((await once(orders, 'message'))[0]), '{"type":"pong"}');
      orders.close();
      const path = `/realtime/v1/websocket?apikey=${key}&vsn=2.0.0`;
      const realtime = new WebSocket(`wss://127.0.0.1:${secure}${path}`, { rejectUnauthorized: false });
      await once(realtime, 'open');
      realtime.send('[null,"1","phoenix","heartbeat",{}]');
      assert.match(String((await once(realtime, 'message'))[0]), /phx_reply/);
      realtime.close();
    });

    it('gives the server the guest’s address, and not the one that the guest made up', async () => {
      const statuses: number[] = [];
      const order = JSON.stringify({ fulfilment: 'pickup', items: [{ name: 'Pane', quantity: 1 }] });
      for (let times = 0; times < 14; times += 1) {
        const { status } = await ask('/api/orders', { 'X-Forwarded-For': `203.0.113.${times}` }, order);
        statuses.push(status);
      }
      assert.equal(statuses[0], 401);
      assert.equal(statuses.at(-1), 429, 'a made-up address for each attempt does not help');
    });

    it('names each request as the server’s log does', async () => {
      const { headers } = await ask('/healthz', { 'X-Request-Id': 'made-up-by-a-guest' });
      const id = String(headers['x-request-id']);
      assert.match(id, /^[0-9a-f]{32}$/);
      await main.prints(new RegExp(`"requestId":"${id}"`));
    });
  });

  describe('before an event stream', () => {
    let server: Server;
    let send: (text: string) => void = () => undefined;
    before(async () => {
      server = createServer((_, response) => {
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        response.flushHeaders();
        send = (event) => response.write(event);
      }).listen(upstream, '127.0.0.1');
      await once(server, 'listening');
    });
    after(() => {
      server.closeAllConnections();
      server.close();
    });

    it('passes each event on when it is sent, however small it is', async () => {
      const events = request({ host: '127.0.0.1', port: secure, path: '/events', rejectUnauthorized: false });
      events.end();
      const [response] = await once(events, 'response');
      for (const event of ['data: 1\n\n', 'data: 2\n\n', 'data: 3\n\n']) {
        send(event);
        const [data] = await once(response, 'data');
        assert.equal(String(data), event);
      }
      events.destroy();
    });
  });

  it('waits longer than the longest silence of a healthy connection', () => {
    for (const name of ['proxy_read_timeout', 'proxy_send_timeout']) {
      const seconds = Number(new RegExp(`${name} (\\d+)s;`).exec(text)?.[1]);
      assert.ok(seconds > 60, `${name}: the server closes silent sockets after 60 s`);
    }
  });
});
