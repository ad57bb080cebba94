-- Consents: how a guest's contact comes into the ledger and out of it. All of it is called by the kit's own functions,
-- with the project's secret key; the guest's token is checked by is_guest_of.

-- Addresses that have answered STOP. They are of the whole project, as the number is that its messages come from; they
-- stay until the guest sends START, whatever is ticked in between.
create table private.stopped_addresses (
  channel text not null check (channel in ('sms', 'email')),
  address_hash text not null check (address_hash ~ '^[0-9a-f]{64}$'),
  stopped_at timestamptz not null default clock_timestamp(),
  primary key (channel, address_hash)
);

-- STOP comes with an address alone.
create index recipients_address on private.recipients (channel, address_hash);

-- Called with a guest's token: whether it is for this order, and may do more than read.
create function public.is_guest_of(order_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(auth.jwt() ->> 'role' = 'tracker' and exists (
    select from public.orders
    where orders.id = is_guest_of.order_id and orders.id = private.to_uuid(auth.jwt() ->> 'order_id')), false)
$$;

-- The channels that a restaurant offers: {"channels": ["push", …]}; null if there is no such restaurant.
create function public.restaurant_offers(restaurant_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('channels', to_jsonb((private.notification_settings_of(restaurants.id)).channels))
  from public.restaurants where restaurants.id = restaurant_offers.restaurant_id
$$;

-- The channels that the order's restaurant offers, and those by which its guest is reached: {"channels", "given"}.
create function public.notification_offers(order_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select public.restaurant_offers(orders.restaurant_id) || jsonb_build_object('given', coalesce((
    select jsonb_agg(distinct recipients.channel) from private.recipients
    where recipients.order_id = orders.id and recipients.stopped is null), '[]'))
  from public.orders where orders.id = notification_offers.order_id
$$;

-- Whether a guest may still be added to the order: it has not ended, and one of its links works. Staff who end the links
-- of an order also end what was open to their holders.
create function private.takes_recipients(ordered public.orders) returns boolean
language sql stable set search_path = '' as $$
  select not private.is_final(ordered.status) and exists (
    select from private.tracking_links as links
    where links.order_id = ordered.id and (links.expires_at is null or links.expires_at > private.clock()))
$$;

-- Adds where the guest of an order wants to be told, with what the guest agreed to, and returns the recipient. The same
-- address of the same order is one recipient; a consent with other words, or after a withdrawal, is one more row of the
-- ledger. `capability_hash` is that of the link in messages.
--
-- Refuses with PT410 (the order has ended), PT422 (the restaurant does not offer the channel), PT403 (this address has
-- answered STOP), PT409 (three recipients of this channel, or too many attempts).
create function public.add_recipient(
  order_id uuid, channel text, address jsonb, address_hash text, wording text, language text, method text,
  capability_hash text
) returns uuid
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  ordered public.orders;
  known record;
  is_told boolean;
  consent uuid;
  recipient uuid;
begin
  -- The lock makes simultaneous contacts of one order wait for each other, and for a change that ends the order.
  select * into ordered from public.orders where orders.id = add_recipient.order_id for no key update;
  if not found or not private.takes_recipients(ordered) then
    raise exception 'The order has ended.' using errcode = 'PT410';
  end if;
  if add_recipient.channel <> all ((private.notification_settings_of(ordered.restaurant_id)).channels) then
    raise exception 'The restaurant does not offer this channel.' using errcode = 'PT422';
  end if;
  if exists (
    select from private.stopped_addresses as stopped
    where stopped.channel = add_recipient.channel and stopped.address_hash = add_recipient.address_hash
  ) then
    raise exception 'This address has answered STOP.' using errcode = 'PT403';
  end if;

  select recipients.id, recipients.stopped, consents.wording, consents.id as consent_id into known
  from private.recipients join private.consents on consents.id = recipients.consent_id
  where recipients.order_id = ordered.id and recipients.channel = add_recipient.channel
    and recipients.address_hash = add_recipient.address_hash;
  is_told := found and known.stopped is null;
  if is_told and known.wording = add_recipient.wording then
    -- A browser may renew the keys of its subscription.
    update private.recipients set address = add_recipient.address, language = add_recipient.language
    where recipients.id = known.id;
    return known.id;
  end if;
  -- A table shares a link, so there are several phones; more than that is somebody who plays.
  if not is_told and (
      select count(*) >= 3 from private.recipients
      where recipients.order_id = ordered.id and recipients.channel = add_recipient.channel
        and recipients.stopped is null)
    or (select count(*) >= 30 from private.consents where consents.order_id = ordered.id)
  then
    raise exception 'Too many recipients.' using errcode = 'PT409';
  end if;

  insert into private.consents (
    restaurant_id, order_id, channel, address_hash, wording, language, method, given_at)
  values (
    ordered.restaurant_id, ordered.id, add_recipient.channel, add_recipient.address_hash, add_recipient.wording,
    add_recipient.language, add_recipient.method, private.clock())
  returning consents.id into consent;
  insert into private.recipients (order_id, channel, address, address_hash, language, consent_id, added_at)
  values (
    ordered.id, add_recipient.channel, add_recipient.address, add_recipient.address_hash, add_recipient.language,
    consent, private.clock())
  on conflict on constraint recipients_order_id_channel_address_hash_key do update set
    address = excluded.address, language = excluded.language, consent_id = excluded.consent_id, stopped = null
  returning recipients.id into recipient;

  insert into private.tracking_links (capability_hash, order_id)
  values (add_recipient.capability_hash, ordered.id) on conflict do nothing;
  return recipient;
end
$$;

-- Writes the withdrawal into the ledger, and stops the recipients that it is about.
create function private.withdraw(recipient_ids uuid[], method text) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  withdrawn integer;
begin
  update private.consents set withdrawn_at = private.clock(), withdrawn_by = withdraw.method
  from private.recipients
  where recipients.id = any (recipient_ids) and consents.withdrawn_at is null
    -- Earlier words for the same address of the same order are withdrawn with the last ones.
    and consents.order_id = recipients.order_id and consents.channel = recipients.channel
    and consents.address_hash = recipients.address_hash;
  update private.recipients set stopped = 'withdrawn'
  where recipients.id = any (recipient_ids) and stopped is distinct from 'withdrawn';
  get diagnostics withdrawn = row_count;
  return withdrawn;
end
$$;

-- By the link in a message. Returns what its page says: {"channel", "language", "restaurant"}; null if the recipient is
-- gone, as it is after the end of the order: nothing more is sent then. Safe to call twice.
create function public.withdraw_recipient(recipient_id uuid, method text) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  perform private.withdraw(array[withdraw_recipient.recipient_id], withdraw_recipient.method);
  return public.recipient_wire(withdraw_recipient.recipient_id);
end
$$;

-- What the page of a withdrawal says of a recipient: {"channel", "language", "restaurant", "stopped"}.
create function public.recipient_wire(recipient_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'channel', recipients.channel, 'language', recipients.language, 'restaurant', restaurants.name,
    'stopped', recipients.stopped)
  from private.recipients
  join public.orders on orders.id = recipients.order_id
  join public.restaurants on restaurants.id = orders.restaurant_id
  where recipients.id = recipient_wire.recipient_id
$$;

-- "It was a mistake": a consent of its own, by the button of the withdrawal's page. Returns whether messages come again.
-- Not after STOP, and not without end: ten rows of the ledger for one address are enough.
create function public.restore_recipient(recipient_id uuid, wording text, language text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  known private.recipients;
  ordered public.orders;
  consent uuid;
begin
  select orders.* into ordered
  from public.orders join private.recipients on recipients.order_id = orders.id
  where recipients.id = restore_recipient.recipient_id
  for no key update of orders;
  select * into known from private.recipients where recipients.id = restore_recipient.recipient_id;
  if not found or not private.takes_recipients(ordered) then
    return false;
  end if;
  if known.stopped is null then
    return true;
  end if;
  if known.stopped <> 'withdrawn'
    or exists (
      select from private.stopped_addresses as stopped
      where stopped.channel = known.channel and stopped.address_hash = known.address_hash)
    or (
      select count(*) >= 10 from private.consents
      where consents.order_id = known.order_id and consents.channel = known.channel
        and consents.address_hash = known.address_hash)
  then
    return false;
  end if;
  insert into private.consents (
    restaurant_id, order_id, channel, address_hash, wording, language, method, given_at)
  values (
    ordered.restaurant_id, ordered.id, known.channel, known.address_hash, restore_recipient.wording,
    restore_recipient.language, 'message', private.clock())
  returning id into consent;
  update private.recipients set stopped = null, consent_id = consent where recipients.id = known.id;
  return true;
end
$$;

-- By the guest in the tracker: all recipients of one channel of the order. Returns how many there were.
create function public.withdraw_channel(order_id uuid, channel text, method text) returns integer
language sql volatile security definer set search_path = '' as $$
  select private.withdraw(array(
    select recipients.id from private.recipients
    where recipients.order_id = withdraw_channel.order_id and recipients.channel = withdraw_channel.channel
  ), withdraw_channel.method)
$$;

-- By a reply such as STOP: all orders of this address, and every later one until allow_address. Returns how many
-- recipients it stopped. A number that nobody knows is noted as well.
create function public.withdraw_address(channel text, address_hash text, method text) returns integer
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
begin
  insert into private.stopped_addresses (channel, address_hash, stopped_at)
  values (withdraw_address.channel, withdraw_address.address_hash, private.clock())
  on conflict do nothing;
  return private.withdraw(array(
    select recipients.id from private.recipients
    where recipients.channel = withdraw_address.channel and recipients.address_hash = withdraw_address.address_hash
  ), withdraw_address.method);
end
$$;

-- By the reply START: the address may be added again. It brings no consent back.
create function public.allow_address(channel text, address_hash text) returns void
language sql volatile security definer set search_path = '' as $$
  delete from private.stopped_addresses as stopped
  where stopped.channel = allow_address.channel and stopped.address_hash = allow_address.address_hash
$$;

-- A Supabase project grants all privileges on new functions to its API roles. These are revoked here.
revoke execute on function
  public.is_guest_of(uuid),
  public.restaurant_offers(uuid),
  public.notification_offers(uuid),
  public.add_recipient(uuid, text, jsonb, text, text, text, text, text),
  public.withdraw_recipient(uuid, text),
  public.recipient_wire(uuid),
  public.restore_recipient(uuid, text, text),
  public.withdraw_channel(uuid, text, text),
  public.withdraw_address(text, text, text),
  public.allow_address(text, text)
from public, anon, authenticated;
revoke execute on function private.takes_recipients(public.orders), private.withdraw(uuid[], text) from public;
grant execute on function public.is_guest_of(uuid) to tracker, service_role;
grant execute on function
  public.restaurant_offers(uuid),
  public.notification_offers(uuid),
  public.add_recipient(uuid, text, jsonb, text, text, text, text, text),
  public.withdraw_recipient(uuid, text),
  public.recipient_wire(uuid),
  public.restore_recipient(uuid, text, text),
  public.withdraw_channel(uuid, text, text),
  public.withdraw_address(text, text, text),
  public.allow_address(text, text)
to service_role;
