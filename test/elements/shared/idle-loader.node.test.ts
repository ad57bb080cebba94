import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import type { ReactiveController } from 'lit';
import { IdleLoader, type IdleLoaderHost } from '../../../src/elements/shared/idle-loader.js';
import { CodePart } from '../../../src/environment/code-part.js';
import { idleSnapshot } from '../../../src/tracker/tracker-snapshot.js';

/** Long enough for what waits in promises. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('code that an element needs later', () => {
  const { now } = performance;
  let updates: number;
  let isConnected: boolean;
  let controllers: ReactiveController[];
  let passed: number;
  let loads: number;
  let isGone: boolean;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    [updates, passed, loads, isConnected, isGone, controllers] = [0, 0, 0, true, true, []];
    performance.now = () => now.call(performance) + passed;
  });
  afterEach(() => {
    mock.timers.reset();
    performance.now = now;
  });

  const pass = async (milliseconds: number) => {
    passed += milliseconds;
    mock.timers.tick(milliseconds);
    await settle();
    // What is begun in idle time.
    mock.timers.tick(1);
    await settle();
  };
  const part = () =>
    new CodePart(async () => {
      loads += 1;
      if (isGone) throw new Error('404');
      return 'code';
    });
  const follow = (wanted: CodePart<string>) => {
    const host: IdleLoaderHost = {
      get isConnected() {
        return isConnected;
      },
      snapshot: { ...idleSnapshot('A1', 10), connectionStatus: 'connected' },
      clock: { wall: () => 0, monotone: () => 0, setTimeout: () => 0, clearTimeout: () => {} },
      addController: (controller) => void controllers.push(controller),
      removeController: () => {},
      requestUpdate: () => {
        updates += 1;
      },
      updateComplete: Promise.resolve(true),
    };
    new IdleLoader(host, () => [wanted]);
    for (const controller of controllers) controller.hostUpdated?.();
  };

  it('is asked for again by itself where it could not be loaded, until it is there', async () => {
    const wanted = part();
    follow(wanted);
    await pass(1);
    assert.equal(loads, 1);
    await pass(10_000);
    assert.equal(loads, 2);
    isGone = false;
    await pass(10_000);
    assert.equal(wanted.code, 'code');
    assert.equal(updates, 1);
    await pass(60_000);
    assert.equal(loads, 3);
  });

  it('is not asked for again once the element is gone', async () => {
    follow(part());
    await pass(1);
    isConnected = false;
    for (const controller of controllers) controller.hostDisconnected?.();
    await pass(60_000);
    assert.equal(loads, 1);
  });
});
