import { isFinal, type OrderStatus } from '../../src/order/status.js';
import { Invariants } from './invariants.js';
import type { Guest } from './world/guest.js';
import { hasNoHeartbeat, isPushed, isReadable } from './world/kinds.js';
import { settle } from './world/scheduler.js';
import { World, type WorldOptions } from './world/world.js';

/** The longest times until recovery after all faults have ended, ms. */
const limits = {
  /** Until a change is shown: the longest pause between two reads, and the read. */
  change: 12_500,
  /** Until a change is shown that the server lost: the longest pause between two comparing reads. */
  silentLoss: 75_000,
  /** Until "not-found": a missing order is read three times. */
  missing: 8_000,
  /** The time in which earlier faults may still make a page give up: the longest backoff, and a handshake. */
  givingUp: 35_000,
  /** Until the page is live: the longest backoff, the handshake and a read. */
  live: 45_000,
  /** Until the page is live, if the ten connects of the minute were used up. */
  budget: 70_000,
  /** Until the page is live, if it has only polled for minutes: then it connects rarely. Changes are shown as soon as ever. */
  rare: 190_000,
  /** The time of polling after which it connects rarely. */
  rareAfter: 300_000,
};

/** A condition that must become true after all faults have ended. */
interface Expectation {
  readonly rule: string;
  readonly guest: Guest;
  /** The deadline, in true time. */
  until: number;
  readonly holds: () => boolean;
}

/** One run of a simulated world, with the checks of its invariants and of the recovery. */
export class Play {
  readonly world: World;
  readonly invariants: Invariants;

  constructor(options: WorldOptions) {
    this.world = new World(options);
    this.invariants = new Invariants(this.world);
  }

  /** The guest whose page the commands affect. */
  get guest(): Guest {
    const [guest] = this.world.guests;
    if (!guest) throw new Error('The world has no guest. Call world.open() first.');
    return guest;
  }

  /** Lets pending tasks run, and checks all invariants. */
  async settle(): Promise<void> {
    await this.world.pass(0);
    this.invariants.check();
    this.throwFaults();
  }

  throwFaults(): void {
    const { faults } = this.world;
    if (faults.length > 0) throw new Error(faults.join('\n'));
  }

  /** Ends all faults, and checks that every page soon shows the current order and is live. */
  async expectRecovery(): Promise<void> {
    const { world } = this;
    for (const guest of world.guests) if (!guest.isMounted) guest.mount();
    await world.pass(0);
    const hadBudget = world.connects.filter(({ at }) => at > world.now - 61_000).length < 6;
    world.heal();
    if (world.server.refusedFatally) {
      // After a fatal refusal the tracker needs a manual retry. Supabase takes 5 s to refuse.
      await world.pass(12_000);
      for (const guest of world.guests) this.retry(guest);
    }
    const from = world.now;
    await world.pass(100);
    await this.settle();
    if (world.cannotRead) for (const { orderId } of world.guests) world.server.publish(orderId);
    const isOverloaded = world.http.overloadedAt > world.now - 300_000;
    const pause = isOverloaded ? limits.silentLoss : 0;
    const usualLimit = hadBudget ? limits.live : limits.budget;
    const expected = world.guests.flatMap((guest): Expectation[] => {
      const isRare = isReadable(world.kind) && guest.tryingSince < from - limits.rareAfter;
      const liveLimit = (isRare ? limits.rare : usualLimit) + pause;
      const changeLimit = isReadable(world.kind) ? limits.change + pause : liveLimit;
      const newest = world.origin.newest(guest.orderId);
      // The answer to an earlier read may still arrive, and confirm a connection that missed a change.
      const isAsking = world.http.inFlight(guest.tab, false).length > 0;
      const silent = guest.snapshot?.isConnected || isAsking ? limits.silentLoss : 0;
      const missing = newest ? 0 : limits.missing;
      // A final order must be known before the page can close.
      const ending = isFinal(newest?.status as OrderStatus) ? silent : 0;
      return [
        { rule: 'L1', guest, until: from + changeLimit + silent + missing, holds: () => this.#showsNewest(guest) },
        { rule: 'L2', guest, until: from + liveLimit + ending, holds: () => this.#isFollowed(guest) },
      ];
    });
    await this.#expectAll(expected, from);
    // An order that has just arrived still needs some time until it is announced.
    for (let again = 0; again < 3 && !world.guests.every((guest) => this.#wasAnnounced(guest)); again += 1) {
      await world.pass(1_000);
      await this.settle();
    }
    for (const guest of world.guests) {
      if (!this.#wasAnnounced(guest)) throw new Error(`L3: ${guest.orderId} is ready, but was not announced`);
    }
  }

  /** Removes every element, and checks that it leaves no timers, listeners, sockets or requests. */
  async expectSilence(): Promise<void> {
    const { world } = this;
    for (const guest of world.guests) if (guest.isMounted) guest.unmount();
    await world.pass(1_000);
    await this.settle();
    await world.pass(120_000);
    await this.settle();
  }

  /** Ends the run at any point. */
  async end(): Promise<void> {
    for (const guest of this.world.guests) if (guest.isMounted) guest.unmount();
    await settle();
  }

  retry(guest = this.guest): void {
    this.#noteManualAction(guest);
    guest.retry();
  }

  refresh(guest = this.guest): void {
    this.#noteManualAction(guest);
    guest.refresh();
  }

  #noteManualAction(guest: Guest): void {
    this.world.signal();
    this.invariants.askedByHandAt.set(guest, this.world.now);
  }

  async #expectAll(expected: readonly Expectation[], from: number): Promise<void> {
    const { world } = this;
    let open = expected;
    for (;;) {
      open = open.filter(({ holds }) => !holds());
      // A 429 or 503 from before may have arrived late.
      const pause = world.http.overloadedAt > from ? limits.silentLoss : 0;
      const late = open.find(({ until }) => world.now >= until + pause);
      if (late) throw new Error(this.#describe(late));
      if (open.length === 0) return;
      // Pages that gave up because of earlier faults need a manual retry.
      for (const guest of world.guests) {
        if (!this.#isGivenUp(guest) || world.now > from + limits.givingUp) continue;
        this.retry(guest);
        for (const one of open) if (one.guest === guest) one.until += world.now - from;
      }
      await world.pass(Math.min(500, ...open.map(({ until }) => Math.max(1, until - world.now))));
      await this.settle();
    }
  }

  #describe({ rule, guest }: Expectation): string {
    const { connectionStatus, order, error } = guest.snapshot ?? {};
    const newest = JSON.stringify(this.world.origin.newest(guest.orderId));
    const shown = `${connectionStatus} ${order?.epoch}/${order?.version} ${order?.status} ${error?.message ?? ''}`;
    return `${rule} at ${this.world.now} ms: still shows "${shown}", but the newest version is ${newest}`;
  }

  #isGivenUp({ snapshot, orderId }: Guest): boolean {
    const exists = this.world.origin.newest(orderId) !== undefined;
    return snapshot?.error?.recoverable === false && (exists || snapshot.error.code !== 'not-found');
  }

  #showsNewest(guest: Guest): boolean {
    const newest = this.world.origin.newest(guest.orderId);
    const snapshot = guest.look();
    if (!newest) return snapshot?.error?.code === 'not-found';
    if (snapshot?.connectionStatus === 'closed') return true;
    const isUnmapped = snapshot?.order?.unmappedStatus === newest.status;
    return snapshot?.order?.epoch === newest.epoch && (isUnmapped || snapshot.order.version === newest.version);
  }

  #isFollowed(guest: Guest): boolean {
    const newest = this.world.origin.newest(guest.orderId);
    const { connectionStatus, error } = guest.look() ?? {};
    if (connectionStatus === 'closed') return true;
    if (!newest) return error?.code === 'not-found';
    if (isFinal(newest.status as OrderStatus)) return false;
    if (connectionStatus === 'polling') return !isPushed(this.world.kind) || hasNoHeartbeat(this.world.kind);
    return connectionStatus === 'connected';
  }

  /** L3: whether an order that is ready was announced. */
  #wasAnnounced({ snapshot, orderId }: Guest): boolean {
    if (snapshot?.orderStatus !== 'ready' || snapshot.order?.unmappedStatus !== undefined) return true;
    return this.world.announcements.some((one) => one.orderId === orderId && one.text.includes('ready'));
  }
}
