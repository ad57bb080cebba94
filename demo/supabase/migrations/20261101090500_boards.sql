-- The board of a restaurant: the numbers of all its open orders, for a screen on the wall. It has its own version, its
-- own private channel board:<restaurant id>, and its own links, like those of guests.

create table private.boards (
  restaurant_id uuid primary key references public.restaurants (id) on delete cascade,
  version bigint not null default 1
);

-- The secret in a screen's link, as a SHA-256 hash in hexadecimal digits. The link works until it is revoked.
create table private.board_links (
  capability_hash text primary key check (capability_hash ~ '^[0-9a-f]{64}$'),
  restaurant_id uuid not null references public.restaurants (id) on delete cascade,
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);
create index board_links_restaurant_id on private.board_links (restaurant_id);

create index orders_open on public.orders (restaurant_id, updated_at desc)
where status in ('pending', 'preparing', 'ready');

-- The board in the format of our own endpoints: numbers with their status, and nothing about guests or dishes. Ready
-- orders come first, the newest at the top; then the orders that have waited longest. The list has at most 200 orders;
-- `left_out` counts the others. Orders without a change for a day are left out. An order that is ready only by estimate
-- is listed as preparing.
create function private.board_wire(restaurant_id uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    with open_orders as (
      select orders.id, orders.number, orders.placed_at, orders.updated_at,
        case when orders.status = 'ready' and orders.status_source = 'confirmed' then 'ready' else 'preparing' end as status
      from public.orders
      where orders.restaurant_id = board_wire.restaurant_id
        and orders.status in ('pending', 'preparing', 'ready')
        and orders.updated_at > now() - interval '1 day'
    ), listed as (
      select *, row_number() over (
        order by status = 'ready' desc, case when status = 'ready' then updated_at end desc, placed_at, id) as place
      from open_orders
    )
    select jsonb_build_object(
      'id', restaurants.id,
      'restaurant_name', restaurants.name,
      'version', coalesce(boards.version, 1),
      'epoch', (select value from private.epoch),
      'orders', coalesce((
        select jsonb_agg(jsonb_build_object(
          'id', listed.id, 'number', listed.number, 'status', listed.status, 'updated_at', listed.updated_at)
          order by listed.place)
        from listed where listed.place <= 200), '[]'),
      'left_out', (select count(*) from listed where listed.place > 200)
    )
    from public.restaurants left join private.boards on boards.restaurant_id = restaurants.id
    where restaurants.id = board_wire.restaurant_id
  );
end
$$;

-- The board, if the caller's token is for it or the caller works in the restaurant; otherwise null.
create function public.board_snapshot(restaurant_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return case
    when case auth.jwt() ->> 'role'
      when 'tracker' then restaurant_id = private.to_uuid(auth.jwt() ->> 'board')
      when 'authenticated' then exists (
        select from public.staff
        where staff.user_id = (select auth.uid()) and staff.restaurant_id = board_snapshot.restaurant_id)
      else false
    end then private.board_wire(restaurant_id) end;
end
$$;

-- Every change to a restaurant's orders gives its board a new version. The broadcast contains the whole board: it is
-- small, and a screen that missed one version is correct again after the next. A statement that changes several orders
-- gives one version.
create function private.broadcast_boards() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  restaurant uuid;
begin
  -- The fixed order of the rows prevents deadlocks between two statements.
  for restaurant in select distinct restaurant_id from changed_orders order by restaurant_id loop
    insert into private.boards as boards (restaurant_id)
    select restaurants.id from public.restaurants where restaurants.id = restaurant
    on conflict on constraint boards_pkey do update set version = boards.version + 1;
    if found then
      perform realtime.send(private.board_wire(restaurant), 'board', 'board:' || restaurant, true);
    end if;
  end loop;
  return null;
end
$$;
create trigger broadcast_boards_after_insert after insert on public.orders
referencing new table as changed_orders for each statement execute function private.broadcast_boards();
create trigger broadcast_boards_after_update after update on public.orders
referencing new table as changed_orders for each statement execute function private.broadcast_boards();
create trigger broadcast_boards_after_delete after delete on public.orders
referencing old table as changed_orders for each statement execute function private.broadcast_boards();

-- Called by the restaurant's server, which generated the secret. Safe to call twice.
create function public.add_board_link(restaurant_id uuid, capability_hash text) returns void
language sql security definer set search_path = '' as $$
  insert into private.board_links (restaurant_id, capability_hash) values ($1, $2) on conflict do nothing
$$;

-- Called by the restaurant's server before it signs a screen's token: 'valid', 'expired' or 'unknown'.
create function public.check_board_link(restaurant_id uuid, capability_hash text) returns text
language sql stable security definer set search_path = '' as $$
  select coalesce((
    select case when links.revoked_at is null then 'valid' else 'expired' end
    from private.board_links as links
    where links.capability_hash = check_board_link.capability_hash
      and links.restaurant_id = check_board_link.restaurant_id), 'unknown')
$$;

-- For staff: the screens' links stop working at once. Tokens that were already signed stay valid for up to 15 minutes.
create function public.revoke_board_links(restaurant_id uuid) returns void
language sql security definer set search_path = '' as $$
  update private.board_links as links set revoked_at = now()
  where links.restaurant_id = revoke_board_links.restaurant_id and links.revoked_at is null
    and exists (
      select from public.staff
      where staff.user_id = (select auth.uid()) and staff.restaurant_id = revoke_board_links.restaurant_id)
$$;

-- A Supabase project grants all privileges on new functions to its API roles. These are revoked here.
revoke execute on function
  public.board_snapshot(uuid),
  public.add_board_link(uuid, text),
  public.check_board_link(uuid, text),
  public.revoke_board_links(uuid)
from public, anon, authenticated;
revoke execute on function private.board_wire(uuid), private.broadcast_boards() from public;

grant execute on function public.board_snapshot(uuid) to tracker, authenticated;
grant execute on function public.add_board_link(uuid, text), public.check_board_link(uuid, text) to service_role;
grant execute on function public.revoke_board_links(uuid) to authenticated;

-- These policies say who may join board:<restaurant id>. A claim that is not a uuid gives null here, and not the topic
-- `board:`.
create policy "screens hear their board" on realtime.messages
for select to tracker
using (
  extension = 'broadcast'
  and (select realtime.topic()) = 'board:' || (select private.to_uuid(auth.jwt() ->> 'board'))
);

create policy "staff hear their restaurant's board" on realtime.messages
for select to authenticated
using (
  extension = 'broadcast'
  and exists (
    select from public.staff
    where staff.user_id = (select auth.uid())
      and staff.restaurant_id = (select private.to_uuid(substring(realtime.topic() from '^board:(.*)$')))
  )
);
