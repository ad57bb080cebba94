-- Orders that nobody answers: the guest is told until when the restaurant answers, staff are alerted again and again once
-- that has passed, and then the owner's rule is applied.

-- What the guest reads when the rule `reject` ends the order, in the restaurant's own language.
alter table public.notification_settings
  add column unanswered_reason text not null default 'The restaurant did not answer in time.'
    check (char_length(unanswered_reason) between 1 and 200 and btrim(unanswered_reason) <> '');

-- Orders that wait for their first answer. The deadline is written when an order becomes pending, so a later change of
-- the settings does not move what a guest has read. A row goes when the restaurant answers.
create table private.accept_deadlines (
  order_id uuid primary key references public.orders (id) on delete cascade,
  accept_by timestamptz not null,
  -- Minutes within which the restaurant usually answers, as the guest reads it.
  usual_minutes integer not null check (usual_minutes between 1 and 120),
  alerted_at timestamptz,
  rule_applied_at timestamptz
);
create index accept_deadlines_due on private.accept_deadlines (accept_by) where rule_applied_at is null;

-- One alert an order, however often it is looked at.
create unique index staff_alerts_unanswered on public.staff_alerts (order_id) where kind = 'unanswered';

-- Where staff may be reached while the kitchen page is closed. The owner's telephone is in the settings.
create table private.staff_recipients (
  id uuid primary key default gen_random_uuid(),
  restaurant_id uuid not null references public.restaurants (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  channel text not null check (channel in ('push', 'sms')),
  -- As in private.recipients: {"endpoint", "keys": {"p256dh", "auth"}} or {"number"}.
  address jsonb not null,
  -- The kitchen page on that device: a tap on the message opens it.
  page text check (page ~ '^https?://[^/?#@]+/' and char_length(page) <= 500),
  added_at timestamptz not null default clock_timestamp(),
  stopped text check (stopped in ('gone', 'invalid')),
  unique (restaurant_id, channel, address)
);
create index staff_recipients_user_id on private.staff_recipients (user_id);

-- Messages to staff, which the outbox sends. `text_key`: unanswered, question, not_reached, and call for the owner.
create table private.staff_messages (
  id uuid primary key default gen_random_uuid(),
  restaurant_id uuid not null references public.restaurants (id) on delete cascade,
  order_id uuid not null references public.orders (id) on delete cascade,
  text_key text not null,
  detail jsonb not null default '{}',
  raised_at timestamptz not null,
  -- When the outbox took it over.
  taken_at timestamptz
);
create index staff_messages_waiting on private.staff_messages (raised_at) where taken_at is null;
create index staff_messages_order_id on private.staff_messages (order_id);
create index staff_messages_restaurant_id on private.staff_messages (restaurant_id);

create function private.raise_staff_message(restaurant_id uuid, order_id uuid, text_key text, detail jsonb) returns void
language sql security definer set search_path = '' as $$
  insert into private.staff_messages (restaurant_id, order_id, text_key, detail, raised_at)
  values (
    raise_staff_message.restaurant_id, raise_staff_message.order_id, raise_staff_message.text_key,
    raise_staff_message.detail, private.clock())
$$;

-- Four of five of the latest hundred orders were answered within so many minutes. With fewer than twenty answers, which
-- would say little, it is `otherwise`.
create function private.usual_answer_minutes(restaurant_id uuid, otherwise integer) returns integer
language plpgsql stable security definer set search_path = '' as $$
declare
  minutes integer;
begin
  select case when count(*) >= 20 then
    least(greatest(ceil(percentile_cont(0.8) within group (order by answers.minutes)), 1), 120) end
  into minutes
  from (
    select extract(epoch from answered.happened_at - asked.happened_at)::double precision / 60 as minutes
    from (
      select orders.id from public.orders where orders.restaurant_id = usual_answer_minutes.restaurant_id
      order by orders.placed_at desc limit 100
    ) as latest
    cross join lateral (
      select events.happened_at from public.order_events as events
      where events.order_id = latest.id and events.status = 'pending' order by events.version limit 1) as asked
    cross join lateral (
      select events.happened_at from public.order_events as events
      where events.order_id = latest.id and events.previous_status = 'pending'
        and events.status in ('preparing', 'rejected')
      order by events.version limit 1) as answered
  ) as answers;
  return coalesce(minutes, otherwise);
end
$$;

-- An order that is put on hold has been looked at by somebody, so it counts as answered.
create function private.note_accept_deadline() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  accept_minutes integer;
begin
  if new.status <> 'pending' or new.on_hold then
    delete from private.accept_deadlines where order_id = new.id;
    update public.staff_alerts set handled_at = private.clock()
    where order_id = new.id and kind = 'unanswered' and handled_at is null;
  elsif tg_op = 'INSERT' or old.status = 'scheduled' then
    select settings.accept_minutes into accept_minutes from public.notification_settings as settings
    where settings.restaurant_id = new.restaurant_id;
    if accept_minutes is not null then
      insert into private.accept_deadlines (order_id, accept_by, usual_minutes)
      values (
        new.id,
        date_trunc('second', private.clock() + accept_minutes * interval '1 minute'),
        private.usual_answer_minutes(new.restaurant_id, accept_minutes))
      on conflict do nothing;
    end if;
  end if;
  return null;
end
$$;
-- PostgreSQL fires triggers by their names: this one before broadcast_order, which sends the deadline.
create trigger accept_deadline after insert or update of status, on_hold on public.orders
for each row execute function private.note_accept_deadline();

-- What a pending order adds for its guest. The nulls clear what a guest's page knows of an order that was accepted and
-- came back; without a deadline in the settings there is nothing to say.
create function private.accept_wire(order_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce((
    select jsonb_build_object('accept_by', deadlines.accept_by, 'usual_answer_minutes', deadlines.usual_minutes)
    from public.orders
    left join private.accept_deadlines as deadlines on deadlines.order_id = orders.id
    left join public.notification_settings as settings on settings.restaurant_id = orders.restaurant_id
    where orders.id = accept_wire.order_id and orders.status = 'pending'
      and (deadlines.order_id is not null or settings.accept_minutes is not null)), '{}');
end
$$;

-- Alerts reach kitchen pages at once, each time that they are raised, repeated or handled. The page reads them itself.
create function private.broadcast_staff_alert() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform realtime.send(
    jsonb_build_object('id', new.id, 'kind', new.kind, 'order_id', new.order_id),
    'alert', 'kitchen:' || new.restaurant_id, true);
  return null;
end
$$;
create trigger broadcast_staff_alert after insert or update on public.staff_alerts
for each row execute function private.broadcast_staff_alert();

create policy "staff hear their restaurant's alerts" on realtime.messages
for select to authenticated
using (
  extension = 'broadcast'
  and exists (
    select from public.staff
    where staff.user_id = (select auth.uid())
      and staff.restaurant_id = (select private.to_uuid(substring(realtime.topic() from '^kitchen:(.*)$'))))
);

-- Staff say that they have seen an alert; who did so, and when, is not theirs to write.
create function private.note_who_handled() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.handled_at is not null and auth.uid() is not null then
    new.handled_at := private.clock();
    new.handled_by := auth.uid();
  end if;
  return new;
end
$$;
create trigger note_who_handled before update of handled_at on public.staff_alerts
for each row execute function private.note_who_handled();

-- Called every few seconds. Staff are alerted about orders whose deadline has passed, once a minute as long as nobody has
-- seen it; and again three minutes after somebody has, while the order still waits. Then the owner's rule is applied, once.
-- One order that cannot be looked at, or rejected, does not hold up the others.
create function private.check_unanswered(at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  silent record;
begin
  for silent in
    -- The order is locked first, as by staff who answer it; one that is being answered is left to the next call.
    select orders.id, orders.restaurant_id, deadlines.accept_by,
      settings.unanswered_rule, settings.unanswered_reason, settings.owner_phone,
      deadlines.accept_by + settings.unanswered_minutes * interval '1 minute' as rule_at
    from private.accept_deadlines as deadlines
    join public.orders on orders.id = deadlines.order_id
    cross join lateral private.notification_settings_of(orders.restaurant_id) as settings
    where deadlines.rule_applied_at is null and deadlines.accept_by <= check_unanswered.at
      and orders.status = 'pending'
    order by deadlines.accept_by
    for update of orders skip locked
  loop
    begin
      -- Another worker may have been here since this query began, so the row itself says whether it is still to be done.
      update private.accept_deadlines set alerted_at = check_unanswered.at
      where order_id = silent.id and alerted_at is null;
      if found then
        insert into public.staff_alerts (restaurant_id, order_id, kind, detail, raised_at)
        values (silent.restaurant_id, silent.id, 'unanswered',
          jsonb_build_object('accept_by', silent.accept_by), check_unanswered.at)
        on conflict do nothing;
        perform private.raise_staff_message(silent.restaurant_id, silent.id, 'unanswered', '{}');
        -- The outbox, where it is installed.
        if to_regprocedure('private.raise_notification(uuid, text)') is not null then
          perform private.raise_notification(silent.id, 'unanswered');
        end if;
      end if;
    exception when others then
      raise warning 'Staff were not alerted about an order: %', sqlstate;
    end;

    begin
      update private.accept_deadlines set rule_applied_at = check_unanswered.at
      where order_id = silent.id and rule_applied_at is null and silent.rule_at <= check_unanswered.at;
      if found then
        -- A till or platform goes on with its own order: it could not be told that this one is rejected.
        if silent.unanswered_rule = 'reject'
          and not exists (select from private.provider_orders as provided where provided.order_id = silent.id)
        then
          update public.orders set status = 'rejected', reason = silent.unanswered_reason where id = silent.id;
        elsif silent.unanswered_rule = 'call' and silent.owner_phone is not null then
          perform private.raise_staff_message(silent.restaurant_id, silent.id, 'call', '{}');
        end if;
      end if;
    exception when others then
      raise warning 'The owner''s rule was not applied to an order: %', sqlstate;
    end;
  end loop;

  update public.staff_alerts as alerts set handled_at = null, handled_by = null, repeated_at = check_unanswered.at
  where alerts.kind = 'unanswered' and alerts.handled_at <= check_unanswered.at - interval '3 minutes'
    and alerts.order_id in (select deadlines.order_id from private.accept_deadlines as deadlines);
  -- After a day nobody looks any more; the alert itself stays.
  update public.staff_alerts as alerts set repeated_at = check_unanswered.at
  where alerts.handled_at is null
    and coalesce(alerts.repeated_at, alerts.raised_at) <= check_unanswered.at - interval '1 minute'
    and alerts.raised_at > check_unanswered.at - interval '1 day';
end
$$;

-- For staff: this device is alerted as well while its screen is off. `address` is the browser's push subscription, `page` the
-- kitchen page that a tap opens. Returns the id with which it is taken back; null for a restaurant that is not theirs.
create function public.add_staff_recipient(restaurant_id uuid, address jsonb, page text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  added uuid;
begin
  if coalesce(address ->> 'endpoint', '') !~ '^https://[^/?#@]+/' or char_length(address::text) > 2000
    or jsonb_typeof(address -> 'keys' -> 'p256dh') is distinct from 'string'
    or jsonb_typeof(address -> 'keys' -> 'auth') is distinct from 'string' then
    raise exception 'address must be a push subscription: endpoint (https), keys.p256dh and keys.auth.'
      using errcode = 'check_violation';
  end if;
  if coalesce(page, '') !~ '^https?://[^/?#@]+/' or char_length(page) > 500 then
    raise exception 'page must be the address of the kitchen page, with https://.' using errcode = 'check_violation';
  end if;
  insert into private.staff_recipients as known (restaurant_id, user_id, channel, address, page)
  select staff.restaurant_id, staff.user_id, 'push', jsonb_build_object(
    'endpoint', add_staff_recipient.address -> 'endpoint',
    'keys', jsonb_build_object(
      'p256dh', add_staff_recipient.address -> 'keys' -> 'p256dh', 'auth', add_staff_recipient.address -> 'keys' -> 'auth')), add_staff_recipient.page
  from public.staff
  where staff.user_id = (select auth.uid()) and staff.restaurant_id = add_staff_recipient.restaurant_id
  on conflict on constraint staff_recipients_restaurant_id_channel_address_key
    do update set user_id = excluded.user_id, page = excluded.page, stopped = null
  returning known.id into added;
  return added;
end
$$;

-- For staff: takes it back. A device that was handed on is anybody's of the restaurant.
create function public.remove_staff_recipient(recipient uuid) returns void
language sql security definer set search_path = '' as $$
  delete from private.staff_recipients as known using public.staff
  where known.id = remove_staff_recipient.recipient and known.restaurant_id = staff.restaurant_id
    and staff.user_id = (select auth.uid())
$$;

-- As before, and with what a pending order adds.
create or replace function private.order_wire(order_id uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (select jsonb_build_object(
    'id', orders.id,
    'number', orders.number,
    'status', orders.status,
    'status_source', orders.status_source,
    'fulfilment', orders.fulfilment,
    'table_label', orders.table_label,
    'restaurant_name', restaurants.name,
    'placed_at', orders.placed_at,
    'updated_at', orders.updated_at,
    'version', orders.version,
    'epoch', orders.epoch,
    'estimated_ready_from', orders.estimated_ready_from,
    'estimated_ready_to', orders.estimated_ready_to,
    'status_times', private.status_times(orders.id),
    'delayed', orders.delayed,
    'on_hold', orders.on_hold,
    'reason', orders.reason,
    'items', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', items.id,
        'name', items.name,
        'quantity', items.quantity,
        'status', items.status,
        'prep_minutes', items.prep_minutes
      ) order by items.position)
      from public.order_items as items where items.order_id = orders.id), '[]'),
    'total_minor', orders.total_minor,
    'currency', orders.currency
  ) || private.guest_wire(orders.id)
  from public.orders join public.restaurants on restaurants.id = orders.restaurant_id
  where orders.id = order_wire.order_id);
end
$$;

-- What the snapshot and the broadcasts of an order have beside its own columns. A later migration adds to it.
create function private.guest_wire(order_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return private.accept_wire(guest_wire.order_id);
end
$$;

-- As before, and with the same.
create or replace function private.broadcast_order() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform realtime.send(
    jsonb_build_object(
      'id', new.id,
      'version', new.version,
      'epoch', new.epoch,
      'status', new.status,
      'status_source', new.status_source,
      'updated_at', new.updated_at,
      'estimated_ready_from', new.estimated_ready_from,
      'estimated_ready_to', new.estimated_ready_to,
      'delayed', new.delayed,
      'on_hold', new.on_hold
    ) || private.guest_wire(new.id),
    'order', 'order:' || new.id, true
  );
  return null;
end
$$;

-- A Supabase project grants all privileges on new functions to its API roles. These are revoked here.
revoke execute on function public.add_staff_recipient(uuid, jsonb, text), public.remove_staff_recipient(uuid)
from public, anon, authenticated, service_role;
revoke execute on function
  private.raise_staff_message(uuid, uuid, text, jsonb), private.usual_answer_minutes(uuid, integer),
  private.note_accept_deadline(), private.accept_wire(uuid), private.guest_wire(uuid),
  private.broadcast_staff_alert(), private.note_who_handled(), private.check_unanswered(timestamptz)
from public;
grant execute on function public.add_staff_recipient(uuid, jsonb, text), public.remove_staff_recipient(uuid) to authenticated;
