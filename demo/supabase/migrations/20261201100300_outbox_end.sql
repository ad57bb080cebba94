-- The end of an order: its addresses go at once (private.forget_recipients), all that was noted about its messages after the
-- restaurant's `retention_days`.

-- When the order is over for its guest. An order that never ends is over some days after its last change, or after the time for
-- which it was ordered. What is placed ahead without a time may be meant for any day of a year.
create function private.over_at(ordered public.orders) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select case
    when private.is_final(ordered.status) then ordered.updated_at
    when ordered.status = 'scheduled' and coalesce(ordered.estimated_ready_from, ordered.estimated_ready_to) is null
      then ordered.updated_at + interval '1 year'
    else greatest(ordered.updated_at, ordered.estimated_ready_from, ordered.estimated_ready_to)
      + make_interval(days => (private.notification_settings_of(ordered.restaurant_id)).abandoned_days)
  end
$$;

-- Deletes what is left of an order that is over, unless something is still open or being sent, staff have not looked after its
-- last alert (for two hours, as long as the guest's link works), or the restaurant keeps the log.
-- The ledger of consents goes with it. That an address has answered STOP is noted elsewhere, and stays: a keyed hash that
-- names no order.
create function private.forget_order(order_id uuid, at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  ended public.orders;
begin
  select * into ended from public.orders
  where orders.id = forget_order.order_id and (private.is_final(orders.status) or private.over_at(orders) <= forget_order.at);
  if not found then return; end if;
  if private.is_final(ended.status) then
    perform private.forget_recipients(ended.id);
  else
    -- Nothing that could be told matters any more, and nothing else ends the links.
    delete from private.recipients as recipients where recipients.order_id = ended.id;
    update private.tracking_links as links set expires_at = forget_order.at
    where links.order_id = ended.id and links.expires_at is null;
  end if;
  delete from private.order_changes as changes where changes.order_id = ended.id;
  delete from private.accept_deadlines as deadlines where deadlines.order_id = ended.id;
  -- Nobody collects it any more.
  delete from private.pickup_codes as codes where codes.order_id = ended.id;
  delete from private.pickup_attempts as attempts where attempts.order_id = ended.id;
  if private.over_at(ended) + make_interval(
      days => (private.notification_settings_of(ended.restaurant_id)).retention_days) > forget_order.at
    or exists (
      select from private.notifications as notifications
      where notifications.order_id = ended.id and notifications.state = 'open')
    or exists (
      select from private.deliveries as deliveries
      join private.delivery_subjects as subjects on subjects.delivery_id = deliveries.id
      where subjects.order_id = ended.id and deliveries.state = 'claimed')
    or exists (
      select from public.staff_alerts as alerts
      where alerts.order_id = ended.id and alerts.handled_at is null
        and alerts.raised_at > forget_order.at - interval '2 hours')
  then
    return;
  end if;
  delete from public.staff_alerts as alerts where alerts.order_id = ended.id;
  delete from private.staff_messages as messages where messages.order_id = ended.id;
  delete from private.notification_log as log where log.order_id = ended.id;
  delete from private.notifications as notifications where notifications.order_id = ended.id;
  delete from private.page_views as views where views.order_id = ended.id;
  delete from private.told_windows as told where told.order_id = ended.id;
  delete from private.consents as consents where consents.order_id = ended.id;
end
$$;

-- For the worker and for a janitor: deletes what is left of orders that are over. Safe to repeat. Returns how many orders it
-- looked at.
create function public.clean_notifications() returns integer
language plpgsql security definer set search_path = '' as $$
declare
  at timestamptz := private.clock();
  ended uuid;
  looked_at integer := 0;
begin
  for ended in
    select orders.id from public.orders
    -- An order is abandoned after a day at the earliest.
    where (private.is_final(orders.status)
        or (orders.updated_at < at - interval '1 day' and private.over_at(orders) <= at))
      and orders.id in (
        select notifications.order_id from private.notifications as notifications
        union select views.order_id from private.page_views as views
        union select log.order_id from private.notification_log as log
        union select told.order_id from private.told_windows as told
        union select recipients.order_id from private.recipients as recipients
        union select alerts.order_id from public.staff_alerts as alerts
        union select messages.order_id from private.staff_messages as messages
        union select consents.order_id from private.consents as consents
        union select changes.order_id from private.order_changes as changes
        union select deadlines.order_id from private.accept_deadlines as deadlines
        union select codes.order_id from private.pickup_codes as codes
        union select links.order_id from private.tracking_links as links where links.expires_at is null)
  loop
    perform private.forget_order(ended, at);
    looked_at := looked_at + 1;
  end loop;
  -- Of orders that were deleted.
  delete from private.consents as consents where consents.order_id is null;
  delete from private.early_reports as reports where reports.received_at < at - interval '1 hour';
  -- A month after its end, a link is no longer called expired: it is not known.
  delete from private.tracking_links as links where links.expires_at < at - interval '30 days';
  -- place_order deletes them as well, but only while the restaurant has new orders.
  delete from private.order_requests as requests where requests.requested_at < at - interval '1 day';
  perform public.clean_wallet_cards();
  return looked_at;
end
$$;
create index tracking_links_expires_at on private.tracking_links (expires_at);

revoke execute on function
  public.claim_deliveries(text, integer, integer, jsonb),
  public.begin_delivery(uuid, uuid, integer, text, boolean, numeric),
  public.finish_delivery(uuid, uuid, jsonb),
  public.report_delivery(text, text, text, text, numeric),
  public.next_delivery_at(),
  public.clean_notifications()
from public, anon, authenticated;
grant execute on function
  public.claim_deliveries(text, integer, integer, jsonb),
  public.begin_delivery(uuid, uuid, integer, text, boolean, numeric),
  public.finish_delivery(uuid, uuid, jsonb),
  public.report_delivery(text, text, text, text, numeric),
  public.next_delivery_at(),
  public.clean_notifications()
to service_role;
revoke execute on all functions in schema private from public;
