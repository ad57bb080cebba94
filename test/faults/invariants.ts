import { isFinal, type OrderStatus } from '../../src/order/order.js';
import type { OrderTrackerSnapshot } from '../../src/tracker/types.js';
import type { Guest } from './world/guest.js';
import type { Tab } from './world/tab.js';
import type { World } from './world/world.js';

/** The longest that a connection may pass for live without a byte of the server's, ms. */
const leaseLength = 20_000;
/** How old the last reading may be while the page says that it checks again and again, ms: 2 × 10 s + 8 s. */
const pollingLimit = 28_000;
/** What nobody vouches for stands for so long at least, ms. */
const doubtLimit = 8_000;
const minute = 60_000;
/** What was begun at the very moment of the end may still try its second way, ms. */
const grace = 100;

/**
 * What must hold at every moment, whatever happens. The world knows the truth and what reached each page; nothing here
 * knows how the tracker works.
 */
export class Invariants {
  readonly #world: World;
  /** When each guest's page first said that it is all over. */
  readonly #closedAt = new Map<Guest, { at: number; startedAt: number }>();
  /** When a guest last asked by hand. */
  readonly askedByHandAt = new Map<Guest, number>();

  constructor(world: World) {
    this.#world = world;
    world.inspect = (guest, snapshot) => this.#inspectPaint(guest, snapshot);
  }

  /** Looks at every screen and behind it. */
  check(): void {
    for (const guest of this.#world.guests) {
      const snapshot = guest.look();
      if (!snapshot || guest.tab.state !== 'running') continue;
      this.#checkDistrust(guest, snapshot);
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
      this.#fail('I3', 'two answers to "live?"');
    if (snapshot.connectionStatus === 'polling') this.#checkPolling(guest);
    const { http, origin } = this.#world;
    if (snapshot.error?.code === 'not-found' && origin.newest(guest.orderId) && !http.missing.has(guest.orderId))
      this.#fail('I1', 'nobody said that there is no such order');
    const closed = this.#closedAt.get(guest);
    if (snapshot.connectionStatus === 'closed') {
      if (!closed || closed.startedAt !== guest.startedAt) this.#noteEnd(guest, snapshot);
    } else this.#closedAt.delete(guest);
  }

  /** I1 and I7: what is painted was committed, for this very order. */
  #checkTruth(guest: Guest, { order, orderId, orderStatus, isCached }: OrderTrackerSnapshot): void {
    if (orderId !== guest.orderId) this.#fail('I7', `${orderId} is painted for ${guest.orderId}`);
    if (!order) return;
    if (order.id !== guest.orderId) this.#fail('I7', `the order ${order.id} is painted for ${guest.orderId}`);
    const history = this.#world.origin.history(order.id);
    const index = history.findIndex(({ epoch, version }) => epoch === order.epoch && version === order.version);
    const committed = history[index];
    if (committed?.status === orderStatus && order.unmappedStatus === undefined) return;
    const wasBefore = orderStatus === undefined || history.slice(0, index).some(({ status }) => status === orderStatus);
    if (wasBefore && order.unmappedStatus === committed?.status) return;
    // A device keeps the last status that was understood, and says that it is from memory.
    if (wasBefore && isCached) return;
    this.#fail('I1', `${order.epoch}/${order.version} is painted as ${orderStatus}, but is ${committed?.status}`);
  }

  /** I2 and I14: never back to an older version, never back to nothing. */
  #checkDirection({ paints }: Guest, { order }: OrderTrackerSnapshot): void {
    const { order: before, isTrusted } = paints.at(-2)?.snapshot ?? {};
    if (!before) return;
    if (!order) {
      this.#fail('I14', 'the order is forgotten');
      return;
    }
    // What a stranger could have said gives way, whatever its version, to readings that contradict it for long enough.
    if (!isTrusted && this.#isLongDoubted(paints)) return;
    if (before.epoch === order.epoch && (before.version ?? 0) > (order.version ?? 0)) {
      this.#fail('I2', `back from version ${before.version} to ${order.version}`);
    }
    // Names of epochs tell no age: where nothing can be asked, the last one that came counts.
    if (this.#world.isUnasked) return;
    const age = (epoch = '') => Number(epoch.split('-')[1]);
    if (age(before.epoch) > age(order.epoch)) this.#fail('I2', `back from ${before.epoch} to ${order.epoch}`);
  }

  /** Whether nobody has vouched for what is painted since so long ago that readings may overrule it. */
  #isLongDoubted(paints: Guest['paints']): boolean {
    const vouchedFor = paints.slice(0, -1).findLastIndex(({ snapshot }) => snapshot.isTrusted);
    const { at = this.#world.now } = paints[vouchedFor + 1] ?? {};
    return this.#world.now - at >= doubtLimit;
  }

  /** I3 and I4: live is earned, and runs out by itself. */
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
    if (!isProven) this.#fail('I3', 'live without a confirmed subscription, and a reading asked for after that');
    const lastByteAt = Math.max(...live.map(({ socket }) => socket.lastByte?.at ?? Number.NEGATIVE_INFINITY));
    // Where the monotone clock stood still in a sleep and the wall clock was set back meanwhile, nothing on the device
    // tells that time went by at all: nobody can know better until the next byte is missed.
    if (device.setBackAt > lastByteAt) return;
    if (now - lastByteAt > leaseLength) this.#fail('I4', `live ${now - lastByteAt} ms after the last byte`);
    if (!tokens.isWanted) return;
    const given = http.requests.filter((one) => one.tab === tab && one.lifetime !== undefined && one.status === 200);
    const { endedAt = 0, lifetime = 0 } = given.at(-1) ?? {};
    if (now - endedAt > lifetime) this.#fail('I3', 'live with a token that is no longer valid');
  }

  /** I5: what came before a sleep or a cut proves nothing about after it. */
  #checkDistrust({ tab, orderId }: Guest, { isConnected }: OrderTrackerSnapshot): void {
    if (!isConnected) return;
    const isTrusted = [...tab.sockets].some(
      ({ subscriptions, lastByte }) =>
        [...subscriptions.values()].some((one) => one.orderId === orderId) &&
        (lastByte?.sentAt ?? Number.NEGATIVE_INFINITY) >= tab.distrustAt,
    );
    if (!isTrusted) this.#fail('I5', `live on the word of a byte older than ${tab.distrustAt} ms`);
  }

  /** I16: whoever says "checking" has checked. */
  #checkPolling({ tab, orderId }: Guest): void {
    const { now, readings, device } = this.#world;
    const readAt = Math.max(
      ...readings.filter((one) => one.tab === tab && one.orderId === orderId).map(({ at }) => at),
    );
    if (now - readAt > pollingLimit && device.setBackAt < readAt)
      this.#fail('I16', `"polling" ${now - readAt} ms after a reading`);
  }

  /** I10 and I11: bounded work, and a server that asked for a pause gets it. */
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
    // The tracker's clock goes on by the wall clock too, so that no sleep can stop it: set forward, it may cut one pause
    // short, which costs a server one early try and misleads nobody.
    const counted = connects.filter((one) => one.tab === tab && one.at > Math.max(since, device.setForwardAt)).length;
    if (counted > 10 * orders) this.#fail('I10', `${counted} connects within a minute`);
    const tokenCalls = count(http.requests.filter(({ isToken }) => isToken));
    // Six by themselves; a wake, a clock that is set, and a refusal may each bring one more.
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
      // As with connects: a clock that is set forward cuts a pause short, once.
      if (this.#world.device.setForwardAt >= endedAt) continue;
      const until = endedAt + retryAfter;
      const next = reads.slice(index + 1).find((one) => one.orderId === orderId);
      if (next && next.at < until && handAt < endedAt) {
        this.#fail('I11', `read ${until - next.at} ms before the server wanted it`);
      }
    }
  }

  /** I8 and I9: at most once, and only what is true. */
  #checkAnnouncements(): void {
    const { announcements, device, origin } = this.#world;
    const said = new Map<string, { readonly at: number; readonly tabs: Set<Tab> }>();
    for (const { guest, at, orderId, text, painted } of announcements) {
      if (!text.includes('ready')) continue;
      // Entries count for 12 h of the device's clock, which is all that outlives a page.
      const before = said.get(orderId);
      const isForgotten = before !== undefined && before.at <= device.setFarAt && device.setFarAt <= at;
      const tabs = before && !isForgotten ? before.tabs : new Set<Tab>();
      if (tabs.size > 0 && (!device.everDenied || tabs.has(guest.tab))) this.#fail('I8', `${orderId} announced twice`);
      said.set(orderId, { at, tabs: tabs.add(guest.tab) });
      const version = origin
        .history(orderId)
        .find((one) => one.epoch === painted?.order?.epoch && one.version === painted.order.version);
      if (painted?.orderStatus !== 'ready' || version?.status !== 'ready') this.#fail('I9', 'announced what is not so');
    }
  }

  #noteEnd(guest: Guest, { order }: OrderTrackerSnapshot): void {
    this.#closedAt.set(guest, { at: this.#world.now, startedAt: guest.startedAt });
    const history = this.#world.origin.history(guest.orderId);
    const end = history.find(({ epoch, version }) => epoch === order?.epoch && version === order.version);
    if (!isFinal(end?.status as OrderStatus)) this.#fail('I12', 'over, but not at an end');
    const isConfirmed = this.#world.readings.some(
      ({ tab, orderId, at }) =>
        tab === guest.tab && orderId === guest.orderId && at >= Math.max(end?.at ?? 0, guest.startedAt),
    );
    if (!isConfirmed) this.#fail('I12', 'over without a reading that says so');
  }

  /** I12: after the end, nothing. */
  #checkSilenceAfterEnd(guest: Guest): void {
    const closed = this.#closedAt.get(guest);
    const { tab } = guest;
    const isAlone = this.#world.guests.every((one) => one === guest || one.tab !== tab);
    if (!closed || !isAlone || (this.askedByHandAt.get(guest) ?? -1) >= closed.at) return;
    if ([...tab.sockets].some(({ readyState }) => readyState < 2)) this.#fail('I12', 'a socket is open after the end');
    const after = [...this.#world.connects, ...this.#world.http.requests].find(
      (one) => one.tab === tab && one.at > closed.at + grace,
    );
    if (after) this.#fail('I12', `something was asked for at ${after.at}, after the end at ${closed.at}`);
  }

  /** I13: whoever is gone leaves nothing behind. */
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
