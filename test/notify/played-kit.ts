import assert from 'node:assert/strict';
import type { Claims } from '../../demo/server/database/identity.js';
import { ids } from '../kit/actors.js';
import { openKit, type PgliteKit } from '../kit/pglite-kit.js';

type Row = Readonly<Record<string, unknown>>;

/** The evening begins at this time. */
const evening = Date.parse('2026-12-01T18:00:00Z');

/**
 * The kit in PGlite, with the clock of the notifications in our hands and one restaurant: A, with a member of the staff
 * and a manager, and a colleague of restaurant B.
 */
export class PlayedKit {
  readonly #kit: PgliteKit;
  #minutes = 0;
  #orders = 0;

  private constructor(kit: PgliteKit) {
    this.#kit = kit;
  }

  static async open(): Promise<PlayedKit> {
    const kit = await openKit();
    await kit.own(`
      insert into auth.users (id, email) values
        ('${ids.staffA}', 'staff@a.example'), ('${ids.managerA}', 'manager@a.example'), ('${ids.staffB}', 'staff@b.example');
      insert into public.restaurants (id, name) values ('${ids.A}', 'A'), ('${ids.B}', 'B');
      insert into public.staff (user_id, restaurant_id, role) values
        ('${ids.staffA}', '${ids.A}', 'staff'), ('${ids.managerA}', '${ids.A}', 'manager'),
        ('${ids.staffB}', '${ids.B}', 'staff');`);
    return new PlayedKit(kit);
  }

  close(): Promise<void> {
    return this.#kit.close();
  }

  /** Every restaurant, order and alert goes back to how `open` made them; so does the clock. */
  async startOver(settings: Readonly<Record<string, string | number>>): Promise<void> {
    const names = Object.keys(settings);
    const values = Object.values(settings).map((value) => `'${value}'`);
    await this.own(`
      delete from public.orders; delete from public.notification_settings; delete from public.owner_phones;
      delete from private.staff_recipients; delete from realtime.messages;
      insert into public.notification_settings (${['restaurant_id', ...names].join()})
      values ('${ids.A}'${values.map((value) => `, ${value}`).join('')})`);
    await this.at(0);
  }

  /** Sets the clock, to minutes after the evening began, and has the database look after its restaurants. */
  async at(minutes: number): Promise<void> {
    this.#minutes = minutes;
    await this.own(`select set_config('private.clock', '${this.time(minutes)}', false);
      select private.check_unanswered(private.clock()), private.send_answers(private.clock())`);
  }

  /** Looks every few seconds, as a worker does, until so many minutes after the evening began. */
  async playTo(minutes: number): Promise<void> {
    for (let next = this.#minutes + 1 / 6; next < minutes; next += 1 / 6) await this.at(next);
    await this.at(minutes);
  }

  time(minutes: number): string {
    return new Date(evening + minutes * 60_000).toISOString();
  }

  async place(status = 'pending', restaurant = ids.A): Promise<string> {
    this.#orders += 1;
    const [row] = await this.own(`
      insert into public.orders (restaurant_id, number, status) values ('${restaurant}', '${this.#orders}', '${status}')
      returning id`);
    return String(row?.id);
  }

  async move(order: string, ...statuses: readonly string[]): Promise<void> {
    for (const status of statuses) {
      await this.own(`update public.orders set status = '${status}',
        reason = case when '${status}' in ('cancelled', 'rejected') then 'We are out of dough.' end where id = '${order}'`);
    }
  }

  own(sql: string): Promise<readonly Row[]> {
    return this.#kit.own(sql);
  }

  /** The first column of the only row. */
  async value(sql: string): Promise<unknown> {
    const rows = await this.own(sql);
    assert.equal(rows.length, 1);
    return Object.values(rows[0] ?? {})[0];
  }

  /** Runs one statement with the rights of these claims, and keeps what it changed. */
  async as(claims: Claims, sql: string): Promise<unknown> {
    const text = JSON.stringify(claims).replaceAll("'", "''");
    try {
      await this.own(`begin;
        select set_config('request.jwt.claims', '${text}', true),
          set_config('request.jwt.claim.sub', '${claims.sub ?? ''}', true);
        set local role ${claims.role}`);
      const rows = await this.own(sql);
      await this.own('commit');
      return rows[0] && Object.values(rows[0])[0];
    } catch (error) {
      await this.own('rollback');
      throw error;
    }
  }

  alerts(order: string): Promise<readonly Row[]> {
    return this.own(`select kind, handled_at is null as open, handled_by from public.staff_alerts
      where order_id = '${order}' order by raised_at`);
  }

  async wire(order: string): Promise<Row> {
    return (await this.value(`select private.order_wire('${order}')`)) as Row;
  }

  /** What was broadcast to a topic. */
  async heard(topic: string): Promise<readonly Row[]> {
    const rows = await this.own(
      `select payload from realtime.messages where topic = '${topic}' order by inserted_at, id`,
    );
    return rows.map(({ payload }) => payload as Row);
  }
}

export const staff: Claims = { role: 'authenticated', sub: ids.staffA };
export const manager: Claims = { role: 'authenticated', sub: ids.managerA };
export const stranger: Claims = { role: 'authenticated', sub: ids.staffB };
export const guest = (order: string): Claims => ({ role: 'tracker', order_id: order });
