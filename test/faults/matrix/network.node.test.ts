import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { reset, row, type Trial, within } from './trial.js';

/** Faults that end the connection visibly for the page, and the longest time until it is live again, ms. */
const breaks: readonly { id: string; what: string; fault: (trial: Trial) => void; live?: number }[] = [
  { id: 'F01', what: 'the connection is reset', fault: reset },
  {
    id: 'F02',
    what: 'the connection ends without a close frame (1006)',
    fault: ({ world }) => world.server.closeAll(1006),
  },
  { id: 'F03', what: 'the server goes away (1001)', fault: ({ world }) => world.server.closeAll(1001) },
  { id: 'F03', what: 'the server restarts (1012)', fault: ({ world }) => world.server.closeAll(1012) },
  {
    id: 'F03',
    what: 'the server is overloaded (1013)',
    fault: ({ world }) => world.server.closeAll(1013),
    live: 11_000,
  },
  { id: 'F04', what: 'the server closes normally (1000)', fault: ({ world }) => world.server.closeAll(1000) },
  {
    id: 'F57',
    what: 'only the channel ends',
    fault: ({ world }) => world.server.closeSubscriptions(1012),
    live: 2_200,
  },
];

function cut({ world }: Trial, up: boolean, down: boolean): void {
  world.network.isUplinkOpen = up;
  world.network.isDownlinkOpen = down;
}

describe('a connection that breaks', () => {
  for (const { id, what, fault, live = 6_000 } of breaks) {
    row(id, `reads the missed change and is live again when ${what}`, async (trial) => {
      fault(trial);
      trial.world.origin.commit('A1', 'preparing');
      within(await trial.until(() => !trial.isLive, 5_000), 300, 'until it no longer says live');
      within(await trial.until(() => trial.shown === 'preparing', 60_000), 2_100, 'until the missed change is read');
      within(await trial.until(() => trial.isLive, 60_000), live, 'until live again');
      trial.world.commit('ready');
      within(await trial.until(() => trial.shown === 'ready', 60_000), 100, 'until the next change');
    });
  }

  for (const [id, what, up, down] of [
    ['F06', 'no bytes pass in either direction', false, false],
    ['F07', 'no bytes arrive from the server', true, false],
  ] as const) {
    row(
      id,
      `is no longer live within 20 s when ${what}, and live again afterwards`,
      async (trial) => {
        cut(trial, up, down);
        trial.world.commit('ready');
        within(await trial.until(() => !trial.isLive, 60_000), 20_000, 'until it no longer says live');
        await trial.watch(40_000);
        trial.world.network.heal();
        within(await trial.until(() => trial.shown === 'ready', 60_000), 12_100, 'until the change is shown');
        within(await trial.until(() => trial.isLive, 60_000), 45_000, 'until live again');
      },
      { staleLive: 20_000 },
    );
  }

  const staysConnected = { staleLive: 20_000 };

  const noBytesForFiveSeconds = async (trial: Trial) => {
    const { connects } = trial;
    cut(trial, false, false);
    trial.world.commit('ready');
    await trial.watch(5_000);
    trial.world.network.heal();
    within(await trial.until(() => trial.shown === 'ready', 5_000), 200, 'until the delayed frame is shown');
    await trial.watch(60_000);
    assert.equal(trial.connects, connects, 'it connected again');
    assert.equal(trial.announcements, 1);
  };
  row('F09', 'keeps the connection when no bytes pass for 5 s', noBytesForFiveSeconds, staysConnected);

  row('F10', 'says offline while the device is offline for 4 s, and keeps the socket', async (trial) => {
    const { connects } = trial;
    trial.world.unplug();
    within(await trial.until(() => !trial.isLive, 5_000), 0, 'until it no longer says live');
    assert.equal(trial.status, 'offline');
    await trial.watch(4_000);
    trial.world.plugIn();
    within(await trial.until(() => trial.isLive, 60_000), 3_000, 'until live again');
    assert.equal(trial.connects, connects, 'the working socket was not kept');
  });

  row('F10', 'is live again within 3 s after the device was offline for 2 min', async (trial) => {
    trial.world.unplug();
    await trial.watch(120_000);
    trial.world.origin.commit('A1', 'ready');
    trial.world.plugIn();
    within(await trial.until(() => trial.shown === 'ready', 60_000), 4_000, 'until the change is shown');
    within(await trial.until(() => trial.isLive, 60_000), 3_000, 'until live again');
  });

  row('F11', 'is live again on the same connection when the device wrongly says offline', async (trial) => {
    const { connects } = trial;
    trial.world.device.tell('offline');
    assert.equal(trial.isLive, false);
    within(await trial.until(() => trial.isLive, 60_000), 2_200, 'until live again');
    assert.equal(trial.connects, connects);
  });

  row(
    'F12',
    'connects at most 10 times a minute when the device wrongly says online again and again',
    async (trial) => {
      const from = trial.world.now;
      trial.world.network.refuses = true;
      reset(trial);
      for (let again = 0; again < 30; again += 1) {
        trial.world.device.tell('offline');
        await trial.watch(2_000);
        trial.world.device.tell('online');
        await trial.watch(2_000);
      }
      assert.ok(trial.busiestMinute('connects', from) <= 10);
    },
  );

  row(
    'F16',
    'connects at most 10 times a minute while the port refuses, and is live again after 60 s of it',
    async (trial) => {
      const from = trial.world.now;
      trial.world.network.refuses = true;
      trial.world.origin.commit('A1', 'ready');
      reset(trial);
      await trial.watch(60_000);
      trial.world.network.refuses = false;
      within(await trial.until(() => trial.shown === 'ready', 60_000), 12_100, 'until the change is shown');
      within(await trial.until(() => trial.isLive, 60_000), 32_000, 'until live again');
      assert.ok(trial.busiestMinute('connects', from) <= 10);
    },
  );

  const slowFrames = async (trial: Trial) => {
    const { connects } = trial;
    Object.assign(trial.world.network, { latency: 500, wobble: 2_000 });
    for (const status of ['preparing', 'ready', 'preparing', 'ready']) {
      trial.world.commit(status);
      await trial.watch(20_000);
      assert.equal(trial.shown, status);
      assert.ok(trial.isLive, 'it did not stay live');
    }
    assert.equal(trial.connects, connects);
    assert.equal(trial.announcements, 1);
  };
  row('F26', 'stays live when frames take 1 to 5 s', slowFrames, staysConnected);

  row('D11', 'backs off when no connection lasts longer than 500 ms', async (trial) => {
    const { connects } = trial;
    for (let half = 0; half < 360; half += 1) {
      if (trial.isLive) reset(trial);
      await trial.watch(500);
    }
    // If each counted as a success, there would be ten connects a minute.
    assert.ok(trial.connects - connects <= 20, `${trial.connects - connects} connects in three minutes`);
  });

  row('F31', 'connects at most 12 times a minute when the network fails every second, 60 times', async (trial) => {
    const from = trial.world.now;
    let changes = 0;
    let before = trial.status;
    for (let again = 0; again < 120; again += 1) {
      trial.world.network.refuses = again % 2 === 0;
      if (again % 2 === 0) reset(trial);
      await trial.watch(500);
      if (trial.status !== before) changes += 1;
      before = trial.status;
    }
    trial.world.network.refuses = false;
    assert.ok(
      trial.busiestMinute('connects', from) <= 12,
      `${trial.busiestMinute('connects', from)} connects a minute`,
    );
    assert.ok(changes <= 15, `connectionStatus changed ${changes} times`);
    within(await trial.until(() => trial.isLive, 90_000), 61_000, 'until live again');
  });
});
