-- What raises notifications, and what closes them: changes of orders, and new recipients.

-- Closes a notification: what waits to be sent is withheld. One that staff were told of, or whose guest has withdrawn, may
-- still become reached: a report can be late, and staff then need not look after it.
create function private.close_notification(
  notification_id uuid, end_state text, reached_by text, reason text, at timestamptz
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  closed private.notifications;
begin
  update private.notifications as open set
    state = end_state, reached_by = close_notification.reached_by, next_at = null,
    closed_at = coalesce(open.closed_at, close_notification.at)
  where open.id = close_notification.notification_id
    and (open.state = 'open'
      or (end_state = 'reached' and (open.state = 'escalated' or (open.state = 'done' and open.matters))))
  returning * into closed;
  if not found then return; end if;
  perform private.withhold_deliveries(closed.id, close_notification.reason);
  perform private.log_notification(closed, end_state, close_notification.reason, close_notification.at);
  if end_state in ('reached', 'moved_on') then
    update public.staff_alerts as alerts set
      handled_at = close_notification.at, detail = alerts.detail || jsonb_build_object('settled', end_state)
    where alerts.order_id = closed.order_id and alerts.kind = 'not_reached' and alerts.handled_at is null
      and alerts.detail ->> 'notification' = closed.id::text;
  end if;
  perform private.forget_recipients(closed.order_id);
end
$$;

-- Takes back what no worker has begun to send.
create function private.withhold_deliveries(notification_id uuid, reason text, but_channel text default null) returns void
language sql security definer set search_path = '' as $$
  update private.deliveries as deliveries set state = 'withheld', reason = withhold_deliveries.reason
  where deliveries.notification_id = withhold_deliveries.notification_id
    and deliveries.channel is distinct from but_channel
    and (deliveries.state = 'due' or (deliveries.state = 'claimed' and not private.is_being_sent(deliveries.id)))
$$;

-- When the order has ended and nothing is left to be told, the addresses go at once.
create function private.forget_recipients(order_id uuid) returns void
language sql security definer set search_path = '' as $$
  delete from private.recipients as recipients
  where recipients.order_id = forget_recipients.order_id
    and exists (
      select from public.orders where orders.id = forget_recipients.order_id and private.is_final(orders.status))
    and not exists (
      select from private.notifications as notifications
      where notifications.order_id = forget_recipients.order_id and notifications.state = 'open')
$$;

-- Writes what the guest has to be told. `detail` is for the words: {"undone": true} for an order that was ready and is not.
-- The same kind for the same version is raised once; a newer one of the same kind replaces what is still open. Null if there
-- is nothing new.
create function private.raise_notification(order_id uuid, kind text, detail jsonb) returns uuid
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  at timestamptz := private.clock();
  subject public.orders;
  settings public.notification_settings;
  raised private.notifications;
  older uuid;
begin
  select * into subject from public.orders where orders.id = raise_notification.order_id;
  if not found then return null; end if;
  settings := private.notification_settings_of(subject.restaurant_id);
  insert into private.notifications (
    order_id, restaurant_id, kind, version, matters, detail, next_at, staff_at, expires_at, created_at)
  values (
    subject.id, subject.restaurant_id, raise_notification.kind, subject.version,
    case raise_notification.kind
      -- The courier comes to the guest, who has nothing to do before.
      when 'ready' then subject.fulfilment <> 'delivery'
      -- A refund after an end of which the guest knows.
      when 'ended' then not exists (
        select from private.notifications as earlier
        where earlier.order_id = subject.id and earlier.kind in ('ended', 'summary')
          and earlier.state not in ('open', 'moved_on'))
      else raise_notification.kind in ('delayed', 'unanswered', 'answer')
    end,
    raise_notification.detail, at, at + settings.staff_seconds * interval '1 second',
    at + private.notification_life(raise_notification.kind), at)
  on conflict (order_id, kind, version) do nothing
  returning * into raised;
  if not found then return null; end if;
  perform private.log_notification(raised, 'raised', 'version ' || raised.version || ' of the order', at);
  for older in
    select open.id from private.notifications as open
    where open.order_id = subject.id and open.kind = raised.kind and open.state = 'open' and open.id <> raised.id
    for update
  loop
    perform private.close_notification(older, 'moved_on', null, 'there is newer news of this kind', at);
  end loop;
  if not private.expects_news(subject.id) then
    perform private.close_notification(
      raised.id, 'done', null, 'the guest has not opened the page and gave no channel', at);
  else
    perform pg_notify('notification_outbox', '');
  end if;
  return raised.id;
end
$$;

create function private.raise_notification(order_id uuid, kind text) returns uuid
language sql security definer set search_path = '' as $$
  select private.raise_notification(raise_notification.order_id, raise_notification.kind, '{}')
$$;

-- `ready` was told and taken back, perhaps by a slip of the finger. If a message may have been read, the guest hears that it
-- takes longer: the guest should not wait at the counter in vain.
create function private.may_have_heard_ready(order_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from private.notifications as told
    where told.order_id = may_have_heard_ready.order_id and told.kind = 'ready' and (
      told.reached_by is not null
      or exists (
        select from private.deliveries as deliveries
        where deliveries.notification_id = told.id and private.may_have_been_sent(deliveries))))
$$;

-- By what the guest has acknowledged that the order is ready, unless something else was sent since then: that it was undone,
-- or is delayed. Such a guest knows what is true again, and is not told twice. A message without an acknowledgement
-- does not count: better told twice than never.
create function private.knows_ready_by(order_id uuid) returns text
language sql stable security definer set search_path = '' as $$
  select told.reached_by from private.notifications as told
  where told.order_id = knows_ready_by.order_id and told.kind = 'ready' and told.reached_by is not null
    and not exists (
      select from private.notifications as later
      where later.order_id = told.order_id and later.version > told.version and later.kind = 'delayed'
        and (later.reached_by is not null or exists (
          select from private.deliveries as deliveries
          where deliveries.notification_id = later.id
            and (deliveries.state = 'claimed' or private.may_have_been_sent(deliveries)))))
  order by told.version desc limit 1
$$;

create function private.raise_ready(order_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  known_by text := private.knows_ready_by(raise_ready.order_id);
  raised uuid := private.raise_notification(raise_ready.order_id, 'ready');
begin
  if known_by is not null and raised is not null then
    perform private.close_notification(
      raised, 'reached', known_by, 'the guest knows that it is ready, and has not heard that this was undone', private.clock());
  end if;
end
$$;

-- Writes what a change of an order has to tell, in its transaction.
create function private.notify_of_order() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  at timestamptz := private.clock();
  outdated uuid;
  window_end timestamptz := coalesce(new.estimated_ready_to, new.estimated_ready_from);
  is_news boolean;
begin
  if tg_op = 'INSERT' then
    -- The page where the order was placed shows it.
    perform private.note_told_window(new.id);
    if private.is_final(new.status) then
      perform private.raise_notification(new.id, 'ended');
      perform private.forget_order(new.id, at);
    end if;
    return null;
  end if;

  -- A worker that begins to send is waited for, so that what the guest may have heard is known here.
  perform from private.notifications as open where open.order_id = new.id and open.state = 'open' for update;

  -- A status that only a clock has set is told once somebody confirms it. That an order is not ready after all is told at once.
  is_news := case
    when new.status_source = 'confirmed' then new.status <> old.status or old.status_source <> 'confirmed'
    else new.status = 'preparing' and old.status = 'ready'
  end;
  if is_news then
    case
      when new.status = 'ready' then perform private.raise_ready(new.id);
      when new.status = 'preparing' and old.status = 'ready' then
        if private.may_have_heard_ready(new.id) then
          perform private.raise_notification(new.id, 'delayed', '{"undone": true}');
        end if;
      when new.status in ('preparing', 'out_for_delivery') then
        perform private.raise_notification(new.id, new.status);
      when new.status = 'completed' then perform private.raise_notification(new.id, 'summary');
      when private.is_final(new.status) then perform private.raise_notification(new.id, 'ended');
      else null;
    end case;
  end if;
  if private.still_holds('delayed', new.status) and (
    (new.delayed and not old.delayed)
    or ((new.estimated_ready_from, new.estimated_ready_to)
          is distinct from (old.estimated_ready_from, old.estimated_ready_to)
      and window_end >= (select told.ready_to from private.told_windows as told where told.order_id = new.id)
        + (private.notification_settings_of(new.restaurant_id)).delay_minutes * interval '1 minute'))
  then
    perform private.raise_notification(new.id, 'delayed');
  end if;

  -- After what is new was raised: once nothing is open, the addresses of an ended order go.
  for outdated in
    select notifications.id from private.notifications as notifications
    where notifications.order_id = new.id and notifications.state = 'open'
      and (not private.still_holds(notifications.kind, new.status)
        or (notifications.kind = 'delayed' and old.delayed and not new.delayed))
    for update
  loop
    perform private.close_notification(
      outdated, 'moved_on', null, 'the order is ' || replace(new.status, '_', ' ') || ' by now', at);
  end loop;
  if new.status <> old.status and private.is_final(new.status) then
    perform private.forget_order(new.id, at);
  end if;
  return null;
end
$$;
create trigger notify_of_order after insert or update on public.orders
for each row execute function private.notify_of_order();

-- A new recipient: an e-mail address gets the confirmation with the link. What waits because there was no recipient
-- is looked at again.
create function private.notify_of_recipient() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  at timestamptz := private.clock();
  raised uuid;
begin
  if new.channel = 'email' and exists (
    select from public.orders where orders.id = new.order_id and private.still_holds('placed', orders.status))
  then
    raised := private.raise_notification(new.order_id, 'placed');
    if raised is null then
      -- The confirmation of this version went to another address; the ladder leaves out who has it.
      update private.notifications as placed set
        state = 'open', rung = null, next_at = at, closed_at = null, expires_at = at + private.notification_life('placed')
      where placed.order_id = new.order_id and placed.kind = 'placed'
        and placed.version = (select orders.version from public.orders where orders.id = new.order_id);
    end if;
  end if;
  update private.notifications as waiting set next_at = at
  where waiting.order_id = new.order_id and waiting.state = 'open' and waiting.matters and waiting.rung is null;
  perform pg_notify('notification_outbox', '');
  return null;
end
$$;
create trigger notify_of_recipient after insert on private.recipients
for each row execute function private.notify_of_recipient();
