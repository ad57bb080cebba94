import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { Tab } from '../world/tab.js';
import { row, type Trial, within } from './trial.js';

/** Something that breaks a connection which the page can see break, and how long until all is well again, ms. */
const breaks: readonly { id: string; what: string; fault: (trial: Trial) => void; live?: number }[] = [
  { id: 'F01', what: 'the connection is reset', fault: reset },
  { id: 'F02', what: 'the connection ends without a word', fault: ({ world }) => world.server.closeAll(1006) },
  { id: 'F03', what: 'the server goes away (1001)', fault: ({ world }) => world.server.closeAll(1001) },
  { id: 'F03', what: 'the server restarts (1012)', fault: ({ world }) => world.server.closeAll(1012) },
  {
    id: 'F03',
    what: 'the server is overloaded (1013)',
    fault: ({ world }) => world.server.closeAll(1013),
    live: 11_000,
  },
  { id: 'F04', what: 'the server closes without need (1000)', fault: ({ world }) => world.server.closeAll(1000) },
  {
    id: 'F57',
    what: 'only the channel ends',
    fault: ({ world }) => world.server.closeSubscriptions(1012),
    live: 2_200,
  },
];

function reset({ world }: Trial): void {
  for (const { socket } of [...world.server.sockets]) socket.reset();
}

function cut({ world }: Trial, up: boolean, down: boolean): void {
  world.network.isUplinkOpen = up;
  world.network.isDownlinkOpen = down;
}

describe('a connection that breaks', () => {
  for (const { id, what, fault, live = 6_000 } of breaks) {
    row(id, what, async (trial) => {
      fault(trial);
      trial.world.origin.commit('A1', 'preparing');
      within(await trial.until(() => !trial.isLive, 5_000), 300, 'until it no longer says live');
      within(
        await trial.until(() => trial.shown === 'preparing', 60_000),
        2_100,
        'until the change of the gap is read',
      );
      within(await trial.until(() => trial.isLive, 60_000), live, 'until live again');
      trial.world.commit('ready');
      within(await trial.until(() => trial.shown === 'ready', 60_000), 100, 'until the next change');
    });
  }

  for (const [id, what, up, down] of [
    ['F06', 'nothing comes through', false, false],
    ['F07', 'nothing comes down', true, false],
  ] as const) {
    row(
      id,
      what,
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

  const connectedAllTheWhile = { staleLive: 20_000 };

  const nothingForFiveSeconds = async (trial: Trial) => {
    const { connects } = trial;
    cut(trial, false, false);
    trial.world.commit('ready');
    await trial.watch(5_000);
    trial.world.network.heal();
    within(await trial.until(() => trial.shown === 'ready', 5_000), 200, 'until the frame that waited is shown');
    await trial.watch(60_000);
    assert.equal(trial.connects, connects, 'it connected anew');
    assert.equal(trial.announcements, 1);
  };
  row('F09', 'nothing comes through for 5 s', nothingForFiveSeconds, connectedAllTheWhile);

  row('F10', 'the device says that it is offline, and is', async (trial) => {
    const { connects } = trial;
    trial.world.unplug();
    within(await trial.until(() => !trial.isLive, 5_000), 0, 'until it no longer says live');
    assert.equal(trial.status, 'offline');
    await trial.watch(4_000);
    trial.world.plugIn();
    within(await trial.until(() => trial.isLive, 60_000), 3_000, 'until live again');
    assert.equal(trial.connects, connects, 'the socket that lived on was not kept');
  });

  row('F10', 'the device is offline for longer than the connection lasts', async (trial) => {
    trial.world.unplug();
    await trial.watch(120_000);
    trial.world.origin.commit('A1', 'ready');
    trial.world.plugIn();
    within(await trial.until(() => trial.shown === 'ready', 60_000), 4_000, 'until the change is shown');
    within(await trial.until(() => trial.isLive, 60_000), 3_000, 'until live again');
  });

  row('F11', 'the device says that it is offline, and is not', async (trial) => {
    const { connects } = trial;
    trial.world.device.tell('offline');
    assert.equal(trial.isLive, false);
    within(await trial.until(() => trial.isLive, 60_000), 2_200, 'until live again');
    assert.equal(trial.connects, connects);
  });

  row('F12', 'the device says that it is online again and again, and is not', async (trial) => {
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
  });

  row('F16', 'the port refuses for 60 s', async (trial) => {
    const from = trial.world.now;
    trial.world.network.refuses = true;
    trial.world.origin.commit('A1', 'ready');
    reset(trial);
    await trial.watch(60_000);
    trial.world.network.refuses = false;
    within(await trial.until(() => trial.shown === 'ready', 60_000), 12_100, 'until the change is shown');
    within(await trial.until(() => trial.isLive, 60_000), 32_000, 'until live again');
    assert.ok(trial.busiestMinute('connects', from) <= 10);
  });

  const slowFrames = async (trial: Trial) => {
    const { connects } = trial;
    Object.assign(trial.world.network, { latency: 500, wobble: 2_000 });
    for (const status of ['preparing', 'ready', 'preparing', 'ready']) {
      trial.world.commit(status);
      await trial.watch(20_000);
      assert.equal(trial.shown, status);
      assert.ok(trial.isLive, 'it does not stay live');
    }
    assert.equal(trial.connects, connects);
    assert.equal(trial.announcements, 1);
  };
  row('F26', 'frames take 3 s, give or take 2 s', slowFrames, connectedAllTheWhile);

  row('D11', 'no connection lasts longer than half a second', async (trial) => {
    const { connects } = trial;
    for (let half = 0; half < 360; half += 1) {
      if (trial.isLive) reset(trial);
      await trial.watch(500);
    }
    // Were each taken for a success, there would be ten a minute.
    assert.ok(trial.connects - connects <= 20, `${trial.connects - connects} connects in three minutes`);
  });

  row('F31', 'the link comes and goes every half second, 60 times', async (trial) => {
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
    assert.ok(changes <= 15, `what the page says changed ${changes} times`);
    within(await trial.until(() => trial.isLive, 90_000), 61_000, 'until live again');
  });
});

describe('a connection that does not come about', () => {
  row(
    'F17',
    'the handshake is taken and never answered',
    async (trial) => {
      trial.world.server.upgrades = 'hang';
      trial.world.open();
      within(await trial.until(() => trial.status === 'polling', 60_000), 4_500, 'until it reads instead');
      await trial.watch(12_000);
      assert.ok(trial.connects >= 2, 'it waits for ever');
      trial.world.server.upgrades = 'pass';
      within(await trial.until(() => trial.isLive, 60_000), 20_000, 'until live');
    },
    { begun: false },
  );

  row(
    'F18',
    'no upgrade to a WebSocket gets through',
    async (trial) => {
      trial.world.server.upgrades = 'reject';
      trial.world.open();
      within(await trial.until(() => trial.status === 'polling', 60_000), 4_500, 'until it reads instead');
      await trial.watch(300_000);
      assert.equal(trial.status, 'polling');
      trial.world.server.upgrades = 'pass';
      within(await trial.until(() => trial.isLive, 60_000), 45_000, 'until live');
    },
    { begun: false },
  );

  row(
    'F20',
    'the server never confirms',
    async (trial) => {
      trial.world.server.confirms = 'never';
      trial.world.open();
      await trial.watch(14_000);
      assert.equal(trial.status, 'polling');
      assert.equal(trial.connects, 1);
      await trial.watch(8_000);
      assert.ok(trial.connects >= 2, 'it does not try again');
      trial.world.server.confirms = 5;
      within(await trial.until(() => trial.isLive, 60_000), 45_000, 'until live');
    },
    { begun: false },
  );

  row(
    'F21',
    'every subscription is refused: too many',
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
    'the page forbids WebSockets',
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
      `the subscription is closed with ${code}`,
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
