-- A guest asks the kitchen how the order is doing; staff answer with one tap, and the guest reads it.

-- The restaurant's own answers, beside the kit's. Guests read them as they are.
alter table public.notification_settings
  add column kitchen_answers text[] not null default '{}' check (
    cardinality(kitchen_answers) <= 6 and array_position(kitchen_answers, null) is null
    and array_position(kitchen_answers, '') is null and char_length(array_to_string(kitchen_answers, '')) <= 600);

-- One open question an order: asking again repeats the alert.
create unique index staff_alerts_question on public.staff_alerts (order_id) where kind = 'question' and handled_at is null;

-- An answer waits ten seconds, in which staff can take it back: what a guest has read cannot be unread.
create table private.order_answers (
  -- The question. Its answer is the first one, and the only one.
  alert_id uuid primary key references public.staff_alerts (id) on delete cascade,
  order_id uuid not null references public.orders (id) on delete cascade,
  answer text not null check (answer in ('coming', 'later', 'problem', 'own')),
  -- Of `own`: the restaurant's words.
  words text check (char_length(words) between 1 and 120),
  answered_by uuid references auth.users (id) on delete set null,
  send_at timestamptz not null,
  sent_at timestamptz,
  check ((answer = 'own') = (words is not null))
);
create index order_answers_order_id on private.order_answers (order_id, sent_at);
create index order_answers_waiting on private.order_answers (send_at) where sent_at is null;
create index order_answers_answered_by on private.order_answers (answered_by);

-- Called with a guest's token, for the guest's own order. Returns 'asked'; 'ended' for an order that has ended, 'often'
-- for more than ten questions, 'unknown' for an order that is not the guest's. The order itself does not change.
create function public.ask_kitchen(order_id uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  asked public.orders;
begin
  if coalesce(auth.jwt() ->> 'role', '') <> 'tracker' then
    return 'unknown';
  end if;
  -- The lock makes two taps at once one question.
  select * into asked from public.orders
  where orders.id = ask_kitchen.order_id and orders.id = private.to_uuid(auth.jwt() ->> 'order_id')
  for no key update;
  if not found then
    return 'unknown';
  elsif private.is_final(asked.status) then
    return 'ended';
  elsif exists (
    select from private.order_answers as answers where answers.order_id = asked.id and answers.sent_at is null
  ) then
    return 'asked';
  end if;
  update public.staff_alerts set repeated_at = private.clock()
  where staff_alerts.order_id = asked.id and kind = 'question' and handled_at is null;
  if found then
    return 'asked';
  elsif (select count(*) from public.staff_alerts where staff_alerts.order_id = asked.id and kind = 'question') >= 10 then
    return 'often';
  end if;
  insert into public.staff_alerts (restaurant_id, order_id, kind, raised_at)
  values (asked.restaurant_id, asked.id, 'question', private.clock());
  perform private.raise_staff_message(asked.restaurant_id, asked.id, 'question', '{}');
  return 'asked';
end
$$;

-- For staff: answers a question with `coming`, `later` (5 minutes), `problem`, or `own` and one of the restaurant's own
-- answers. Returns 'kept'; 'answered' if a colleague was quicker, 'ended' for an order that has ended meanwhile, 'unknown'
-- for a question of another restaurant.
create function public.answer_question(alert_id uuid, answer text, words text default null) returns text
language plpgsql security definer set search_path = '' as $$
declare
  asked record;
begin
  select alerts.id, alerts.handled_at, orders.id as order_id, orders.status, orders.restaurant_id into asked
  from public.staff_alerts as alerts
  join public.orders on orders.id = alerts.order_id
  join public.staff on staff.restaurant_id = alerts.restaurant_id
  where alerts.id = answer_question.alert_id and alerts.kind = 'question' and staff.user_id = (select auth.uid())
  for no key update of orders;
  if not found then
    return 'unknown';
  elsif exists (select from private.order_answers as answers where answers.alert_id = asked.id) then
    return 'answered';
  elsif private.is_final(asked.status) then
    return 'ended';
  elsif answer is null or answer not in ('coming', 'later', 'problem', 'own') then
    raise exception 'answer must be coming, later, problem or own.' using errcode = 'check_violation';
  elsif answer = 'later' and asked.status not in ('scheduled', 'pending', 'preparing') then
    raise exception 'An order that is % cannot take 5 more minutes.', replace(asked.status, '_', ' ')
      using errcode = 'check_violation';
  elsif answer = 'own' and not coalesce(
    words = any ((private.notification_settings_of(asked.restaurant_id)).kitchen_answers), false) then
    raise exception 'words must be one of the restaurant''s own answers (kitchen_answers).' using errcode = 'check_violation';
  end if;
  insert into private.order_answers (alert_id, order_id, answer, words, answered_by, send_at)
  values (
    asked.id, asked.order_id, answer_question.answer,
    case when answer_question.answer = 'own' then answer_question.words end,
    auth.uid(), private.clock() + interval '10 seconds');
  update public.staff_alerts set handled_at = private.clock() where id = asked.id;
  return 'kept';
end
$$;

-- For staff: takes back an answer that was not sent yet, so that the question is open again. Returns whether it was.
create function public.undo_answer(alert_id uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  delete from private.order_answers as answers
  using public.staff_alerts as alerts join public.staff on staff.restaurant_id = alerts.restaurant_id
  where answers.alert_id = undo_answer.alert_id and alerts.id = answers.alert_id
    and staff.user_id = (select auth.uid()) and answers.sent_at is null and answers.send_at > private.clock();
  if not found then
    return false;
  end if;
  update public.staff_alerts set handled_at = null, handled_by = null where id = undo_answer.alert_id;
  return true;
end
$$;

-- Called every few seconds: sends the answers whose ten seconds are over. An answer that is no longer true is dropped: of
-- an order that has ended, or five more minutes for one that is ready.
create function private.send_answers(at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  due record;
begin
  for due in
    select answers.alert_id, answers.answer, orders.id, orders.status
    from private.order_answers as answers join public.orders on orders.id = answers.order_id
    where answers.sent_at is null and answers.send_at <= send_answers.at
    order by answers.send_at
    for no key update of orders skip locked
  loop
    begin
      if private.is_final(due.status)
        or (due.answer = 'later' and due.status not in ('scheduled', 'pending', 'preparing')) then
        delete from private.order_answers where alert_id = due.alert_id;
        continue;
      end if;
      -- Another worker may have sent it, or staff taken it back, since this query began.
      update private.order_answers set sent_at = send_answers.at where alert_id = due.alert_id and sent_at is null;
      continue when not found;
      -- Either gives the order a new version, which broadcasts the answer.
      if due.answer = 'later' then
        perform public.postpone_order(due.id, 5);
      else
        update public.orders set version = version where id = due.id;
      end if;
      -- The outbox, where it is installed.
      if to_regprocedure('private.raise_notification(uuid, text)') is not null then
        perform private.raise_notification(due.id, 'answer');
      end if;
    exception when others then
      -- It is tried again, and does not hold up the answers to other guests.
      raise warning 'An answer of the kitchen was not sent: %', sqlstate;
    end;
  end loop;
end
$$;

-- Questions about an order that has ended need no answer.
create function private.close_questions() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.staff_alerts set handled_at = private.clock()
  where order_id = new.id and kind = 'question' and handled_at is null;
  return null;
end
$$;
create trigger close_questions after update of status on public.orders
for each row when (new.status in ('completed', 'cancelled', 'rejected', 'failed', 'refunded'))
execute function private.close_questions();

-- The newest answer: `coming`, `later`, `problem`, which the guest reads in their own language, or the restaurant's words.
create function private.answer_wire(order_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce((
    select jsonb_build_object(
      'kitchen_answer', coalesce(answers.words, answers.answer), 'kitchen_answer_at', answers.sent_at)
    from private.order_answers as answers
    where answers.order_id = answer_wire.order_id and answers.sent_at is not null
    order by answers.sent_at desc limit 1), '{}');
end
$$;

create or replace function private.guest_wire(order_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return private.accept_wire(guest_wire.order_id) || private.answer_wire(guest_wire.order_id);
end
$$;

-- A Supabase project grants all privileges on new functions to its API roles. These are revoked here.
revoke execute on function
  public.ask_kitchen(uuid), public.answer_question(uuid, text, text), public.undo_answer(uuid)
from public, anon, authenticated, service_role;
revoke execute on function private.send_answers(timestamptz), private.close_questions(), private.answer_wire(uuid)
from public;
grant execute on function public.ask_kitchen(uuid) to tracker;
grant execute on function public.answer_question(uuid, text, text), public.undo_answer(uuid) to authenticated;
