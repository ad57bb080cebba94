import { openKit, type PgliteKit } from '../kit/pglite-kit.js';

/** What the policy says of a message. */
export interface Verdict {
  readonly verdict: 'send' | 'withhold' | 'wait';
  readonly reason: string;
  readonly waitUntil: string | undefined;
}

/** What is asked about. Without a version: the order's own. */
export interface Question {
  readonly kind: string;
  readonly channel?: 'push' | 'sms' | 'email';
  readonly matters?: boolean;
  readonly version?: number;
}

const restaurant = 'a0000000-0000-4000-8000-000000000000';
const order = 'a0000000-0000-4000-8000-000000000001';
const everythingThatMatters = ['ready', 'ended', 'delayed', 'unanswered', 'answer'];

/** One order on an evening in the future, so that no window has passed by the real clock. Times are hours and minutes in UTC. */
export class PolicyKit {
  readonly restaurant = restaurant;
  readonly order = order;
  #now = '';

  private constructor(readonly kit: PgliteKit) {}

  static async open(): Promise<PolicyKit> {
    const kit = await openKit();
    return new PolicyKit(kit);
  }

  /** A restaurant without a history, and an order that was placed at 18:00, to be ready between 18:15 and 18:25. */
  async begin(settings: Readonly<Record<string, string>> = {}, fulfilment = 'pickup'): Promise<void> {
    await this.kit.own(`
      delete from public.orders; delete from public.restaurants;
      insert into public.restaurants (id, name) values ('${restaurant}', 'A');
      insert into public.notification_settings (restaurant_id) values ('${restaurant}');`);
    for (const [name, value] of Object.entries(settings)) {
      await this.kit.own(`update public.notification_settings set ${name} = '${value}'`);
    }
    await this.at('18:00');
    await this.kit.own(`
      insert into public.orders (id, restaurant_id, number, fulfilment, estimated_ready_from, estimated_ready_to)
      values ('${order}', '${restaurant}', '1', '${fulfilment}', '${on('18:15')}', '${on('18:25')}')`);
  }

  /** Sets the clock. */
  async at(time: string): Promise<void> {
    this.#now = on(time);
    await this.kit.own(`select set_config('private.clock', '${this.#now}', false)`);
  }

  async become(status: string): Promise<void> {
    await this.kit.own(`update public.orders set status = '${status}', reason = 'Sold out' where id = '${order}'`);
  }

  async expect(from: string, to: string): Promise<void> {
    await this.kit.own(`
      update public.orders set estimated_ready_from = '${on(from)}', estimated_ready_to = '${on(to)}'`);
  }

  /** A page of the guest is visible and has drawn the order's newest version. */
  async look(page = 'page0001'): Promise<void> {
    await this.#view(page, true, `(select version from public.orders where id = '${order}')`);
  }

  /** A page of the guest is visible, and has not drawn what has happened since `version`. */
  async lookAtOld(version: number, page = 'page0001'): Promise<void> {
    await this.#view(page, true, `${version}`);
  }

  async lookAway(page = 'page0001'): Promise<void> {
    await this.#view(page, false, 'null');
  }

  async #view(page: string, isVisible: boolean, version: string): Promise<void> {
    await this.kit.own(`select public.note_page_view('${order}', '${page}', ${isVisible}, ${version})`);
  }

  async isAway(minutes: number): Promise<void> {
    await this.kit.own(`select public.note_minutes_away('${order}', ${minutes})`);
  }

  /** A message about the order's present version was sent now. */
  async sent(kind: string, channel = 'push'): Promise<void> {
    await this.kit.own(`
      with notification as (
        insert into private.notifications (
          order_id, restaurant_id, kind, version, matters, staff_at, expires_at, created_at)
        select id, restaurant_id, '${kind}', version, false, private.clock(), private.clock(), private.clock()
        from public.orders where id = '${order}'
        on conflict (order_id, kind, version) do update set next_at = null
        returning id)
      insert into private.deliveries (notification_id, channel, state, due_at, sent_at)
      select id, '${channel}', 'accepted', private.clock(), private.clock() from notification`);
  }

  /** How often orders of the restaurant have taken so many minutes. */
  async learnWaits(minutes: number, orders: number): Promise<void> {
    await this.kit.own(`
      insert into public.wait_statistics (restaurant_id, minutes, orders) values ('${restaurant}', ${minutes}, ${orders})`);
  }

  async learn(kind: string, counts: Readonly<Record<string, number>>): Promise<void> {
    await this.kit.own(`
      insert into public.notification_statistics (restaurant_id, kind, ${Object.keys(counts).join(', ')})
      values ('${restaurant}', '${kind}', ${Object.values(counts).join(', ')})`);
  }

  async thresholds(): Promise<Readonly<Record<string, unknown>>> {
    const [row] = await this.kit.own(`select long_wait_minutes, looks_needed from public.notification_thresholds`);
    return { ...row };
  }

  async decide({
    kind,
    channel = 'push',
    matters = everythingThatMatters.includes(kind),
    version,
  }: Question): Promise<Verdict> {
    const [row] = await this.kit.own(`
      select (decided).verdict, (decided).reason,
        to_char((decided).wait_until at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') as wait_until
      from (select private.decide_notification('${order}', '${kind}', ${matters},
        ${version ?? `(select version from public.orders where id = '${order}')`}, '${channel}',
        private.clock()) as decided) as asked`);
    return {
      verdict: row?.verdict as Verdict['verdict'],
      reason: String(row?.reason),
      waitUntil: typeof row?.wait_until === 'string' ? row.wait_until.replace(`${day} `, '') : undefined,
    };
  }

  close(): Promise<void> {
    return this.kit.close();
  }
}

const day = '2036-06-06';

/** `18:00` or `18:00:05` of the evening, or a whole moment. */
function on(time: string): string {
  return time.includes('T') ? time : `${day}T${time}Z`;
}
