/**
 * Mistakes that somebody could make in this code, each as exact text that is replaced. The list is checked: where a
 * text is not found exactly once, the mutation check fails, so that it cannot rot in silence.
 *
 * @typedef {{ file: string, find: string, replace: string }} Edit
 * @typedef {{ name: string, byLint?: boolean, edits: Edit[] }} Mutation
 */

/** @type {(name: string, file: string, find: string, replace: string, ...more: Edit[]) => Mutation} */
const mutation = (name, file, find, replace, ...more) => ({ name, edits: [{ file, find, replace }, ...more] });

const tracker = (file) => `src/tracker/${file}`;
const chart = (file) => `src/tracker/chart/${file}`;
const live = chart('live.region.ts');
const memory = chart('tracker.context.ts');
const setup = chart('tracker.setup.ts');
const intake = chart('apply-payload.ts');
const actors = chart('actors.ts');
const merge = 'src/order/merge-order.ts';
const channel = 'src/transports/supabase/channel.ts';
const choice = 'src/transports/supabase/channel-choice.ts';
const plain = 'src/transports/websocket/plain-websocket.ts';

/** @type {Mutation[]} */
export const mutations = [
  mutation('trust the socket after the page was frozen', live, "        'page.resumed': 'off',\n", '', {
    file: setup,
    find: "stateIn({ visibility: 'frozen' })",
    replace: "and([stateIn({ visibility: 'frozen' }), 'hasProblem'])",
  }),
  mutation(
    'take a snapshot from before the confirmation for proof',
    setup,
    'isProof && confirmedAt !== undefined && readStartedAt >= confirmedAt',
    'isProof && confirmedAt !== undefined',
  ),
  mutation('say live as soon as joined', live, "              initial: 'syncing',", "              initial: 'synced',"),
  mutation(
    'let only a timer end the lease',
    tracker('connection-status.ts'),
    'isSynced && isTokenValid && isLeaseValid(lastByteAt, now)',
    'isSynced && isTokenValid && lastByteAt !== undefined',
  ),
  mutation(
    'measure time by the monotone clock only',
    tracker('lease.ts'),
    'Math.max(0, nextWall - wall, nextMonotone - monotone)',
    'Math.max(0, nextMonotone - monotone)',
  ),
  mutation(
    'measure time by the wall clock only',
    tracker('lease.ts'),
    'Math.max(0, nextWall - wall, nextMonotone - monotone)',
    'nextWall - wall',
  ),
  mutation(
    'forget the losses as soon as joined',
    live,
    "entry: ['noteConfirmed',",
    "entry: ['forgetLosses', 'noteConfirmed',",
  ),
  mutation(
    "take in another order's reading",
    intake,
    'if (!result.ok || result.patch.id !== input.orderId) return unreadable;',
    'if (!result.ok) return unreadable;',
  ),
  mutation(
    "take in another order's frame",
    intake,
    '  if (result.patch.id !== input.orderId) return { changes: {}, events: [] };\n',
    '',
  ),
  mutation(
    'remember announcements for one page only',
    'src/alerts/announcement-ledger.ts',
    'if (known.some(([key]) => key === entry)) return false;',
    '',
  ),
  mutation(
    'announce without asking whether it is still true',
    'src/alerts/announcement-ledger.ts',
    'const take = () => isStillTrue() && this.#take(entry);',
    'const take = () => this.#take(entry);',
  ),
  mutation(
    'announce what no reading has confirmed',
    tracker('tracker-snapshot.ts'),
    'isTrusted: isBelieved(context)',
    'isTrusted: order !== undefined',
  ),
  mutation(
    'ignore that the server closed the subscription',
    'src/transports/websocket/order-status-v1.ts',
    "message.type === 'closed'",
    "message.type === 'never'",
  ),
  mutation('leave a read running that is no longer wanted', actors, "  signal.addEventListener('abort', stop);\n", ''),
  mutation('give a read no time limit', actors, 'const readLimit = 8_000;', 'const readLimit = 8_000_000;'),
  mutation(
    'take an equal version for a newer one',
    merge,
    "if (theirs === mine) return 'equal';",
    "if (theirs === mine) return 'newer';",
  ),
  mutation(
    'take an older version for a newer one',
    merge,
    "return theirs > mine ? 'newer' : 'older';",
    "return 'newer';",
  ),
  mutation(
    'compare statuses instead of versions',
    merge,
    "return theirs > mine ? 'newer' : 'older';",
    "return orderStatuses.indexOf(patch.status ?? 'scheduled') >= orderStatuses.indexOf(known.status ?? 'scheduled') ? 'newer' : 'older';",
    {
      file: merge,
      find: "import type { Order, OrderPatch } from './order.js';",
      replace: "import { type Order, type OrderPatch, orderStatuses } from './order.js';",
    },
  ),
  mutation('believe any leap of the version', merge, 'const greatestLeap = 1000;', 'const greatestLeap = 1e18;'),
  mutation('ignore that the epoch changed', merge, 'known.epoch !== patch.epoch', 'known.epoch === undefined'),
  mutation(
    'close the connection when the device says offline',
    live,
    "'page.offline': '.doubted',",
    "'page.offline': { actions: { type: 'lose', params: 'offline' } },",
  ),
  mutation('say live while the device is offline', live, "'page.offline': '.doubted',", ''),
  mutation('take a look at the page for a sign of life', live, "                    'page.focused': {},\n", ''),
  mutation('take an old frame for a sign of life', live, "                    'connection.received': {},\n", ''),
  mutation(
    'connect and read before there is a token',
    setup,
    "hasAccess: or([stateIn({ access: 'open' }), 'hasUsableToken'])",
    'hasAccess: () => true',
  ),
  mutation(
    'use a token that has expired',
    tracker('token.memory.ts'),
    'now() - tokenAt >= token.lifetime',
    'now() - tokenAt >= 1e15',
  ),
  mutation(
    'renew a refused token again and again',
    tracker('refusals.ts'),
    'input.tokens?.fetch !== undefined && refusedToken === undefined',
    'input.tokens?.fetch !== undefined',
  ),
  mutation('connect again at once', tracker('backoff.ts'), 'random * (channelOnly ? 2_000 : 5_000)', '0'),
  mutation(
    'connect as often as wished',
    tracker('backoff.ts'),
    'const connectsPerMinute = 10;',
    'const connectsPerMinute = 1_000;',
  ),
  mutation(
    'read before the server wants it',
    memory,
    'const allowed = loss.retryAfter === undefined ? now() : now() + loss.retryAfter + random * 5_000;',
    'const allowed = now();',
  ),
  mutation('leave the listeners on the page', actors, '=> page.listen(', '=> void page.listen('),
  mutation(
    'throw when storage is denied',
    tracker('order-cache.ts'),
    '        storage.setItem(key, JSON.stringify(record));\n      } catch {',
    '        storage.setItem(key, JSON.stringify(record));\n      } catch (error) {\n        throw error;',
  ),
  mutation(
    'end without a reading that confirms it',
    setup,
    "event.type === 'order.known' && event.status === status && event.isConfirmed,",
    "event.type === 'order.known' && event.status === status,",
  ),
  mutation(
    'never compare while live',
    setup,
    "mayCompare: and(['isVisible', 'isLive'])",
    "mayCompare: and(['isVisible', 'hasProblem'])",
  ),
  mutation(
    'never ask for a sign of life',
    live,
    "asking: { entry: 'probe', after: { pongLimit: 'judging' } },",
    "asking: { after: { pongLimit: 'quiet' } },",
  ),
  mutation('do not notice a nap', memory, 'now() - tickedAt > 2 * tickInterval', 'now() - tickedAt > 1e15'),
  mutation(
    'keep the connection of a hidden page',
    tracker('page.region.ts'),
    "hiddenLimit: { guard: not('isAwake'), target: 'released' }",
    "hiddenLimit: { guard: 'hasProblem', target: 'released' }",
  ),
  mutation('ask for nothing after a wake', memory, 'readWanted: readWanted || !isFinal(order?.status),', 'readWanted,'),
  mutation('believe the first 404', memory, 'const notFoundLimit = 3;', 'const notFoundLimit = 1;'),
  mutation(
    'poll as often as the page likes',
    tracker('order-tracker.ts'),
    'const shortestPollInterval = 5;',
    'const shortestPollInterval = 0.1;',
  ),
  mutation('take any number of frames', actors, 'const framesPerSecond = 200;', 'const framesPerSecond = 1e9;'),
  mutation(
    'keep a connection that talks nonsense',
    intake,
    'const unreadableLimit = 20;',
    'const unreadableLimit = 1e9;',
  ),
  mutation(
    'read answers of any size',
    'src/transports/json.ts',
    'export const sizeLimit = 65_536;',
    'export const sizeLimit = 1e12;',
  ),
  mutation(
    'take Retry-After for a number of any form',
    'src/transports/http/fetch-json.ts',
    "/^\\d+$/.test(value ?? '')",
    'Number(value) >= 0',
  ),
  mutation(
    'count 503 of the token endpoint as no answer',
    'src/tracker/token-source.ts',
    'if (isOverload(status)) return',
    'if (status === 429) return',
  ),
  mutation(
    'learn nothing from an unconfirmed private channel',
    choice,
    "fault === 'unconfirmed' ? 'changes' : undefined",
    'undefined',
  ),
  mutation('follow a redirect', 'src/transports/http/fetch-json.ts', "redirect: 'error'", "redirect: 'follow'"),
  mutation(
    'drop the connection of an element that is moved',
    tracker('tracker-controller.ts'),
    'if (this.#host.isConnected) return;',
    '',
  ),
  mutation('never stop the chart', tracker('shared-connections.ts'), '      entry.chart.stop();\n', ''),
  mutation(
    'ask again after the end',
    tracker('tracker.machine.ts'),
    "confirmed: { entry: ['unwantRead', 'endReads'] },",
    'confirmed: {},',
  ),
  mutation(
    'take a status that no map knows for the end',
    intake,
    'unmappedStatus === undefined ? status : undefined',
    "unmappedStatus === '' ? undefined : status",
  ),
  mutation('trust what was confirmed as the page woke', live, "or([not('isOnline'), 'isHurried'])", "not('isOnline')"),
  mutation('trust what was confirmed offline', live, "or([not('isOnline'), 'isHurried'])", "'isHurried'"),
  mutation('leave the old connection open', actors, 'return () => connection?.close();', 'return () => {};'),
  mutation(
    'let an answer from before a backup undo what came since',
    merge,
    'settles && !overtaken ? accept(apply(undefined, patch))',
    'settles ? accept(apply(undefined, patch))',
  ),
  mutation('never try a refused connection again', live, "        retry: 'off',\n", ''),
  mutation(
    'take one refusal of a connection for the last word',
    live,
    "        'order.known': { guard: 'isRefusalDoubtful', target: 'waiting' },\n",
    '',
  ),
  mutation(
    'take back what an open channel said because a cache lags',
    intake,
    'const doubtLimit = { end: 8_000, other: 30_000 };',
    'const doubtLimit = { end: 0, other: 0 };',
  ),
  mutation(
    'let a forged end stand for ever',
    intake,
    'const doubtLimit = { end: 8_000, other: 30_000 };',
    'const doubtLimit = { end: 8e9, other: 30_000 };',
  ),
  mutation(
    'keep a connection that leaves changes out',
    live,
    "                            actions: ['countMiss', { type: 'lose', params: 'the connection left out a change' }],",
    "                            actions: 'countMiss',",
  ),
  mutation(
    'compare no sooner after a join',
    memory,
    'misses > 0 || readStartedAt - confirmedAt < joinTime ?',
    'misses > 0 ?',
  ),
  mutation(
    'believe a single refusal of a read',
    tracker('refusals.ts'),
    '  if (confirmedAt !== undefined) return true;',
    '  if (confirmedAt !== undefined || true) return false;',
  ),
  mutation(
    'keep a token that hides the order',
    setup,
    "problem !== undefined || readLoss?.kind === 'forbidden'",
    "readLoss?.kind === 'config' && problem === null",
  ),
  mutation(
    'take no news for no answer where nothing can be asked',
    intake,
    "verdict === 'accepted' || (verdict === 'same' && !canRead)",
    "verdict === 'accepted'",
  ),
  mutation(
    'trust a server that answers nothing after a nap',
    live,
    '                doubted: {\n                  always: leaveTheMute,',
    "                doubted: {\n                  always: { guard: not('answersProbes'), target: 'silent' },",
  ),
  mutation(
    'take "not modified", said unasked, for no order',
    'src/transports/http/fetch-json.ts',
    "if (notModified && 'If-None-Match' in init.headers) return",
    'if (notModified) return',
  ),
  mutation(
    'take an old pong for an answer',
    'src/transports/socket/socket-pool.ts',
    '        if (pongs < (ping || pings)) return;\n',
    '',
  ),
  mutation('Supabase: ignore that the channel was closed', channel, "event === 'phx_close' || ", ''),
  mutation(
    'Supabase: ignore errors that come later',
    channel,
    '      else fail(failureFromMessage(payload.message));\n',
    '',
  ),
  mutation(
    'Supabase: say that changes arrive as soon as joined',
    channel,
    "    state = 'joined';\n    sink.opened();",
    "    state = 'confirmed';\n    sink.opened();\n    sink.confirmed();",
  ),
  mutation('Supabase: listen on the public channel', channel, 'private: isPrivate,', 'private: false,'),
  mutation('Supabase: hear the channels of others', channel, 'frame.topic === topic && ', ''),
  mutation('Supabase: hear an earlier join of the channel', channel, ' && (frame.joinRef ?? joinRef) === joinRef', ''),
  mutation(
    'Supabase: take old broadcasts for signs of life',
    channel,
    "if (state !== 'joined') return;\n    state = 'confirmed';",
    "if (state !== 'joined') return sink.alive();\n    state = 'confirmed';",
  ),
  mutation(
    'Supabase: keep a fresh token to oneself',
    channel,
    "if (state !== 'opening') push('access_token', subscription.newRef(), { access_token: renewed });",
    '',
  ),
  mutation(
    'Supabase: leave the channel joined',
    channel,
    "    if (state !== 'opening') push('phx_leave', subscription.newRef(), {});\n",
    '',
  ),
  mutation(
    'Supabase: insist on the private channel',
    choice,
    'if (refusal && this.#isTelling(refusal)) {',
    'if (refusal && this.#isTelling(refusal) && this.#missed > 9) {',
  ),
  mutation(
    'Supabase: try the private channel where others listen',
    choice,
    'this.#connectPrivate(true, request, {',
    'this.#connectPrivate(false, request, {',
  ),
  mutation(
    'Supabase: keep a private channel that misses changes',
    choice,
    'const missedChannels = 2;',
    'const missedChannels = 1e9;',
  ),
  mutation(
    'plain: take the answer to an old question',
    plain,
    'if (answers >= questions) sink.alive();',
    'sink.alive();',
  ),
  mutation(
    'plain: take what comes unasked for an answer',
    plain,
    'if (heartbeat.send === undefined || heartbeat.answer === undefined) showLife();',
    'sink.alive();',
  ),
  mutation(
    'plain: say that changes arrive before the server does',
    plain,
    'if (heartbeat.answer === undefined) confirm();',
    'confirm();',
  ),
  {
    name: 'draw text as markup',
    byLint: true,
    edits: [
      {
        file: 'src/elements/shared/live-region.ts',
        find: '.textContent = ',
        replace: '.innerHTML = ',
      },
    ],
  },
];
