-- The outbox: what guests have to be told about their orders. A row of private.notifications is written in the transaction
-- that changes the order, so that there is none without the other. The ladder (next migration) decides how the guest is
-- told, and the worker sends. All times are those of private.clock().

-- One thing that a guest has to be told.
create table private.notifications (
  id uuid primary key default gen_random_uuid(),
  order_id uuid not null references public.orders (id) on delete cascade,
  restaurant_id uuid not null references public.restaurants (id) on delete cascade,
  kind text not null check (kind in (
    'placed', 'preparing', 'ready', 'out_for_delivery', 'delayed', 'ended', 'unanswered', 'answer', 'summary')),
  -- The order's version that it tells of.
  version bigint not null,
  -- What matters is acknowledged by the guest, or staff are told. The rest is one message at most.
  matters boolean not null,
  -- More for the words, such as the kitchen's answer.
  detail jsonb not null default '{}',
  -- reached: the guest knows. moved_on: it is no longer true. escalated: staff were told. done: the rest.
  state text not null default 'open' check (state in ('open', 'reached', 'moved_on', 'escalated', 'done')),
  -- The step of the ladder that waits for an acknowledgement, and until when. Null before the first.
  rung text check (rung in ('page', 'push', 'sms', 'email')),
  rung_until timestamptz,
  -- When the ladder looks at it next.
  next_at timestamptz,
  -- When staff are told, if nobody has acknowledged it, and when they were.
  staff_at timestamptz not null,
  alerted_at timestamptz,
  -- After this moment it is of no use to the guest.
  expires_at timestamptz not null,
  created_at timestamptz not null,
  closed_at timestamptz,
  reached_by text check (reached_by in ('page', 'push', 'sms', 'email')),
  unique (order_id, kind, version)
);
create index notifications_due on private.notifications (next_at) where state = 'open';
create index notifications_restaurant_id on private.notifications (restaurant_id);

-- Where staff may be reached while the kitchen page is closed. The owner's telephone is in public.owner_phones.
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

-- One thing that staff have to be told. `text_key`: unanswered, question, not_reached, and call for the owner.
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

-- One message to one recipient, of a notification or to staff. Its id is the message's, for vendors that know idempotency
-- keys. The unique pairs are why no recipient gets the same twice.
create table private.deliveries (
  id uuid primary key default gen_random_uuid(),
  notification_id uuid references private.notifications (id) on delete cascade,
  -- Null once the recipient is deleted.
  recipient_id uuid references private.recipients (id) on delete set null,
  staff_message_id uuid references private.staff_messages (id) on delete cascade,
  -- Null in a message to staff: the owner's telephone.
  staff_recipient_id uuid references private.staff_recipients (id) on delete cascade,
  channel text not null check (channel in ('push', 'sms', 'email')),
  -- maybe: perhaps it was sent, and it is not sent again. withheld: it was not sent, and will not be.
  state text not null default 'due' check (state in (
    'due', 'claimed', 'accepted', 'delivered', 'maybe', 'refused', 'failed', 'withheld')),
  due_at timestamptz not null,
  -- Whoever has claimed it may send it until then.
  lease uuid,
  lease_until timestamptz,
  attempts integer not null default 0,
  vendor text,
  -- Whether the vendor sends a second try under the same id once only.
  is_idempotent boolean not null default false,
  vendor_id text,
  -- Estimated when sending begins, real once the vendor says it. Thousandths of the restaurant's currency.
  cost_thousandths integer not null default 0 check (cost_thousandths >= 0),
  reason text,
  sent_at timestamptz,
  acknowledged_at timestamptz,
  check ((notification_id is null) <> (staff_message_id is null)),
  unique (notification_id, recipient_id)
);
create unique index deliveries_to_staff on private.deliveries (staff_message_id, staff_recipient_id)
nulls not distinct where staff_message_id is not null;
create index deliveries_due on private.deliveries (due_at) where state = 'due';
create index deliveries_claimed on private.deliveries (lease_until) where state = 'claimed';
create index deliveries_recipient_id on private.deliveries (recipient_id);
create index deliveries_staff_recipient_id on private.deliveries (staff_recipient_id) where staff_recipient_id is not null;
create index deliveries_vendor_id on private.deliveries (vendor, vendor_id) where vendor_id is not null;

-- One try. The row is written before the vendor is called: a worker that was killed may have sent.
create table private.delivery_attempts (
  delivery_id uuid not null references private.deliveries (id) on delete cascade,
  attempt integer not null,
  lease uuid not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in ('accepted', 'not-sent', 'refused', 'unknown')),
  reason text,
  primary key (delivery_id, attempt)
);

-- Why each message was sent or was not: a line a decision, in the order of `id`. Lines without a notification are about
-- messages to staff.
create table private.notification_log (
  id bigint generated always as identity primary key,
  order_id uuid not null references public.orders (id) on delete cascade,
  notification_id uuid references private.notifications (id) on delete cascade,
  at timestamptz not null,
  decision text not null,
  reason text not null
);
create index notification_log_order_id on private.notification_log (order_id, id);
create index notification_log_notification_id on private.notification_log (notification_id);

-- The end of the window that the guest was last told of, by the order page, the tracker or a message.
create table private.told_windows (
  order_id uuid primary key references public.orders (id) on delete cascade,
  ready_to timestamptz not null
);

-- The channels for which workers have a sender, and when one of them last said so. A channel that none of those who look
-- has named for five minutes is deleted; while nobody looks, all stay.
create table private.sending_channels (
  channel text primary key check (channel in ('push', 'sms', 'email')),
  said_at timestamptz not null default clock_timestamp()
);

-- Reports of vendors that came before the answer which names the message; kept for an hour.
create table private.early_reports (
  vendor text not null,
  vendor_id text not null,
  state text not null,
  reason text,
  cost_thousandths integer,
  received_at timestamptz not null,
  primary key (vendor, vendor_id, state)
);

create function private.log_notification(
  notification private.notifications, decision text, reason text, at timestamptz
) returns void
language sql security definer set search_path = '' as $$
  insert into private.notification_log (order_id, notification_id, at, decision, reason)
  values (notification.order_id, notification.id, log_notification.at, log_notification.decision, log_notification.reason)
$$;

-- Whether a message of this kind is still true of the order. What is not is never sent.
create function private.still_holds(kind text, status text) returns boolean
language sql immutable set search_path = '' as $$
  select case kind
    when 'placed' then status in ('scheduled', 'pending', 'preparing')
    when 'delayed' then status in ('scheduled', 'pending', 'preparing')
    when 'unanswered' then status in ('scheduled', 'pending')
    when 'answer' then not private.is_final(status)
    when 'ended' then private.is_final(status) and status <> 'completed'
    when 'summary' then status = 'completed'
    else status = kind
  end
$$;

-- For how long a message is of use to the guest.
create function private.notification_life(kind text) returns interval
language sql immutable set search_path = '' as $$
  select case kind
    when 'preparing' then interval '10 minutes'
    when 'placed' then interval '1 hour'
    -- As long as the guest's link works after the end.
    when 'summary' then interval '2 hours'
    else interval '30 minutes'
  end
$$;

-- Whether the guest gave a channel and has not withdrawn it, or follows the order on the page. An address that turned out to
-- be wrong counts: its guest waits for news. So does a page that was opened once, unless its guest has withdrawn a channel
-- since: who wants no messages and does not look any more is left alone. Others are not waited for.
create function private.expects_news(order_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
      select from private.recipients
      where recipients.order_id = expects_news.order_id and recipients.stopped is distinct from 'withdrawn')
    or exists (
      select from private.page_views as views
      where views.order_id = expects_news.order_id and views.seen_at > coalesce((
        select max(consents.withdrawn_at) from private.consents where consents.order_id = expects_news.order_id), '-infinity'))
$$;

-- Whether a worker has begun to send it, and has not said what became of it.
create function private.is_being_sent(delivery_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from private.delivery_attempts as attempts
    where attempts.delivery_id = is_being_sent.delivery_id and attempts.ended_at is null)
$$;

-- Whether the vendor has it, or may have it: also while a try whose answer was lost waits to be made again.
create function private.may_have_been_sent(delivery private.deliveries) returns boolean
language sql stable security definer set search_path = '' as $$
  select delivery.state in ('accepted', 'delivered', 'maybe') or exists (
    select from private.delivery_attempts as attempts
    where attempts.delivery_id = delivery.id
      and (attempts.ended_at is null or attempts.outcome in ('accepted', 'unknown')))
$$;

-- The guest knows the order's present window.
create function private.note_told_window(order_id uuid) returns void
language sql security definer set search_path = '' as $$
  insert into private.told_windows (order_id, ready_to)
  select orders.id, coalesce(orders.estimated_ready_to, orders.estimated_ready_from) from public.orders
  where orders.id = note_told_window.order_id
    and coalesce(orders.estimated_ready_to, orders.estimated_ready_from) is not null
  on conflict on constraint told_windows_pkey do update set ready_to = excluded.ready_to
$$;
