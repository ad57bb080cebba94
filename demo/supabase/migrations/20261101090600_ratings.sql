-- What guests thought of their orders: one rating an order, the first one.

create table public.order_ratings (
  order_id uuid primary key references public.orders (id) on delete cascade,
  rating smallint not null check (rating between 1 and 5),
  rated_at timestamptz not null default now()
);
alter table public.order_ratings enable row level security;
revoke all on public.order_ratings from anon, authenticated;
grant select on public.order_ratings to authenticated;

create policy "staff read their orders' ratings" on public.order_ratings
for select to authenticated
using (exists (select from public.orders where orders.id = order_id));

-- Called by the restaurant's server, which has checked that the guest's token is for this order. False: the meal has not
-- come, so that there is nothing to rate.
create function public.rate_order(order_id uuid, rating integer) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (
    select from public.orders where orders.id = rate_order.order_id and orders.status in ('served', 'completed')
  ) then
    return false;
  end if;
  insert into public.order_ratings (order_id, rating) values (rate_order.order_id, rate_order.rating)
  on conflict do nothing;
  return true;
end
$$;

-- A Supabase project grants everything on new functions to its API roles.
revoke execute on function public.rate_order(uuid, integer) from public, anon, authenticated;
grant execute on function public.rate_order(uuid, integer) to service_role;
