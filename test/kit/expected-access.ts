/**
 * What each actor gets, as tables: `x` is PostgreSQL's refusal (42501), a number the rows seen or changed. The columns
 * are those of `actorNames`. Two orders are of restaurant A, one of B. A table or function that has no row here fails
 * the test: decide who may use it, and write that down.
 */

/** Columns:           anon stranger guest viewer board staffA managerA staffB service */
export const reads = {
  'public.restaurants': 'x 0 x x x 1 1 1 2',
  'public.staff': 'x 0 x x x 1 2 1 3',
  'public.orders': 'x 0 1 1 0 2 2 1 3',
  'public.order_items': 'x 0 x x x 2 2 1 3',
  'public.order_events': 'x 0 x x x 2 2 1 3',
  'public.order_messages': 'x 0 x x x 2 2 1 3',
  'public.order_ratings': 'x 0 x x x 2 2 1 3',
  'public.unmapped_words': 'x 0 x x x 1 1 1 2',
  'public.notification_settings': 'x 0 x x x 0 0 0 0',
  'public.staff_alerts': 'x 0 x x x 0 0 0 0',
  'private.accept_deadlines': 'x x x x x x x x x',
  'private.board_links': 'x x x x x x x x x',
  'private.boards': 'x x x x x x x x x',
  'private.consents': 'x x x x x x x x x',
  'private.epoch': 'x x x x x x x x x',
  'private.order_answers': 'x x x x x x x x x',
  'private.order_keys': 'x x x x x x x x x',
  'private.order_requests': 'x x x x x x x x x',
  'private.page_views': 'x x x x x x x x x',
  'private.pickup_attempts': 'x x x x x x x x x',
  'private.pickup_codes': 'x x x x x x x x x',
  'private.provider_events': 'x x x x x x x x x',
  'private.provider_orders': 'x x x x x x x x x',
  'private.recipients': 'x x x x x x x x x',
  'private.shared_links': 'x x x x x x x x x',
  'private.staff_messages': 'x x x x x x x x x',
  'private.staff_recipients': 'x x x x x x x x x',
  'private.tracking_links': 'x x x x x x x x x',
} as const;

const nobody = 'x x x x x x x x';

/** Writes, by the columns that staff may write and by one that they may not. */
export const writes = {
  "update public.orders set status = 'preparing'": 'x 0 x x x 2 2 1 3',
  'update public.orders set estimated_ready_to = now()': 'x 0 x x x 2 2 1 3',
  "update public.orders set number = '9'": `${nobody} 3`,
  "update public.orders set restaurant_id = '{B}'": `${nobody} 3`,
  "insert into public.orders (restaurant_id, number) values ('{A}', '9')": `${nobody} 1`,
  'delete from public.orders': `${nobody} 3`,
  "update public.order_items set status = 'ready'": 'x 0 x x x 2 2 1 3',
  "update public.order_items set name = 'Caviar'": `${nobody} 3`,
  'delete from public.order_items': `${nobody} 3`,
  "insert into public.order_items (order_id, position, name, quantity) values ('{a1}', 2, 'Soup', 1)": `${nobody} 1`,
  "insert into public.order_events (order_id, version, status) values ('{a1}', 9, 'ready')": `${nobody} 1`,
  'delete from public.order_events': `${nobody} 3`,
  "insert into public.order_messages (order_id, message) values ('{a1}', 'here')": `${nobody} 1`,
  'delete from public.order_messages': `${nobody} 3`,
  'update public.order_ratings set rating = 1': `${nobody} 3`,
  'delete from public.order_ratings': `${nobody} 3`,
  'delete from public.unmapped_words': `${nobody} 2`,
  "update public.restaurants set name = 'Mine'": `${nobody} 2`,
  'delete from public.restaurants': `${nobody} 2`,
  "insert into public.staff (user_id, restaurant_id) values ('{stranger}', '{A}')": `${nobody} 1`,
  "update public.staff set role = 'manager'": 'x 0 x x x 0 2 0 3',
  "update public.staff set restaurant_id = '{B}' where user_id = '{staffA}'": `${nobody} 1`,
  'delete from public.staff': 'x 0 x x x 0 2 0 3',
  "insert into realtime.messages (topic, extension, event) values ('order:{a1}', 'broadcast', 'order')": `${nobody} 1`,
} as const;

/**
 * Calls of functions: `x` refused, `-` null or no row, `0` false, `+` any other answer. For a function without an answer,
 * `+` says only that it may be called; what it does is in describe-access.ts.
 */
export const calls = {
  "select public.order_snapshot('{a1}')": 'x - + + - + + - -',
  "select public.order_snapshot('{b1}')": 'x - - - - - - + -',
  "select public.board_snapshot('{A}')": 'x - - x + + + - -',
  "select public.board_snapshot('{B}')": 'x - - x - - - + -',
  "select public.tell_kitchen('{a1}', 'here')": 'x x + x 0 x x x 0',
  "select public.tell_kitchen('{a2}', 'here')": 'x x 0 x 0 x x x 0',
  "select nullif(public.ask_kitchen('{a1}'), 'unknown')": 'x x + x - x x x x',
  "select nullif(public.ask_kitchen('{a2}'), 'unknown')": 'x x - x - x x x x',
  "select nullif(public.answer_question('{a1}', 'coming'), 'unknown')": 'x - x x x - - - x',
  "select public.undo_answer('{a1}')": 'x 0 x x x 0 0 0 x',
  "select public.add_staff_recipient('{A}', '{push subscription}')": 'x - x x x + + - x',
  "select count(public.remove_staff_recipient('{a1}')) >= 0": 'x + x x x + + + x',
  "select public.rate_order('{a1}', 5)": 'x x 0 x 0 x x x x',
  "select public.postpone_order('{a1}', 5)": 'x - x x x + + - +',
  "select nullif(public.check_pickup_code('{a1}', '0000'), 'unknown')": 'x - x x x + + - -',
  "select count(public.revoke_tracking_links('{a1}')) >= 0": 'x + x x x + + + +',
  "select count(public.revoke_board_links('{A}')) >= 0": 'x + x x x + + + +',
  "select public.open_tracking_link('{a1}', repeat('a', 64), repeat('d', 64))": `${nobody} +`,
  "select public.check_board_link('{A}', repeat('a', 64))": `${nobody} +`,
  "select count(public.add_board_link('{A}', repeat('a', 64))) >= 0": `${nobody} +`,
  'select count(public.begin_epoch()) >= 0': `${nobody} +`,
  "select count(public.add_staff('{A}', 'stranger@nowhere.example', 'manager')) >= 0": `${nobody} +`,
  "select public.create_order_key('{A}', 'till')": 'x x x x x x + x +',
  "select public.create_order_key('{B}', 'till')": 'x x x x x x x x +',
  "select public.create_board_link('{A}')": 'x x x x x x + x +',
  "select public.create_board_link('{B}')": 'x x x x x x x x +',
  "select public.revoke_order_keys('{A}', 'till')": 'x x x x x x + x +',
  "select public.place_order('{new order of A}', repeat('d', 64))": `${nobody} +`,
  "select public.place_order_as_staff('{new order of A}', repeat('d', 64), null)": 'x - x x x + + - x',
  "select public.place_order_as_staff('{new order}', repeat('d', 64), 'r1')": 'x - x x x + + + x',
  "select public.place_order_as_server('{new order}', repeat('d', 64), null, repeat('e', 64))": `${nobody} -`,
  "select public.apply_provider_event('{A}', 'square', 'e1', null, now(), '{}')": `${nobody} +`,
  "select public.add_provider_link('{A}', 'square', 'e1', repeat('d', 64))": `${nobody} -`,
  "select public.quiet_provider_orders(array['square'], interval '1 minute', 5)": `${nobody} -`,
} as const;

/** Functions of the schema `private` that a policy calls with the rights of the client: with the roles that may. */
export const privateFunctions: Readonly<Record<string, readonly string[]>> = {
  to_uuid: ['authenticated', 'tracker', 'viewer'],
  manages: ['authenticated'],
};

/** Who may join a private channel. Columns as above: `1` may, `0` may not. */
export const joins = {
  'order:{a1}': '0 0 1 1 0 1 1 0 1',
  'order:{a2}': '0 0 0 0 0 1 1 0 1',
  'order:{b1}': '0 0 0 0 0 0 0 1 1',
  'board:{A}': '0 0 0 0 1 1 1 0 1',
  'board:{B}': '0 0 0 0 0 0 0 1 1',
  'kitchen:{A}': '0 0 0 0 0 1 1 0 1',
  'kitchen:{B}': '0 0 0 0 0 0 0 1 1',
  'kitchen:': '0 0 0 0 0 0 0 0 1',
  'order:': '0 0 0 0 0 0 0 0 1',
  'board:': '0 0 0 0 0 0 0 0 1',
  'order:{a1}:more': '0 0 0 0 0 0 0 0 1',
  orders: '0 0 0 0 0 0 0 0 1',
} as const;
