import { setTimeout as pause } from 'node:timers/promises';
import { FollowedOrder } from './followed-order.js';
import { liveTransports, type Row } from './row.js';
import { answer, currentBody, isChange, isConfirmation, isRead } from './server-words.js';
import type { ServerFrame } from './websocket-frames.js';

const soon = 6000;

/** What the kitchen does at a bad moment, and what becomes of the news of it. */
export const orderRows: readonly Row[] = [
  {
    id: 'F28',
    fault: 'every frame comes twice, and old ones once more',
    transports: liveTransports,
    limits: () => ({ calm: true, connects: 0 }),
    async run(trial) {
      const { guest, lane } = trial;
      const kept: ServerFrame[] = [];
      trial.strike();
      lane.proxy.filter = (frame, connection) => {
        if (isChange(frame.payload)) {
          for (const { bytes } of kept) connection.inject(bytes);
          kept.push(frame);
          connection.inject(frame.bytes);
          setImmediate(() => connection.inject(kept[0]?.bytes ?? frame.bytes));
        }
        return true;
      };
      await guest.order.commit('preparing', 'ready');
      await guest.until(() => guest.isUpToDate, 2000);
      await pause(1000);
    },
  },
  {
    id: 'F39',
    fault: 'a change between the join and its confirmation 3 s later',
    transports: ['broadcast', 'changes', 'websocket'],
    limits: () => ({ final: soon }),
    prepare(lane) {
      let isConfirmed = false;
      lane.proxy.filter = ({ payload, bytes }, connection) => {
        // What happens meanwhile is lost, as on the real server.
        if (isConfirmed) return true;
        if (isChange(payload)) return false;
        if (!isConfirmation(lane, payload)) return true;
        setTimeout(() => {
          isConfirmed = true;
          connection.inject(bytes);
        }, 3000);
        return false;
      };
      return { isBroken: true };
    },
    async run(trial) {
      const { guest } = trial;
      trial.fault();
      await guest.until(() => guest.connects.length > 0, 5000);
      await pause(1500);
      trial.expect(!guest.isCalm, 'said live before the confirmation');
      await guest.order.commit('preparing');
      trial.heal();
    },
  },
  {
    id: 'F40',
    fault: 'a change while the first reads are on their way',
    transports: ['broadcast', 'changes', 'websocket', 'plain'],
    limits: () => ({ final: soon }),
    async prepare(lane) {
      const order = await FollowedOrder.place(lane.server);
      const old = answer('200 OK', await currentBody(lane, order));
      // Reads bring what was true when they were asked, 2.5 s later.
      lane.proxy.rule = (request) =>
        isRead(request) && order.newest.version === 1 ? { answer: old, after: 2500 } : undefined;
      return { order, isBroken: true };
    },
    async run(trial) {
      const { guest } = trial;
      trial.fault();
      await guest.until(() => guest.connects.length > 0 && guest.reads.length > 0, 5000);
      await pause(800);
      await guest.order.commit('preparing');
      trial.heal();
      // Until what is old has come.
      await pause(4000);
    },
  },
  {
    id: 'F41',
    fault: 'the kitchen takes ready back, and says it again',
    isAlikeEverywhere: true,
    besideUsual: true,
    limits: () => ({ calm: true, connects: 0 }),
    async run(trial) {
      const { guest } = trial;
      await guest.order.commit('preparing', 'ready');
      await guest.until(() => guest.isUpToDate && guest.announcements > 0, 15_000);
      trial.strike();
      await guest.order.commit('preparing');
      trial.expect(await guest.until(() => guest.isUpToDate, 13_000), 'does not show that it was taken back');
    },
  },
  {
    id: 'F43',
    fault: 'completed, and then silence for 30 s',
    isAlikeEverywhere: true,
    isEnd: true,
    limits: () => ({ recover: Number.POSITIVE_INFINITY }),
    async run(trial) {
      const { guest, lane } = trial;
      await guest.order.commit('preparing', 'ready');
      await guest.until(() => guest.announcements > 0, 15_000);
      trial.strike();
      await guest.order.commit('served', 'completed');
      trial.expect(await guest.until(() => guest.shown()?.connection === 'closed', 20_000), 'did not end');
      const before = guest.connects.length + guest.reads.length + guest.tokenCalls.length;
      await pause(30_000);
      const requests = guest.connects.length + guest.reads.length + guest.tokenCalls.length - before;
      trial.expect(requests <= 2, `${requests} requests after the end`);
      trial.expect(lane.proxy.connections('websocket').length === 0, 'the socket stays');
    },
  },
  {
    id: 'F45',
    fault: 'cancelled by the restaurant',
    isAlikeEverywhere: true,
    isEnd: true,
    limits: () => ({ recover: Number.POSITIVE_INFINITY }),
    async run(trial) {
      const { guest } = trial;
      trial.strike();
      await guest.order.commit('cancelled');
      trial.expect(await guest.until(() => guest.shown()?.connection === 'closed', 20_000), 'did not end');
      await guest.until(() => guest.announcements > 0, 3000);
      trial.expect(!guest.records.some(({ kind }) => kind === 'told-ready'), 'told that it is ready');
    },
  },
  {
    id: 'F48',
    fault: 'ready before the page was ever opened',
    besideUsual: true,
    limits: () => ({ recover: soon }),
    async prepare(lane) {
      const order = await FollowedOrder.place(lane.server);
      await order.commit('preparing', 'ready');
      return { order };
    },
    async run(trial) {
      trial.strike();
      await trial.guest.until(() => trial.guest.announcements > 0, 3000);
    },
  },
];
