import { setTimeout as pause } from 'node:timers/promises';
import { FollowedOrder } from './followed-order.js';
import { liveTransports, type Row } from './row.js';
import { answer, currentBody, isChange, isConfirmation, isRead } from './server-messages.js';
import type { ServerFrame } from './websocket-frames.js';

const soon = 6000;

/** Changes of the order at a critical time: duplicated, delayed, undone, final. */
export const orderRows: readonly Row[] = [
  {
    id: 'F28',
    fault: 'every frame arrives twice, and old frames arrive again',
    transports: liveTransports,
    limits: () => ({ uninterrupted: true, connects: 0 }),
    async run(trial) {
      const { guest, runner } = trial;
      const kept: ServerFrame[] = [];
      trial.markFault();
      runner.proxy.filter = (frame, connection) => {
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
    prepare(runner) {
      let isConfirmed = false;
      runner.proxy.filter = ({ payload, bytes }, connection) => {
        // Changes before the confirmation are lost, as on the real server.
        if (isConfirmed) return true;
        if (isChange(payload)) return false;
        if (!isConfirmation(runner, payload)) return true;
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
      trial.startFault();
      await guest.until(() => guest.connects.length > 0, 5000);
      await pause(1500);
      trial.expect(!guest.isNormal, 'the page said "connected" before the confirmation');
      await guest.order.commit('preparing');
      trial.endFault();
    },
  },
  {
    id: 'F40',
    fault: 'a change during the first reads',
    transports: ['broadcast', 'changes', 'websocket', 'plain'],
    limits: () => ({ final: soon }),
    async prepare(runner) {
      const order = await FollowedOrder.place(runner.server);
      const old = answer('200 OK', await currentBody(runner, order));
      // Reads return the state at the time of the request, 2.5 s later.
      runner.proxy.rule = (request) =>
        isRead(request) && order.newest.version === 1 ? { answer: old, after: 2500 } : undefined;
      return { order, isBroken: true };
    },
    async run(trial) {
      const { guest } = trial;
      trial.startFault();
      await guest.until(() => guest.connects.length > 0 && guest.reads.length > 0, 5000);
      await pause(800);
      await guest.order.commit('preparing');
      trial.endFault();
      // Until the old answers have arrived.
      await pause(4000);
    },
  },
  {
    id: 'F41',
    fault: 'the kitchen takes ready back, and sets it again',
    isSameInAllBrowsers: true,
    besideUsual: true,
    limits: () => ({ uninterrupted: true, connects: 0 }),
    async run(trial) {
      const { guest } = trial;
      await guest.order.commit('preparing', 'ready');
      await guest.until(() => guest.isUpToDate && guest.announcements > 0, 15_000);
      trial.markFault();
      await guest.order.commit('preparing');
      trial.expect(await guest.until(() => guest.isUpToDate, 13_000), 'does not show that ready was taken back');
    },
  },
  {
    id: 'F43',
    fault: 'completed: no requests for 30 s afterwards',
    isSameInAllBrowsers: true,
    isEnd: true,
    limits: () => ({ recover: Number.POSITIVE_INFINITY }),
    async run(trial) {
      const { guest, runner } = trial;
      await guest.order.commit('preparing', 'ready');
      await guest.until(() => guest.announcements > 0, 15_000);
      trial.markFault();
      await guest.order.commit('served', 'completed');
      trial.expect(
        await guest.until(() => guest.shown()?.connection === 'closed', 20_000),
        'the connection is not "closed"',
      );
      const before = guest.connects.length + guest.reads.length + guest.tokenCalls.length;
      await pause(30_000);
      const requests = guest.connects.length + guest.reads.length + guest.tokenCalls.length - before;
      trial.expect(requests <= 2, `${requests} requests after the order was completed`);
      trial.expect(runner.proxy.connections('websocket').length === 0, 'the socket is still open');
    },
  },
  {
    id: 'F45',
    fault: 'cancelled by the restaurant',
    isSameInAllBrowsers: true,
    isEnd: true,
    limits: () => ({ recover: Number.POSITIVE_INFINITY }),
    async run(trial) {
      const { guest } = trial;
      trial.markFault();
      await guest.order.commit('cancelled');
      trial.expect(
        await guest.until(() => guest.shown()?.connection === 'closed', 20_000),
        'the connection is not "closed"',
      );
      await guest.until(() => guest.announcements > 0, 3000);
      trial.expect(
        !guest.records.some(({ kind }) => kind === 'order-ready'),
        'fired order-ready for a cancelled order',
      );
    },
  },
  {
    id: 'F48',
    fault: 'ready before the page is first opened',
    besideUsual: true,
    limits: () => ({ recover: soon }),
    async prepare(runner) {
      const order = await FollowedOrder.place(runner.server);
      await order.commit('preparing', 'ready');
      return { order };
    },
    async run(trial) {
      trial.markFault();
      await trial.guest.until(() => trial.guest.announcements > 0, 3000);
    },
  },
];
