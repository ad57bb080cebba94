import { seededRandom } from '../../faults/world/scheduler.js';
import type { Account, EveningDatabase, SentMessage } from './evening-database.js';
import { type GuestKind, kindAt, type Range } from './guests.js';
import { type Timeline, timelineOf } from './timeline.js';

const second = 1000;
const minute = 60 * second;
/** The restaurant's `most_pushes`. */
const mostPushes = 3;

/** A guest and the order. */
interface Guest {
  readonly order: string;
  readonly kind: GuestKind;
  readonly timeline: Timeline;
  readonly channels: readonly SentMessage['channel'][];
  status: string;
  isVisible: boolean;
  /** The status that page or messages have told last. */
  belief: string;
  /** Channels by which `ready` was sent. */
  readonly readySent: Set<string>;
  /** Cancels the planned end of a look when another begins. */
  look: number;
}

export interface EveningResult extends Account {
  readonly orders: number;
  /** One message for each change of status or window, from placed to completed, to each guest who gave a channel. */
  readonly everyChange: number;
  /** The same without what the outbox has no news for (placed, served, completed), by kind. */
  readonly everyNews: Readonly<Record<string, number>>;
  /** What was sent, by kind; `placed` and `summary` are the mails that guests keep. */
  readonly sent: Readonly<Record<string, number>>;
  /** Guests who did not hear in time that the order is ready, though it could be told. */
  readonly missed: readonly string[];
  /** Of how many readies the guest was not looking at the page. */
  readonly unseenReadies: number;
  /** Of these: staff were told, because no message was acknowledged. */
  readonly staffTold: number;
  /** Pushes of the order that had the most. */
  readonly mostPushes: number;
}

/** One evening of a restaurant, from 18:00, played through the kit's SQL with a simulated clock. */
export class Evening {
  readonly #database: EveningDatabase;
  readonly #random: () => number;
  readonly #restaurant: string;
  readonly #begin: number;
  readonly #plans: { readonly at: number; readonly run: () => Promise<void> | void }[] = [];
  readonly #guests = new Map<string, Guest>();
  readonly #everyNews = new Counts();
  readonly #sent = new Counts();
  readonly #pushes = new Counts();
  readonly #missed: string[] = [];
  #everyChange = 0;
  #unseenReadies = 0;
  #staffTold = 0;
  #now: number;
  #nextPass: number | undefined;

  constructor(
    database: EveningDatabase,
    { seed, restaurant, begin }: { seed: number; restaurant: string; begin: number },
  ) {
    this.#database = database;
    this.#random = seededRandom(seed);
    this.#restaurant = restaurant;
    this.#begin = begin;
    this.#now = begin;
  }

  async play(): Promise<EveningResult> {
    const orders = 60 + Math.floor(this.#random() * 61);
    for (let index = 0; index < orders; index++) this.#planOrder(index);
    for (;;) {
      const plan = this.#plans[0];
      const nextPass = this.#nextPass ?? Number.POSITIVE_INFINITY;
      if (!plan && nextPass === Number.POSITIVE_INFINITY) break;
      if (plan && plan.at <= nextPass) {
        this.#plans.shift();
        this.#now = Math.max(this.#now, plan.at);
        await plan.run();
      } else {
        this.#now = Math.max(this.#now, nextPass);
        await this.#pass();
      }
    }
    return {
      orders,
      everyChange: this.#everyChange,
      everyNews: this.#everyNews.all,
      sent: this.#sent.all,
      missed: this.#missed,
      unseenReadies: this.#unseenReadies,
      staffTold: this.#staffTold,
      ...(await this.#database.accountOf(this.#restaurant, this.#begin)),
      mostPushes: Math.max(0, ...Object.values(this.#pushes.all)),
    };
  }

  #plan(delay: number, run: () => Promise<void> | void): void {
    const at = this.#now + delay;
    const later = this.#plans.findIndex((other) => other.at > at);
    this.#plans.splice(later < 0 ? this.#plans.length : later, 0, { at, run });
  }

  #within([from, to]: Range): number {
    return (from + this.#random() * (to - from)) * second;
  }

  async #pass(sql = ''): Promise<void> {
    const { sent, nextAt } = await this.#database.pass(this.#now, sql);
    // A pass that is due at once is made a moment later: time goes on.
    this.#nextPass = nextAt === undefined ? undefined : Math.max(nextAt, this.#now + 1);
    for (const message of sent) this.#receive(message);
  }

  #planOrder(index: number): void {
    const random = this.#random;
    const kind = kindAt(random());
    const channels = (['push', 'sms', 'email'] as const).filter(
      (channel) => random() < { push: 0.75, sms: 0.35, email: 0.3 }[channel],
    );
    const guest: Guest = {
      order: uuid(this.#restaurant, this.#begin, index),
      kind,
      timeline: timelineOf(random),
      // One guest in ten gives nothing and keeps the page; the others gave at least one.
      channels: channels.length > 0 || random() < 0.1 ? channels : ['push'],
      status: 'pending',
      isVisible: false,
      belief: 'pending',
      readySent: new Set(),
      look: 0,
    };
    this.#guests.set(guest.order, guest);
    this.#plan(random() * 3.5 * 60 * minute, () => this.#place(guest));
  }

  async #place(guest: Guest): Promise<void> {
    const { order, timeline, channels, kind } = guest;
    const placed = this.#now;
    const at = (seconds: number) => `'${new Date(placed + seconds * second).toISOString()}'`;
    if (channels.length > 0) this.#everyChange++;
    await this.#pass(`
      insert into public.orders (id, restaurant_id, number, fulfilment, estimated_ready_from, estimated_ready_to)
      values ('${order}', '${this.#restaurant}', '1', '${timeline.fulfilment}', ${at(timeline.window[0])}, ${at(timeline.window[1])});
      ${channels.map((channel) => recipient(this.#restaurant, order, channel)).join('')}`);
    await this.#show(guest);
    if (kind.minutesAway) {
      const [from, to] = kind.minutesAway;
      const minutes = Math.round(from + this.#random() * (to - from));
      await this.#database.run(this.#now, `select public.note_minutes_away('${order}', ${minutes})`);
    }
    if (kind.firstLook) this.#planHiding(guest, this.#within(kind.firstLook));
    this.#planLook(guest);
    for (const { at: seconds, status, window } of timeline.steps) {
      this.#plan(seconds * second, async () => {
        const reason = status === 'cancelled' ? `, reason = 'Sold out'` : '';
        const changes = window
          ? `estimated_ready_from = ${at(window[0])}, estimated_ready_to = ${at(window[1])}`
          : `status = '${status}'${reason}`;
        await this.#change(guest, changes, status);
      });
    }
  }

  async #change(guest: Guest, changes: string, status: string | undefined): Promise<void> {
    const wasTaken = guest.status === 'ready' && status === 'preparing';
    guest.status = status ?? guest.status;
    const kind = wasTaken || status === undefined ? 'delayed' : kindsOfStatus[status];
    if (guest.channels.length > 0) {
      this.#everyChange++;
      if (kind) this.#everyNews.add(kind);
    }
    await this.#pass(`update public.orders set ${changes} where id = '${guest.order}'`);
    const isLooking = guest.isVisible && guest.kind.hasWorkingPage;
    if (isLooking) this.#plan(this.#within([0.1, 1.5]), () => (guest.isVisible ? this.#show(guest) : undefined));
    if (status === 'ready' && guest.timeline.fulfilment !== 'delivery' && guest.channels.length > 0) {
      if (!isLooking) this.#unseenReadies++;
      this.#plan(91 * second, () => this.#checkReady(guest, isLooking));
    }
  }

  /**
   * A guest who is not told within 90 s is missed, unless every channel was tried and staff have heard of it: a rule that
   * keeps `ready` back must not hide behind the staff.
   */
  async #checkReady(guest: Guest, wasLooking: boolean): Promise<void> {
    if (guest.status !== 'ready' || guest.belief === 'ready') return;
    const [row] = await this.#database.run(
      this.#now,
      `select count(*)::integer as alerts from public.staff_alerts where order_id = '${guest.order}' and kind = 'not_reached'`,
    );
    const untried = guest.channels.filter((channel) => !guest.readySent.has(channel));
    const hasPushes = (this.#pushes.all[guest.order] ?? 0) < mostPushes;
    if (row?.alerts === 0 || untried.some((channel) => channel !== 'push' || hasPushes)) {
      this.#missed.push(`${guest.order}: ${guest.kind.name}; gave ${guest.channels}, not tried: ${untried}`);
    } else if (!wasLooking) this.#staffTold++;
  }

  async #show(guest: Guest): Promise<void> {
    guest.isVisible = true;
    guest.belief = guest.status;
    await this.#database.run(
      this.#now,
      `select public.note_page_view(id, 'page0001', true, version) from public.orders where id = '${guest.order}'`,
    );
  }

  #planHiding(guest: Guest, delay: number): void {
    const look = ++guest.look;
    this.#plan(delay, async () => {
      if (look !== guest.look) return;
      guest.isVisible = false;
      if (!guest.kind.hasWorkingPage) return;
      await this.#database.run(this.#now, `select public.note_page_view('${guest.order}', 'page0001', false, null)`);
    });
  }

  #planLook(guest: Guest): void {
    const { looks } = guest.kind;
    if (!looks) return;
    this.#plan(this.#within(looks.every), async () => {
      if (['completed', 'cancelled'].includes(guest.status)) return;
      await this.#look(guest, looks.lasting);
      this.#planLook(guest);
    });
  }

  async #look(guest: Guest, lasting: Range): Promise<void> {
    if (!guest.isVisible) await this.#show(guest);
    this.#planHiding(guest, this.#within(lasting));
  }

  #receive({ id, order, kind, channel }: SentMessage): void {
    const guest = this.#guests.get(order);
    if (!guest) return;
    this.#sent.add(kind);
    if (kind === 'ready') guest.readySent.add(channel);
    if (channel === 'push') this.#pushes.add(order);
    const { showsPush, getsSms, opensReady, opensOther, firstLook } = guest.kind;
    const arrives = this.#random() < { push: showsPush, sms: getsSms, email: 0 }[channel];
    const opens = this.#random() < (kind === 'ready' ? opensReady : opensOther);
    if (!arrives) return;
    this.#plan(this.#within(channel === 'push' ? [0.5, 3] : [3, 12]), async () => {
      guest.belief = kind === 'delayed' ? 'preparing' : kind;
      await this.#pass(
        channel === 'push'
          ? `select private.push_was_shown('${id}', false)`
          : `select public.report_delivery('double', '${id}', 'delivered', null, null)`,
      );
      if (opens && firstLook) this.#plan(this.#within([3, 40]), () => this.#look(guest, [8, 30]));
    });
  }
}

const kindsOfStatus: Readonly<Record<string, string>> = {
  preparing: 'preparing',
  ready: 'ready',
  out_for_delivery: 'out_for_delivery',
  cancelled: 'ended',
};

class Counts {
  readonly all: Record<string, number> = {};

  add(name: string): void {
    this.all[name] = (this.all[name] ?? 0) + 1;
  }
}

/** An order's id: of the restaurant, the day and the place in it. */
function uuid(restaurant: string, begin: number, index: number): string {
  const day = Math.floor(begin / 86_400_000);
  return `${restaurant.slice(0, 24)}${(day * 1000 + index).toString(16).padStart(12, '0')}`;
}

function recipient(restaurant: string, order: string, channel: string): string {
  return `
    with consent as (
      insert into private.consents (restaurant_id, order_id, channel, address_hash, wording, language, method)
      values ('${restaurant}', '${order}', '${channel}', repeat('0', 64), 'Yes', 'en', 'order_page') returning id)
    insert into private.recipients (order_id, channel, address, address_hash, consent_id)
    select '${order}', '${channel}', '{}', repeat('0', 64), id from consent;`;
}
