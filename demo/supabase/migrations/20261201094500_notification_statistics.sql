-- What the policy of notifications knows: while an order runs, when its guest saw each change; afterwards, counts for each
-- restaurant that hold nothing of any guest.

-- The changes of a running order's status, and when the guest's page drew each. Deleted when the order ends.
create table private.order_changes (
  order_id uuid not null references public.orders (id) on delete cascade,
  version bigint not null,
  status text not null,
  changed_at timestamptz not null,
  -- When a page first drew this version or a later one while it was visible.
  seen_at timestamptz,
  -- How often the guest had come back to the page unasked before this change.
  looks integer not null default 0,
  primary key (order_id, version)
);

-- Times that a hidden page became visible again, or the link was opened again, without a message in the minute before.
alter table private.page_views add column looks integer not null default 0;
-- Minutes from the guest to the shop, if the site passes them, and when it last did.
alter table private.page_views add column minutes_away smallint check (minutes_away between 0 and 600);
alter table private.page_views add column minutes_away_at timestamptz;

-- Counts for each restaurant and kind of message. From 1,000 changes on, a row's counts are halved: what is old fades.
create table public.notification_statistics (
  restaurant_id uuid not null references public.restaurants (id) on delete cascade,
  kind text not null check (kind in ('placed', 'preparing', 'ready', 'out_for_delivery')),
  -- Orders that reached this status.
  changes integer not null default 0,
  -- Of these: a page showed it before any message about it was sent.
  seen_alone integer not null default 0,
  -- Of these: a message about it was sent.
  sent integer not null default 0,
  -- Of those sent: the page showed it within 60 s.
  opened integer not null default 0,
  -- Of `changes`: the guest had come back to the page unasked before it.
  lookers integer not null default 0,
  -- Of those: seen alone, or opened within 60 s.
  lookers_saw integer not null default 0,
  primary key (restaurant_id, kind)
);

-- How long orders have taken from placed to ready: `orders` of them up to so many minutes, in steps of five.
create table public.wait_statistics (
  restaurant_id uuid not null references public.restaurants (id) on delete cascade,
  minutes integer not null check (minutes between 5 and 120 and minutes % 5 = 0),
  orders integer not null default 0,
  primary key (restaurant_id, minutes)
);

alter table public.notification_statistics enable row level security;
alter table public.wait_statistics enable row level security;
revoke all on public.notification_statistics, public.wait_statistics from anon, authenticated;
grant select on public.notification_statistics, public.wait_statistics to authenticated;
grant select, delete on public.notification_statistics, public.wait_statistics to service_role;
create policy "staff read their restaurant's notification statistics" on public.notification_statistics
for select to authenticated
using (restaurant_id in (select restaurant_id from public.staff where user_id = (select auth.uid())));
create policy "staff read their restaurant's waits" on public.wait_statistics
for select to authenticated
using (restaurant_id in (select restaurant_id from public.staff where user_id = (select auth.uid())));

-- What is learnt, with a floor, a ceiling and a least number of samples for each. None of it can withhold that an order is
-- ready or has ended: only the rules about `preparing` and `out_for_delivery` read it.
--
-- long_wait_minutes: "preparing" is sent for waits of at least so long. The wait that three of four orders stay under,
-- times 1.5 minus the share of such messages that were opened; 10 to 60. Until 30 orders 30; until 20 messages, times 1.
-- It never stops the message altogether, so that the share is still measured.
--
-- looks_needed: a guest who has come back unasked so often is not told what does not matter. 1 if at least 60 % of such
-- guests then saw `ready` at once, 2 if at least 40 %, else 3. Until 20 of them 2.
create view public.notification_thresholds with (security_invoker = true) as
select
  restaurants.id as restaurant_id,
  least(60, greatest(10, round(coalesce(waits.usual, 30) * coalesce(1.5 - preparing.opened::numeric / preparing.sent, 1))))
    ::integer as long_wait_minutes,
  case
    when ready.lookers is null then 2
    when ready.lookers_saw >= 0.6 * ready.lookers then 1
    when ready.lookers_saw >= 0.4 * ready.lookers then 2
    else 3
  end as looks_needed
from public.restaurants
left join public.notification_statistics as preparing
  on preparing.restaurant_id = restaurants.id and preparing.kind = 'preparing' and preparing.sent >= 20
left join public.notification_statistics as ready
  on ready.restaurant_id = restaurants.id and ready.kind = 'ready' and ready.lookers >= 20
left join lateral (
  select min(counted.minutes) as usual
  from (
    select known.minutes, sum(known.orders) over (order by known.minutes) as so_far, sum(known.orders) over () as everyone
    from public.wait_statistics as known where known.restaurant_id = restaurants.id
  ) as counted
  where counted.everyone >= 30 and counted.so_far >= 0.75 * counted.everyone
) as waits on true;
revoke all on public.notification_thresholds from anon, authenticated;
grant select on public.notification_thresholds to authenticated, service_role;

-- The messages of an order that were sent, or are about to be. The outbox's tables come with a later migration: PL/pgSQL
-- looks for them when it is called.
create function private.messages_sent(order_id uuid)
returns table (kind text, version bigint, channel text, sent_at timestamptz)
language plpgsql stable security definer set search_path = '' as $$
begin
  if to_regclass('private.deliveries') is null then
    return;
  end if;
  return query
    select notifications.kind, notifications.version, deliveries.channel, deliveries.sent_at
    from private.notifications join private.deliveries on deliveries.notification_id = notifications.id
    where notifications.order_id = messages_sent.order_id
      and deliveries.state in ('due', 'claimed', 'accepted', 'delivered', 'maybe');
end
$$;

-- Counts an order that has ended, and forgets what it was counted from. The first message about a change is the one that
-- counts.
create function private.learn_from_order(order_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  ended public.orders;
  wait_minutes integer;
begin
  select * into strict ended from public.orders where orders.id = learn_from_order.order_id;

  insert into public.notification_statistics as known
    (restaurant_id, kind, changes, seen_alone, sent, opened, lookers, lookers_saw)
  select ended.restaurant_id, seen.kind, 1, seen.alone::integer, seen.told::integer, seen.opened::integer,
    seen.looked::integer, (seen.looked and (seen.alone or seen.opened))::integer
  from (
    -- After an undo a status was reached twice. The last time counts.
    select distinct on (changes.status)
      case changes.status when 'pending' then 'placed' else changes.status end as kind,
      coalesce(changes.seen_at < coalesce(told.first_at, 'infinity'), false) as alone,
      told.first_at is not null as told,
      coalesce(changes.seen_at between told.first_at and told.first_at + interval '60 seconds', false) as opened,
      changes.looks > 0 as looked
    from private.order_changes as changes
    left join lateral (
      select min(messages.sent_at) as first_at from private.messages_sent(ended.id) as messages
      where messages.version = changes.version
    ) as told on true
    where changes.order_id = ended.id and changes.status in ('pending', 'preparing', 'ready', 'out_for_delivery')
    order by changes.status, changes.version desc
  ) as seen
  -- Always in the same order: two orders that end at once wait for each other's rows, and never both.
  order by seen.kind
  on conflict on constraint notification_statistics_pkey do update set
    changes = known.changes + 1,
    seen_alone = known.seen_alone + excluded.seen_alone,
    sent = known.sent + excluded.sent,
    opened = known.opened + excluded.opened,
    lookers = known.lookers + excluded.lookers,
    lookers_saw = known.lookers_saw + excluded.lookers_saw;
  update public.notification_statistics as known set
    changes = known.changes / 2, seen_alone = known.seen_alone / 2, sent = known.sent / 2, opened = known.opened / 2,
    lookers = known.lookers / 2, lookers_saw = known.lookers_saw / 2
  where known.restaurant_id = ended.restaurant_id and known.changes >= 1000;

  select ceil(extract(epoch from
      max(changes.changed_at) filter (where changes.status = 'ready')
      - min(changes.changed_at) filter (where changes.status <> 'scheduled')) / 300) * 5
  into wait_minutes from private.order_changes as changes where changes.order_id = ended.id;
  if wait_minutes is not null then
    insert into public.wait_statistics as known (restaurant_id, minutes, orders)
    values (ended.restaurant_id, least(120, greatest(5, wait_minutes)), 1)
    on conflict on constraint wait_statistics_pkey do update set orders = known.orders + 1;
    update public.wait_statistics as known set orders = known.orders / 2
    where known.restaurant_id = ended.restaurant_id
      and (select sum(counted.orders) from public.wait_statistics as counted
        where counted.restaurant_id = ended.restaurant_id) >= 1000;
  end if;

  delete from private.order_changes as changes where changes.order_id = ended.id;
end
$$;

create function private.note_order_change() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if private.is_final(new.status) then
    begin
      perform private.learn_from_order(new.id);
    exception when others then
      -- An order ends even if it cannot be counted.
      raise warning 'The order was not counted for the policy of notifications: %', sqlerrm;
      delete from private.order_changes as changes where changes.order_id = new.id;
    end;
  elsif tg_op = 'INSERT' or new.status is distinct from old.status then
    insert into private.order_changes (order_id, version, status, changed_at, looks)
    values (new.id, new.version, new.status, private.clock(), private.looks_of(new.id))
    on conflict do nothing;
  end if;
  return null;
end
$$;
create trigger note_order_change after insert or update on public.orders
for each row execute function private.note_order_change();

-- A page that is opened beside or after the first is a look as well.
create function private.looks_of(order_id uuid) returns integer
language sql stable security definer set search_path = '' as $$
  select coalesce(sum(views.looks), 0)::integer from private.page_views as views
  where views.order_id = looks_of.order_id
$$;

create function private.count_look() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  looks_before integer := case when tg_op = 'UPDATE' then old.looks else 0 end;
  is_return boolean := new.is_visible and case
    when tg_op = 'UPDATE' then not old.is_visible
    else exists (select from private.page_views as views where views.order_id = new.order_id)
  end;
begin
  new.looks := looks_before + (is_return and not exists (
    select from private.messages_sent(new.order_id) as messages
    where messages.sent_at > private.clock() - interval '60 seconds'))::integer;
  return new;
end
$$;
create trigger count_look before insert or update on private.page_views
for each row execute function private.count_look();

create function private.note_seen_changes() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update private.order_changes as changes set seen_at = private.clock()
  where changes.order_id = new.order_id and changes.version <= new.seen_version and changes.seen_at is null;
  return null;
end
$$;
create trigger note_seen_changes after insert or update on private.page_views
for each row when (new.seen_version is not null) execute function private.note_seen_changes();

-- Called by the restaurant's server, if the site passes how far the guest is from the shop. Before the guest has opened the
-- page it changes nothing.
create function public.note_minutes_away(order_id uuid, minutes integer) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update private.page_views as views set minutes_away = minutes, minutes_away_at = private.clock()
  where views.order_id = note_minutes_away.order_id and views.page = (
    select newest.page from private.page_views as newest where newest.order_id = note_minutes_away.order_id
    order by newest.seen_at desc limit 1);
end
$$;

revoke execute on function
  private.messages_sent(uuid), private.learn_from_order(uuid), private.note_order_change(), private.looks_of(uuid),
  private.count_look(), private.note_seen_changes(), public.note_minutes_away(uuid, integer)
from public, anon, authenticated;
grant execute on function public.note_minutes_away(uuid, integer) to service_role;
