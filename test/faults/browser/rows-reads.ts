import { setTimeout as pause } from 'node:timers/promises';
import { Guest } from './guest.js';
import type { HttpFate } from './proxied-connection.js';
import type { Row } from './row.js';
import { answer, currentBody, isRead } from './server-messages.js';
import type { Trial } from './trial.js';

const onlyPolling = ['polling'] as const;
/** The longest time until the next read: one poll interval and the time of an answer. */
const nextRead = 20_000;

/** Applies this fate to the next read. Resolves with the time of that read. */
async function failNextRead(trial: Trial, fate: () => HttpFate): Promise<number> {
  let failedAt = 0;
  trial.runner.proxy.rule = (request) => {
    if (failedAt > 0 || !isRead(request)) return undefined;
    failedAt = Date.now();
    return fate();
  };
  trial.startFault();
  trial.expect(
    await trial.guest.until(() => trial.guest.reads.some((at) => at > trial.faultAt), nextRead),
    'did not read',
  );
  await trial.guest.until(() => failedAt > 0, 2000);
  return failedAt;
}

/** One read is answered with 429 or 503 and a `Retry-After` header. */
function busy(
  fault: string,
  id: string,
  [status, retryAfter]: readonly [string, () => string],
  [least, most]: readonly [number, number],
): Row {
  return {
    id,
    fault,
    isSameInAllBrowsers: true,
    transports: onlyPolling,
    limits: () => ({ final: most + 15_000 }),
    async run(trial) {
      const { guest } = trial;
      const at = await failNextRead(trial, () => ({
        answer: answer(status, '{"error":"busy"}', { 'Retry-After': retryAfter() }),
      }));
      await guest.order.commit('preparing');
      await guest.until(() => guest.reads.some((read) => read > at + 500), most + 2000);
      const waited = (guest.reads.find((read) => read > at + 500) ?? Number.POSITIVE_INFINITY) - at;
      trial.expect(
        waited >= least && waited <= most,
        `read again after ${waited} ms, not after ${least} to ${most} ms`,
      );
      trial.endFault();
    },
  };
}

/** For 35 s every read has this fate. */
function noAnswer(id: string, fault: string, fate: HttpFate): Row {
  return {
    id,
    fault,
    transports: onlyPolling,
    limits: () => ({ recover: 45_000, final: 45_000 }),
    async run(trial) {
      const { guest, runner } = trial;
      const heap = guest instanceof Guest ? await guest.measureHeap() : 0;
      trial.startFault();
      let mostAtOnce = 0;
      runner.proxy.rule = (request) => {
        if (!isRead(request)) return undefined;
        mostAtOnce = Math.max(mostAtOnce, 1 + runner.proxy.connections('http').filter((each) => each.isHanging).length);
        return fate;
      };
      await guest.order.commit('preparing');
      await pause(35_000);
      trial.expect(mostAtOnce === 1, `${mostAtOnce} reads at the same time`);
      const reads = guest.reads.filter((at) => at >= trial.faultAt).length;
      trial.expect(reads >= 2 && reads <= 7, `${reads} reads in 35 s`);
      if (guest instanceof Guest) {
        const grown = ((await guest.measureHeap()) - heap) / 2 ** 20;
        trial.expect(grown < 5, `the heap grew by ${grown.toFixed(1)} MB`);
      }
      trial.endFault();
      runner.proxy.rule = () => undefined;
    },
  };
}

const inTwentySeconds = () => new Date(Date.now() + 20_000).toUTCString();
const begun = answer('200 OK', '', { 'Content-Length': '500' });
const long = answer('200 OK', `{"id":"${'x'.repeat(2000)}"}`);
const huge = answer('200 OK', ' '.repeat(50_000_000));

/** Faulty answers to reads of the order. */
export const readRows: readonly Row[] = [
  busy('a read is answered by 503, Retry-After 30', 'F22', ['503 Service Unavailable', () => '30'], [29_900, 36_500]),
  busy('429, Retry-After a date in 20 s', 'F23', ['429 Too Many Requests', inTwentySeconds], [18_500, 27_000]),
  busy('429, Retry-After nonsense', 'F23', ['429 Too Many Requests', () => 'soon'], [4000, 14_000]),
  noAnswer('F24', 'reads hang before the headers', { answer: '', hangs: true }),
  noAnswer('F24', 'reads hang after the headers', { answer: `${begun}{"id":`, hangs: true }),
  noAnswer('F25', 'reads bring 50 MB', { answer: huge }),
  noAnswer('F25', 'reads bring 20 bytes a second', { answer: long, trickle: 20 }),
  {
    id: 'F27',
    fault: 'the answer to a read arrives after a newer change',
    transports: ['broadcast', 'changes', 'websocket', 'plain'],
    limits: () => ({ uninterrupted: true, connects: 0 }),
    async run(trial) {
      const { guest, runner } = trial;
      const old = answer('200 OK', await currentBody(runner, guest.order));
      // Reads return the state at the time of the request, 2.5 s later.
      runner.proxy.rule = (request) =>
        isRead(request) && guest.order.newest.version === 1 ? { answer: old, after: 2500 } : undefined;
      trial.markFault();
      await guest.evaluate(() => {
        void (document.querySelector('order-status-tracker') as unknown as { refresh(): void }).refresh();
      });
      await guest.until(() => guest.reads.some((at) => at >= trial.faultAt), 2000);
      await guest.order.commit('preparing');
      await pause(3500);
      runner.proxy.rule = () => undefined;
      trial.expect(guest.isUpToDate, 'the old answer replaced the newer change');
    },
  },
  {
    id: 'F35',
    fault: 'a cache answers reads with an older state, for 25 s',
    transports: onlyPolling,
    limits: () => ({ recover: 20_000 }),
    async run(trial) {
      const { guest, runner } = trial;
      const old = answer('200 OK', await currentBody(runner, guest.order), { Age: '60', ETag: '"old"' });
      await guest.order.commit('preparing');
      await guest.until(() => guest.isUpToDate, nextRead);
      trial.startFault();
      runner.proxy.rule = (request) => (isRead(request) ? { answer: old } : undefined);
      await pause(25_000);
      trial.endFault();
      runner.proxy.rule = () => undefined;
    },
  },
  {
    id: 'F35',
    fault: 'a read without If-None-Match is answered by 304',
    transports: onlyPolling,
    limits: () => ({ final: 30_000 }),
    async run(trial) {
      await failNextRead(trial, () => ({ answer: answer('304 Not Modified', '') }));
      await trial.guest.order.commit('preparing');
      trial.endFault();
    },
  },
  {
    id: 'F44',
    fault: 'a read brings an unknown status',
    isSameInAllBrowsers: true,
    transports: onlyPolling,
    limits: () => ({ final: 30_000 }),
    async run(trial) {
      const { guest, runner } = trial;
      const body = (await currentBody(runner, guest.order)).replace('"pending"', '"plating"');
      await failNextRead(trial, () => ({ answer: answer('200 OK', body) }));
      await pause(1000);
      trial.expect(guest.shown()?.status === 'pending', 'no longer shows the known status');
      await guest.order.commit('preparing');
      trial.endFault();
    },
  },
  {
    id: 'F46',
    fault: 'one read is answered by 404',
    isSameInAllBrowsers: true,
    transports: onlyPolling,
    limits: () => ({ final: 30_000 }),
    async run(trial) {
      await failNextRead(trial, () => ({ answer: answer('404 Not Found', '{"error":"unknown"}') }));
      await trial.guest.order.commit('preparing');
      trial.endFault();
    },
  },
  {
    id: 'F46',
    fault: 'every read is answered by 404',
    isSameInAllBrowsers: true,
    transports: onlyPolling,
    isEnd: true,
    limits: () => ({ lost: 1, final: Number.POSITIVE_INFINITY, recover: Number.POSITIVE_INFINITY, announced: 0 }),
    async run(trial) {
      const { guest, runner } = trial;
      trial.startFault();
      runner.proxy.rule = (request) =>
        isRead(request) ? { answer: answer('404 Not Found', '{"error":"unknown"}') } : undefined;
      const isTold = () => guest.records.some((record) => record.kind === 'order-error' && record.code === 'not-found');
      trial.expect(await guest.until(isTold, 60_000), 'did not fire order-error with "not-found"');
      const reads = guest.reads.filter((at) => at >= trial.faultAt).length;
      trial.expect(reads >= 3, `gave up after ${reads} reads, not after at least 3`);
      await pause(15_000);
      trial.expect(guest.reads.filter((at) => at >= trial.faultAt).length === reads, 'still reads after "not-found"');
    },
  },
];
