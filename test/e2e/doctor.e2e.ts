import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import type { WebSocket } from 'ws';
import { order, orderId, serveSockets, socketUrl, withServer } from '../doctor/small-servers.js';

const execute = promisify(execFile);

/** A server like Pusher. It sends the order once the subscription stands. */
function hear(socket: WebSocket): void {
  const send = (message: object) => socket.send(JSON.stringify(message));
  send({ event: 'pusher:connection_established', data: '{"socket_id":"1.2"}' });
  socket.on('message', (data) => {
    const { event, data: { channel } = {} } = JSON.parse(String(data));
    if (event === 'pusher:ping') send({ event: 'pusher:pong' });
    if (event !== 'pusher:subscribe') return;
    send({ event: 'pusher_internal:subscription_succeeded', channel });
    send({ event: 'order', channel, data: JSON.stringify(order) });
  });
}

describe('the command doctor, as it is published', () => {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  const installed = join(folder, 'node_modules', 'order-status-tracker');
  const command = join(installed, 'dist', 'doctor.js');

  before(async () => {
    await execute('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder]);
    const [packed = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
    mkdirSync(installed, { recursive: true });
    await execute('tar', ['-xzf', join(folder, packed), '--strip-components=1', '-C', installed]);
    // Whoever installs the element gets these two, and no WebSocket client.
    for (const name of ['xstate', 'eventsource-parser'])
      symlinkSync(resolve('node_modules', name), join(folder, 'node_modules', name));
  });

  after(() => rmSync(folder, { recursive: true }));

  it('follows an order on a server that a preset describes', async () => {
    const { stdout } = await withServer(serveSockets(hear), (server) =>
      execute('node', [
        command,
        'doctor',
        `<order-status-tracker order-id="${orderId}" server-preset="pusher" websocket-url="${socketUrl(server)}">`,
      ]),
    );
    assert.match(stdout, /RIGHT {3}subscribed/);
    assert.match(stdout, /RIGHT {3}followed: The tracker follows the order: preparing, connected\./);
    assert.match(stdout, /The tracker says: Changes arrive by themselves/);
    assert.match(stdout, /0 wrong/);
  });

  it('ends with 2 where it is not understood', async () => {
    await assert.rejects(execute('node', [command, 'doctor', '--poll-ulr', 'x']), { code: 2, stderr: /--poll-url/ });
  });
});
