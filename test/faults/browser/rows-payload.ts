import { setTimeout as pause } from 'node:timers/promises';
import { Guest } from './guest.js';
import { liveTransports, type Row } from './row.js';
import { orderFrame } from './server-messages.js';
import { encodeServerFrame, encodeText, opcodes } from './websocket-frames.js';

const soon = 6000;

const garbage = [
  'not json',
  'null',
  '[]',
  '{}',
  '[1,2,3]',
  '"ready"',
  '[null,null,null,null,null]',
  '{"type":"order"}',
  '[[[[[[]]]]]]',
  '["1","1","realtime:x","phx_reply",null]',
  '{"__proto__":{"status":"ready"}}',
  '{"type":7,"ref":{}}',
  '0',
  '',
];

const flood = { framesEachSecond: 10_000, seconds: 5 };

/** Malformed, huge, too many or forged frames. */
export const payloadRows: readonly Row[] = [
  {
    id: 'F83',
    fault: `${garbage.length + 1} malformed frames`,
    transports: liveTransports,
    limits: () => ({ uninterrupted: true, connects: 0 }),
    async run(trial) {
      trial.markFault();
      for (const text of garbage) trial.runner.proxy.inject(text);
      trial.runner.proxy.injectBytes(encodeServerFrame(opcodes.binary, Buffer.from([4, 255, 255, 255, 1, 0, 1])));
      await trial.guest.order.commit('preparing');
    },
  },
  {
    id: 'F84',
    fault: 'a frame of 5 MB',
    transports: liveTransports,
    limits: () => ({ recover: soon }),
    async run(trial) {
      trial.markFault();
      const order = { id: trial.guest.order.id, status: 'completed', version: 2, reason: 'x'.repeat(5_000_000) };
      trial.runner.proxy.injectBytes(encodeText(orderFrame(trial.guest, order)));
      await trial.guest.order.commit('preparing');
    },
  },
  {
    id: 'F84',
    fault: `${flood.framesEachSecond} frames a second, for ${flood.seconds} s`,
    transports: liveTransports,
    limits: () => ({ recover: 45_000 }),
    async run(trial) {
      const { guest, runner } = trial;
      if (guest instanceof Guest) await guest.page.evaluate(watchLongTasks);
      const frame = encodeText(orderFrame(guest, { id: guest.order.id, status: 'pending', version: 1 }));
      trial.startFault();
      const step = 50;
      const pieces = Buffer.concat(Array.from({ length: (flood.framesEachSecond * step) / 1000 }, () => frame));
      for (let passed = 0; passed < flood.seconds * 1000; passed += step) {
        runner.proxy.injectBytes(pieces);
        await pause(step);
      }
      trial.endFault();
      await guest.order.commit('preparing');
      if (!(guest instanceof Guest)) return;
      const longest = await guest.page.evaluate(() => (globalThis as unknown as { longestTask: number }).longestTask);
      trial.expect(longest < 100, `the longest task of the page took ${Math.round(longest)} ms`);
    },
  },
  {
    id: 'F87',
    fault: "another order's change",
    transports: liveTransports,
    limits: () => ({ uninterrupted: true, connects: 0 }),
    async run(trial) {
      trial.markFault();
      const order = { id: '11111111-1111-4111-8111-111111111111', status: 'completed', version: 3, number: '666' };
      trial.runner.proxy.inject(orderFrame(trial.guest, order));
      await trial.guest.order.commit('preparing');
    },
  },
  {
    id: 'F89',
    fault: 'a forged frame: completed, with version 2^53 − 1',
    transports: liveTransports,
    limits: () => ({ connects: 0, recover: soon }),
    async run(trial) {
      trial.markFault();
      const order = { id: trial.guest.order.id, status: 'completed', version: Number.MAX_SAFE_INTEGER };
      trial.runner.proxy.inject(orderFrame(trial.guest, order));
      await trial.guest.order.commit('preparing');
    },
  },
];

/** Runs in the page: records the duration of its longest task. */
function watchLongTasks(): void {
  const page = globalThis as unknown as { longestTask: number };
  page.longestTask = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) page.longestTask = Math.max(page.longestTask, duration);
  }).observe({ type: 'longtask' });
}
