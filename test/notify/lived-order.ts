import type { Claims } from '../../demo/server/database/identity.js';
import { createTestWorker, FakeSender, plainMessage, type TestWorker } from './fake-senders.js';
import type { OutboxKit } from './outbox-kit.js';

const owner = '+4917099988877';
/** What a guest gave, or was given: none of it may be found after the order's end. */
const guest = {
  number: '+4915112345678',
  mail: 'ada@mail.example',
  endpoint: 'https://push.example/of-ada',
  pushToken: 'ab'.repeat(32),
  consent: 'Yes, tell Ada by all means',
} as const;

/** An order whose guest and kitchen have used every feature that leaves something in the database. */
export class LivedOrder {
  readonly id: string;
  readonly #kit: OutboxKit;
  readonly #senders = [new FakeSender('push'), new FakeSender('sms'), new FakeSender('email')];
  readonly #worker: TestWorker;
  readonly #staff: Claims;

  private constructor(kit: OutboxKit, id: string, staff: Claims) {
    this.#kit = kit;
    this.id = id;
    this.#staff = staff;
    this.#worker = createTestWorker({ database: kit.kitDatabase, senders: this.#senders, render: plainMessage });
  }

  /** What must not be found in the database any more. */
  get secrets(): readonly string[] {
    return [guest.number, guest.mail, guest.endpoint, guest.pushToken, guest.consent, hash(this.id, 'sms')];
  }

  /** A restaurant with a tablet, an owner and a key for its till; and the staff who work there. */
  static async openRestaurant(kit: OutboxKit): Promise<{ readonly restaurant: string; readonly staff: Claims }> {
    const restaurant = await kit.addRestaurant({
      is_adaptive: false,
      accept_minutes: 4,
      unanswered_rule: 'call',
      retention_days: 1,
      most_cost_thousandths: 100_000,
    });
    await kit.setOwnerPhone(restaurant, owner);
    const [person] = await kit.query<{ id: string }>(
      `insert into auth.users (id, email) values (gen_random_uuid(), $1) returning id`,
      [`staff@${restaurant}.example`],
    );
    const staff = { role: 'authenticated', sub: person?.id ?? '' } as const;
    await kit.query(`insert into public.staff (user_id, restaurant_id) values ($1, $2)`, [staff.sub, restaurant]);
    await kit.database.as(staff, (query) =>
      query.query(`select public.add_staff_recipient($1, $2, 'https://a.example/kitchen')`, [
        restaurant,
        JSON.stringify({ endpoint: 'https://push.example/tablet', keys: { p256dh: 'k', auth: 'a' } }),
      ]),
    );
    await kit.query(`insert into private.order_keys (key_hash, restaurant_id, label) values ($1, $2, 'till')`, [
      hash(restaurant, 'key'),
      restaurant,
    ]);
    return { restaurant, staff };
  }

  static async place(kit: OutboxKit, restaurant: string, staff: Claims): Promise<LivedOrder> {
    const [placed] = await kit.query<{ id: string }>(
      `select id from public.place_order_as_server($1, $2, 'request 1', $3)`,
      [
        JSON.stringify({
          fulfilment: 'pickup',
          payment_status: 'succeeded',
          items: [{ name: 'Soup', quantity: 1, prep_minutes: 10 }],
        }),
        hash(restaurant, 'link'),
        hash(restaurant, 'key'),
      ],
    );
    return new LivedOrder(kit, placed?.id ?? '', staff);
  }

  /** Until the order is ready, and nobody has acknowledged it. */
  async live(): Promise<void> {
    const { id } = this;
    await this.#giveContacts();
    const link = hash(id, 'sms link');
    await this.#call('open_tracking_link', id, link, hash(id, 'shared'));
    await this.#call('note_page_view', id, 'page-of-ada', true, 1);
    await this.#call('note_minutes_away', id, 5);
    await this.#call('wallet_order', id, hash(id, 'wallet link'));
    await this.#call('add_wallet_card', id, 'apple', 'phone-of-ada', guest.pushToken);
    await this.#call('add_wallet_card', id, 'google', '', null);
    await this.#asGuest('tell_kitchen', 'on_my_way');
    await this.#later(241);
    await this.#later(301);
    await this.#kit.moveTo(id, 'preparing');
    await this.#asGuest('ask_kitchen');
    await this.#kit.database.as(this.#staff, (query) =>
      query.query(`select public.answer_question(id, 'coming') from public.staff_alerts where kind = 'question'`),
    );
    await this.#later(11);
    await this.#kit.moveTo(id, 'ready');
    await this.#kit.database.as(this.#staff, (query) =>
      query.query(`select public.check_pickup_code($1, 'none')`, [id]),
    );
    for (const seconds of [0, 21, 26, 21]) await this.#later(seconds);
    await this.#call('report_delivery', 'fake-sms', 'nobody’s', 'delivered', null, null);
  }

  async end(): Promise<void> {
    await this.#kit.moveTo(this.id, 'preparing', 'ready', 'completed');
    await this.#asGuest('rate_order', 5);
    await this.#later(1);
    await this.#call('withdraw_address', 'sms', hash(this.id, 'sms'), 'reply');
  }

  /** So much later the worker works and cleans, as it does all the time. */
  async cleanAfter(seconds: number): Promise<void> {
    await this.#later(seconds);
    await this.#worker.clean();
    await this.#later(0);
    await this.#worker.clean();
  }

  async #giveContacts(): Promise<void> {
    for (const [channel, address] of [
      ['push', { endpoint: guest.endpoint, keys: { p256dh: 'k', auth: 'a' } }],
      ['sms', { number: guest.number }],
      ['email', { address: guest.mail }],
    ] as const) {
      const name = hash(this.id, channel);
      const more = [guest.consent, 'en', 'tracker', hash(this.id, `${channel} link`)] as const;
      await this.#call('add_recipient', this.id, channel, JSON.stringify(address), name, ...more);
    }
  }

  async #later(seconds: number): Promise<void> {
    await this.#kit.setClock(seconds);
    await this.#worker.run();
  }

  #call(name: string, ...values: readonly unknown[]): Promise<unknown> {
    return this.#kit.query(`select public.${name}(${places(values)})`, [...values]);
  }

  #asGuest(name: string, ...more: readonly unknown[]): Promise<unknown> {
    const values = [this.id, ...more];
    return this.#kit.database.as({ role: 'tracker', order_id: this.id }, (query) =>
      query.query(`select public.${name}(${places(values)})`, values),
    );
  }
}

function places(values: readonly unknown[]): string {
  return values.map((_value, index) => `$${index + 1}`).join(', ');
}

/** 64 hexadecimal digits that differ with what they are for. */
function hash(of: string, purpose: string): string {
  return Buffer.from(`${purpose} ${of.replaceAll('-', '')}`)
    .toString('hex')
    .padEnd(64, '0')
    .slice(0, 64);
}
