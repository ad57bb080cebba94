-- Wallets: which phones have an order in Apple Wallet or Google Wallet, and which version of it they were told.

create table private.wallet_cards (
  order_id uuid not null references public.orders (id) on delete cascade,
  kind text not null check (kind in ('apple', 'google')),
  -- Apple's identifier of the device. Google keeps the phones itself: one row an order, with ''.
  device text not null default '' check (char_length(device) <= 100),
  -- Where Apple's push service reaches the device.
  push_token text check (push_token ~ '^[0-9a-fA-F]{32,200}$'),
  pushed_version bigint not null,
  attempts integer not null default 0,
  -- Until then one worker has it, or waits after a failure.
  leased_until timestamptz,
  primary key (order_id, kind, device),
  check ((kind = 'apple') = (device <> ''))
);
create index wallet_cards_device on private.wallet_cards (device) where kind = 'apple';

-- Whether the caller's token is that of the order's guest, and the order still goes on. A link that was shared can only
-- read: the card would hold the guest's own link.
create function public.may_add_to_wallet(order_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(auth.jwt() ->> 'role' = 'tracker', false) and exists (
    select from public.orders
    where orders.id = may_add_to_wallet.order_id
      and orders.id = private.to_uuid(auth.jwt() ->> 'order_id')
      and not private.is_final(orders.status))
$$;

-- The order as a wallet shows it. `capability_hash` is that of the link that the card holds; it works as long as the guest's.
create function public.wallet_order(order_id uuid, capability_hash text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  known public.orders;
begin
  select * into known from public.orders where orders.id = wallet_order.order_id;
  if not found then
    return null;
  end if;
  insert into private.tracking_links (capability_hash, order_id, expires_at)
  values (wallet_order.capability_hash, known.id,
    case when private.is_final(known.status) then known.updated_at + interval '2 hours' end)
  on conflict do nothing;
  return private.order_wire(known.id);
end
$$;

-- Notes that a phone follows the order. True if it is new. No order, no row: then null.
create function public.add_wallet_card(order_id uuid, kind text, device text, push_token text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  present_version bigint := (select version from public.orders where orders.id = add_wallet_card.order_id);
  is_new boolean;
begin
  if present_version is null then
    return null;
  end if;
  insert into private.wallet_cards as cards (order_id, kind, device, push_token, pushed_version)
  values (add_wallet_card.order_id, add_wallet_card.kind, add_wallet_card.device, add_wallet_card.push_token, present_version)
  on conflict on constraint wallet_cards_pkey do update set push_token = excluded.push_token
  returning xmax = 0 into is_new;
  return is_new;
end
$$;

create function public.remove_wallet_card(order_id uuid, device text) returns void
language sql security definer set search_path = '' as $$
  delete from private.wallet_cards as cards
  where cards.order_id = remove_wallet_card.order_id and cards.kind = 'apple' and cards.device = remove_wallet_card.device
$$;

-- The orders of a device that have changed since a moment: {"orders": [ids], "last": the newest change}; null if none has.
create function public.wallet_changes(device text, since timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('orders', jsonb_agg(orders.id order by orders.updated_at), 'last', max(orders.updated_at))
  from private.wallet_cards as cards join public.orders on orders.id = cards.order_id
  where cards.kind = 'apple' and cards.device = wallet_changes.device
    and (since is null or orders.updated_at > since)
  having count(*) > 0
$$;

-- Cards whose order has changed, each for one caller and for so many seconds. A card is told once a version, or once more
-- where a worker dies: a wallet only looks the order up, so twice does no harm.
create function public.claim_wallet_cards(most integer, lease_seconds integer) returns setof jsonb
language sql security definer set search_path = '' as $$
  update private.wallet_cards as claimed
  set leased_until = private.clock() + make_interval(secs => lease_seconds), attempts = claimed.attempts + 1
  from (
    select cards.order_id, cards.kind, cards.device, orders.version
    from private.wallet_cards as cards join public.orders on orders.id = cards.order_id
    where orders.version > cards.pushed_version
      and (cards.leased_until is null or cards.leased_until <= private.clock())
    order by orders.updated_at
    limit most
    for update of cards skip locked
  ) as chosen
  where (claimed.order_id, claimed.kind, claimed.device) = (chosen.order_id, chosen.kind, chosen.device)
  returning jsonb_build_object('order_id', claimed.order_id, 'kind', claimed.kind, 'device', claimed.device,
    'push_token', claimed.push_token, 'version', chosen.version)
$$;

-- What became of it: 'told'; 'gone', and the card is deleted; 'failed', and it is tried again, ever more rarely.
create function public.finish_wallet_card(order_id uuid, kind text, device text, version bigint, outcome text)
returns void
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
begin
  if outcome = 'gone' then
    delete from private.wallet_cards as cards
    where (cards.order_id, cards.kind, cards.device)
      = (finish_wallet_card.order_id, finish_wallet_card.kind, finish_wallet_card.device);
  else
    update private.wallet_cards as cards set
      pushed_version = case when outcome = 'told' then finish_wallet_card.version else cards.pushed_version end,
      attempts = case when outcome = 'told' then 0 else cards.attempts end,
      leased_until = case when outcome = 'told' then null
        else private.clock() + make_interval(secs => least(600, 5 * 2 ^ least(cards.attempts, 10))) end
    where (cards.order_id, cards.kind, cards.device)
      = (finish_wallet_card.order_id, finish_wallet_card.kind, finish_wallet_card.device);
  end if;
end
$$;

-- Deletes the cards of orders that were over two hours ago, when the guest's links end as well.
create function public.clean_wallet_cards() returns integer
language plpgsql security definer set search_path = '' as $$
declare
  deleted integer;
begin
  delete from private.wallet_cards as cards using public.orders
  where orders.id = cards.order_id and private.over_at(orders) < private.clock() - interval '2 hours';
  get diagnostics deleted = row_count;
  return deleted;
end
$$;

-- A Supabase project grants all privileges on new functions to its API roles. These are revoked here.
revoke execute on function
  public.may_add_to_wallet(uuid),
  public.wallet_order(uuid, text),
  public.add_wallet_card(uuid, text, text, text),
  public.remove_wallet_card(uuid, text),
  public.wallet_changes(text, timestamptz),
  public.claim_wallet_cards(integer, integer),
  public.finish_wallet_card(uuid, text, text, bigint, text),
  public.clean_wallet_cards()
from public, anon, authenticated, service_role;
grant execute on function public.may_add_to_wallet(uuid) to tracker;
grant execute on function
  public.wallet_order(uuid, text),
  public.add_wallet_card(uuid, text, text, text),
  public.remove_wallet_card(uuid, text),
  public.wallet_changes(text, timestamptz),
  public.claim_wallet_cards(integer, integer),
  public.finish_wallet_card(uuid, text, text, bigint, text),
  public.clean_wallet_cards()
to service_role;
