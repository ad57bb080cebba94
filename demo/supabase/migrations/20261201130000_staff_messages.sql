-- Messages to staff and to the owner, whose kitchen page may be closed: the outbox's worker sends them as it sends those to
-- guests. They say the number of an order and what is wrong, and nothing of its guest.

-- The language of messages to staff, a BCP 47 tag.
alter table public.notification_settings
  add column staff_language text not null default 'en' check (staff_language ~ '^[A-Za-z0-9-]{2,35}$');

create function private.log_staff_message(order_id uuid, decision text, reason text) returns void
language sql security definer set search_path = '' as $$
  insert into private.notification_log (order_id, at, decision, reason)
  values (
    log_staff_message.order_id, private.clock(), log_staff_message.decision, 'to staff: ' || log_staff_message.reason)
$$;

-- Of one order, staff get five messages of a kind. What comes after, such as the guest's sixth question, is an alert on the
-- kitchen page alone.
create function private.raise_staff_message(restaurant_id uuid, order_id uuid, text_key text, detail jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if (
    select count(*) from private.staff_messages as earlier
    where earlier.order_id = raise_staff_message.order_id and earlier.text_key = raise_staff_message.text_key
  ) >= 5 then
    perform private.log_staff_message(
      raise_staff_message.order_id, 'withheld', raise_staff_message.text_key || ': 5 messages of this kind were raised already');
    return;
  end if;
  insert into private.staff_messages (restaurant_id, order_id, text_key, detail, raised_at)
  values (
    raise_staff_message.restaurant_id, raise_staff_message.order_id, raise_staff_message.text_key,
    raise_staff_message.detail, private.clock());
end
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

-- For begin_delivery.
create function private.staff_refusal(claimed private.deliveries, at timestamptz) returns text
language sql stable security definer set search_path = '' as $$
  select case when not private.staff_message_holds(messages, staff_refusal.at) then 'staff need not be told any more' end
  from private.staff_messages as messages where messages.id = claimed.staff_message_id
$$;

-- For claim_deliveries. The order is as guests read it, which has no guest's address.
create function private.staff_job(claimed private.deliveries) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'recipient_id', coalesce(recipients.id, claimed.id),
    'address', coalesce(recipients.address, jsonb_build_object('number', owner.phone)),
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
  from private.staff_messages as messages
  join public.orders on orders.id = messages.order_id
  cross join lateral private.notification_settings_of(messages.restaurant_id) as settings
  left join private.staff_recipients as recipients on recipients.id = claimed.staff_recipient_id
  left join public.owner_phones as owner on owner.restaurant_id = messages.restaurant_id
  where messages.id = claimed.staff_message_id
$$;

-- To whom each new message goes, and what staff need not be told any more.
create function private.advance_staff_messages(at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  message private.staff_messages;
  outdated private.deliveries;
begin
  for message in
    select * from private.staff_messages as messages where messages.taken_at is null
    order by messages.raised_at limit 200
    for update skip locked
  loop
    update private.staff_messages as taken set taken_at = advance_staff_messages.at where taken.id = message.id;
    insert into private.deliveries (staff_message_id, staff_recipient_id, channel, due_at)
    -- Devices of people who no longer work there stay silent.
    select message.id, recipients.id, recipients.channel, advance_staff_messages.at
    from private.staff_recipients as recipients
    join public.staff on staff.restaurant_id = recipients.restaurant_id and staff.user_id = recipients.user_id
    where recipients.restaurant_id = message.restaurant_id and recipients.stopped is null and message.text_key <> 'call'
    union all
    select message.id, null, 'sms', advance_staff_messages.at
    from public.owner_phones as owner
    where owner.restaurant_id = message.restaurant_id and owner.phone is not null and message.text_key = 'call';
    perform private.log_staff_message(
      message.order_id, case when found then 'sends' else 'withheld' end,
      message.text_key || case when found then '' else ': no device has asked for it' end);
  end loop;

  for outdated in
    update private.deliveries as deliveries set state = 'withheld', reason = 'staff need not be told any more'
    from private.staff_messages as messages
    where messages.id = deliveries.staff_message_id and deliveries.state = 'due'
      and deliveries.id in (
        select waiting.id from private.deliveries as waiting
        where waiting.state = 'due' and waiting.staff_message_id is not null for update skip locked)
      and not private.staff_message_holds(messages, advance_staff_messages.at)
    returning deliveries.*
  loop
    perform private.log_delivery(outdated, 'withheld', ': ' || outdated.reason, advance_staff_messages.at);
  end loop;
end
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

-- A Supabase project grants all privileges on new functions to its API roles. These are revoked here.
revoke execute on function public.add_staff_recipient(uuid, jsonb, text), public.remove_staff_recipient(uuid)
from public, anon, authenticated, service_role;
grant execute on function public.add_staff_recipient(uuid, jsonb, text), public.remove_staff_recipient(uuid) to authenticated;
revoke execute on all functions in schema private from public;
