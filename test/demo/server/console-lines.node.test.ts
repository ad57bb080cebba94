import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { takeConsole } from '../../../demo/server/log.js';
import { UnderWay } from '../../../demo/server/relay/under-way.js';
import { statusOf, token, twilioRequest } from '../../notify/doubles/twilio.js';
import { freePort } from '../../support/free-port.js';
import { startMain } from './processes.js';
import { withUsedFolder } from './used-folder.js';

describe('a production server', () => {
  it("has what the Edge Functions' code writes to the console as lines of its log", () => {
    const printed: string[] = [];
    mock.method(console, 'error', (line: string) => printed.push(line));
    mock.method(console, 'warn', () => {});
    takeConsole();
    console.error('track failed: TypeError');
    console.warn('x'.repeat(1_000));
    mock.restoreAll();
    const [failed, long] = printed.map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual([failed?.level, failed?.message], ['error', 'track failed: TypeError']);
    assert.deepEqual([long?.level, String(long?.message).length], ['warn', 300]);
  });

  it('prints lines of its log alone, as a process: no welcome with accounts, and no plain text of other code', async () => {
    const functions = 'https://orders.example.com/functions/v1';
    const path = '/delivery-reports/twilio';
    const port = await freePort();
    await withUsedFolder(async (folder) => {
      const main = startMain(['--production', '--data', folder], {
        PORT: String(port),
        PUBLIC_ORIGIN: 'https://orders.example.com',
        RESTAURANT_NAME: 'Da Vinci',
        TRUSTED_PROXIES: '127.0.0.1',
        NOTIFY_PUBLIC_URL: functions,
        TWILIO_AUTH_TOKEN: token,
      });
      await main.prints(/"started"/);
      const request = twilioRequest(functions + path, statusOf('SM1', 'on the moon'));
      const local = `http://127.0.0.1:${port}/functions/v1${path}`;
      const body = await request.text();
      assert.equal((await fetch(local, { method: 'POST', headers: request.headers, body })).status, 400);
      const { printed, said, code } = await main.kill('SIGTERM');
      assert.equal(code, 0, said);
      assert.equal(printed, '');
      const lines = said
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      for (const { time, level, message } of lines) assert.ok(time && level && message);
      const messages = lines.map(({ message }) => message);
      assert.ok(messages.includes('delivery-reports: twilio has sent something that cannot be read'), said);
      assert.ok(!messages.some((message) => String(message).includes('TRUSTED_PROXIES')), said);
    });
  });

  it('closes only once what goes on after an answer is done, and what that has begun', async () => {
    const work = new UnderWay();
    const done: string[] = [];
    let finish = () => {};
    work.add(
      new Promise<void>((resolve) => {
        finish = resolve;
      }).then(() => {
        done.push('first');
        work.add(Promise.resolve().then(() => void done.push('second')));
      }),
    );
    const closed = work.settled().then(() => done.push('closed'));
    finish();
    await closed;
    assert.deepEqual(done, ['first', 'second', 'closed']);
  });
});
