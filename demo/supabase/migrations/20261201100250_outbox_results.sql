-- What the worker calls after it has sent, and what vendors report later.

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
  sent private.deliveries;
  subject private.delivery_subjects;
  outcome text := result ->> 'outcome';
  why text := left(result ->> 'reason', 300);
  next_state text;
  pause interval;
begin
  if outcome is null or outcome not in ('accepted', 'not-sent', 'refused', 'unknown') then
    raise exception 'An outcome is accepted, not-sent, refused or unknown.' using errcode = 'check_violation';
  end if;
  sent := private.lock_delivery(finish_delivery.delivery_id, true);
  select * into subject from private.delivery_subjects as subjects where subjects.delivery_id = sent.id;
  if not found then return false; end if;

  update private.delivery_attempts as attempts set
    ended_at = at, outcome = finish_delivery.result ->> 'outcome', reason = why
  where attempts.delivery_id = sent.id and attempts.lease = finish_delivery.lease
    and (attempts.ended_at is null or attempts.outcome = 'unknown');
  -- Nothing new, or a worker that never had it. A worker may also give up before it begins: then there is no attempt.
  if not found and not (sent.lease is not distinct from finish_delivery.lease and sent.state = 'claimed') then
    return false;
  end if;

  if outcome = 'accepted' then
    update private.deliveries as deliveries set
      state = case when deliveries.state in ('delivered', 'failed') then deliveries.state else 'accepted' end,
      vendor_id = coalesce(finish_delivery.result ->> 'vendor_id', deliveries.vendor_id),
      cost_thousandths = private.cost_in(finish_delivery.result, subject.order_id, deliveries.cost_thousandths),
      sent_at = coalesce(deliveries.sent_at, at), reason = null
    where deliveries.id = sent.id;
    if sent.notification_id is not null then
      perform private.note_told_window(subject.order_id);
    end if;
    perform private.log_delivery(sent, 'sent', ' by ' || coalesce(sent.vendor, 'nobody'), at);
    perform private.use_early_reports(sent.vendor, finish_delivery.result ->> 'vendor_id');
  elsif sent.state = 'claimed' and sent.lease = finish_delivery.lease then
    pause := private.retry_after(sent.attempts, subject.matters, (result ->> 'retry_after')::numeric);
    next_state := case
      when outcome = 'refused' then 'refused'
      when outcome = 'unknown' and not sent.is_idempotent then 'maybe'
      when subject.is_open and at + pause < subject.expires_at
        and sent.attempts < case when subject.matters then 60 else 12 end then 'due'
      when outcome = 'unknown' then 'maybe'
      else 'failed'
    end;
    update private.deliveries as deliveries set
      state = next_state, reason = why, due_at = at + pause,
      cost_thousandths = case when next_state = 'maybe' then deliveries.cost_thousandths else 0 end
    where deliveries.id = sent.id;
    perform private.stop_recipient(sent, result ->> 'recipient');
    perform private.log_delivery(
      sent, case next_state when 'due' then 'retries' else next_state end, ': ' || coalesce(why, 'no reason given'), at);
  end if;
  perform private.advance_notification(sent.notification_id, at);
  -- The next step may have begun, or a pause.
  perform pg_notify('notification_outbox', '');
  return true;
end
$$;

-- What a vendor says that it costs. In another currency it cannot be counted: the estimate stays.
create function private.cost_in(result jsonb, order_id uuid, estimate integer) returns integer
language sql stable security definer set search_path = '' as $$
  select case
    when jsonb_typeof(result -> 'cost_thousandths') = 'number' and exists (
      select from public.orders
      where orders.id = cost_in.order_id and orders.currency = cost_in.result ->> 'currency')
      then private.cost_said((result ->> 'cost_thousandths')::numeric, estimate)
    else estimate
  end
$$;

-- Nothing more is sent to an address of which the vendor says that it is gone or invalid, or that its owner has withdrawn.
create function private.stop_recipient(sent private.deliveries, why text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if why = 'withdrawn' and sent.recipient_id is not null then
    -- The vendor had the guest's STOP.
    perform private.withdraw(array[sent.recipient_id], 'reply');
  elsif why in ('gone', 'invalid', 'withdrawn') then
    update private.recipients as recipients set stopped = why
    where recipients.id = sent.recipient_id and recipients.stopped is null;
    update private.staff_recipients as recipients set stopped = case why when 'invalid' then why else 'gone' end
    where recipients.id = sent.staff_recipient_id and recipients.stopped is null;
  end if;
end
$$;

-- What a vendor reports later. `vendor_id`: its own id of the message, or ours. The report may come before the vendor's
-- answer has reached us, twice, and in any order: what was delivered stays so. False if the message is not known (yet).
-- `cost_thousandths`: of the restaurant's currency, or null.
create function public.report_delivery(
  vendor text, vendor_id text, state text, reason text, cost_thousandths numeric
) returns boolean
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  at timestamptz := private.clock();
  known private.deliveries;
begin
  if report_delivery.state is null or report_delivery.state not in ('accepted', 'delivered', 'failed') then
    raise exception 'A report says accepted, delivered or failed.' using errcode = 'check_violation';
  end if;
  select deliveries.* into known from private.deliveries as deliveries
  where (deliveries.vendor, deliveries.vendor_id) = (report_delivery.vendor, report_delivery.vendor_id)
    or (deliveries.id = private.to_uuid(report_delivery.vendor_id) and deliveries.vendor = report_delivery.vendor)
  limit 1;
  if not found then
    insert into private.early_reports (vendor, vendor_id, state, reason, cost_thousandths, received_at)
    values (
      report_delivery.vendor, report_delivery.vendor_id, report_delivery.state, left(report_delivery.reason, 300),
      private.cost_said(report_delivery.cost_thousandths, null), at)
    on conflict do nothing;
    return false;
  end if;
  known := private.lock_delivery(known.id, true);
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
    cost_thousandths = private.cost_said(report_delivery.cost_thousandths, deliveries.cost_thousandths)
  where deliveries.id = known.id returning * into known;
  if known.state = 'delivered' and known.channel = 'sms' then
    perform private.close_notification(known.notification_id, 'reached', 'sms', 'the message is on the telephone', at);
  elsif known.state = 'failed' then
    perform private.log_delivery(
      known, 'failed', ': ' || coalesce(report_delivery.reason, 'the vendor could not deliver it'), at);
  end if;
  perform private.advance_notification(known.notification_id, at);
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

-- When a worker has something to send next. What no worker can send is not waited for.
create function private.next_due_at() returns timestamptz
language sql stable security definer set search_path = '' as $$
  select min(deliveries.due_at)
  from private.deliveries as deliveries
  join private.delivery_subjects as subjects on subjects.delivery_id = deliveries.id
  where deliveries.state = 'due' and subjects.is_open
    and exists (select from private.sending_channels as known where known.channel = deliveries.channel)
$$;

-- When there is something to do next; null if nothing is open.
create function public.next_delivery_at() returns timestamptz
language sql stable security definer set search_path = '' as $$
  select least(
    (select min(notifications.next_at) from private.notifications as notifications where notifications.state = 'open'),
    (select min(messages.raised_at) from private.staff_messages as messages where messages.taken_at is null),
    (select min(deliveries.lease_until) from private.deliveries as deliveries where deliveries.state = 'claimed'),
    private.next_due_at())
$$;
