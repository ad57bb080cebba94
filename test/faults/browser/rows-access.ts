import { setTimeout as pause } from 'node:timers/promises';
import { Guest } from './guest.js';
import { liveTransports, type Row } from './row.js';
import { Trial } from './trial.js';

const shortLife = 15;

export const accessRows: readonly Row[] = [
  {
    id: 'F20',
    fault: 'joined, but the server never confirms that changes arrive',
    transports: ['broadcast', 'changes'],
    limits: () => ({ recover: 45_000 }),
    async open(lane) {
      lane.proxy.filter = ({ payload }) => !payload.includes('"system"');
      const trial = new Trial(await Guest.open(lane));
      trial.fault();
      await trial.guest.until(() => trial.guest.shown()?.connection === 'polling', 10_000);
      return trial;
    },
    async run(trial) {
      const { guest, lane } = trial;
      await pause(25_000);
      trial.expect(guest.connects.length > 1, 'did not try anew after 15 s');
      trial.expect(!guest.painted.some(({ connection }) => connection === 'connected'), 'said live without proof');
      trial.heal();
      lane.proxy.filter = () => true;
      await guest.order.commit('preparing');
    },
  },
  {
    id: 'F51',
    fault: `tokens live ${shortLife} s`,
    limits: () => ({ calm: true, connects: 0 }),
    open: async (lane) => new Trial(await Guest.settle(lane, { tokenUrl: `${lane.site.url}/token/${shortLife}` })),
    async run(trial) {
      trial.strike();
      await trial.guest.order.commit('preparing');
      await pause(2.5 * shortLife * 1000);
    },
  },
  {
    id: 'F57',
    fault: 'the server ends the channel, the socket stays open',
    isQuick: true,
    transports: liveTransports,
    limits: () => ({ notice: 300, recover: 6000 }),
    async run(trial) {
      const { guest, lane } = trial;
      const end = endOfChannel(lane.transport, guest);
      trial.strike();
      for (const text of end) lane.proxy.inject(text);
      await guest.order.commit('preparing');
      await guest.until(() => !guest.isCalm, 2000);
      if (lane.transport === 'websocket') return;
      const from = Date.now();
      const isRebuilt = await guest.until(() => guest.connects.some((at) => at >= from - 100), 2200);
      trial.expect(isRebuilt, 'did not rebuild the channel within 2 s');
    },
  },
];

/** What the server says when it ends this guest's channel: the join is looked up in what the browser sent. */
function endOfChannel(transport: string, { frames }: Guest): readonly string[] {
  if (transport === 'websocket') {
    const subscribe = frames
      .map((text) => JSON.parse(text) as { type: string; ref: string })
      .find(({ type }) => type === 'subscribe');
    return [JSON.stringify({ type: 'closed', ref: subscribe?.ref, code: 1012, reason: 'moved' })];
  }
  const join = frames
    .map((text) => JSON.parse(text) as readonly unknown[])
    .find(([, , , event]) => event === 'phx_join');
  const [joinRef, , topic] = join ?? [];
  const message = 'Stream of postgres changes was closed';
  return [
    JSON.stringify([joinRef, null, topic, 'system', { status: 'error', extension: 'system', message, channel: '' }]),
    JSON.stringify([joinRef, joinRef, topic, 'phx_close', {}]),
  ];
}
