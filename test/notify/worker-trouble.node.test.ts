import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { DatabaseUnavailable } from '../../demo/server/database/identity.js';
import { WorkerLoop } from '../../demo/server/notify/worker-loop.js';
import { LeftToHost } from '../../demo/supabase/functions/_shared/kit-database.js';

interface Line {
  readonly message: string;
  readonly error: string;
}

/** The worker's loop over a database whose state the test sets, with a simulated clock. */
class Night {
  readonly lines: Line[] = [];
  isReadOnly = false;
  isGone = false;
  claims = 0;
  #now = 0;
  readonly #loop = new WorkerLoop({
    database: { listen: async () => async () => {}, isReadOnly: async () => this.isReadOnly },
    worker: {
      tick: async () => {
        this.claims += 1;
        if (this.isGone) throw new LeftToHost('', { cause: new DatabaseUnavailable() });
        return { claimed: 0, sent: Promise.resolve() };
      },
      clean: async () => {},
      nextAt: async () => undefined,
    },
    now: () => this.#now,
  });

  constructor() {
    mock.timers.enable({ apis: ['setTimeout'] });
    mock.method(console, 'error', (line: string) => {
      // Node.js says here as well that its simulated clock is new.
      if (line.startsWith('{')) this.lines.push(JSON.parse(line) as Line);
    });
  }

  start = () => this.#loop.start();

  async pass(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second += 1) {
      this.#now += 1000;
      mock.timers.tick(1000);
      await new Promise(setImmediate);
    }
  }

  async end(): Promise<void> {
    await this.#loop.stop();
    mock.timers.reset();
    mock.restoreAll();
  }
}

describe('the worker of a server whose database is in trouble', () => {
  let night: Night;
  beforeEach(() => {
    night = new Night();
  });
  afterEach(() => night.end());

  it('goes on trying, and says what is wrong twice a minute, not each second', async () => {
    night.isGone = true;
    await night.start();
    await night.pass(70);
    assert.ok(night.claims > 60, `${night.claims}`);
    assert.deepEqual(
      night.lines.map(({ message, error }) => [message, error]),
      Array(3).fill(['The outbox could not be read; it is tried again.', 'DatabaseUnavailable']),
    );
    const before = night.claims;
    night.isGone = false;
    await night.pass(5);
    assert.ok(night.claims > before);
  });

  it('claims nothing while a full disk lets nothing be written, without a word of its own, and goes on after it', async () => {
    night.isReadOnly = true;
    await night.start();
    await night.pass(60);
    assert.equal(night.claims, 0);
    assert.deepEqual(night.lines, []);
    night.isReadOnly = false;
    await night.pass(2);
    assert.ok(night.claims > 0);
  });
});
