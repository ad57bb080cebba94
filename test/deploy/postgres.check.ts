import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseUnusable } from '../../demo/server/database/server-engine.js';
import { type DemoServer, startDemoServer } from '../../demo/server/server.js';
import { startMain } from '../demo/server/processes.js';
import { moveTo, openOrderSocket, placeOrder } from '../demo/support.js';
import { runPostgres, startPostgres } from '../servers/postgres.js';

const port = 18_920;
const databaseUrl = `postgres://postgres@127.0.0.1:${port}/orders`;

describe('the server on a PostgreSQL server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'order-status-postgres-'));
  let postgres: ChildProcess;
  let server: DemoServer;
  before(async () => {
    postgres = await startPostgres(folder, port);
    server = await startDemoServer({ port: 0, databaseUrl });
  });
  after(async () => {
    await server.close();
    postgres.kill('SIGINT');
    await once(postgres, 'close');
    rmSync(folder, { recursive: true, force: true });
  });

  it('is alone on its database: a second server is refused in one sentence', async () => {
    await assert.rejects(startDemoServer({ port: 0, databaseUrl }), DatabaseUnusable);
    const { code, said } = await startMain([], { DATABASE_URL: databaseUrl }).ended();
    assert.equal(code, 1);
    assert.equal(
      said,
      'Another server works on the database of DATABASE_URL. Stop that one, or use another database.\n',
    );
  });

  it('takes new staff while it runs', async () => {
    const { code, printed, said } = await startMain(['add-staff', 'Cook@example.com'], {
      DATABASE_URL: databaseUrl,
    }).ended();
    assert.equal(code, 0, said);
    const password = /with the password (\S+)/.exec(printed)?.[1];
    const response = await fetch(`${server.url}/auth/v1/token?grant_type=password`, {
      method: 'POST',
      headers: { apikey: server.secrets.publishableKey },
      body: JSON.stringify({ email: 'cook@example.com', password }),
    });
    assert.equal(response.status, 200);
  });

  it('delivers changes live, and goes on after PostgreSQL was restarted', async () => {
    const { id } = await placeOrder(server);
    const token = await server.tokens.signForGuest(id);
    const socket = await openOrderSocket(server);
    socket.send({ type: 'subscribe', ref: '1', order_id: id, token });
    assert.deepEqual(await socket.message(), { type: 'subscribed', ref: '1' });
    await moveTo(server, id, 'preparing');
    assert.equal(statusOf(await socket.message()), 'preparing');

    postgres.kill('SIGINT');
    await once(postgres, 'close');
    const read = () => fetch(`${server.url}/api/orders/${id}`, { headers: { Authorization: `Bearer ${token}` } });
    const refused = await read();
    assert.equal(refused.status, 503);
    assert.match(refused.headers.get('retry-after') ?? '', /^\d+$/);
    assert.equal((await fetch(`${server.url}/readyz`)).status, 503);
    assert.equal((await fetch(`${server.url}/healthz`)).status, 200, 'restarting this process would not help');

    postgres = await runPostgres(folder, port);
    await until(async () => (await fetch(`${server.url}/readyz`)).status === 200);
    await until(async () => {
      await moveTo(server, id, 'ready').catch(() => undefined);
      return (await read()).status === 200;
    });
    assert.equal(statusOf(await socket.message()), 'ready');
    await socket.close();
  });

  it('says what to do about a database that it cannot use', async () => {
    const wrong = {
      'cannot be reached': `postgres://postgres@127.0.0.1:${port}/no_such_database`,
      'must be a superuser': `postgres://guest@127.0.0.1:${port}/orders`,
    };
    await server.database.exclusively((connection) => connection.exec('create role guest login'));
    for (const [sentence, url] of Object.entries(wrong)) {
      const { code, said } = await startMain(['board-link'], { DATABASE_URL: url }).ended();
      assert.equal(code, 1);
      assert.ok(said.includes(sentence), said);
      assert.ok(!said.includes('    at '), said);
    }
  });
});

function statusOf(message: unknown): string | undefined {
  return (message as { order?: { status?: string } }).order?.status;
}

/** Waits until the condition holds, for at most 30 s. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  const limit = performance.now() + 30_000;
  while (!(await holds())) {
    assert.ok(performance.now() < limit, 'it takes longer than 30 s');
    await delay(100);
  }
}
