-- The functions that guests and the restaurant's own server call.

-- The text as a uuid, or null if it is not a uuid. A claim that is missing, empty or malformed therefore matches no row.
create function private.to_uuid(candidate text) returns uuid language sql immutable set search_path = '' as $$
  select case when candidate ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
    then candidate::uuid end
$$;

-- When each status of the order's present path began, the latest time. After a step back, the steps that follow it are
-- no longer among them.
create function private.status_times(order_id uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (
    with begun as (
      select events.status, max(events.happened_at) as began,
        array_position(private.steps_of(orders.fulfilment), events.status) as step
      from public.order_events as events join public.orders on orders.id = events.order_id
      where events.order_id = status_times.order_id and events.status is distinct from events.previous_status
      group by events.status, orders.fulfilment
    )
    select coalesce(jsonb_object_agg(begun.status, begun.began), '{}') from begun
    where not exists (select from begun as earlier where earlier.step < begun.step and earlier.began > begun.began)
  );
end
$$;

-- The order in the format of our own endpoints, with only what a guest may see. It is PL/pgSQL, which plans the query
-- once per connection and not at every call.
create function private.order_wire(order_id uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return (select jsonb_build_object(
    'id', orders.id,
    'number', orders.number,
    'status', orders.status,
    'status_source', orders.status_source,
    'fulfilment', orders.fulfilment,
    'table_label', orders.table_label,
    'restaurant_name', restaurants.name,
    'placed_at', orders.placed_at,
    'updated_at', orders.updated_at,
    'version', orders.version,
    'epoch', orders.epoch,
    'estimated_ready_from', orders.estimated_ready_from,
    'estimated_ready_to', orders.estimated_ready_to,
    'status_times', private.status_times(orders.id),
    'delayed', orders.delayed,
    'on_hold', orders.on_hold,
    'reason', orders.reason,
    'items', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', items.id,
        'name', items.name,
        'quantity', items.quantity,
        'status', items.status,
        'prep_minutes', items.prep_minutes
      ) order by items.position)
      from public.order_items as items where items.order_id = orders.id), '[]'),
    'total_minor', orders.total_minor,
    'currency', orders.currency
  )
  from public.orders join public.restaurants on restaurants.id = orders.restaurant_id
  where orders.id = order_wire.order_id);
end
$$;

-- The order, if the caller's token is for it or the caller works in its restaurant; otherwise null. The guest alone gets
-- the code for the pickup: staff ask for it.
create function public.order_snapshot(order_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return case auth.jwt() ->> 'role'
    when 'tracker' then (
      select private.order_wire(orders.id) || private.pickup_code_wire(orders.id) from public.orders
      where orders.id = order_snapshot.order_id and orders.id = private.to_uuid(auth.jwt() ->> 'order_id'))
    when 'authenticated' then (
      select private.order_wire(orders.id) from public.orders
      where orders.id = order_snapshot.order_id and exists (
        select from public.staff
        where staff.user_id = (select auth.uid()) and staff.restaurant_id = orders.restaurant_id))
  end;
end
$$;

-- Called by the restaurant's server after it has checked the order. `new_order` has restaurant_id, fulfilment,
-- table_label, payment_status and items [{name, quantity, prep_minutes, price_minor}]. An order whose payment failed
-- is stored with the status failed, so that the guest's link shows it.
create function public.place_order(new_order jsonb, capability_hash text)
returns table (id uuid, number text)
language plpgsql security definer set search_path = '' as $$
declare
  restaurant public.restaurants;
  placed public.orders;
  has_failed boolean := coalesce(new_order ->> 'payment_status' = 'failed', false);
begin
  update public.restaurants set last_number = last_number % 999 + 1
  where restaurants.id = (new_order ->> 'restaurant_id')::uuid
  returning * into strict restaurant;

  insert into public.orders (
    restaurant_id, number, fulfilment, table_label, payment_status, status, reason,
    estimated_ready_from, estimated_ready_to, estimated_by, currency, total_minor)
  select
    restaurant.id,
    restaurant.last_number::text,
    new_order ->> 'fulfilment',
    new_order ->> 'table_label',
    new_order ->> 'payment_status',
    case when has_failed then 'failed' else 'pending' end,
    case when has_failed then 'The payment did not go through.' end,
    case when not has_failed then estimate.ready_from end,
    case when not has_failed then estimate.ready_to end,
    'formula',
    restaurant.currency,
    -- The total is null if one of the prices is unknown.
    (select case when bool_and(item ? 'price_minor')
      then sum((item ->> 'price_minor')::bigint * (item ->> 'quantity')::bigint) end
      from jsonb_array_elements(new_order -> 'items') as item)
  from private.estimate_window(new_order -> 'items', 'pending', now()) as estimate
  returning * into placed;

  insert into public.order_items (order_id, position, name, quantity, prep_minutes, price_minor)
  select placed.id, position, item ->> 'name', (item ->> 'quantity')::integer,
    (item ->> 'prep_minutes')::integer, (item ->> 'price_minor')::bigint
  from jsonb_array_elements(new_order -> 'items') with ordinality as listed (item, position);

  insert into private.tracking_links (capability_hash, order_id, expires_at)
  values (place_order.capability_hash, placed.id,
    case when private.is_final(placed.status) then now() + interval '2 hours' end);

  return query select placed.id, placed.number;
end
$$;

-- Called by the restaurant's server before it signs a guest's token: 'valid', 'expired' or 'unknown'.
create function public.check_tracking_link(order_id uuid, capability_hash text) returns text
language sql stable security definer set search_path = '' as $$
  select coalesce((
    select case when links.expires_at <= now() then 'expired' else 'valid' end
    from private.tracking_links as links
    where links.capability_hash = check_tracking_link.capability_hash
      and links.order_id = check_tracking_link.order_id), 'unknown')
$$;

-- For staff: the order's links stop working at once. Tokens that were already signed stay valid for up to 15 minutes.
create function public.revoke_tracking_links(order_id uuid) returns void
language sql security definer set search_path = '' as $$
  update private.tracking_links as links set expires_at = now()
  from public.orders join public.staff using (restaurant_id)
  where orders.id = revoke_tracking_links.order_id and links.order_id = orders.id and staff.user_id = (select auth.uid())
$$;
