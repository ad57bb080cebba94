-- Links that a guest shares: they can only read the order.

-- `viewer` is the role of a token for a shared link (claim `order_id`). It has every right to read that a guest has, and
-- no other: what is granted to `tracker` alone is refused to it by PostgreSQL. `tracker` is a member of it, so a policy or
-- privilege for `viewer` holds for guests too. Never grant `viewer` anything that writes.
do $$
begin
  if not exists (select from pg_roles where rolname = 'viewer') then
    create role viewer nologin inherit;
  end if;
end
$$;
grant anon to viewer;
grant viewer to tracker;
grant viewer to authenticator;

grant usage on schema public, private to viewer;
grant execute on function private.to_uuid(text), public.order_snapshot(uuid) to viewer;
grant select (
  id, restaurant_id, number, status, status_source, fulfilment, table_label, payment_status, placed_at, updated_at,
  version, epoch, estimated_ready_from, estimated_ready_to, estimated_by, delayed, on_hold, reason, total_minor, currency
) on public.orders to viewer;
alter policy "guests read the order of their token" on public.orders to viewer;
alter policy "guests hear their order" on realtime.messages to viewer;

-- The secret of a shared link, as a SHA-256 hash in hexadecimal digits. It works as long as the guest's own link, from
-- which it was made.
create table private.shared_links (
  capability_hash text primary key check (capability_hash ~ '^[0-9a-f]{64}$'),
  tracking_hash text not null references private.tracking_links (capability_hash) on delete cascade,
  created_at timestamptz not null default now(),
  check (capability_hash <> tracking_hash)
);
create index shared_links_tracking_hash on private.shared_links (tracking_hash);

-- Called by the restaurant's server before it signs a token: 'guest' for the guest's own link, 'viewer' for a shared one,
-- 'expired' or 'unknown'. For the guest's own it also notes `share_hash`, the hash of the secret for a link to share.
create function public.open_tracking_link(order_id uuid, capability_hash text, share_hash text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  opened record;
begin
  -- The secret is looked up, not the order: the answer takes the same time whether the order exists or not.
  select links.capability_hash as guest_hash, links.expires_at into opened
  from private.tracking_links as links
  where links.order_id = open_tracking_link.order_id and links.capability_hash = coalesce((
    select shared.tracking_hash from private.shared_links as shared
    where shared.capability_hash = open_tracking_link.capability_hash), open_tracking_link.capability_hash);
  if not found then
    return 'unknown';
  elsif opened.expires_at <= now() then
    return 'expired';
  elsif opened.guest_hash <> open_tracking_link.capability_hash then
    return 'viewer';
  end if;
  insert into private.shared_links (capability_hash, tracking_hash)
  values (open_tracking_link.share_hash, opened.guest_hash) on conflict do nothing;
  return 'guest';
end
$$;
drop function public.check_tracking_link(uuid, text);

-- As before; a shared link gets no code for the pickup.
create or replace function public.order_snapshot(order_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return case
    when auth.jwt() ->> 'role' in ('tracker', 'viewer') then (
      select private.order_wire(orders.id)
        || case when auth.jwt() ->> 'role' = 'tracker' then private.pickup_code_wire(orders.id) else '{}' end
      from public.orders
      where orders.id = order_snapshot.order_id and orders.id = private.to_uuid(auth.jwt() ->> 'order_id'))
    when auth.jwt() ->> 'role' = 'authenticated' then (
      select private.order_wire(orders.id) from public.orders
      where orders.id = order_snapshot.order_id and exists (
        select from public.staff
        where staff.user_id = (select auth.uid()) and staff.restaurant_id = orders.restaurant_id))
  end;
end
$$;

-- Called with a guest's token, for the guest's own order, as tell_kitchen is. Returns whether the order has a rating: false
-- if it is neither served nor completed, or is another guest's.
create or replace function public.rate_order(order_id uuid, rating integer) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (
    select from public.orders
    where orders.id = rate_order.order_id and orders.id = private.to_uuid(auth.jwt() ->> 'order_id')
      and orders.status in ('served', 'completed')
  ) then
    return false;
  end if;
  insert into public.order_ratings (order_id, rating) values (rate_order.order_id, rate_order.rating)
  on conflict do nothing;
  return true;
end
$$;
revoke execute on function public.rate_order(uuid, integer) from service_role;
grant execute on function public.rate_order(uuid, integer) to tracker;

-- A Supabase project grants all privileges on new functions to its API roles. These are revoked here.
revoke execute on function public.open_tracking_link(uuid, text, text) from public, anon, authenticated;
grant execute on function public.open_tracking_link(uuid, text, text) to service_role;
