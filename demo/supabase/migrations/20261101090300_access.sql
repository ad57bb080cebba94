-- Access rights. Privileges say which columns and functions a role can use. Row level security says which rows. Every
-- permission to write is named here.

-- `tracker` is the role of a guest with a token for one order (claim `order_id`). As a member of `anon` it can use
-- Supabase's own schemas (auth, realtime). `anon` itself has no access to our tables and functions.
do $$
begin
  if not exists (select from pg_roles where rolname = 'tracker') then
    create role tracker nologin inherit;
  end if;
end
$$;
grant anon to tracker;
grant tracker to authenticator;

alter table public.restaurants enable row level security;
alter table public.staff enable row level security;
alter table public.orders enable row level security;
alter table public.order_items enable row level security;
alter table public.order_events enable row level security;

-- A Supabase project grants all privileges on new tables and functions to its API roles. These are revoked here.
revoke all on public.restaurants, public.staff, public.orders, public.order_items, public.order_events
from anon, authenticated;
revoke execute on function
  public.begin_epoch(),
  public.order_snapshot(uuid),
  public.place_order(jsonb, text),
  public.check_tracking_link(uuid, text),
  public.revoke_tracking_links(uuid),
  public.postpone_order(uuid, integer)
from public, anon, authenticated;
revoke execute on all functions in schema private from public;

-- The restaurant's own server.
grant execute on function
  public.begin_epoch(), public.place_order(jsonb, text), public.check_tracking_link(uuid, text)
to service_role;

-- Guests read their own order. The columns are listed, so that guests do not see a new column by accident.
grant usage on schema public, private to tracker;
grant execute on function private.to_uuid(text) to tracker, authenticated;
grant execute on function public.order_snapshot(uuid) to tracker, authenticated;
grant select (
  id, restaurant_id, number, status, status_source, fulfilment, table_label, payment_status, placed_at, updated_at,
  version, epoch, estimated_ready_from, estimated_ready_to, estimated_by, delayed, on_hold, reason, total_minor, currency
) on public.orders to tracker;

create policy "guests read the order of their token" on public.orders
for select to tracker
using (id = (select private.to_uuid(auth.jwt() ->> 'order_id')));

-- Staff read everything of their own restaurants and change the status of orders.
grant usage on schema private to authenticated;
grant select on public.restaurants, public.staff, public.orders, public.order_items, public.order_events
to authenticated;
-- Clients may send version and updated_at as part of a whole row. The trigger overwrites both.
grant update (
  status, status_source, table_label, payment_status, estimated_ready_from, estimated_ready_to, delayed, on_hold,
  reason, version, updated_at
) on public.orders to authenticated;
grant update (status) on public.order_items to authenticated;
grant execute on function public.revoke_tracking_links(uuid), public.postpone_order(uuid, integer) to authenticated;

create policy "staff know where they work" on public.staff
for select to authenticated
using (user_id = (select auth.uid()));

create policy "staff read their restaurant" on public.restaurants
for select to authenticated
using (id in (select restaurant_id from public.staff where user_id = (select auth.uid())));

create policy "staff read their restaurant's orders" on public.orders
for select to authenticated
using (restaurant_id in (select restaurant_id from public.staff where user_id = (select auth.uid())));

create policy "staff change their restaurant's orders" on public.orders
for update to authenticated
using (restaurant_id in (select restaurant_id from public.staff where user_id = (select auth.uid())))
with check (restaurant_id in (select restaurant_id from public.staff where user_id = (select auth.uid())));

-- A user who may read an order may also read its items and events.
create policy "staff read their orders' items" on public.order_items
for select to authenticated
using (exists (select from public.orders where orders.id = order_id));

create policy "staff change their orders' items" on public.order_items
for update to authenticated
using (exists (select from public.orders where orders.id = order_id))
with check (exists (select from public.orders where orders.id = order_id));

create policy "staff read their orders' events" on public.order_events
for select to authenticated
using (exists (select from public.orders where orders.id = order_id));
