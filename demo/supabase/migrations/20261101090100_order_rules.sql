-- Rules that the database enforces for every client: allowed transitions, versions, and the history in order_events.

create function private.is_final(status text) returns boolean language sql immutable set search_path = '' as $$
  select status in ('completed', 'cancelled', 'rejected', 'failed', 'refunded')
$$;

create function private.steps_of(fulfilment text) returns text[] language sql immutable set search_path = '' as $$
  select case fulfilment
    when 'dine_in' then array['scheduled', 'pending', 'preparing', 'ready', 'served', 'completed']
    when 'delivery' then array['scheduled', 'pending', 'preparing', 'ready', 'out_for_delivery', 'completed']
    else array['scheduled', 'pending', 'preparing', 'ready', 'completed']
  end
$$;

-- Allowed: one step forward; one step back (undo); cancelled, rejected or failed from any status that is not final; and
-- refunded from any other final status.
create function private.may_become(fulfilment text, from_status text, to_status text)
returns boolean language sql immutable set search_path = '' as $$
  select case
    when to_status = 'refunded' then from_status in ('completed', 'cancelled', 'rejected', 'failed')
    when private.is_final(from_status) then false
    when to_status in ('cancelled', 'rejected', 'failed') then true
    else abs(
      array_position(private.steps_of(fulfilment), to_status) - array_position(private.steps_of(fulfilment), from_status)
    ) is not distinct from 1
  end
$$;

-- Checks every insert and update of an order. Errors have a message for staff and the SQLSTATE 23514 (check_violation),
-- which the REST API answers with 400.
create function private.guard_order() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    if new.status not in ('scheduled', 'pending', 'failed') then
      raise exception 'A new order cannot be %.', replace(new.status, '_', ' ') using errcode = 'check_violation';
    end if;
    new.version := 1;
  else
    if new.status <> old.status and not private.may_become(old.fulfilment, old.status, new.status) then
      raise exception 'An order that is % cannot become %.', replace(old.status, '_', ' '), replace(new.status, '_', ' ')
        using errcode = 'check_violation';
    end if;
    if new.status <> old.status and new.status in ('cancelled', 'rejected') and coalesce(trim(new.reason), '') = '' then
      raise exception 'Please say why the order is %.', new.status using errcode = 'check_violation';
    end if;
    new.version := old.version + 1;
  end if;
  new.updated_at := clock_timestamp();
  new.epoch := (select value from private.epoch);
  return new;
end
$$;
create trigger guard_order before insert or update on public.orders
for each row execute function private.guard_order();

create function private.record_order_event() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.order_events (order_id, version, status, previous_status, reason, actor)
  values (new.id, new.version, new.status, case when tg_op = 'UPDATE' then old.status end, new.reason, auth.uid());
  if private.is_final(new.status) then
    update private.tracking_links set expires_at = now() + interval '2 hours'
    where order_id = new.id and expires_at is null;
  end if;
  return null;
end
$$;
create trigger record_order_event after insert or update on public.orders
for each row execute function private.record_order_event();

-- A change to an order's items gives the order a new version. Items that are inserted in the same transaction as their
-- order belong to its first version.
create function private.touch_orders_of_items() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.orders set version = version
  where id in (select order_id from changed_items) and (tg_op <> 'INSERT' or placed_at < now());
  return null;
end
$$;
create trigger touch_orders_after_insert after insert on public.order_items
referencing new table as changed_items for each statement execute function private.touch_orders_of_items();
create trigger touch_orders_after_update after update on public.order_items
referencing new table as changed_items for each statement execute function private.touch_orders_of_items();
create trigger touch_orders_after_delete after delete on public.order_items
referencing old table as changed_items for each statement execute function private.touch_orders_of_items();

-- Call it once after a restore from a backup. Every client then accepts the restored, lower versions.
create function public.begin_epoch() returns void language plpgsql security definer set search_path = '' as $$
begin
  update private.epoch set value = gen_random_uuid()::text where only_row;
  update public.orders set version = version where true;
end
$$;
