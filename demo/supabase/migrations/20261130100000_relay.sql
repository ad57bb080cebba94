-- The relay: what providers (tills, kitchen displays, delivery platforms) say about orders in webhooks, and how it becomes
-- the state of an order. Webhooks come twice, late and in any order, so every field of an order is kept with the moment at
-- which the provider said it: the newest wins, whatever came first. apply_provider_event is the only way in.

-- What one provider has said about one of its orders. Nothing about the guest is kept.
create table private.provider_orders (
  restaurant_id uuid not null references public.restaurants (id) on delete cascade,
  provider text not null check (provider ~ '^[a-z0-9-]{1,40}$'),
  external_id text not null check (char_length(external_id) between 1 and 200),
  -- Null until an event names our order, or brings enough to create one.
  order_id uuid references public.orders (id) on delete cascade,
  -- Whether the relay created the order; if not, the restaurant's own number, table and dishes stay.
  is_own boolean not null default false,
  -- {field: {"value", "sequence", "epoch", "at", "dated", "courier"}}
  said jsonb not null default '{}',
  -- The status to which this provider brought the order. Only from there it may take the order back.
  brought_to text,
  heard_at timestamptz not null default clock_timestamp(),
  read_at timestamptz,
  primary key (restaurant_id, provider, external_id)
);
create index provider_orders_order_id on private.provider_orders (order_id);
create index provider_orders_heard_at on private.provider_orders (provider, heard_at);

-- The events that were applied, so that each one is applied once. Rows are of no use once a provider has given up sending
-- them again (the longest is 72 hours).
create table private.provider_events (
  restaurant_id uuid not null,
  provider text not null,
  event_id text not null check (char_length(event_id) between 1 and 200),
  external_id text not null,
  received_at timestamptz not null default clock_timestamp(),
  primary key (restaurant_id, provider, event_id),
  foreign key (restaurant_id, provider, external_id) references private.provider_orders on delete cascade
);
create index provider_events_order on private.provider_events (restaurant_id, provider, external_id);

-- Status words that no preset knows. The order keeps its status; staff read here what to ask for.
create table public.unmapped_words (
  restaurant_id uuid not null references public.restaurants (id) on delete cascade,
  provider text not null,
  word text not null check (char_length(word) between 1 and 60),
  times integer not null default 1,
  first_heard_at timestamptz not null default now(),
  last_heard_at timestamptz not null default now(),
  primary key (restaurant_id, provider, word)
);
alter table public.unmapped_words enable row level security;
revoke all on public.unmapped_words from anon, authenticated;
grant select on public.unmapped_words to authenticated;
create policy "staff read the unknown words of their restaurant" on public.unmapped_words
for select to authenticated
using (restaurant_id in (select restaurant_id from public.staff where user_id = (select auth.uid())));

-- A provider reports where an order is, however many steps it has taken since, and often without a reason. So while
-- apply_provider_event writes, guard_order does not check: an order may jump forward and end without a reason. The setting is
-- no secret: no API can set it, and who may write SQL of their own needs none.
drop trigger guard_order on public.orders;
create trigger guard_order before insert or update on public.orders
for each row when (current_setting('private.is_relayed', true) is distinct from 'on')
execute function private.guard_order();

-- What guard_order writes at each change, for those that it does not check: its migration is released, and cannot be split.
create function private.stamp_relayed_order() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.version := old.version + 1;
  new.updated_at := clock_timestamp();
  new.epoch := (select value from private.epoch);
  return new;
end
$$;
create trigger stamp_relayed_order before update on public.orders
for each row when (current_setting('private.is_relayed', true) = 'on')
execute function private.stamp_relayed_order();

-- A person who moves an order is sure of it, also where a clock had moved it before.
create function private.confirm_by_hand() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.status_source := 'confirmed';
  return new;
end
$$;
create trigger confirm_by_hand before update on public.orders
for each row when (new.status <> old.status and old.status_source = 'estimated' and auth.uid() is not null)
execute function private.confirm_by_hand();

-- How far a status is. Of two that were said at the same moment, the further one counts.
create function private.status_rank(status text) returns integer
language sql immutable set search_path = '' as $$
  select array_position(array[
    'scheduled', 'pending', 'preparing', 'ready', 'out_for_delivery', 'served', 'completed',
    'failed', 'rejected', 'cancelled', 'refunded'], status)
$$;

-- Whether an event is newer (1), older (-1) or of the same moment (0) as something that was said: by the provider's own
-- sequence if both have one of the same epoch, else by its clock. A counter may begin again without a word: then the order's
-- own times say the opposite, by more than a minute, and are believed.
create function private.compare_moments(moment jsonb, said jsonb) returns integer
language sql stable set search_path = '' as $$
  select case
    when steps <> 0 and moment ->> 'epoch' is not distinct from said ->> 'epoch' and not (
      are_dated and sign(seconds) <> sign(steps) and abs(seconds) > 60)
    then sign(steps)::integer
    else sign(seconds)::integer
  end
  from (select
    coalesce((moment ->> 'sequence')::bigint - (said ->> 'sequence')::bigint, 0) as steps,
    extract(epoch from (moment ->> 'at')::timestamptz - (said ->> 'at')::timestamptz) as seconds,
    coalesce((moment ->> 'dated')::boolean and (said ->> 'dated')::boolean, false) as are_dated) as differences
$$;

-- Whether what an event says of a field replaces what was said before. A refund follows any end, and nothing follows it. That
-- an order was completed stays, however late it is heard: else the end would depend on which of two events came first. That
-- it may have been, by a clock or a till that is done with it, is a guess (`guessed`), and a status like any other.
create function private.replaces(field text, value jsonb, guessed boolean, said jsonb, moment integer) returns boolean
language sql immutable set search_path = '' as $$
  select case
    when said is null then true
    when field = 'status' and value <> said -> 'value' and 'refunded' in (value #>> '{}', said ->> 'value')
      then value #>> '{}' = 'refunded'
    when field = 'status' and value = '"completed"' and said ->> 'value' = 'completed'
      and guessed is distinct from (said ->> 'guessed')::boolean
      then not guessed
    when field = 'status' and value = '"completed"' and not guessed and said ->> 'value' <> 'completed' then true
    when field = 'status' and value <> '"completed"' and said ->> 'value' = 'completed'
      and not (said ->> 'guessed')::boolean
      then false
    when field = 'status' and moment = 0
      then private.status_rank(value #>> '{}') > private.status_rank(said ->> 'value')
    when moment = 0 then value::text > (said -> 'value')::text
    else moment > 0
  end
$$;

-- The status of an order after a provider has said one. Forward it may jump. Back it goes only if the same provider had
-- brought it there; so may it take back an unhappy end of its own, such as a payment that failed and was tried again, and
-- that the order may have been completed, which whoever is on the way with it takes back as well. What was completed stays,
-- except for a refund, and after a refund nothing comes.
create function private.next_status(present text, is_guess boolean, wanted text, brought_to text) returns text
language sql immutable set search_path = '' as $$
  select case
    when wanted is null then present
    when present = 'refunded' then present
    when wanted = 'refunded' then wanted
    when present = 'completed' and is_guess then
      case when brought_to = present or wanted = 'out_for_delivery' then wanted else present end
    when private.is_final(present) then
      case when brought_to = present and present in ('failed', 'cancelled', 'rejected') then wanted else present end
    when private.status_rank(wanted) > private.status_rank(present) or brought_to = present then wanted
    else present
  end
$$;

-- Whether a field says that the order is not delayed, or not on hold.
create function private.is_no_flag(field text, value jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select field in ('delayed', 'on_hold') and value in ('false', 'null')
$$;

-- Whether what a provider says under the id of an order that it has ended can only be about another one: tills begin anew
-- with their numbers each morning. An end that is no happy one may be taken back for some hours.
create function private.is_of_another_day(link private.provider_orders, status text, at timestamptz) returns boolean
language sql stable set search_path = '' as $$
  select link.is_own and status is not null and not private.is_final(status) and exists (
    select from public.orders
    where orders.id = link.order_id and private.is_final(orders.status)
      and at > (link.said -> 'status' ->> 'at')::timestamptz
        + case when orders.status in ('completed', 'refunded') then interval '1 hour' else interval '6 hours' end)
$$;

-- Creates the order of which a provider speaks. Its status follows as an update.
create function private.create_provider_order(restaurant_id uuid, said jsonb) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  restaurant public.restaurants;
  own_number text := nullif(trim(right(trim(said -> 'number' ->> 'value'), 12)), '');
  items jsonb := coalesce(nullif(said -> 'items' -> 'value', 'null'), '[]');
  placed_at timestamptz := (said -> 'placed_at' ->> 'value')::timestamptz;
  created uuid;
begin
  -- Only an order without a number of its own takes the restaurant's next one.
  if own_number is null then
    update public.restaurants set last_number = last_number % 999 + 1
    where restaurants.id = create_provider_order.restaurant_id returning * into strict restaurant;
  else
    select * into strict restaurant from public.restaurants where restaurants.id = create_provider_order.restaurant_id;
  end if;
  insert into public.orders (
    restaurant_id, number, status, fulfilment, placed_at, currency, estimated_ready_from, estimated_ready_to, estimated_by)
  select
    restaurant.id,
    coalesce(own_number, restaurant.last_number::text),
    case when said -> 'status' ->> 'value' = 'scheduled' then 'scheduled' else 'pending' end,
    coalesce(said -> 'fulfilment' ->> 'value', 'pickup'),
    -- A clock that is wrong by days is not believed.
    case when placed_at between now() - interval '7 days' and now() then placed_at else now() end,
    restaurant.currency,
    estimate.ready_from,
    estimate.ready_to,
    'formula'
  from private.estimate_window(items, 'pending', now()) as estimate
  returning id into created;
  return created;
end
$$;

-- The dishes of an order that the relay created.
create function private.write_provider_items(order_id uuid, items jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.order_items where order_items.order_id = write_provider_items.order_id;
  insert into public.order_items (order_id, position, name, quantity, status, prep_minutes)
  select write_provider_items.order_id, position, item ->> 'name', (item ->> 'quantity')::integer, item ->> 'status',
    (item ->> 'prep_minutes')::integer
  from jsonb_array_elements(items) with ordinality as listed (item, position);
end
$$;

-- Writes what has changed into the order: the status if the rules allow it, and the fields of `changes`. Returns the
-- status that the order has.
create function private.write_provider_order(link private.provider_orders, changes jsonb) returns text
language plpgsql security definer set search_path = '' as $$
declare
  present public.orders;
  next public.orders;
  is_reopened boolean;
begin
  select * into strict present from public.orders where id = link.order_id for update;
  next := present;
  next.status := private.next_status(
    present.status, present.status_source = 'estimated', changes ->> 'status', link.brought_to);
  is_reopened := private.is_final(present.status) and not private.is_final(next.status);
  -- How sure the provider is of the status that the order has. What staff or another provider have confirmed stays so.
  if next.status = link.said -> 'status' ->> 'value' and changes ?| array['status', 'status_source']
    and (next.status <> present.status or present.status = link.brought_to or present.status_source = 'estimated'
      -- Where every order begins.
      or present.status in ('scheduled', 'pending'))
  then
    next.status_source := coalesce(link.said -> 'status_source' ->> 'value', 'confirmed');
  end if;
  -- These two are steps of one way alone.
  next.fulfilment := case next.status
    when 'out_for_delivery' then 'delivery'
    when 'served' then 'dine_in'
    else case when link.is_own then coalesce(changes ->> 'fulfilment', present.fulfilment) else present.fulfilment end
  end;
  if changes ? 'delayed' then next.delayed := coalesce((changes ->> 'delayed')::boolean, false); end if;
  if changes ? 'on_hold' then next.on_hold := coalesce((changes ->> 'on_hold')::boolean, false); end if;
  if changes ? 'reason' then
    next.reason := nullif(trim(changes ->> 'reason'), '');
  elsif is_reopened then
    -- It was the reason of the end.
    next.reason := null;
  end if;
  if changes ? 'estimated_ready_from' then
    next.estimated_ready_from := (changes ->> 'estimated_ready_from')::timestamptz;
  end if;
  if changes ? 'estimated_ready_to' then
    next.estimated_ready_to := (changes ->> 'estimated_ready_to')::timestamptz;
    -- The other end was the formula's, or of an older window.
    if not changes ? 'estimated_ready_from' then next.estimated_ready_from := null; end if;
  end if;
  if next.estimated_ready_from > next.estimated_ready_to then next.estimated_ready_from := null; end if;
  select arrives_from, arrives_to into next.estimated_arrival_from, next.estimated_arrival_to
  from private.arrival_of(link);
  if link.is_own then
    next.number := coalesce(nullif(trim(right(trim(changes ->> 'number'), 12)), ''), present.number);
    if changes ? 'table_label' then next.table_label := nullif(trim(changes ->> 'table_label'), ''); end if;
    if changes ? 'total_minor' then next.total_minor := (changes ->> 'total_minor')::bigint; end if;
    next.currency := coalesce(changes ->> 'currency', present.currency);
    if jsonb_typeof(changes -> 'items') = 'array' then
      perform private.write_provider_items(present.id, changes -> 'items');
    end if;
  end if;
  if next is not distinct from present then
    return present.status;
  end if;
  perform set_config('private.is_relayed', 'on', true);
  update public.orders set
    status = next.status, status_source = next.status_source, fulfilment = next.fulfilment, delayed = next.delayed,
    on_hold = next.on_hold, reason = next.reason, estimated_ready_from = next.estimated_ready_from,
    estimated_ready_to = next.estimated_ready_to, estimated_arrival_from = next.estimated_arrival_from,
    estimated_arrival_to = next.estimated_arrival_to, number = next.number, table_label = next.table_label,
    total_minor = next.total_minor, currency = next.currency
  where id = present.id;
  perform set_config('private.is_relayed', 'off', true);
  if is_reopened then
    -- The end had let the links expire two hours later. Those that staff revoked expired at once and stay so.
    update private.tracking_links as links set expires_at = null
    where links.order_id = present.id and (links.expires_at > now() or exists (
      select from public.order_events as events
      where events.order_id = present.id and private.is_final(events.status)
        and abs(extract(epoch from links.expires_at - events.happened_at - interval '2 hours')) < 10));
  end if;
  return next.status;
end
$$;

-- Applies one event of a provider, as the relay has checked and mapped it. All or nothing, in one transaction; events of
-- one order wait for each other. `event_id` is null for a state that was read back.
--
-- `patch`: {"fields": {"status", "status_source", "delayed", "on_hold", "reason", "number", "fulfilment", "table_label",
-- "placed_at", "estimated_ready_from", "estimated_ready_to", "estimated_arrival_from", "estimated_arrival_to", "items",
-- "total_minor", "currency"}, "sequence": the provider's own version, counted within its "epoch", "dated": whether
-- `occurred_at` is the order's own time, "courier": whether whoever brings the order says it, "reference": perhaps our
-- order's id, "other_id": another id under which the provider knows the order, "may_create", "unmapped": a status word that
-- no preset knows}.
--
-- Returns {"outcome", "order_id", "status"}: 'created', 'applied'; 'unchanged' (it says what is known), 'duplicate' (this
-- event was applied before), 'late' (all that it says is older than what is known), 'kept' (the rules leave the order's
-- status as it is), 'waiting' (the provider's order is none of ours yet, and there is too little to create one; what was
-- said is kept until there is).
create function public.apply_provider_event(
  restaurant_id uuid, provider text, external_id text, event_id text, occurred_at timestamptz, patch jsonb
) returns jsonb
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  link private.provider_orders;
  at timestamptz := coalesce(apply_provider_event.occurred_at, clock_timestamp());
  is_timeless boolean := occurred_at is null and patch ->> 'sequence' is null;
  fields jsonb := coalesce(patch -> 'fields', '{}');
  guessed boolean := fields ->> 'status_source' is not distinct from 'estimated';
  now_said jsonb := jsonb_build_object('sequence', patch -> 'sequence', 'epoch', patch -> 'epoch', 'at', at,
    'dated', patch -> 'dated', 'courier', patch -> 'courier', 'guessed', guessed);
  main_id text;
  said_before jsonb;
  field record;
  moment integer;
  counts boolean;
  takes_status boolean := false;
  ties_status boolean := false;
  is_kept boolean := false;
  changes jsonb := '{}';
  is_news boolean := fields = '{}';
  was_created boolean := false;
  was_linked boolean := false;
  status_before text;
  status_now text;
begin
  main_id := private.main_provider_id(
    apply_provider_event.restaurant_id, apply_provider_event.provider, apply_provider_event.external_id,
    patch ->> 'other_id');
  insert into private.provider_orders (restaurant_id, provider, external_id)
  values (apply_provider_event.restaurant_id, apply_provider_event.provider, main_id)
  on conflict do nothing;
  -- The lock makes simultaneous events of one order wait for each other.
  select * into strict link from private.provider_orders as orders
  where orders.restaurant_id = apply_provider_event.restaurant_id and orders.provider = apply_provider_event.provider
    and orders.external_id = main_id
  for update;
  update private.provider_orders as orders set heard_at = clock_timestamp()
  where (orders.restaurant_id, orders.provider, orders.external_id)
    = (link.restaurant_id, link.provider, link.external_id);

  if apply_provider_event.event_id is not null then
    insert into private.provider_events (restaurant_id, provider, event_id, external_id)
    values (link.restaurant_id, link.provider, apply_provider_event.event_id, link.external_id)
    on conflict do nothing;
    if not found then
      return jsonb_build_object('outcome', 'duplicate', 'order_id', link.order_id);
    end if;
  end if;

  if private.is_of_another_day(link, fields ->> 'status', at) then
    -- Without a time of its own it may as well be an old message that was sent again: then nothing is changed.
    if not coalesce((patch ->> 'dated')::boolean, false)
      and coalesce((fields ->> 'placed_at')::timestamptz <= (link.said -> 'status' ->> 'at')::timestamptz, true)
    then
      return jsonb_build_object('outcome', 'kept', 'order_id', link.order_id,
        'status', (select orders.status from public.orders where orders.id = link.order_id));
    end if;
    link.order_id := null;
    link.is_own := false;
    link.said := '{}';
    link.brought_to := null;
  end if;

  if patch ->> 'unmapped' is not null then
    insert into public.unmapped_words as words (restaurant_id, provider, word)
    values (link.restaurant_id, link.provider, left(patch ->> 'unmapped', 60))
    on conflict (restaurant_id, provider, word) do update set times = words.times + 1, last_heard_at = now();
  end if;

  if patch ->> 'other_id' is not null then
    said_before := link.said;
    link := private.join_provider_orders(link, patch ->> 'other_id');
    select coalesce(jsonb_object_agg(key, value -> 'value'), '{}') into changes from jsonb_each(link.said)
    where value -> 'value' is distinct from said_before -> key -> 'value';
  end if;

  -- A status without a source is confirmed.
  if fields ? 'status' and fields ->> 'status_source' is null then
    fields := fields || '{"status_source": "confirmed"}';
  end if;
  -- The status comes before its source.
  for field in select key, value from jsonb_each(fields) order by key loop
    -- Whether an event without a time is late cannot be told: its status only leads forward.
    moment := case
      when is_timeless and field.key = 'status' then 0
      else private.compare_moments(now_said, link.said -> field.key)
    end;
    if field.key = 'status_source' and fields ? 'status' then
      -- The source belongs to its status. Of two sources of one status and moment, the surer one counts.
      counts := takes_status or (ties_status and field.value = '"confirmed"');
    else
      counts := private.replaces(field.key, field.value, guessed, link.said -> field.key, moment);
      if field.key = 'status' then
        takes_status := counts;
        -- It is newer, and only the rules are against it.
        is_kept := moment > 0 and not counts and field.value <> link.said -> 'status' -> 'value';
        ties_status := moment = 0 and field.value = link.said -> 'status' -> 'value';
      end if;
    end if;
    if counts then
      is_news := true;
      -- That there is no delay is news only for whoever has said that there is one: another one's delay stays.
      if field.value is distinct from link.said -> field.key -> 'value'
        and not (link.said -> field.key is null and private.is_no_flag(field.key, field.value))
      then
        changes := changes || jsonb_build_object(field.key, field.value);
      end if;
      link.said := link.said || jsonb_build_object(field.key, jsonb_build_object('value', field.value) || now_said);
    end if;
  end loop;

  if link.order_id is null then
    select orders.id into link.order_id from public.orders
    where orders.id = private.to_uuid(lower(patch ->> 'reference')) and orders.restaurant_id = link.restaurant_id;
    was_linked := found;
    if not found and coalesce((patch ->> 'may_create')::boolean, false)
      and (link.said -> 'number' ->> 'value' is not null
        or jsonb_typeof(link.said -> 'items' -> 'value') = 'array')
    then
      link.order_id := private.create_provider_order(link.restaurant_id, link.said);
      link.is_own := true;
      was_created := true;
    end if;
    if was_linked or was_created then
      -- Everything that was said so far is news for the order.
      select jsonb_object_agg(key, value -> 'value') into changes from jsonb_each(link.said)
      where not private.is_no_flag(key, value -> 'value');
    end if;
  end if;

  if link.order_id is not null then
    select orders.status into strict status_before from public.orders where orders.id = link.order_id for update;
    status_now := private.write_provider_order(link, coalesce(changes, '{}'));
    -- An end to which staff or another provider brought the order is not this provider's to take back.
    if status_now = changes ->> 'status' and (status_now <> status_before or not private.is_final(status_now)) then
      link.brought_to := status_now;
    end if;
  end if;
  update private.provider_orders as orders set
    said = link.said, order_id = link.order_id, is_own = link.is_own, brought_to = link.brought_to
  where (orders.restaurant_id, orders.provider, orders.external_id)
    = (link.restaurant_id, link.provider, link.external_id);

  return jsonb_build_object(
    'outcome', case
      when link.order_id is null then 'waiting'
      when was_created then 'created'
      when is_kept or changes ->> 'status' <> status_now then 'kept'
      when was_linked or changes <> '{}' then 'applied'
      when is_news then 'unchanged'
      else 'late'
    end,
    'order_id', link.order_id,
    'status', status_now);
end
$$;

-- The orders of which a provider has said nothing for a while though they have not ended: the relay reads them back. Each
-- is given to one caller, and again after the same while.
create function public.quiet_provider_orders(providers text[], quiet interval, most integer)
returns table (restaurant_id uuid, provider text, external_id text)
language sql security definer set search_path = '' as $$
  update private.provider_orders as asked set read_at = clock_timestamp()
  from (
    select known.restaurant_id, known.provider, known.external_id
    from private.provider_orders as known left join public.orders on orders.id = known.order_id
    where known.provider = any (providers)
      and greatest(known.heard_at, known.read_at) < clock_timestamp() - quiet
      and known.heard_at > clock_timestamp() - interval '1 day'
      and not coalesce(private.is_final(orders.status), false)
    order by greatest(known.heard_at, known.read_at)
    limit most
    for update of known skip locked
  ) as chosen
  where (asked.restaurant_id, asked.provider, asked.external_id)
    = (chosen.restaurant_id, chosen.provider, chosen.external_id)
  returning asked.restaurant_id, asked.provider, asked.external_id
$$;

-- Called by the restaurant's server to give a guest the link of an order that came from a provider: adds the hash of the
-- link's secret, and returns the order's id; null if the provider's order is not known. Safe to call twice.
create function public.add_provider_link(
  restaurant_id uuid, provider text, external_id text, capability_hash text
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  known record;
begin
  select orders.id, orders.status into known
  from private.provider_orders as links join public.orders on orders.id = links.order_id
  where links.restaurant_id = add_provider_link.restaurant_id and links.provider = add_provider_link.provider
    and links.external_id = private.main_provider_id(
      add_provider_link.restaurant_id, add_provider_link.provider, add_provider_link.external_id, null);
  if not found then
    return null;
  end if;
  insert into private.tracking_links (capability_hash, order_id, expires_at)
  values (add_provider_link.capability_hash, known.id,
    case when private.is_final(known.status) then now() + interval '2 hours' end)
  on conflict do nothing;
  return known.id;
end
$$;

-- A Supabase project grants all privileges on new functions to its API roles. These are revoked here.
revoke execute on function
  public.apply_provider_event(uuid, text, text, text, timestamptz, jsonb),
  public.quiet_provider_orders(text[], interval, integer),
  public.add_provider_link(uuid, text, text, text)
from public, anon, authenticated;
revoke execute on function
  private.stamp_relayed_order(),
  private.confirm_by_hand(),
  private.status_rank(text),
  private.compare_moments(jsonb, jsonb),
  private.replaces(text, jsonb, boolean, jsonb, integer),
  private.is_no_flag(text, jsonb),
  private.is_of_another_day(private.provider_orders, text, timestamptz),
  private.next_status(text, boolean, text, text),
  private.create_provider_order(uuid, jsonb),
  private.write_provider_items(uuid, jsonb),
  private.write_provider_order(private.provider_orders, jsonb)
from public;
grant execute on function
  public.apply_provider_event(uuid, text, text, text, timestamptz, jsonb),
  public.quiet_provider_orders(text[], interval, integer),
  public.add_provider_link(uuid, text, text, text)
to service_role;
