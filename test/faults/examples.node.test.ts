import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Play } from './play.js';
import type { WorldKind } from './world/kinds.js';

/**
 * What the random commands of models.node.test.ts once found, made as small as it goes and kept. Each was a fault of
 * the tracker's.
 */
function example(what: string, kind: WorldKind, run: (play: Play) => Promise<void>): void {
  it(what, async () => {
    const play = new Play({ kind, seed: 0 });
    try {
      play.world.open('A1');
      await run(play);
      await play.settle();
      await play.expectRecovery();
      await play.expectSilence();
    } finally {
      await play.end();
    }
  });
}

describe('what was found and mended', () => {
  example('the network is gone for a moment as the page opens', 'socket+polling', async ({ world }) => {
    Object.assign(world.network, { isUplinkOpen: false, isDownlinkOpen: false });
    await world.pass(300);
  });

  example('the server is away for minutes, and reads had grown rare', 'polling', async ({ world }) => {
    world.crash();
    await world.pass(300_000);
  });

  example('the device is offline for a moment while the first token is on its way', 'polling+token', async (play) => {
    await play.world.pass(10);
    play.world.unplug();
    await play.world.pass(40);
  });

  example('the guest leaves the page while the first token is on its way', 'polling+token', async (play) => {
    play.world.unplug();
    await play.world.pass(40);
    play.guest.tab.leave();
  });

  example('a look at the page while the device is offline is no sign of life', 'socket+polling', async (play) => {
    await play.world.pass(300);
    play.world.unplug();
    await play.settle();
    play.guest.tab.tell('focused');
  });

  example('frames that waited are no answer to a doubt', 'socket+polling', async (play) => {
    const { world } = play;
    await world.pass(300);
    world.network.isDownlinkOpen = false;
    world.commit('ready');
    await world.pass(1_000);
    world.server.answersPings = false;
    world.device.tell('offline');
    await world.pass(100);
    world.network.heal();
    await world.pass(100);
    await play.settle();
  });

  example('an order that is over is not asked for after a wake', 'socket+polling', async (play) => {
    const { world } = play;
    world.commit('completed');
    await world.pass(300);
    await play.settle();
    world.device.tell('offline');
    world.device.tell('online');
    await world.pass(5_000);
  });

  example('an order that is over needs no token any more', 'polling+token', async (play) => {
    const { world } = play;
    await world.pass(200);
    world.tokens.answer = 'never';
    world.device.setClock(43_200_000);
    world.tokens.answer = 500;
    await world.pass(15_000);
    world.tokens.answer = 'good';
    world.commit('completed');
    await world.pass(15_000);
    await play.settle();
    await world.pass(1_000_000);
  });

  example('a read that was wanted as the order ended is given up', 'socket+polling', async (play) => {
    const { world } = play;
    await play.settle();
    world.commit('completed');
    play.refresh();
    await world.device.sleep(3_000, true);
    await play.settle();
    Object.assign(world.network, { isUplinkOpen: false, isDownlinkOpen: false });
    world.device.tell('offline');
    world.device.tell('online');
    await world.device.sleep(3_000, true);
  });

  example('after a denial, retry asks for another token', 'polling+token', async (play) => {
    const { world } = play;
    world.tokens.answer = 'other-order';
    play.guest.tab.tell('hidden');
    await world.pass(600_000);
  });

  example('a pause that the server asked for outlasts a refused subscription', 'socket+polling+token', async (play) => {
    const { world } = play;
    world.http.next.push({ kind: 'status', status: 429, retryAfter: '30' });
    world.server.refusal = 4400;
    await world.pass(300);
  });

  example('an end that a backup took back is no end', 'socket+polling', async (play) => {
    const { world } = play;
    world.commit('completed');
    await world.pass(300);
    world.origin.restore('A1');
    world.commit('plating');
    play.retry();
    await world.pass(5_000);
  });

  example(
    'a token of another order hides this one, and retry asks for another token',
    'supabase+token',
    async (play) => {
      const { world } = play;
      world.tokens.answer = 'other-order';
      await world.pass(20);
      world.tokens.revokedBefore = world.now + 1;
      await world.pass(10_000);
    },
  );

  example('where nothing can be asked, the same order again is an answer', 'plain+heartbeat', async ({ world }) => {
    world.server.answersPings = false;
    await world.pass(300);
  });

  example(
    'a broadcast that waited while the page slept is no sign of life',
    'broadcast+polling+token',
    async (play) => {
      const { world } = play;
      await world.pass(300);
      world.server.rules.push({ kind: 'delay', milliseconds: 4_000 });
      world.commit('completed');
      await sleep(play, 15_000);
    },
  );

  example(
    'an answer that waited while the page slept is none to a later question',
    'plain+heartbeat+polling',
    async (play) => {
      const { world } = play;
      await world.pass(300);
      world.network.isDownlinkOpen = false;
      await world.pass(15_000);
      world.server.answersPings = false;
      const slept = sleep(play, 5_000);
      world.network.heal();
      await slept;
    },
  );

  example('a server that answers nothing is left after a sleep', 'plain+polling', async (play) => {
    const { world } = play;
    await world.pass(5_000);
    world.server.rules.push({ kind: 'delay', milliseconds: 4_000 });
    world.commit('preparing');
    await sleep(play, 1_200_000);
  });

  example('the same while it was being connected to', 'plain+polling', async (play) => {
    Object.assign(play.world.network, { latency: 400, wobble: 2_000 });
    await sleep(play, 1_200_000);
    await play.world.pass(700);
  });

  example(
    'an answer from before a backup was restored does not undo what came since',
    'supabase+token',
    async (play) => {
      const { world } = play;
      world.http.delay = 3_000;
      await world.pass(3_103);
      world.origin.restore('A1');
      world.server.publish('A1');
      await world.pass(300);
    },
  );

  example(
    'an end that the kitchen took back with a word that no map knows is no end',
    'socket+polling',
    async (play) => {
      const { world } = play;
      await world.pass(300);
      world.commit('completed');
      await world.pass(10);
      world.commit('plating');
      await world.pass(20_000);
      assert.equal(play.guest.look()?.connectionStatus, 'connected');
    },
  );

  example('no answer is counted twice', 'plain+heartbeat', async (play) => {
    const { world, guest } = play;
    world.network.latency = 400;
    await sleep(play, 3_000);
    await world.pass(3_200);
    guest.tab.tell('focused');
    await world.pass(0);
    await sleep(play, 120_000);
  });

  example('what was confirmed as the page woke is in doubt', 'plain+heartbeat', async (play) => {
    play.world.network.latency = 1_500;
    await play.world.pass(3_100);
    await sleep(play, 1_200_000);
  });

  example('what was confirmed as the network went away is in doubt', 'plain+heartbeat', async ({ world }) => {
    await world.device.sleep(3_000, false);
    await world.pass(21);
    world.unplug();
    await world.pass(300);
  });

  example('"not modified", said unasked, does not mean that there is no order', 'supabase+token', async ({ world }) => {
    world.http.answer = { kind: 'not-modified' };
    await world.pass(60_000);
  });
});

/** The device sleeps for so long that nothing from before can be trusted. */
async function sleep(play: Play, milliseconds: number): Promise<void> {
  await play.world.device.sleep(milliseconds, true);
  play.guest.tab.distrustAt = play.world.now;
  await play.settle();
}
