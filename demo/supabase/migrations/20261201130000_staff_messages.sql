-- Messages to staff and to the owner, whose kitchen page may be closed: the outbox's worker sends them as it sends those to
-- guests, with the same leases. They say the number of an order and what is wrong, and nothing of its guest. What was
-- decided about them stands in private.notification_log, in lines without a notification.

-- The language of messages to staff, a BCP 47 tag.
alter table public.notification_settings
  add column staff_language text not null default 'en' check (staff_language ~ '^[A-Za-z0-9-]{2,35}$');

-- One message to one device, or to the owner's telephone. Its id is the message's.
create table private.staff_deliveries (
  id uuid primary key default gen_random_uuid(),
  message_id uuid not null references private.staff_messages (id) on delete cascade,
  -- Null: the owner's telephone, as the settings have it.
  recipient_id uuid references private.staff_recipients (id) on delete cascade,
  channel text not null check (channel in ('push', 'sms')),
  -- As those of private.deliveries.
  state text not null default 'due' check (state in (
    'due', 'claimed', 'accepted', 'delivered', 'maybe', 'refused', 'failed', 'withheld')),
  due_at timestamptz not null,
  lease uuid,
  lease_until timestamptz,
  attempts integer not null default 0,
  -- When the try that is under way began. It is written before the vendor is called: a worker that was killed may have sent.
  begun_at timestamptz,
  vendor text,
  is_idempotent boolean not null default false,
  vendor_id text,
  reason text,
  sent_at timestamptz,
  acknowledged_at timestamptz,
  unique nulls not distinct (message_id, recipient_id)
);
create index staff_deliveries_recipient_id on private.staff_deliveries (recipient_id);
create index staff_deliveries_open on private.staff_deliveries (due_at) where state in ('due', 'claimed');
create index staff_deliveries_vendor_id on private.staff_deliveries (vendor, vendor_id) where vendor_id is not null;

create function private.log_staff_delivery(
  order_id uuid, decision text, reason text, at timestamptz
) returns void
language sql security definer set search_path = '' as $$
  insert into private.notification_log (order_id, at, decision, reason)
  values (log_staff_delivery.order_id, log_staff_delivery.at, log_staff_delivery.decision,
    'to staff: ' || log_staff_delivery.reason)
$$;

-- Whether staff still need to be told: nobody has seen the alert yet, or the order that the owner hears of still waits.
create function private.staff_message_holds(message private.staff_messages, at timestamptz) returns boolean
language sql stable security definer set search_path = '' as $$
  select message.raised_at > staff_message_holds.at - interval '30 minutes' and case message.text_key
    when 'call' then exists (
      select from private.accept_deadlines as deadlines where deadlines.order_id = message.order_id)
    else exists (
      select from public.staff_alerts as alerts
      where alerts.order_id = message.order_id and alerts.kind = message.text_key and alerts.handled_at is null)
  end
$$;

-- To whom each new message goes, what is no longer true, and deliveries whose worker has not come back.
create function private.advance_staff_messages(at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  message private.staff_messages;
  changed record;
begin
  for message in
    select * from private.staff_messages as messages where messages.taken_at is null
    order by messages.raised_at limit 200
    for update skip locked
  loop
    update private.staff_messages as taken set taken_at = advance_staff_messages.at where taken.id = message.id;
    insert into private.staff_deliveries (message_id, recipient_id, channel, due_at)
    -- Devices of people who no longer work there stay silent.
    select message.id, recipients.id, recipients.channel, advance_staff_messages.at
    from private.staff_recipients as recipients
    join public.staff on staff.restaurant_id = recipients.restaurant_id and staff.user_id = recipients.user_id
    where recipients.restaurant_id = message.restaurant_id and recipients.stopped is null and message.text_key <> 'call'
    union all
    select message.id, null, 'sms', advance_staff_messages.at
    from public.notification_settings as settings
    where settings.restaurant_id = message.restaurant_id and settings.owner_phone is not null and message.text_key = 'call';
    perform private.log_staff_delivery(
      message.order_id, case when found then 'sends' else 'withheld' end,
      message.text_key || case when found then '' else ': no device has asked for it' end, advance_staff_messages.at);
  end loop;

  for changed in
    update private.staff_deliveries as deliveries set
      state = case when deliveries.begun_at is not null and not deliveries.is_idempotent then 'maybe' else 'due' end,
      due_at = advance_staff_messages.at, reason = 'the worker did not come back', begun_at = null
    from private.staff_messages as messages
    where messages.id = deliveries.message_id
      and deliveries.id in (
        select lost.id from private.staff_deliveries as lost
        where lost.state = 'claimed' and lost.lease_until <= advance_staff_messages.at
        for update skip locked)
    returning messages.order_id, messages.text_key, deliveries.channel, deliveries.state
  loop
    perform private.log_staff_delivery(
      changed.order_id, case changed.state when 'due' then 'retries' else changed.state end,
      changed.text_key || ', ' || changed.channel || ': the worker did not come back', advance_staff_messages.at);
  end loop;

  for changed in
    update private.staff_deliveries as deliveries set state = 'withheld', reason = 'staff need not be told any more'
    from private.staff_messages as messages
    where messages.id = deliveries.message_id and deliveries.state = 'due'
      and deliveries.id in (
        select waiting.id from private.staff_deliveries as waiting where waiting.state = 'due' for update skip locked)
      and not private.staff_message_holds(messages, advance_staff_messages.at)
    returning messages.order_id, messages.text_key, deliveries.channel
  loop
    perform private.log_staff_delivery(
      changed.order_id, 'withheld',
      changed.text_key || ', ' || changed.channel || ': staff need not be told any more', advance_staff_messages.at);
  end loop;
end
$$;

-- For claim_deliveries. The order is as guests read it, which has no guest's address.
create function private.claim_staff_deliveries(most integer, lease_seconds integer, channels text[], at timestamptz)
returns setof jsonb
language sql security definer set search_path = '' as $$
  with next as (
    select deliveries.id from private.staff_deliveries as deliveries
    where deliveries.state = 'due' and deliveries.due_at <= claim_staff_deliveries.at
      and deliveries.channel = any (claim_staff_deliveries.channels)
    order by deliveries.due_at
    limit least(greatest(most, 0), 100)
    for update skip locked
  ), claimed as (
    update private.staff_deliveries as deliveries set
      state = 'claimed', lease = gen_random_uuid(),
      lease_until = claim_staff_deliveries.at + lease_seconds * interval '1 second'
    from next where deliveries.id = next.id
    returning deliveries.*
  )
  select jsonb_build_object(
    'delivery_id', claimed.id,
    'lease', claimed.lease,
    'attempt', claimed.attempts + 1,
    'channel', claimed.channel,
    'recipient_id', coalesce(recipients.id, claimed.id),
    'address', coalesce(recipients.address, jsonb_build_object('number', settings.owner_phone)),
    'language', settings.staff_language,
    'kind', 'staff',
    'matters', true,
    'version', orders.version,
    'detail', jsonb_build_object('about', case messages.text_key when 'call' then 'unanswered' else messages.text_key end),
    'expires_at', messages.raised_at + interval '30 minutes',
    'order_id', messages.order_id,
    'restaurant_id', messages.restaurant_id,
    'order', private.order_wire(messages.order_id),
    'time_zone', settings.time_zone,
    'tracking_page', null,
    'staff_page', recipients.page)
  from claimed
  join private.staff_messages as messages on messages.id = claimed.message_id
  join public.orders on orders.id = messages.order_id
  cross join lateral private.notification_settings_of(messages.restaurant_id) as settings
  left join private.staff_recipients as recipients on recipients.id = claimed.recipient_id
$$;

-- For begin_delivery: right before the vendor.
create function private.begin_staff_delivery(
  delivery_id uuid, lease uuid, lease_seconds integer, vendor text, is_idempotent boolean
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  at timestamptz := private.clock();
  claimed private.staff_deliveries;
  message private.staff_messages;
begin
  select * into claimed from private.staff_deliveries as known
  where known.id = begin_staff_delivery.delivery_id and known.lease = begin_staff_delivery.lease
    and known.state = 'claimed' and known.lease_until > at and known.begun_at is null
  for update;
  if not found then return false; end if;
  select * into strict message from private.staff_messages as known where known.id = claimed.message_id;
  if not private.staff_message_holds(message, at) then
    update private.staff_deliveries as deliveries set state = 'withheld', reason = 'staff need not be told any more'
    where deliveries.id = claimed.id;
    perform private.log_staff_delivery(
      message.order_id, 'withheld', message.text_key || ', ' || claimed.channel || ': staff need not be told any more', at);
    return false;
  end if;
  update private.staff_deliveries as deliveries set
    attempts = deliveries.attempts + 1, begun_at = at, vendor = begin_staff_delivery.vendor,
    is_idempotent = begin_staff_delivery.is_idempotent,
    lease_until = at + begin_staff_delivery.lease_seconds * interval '1 second'
  where deliveries.id = claimed.id;
  return true;
end
$$;

-- For finish_delivery, with the same results. A late answer still counts where it says more than is known.
create function private.finish_staff_delivery(delivery_id uuid, lease uuid, result jsonb) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  at timestamptz := private.clock();
  sent private.staff_deliveries;
  message private.staff_messages;
  outcome text := result ->> 'outcome';
  why text := left(result ->> 'reason', 300);
  pause interval;
  next_state text;
begin
  select * into sent from private.staff_deliveries as known
  where known.id = finish_staff_delivery.delivery_id and known.lease = finish_staff_delivery.lease
    and (known.state = 'claimed' or (outcome = 'accepted' and known.state in ('maybe', 'due')))
  for update;
  if not found then return false; end if;
  select * into strict message from private.staff_messages as known where known.id = sent.message_id;
  pause := private.retry_after(sent.attempts, true, (result ->> 'retry_after')::numeric);
  next_state := case
    when outcome = 'accepted' then 'accepted'
    when outcome = 'refused' then 'refused'
    when outcome = 'unknown' and not sent.is_idempotent then 'maybe'
    when at + pause < message.raised_at + interval '30 minutes' and sent.attempts < 60 then 'due'
    when outcome = 'unknown' then 'maybe'
    else 'failed'
  end;
  update private.staff_deliveries as deliveries set
    state = next_state, begun_at = null, due_at = at + pause, reason = why,
    vendor_id = coalesce(finish_staff_delivery.result ->> 'vendor_id', deliveries.vendor_id),
    sent_at = case when next_state = 'accepted' then coalesce(deliveries.sent_at, at) else deliveries.sent_at end
  where deliveries.id = sent.id;
  if result ->> 'recipient' in ('gone', 'invalid', 'withdrawn') then
    update private.staff_recipients as recipients set
      stopped = case finish_staff_delivery.result ->> 'recipient' when 'invalid' then 'invalid' else 'gone' end
    where recipients.id = sent.recipient_id and recipients.stopped is null;
  end if;
  perform private.log_staff_delivery(
    message.order_id, case next_state when 'accepted' then 'sent' when 'due' then 'retries' else next_state end,
    message.text_key || ', ' || sent.channel || ' by ' || coalesce(sent.vendor, 'nobody') || coalesce(': ' || why, ''), at);
  if outcome = 'accepted' then
    perform private.use_early_reports(sent.vendor, finish_staff_delivery.result ->> 'vendor_id');
  end if;
  perform pg_notify('notification_outbox', '');
  return true;
end
$$;

-- For report_delivery. False if the message is none to staff.
create function private.report_staff_delivery(vendor text, vendor_id text, state text, reason text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  at timestamptz := private.clock();
  reported record;
begin
  update private.staff_deliveries as deliveries set
    state = case
      when 'delivered' in (report_staff_delivery.state, deliveries.state) then 'delivered'
      when report_staff_delivery.state = 'failed' then 'failed'
      when deliveries.state = 'maybe' then 'accepted'
      else deliveries.state
    end,
    acknowledged_at = case
      when report_staff_delivery.state = 'delivered' then coalesce(deliveries.acknowledged_at, at)
      else deliveries.acknowledged_at
    end
  from private.staff_messages as messages
  where messages.id = deliveries.message_id and deliveries.vendor = report_staff_delivery.vendor
    and deliveries.attempts > 0
    and (deliveries.vendor_id = report_staff_delivery.vendor_id
      or deliveries.id = private.to_uuid(report_staff_delivery.vendor_id))
  returning messages.order_id, messages.text_key, deliveries.channel into reported;
  if not found then return false; end if;
  perform private.log_staff_delivery(
    reported.order_id, report_staff_delivery.state,
    reported.text_key || ', ' || reported.channel || coalesce(': ' || left(report_staff_delivery.reason, 300), ''), at);
  return true;
end
$$;

-- For push_was_shown.
create function private.staff_push_was_shown(message uuid, at timestamptz) returns void
language sql security definer set search_path = '' as $$
  update private.staff_deliveries as shown set
    state = 'delivered', acknowledged_at = coalesce(shown.acknowledged_at, staff_push_was_shown.at)
  where shown.id = staff_push_was_shown.message and shown.channel = 'push' and shown.attempts > 0
    -- A lease that is still open stays: the worker's own report comes next.
    and shown.state <> 'claimed'
$$;

-- For next_delivery_at. What no worker can send is not waited for.
create function private.next_staff_delivery_at() returns timestamptz
language sql stable security definer set search_path = '' as $$
  select least(
    (select min(messages.raised_at) from private.staff_messages as messages where messages.taken_at is null),
    (select min(deliveries.due_at) from private.staff_deliveries as deliveries
      where deliveries.state = 'due'
        and exists (select from private.sending_channels as known where known.channel = deliveries.channel)),
    (select min(deliveries.lease_until) from private.staff_deliveries as deliveries where deliveries.state = 'claimed'))
$$;

-- A guest who was not reached need not be looked for once what the guest was to hear is no longer true: the order was served,
-- or has ended.
create function private.close_not_reached() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.staff_alerts as alerts set
    handled_at = private.clock(), detail = alerts.detail || '{"settled": "moved_on"}'
  where alerts.order_id = new.id and alerts.kind = 'not_reached' and alerts.handled_at is null
    and not private.still_holds(alerts.detail ->> 'about', new.status);
  return null;
end
$$;
create trigger close_not_reached after update of status on public.orders
for each row when (new.status <> old.status) execute function private.close_not_reached();

revoke execute on all functions in schema private from public;
