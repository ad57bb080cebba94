import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { WorldKind } from '../world/kinds.js';
import { row, type Trial } from './trial.js';

const bytes = (...values: number[]) => Uint8Array.from(values).buffer;

/** What servers say that push no order to this page, and what the developer has to read about each. */
const servers: readonly (readonly [name: string, frames: readonly (string | ArrayBuffer)[], says: RegExp])[] = [
  [
    'Pusher refuses the subscription',
    [
      '{"event":"pusher:connection_established","data":"{\\"socket_id\\":\\"1.2\\"}"}',
      '{"event":"pusher_internal:subscription_error","data":{"type":"AuthError","status":401},"channel":"private-x"}',
    ],
    /Pusher/,
  ],
  [
    'Directus refuses the subscription',
    ['{"type":"subscription","status":"error","error":{"code":"INVALID_COLLECTION","message":"No such collection"}}'],
    /Directus/,
  ],
  ['socket.io', ['0{"sid":"a","upgrades":[],"pingInterval":25000,"pingTimeout":20000}'], /socket\.io/],
  ['an older socket.io', ['40', '42["order",{"id":"A1","status":"ready"}]'], /socket\.io/],
  ['SockJS', ['o', 'h'], /SockJS/],
  ['MQTT', [bytes(0x20, 0x02, 0x00, 0x00)], /MQTT/],
  ['NATS', ['INFO {"server_id":"N1","version":"2.9.10"} \r\n'], /NATS/],
  ['STOMP', ['CONNECTED\nversion:1.2\n\n\u0000'], /STOMP/],
  ['webdis', ['{"SUBSCRIBE":["subscribe","order:A1",1]}'], /webdis/],
  ['SignalR', ['{"error":"Handshake was canceled."}\u001e'], /SignalR/],
  ['ActionCable refuses', ['{"type":"welcome"}', '{"type":"reject_subscription","identifier":"{}"}'], /ActionCable/],
  ['GraphQL', ['{"type":"connection_ack"}', '{"type":"error","id":"1","payload":[]}'], /GraphQL/],
  [
    'JSON that is about something else',
    ['{"hello":1}', '{"tick":2}', '{"tick":3}'],
    /nothing that came is about this order/,
  ],
];

async function watchForLive(trial: Trial, frames: readonly (string | ArrayBuffer)[]): Promise<string | undefined> {
  trial.world.server.foreignFrames = frames;
  trial.world.open();
  let told: string | undefined;
  const early = await trial.until(() => {
    assert.ok(!trial.isLive, `live after ${trial.world.now} ms`);
    const error = trial.guest.look()?.error;
    if (error?.code === 'unreadable') told ??= error.message;
    return told !== undefined;
  }, 2_000);
  assert.ok(Number.isFinite(early), 'nothing was reported within 2 s');
  await trial.until(() => {
    assert.ok(!trial.isLive, `live after ${trial.world.now} ms`);
    return false;
  }, 45_000);
  return told;
}

/** What servers say before anything about this order, and that is no fault. */
const greetings: readonly (readonly string[])[] = [
  ['{"type":"hello"}'],
  ['{"id":"B1","status":"ready"}', '{"id":"B2","status":"pending"}', '{"id":"B3","status":"ready"}'],
];

const kinds: readonly WorldKind[] = ['plain+heartbeat+polling', 'plain+heartbeat'];

describe('servers from which nothing can arrive', () => {
  for (const [name, frames, says] of servers) {
    for (const kind of kinds) {
      row(
        'F93',
        `is never live, and tells the developer why: ${name}, ${kind}`,
        async (trial) => {
          assert.match((await watchForLive(trial, frames)) ?? '', says);
          if (kind === 'plain+heartbeat') return;
          assert.equal(trial.status, 'polling');
          trial.world.commit('ready');
          await trial.until(() => trial.shown === 'ready', 12_100);
          assert.equal(trial.shown, 'ready');
        },
        { kind, begun: false },
      );
    }
  }

  for (const frames of greetings) {
    row(
      'F93',
      `does not tell guests that the restaurant cannot be reached after ${frames[0]}`,
      async (trial) => {
        trial.world.server.foreignFrames = frames;
        trial.world.open();
        await trial.until(() => trial.world.server.sockets.size > 0, 1_000);
        // It has greeted. From here on it answers pings and pushes changes only.
        trial.world.server.foreignFrames = undefined;
        await trial.until(() => {
          assert.notEqual(trial.status, 'error', `at ${trial.world.now} ms`);
          assert.equal(trial.guest.look()?.error, undefined);
          return false;
        }, 60_000);
      },
      { kind: 'plain+heartbeat', begun: false },
    );
  }

  row(
    'F93',
    'is never live while the server refuses the subscription, and tells the developer',
    async (trial) => {
      trial.world.server.refusal = 4403;
      trial.world.open();
      await trial.until(() => {
        assert.ok(!trial.isLive);
        return false;
      }, 20_000);
      assert.match(trial.guest.look()?.error?.message ?? '', /refused the subscription/);
      assert.equal(trial.status, 'polling');
    },
    { kind: 'plain+heartbeat+confirm+polling', begun: false },
  );

  row(
    'F20',
    'is not live before the server says that it follows the order',
    async (trial) => {
      trial.world.server.confirms = 'never';
      trial.world.open();
      await trial.until(() => {
        assert.ok(!trial.isLive);
        return false;
      }, 60_000);
      trial.world.server.heal();
      assert.ok(Number.isFinite(await trial.until(() => trial.isLive, 60_000)));
    },
    { kind: 'plain+heartbeat+confirm+polling', begun: false },
  );

  row(
    'F06',
    'notices that a socket is dead before any order came over it',
    async (trial) => {
      const { server, network } = trial.world;
      server.foreignFrames = [];
      trial.world.open();
      await trial.watch(10_000);
      const { connects } = trial;
      server.foreignFrames = undefined;
      network.isDownlinkOpen = false;
      await trial.watch(25_000);
      network.heal();
      assert.ok(Number.isFinite(await trial.until(() => trial.isLive, 30_000)));
      assert.ok(trial.connects > connects);
    },
    { kind: 'plain+heartbeat+polling', begun: false },
  );

  row(
    'F93',
    'does not tell guests that the restaurant cannot be reached while an open socket has nothing to say',
    async (trial) => {
      const { server } = trial.world;
      server.foreignFrames = [];
      trial.world.open();
      // The socket answers pings and pushes changes only.
      server.foreignFrames = undefined;
      await trial.until(() => {
        assert.notEqual(trial.status, 'error', `at ${trial.world.now} ms`);
        return false;
      }, 60_000);
    },
    { kind: 'plain+heartbeat', begun: false },
  );
});
