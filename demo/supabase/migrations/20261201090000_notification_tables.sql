-- Notifications: what the restaurant has set, whom it may reach about an order, and what its staff have to look after.
-- The outbox itself is the next migration.

-- How a restaurant notifies its guests. Managers change it. A restaurant without a row has the defaults below.
create table public.notification_settings (
  restaurant_id uuid primary key references public.restaurants (id) on delete cascade,
  -- An IANA name such as Europe/Berlin: for quiet hours, and times in messages.
  time_zone text not null default 'UTC',
  -- The channels that the restaurant offers to guests. What is not configured at the server is never offered.
  channels text[] not null default '{push,sms,email}' check (channels <@ array['push', 'sms', 'email']),
  -- The address of the page with the tracker, with {id} where the order's id belongs; for links in messages.
  tracking_page text check (tracking_page ~ '^https?://[^\s/?#]+\S*$'),
  -- Where guests collect, in the restaurant's own words: "Counter at the back". Null: the messages say nothing of it.
  pickup_place text check (char_length(pickup_place) between 1 and 200 and pickup_place !~ '^\s|\s$'),
  -- Off: guests get every message, as soon as it is due.
  is_adaptive boolean not null default true,
  -- No message during these hours, except that an order is ready or has failed. Null: no quiet hours.
  quiet_from time,
  quiet_to time,
  -- Seconds that each step of the ladder waits for an acknowledgement before the next one begins.
  page_seconds integer not null default 5 check (page_seconds between 1 and 30),
  push_seconds integer not null default 20 check (push_seconds between 5 and 120),
  sms_seconds integer not null default 25 check (sms_seconds between 5 and 300),
  email_seconds integer not null default 20 check (email_seconds between 5 and 600),
  -- However the steps above add up, staff are told after so many seconds.
  staff_seconds integer not null default 85 check (staff_seconds between 10 and 900),
  most_pushes integer not null default 3 check (most_pushes between 0 and 20),
  -- The most that the messages of one order may cost, in thousandths of the restaurant's currency.
  most_cost_thousandths integer not null default 500 check (most_cost_thousandths >= 0),
  -- "Delayed a lot": the window has moved by so many minutes since the guest was last told.
  delay_minutes integer not null default 10 check (delay_minutes between 1 and 120),
  -- Minutes within which the restaurant accepts an order. Null: no deadline is shown, and nobody is alerted.
  accept_minutes integer check (accept_minutes between 1 and 120),
  -- What happens to an order that nobody answers, so many minutes after the deadline.
  unanswered_rule text not null default 'alert' check (unanswered_rule in ('alert', 'call', 'reject')),
  unanswered_minutes integer not null default 5 check (unanswered_minutes between 1 and 120),
  -- Days after the end of an order for which the log of its notifications stays. Addresses go at the end.
  retention_days integer not null default 0 check (retention_days between 0 and 365),
  -- Days without a change after which an order without an end counts as over for its guest.
  abandoned_days integer not null default 3 check (abandoned_days between 1 and 90)
);
alter table public.notification_settings enable row level security;
revoke all on public.notification_settings from anon, authenticated;
grant select, insert, update on public.notification_settings to authenticated, service_role;
create policy "staff read their restaurant's notification settings" on public.notification_settings
for select to authenticated
using (restaurant_id in (select restaurant_id from public.staff where user_id = (select auth.uid())));
create policy "managers add their restaurant's notification settings" on public.notification_settings
for insert to authenticated
with check ((select private.manages(restaurant_id)));
create policy "managers change their restaurant's notification settings" on public.notification_settings
for update to authenticated
using ((select private.manages(restaurant_id)))
with check ((select private.manages(restaurant_id)));

-- The owner's telephone, E.164, for the rule `call`. A table of its own: everybody on the staff reads the settings, and only
-- managers this.
create table public.owner_phones (
  restaurant_id uuid primary key references public.restaurants (id) on delete cascade,
  phone text check (phone ~ '^\+[1-9][0-9]{6,14}$')
);
alter table public.owner_phones enable row level security;
revoke all on public.owner_phones from anon, authenticated;
grant select, insert, update on public.owner_phones to authenticated, service_role;
create policy "managers keep the owner's telephone" on public.owner_phones
for all to authenticated
using ((select private.manages(restaurant_id)))
with check ((select private.manages(restaurant_id)));

-- The ledger of consents: what a guest agreed to, when and how, and when it was withdrawn. It holds no address, but a
-- keyed hash of one, with which a given address can be looked up.
create table private.consents (
  id uuid primary key default gen_random_uuid(),
  restaurant_id uuid not null references public.restaurants (id) on delete cascade,
  order_id uuid references public.orders (id) on delete set null,
  channel text not null check (channel in ('push', 'sms', 'email')),
  -- HMAC-SHA-256 of the address, in hexadecimal digits; the key is the server's.
  address_hash text not null check (address_hash ~ '^[0-9a-f]{64}$'),
  -- The very words that the guest saw beside the box, and their language.
  wording text not null check (char_length(wording) between 1 and 1000),
  language text not null check (language ~ '^[A-Za-z0-9-]{2,35}$'),
  method text not null check (method in ('order_page', 'tracker', 'api', 'message')),
  given_at timestamptz not null default clock_timestamp(),
  withdrawn_at timestamptz,
  withdrawn_by text check (withdrawn_by in ('link', 'reply', 'tracker', 'mail_client', 'browser', 'staff'))
);
create index consents_order_id on private.consents (order_id);
create index consents_address_hash on private.consents (restaurant_id, channel, address_hash);

-- Where a guest may be reached about one order. Deleted when the order has ended and its last message is sent.
create table private.recipients (
  id uuid primary key default gen_random_uuid(),
  order_id uuid not null references public.orders (id) on delete cascade,
  channel text not null check (channel in ('push', 'sms', 'email')),
  -- push: {"endpoint", "keys": {"p256dh", "auth"}}; sms: {"number": "+49…"}; email: {"address"}.
  address jsonb not null,
  address_hash text not null check (address_hash ~ '^[0-9a-f]{64}$'),
  language text not null default 'en',
  consent_id uuid not null references private.consents (id) on delete cascade,
  added_at timestamptz not null default clock_timestamp(),
  -- Nothing more is sent there: withdrawn, gone (the browser ended the subscription), invalid (the vendor says so).
  stopped text check (stopped in ('withdrawn', 'gone', 'invalid')),
  unique (order_id, channel, address_hash)
);
create index recipients_consent_id on private.recipients (consent_id);

-- What the guest's pages say of themselves. A page that says it is visible is asked first: it acknowledges what it shows.
create table private.page_views (
  order_id uuid not null references public.orders (id) on delete cascade,
  -- A random name that the page chose.
  page text not null check (page ~ '^[A-Za-z0-9_-]{8,40}$'),
  is_visible boolean not null,
  -- The newest version that was drawn while the page was visible.
  seen_version bigint,
  opened_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp(),
  primary key (order_id, page)
);

-- What staff have to look after: a guest who was not reached, an order that nobody has accepted, a question.
create table public.staff_alerts (
  id uuid primary key default gen_random_uuid(),
  restaurant_id uuid not null references public.restaurants (id) on delete cascade,
  order_id uuid not null references public.orders (id) on delete cascade,
  kind text not null check (kind in ('not_reached', 'unanswered', 'question')),
  -- not_reached: {"about": "ready", "tried": ["push", "sms"]}; unanswered: {"minutes"}; question: {"text"}.
  detail jsonb not null default '{}',
  raised_at timestamptz not null default clock_timestamp(),
  -- When it was last said aloud again; an alert that nobody handles is repeated.
  repeated_at timestamptz,
  handled_at timestamptz,
  handled_by uuid references auth.users (id) on delete set null
);
create index staff_alerts_open on public.staff_alerts (restaurant_id, raised_at) where handled_at is null;
create index staff_alerts_order_id on public.staff_alerts (order_id);
create index staff_alerts_handled_by on public.staff_alerts (handled_by);
alter table public.staff_alerts enable row level security;
revoke all on public.staff_alerts from anon, authenticated;
grant select on public.staff_alerts to authenticated;
grant select, insert, update, delete on public.staff_alerts to service_role;
grant update (handled_at) on public.staff_alerts to authenticated;
create policy "staff read their restaurant's alerts" on public.staff_alerts
for select to authenticated
using (restaurant_id in (select restaurant_id from public.staff where user_id = (select auth.uid())));
create policy "staff handle their restaurant's alerts" on public.staff_alerts
for update to authenticated
using (restaurant_id in (select restaurant_id from public.staff where user_id = (select auth.uid())))
with check (restaurant_id in (select restaurant_id from public.staff where user_id = (select auth.uid())));

-- The settings of a restaurant, with the defaults where it has none.
create function private.notification_settings_of(restaurant_id uuid) returns public.notification_settings
language plpgsql stable security definer set search_path = '' as $$
declare
  settings public.notification_settings;
begin
  select * into settings from public.notification_settings as known
  where known.restaurant_id = notification_settings_of.restaurant_id;
  if not found then
    settings := jsonb_populate_record(null::public.notification_settings, private.default_notification_settings());
    settings.restaurant_id := notification_settings_of.restaurant_id;
  end if;
  return settings;
end
$$;

-- The defaults of the columns above, as the catalogue has them.
create function private.default_notification_settings() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  expressions text;
  defaults jsonb;
begin
  select string_agg(format('%L, to_jsonb(%s)', attributes.attname, pg_get_expr(known.adbin, known.adrelid)), ', ')
  into strict expressions
  from pg_attrdef as known
  join pg_attribute as attributes on attributes.attrelid = known.adrelid and attributes.attnum = known.adnum
  where known.adrelid = 'public.notification_settings'::regclass;
  execute format('select jsonb_build_object(%s)', expressions) into strict defaults;
  return defaults;
end
$$;

-- The clock of everything that follows. Tests set private.clock to play an evening in a second; no API can set it.
create function private.clock() returns timestamptz
language sql volatile set search_path = '' as $$
  select coalesce(nullif(current_setting('private.clock', true), '')::timestamptz, clock_timestamp())
$$;

revoke execute on function
  private.notification_settings_of(uuid), private.default_notification_settings(), private.clock()
from public;
