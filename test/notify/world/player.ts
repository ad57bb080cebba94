import type { Channel } from '../../../demo/supabase/functions/_shared/notify/sender.js';
import type { OutboxKit } from '../outbox-kit.js';
import type { SimulatedTime } from './simulated-time.js';
import type { KitchenMove, Story } from './story.js';

const steps = ['pending', 'preparing', 'ready', 'completed'];
const endings = ['completed', 'cancelled'];
/** The last second of a story. */
const lastMove = 120;
const channels: readonly Channel[] = ['push', 'sms', 'email'];

/** One order in the world: the kitchen and the guest play their story, and everything that truly happens is noted. */
export class Player {
  readonly story: Story;
  readonly order: string;
  /** What must never happen, and did. */
  readonly faults: string[] = [];
  status = 'pending';
  version = 1;
  hasWithdrawn = false;
  /** Tries of each channel that have reached its vendor. */
  readonly tries: Record<Channel, number> = { push: 0, sms: 0, email: 0 };
  /** What has truly been sent: recipient, kind and version. */
  readonly sent: string[] = [];
  /** Messages that the browser has shown, and that a vendor has reported delivered. */
  readonly shown = new Set<string>();
  readonly delivered = new Set<string>();
  /** What has to be told, by the order's version: it is ready, it has ended, or a told `ready` was taken back. */
  readonly news: { readonly kind: string; readonly version: number }[] = [];
  /** The versions that are ready once more, after the guest was told that it takes longer. */
  readonly readyAgain: number[] = [];
  /** Whether a visible page has ever shown something. */
  seenVersion = 0;
  readonly #kit: OutboxKit;
  readonly #time: SimulatedTime;
  #isVisible: boolean;
  #lastMove: Promise<void> = Promise.resolve();

  private constructor(story: Story, order: string, kit: OutboxKit, time: SimulatedTime) {
    this.story = story;
    this.order = order;
    this.#kit = kit;
    this.#time = time;
    this.#isVisible = story.page === 'watched';
  }

  static async start(story: Story, restaurant: string, kit: OutboxKit, time: SimulatedTime): Promise<Player> {
    const player = new Player(story, await kit.addOrder(restaurant), kit, time);
    for (const channel of channels.filter((one) => story.channels.includes(one))) {
      for (let nth = 1; nth <= story.recipients; nth += 1) await kit.addRecipient(player.order, channel, nth);
    }
    if (story.page !== 'none') await kit.pageSays(player.order, story.page !== 'closed', 1);
    let at = 0;
    for (const { gap, move } of story.kitchen) {
      at = Math.min(at + gap, lastMove);
      time.between(at, () => player.#cook(move));
    }
    for (const { at, opens } of story.visits) time.between(at, () => player.#look(opens));
    if (story.withdrawsAt !== undefined) time.between(story.withdrawsAt, () => player.#withdraw());
    return player;
  }

  get hasEnded(): boolean {
    return endings.includes(this.status);
  }

  /** The kitchen finishes what is left. */
  async finish(): Promise<void> {
    while (!this.hasEnded) await this.#cook('forward');
  }

  /** One move after the other: each depends on what the last one did. */
  #cook(move: KitchenMove['move']): Promise<void> {
    this.#lastMove = this.#lastMove.then(() => this.#cookNow(move));
    return this.#lastMove;
  }

  async #cookNow(move: KitchenMove['move']): Promise<void> {
    const step = steps.indexOf(this.status);
    if (this.hasEnded) return;
    switch (move) {
      case 'forward':
        return this.#change(`status = '${steps[step + 1]}'`);
      case 'undo':
        return step > 0 ? this.#undo(steps[step - 1] ?? this.status) : undefined;
      case 'cancel':
        return this.#change(`status = 'cancelled', reason = 'We are out of dough.'`);
      case 'postpone':
        return this.#change(
          `estimated_ready_to = coalesce(estimated_ready_to, private.clock()) + interval '12 minutes'`,
        );
      case 'flag-delay':
        return this.#change('delayed = not delayed');
      case 'touch':
        return this.#change('version = version');
      case 'answer':
      case 'unanswered':
        if (move === 'unanswered' && this.status !== 'pending') return;
        await this.#change('version = version');
        await this.#kit.query('select private.raise_notification($1, $2)', [this.order, move]);
    }
  }

  async #undo(status: string): Promise<void> {
    const wasReady = this.status === 'ready';
    const isTold = this.#heard('ready').length > 0;
    await this.#change(`status = '${status}'`);
    if (wasReady && isTold) this.news.push({ kind: 'delayed', version: this.version });
  }

  async #change(assignments: string): Promise<void> {
    const before = this.status;
    const lastHeard = this.#heard('ready', 'delayed').at(-1);
    const [row] = await this.#kit.query<{ status: string; version: number }>(
      `update public.orders set ${assignments} where id = $1 returning status, version::int`,
      [this.order],
    );
    this.status = row?.status ?? this.status;
    this.version = row?.version ?? this.version;
    const kind = { ready: 'ready', cancelled: 'ended' }[this.status];
    if (kind && this.status !== before) {
      this.news.push({ kind, version: this.version });
      if (kind === 'ready' && lastHeard === 'delayed') this.readyAgain.push(this.version);
    }
    if (this.#isVisible) this.#time.between(1, () => this.#draw());
  }

  /** Which of these kinds were truly sent, in their order. */
  #heard(...kinds: readonly string[]): readonly string[] {
    return this.sent.flatMap((one) => kinds.filter((kind) => new RegExp(` ${kind} \\d+$`).test(one)));
  }

  async #look(opens: boolean): Promise<void> {
    if (this.hasWithdrawn && this.story.page === 'none') return;
    this.#isVisible = opens;
    await this.#kit.pageSays(this.order, opens);
    if (opens) this.#time.between(1, () => this.#draw());
  }

  async #draw(): Promise<void> {
    if (!this.#isVisible) return;
    this.seenVersion = this.version;
    await this.#kit.pageSays(this.order, true, this.version);
  }

  async #withdraw(): Promise<void> {
    for (const channel of channels) {
      await this.#kit.query(`select public.withdraw_channel($1, $2, 'tracker')`, [this.order, channel]);
    }
    this.hasWithdrawn = true;
  }
}
