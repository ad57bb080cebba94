import type { Database } from './database/database.js';
import { hashCapability } from './tokens.js';

/** The restaurant of demo/supabase/seed.sql, which this server works for. */
export const demoRestaurantId = '5a1e0000-7ab1-4e00-8000-000000000001';

/** The demo's staff account. The kitchen's sign-in page shows it to every visitor. */
export const demoStaff = { email: 'kitchen@trattoria.example', password: 'buon-appetito' } as const;

/**
 * Takes back what a demo on this database has given to every visitor: the staff account, and the link of the wall screen.
 * Where there was no demo, or this was done before, nothing changes.
 */
export async function leaveDemo(database: Database): Promise<void> {
  await database.transaction(async (query) => {
    const { rows } = await query.query('delete from auth.users where email = $1 returning id', [demoStaff.email]);
    if (rows.length === 0) return;
    await query.query(`delete from demo.settings where name = 'board_capability'`);
    await query.query('update private.board_links set revoked_at = now() where revoked_at is null');
    await query.query('delete from public.notification_settings where restaurant_id = $1', [demoRestaurantId]);
    await query.query('delete from public.owner_phones where restaurant_id = $1', [demoRestaurantId]);
  });
}

/**
 * Whether the demo's account changes the restaurant's settings. Managers also add and remove staff and make keys, so it is
 * for a demo on one's own computer only.
 */
export async function setDemoRole(database: Database, role: 'staff' | 'manager'): Promise<void> {
  await database.transaction((query) =>
    query.query(
      `update public.staff set role = $3 from auth.users as users
       where users.id = staff.user_id and users.email = $2 and staff.restaurant_id = $1 and staff.role <> $3`,
      [demoRestaurantId, demoStaff.email, role],
    ),
  );
}

/**
 * How the demo's restaurant answers, so that the deadline, the alerts and the message to the owner can be seen; what was
 * changed meanwhile stays.
 *
 * @param ownerPhone for the SMS; undefined where real ones would be sent
 */
export async function setDemoDeadline(database: Database, ownerPhone: string | undefined): Promise<void> {
  await database.transaction((query) =>
    query.query(
      `with added as (
         insert into public.notification_settings
           (restaurant_id, time_zone, accept_minutes, unanswered_minutes, unanswered_rule)
         values ($1, 'Europe/Rome', 4, 3, case when $2::text is null then 'alert' else 'call' end)
         on conflict (restaurant_id) do nothing returning restaurant_id)
       insert into public.owner_phones (restaurant_id, phone) select restaurant_id, $2 from added
       on conflict (restaurant_id) do nothing`,
      [demoRestaurantId, ownerPhone ?? null],
    ),
  );
}

/** Gives the restaurant its own name in place of the demo's. */
export async function nameRestaurant(database: Database, name: string): Promise<void> {
  await database.transaction((query) =>
    query.query('update public.restaurants set name = $2 where id = $1 and name <> $2', [demoRestaurantId, name]),
  );
}

/** The label of the key that the setting `ORDER_KEY` brings, in `private.order_keys`. */
const labelOfSetting = 'ORDER_KEY';

/**
 * Lets the key of the setting place orders; the one that it held at an earlier start no longer can. Keys that
 * `create_order_key` made stay as they are.
 */
export async function setOrderKey(database: Database, key: string | undefined): Promise<void> {
  const hash = key === undefined ? null : hashCapability(key);
  await database.transaction(async (query) => {
    await query.query(
      `update private.order_keys set revoked_at = now()
       where restaurant_id = $1 and label = $2 and revoked_at is null and key_hash is distinct from $3`,
      [demoRestaurantId, labelOfSetting, hash],
    );
    if (hash === null) return;
    await query.query(
      `insert into private.order_keys (key_hash, restaurant_id, label) values ($3, $1, $2)
       on conflict (key_hash) do update set revoked_at = null where order_keys.label = excluded.label`,
      [demoRestaurantId, labelOfSetting, hash],
    );
  });
}
