-- The guests' ratings of their orders. Only the first rating of an order is stored.

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

-- Called by the restaurant's server, which has checked that the guest's token is for this order. Returns false if the
-- order is neither served nor completed.
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

-- A Supabase project grants all privileges on new functions to its API roles. These are revoked here.
revoke execute on function public.rate_order(uuid, integer) from public, anon, authenticated;
grant execute on function public.rate_order(uuid, integer) to service_role;
