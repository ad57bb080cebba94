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
      settings.unanswered_rule, settings.unanswered_reason,
      deadlines.accept_by + settings.unanswered_minutes * interval '1 minute' as rule_at
    from private.accept_deadlines as deadlines
    join public.orders on orders.id = deadlines.order_id
    cross join lateral private.notification_settings_of(orders.restaurant_id) as settings
    where deadlines.rule_applied_at is null and deadlines.accept_by <= check_unanswered.at
      and orders.status = 'pending'
    order by deadlines.accept_by
    for no key update of orders skip locked
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
        elsif silent.unanswered_rule = 'call' then
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

-- The order's own columns, which order_wire of `…_guests.sql` has given so far: the same function under another name.
do $$
begin
  execute replace(pg_get_functiondef('private.order_wire(uuid)'::regprocedure), 'order_wire', 'order_columns');
end
$$;

-- The order as guests read it, and in the format of our own endpoints.
create or replace function private.order_wire(order_id uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return private.order_columns(order_wire.order_id) || private.guest_wire(order_wire.order_id);
end
$$;

-- What the snapshot and the broadcasts of an order have beside its own columns. A later migration adds to it.
create function private.guest_wire(order_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return private.accept_wire(guest_wire.order_id);
end
$$;

-- What a guest reads of the order, so that a page that follows it live misses nothing until its next read: the reason of a
-- pause, or that it is over. Not the times of its steps, which a later trigger writes; nor, of a new order, its dishes,
-- which come after it.
create or replace function private.broadcast_order() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform realtime.send(
    private.order_wire(new.id) - 'status_times' - case tg_op when 'INSERT' then 'items' else '' end,
    'order', 'order:' || new.id, true);
  return null;
end
$$;

revoke execute on function
  private.usual_answer_minutes(uuid, integer), private.note_accept_deadline(), private.accept_wire(uuid),
  private.order_columns(uuid), private.guest_wire(uuid), private.broadcast_staff_alert(), private.note_who_handled(),
  private.check_unanswered(timestamptz)
from public;
