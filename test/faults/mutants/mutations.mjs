/**
 * Mistakes that somebody could make in this code. Each replaces an exact text in a file. If a text is not found exactly
 * once, the mutation check fails, so that the list cannot become outdated without an error.
 *
 * @typedef {{ file: string, find: string, replace: string }} Edit
 * @typedef {{ name: string, byLint?: boolean, edits: Edit[] }} Mutation
 */

/** @type {(name: string, file: string, find: string, replace: string, ...more: Edit[]) => Mutation} */
const mutation = (name, file, find, replace, ...more) => ({ name, edits: [{ file, find, replace }, ...more] });

const tracker = (file) => `src/tracker/${file}`;
const chart = (file) => `src/tracker/chart/${file}`;
const live = chart('live.region.ts');
const page = chart('page.region.ts');
const reads = chart('reads.region.ts');
const access = chart('access.region.ts');
const lifecycle = chart('lifecycle.region.ts');
const readsContext = chart('reads.context.ts');
const pageContext = chart('page.context.ts');
const denial = chart('denial-policy.ts');
const payload = chart('apply-payload.ts');
const actors = chart('actors.ts');
const merge = 'src/order/merge-order.ts';
const channel = 'src/transports/supabase/channel.ts';
const choice = 'src/transports/supabase/channel-choice.ts';
const plain = 'src/transports/websocket/plain-websocket.ts';

/** @type {Mutation[]} */
export const mutations = [
  mutation('keep the socket after the page was frozen', live, "        'page.resumed': 'off',\n", '', {
    file: page,
    find: "isFrozen: stateIn({ visibility: 'frozen' })",
    replace: 'isFrozen: () => false',
  }),
  mutation(
    'count a read from before the confirmation as verification',
    payload,
    'live.confirmedAt !== undefined && (reads.startedAt ?? 0) >= live.confirmedAt;',
    'live.confirmedAt !== undefined;',
  ),
  mutation('show connected as soon as the channel is joined', live, "  initial: 'awaited',", "  initial: 'applied',"),
  mutation(
    'end the lease only by a timer',
    tracker('connection-status.ts'),
    'isTokenValid && isLeaseValid(lastByteAt, now)',
    'isTokenValid && lastByteAt !== undefined',
  ),
  mutation(
    'measure time by the monotone clock only',
    'src/environment/clock.ts',
    'Math.max(0, nextWall - wall, nextMonotone - monotone)',
    'Math.max(0, nextMonotone - monotone)',
  ),
  mutation(
    'measure time by the wall clock only',
    'src/environment/clock.ts',
    'Math.max(0, nextWall - wall, nextMonotone - monotone)',
    'nextWall - wall',
  ),
  mutation(
    'reset the failure count as soon as the channel is joined',
    live,
    "entry: ['noteConfirmed',",
    "entry: ['forgetFailures', 'noteConfirmed',",
  ),
  mutation(
    "accept a read with another order's id",
    payload,
    'const isThisOrder = result.ok && result.patch.id === input.orderId;',
    'const isThisOrder = result.ok;',
  ),
  mutation(
    'take an answer without an id for the order, after answers with it',
    'src/order/wire.ts',
    'expected?.isNamed && !needsId && isSaid;',
    'expected?.isNamed && isSaid;',
  ),
  mutation(
    'take what names another order for the followed one',
    'src/order/wire.ts',
    '(id(order.id) ?? other);',
    'id(order.id);',
  ),
  mutation(
    'stay live by what nobody can read',
    tracker('tracker-snapshot.ts'),
    '!isUnproven &&\n      !isDoubted(snapshot),',
    '!isUnproven,',
  ),
  mutation(
    'end a doubt by a read from before it',
    chart('doubting.ts'),
    'if (startedAt >= live.strangeAt)',
    'if (startedAt >= 0)',
  ),
  mutation(
    'forget with a connection that nobody could read it',
    chart('live.context.ts'),
    'doubtedFrom: live.doubtedFrom && Number.POSITIVE_INFINITY,',
    'doubtedFrom: Number.POSITIVE_INFINITY,',
  ),
  mutation(
    "accept a frame with another order's id",
    payload,
    "  if (payload.id !== input.orderId) return { changes: {}, events: [], verdict: 'other' };\n",
    '',
  ),
  mutation(
    'store announcements for one page only',
    'src/alerts/announcement-ledger.ts',
    'if (known.some(([key]) => key === entry)) return false;',
    '',
  ),
  mutation(
    'announce without checking that the order is still ready',
    'src/alerts/announcement-ledger.ts',
    'const take = () => isStillTrue() && this.#take(entry);',
    'const take = () => this.#take(entry);',
  ),
  mutation(
    'announce an unverified status',
    tracker('tracker-snapshot.ts'),
    'isTrusted: mayBeAnnounced(snapshot)',
    'isTrusted: order.current !== undefined',
  ),
  mutation(
    'ignore the closed message of the server',
    'src/transports/websocket/order-status-v1.ts',
    "message.type === 'closed'",
    "message.type === 'never'",
  ),
  mutation('do not abort a read that is no longer needed', actors, "  signal.addEventListener('abort', stop);\n", ''),
  mutation('no timeout for reads', actors, 'const readLimit = 8_000;', 'const readLimit = 8_000_000;'),
  mutation(
    'accept an equal version as newer',
    merge,
    "if (theirs === mine) return 'equal';",
    "if (theirs === mine) return 'newer';",
  ),
  mutation('accept an older version as newer', merge, "return theirs > mine ? 'newer' : 'older';", "return 'newer';"),
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
  mutation('accept any jump of the version', merge, 'const greatestLeap = 1000;', 'const greatestLeap = 1e18;'),
  mutation('ignore a changed epoch', merge, 'known.epoch !== patch.epoch', 'known.epoch === undefined'),
  mutation(
    'close the connection on the offline event',
    live,
    "'page.offline': '.awaitingPong',",
    "'page.offline': { actions: { type: 'lose', params: 'offline' } },",
  ),
  mutation('show connected while the device is offline', live, "'page.offline': '.awaitingPong',", ''),
  mutation('count a focus event as alive', live, "        'page.focused': {},\n", ''),
  mutation('count a buffered frame as alive', live, "        'connection.received': {},\n", ''),
  mutation(
    'connect and read before there is a token',
    access,
    "hasAccess: or([stateIn({ access: 'notNeeded' }), 'hasUsableToken'])",
    'hasAccess: () => true',
  ),
  mutation(
    'use an expired token',
    chart('access.context.ts'),
    'now() - tokenAt >= token.lifetime',
    'now() - tokenAt >= 1e15',
  ),
  mutation(
    'renew a refused token without a limit',
    denial,
    'input.tokens?.fetch !== undefined && (isHidden || access.deniedToken === undefined)',
    'input.tokens?.fetch !== undefined',
  ),
  mutation(
    'let a token for another order end an order that was found',
    denial,
    "(kind === 'not-found' && isNew && reads.notFound === 0 && input.tokens.fetch !== undefined)",
    'false',
  ),
  mutation('reconnect without a delay', chart('backoff.ts'), 'random * (channelOnly ? 2_000 : 5_000)', '0'),
  mutation(
    'no limit for connects per minute',
    chart('backoff.ts'),
    'const connectsPerMinute = 10;',
    'const connectsPerMinute = 1_000;',
  ),
  mutation(
    'ignore Retry-After before reads',
    readsContext,
    'const allowed = failure.retryAfter === undefined ? now() : now() + failure.retryAfter + random * 5_000;',
    'const allowed = now();',
  ),
  mutation('do not remove the page listeners', actors, '=> page.listen(', '=> void page.listen('),
  mutation(
    'throw when storage is denied',
    'src/environment/storage.ts',
    '    return storage !== undefined;\n  } catch {',
    '    return storage !== undefined;\n  } catch (error) {\n    throw error;',
  ),
  mutation(
    'close without a read that confirms the final status',
    lifecycle,
    "event.type === 'order.known' && event.status === status && event.isConfirmed && hasEnded(context.order.current),",
    "event.type === 'order.known' && event.status === status,",
  ),
  mutation(
    'no comparing reads while connected',
    reads,
    "mayCompare: and(['mayRead', 'isVisible', 'isLive'])",
    "mayCompare: and(['isVisible', 'hasProblem'])",
  ),
  mutation(
    'no pings',
    live,
    "pinging: { entry: 'probe', after: { pongLimit: 'overdue' } },",
    "pinging: { after: { pongLimit: 'alive' } },",
  ),
  mutation('do not notice a sleep', 'src/environment/sleep-watch.ts', '> 2 * lookInterval ||', '> 1e15 ||'),
  mutation(
    'keep the connection of a page that is hidden for long',
    page,
    "hiddenLimit: { guard: not('isKeptAwake'), target: 'released' }",
    "hiddenLimit: { guard: 'isSettled', target: 'released' }",
  ),
  mutation(
    'no read after a wake',
    pageContext,
    'isWanted: reads.isWanted || !hasEnded(order.current),',
    'isWanted: reads.isWanted,',
  ),
  mutation('accept the first 404 as not-found', readsContext, 'const notFoundLimit = 3;', 'const notFoundLimit = 1;'),
  mutation(
    'no minimum poll interval',
    tracker('order-tracker.ts'),
    'const shortestPollInterval = 5;',
    'const shortestPollInterval = 0.1;',
  ),
  mutation('no limit for frames per second', actors, 'const framesPerSecond = 200;', 'const framesPerSecond = 1e9;'),
  mutation(
    'keep a connection that sends unreadable frames',
    payload,
    'const unreadableLimit = 20;',
    'const unreadableLimit = 1e9;',
  ),
  mutation(
    'no size limit for answers',
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
  mutation(
    'follow a redirect with the token',
    'src/transports/http/fetch-json.ts',
    "redirects === 'find' ? 'manual' : redirects",
    "redirects === 'find' ? 'follow' : redirects",
  ),
  mutation(
    'follow a redirect to another origin',
    'src/transports/http/fetch-json.ts',
    'if (!redirected || ',
    'if (true || ',
  ),
  mutation(
    'drop the connection of an element that is moved',
    tracker('tracker-controller.ts'),
    'if (this.#host.isConnected) return;',
    '',
  ),
  mutation('do not stop the chart', tracker('shared-connections.ts'), '      entry.chart.stop();\n', ''),
  mutation(
    'read again after the order is closed',
    lifecycle,
    "confirmed: { tags: 'settled', entry: ['dropWantedRead', 'raiseSettled'] },",
    "confirmed: { tags: 'settled' },",
  ),
  mutation(
    'treat an unmapped status as final',
    payload,
    'unmappedStatus === undefined ? status : undefined',
    "unmappedStatus === '' ? undefined : status",
  ),
  mutation(
    'accept a confirmation that arrived when the page woke',
    live,
    "or([not('isOnline'), 'skipsBackoff'])",
    "not('isOnline')",
  ),
  mutation(
    'accept a confirmation that arrived while offline',
    live,
    "or([not('isOnline'), 'skipsBackoff'])",
    "'skipsBackoff'",
  ),
  mutation('do not close the old connection', actors, 'return () => connection?.close();', 'return () => {};'),
  mutation(
    'let an answer from before a restored backup undo newer versions',
    merge,
    'decides && !overtaken ? accept(apply(undefined, patch))',
    'decides ? accept(apply(undefined, patch))',
  ),
  mutation(
    'take an HTML refusal for the application’s',
    'src/transports/http/fetch-json.ts',
    "  if (!isJson) return 'network';\n",
    '',
  ),
  mutation('give up what has worked for a vague refusal', denial, 'return failure.isVague === true;', 'return false;'),
  mutation(
    'never ask again what ended all tries',
    chart('recheck.region.ts'),
    "off: { always: { guard: 'mayRecheck', target: 'waiting' } },",
    'off: {},',
  ),
  mutation('never accept versions that go back', chart('rollback.ts'), 'count >= rollbackCount && at', 'false && at'),
  mutation('accept versions that go back at once', chart('rollback.ts'), 'at - since >= limitOf(order, patch)', 'true'),
  mutation('stay live while versions go back', chart('rollback.ts'), 'order.rollback.count >= rollbackCount', 'false'),
  mutation(
    'let a payload without a status raise the version',
    payload,
    'const patch = withEarnedVersion(order.current, payload);\n  const canRead',
    'const patch = payload;\n  const canRead',
  ),
  mutation('keep the device’s memory over reads', chart('rollback.ts'), "return origin === 'cache';", 'return false;'),
  mutation('do not retry a refused connection', live, "'retry.requested': 'off', ", ''),
  mutation(
    'treat one refusal of a connection as final',
    live,
    ", 'order.known': { guard: 'isDenialOutdated', target: 'backingOff' }",
    '',
  ),
  mutation(
    'let an outdated read undo a pushed status at once',
    chart('order.context.ts'),
    'const disputeLimit = { end: rollbackLimit.end, other: rollbackLimit.undated };',
    'const disputeLimit = { end: 0, other: 0 };',
  ),
  mutation('keep a forged final status for ever', chart('rollback.ts'), '  end: 8_000,', '  end: 8e9,'),
  mutation(
    'keep a connection that missed a change',
    live,
    "                  { type: 'lose', params: 'the connection missed a change' },\n",
    '',
  ),
  mutation(
    'no early comparing read after a join',
    readsContext,
    'live.misses > 0 || (reads.startedAt ?? 0) - (live.confirmedAt ?? 0) < joinTime;',
    'live.misses > 0;',
  ),
  mutation(
    'deny access after a single refused read',
    denial,
    '  if (live.confirmedAt !== undefined) return true;',
    '  if (live.confirmedAt !== undefined || true) return false;',
  ),
  mutation(
    'keep a token that does not give access to the order',
    access,
    "problem !== undefined || reads.failure?.kind === 'forbidden'",
    "reads.failure?.kind === 'config' && problem === null",
  ),
  mutation(
    'without reads, do not count a repeated order as confirmation',
    payload,
    "verdict === 'accepted' || (verdict === 'same' && !canRead)",
    "verdict === 'accepted'",
  ),
  mutation(
    'keep the connection to a server without pongs after a sleep',
    live,
    '    awaitingPong: {\n      always: reconnectIfMute,',
    "    awaitingPong: {\n      always: { guard: not('answersProbes'), target: 'silent' },",
  ),
  mutation(
    'treat 304 without If-None-Match as a missing order',
    'src/transports/http/fetch-json.ts',
    "if (notModified && 'If-None-Match' in init.headers) return",
    'if (notModified) return',
  ),
  mutation(
    'count a pong for an older ping as an answer',
    'src/transports/socket/socket-pool.ts',
    '        if (pongs < (ping || pings)) return;\n',
    '',
  ),
  mutation('Supabase: ignore phx_close', channel, "event === 'phx_close' || ", ''),
  mutation(
    'Supabase: ignore system errors after the join',
    channel,
    '      else hearFault(failureFromMessage(payload.message), isOfTable);\n',
    '',
  ),
  mutation(
    'Supabase: confirm as soon as the channel is joined',
    channel,
    "    state = 'joined';\n    sink.opened();",
    "    state = 'confirmed';\n    sink.opened();\n    sink.confirmed();",
  ),
  mutation('Supabase: join the public channel', channel, 'private: isPrivate,', 'private: false,'),
  mutation('Supabase: accept frames of other channels', channel, 'frame.topic === topic && ', ''),
  mutation('Supabase: accept frames of an earlier join', channel, ' && (frame.joinRef ?? joinRef) === joinRef', ''),
  mutation(
    'Supabase: count every broadcast as alive',
    channel,
    "if (state !== 'joined') return;\n    state = 'confirmed';",
    "if (state !== 'joined') return sink.alive();\n    state = 'confirmed';",
  ),
  mutation(
    'Supabase: do not send a renewed token',
    channel,
    "if (state !== 'opening') push('access_token', subscription.newRef(), { access_token: renewed });",
    '',
  ),
  mutation(
    'Supabase: do not leave the channel',
    channel,
    "    if (state !== 'opening') push('phx_leave', subscription.newRef(), {});\n",
    '',
  ),
  mutation(
    'Supabase: do not fall back from the private channel',
    choice,
    'if (refusal && this.#isTelling(refusal)) {',
    'if (refusal && this.#isTelling(refusal) && this.#missed > 9) {',
  ),
  mutation(
    'Supabase: watch the public channel instead of the private one',
    choice,
    "let connection = this.#connectPrivate('both', request, {",
    "let connection = this.#connect('changes', request, {",
  ),
  mutation(
    'Supabase: keep a private channel that misses changes',
    'src/transports/supabase/choosing.ts',
    'const missedChanges = 2;',
    'const missedChanges = 1e9;',
  ),
  mutation(
    'Supabase: count changes of the table that broadcasts have brought before',
    channel,
    "if (hasBroadcasts && type !== 'DELETE' && !isNewer) return;",
    '',
  ),
  mutation(
    'Supabase: take the replication for a confirmation of both ways',
    channel,
    "if (mode === 'both' ? isOfTable || isTableRefused : isOfTable !== isPrivate) confirm();",
    'confirm();',
  ),
  mutation(
    'Supabase: read nothing when the server has subscribed to the table again',
    channel,
    "if (isOfTable && isTableConfirmed && state === 'confirmed' && !hasBroadcasts) sink.confirmed();",
    '',
  ),
  mutation(
    'Supabase: take the deletion of another order for that of this one',
    'src/transports/supabase/payload.ts',
    'else if (isOfAnother(old, orderId)) sink.received(old);',
    '',
  ),
  mutation('Supabase: keep a wrong choice of the table', choice, 'if (isWrong) this.#forget();', ''),
  mutation(
    'Supabase: try the private channel without a token',
    choice,
    "request.token === undefined ? 'changes' : (found",
    "false ? 'changes' : (found",
  ),
  mutation(
    'Supabase: leave the private channel where the table sends no changes',
    channel,
    "if (mode !== 'both') return fail(failure);",
    'if (failure) return fail(failure);',
  ),
  mutation(
    'missed changes: without versions, look at the status alone',
    'src/tracker/chart/missed-changes.ts',
    '!isNewerVersion && !isLater && read.status',
    '!isNewerVersion && read.status',
  ),
  mutation(
    'live: wait for minutes though nothing can be read meanwhile',
    'src/tracker/chart/live.context.ts',
    'const areReadsWell = canRead(at) && ',
    'const areReadsWell = ',
  ),
  mutation(
    'deleted orders: wait as long as for one that was found before',
    'src/tracker/chart/reads.context.ts',
    '(!haveReadsWorked(at) || isDeleted)',
    '!haveReadsWorked(at)',
  ),
  mutation(
    'Supabase: do not ask the function of the kit where a column may not be read',
    'src/transports/supabase/row-or-function.ts',
    '!error.lacksPrivilege) throw error;',
    'error) throw error;',
  ),
  mutation(
    'plain: take the answer to an old question',
    plain,
    'if (answers === questions) sink.alive();',
    'sink.alive();',
  ),
  mutation(
    'plain: count unrequested frames as answers',
    plain,
    'if (isOne(message, answer)) showLife();',
    'sink.alive();\n    if (isOne(message, answer)) return;',
  ),
  mutation(
    'plain: confirm before the server does',
    plain,
    'const isAwaited = awaited == null ? !isGreeted : isOne(message, awaited);',
    'const isAwaited = awaited == null ? !isGreeted : true;',
  ),
  mutation(
    'go on computing promises without a connection',
    tracker('tracker-snapshot.ts'),
    'const asOf = isCurrent ? wall',
    'const asOf = true ? wall',
  ),
  mutation(
    'damp the window of the back end',
    'src/order/estimate/estimate-display.ts',
    "const isFree = estimate.source === 'backend' || estimate.late",
    'const isFree = estimate.late',
  ),
  mutation('forget the minutes of the dishes in the cache', merge, 'prep_minutes: prepMinutes,', ''),
  mutation(
    'count anew from when the page was opened',
    chart('order.context.ts'),
    "return lastUpdate && lastUpdate > told && origin === 'read' ? lastUpdate : told;",
    'return wall;',
  ),
  {
    name: 'render text as markup',
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
