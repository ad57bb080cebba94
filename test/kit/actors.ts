import type { Claims } from '../../demo/server/database/identity.js';
import type { Acting } from './acting.js';

const uuid = (kind: string, number: number) => `${kind}0000000-0000-4000-8000-00000000000${number}`;

/** Two restaurants: A has the orders a1 and a2, B has b1. */
export const ids = {
  A: uuid('a', 0),
  B: uuid('b', 0),
  a1: uuid('a', 1),
  a2: uuid('a', 2),
  b1: uuid('b', 1),
  staffA: uuid('1', 1),
  managerA: uuid('1', 2),
  staffB: uuid('1', 3),
  stranger: uuid('1', 4),
};

/** Who asks, with the claims of their tokens. `guest`, `viewer` and `board` are of order a1 and of restaurant A. */
export const actors = {
  anon: { role: 'anon' },
  stranger: { role: 'authenticated', sub: ids.stranger },
  guest: { role: 'tracker', order_id: ids.a1 },
  viewer: { role: 'viewer', order_id: ids.a1 },
  board: { role: 'tracker', board: ids.A },
  staffA: { role: 'authenticated', sub: ids.staffA },
  managerA: { role: 'authenticated', sub: ids.managerA },
  staffB: { role: 'authenticated', sub: ids.staffB },
  service: { role: 'service_role' },
} as const satisfies Record<string, Claims>;
export type Actor = keyof typeof actors;
export const actorNames = Object.keys(actors) as readonly Actor[];

/** One row of every kind for each order. */
export async function fillKit(database: Acting): Promise<void> {
  const orders = [
    [ids.a1, ids.A, 'a'],
    [ids.a2, ids.A, 'b'],
    [ids.b1, ids.B, 'c'],
  ] as const;
  await database.own(`
    insert into auth.users (id, email) values
      ('${ids.staffA}', 'staff@a.example'), ('${ids.managerA}', 'manager@a.example'),
      ('${ids.staffB}', 'staff@b.example'), ('${ids.stranger}', 'stranger@nowhere.example');
    insert into public.restaurants (id, name) values ('${ids.A}', 'A'), ('${ids.B}', 'B');
    insert into public.staff (user_id, restaurant_id, role) values
      ('${ids.staffA}', '${ids.A}', 'staff'), ('${ids.managerA}', '${ids.A}', 'manager'), ('${ids.staffB}', '${ids.B}', 'staff');
    insert into public.owner_phones values ('${ids.A}', '+4917099988877');
    insert into public.unmapped_words (restaurant_id, provider, word) values
      ('${ids.A}', 'square', 'BAKED'), ('${ids.B}', 'square', 'BAKED');`);
  for (const [id, restaurant, letter] of orders) {
    await database.own(`
      insert into public.orders (id, restaurant_id, number, fulfilment) values ('${id}', '${restaurant}', '1', 'pickup');
      insert into public.order_items (order_id, position, name, quantity) values ('${id}', 1, 'Soup', 1);
      insert into public.order_messages (order_id, message) values ('${id}', 'on_my_way');
      insert into public.order_ratings (order_id, rating) values ('${id}', 5);
      insert into private.tracking_links (capability_hash, order_id) values (repeat('${letter}', 64), '${id}');`);
  }
}
