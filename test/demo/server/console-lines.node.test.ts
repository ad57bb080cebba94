import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { takeConsole } from '../../../demo/server/log.js';
import { UnderWay } from '../../../demo/server/relay/under-way.js';

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
