import { setTimeout as pause } from 'node:timers/promises';
import { FollowedOrder } from './followed-order.js';
import type { HttpFate } from './proxied-connection.js';
import { type Row, supabaseTransports } from './row.js';
import { answer, endOfChannel, isChange, isConfirmation, isRead, isTokenCall } from './server-messages.js';
import type { Trial } from './trial.js';
import { encodeText } from './websocket-frames.js';

const shortLife = 15;
const afterLongFault = 45_000;
const onlyWebSocket = ['websocket'] as const;
/** The limits of rows after which the page may no longer show the order. */
const over = { lost: 1, final: Number.POSITIVE_INFINITY, recover: Number.POSITIVE_INFINITY, announced: 0 };

/** The server closes the socket with a code. */
function close(code: number, fault: string, rest: Pick<Row, 'limits' | 'run'>): Row {
  return {
    id: 'F05',
    fault: `close ${code}: ${fault}`,
    transports: onlyWebSocket,
    limits: rest.limits,
    async run(trial) {
      // A token that is issued within the same second is identical, and the tracker would know it as refused.
      await pause(1100);
      trial.markFault();
      trial.runner.proxy.closeWith(code);
      await rest.run(trial);
    },
  };
}

/** The token endpoint answers in this way for 20 s after the page opens. */
function noToken(fault: string, fate: HttpFate): Row {
  return {
    id: 'F53',
    fault,
    isSameInAllBrowsers: true,
    limits: () => ({ recover: afterLongFault, final: afterLongFault }),
    prepare({ proxy }) {
      proxy.rule = (request) => (isTokenCall(request) ? fate : undefined);
      return { isBroken: true };
    },
    async run(trial) {
      const { guest, runner } = trial;
      trial.startFault();
      await pause(20_000);
      const calls = guest.tokenCalls.length;
      trial.expect(calls >= 1 && calls <= 3, `requested a token ${calls} times in 20 s, not 1 to 3 times`);
      trial.endFault();
      runner.proxy.rule = () => undefined;
      await guest.order.commit('preparing');
    },
  };
}

async function isDenied({ guest }: Trial, limit: number): Promise<boolean> {
  return guest.until(() => guest.shown()?.connection === 'denied', limit);
}

export const accessRows: readonly Row[] = [
  close(4401, 'the token has expired', {
    limits: () => ({ connects: 2, tokenCalls: 1, recover: 6000 }),
    run: async ({ guest }) => {
      await guest.order.commit('preparing');
      await guest.until(() => guest.connects.length > 1, 6000);
    },
  }),
  {
    ...close(4403, 'this guest may not see the order', {
      limits: () => ({ ...over, connects: 0 }),
      async run(trial) {
        await pause(20_000);
        trial.expect(trial.guest.shown()?.connection !== 'connected', 'the page says "connected" after 4403');
      },
    }),
    isEnd: true,
  },
  close(4404, 'no such order, but reads find it', {
    limits: () => ({ firstRead: 2000, connects: 0, final: 13_000 }),
    async run(trial) {
      // The tracker does not connect again, and polls instead.
      trial.normalConnection = 'polling';
      await trial.guest.order.commit('preparing');
    },
  }),
  close(4429, 'too many connections', {
    limits: () => ({ connects: 2, recover: 16_000 }),
    async run(trial) {
      const { guest } = trial;
      await guest.order.commit('preparing');
      await guest.until(() => guest.connects.length > 1, 20_000);
      const waited = (guest.connects[1] ?? Number.POSITIVE_INFINITY) - trial.faultAt;
      trial.expect(waited >= 4900, `tried again after ${waited} ms, not after 5 s`);
    },
  }),
  {
    id: 'F20',
    fault: 'joined, but the server never confirms that changes arrive',
    isSameInAllBrowsers: true,
    transports: supabaseTransports,
    limits: () => ({ recover: afterLongFault }),
    prepare(runner) {
      runner.proxy.filter = ({ payload }) => !isConfirmation(runner, payload);
      return { isBroken: true };
    },
    async run(trial) {
      const { guest, runner } = trial;
      trial.startFault();
      await guest.until(() => guest.shown()?.connection === 'polling', 10_000);
      await pause(25_000);
      trial.expect(guest.connects.length > 1, 'did not connect again after 15 s');
      trial.expect(
        !guest.painted.some(({ connection }) => connection === 'connected'),
        'the page said "connected" before a confirmation',
      );
      trial.endFault();
      runner.proxy.filter = () => true;
      await guest.order.commit('preparing');
    },
  },
  {
    id: 'F21',
    fault: 'joins are refused for 60 s: too many',
    isSameInAllBrowsers: true,
    transports: ['broadcast', 'changes', 'websocket'],
    limits: () => ({ notice: 300, connects: 8, recover: afterLongFault }),
    async run(trial) {
      const { guest, runner } = trial;
      trial.startFault();
      const before = guest.frames.filter(isJoin).length;
      runner.proxy.filter = ({ payload }) => refusalOf(payload.toString()) ?? true;
      runner.proxy.cut('reset', 'websocket');
      await guest.order.commit('preparing');
      trial.expect(await guest.until(() => guest.isUpToDate, 13_000), 'did not poll while joins were refused');
      await pause(trial.faultAt + 60_000 - Date.now());
      const joins = guest.frames.filter(isJoin).length - before;
      // The first join follows the reset within 5 s. The others follow refusals.
      trial.expect(joins <= 5, `${joins} joins in a minute`);
      trial.endFault();
      runner.proxy.filter = () => true;
    },
  },
  {
    id: 'F51',
    fault: `tokens live ${shortLife} s`,
    isSameInAllBrowsers: true,
    limits: () => ({ uninterrupted: true, connects: 0 }),
    prepare: ({ site }) => ({ tokenUrl: `${site.url}/token/${shortLife}` }),
    async run(trial) {
      trial.markFault();
      await trial.guest.order.commit('preparing');
      await pause(2.5 * shortLife * 1000);
    },
  },
  noToken('tokens: 500', { answer: answer('500 Internal Server Error', '{}') }),
  noToken('tokens: no answer', { answer: '', hangs: true }),
  noToken('tokens: an HTML page', {
    answer: answer('200 OK', '<!doctype html><p>Hello', { 'Content-Type': 'text/html' }),
  }),
  {
    id: 'F53',
    fault: 'tokens: 403, the link has expired',
    isSameInAllBrowsers: true,
    isEnd: true,
    limits: () => ({ ...over, tokenCalls: 2, connects: 0 }),
    prepare({ proxy }) {
      proxy.rule = (request) => (isTokenCall(request) ? { answer: answer('403 Forbidden', '{}') } : undefined);
      return { isBroken: true };
    },
    async run(trial) {
      trial.faultAt = 0;
      trial.expect(await isDenied(trial, 10_000), 'the connection is not "denied"');
      await pause(15_000);
      trial.expect(trial.guest.reads.length === 0, `read ${trial.guest.reads.length} times`);
    },
  },
  {
    id: 'F55',
    fault: 'access to the order is revoked',
    transports: ['broadcast', 'changes', 'websocket'],
    isEnd: true,
    limits: () => ({ ...over, notice: 2000, connects: 1, tokenCalls: 2 }),
    async run(trial) {
      const { guest, runner } = trial;
      const refused = answer('403 Forbidden', '{"code":"42501","message":"permission denied for table orders"}');
      runner.proxy.rule = (request) => (isRead(request) || isTokenCall(request) ? { answer: refused } : undefined);
      runner.proxy.filter = ({ payload }) => !isConfirmation(runner, payload) && !isChange(payload);
      const end = endOfChannel(guest, 'Unauthorized: You do not have permissions to read from this topic', 4403);
      trial.markFault();
      for (const text of end) runner.proxy.inject(text);
      trial.expect(await isDenied(trial, 20_000), 'the connection is not "denied"');
      await pause(15_000);
      const text = await guest.evaluate(
        () => document.querySelector('order-status-tracker')?.shadowRoot?.textContent ?? '',
      );
      trial.expect(!text.includes('Margherita'), 'still shows the items of the order');
    },
  },
  {
    id: 'F56',
    fault: 'a token that is valid for another order',
    isEnd: true,
    limits: () => ({ ...over, connects: 10 }),
    async prepare({ site, server }) {
      const other = await FollowedOrder.place(server);
      await other.commit('preparing', 'ready');
      return { tokenUrl: `${site.url}/token/900/${other.id}`, isBroken: true };
    },
    async run(trial) {
      const { guest } = trial;
      trial.markFault();
      await pause(15_000);
      trial.expect(
        guest.painted.every(({ version }) => version === undefined),
        'painted an order that the guest may not see',
      );
      trial.expect(
        !['connected', 'polling'].includes(guest.shown()?.connection ?? ''),
        `the page says "${guest.shown()?.connection}" with a token for another order`,
      );
    },
  },
  {
    id: 'F57',
    fault: 'the server ends the channel, the socket stays open',
    isQuick: true,
    besideUsual: true,
    transports: ['broadcast', 'changes', 'websocket'],
    limits: () => ({ notice: 300, recover: 6000 }),
    async run(trial) {
      const { guest, runner } = trial;
      const end = endOfChannel(guest, 'Stream of postgres changes was closed', 1012);
      trial.markFault();
      for (const text of end) runner.proxy.inject(text);
      await guest.order.commit('preparing');
      await guest.until(() => !guest.isNormal, 2000);
      const isRejoined = () =>
        guest.records.some((record) => record.kind === 'sent' && record.at >= trial.faultAt && isJoin(record.text));
      trial.expect(await guest.until(isRejoined, 2200), 'did not join again within 2.2 s');
    },
  },
];

function isJoin(text: string): boolean {
  return text.includes('"phx_join"') || text.includes('"subscribe"');
}

/** The refusal that a server with too many connections sends instead of this frame. */
function refusalOf(text: string): Buffer | undefined {
  if (text.includes('"subscribed"')) {
    const { ref } = JSON.parse(text) as { ref: string };
    return encodeText(JSON.stringify({ type: 'closed', ref, code: 4429, reason: 'too many' }));
  }
  if (!text.includes('"phx_reply"')) return undefined;
  const [joinRef, ref, topic, event] = JSON.parse(text) as readonly unknown[];
  if (joinRef === null || joinRef !== ref) return undefined;
  const reason = 'ChannelRateLimitReached: Too many channels';
  return encodeText(JSON.stringify([joinRef, ref, topic, event, { status: 'error', response: { reason } }]));
}
