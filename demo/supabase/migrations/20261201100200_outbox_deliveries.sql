-- What the worker calls, as service_role: it claims deliveries, says when it begins to send, and what became of it. Any
-- number of workers may do so at once, and each may be killed anywhere. Messages to staff are rows of private.staff_deliveries:
-- the functions here hand them to those of the migration `…_staff_messages.sql`.

-- Deliveries whose worker has not come back. Without a begun attempt nothing was sent. With one, the message may have been
-- sent: only a vendor that knows the id may be asked again.
create function private.sweep_leases(at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  lost private.deliveries;
  notification private.notifications;
  has_begun boolean;
begin
  for lost in
    select deliveries.* from private.deliveries as deliveries
    join private.notifications as notifications on notifications.id = deliveries.notification_id
    where deliveries.state = 'claimed' and deliveries.lease_until <= sweep_leases.at
    for update skip locked
  loop
    select * into strict notification from private.notifications as known where known.id = lost.notification_id;
    update private.delivery_attempts as attempts set
      ended_at = sweep_leases.at, outcome = 'unknown', reason = 'the worker did not come back'
    where attempts.delivery_id = lost.id and attempts.ended_at is null;
    has_begun := found;
    update private.deliveries as deliveries set
      state = case
        when has_begun and not (lost.is_idempotent and notification.state = 'open') then 'maybe'
        when notification.state = 'open' then 'due'
        else 'withheld'
      end,
      due_at = sweep_leases.at, reason = 'the worker did not come back'
    where deliveries.id = lost.id;
    perform private.log_notification(
      notification, case when has_begun and not lost.is_idempotent then 'maybe' else 'retries' end,
      lost.channel || ': the worker did not come back', sweep_leases.at);
    perform private.advance_notification(notification.id, sweep_leases.at);
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
language plpgsql stable security definer set search_path = '' as $$
declare
  more jsonb := '{}';
begin
  -- What later migrations add for guests, such as the kitchen's answer.
  if to_regprocedure('private.guest_wire(uuid)') is not null then
    execute 'select private.guest_wire($1)' into more using order_for_messages.order_id;
  end if;
  return private.order_wire(order_for_messages.order_id) || coalesce(more, '{}') || jsonb_build_object('items', coalesce((
    select jsonb_agg(jsonb_build_object(
      'id', items.id, 'name', items.name, 'quantity', items.quantity, 'status', items.status,
      'price_minor', items.price_minor) order by items.position)
    from public.order_items as items where items.order_id = order_for_messages.order_id), '[]'));
end
$$;

-- Takes what has to be sent now, for so many seconds. `channels`: those for which this worker has a sender, as a JSON list.
-- Before that it takes every step of every ladder that is due. Returns one JSON object each, with all that the words need.
create function public.claim_deliveries(worker text, most integer, lease_seconds integer, channels jsonb)
returns setof jsonb
language plpgsql security definer set search_path = '' as $$
declare
  at timestamptz := private.clock();
  own text[] := array(select jsonb_array_elements_text(channels));
  to_staff bigint;
begin
  insert into private.sending_channels (channel) select unnest(own) on conflict do nothing;
  delete from private.sending_channels as known where known.channel <> all (own);
  perform private.raise_by_clock(at);
  perform private.sweep_leases(at);
  perform private.advance_notifications(at);
  perform private.advance_staff_messages(at);
  return query select private.claim_staff_deliveries(most, lease_seconds, own, at);
  get diagnostics to_staff = row_count;
  return query
    with next as (
      select deliveries.id from private.deliveries as deliveries
      join private.notifications as notifications on notifications.id = deliveries.notification_id
      where deliveries.state = 'due' and deliveries.due_at <= at and notifications.state = 'open'
        and deliveries.channel = any (own)
      order by notifications.matters desc, deliveries.due_at
      limit least(greatest(most - to_staff, 0), 200)
      for update of deliveries skip locked
    ), claimed as (
      update private.deliveries as deliveries set
        state = 'claimed', lease = gen_random_uuid(), lease_until = at + lease_seconds * interval '1 second'
      from next where deliveries.id = next.id
      returning deliveries.*
    )
    select jsonb_build_object(
      'delivery_id', claimed.id,
      'lease', claimed.lease,
      'attempt', claimed.attempts + 1,
      'channel', claimed.channel,
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
      'time_zone', (private.notification_settings_of(notifications.restaurant_id)).time_zone,
      'tracking_page', (private.notification_settings_of(notifications.restaurant_id)).tracking_page)
    from claimed
    join private.notifications as notifications on notifications.id = claimed.notification_id
    join private.recipients as recipients on recipients.id = claimed.recipient_id;
end
$$;

-- What the messages of an order cost: what was sent, and what may have been.
create function private.cost_of(order_id uuid) returns bigint
language sql stable security definer set search_path = '' as $$
  select coalesce(sum(deliveries.cost_thousandths), 0)
  from private.notifications as notifications
  join private.deliveries as deliveries on deliveries.notification_id = notifications.id
  where notifications.order_id = cost_of.order_id
$$;

-- Called right before the vendor. False: do not send, for example because the order has moved on since it was claimed. From
-- here on the message counts as perhaps sent, until finish_delivery says what became of it.
create function public.begin_delivery(
  delivery_id uuid, lease uuid, lease_seconds integer, vendor text, is_idempotent boolean, cost_thousandths integer
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  at timestamptz := private.clock();
  notification private.notifications;
  claimed private.deliveries;
  settings public.notification_settings;
  refusal text;
begin
  select notifications.* into notification
  from private.notifications as notifications join private.deliveries as known on known.notification_id = notifications.id
  where known.id = begin_delivery.delivery_id;
  if not found then
    return private.begin_staff_delivery(delivery_id, lease, lease_seconds, vendor, is_idempotent);
  end if;
  -- Two messages of one order at the same time: else both would fit below the ceiling.
  perform pg_advisory_xact_lock(hashtextextended('begin_delivery ' || notification.order_id, 0));
  select * into notification from private.notifications as known where known.id = notification.id for update;
  select * into claimed from private.deliveries as known
  where known.id = begin_delivery.delivery_id and known.lease = begin_delivery.lease and known.state = 'claimed'
    and known.lease_until > at
    and not exists (
      select from private.delivery_attempts as attempts
      where attempts.delivery_id = known.id and attempts.lease = begin_delivery.lease)
  for update;
  if not found then return false; end if;

  settings := private.notification_settings_of(notification.restaurant_id);
  refusal := case
    when notification.state <> 'open' then 'it is settled'
    when notification.expires_at <= at then 'it comes too late'
    when not exists (
      select from public.orders
      where orders.id = notification.order_id and private.still_holds(notification.kind, orders.status))
      then 'the order has moved on'
    when not exists (
      select from private.recipients as recipients
      where recipients.id = claimed.recipient_id and recipients.stopped is null)
      then 'the recipient wants no more messages'
    when claimed.channel = 'push'
      and private.pushes_begun(claimed.recipient_id) >= private.most_pushes(notification)
      then 'this recipient has had as many pushes as the restaurant allows'
    when private.cost_of(notification.order_id) - claimed.cost_thousandths + begin_delivery.cost_thousandths
      > settings.most_cost_thousandths and begin_delivery.cost_thousandths > 0
      then 'the messages of this order would cost more than the restaurant allows'
  end;
  if refusal is not null then
    update private.deliveries as deliveries set state = 'withheld', reason = refusal where deliveries.id = claimed.id;
    perform private.log_notification(notification, 'withheld', claimed.channel || ': ' || refusal, at);
    perform private.advance_notification(notification.id, at);
    return false;
  end if;

  update private.deliveries as deliveries set
    attempts = deliveries.attempts + 1, vendor = begin_delivery.vendor, is_idempotent = begin_delivery.is_idempotent,
    cost_thousandths = greatest(begin_delivery.cost_thousandths, 0),
    lease_until = at + begin_delivery.lease_seconds * interval '1 second'
  where deliveries.id = claimed.id;
  insert into private.delivery_attempts (delivery_id, attempt, lease, started_at)
  values (claimed.id, claimed.attempts + 1, claimed.lease, at);
  return true;
end
$$;

-- The pause before the next try: as long as the vendor says, and random up to a limit that doubles (full jitter), so that
-- many messages do not come back at once. What matters waits 8 s at most, else a step's time would be over.
create function private.retry_after(attempts integer, matters boolean, asked numeric) returns interval
language sql volatile set search_path = '' as $$
  select interval '1 second' * greatest(
    least(greatest(coalesce(asked, 0), 0), 86400),
    0.2 + random() * least(case when matters then 8 else 120 end, 2 ^ least(attempts, 10) / 2))
$$;

-- What became of it. `result`: {"outcome": "accepted" | "not-sent" | "refused" | "unknown", "reason", "vendor_id",
-- "cost_thousandths", "currency", "retry_after" (seconds), "recipient": "gone" | "invalid" | "withdrawn"}. Safe to repeat. A
-- late answer, after the lease, still counts where it says more than is known. False if it says nothing new.
create function public.finish_delivery(delivery_id uuid, lease uuid, result jsonb) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  at timestamptz := private.clock();
  notification private.notifications;
  sent private.deliveries;
  outcome text := result ->> 'outcome';
  why text := left(result ->> 'reason', 300);
  is_current boolean;
  next_state text;
  pause interval;
begin
  if outcome is null or outcome not in ('accepted', 'not-sent', 'refused', 'unknown') then
    raise exception 'An outcome is accepted, not-sent, refused or unknown.' using errcode = 'check_violation';
  end if;
  select notifications.* into notification
  from private.notifications as notifications join private.deliveries as known on known.notification_id = notifications.id
  where known.id = finish_delivery.delivery_id for update of notifications;
  if not found then
    return private.finish_staff_delivery(delivery_id, lease, result);
  end if;
  select * into strict sent from private.deliveries as known where known.id = finish_delivery.delivery_id for update;
  is_current := sent.lease = finish_delivery.lease;

  update private.delivery_attempts as attempts set
    ended_at = at, outcome = finish_delivery.result ->> 'outcome', reason = why
  where attempts.delivery_id = sent.id and attempts.lease = finish_delivery.lease
    and (attempts.ended_at is null or attempts.outcome = 'unknown');
  -- Nothing new, or a worker that never had it. A worker may also give up before it begins: then there is no attempt.
  if not found and not (is_current and sent.state = 'claimed') then
    return false;
  end if;

  if outcome = 'accepted' then
    update private.deliveries as deliveries set
      state = case when deliveries.state in ('delivered', 'failed') then deliveries.state else 'accepted' end,
      vendor_id = coalesce(finish_delivery.result ->> 'vendor_id', deliveries.vendor_id),
      -- An amount in another currency cannot be counted: the estimate stays.
      cost_thousandths = case
        when finish_delivery.result ->> 'currency' = (select orders.currency from public.orders where orders.id = notification.order_id)
          then coalesce((finish_delivery.result ->> 'cost_thousandths')::integer, deliveries.cost_thousandths)
        else deliveries.cost_thousandths
      end,
      sent_at = coalesce(deliveries.sent_at, at), reason = null
    where deliveries.id = sent.id;
    perform private.note_told_window(notification.order_id);
    perform private.log_notification(notification, 'sent', sent.channel || ' by ' || coalesce(sent.vendor, 'nobody'), at);
    perform private.use_early_reports(sent.vendor, finish_delivery.result ->> 'vendor_id');
  elsif sent.state = 'claimed' and is_current then
    pause := private.retry_after(sent.attempts, notification.matters, (result ->> 'retry_after')::numeric);
    next_state := case
      when outcome = 'refused' then 'refused'
      when outcome = 'unknown' and not sent.is_idempotent then 'maybe'
      when notification.state = 'open' and at + pause < notification.expires_at 
        and sent.attempts < case when notification.matters then 60 else 12 end then 'due'
      when outcome = 'unknown' then 'maybe'
      else 'failed'
    end;
    update private.deliveries as deliveries set
      state = next_state, reason = why, due_at = at + pause,
      cost_thousandths = case when next_state = 'maybe' then deliveries.cost_thousandths else 0 end
    where deliveries.id = sent.id;
    if result ->> 'recipient' in ('gone', 'invalid', 'withdrawn') then
      update private.recipients as recipients set stopped = finish_delivery.result ->> 'recipient'
      where recipients.id = sent.recipient_id and recipients.stopped is null;
    end if;
    perform private.log_notification(
      notification, case next_state when 'due' then 'retries' else next_state end,
      sent.channel || ': ' || coalesce(why, 'no reason given'), at);
  end if;
  perform private.advance_notification(notification.id, at);
  -- The next step may have begun, or a pause.
  perform pg_notify('notification_outbox', '');
  return true;
end
$$;

-- What a vendor reports later. `vendor_id`: its own id of the message, or ours. The report may come before the vendor's
-- answer has reached us, twice, and in any order: what was delivered stays so. False if the message is not known (yet).
-- `cost_thousandths`: of the restaurant's currency, or null.
create function public.report_delivery(
  vendor text, vendor_id text, state text, reason text, cost_thousandths integer
) returns boolean
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  at timestamptz := private.clock();
  notification private.notifications;
  known private.deliveries;
begin
  if report_delivery.state is null or report_delivery.state not in ('accepted', 'delivered', 'failed') then
    raise exception 'A report says accepted, delivered or failed.' using errcode = 'check_violation';
  end if;
  select deliveries.* into known from private.deliveries as deliveries
  where (deliveries.vendor, deliveries.vendor_id) = (report_delivery.vendor, report_delivery.vendor_id)
    or (deliveries.id = private.to_uuid(report_delivery.vendor_id) and deliveries.vendor = report_delivery.vendor)
  limit 1;
  if not found and private.report_staff_delivery(
    report_delivery.vendor, report_delivery.vendor_id, report_delivery.state, report_delivery.reason)
  then
    return true;
  end if;
  if known.id is null then
    insert into private.early_reports (vendor, vendor_id, state, reason, cost_thousandths, received_at)
    values (
      report_delivery.vendor, report_delivery.vendor_id, report_delivery.state, left(report_delivery.reason, 300),
      report_delivery.cost_thousandths, at)
    on conflict do nothing;
    return false;
  end if;
  select * into strict notification from private.notifications as notifications
  where notifications.id = known.notification_id for update;
  update private.deliveries as deliveries set
    state = case
      when report_delivery.state = 'delivered' then 'delivered'
      when deliveries.state = 'delivered' then 'delivered'
      when report_delivery.state = 'failed' then 'failed'
      when deliveries.state = 'maybe' then 'accepted'
      else deliveries.state
    end,
    acknowledged_at = case
      when report_delivery.state = 'delivered' then coalesce(deliveries.acknowledged_at, at)
      else deliveries.acknowledged_at
    end,
    reason = coalesce(left(report_delivery.reason, 300), deliveries.reason),
    cost_thousandths = coalesce(report_delivery.cost_thousandths, deliveries.cost_thousandths)
  where deliveries.id = known.id returning * into known;
  if known.state = 'delivered' and known.channel = 'sms' then
    perform private.close_notification(notification.id, 'reached', 'sms', 'the message is on the telephone', at);
  elsif known.state = 'failed' then
    perform private.log_notification(
      notification, 'failed', known.channel || ': ' || coalesce(report_delivery.reason, 'the vendor could not deliver it'), at);
  end if;
  perform private.advance_notification(notification.id, at);
  -- The next step may have begun, or a pause.
  perform pg_notify('notification_outbox', '');
  return true;
end
$$;

create function private.use_early_reports(vendor text, vendor_id text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  early private.early_reports;
begin
  for early in
    delete from private.early_reports as reports
    where reports.vendor = use_early_reports.vendor and reports.vendor_id = use_early_reports.vendor_id
    returning *
  loop
    perform public.report_delivery(early.vendor, early.vendor_id, early.state, early.reason, early.cost_thousandths);
  end loop;
end
$$;

-- When there is something to do next; null if nothing is open.
create function public.next_delivery_at() returns timestamptz
language plpgsql stable security definer set search_path = '' as $$
begin
  return least(
    (select min(notifications.next_at) from private.notifications as notifications where notifications.state = 'open'),
    (select min(deliveries.due_at) from private.deliveries as deliveries
      join private.notifications as notifications on notifications.id = deliveries.notification_id
      where deliveries.state = 'due' and notifications.state = 'open'),
    (select min(deliveries.lease_until) from private.deliveries as deliveries where deliveries.state = 'claimed'),
    private.next_staff_delivery_at());
end
$$;
