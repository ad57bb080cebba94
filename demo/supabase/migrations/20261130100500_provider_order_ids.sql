-- Providers that know one order by two ids: Deliverect has the channel's and one of its own, and says of a courier with its
-- own alone. Which message comes first makes no difference.

create table private.provider_order_ids (
  restaurant_id uuid not null,
  provider text not null,
  other_id text not null check (char_length(other_id) between 1 and 200),
  external_id text not null,
  primary key (restaurant_id, provider, other_id),
  foreign key (restaurant_id, provider, external_id) references private.provider_orders on delete cascade
);
create index provider_order_ids_order on private.provider_order_ids (restaurant_id, provider, external_id);

-- The id by which an order is known, for any of its ids. Events with one of these ids wait for each other, so that none is
-- left under an id that another one has just joined to its order.
create function private.main_provider_id(
  restaurant_id uuid, provider text, external_id text, other_id text
) returns text
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  one_id text;
  main_id text;
begin
  for one_id in
    select id from unnest(array[main_provider_id.external_id, main_provider_id.other_id]) as given (id)
    where id is not null order by id
  loop
    perform pg_advisory_xact_lock(hashtextextended(
      concat_ws('/', main_provider_id.restaurant_id, main_provider_id.provider, one_id), 0));
  end loop;
  select ids.external_id into main_id from private.provider_order_ids as ids
  where ids.restaurant_id = main_provider_id.restaurant_id and ids.provider = main_provider_id.provider
    and ids.other_id = main_provider_id.external_id;
  return coalesce(main_id, main_provider_id.external_id);
end
$$;

-- Notes another id of an order, and takes over what was said under it before; of each field, the newest counts. Returns the
-- order. An id under which an order of ours is known already stays that order's.
create function private.join_provider_orders(
  link private.provider_orders, other_id text
) returns private.provider_orders
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  other private.provider_orders;
  field record;
  counts boolean;
  takes_status boolean := false;
begin
  if join_provider_orders.other_id = link.external_id then
    return link;
  end if;
  select * into other from private.provider_orders as orders
  where (orders.restaurant_id, orders.provider, orders.external_id)
    = (link.restaurant_id, link.provider, join_provider_orders.other_id)
  for update;
  if other.order_id is not null then
    return link;
  end if;
  insert into private.provider_order_ids (restaurant_id, provider, other_id, external_id)
  values (link.restaurant_id, link.provider, join_provider_orders.other_id, link.external_id)
  on conflict do nothing;
  if other.external_id is null then
    return link;
  end if;
  -- The status comes before its source, which belongs to it.
  for field in select key, value from jsonb_each(other.said) order by key loop
    counts := case
      when field.key = 'status_source' and other.said ? 'status' then takes_status
      else private.replaces(field.key, field.value -> 'value', (field.value ->> 'guessed')::boolean,
        link.said -> field.key, private.compare_moments(field.value, link.said -> field.key))
    end;
    takes_status := takes_status or (counts and field.key = 'status');
    if counts then
      link.said := link.said || jsonb_build_object(field.key, field.value);
    end if;
  end loop;
  update private.provider_events as events set external_id = link.external_id
  where (events.restaurant_id, events.provider, events.external_id)
    = (link.restaurant_id, link.provider, join_provider_orders.other_id);
  delete from private.provider_orders as orders
  where (orders.restaurant_id, orders.provider, orders.external_id)
    = (link.restaurant_id, link.provider, join_provider_orders.other_id);
  return link;
end
$$;

revoke execute on function
  private.main_provider_id(uuid, text, text, text),
  private.join_provider_orders(private.provider_orders, text)
from public;
