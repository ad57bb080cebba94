-- When a delivery will be at the door. Providers alone say so, in webhooks: staff and the kit's own estimate know when an
-- order is ready.

alter table public.orders
  add column estimated_arrival_from timestamptz,
  add column estimated_arrival_to timestamptz,
  add check (estimated_arrival_from <= estimated_arrival_to);

grant select (estimated_arrival_from, estimated_arrival_to) on public.orders to tracker, viewer;

-- What one provider has said of the arrival, and when; null if it knows none. Of two ends that contradict each other the
-- second counts, as in the tracker.
create function private.said_arrival(said jsonb)
returns table (arrives_from timestamptz, arrives_to timestamptz, by_courier boolean, said_at timestamptz)
language sql stable set search_path = '' as $$
  select case when one_end.arrives_from > one_end.arrives_to then null else one_end.arrives_from end, one_end.arrives_to,
    one_end.by_courier, one_end.said_at
  from (select
    (said -> 'estimated_arrival_from' ->> 'value')::timestamptz as arrives_from,
    (said -> 'estimated_arrival_to' ->> 'value')::timestamptz as arrives_to,
    coalesce((coalesce(said -> 'estimated_arrival_to', said -> 'estimated_arrival_from') ->> 'courier')::boolean, false)
      as by_courier,
    greatest((said -> 'estimated_arrival_from' ->> 'at')::timestamptz, (said -> 'estimated_arrival_to' ->> 'at')::timestamptz)
      as said_at) as one_end
  where coalesce(one_end.arrives_from, one_end.arrives_to) is not null
$$;

-- When an order arrives, by all who have spoken of it: whoever brings it knows best, and a shop or platform repeats with each
-- message what it promised when the order was placed. Of two alike the newest word counts. So it makes no difference whose
-- message came first; and who takes back a time takes back only their own. `link` has what is not stored yet.
create function private.arrival_of(link private.provider_orders)
returns table (arrives_from timestamptz, arrives_to timestamptz)
language sql stable set search_path = '' as $$
  select arrival.arrives_from, arrival.arrives_to
  from (
    select link.provider, link.external_id, link.said
    union all
    select others.provider, others.external_id, others.said from private.provider_orders as others
    where others.order_id = link.order_id and (others.restaurant_id, others.provider, others.external_id)
      <> (link.restaurant_id, link.provider, link.external_id)
  ) as speakers
  cross join lateral private.said_arrival(speakers.said) as arrival
  order by arrival.by_courier desc, arrival.said_at desc, speakers.provider, speakers.external_id
  limit 1
$$;

-- Guests read it with the order: order_wire of `…_guests.sql`, which is released, gets two more fields.
do $$
declare
  before text := pg_get_functiondef('private.order_wire(uuid)'::regprocedure);
  after text := replace(before, '''status_times'',',
    '''estimated_arrival_from'', orders.estimated_arrival_from,
    ''estimated_arrival_to'', orders.estimated_arrival_to,
    ''status_times'',');
begin
  if after = before then
    raise exception 'private.order_wire is not the one of this kit: add the two columns to it by hand.';
  end if;
  execute after;
end
$$;

revoke execute on function private.said_arrival(jsonb), private.arrival_of(private.provider_orders) from public;
