-- The tables for restaurants, their staff and their orders.

create table public.restaurants (
  id uuid primary key default gen_random_uuid(),
  name text not null check (char_length(name) between 1 and 120),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  -- The number of the last order. place_order increments it; after 999 follows 1.
  last_number integer not null default 0
);

create table public.staff (
  user_id uuid not null references auth.users (id) on delete cascade,
  restaurant_id uuid not null references public.restaurants (id) on delete cascade,
  primary key (user_id, restaurant_id)
);
create index staff_restaurant_id on public.staff (restaurant_id);

-- A guest may read every column of an order, because clients of a hosted project ask for `select=*`. Data that guests
-- must not see, such as a telephone number, belongs in another table.
create table public.orders (
  id uuid primary key default gen_random_uuid(),
  restaurant_id uuid not null references public.restaurants (id) on delete cascade,
  number text not null check (char_length(number) between 1 and 12),
  status text not null default 'pending' check (status in (
    'scheduled', 'pending', 'preparing', 'ready', 'out_for_delivery', 'served', 'completed',
    'cancelled', 'rejected', 'failed', 'refunded')),
  status_source text not null default 'confirmed' check (status_source in ('confirmed', 'estimated')),
  fulfilment text not null default 'dine_in' check (fulfilment in ('dine_in', 'pickup', 'delivery')),
  table_label text check (char_length(table_label) between 1 and 40),
  payment_status text not null default 'pending' check (payment_status in ('pending', 'succeeded', 'failed')),
  placed_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version bigint not null default 1,
  epoch text not null default '',
  estimated_ready_from timestamptz,
  estimated_ready_to timestamptz,
  -- Who made the window above: the formula, or the kitchen by hand. A trigger writes it.
  estimated_by text not null check (estimated_by in ('formula', 'kitchen')),
  delayed boolean not null default false,
  on_hold boolean not null default false,
  reason text check (char_length(reason) between 1 and 200),
  total_minor bigint check (total_minor >= 0),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  check (estimated_ready_from <= estimated_ready_to)
);
create index orders_restaurant_id on public.orders (restaurant_id, placed_at desc);

create table public.order_items (
  id uuid primary key default gen_random_uuid(),
  order_id uuid not null references public.orders (id) on delete cascade,
  position integer not null,
  name text not null check (char_length(name) between 1 and 120),
  quantity integer not null check (quantity between 1 and 99),
  status text check (status in ('pending', 'preparing', 'ready', 'served', 'cancelled')),
  prep_minutes integer check (prep_minutes between 0 and 240),
  price_minor bigint check (price_minor >= 0)
);
create index order_items_order_id on public.order_items (order_id, position);

-- The history of an order: one row for each version, with the user who made the change.
create table public.order_events (
  id bigint generated always as identity primary key,
  order_id uuid not null references public.orders (id) on delete cascade,
  version bigint not null,
  status text not null,
  previous_status text,
  reason text,
  actor uuid references auth.users (id) on delete set null,
  happened_at timestamptz not null default clock_timestamp()
);
create index order_events_order_id on public.order_events (order_id, version);
create index order_events_actor on public.order_events (actor);

-- No API can reach this schema. Only the functions of these migrations use it.
create schema private;
revoke all on schema private from public;

-- The epoch of all versions. After a restore from a backup the versions are lower than before; begin_epoch() then starts
-- a new epoch.
create table private.epoch (
  only_row boolean primary key default true check (only_row),
  value text not null default gen_random_uuid()::text
);
insert into private.epoch default values;

-- The secret in a guest's link, as a SHA-256 hash in hexadecimal digits. One order may have several links.
create table private.tracking_links (
  capability_hash text primary key check (capability_hash ~ '^[0-9a-f]{64}$'),
  order_id uuid not null references public.orders (id) on delete cascade,
  created_at timestamptz not null default now(),
  -- Two hours after the order became final. A restaurant may set an earlier time to revoke the link.
  expires_at timestamptz
);
create index tracking_links_order_id on private.tracking_links (order_id);
