-- What guests tell the kitchen, and the code with which a guest collects an order.

-- One row for each kind of message: the first one counts.
create table public.order_messages (
  order_id uuid not null references public.orders (id) on delete cascade,
  message text not null check (message in ('on_my_way', 'here', 'got_it')),
  sent_at timestamptz not null default now(),
  primary key (order_id, message)
);
alter table public.order_messages enable row level security;
revoke all on public.order_messages from anon, authenticated;
grant select on public.order_messages to authenticated;
alter publication supabase_realtime add table public.order_messages;

create policy "staff read their orders' messages" on public.order_messages
for select to authenticated
using (exists (select from public.orders where orders.id = order_id));

-- Called with a guest's token, for the guest's own order. Returns whether the kitchen has the message. `on_my_way` and
-- `here` are for open orders that the guest collects, `got_it` is for orders that the kitchen has finished. The order
-- itself does not change: nobody's press in the kitchen is refused because of a message.
create function public.tell_kitchen(order_id uuid, message text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  if message is null or message not in ('on_my_way', 'here', 'got_it') then
    raise exception 'message must be on_my_way, here or got_it.' using errcode = 'check_violation';
  end if;
  if coalesce(auth.jwt() ->> 'role', '') <> 'tracker' then
    return false;
  end if;
  insert into public.order_messages (order_id, message)
  select orders.id, tell_kitchen.message from public.orders
  where orders.id = tell_kitchen.order_id
    and orders.id = private.to_uuid(auth.jwt() ->> 'order_id')
    and case tell_kitchen.message
      when 'got_it' then orders.status in ('ready', 'out_for_delivery', 'served', 'completed')
      else orders.fulfilment = 'pickup' and not private.is_final(orders.status)
    end
  on conflict do nothing;
  return exists (
    select from public.order_messages as messages
    where messages.order_id = tell_kitchen.order_id and messages.message = tell_kitchen.message
      and messages.order_id = private.to_uuid(auth.jwt() ->> 'order_id'));
end
$$;

-- The code of an order that the guest collects: four random digits, which have nothing to do with its number. Only its
-- guest can read it; staff ask for it.
create table private.pickup_codes (
  order_id uuid primary key references public.orders (id) on delete cascade,
  code text not null check (code ~ '^[0-9]{4}$')
);

-- Wrong codes that staff entered.
create table private.pickup_attempts (
  order_id uuid not null references public.orders (id) on delete cascade,
  attempted_at timestamptz not null default clock_timestamp()
);
create index pickup_attempts_order_id on private.pickup_attempts (order_id, attempted_at);

create function private.make_pickup_code() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- The first 28 bits of a version 4 UUID come from the operating system's secure random numbers.
  insert into private.pickup_codes (order_id, code)
  values (new.id, lpad((('x' || left(gen_random_uuid()::text, 7))::bit(28)::integer % 10000)::text, 4, '0'));
  return null;
end
$$;
create trigger make_pickup_code after insert on public.orders
for each row when (new.fulfilment = 'pickup') execute function private.make_pickup_code();

-- What order_snapshot adds for the guest.
create function private.pickup_code_wire(order_id uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return coalesce((
    select jsonb_build_object('pickup_code', codes.code)
    from private.pickup_codes as codes join public.orders on orders.id = codes.order_id
    where orders.id = pickup_code_wire.order_id and orders.fulfilment = 'pickup'
      and not private.is_final(orders.status)), '{}');
end
$$;

-- For staff: completes an order that is ready if the guest's code is right. Returns 'completed', 'wrong', 'limited' (five
-- wrong codes in ten minutes; then even the right one is refused), 'not-ready', or 'unknown' for an order that is not
-- theirs.
create function public.check_pickup_code(order_id uuid, code text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  collected public.orders;
begin
  -- The lock makes simultaneous attempts wait for each other.
  select orders.* into collected from public.orders join public.staff using (restaurant_id)
  where orders.id = check_pickup_code.order_id and staff.user_id = (select auth.uid())
  for update of orders;
  if not found then
    return 'unknown';
  end if;
  if collected.fulfilment <> 'pickup' or collected.status <> 'ready' then
    return 'not-ready';
  end if;
  if (
    select count(*) from private.pickup_attempts as attempts
    where attempts.order_id = collected.id and attempts.attempted_at > clock_timestamp() - interval '10 minutes'
  ) >= 5 then
    return 'limited';
  end if;
  if not exists (
    select from private.pickup_codes as codes
    where codes.order_id = collected.id and codes.code = check_pickup_code.code
  ) then
    insert into private.pickup_attempts (order_id) values (collected.id);
    return 'wrong';
  end if;
  update public.orders set status = 'completed' where orders.id = collected.id;
  return 'completed';
end
$$;

-- A Supabase project grants all privileges on new functions to its API roles. These are revoked here.
revoke execute on function public.tell_kitchen(uuid, text), public.check_pickup_code(uuid, text)
from public, anon, authenticated;
revoke execute on function private.make_pickup_code(), private.pickup_code_wire(uuid) from public;
grant execute on function public.tell_kitchen(uuid, text) to tracker;
grant execute on function public.check_pickup_code(uuid, text) to authenticated;
