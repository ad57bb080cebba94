import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ServerProcess } from './processes.js';

describe('the watchdog', () => {
  it('ends a process whose thread spins for ever, with one line that says why', async () => {
    const { signal, said } = await new ServerProcess('test/demo/server/spinning.js').ended();
    assert.equal(signal, 'SIGKILL');
    assert.match(
      said,
      /^\{.*"message":"The server answered nothing for 2 s and ends\. Nothing that was answered is lost\."\}\n$/,
    );
  });
});
