-- When an order will be ready. The database makes the estimate, so that its guest and the kitchen read the same one.

-- The longest item and 20 % of the rest, because a kitchen works on several items at once; without `prep_minutes`,
-- 15 min for every two pieces, at most 30 min. `items`: [{quantity, prep_minutes}]. Null if there are none.
create function private.preparation_minutes(items jsonb) returns numeric
language sql immutable set search_path = '' as $$
  select case
    when count(*) = 0 then null
    when max(minutes) > 0 then max(minutes) + (sum(minutes * quantity) - max(minutes)) * 0.2
    else 15 * least(sum(quantity) * 0.5, 2)
  end
  from (
    select (item ->> 'prep_minutes')::numeric as minutes, (item ->> 'quantity')::numeric as quantity
    from jsonb_array_elements(items) as item
  ) as listed
$$;

-- The window of an order that has this status since `since`: in the kitchen 60 % of the whole time, at least 5 min; its
-- end is 30 % later. Whole seconds, which every client can send back unchanged.
create function private.estimate_window(items jsonb, status text, since timestamptz)
returns table (ready_from timestamptz, ready_to timestamptz)
language sql immutable set search_path = '' as $$
  select
    date_trunc('second', since + minutes * interval '1 minute'),
    date_trunc('second', since + minutes * 1.3 * interval '1 minute')
  from (
    select case when status = 'preparing' then greatest(whole * 0.6, 5) else whole end as minutes
    from (select private.preparation_minutes(items) as whole) as formula
  ) as duration
$$;

-- A window that somebody writes is the kitchen's; null gives it back to the formula. The formula makes a new window when
-- an order comes to `pending` or `preparing`, but the kitchen's own stays until it has passed, and so does any window
-- when `ready` is taken back. The first window is place_order's, which knows the items before they are stored.
create function private.estimate_order() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  has_window boolean := coalesce(new.estimated_ready_from, new.estimated_ready_to) is not null;
  is_written boolean;
  stays boolean;
begin
  if tg_op = 'INSERT' then
    new.estimated_by := coalesce(new.estimated_by, case when has_window then 'kitchen' else 'formula' end);
    return new;
  end if;

  is_written := (new.estimated_ready_from, new.estimated_ready_to)
    is distinct from (old.estimated_ready_from, old.estimated_ready_to);
  new.estimated_by := case
    when not is_written then old.estimated_by
    when has_window then 'kitchen'
    else 'formula'
  end;
  stays := case
    when is_written then has_window
    when new.status = old.status then true
    else (old.estimated_by = 'kitchen' or old.status = 'ready')
      and coalesce(new.estimated_ready_to, new.estimated_ready_from, '-infinity') > now()
  end;
  if new.status in ('pending', 'preparing') and not stays then
    new.estimated_by := 'formula';
    select estimate.ready_from, estimate.ready_to into new.estimated_ready_from, new.estimated_ready_to
    from private.estimate_window(
      (select coalesce(jsonb_agg(to_jsonb(items)), '[]') from public.order_items as items where items.order_id = new.id),
      new.status, now()) as estimate;
  end if;
  return new;
end
$$;
create trigger estimate_order before insert or update on public.orders
for each row execute function private.estimate_order();

-- For staff: the order is expected so many minutes later than the window that the guest reads; a window that has passed
-- begins now. One statement, so that two presses at once are two steps. The window never moves to an earlier time.
create function public.postpone_order(order_id uuid, minutes integer) returns setof public.orders
language plpgsql set search_path = '' as $$
declare
  later interval := minutes * interval '1 minute';
  this_second timestamptz := date_trunc('second', now());
  order_status text;
begin
  if minutes is null or minutes not between 1 and 120 then
    raise exception 'An estimate moves by 1 to 120 minutes.' using errcode = 'check_violation';
  end if;
  return query
    update public.orders set
      estimated_ready_from = later + case
        when coalesce(estimated_ready_to, estimated_ready_from) > now()
          then coalesce(estimated_ready_from, estimated_ready_to - interval '10 minutes')
        else this_second
      end,
      estimated_ready_to = later + case
        when coalesce(estimated_ready_to, estimated_ready_from) > now()
          then coalesce(estimated_ready_to, estimated_ready_from + interval '10 minutes')
        else this_second + coalesce(estimated_ready_to - estimated_ready_from, interval '5 minutes')
      end
    where orders.id = postpone_order.order_id and orders.status in ('scheduled', 'pending', 'preparing')
    returning orders.*;
  if not found then
    select orders.status into order_status from public.orders where orders.id = postpone_order.order_id;
    if found then
      raise exception 'An order that is % has no estimate.', replace(order_status, '_', ' ')
        using errcode = 'check_violation';
    end if;
  end if;
end
$$;
