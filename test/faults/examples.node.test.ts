import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Play } from './play.js';
import type { WorldKind } from './world/kinds.js';

/**
 * Faults of the tracker that the random commands of models.node.test.ts found, in their shortest form.
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

describe('the tracker recovers in situations that random tests found', () => {
  example('the network is down for a moment when the page opens', 'socket+polling', async ({ world }) => {
    Object.assign(world.network, { isUplinkOpen: false, isDownlinkOpen: false });
    await world.pass(300);
  });

  example(
    'a restored order is ready, as it was for a moment before a status that no map knows',
    'socket+polling',
    async ({ world }) => {
      await world.pass(300);
      world.commit('ready');
      world.commit('plating');
      await world.pass(5_000);
      world.origin.restore('A1');
      world.signal();
      world.server.publish('A1');
    },
  );

  for (const kind of ['socket', 'socket+token', 'plain+heartbeat'] as const) {
    example(`the server is down for ten minutes, where nothing can be read meanwhile (${kind})`, kind, async (play) => {
      await play.world.pass(5_000);
      play.world.crash();
      await play.world.pass(600_000);
    });
  }

  example('the server is down for minutes, and the backoff of reads has grown', 'polling', async ({ world }) => {
    world.crash();
    await world.pass(300_000);
  });

  example('the device is offline for a moment during the first token request', 'polling+token', async (play) => {
    await play.world.pass(10);
    play.world.unplug();
    await play.world.pass(40);
  });

  example('the guest leaves the page during the first token request', 'polling+token', async (play) => {
    play.world.unplug();
    await play.world.pass(40);
    play.guest.tab.leave();
  });

  example(
    'a focus event while the device is offline does not make the connection alive',
    'socket+polling',
    async (play) => {
      await play.world.pass(300);
      play.world.unplug();
      await play.settle();
      play.guest.tab.tell('focused');
    },
  );

  example('frames that were buffered during an outage do not answer a later ping', 'socket+polling', async (play) => {
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

  example('a final order is not read after a wake', 'socket+polling', async (play) => {
    const { world } = play;
    world.commit('completed');
    await world.pass(300);
    await play.settle();
    world.device.tell('offline');
    world.device.tell('online');
    await world.pass(5_000);
  });

  example('the token of a final order is not renewed', 'polling+token', async (play) => {
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

  example('a read that was requested when the order became final is dropped', 'socket+polling', async (play) => {
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

  example('retry requests another token after the access was denied', 'polling+token', async (play) => {
    const { world } = play;
    world.tokens.answer = 'other-order';
    play.guest.tab.tell('hidden');
    await world.pass(600_000);
  });

  example('a Retry-After pause continues after a refused subscription', 'socket+polling+token', async (play) => {
    const { world } = play;
    world.http.next.push({ kind: 'status', status: 429, retryAfter: '30' });
    world.server.refusal = 4400;
    await world.pass(300);
  });

  example('a final status that a restored backup undid is not final', 'socket+polling', async (play) => {
    const { world } = play;
    world.commit('completed');
    await world.pass(300);
    world.origin.restore('A1');
    world.commit('plating');
    play.retry();
    await world.pass(5_000);
  });

  example(
    'retry requests another token when the token is for another order and hides this one',
    'supabase+token',
    async (play) => {
      const { world } = play;
      world.tokens.answer = 'other-order';
      await world.pass(20);
      world.tokens.revokedBefore = world.now + 1;
      await world.pass(10_000);
    },
  );

  example(
    'a token for another order replaces a good one, and hides the order from reads',
    'broadcast+token',
    async ({ world }) => {
      await world.pass(100);
      world.tokens.answer = 'other-order';
      world.server.closeSubscriptions(4401);
      await world.pass(40);
      world.commit('completed');
    },
  );

  example('without reads, a repeated order counts as confirmation', 'plain+heartbeat', async ({ world }) => {
    world.server.answersPings = false;
    await world.pass(300);
  });

  example(
    'a broadcast that was buffered during a sleep does not make the connection alive',
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
    'a pong that was buffered during a sleep does not answer a later ping',
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

  example('a server without pongs is reconnected after a sleep', 'plain+polling', async (play) => {
    const { world } = play;
    await world.pass(5_000);
    world.server.rules.push({ kind: 'delay', milliseconds: 4_000 });
    world.commit('preparing');
    await sleep(play, 1_200_000);
  });

  example('a server without pongs is reconnected after a sleep during the handshake', 'plain+polling', async (play) => {
    Object.assign(play.world.network, { latency: 400, wobble: 2_000 });
    await sleep(play, 1_200_000);
    await play.world.pass(700);
  });

  example('an answer from before a restored backup does not undo newer versions', 'supabase+token', async (play) => {
    const { world } = play;
    world.http.delay = 3_000;
    await world.pass(3_103);
    world.origin.restore('A1');
    world.server.publish('A1');
    await world.pass(300);
  });

  example(
    'a final status that the kitchen replaced by an unmapped status is not final',
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

  example('one answer does not count for two pings', 'plain+heartbeat', async (play) => {
    const { world, guest } = play;
    world.network.latency = 400;
    await sleep(play, 3_000);
    await world.pass(3_200);
    guest.tab.tell('focused');
    await world.pass(0);
    await sleep(play, 120_000);
  });

  example(
    'a confirmation that arrives when the page wakes does not make the connection live',
    'plain+heartbeat',
    async (play) => {
      play.world.network.latency = 1_500;
      await play.world.pass(3_100);
      await sleep(play, 1_200_000);
    },
  );

  example(
    'a confirmation that arrives when the network goes down does not make the connection live',
    'plain+heartbeat',
    async ({ world }) => {
      await world.device.sleep(3_000, false);
      await world.pass(21);
      world.unplug();
      await world.pass(300);
    },
  );

  example(
    '304 to a read without If-None-Match does not mean that the order is missing',
    'supabase+token',
    async ({ world }) => {
      world.http.answer = { kind: 'not-modified' };
      await world.pass(60_000);
    },
  );
});

/** Lets the device sleep so long that no earlier data proves a live connection. */
async function sleep(play: Play, milliseconds: number): Promise<void> {
  await play.world.device.sleep(milliseconds, true);
  play.guest.tab.suspendedAt = play.world.now;
  await play.settle();
}
