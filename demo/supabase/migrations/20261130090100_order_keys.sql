-- Who may place orders: a restaurant's server, with a key that can do nothing else, and its staff. place_order itself
-- stays with service_role, whose key can do everything and belongs on no till.

-- The key's SHA-256 hash in hexadecimal digits. The key works until it is revoked.
create table private.order_keys (
  key_hash text primary key check (key_hash ~ '^[0-9a-f]{64}$'),
  restaurant_id uuid not null references public.restaurants (id) on delete cascade,
  -- What it is for, such as 'till'.
  label text not null check (char_length(label) between 1 and 60),
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);
create index order_keys_restaurant_id on private.order_keys (restaurant_id);

-- The requests of the last day that placed an order, by what their sender calls them (`Idempotency-Key`).
create table private.order_requests (
  restaurant_id uuid not null references public.restaurants (id) on delete cascade,
  request_key text not null check (char_length(request_key) between 1 and 200),
  -- The order's SHA-256 hash in hexadecimal digits: the same key with another order is a mistake of the sender.
  order_hash text not null,
  order_id uuid not null references public.orders (id) on delete cascade,
  requested_at timestamptz not null default now(),
  primary key (restaurant_id, request_key)
);
create index order_requests_requested_at on private.order_requests (restaurant_id, requested_at);
create index order_requests_order_id on private.order_requests (order_id);

-- Places an order, unless the same request has placed it within a day: then that order gets one more link, with the new
-- secret, because nobody stored the first one. Another order under the same key is refused with PT422, which PostgREST
-- answers as HTTP 422: it would be lost otherwise.
create function private.place_order_once(new_order jsonb, capability_hash text, request_key text)
returns table (id uuid, number text, is_new boolean)
language plpgsql set search_path = '' as $$
declare
  restaurant uuid := (new_order ->> 'restaurant_id')::uuid;
  -- jsonb has one text for one value, whatever the order of the keys was.
  hash text := encode(sha256(convert_to(new_order::text, 'UTF8')), 'hex');
  known_hash text;
  known public.orders;
begin
  if request_key is null then
    return query
      select placed.id, placed.number, true from public.place_order(new_order, place_order_once.capability_hash) as placed;
    return;
  end if;
  -- The same request, sent twice at once, waits here for the first one.
  perform pg_advisory_xact_lock(hashtextextended('place_order ' || restaurant || ' ' || request_key, 0));
  delete from private.order_requests as requests
  where requests.restaurant_id = restaurant and requests.requested_at < now() - interval '1 day';
  select requests.order_hash into known_hash from private.order_requests as requests
  where requests.restaurant_id = restaurant and requests.request_key = place_order_once.request_key;
  if found then
    if known_hash <> hash then
      raise exception 'This request_key has placed another order.' using errcode = 'PT422';
    end if;
    select orders.* into known from private.order_requests as requests join public.orders on orders.id = requests.order_id
    where requests.restaurant_id = restaurant and requests.request_key = place_order_once.request_key;
    insert into private.tracking_links (capability_hash, order_id, expires_at)
    values (place_order_once.capability_hash, known.id,
      case when private.is_final(known.status) then now() + interval '2 hours' end);
    return query select known.id, known.number, false;
    return;
  end if;
  select placed.id, placed.number into known.id, known.number
  from public.place_order(new_order, place_order_once.capability_hash) as placed;
  insert into private.order_requests (restaurant_id, request_key, order_hash, order_id)
  values (restaurant, place_order_once.request_key, hash, known.id);
  return query select known.id, known.number, true;
end
$$;
revoke execute on function private.place_order_once(jsonb, text, text) from public;

-- Called by the Edge Function `orders` with the hash of a server's key. No row if the key is not known, was revoked, or
-- is another restaurant's than the one that the order names.
create function public.place_order_as_server(new_order jsonb, capability_hash text, request_key text, key_hash text)
returns table (id uuid, number text, is_new boolean)
language sql security definer set search_path = '' as $$
  select placed.* from private.order_keys as keys,
    private.place_order_once(
      new_order || jsonb_build_object('restaurant_id', keys.restaurant_id), $2, request_key) as placed
  where keys.key_hash = $4 and keys.revoked_at is null
    and coalesce(new_order ->> 'restaurant_id' = keys.restaurant_id::text, true)
$$;

-- For staff, who took the order themselves. No row if they do not work in the restaurant that the order names. Who works
-- in one restaurant only need not name it.
create function public.place_order_as_staff(new_order jsonb, capability_hash text, request_key text)
returns table (id uuid, number text, is_new boolean)
language sql security definer set search_path = '' as $$
  select placed.* from (
      select (array_agg(staff.restaurant_id))[1] as id from public.staff
      where staff.user_id = (select auth.uid())
        and coalesce(new_order ->> 'restaurant_id' = staff.restaurant_id::text, true)
      having count(*) = 1
    ) as workplace,
    private.place_order_once(
      new_order || jsonb_build_object('restaurant_id', workplace.id), $2, request_key) as placed
$$;

-- Makes a key for a restaurant's server and returns it this once: only its hash is stored. For managers, and for the
-- owner in the SQL editor.
create function public.create_order_key(restaurant_id uuid, label text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  -- Two version 4 UUIDs are 244 bits of the operating system's secure random numbers.
  key text := 'order_key_' || replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
begin
  if coalesce(auth.jwt() ->> 'role', 'service_role') <> 'service_role' and not private.manages(create_order_key.restaurant_id) then
    raise exception 'Only managers of the restaurant make keys.' using errcode = 'insufficient_privilege';
  end if;
  insert into private.order_keys (key_hash, restaurant_id, label)
  values (encode(sha256(convert_to(key, 'UTF8')), 'hex'), create_order_key.restaurant_id, create_order_key.label);
  return key;
end
$$;

-- The keys of this label stop working at once. Returns how many there were.
create function public.revoke_order_keys(restaurant_id uuid, label text) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  revoked integer;
begin
  if coalesce(auth.jwt() ->> 'role', 'service_role') <> 'service_role' and not private.manages(revoke_order_keys.restaurant_id) then
    raise exception 'Only managers of the restaurant revoke keys.' using errcode = 'insufficient_privilege';
  end if;
  update private.order_keys as keys set revoked_at = now()
  where keys.restaurant_id = revoke_order_keys.restaurant_id and keys.label = revoke_order_keys.label
    and keys.revoked_at is null;
  get diagnostics revoked = row_count;
  return revoked;
end
$$;

-- A Supabase project grants all privileges on new functions to its API roles. These are revoked here.
revoke execute on function
  public.place_order_as_server(jsonb, text, text, text),
  public.place_order_as_staff(jsonb, text, text),
  public.create_order_key(uuid, text),
  public.revoke_order_keys(uuid, text)
from public, anon, authenticated, service_role;
grant execute on function public.place_order_as_server(jsonb, text, text, text) to service_role;
grant execute on function public.place_order_as_staff(jsonb, text, text) to authenticated;
grant execute on function public.create_order_key(uuid, text), public.revoke_order_keys(uuid, text)
to authenticated, service_role;
