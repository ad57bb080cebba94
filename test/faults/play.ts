import { isFinal, type OrderStatus } from '../../src/order/status.js';
import { Invariants } from './invariants.js';
import type { Guest } from './world/guest.js';
import { isMute, isPushed, isReadable } from './world/kinds.js';
import { settle } from './world/scheduler.js';
import { World, type WorldOptions } from './world/world.js';

/** How long until all is well again, once everything outside works, ms. */
const limits = {
  /** A change is on the screen: the longest pause between two reads, and the read. */
  change: 12_500,
  /** The same where the server lost a change in silence: the longest pause between two comparisons. */
  silentLoss: 75_000,
  /** An order that is missing is asked for three times. */
  missing: 8_000,
  /** Until when what was wrong before may still make a page give up: the longest backoff, and a handshake. */
  givingUp: 35_000,
  /** Live: the longest backoff, the handshake and a read. */
  live: 45_000,
  /** Live, where ten connects within a minute were used up already. */
  budget: 70_000,
};

/** Something that must come true once everything outside works. */
interface Expectation {
  readonly rule: string;
  readonly guest: Guest;
  /** True time. */
  until: number;
  readonly holds: () => boolean;
}

/** One world, played to its end, and judged. */
export class Play {
  readonly world: World;
  readonly invariants: Invariants;

  constructor(options: WorldOptions) {
    this.world = new World(options);
    this.invariants = new Invariants(this.world);
  }

  /** The guest whose page the commands play with. */
  get guest(): Guest {
    const [guest] = this.world.guests;
    if (!guest) throw new Error('nobody is here');
    return guest;
  }

  /** Lets what was done take effect, and checks everything that must always hold. */
  async settle(): Promise<void> {
    await this.world.pass(0);
    this.invariants.check();
    this.throwFaults();
  }

  throwFaults(): void {
    const { faults } = this.world;
    if (faults.length > 0) throw new Error(faults.join('\n'));
  }

  /** Heals the world, and checks that everybody soon knows the truth and is live. */
  async expectRecovery(): Promise<void> {
    const { world } = this;
    for (const guest of world.guests) if (!guest.isMounted) guest.mount();
    await world.pass(0);
    const hadBudget = world.connects.filter(({ at }) => at > world.now - 61_000).length < 6;
    world.heal();
    if (world.server.wasUnfit) {
      // What the page then gave up for good, only a person starts again, and Supabase takes 5 s to refuse.
      await world.pass(12_000);
      for (const guest of world.guests) this.retry(guest);
    }
    const from = world.now;
    await world.pass(100);
    await this.settle();
    if (world.isUnasked) for (const { orderId } of world.guests) world.server.publish(orderId);
    const isOverloaded = world.http.overloadedAt > world.now - 300_000;
    const pause = isOverloaded ? limits.silentLoss : 0;
    const lived = (hadBudget ? limits.live : limits.budget) + pause;
    const told = isReadable(world.kind) ? limits.change + pause : lived;
    const expected = world.guests.flatMap((guest): Expectation[] => {
      const newest = world.origin.newest(guest.orderId);
      // The answer to what was asked before may be on its way, and prove a connection that left something out.
      const isAsking = world.http.inFlight(guest.tab, false).length > 0;
      const silent = guest.snapshot?.isConnected || isAsking ? limits.silentLoss : 0;
      const missing = newest ? 0 : limits.missing;
      // The end is followed once it is known.
      const ending = isFinal(newest?.status as OrderStatus) ? silent : 0;
      return [
        { rule: 'L1', guest, until: from + told + silent + missing, holds: () => this.#knowsTruth(guest) },
        { rule: 'L2', guest, until: from + lived + ending, holds: () => this.#isFollowed(guest) },
      ];
    });
    await this.#expectAll(expected, from);
    // What came only now still gets its time to be announced.
    for (let again = 0; again < 3 && !world.guests.every((guest) => this.#wasAnnounced(guest)); again += 1) {
      await world.pass(1_000);
      await this.settle();
    }
    for (const guest of world.guests) {
      if (!this.#wasAnnounced(guest)) throw new Error(`L3: ${guest.orderId} is ready, and nobody was told`);
    }
  }

  /** Removes every element, and checks that nothing is left of them. */
  async expectSilence(): Promise<void> {
    const { world } = this;
    for (const guest of world.guests) if (guest.isMounted) guest.unmount();
    await world.pass(1_000);
    await this.settle();
    await world.pass(120_000);
    await this.settle();
  }

  /** Ends it, however far it came. */
  async end(): Promise<void> {
    for (const guest of this.world.guests) if (guest.isMounted) guest.unmount();
    await settle();
  }

  retry(guest = this.guest): void {
    this.#byHand(guest);
    guest.retry();
  }

  refresh(guest = this.guest): void {
    this.#byHand(guest);
    guest.refresh();
  }

  #byHand(guest: Guest): void {
    this.world.signal();
    this.invariants.askedByHandAt.set(guest, this.world.now);
  }

  async #expectAll(expected: readonly Expectation[], from: number): Promise<void> {
    const { world } = this;
    let open = expected;
    for (;;) {
      open = open.filter(({ holds }) => !holds());
      // An answer from before may have been on its way.
      const pause = world.http.overloadedAt > from ? limits.silentLoss : 0;
      const late = open.find(({ until }) => world.now >= until + pause);
      if (late) throw new Error(this.#describe(late));
      if (open.length === 0) return;
      // Whoever was refused by what was wrong before has to be asked again by hand.
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
    return `${rule} at ${this.world.now} ms: still "${shown}", but it is ${newest}`;
  }

  #isGivenUp({ snapshot, orderId }: Guest): boolean {
    const exists = this.world.origin.newest(orderId) !== undefined;
    return snapshot?.error?.recoverable === false && (exists || snapshot.error.code !== 'not-found');
  }

  #knowsTruth(guest: Guest): boolean {
    const newest = this.world.origin.newest(guest.orderId);
    const snapshot = guest.look();
    if (!newest) return snapshot?.error?.code === 'not-found';
    if (snapshot?.connectionStatus === 'closed') return true;
    return snapshot?.order?.epoch === newest.epoch && snapshot.order.version === newest.version;
  }

  #isFollowed(guest: Guest): boolean {
    const newest = this.world.origin.newest(guest.orderId);
    const { connectionStatus, error } = guest.look() ?? {};
    if (connectionStatus === 'closed') return true;
    if (!newest) return error?.code === 'not-found';
    if (isFinal(newest.status as OrderStatus)) return false;
    if (connectionStatus === 'polling') return !isPushed(this.world.kind) || isMute(this.world.kind);
    return connectionStatus === 'connected';
  }

  /** L3: whether an order that is ready was announced. */
  #wasAnnounced({ snapshot, orderId }: Guest): boolean {
    if (snapshot?.orderStatus !== 'ready' || snapshot.order?.unmappedStatus !== undefined) return true;
    return this.world.announcements.some((one) => one.orderId === orderId && one.text.includes('ready'));
  }
}
