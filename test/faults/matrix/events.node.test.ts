import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { reset, row, within } from './trial.js';

const kind = 'events+polling';
const notBegun = { kind, begun: false } as const;

describe('event streams', () => {
  row(
    'F94',
    'is not live behind a proxy that buffers, and polls meanwhile',
    async (trial) => {
      trial.world.server.isBuffered = true;
      trial.world.open();
      await trial.until(() => {
        assert.ok(!trial.isLive);
        return false;
      }, 60_000);
      assert.equal(trial.status, 'polling');
      assert.equal(trial.connects, 1, 'it connects again and again');
      trial.world.commit('ready');
      within(await trial.until(() => trial.shown === 'ready', 20_000), 12_100, 'until a poll shows it');
    },
    notBegun,
  );

  row(
    'F94',
    'stays live by comments alone, and shows a change at once',
    async (trial) => {
      await trial.until(() => {
        assert.ok(trial.isLive);
        return false;
      }, 60_000);
      trial.world.commit('ready');
      within(await trial.until(() => trial.shown === 'ready', 5_000), 100, 'until it is shown');
    },
    { kind },
  );

  row(
    'F94',
    'is no longer live 20 s after the last byte of a stream that stays open in silence',
    async (trial) => {
      trial.world.server.answersPings = false;
      within(await trial.until(() => !trial.isLive, 60_000), 20_100, 'until it is not live');
      within(await trial.until(() => trial.status === 'polling', 20_000), 12_100, 'until it polls');
      trial.world.commit('ready');
      within(await trial.until(() => trial.shown === 'ready', 20_000), 100, 'the stream works');
      assert.ok(trial.isLive);
    },
    { kind },
  );

  for (const isMonotoneStopped of [true, false]) {
    row(
      'F63',
      `is live again after a sleep, with the monotone clock stopped: ${isMonotoneStopped}`,
      async (trial) => {
        const sleeping = trial.world.device.sleep(60_000, isMonotoneStopped);
        trial.world.commit('ready');
        await sleeping;
        within(await trial.until(() => trial.isLive && trial.shown === 'ready', 20_000), 4_000, 'until it is live');
      },
      { kind },
    );
  }

  row(
    'F01',
    'is live again after the connection was reset',
    async (trial) => {
      reset(trial);
      trial.world.commit('ready');
      within(await trial.until(() => trial.isLive && trial.shown === 'ready', 20_000), 6_000, 'until it is live');
    },
    { kind },
  );

  row(
    'F03',
    'is live again after the server ended the stream',
    async (trial) => {
      trial.world.server.closeSubscriptions(1000);
      within(await trial.until(() => trial.isLive, 20_000), 6_000, 'until it is live');
    },
    { kind },
  );

  row(
    'F06',
    'is not live while nothing passes, and comes back',
    async (trial) => {
      trial.world.network.isUplinkOpen = false;
      trial.world.network.isDownlinkOpen = false;
      within(await trial.until(() => !trial.isLive, 60_000), 20_100, 'until it is not live');
      trial.world.network.heal();
      within(
        await trial.until(() => trial.status === 'polling' || trial.isLive, 20_000),
        12_100,
        'until it is current',
      );
    },
    { kind },
  );
});
