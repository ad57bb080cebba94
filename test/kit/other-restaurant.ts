import type { Claims } from '../../demo/server/database/identity.js';
import type { Acting } from './acting.js';
import { ids } from './actors.js';

const uuid = (kind: string, number: number) => `${kind}0000000-0000-4000-8000-00000000000${number}`;

/** In every text that is restaurant A's: no answer to anybody of restaurant B may have it. */
export const mark = 'Only-of-A';

/** What else belongs to restaurant A: a question, its answer, and a tablet of its staff. */
export const more = { question: uuid('c', 1), answered: uuid('c', 2), tablet: uuid('c', 3), managerB: uuid('1', 5) };

const ofA = { ...more, restaurant: ids.A, order: ids.a1, user: ids.staffA, letter: '1', text: mark };
const ofB = {
  restaurant: ids.B,
  order: ids.b1,
  user: ids.staffB,
  letter: '2',
  text: 'of B',
  question: uuid('d', 1),
  answered: uuid('d', 2),
  tablet: uuid('d', 3),
};

/** All by which somebody of B could name what is A's. */
export const idsOfA = [ids.A, ids.a1, ids.a2, more.question, more.answered, more.tablet, ids.staffA, ids.managerA];

/** Everybody who must not get anything of restaurant A. Tokens of the stranger say more than they may. */
export const outsiders: Readonly<Record<string, Claims>> = {
  nobody: { role: 'anon' },
  'a stranger': {
    role: 'authenticated',
    sub: ids.stranger,
    user_metadata: { restaurant_id: ids.A, order_id: ids.a1, board: ids.A, role: 'service_role' },
  },
  'the guest of B': { role: 'tracker', order_id: ids.b1 },
  'a friend of that guest': { role: 'viewer', order_id: ids.b1 },
  'the screen of B': { role: 'tracker', board: ids.B },
  'a cook of B': { role: 'authenticated', sub: ids.staffB },
  'the manager of B': { role: 'authenticated', sub: more.managerB },
  // Claims that count for other roles only, or for none.
  'a cook of B with the claims of a guest': { role: 'authenticated', sub: ids.staffB, order_id: ids.a1, board: ids.A },
  'a guest of B with the id of a cook of A': { role: 'tracker', order_id: ids.b1, sub: ids.staffA },
  'a guest with a board for an order': { role: 'tracker', order_id: ids.A, board: ids.a1 },
  'a guest of a pattern': { role: 'tracker', order_id: '%', board: '*' },
};

/** Policies of writes look at `sub` alone, which these do not change. */
export const oddClaims: readonly string[] = Object.keys(outsiders).slice(7);

/** Settings, counts and questions of both restaurants, which `fillKit` has not. Runs after it, any number of times. */
export async function fillSettings(database: Acting): Promise<void> {
  for (const { restaurant, order, text, question, answered } of [ofA, ofB]) {
    await database.own(`
      insert into public.notification_settings (restaurant_id, pickup_place, kitchen_answers)
      values ('${restaurant}', '${text}', array['${text}']) on conflict do nothing;
      insert into public.notification_statistics (restaurant_id, kind) values ('${restaurant}', 'ready') on conflict do nothing;
      insert into public.wait_statistics (restaurant_id, minutes) values ('${restaurant}', 5) on conflict do nothing;
      insert into public.staff_alerts (id, restaurant_id, order_id, kind, detail) values
        ('${question}', '${restaurant}', '${order}', 'question', '{"text": "${text}"}') on conflict do nothing;
      insert into public.staff_alerts (id, restaurant_id, order_id, kind, handled_at) values
        ('${answered}', '${restaurant}', '${order}', 'question', now()) on conflict do nothing;`);
  }
}

/** What else both restaurants have in private tables, and a manager of B. */
export async function fillMessages(database: Acting): Promise<void> {
  await fillSettings(database);
  await database.own(`
    insert into auth.users (id, email) values ('${more.managerB}', 'manager@b.example') on conflict do nothing;
    insert into public.staff (user_id, restaurant_id, role) values ('${more.managerB}', '${ids.B}', 'manager')
    on conflict do nothing;
    update public.restaurants set name = '${mark}' where id = '${ids.A}';`);
  for (const { restaurant, order, user, letter, text, answered, tablet } of [ofA, ofB]) {
    const hash = `repeat('${letter}', 64)`;
    await database.own(`
      insert into private.order_answers (alert_id, order_id, answer, words, send_at)
      values ('${answered}', '${order}', 'own', '${text}', now() + interval '1 hour') on conflict do nothing;
      insert into private.staff_recipients (id, restaurant_id, user_id, channel, address)
      values ('${tablet}', '${restaurant}', '${user}', 'sms', '{"number": "${text}"}') on conflict do nothing;
      insert into private.order_keys (key_hash, restaurant_id, label)
      values (${hash}, '${restaurant}', '${text}') on conflict do nothing;
      insert into private.board_links (capability_hash, restaurant_id)
      values (${hash}, '${restaurant}') on conflict do nothing;
      insert into private.order_requests (restaurant_id, request_key, order_hash, order_id)
      values ('${restaurant}', 'r1', ${hash}, '${order}') on conflict do nothing;
      insert into private.wallet_cards (order_id, kind, device, push_token, pushed_version)
      values ('${order}', 'apple', '${text}', repeat('ab', 32), 1) on conflict do nothing;
      insert into private.page_views (order_id, page, is_visible)
      values ('${order}', 'page-of-${letter}', true) on conflict do nothing;
      select public.apply_provider_event('${restaurant}', 'square', '${text}', 'event', now(),
        '{"reference": "${order}", "other_id": "other ${text}", "fields": {}}');`);
  }
}

/** A statement that gives all that is A's, with where each row lies: any write shows, even of what was there. */
export async function everythingOfA(database: Acting): Promise<string> {
  const tables = await database.own(`
    select format('%s.%I', relnamespace::regnamespace, relname) as name from pg_class
    where relnamespace::regnamespace::text in ('public', 'private') and relkind in ('r', 'p') order by 1`);
  const isOfA = [mark, ...idsOfA].map((text) => `to_jsonb(kept)::text like '%${text}%'`).join(' or ');
  const parts = tables.map(
    ({
      name,
    }) => `(select jsonb_agg(jsonb_build_array('${name}', kept.ctid, kept.xmin::text, to_jsonb(kept)) order by kept.ctid)
      from ${name} as kept where ${isOfA})`,
  );
  return `select md5(concat_ws('|', ${parts.map((part) => `${part}::text`).join(', ')})) as state`;
}
