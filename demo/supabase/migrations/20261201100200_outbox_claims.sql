-- What the worker calls before it sends, as service_role: it claims deliveries, and says when it begins to send. Any number of
-- workers may do so at once, and each may be killed anywhere. Messages to staff go the same way as those to guests; what is
-- their own is in the migration `…_staff_messages.sql`.

-- What a delivery is about: a notification, or a message to staff.
create view private.delivery_subjects with (security_invoker = true) as
select deliveries.id as delivery_id, notifications.order_id, notifications.restaurant_id, notifications.kind,
  notifications.matters, notifications.expires_at, notifications.state = 'open' as is_open
from private.deliveries join private.notifications on notifications.id = deliveries.notification_id
union all
select deliveries.id, messages.order_id, messages.restaurant_id, messages.text_key, true,
  messages.raised_at + interval '30 minutes', true
from private.deliveries join private.staff_messages as messages on messages.id = deliveries.staff_message_id;
revoke all on private.delivery_subjects from public;

-- Locks what a delivery is about and then the delivery, always in this order. Null if it is gone, or if somebody else has it
-- and this caller does not wait.
create function private.lock_delivery(delivery_id uuid, waits boolean) returns private.deliveries
language plpgsql security definer set search_path = '' as $$
declare
  locked private.deliveries;
begin
  select * into locked from private.deliveries as known where known.id = lock_delivery.delivery_id;
  if waits then
    perform from private.notifications as about where about.id = locked.notification_id for update;
    perform from private.staff_messages as about where about.id = locked.staff_message_id for update;
    select * into locked from private.deliveries as known where known.id = lock_delivery.delivery_id for update;
    return locked;
  end if;
  perform from private.notifications as about where about.id = locked.notification_id for update skip locked;
  if not found then
    perform from private.staff_messages as about where about.id = locked.staff_message_id for update skip locked;
    if not found then return null; end if;
  end if;
  select * into locked from private.deliveries as known where known.id = lock_delivery.delivery_id for update skip locked;
  return locked;
end
$$;

-- What was decided about a delivery. `what` follows the channel: `: the reason`, or ` by the vendor`.
create function private.log_delivery(delivery private.deliveries, decision text, what text, at timestamptz) returns void
language sql security definer set search_path = '' as $$
  insert into private.notification_log (order_id, notification_id, at, decision, reason)
  select subjects.order_id, delivery.notification_id, log_delivery.at, log_delivery.decision,
    case when delivery.staff_message_id is not null then 'to staff: ' || subjects.kind || ', ' else '' end
      || delivery.channel || log_delivery.what
  from private.delivery_subjects as subjects where subjects.delivery_id = delivery.id
$$;

-- Deliveries whose worker has not come back. Without a begun attempt nothing was sent. With one, the message may have been
-- sent: only a vendor that knows the id may be asked again.
create function private.sweep_leases(at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  candidate uuid;
  lost private.deliveries;
  is_open boolean;
  has_begun boolean;
  next_state text;
begin
  for candidate in
    select deliveries.id from private.deliveries as deliveries
    where deliveries.state = 'claimed' and deliveries.lease_until <= sweep_leases.at
  loop
    lost := private.lock_delivery(candidate, false);
    -- Its worker, or another sweep, was quicker.
    continue when lost.state is distinct from 'claimed' or lost.lease_until > sweep_leases.at;
    select subjects.is_open into strict is_open
    from private.delivery_subjects as subjects where subjects.delivery_id = lost.id;
    update private.delivery_attempts as attempts set
      ended_at = sweep_leases.at, outcome = 'unknown', reason = 'the worker did not come back'
    where attempts.delivery_id = lost.id and attempts.ended_at is null;
    has_begun := found;
    next_state := case
      when has_begun and not (lost.is_idempotent and is_open) then 'maybe'
      when is_open then 'due'
      else 'withheld'
    end;
    update private.deliveries as deliveries set
      state = next_state, due_at = sweep_leases.at, reason = 'the worker did not come back'
    where deliveries.id = lost.id;
    perform private.log_delivery(
      lost, case next_state when 'due' then 'retries' else next_state end, ': the worker did not come back',
      sweep_leases.at);
    perform private.advance_notification(lost.notification_id, sweep_leases.at);
  end loop;
end
$$;

-- What only time raises: orders that nobody answers, and the kitchen's answers that can no longer be taken back. Another
-- migration brings both. A mistake there does not hold up the outbox.
create function private.raise_by_clock(at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  raising text;
begin
  foreach raising in array array['check_unanswered', 'send_answers'] loop
    if to_regprocedure(format('private.%I(timestamptz)', raising)) is not null then
      begin
        execute format('select private.%I($1)', raising) using raise_by_clock.at;
      exception when others then
        raise warning '% failed with %', raising, sqlstate;
      end;
    end if;
  end loop;
end
$$;

-- The order as guests read it, with the prices of its items, for receipts.
create function private.order_for_messages(order_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select private.order_wire(order_for_messages.order_id) || jsonb_build_object('items', coalesce((
    select jsonb_agg(jsonb_build_object(
      'id', items.id, 'name', items.name, 'quantity', items.quantity, 'status', items.status,
      'price_minor', items.price_minor) order by items.position)
    from public.order_items as items where items.order_id = order_for_messages.order_id), '[]'))
$$;

-- A worker says for which channels it has a sender. Others may have other senders, so what they have said stays for a while.
create function private.note_sending_channels(channels text[], at timestamptz) returns void
language sql security definer set search_path = '' as $$
  insert into private.sending_channels (channel, said_at)
  select named, note_sending_channels.at from unnest(channels) as named on conflict do nothing;
  -- Once a minute, and without waiting for each other: every look of every worker comes here.
  update private.sending_channels as known set said_at = note_sending_channels.at
  where known.channel in (
    select named.channel from private.sending_channels as named
    where named.channel = any (channels) and named.said_at < note_sending_channels.at - interval '1 minute'
    for update skip locked);
  delete from private.sending_channels as known
  where known.channel in (
    select silent.channel from private.sending_channels as silent
    where silent.said_at < note_sending_channels.at - interval '6 minutes' and silent.channel <> all (channels)
    for update skip locked)
$$;

-- What the words of a message to a guest need; null if the recipient is gone.
create function private.guest_job(claimed private.deliveries) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'recipient_id', recipients.id,
    'address', recipients.address,
    'language', recipients.language,
    'kind', notifications.kind,
    'matters', notifications.matters,
    'version', notifications.version,
    'detail', notifications.detail,
    'expires_at', notifications.expires_at,
    'order_id', notifications.order_id,
    'restaurant_id', notifications.restaurant_id,
    'order', private.order_for_messages(notifications.order_id),
    'time_zone', settings.time_zone,
    'tracking_page', settings.tracking_page,
    'pickup_place', settings.pickup_place)
  from private.notifications as notifications
  join private.recipients as recipients on recipients.id = claimed.recipient_id
  cross join lateral private.notification_settings_of(notifications.restaurant_id) as settings
  where notifications.id = claimed.notification_id
$$;

-- Takes what has to be sent now, for so many seconds. `channels`: those for which this worker has a sender, as a JSON list.
-- Before that it takes every step of every ladder that is due. Returns one JSON object each, with all that the words need.
create function public.claim_deliveries(worker text, most integer, lease_seconds integer, channels jsonb)
returns setof jsonb
language plpgsql security definer set search_path = '' as $$
declare
  at timestamptz := private.clock();
  own text[] := array(select jsonb_array_elements_text(channels));
begin
  perform private.note_sending_channels(own, at);
  perform private.raise_by_clock(at);
  perform private.sweep_leases(at);
  perform private.advance_notifications(at);
  perform private.advance_staff_messages(at);
  return query
    with next as (
      select deliveries.id
      from private.deliveries as deliveries
      join private.delivery_subjects as subjects on subjects.delivery_id = deliveries.id
      where deliveries.state = 'due' and deliveries.due_at <= at and subjects.is_open
        and deliveries.channel = any (own)
      order by subjects.matters desc, deliveries.due_at
      limit least(greatest(most, 0), 200)
      for update of deliveries skip locked
    ), claimed as (
      update private.deliveries as deliveries set
        state = 'claimed', lease = gen_random_uuid(), lease_until = at + lease_seconds * interval '1 second'
      from next where deliveries.id = next.id
      returning deliveries.*
    )
    select jsonb_build_object(
      'delivery_id', claimed.id, 'lease', claimed.lease, 'attempt', claimed.attempts + 1, 'channel', claimed.channel) || jobs.job
    from claimed
    cross join lateral (
      select coalesce(private.guest_job(claimed::private.deliveries), private.staff_job(claimed::private.deliveries)) as job
    ) as jobs
    where jobs.job is not null;
end
$$;

-- A cost that a sender or a vendor has said, in thousandths. What is no number, or below nothing, is not believed: it would
-- lower what the order has cost. More than a thousand of the currency counts as that.
create function private.cost_said(said numeric, otherwise integer) returns integer
language sql immutable set search_path = '' as $$
  select case when said >= 0 and said <> 'NaN' then least(ceil(said), 1000000)::integer else otherwise end
$$;

-- What the messages of an order cost: what was sent, and what may have been.
create function private.cost_of(order_id uuid) returns bigint
language sql stable security definer set search_path = '' as $$
  select coalesce(sum(deliveries.cost_thousandths), 0)
  from private.notifications as notifications
  join private.deliveries as deliveries on deliveries.notification_id = notifications.id
  where notifications.order_id = cost_of.order_id
$$;

-- Why the message to a guest must not be sent; null if it may.
create function private.guest_refusal(claimed private.deliveries, cost_thousandths integer, at timestamptz) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when notifications.state <> 'open' then 'it is settled'
    when notifications.expires_at <= guest_refusal.at then 'it comes too late'
    when not private.still_holds(notifications.kind, orders.status) then 'the order has moved on'
    when not exists (
      select from private.recipients as recipients
      where recipients.id = claimed.recipient_id and recipients.stopped is null)
      then 'the recipient wants no more messages'
    when claimed.channel = 'push'
      and private.pushes_begun(claimed.recipient_id) >= private.most_pushes(notifications)
      then 'this recipient has had as many pushes as the restaurant allows'
    -- What costs nothing is never stopped by the ceiling, not even by one of 0.
    when guest_refusal.cost_thousandths > 0
      and private.cost_of(notifications.order_id) - claimed.cost_thousandths + guest_refusal.cost_thousandths
        > (private.notification_settings_of(notifications.restaurant_id)).most_cost_thousandths
      then 'the messages of this order would cost more than the restaurant allows'
  end
  from private.notifications as notifications join public.orders on orders.id = notifications.order_id
  where notifications.id = claimed.notification_id
$$;

-- Called right before the vendor. False: do not send, for example because the order has moved on since it was claimed. From
-- here on the message counts as perhaps sent, until finish_delivery says what became of it.
create function public.begin_delivery(
  delivery_id uuid, lease uuid, lease_seconds integer, vendor text, is_idempotent boolean, cost_thousandths numeric
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  at timestamptz := private.clock();
  cost integer := private.cost_said(begin_delivery.cost_thousandths, 0);
  claimed private.deliveries;
  refusal text;
begin
  -- Two messages of one order at the same time: else both would fit below the ceiling.
  perform pg_advisory_xact_lock(hashtextextended('begin_delivery ' || subjects.order_id, 0))
  from private.delivery_subjects as subjects where subjects.delivery_id = begin_delivery.delivery_id;
  claimed := private.lock_delivery(begin_delivery.delivery_id, true);
  if claimed.state is distinct from 'claimed' or claimed.lease is distinct from begin_delivery.lease
    or claimed.lease_until <= at
    or exists (
      select from private.delivery_attempts as attempts
      where attempts.delivery_id = claimed.id and attempts.lease = begin_delivery.lease)
  then
    return false;
  end if;

  refusal := case
    when claimed.notification_id is null then private.staff_refusal(claimed, at)
    else private.guest_refusal(claimed, cost, at)
  end;
  if refusal is not null then
    update private.deliveries as deliveries set state = 'withheld', reason = refusal where deliveries.id = claimed.id;
    perform private.log_delivery(claimed, 'withheld', ': ' || refusal, at);
    perform private.advance_notification(claimed.notification_id, at);
    return false;
  end if;

  update private.deliveries as deliveries set
    attempts = deliveries.attempts + 1, vendor = begin_delivery.vendor, is_idempotent = begin_delivery.is_idempotent,
    cost_thousandths = cost, lease_until = at + begin_delivery.lease_seconds * interval '1 second'
  where deliveries.id = claimed.id;
  insert into private.delivery_attempts (delivery_id, attempt, lease, started_at)
  values (claimed.id, claimed.attempts + 1, claimed.lease, at);
  return true;
end
$$;
