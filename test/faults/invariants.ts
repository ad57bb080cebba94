import { isFinal, type OrderStatus } from '../../src/order/status.js';
import type { OrderTrackerSnapshot } from '../../src/tracker/types.js';
import type { Guest } from './world/guest.js';
import type { Tab } from './world/tab.js';
import type { World } from './world/world.js';

/** The longest time that a connection may count as live without a byte of the server, ms. */
const leaseLength = 20_000;
/** The highest age of the last read while the page says "polling", ms: 2 × 10 s + 8 s. */
const pollingLimit = 28_000;
/** The shortest time after which reads may overrule an unverified order, ms. */
const unverifiedLimit = 8_000;
/** The shortest time after which reads of a lower version are accepted, ms: of a state from before, and of another one. */
const rollbackLimit = { older: 75_000, other: 15_000 };
const minute = 60_000;
/** The time in which requests that started at the end may still run, ms. */
const grace = 100;

/**
 * The invariants: they must hold at any time, after any command. They compare the tracker with the simulated world, which
 * knows the committed orders and the data that reached each page. They do not use the tracker's internals.
 */
export class Invariants {
  readonly #world: World;
  /** The time at which each guest's page first said "closed". */
  readonly #closedAt = new Map<Guest, { at: number; startedAt: number }>();
  /** The time of each guest's last manual retry or refresh. */
  readonly askedByHandAt = new Map<Guest, number>();

  constructor(world: World) {
    this.#world = world;
    world.inspect = (guest, snapshot) => this.#inspectPaint(guest, snapshot);
  }

  /** Checks the painted snapshots and the requests of all pages. */
  check(): void {
    for (const guest of this.#world.guests) {
      const snapshot = guest.look();
      if (!snapshot || guest.tab.state !== 'running') continue;
      this.#checkAfterSuspension(guest, snapshot);
      this.#checkSilenceAfterEnd(guest);
    }
    for (const tab of this.#world.device.tabs) this.#checkWork(tab);
    this.#checkAnnouncements();
    this.#checkGone();
    if (Object.keys(Object.prototype).length > 0) this.#fail('I15', 'the prototype of all objects was changed');
  }

  #fail(invariant: string, what: string): void {
    const text = `${invariant} at ${this.#world.now} ms: ${what}`;
    if (this.#world.faults.length < 5) this.#world.faults.push(text);
  }

  #inspectPaint(guest: Guest, snapshot: OrderTrackerSnapshot): void {
    this.#checkTruth(guest, snapshot);
    this.#checkDirection(guest, snapshot);
    if (snapshot.isConnected) this.#checkLive(guest);
    if (snapshot.isConnected !== (snapshot.connectionStatus === 'connected'))
      this.#fail('I3', 'isConnected and connectionStatus differ');
    if (snapshot.connectionStatus === 'polling') this.#checkPolling(guest);
    const { http, origin } = this.#world;
    if (snapshot.error?.code === 'not-found' && origin.newest(guest.orderId) && !http.missing.has(guest.orderId))
      this.#fail('I1', '"not-found" without an answer that says so');
    const closed = this.#closedAt.get(guest);
    if (snapshot.connectionStatus === 'closed') {
      if (!closed || closed.startedAt !== guest.startedAt) this.#noteEnd(guest, snapshot);
    } else this.#closedAt.delete(guest);
  }

  /** I1 and I7: every painted state was committed, for this order. */
  #checkTruth(guest: Guest, { order, orderId, orderStatus, isCached }: OrderTrackerSnapshot): void {
    if (orderId !== guest.orderId) this.#fail('I7', `${orderId} is painted for ${guest.orderId}`);
    if (!order) return;
    if (order.id !== guest.orderId) this.#fail('I7', `the order ${order.id} is painted for ${guest.orderId}`);
    const history = this.#world.origin.history(order.id);
    const index = this.#world.origin.placeOf(order.id, order);
    const committed = history[index];
    if (committed?.status === orderStatus && order.unmappedStatus === undefined) return;
    const wasBefore = orderStatus === undefined || history.slice(0, index).some(({ status }) => status === orderStatus);
    if (wasBefore && order.unmappedStatus === committed?.status) return;
    // An unmapped status raises no version: it came after the state with this one. The first one has none.
    const from = order.version === undefined ? 0 : index;
    const isLater = from >= 0 && history.slice(from).some(({ status }) => status === order.unmappedStatus);
    if (isLater && (orderStatus === undefined || committed?.status === orderStatus)) return;
    // The cache keeps the last mapped status, and the snapshot says that it is cached.
    if (wasBefore && isCached) return;
    this.#fail('I1', `${order.epoch}/${order.version} is painted as ${orderStatus}, but is ${committed?.status}`);
  }

  /** I2 and I14: the page never goes back to an older version, and never to no order. */
  #checkDirection(guest: Guest, { order }: OrderTrackerSnapshot): void {
    const { paints } = guest;
    const { order: before, isTrusted, isCached } = paints.at(-2)?.snapshot ?? {};
    if (!before) return;
    if (!order) {
      this.#fail('I14', 'the page no longer has the order');
      return;
    }
    // The names of epochs have no order. Without reads, the epoch of the last message counts.
    const age = (epoch = '') => (this.#world.cannotRead ? 0 : Number(epoch.split('-')[1]));
    const isSameEpoch = before.epoch === order.epoch;
    const goesBack = isSameEpoch ? (before.version ?? 0) > (order.version ?? 0) : age(before.epoch) > age(order.epoch);
    if (!goesBack) return;
    // Reads may overrule an unverified order, also with a lower version, after `unverifiedLimit`.
    if (!isTrusted && this.#isLongUnverified(paints)) return;
    // What only the device remembers counts less than any answer.
    if (isCached && (this.#world.cannotRead || this.#readingsOf(guest).at(-1)?.version === order.version)) return;
    const { origin, cannotRead } = this.#world;
    const history = origin.history(guest.orderId);
    const [then, now] = [before, order].map((shown) => origin.placeOf(guest.orderId, shown));
    if (Number(now) > Number(then) && cannotRead) return;
    const isOlder = Number(history[now ?? -1]?.at) < Number(history[then ?? -1]?.at);
    const limit = rollbackLimit[isOlder ? 'older' : 'other'];
    if (isSameEpoch && this.#hasGoneBack(guest, order.version, before.version, limit)) return;
    this.#fail('I2', `back from ${before.epoch}/${before.version} to ${order.epoch}/${order.version}`);
  }

  #readingsOf({ tab, orderId }: Guest) {
    return this.#world.readings.filter((one) => one.tab === tab && one.orderId === orderId);
  }

  /** Whether the last two reads or more, for so long, brought an older version than was painted, the last one this one. */
  #hasGoneBack(guest: Guest, version: number | undefined, painted = 0, limit: number): boolean {
    const own = this.#readingsOf(guest);
    const agreeing = own.slice(own.findLastIndex((one) => (one.version ?? painted) >= painted) + 1);
    const [first] = agreeing;
    const last = agreeing.at(-1);
    return agreeing.length > 1 && last?.version === version && (last?.askedAt ?? 0) - (first?.askedAt ?? 0) >= limit;
  }

  /** Whether the painted order has been unverified for so long that reads may overrule it. */
  #isLongUnverified(paints: Guest['paints']): boolean {
    const lastVerified = paints.slice(0, -1).findLastIndex(({ snapshot }) => snapshot.isTrusted);
    const { at = this.#world.now } = paints[lastVerified + 1] ?? {};
    return this.#world.now - at >= unverifiedLimit;
  }

  /** I3 and I4: "connected" needs a confirmation and a later read, and ends with the lease. */
  #checkLive(guest: Guest): void {
    const { tab, orderId } = guest;
    const { now, device, tokens, http, readings } = this.#world;
    const live = [...tab.sockets].flatMap((socket) =>
      socket.readyState === 1
        ? [...socket.subscriptions.values()].filter((one) => one.orderId === orderId).map((one) => ({ socket, ...one }))
        : [],
    );
    const isProven = live.some(({ confirmedAt }) =>
      readings.some((one) => one.tab === tab && one.orderId === orderId && one.askedAt >= confirmedAt),
    );
    if (!isProven) this.#fail('I3', 'live without a confirmed subscription and a read that was requested after it');
    const lastByteAt = Math.max(...live.map(({ socket }) => socket.lastByte?.at ?? Number.NEGATIVE_INFINITY));
    // If the monotone clock stopped in a sleep and the wall clock was set back, the device cannot know that time passed.
    // The tracker notices it when the next byte is missing.
    if (device.setBackAt > lastByteAt) return;
    if (now - lastByteAt > leaseLength) this.#fail('I4', `live ${now - lastByteAt} ms after the last byte`);
    if (!tokens.isWanted) return;
    const given = http.requests.filter((one) => one.tab === tab && one.lifetime !== undefined && one.status === 200);
    const { endedAt = 0, lifetime = 0 } = given.at(-1) ?? {};
    if (now - endedAt > lifetime) this.#fail('I3', 'live with a token that is no longer valid');
  }

  /** I5: data from before a suspension or an offline event does not prove a live connection after it. */
  #checkAfterSuspension({ tab, orderId }: Guest, { isConnected }: OrderTrackerSnapshot): void {
    if (!isConnected) return;
    const isProven = [...tab.sockets].some(
      ({ subscriptions, lastByte }) =>
        [...subscriptions.values()].some((one) => one.orderId === orderId) &&
        (lastByte?.sentAt ?? Number.NEGATIVE_INFINITY) >= tab.suspendedAt,
    );
    if (!isProven) this.#fail('I5', `live without a byte that was sent after ${tab.suspendedAt} ms`);
  }

  /** I16: "polling" needs a recent read. */
  #checkPolling({ tab, orderId }: Guest): void {
    const { now, readings, device } = this.#world;
    const readAt = Math.max(
      ...readings.filter((one) => one.tab === tab && one.orderId === orderId).map(({ at }) => at),
    );
    if (now - readAt > pollingLimit && device.setBackAt < readAt)
      this.#fail('I16', `"polling" ${now - readAt} ms after the last read`);
  }

  /** I10 and I11: limited numbers of requests, and Retry-After is honoured. */
  #checkWork(tab: Tab): void {
    const { now, guests, connects, http, signals, device } = this.#world;
    const orders = new Set(guests.filter((one) => one.tab === tab).map(({ orderId }) => orderId)).size;
    if ([...tab.sockets].filter(({ readyState }) => readyState < 2).length > orders)
      this.#fail('I10', 'too many sockets');
    for (const isToken of [false, true]) {
      if (http.inFlight(tab, isToken).length > orders) this.#fail('I10', `two requests at once (token: ${isToken})`);
    }
    const own = guests.filter((one) => one.tab === tab);
    const since = Math.max(now - minute, ...own.map(({ startedAt }) => startedAt));
    const handAt = Math.max(...own.map((guest) => this.askedByHandAt.get(guest) ?? Number.NEGATIVE_INFINITY));
    const count = (list: readonly { readonly tab: Tab; readonly at: number }[]) =>
      list.filter((one) => one.tab === tab && one.at > since).length;
    // The tracker's clock also uses the wall clock, so that a sleep does not stop it. Setting the wall clock forward may
    // therefore shorten one pause, which causes one early connect and no wrong state.
    const counted = connects.filter((one) => one.tab === tab && one.at > Math.max(since, device.setForwardAt)).length;
    if (counted > 10 * orders) this.#fail('I10', `${counted} connects within a minute`);
    const tokenCalls = count(http.requests.filter(({ isToken }) => isToken));
    // Six regular ones. A wake, a clock change and a refusal may each add one.
    if (tokenCalls > 12 * orders && handAt < since) this.#fail('I10', `${tokenCalls} tokens within a minute`);
    const reads = http.requests.filter((one) => !one.isToken && one.tab === tab && one.at > since);
    const reasons = signals.filter((at) => at > since - 10_000).length;
    if (reads.length > 2 * orders * (10 + reasons)) this.#fail('I10', `${reads.length} reads for ${reasons} reasons`);
    this.#checkPauses(tab, since, handAt);
  }

  #checkPauses(tab: Tab, since: number, handAt: number): void {
    const reads = this.#world.http.requests.filter((one) => !one.isToken && one.tab === tab && one.at > since);
    for (const [index, { retryAfter, endedAt, orderId, status }] of reads.entries()) {
      if (status === undefined || retryAfter === undefined || endedAt === undefined || endedAt < handAt) continue;
      // As with connects, setting the clock forward may shorten one pause.
      if (this.#world.device.setForwardAt >= endedAt) continue;
      const until = endedAt + retryAfter;
      const next = reads.slice(index + 1).find((one) => one.orderId === orderId);
      if (next && next.at < until && handAt < endedAt) {
        this.#fail('I11', `read ${until - next.at} ms before the end of Retry-After`);
      }
    }
  }

  /** I8 and I9: "ready" is announced at most once, and only if the order is ready. */
  #checkAnnouncements(): void {
    const { announcements, device, origin } = this.#world;
    const said = new Map<string, { readonly at: number; readonly tabs: Set<Tab> }>();
    for (const { guest, at, orderId, text, painted } of announcements) {
      if (!text.includes('ready')) continue;
      // The ledger's entries expire after 12 h of the device's clock.
      const before = said.get(orderId);
      const isForgotten = before !== undefined && before.at <= device.setFarAt && device.setFarAt <= at;
      const tabs = before && !isForgotten ? before.tabs : new Set<Tab>();
      if (tabs.size > 0 && (!device.everDenied || tabs.has(guest.tab))) this.#fail('I8', `${orderId} announced twice`);
      said.set(orderId, { at, tabs: tabs.add(guest.tab) });
      const state = origin.history(orderId)[origin.placeOf(orderId, painted?.order)];
      if (painted?.orderStatus !== 'ready' || state?.status !== 'ready')
        this.#fail('I9', 'announced "ready" although the order is not ready');
    }
  }

  #noteEnd(guest: Guest, { order }: OrderTrackerSnapshot): void {
    this.#closedAt.set(guest, { at: this.#world.now, startedAt: guest.startedAt });
    const history = this.#world.origin.history(guest.orderId);
    const end = history[this.#world.origin.placeOf(guest.orderId, order)];
    if (!isFinal(end?.status as OrderStatus)) this.#fail('I12', '"closed", but the status is not final');
    const isConfirmed = this.#world.readings.some(
      ({ tab, orderId, at }) =>
        tab === guest.tab && orderId === guest.orderId && at >= Math.max(end?.at ?? 0, guest.startedAt),
    );
    if (!isConfirmed) this.#fail('I12', '"closed" without a read that confirms the final status');
  }

  /** I12: no requests after the end. */
  #checkSilenceAfterEnd(guest: Guest): void {
    const closed = this.#closedAt.get(guest);
    const { tab } = guest;
    const isAlone = this.#world.guests.every((one) => one === guest || one.tab !== tab);
    if (!closed || !isAlone || (this.askedByHandAt.get(guest) ?? -1) >= closed.at) return;
    if ([...tab.sockets].some(({ readyState }) => readyState < 2)) this.#fail('I12', 'a socket is open after the end');
    const after = [...this.#world.connects, ...this.#world.http.requests].find(
      (one) => one.tab === tab && one.at > closed.at + grace,
    );
    if (after) this.#fail('I12', `a request at ${after.at} ms, after the end at ${closed.at} ms`);
  }

  /** I13: a removed element leaves no timers, listeners, sockets or requests. */
  #checkGone(): void {
    const { device, guests, http, scheduler } = this.#world;
    for (const guest of guests) if (guest.eventsAfterEnd > 0) this.#fail('I13', 'an event was fired after removal');
    for (const tab of device.tabs) {
      if (guests.some((one) => one.tab === tab && one.isMounted)) continue;
      const left = {
        timers: scheduler.timersOf(tab),
        listeners: tab.listeners.size,
        sockets: [...tab.sockets].filter(({ readyState }) => readyState < 2).length,
        requests: http.inFlight(tab, false).length + http.inFlight(tab, true).length,
      };
      if (Object.values(left).some((count) => count > 0)) this.#fail('I13', `left behind: ${JSON.stringify(left)}`);
    }
  }
}
