import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { Tab } from '../world/tab.js';
import { row, within } from './trial.js';

describe('a connection that does not open', () => {
  row(
    'F17',
    'polls when the handshake is never answered, and is live when it is',
    async (trial) => {
      trial.world.server.upgrades = 'hang';
      trial.world.open();
      within(await trial.until(() => trial.status === 'polling', 60_000), 4_500, 'until it polls');
      // It gives up after 10 s, and waits for up to 5 s.
      await trial.watch(15_000);
      assert.ok(trial.connects >= 2, 'it did not try again');
      trial.world.server.upgrades = 'pass';
      within(await trial.until(() => trial.isLive, 60_000), 20_000, 'until live');
    },
    { begun: false },
  );

  row(
    'F18',
    'polls while WebSocket upgrades are rejected, and is live when they pass',
    async (trial) => {
      trial.world.server.upgrades = 'reject';
      trial.world.open();
      within(await trial.until(() => trial.status === 'polling', 60_000), 4_500, 'until it polls');
      await trial.watch(300_000);
      assert.equal(trial.status, 'polling');
      trial.world.server.upgrades = 'pass';
      within(await trial.until(() => trial.isLive, 60_000), 45_000, 'until live');
    },
    { begun: false },
  );

  row(
    'F20',
    'polls when the server never confirms, and connects again after 15 s',
    async (trial) => {
      trial.world.server.confirms = 'never';
      trial.world.open();
      await trial.watch(14_000);
      assert.equal(trial.status, 'polling');
      assert.equal(trial.connects, 1);
      await trial.watch(8_000);
      assert.ok(trial.connects >= 2, 'it did not try again');
      trial.world.server.confirms = 5;
      within(await trial.until(() => trial.isLive, 60_000), 45_000, 'until live');
    },
    { begun: false },
  );

  row(
    'F21',
    'connects at most 4 times a minute when every subscription is refused as too many (4429)',
    async (trial) => {
      trial.world.server.refusal = 4429;
      trial.world.open();
      await trial.watch(10_000);
      const from = trial.world.now;
      await trial.watch(300_000);
      assert.ok(
        trial.busiestMinute('connects', from) <= 4,
        `${trial.busiestMinute('connects', from)} connects a minute`,
      );
      assert.equal(trial.status, 'polling');
    },
    { begun: false },
  );

  row(
    'F80',
    'polls when the page forbids WebSockets',
    async (trial) => {
      const tab = new Tab(trial.world);
      tab.blocksSockets = true;
      trial.world.open('A1', tab);
      await trial.watch(300_000);
      assert.equal(trial.status, 'polling');
      assert.ok(trial.connects <= 2, `${trial.connects} tries`);
    },
    { begun: false },
  );

  for (const [code, status, most] of [
    [4401, 401, 1],
    [4403, 403, 0],
    [4404, 404, 0],
  ] as const) {
    row(
      'F05',
      `stops connecting when the subscription is closed with ${code} and reads answer ${status}`,
      async (trial) => {
        const { connects } = trial;
        trial.world.server.refusal = code;
        trial.world.http.answer = { kind: 'status', status };
        trial.world.server.closeSubscriptions(code);
        await trial.watch(120_000);
        assert.equal(trial.status, code === 4404 ? 'error' : 'denied');
        assert.ok(trial.connects - connects <= most, `${trial.connects - connects} connects`);
      },
      { kind: 'socket+polling+token' },
    );
  }
});
