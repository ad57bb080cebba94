import type { Channel, Message, Sender, SendResult } from '../../../demo/supabase/functions/_shared/notify/sender.js';
import type { OutboxKit } from '../outbox-kit.js';
import type { Player } from './player.js';
import type { SimulatedTime } from './simulated-time.js';

/** The vendors of a world. Each order has the moods of its own story. */
export class Vendors {
  readonly #kit: OutboxKit;
  readonly #time: SimulatedTime;
  readonly #players: ReadonlyMap<string, Player>;
  /** The vendors that know idempotency keys: each message is sent once, however often they are asked. */
  readonly #idempotent: ReadonlySet<Channel>;
  readonly #known = new Set<string>();

  constructor(
    kit: OutboxKit,
    time: SimulatedTime,
    players: ReadonlyMap<string, Player>,
    idempotent: ReadonlySet<Channel>,
  ) {
    this.#kit = kit;
    this.#time = time;
    this.#players = players;
    this.#idempotent = idempotent;
  }

  get senders(): readonly Sender[] {
    return (['push', 'sms', 'email'] as const).map((channel) => ({
      channel,
      name: `world-${channel}`,
      isIdempotent: this.#idempotent.has(channel),
      costOf: () => (channel === 'sms' ? 70 : 0),
      send: (message) => this.#send(channel, message),
    }));
  }

  async #send(channel: Channel, message: Message): Promise<SendResult> {
    const player = this.#players.get(message.orderId);
    if (!player) throw new Error('A message of no order.');
    const mood = player.story.moods[channel][player.tries[channel]] ?? { does: 'accepts', after: 0 };
    player.tries[channel] += 1;
    switch (mood.does) {
      case 'accepts':
        await this.#deliver(channel, message, player);
        if (mood.after > 0) await new Promise<void>((resolve) => this.#time.after(mood.after, resolve));
        return { outcome: 'accepted', vendorId: `v-${message.id}`, cost: { thousandths: 80, currency: 'EUR' } };
      case 'sends-silently':
        await this.#deliver(channel, message, player);
        return new Promise(() => undefined);
      case 'hangs':
        return new Promise(() => undefined);
      case 'sends-and-breaks':
        await this.#deliver(channel, message, player);
        return { outcome: 'unknown', reason: 'the connection broke' };
      case 'breaks':
        return { outcome: 'unknown', reason: 'the connection broke' };
      case 'throws':
        throw new Error('A sender that breaks its contract.');
      case 'limits':
        return { outcome: 'not-sent', reason: 'too many', retryAfter: mood.retryAfter };
      case 'is-down':
        return { outcome: 'not-sent', reason: 'down' };
      case 'refuses':
        return { outcome: 'refused', reason: 'no such address', ...(mood.isGone && { recipient: 'gone' as const }) };
    }
  }

  async #deliver(channel: Channel, message: Message, player: Player): Promise<void> {
    if (this.#idempotent.has(channel) && this.#known.has(message.id)) return;
    this.#known.add(message.id);
    player.sent.push(`${JSON.stringify(message.to)} ${message.title}`);
    if (channel === 'push') this.#show(message, player);
    if (channel === 'sms') await this.#report(message, player);
  }

  #show(message: Message, player: Player): void {
    const { showsAfter, report } = player.story;
    if (showsAfter === undefined) return;
    for (let nth = 0; nth < report.times; nth += 1) {
      this.#time.between(showsAfter + nth, async () => {
        player.shown.add(message.id);
        await this.#kit.query('select private.push_was_shown($1, $2)', [message.id, nth > 0]);
      });
    }
  }

  async #report(message: Message, player: Player): Promise<void> {
    const { after, says, times } = player.story.report;
    if (says === 'nothing') return;
    for (let nth = 0; nth < times; nth += 1) {
      for (const [index, state] of says.split('-then-').entries()) {
        const happens = async () => {
          if (state === 'delivered') player.delivered.add(message.id);
          await this.#kit.query('select public.report_delivery($1, $2, $3, null, 75)', [
            'world-sms',
            // Some vendors give back our own id.
            nth === 0 ? `v-${message.id}` : message.id,
            state,
          ]);
        };
        if (after < 0) await happens();
        else this.#time.between(after + index, happens);
      }
    }
  }
}
