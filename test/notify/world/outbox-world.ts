import type { KitDatabase } from '../../../demo/supabase/functions/_shared/kit-database.js';
import type { Channel } from '../../../demo/supabase/functions/_shared/notify/sender.js';
import { createOutboxWorker, type OutboxWorker } from '../../../demo/supabase/functions/_shared/notify/worker.js';
import { plainMessage } from '../fake-senders.js';
import type { OutboxKit } from '../outbox-kit.js';
import { type Fate, Life, mortalDatabase, mortalSender } from './mortal.js';
import { Player } from './player.js';
import { SimulatedTime } from './simulated-time.js';
import type { Story } from './story.js';
import { Vendors } from './vendors.js';

/** How long the stories last, and then how long until everything must be settled, in seconds: longer than all steps together. */
const storySeconds = 125;
const settleSeconds = 200;
/** A dead worker's successor comes after so many seconds. */
const successorAfter = 3;

export interface WorldPlan {
  readonly stories: readonly Story[];
  readonly fates: readonly Fate[];
  readonly idempotent: readonly Channel[];
  /** Of the restaurant: how long each step waits. */
  readonly settings: Readonly<Record<string, number>>;
}

/** Plays all stories at once, with two workers that stall, die and are replaced. What must never happen is noted. */
export async function playWorld(kit: OutboxKit, plan: WorldPlan): Promise<readonly Player[]> {
  // The kit stamps orders with the real time: a world days ahead of it would forget them as soon as they end.
  await kit.resetClock();
  const time = new SimulatedTime(kit);
  // No ledger of the restaurant is deleted before it was looked at.
  const restaurant = await kit.addRestaurant({ retention_days: 1, ...plan.settings });
  const players = new Map<string, Player>();
  for (const story of plan.stories) {
    const player = await Player.start(story, restaurant, kit, time);
    players.set(player.order, player);
  }
  const vendors = new Vendors(kit, time, players, new Set(plan.idempotent));
  const database = watchedDatabase(kit.kitDatabase, players);
  let met = 0;
  const nextFate = (): Fate => {
    met += 1;
    // From the first again, so that it does not become safer by and by.
    return (
      plan.fates[(met - 1) % plan.fates.length] ?? { step: Number.POSITIVE_INFINITY, isAfter: true, stalls: undefined }
    );
  };
  const slots = [new Slot(), new Slot()];
  for (let second = 0; second < storySeconds + settleSeconds; second += 1) {
    await time.advance(second === 0 ? 0 : 1);
    for (const slot of slots) {
      slot.tick(time, () => {
        const life = new Life(nextFate, time);
        const worker = createOutboxWorker({
          database: mortalDatabase(database, life, time),
          senders: vendors.senders.map((sender) => mortalSender(sender, life)),
          render: (job) => ({ ...plainMessage(job), title: `${job.kind} ${job.version}` }),
          timeout: (milliseconds) => time.timeout(milliseconds),
        });
        return { life, worker };
      });
    }
    await time.settle();
  }
  return [...players.values()];
}

/** A process with a worker in it, which ticks at each second unless it is still claiming. */
class Slot {
  #present: { readonly life: Life; readonly worker: OutboxWorker } | undefined;
  #isClaiming = false;
  #bornAgainAt = 0;

  tick(time: SimulatedTime, start: () => { readonly life: Life; readonly worker: OutboxWorker }): void {
    if (this.#present?.life.isOver) {
      this.#present = undefined;
      this.#bornAgainAt = time.now + successorAfter;
    }
    if (!this.#present && time.now >= this.#bornAgainAt) {
      this.#present = start();
      this.#isClaiming = false;
    }
    if (!this.#present || this.#isClaiming) return;
    this.#isClaiming = true;
    void this.#present.worker.tick().then(() => {
      this.#isClaiming = false;
    });
  }
}

const outdated: Readonly<Record<string, (status: string) => boolean>> = {
  ready: (status) => status !== 'ready',
  preparing: (status) => status !== 'preparing',
  delayed: (status) => status !== 'pending' && status !== 'preparing',
  placed: (status) => status !== 'pending' && status !== 'preparing',
  unanswered: (status) => status !== 'pending',
  ended: (status) => status !== 'cancelled',
  summary: (status) => status !== 'completed',
};

/** No sending may begin after the order has moved on, or after the guest has withdrawn. */
function watchedDatabase(database: KitDatabase, players: ReadonlyMap<string, Player>): KitDatabase {
  const claimed = new Map<string, { readonly order_id: string; readonly kind: string }>();
  const call: KitDatabase['call'] = async (name, args) => {
    const rows = await database.call(name, args);
    if (name === 'claim_deliveries') {
      for (const row of rows) {
        const { delivery_id, order_id, kind } = row as Record<'delivery_id' | 'order_id' | 'kind', string>;
        claimed.set(delivery_id, { order_id, kind });
      }
    }
    const job = claimed.get(String(args.delivery_id));
    if (name === 'begin_delivery' && rows[0] === true && job) {
      const player = players.get(job.order_id);
      // Noted and not thrown: the worker survives whatever its database throws.
      if (player && outdated[job.kind]?.(player.status))
        player.faults.push(`${job.kind} begins while ${player.status}`);
      if (player?.hasWithdrawn) player.faults.push(`${job.kind} begins after the guest has withdrawn`);
    }
    return rows;
  };
  return { call, callAs: (_token, name, args) => call(name, args) };
}
