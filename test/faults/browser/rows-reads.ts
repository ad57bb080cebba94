import { setTimeout as pause } from 'node:timers/promises';
import { Guest } from './guest.js';
import type { HttpFate } from './proxied-connection.js';
import type { Row } from './row.js';
import { answer, currentBody, isRead } from './server-words.js';
import type { Trial } from './trial.js';

const onlyPolling = ['polling'] as const;
/** One interval of polls, and the time that an answer may take. */
const nextRead = 20_000;

/** The next read has this fate. Resolves to when that was. */
async function strikeNextRead(trial: Trial, fate: () => HttpFate): Promise<number> {
  let struckAt = 0;
  trial.lane.proxy.rule = (request) => {
    if (struckAt > 0 || !isRead(request)) return undefined;
    struckAt = Date.now();
    return fate();
  };
  trial.fault();
  trial.expect(
    await trial.guest.until(() => trial.guest.reads.some((at) => at > trial.faultAt), nextRead),
    'never read',
  );
  await trial.guest.until(() => struckAt > 0, 2000);
  return struckAt;
}

/** The server is busy once, and says for how long. */
function busy(
  fault: string,
  id: string,
  [status, retryAfter]: readonly [string, () => string],
  [least, most]: readonly [number, number],
): Row {
  return {
    id,
    fault,
    isAlikeEverywhere: true,
    transports: onlyPolling,
    limits: () => ({ final: most + 15_000 }),
    async run(trial) {
      const { guest } = trial;
      const at = await strikeNextRead(trial, () => ({
        answer: answer(status, '{"error":"busy"}', { 'Retry-After': retryAfter() }),
      }));
      await guest.order.commit('preparing');
      await guest.until(() => guest.reads.some((read) => read > at + 500), most + 2000);
      const waited = (guest.reads.find((read) => read > at + 500) ?? Number.POSITIVE_INFINITY) - at;
      trial.expect(waited >= least && waited <= most, `read again after ${waited} ms, not ${least} to ${most}`);
      trial.heal();
    },
  };
}

/** For half a minute no read is answered as it should be. */
function noAnswer(id: string, fault: string, fate: HttpFate): Row {
  return {
    id,
    fault,
    transports: onlyPolling,
    limits: () => ({ recover: 45_000, final: 45_000 }),
    async run(trial) {
      const { guest, lane } = trial;
      const heap = guest instanceof Guest ? await guest.measureHeap() : 0;
      trial.fault();
      let mostAtOnce = 0;
      lane.proxy.rule = (request) => {
        if (!isRead(request)) return undefined;
        mostAtOnce = Math.max(mostAtOnce, 1 + lane.proxy.connections('http').filter((each) => each.isHanging).length);
        return fate;
      };
      await guest.order.commit('preparing');
      await pause(35_000);
      trial.expect(mostAtOnce === 1, `${mostAtOnce} reads in flight`);
      const reads = guest.reads.filter((at) => at >= trial.faultAt).length;
      trial.expect(reads >= 2 && reads <= 7, `${reads} reads in 35 s`);
      if (guest instanceof Guest) {
        const grown = ((await guest.measureHeap()) - heap) / 2 ** 20;
        trial.expect(grown < 5, `the heap grew by ${grown.toFixed(1)} MB`);
      }
      trial.heal();
      lane.proxy.rule = () => undefined;
    },
  };
}

const inTwentySeconds = () => new Date(Date.now() + 20_000).toUTCString();
const begun = answer('200 OK', '', { 'Content-Length': '500' });
const long = answer('200 OK', `{"id":"${'x'.repeat(2000)}"}`);
const huge = answer('200 OK', ' '.repeat(50_000_000));

/** What an endpoint may answer when it is asked for the order. */
export const readRows: readonly Row[] = [
  busy('a read is answered by 503, Retry-After 30', 'F22', ['503 Service Unavailable', () => '30'], [29_900, 36_500]),
  busy('429, Retry-After a date in 20 s', 'F23', ['429 Too Many Requests', inTwentySeconds], [18_500, 27_000]),
  busy('429, Retry-After nonsense', 'F23', ['429 Too Many Requests', () => 'soon, we hope'], [4000, 14_000]),
  noAnswer('F24', 'reads hang before the headers', { answer: '', hangs: true }),
  noAnswer('F24', 'reads hang after the headers', { answer: `${begun}{"id":`, hangs: true }),
  noAnswer('F25', 'reads bring 50 MB', { answer: huge }),
  noAnswer('F25', 'reads bring 20 bytes a second', { answer: long, trickle: 20 }),
  {
    id: 'F27',
    fault: 'an answer comes after a newer change',
    transports: ['broadcast', 'changes', 'websocket', 'plain'],
    limits: () => ({ calm: true, connects: 0 }),
    async run(trial) {
      const { guest, lane } = trial;
      const old = answer('200 OK', await currentBody(lane, guest.order));
      // Reads bring what was true when they were asked, 2.5 s later.
      lane.proxy.rule = (request) =>
        isRead(request) && guest.order.newest.version === 1 ? { answer: old, after: 2500 } : undefined;
      trial.strike();
      await guest.evaluate(() => {
        void (document.querySelector('order-status-tracker') as unknown as { refresh(): void }).refresh();
      });
      await guest.until(() => guest.reads.some((at) => at >= trial.faultAt), 2000);
      await guest.order.commit('preparing');
      await pause(3500);
      lane.proxy.rule = () => undefined;
      trial.expect(guest.isUpToDate, 'the old answer won');
    },
  },
  {
    id: 'F35',
    fault: 'a cache answers reads with what was true before, for 25 s',
    transports: onlyPolling,
    limits: () => ({ recover: 20_000 }),
    async run(trial) {
      const { guest, lane } = trial;
      const old = answer('200 OK', await currentBody(lane, guest.order), { Age: '60', ETag: '"old"' });
      await guest.order.commit('preparing');
      await guest.until(() => guest.isUpToDate, nextRead);
      trial.fault();
      lane.proxy.rule = (request) => (isRead(request) ? { answer: old } : undefined);
      await pause(25_000);
      trial.heal();
      lane.proxy.rule = () => undefined;
    },
  },
  {
    id: 'F35',
    fault: 'a read is answered by 304 though nothing was asked for',
    transports: onlyPolling,
    limits: () => ({ final: 30_000 }),
    async run(trial) {
      await strikeNextRead(trial, () => ({ answer: answer('304 Not Modified', '') }));
      await trial.guest.order.commit('preparing');
      trial.heal();
    },
  },
  {
    id: 'F44',
    fault: 'a read brings a status that nobody knows',
    isAlikeEverywhere: true,
    transports: onlyPolling,
    limits: () => ({ final: 30_000 }),
    async run(trial) {
      const { guest, lane } = trial;
      const body = (await currentBody(lane, guest.order)).replace('"pending"', '"plating"');
      await strikeNextRead(trial, () => ({ answer: answer('200 OK', body) }));
      await pause(1000);
      trial.expect(guest.shown()?.status === 'pending', 'forgot what it knew');
      await guest.order.commit('preparing');
      trial.heal();
    },
  },
  {
    id: 'F46',
    fault: 'one read is answered by 404',
    isAlikeEverywhere: true,
    transports: onlyPolling,
    limits: () => ({ final: 30_000 }),
    async run(trial) {
      await strikeNextRead(trial, () => ({ answer: answer('404 Not Found', '{"error":"unknown"}') }));
      await trial.guest.order.commit('preparing');
      trial.heal();
    },
  },
  {
    id: 'F46',
    fault: 'every read is answered by 404',
    isAlikeEverywhere: true,
    transports: onlyPolling,
    isEnd: true,
    limits: () => ({ lost: 1, final: Number.POSITIVE_INFINITY, recover: Number.POSITIVE_INFINITY, announced: 0 }),
    async run(trial) {
      const { guest, lane } = trial;
      trial.fault();
      lane.proxy.rule = (request) =>
        isRead(request) ? { answer: answer('404 Not Found', '{"error":"unknown"}') } : undefined;
      const isTold = () => guest.records.some((record) => record.kind === 'told-error' && record.code === 'not-found');
      trial.expect(await guest.until(isTold, 60_000), 'never says that there is no such order');
      const reads = guest.reads.filter((at) => at >= trial.faultAt).length;
      trial.expect(reads >= 3, `gave up after ${reads} answers`);
      await pause(15_000);
      trial.expect(guest.reads.filter((at) => at >= trial.faultAt).length === reads, 'goes on asking');
    },
  },
];
