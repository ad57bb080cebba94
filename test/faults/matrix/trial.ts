import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Play } from '../play.js';
import type { Guest } from '../world/guest.js';
import type { WorldKind } from '../world/kinds.js';
import type { SimulatedSocket } from '../world/simulated-socket.js';
import type { World } from '../world/world.js';

/** How exactly times are measured, ms. */
const step = 50;
/** A change that is younger than this may not have arrived yet, ms. */
const arrivalTime = 1_000;

/** One fault in a simulated world in which a guest follows an order, with its measurements. */
export class Trial {
  readonly play: Play;
  readonly world: World;
  /** How long the page said live while it showed an older state, ms. */
  staleLive = 0;

  constructor(kind?: WorldKind, seed = 7) {
    this.play = new Play({ seed, ...(kind && { kind }) });
    this.world = this.play.world;
  }

  get guest(): Guest {
    return this.play.guest;
  }

  get status(): string {
    return this.guest.look()?.connectionStatus ?? 'nothing';
  }

  get isLive(): boolean {
    return this.guest.look()?.isConnected ?? false;
  }

  /** The status that the page shows. */
  get shown(): string | undefined {
    return this.guest.look()?.orderStatus;
  }

  get reads(): number {
    return this.world.http.requests.filter(({ isToken }) => !isToken).length;
  }

  get tokenCalls(): number {
    return this.world.http.requests.filter(({ isToken }) => isToken).length;
  }

  get connects(): number {
    return this.world.connects.length;
  }

  /** How often "ready" was announced. */
  get announcements(): number {
    return this.world.announcements.filter(({ text }) => text.includes('ready')).length;
  }

  /** A guest opens the page, and nothing fails. */
  async begin(orderId = 'A1'): Promise<void> {
    this.world.open(orderId);
    await this.watch(5_000);
  }

  /** Lets time pass, measures and checks the invariants. */
  async watch(milliseconds: number): Promise<void> {
    await this.until(() => false, milliseconds);
  }

  /** Lets time pass until `holds` returns true. Returns how long that took, ms; `Infinity` if longer than `limit`. */
  async until(holds: () => boolean, limit: number): Promise<number> {
    const { world, play } = this;
    const from = world.now;
    await world.pass(0);
    for (;;) {
      if (holds()) return world.now - from;
      if (world.now - from >= limit) return Number.POSITIVE_INFINITY;
      await world.pass(Math.min(step, from + limit - world.now));
      if (world.device.tabs.size > 0) this.#measure();
      play.invariants.check();
      play.throwFaults();
    }
  }

  /** The most connects, or reads, within any minute since `from`. */
  busiestMinute(of: 'connects' | 'reads' | 'tokens', from: number): number {
    const { connects, http } = this.world;
    const all = of === 'connects' ? connects : http.requests.filter(({ isToken }) => isToken === (of === 'tokens'));
    const times = all.map(({ at }) => at).filter((at) => at >= from);
    return Math.max(0, ...times.map((at) => times.filter((other) => other >= at && other < at + 60_000).length));
  }

  async end(): Promise<void> {
    await this.play.expectSilence();
  }

  #measure(): void {
    const { world, guest } = this;
    const snapshot = guest.snapshot;
    if (!snapshot?.isConnected || guest.tab.state !== 'running' || world.device.isAsleep) return;
    const { origin } = world;
    const due = origin.history(guest.orderId).findLastIndex(({ at }) => at < world.now - arrivalTime);
    const shown = origin.placeOf(guest.orderId, snapshot.order);
    // A state that was never committed is the trial's own.
    const isStale = shown < 0 ? origin.newest(guest.orderId)?.epoch !== snapshot.order?.epoch : shown < due;
    if (isStale) this.staleLive += step;
  }
}

interface RowOptions {
  readonly kind?: WorldKind;
  /** Whether the guest's page is live when the fault begins. Default true. */
  readonly begun?: boolean;
  /** How long a stale state may be shown as live, ms. Default 0. */
  readonly staleLive?: number;
}

/** One row of the fault matrix as a test. The invariants are checked throughout, and at the end that no traffic goes on. */
export function row(
  id: string,
  what: string,
  run: (trial: Trial) => Promise<void>,
  { kind, begun = true, staleLive = 0 }: RowOptions = {},
): void {
  it(`${id}: ${what}`, async () => {
    const trial = new Trial(kind);
    try {
      if (begun) {
        await trial.begin();
        assert.equal(trial.status, kind?.startsWith('polling') ? 'polling' : 'connected');
      }
      await run(trial);
      assert.ok(trial.staleLive <= staleLive, `${trial.staleLive} ms live with an older state`);
      await trial.end();
    } finally {
      await trial.play.end();
    }
  });
}

/** Fails unless a measured time is within its limit, ms. */
export function within(measured: number, limit: number, what: string): void {
  assert.ok(measured <= limit, `${what}: ${measured} ms, but at most ${limit} ms are allowed`);
}

/** Resets every connection of the server. */
export function reset({ world }: Trial): void {
  for (const { socket } of [...world.server.sockets]) socket.reset();
}

/** The socket that the page has open, and the topic of its channel. */
export function channelOf({ world }: Trial): { readonly socket: SimulatedSocket; readonly topic: string } {
  const [end] = world.server.sockets;
  if (!end) throw new Error('there is no connection');
  const [topic = ''] = [...end.socket.subscriptions.keys()].at(-1)?.split(' ') ?? [];
  return { socket: end.socket, topic };
}
