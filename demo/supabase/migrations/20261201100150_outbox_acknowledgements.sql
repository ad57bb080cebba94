-- What the guest's page and service workers acknowledge: it ends the ladder.

-- The guest's page has drawn this version while it was visible: what it tells is acknowledged. `note_page_view` calls it.
create or replace function private.page_was_seen(order_id uuid, version bigint) returns void
language plpgsql security definer set search_path = '' as $$
declare
  at timestamptz := private.clock();
  seen uuid;
begin
  for seen in
    select notifications.id from private.notifications as notifications
    where notifications.order_id = page_was_seen.order_id and notifications.version <= page_was_seen.version
      -- What they say is not on the page, or the guest wants it to keep.
      and notifications.kind not in ('placed', 'summary')
      and (notifications.state in ('open', 'escalated') or (notifications.state = 'done' and notifications.matters))
    for update
  loop
    perform private.close_notification(seen, 'reached', 'page', 'a visible page has shown it', at);
  end loop;
  perform private.note_told_window(orders.id) from public.orders
  where orders.id = page_was_seen.order_id and orders.version = page_was_seen.version;
end
$$;

-- A service worker has shown the push, or somebody has tapped it.
create or replace function private.push_was_shown(message uuid, was_clicked boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  at timestamptz := private.clock();
  shown private.deliveries := private.lock_delivery(message, true);
begin
  -- Whatever became of it, it was sent if it was begun: perhaps by a try whose answer was lost.
  if shown.channel is distinct from 'push' or shown.attempts = 0 then return; end if;
  -- A lease that is still open stays: the worker's own report only adds to it.
  update private.deliveries as deliveries set
    state = 'delivered', acknowledged_at = coalesce(deliveries.acknowledged_at, at)
  where deliveries.id = shown.id;
  perform private.close_notification(
    shown.notification_id, 'reached', 'push',
    case when was_clicked then 'the guest has tapped the notification' else 'the browser has shown the notification' end,
    at);
end
$$;
